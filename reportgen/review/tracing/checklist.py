"""Trace -> the bytes of a workbook: one line a figure in reading order to be ticked off (核对表), and the ledger rows behind each."""

from collections.abc import Iterator, Sequence
from itertools import islice

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.excel.escaping import cell_text, shown
from reportgen.excel.packing import Filling, pack
from reportgen.excel.pages import print_across
from reportgen.excel.widths import LINE_POINTS, lines_of
from reportgen.messages import N_, _
from reportgen.model import Behind, Occurrence, Trace, TracedFigure
from reportgen.model.sources import column_letters
from reportgen.review.tracing import wording

MOST_LINES = 200_000
"""So many ledger rows are listed; the first sheet spells the rows of every figure in short."""
_COLUMNS = (
    (N_("No."), 6),
    (N_("Place"), 24),
    (N_("Sentence"), 36),
    (N_("Number"), 10),
    (N_("Name"), 16),
    (N_("Formula"), 48),
    (N_("Reckoned again"), 12),
    (N_("Same"), 8),
    (N_("Checked"), 6),
    (N_("Ledger rows"), 56),
)
_ROW_COLUMNS = (
    (N_("No."), 8),
    (N_("Name"), 28),
    (N_("Serves as"), 22),
    (N_("File"), 30),
    (N_("Sheet"), 16),
    (N_("Row"), 8),
    (N_("Case number"), 24),
)
_MOST_SPELLED = 110
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet program may take for the begin of a formula (OWASP, CSV injection)."""
_BOLD, _TITLE = Font(bold=True), Font(bold=True, size=16)
_HEAD_FILL, _ALARM_FILL = PatternFill("solid", "FFE7E6E6"), PatternFill("solid", "FFFF9999")
_DECLARED_FILL = PatternFill("solid", "FFFFE699")
_WRAPPED, _CENTRED = Alignment(wrap_text=True, vertical="top"), Alignment(horizontal="center", vertical="top")
_HEAD = Alignment(wrap_text=True, horizontal="center", vertical="center")
_THIN = Side("thin", "FFBFBFBF")
_BOXED = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRED_COLUMNS = (1, 4, 7, 8)


def write_checklist(trace: Trace) -> bytes:
    """The workbook (.xlsx); every cell is a plain value, and the same trace gives the same bytes."""
    book = Workbook()
    sheet, listing = book.worksheets[0], book.create_sheet(_("Ledger rows"))
    sheet.title = _("Check list")
    _write_figures(sheet, trace)
    return pack(book, sheet.title, {2: _listing(listing, trace)})


def _write_figures(sheet: Worksheet, trace: Trace) -> None:
    for column, (_name, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[column_letters(column)].width = width
    lines = [wording.period_line(trace), wording.agreement(trace), *wording.alarms(trace), *wording.declarations(trace)]
    _text(sheet.cell(1, 1), f"{sheet.title}  {trace.document}").font = _TITLE
    for row, line in enumerate(lines, 2):
        _text(sheet.cell(row, 1), line)
    head = len(lines) + 3
    for column, (name, _width) in enumerate(_COLUMNS, 1):
        cell = _text(sheet.cell(head, column), _(name))
        cell.font, cell.fill, cell.alignment, cell.border = _BOLD, _HEAD_FILL, _HEAD, _BOXED
    for index, one in enumerate(trace.occurrences):
        _write_figure(sheet, head + 1 + index, _values(trace, index, one), _fill(trace, index))
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    print_across(sheet)


def _fill(trace: Trace, index: int) -> PatternFill | None:
    """How a figure is marked that differs, or that a person declared."""
    if trace.agrees(index) is False:
        return _ALARM_FILL
    one = trace.occurrences[index]
    return _DECLARED_FILL if one.stated or one.figure in trace.declared else None


def _write_figure(sheet: Worksheet, row: int, values: Sequence[str | int], fill: PatternFill | None) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            _text(cell, value)
        else:
            cell.value = value
        cell.alignment, cell.border = _CENTRED if column in _CENTRED_COLUMNS else _WRAPPED, _BOXED
        if fill is not None and column in (4, 7, 8):
            cell.fill = fill
    widths = (width for _name, width in _COLUMNS)
    lines = max(lines_of(str(value), width - 2) for value, width in zip(values, widths, strict=True))
    sheet.row_dimensions[row].height = LINE_POINTS * (lines + 0.3)


def _values(trace: Trace, index: int, one: Occurrence) -> tuple[str | int, ...]:
    """The line of a figure; the column to tick is empty."""
    traced = trace.figures.get(one.figure)
    head = (index + 1, wording.place(one), wording.excerpt(one), one.printed)
    same = wording.verdict(trace, index)
    declared = wording.declaration(trace, one.figure)
    if traced is None:
        return (*head, wording.label(trace, one.figure), declared, "", same, "", "")
    formula = f"{traced.formula}\n= {traced.sum}" if traced.sum else traced.formula
    told = f"{formula}\n{declared}" if declared else formula
    return (*head, traced.label, told, traced.reckoned, same, "", _spelled(traced.behind))


def _spelled(behind: Sequence[Behind]) -> str:
    """The rows of a figure by what they are to it, each cut where it is long: the other sheet has them all."""
    lines = (f"{wording.role_word(one.role)} {one.count}: {wording.rows_text(one)}" for one in behind if one.rows)
    return "\n".join(line if len(line) <= _MOST_SPELLED else line[:_MOST_SPELLED] + "…" for line in lines)


def _text(cell: Cell | MergedCell, text: str) -> Cell | MergedCell:
    """Puts a text into a cell; it stays a text, whatever it begins with."""
    cell.value = shown(text) or None
    cell.data_type = "s"
    if text.startswith(_LIVE):
        cell.number_format = "@"
        cell.quotePrefix = True
    return cell


def _listing(sheet: Worksheet, trace: Trace) -> Filling:
    """The sheet of ledger rows; its rows are put in as XML, they may be many."""
    for column, (_name, width) in enumerate(_ROW_COLUMNS, 1):
        sheet.column_dimensions[column_letters(column)].width = width
    head, plain = sheet.cell(1, 1), sheet.cell(2, 1)
    head.font, head.fill, head.alignment, head.border = _BOLD, _HEAD_FILL, _HEAD, _BOXED
    plain.number_format, plain.quotePrefix, plain.border = "@", True, _BOXED
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    print_across(sheet)
    every = [(index, traced.label, one) for index, traced in _firsts(trace) for one in traced.behind]
    count = sum(one.count for _index, _label, one in every)
    extent = f"A1:{column_letters(len(_ROW_COLUMNS))}{min(count, MOST_LINES) + 1 + (count > MOST_LINES)}"
    return Filling(extent, _sheet_xml(_lines(trace, every, count), head.style_id, plain.style_id))


def _firsts(trace: Trace) -> Iterator[tuple[int, TracedFigure]]:
    """Each figure once, with the number of the line where it is printed first."""
    told: set[str] = set()
    for index, one in enumerate(trace.occurrences, 1):
        if one.figure in trace.figures and one.figure not in told:
            told.add(one.figure)
            yield index, trace.figures[one.figure]


def _lines(trace: Trace, every: Sequence[tuple[int, str, Behind]], count: int) -> Iterator[tuple[str | int, ...]]:
    yield tuple(_(name) for name, _width in _ROW_COLUMNS)
    listed = (
        (
            index,
            label,
            wording.role_word(one.role),
            rows.file,
            rows.sheet,
            row,
            trace.numbers.get((rows.file, rows.sheet, row), ""),
        )
        for index, label, one in every
        for rows in one.rows
        for row in rows.numbers
    )
    yield from islice(listed, MOST_LINES)
    if count > MOST_LINES:
        yield (_("The first {most} of {count} rows are listed.").format(most=MOST_LINES, count=count),)


def _sheet_xml(lines: Iterator[tuple[str | int, ...]], head: int, plain: int) -> Iterator[bytes]:
    """The `sheetData` element, a piece for each row; the first row is the head."""
    letters = [column_letters(column) for column in range(1, len(_ROW_COLUMNS) + 1)]
    yield b"<sheetData>"
    for row, line in enumerate(lines, 1):
        style = head if row == 1 else plain
        cells = (_cell_xml(f"{letter}{row}", value, style) for letter, value in zip(letters, line, strict=False))
        yield f'<row r="{row}">{"".join(cells)}</row>'.encode()
    yield b"</sheetData>"


def _cell_xml(place: str, value: str | int, style: int) -> str:
    if isinstance(value, int):
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{cell_text(value)}</t></is></c>'
