"""The days of a column: its cells read one by one, then what only the whole column or the sheet can tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from reportgen.clean.cells import Cells, Mask
from reportgen.clean.dateorder import ORDER_NAMES, settle_order
from reportgen.clean.datewords import EMPTY, Reading, Sort, make_day, read_value
from reportgen.clean.findings import Findings, Sheet
from reportgen.clean.values import Nulls
from reportgen.model import Period

Days = NDArray[np.datetime64]
NOTHING = np.datetime64("NaT", "D")
_EPOCH = date(1970, 1, 1).toordinal()
_NAT = np.iinfo(np.int64).min  # how NumPy writes NaT


@dataclass(frozen=True, slots=True)
class DayColumn:
    """The day of each row (datetime64[D], NaT where there is none) and the `Sort` of reading behind it."""

    days: Days
    sorts: NDArray[np.int8]

    @property
    def known(self) -> Mask:
        """Rows that have a day."""
        return np.asarray(~np.isnat(self.days))

    @property
    def exact(self) -> Mask:
        """Rows whose day is known to the day."""
        return np.asarray(self.sorts == Sort.DAY)

    @property
    def bad(self) -> Mask:
        """Rows whose cell holds something that is no date."""
        return np.asarray(self.sorts == Sort.BAD)

    def take(self, rows: NDArray[np.int64] | Mask) -> "DayColumn":
        """The column of these rows."""
        return DayColumn(self.days[rows], self.sorts[rows])


def no_days(height: int) -> DayColumn:
    """A column without a single day."""
    return DayColumn(np.full(height, NOTHING), np.zeros(height, np.int8))


def join_days(parts: Sequence[DayColumn]) -> DayColumn:
    """The days of all parts, one below the other."""
    if not parts:
        return no_days(0)
    return DayColumn(np.concatenate([part.days for part in parts]), np.concatenate([part.sorts for part in parts]))


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads the date columns of one sheet; `formats` are the strptime formats of the configuration."""

    sheet: Sheet
    formats: tuple[str, ...]
    nulls: Nulls
    period: Period | None
    findings: Findings

    def read(self, cells: Cells[object], column: int, around: DayColumn | None = None) -> DayColumn:
        """The days of a column (`column` is its number in the sheet, 1-based).

        A day without a year takes the year of the rows next to it in `around`, or in this column.
        """
        readings, doubt = settle_order([self._one(value) for value in cells.values], cells.counts().tolist())
        if doubt:
            code = "ledger.date-order-mixed" if doubt.mixed else "ledger.date-order-open"
            values = {"order": ORDER_NAMES[doubt.order], "fitting": doubt.fitting, "others": doubt.others}
            self.findings.say(code, self.sheet.source(None, column), **values)
        found = _spread(readings, cells)
        return self._settle_years(found, readings, cells, around or found, column)

    def _one(self, value: object) -> Reading:
        return EMPTY if isinstance(value, str) and value in self.nulls else read_value(value, self.formats)

    def _settle_years(
        self, found: DayColumn, readings: Sequence[Reading], cells: Cells[object], around: DayColumn, column: int
    ) -> DayColumn:
        rows = np.flatnonzero(found.sorts == Sort.YEARLESS)
        if not len(rows):
            return found
        days, sorts = found.days.copy(), found.sorts.copy()
        near = _nearest(around, rows)
        for row, neighbour in zip(rows.tolist(), near, strict=True):
            month, day, rough = readings[cells.codes[row]].parts
            settled = self._with_year(month, day, neighbour)
            days[row] = np.datetime64(settled, "D") if settled else NOTHING
            sorts[row] = Sort.BAD if not settled else Sort.ROUGH if rough else Sort.DAY
        self.findings.say("ledger.year-taken", self.sheet.source(None, column), count=len(rows))
        return DayColumn(days, sorts)

    def _with_year(self, month: int, day: int, neighbour: date | None) -> date | None:
        """The day in the year that brings it next to its neighbour; without one, next to the period's middle."""
        near = neighbour or (_middle(self.period) if self.period else None)
        if near is None:
            return None
        days = [
            reading.day for year in range(near.year - 1, near.year + 2) if (reading := make_day(year, month, day)).day
        ]
        return min((day for day in days if day), key=lambda candidate: abs(candidate - near), default=None)


def _middle(period: Period) -> date:
    return period.start + (period.end - period.start) / 2


def _spread(readings: Sequence[Reading], cells: Cells[object]) -> DayColumn:
    numbers = [reading.day.toordinal() - _EPOCH if reading.day else _NAT for reading in readings]
    days = np.array(numbers, np.int64).view("datetime64[D]")
    sorts = np.array([reading.sort for reading in readings], np.int8)
    return DayColumn(days[cells.codes], sorts[cells.codes])


def _nearest(around: DayColumn, rows: NDArray[np.int64]) -> list[date | None]:
    """The day of the known row above each of these rows, or else of the one below."""
    known = np.flatnonzero(around.exact)
    if not len(known):
        return [None] * len(rows)
    places = np.maximum(np.searchsorted(known, rows) - 1, 0)
    return [day.item() for day in around.days[known[places]]]
