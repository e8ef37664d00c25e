"""Workbooks of Excel 2003 in XML, as systems export them under the name .xls."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from reportgen.read import read_ledgers
from tests.read.making import read_one, refusals, save, table

_XML = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook '
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">'
    "<DocumentProperties><Author>某</Author></DocumentProperties>{}</Workbook>"
)


def _cell(text: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def _row(*cells: str, more: str = "") -> str:
    return f"<Row {more}>{''.join(cells)}</Row>"


def _sheet(*rows: str, name: str = "一季度", before: str = "", after: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{before}{"".join(rows)}</Table>{after}</Worksheet>'


def _workbook(*sheets: str, encoding: str = "utf-8") -> bytes:
    return _XML.format("".join(sheets)).encode(encoding)


def test_every_type_stays_what_it_is(tmp_path: Path) -> None:
    """Texts to the character, numbers, truth values, days, moments and times of day."""
    cells = (
        _cell("态度&lt;生硬&gt;&#10;二𠮷"),
        _cell("24", "Number"),
        _cell("1.5E-1", "Number"),
        _cell("1", "Boolean"),
        _cell("2026-01-02T00:00:00.000", "DateTime"),
        _cell("2026-01-02T03:04:05.000", "DateTime"),
        _cell("1899-12-31T03:04:00.000", "DateTime"),
        _cell("0012"),
        '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>粗</B><Font>体</Font></ss:Data></Cell>',
    )
    sheet = read_one(tmp_path, _workbook(_sheet(_row(*cells))), "导出.xls")
    values = [
        "态度<生硬>\n二𠮷",
        24,
        0.15,
        True,
        date(2026, 1, 2),
        datetime(2026, 1, 2, 3, 4, 5),
        time(3, 4),
        "0012",
        "粗体",
    ]
    assert [(type(value), value) for value in sheet.row(0)] == [(type(value), value) for value in values]
    assert (sheet.name, sheet.errors) == ("一季度", ())


def test_cells_stand_where_they_say(tmp_path: Path) -> None:
    """By index, after merges and after rows that span others; merges and what is hidden are listed."""
    rows = (
        _row(_cell("标题", more='ss:MergeAcross="2"'), _cell("右")),
        _row(_cell("甲", more='ss:Index="2" ss:MergeDown="1"'), more='ss:Index="4" ss:Hidden="1"'),
        _row(_cell("乙"), _cell("丙", more='ss:Index="3"'), more='ss:Span="1"'),
        _row(_cell("丁")),
    )
    columns = (
        '<Column ss:Width="50"/><Column ss:Index="3" ss:Hidden="1" ss:Span="1"/><Column ss:Index="9" ss:Hidden="1"/>'
    )
    sheet = read_one(tmp_path, _workbook(_sheet(*rows, before=columns)), "导出.xls")
    assert table(sheet) == [
        ("标题", "", "", "右"),
        ("", "", "", ""),
        ("", "", "", ""),
        ("", "甲", "", ""),
        ("乙", "", "丙", ""),
        ("", "", "", ""),
        ("丁", "", "", ""),
    ]
    assert (sheet.merges, sheet.hidden_rows, sheet.hidden_columns) == (((1, 1, 1, 3), (4, 2, 5, 2)), {4}, {3, 4})


def test_cells_that_cannot_be_believed_are_marked(tmp_path: Path) -> None:
    """Errors, formulas without a result, long numbers and illegal characters, raw or as references; comments are not values."""
    rows = (
        _row(_cell("#DIV/0!", "Error"), '<Cell ss:Formula="=A1"/>', _cell("3.3E+17", "Number")),
        _row(_cell("a\x0bb"), _cell("&#11;"), _cell("&#xFFFF;&#xD800;"), _cell("")),
        _row(
            _cell("5", "Number", 'ss:Formula="=2+3"'),
            _cell("", "String", 'ss:Formula="=D9"'),
            '<Cell><Data ss:Type="String">值</Data><Comment><ss:Data>批注</ss:Data></Comment></Cell>',
            '<Cell ss:Formula="=1"><Data ss:Type="Number"></Data></Cell>',
        ),
    )
    sheet = read_one(tmp_path, _workbook(_sheet(*rows)), "导出.xls")
    assert table(sheet) == [
        ("", "", 3.3e17),
        ("a\x0bb", "\x0b", "\uffff\ud800"),
        (5, "", "值"),
    ]
    assert sheet.errors == (
        (1, 1, "#DIV/0!"),
        (1, 2, "formula"),
        (1, 3, "long-number"),
        *((2, column, "illegal-character") for column in (1, 2, 3)),
        (3, 4, "formula"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_worksheets_come_in_order_and_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    """Hidden ones are told; more than one stretch of text is put together as it was."""
    after = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    long = [_row(_cell(str(n), "Number"), _cell(f"事项&#{20000 + n};")) for n in range(8000)]
    content = _workbook(_sheet(*long), _sheet(_row(_cell("乙")), name="底稿", after=after), encoding=encoding)
    rows, issues = read_ledgers(save(tmp_path, {"导出.xls": content}))
    first, second = rows.files[0].sheets
    assert table(first) == [(n, f"事项{chr(20000 + n)}") for n in range(8000)]
    assert (second.name, second.hidden, table(second)) == ("底稿", True, [("乙",)])
    assert [issue.code for issue in issues] == ["read.encoding-guessed"] * (encoding == "gb18030")


def test_what_is_wrong_is_refused(tmp_path: Path) -> None:
    """Cut short, with a document type, with places that no grid has, or without a cell."""
    whole = _workbook(_sheet(_row(_cell("甲"))))
    files = {
        "cut.xls": whole[:-40],
        "doctype.xls": whole.replace(b"<Workbook", b'<!DOCTYPE Workbook [<!ENTITY a "ha">]><Workbook'),
        "far.xls": _workbook(_sheet(_row(_cell("甲", more='ss:Index="16385"')))),
        "deep.xls": _workbook(_sheet(_row(_cell("甲"), more='ss:Index="1048577"'))),
        "back.xls": _workbook(_sheet(_row(_cell("甲"), more='ss:Index="3"'), _row(_cell("乙"), more='ss:Index="2"'))),
        "wide.xls": _workbook(_sheet(*(_row(_cell("甲", more='ss:Index="16384"')) for _ in range(3)))),
        "corner.xls": _workbook(_sheet(_row(_cell("甲", more='ss:Index="16384"'), more='ss:Index="1048576"'))),
        "none.xls": _workbook(_sheet(_row("<Cell/>"))),
    }
    assert refusals(tmp_path, files) == {
        "cut.xls": "read.damaged",
        "doctype.xls": "read.doctype",
        "far.xls": "read.damaged",
        "deep.xls": "read.damaged",
        "back.xls": "read.damaged",
        "wide.xls": "",
        "corner.xls": "read.far-cells",
        "none.xls": "read.empty",
    }


def test_a_moment_keeps_its_clock_and_days_may_count_from_1904(tmp_path: Path) -> None:
    """What day that was is for those to say who know the county's zone."""
    book = _workbook(_sheet(_row(_cell("2026-06-30T16:30:00Z", "DateTime"), _cell("44743", "Number"))))
    mark = b'<ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"><Date1904/></ExcelWorkbook>'
    for data, counts in ((book, False), (book.replace(b"<Worksheet", mark + b"<Worksheet", 1), True)):
        read = read_one(tmp_path, data, "台账.xls")
        assert table(read) == [(datetime(2026, 6, 30, 16, 30, tzinfo=UTC), 44743)]
        assert read.counts_from_1904 is counts
