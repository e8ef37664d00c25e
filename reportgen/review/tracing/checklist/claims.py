"""The sheet of what the report says in words (居第二位, 连续三个季度上升, 首次): each claim with every figure on which it rests."""

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from reportgen.messages import N_, _
from reportgen.model.reports.figures import CLAIMS
from reportgen.model.reports.traces import Trace
from reportgen.review.tracing import wording
from reportgen.review.tracing.checklist.cells import Line, begin, finish, write_line
from reportgen.review.tracing.checklist.figures import mark

_COLUMNS = (
    (N_("No."), 6),
    (N_("Place"), 24),
    (N_("Sentence"), 40),
    (N_("Claim"), 20),
    (N_("Same"), 8),
    (N_("Checked"), 6),
    (N_("Rests on"), 36),
    (N_("Value"), 10),
)
_CENTRED, _MARKED = (1, 5, 8), (4, 5)


def write_claims(sheet: Worksheet, trace: Trace) -> None:
    """Writes the sheet, a line for each figure under a claim; the number is that of the claim in the check list."""
    lines = list(_lines(trace))
    head = begin(sheet, _COLUMNS, sheet.title, [] if lines else [_("The report makes no claim that rests on figures.")])
    for row, (index, values) in enumerate(lines, head + 1):
        fill = mark(trace, index)
        write_line(sheet, row, values, _COLUMNS, _CENTRED, dict.fromkeys(_MARKED, fill) if fill else {})
    finish(sheet, _COLUMNS, head, head + len(lines))


def _lines(trace: Trace) -> Iterator[tuple[int, Line]]:
    """Each figure under each claim in words; a place that a table prints in digits says nothing in words."""
    for index, one in enumerate(trace.occurrences):
        traced = trace.figures.get(one.figure)
        if traced is None or traced.kind not in CLAIMS or one.printed.strip().isdecimal():
            continue
        claim = (index + 1, wording.place(one), wording.excerpt(one), one.printed, wording.verdict(trace, index), "")
        for rest in traced.rests:
            yield index, (*claim, rest.label, rest.text)
