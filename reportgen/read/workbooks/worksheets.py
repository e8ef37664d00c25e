"""The second look at an .xlsx: error cells, formulas without a value, hidden rows and columns, cells far away.

A sheet as spreadsheet programs write it is only searched for the few words that would betray one of these, and the rows
where they stand are parsed; leaving other rows out does not keep the rest from being well-formed. A sheet in any other
spelling (spaces between elements, rows without numbers, UTF-16) is parsed as a whole.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

from reportgen.read.protocol.columns import FORMULA
from reportgen.read.protocol.refusals import RefusedError
from reportgen.read.protocol.surveys import MOST_AREA, SPARSE, Survey, error_text

SMALL = 4 * 1024 * 1024
"""Up to this size a sheet is searched for far-away cells before calamine sees it; a larger one has the child's limits."""

_STRETCH = 256 * 1024
_REFERENCE = re.compile(rb"""\br=["']([A-Z]+)([0-9]+)["']""")
_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\br="[0-9]')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"[^>]*>')
_NUMBER = re.compile(rb'\br="([0-9]+)"')
_SPACED = re.compile(rb">\s+<(?:\w+:)?(?:row|c|f|v)\b")
_YES = ("1", "true")


def survey_workbook(package: zipfile.ZipFile, small: bool) -> list[Survey]:
    """Looks through all sheets in the workbook's order; where the package is small, for cells far away as well.

    Raises RefusedError, zipfile.BadZipFile, ExpatError or ElementTree.ParseError.
    """
    surveys = []
    book, parts = _workbook(package)
    counts_from_1904 = _counts_from_1904(_parse(package, parts[book.casefold()]))
    for name, entry in sheet_parts(package):
        if not entry:
            raise zipfile.BadZipFile
        if small:
            check_distances(package.read(entry), name)
        with package.open(entry) as part:
            surveys.append(survey_worksheet(part))
        surveys[-1].counts_from_1904 = counts_from_1904
    return surveys


def _counts_from_1904(book: ElementTree.Element) -> bool:
    """Whether days are counted from 1904 (ECMA-376 part 1, 18.2.28)."""
    about = (element for element in book.iter() if _local(element.tag) == "workbookPr")
    return any(element.get("date1904") in _YES for element in about)


def _workbook(package: zipfile.ZipFile) -> tuple[str, dict[str, zipfile.ZipInfo]]:
    """The path of the part of the workbook, and all parts by path; raises zipfile.BadZipFile where it is missing."""
    parts = {entry.filename.replace("\\", "/").casefold(): entry for entry in package.infolist()}
    book = next((path for kind, path in _relations(package, parts, "").values() if kind == "officeDocument"), "")
    if book.casefold() not in parts:
        raise zipfile.BadZipFile
    return book, parts


def sheet_parts(package: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo | None]]:
    """The name and the part of each sheet, in the order of the workbook; None where the part is missing."""
    book, parts = _workbook(package)
    targets = {key: path for key, (_, path) in _relations(package, parts, book).items()}
    sheets = [element for element in _parse(package, parts[book.casefold()]).iter() if _local(element.tag) == "sheet"]
    keys = [next((value for name, value in sheet.items() if name.endswith("}id")), "") for sheet in sheets]
    return [
        (sheet.get("name", ""), parts.get(targets.get(key, "").casefold()))
        for sheet, key in zip(sheets, keys, strict=True)
    ]


def _relations(package: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], of: str) -> dict[str, tuple[str, str]]:
    """The last word of the type and the path of each relation of a part, by its id; of the package itself for ""."""
    folder, name = posixpath.split(of)
    entry = parts.get(posixpath.join(folder, "_rels", f"{name}.rels").casefold())
    return {
        relation.get("Id", ""): (
            relation.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "").replace("\\", "/"))).lstrip("/"),
        )
        for relation in (_parse(package, entry) if entry else ())
    }


def _parse(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> ElementTree.Element:
    with package.open(entry) as part:
        return ElementTree.parse(part).getroot()  # noqa: S314 - no part with a document type gets here, so no entities


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def check_distances(xml: bytes, sheet: str) -> None:
    """Refuses a sheet that is small and yet spans so wide a grid that calamine, which fills it, would burst.

    `xml` is the whole part. What counts is where the filled cells are: formatting reaches far in many honest files.
    """
    references = _REFERENCE.findall(xml)
    width = max(map(column_number, {letters for letters, _ in references}), default=0)
    area = width * max((int(digits) for _, digits in references), default=0)
    if area <= max(MOST_AREA, SPARSE * len(references)):
        return
    walk = _Walk()
    walk.feed(xml)
    rows, columns = [row for row, _ in walk.filled], [column for _, column in walk.filled]
    area = (max(rows, default=0) - min(rows, default=0) + 1) * (max(columns, default=0) - min(columns, default=0) + 1)
    if area > max(MOST_AREA, SPARSE * len(walk.filled)):
        raise RefusedError("read.far-cells", sheet, *max(walk.filled, key=lambda cell: cell[0] / 64 + cell[1]))


def column_number(letters: bytes) -> int:
    """The number of a column (1-based) by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def survey_worksheet(part: IO[bytes]) -> Survey:
    """Looks through one sheet; raises expat.ExpatError where what is parsed is no XML."""
    walk = _Walk()
    head = part.read(_STRETCH)
    chunks = chain([head], iter(partial(part.read, _STRETCH), b""))
    found = _PREFIX.search(head)
    plain = found and _ROW.search(head) and b"='" not in head and not _SPACED.search(head)
    for xml in _telling(chunks, _Words(found[1] or b""), walk.survey) if found and plain else chunks:
        walk.feed(xml)
    return walk.survey


class _Words:
    """What to search for in a sheet whose elements have this prefix (`x:` or none)."""

    def __init__(self, prefix: bytes) -> None:
        """Spells the words out."""
        self.row, self.row_end = b"<%brow" % prefix, b"</%brow>" % prefix
        self._formula = b"<%bf" % prefix
        self._no_result = (b"</%bf></%bc>" % (prefix, prefix), b"/></%bc>" % prefix, b"<%bv></" % prefix)

    def betray(self, xml: bytes) -> bool:
        """Whether there may be an error cell or a formula without a result."""
        return b't="e"' in xml or (self._formula in xml and any(word in xml for word in self._no_result))


def _telling(chunks: Iterable[bytes], words: _Words, survey: Survey) -> Iterator[bytes]:
    """What of a sheet must be parsed: what stands before and after its rows, and the rows that betray themselves.

    Hidden rows are noted in passing: a filtered ledger has many.
    """
    stretches = _stretches(chunks, words.row_end)
    first = next(stretches)
    start = first.find(words.row)
    yield first[:start]
    for rows in chain([first[start:]], stretches):
        if words.row not in rows:
            yield rows
        if b"hidden=" in rows:
            survey.hidden_rows.update(int(row[1]) for row in map(_NUMBER.search, _HIDDEN_ROW.findall(rows)) if row)
        if words.betray(rows):
            yield from (row + words.row_end for row in rows.split(words.row_end)[:-1] if words.betray(row))


def _stretches(chunks: Iterable[bytes], row_end: bytes) -> Iterator[bytes]:
    """The same bytes cut after ends of rows; the last stretch begins after the last row."""
    held: list[bytes] = []
    for chunk in chunks:
        cut = chunk.rfind(row_end) + len(row_end)
        if cut < len(row_end):
            held.append(chunk)
        else:
            yield b"".join([*held, chunk[:cut]])
            held = [chunk[cut:]]
    yield b"".join(held)


class _Walk:
    """Goes through the elements of a sheet and notes what is to be surveyed."""

    def __init__(self) -> None:
        """Before the first element."""
        self.survey = Survey()
        self.filled: list[tuple[int, int]] = []
        self._row = self._column = 0
        self._type = ""
        self._parts: set[str] = set()
        self._text = ""
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, xml: bytes) -> None:
        """Goes through the next stretch."""
        self._parser.Parse(xml, False)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
            if attributes.get("hidden") in _YES:
                self.survey.hidden_rows.add(self._row)
        elif name == "col" and attributes.get("hidden") in _YES:
            self.survey.hidden_columns.update(range(int(attributes["min"]), min(int(attributes["max"]), 16_384) + 1))
        else:
            self._parts.add(name)
            if name == "v" and (self._type == "e" or "f" in self._parts):
                self._parser.CharacterDataHandler = self._data

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r", "")
        letters = reference.rstrip("0123456789")
        self._column = column_number(letters.encode()) if letters else self._column + 1
        self._row = int(reference[len(letters) :] or self._row)
        self._type = attributes.get("t", "")
        self._parts.clear()
        self._text = ""

    def _data(self, text: str) -> None:
        self._text += text

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "v":
            self._parser.CharacterDataHandler = None
        elif name == "c":
            self._end_cell(self._row, self._column)

    def _end_cell(self, row: int, column: int) -> None:
        if self._parts & {"v", "is"}:
            self.filled.append((row, column))
        if self._type == "e":
            self.survey.errors.append((row, column, error_text(self._text)))
        elif "f" in self._parts and self._lacks_result():
            self.survey.errors.append((row, column, FORMULA))

    def _lacks_result(self) -> bool:
        """A formula may well result in an empty text; then it is said to be a text."""
        return not self._parts & {"v", "is"} or (not self._text and self._type != "str")
