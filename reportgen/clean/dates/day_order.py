"""`3/5/2025` is 5 March or 3 May: the order of the numbers is seen from the whole column, never from one cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportgen.clean.dates.cell_dates import BAD, UNSURE, Reading, Sort, long_year, make_day

Order = tuple[int, int, int]
Parts = tuple[int, ...]

MONTH_FIRST: Order = (2, 0, 1)
DAY_FIRST: Order = (2, 1, 0)
YEAR_FIRST: Order = (0, 1, 2)
ORDER_NAMES: Mapping[Order, str] = {MONTH_FIRST: "m-d-y", DAY_FIRST: "d-m-y", YEAR_FIRST: "y-m-d"}
_SUSPICIOUS = 5
"""So many texts with a day above 12, and so many true dates with none above 12, mean that a program swapped day and month."""
_SPREAD = 1096
"""An order that spreads a column over so many more days, three years, is not considered."""
_NEAR = timedelta(days=31)
"""A day at most so many days from the certain ones counts as one of them."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not certain of a column: `mixed` orders, or several that all rows allow; counted in rows."""

    mixed: bool
    order: Order
    fitting: int
    others: int


@dataclass(frozen=True, slots=True)
class _Open:
    """The cells of which the order is open (by place of their distinct value), how many rows hold each, the days of the other cells."""

    parts: Mapping[int, Parts]
    rows: Mapping[int, int]
    known: Sequence[date]
    orders: tuple[Order, ...] = ()
    """The orders to try, the likelier first."""

    def all_orders(self) -> "_Open":
        """With every order to try."""
        year_last = all(parts[2] > 99 for parts in self.parts.values())
        return replace(self, orders=(MONTH_FIRST, DAY_FIRST) if year_last else (YEAR_FIRST, MONTH_FIRST, DAY_FIRST))

    def serious(self, best: Order) -> "_Open":
        """With those orders alone that spread the column over no more years than the best one."""
        limit = self.span(best) + _SPREAD
        return replace(self, orders=tuple(order for order in self.orders if self.span(order) <= limit))

    def misses(self, order: Order) -> int:
        """How many rows are no date in this order."""
        return sum(self.rows[index] for index, parts in self.parts.items() if in_order(parts, order).day is None)

    def span(self, order: Order) -> int:
        """How many days the column covers when read in this order."""
        days = [day for parts in self.parts.values() if (day := in_order(parts, order).day)]
        days += self.known
        return (max(days) - min(days)).days if days else 0

    def astray(self, best: Order) -> int:
        """How many rows lie outside the months of the certain days when read in the best order, but in them in another.

        0 where so few lie far outside that they may be as they say.
        """
        read = {
            index: {order: in_order(parts, order).day for order in self.orders} for index, parts in self.parts.items()
        }
        sure = [days[best] for days in read.values() if len({day for day in days.values() if day}) == 1]
        around = [day for day in (*sure, *self.known) if day]
        if len(around) < _SUSPICIOUS:
            return 0
        if self._swapped(read, best, min(around) - _NEAR, max(around) + _NEAR) < _SUSPICIOUS:
            return 0
        last = max(around).replace(day=28) + timedelta(days=4)  # of the next month
        return self._swapped(read, best, min(around).replace(day=1), last - timedelta(days=last.day))

    def _swapped(self, read: Mapping[int, Mapping[Order, date | None]], best: Order, low: date, high: date) -> int:
        """How many rows lie outside these days when read in the best order, but among them in another."""
        lost = (
            index
            for index, days in read.items()
            if (day := days[best])
            and not low <= day <= high
            and any(one and low <= one <= high for one in days.values())
        )
        return sum(self.rows[index] for index in lost)


def in_order(parts: Parts, order: Order) -> Reading:
    """The three numbers as a day."""
    year, month, day = (parts[place] for place in order)
    return make_day(long_year(year), month, day)


@dataclass(frozen=True, slots=True)
class Settled:
    """The readings without an OPEN one; the order used for them, if one was needed, and what is not certain."""

    readings: Sequence[Reading]
    order: Order | None = None
    doubt: Doubt | None = None

    @property
    def name(self) -> str:
        """The order in letters, "" where none was needed or the column mixes several."""
        return "" if self.order is None or (self.doubt and self.doubt.mixed) else ORDER_NAMES[self.order]


def settle_order(readings: Sequence[Reading], counts: Sequence[int]) -> Settled:
    """The readings with every OPEN one as a day, `counts` the rows that hold each; and what is not certain.

    One order must read the whole column. Where several can, the one that keeps its days closest together is taken. Where
    none can, or the best one puts some days far outside the rest and another would not, only the cells that a single order can
    read are used; date values are dropped, too, where a program has taken days for months.
    """
    found = {
        index: reading.parts for index, reading in enumerate(readings) if reading.sort is Sort.OPEN and counts[index]
    }
    if not found:
        return Settled(readings)
    known = [reading.day for reading, count in zip(readings, counts, strict=True) if reading.day and count]
    cells = _Open(found, {index: int(counts[index]) for index in found}, known).all_orders()
    possible = [order for order in cells.orders if not cells.misses(order)]
    if not possible:
        order = min(cells.orders, key=lambda order: (cells.misses(order), cells.span(order)))
        return _believe_the_sure(readings, cells.serious(order), order, cells.misses(order))
    best = min(possible, key=cells.span)
    cells = cells.serious(best)
    possible = [order for order in possible if order in cells.orders]
    if astray := cells.astray(best) if len(possible) == 1 else 0:
        return _believe_the_sure(readings, cells, best, astray)
    settled = [in_order(reading.parts, best) if index in found else reading for index, reading in enumerate(readings)]
    if len(possible) == 1 and _swapped(readings, counts, cells, best):
        return _without_typed(settled, counts, cells, best)
    return Settled(settled, best, _doubt(cells, possible, best))


def _doubt(cells: _Open, possible: Sequence[Order], best: Order) -> Doubt | None:
    """Whether another order is as good: it reads every cell, some differently, and spreads them over no more years."""
    if any(len({in_order(parts, order).day for order in possible}) > 1 for parts in cells.parts.values()):
        return Doubt(False, best, sum(cells.rows.values()), 0)
    return None


def _swapped(readings: Sequence[Reading], counts: Sequence[int], cells: _Open, best: Order) -> bool:
    """Whether a program took days for months wherever it could: the texts hold only days above 12, the date values none."""
    days = [parts[best[2]] for parts in cells.parts.values()]
    typed = [reading.day for reading, count in zip(readings, counts, strict=True) if reading.typed and count]
    return (
        min(len(days), len(typed)) >= _SUSPICIOUS
        and min(days) > 12
        and all(day.day <= 12 for day in typed if day is not None)
    )


def _without_typed(settled: list[Reading], counts: Sequence[int], cells: _Open, best: Order) -> Settled:
    """Without the date values, but for those that are the same when day and month are swapped."""
    lost = [reading.typed and reading.day is not None and reading.day.day != reading.day.month for reading in settled]
    rows = sum(count for count, gone in zip(counts, lost, strict=True) if gone)
    kept = [UNSURE if gone else reading for reading, gone in zip(settled, lost, strict=True)]
    return Settled(kept, best, Doubt(True, best, sum(cells.rows.values()), int(rows)))


def _believe_the_sure(readings: Sequence[Reading], cells: _Open, best: Order, others: int) -> Settled:
    """Only the cells that can be read in one order alone are used; `others` are the rows that do not fit the best one."""
    settled = list(readings)
    for index, parts in cells.parts.items():
        settled[index] = _only(in_order(parts, order) for order in cells.orders)
    return Settled(settled, best, Doubt(True, best, sum(cells.rows.values()) - others, others))


def _only(readings: Iterable[Reading]) -> Reading:
    """The one day that the readings allow; UNSURE where they allow several, BAD where none."""
    days = {reading.day: reading for reading in readings if reading.day}
    if not days:
        return BAD
    return next(iter(days.values())) if len(days) == 1 else UNSURE
