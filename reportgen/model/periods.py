"""The stretch of time that a report is about."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from reportgen.chinese.periods import Months, read_months

_SIGNS = re.compile(
    r"(?:(?P<year>\d{4})-?)?(?:Q(?P<quarter>[1-4])|H(?P<half>[12]))|(?P<whole>\d{4})"
    r"|(?P<in>\d{4})(?:-(?P<month>\d{1,2})(?:/(?:(?P<again>\d{4})-)?(?P<to>\d{1,2}))?|M(?P<first>\d{1,2})-(?P<last>\d{1,2}))",
    re.ASCII,
)
"""2026Q3, 2026-Q3, Q3, 2026H1, 2026, 2026-07, 2026-01/2026-09, 2026-01/09, 2026M01-09."""
_RUN = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})/(?P<last_year>\d{4})-(?P<last>\d{2})", re.ASCII)
_PLAIN = re.compile(r"\d{4}(?:[QH]\d|-\d{2})?", re.ASCII)
_MONTHS = {"Y": 12, "H": 6, "Q": 3, "M": 1}
_LATELY = 3
"""In its last three months a period may be reported on; before that people mean last year's (前三季度, said in January)."""
EARLIEST, LATEST = 1900, 2999
"""The years of which reports are."""


_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def report_day(text: str) -> date:
    """The day of a report, written as 2026-10-08; raises ValueError on anything else, and where no report is of that year."""
    found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    if found is None or not EARLIEST <= found.year <= LATEST:
        raise ValueError(text)
    return found


class PeriodError(ValueError):
    """The text is no period: none of the spellings of `Period.parse`, or one of which the year is not known."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, half-year, quarter or month, or a run of other months.

    `kind` is "Y", "H", "Q" or "M"; `index` counts from 1 within the year (always 1 for a year). "T" is what has passed of a
    year by the end of month `index` (前三季度), "R" a run of `count` months from month `index` on; both are spelled
    `2026-01/2026-09`. What a report is about lies in one year; what comes before a run may begin in the year before.
    """

    year: int
    kind: str
    index: int
    count: int = 1

    @classmethod
    def parse(cls, text: str, day: date | None = None) -> "Period":
        """Reads what people write; raises PeriodError on anything else.

        2026Q3, 2026-Q3, 2026H1, 2026, 2026-07, 2026-01/2026-09, 2026年第三季度, 2026年三季度, 2026年上半年, 2026年度, 2026年7月,
        2026年前三季度, 2026年1—9月. Without a year (三季度) it is the last one whose last three months had begun by `day`; where there is no `day` it is none.
        """
        plain = "".join(unicodedata.normalize("NFKC", text).upper().split())
        found = _read_signs(plain) or read_months(plain)
        if found is None:
            raise PeriodError(text.strip())
        begun = max(found.first, found.first + found.count - _LATELY)
        year = found.year or (day and (day.year if begun <= day.month else day.year - 1))
        if not year or not EARLIEST <= year <= LATEST:
            raise PeriodError(text.strip())
        return cls.of_months(year, found.first, found.count)

    @classmethod
    def of_months(cls, year: int, first: int, count: int) -> "Period":
        """The period of these months of a year: a quarter where they are one."""
        kind = next((kind for kind, months in _MONTHS.items() if months == count and (first - 1) % months == 0), None)
        if kind:
            return cls(year, kind, (first - 1) // count + 1)
        return cls(year, "T", count) if first == 1 else cls(year, "R", first, count)

    @classmethod
    def recall(cls, text: str) -> "Period":
        """Reads what `str` gave of any period, cumulated months as such; raises PeriodError on anything else."""
        found = _RUN.fullmatch(text)
        if not found and not _PLAIN.fullmatch(text):
            raise PeriodError(text)
        if not found:
            return cls.parse(text)
        year, first, last = int(found["year"]), int(found["month"]), int(found["last"])
        count = last - first + 1 + 12 * (int(found["last_year"]) - year)
        if not (1 <= first <= 12 and 1 <= last <= 12 and 1 <= count <= 12 and EARLIEST <= year <= LATEST):
            raise PeriodError(text)
        return cls(year, "T", count) if first == 1 else cls(year, "R", first, count)

    @classmethod
    def containing(cls, day: date, kind: str) -> "Period":
        """The period of this kind in which the day lies; of a run of months the month."""
        kind = kind if kind in _MONTHS else "M"
        return cls(day.year, kind, (day.month - 1) // _MONTHS[kind] + 1)

    def __str__(self) -> str:
        if self.kind == "Y":
            return f"{self.year:04d}"
        if self.kind in ("T", "R"):
            return f"{self.start:%Y-%m}/{self.end:%Y-%m}"
        return f"{self.year:04d}-{self.index:02d}" if self.kind == "M" else f"{self.year:04d}{self.kind}{self.index}"

    @property
    def key(self) -> str:
        """The period in the name of a file: as it is spelled, but for a run of months, 2026M01-09."""
        return f"{self.year:04d}M{self.start.month:02d}-{self.end.month:02d}" if self.kind in ("T", "R") else str(self)

    @property
    def months(self) -> int:
        """How many months the period has."""
        return self.index if self.kind == "T" else self.count * _MONTHS.get(self.kind, 1)

    @property
    def start(self) -> date:
        """The first day."""
        before = {"T": 0, "R": self.index - 1}.get(self.kind, (self.index - 1) * self.months)
        return date(self.year, before + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return _month_after(self.start, self.months) - timedelta(days=1)

    @property
    def compared_once(self) -> bool:
        """Whether the period before is the same one of last year: that of a year, and of a run of months from January on."""
        return self.kind in ("Y", "T")

    @property
    def previous(self) -> "Period":
        """The adjacent period before (环比); before 前三季度 there is none that is like it, so it is the same of last year."""
        if self.compared_once:
            return self.year_ago
        if self.kind == "R":
            first = _month_after(self.start, -self.count)
            return Period(first.year, "R", first.month, self.count)
        return Period.containing(self.start - timedelta(days=1), self.kind)

    @property
    def year_ago(self) -> "Period":
        """The same period of last year (同比)."""
        return Period(self.year - 1, self.kind, self.index, self.count)

    @property
    def next(self) -> "Period":
        """The adjacent period that comes after: of the same kind and length; after months from January on the quarter or month that begins."""
        after = self.end + timedelta(days=1)
        if self.kind == "R":
            return Period(after.year, "R", after.month, self.count)
        if self.kind == "T":
            return Period.containing(after, "Q" if after.month % 3 == 1 else "M")
        return Period.containing(after, self.kind)

    def closed(self, kind: str) -> "Period | None":
        """The period of this kind that ends with this one: the year (Y) that a fourth quarter closes, the quarter that ends with a half-year; None where none does."""
        found = Period.containing(self.end, kind)
        return found if found.end == self.end else None

    @property
    def to_date(self) -> "Period":
        """The months of the year up to the end of this period."""
        return Period(self.end.year, "T", self.end.month)

    def back(self, count: int) -> tuple["Period", ...]:
        """The last `count` periods up to and with this one, oldest first."""
        periods = [self]
        while len(periods) < count:
            periods.append(periods[-1].previous)
        return tuple(reversed(periods))

    def holding(self, day: date) -> "Period":
        """The stretch of its year in which a day lies: of periods that part the year one of them, of a run the run, or what is before or after."""
        if self.kind in _MONTHS:
            return Period.containing(day, self.kind)
        first, last = self.start.month, self.start.month + self.months - 1
        if day.month < first:
            return Period(day.year, "R", 1, first - 1)
        return Period(day.year, "R", *((first, self.months) if day.month <= last else (last + 1, 12 - last)))


def _read_signs(text: str) -> Months | None:
    """What is written in digits and Latin letters."""
    found = _SIGNS.fullmatch(text)
    if not found:
        return None
    number = {name: int(value) for name, value in found.groupdict().items() if value}
    if "quarter" in number:
        return Months.of(number.get("year"), 3 * number["quarter"] - 2, 3 * number["quarter"])
    if "half" in number:
        return Months.of(number.get("year"), 6 * number["half"] - 5, 6 * number["half"])
    if "whole" in number:
        return Months.of(number["whole"], 1, 12)
    if number.get("again", number["in"]) != number["in"]:
        return None
    first = number["month"] if "month" in number else number["first"]
    return Months.of(number["in"], first, number.get("to", number.get("last", first)))


def _month_after(first: date, months: int) -> date:
    """The first day of the month that is so many months later."""
    place = first.year * 12 + first.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)
