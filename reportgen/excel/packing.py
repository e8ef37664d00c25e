"""A workbook of openpyxl -> the bytes of a file, the same for the same content.

openpyxl takes about 17 microseconds for a cell, so the rows of long sheets are put in here, as pieces of XML. Times and the
order of parts are fixed.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>.*</sheetData>", re.DOTALL)
_SIZE = re.compile(rb'<dimension ref="[^"]*"\s*/>')


@dataclass(frozen=True, slots=True)
class Filling:
    """The rows of a sheet: `xml` is its `sheetData` element in pieces, `extent` the cells that it covers (`A1:H20`)."""

    extent: str
    xml: Iterable[bytes]


class _Writer(ExcelWriter):
    """Writes a workbook without a temporary file: what a killed run leaves of that would hold cells of a ledger."""

    def write_worksheet(self, ws: Any) -> None:
        """Writes a sheet, as the library does but for that."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        written = io.BytesIO()
        writer = WorksheetWriter(ws, written)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined] # the stubs lack it
        self._archive.writestr(ws.path[1:], written.getvalue())  # type: ignore[attr-defined] # the stubs lack it
        self.manifest.append(ws)


def pack(book: Workbook, title: str, fillings: Mapping[int, Filling]) -> bytes:
    """The workbook as a file; `fillings` has the rows that take the place of those of a sheet, by its number from 1."""
    book.properties.title, book.properties.creator = title, "reportgen"
    book.properties.created = _EPOCH.replace(tzinfo=None)
    saved_book = io.BytesIO()
    with zipfile.ZipFile(saved_book, "w", zipfile.ZIP_DEFLATED) as unsorted:
        _Writer(book, unsorted).save()
    named = {f"xl/worksheets/sheet{number}.xml": filling for number, filling in fillings.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(saved_book) as saved, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in saved.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            with archive.open(entry, "w", force_zip64=name in named) as part:
                for piece in _pieces(name, saved.read(name), named.get(name)):
                    part.write(piece)
    return stream.getvalue()


def _pieces(name: str, data: bytes, filling: Filling | None) -> Iterable[bytes]:
    if name == "docProps/core.xml":
        return [_STAMP.sub(_EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), data)]
    return _filled(data, filling) if filling else [data]


def _filled(data: bytes, filling: Filling) -> Iterator[bytes]:
    found = _ROWS.search(data)
    if found is None:
        raise AssertionError("openpyxl wrote a sheet without rows")
    yield _SIZE.sub(f'<dimension ref="{filling.extent}"/>'.encode(), data[: found.start()])
    yield from filling.xml
    yield data[found.end() :]
