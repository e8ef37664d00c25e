"""Workbooks of Excel 2003 in XML, as many systems export them under the name .xls -> a sheet for each worksheet.

Elements and attributes are those of the XML Spreadsheet Reference (Microsoft, 2001). The text is gone through once, as strictly
as XML demands; only characters that no XML may hold are let pass, so that their cells can be marked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import IO, NoReturn
from xml.parsers import expat

from reportgen.model.ledgers import SheetRows
from reportgen.read.protocol.columns import FORMULA, Columns
from reportgen.read.protocol.refusals import RefusedError
from reportgen.read.protocol.surveys import MOST_AREA, SPARSE, Survey, error_text

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet "
_ROOT = re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet[\"']")
_STRETCH = 256 * 1024
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_1904 = "urn:schemas-microsoft-com:office:excel Date1904"
_VISIBLE = "urn:schemas-microsoft-com:office:excel Visible"
_NO_DAYS = (date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1))  # that of a time without a day, as programs count
_NUMBER = re.compile(r"[+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?")
_TRUTHS = {"1": True, "0": False}
_TOGETHER = 1000  # rows

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBERED = re.compile("&#(?:0*([0-9]{1,7})|[xX]0*([0-9a-fA-F]{1,6}));")
_LONGEST_REFERENCE = 32
_PRIVATE = 0x100000  # an illegal character is handed through the parser as the private one that lies so far behind it
_STAND_IN = re.compile(
    "[\U00100000-\U00100008\U0010000b\U0010000c\U0010000e-\U0010001f\U0010d800-\U0010dfff\U0010fffe\U0010ffff]"
)


def is_spreadsheetml(head: str) -> bool:
    """Whether a text that begins so is such a workbook."""
    return bool(_ROOT.search(head))


def read_workbook(text: IO[str]) -> tuple[SheetRows, ...]:
    """The worksheets in their order; raises RefusedError, or ExpatError where the text is no well-formed XML."""
    walk = _Walk()
    for stretch in _legal_stretches(text):
        walk.feed(stretch)
    walk.end()
    return tuple(replace(sheet.finished(), counts_from_1904=walk.counts_from_1904) for sheet in walk.sheets)


def _legal_stretches(text: IO[str]) -> Iterator[str]:
    """The text with stand-ins for what the parser would break off at, no reference cut in two."""
    held = ""
    while more := text.read(_STRETCH):
        held += more
        cut = held.rfind("&", len(held) - _LONGEST_REFERENCE)
        cut = len(held) if cut < 0 else cut
        yield _stand_in(held[:cut])
        held = held[cut:]
    yield _stand_in(held)


def _stand_in(text: str) -> str:
    text = _NUMBERED.sub(_stand_in_for, text) if "&#" in text else text
    return _ILLEGAL.sub(lambda illegal: chr(_PRIVATE + ord(illegal[0])), text)


def _stand_in_for(reference: re.Match[str]) -> str:
    number = int(reference[1]) if reference[1] else int(reference[2], 16)
    illegal = number < _PRIVATE and _ILLEGAL.match(chr(number))
    return chr(_PRIVATE + number) if illegal else reference[0]


def _as_written(text: str) -> str:
    return _STAND_IN.sub(lambda stand_in: chr(ord(stand_in[0]) - _PRIVATE), text)


class _Sheet:
    """One worksheet in the making."""

    def __init__(self, name: str) -> None:
        """Without a row yet."""
        self.name = name
        self.hidden = False
        self.survey = Survey()
        self.height = 0
        self._columns = Columns()
        self._held: list[Sequence[object]] = []

    def add(self, row: Sequence[object]) -> None:
        """The next row."""
        self._held.append(row)
        self.height += 1
        if len(self._held) >= _TOGETHER:
            self._columns.add(self._held)
            self._held.clear()

    def finished(self) -> SheetRows:
        """The worksheet with what was found in it; what is hidden counts as far as there are cells."""
        self._columns.add(self._held)
        sheet = self._columns.sheet(self.name)
        rows = range(sheet.first_row, sheet.first_row + sheet.height)
        return replace(
            sheet,
            hidden=self.hidden,
            errors=tuple(sorted({*sheet.errors, *self.survey.errors})),
            hidden_rows=frozenset(self.survey.hidden_rows.intersection(rows)),
            hidden_columns=frozenset(self.survey.hidden_columns.intersection(range(1, len(sheet.columns) + 1))),
            merges=tuple(self.survey.merges),
        )


class _Walk:
    """Goes through the elements and puts rows together; what it does not know is formatting."""

    def __init__(self) -> None:
        """Before the first element."""
        self.sheets: list[_Sheet] = []
        self.counts_from_1904 = False
        self._number = self._after = self._column = self._heading = 0  # row, rows that it spans further, column
        self._filled = self._width = 0
        self._row: list[object] | None = None
        self._lacks_result = False
        self._kind = ""
        self._within = ""  # the element whose text is gathered or left out
        self._deep = 0  # how many elements are open within that
        self._text: list[str] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._write
        self._parser.StartDoctypeDeclHandler = _refuse_doctype

    def feed(self, text: str) -> None:
        """Goes through the next stretch."""
        self._parser.Parse(text, False)

    def end(self) -> None:
        """Makes sure that nothing is missing."""
        self._parser.Parse("", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._within:
            self._deep += 1
            return
        name = tag.removeprefix(_NAMESPACE)
        about = {key.removeprefix(_NAMESPACE): value for key, value in attributes.items()}
        if name == "Worksheet":
            self.sheets.append(_Sheet(about.get("Name", "")))
            self._number = self._after = self._heading = self._filled = self._width = 0
        elif name in ("Data", "Comment", _VISIBLE):
            self._within, self._kind = name, about.get("Type", "") if name == "Data" else ""
            self._text.clear()
        elif name == _1904:
            self.counts_from_1904 = True
        elif name == "Column" and self.sheets:
            self._start_column(about)
        elif name == "Row" and self.sheets:
            self._start_row(about)
        elif name == "Cell" and self._row is not None:
            self._start_cell(about, self._row)

    def _start_column(self, about: dict[str, str]) -> None:
        first = _index(about, self._heading, _MOST_COLUMNS)
        self._heading = min(first + int(about.get("Span", 0)), _MOST_COLUMNS)
        if about.get("Hidden") == "1":
            self.sheets[-1].survey.hidden_columns.update(range(first, self._heading + 1))

    def _start_row(self, about: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        self._number = _index(about, self._number + self._after, _MOST_ROWS)
        self._after = min(int(about.get("Span", 0)), _MOST_ROWS)
        for _ in range(sheet.height + 1, self._number):
            sheet.add(())
        if about.get("Hidden") == "1":
            sheet.survey.hidden_rows.update(range(self._number, self._number + self._after + 1))
        self._row, self._column = [], 0

    def _start_cell(self, about: dict[str, str], row: list[object]) -> None:
        first = _index(about, self._column, _MOST_COLUMNS)
        self._column = min(first + int(about.get("MergeAcross", 0)), _MOST_COLUMNS)
        last = min(self._number + int(about.get("MergeDown", 0)), _MOST_ROWS)
        if self._column > first or last > self._number:
            self.sheets[-1].survey.merges.append((self._number, first, last, self._column))
        row += [""] * (first - len(row))
        self._lacks_result = "Formula" in about

    def _write(self, text: str) -> None:
        if self._within:
            self._text.append(text)

    def _end(self, tag: str) -> None:
        if self._deep:
            self._deep -= 1
            return
        name = tag.removeprefix(_NAMESPACE)
        if name == self._within:
            self._within = ""
            if name == _VISIBLE and self.sheets:
                self.sheets[-1].hidden = "".join(self._text).strip() != "SheetVisible"
            elif name == "Data" and self._row:
                self._row[-1] = self._value("".join(self._text))
        elif name == "Cell" and self._lacks_result:
            self._note(FORMULA)
        elif name == "Row" and self._row is not None:
            self.sheets[-1].add(self._row)
            self._row = None

    def _value(self, text: str) -> object:
        """What the data of a cell say."""
        self._check_distance()
        self._lacks_result = self._lacks_result and not text and self._kind != "String"
        if self._kind == "Error":
            self._note(error_text(text))
            return ""
        if self._kind == "Number" and _NUMBER.fullmatch(text):
            return float(text)
        if self._kind == "Boolean" and text in _TRUTHS:
            return _TRUTHS[text]
        return _moment(text) if self._kind == "DateTime" else _as_written(text)

    def _check_distance(self) -> None:
        """Refuses a filled cell that makes the grid much wider and deeper than it is filled."""
        self._filled += 1
        self._width = max(self._width, self._column)
        if self._number * self._width > max(MOST_AREA, SPARSE * self._filled):
            raise RefusedError("read.far-cells", self.sheets[-1].name, self._number, self._column)

    def _note(self, mark: str) -> None:
        self.sheets[-1].survey.errors.append((self._number, len(self._row or ()), mark))


def _index(about: dict[str, str], before: int, most: int) -> int:
    """The number of a row or column that follows this one, unless it says another; raises RefusedError where there is none."""
    index = int(about.get("Index", before + 1))
    if not before < index <= most:
        raise RefusedError("read.damaged")
    return index


def _moment(text: str) -> object:
    """A day, a time of day, or both; a text that is none of these stays as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.date() in _NO_DAYS:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def _refuse_doctype(*_: object) -> NoReturn:
    raise RefusedError("read.doctype", part="Workbook")
