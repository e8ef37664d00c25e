"""Books as files: each writer puts down what a page holds in one form that offices have, without any of the product's code."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import escape
from pathlib import Path
from xml.sax.saxutils import quoteattr

import openpyxl
import pyarrow as pa
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from pyarrow import parquet

from tests.ledgers.mess import Book, Page
from tests.read import oldbooks

_HIDDEN = frozenset({"hidden-rows", "hidden-columns", "hidden-sheet"})
_UNMARKED = frozenset({"formulas", "error-cells"})
_NOT_A_TABLE = frozenset(
    {
        "vertical-merges", "two-levels", "three-levels", "title", "notes", "reporting-unit", "side-by-side", "repeated-header", "offset",
        "blank-columns", "phantom",
    }
)  # fmt: skip


def _save_workbook(path: Path, pages: list[Page]) -> None:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for page in pages:
        worksheet = workbook.create_sheet(page.sheet)
        for row, cells in enumerate(page.rows, page.first_row):
            for column, value in enumerate(cells, page.first_column):
                if (stored := _stored(value, page.errors.get((row, column), ""))) != "":
                    worksheet.cell(row, column).value = stored
        for top, left, bottom, right in page.merges:
            worksheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for row in page.hidden_rows:
            worksheet.row_dimensions[row].hidden = True
        for column in page.hidden_columns:
            worksheet.column_dimensions[get_column_letter(column)].hidden = True
        if page.phantom:
            worksheet.cell(3000, 60).fill = PatternFill("solid", fgColor="FFFF00")
            worksheet.auto_filter.ref = worksheet.dimensions
        worksheet.sheet_state = "hidden" if page.hidden else "visible"
    workbook.active = next(place for place, page in enumerate(pages) if not page.hidden)
    workbook.save(path)


def _stored(value: object, mark: str) -> object:
    """A cell as openpyxl stores it: an error, a formula that nobody computed, an illegal character in Excel's escape."""
    if mark.startswith("#"):
        return mark
    if mark == "formula":
        return "=1+1"
    return (
        "".join(f"_x{ord(sign):04X}_" if sign < " " and sign not in "\t\n\r" else sign for sign in value)
        if isinstance(value, str)
        else value
    )


def _text(value: object) -> str:
    """A cell as a program writes it into a text file."""
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.5E}" if isinstance(value, float) and value > 1e15 else str(value)


def _texts(page: Page) -> list[list[str]]:
    """All rows of the sheet from its first on, empty ones before the page's too."""
    before: list[list[str]] = [[] for _ in range(page.first_row - 1)]
    return before + [[""] * (page.first_column - 1) + [_text(value) for value in row] for row in page.rows]


def _save_text(encoding: str, separator: str) -> Callable[[Path, list[Page]], None]:
    def save(path: Path, pages: list[Page]) -> None:
        buffer = io.StringIO(newline="")
        csv.writer(buffer, delimiter=separator).writerows(_texts(pages[0]))
        path.write_bytes(buffer.getvalue().encode(encoding))

    return save


def _save_web_page(path: Path, pages: list[Page]) -> None:
    page = pages[0]
    spans, covered = _spans(page)
    rows = []
    for number, texts in enumerate(_texts(page), 1):
        cells = [
            f"<td{_html_span(spans.get((number, column)))}>{_html(text)}</td>"
            for column, text in enumerate(texts, 1) if (number, column) not in covered
        ]  # fmt: skip
        rows.append(f"<tr>{''.join(cells) or '<td></td>'}</tr>")
    head = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'
    path.write_text(f"{head}<table border=1>{''.join(rows)}</table></body></html>", encoding="utf-8")


def _html(text: str) -> str:
    return "".join(f"&#{ord(sign)};" if sign < " " and sign not in "\t\n\r" else sign for sign in escape(text)).replace(
        "\n", "<br>"
    )


def _html_span(size: tuple[int, int] | None) -> str:
    return f' rowspan="{size[0]}" colspan="{size[1]}"' if size else ""


def _spans(page: Page) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """The size of each merge by its first cell, and the cells that merges cover."""
    spans, covered = {}, set()
    for top, left, bottom, right in page.merges:
        spans[top, left] = (bottom - top + 1, right - left + 1)
        covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)} - {
            (top, left)
        }
    return spans, covered


_ODS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
_CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def _save_open_document(path: Path, pages: list[Page]) -> None:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    styles = '<style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>'
    styles += styles.replace("shown", "hidden").replace('display="true"', 'display="false"')
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS} {_CALC}><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{''.join(map(_table, pages))}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", kind, zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>')  # fmt: skip
        package.writestr("content.xml", content)


def _table(page: Page) -> str:
    width = page.first_column - 1 + len(page.rows[0])
    columns = "".join(
        f"<table:table-column{_ods_hidden(number in page.hidden_columns)}/>" for number in range(1, width + 1)
    )
    spans, covered = _spans(page)
    rows = [
        f'<table:table-row table:number-rows-repeated="{page.first_row - 1}"><table:table-cell/></table:table-row>'
    ] * (page.first_row > 1)
    for number, values in enumerate(page.rows, page.first_row):
        cells = ["<table:table-cell/>"] * (page.first_column - 1)
        for column, value in enumerate(values, page.first_column):
            place = number, column
            cells.append(
                "<table:covered-table-cell/>"
                if place in covered
                else _ods_cell(value, page.errors.get(place, ""), spans.get(place))
            )
        rows.append(f"<table:table-row{_ods_hidden(number in page.hidden_rows)}>{''.join(cells)}</table:table-row>")
    style = "hidden" if page.hidden else "shown"
    return f"<table:table table:name={quoteattr(page.sheet)} table:style-name={quoteattr(style)}>{columns}{''.join(rows)}</table:table>"


def _ods_hidden(hidden: bool) -> str:
    return ' table:visibility="collapse"' if hidden else ""


def _ods_cell(value: object, mark: str, size: tuple[int, int] | None) -> str:
    span = f' table:number-rows-spanned="{size[0]}" table:number-columns-spanned="{size[1]}"' if size else ""
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in _text(value).split("\n"))
    if mark.startswith("#"):
        kind, text = (
            ' table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"',
            f"<text:p>{mark}</text:p>",
        )
    elif mark == "formula":
        kind, text = ' table:formula="of:=1+1"', ""
    elif value == "":
        kind, text = "", ""
    elif isinstance(value, date):
        kind = f' office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, (int, float)):
        kind = f' office:value-type="float" office:value="{value!r}"'
    else:
        kind = ' office:value-type="string"'
    return f"<table:table-cell{span}{kind}>{text}</table:table-cell>"


_ERRORS = {"#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#N/A": 0x2A}
_BEFORE = datetime(1899, 12, 30)


def _save_old_workbook(path: Path, pages: list[Page]) -> None:
    book = oldbooks.stream(
        *map(_old_sheet, pages),
        globally=oldbooks.formats(),
        names=[page.sheet for page in pages],
        hidden=[page.hidden for page in pages],
    )
    path.write_bytes(oldbooks.compound(book))


def _old_sheet(page: Page) -> bytes:
    records = [oldbooks.columns(column - 1, column - 1) for column in sorted(page.hidden_columns)]
    records += [oldbooks.row(row - 1, hidden=True) for row in sorted(page.hidden_rows)]
    for row, cells in enumerate(page.rows, page.first_row):
        records += [
            _old_cell(row - 1, column - 1, value, page.errors.get((row, column), ""))
            for column, value in enumerate(cells, page.first_column)
        ]
    areas = [(top - 1, left - 1, bottom - 1, right - 1) for top, left, bottom, right in page.merges]
    return oldbooks.sheet(*records, oldbooks.merges(areas))


def _old_cell(row: int, column: int, value: object, mark: str) -> bytes:
    if mark.startswith("#"):
        return oldbooks.error(row, column, _ERRORS[mark])
    if isinstance(value, datetime):
        return oldbooks.number(row, column, (value - _BEFORE) / timedelta(days=1), oldbooks.INSTANTS)
    if isinstance(value, date):
        return oldbooks.number(row, column, (value - _BEFORE.date()).days, oldbooks.DAYS)
    if isinstance(value, (int, float)):
        return oldbooks.number(row, column, value)
    return oldbooks.label(row, column, str(value)) if value != "" else b""


def _save_parquet(path: Path, pages: list[Page]) -> None:
    header, *rows = pages[0].rows
    columns = [_parquet_column(cells) for cells in zip(*rows, strict=True)]
    parquet.write_table(pa.Table.from_arrays(columns, [str(name) for name in header]), path)


def _parquet_column(cells: Sequence[object]) -> pa.Array:
    """A column of one type, empty cells null; texts where the cells are of several types."""
    types = {type(value) for value in cells if value != ""}
    if len(types) == 1 and types != {str}:
        return pa.array([None if value == "" else value for value in cells])
    return pa.array([_text(value) for value in cells])


_TEXT_LOSES = _UNMARKED | _HIDDEN | {"vertical-merges"}
FORMS: Mapping[str, tuple[str, bool, frozenset[str], Callable[[Path, list[Page]], None]]] = {
    "xlsx": (".xlsx", True, frozenset(), _save_workbook),
    "ods": (".ods", True, frozenset({"illegal-characters"}), _save_open_document),
    "web page": (".xls", False, _UNMARKED | _HIDDEN | {"long-numbers"}, _save_web_page),
    "csv": (".csv", False, _TEXT_LOSES, _save_text("utf-8", ",")),
    "csv with a mark": (".csv", False, _TEXT_LOSES, _save_text("utf-8-sig", ";")),
    "gb18030": (".csv", False, _TEXT_LOSES, _save_text("gb18030", ",")),
    "utf-16": (".txt", False, _TEXT_LOSES, _save_text("utf-16", "\t")),
    "tsv": (".tsv", False, _TEXT_LOSES, _save_text("utf-8", "\t")),
    "tsv named xls": (".xls", False, _TEXT_LOSES, _save_text("gb18030", "\t")),
    "old xls": (".xls", True, frozenset({"formulas"}), _save_old_workbook),
    "parquet": (".parquet", False, _TEXT_LOSES | _NOT_A_TABLE, _save_parquet),
}
"""By name: the ending of the file, whether it holds several sheets, the kinds of mess that it cannot hold, and its writer."""


def save(book: Book, folder: Path, form: str, prefix: str) -> tuple[Book, list[Path]]:
    """Writes the book in one form, file names beginning with `prefix`; returns it with the names that its files and sheets have then."""
    ending, several, _, write = FORMS[form]
    pages = [_renamed(page, prefix, ending, several) for page in book.pages if several or page.lines]
    files: dict[str, list[Page]] = {}
    for page in pages:
        files.setdefault(page.file, []).append(page)
    for name, found in files.items():
        write(folder / name, found)
    return Book(pages, book.period, book.kinds), [folder / name for name in files]


def _renamed(page: Page, prefix: str, ending: str, several: bool) -> Page:
    stem = f"{prefix}-{Path(page.file).stem}" + ("" if several else f"-{page.sheet}")
    return replace(page, file=stem + ending, sheet=page.sheet if several else stem)
