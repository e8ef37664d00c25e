"""`3/5/2025` is 5 March or 3 May: the order of the numbers is seen from the whole column, never from one cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportgen.clean.datewords import BAD, Reading, Sort, make_day

Order = tuple[int, int, int]
Parts = tuple[int, ...]

MONTH_FIRST: Order = (2, 0, 1)
DAY_FIRST: Order = (2, 1, 0)
YEAR_FIRST: Order = (0, 1, 2)
ORDER_NAMES: Mapping[Order, str] = {MONTH_FIRST: "m-d-y", DAY_FIRST: "d-m-y", YEAR_FIRST: "y-m-d"}
_SUSPICIOUS = 5
"""So many texts with a day above 12, and so many true dates with none above 12, are no accident."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What remains unsure of a column: `mixed` orders, or several that all rows allow; counted in rows."""

    mixed: bool
    order: Order
    fitting: int
    others: int


@dataclass(frozen=True, slots=True)
class _Open:
    """The cells without a settled order (by place of their distinct value), how many rows hold each, the days around."""

    parts: Mapping[int, Parts]
    rows: Mapping[int, int]
    known: Sequence[date]

    @property
    def orders(self) -> tuple[Order, ...]:
        """The orders to try, the likelier first."""
        long_year = any(parts[2] > 99 for parts in self.parts.values())
        return (MONTH_FIRST, DAY_FIRST) if long_year else (YEAR_FIRST, MONTH_FIRST, DAY_FIRST)

    def misses(self, order: Order) -> int:
        """How many rows are no date in this order."""
        return sum(self.rows[index] for index, parts in self.parts.items() if in_order(parts, order).day is None)

    def span(self, order: Order) -> int:
        """How many days the column covers when read in this order."""
        days = [day for parts in self.parts.values() if (day := in_order(parts, order).day)]
        return (max([*days, *self.known]) - min([*days, *self.known])).days


def in_order(parts: Parts, order: Order) -> Reading:
    """The three numbers as a day."""
    year, month, day = (parts[place] for place in order)
    return make_day(year + (2000 if year < 100 else 0), month, day)


def settle_order(readings: Sequence[Reading], counts: Sequence[int]) -> tuple[list[Reading], Doubt | None]:
    """The readings with every OPEN one as a day, `counts` telling how many rows hold each; and what remains in doubt.

    One order must read the whole column. Where several can, the one that keeps its days closest together is taken. Where
    none can, only the cells that a single order can read are believed.
    """
    found = {
        index: reading.parts for index, reading in enumerate(readings) if reading.sort is Sort.OPEN and counts[index]
    }
    if not found:
        return list(readings), None
    known = [reading.day for reading, count in zip(readings, counts, strict=True) if reading.day and count]
    cells = _Open(found, {index: int(counts[index]) for index in found}, known)
    possible = [order for order in cells.orders if not cells.misses(order)]
    if not possible:
        return _believe_the_sure(readings, cells)
    best = min(possible, key=cells.span)
    settled = [in_order(reading.parts, best) if index in found else reading for index, reading in enumerate(readings)]
    return settled, _doubt(cells, possible, best)


def _doubt(cells: _Open, possible: Sequence[Order], best: Order) -> Doubt | None:
    total = sum(cells.rows.values())
    if len(possible) > 1 and any(
        len({in_order(parts, order).day for order in possible}) > 1 for parts in cells.parts.values()
    ):
        return Doubt(False, best, total, 0)
    if _swapped(cells, best):
        return Doubt(True, best, total, len(cells.known))
    return None


def _swapped(cells: _Open, best: Order) -> bool:
    """Whether a program took day for month wherever it could: the texts hold only days above 12, the true dates none."""
    days = [parts[best[2]] for parts in cells.parts.values()]
    return min(days) > 12 and len(days) >= _SUSPICIOUS <= len(cells.known) and all(day.day <= 12 for day in cells.known)


def _believe_the_sure(readings: Sequence[Reading], cells: _Open) -> tuple[list[Reading], Doubt]:
    orders = cells.orders
    best = min(orders, key=cells.misses)
    settled = list(readings)
    for index, parts in cells.parts.items():
        settled[index] = _only(in_order(parts, order) for order in orders)
    total = sum(cells.rows.values())
    return settled, Doubt(True, best, total - cells.misses(best), cells.misses(best))


def _only(readings: Iterable[Reading]) -> Reading:
    """The one day that the readings allow, BAD where they allow several."""
    days = {reading.day: reading for reading in readings if reading.day}
    return next(iter(days.values())) if len(days) == 1 else BAD
