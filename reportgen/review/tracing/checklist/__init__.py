"""Trace -> the bytes of a workbook: one line a figure in reading order to be ticked off (核对表), what the report claims in words, and
the ledger rows behind each figure."""

from openpyxl import Workbook

from reportgen.excel.packing import pack
from reportgen.messages import _
from reportgen.model.reports.traces import Trace
from reportgen.review.tracing.checklist.claims import write_claims
from reportgen.review.tracing.checklist.figures import write_figures
from reportgen.review.tracing.checklist.listing import list_rows


def write_checklist(trace: Trace) -> bytes:
    """The workbook (.xlsx); every cell is a plain value, and the same trace gives the same bytes."""
    book = Workbook()
    sheet, claims, rows = (
        book.worksheets[0],
        book.create_sheet(_("Claims in words")),
        book.create_sheet(_("Ledger rows")),
    )
    sheet.title = _("Check list")
    write_figures(sheet, trace)
    write_claims(claims, trace)
    return pack(book, sheet.title, {3: list_rows(rows, trace)})
