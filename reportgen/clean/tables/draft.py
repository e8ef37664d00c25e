"""A table on the way from its cells to its cases."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from reportgen.chinese.words.places import PLACE_ENDS
from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.issue_log import Sheet
from reportgen.clean.dates.column_dates import DayColumn
from reportgen.clean.header.columns import Mapped, used_columns
from reportgen.clean.rows.stated.listings import Listing
from reportgen.clean.rows.table_rows import Lines, filled_cells, is_filled
from reportgen.clean.tables.blocks.block import Block
from reportgen.settings.models import FieldName

_PEOPLE: tuple[FieldName, ...] = ("complainant", "person")


@dataclass(frozen=True, slots=True)
class Draft:
    """A table on the way: `own` has its cells as they are, `columns` those with merged cells filled; `first` is the first cell.

    `misfits` marks cases of a text file whose cells may stand in wrong columns.
    """

    sheet: Sheet
    block: Block
    mapped: Mapped
    first: tuple[int, int]
    own: list[Cells[object]]
    columns: list[Cells[object]]
    received: DayColumn
    lines: Lines
    hidden: Mask
    misfits: Mask

    def is_misfit(self, row: int) -> bool:
        """Whether a row of the sheet is one of the cases that have not as many cells as the others."""
        place = row - self.first[0]
        return 0 <= place < len(self.misfits) and bool(self.misfits[place])

    @property
    def received_column(self) -> int:
        """The number of the date column in the sheet."""
        return self.first[1] + self.mapped["received"][0].index

    def listing(self) -> Listing:
        """What the totals are held against."""
        fields = {column.index: field for field, found in self.mapped.items() for column in found}
        doubted = frozenset(column - self.first[1] for _, column, _ in self.block.rows.errors)
        return Listing(
            self.sheet, self.first, self.block.header.names, self.own, fields, self.lines, ~self.hidden, doubted
        )

    def cells(self, rows: Iterable[int]) -> list[tuple[int, int | None]]:
        """The cells of the day in these rows, as they stand in the sheet."""
        return [(int(row) + self.first[0], self.received_column) for row in rows]

    def continued(self, kept: Codes) -> Mask:
        """Which of these rows have their case number from a merged cell that begins above them."""
        found = self.mapped.get("id")
        if not found or not self.block.rows.merges:
            return np.zeros(len(kept), np.bool_)
        own, filled = (cells[found[0].index].take(kept).where(is_filled) for cells in (self.own, self.columns))
        return ~own & filled

    def taken(self, kept: Codes) -> tuple[Cells[object], ...]:
        """The columns of the dated cases; those of people know the values of all cases, and no group title's."""
        indices = {column.index for field in _PEOPLE for column in self.mapped.get(field, ())}
        used = used_columns(self.mapped)
        lone = filled_cells(self.own, len(self.lines.cases)) == 1 if indices else self.lines.cases
        taken = []
        for index, cells in enumerate(self.columns):
            if index in indices:
                known = self.lines.cases & ~(lone & cells.where(_is_place))
                known[kept] = True
                rows = np.flatnonzero(known)
                taken.append(cells.take(rows).compact().take(np.searchsorted(rows, kept)))
            else:
                some = cells.take(kept)
                taken.append(some.compact() if index in used else some)
        return tuple(taken)


def _is_place(value: object) -> bool:
    """城关镇 alone in a row is a title above cases."""
    return isinstance(value, str) and value.strip().endswith(PLACE_ENDS)
