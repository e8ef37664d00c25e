"""Which periods the ledgers cover, and which are fair to compare with the report's.

The rules are those of `settings.ComparisonSettings`. A ledger is known by its days with a case (marks); its pace is marks per
day from its first case to the end of the report's period: cases that came later change nothing of what came before. A silence counts as
missing data only where it is longer than any run of holidays and too long for that pace: at 5 marks lacking chance alone
(Poisson) would do that 7 times in 1,000, so that a ledger of a few cases a month is never refused for its gaps. A silence in which
the ledgers say that there was nothing to report (零报告) lacks nothing.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pandas as pd

from reportgen.messages import _, issue
from reportgen.model.ledgers import Ledger
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Unknown
from reportgen.model.sources import Issue
from reportgen.settings import ComparisonSettings
from reportgen.tally.counting.cube import Cube
from reportgen.tally.counting.scopes import Scopes

_HOLIDAYS = 10  # days: the longest public holidays with the weekends beside them
_EPOCH = date(1970, 1, 1)
_CODES = {
    Unknown.PARTLY_COVERED: "figures.comparison-withheld",
    Unknown.SCOPE: "figures.comparison-withheld-scope",
    Unknown.UNFINISHED: "figures.comparison-withheld-unfinished",
}

Silence = tuple[int, int]  # its first and last day, counted from _EPOCH


class Coverage:
    """What the days of the cases tell of periods, for the report of one of them."""

    def __init__(
        self,
        cube: Cube,
        ledger: Ledger,
        period: Period,
        rule: ComparisonSettings,
        small_base: int,
        signed: date | None = None,
    ) -> None:
        """`cube` has the dimensions `channel` and `precision`; `small_base` is how many cases a channel or ledger needs to matter.

        A period that ends after the day on which the report is `signed` is not over.
        """
        self.period, self.rule = period, rule
        self._early = signed is not None and signed < period.end and "unfinished" not in rule.anyway
        self.scopes = Scopes(cube, ledger, period, rule, small_base)
        self._marks = _marks(ledger.cases, period, exact=cube.values["precision"] == ("day",))
        self._nil = ledger.nil
        self._covered: dict[Period, Unknown | None] = {}
        known = self._marks[self._marks <= _number(period.end)]
        self._pace = len(known) / (_number(period.end) - int(known[0]) + 1) if len(known) else 0.0
        self.until = self._until()

    def _until(self) -> date | None:
        """The last day known of a report's period that is not over; None where it is."""
        if not len(self._marks):
            return None
        last = int(self._marks[-1])
        inside = _number(self.period.start) <= last <= _number(self.period.end)
        if self._early and len(inside_days := self._marks[self._marks <= _number(self.period.end)]):
            known = int(inside_days[-1])
            return _day(known) if known >= _number(self.period.start) else None
        return _day(last) if inside and self._lacks((last + 1, _number(self.period.end))) else None

    @property
    def reached(self) -> bool:
        """Whether the ledgers tell of the report's period even without a case in it: there are cases before and after it, or they say that there was nothing."""
        first, last = _number(self.period.start), _number(self.period.end)
        if any(self.period.start <= day <= self.period.end for day in self._nil if day):
            return True
        if not len(self._marks):
            return None in self._nil
        return bool(self._marks[0] < first and self._marks[-1] > last)

    def covered(self, period: Period) -> Unknown | None:
        """Why the number of cases of a period is not known; None where it is. The report's own period is what it is."""
        if period not in self._covered:
            self._covered[period] = self._uncovered(period)
        return self._covered[period]

    def same_scope(self, period: Period) -> Unknown | None:
        """As `covered`, and whether the cases are of the same channels and ledgers as those of the report's period."""
        if unknown := self.covered(period):
            return unknown
        return Unknown.SCOPE if period != self.period and self.scopes.differ(period) else None

    def fair(self, period: Period) -> Unknown | None:
        """Why the report's period is not to be compared with an earlier one; None where it may be."""
        return self.same_scope(period) or (Unknown.UNFINISHED if self._is_longer(period) else None)

    def _is_longer(self, period: Period) -> bool:
        """Whether a period reaches beyond the day, a year ago, that the report's own has come to."""
        return self.until is not None and period.end > _a_year_ago(self.until)

    def _uncovered(self, period: Period) -> Unknown | None:
        if period == self.period:
            return None
        if not len(self._marks) or _day(int(self._marks[0])) > period.end:
            return Unknown.NO_DATA
        if "partly-covered" in self.rule.anyway:
            return None
        began = _day(int(self._marks[0]))
        late = (began.year, began.month) > (period.start.year, period.start.month)
        return Unknown.PARTLY_COVERED if late or any(self._missing(period)) else None

    def _missing(self, period: Period) -> Iterator[Silence]:
        """The silences of a period that count as missing data; what is not over of the report's period is none."""
        first, last = _number(period.start), _number(self.until) if self.until else _number(period.end)
        last = min(last, _number(period.end))
        inside = self._marks[(self._marks >= first) & (self._marks <= last)]
        edges = np.concatenate([[first - 1], inside, [last + 1]])
        for place in np.flatnonzero(np.diff(edges) > _HOLIDAYS + 1).tolist():
            silence = int(edges[place]) + 1, int(edges[place + 1]) - 1
            if self._lacks(silence):
                yield silence

    def _lacks(self, silence: Silence) -> bool:
        """Whether a silence is too long for chance; before the first case and after the last half of that will do."""
        first, last = silence
        if first > self._marks[-1] and "unfinished" in self.rule.anyway:
            return False
        if any(first <= _number(day) <= last for day in self._nil if day):
            return False
        length, at_an_end = last - first + 1, last < self._marks[0] or first > self._marks[-1]
        needed = self.rule.lacking if at_an_end else 2 * self.rule.lacking
        return length > _HOLIDAYS and length * self._pace >= needed

    def issues(self) -> tuple[Issue, ...]:
        """The comparisons withheld, each with its reason, and silences in the report's own period."""
        earlier = dict.fromkeys((self.period.previous, self.period.year_ago))
        found = [self._issue(period, unknown) for period in earlier if (unknown := self.fair(period)) in _CODES]
        silent = (
            issue("figures.period-silent", period=str(self.period), first=_day(first), last=_day(last))
            for first, last in self._missing(self.period)
            if "partly-covered" not in self.rule.anyway
        )
        return (*dict.fromkeys(found), *silent)

    def _issue(self, period: Period, unknown: Unknown | None) -> Issue:
        code, name, other = _CODES[unknown or Unknown.UNFINISHED], str(self.period), str(period)
        if unknown is Unknown.SCOPE:
            return issue(code, period=name, earlier=other, what=_(", ").join(self.scopes.differ(period)))
        if unknown is Unknown.UNFINISHED:
            return issue(code, period=name, last=self.until)
        first, last = next(self._missing(period), (_number(period.start), int(self._marks[0]) - 1))
        return issue(code, period=name, earlier=other, first=_day(first), last=_day(last))


def _marks(cases: pd.DataFrame, period: Period, exact: bool) -> np.ndarray:
    """The days with a case, ascending; a case known to the month stands for the month's ends, to the period for the period's.

    `exact` says that all are known to the day.
    """
    received = cases["received"].to_numpy()
    if exact:
        return _different(received)
    precision = cases["precision"].to_numpy()
    months = received[precision == "month"].astype("datetime64[M]")
    ends = (months + 1).astype("datetime64[D]") - 1
    whole = np.array([period.start, period.end], dtype="datetime64[D]") if (precision == "period").any() else ends[:0]
    parts = (received[precision == "day"], months, ends, whole)
    return _different(np.concatenate([part.astype("datetime64[D]") for part in parts]))


def _different(days: np.ndarray) -> np.ndarray:
    """The different days, ascending, counted from _EPOCH."""
    numbers = days.astype("datetime64[D]").astype(np.int64)
    if not len(numbers):
        return numbers
    found: np.ndarray = np.flatnonzero(np.bincount(numbers - numbers.min())) + numbers.min()
    return found


def _a_year_ago(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, Period(day.year - 1, "M", day.month).end.day))


def _number(day: date) -> int:
    return (day - _EPOCH).days


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=number)
