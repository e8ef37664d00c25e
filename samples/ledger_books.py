"""Writes sheets of a ledger as an .xlsx with the same bytes every time."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

# The day on which the ledgers of the third quarter were handed in.
HANDED_IN = datetime(2026, 10, 9, 9, 0, 0)

_THIN = Side(style="thin", color="808080")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="E7E6E6")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: lines above the header, groups over the header as (name, columns), header, rows and lines below.

    An empty row in `rows` stays a blank row; `filled_by` stands above the header, `signature` below the table.
    """

    name: str
    title: str
    filled_by: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]
    widths: Sequence[int]
    signature: str
    groups: Sequence[tuple[str, int]] = field(default=())


def write_book(path: Path, sheets: Sequence[Sheet], author: str) -> None:
    """Writes the sheets; times and the author's properties are fixed, so the same sheets give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _lay_out(book.create_sheet(sheet.name), sheet)
    book.properties.creator = author
    book.properties.created = HANDED_IN
    raw = io.BytesIO()
    book.save(raw)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_frozen(raw.getvalue()))


def _lay_out(page: Worksheet, sheet: Sheet) -> None:
    columns = len(sheet.header)
    page.append([sheet.title])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    page["A1"].font = Font(name="宋体", size=16, bold=True)
    page["A1"].alignment = Alignment(horizontal="center")
    page.append([sheet.filled_by])
    page.merge_cells(start_row=2, start_column=1, end_row=2, end_column=columns)
    if sheet.groups:
        _add_groups(page, sheet.groups)
    page.append(list(sheet.header))
    _paint_header(page)
    page.freeze_panes = f"A{page.max_row + 1}"
    for row in sheet.rows:
        page.append(list(row) or [None])
    _paint_rows(page, columns)
    page.append([None])
    page.append([sheet.signature])
    for index, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(index)].width = width
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _add_groups(page: Worksheet, groups: Sequence[tuple[str, int]]) -> None:
    start = 1
    for name, span in groups:
        page.cell(3, start, name)
        page.merge_cells(start_row=3, start_column=start, end_row=3, end_column=start + span - 1)
        start += span


def _paint_header(page: Worksheet) -> None:
    for line in page.iter_rows(min_row=3):
        for cell in line:
            cell.font = Font(name="宋体", size=11, bold=True)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            cell.border = _FRAME
            cell.fill = _HEAD


def _paint_rows(page: Worksheet, columns: int) -> None:
    wrapped = Alignment(vertical="top", wrap_text=True)
    first = int(str(page.freeze_panes)[1:])
    for line in page.iter_rows(min_row=first, max_col=columns):
        if all(cell.value is None for cell in line):
            continue
        for cell in line:
            cell.alignment = wrapped
            if isinstance(cell.value, datetime):
                cell.number_format = "yyyy/m/d h:mm"
            elif isinstance(cell.value, date):
                cell.number_format = "yyyy/m/d"


def _frozen(raw: bytes) -> bytes:
    """The same archive with fixed times."""
    out = io.BytesIO()
    stamp = HANDED_IN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            entry = zipfile.ZipInfo(name, HANDED_IN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            new.writestr(entry, data, compresslevel=9)
    return out.getvalue()
