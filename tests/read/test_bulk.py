"""The quick way through large text files gives exactly what the careful way gives, or leaves it to that."""

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen.model.ledgers import SheetRows
from reportgen.read import read_ledgers
from reportgen.read.parent.receiving import receive
from reportgen.read.protocol.answers import Answer, Stretch, frames, send, stretch_frames
from reportgen.read.protocol.refusals import RefusedError
from reportgen.read.protocol.streams import Teller
from reportgen.read.texts import bulk, delimited
from reportgen.read.texts.bulk import read_bulk
from reportgen.read.texts.records import Place, read_records
from tests.read.making import save, table

_Reading = Callable[[Place, Teller], None]


def _outcome(reading: _Reading, separator: str = ",") -> object:
    """What the parent gets of a reading: the sheet with its cells, or the refusal."""
    channel = io.BytesIO()

    def tell(stretch: Stretch) -> None:
        for frame in stretch_frames(stretch):
            send(channel, frame)

    teller = Teller(tell)
    try:
        reading(Place("表", separator, 1, 0), teller)
    except RefusedError as refused:
        return refused.note
    except UnicodeDecodeError:
        return "read.encoding"
    sheet, told = teller.sheet("表", 1)
    for frame in frames(Answer("0", (sheet,), told=told)):
        send(channel, frame)
    channel.seek(0)
    return receive(channel, 2**30).sheets[0]


def _both(data: bytes, width: int, block: int, separator: str = ",") -> tuple[object, object]:
    careful = io.TextIOWrapper(io.BytesIO(data), "utf-8", newline="")
    return (
        _outcome(lambda place, teller: read_records(careful, place, teller), separator),
        _outcome(lambda place, teller: read_bulk(io.BytesIO(data).read, width, place, teller, block), separator),
    )


def _same(careful: object, quick: object) -> bool:
    """Whether both read the same cells, marks and places, or refuse with the same words; columns may number their values otherwise."""
    if not isinstance(careful, SheetRows) or not isinstance(quick, SheetRows):
        return careful == quick
    for column in quick.columns:
        assert len(set(column.values)) == len(column.values)
    about = [(sheet.height, sheet.first_row, len(sheet.columns), sheet.errors) for sheet in (careful, quick)]
    return about[0] == about[1] and table(careful) == table(quick)


_CELLS = st.sampled_from(
    [
        *(
            "",
            "",
            "甲",
            "乙丙",
            "1",
            "2026-01-02",
            " x ",
            "#N/A",
            "#",
            "1.5E+17",
            "E+",
            "NA",
            "null",
            "𠮷",
            "a'b",
            "\t",
            ";",
        ),
        *(
            '""',
            '"甲"',
            '"甲,乙"',
            '"说""好"""',
            '"一\n二"',
            '"一\r\n二"',
            '"1\n2\n3\n4\n5"',
            '"a,b,c\nd,e,f\ng,h,i\nj,k,l"',
        ),
        *('"', 'a"b', '"a"b', '"a', 'a"', '"" ', ' ""', '""x""', "\x00", "\x0b", "\x1f", "\ufeff", "\uffff", "\ufffe"),
        *("\r", "\r\r\n", '"\r"', "\x85", "\u2028", "\x1c"),
    ]
)
_ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r\n", "\r", "\n\n", "\r\r\n", ""])
_PLAIN_CELLS = st.sampled_from(
    ["", "甲", "乙丙丁", "1", "2026-01-02", '"甲,乙"', '"一\n二"', '"说""好"""', "#N/A", "1.5E+17"]
)


@st.composite
def _texts(draw: st.DrawFn) -> bytes:
    """Texts that are nearly tables: most rows plain and of one width."""
    wild = draw(st.integers(0, 9)) > 5
    plain = st.lists(_PLAIN_CELLS, min_size=3, max_size=3)
    rows = st.one_of(plain, plain, plain, st.lists(_CELLS, max_size=5)) if wild else plain
    ends = _ENDS if wild else st.sampled_from(["\n", "\r\n"])
    lines = draw(st.lists(st.tuples(rows, ends), max_size=14))
    data = "".join(",".join(cells) + end for cells, end in lines).encode()
    if draw(st.integers(0, 19)) == 7:
        place = draw(st.integers(0, len(data)))
        data = data[:place] + draw(st.sampled_from([b"\xff", b"\xe7\x94", b"\xed\xa0\x80", b"\x80"])) + data[place:]
    return data


@given(_texts(), st.sampled_from([1, 3]), st.sampled_from([1, 2, 5, 11, 30, 10_000]))
@example(b'a,b,c\n"d",e,f\n"g,h,i\n', 3, 11)
@example(b"a,b,c\n\n\n,,\nd,e,f\n,,\n\n", 3, 5)
@example(b'1\n"2\n3"\n\n4\n', 1, 4)
@example('乙丙丁,,\n"甲,乙",,\n"甲,乙",,\n'.encode(), 3, 30)
@settings(deadline=None, max_examples=600)
def test_both_ways_give_the_same(data: bytes, width: int, block: int) -> None:
    """Random texts, from plain to broken, cut into blocks of any size: same cells, marks, rows, or the same refusal."""
    careful, quick = _both(data, width, block)
    if _is_utf8(data):
        assert _same(careful, quick), (careful, quick)
    else:  # what else is wrong, one of them may see first
        assert not isinstance(careful, SheetRows)
        assert not isinstance(quick, SheetRows)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _ledger(rows: int) -> list[tuple[str, ...]]:
    """A ledger of every kind of column: all distinct, repeated, now and then filled, empty, of several lines."""
    chance = random.Random(7)  # noqa: S311 - the same ledger every time, no secret
    return [("序号", "日期", "内容", "备注", "空", "说明")] + [
        (
            str(n),
            f"2026-0{chance.randint(1, 9)}-01",
            f"群众反映窗口第{n}号，“要求”答复𠮷{chance.choice(['', '3#楼', chr(10) + '二', chr(34)])}",
            chance.choice(["", "", "", "无", "NA"]),
            "",
            chance.choice(["甲", "乙,丙"]),
        )
        for n in range(1, rows)
    ]


def _csv(rows: list[tuple[str, ...]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


@pytest.mark.parametrize("block", [100_000, 1_000_000])
def test_a_plain_table_goes_the_quick_way_alone(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    """Quoted cells, line breaks and doubled marks in them are no reason to be careful; the rest of a text, which is empty, is."""
    rows = _ledger(6000)
    careful = []
    monkeypatch.setattr(bulk, "read_records", lambda lines, *_: careful.append(lines.read()))
    quick = _outcome(lambda place, teller: read_bulk(io.BytesIO(_csv(rows).encode()).read, 6, place, teller, block))
    assert isinstance(quick, SheetRows)
    assert table(quick) == rows
    assert careful == [""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_large_file_is_read_to_the_character(tmp_path: Path, encoding: str) -> None:
    """In every encoding, with a line that names the separator, a row of its own shape in the middle and empty ones at the end."""
    rows = _ledger(60_000)
    data = ("sep=,\r\n" + _csv(rows) + "单独,一行\r\n" + _csv(rows[1:]) + ",,,,,\r\n\r\n").encode(encoding)
    assert len(data) > delimited._BULK
    rows_read, issues = read_ledgers(save(tmp_path, {"台账.csv": data}))
    (sheet,) = rows_read.files[0].sheets
    assert [issue.code for issue in issues] == ["read.encoding-guessed"] * (encoding == "gb18030")
    assert (sheet.first_row, sheet.height) == (2, 2 * len(rows))
    assert table(sheet) == [*rows, ("单独", "一行", "", "", "", ""), *rows[1:]]


@pytest.mark.parametrize(
    ("spoilt", "code", "row"),
    [
        (b"\xff,2,3,4,5,6\r\n", "read.encoding-line", 80_001),
        (b'1,"2"x,3,4,5,6\r\n', "read.quotes", 80_001),
        (b'1,"2,3,4,5,6\r\n', "read.quotes", 80_001),
        (b'1,"' + b"2" * 33_000 + b'",3,4,5,6\r\n', "read.quotes", 80_001),
    ],
    ids=["encoding", "closed too early", "never closed", "longer than a cell"],
)
def test_a_large_file_is_refused_by_its_row(tmp_path: Path, spoilt: bytes, code: str, row: int | None) -> None:
    """What is wrong far down in a large file refuses it, with the row where it is."""
    rows = "甲,2026-01-02,窗口,态度生硬,已办结,满意\r\n".encode()
    whole = rows * 80_000 + spoilt + rows * 80_000
    assert len(whole) > 2 * delimited._BULK
    _, (issue,) = read_ledgers(save(tmp_path, {"台账.csv": whole}))
    assert (issue.code, issue.source and issue.source.row) == (code, row)
