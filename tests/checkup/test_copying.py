"""The marked copy: every cell as it was, the bad ones coloured with a comment, nothing alive, the same bytes every time."""

import io
import re
from datetime import UTC, date, datetime

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from reportgen.checkup import copying
from reportgen.checkup.copying import annotate
from reportgen.checkup.styles import FILLS
from reportgen.model.ledgers import Rows
from reportgen.model.sources import Level
from tests.checkup.notation import checked, checked_rows, copied, parts
from tests.clean.notation import rows, sheet

_PREFIXES = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\t=", "\r=", "\n=", " =", "'=", '"=', "=+", "+-", "-@", "@=", "==", "＝", "＋", "－", "＠",
    ";=", "%0A=",
]  # fmt: skip
_PAYLOADS = ['cmd|" /C calc"!A0', 'HYPERLINK("http://127.0.0.1/?x="&A1,"点此")']
_HEADER = "编号 | 受理日期 | 问题类别 | 主要内容"


def _bad() -> str:
    return f"""
        问题台账 | | |
        {_HEADER}
        1 | <2026-07-01> | 服务态度 | 窗口人员不耐烦
        2 | 不久前 | 责任感弱 | 材料弄丢
        3 | 2026-07-03 | 点评 | 没有座位
        3 | 2026-07-03 | 点评 | 没有座位
    """


def _fill(page: Worksheet, cell: str) -> str:
    return str(page[cell].fill.fgColor.rgb)


@pytest.mark.parametrize("payload", _PAYLOADS)
def test_no_formula_comes_alive(payload: str):
    """24 ways to begin a formula: texts in the copy, no formula, no link, read back equal by two parsers (THREATS 23)."""
    assert len(set(_PREFIXES)) == 24
    texts = [prefix + payload for prefix in _PREFIXES]
    book = annotate(checked(sheet([_HEADER.split(" | "), *[["1", "2026-07-01", text, text] for text in texts]])))
    for name, part in parts(book).items():
        assert not re.search(rb"<f[ >/]|<hyperlink|relationships/hyperlink|ddeLink", part), name
    page = openpyxl.load_workbook(io.BytesIO(book)).worksheets[1]
    assert [(cell.value, cell.data_type) for cell in page["D"][1:]] == [(text, "s") for text in texts]
    again = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(1).to_python()
    assert [row[3] for row in again[1:]] == texts


def test_names_that_begin_like_formulas_stay_texts():
    """Headers and names of sheets go into the results, a list of columns into its cells."""
    found = checked(sheet([["编号", "受理日期", "=1+1"], ["1", "2026-07-01", "x"]], name="=2+2"))
    page = copied(found, 0)
    assert all(cell.data_type != "f" for row in page for cell in row)
    assert "=2+2" in [cell.value for row in page for cell in row]


def test_the_same_ledger_gives_the_same_bytes():
    """Times and properties are fixed."""
    assert annotate(checked(_bad())) == annotate(checked(_bad()))


def test_values_keep_their_kind():
    """Days as days, numbers as numbers, long digits as texts, truth values, a time of day."""
    values: list[object] = [
        date(2026, 7, 1), datetime(2026, 7, 1, 9, 30), 12, 1.5, True, "330106199001010012", "00123", 12345678901234567, "",
    ]  # fmt: skip
    found = checked(sheet([["编号", "受理日期", "主要内容"], *[["1", "2026-07-01", value] for value in values]]))
    read = [cell.value for cell in copied(found)["C"][1:]]
    expected = [datetime(2026, 7, 1), *values[1:7], "12345678901234567", None]
    assert read == expected
    assert copied(found)["C2"].number_format == "yyyy-mm-dd"
    assert copied(found)["C7"].number_format == "@"


def test_a_day_that_no_spreadsheet_knows_stays_as_a_text():
    """Before March 1900 the programs do not agree on the numbers of days."""
    found = checked(sheet([["编号", "受理日期", "主要内容"], ["1", "2026-07-01", date(1899, 5, 4)]]))
    assert copied(found)["C2"].value == "1899-05-04"


def test_a_moment_with_its_clock_stays_as_a_text():
    """A spreadsheet has no clocks; the case counts for the day that it was in the county."""
    moment = datetime(2026, 6, 30, 16, 30, tzinfo=UTC)
    found = checked(sheet([["编号", "受理日期", "主要内容"], ["1", moment, "某事"]]))
    assert copied(found)["B2"].value == "2026-06-30 16:30:00+00:00"


def test_bad_cells_are_coloured_and_say_what_to_do():
    """Amber for a warning, pale blue for a note; the comment tells what and what to do."""
    page = copied(checked(_bad()))
    assert _fill(page, "B4") == FILLS[Level.WARNING].fgColor.rgb
    assert page["B4"].comment.text == (
        "This is no date; the row is not counted.\nCorrect the cell in the ledger and build again."
    )
    assert _fill(page, "A6") == FILLS[Level.INFO].fgColor.rgb
    assert page["A6"].comment.text.startswith("This row repeats a case counted already; it is left out.")
    assert page["A3"].fill.fill_type is None


def test_an_error_is_red():
    """A ledger without a date column cannot be used: what keeps it is on its header."""
    page = copied(checked("编号 | 问题类别 | 主要内容\n1 | 服务态度 | 不耐烦"))
    assert FILLS[Level.ERROR].fgColor.rgb in [_fill(page, cell.coordinate) for cell in page[1]]


def test_issues_of_one_cell_are_told_together():
    """A case number used twice, in a cell that is no number either: one colour, the worst, and all that is said."""
    ledger = f"{_HEADER}\n1 | 2026-07-01 | 点评、差评 | 一\n1 | 2026-07-02 | 点评、差评 | 二"
    page = copied(checked(ledger))
    assert _fill(page, "C2") == FILLS[Level.WARNING].fgColor.rgb
    assert page["C2"].comment.text.count("is not in the taxonomy") == 2


def test_each_of_many_cells_says_what_is_wrong_with_it():
    """Thirty bad dates are one issue; the comment on each speaks of that cell alone."""
    ledger = "\n".join([_HEADER, "1 | 2026-07-01 | 服务态度 | 一", *["1 | 某日 | 服务态度 | 一"] * 30])
    page = copied(checked(ledger))
    assert {page[f"B{row}"].comment.text for row in range(3, 33)} == {
        "This is no date; the row is not counted.\nCorrect the cells in the ledger and build again."
    }


def test_a_row_is_marked_on_its_first_cell():
    """Hidden rows are told by row."""
    found = checked(
        sheet(f"{_HEADER}\n1 | 2026-07-01 | 服务态度 | 一\n2 | 2026-07-02 | 服务态度 | 二", hidden_rows=frozenset({3}))
    )
    page = copied(found)
    assert _fill(page, "A3") == FILLS[Level.INFO].fgColor.rgb
    assert page.row_dimensions[3].hidden
    assert not page.row_dimensions[2].hidden


def test_the_look_of_a_sheet_is_kept():
    """Merges, hidden columns and sheets; a sheet that begins below the first row; the header bold and in view."""
    ledger = sheet(
        f"{_HEADER}\n1 | 2026-07-01 | 服务态度 | 一\n2 | | 服务态度 | 二",
        first_row=3, first_column=2, hidden=True, hidden_columns=frozenset({5}), merges=((4, 3, 5, 3), (4, 3, 5, 4)),
    )  # fmt: skip
    page = copied(checked(ledger))
    assert page.sheet_state == "hidden"
    assert page["B3"].value == "编号"
    assert page["B3"].font.bold
    assert page.freeze_panes == "A4"
    assert page.column_dimensions["E"].hidden
    assert [str(merge) for merge in page.merged_cells.ranges] == ["C4:C5"]
    assert page.dimensions == "B3:E5"


def test_errors_stand_in_the_copy_as_they_stood_in_the_ledger():
    """`read` gives an empty cell and tells the error apart; the copy shows it, as a text."""
    found = checked(sheet(f"{_HEADER}\n1 | 2026-07-01 | 服务态度 |", errors=((2, 4, "#DIV/0!"),)))
    cell = copied(found)["D2"]
    assert (cell.value, cell.data_type) == ("#DIV/0!", "s")
    assert cell.comment is not None


def test_the_first_sheet_has_the_equation_the_issues_and_the_columns():
    """What a clerk prints: each issue with its level, place, number of places, what and what to do."""
    values = [[cell for cell in row if cell is not None] for row in copied(checked(_bad()), 0).values]
    assert values[0] == ["Health check"]
    assert "personal data included" in values[1][0]
    assert values[2] == ["Rows read 4 = used 2 + rejected 1 + duplicates 1"]
    assert [
        "Warning", "台账1.xlsx", "一季度", "B4", 1, "This is no date; the row is not counted.",
        "Correct the cell in the ledger and build again.",
    ] in values  # fmt: skip
    assert any("day received ← 受理日期 (column B)" in str(row) for row in values)
    assert ["其他", 1] in values


def test_of_a_very_long_sheet_only_the_rows_with_marks_are_copied(monkeypatch: pytest.MonkeyPatch):
    """They stand at their own row numbers, the others take no room, and the first sheet says so."""
    monkeypatch.setattr(copying, "MOST_ROWS", 3)
    page = copied(checked(_bad()))
    assert [row[0].row for row in page.iter_rows() if any(cell.value for cell in row)] == [2, 4, 5, 6]
    assert page.sheet_format.zeroHeight
    told = [row[0] for row in copied(checked(_bad()), 0).values]
    assert "Sheet “一季度” has 6 rows; only the header and the rows with marks are copied." in told


def test_more_comments_than_a_program_bears_are_left_out(monkeypatch: pytest.MonkeyPatch):
    """The cells keep their colour, and the first sheet says so."""
    monkeypatch.setattr(copying, "MOST_COMMENTS", 1)
    found = checked(f"{_HEADER}\n1 | 某日 | 服务态度 | 一\n2 | 某日 | 服务态度 | 二\n3 | 2026-07-02 | 服务态度 | 二")
    page = copied(found)
    assert (page["B2"].comment is None, page["B3"].comment is None) == (False, True)
    assert _fill(page, "B3") == FILLS[Level.WARNING].fgColor.rgb
    assert any("the first 1 of them have a comment" in str(row[0]) for row in copied(found, 0).values)


def test_a_copy_without_any_readable_file_has_the_results_alone():
    """Every file was refused: there is nothing to copy."""
    assert len(openpyxl.load_workbook(io.BytesIO(annotate(checked_rows(Rows(()))))).worksheets) == 1


def test_two_sheets_are_marked_each_for_itself():
    """The same cell in two files: only the bad one is coloured."""
    good = f"{_HEADER}\n1 | 2026-07-01 | 服务态度 | 一\n2 | 2026-07-02 | 服务态度 | 二"
    found = checked_rows(rows(good, good.replace("2026-07-02", "某日")))
    assert (copied(found, 1)["B3"].comment is None, copied(found, 2)["B3"].comment is None) == (True, False)
