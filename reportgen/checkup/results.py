"""The first sheet of the copy: what became of the rows, every issue, and how the columns were understood."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, Font
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.checkup import wording
from reportgen.checkup.styles import BOLD, CENTRED, FILLS, HEADER_FILL, RULED, WRAPPED
from reportgen.excel.escaping import shown
from reportgen.excel.pages import print_across
from reportgen.excel.widths import LINE_POINTS, lines_of
from reportgen.messages import _
from reportgen.model.inspections import CheckedSheet, Inspection, places_of
from reportgen.model.sources import Issue, Level, Source

_WIDTHS = {"A": 8, "B": 24, "C": 18, "D": 32, "E": 8, "F": 60, "G": 50}
_TITLE_FONT = Font(bold=True, size=16)
_MOST_CELLS, _MOST_LINES = 12, 24
_MOST_ISSUES = 2_000
"""So many issues are listed; the screen and --json tell of all."""


def write_results(sheet: Worksheet, inspection: Inspection, notes: Iterable[str]) -> None:
    """Fills the sheet; `notes` are what the copy leaves out."""
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    page = _Page(sheet)
    page.title(sheet.title, _TITLE_FONT)
    page.title(
        _(
            "This copy holds the ledgers as they are, personal data included: for the office's own use, not to be passed on."
        ),
        BOLD,
    )
    page.title(wording.equation(inspection.counts, inspection.period is not None))
    for note in notes:
        page.title(note)
    _list_issues(page, inspection.issues)
    _list_sheets(page, inspection)
    _list_columns(page, inspection)
    _list_categories(page, inspection)
    print_across(sheet)


@dataclass(slots=True)
class _Page:
    """A sheet that is filled from above."""

    sheet: Worksheet
    row: int = 0

    def title(self, text: str, font: Font | None = None) -> None:
        """Adds a text that runs over the columns to its right."""
        self.line(text)
        cell = self.sheet.cell(self.row, 1)
        cell.font, cell.alignment, cell.border = font or Font(), Alignment(), Border()
        self.sheet.row_dimensions[self.row].height = LINE_POINTS * (2 if font else 1)

    def headings(self, *texts: str) -> None:
        """Adds the headings of a section below a blank row."""
        self.row += 1
        self.line(*texts)
        for cell in self.sheet[self.row]:
            cell.font, cell.fill = BOLD, HEADER_FILL

    def line(self, *values: str | int, level: Level | None = None) -> None:
        """Adds a row; `level` colours its first cell. A text stays a text, whatever it begins with."""
        self.row += 1
        for column, value in enumerate(values, 1):
            cell = self.sheet.cell(self.row, column)
            cell.alignment = WRAPPED
            if isinstance(value, str):
                cell.value = shown(value) or None
                cell.data_type = "s"
            else:
                cell.value, cell.alignment = value, CENTRED
            cell.border = RULED
        lines = [lines_of(str(value), width - 2) for value, width in zip(values, _WIDTHS.values(), strict=False)]
        self.sheet.row_dimensions[self.row].height = LINE_POINTS * (min(_MOST_LINES, max(lines)) + 0.3)
        if level:
            self.sheet.cell(self.row, 1).fill = FILLS[level]


def _list_issues(page: _Page, issues: Sequence[Issue]) -> None:
    page.headings(_("Level"), _("File"), _("Sheet"), _("Cells"), _("Count"), _("What is wrong"), _("What to do"))
    for issue in issues[:_MOST_ISSUES]:
        level = wording.level_word(issue.level)
        for place, cells in _by_sheet(issue):
            count, shown_cells = len(cells) or 1, wording.listing(cells, _MOST_CELLS)
            told = (issue.each or issue.message, issue.hint)
            page.line(level, place.file, place.sheet or "", shown_cells, count, *told, level=issue.level)
    if not issues:
        page.line("", _("Nothing is wrong."))
    if len(issues) > _MOST_ISSUES:
        page.line("", _("{count} more issues; --json shows all.").format(count=len(issues) - _MOST_ISSUES))


def _by_sheet(issue: Issue) -> Iterator[tuple[Source, list[str]]]:
    """The cells of an issue, by their sheet."""
    sheets: dict[Source, list[str]] = {}
    for place in places_of(issue):
        cells = sheets.setdefault(Source(place.file, place.sheet), [])
        if cell := wording.cell_name(place):
            cells.append(cell)
    yield from sheets.items() or [(Source(""), [])]


def _list_sheets(page: _Page, inspection: Inspection) -> None:
    page.headings("", _("File"), _("Sheet"), _("Header"), "", _("Rows"), _("Days and quarters"))
    for sheet in inspection.sheets:
        place = inspection.name(sheet)
        headers = wording.listing([wording.header_place(table) for table in sheet.tables]) or _("no ledger")
        page.line("", place.file, place.sheet or "", headers, "", *_told(sheet, inspection.period is not None))


def _told(sheet: CheckedSheet, period: bool) -> tuple[str, str]:
    if not sheet.tables:
        return "", ""
    days = [wording.span(sheet), wording.listing(list(wording.quarters(sheet)))]
    return wording.equation(sheet.counts, period), "\n".join(filter(None, days))


def _list_columns(page: _Page, inspection: Inspection) -> None:
    page.headings("", _("File"), _("Sheet"), _("Header"), "", _("Columns used"), _("Columns not used"))
    for sheet in inspection.sheets:
        place = inspection.name(sheet)
        for table in sheet.tables:
            used = "\n".join(wording.mapping(table))
            unused = "\n".join(map(wording.column_name, table.unmapped))
            page.line("", place.file, place.sheet or "", wording.header_place(table), "", used, unused)


def _list_categories(page: _Page, inspection: Inspection) -> None:
    if inspection.categories:
        page.headings("", _("Category"), "", "", _("Cases"))
        for name, count in inspection.categories:
            page.line("", name, "", "", count)
    if inspection.renamed:
        page.headings("", _("In the ledger"), _("Counted as"), "", _("Cases"))
        for text, names, count in inspection.renamed:
            page.line("", text, _(", ").join(names), "", count)
