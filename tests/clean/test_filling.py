"""Rows and cells that say what others hold, that go on from others, or that say there is nothing."""

import pytest

from tests.clean.notation import cleaned, sheet

HEADER = "序号 | 受理日期 | 被反映单位 | 问题类别 | 主要内容"
FIRST = f"{HEADER}\n1 | 2026-07-01 | 甲局 | 态度生硬 | 事一"


@pytest.mark.parametrize("mark", ["同上", " 同 上 ", "〃", "″", '"', "＂", "”", "同上。", "同前"])
def test_as_above_is_what_stands_above(mark):
    """In any column that is used, over several rows, past a total; it is said once with its cells."""
    found = cleaned(
        f"{FIRST}\n2 | {mark} | {mark} | {mark} | 事二\n小计 | | | | 2\n3 | 2026-07-03 | {mark} | {mark} | 事三\n4 | {mark} | 乙局 | {mark} | 事四"
    )
    assert found.counts == (4, 4, 0, 0)
    assert found.column("received") == ["2026-07-01", "2026-07-01", "2026-07-03", "2026-07-03"]
    assert found.column("unit") == ["甲局", "甲局", "甲局", "乙局"]
    assert found.column("category") == ["attitude"] * 4
    assert len([code for code in found.codes if code == "ledger.ditto"]) == 1
    assert "7 (B3, C3, D3, C5, D5, B6, D6)" in found.message("ledger.ditto")


def test_as_above_without_anything_above_is_empty():
    """In the first row, below an empty cell, and in place of a case number: said, and never made up."""
    found = cleaned(
        "工单编号 | 受理日期 | 被反映单位 | 主要内容\nA1 | 2026-07-01 | 同上 | 事一\n同上 | 2026-07-02 | 〃 | 事二"
    )
    assert found.counts == (2, 2, 0, 0)
    assert found.column("unit") == ["", ""]
    assert found.column("id") == ["A1", ""]
    assert "3 (C2, A3, C3)" in found.message("ledger.ditto-empty")


def test_a_text_that_begins_with_as_above_is_a_text():
    """Only a cell that says nothing else is a mark."""
    found = cleaned(f"{FIRST}\n2 | 2026-07-02 | 甲局 | 态度生硬 | 同上，另反映收费问题")
    assert found.column("text") == ["事一", "同上，另反映收费问题"]


@pytest.mark.parametrize(
    "row",
    [
        *("1 | 无 | 无 | 无 | 无", "本季度无此类情况 | | | |", " | | | | 零报告", "1 | / | / | / | 本月未收到相关投诉"),
        *("无 | | | |", "经自查，本单位没有此类问题。 | | | |", "1 | — | — | — | —"),
    ],
)
def test_a_ledger_may_say_that_there_was_nothing(row):
    """No case, no row lost, no error: the ledger says so itself."""
    found = cleaned(f"2026年三季度台账 | | | |\n{HEADER}\n{row}")
    assert found.counts == (0, 0, 0, 0)
    assert found.codes == ["ledger.nil-row", "ledger.nil-return"]


def test_a_case_about_nothing_is_a_case():
    """Cells without anything beside a day, and texts that begin so."""
    found = cleaned(
        f"{FIRST}\n2 | 2026-07-02 | 无 | 态度生硬 | 无人值守\n3 | 2026-07-03 | 甲局 | 无 | 无此类情况说明，窗口态度生硬"
    )
    assert found.counts == (3, 3, 0, 0)


@pytest.mark.parametrize(
    "row", ["2 | 2026-07-31 | 无 | 无 | 无", "2 | 2026-07-31 | / | 无 | /", " | 2026-07-31 | 无 | 无 | "]
)
def test_a_day_on_which_there_was_nothing_is_no_case(row):
    """A number and a day, and nothing else in any word."""
    found = cleaned(f"{FIRST}\n{row}")
    assert found.counts == (1, 1, 0, 0)
    assert found.codes.count("ledger.nil-row") == 1


@pytest.mark.parametrize(
    "row",
    [
        "2 | 2026-07-31 | / | / | /",
        "A2 | 2026-07-31 | 无 | 无 | 无",
        "2 | 2026-07-31 | 无 | | ",
        "2 | 2026-07-31 | 甲局 | 无 | 无",
    ],
)
def test_a_case_of_which_little_is_told_is_a_case(row):
    """Marks alone, a number of its own, one word alone or a unit: all that may be a case."""
    found = cleaned(f"{FIRST}\n{row}")
    assert found.counts == (2, 2, 0, 0)


def test_a_row_that_begins_as_a_footer_and_tells_more_is_rejected():
    """A label in the first cell makes no footer of a row without a day."""
    found = cleaned(f"{FIRST}\n责任单位 | | 乙局 | | 反映收费问题")
    assert found.counts == (2, 1, 1, 0)


def test_an_unusable_row_is_not_nothing():
    """A row that tells something is rejected, never taken for a nil return."""
    found = cleaned(f"{HEADER}\n1 | 无 | 甲局 | 无 | 无")
    assert found.counts == (1, 0, 1, 0)
    assert "ledger.empty" in found.codes


def test_a_text_in_several_rows_is_one_text():
    """Rows with a text alone below a numbered case belong to it, also several of them; what is masked is masked there."""
    found = cleaned(
        f"{FIRST}\n | | | | 并要求窗口答复，\n | | | | 电话13800138000\n2 | 2026-07-02 | 乙局 | 态度生硬 | 事二"
    )
    assert found.counts == (2, 2, 0, 0)
    assert [cell.split()[-1] for cell in found.told("ledger.continued-row")] == ["E3", "E4"]
    first, second = found.column("text")
    assert first.startswith("事一并要求窗口答复，电话")
    assert "13800138000" not in first
    assert second == "事二"


@pytest.mark.parametrize(
    "row",
    [
        "2 | | | | 事二",  # a number of its own
        " | 下周一 | | | 事二",  # a day, if one that is none
        " | | 乙局 | | 事二",  # more than a text
        "---\n | | | | 事二",  # not right below
    ],
)
def test_a_row_with_more_than_a_text_is_not_joined(row):
    """It is rejected with its reason."""
    found = cleaned(f"{FIRST}\n{row}")
    assert found.counts == (2, 1, 1, 0)
    assert found.column("text") == ["事一"]


def test_a_table_without_numbers_joins_nothing():
    """There a row without a day may well be a case."""
    found = cleaned("受理日期 | 问题类别 | 主要内容\n2026-07-01 | 态度生硬 | 事一\n | | 事二")
    assert found.counts == (2, 1, 1, 0)


@pytest.mark.parametrize(
    "footer",
    [
        *(
            "审核人 | 某甲 | 责任单位 | 某办 |",
            "制表人 某甲  审核人 某乙  2026年10月8日 | | | |",
            "填表人　某甲 | | | |",
        ),
        *("填报日期 | 2026年10月8日 | | |", "责任单位 | 某办 | | 审核人 | 某甲"),
    ],
)
def test_a_footer_of_labels_is_no_case(footer):
    """Roles and names beside or behind each other, without colons."""
    found = cleaned(f"{FIRST}\n{footer}")
    assert found.counts == (1, 1, 0, 0)
    assert len(found.told("ledger.signature-row")) == 1


def test_a_day_merged_over_rows_that_are_only_numbered_makes_no_cases():
    """Forms are numbered beforehand, and the merge reaches below the last case."""
    table = f"{FIRST}\n2 | | 乙局 | 态度生硬 | 事二\n3 | | | | \n4 | | | |"
    found = cleaned(sheet(table, merges=((2, 2, 5, 2),)))
    assert found.counts == (2, 2, 0, 0)
    assert found.column("received") == ["2026-07-01"] * 2
