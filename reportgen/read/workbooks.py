"""Workbooks -> sheets: calamine reads the cells, a second look finds what it is blind to."""

import io
import zipfile
from dataclasses import replace

from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata, SheetVisibleEnum

from reportgen.model import SheetRows
from reportgen.read.columns import Columns
from reportgen.read.kinds import check_compound
from reportgen.read.packages import check_prologs, open_package
from reportgen.read.refusals import RefusedError

_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384


def read_compound(data: bytes) -> tuple[SheetRows, ...]:
    """The sheets of an .xls or .et file; raises RefusedError or calamine's errors."""
    check_compound(data)
    return _read_workbook(data)


def read_package(data: bytes) -> tuple[SheetRows, ...]:
    """The sheets of an .xlsx, .xlsm or .ods file; raises RefusedError, zipfile.BadZipFile or calamine's errors."""
    with open_package(io.BytesIO(data)) as package:
        _check_content(package)
        check_prologs(package)
        return _read_workbook(data)


_CONTENTS = (
    (b"ms-excel.sheet.binary", "read.old-format", "xlsb"),
    (b"spreadsheetml", "", ""),
    (b"ms-excel", "", ""),
    (b"opendocument.spreadsheet", "", ""),
    (b"wordprocessingml", "read.not-a-ledger", "document"),
    (b"ms-word", "read.not-a-ledger", "document"),
    (b"presentationml", "read.not-a-ledger", "slides"),
    (b"opendocument", "read.not-a-ledger", "document"),
)


def _check_content(package: zipfile.ZipFile) -> None:
    """Refuses a package that says of itself that it is something else than a workbook."""
    names = {entry.filename.replace("\\", "/").casefold(): entry for entry in package.infolist()}
    entry = names.get("[content_types].xml") or names.get("mimetype")
    if not entry:
        raise RefusedError("read.not-a-ledger", kind="archive")
    with package.open(entry) as part:
        declared = part.read(1024 * 1024).replace(b"\x00", b"")
    for content, code, kind in _CONTENTS:
        if content in declared:
            if code:
                raise RefusedError(code, kind=kind)
            return
    raise RefusedError("read.not-a-ledger", kind="archive")


def _read_workbook(data: bytes) -> tuple[SheetRows, ...]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return tuple(_read_sheet(workbook, index, about) for index, about in enumerate(workbook.sheets_metadata))


def _read_sheet(workbook: CalamineWorkbook, index: int, about: SheetMetadata) -> SheetRows:
    sheet = workbook.get_sheet_by_index(index)
    _check_grid(sheet, about.name)
    columns = Columns()
    columns.add(sheet.iter_rows())
    first_row = sheet.end[0] + 2 - columns.height if sheet.end else 1
    return replace(
        columns.sheet(about.name, first_row, sheet.start[1] + 1 if sheet.start else 1),
        hidden=about.visible != SheetVisibleEnum.Visible,
        merges=tuple((r1 + 1, c1 + 1, r2 + 1, c2 + 1) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ()),
    )


def _check_grid(sheet: CalamineSheet, name: str) -> None:
    """Refuses a cell that lies beyond what any spreadsheet program shows."""
    if sheet.end and (sheet.end[0] >= _MOST_ROWS or sheet.end[1] >= _MOST_COLUMNS):
        raise RefusedError("read.far-cells", name, sheet.end[0] + 1, sheet.end[1] + 1)
