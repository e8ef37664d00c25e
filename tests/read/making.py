"""Ledger files made by hand, part by part, so that a test shows what is odd in them."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from reportgen.model.ledgers import Rows, SheetRows
from reportgen.read import read_ledgers

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def cell(place: str, value: str = "1", kind: str = "n", formula: str | None = None) -> str:
    """One cell with a value, as spreadsheet programs write it."""
    inside = f"<f>{formula}</f>" if formula is not None else ""
    return f'<c r="{place}" t="{kind}">{inside}<v>{value}</v></c>'


def text(place: str, value: str) -> str:
    """One cell with a text; `value` is XML."""
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def row(number: int, *cells: str, more: str = "") -> str:
    """One row; `more` are further attributes."""
    return f'<row r="{number}"{more}>{"".join(cells)}</row>'


def worksheet(*rows: str, before: str = "", after: str = "") -> str:
    """One sheet."""
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def parts(*sheets: str, names: Iterable[str] = (), states: Mapping[int, str] = {}) -> dict[str, str | bytes]:
    """The parts of an .xlsx with these sheets, called 1, 2 ... unless they have names."""
    titles = list(names) or [str(number) for number in range(1, len(sheets) + 1)]
    listed = "".join(
        f'<sheet name="{title}" sheetId="{number}" r:id="rId{number}" state="{states.get(number, "visible")}"/>'
        for number, title in enumerate(titles, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_SHEET_TYPE}.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        **{f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, 1)},
    }


def package(entries: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]]) -> bytes:
    """A zip of these entries, in order, names repeated where they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items() if isinstance(entries, Mapping) else entries:
            packed.writestr(name, content)
    return buffer.getvalue()


def workbook(*rows: str, before: str = "", after: str = "") -> bytes:
    """An .xlsx with one sheet of these rows."""
    return package(parts(worksheet(*rows, before=before, after=after)))


_ODS = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text", "style")
)


def open_document(*tables: str, manifest: str = "") -> bytes:
    """An .ods with these tables."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return package(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>{manifest}</m:manifest>',
            "content.xml": f'<office:document-content {_ODS} xmlns:calcext="urn:org:documentfoundation:names:experimental:'
            f'calc:xmlns:calcext:1.0"><office:body><office:spreadsheet>{"".join(tables)}</office:spreadsheet></office:body>'
            "</office:document-content>",
        }
    )


def save(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Writes the files into the folder; returns their paths."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def read_one(folder: Path, content: bytes, name: str = "台账.xlsx") -> SheetRows:
    """The first sheet of a file with this content, which must be read without an issue."""
    rows, issues = read_ledgers(save(folder, {name: content}))
    assert not issues
    return rows.files[0].sheets[0]


def refusals(folder: Path, files: Mapping[str, bytes]) -> dict[str, str]:
    """The code of the issue by the name of each file, "" for those that were read."""
    rows, issues = read_ledgers(save(folder, files))
    assert {file.file for file in rows.files} | {issue.source.file for issue in issues if issue.source} == set(files)
    return dict.fromkeys(files, "") | {issue.source.file: issue.code for issue in issues if issue.source}


def table(sheet: SheetRows) -> list[tuple[object, ...]]:
    """All rows of a sheet."""
    return [sheet.row(index) for index in range(sheet.height)]


def outcome(rows: Rows, name: str, codes: Mapping[str, str]) -> str:
    """What became of a file, in one word: its code, or the heights of its sheets."""
    heights = {file.file: "+".join(str(sheet.height) for sheet in file.sheets) for file in rows.files}
    return codes.get(name) or heights[name]


SPREADSHEETML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="一季度"><Table><Column ss:Hidden="1" ss:Span="1"/><Column ss:Index="4"/>
<Row><Cell ss:MergeAcross="4"><Data ss:Type="String">窗口服务台账</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">受理编号</Data></Cell><Cell><Data ss:Type="String">受理日期</Data></Cell>
<Cell><Data ss:Type="String">被反映单位</Data></Cell><Cell><Data ss:Type="String">主要内容</Data></Cell><Cell><Data ss:Type="String">是否属实</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">1</Data></Cell><Cell><Data ss:Type="DateTime">2026-07-01T00:00:00.000</Data></Cell>
<Cell ss:MergeDown="1"><Data ss:Type="String">县社保中心</Data></Cell><Cell><Data ss:Type="String">等候两小时&#10;无人叫号</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
<Row ss:Hidden="1"><Cell ss:Formula="=R[-1]C+1"><Data ss:Type="Number">2</Data></Cell><Cell><Data ss:Type="String">2026年7月2日</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">两次答复前后不一致</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>
<Row ss:Index="9"><Cell><Data ss:Type="Number">3</Data></Cell><Cell><Data ss:Type="DateTime">2026-07-03T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="String">县医保服务大厅</Data></Cell><Cell><Data ss:Type="String">材料单没有写明要复印件</Data></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="空"><Table/><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>
"""
"""A workbook of Excel 2003 in XML, with some of everything."""


_MOST_ROWS = 1_048_576


def formatted() -> dict[str, bytes]:
    """Three cases above rows to the end of the sheet that are formatted and empty."""
    filled = [row(number, text(f"A{number}", f"第{number}行")) for number in range(1, 5)]
    cells = (f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(5, _MOST_ROWS + 1))
    heights = (f'<row r="{n}" ht="14.25" customHeight="1"/>' for n in range(5, _MOST_ROWS + 1))
    lines = "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>第{n}行</text:p></table:table-cell></table:table-row>'
        for n in range(1, 5)
    )
    repeated = f'<table:table-row table:number-rows-repeated="{_MOST_ROWS - 4}"><table:table-cell table:style-name="x"/></table:table-row>'
    return {
        "cells.xlsx": package(parts(worksheet(*filled, *cells))),
        "heights.xlsx": package(parts(worksheet(*filled, *heights))),
        "repeated.ods": open_document(f'<table:table table:name="1">{lines}{repeated}</table:table>'),
    }
