"""One table of a sheet, cut out of it.

A cut-out keeps its place: its first row and column are those of the sheet, so every cell is still named as people see it.
"""

from dataclasses import dataclass, replace

from reportgen.clean.header.headers import Header
from reportgen.model.ledgers import Column, SheetRows


@dataclass(frozen=True, slots=True)
class Block:
    """One table: its rows and columns cut out of the sheet, and its header in them.

    Blocks that begin in the same row stand side by side. `year` and `month` are those that its titles name.
    """

    rows: SheetRows
    header: Header
    year: int | None = None
    month: int | None = None

    @property
    def start(self) -> int:
        """The first row below the header, 1-based in the sheet."""
        return self.rows.first_row + self.header.bottom + 1


def cut_out(sheet: SheetRows, top: int, bottom: int, left: int = 0, right: int | None = None) -> SheetRows:
    """These rows and columns of a sheet, counted from 0 (`bottom` and `right` are the first ones no more of it)."""
    columns = sheet.columns[left:right]
    if top > 0 or bottom < sheet.height:
        columns = tuple(Column(column.values, column.codes[top:bottom]) for column in columns)
    return replace(
        sheet,
        columns=columns,
        height=bottom - top,
        first_row=sheet.first_row + top,
        first_column=sheet.first_column + left,
    )
