"""Inspection -> the bytes of a workbook: the results, then every sheet as it was read with its bad cells marked.

openpyxl makes the package: styles, comments, panes, merges. The rows are put in afterwards (`grid`), and the file is packed
with fixed times, so that the same ledgers always give the same bytes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.checkup.grid import LAST_ROW, Grid
from reportgen.checkup.marks import Cell, Mark, mark_cells
from reportgen.checkup.naming import name_sheets
from reportgen.checkup.results import write_results
from reportgen.checkup.styles import Styles
from reportgen.excel.escaping import shown
from reportgen.excel.packing import Filling, pack
from reportgen.excel.pages import print_across
from reportgen.excel.widths import column_width, comment_size
from reportgen.messages import N_, _
from reportgen.model.inspections import CheckedSheet, Inspection
from reportgen.model.ledgers import SheetRows
from reportgen.model.sources import column_letters

MOST_ROWS = 200_000
"""Of a sheet with more rows, only the header and the rows with marks are copied, at their own row numbers."""
MOST_COMMENTS = 10_000
"""So many cells of a sheet have a comment, the others a colour only; spreadsheet programs grow slow with comments."""
_TITLE = N_("Health check")
_PANE_ROWS = 12
"""A header further down is not kept in view: it would leave no room for rows."""


@dataclass(frozen=True, slots=True)
class _Copied:
    """One sheet on its way into the workbook."""

    checked: CheckedSheet
    rows: SheetRows
    name: str
    marks: Mapping[Cell, Mark]

    @property
    def headers(self) -> frozenset[int]:
        return frozenset(table.header_row for table in self.checked.tables)

    @property
    def kept(self) -> frozenset[int] | None:
        """The rows that are copied; None: all of them."""
        if self.rows.height <= MOST_ROWS:
            return None
        return frozenset(row for row, _ in self.marks) | self.headers


def annotate(inspection: Inspection) -> bytes:
    """The workbook (.xlsx).

    Every cell is a plain value: a text that begins like a formula stays a text. Characters that XML cannot hold are shown as
    `[U+000B]`, errors as they were (`#DIV/0!`), texts beyond 32,767 characters end in `…`.
    """
    book = Workbook()
    results = book.worksheets[0]
    results.title = _(_TITLE)
    copies = _copies(inspection, results.title)
    styles = Styles.of(results)
    write_results(results, inspection, [note for copied in copies for note in _notes(copied)])
    grids = {number: _add(book, copied, styles) for number, copied in enumerate(copies, 2)}
    return pack(book, _(_TITLE), {number: Filling(_extent(grid.sheet), grid.xml()) for number, grid in grids.items()})


def _copies(inspection: Inspection, taken: str) -> list[_Copied]:
    marks = mark_cells(inspection)
    places = [inspection.name(sheet) for sheet in inspection.sheets]
    names = name_sheets(taken, [(place.file, place.sheet or "") for place in places])
    return [
        _Copied(
            sheet,
            inspection.rows.files[sheet.file].sheets[sheet.sheet],
            name,
            {cell: mark for cell, mark in marks.get((sheet.file, sheet.sheet), {}).items() if cell[0] <= LAST_ROW},
        )
        for sheet, name in zip(inspection.sheets, names, strict=True)
    ]


def _notes(copied: _Copied) -> Iterator[str]:
    """What the copy of this sheet leaves out."""
    if copied.kept is not None:
        yield _("Sheet “{sheet}” has {rows} rows; only the header and the rows with marks are copied.").format(
            sheet=copied.name, rows=copied.rows.height
        )
    if len(copied.marks) > MOST_COMMENTS:
        yield _("Sheet “{sheet}”: {count} cells are coloured; the first {most} of them have a comment.").format(
            sheet=copied.name, count=len(copied.marks), most=MOST_COMMENTS
        )


def _add(book: Workbook, copied: _Copied, styles: Styles) -> Grid:
    sheet = book.create_sheet(copied.name)
    rows = copied.rows
    if rows.hidden:
        sheet.sheet_state = "hidden"
    header = min(copied.headers, default=rows.first_row)
    if copied.headers and header <= _PANE_ROWS:
        sheet.freeze_panes = f"A{header + 1}"
    if copied.kept is not None:
        sheet.sheet_format.zeroHeight = True  # rows that are not copied take no room
    for place, column in enumerate(rows.columns, rows.first_column):
        dimension = sheet.column_dimensions[column_letters(place)]
        dimension.width = column_width(column, header - rows.first_row)
        dimension.hidden = place in rows.hidden_columns
    sheet.merged_cells = MultiCellRange(_merges(rows))
    _comment(sheet, copied.marks)
    print_across(sheet)
    return Grid(rows, copied.marks, copied.headers, copied.kept, styles)


def _merges(rows: SheetRows) -> Iterator[CellRange]:
    """The merges that a worksheet can hold: none overlaps another, which programs take for a damaged file."""
    open_ones: list[tuple[int, int, int, int]] = []
    for top, left, bottom, right in sorted(rows.merges):
        open_ones = [merge for merge in open_ones if merge[2] >= top]
        apart = all(right < merge[1] or merge[3] < left for merge in open_ones)
        if apart and bottom <= LAST_ROW and (top, left) != (bottom, right):
            open_ones.append((top, left, bottom, right))
            yield CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right)


def _comment(sheet: Worksheet, marks: Mapping[Cell, Mark]) -> None:
    for (row, column), mark in sorted(marks.items())[:MOST_COMMENTS]:
        text = shown(mark.comment)
        width, height = comment_size(text)
        sheet.cell(row, column).comment = Comment(text, "reportgen", height=height, width=width)


def _extent(rows: SheetRows) -> str:
    last_row = min(LAST_ROW, rows.first_row + max(0, rows.height - 1))
    last_column = rows.first_column + max(0, len(rows.columns) - 1)
    return f"{column_letters(rows.first_column)}{rows.first_row}:{column_letters(last_column)}{last_row}"
