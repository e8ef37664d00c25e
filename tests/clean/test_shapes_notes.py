"""Footers, notes and groups without cases, as offices write them: no row of theirs is a case, none is told for a mistake."""

from tests.clean.notation import cleaned

HEADER = "序号 | 受理日期 | 被反映单位 | 问题类别 | 主要内容 | 办理状态"
CASES = "1 | 2026-07-01 | 甲局 | 态度生硬 | 事一 | 在办\n2 | 2026-07-02 | 乙局 | 态度生硬 | 事二 | 在办"


def warnings(found):
    """The codes that ask for a look."""
    return [issue.code for issue in found.issues if issue.level == "warning"]


def test_a_footer_may_stand_one_below_the_other():
    """填报人, 审核人 and 日期 each in a row with its value beside it, in the last columns."""
    found = cleaned(
        f"{HEADER}\n{CASES}\n | | | | 填报人 | 某某\n | | | | 审核人 | 某某\n | | | | 日期 | 2026.10.8\n", period=None
    )
    assert found.counts == (2, 2, 0, 0)
    assert warnings(found) == []


def test_a_named_day_without_a_signature_above_is_a_row_to_look_at():
    """Only below a signature does 日期 with a day sign the sheet."""
    found = cleaned(f"{HEADER}\n{CASES}\n | | | | 日期 | 2026.10.8", period=None)
    assert found.counts == (3, 2, 1, 0)


def test_a_note_between_the_cases_begins_with_its_mark():
    """※ begins a note; in a row with a day and more it is part of a case."""
    found = cleaned(
        f"{HEADER}\n{CASES}\n※以下为转办件 | | | | |\n※3加急件 | 2026-07-03 | 丙局 | 态度生硬 | ※事三加急 | 在办"
    )
    assert found.counts == (3, 3, 0, 0)
    assert found.told("ledger.signature-row") == ["台账1.xlsx [一季度] A4"]


def test_a_group_without_cases_has_a_total_of_nothing():
    """小计 0 below the title of its group is right; a number there, or 0 below cases, is not."""
    table = HEADER + "\n一、甲领域 | | | | |\n" + CASES + "\n小计 | {} | | | |\n二、乙领域 | | | | |\n小计 | {} | | | |"
    assert "ledger.total-differs" not in cleaned(table.format(2, 0)).codes
    assert cleaned(table.format(2, 5)).told("ledger.total-differs") == ["台账1.xlsx [一季度] B7"]
    assert cleaned(table.format(0, 0)).told("ledger.total-differs") == ["台账1.xlsx [一季度] B5"]
