"""How a sheet of the check list looks: heads that stay and filter, cells in boxes, texts that remain texts."""

from collections.abc import Sequence

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.excel.escaping import shown
from reportgen.excel.pages import print_across
from reportgen.excel.widths import LINE_POINTS, lines_of
from reportgen.messages import _
from reportgen.model.sources import column_letters

_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet program may take for the begin of a formula (OWASP, CSV injection)."""
_THIN = Side("thin", "FFBFBFBF")
BOXED = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_BOLD, _TITLE = Font(bold=True), Font(bold=True, size=16)
_HEAD_FILL = PatternFill("solid", "FFE7E6E6")
ALARM_FILL, DECLARED_FILL = PatternFill("solid", "FFFF9999"), PatternFill("solid", "FFFFE699")
_WRAPPED, _CENTRED = Alignment(wrap_text=True, vertical="top"), Alignment(horizontal="center", vertical="top")
_HEAD = Alignment(wrap_text=True, horizontal="center", vertical="center")
Columns = Sequence[tuple[str, int]]
"""The heads of a sheet, as keys of the catalogue, and the widths of its columns in characters."""
Line = tuple[str | int, ...]


def begin(sheet: Worksheet, columns: Columns, title: str, lines: Sequence[str]) -> int:
    """Writes the title, the lines under it and the head; gives the row of the head."""
    text(sheet.cell(1, 1), title).font = _TITLE
    for row, line in enumerate(lines, 2):
        text(sheet.cell(row, 1), line)
    head = len(lines) + 3
    for column, (name, _width) in enumerate(columns, 1):
        as_head(text(sheet.cell(head, column), _(name)))
    return head


def finish(sheet: Worksheet, columns: Columns, head: int, last: int) -> None:
    """Widths, print, the head that stays, and the filter over the lines down to the row `last`."""
    for column, (_name, width) in enumerate(columns, 1):
        sheet.column_dimensions[column_letters(column)].width = width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.auto_filter.ref = f"A{head}:{column_letters(len(columns))}{max(head, last)}"
    print_across(sheet)


def as_head(cell: Cell | MergedCell) -> None:
    """Gives a cell the look of a head."""
    cell.font, cell.fill, cell.alignment, cell.border = _BOLD, _HEAD_FILL, _HEAD, BOXED


def write_line(
    sheet: Worksheet, row: int, values: Line, columns: Columns, centred: Sequence[int], filled: dict[int, PatternFill]
) -> None:
    """Writes a line as high as its texts need; `centred` and `filled` name columns from 1."""
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            text(cell, value)
        else:
            cell.value = value
        cell.alignment, cell.border = _CENTRED if column in centred else _WRAPPED, BOXED
        if column in filled:
            cell.fill = filled[column]
    widths = (width for _name, width in columns)
    lines = max(lines_of(str(value), width - 2) for value, width in zip(values, widths, strict=True))
    sheet.row_dimensions[row].height = LINE_POINTS * (lines + 0.3)


def text(cell: Cell | MergedCell, said: str) -> Cell | MergedCell:
    """Puts a text into a cell; it stays a text, whatever it begins with."""
    cell.value = shown(said) or None
    cell.data_type = "s"
    if said.startswith(_LIVE):
        cell.number_format = "@"
        cell.quotePrefix = True
    return cell
