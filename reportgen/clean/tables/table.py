"""The dated cases of a table, and how it was understood."""

from dataclasses import dataclass
from datetime import date

from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.issue_log import Sheet
from reportgen.clean.cells.values import Nulls, as_texts, tidy_all
from reportgen.clean.dates.column_dates import DayColumn
from reportgen.clean.header.columns import ColumnOf, Mapped, one_line, used_columns
from reportgen.clean.header.headers import Header
from reportgen.model.ledgers import LedgerColumn, LedgerTable, RowCount
from reportgen.settings.models import FieldName


@dataclass(frozen=True, slots=True)
class Table:
    """The dated cases of one table; a sheet may have several.

    `rows` are their rows in the sheet (1-based); `columns` has every column of the table, `mapped` which of them serve a
    field; `first_row` and `first_column` say where the first cell of the table stands in the sheet; `read` and `rejected` count data rows.
    `continued` marks rows whose case number is a merged cell that begins above them: the ledger says that they are one case. `nil` has a day for each row
    that says there was nothing to report, None where none is known.
    """

    sheet: Sheet
    rows: Codes
    header: Header
    columns: tuple[Cells[object], ...]
    first_row: int
    first_column: int
    mapped: Mapped
    received: DayColumn
    closed: DayColumn
    due: DayColumn
    read: int
    rejected: int
    continued: Mask
    nil: tuple[date | None, ...] = ()

    @property
    def header_row(self) -> int:
        """The last row of the header, 1-based in the sheet."""
        return self.first_row + self.header.bottom

    def number(self, column: ColumnOf) -> int:
        """The 1-based number of a mapped column in the sheet."""
        return self.first_column + column.index

    def texts(self, column: ColumnOf, nulls: Nulls) -> Cells[str]:
        """A column as tidy texts, "" where there is nothing."""
        cells = self.columns[column.index].compact()
        return cells.become(nulls.clear_all(tidy_all(as_texts(cells.values))))

    def field(self, field: FieldName, nulls: Nulls) -> Cells[str]:
        """The texts of a field's best column, "" throughout where the sheet has none."""
        columns = self.mapped.get(field)
        return self.texts(columns[0], nulls) if columns else Cells.repeat("", len(self.rows))


def outline(table: Table, counts: RowCount) -> LedgerTable:
    """How the table was understood: its header, the columns of each field and those of none."""
    used = used_columns(table.mapped)
    unmapped = [index for index, shown in enumerate(table.header.shown) if shown and index not in used]
    columns: dict[str, tuple[LedgerColumn, ...]] = {
        field: tuple(LedgerColumn(column.header, table.number(column)) for column in found)
        for field, found in table.mapped.items()
    }
    rest = tuple(LedgerColumn(one_line(table.header.shown[index]), table.first_column + index) for index in unmapped)
    days = {"received": table.received, "closed": table.closed, "due": table.due}
    orders = {field: column.order for field, column in days.items() if column.order}
    return LedgerTable(table.sheet.file, table.sheet.index, table.header_row, columns, rest, counts, orders)
