"""How cells look: every combination of the kind of value and the mark on it, as a style of the workbook."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.model.sources import Level

FILLS = {
    Level.ERROR: PatternFill("solid", "FFFF9999"),
    Level.WARNING: PatternFill("solid", "FFFFD966"),
    Level.INFO: PatternFill("solid", "FFCFE8FA"),
}
"""Red, amber and pale blue; black print stays readable on each."""
HEADER_FILL = PatternFill("solid", "FFE7E6E6")
BOLD = Font(bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
RULED = Border(bottom=Side("hair", "FFBFBFBF"))
CENTRED = Alignment(horizontal="center", vertical="top")


class Form(StrEnum):
    """The number format of a value."""

    GENERAL = "General"
    LITERAL = "@"
    DATE = "yyyy-mm-dd"
    MOMENT = "yyyy-mm-dd hh:mm:ss"
    TIME = "hh:mm:ss"
    DURATION = "[h]:mm:ss"


_DIGITS_KEPT = 11
"""A number typed again keeps 15 digits; texts of so many digits and more are held as texts."""
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet program may take for the begin of a formula (OWASP, CSV injection)."""


def form_of(value: object) -> Form:
    """The format that shows the value as it was; LITERAL for texts that a program might take for something else."""
    if isinstance(value, str):
        literal = value.startswith(_LIVE) or (len(value) >= _DIGITS_KEPT and value[:-1].isdecimal())
        return Form.LITERAL if literal else Form.GENERAL
    if isinstance(value, datetime):
        return Form.MOMENT
    forms = {date: Form.DATE, time: Form.TIME, timedelta: Form.DURATION}
    return forms.get(type(value), Form.GENERAL)


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers of the styles in a workbook."""

    numbers: dict[tuple[Form, Level | None, bool], int]

    @classmethod
    def of(cls, sheet: Worksheet) -> "Styles":
        """Adds all styles to the workbook of this sheet."""
        numbers = {
            (form, level, header): _add(sheet, form, level, header)
            for form in Form
            for level in (None, *Level)
            for header in (False, True)
        }
        return cls(numbers)

    def number(self, form: Form, level: Level | None = None, header: bool = False) -> int:
        """The style of a value of this form, marked or not, in a header or not."""
        return self.numbers[form, level, header]


def _add(sheet: Worksheet, form: Form, level: Level | None, header: bool) -> int:
    cell = Cell(sheet, 1, 1)
    cell.number_format = form.value
    cell.quotePrefix = form is Form.LITERAL
    cell.alignment = Alignment(vertical="center", wrap_text=header or None)
    if header:
        cell.font = BOLD
    if level or header:
        cell.fill = FILLS[level] if level else HEADER_FILL
    return int(cell.style_id)
