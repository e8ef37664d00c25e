"""Text files: the encoding and the separator are found, or the file is refused; no character is ever lost."""

import gzip
import random
from pathlib import Path

import pytest

from reportgen.model.ledgers import SheetRows
from reportgen.read import read_ledgers
from reportgen.read.texts import delimited
from tests.read.making import package, parts, read_one, refusals, row, save, table, text, workbook, worksheet

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")
_RARE = "𠮷㐂䶮堃喆犇龘〇·—“”（）％①Ⅳ㎡"


def _ledger(chance: random.Random) -> list[tuple[str, ...]]:
    """A small ledger of common and rare characters, with words that others take for nothing."""
    words = ["NA", "None", "无", "", "男", "A1", "12345", "a,b", "多\n行", '说"好"', "Ünal"]
    hanzi = [chr(number) for number in range(0x4E00, 0x9FA5)] + list(_RARE)
    names = ["".join(chance.choices(hanzi, k=3)) for _ in range(6)]
    rows = [("序号", "姓名", "内容", "备注")]
    return rows + [(str(n), name, chance.choice(words), chance.choice(words) + "尾") for n, name in enumerate(names, 1)]


def _csv(rows: list[tuple[str, ...]], separator: str = ",") -> str:
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in line] for line in rows]
    return "".join(separator.join(line) + "\r\n" for line in quoted)


def test_every_encoding_is_read_to_the_character(tmp_path: Path) -> None:
    """600 files in six encodings, rare names outside GBK among them: each is equal, none has U+FFFD (THREATS 22)."""
    chance = random.Random(22)  # noqa: S311 - the same ledgers every time, no secret
    ledgers = {f"{encoding} {n}.csv": _ledger(chance) for encoding in ENCODINGS for n in range(100)}
    files = {name: _csv(rows).encode(name.split()[0]) for name, rows in ledgers.items()}
    read, issues = read_ledgers(save(tmp_path, files))
    assert {file.file: table(file.sheets[0]) for file in read.files} == ledgers
    assert {issue.code for issue in issues} == {"read.encoding-guessed"}
    assert {issue.source.file for issue in issues if issue.source} == {
        name for name in ledgers if name.startswith("gb")
    }


def test_no_other_encoding_is_guessed(tmp_path: Path) -> None:
    """UTF-8 with one bad byte is not taken for GB18030, nor is a Western text: both would be garbage."""
    files = {
        "cut within a character.csv": "序号,姓名\n1,张某".encode()[:-1],
        "one bad byte.csv": "序号,姓名\n".encode() * 50 + b"\xff,x\n",
        "bad after much ASCII.csv": b"id,name\n" * 20_000 + "1,张三李四\n".encode() * 50 + b"\xff\n",
        "Latin-1.csv": "Größe,Stück\nmögen,schön\n".encode("latin-1"),
        "bad in GB18030 too.csv": "序號,姓名\n".encode("big5") + b"\xff\xff",
        "odd UTF-16.csv": b"\xff\xfe" + "序号".encode("utf-16-le") + b"\x00",
    }
    named = dict.fromkeys(["one bad byte.csv", "bad after much ASCII.csv"], "read.encoding-line")
    assert refusals(tmp_path, files) == dict.fromkeys(files, "read.encoding") | named


def test_single_hanzi_among_numbers_are_gb18030(tmp_path: Path) -> None:
    """A GBK file whose only Chinese is one character in a cell is still Chinese."""
    rows, issues = read_ledgers(save(tmp_path, {"a.csv": "id,sex\n1,男\n2,女\n".encode("gbk")}))
    assert table(rows.files[0].sheets[0])[1:] == [("1", "男"), ("2", "女")]
    assert [issue.code for issue in issues] == ["read.encoding-guessed"]


def test_the_separator_is_found(tmp_path: Path) -> None:
    """Commas, semicolons, tabs and bars separate, whichever gives most lines the same width."""
    rows = [
        ("某县台账", "", ""),
        ("序号", "内容", "日期"),
        *((str(n), "一，二、三", f"2026-01-{n:02d}") for n in range(1, 9)),
    ]
    files = {f"{n}.txt": "".join(sign.join(line) + "\n" for line in rows).encode() for n, sign in enumerate(",;\t|")}
    read, issues = read_ledgers(save(tmp_path, files))
    assert [table(file.sheets[0]) for file in read.files] == [rows] * 4
    assert not issues


def test_a_file_may_name_its_separator(tmp_path: Path) -> None:
    """`sep=;` in the first line, as Excel understands it, is no row, but counts as a line."""
    sheet = read_one(tmp_path, "sep=|\r\n甲,乙|丙,丁\r\n".encode(), "台账.csv")
    assert (table(sheet), sheet.first_row) == ([("甲,乙", "丙,丁")], 2)


def test_ragged_and_empty_lines_keep_their_places(tmp_path: Path) -> None:
    """Short lines are filled up, an empty line is an empty row, those at the end are none."""
    sheet = read_one(tmp_path, "甲,乙\n\n丙\n丁,戊,己\n\n,,\n".encode(), "台账.csv")
    assert table(sheet) == [("甲", "乙", ""), ("", "", ""), ("丙", "", ""), ("丁", "戊", "己")]


def test_the_sheet_of_a_text_file_bears_its_name(tmp_path: Path) -> None:
    """As in Excel; and gzip is seen through."""
    sheet = read_one(tmp_path, gzip.compress("甲,乙\n".encode()), "一季度.csv.gz")
    assert (sheet.name, table(sheet)) == ("一季度", [("甲", "乙")])


@pytest.mark.parametrize(
    ("lines", "cell"),
    [
        (["甲,乙", '"丙"丁,戊'], "A2"),
        (["甲,乙", '丙,"丁', "戊,己"], "A2"),
        (["甲,乙,丙", '1,"丁,2', *(f"{n},戊,己" for n in range(30)), '3,",4', "5,6,7"], "A2"),
        (["甲,乙", '"' + "丙" * 40_000 + '",丁'], "A2"),
    ],
    ids=["closed too early", "never closed", "closed much later", "longer than a cell"],
)
def test_marks_that_do_not_pair_swallow_no_rows(tmp_path: Path, lines: list[str], cell: str) -> None:
    """A stray quotation mark would make one cell of many rows: the file is refused with the row."""
    _, (issue,) = read_ledgers(save(tmp_path, {"台账.csv": "\n".join(lines).encode()}))
    assert issue.code == "read.quotes"
    assert issue.source
    assert issue.source.row == int(cell[1:])


def test_texts_of_several_lines_are_one_cell(tmp_path: Path) -> None:
    """Quoted line breaks belong to the text, and the row after has the number that Excel gives it."""
    read = read_one(tmp_path, '甲,乙\n"一\n二\r\n三\n四\n五\n六",丙\n"#N/A",4.4E+17\n'.encode(), "台账.csv")
    assert table(read) == [("甲", "乙"), ("一\n二\r\n三\n四\n五\n六", "丙"), ("#N/A", "4.4E+17")]
    assert read.errors == ((3, 1, "#N/A"), (3, 2, "long-number"))


def test_what_is_no_text_is_not_taken_for_one(tmp_path: Path) -> None:
    """Pictures, documents and programs are no ledgers, whatever they are called; nothing at all is empty."""
    found = refusals(
        tmp_path,
        {
            "图.csv": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
            "文.xlsx": b"%PDF-1.7\n",
            "信.xls": b"{\\rtf1\\ansi",
            "页.xls": b"MIME-Version: 1.0\r\n",
            "包.csv": package({"台账.xlsx": workbook(row(1, text("A1", "甲")))}),
            "码.txt": bytes(range(256)) * 8,
            "双.gz": gzip.compress(gzip.compress(b"a,b")),
            "空.csv": b"",
            "白.csv": b" \n\n",
            "短.xlsx": package(parts(worksheet(row(1, text("A1", "甲")))))[:-30],
            "断.gz": gzip.compress(b"a,b\n" * 100)[:-9],
        },
    )
    assert found == {
        **dict.fromkeys(("图.csv", "文.xlsx", "信.xls", "页.xls", "包.csv", "码.txt", "双.gz"), "read.not-a-ledger"),
        **dict.fromkeys(("空.csv",), "read.empty"),
        "白.csv": "",
        **dict.fromkeys(("短.xlsx", "断.gz"), "read.damaged"),
    }


def test_a_stray_control_character_is_marked(tmp_path: Path) -> None:
    """Also in a text file the cell is named."""
    sheet: SheetRows = read_one(tmp_path, ("甲,乙\n" * 60 + "丙\x00,丁\x0b\n").encode(), "台账.csv")
    assert sheet.errors == ((61, 1, "illegal-character"), (61, 2, "illegal-character"))


def test_a_broken_line_and_a_change_of_encoding_are_named(tmp_path: Path) -> None:
    """The first line that is not like the others and how many there are; where one encoding ends and another begins."""
    utf, gbk = "1,张三李四\n".encode(), "1,张三李四\n".encode("gb18030")
    files = {
        "one.csv": b"id,name\n" + gbk * 20 + b"1,\xff\xd5\n" + gbk * 20,
        "two.csv": utf * 3 + b"1,\xd5\n" + utf * 3 + gbk + utf * 3,
        "together.csv": b"id,name\n" + utf * 5 + b"1,x\n" + gbk * 7,
        "the other way.csv": gbk * 5 + utf * 7,
        "compressed.csv.gz": gzip.compress(utf * 5 + gbk * 7),
    }
    _, issues = read_ledgers(save(tmp_path, files))
    found = {one.source.file: (one.code.removeprefix("read.encoding-"), one.source.row) for one in issues if one.source}
    assert found == {
        "one.csv": ("line", 22),
        "two.csv": ("line", 4),
        "together.csv": ("changes", 8),
        "the other way.csv": ("changes", 6),
        "compressed.csv.gz": ("changes", 6),
    }


def test_records_of_another_width_are_noted(tmp_path: Path) -> None:
    """With row, line and cells: a cell over two lines counts as two lines; what is empty beyond the usual width is nothing."""
    lines = ["a,b,c", "1,2,3", '"1\n1",2,3', "1,2", "", "1,2,3,,", "1,2,3,4", "title", "1,2,3", "1,2,3"]
    for size in (1, delimited._BULK // 4):  # the long way and the quick one
        text = "\n".join(lines) + "\n" + "1,2,3\n" * size
        rows, _ = read_ledgers(save(tmp_path, {"台账.csv": text.encode()}))
        (sheet,) = rows.files[0].sheets
        assert sheet.width == 3
        assert sheet.misfits == ((4, 5, 2), (7, 8, 4), (8, 9, 1))
