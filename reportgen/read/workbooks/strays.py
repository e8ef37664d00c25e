"""Single cells far from the table of a sheet: what a slip of the hand leaves in the last column costs nothing, it is named and taken out.

calamine fills the whole grid up to the farthest cell; a table of two hundred rows with one cell in column XFD would be three million
cells. So such cells are taken out of the part before calamine sees it.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from reportgen.read.protocol.refusals import PendingIssue
from reportgen.read.protocol.surveys import SPARSE
from reportgen.read.workbooks.worksheets import SMALL, column_number, sheet_parts

_GAP_OF_COLUMNS, _GAP_OF_ROWS = 200, 10_000
"""So many without a filled cell part a stray cell from the table."""
_MOST_STRAYS = 20
_OF_OTHERS = 10
"""There are so many times as many other cells."""
_HEAD = 4 * 1024
_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\b[^>]*\bref=["'][A-Z]{1,3}[0-9]{1,7}:([A-Z]{1,3})[0-9]{1,7}["']""")
_FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*(?<!/)>""")
_CELL = rb"""<(?:\w+:)?c\s[^>]*?\br=["'](%b)["'](?:[^>]*/>|[^>]*>.*?</(?:\w+:)?c>)"""


@dataclass(frozen=True, slots=True)
class _Strays:
    """The columns, as letters, and the rows in which nothing but stray cells is filled."""

    columns: frozenset[bytes]
    rows: frozenset[bytes]

    @property
    def cells(self) -> re.Pattern[bytes]:
        """What the cells in them look like."""
        places = [rb"(?:%b)[0-9]+" % b"|".join(sorted(self.columns))] if self.columns else []
        places += [rb"[A-Z]+(?:%b)" % b"|".join(sorted(self.rows))] if self.rows else []
        return re.compile(_CELL % b"|".join(places), re.DOTALL)


def without_strays(package: zipfile.ZipFile, data: bytes) -> tuple[bytes, tuple[PendingIssue, ...]]:
    """The bytes of a workbook without stray cells, and an issue for each; the same bytes where there are none.

    A part that is large is looked through only where it says itself that it is wide.
    """
    kept: dict[str, bytes] = {}
    found: list[PendingIssue] = []
    for sheet, entry in sheet_parts(package):
        if entry is None or (entry.file_size > SMALL and not _says_wide(package, entry)):
            continue
        xml = package.read(entry)
        strays = _strays(xml)
        if strays is not None:
            found += _named(sheet, strays.cells.finditer(xml))
            kept[entry.filename] = strays.cells.sub(b"", xml)
    return (_packed(package, kept) if kept else data), tuple(found)


def _says_wide(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    with package.open(entry) as part:
        said = _DIMENSION.search(part.read(_HEAD))
    return said is not None and column_number(said[1]) > _GAP_OF_COLUMNS


def _strays(xml: bytes) -> _Strays | None:
    """The strays of a sheet; None where it has none, or is filled so densely that none costs anything."""
    references = _FILLED.findall(xml)
    columns, rows = Counter(letters for letters, _ in references), Counter(digits for _, digits in references)
    numbers = {column_number(letters): letters for letters in columns}
    area = max(numbers, default=0) * max(map(int, rows), default=0)
    if area <= SPARSE * len(references):
        return None
    wide = _beyond({number: columns[letters] for number, letters in numbers.items()}, _GAP_OF_COLUMNS)
    deep = _beyond({int(digits): count for digits, count in rows.items()}, _GAP_OF_ROWS)
    if not wide and not deep:
        return None
    return _Strays(frozenset(numbers[one] for one in wide), frozenset(b"%d" % one for one in deep))


def _beyond(filled: Mapping[int, int], gap: int) -> frozenset[int]:
    """The places (counted from 1) behind the first wide gap, where few cells stand there and many before it."""
    places = sorted(filled)
    start = next((other for one, other in pairwise(places) if other - one > gap), None)
    behind = [place for place in places if start is not None and place >= start]
    count = sum(filled[place] for place in behind)
    few = count <= _MOST_STRAYS and count * _OF_OTHERS <= sum(filled.values()) - count
    return frozenset(behind) if few else frozenset()


def _named(sheet: str, cells: Iterable[re.Match[bytes]]) -> Iterator[PendingIssue]:
    for cell in cells:
        digits = cell[1].lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        yield PendingIssue("read.far-cell-left-out", sheet, int(digits), column_number(cell[1][: -len(digits)]))


def _packed(package: zipfile.ZipFile, kept: Mapping[str, bytes]) -> bytes:
    """The package with these parts in the place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for entry in package.infolist():
            packed.writestr(entry.filename, kept.get(entry.filename) or package.read(entry))
    return out.getvalue()
