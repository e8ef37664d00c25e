"""What became of each county, as a workbook that people sort and pass on."""

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from reportgen.batch.manifest import Entry
from reportgen.batch.records import State
from reportgen.excel.escaping import shown
from reportgen.excel.packing import pack
from reportgen.excel.pages import print_across
from reportgen.messages import N_, texts
from reportgen.model.periods import Period

NAME = "manifest.xlsx"
STATES = {
    State.DONE: N_("done"),
    State.WARNINGS: N_("done, with warnings"),
    State.DRAFT: N_("draft"),
    State.EDITED: N_("edited by people, left as it is"),
    State.REFUSED: N_("refused"),
    State.FAILED: N_("failed"),
}
_HEADINGS = (
    (N_("Code"), 14),
    (N_("County"), 16),
    (N_("Outcome"), 14),
    (N_("Why"), 60),
    (N_("Go on with"), 44),
    (N_("Cases used"), 10),
    (N_("Rows read"), 10),
    (N_("Overrides"), 10),
    (N_("Open points"), 10),
    (N_("Errors"), 8),
    (N_("Warnings"), 8),
    (N_("Configuration"), 36),
)
_FILLS = {State.REFUSED: "FFFF9999", State.FAILED: "FFFF9999", State.DRAFT: "FFFFD966", State.EDITED: "FFCFE8FA"}


def outcome_workbook(entries: Sequence[Entry], period: Period, day: date, language: str = "zh") -> bytes:
    """The workbook (.xlsx), the same bytes for the same entries."""
    words = texts(language)
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise AssertionError("a new workbook has a sheet")
    sheet.title = words(N_("Outcome of the batch"))
    for column, (heading, width) in enumerate(_HEADINGS, 1):
        cell = sheet.cell(1, column, words(heading))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", "FFE7E6E6")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, entry in enumerate(entries, 2):
        reason = entry.issues[0]["message"] if entry.issues else ""
        values = (
            entry.code, entry.name, words(STATES[entry.state]), reason, entry.trunk or entry.report, entry.rows.get("used"),
            entry.rows.get("read"), entry.overrides, entry.conflicts, entry.errors, entry.warnings, entry.config,
        )  # fmt: skip
        for column, value in enumerate(values, 1):
            filled = sheet.cell(row, column)
            filled.alignment = Alignment(wrap_text=True, vertical="top")
            filled.value = shown(value) if isinstance(value, str) else value
            if isinstance(value, str):
                filled.data_type = "s"  # a text stays a text, whatever it begins with
        if entry.state in _FILLS:
            sheet.cell(row, 3).fill = PatternFill("solid", _FILLS[entry.state])
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_HEADINGS))}{len(entries) + 1}"
    print_across(sheet)
    return pack(book, f"{sheet.title} {period} {day}", {})
