"""Web pages under the name .xls, as query systems export them."""

from pathlib import Path

import pytest

from reportgen.read import read_ledgers
from tests.read.making import read_one, refusals, save, table


def test_a_table_is_read_as_a_browser_shows_it(tmp_path: Path) -> None:
    """Blanks are folded, line breaks kept, references resolved, formatting, scripts and comments left out."""
    page = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
    <meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style>td {mso-number-format:"\\@"}</style>
    <!--[if gte mso 9]><xml><x:Name>表</x:Name></xml><![endif]--></head><body>台账<table border=1>
      <tr><th>序号</th><th> 受理
          日期 </th><TH>内容</TH></tr>
      <tr><td>1</td><td>2026-01-02</td><td><b>窗口</b><br/>态度&nbsp;&lt;差&gt; &#20108;&#x4e09;<script>var a = 1;</script></td></tr>
      <tr><td>2<td><td>&bogus; A&B
    </table></body></html>"""
    assert table(read_one(tmp_path, page.encode(), "导出.xls")) == [
        ("序号", "受理 日期", "内容"),
        ("1", "2026-01-02", "窗口\n态度\xa0<差> 二三"),
        ("2", "", "&bogus; A&B"),
    ]


def test_spans_are_merges(tmp_path: Path) -> None:
    """A cell over several columns and rows stands in the first of them, the others shift as in a browser."""
    page = """<table><tr><td colspan=3>标题</td></tr><tr><td rowspan="2">甲</td><td>一</td><td rowspan=2>x</td></tr>
    <tr><td>二</td></tr><tr style="display: none"><td>乙</td><td>三</td></tr></table>"""
    sheet = read_one(tmp_path, page.encode(), "导出.xls")
    assert table(sheet) == [("标题", "", ""), ("甲", "一", "x"), ("", "二", ""), ("乙", "三", "")]
    assert sheet.merges == ((1, 1, 1, 3), (2, 1, 3, 1), (2, 3, 3, 3))
    assert sheet.hidden_rows == {4}


def test_every_table_is_a_sheet(tmp_path: Path) -> None:
    """A table within a table is one of its own; tables without text are none."""
    page = "<table><tr><td>外<table><tr><td>内</td></tr></table></td></tr></table><table></table><table><tr><td>后</td></tr></table>"
    rows, _ = read_ledgers(save(tmp_path, {"导出.xls": page.encode()}))
    assert [(sheet.name, table(sheet)) for sheet in rows.files[0].sheets] == [
        ("导出", [("外",)]),
        ("导出 2", [("内",)]),
        ("导出 3", [("后",)]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_pages_come_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    """What the page says of its encoding does not count, its bytes do."""
    page = '<meta charset="gb2312"><table><tr><td>受理编号</td><td>态度生硬</td></tr></table>'
    rows, issues = read_ledgers(save(tmp_path, {"导出.xls": page.encode(encoding)}))
    assert table(rows.files[0].sheets[0]) == [("受理编号", "态度生硬")]
    assert [issue.code for issue in issues] == ["read.encoding-guessed"] * (encoding == "gb18030")


def test_illegal_characters_are_marked_however_they_are_written(tmp_path: Path) -> None:
    """Raw, decimal, hexadecimal: the cell is named, nothing turns into U+FFFD."""
    sheet = read_one(tmp_path, b"<table><tr><td>a\x0b<td>b&#11;<td>c&#xD800;<td>d&#0;<td>e&#128;</table>", "导出.xls")
    assert sheet.row(0) == ("a\x0b", "b\x0b", "c\ud800", "d\x00", "e€")
    assert sheet.errors == tuple((1, column, "illegal-character") for column in range(1, 5))


def test_other_markup_is_no_ledger(tmp_path: Path) -> None:
    """XML of other kinds is named; spans that no grid can hold are refused."""
    files = {
        "a.xls": b"<?xml version='1.0'?><Workbook/>",
        "b.xls": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        "c.xls": b"<table><tr><td colspan=999999999>a</table>",
        "d.xls": b"<html><body>no table</body></html>",
        "e.csv": "<5万元,甲\n≥5万元,乙\n".encode(),
    }
    assert list(refusals(tmp_path, files).values()) == [
        "read.not-a-ledger",
        "read.not-a-ledger",
        "read.damaged",
        "read.empty",
        "",
    ]
