"""A sheet as it was read -> the rows of a worksheet part, every cell a plain value.

openpyxl takes about 17 microseconds for a cell. A column holds each distinct value once, so what stands for it in XML is made
once too, and the rows are put together from these pieces.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite

from openpyxl.utils.datetime import to_excel

from reportgen.checkup.marks import Cell, Mark
from reportgen.checkup.styles import Form, Styles, form_of
from reportgen.excel.escaping import cell_text
from reportgen.excel.widths import LINE_POINTS
from reportgen.model.ledgers import SheetRows
from reportgen.model.sources import column_letters

LAST_ROW = 1_048_576
"""A worksheet has so many rows."""
_CHUNK = 4_096
_EARLIEST = date(1900, 3, 1)  # before it, the programs do not agree on the days
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of the copy: `headers` are its rows in bold, `kept` the only rows that are copied (None: all)."""

    sheet: SheetRows
    marks: Mapping[Cell, Mark]
    headers: Collection[int]
    kept: Collection[int] | None
    styles: Styles

    def xml(self) -> Iterator[bytes]:
        """The `sheetData` element in pieces."""
        yield b"<sheetData>"
        pieces = []
        for row, xml in self._rows():
            pieces.append(f'<row r="{row}"{self._row_look(row)}>{xml}</row>')
            if len(pieces) == _CHUNK:
                yield "".join(pieces).encode()
                pieces = []
        yield "".join(pieces).encode()
        yield b"</sheetData>"

    def _row_look(self, row: int) -> str:
        """Whether a row is hidden, and how high it is if it is a header."""
        look = ' hidden="1"' if row in self.sheet.hidden_rows else ""
        if row in self.headers:
            lines = max(str(value).count("\n") + 1 for value in self.sheet.row(row - self.sheet.first_row))
            look += f' ht="{LINE_POINTS * (lines + 0.5):g}" customHeight="1"'
        return look

    def _rows(self) -> Iterator[tuple[int, str]]:
        columns = [[self._ending(value) for value in column.values] for column in self.sheet.columns]
        starts = [f'<c r="{column_letters(self.sheet.first_column + place)}' for place in range(len(columns))]
        special = self._special()
        for index, codes in enumerate(zip(*(column.codes for column in self.sheet.columns), strict=True)):
            row = self.sheet.first_row + index
            if row > LAST_ROW or (self.kept is not None and row not in self.kept):
                continue
            if row in special or row in self.headers:
                yield row, self._careful_row(index, special.get(row, {}))
            else:
                endings = map(list.__getitem__, columns, codes)
                yield row, "".join([f"{start}{row}{end}" for start, end in zip(starts, endings, strict=True) if end])

    def _special(self) -> dict[int, dict[int, str]]:
        """By row and column: errors that `read` tells apart from the values, and "" for other cells that are marked."""
        found: dict[int, dict[int, str]] = {}
        for row, column, text in self.sheet.errors:
            if text.startswith("#"):
                found.setdefault(row, {})[column] = text
        for row, column in self.marks:
            found.setdefault(row, {}).setdefault(column, "")
        return found

    def _careful_row(self, index: int, special: Mapping[int, str]) -> str:
        """A row of which some cells are not as their column's others."""
        row = self.sheet.first_row + index
        cells = []
        for place, column in enumerate(self.sheet.columns, self.sheet.first_column):
            value = column.values[column.codes[index]]
            mark = self.marks.get((row, place))
            shown = special.get(place, "") if value == "" else value
            ending = self._ending(shown, mark, row in self.headers)
            cells.append(f'<c r="{column_letters(place)}{row}{ending}' if ending else "")
        return "".join(cells)

    def _ending(self, value: object, mark: Mark | None = None, header: bool = False) -> str:
        """A cell from the end of its address on; "" where there is nothing to see."""
        if value == "" and not mark and not header:
            return ""
        kind, content, form = cell_content(value)
        style = self.styles.number(form, mark.level if mark else None, header)
        return f'" s="{style}"{kind}>{content}</c>'


def cell_content(value: object) -> tuple[str, str, Form]:
    """The type attribute, the content and the format of a cell that holds the value."""
    if value == "":
        return "", "", Form.GENERAL
    if isinstance(value, bool):
        return ' t="b"', f"<v>{int(value)}</v>", Form.GENERAL
    if isinstance(value, int | float) and isfinite(value) and _keeps_digits(value):
        return "", f"<v>{value!r}</v>", Form.GENERAL
    if isinstance(value, date | time | timedelta):
        number = _serial(value)
        if number is not None:
            return "", f"<v>{number!r}</v>", form_of(value)
    text = value if isinstance(value, str) else str(value)
    return ' t="inlineStr"', f'<is><t xml:space="preserve">{cell_text(text)}</t></is>', form_of(text)


def _keeps_digits(value: float) -> bool:
    """Whether a spreadsheet program keeps the number as it is."""
    return isinstance(value, float) or len(str(abs(value))) <= _MOST_DIGITS


def _serial(value: date | time | timedelta) -> float | None:
    """The day or duration as a number; None where a spreadsheet program has none for it, as for a time with a clock of its own."""
    if isinstance(value, datetime) and value.tzinfo:
        return None
    day = value.date() if isinstance(value, datetime) else value
    if (isinstance(day, date) and day < _EARLIEST) or (isinstance(value, timedelta) and value < timedelta(0)):
        return None
    return float(to_excel(value))  # type: ignore[no-untyped-call] # openpyxl's stubs leave this function out
