"""Cells -> the workbook behind a native chart: these cells and nothing else, the same bytes each time.

XlsxWriter is imported when a chart needs it: a report with pictures alone never loads it.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MADE = datetime(1980, 1, 1)
_PROPERTIES = re.compile(rb'<(?:Override|Relationship)\b[^>]*"/?docProps/[^>]*/>')

Cell = str | float
Place = tuple[int, int]
"""The row and the column of a cell, from 0."""


def plotted_workbook(sheets: Mapping[str, Mapping[Place, Cell]], formats: Mapping[int, str] | None = None) -> bytes:
    """The file; `formats` are number formats by column. No properties, no names, no formulas, no sheet that is not seen."""
    import xlsxwriter  # noqa: PLC0415 - late on purpose

    saved_book = io.BytesIO()
    book = xlsxwriter.Workbook(saved_book, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    looks = {column: book.add_format({"num_format": code}) for column, code in (formats or {}).items()}
    for name, cells in sheets.items():
        sheet = book.add_worksheet(name)
        for (row, column), value in sorted(cells.items()):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, value, looks.get(column))
    book.close()
    return _without_properties(saved_book.getvalue())


def _without_properties(data: bytes) -> bytes:
    """The archive without what tells who made it when, packed with fixed times in a fixed order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as saved, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (one for one in saved.namelist() if not one.startswith("docProps/")):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, _PROPERTIES.sub(b"", saved.read(name)))
    return stream.getvalue()
