"""The first sheet of the check list: a line for each place of a figure in reading order, to be ticked off."""

from collections.abc import Sequence

from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.messages import N_
from reportgen.model.reports.traces import Behind, Occurrence, Trace
from reportgen.review.tracing import wording
from reportgen.review.tracing.checklist.cells import ALARM_FILL, DECLARED_FILL, Line, begin, finish, write_line

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
_CENTRED, _FILLED = (1, 4, 7, 8), (4, 7, 8)
_MOST_SPELLED = 110


def write_figures(sheet: Worksheet, trace: Trace) -> None:
    """Writes the sheet."""
    lines = [wording.period_line(trace), wording.agreement(trace), *wording.alarms(trace), *wording.declarations(trace)]
    head = begin(sheet, _COLUMNS, f"{sheet.title}  {trace.document}", lines)
    for index, one in enumerate(trace.occurrences):
        fill = mark(trace, index)
        filled = dict.fromkeys(_FILLED, fill) if fill else {}
        write_line(sheet, head + 1 + index, _values(trace, index, one), _COLUMNS, _CENTRED, filled)
    finish(sheet, _COLUMNS, head, head + len(trace.occurrences))


def mark(trace: Trace, index: int) -> PatternFill | None:
    """How a figure is marked that differs, or that a person declared."""
    if trace.agrees(index) is False:
        return ALARM_FILL
    one = trace.occurrences[index]
    return DECLARED_FILL if one.stated or one.figure in trace.declared else None


def _values(trace: Trace, index: int, one: Occurrence) -> Line:
    """The line of a figure; the column to tick is empty."""
    traced = trace.figures.get(one.figure)
    head = (index + 1, wording.place(one), wording.excerpt(one), one.printed, wording.label(trace, one.figure))
    same = wording.verdict(trace, index)
    declared = wording.declaration(trace, one.figure)
    if traced is None:
        return (*head, declared, "", same, "", "")
    formula = f"{traced.formula}\n= {traced.sum}" if traced.sum else traced.formula
    told = f"{formula}\n{declared}" if declared else formula
    return (*head, told, traced.reckoned, same, "", _spelled(traced.behind))


def _spelled(behind: Sequence[Behind]) -> str:
    """The rows of a figure by what they are to it, each cut where it is long: the other sheet has them all."""
    lines = (f"{wording.role_word(one.role)} {one.count}: {wording.rows_text(one)}" for one in behind if one.rows)
    return "\n".join(line if len(line) <= _MOST_SPELLED else line[:_MOST_SPELLED] + "…" for line in lines)
