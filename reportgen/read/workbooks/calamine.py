"""Workbooks -> sheets: calamine reads the cells, a second look finds what it is blind to."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import starmap

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetMetadata, SheetVisibleEnum

from reportgen.model.ledgers import SheetRows
from reportgen.read.protocol.columns import Columns, TextOf
from reportgen.read.protocol.refusals import PendingIssue, RefusedError
from reportgen.read.protocol.surveys import STRANGE, Survey
from reportgen.read.workbooks.biff import survey_stream
from reportgen.read.workbooks.compounds import Compound, CompoundError
from reportgen.read.workbooks.opendocument import survey_content
from reportgen.read.workbooks.packages import check_prologs, open_package
from reportgen.read.workbooks.strays import without_strays
from reportgen.read.workbooks.worksheets import SMALL, survey_workbook

_UNKNOWN_TO_CALAMINE = (STRANGE, "#GETTING_DATA")
_UNREAD_ESCAPE = re.compile("_x(D[89A-F][0-9A-F]{2}|FFF[EF])_", re.IGNORECASE)
_MOST_DECLARED = 1024 * 1024
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384


def read_compound(data: bytes) -> tuple[SheetRows, ...]:
    """The sheets of an .xls or .et file; raises RefusedError, CompoundError or calamine's errors."""
    streams = Compound(data)
    name = next((name for name in ("Workbook", "WORKBOOK", "Book", "BOOK") if name in streams.streams), None)
    if name is None:
        raise _not_a_workbook(streams)
    return _read_workbook(data, partial(survey_stream, streams.stream(name)), small=len(data) <= SMALL)


_OTHERS = {
    "EncryptedPackage": ("read.encrypted", ""),
    "WordDocument": ("read.not-a-ledger", "document"),
    "PowerPoint Document": ("read.not-a-ledger", "slides"),
    "__properties_version1.0": ("read.not-a-ledger", "mail"),
}


def _not_a_workbook(compound: Compound) -> Exception:
    code, kind = next((other for name, other in _OTHERS.items() if name in compound.streams), ("", ""))
    return RefusedError(code, kind=kind) if code else CompoundError()


def read_package(data: bytes) -> tuple[tuple[SheetRows, ...], tuple[PendingIssue, ...]]:
    """The sheets of an .xlsx, .xlsm or .ods file, and what was left out; raises RefusedError, zipfile.BadZipFile or calamine's errors."""
    with open_package(io.BytesIO(data)) as package:
        check_prologs(package)
        small = sum(entry.file_size for entry in package.infolist()) <= SMALL
        if _is_open_document(package):
            return _read_workbook(data, partial(survey_content, package), small), ()
        data, strays = without_strays(package, data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return _read_workbook(data, partial(survey_workbook, package, small), small, _unescape), strays


_CONTENTS = (
    (b"ms-excel.sheet.binary", "read.old-format", "xlsb"),
    (b"spreadsheetml", "", ""),
    (b"ms-excel", "", ""),
    (b"opendocument.spreadsheet", "", ""),
    (b"wordprocessingml", "read.not-a-ledger", "document"),
    (b"ms-word", "read.not-a-ledger", "document"),
    (b"presentationml", "read.not-a-ledger", "slides"),
    (b"opendocument", "read.not-a-ledger", "document"),
    (b"", "read.not-a-ledger", "archive"),
)


def _is_open_document(package: zipfile.ZipFile) -> bool:
    """Whether the workbook is an .ods; raises RefusedError where the package says that it is something else."""
    names = {entry.filename.replace("\\", "/").casefold(): entry for entry in package.infolist()}
    entry = names.get("[content_types].xml") or names.get("mimetype")
    with package.open(entry) if entry else io.BytesIO() as part:
        declared = part.read(_MOST_DECLARED).replace(b"\x00", b"")
    content, code, kind = next(found for found in _CONTENTS if found[0] in declared)
    if code:
        raise RefusedError(code, kind=kind)
    return content.startswith(b"opendocument")


def _read_workbook(
    data: bytes, look: Callable[[], Sequence[Survey]], small: bool, text_of: TextOf | None = None
) -> tuple[SheetRows, ...]:
    """Reads the cells while `look` surveys the sheets beside it; of a small workbook before it."""
    with ThreadPoolExecutor(1) as beside:
        surveys = beside.submit(look)
        if small:
            surveys.result()
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [about.name for about in workbook.sheets_metadata]
        try:
            sheets = [
                _read_sheet(workbook.get_sheet_by_index(index), about, text_of)
                for index, about in enumerate(workbook.sheets_metadata)
            ]
        except CalamineError:
            _point_out_strange_error(names, surveys.result())
            raise
    return tuple(starmap(_with_survey, zip(sheets, surveys.result(), strict=True)))


def _point_out_strange_error(names: Sequence[str], surveys: Sequence[Survey]) -> None:
    """Raises RefusedError with the cell, if there is one, whose unknown error keeps calamine from reading."""
    for name, survey in zip(names, surveys, strict=False):
        for row, column, text in survey.errors:
            if text in _UNKNOWN_TO_CALAMINE:
                raise RefusedError("read.strange-error", name, row, column)


def _with_survey(sheet: SheetRows, survey: Survey) -> SheetRows:
    """The sheet with what the second look found; what is hidden counts as far as there are cells."""
    rows = range(sheet.first_row, sheet.first_row + sheet.height)
    columns = range(sheet.first_column, sheet.first_column + len(sheet.columns))
    return replace(
        sheet,
        errors=tuple(sorted({*sheet.errors, *survey.errors})),
        hidden_rows=frozenset(survey.hidden_rows.intersection(rows)),
        hidden_columns=frozenset(survey.hidden_columns.intersection(columns)),
        merges=sheet.merges or tuple(survey.merges),
        counts_from_1904=survey.counts_from_1904,
    )


def _read_sheet(sheet: CalamineSheet, about: SheetMetadata, text_of: TextOf | None) -> SheetRows:
    _check_grid(sheet, about.name)
    columns = Columns()
    columns.add(sheet.iter_rows())
    first_row = sheet.end[0] + 2 - columns.height if sheet.end else 1
    return replace(
        columns.sheet(about.name, first_row, sheet.start[1] + 1 if sheet.start else 1, text_of),
        hidden=about.visible != SheetVisibleEnum.Visible,
        merges=tuple((r1 + 1, c1 + 1, r2 + 1, c2 + 1) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ()),
    )


def _unescape(text: str) -> str:
    """Reads the escapes that calamine leaves: halves of a character, and what is none (ECMA-376 part 1, 22.9.2.19)."""
    halves = _UNREAD_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
    return halves.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _check_grid(sheet: CalamineSheet, name: str) -> None:
    """Refuses a cell that lies beyond what any spreadsheet program shows."""
    if sheet.end and (sheet.end[0] >= _MOST_ROWS or sheet.end[1] >= _MOST_COLUMNS):
        raise RefusedError("read.far-cells", name, sheet.end[0] + 1, sheet.end[1] + 1)
