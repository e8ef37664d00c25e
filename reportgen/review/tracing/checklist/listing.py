"""The sheet of ledger rows: every row behind every figure. There may be many, so its rows are put in as XML."""

from collections.abc import Iterator, Sequence
from itertools import islice

from openpyxl.worksheet.worksheet import Worksheet

from reportgen.excel.escaping import cell_text
from reportgen.excel.packing import Filling
from reportgen.messages import N_, _
from reportgen.model.reports.traces import Behind, Trace, TracedCase, TracedFigure
from reportgen.model.sources import column_letters
from reportgen.review.tracing import wording
from reportgen.review.tracing.checklist.cells import BOXED, Line, as_head, finish

MOST_LINES = 200_000
"""So many ledger rows are listed; the first sheet spells the rows of every figure in short."""
_COLUMNS = (
    (N_("No."), 8),
    (N_("Name"), 28),
    (N_("Serves as"), 22),
    (N_("File"), 30),
    (N_("Sheet"), 16),
    (N_("Row"), 8),
    (N_("Case number"), 24),
    (N_("Unit"), 24),
    (N_("Category"), 20),
    (N_("Date"), 18),
)
_NOTHING = TracedCase("")


def list_rows(sheet: Worksheet, trace: Trace) -> Filling:
    """The rows of the sheet, and the look of it."""
    head, plain = sheet.cell(1, 1), sheet.cell(2, 1)
    as_head(head)
    plain.number_format, plain.quotePrefix, plain.border = "@", True, BOXED
    every = [(index, traced.label, one) for index, traced in _firsts(trace) for one in traced.behind]
    count = sum(one.count for _index, _label, one in every)
    last = min(count, MOST_LINES) + 1
    finish(sheet, _COLUMNS, 1, last)
    extent = f"A1:{column_letters(len(_COLUMNS))}{last + (count > MOST_LINES)}"
    return Filling(extent, _sheet_xml(_lines(trace, every, count), head.style_id, plain.style_id))


def _firsts(trace: Trace) -> Iterator[tuple[int, TracedFigure]]:
    """Each figure once, with the number of the line where it is printed first."""
    told: set[str] = set()
    for index, one in enumerate(trace.occurrences, 1):
        if one.figure in trace.figures and one.figure not in told:
            told.add(one.figure)
            yield index, trace.figures[one.figure]


def _lines(trace: Trace, every: Sequence[tuple[int, str, Behind]], count: int) -> Iterator[Line]:
    yield tuple(_(name) for name, _width in _COLUMNS)
    listed = (
        (
            index,
            label,
            wording.role_word(one.role),
            rows.file,
            rows.sheet,
            row,
            *_told(trace.cases.get((rows.file, rows.sheet, row), _NOTHING)),
        )
        for index, label, one in every
        for rows in one.rows
        for row in rows.numbers
    )
    yield from islice(listed, MOST_LINES)
    if count > MOST_LINES:
        yield (_("The first {most} of {count} rows are listed.").format(most=MOST_LINES, count=count),)


def _told(case: TracedCase) -> tuple[str, ...]:
    return case.number, case.unit, case.category, case.day


def _sheet_xml(lines: Iterator[Line], head: int, plain: int) -> Iterator[bytes]:
    """The `sheetData` element, a piece for each row; the first row is the head."""
    letters = [column_letters(column) for column in range(1, len(_COLUMNS) + 1)]
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
