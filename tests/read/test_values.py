"""What a cell says is what it says: type, digits, characters."""

import random
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.read import read_ledgers
from reportgen.read.protocol.columns import Columns
from tests.read.making import cell, package, parts, read_one, row, save, table, text, workbook, worksheet


def test_every_type_stays_what_it_is(tmp_path: Path) -> None:
    """Texts, whole and broken numbers, truth values, dates and times come out as they are seen in the sheet."""
    values = ["甲", 24, 1.5, True, date(2026, 1, 2), datetime(2026, 1, 2, 3, 4, 5), time(3, 4), timedelta(hours=30)]
    book = openpyxl.Workbook()
    book.active.append(values)
    book.save(tmp_path / "台账.xlsx")
    (read,) = table(read_one(tmp_path, (tmp_path / "台账.xlsx").read_bytes()))
    assert [(type(value), value) for value in read] == [(type(value), value) for value in values]


def test_equal_values_of_different_type_are_not_folded(tmp_path: Path) -> None:
    """1, 1.5, True and the text 1 in one column stay four values."""
    cells = [
        cell("A1"),
        cell("A2", kind="b"),
        text("A3", "1"),
        cell("A4", "0", "b"),
        cell("A5", "0"),
        cell("A6", "1.5"),
    ]
    sheet = read_one(tmp_path, workbook(*(row(number, xml) for number, xml in enumerate(cells, 1))))
    assert [repr(value) for (value,) in table(sheet)] == ["1", "True", "'1'", "False", "0", "1.5"]


def test_words_for_nothing_stay_text(tmp_path: Path) -> None:
    """`NA`, `None`, `null`, `无`, blanks and leading tabs are text to the character, in workbooks as in text files."""
    words = ["NA", "None", "null", "nan", "无", "-----", " ", "\t甲", "0012", "𠮷野", "1,234"]
    read = read_one(
        tmp_path, workbook(*(row(number, text(f"A{number}", word)) for number, word in enumerate(words, 1)))
    )
    assert [value for (value,) in table(read)] == words
    lines = "\n".join(f'"{word}";x' for word in words)
    assert [first for first, _ in table(read_one(tmp_path, lines.encode(), "台账.csv"))] == words


def test_identity_numbers_keep_their_digits_or_are_marked(tmp_path: Path) -> None:
    """1,000 long numbers as text are identical afterwards; as numbers, every one is marked by its cell (THREATS 20)."""
    chance = random.Random(20)  # noqa: S311 - the same numbers every time, no secret
    ids = [f"990{chance.randrange(10**14):014d}{chance.choice('0123456789X')}" for _ in range(1000)]
    wide = [number.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}) for number in ids]
    rows = (
        row(
            n,
            text(f"A{n}", number),
            cell(f"B{n}", number.replace("X", "0")),
            text(f"C{n}", f"{int(number[:17]):.5E}"),
            text(f"D{n}", w),
        )
        for n, (number, w) in enumerate(zip(ids, wide, strict=True), 1)
    )
    sheet = read_one(tmp_path, workbook(*rows))
    assert [first for first, *_ in table(sheet)] == ids
    assert [last for *_, last in table(sheet)] == wide
    assert sheet.errors == tuple((n, column, "long-number") for n in range(1, 1001) for column in (2, 3))


def test_a_whole_number_of_fifteen_digits_is_exact(tmp_path: Path) -> None:
    """Up to 15 digits a whole number is an int and nothing is marked."""
    numbers = {"999999999999999": 999999999999999, "-24": -24, "0.1": 0.1, "24.0": 24, "1E3": 1000}
    sheet = read_one(tmp_path, workbook(row(1, *map(cell, ("A1", "B1", "C1", "D1", "E1"), numbers))))
    assert [(type(value), value) for value in sheet.row(0)] == [(type(value), value) for value in numbers.values()]
    assert not sheet.errors


def test_illegal_characters_are_kept_and_marked(tmp_path: Path) -> None:
    """All control characters, lone surrogates and the two non-characters, raw or escaped, are marked by their cell."""
    escaped = [f"_x{number:04X}_" for number in (*range(9), 11, 12, *range(14, 32), 0xD800, 0xDFFF, 0xFFFE, 0xFFFF)]
    raw = [chr(number) for number in (1, 8, 11, 31)]
    texts = [*escaped, *raw, "&#xB;", "&#xFFFF;"]
    sheet = read_one(tmp_path, workbook(*(row(n, text(f"B{n}", f"甲{spelled}")) for n, spelled in enumerate(texts, 1))))
    assert sheet.errors == tuple((n, 2, "illegal-character") for n in range(1, len(texts) + 1))
    assert [len(str(value)) for (value,) in table(sheet)] == [2] * len(texts)


def test_an_escape_that_spells_a_legal_character_is_read(tmp_path: Path) -> None:
    """`_x0041_` is A, two escaped surrogates are one character, `_x005F_` protects what only looks like an escape."""
    spelled = ["_x0041_", "_xD842__xDFB7_", "_x005F_x0041_", "_x41_", "a_x000D_b"]
    sheet = read_one(tmp_path, workbook(*(row(n, text(f"A{n}", escape)) for n, escape in enumerate(spelled, 1))))
    assert [value for (value,) in table(sheet)] == ["A", "𠮷", "_x0041_", "_x41_", "a\rb"]
    assert not sheet.errors


def test_errors_and_unsaved_formulas_are_listed_by_cell(tmp_path: Path) -> None:
    """Every error cell is listed with its text, a formula without a value as such; one whose value is an empty text is not."""
    sheet = read_one(
        tmp_path,
        workbook(
            row(3, cell("B3", "#DIV/0!", "e", "1/0"), cell("C3", "#REF!", "e"), text("D3", "甲")),
            row(4, '<c r="B4"><f>A1</f></c>', '<c r="C4"><f>A1</f><v></v></c>', cell("D4", "", "str", "A1")),
            row(5, '<c r="B5"><f t="shared" si="0"/></c>', cell("C5", "5", formula="2+3"), cell("D5", "#NUM!", "e")),
            row(6, text("B6", "#N/A"), cell("C6", "#NULL!", "e"), text("D6", "乙")),
        ),
    )
    assert sheet.errors == (
        (3, 2, "#DIV/0!"),
        (3, 3, "#REF!"),
        (4, 2, "formula"),
        (4, 3, "formula"),
        (5, 2, "formula"),
        (5, 4, "#NUM!"),
        (6, 2, "#N/A"),
        (6, 3, "#NULL!"),
    )
    assert table(sheet) == [("", "", "甲"), ("", "", ""), ("", 5, ""), ("#N/A", "", "乙")]


def test_an_unknown_error_is_refused_by_its_cell(tmp_path: Path) -> None:
    """An error that no reader knows names its cell, but its text is never repeated: it could be anything."""
    content = workbook(row(1, text("A1", "甲")), row(7, cell("C7", "王某某", "e")))
    rows, (issue,) = read_ledgers(save(tmp_path, {"台账.xlsx": content}))
    assert not rows.files
    assert (issue.code, str(issue.source)) == ("read.strange-error", "台账.xlsx [1] C7")
    assert "王某某" not in issue.message + issue.hint


@pytest.mark.parametrize(
    "spelling",
    [
        lambda xml: xml,
        lambda xml: xml.replace("><", ">\n <"),
        lambda xml: xml.replace('"', "'"),
        lambda xml: (
            xml.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("xmlns=", "xmlns:x=")
        ),
    ],
    ids=["usual", "spaced", "single quotes", "prefixed"],
)
def test_errors_are_found_in_every_spelling_of_xml(tmp_path: Path, spelling: object) -> None:
    """A sheet of many stretches has its errors, hidden rows and unsaved formulas found wherever and however they stand."""
    assert callable(spelling)
    filler = [row(n, *(text(f"{c}{n}", "群众反映窗口工作人员" * 3) for c in "ABCDE")) for n in range(1, 2001)]
    filler[0] = row(1, cell("A1", "#N/A", "e"))
    filler[999] = row(1000, '<c r="C1000"><f>A1</f></c>', text("D1000", "甲"), more=' hidden="1"')
    filler[1998] = row(1999, text("A1999", "乙"), more=' hidden="true"')
    filler[1999] = row(2000, text("A2000", "丙"), cell("E2000", "#REF!", "e"))
    sheet = read_one(tmp_path, package(parts(spelling(worksheet(*filler)))))
    assert sheet.errors == ((1, 1, "#N/A"), (1000, 3, "formula"), (2000, 5, "#REF!"))
    assert sheet.hidden_rows == {1000, 1999}


def test_rows_and_cells_without_numbers_are_counted(tmp_path: Path) -> None:
    """Programs may leave the places out: then a row is the one after the last."""
    sheet = read_one(
        tmp_path, workbook('<row><c><v>1</v></c></row><row hidden="1"><c><v>2</v></c><c t="e"><v>#N/A</v></c></row>')
    )
    assert table(sheet) == [(1,), (2,)]
    assert sheet.errors == ((2, 2, "#N/A"),)
    assert sheet.hidden_rows == {2}


VALUES = st.one_of(
    st.text(max_size=4),
    st.integers(-(10**14), 10**14),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
)


@given(st.lists(st.lists(VALUES, max_size=4), max_size=20))
@settings(deadline=None, max_examples=60)
def test_columns_give_back_the_rows(rows: list[list[object]]) -> None:
    """Whatever is put in comes out again at its place and in its type, whole floats as ints; values are all distinct."""
    columns = Columns()
    columns.add(rows)
    sheet = columns.sheet("表")
    put = {
        (n, c): int(value) if type(value) is float and value.is_integer() else value
        for n, line in enumerate(rows, 1)
        for c, value in enumerate(line, 1)
        if value != ""
    }
    got = {
        (sheet.first_row + n, c): value
        for n, line in enumerate(table(sheet))
        for c, value in enumerate(line, 1)
        if value != ""
    }
    assert {place: (type(value), value) for place, value in got.items()} == {
        place: (type(value), value) for place, value in put.items()
    }
    for column in sheet.columns:
        assert len({(type(value), value) for value in column.values}) == len(column.values)
