"""The stretch of time that a report is about."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_PATTERN = re.compile(r"(?P<year>\d{4})(?:(?P<kind>[QH])(?P<part>\d)|-(?P<month>\d{2}))?", re.ASCII)
_TO_DATE = re.compile(r"(?P<year>\d{4})-01/(?P=year)-(?P<month>0[1-9]|1[0-2])", re.ASCII)
_MONTHS = {"Y": 12, "H": 6, "Q": 3, "M": 1}


class PeriodError(ValueError):
    """The text is none of `2026Q3`, `2026H1`, `2026`, `2026-07`."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, half-year, quarter or month, or the months of a year up to one.

    `kind` is "Y", "H", "Q" or "M"; `index` counts from 1 within the year (always 1 for a year). "T" is what has passed of a
    year by the end of month `index`, spelled `2026-01/2026-09`: figures are cumulated over it, no report is about it.
    """

    year: int
    kind: str
    index: int

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Reads `2026Q3`, `2026H1`, `2026` or `2026-07`; raises PeriodError on anything else."""
        found = _PATTERN.fullmatch(text.strip().upper())
        if not found:
            raise PeriodError(text)
        kind = "M" if found["month"] else found["kind"] or "Y"
        period = cls(int(found["year"]), kind, int(found["month"] or found["part"] or 1))
        if not 1 <= period.index <= 12 // _MONTHS[kind] or not 1900 <= period.year <= 2999:
            raise PeriodError(text)
        return period

    @classmethod
    def recall(cls, text: str) -> "Period":
        """Reads what `str` gave of any period, cumulated months too; raises PeriodError on anything else."""
        found = _TO_DATE.fullmatch(text)
        return cls(int(found["year"]), "T", int(found["month"])) if found else cls.parse(text)

    @classmethod
    def containing(cls, day: date, kind: str) -> "Period":
        """The period of this kind in which the day lies."""
        return cls(day.year, kind, (day.month - 1) // _MONTHS[kind] + 1)

    def __str__(self) -> str:
        if self.kind == "Y":
            return f"{self.year:04d}"
        if self.kind == "T":
            return f"{self.year:04d}-01/{self.year:04d}-{self.index:02d}"
        return f"{self.year:04d}-{self.index:02d}" if self.kind == "M" else f"{self.year:04d}{self.kind}{self.index}"

    @property
    def months(self) -> int:
        """How many months the period has."""
        return self.index if self.kind == "T" else _MONTHS[self.kind]

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, 1 if self.kind == "T" else (self.index - 1) * self.months + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        last = self.index if self.kind == "T" else self.index * self.months
        return (date(self.year + 1, 1, 1) if last == 12 else date(self.year, last + 1, 1)) - timedelta(days=1)

    @property
    def previous(self) -> "Period":
        """The adjacent period before (环比)."""
        return Period.containing(self.start - timedelta(days=1), self.kind)

    @property
    def year_ago(self) -> "Period":
        """The same period of last year (同比)."""
        return Period(self.year - 1, self.kind, self.index)

    @property
    def to_date(self) -> "Period":
        """The months of the year up to the end of this period."""
        return Period(self.year, "T", self.end.month)

    def back(self, count: int) -> tuple["Period", ...]:
        """The last `count` periods up to and with this one, oldest first."""
        periods = [self]
        while len(periods) < count:
            periods.append(periods[-1].previous)
        return tuple(reversed(periods))
