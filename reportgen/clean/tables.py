"""One sheet as a table of cases: header found, columns mapped, refused cells emptied, rows without a date set aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.clean.cells import Cells, Codes, Mask
from reportgen.clean.columns import ColumnOf, HeaderBook, map_columns, one_line
from reportgen.clean.dates import DateReader, DayColumn, no_days
from reportgen.clean.datewords import Sort, read_value
from reportgen.clean.findings import Findings, Sheet, join_words
from reportgen.clean.headers import Header, find_header
from reportgen.clean.lines import find_cases
from reportgen.clean.values import Nulls, as_text, tidy_all
from reportgen.model import LedgerColumn, LedgerTable, Period, RowCount, SheetRows
from reportgen.settings.models import FieldName, LedgerSettings

_REFUSED = {
    "long-number": "ledger.long-number",
    "illegal-character": "ledger.illegal-character",
    "formula": "ledger.formula-without-value",
}
_SUGGESTED_SHARE = 0.8
_SAMPLE = 50


@dataclass(frozen=True, slots=True)
class Table:
    """The dated cases of one sheet.

    `rows` are their rows in the sheet (1-based); `columns` has every column of the sheet, `mapped` which of them serve a
    field; `first_row` and `first_column` say where the first cell of the sheet stands; `read` and `rejected` count data rows.
    """

    sheet: Sheet
    rows: Codes
    header: Header
    columns: tuple[Cells[object], ...]
    first_row: int
    first_column: int
    mapped: dict[FieldName, tuple[ColumnOf, ...]]
    received: DayColumn
    closed: DayColumn
    due: DayColumn
    read: int
    rejected: int

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
        texts = tidy_all([value if type(value) is str else as_text(value) for value in cells.values])
        return Cells([nulls.clear(text) for text in texts], cells.codes)

    def field(self, field: FieldName, nulls: Nulls) -> Cells[str]:
        """The texts of a field's best column, "" throughout where the sheet has none."""
        columns = self.mapped.get(field)
        return self.texts(columns[0], nulls) if columns else Cells.filled("", len(self.rows))


def outline(table: Table, counts: RowCount) -> LedgerTable:
    """How the table was understood: its header, the columns of each field and those of none."""
    used = {column.index for columns in table.mapped.values() for column in columns}
    unmapped = [index for index, shown in enumerate(table.header.shown) if shown and index not in used]
    columns: dict[str, tuple[LedgerColumn, ...]] = {
        field: tuple(LedgerColumn(column.header, table.number(column)) for column in found)
        for field, found in table.mapped.items()
    }
    rest = tuple(LedgerColumn(one_line(table.header.shown[index]), table.first_column + index) for index in unmapped)
    return LedgerTable(table.sheet.file, table.sheet.index, table.header_row, columns, rest, counts)


@dataclass(frozen=True, slots=True)
class TableReader:
    """Finds the table of each sheet."""

    book: HeaderBook
    settings: LedgerSettings
    nulls: Nulls
    period: Period | None
    findings: Findings

    def read_file(self, sheets: Sequence[tuple[Sheet, SheetRows]]) -> list[Table]:
        """The tables of one file; an error where it has none, a warning for each further sheet that is none."""
        filled = [(sheet, rows) for sheet, rows in sheets if rows.height]
        headed = [(sheet, rows, header) for sheet, rows in filled if (header := self._header(rows))]
        mapped = [
            (sheet, rows, header, map_columns(sheet, rows, header, self.book, self.findings))
            for sheet, rows, header in headed
        ]
        tables = [self._read(*found) for found in mapped if "received" in found[3]]
        without_header = [sheet for sheet, rows in filled if sheet not in [found[0] for found in headed]]
        for sheet in without_header:
            self.findings.say("ledger.sheet-without-header" if tables else "ledger.no-header", sheet.source())
        for sheet, rows, header, fields in mapped:
            if "received" not in fields:
                self._say_dateless(sheet, rows, header, fields, bool(tables))
        return tables

    def _header(self, rows: SheetRows) -> Header | None:
        return find_header(rows, self.book.field_of, self.book.enough)

    def _say_dateless(
        self, sheet: Sheet, rows: SheetRows, header: Header, fields: dict[FieldName, tuple[ColumnOf, ...]], others: bool
    ) -> None:
        place = sheet.source(rows.first_row + header.bottom)
        used = {column.index for columns in fields.values() for column in columns}
        columns = [
            header.shown[index]
            for index in range(len(rows.columns))
            if index not in used and _holds_days(rows, header, index)
        ]
        code = "ledger.sheet-without-date" if others else "ledger.no-date-column"
        if columns:
            self.findings.say(
                f"{code}.suggested",
                place,
                columns=join_words(columns),
                yaml=f"ledger: {{columns: {{received: [{columns[0]}]}}}}",
            )
        else:
            self.findings.say(code, place)

    def _read(
        self, sheet: Sheet, rows: SheetRows, header: Header, mapped: dict[FieldName, tuple[ColumnOf, ...]]
    ) -> Table:
        start = header.bottom + 1
        first = (rows.first_row + start, rows.first_column)
        dates = DateReader(sheet, tuple(self.settings.date_formats), self.nulls, self.period, self.findings)
        columns = _fill_merges(rows, start, self._refuse(sheet, rows, start, mapped))
        received_column = mapped["received"][0]
        received = dates.read(columns[received_column.index], first[1] + received_column.index)
        self._say_hidden(sheet, rows)
        cases = find_cases(sheet, columns, header, received.known, first, self.findings)
        self._say_undated(sheet, cases & ~received.known, received, (first[0], first[1] + received_column.index))
        kept = np.flatnonzero(cases & received.known)
        taken = tuple(cells.take(kept) for cells in columns)
        received = received.take(kept)
        table_rows = kept + first[0]
        closed, due = (
            self._other_days(sheet, dates, taken, mapped.get(field), first[1], received, table_rows)
            for field in ("closed", "due")
        )
        read = int(cases.sum())
        return Table(
            sheet, table_rows, header, taken, rows.first_row, first[1], mapped, received, closed, due, read, read - len(kept),
        )  # fmt: skip

    def _refuse(
        self, sheet: Sheet, rows: SheetRows, start: int, mapped: dict[FieldName, tuple[ColumnOf, ...]]
    ) -> list[Cells[object]]:
        """The columns below the header, the cells that `read` could not believe emptied and told."""
        columns = [Cells(column.values, np.array(column.codes, np.int64)[start:]) for column in rows.columns]
        used = {column.index for found in mapped.values() for column in found}
        told: dict[tuple[str, str], list[tuple[int, int | None]]] = {}
        for row, column, text in rows.errors:
            index, line = column - rows.first_column, row - rows.first_row - start
            if 0 <= index < len(columns) and 0 <= line < len(columns[index].codes):
                columns[index] = _emptied(columns[index], line)
                code = _REFUSED.get(text, "ledger.cell-error") if index in used else "ledger.unused-cell-error"
                told.setdefault((code, text), []).append((row, column))
        for (code, text), places in told.items():
            self.findings.say_cells(code, sheet, places, text=text)
        return columns

    def _say_hidden(self, sheet: Sheet, rows: SheetRows) -> None:
        if rows.hidden:
            self.findings.say("ledger.hidden-sheet", sheet.source())
        if rows.hidden_rows:
            self.findings.say("ledger.hidden-rows", sheet.source(min(rows.hidden_rows)), count=len(rows.hidden_rows))
        if rows.hidden_columns:
            self.findings.say(
                "ledger.hidden-columns", sheet.source(None, min(rows.hidden_columns)), count=len(rows.hidden_columns)
            )

    def _say_undated(self, sheet: Sheet, undated: Mask, received: DayColumn, first: tuple[int, int]) -> None:
        for code, mask in (
            ("ledger.date-unusable", undated & received.bad),
            ("ledger.date-missing", undated & ~received.bad),
        ):
            self.findings.say_cells(code, sheet, _places(np.flatnonzero(mask) + first[0], first[1]))

    def _other_days(
        self, sheet: Sheet, dates: DateReader, columns: Sequence[Cells[object]], mapped: tuple[ColumnOf, ...] | None, first_column: int,
        received: DayColumn, rows: Codes,
    ) -> DayColumn:  # fmt: skip
        if not mapped:
            return no_days(len(rows))
        number = first_column + mapped[0].index
        days = dates.read(columns[mapped[0].index], number, received)
        self.findings.say_cells("ledger.date-ignored", sheet, _places(rows[days.bad], number))
        return days


def _places(rows: Iterable[int], column: int) -> list[tuple[int, int | None]]:
    return [(int(row), column) for row in rows]


def _emptied(cells: Cells[object], line: int) -> Cells[object]:
    values = cells.values if cells.values[-1:] == ("",) else (*cells.values, "")
    cells.codes[line] = len(values) - 1
    return Cells(values, cells.codes)


def _fill_merges(rows: SheetRows, start: int, columns: list[Cells[object]]) -> list[Cells[object]]:
    """A value merged over several rows holds for each of them."""
    for top, left, bottom, _right in rows.merges:
        first, last, index = top - rows.first_row - start, bottom - rows.first_row - start, left - rows.first_column
        if 0 <= first < last and 0 <= index < len(columns) and first < len(columns[index].codes):
            columns[index].codes[first : last + 1] = columns[index].codes[first]
    return columns


def _holds_days(rows: SheetRows, header: Header, index: int) -> bool:
    """Whether most cells of a column are days: then it may be the date column that was not recognised."""
    column = rows.columns[index]
    values = [column.values[code] for code in column.codes[header.bottom + 1 : header.bottom + 1 + _SAMPLE]]
    filled = [value for value in values if value != ""]
    days = sum(read_value(value).sort in (Sort.DAY, Sort.OPEN, Sort.ROUGH) for value in filled)
    return len(filled) > 0 and days >= _SUGGESTED_SHARE * len(filled)
