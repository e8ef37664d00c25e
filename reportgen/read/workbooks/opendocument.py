"""The second look at an .ods: error cells, formulas without a value, hidden rows and columns, and the merges."""

import zipfile
from xml.parsers import expat

from reportgen.read.protocol.columns import FORMULA
from reportgen.read.protocol.refusals import RefusedError
from reportgen.read.protocol.surveys import Survey, error_text

_STRETCH = 256 * 1024
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384


def survey_content(package: zipfile.ZipFile) -> list[Survey]:
    """Looks through all sheets in their order; raises RefusedError where they are encrypted, ExpatError if it is no XML."""
    if "META-INF/manifest.xml" in package.namelist() and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise RefusedError("read.encrypted")
    if "content.xml" not in package.namelist():
        raise zipfile.BadZipFile
    walk = _Walk()
    with package.open("content.xml") as part:
        while chunk := part.read(_STRETCH):
            walk.feed(chunk)
    return walk.surveys


class _Walk:
    """Goes through the tables, counting repeated rows and cells as often as they stand for."""

    def __init__(self) -> None:
        """Before the first table."""
        self.surveys: list[Survey] = []
        self._row = self._column = self._rows = self._heading = 0
        self._wrong: tuple[int, int] | None = None
        self._text = ""
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, xml: bytes) -> None:
        """Goes through the next stretch."""
        self._parser.Parse(xml, False)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.surveys.append(Survey())
            self._row = self._rows = self._heading = 0
        elif tag == "table:table-row":
            self._row, self._column = self._row + self._rows, 0
            self._rows = min(_count(attributes, "rows-repeated"), _MOST_ROWS - self._row)
            if attributes.get("table:visibility", "visible") != "visible":
                self.surveys[-1].hidden_rows.update(range(self._row + 1, self._row + self._rows + 1))
        elif tag == "table:table-column":
            self._start_column(attributes)
        elif tag in ("table:table-cell", "table:covered-table-cell") and self._rows:
            self._start_cell(attributes)

    def _start_column(self, attributes: dict[str, str]) -> None:
        first, self._heading = self._heading, min(self._heading + _count(attributes, "columns-repeated"), _MOST_COLUMNS)
        if attributes.get("table:visibility", "visible") != "visible":
            self.surveys[-1].hidden_columns.update(range(first + 1, self._heading + 1))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        row, first = self._row + 1, self._column + 1
        self._column = min(self._column + _count(attributes, "columns-repeated"), _MOST_COLUMNS)
        down, right = _count(attributes, "rows-spanned"), _count(attributes, "columns-spanned")
        if down > 1 or right > 1:
            self.surveys[-1].merges.append((row, first, row + down - 1, first + right - 1))
        if attributes.get("calcext:value-type") == "error":
            self._wrong, self._text = (first, self._column), ""
            self._parser.CharacterDataHandler = self._data
        elif "table:formula" in attributes and "office:value-type" not in attributes:
            self._note(first, self._column, FORMULA)

    def _data(self, text: str) -> None:
        self._text += text

    def _end(self, tag: str) -> None:
        if self._wrong and tag == "table:table-cell":
            self._note(*self._wrong, error_text(self._text))
            self._parser.CharacterDataHandler = self._wrong = None

    def _note(self, first: int, last: int, text: str) -> None:
        rows, columns = range(self._row + 1, self._row + self._rows + 1), range(first, last + 1)
        self.surveys[-1].errors += [(row, column, text) for row in rows for column in columns]


def _count(attributes: dict[str, str], of: str) -> int:
    return max(1, int(attributes.get(f"table:number-{of}", "1")))
