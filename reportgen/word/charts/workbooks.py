"""The workbook behind a chart -> its cells, and whether it holds anything but cells.

Read with our own eyes and not with a library for spreadsheets: what a clean workbook may hold is a short list, and what is not
on it is told.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from reportgen.word.packages.names import RELATIONSHIP, tag
from reportgen.word.packages.xml import Element, XmlError, parse

Place = tuple[int, int]
Cell = str | float
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/worksheets/sheet[0-9]+\.xml|xl/sharedStrings\.xml|xl/styles\.xml|xl/theme/theme1\.xml"
)
_SHEET = frozenset(
    tag(f"x:{one}")
    for one in ("dimension", "sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetData", "pageMargins")
)
_IN_BOOK = frozenset(tag(f"x:{one}") for one in ("fileVersion", "workbookPr", "bookViews", "sheets", "calcPr"))
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ENTRIES, _BYTES = 100, 20_000_000
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, EOFError, OSError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The cells of each sheet by row and column from 0; `bare` says that there is nothing else in the file that tells anything."""

    sheets: Mapping[str, Mapping[Place, Cell]]
    bare: bool


@lru_cache(maxsize=16)
def read_workbook(data: bytes) -> Workbook | None:
    """The workbook in an .xlsx file; None where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _ENTRIES or sum(one.file_size for one in entries) > _BYTES:
                return None
            return _read({one.filename: archive.read(one) for one in entries if not one.is_dir()}, archive)
    except (*_BROKEN, XmlError):
        return None


def _read(parts: Mapping[str, bytes], archive: zipfile.ZipFile) -> Workbook:
    book = parse(parts[_BOOK])
    targets = {one.get("Id", ""): one for one in parse(parts[_LINKS])}
    strings = [_text(one) for one in parse(parts["xl/sharedStrings.xml"])] if "xl/sharedStrings.xml" in parts else []
    used: set[int] = set()
    sheets: dict[str, dict[Place, Cell]] = {}
    bare = all(map(_PARTS.fullmatch, parts)) and all(
        one.tag in _IN_BOOK or not (len(one) or one.attrib) for one in book
    )
    bare = bare and not archive.comment and not any(one.comment or one.extra for one in archive.infolist())
    for sheet in book.iter(tag("x:sheet")):
        link = targets[sheet.get(tag("r:id"), "")]
        root = parse(parts[posixpath.normpath(posixpath.join("xl", link.get("Target", "").removeprefix("/xl/")))])
        plain = link.get("Type") == RELATIONSHIP + "worksheet" and sheet.get("state", "visible") == "visible"
        bare = bare and plain and _is_plain(root)
        sheets[sheet.get("name", "")] = dict(_cells(root, strings, used))
    sheet_parts = [one for one in parts if one.startswith("xl/worksheets/")]
    return Workbook(sheets, bare and len(used) == len(strings) and len(sheet_parts) == len(sheets))


def _is_plain(sheet: Element) -> bool:
    """Whether a sheet has nothing but cells with values, all of them to be seen."""
    if any(one.tag not in _SHEET for one in sheet) or next(sheet.iter(tag("x:f")), None) is not None:
        return False
    return not any(one.get("hidden") in ("1", "true") for one in sheet.iter(tag("x:row"), tag("x:col")))


def _cells(sheet: Element, strings: list[str], used: set[int]) -> list[tuple[Place, Cell]]:
    found: list[tuple[Place, Cell]] = []
    for cell in sheet.iter(tag("x:c")):
        place, kind = place_of(cell.get("r", "")), cell.get("t", "n")
        value = cell.findtext(tag("x:v"))
        if kind == "inlineStr":
            found.append((place, _text(cell)))
        elif value is None:
            continue
        elif kind == "s":
            used.add(int(value))
            found.append((place, strings[int(value)]))
        else:
            found.append((place, float(value) if kind == "n" else value))
    return found


def _text(element: Element) -> str:
    """The text of a string without the way in which it is read aloud."""
    return "".join(
        one.text or "" for one in element.iter(tag("x:t")) if next(one.iterancestors(tag("x:rPh")), None) is None
    )


def place_of(reference: str) -> Place:
    """`B3` -> row 2, column 1; raises ValueError where it is no cell."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
