"""The days of a column: its cells read one by one, then what depends on the whole column or the sheet."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

import numpy as np
from numpy.typing import NDArray

from reportgen.clean.cells.cells import Cells, Mask, are_all
from reportgen.clean.cells.issue_log import IssueLog, Sheet
from reportgen.clean.cells.values import Nulls
from reportgen.clean.dates.amounts import Amount, read_amount
from reportgen.clean.dates.cell_dates import BAD, EMPTY, Reading, Sort, make_day, read_day_of, read_value, without_clock
from reportgen.clean.dates.day_order import ORDER_NAMES, settle_order
from reportgen.model.periods import Period

Days = NDArray[np.datetime64]
NOTHING = np.datetime64("NaT", "D")
_EPOCH = date(1970, 1, 1).toordinal()
_NAT = np.iinfo(np.int64).min  # how NumPy writes NaT
_NO_LIMIT = -1
_LONGEST_LIMIT = 999  # days; more is no limit but a number of another kind
_LONGEST_AMOUNT = 12  # characters
_PRECISION = np.array([{Sort.DAY: 0, Sort.WIDE: 2}.get(sort, 1) for sort in Sort], np.int32)
"""For each sort of reading the place of its word: a day, a month, a longer stretch."""
_BEFORE = re.compile(
    r"(?<=[\d日号旬底末月])\s*[之以]?前(?:完成|办结|办理完毕|整改(?:到位|完成|完毕)?|销号|答复|回复)?\s*$"
)
_CALENDAR_DAYS = re.compile(r"(?:天|个?自然日|个?日历[天日])(?:以内|之内|内)?|日(?:以内|之内|内)|")


@dataclass(frozen=True, slots=True)
class DayColumn:
    """The day of each row (datetime64[D], NaT where there is none) and the `Sort` of its reading.

    `order` says how the parts of a date follow each other (`m-d-y`) where the column decided it, else "".
    """

    days: Days
    sorts: NDArray[np.int8]
    order: str = ""

    @property
    def known(self) -> Mask:
        """Rows that have a day."""
        return np.asarray(~np.isnat(self.days))

    @property
    def exact(self) -> Mask:
        """Rows whose day is known to the day."""
        return np.asarray(self.sorts == Sort.DAY)

    @property
    def long(self) -> Mask:
        """Rows whose cell names no month, only a longer stretch."""
        return np.asarray(self.sorts == Sort.WIDE)

    @property
    def bad(self) -> Mask:
        """Rows whose cell holds something that is no date, or none of a year that can be known."""
        return np.isin(self.sorts, (Sort.BAD, Sort.YEARLESS, Sort.FAR, Sort.UNSURE))

    @property
    def far(self) -> Mask:
        """Rows whose cell holds a day of a year in which no case came in."""
        return np.asarray(self.sorts == Sort.FAR)

    @property
    def unsure(self) -> Mask:
        """Rows whose cell holds one of two days."""
        return np.asarray(self.sorts == Sort.UNSURE)

    @property
    def yearless(self) -> Mask:
        """Rows whose cell holds a day of a year that is written nowhere."""
        return np.asarray(self.sorts == Sort.YEARLESS)

    def take(self, rows: NDArray[np.int64] | Mask) -> "DayColumn":
        """The column of these rows."""
        if are_all(rows, len(self.days)):
            return self
        return DayColumn(self.days[rows], self.sorts[rows], self.order)

    def precision(self) -> Cells[str]:
        """How much of each day is known: "day", "month" or "period"."""
        return Cells(["day", "month", "period"], _PRECISION[self.sorts])


def no_days(height: int) -> DayColumn:
    """A column without a single day; there is one in memory, whatever the height."""
    return DayColumn(np.broadcast_to(NOTHING, height), np.broadcast_to(np.int8(Sort.EMPTY), height))


def join_days(parts: Sequence[DayColumn]) -> DayColumn:
    """The days of all parts, one below the other."""
    if not parts:
        return no_days(0)
    if len(parts) == 1:
        return parts[0]
    return DayColumn(np.concatenate([part.days for part in parts]), np.concatenate([part.sorts for part in parts]))


def allowed_days(value: object) -> int | None:
    """How many calendar days a case may take: `15天`, `十五日内`, 15; None for a date, working days or anything else."""
    amount = _short_amount(value)
    if not amount or amount.value % 1 or not 0 <= amount.value <= _LONGEST_LIMIT:
        return None
    return int(amount.value) if _CALENDAR_DAYS.fullmatch(amount.unit) else None


def _short_amount(value: object) -> Amount | None:
    return read_amount(value) if not isinstance(value, str) or len(value) <= _LONGEST_AMOUNT else None


def _in_working_days(value: object) -> bool:
    amount = _short_amount(value)
    return amount is not None and "工作日" in amount.unit


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _until(value: object) -> object:
    """The cell without the word that makes a limit of its day: `7月31日前完成`."""
    return _BEFORE.sub("", value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads the date columns of one sheet; `formats` are the strptime formats of the configuration.

    `year` finds the one that the titles of the table name; days written without one are of it where no row has a whole date.
    `month` is the one of the titles too: a bare day is one of it. `zone` is that of the county, in which times with another
    time zone are days; the sheet's serial numbers are so many days `behind` those of 1900.
    """

    sheet: Sheet
    formats: tuple[str, ...]
    nulls: Nulls
    period: Period | None
    log: IssueLog
    year: Callable[[], int | None]
    month: int | None = None
    zone: tzinfo | None = None
    behind: int = 0

    def read(self, cells: Cells[object], column: int, around: DayColumn | None = None) -> DayColumn:
        """The days of a column (`column` is its number in the sheet, 1-based).

        A day without a year takes the year of its own row in `around`, of the rows next to it there, or in this column. A quarter or another long
        stretch is a day only where all of it lies in one period of the report's kind, or in its run of months (a quarter where there is no report).
        """
        found = self._with_month(self._readings(cells), cells, column)
        self._report_clocks(found, cells, column)
        order = settle_order(found.values, found.counts().tolist())
        if doubt := order.doubt:
            code = "ledger.date-order-mixed" if doubt.mixed else "ledger.date-order-open"
            values = {"order": ORDER_NAMES[doubt.order], "fitting": doubt.fitting, "others": doubt.others}
            self.log.report(code, self.sheet.source(None, column), **values)
        settled = Cells([self._narrow(reading) for reading in order.readings], found.codes)
        days = _spread(settled, order.name)
        return self._settle_years(days, settled, around or days, column)

    def read_due(self, cells: Cells[object], column: int, received: DayColumn) -> DayColumn:
        """As `read`, for the day by which a case is due: `15日内` and a bare 15 count from the day on which it came in.

        Limits in working days are not used: which days those were is in no ledger.
        """
        allowed = [allowed_days(value) for value in cells.values]
        working = cells.where(_in_working_days)
        if working.any():
            place = self.sheet.source(None, column)
            self.log.report("ledger.due-in-working-days", place, count=int(working.sum()))
        limits = zip(allowed, cells.values, strict=True)
        dated = ["" if number is not None or _in_working_days(value) else _until(value) for number, value in limits]
        found = self.read(Cells(dated, cells.codes), column, received)
        numbers = np.array([_NO_LIMIT if number is None else number for number in allowed], np.int64)[cells.codes]
        counted = (numbers != _NO_LIMIT) & received.exact
        days = np.where(counted, received.days + numbers.astype("timedelta64[D]"), found.days)
        return DayColumn(days, np.where(counted, np.int8(Sort.DAY), found.sorts), found.order)

    def _readings(self, cells: Cells[object]) -> Cells[Reading]:
        """The cells read, every day once: a plain time of day is dropped first."""
        places: dict[object, int] = {}
        readings: list[Reading] = []
        codes = np.empty(len(cells.values), np.int64)
        for index, value in enumerate(cells.values):
            plain = without_clock(value) if not self.formats else value
            key = plain if isinstance(plain, str) else (type(plain), plain)
            if key not in places:
                places[key] = len(readings)
                readings.append(self._one(plain))
            codes[index] = places[key]
        return Cells(readings, codes[cells.codes])

    def _one(self, value: object) -> Reading:
        if isinstance(value, str) and value in self.nulls:
            return EMPTY
        return read_value(value, self.formats, self.zone, self.behind)

    def _report_clocks(self, found: Cells[Reading], cells: Cells[object], column: int) -> None:
        """Reports, once a column, times with another time zone and serial numbers that count from 1904."""
        place = self.sheet.source(None, column)
        if count := int(found.where(lambda reading: reading.moved is not None).sum()):
            moved = int(found.where(lambda reading: bool(reading.moved)).sum())
            self.log.report("ledger.times-converted", place, count=count, moved=moved, zone=str(self.zone))
        if self.behind and (count := int(cells.where(_is_number).sum())):
            self.log.report("ledger.calendar-1904", place, count=count)

    def _with_month(self, found: Cells[Reading], cells: Cells[object], column: int) -> Cells[Reading]:
        """Bare days as days of the month that the titles name."""
        if not self.month or all(reading is not BAD for reading in found.values):
            return found
        bare = [read_day_of(self.month, value) for value in cells.values]
        taken = np.array([reading is not BAD for reading in bare], np.bool_)[cells.codes]
        taken &= found.where(lambda reading: reading is BAD)
        if not taken.any():
            return found
        self.log.report("ledger.month-taken", self.sheet.source(None, column), count=int(taken.sum()))
        values = [*found.values, *bare]
        return Cells(values, np.where(taken, cells.codes + len(found.values), found.codes))

    def _narrow(self, reading: Reading) -> Reading:
        """A long stretch as it is where the report asks for no less, else BAD."""
        if not reading.stretch:
            return reading
        asked = self.period
        first, last = (asked.holding(day) if asked else Period.containing(day, "Q") for day in reading.stretch)
        return reading if first == last else BAD

    def _settle_years(self, found: DayColumn, readings: Cells[Reading], around: DayColumn, column: int) -> DayColumn:
        rows = np.flatnonzero(found.sorts == Sort.YEARLESS)
        if not len(rows) or not (self.period or around.exact.any() or self.year()):
            return found
        days, sorts = found.days.copy(), found.sorts.copy()
        known: dict[tuple[int, date | None], tuple[np.datetime64, Sort]] = {}
        for row, code, near in zip(rows.tolist(), readings.codes[rows].tolist(), _nearest(around, rows), strict=True):
            if (code, near) not in known:
                known[code, near] = self._with_year(readings.values[code].parts, near)
            days[row], sorts[row] = known[code, near]
        if taken := int((sorts[rows] != Sort.BAD).sum()):
            self.log.report("ledger.year-taken", self.sheet.source(None, column), count=taken)
        return DayColumn(days, sorts, found.order)

    def _with_year(self, parts: tuple[int, ...], neighbour: date | None) -> tuple[np.datetime64, Sort]:
        """The day in the year that brings it next to its neighbour; without one, in the titles' year, or next to the period's middle."""
        month, day, rough = parts
        year = None if neighbour else self.year()
        if year and (said := make_day(year, month, day).day):
            return np.datetime64(said, "D"), Sort.ROUGH if rough else Sort.DAY
        near = neighbour or (_middle(self.period) if self.period else None)
        years = range(near.year - 1, near.year + 2) if near else ()
        days = [reading.day for year in years if (reading := make_day(year, month, day)).day]
        if not near or not days:
            return NOTHING, Sort.BAD
        nearest = min((one for one in days if one), key=lambda one: abs(one - near))
        return np.datetime64(nearest, "D"), Sort.ROUGH if rough else Sort.DAY


def _middle(period: Period) -> date:
    return period.start + (period.end - period.start) / 2


def _spread(readings: Cells[Reading], order: str) -> DayColumn:
    numbers = [reading.day.toordinal() - _EPOCH if reading.day else _NAT for reading in readings.values]
    days = np.array(numbers, np.int64).view("datetime64[D]")
    sorts = np.array([reading.sort for reading in readings.values], np.int8)
    return DayColumn(days[readings.codes], sorts[readings.codes], order)


def _nearest(around: DayColumn, rows: NDArray[np.int64]) -> list[date | None]:
    """The day of each of these rows in `around`; where it has none, of the known row above, or else of the one below."""
    known = np.flatnonzero(around.exact)
    if not len(known):
        return [None] * len(rows)
    places = np.maximum(np.searchsorted(known, rows, side="right") - 1, 0)
    days: list[date | None] = around.days[known[places]].astype(object).tolist()
    return days
