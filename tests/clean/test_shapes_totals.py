"""Totals and group titles are held against the rows that they speak of, and only a certain mistake is told."""

import pytest

from reportgen.clean.rows import lines
from tests.clean.notation import cleaned, sheet

HEADER = "序号 | 受理日期 | 被反映单位 | 主要内容 | 金额 | 涉及人数"
CASES = """
1 | 2026-07-01 | 甲局 | 事一 | <100> | <1>
2 | 2026-07-02 | 甲局 | 事二 | <200.5> | <2>
3 | 2026-07-03 | 乙局 | 事三 | 50元 | <1>
""".strip()


def told(*rows, cases=CASES):
    """What is said of totals and groups in these rows below the cases."""
    found = cleaned("\n".join([HEADER, cases, *rows]))
    assert found.counts == (3, 3, 0, 0)
    return [(str(issue.source)[-2:], issue.message) for issue in found.issues if "differs" in issue.code]


@pytest.mark.parametrize(
    "row",
    [
        "合计 | | | 3 | <350.5> | <4>",
        "合 计 | | 2 | 3件 | 350.50元 | 4人",
        "总计：3件 | | | | |",
        "共3件 | | | | |",
        "合计 | 3 | | | | ",
        "累计 | | 共3件 | | 350.5 |",
        "13 | 合计 | | | 350.5 | 4",
        "合计 | | | | | 3",
    ],
)
def test_a_right_total_is_nothing_to_speak_of(row):
    """Sums of numbers, counts of rows, of units, with or without measure words; a line number is no total."""
    assert told(row) == []


@pytest.mark.parametrize(
    ("row", "cell", "stated", "found"),
    [
        ("合计 | | | 4 | |", "D5", "4", "3"),
        ("合计 | | | | <351.5> |", "E5", "351.5", "350.5"),
        ("合计 | | | | | <5>", "F5", "5", "4"),
        ("总计：4件 | | | | |", "A5", "4", "3"),
        ("合计 | <4> | | | |", "B5", "4", "3"),
    ],
)
def test_a_wrong_total_is_told_with_both_numbers(row, cell, stated, found):
    """The cell, what it says and what the rows give."""
    assert told(row) == [(cell, f"The total in this cell is {stated}, but the rows that it totals give {found}.")]


@pytest.mark.parametrize(
    "row",
    [
        "合计 | | | 350.5元 | |",  # money in a column of texts
        "合计 | | | | 0.04万元 |",  # in another unit than the rows
        "合计 | 2026-09-30 | | | |",  # a day
        "合计 | | | 见附表 | |",
    ],
)
def test_what_is_unclear_is_not_spoken_of(row):
    """No alarm where it cannot be known what is totalled."""
    assert told(row) == []


def test_columns_of_shares_and_of_mixed_texts_are_not_summed():
    """Rates do not add up; a sum of which a part is no number is unclear."""
    found = cleaned(
        """
        受理日期 | 主要内容 | 满意率 | 罚款
        2026-07-01 | 事一 | 90% | <100>
        2026-07-02 | 事二 | 80% | 约三百
        合计 | | 85% | 400
        """
    )
    assert "ledger.total-differs" not in found.codes


def test_a_total_may_count_one_kind_of_words():
    """8 below the column of status may be the cases that are closed."""
    table = "受理日期 | 主要内容 | 办理状态\n2026-07-01 | 一 | 已办结\n2026-07-02 | 二 | 在办\n2026-07-03 | 三 | 已办结\n合计 | | {}"
    assert "ledger.total-differs" not in cleaned(table.format(2)).codes
    assert "ledger.total-differs" in cleaned(table.format(5)).codes


def test_subtotals_begin_anew_and_the_grand_total_is_of_all():
    """Each 小计 is of the rows since the last, 合计 of all of them."""
    rows = CASES.split("\n")
    cases = "\n".join([*rows[:2], "小计 | | | 2 | 300.5 | 3", rows[2], "小 计 | | | 1 | 50 | 1"])
    assert told("合计 | | | 3 | 350.5 | 4", cases=cases) == []
    wrong = told("合计 | | | 1 | 50 | 1", cases=cases)
    assert [cell for cell, _ in wrong] == ["D7", "E7", "F7"]
    assert [cell for cell, _ in told(cases=cases.replace("小 计 | | | 1", "小 计 | | | 2"))] == ["D6"]


def test_totals_may_stand_on_top():
    """Of the rows below them, each up to the next of its kind."""
    rows = CASES.split("\n")
    cases = "\n".join(["合计 | | | 3 | |", "甲局小计 | | | 2 | |", *rows[:2], "乙局小计 | | | 1 | |", rows[2]])
    assert told(cases=cases) == []
    assert told(cases=cases.replace("乙局小计 | | | 1", "乙局小计 | | | 2"))[0][0] == "D6"
    assert told(cases=cases.replace("合计 | | | 3", "合计 | | | 4"))[0][0] == "D2"


def test_a_merged_amount_is_summed_once():
    """It stands for its rows together, as the spreadsheet sums it."""
    table = "受理日期 | 主要内容 | 金额\n2026-07-01 | 事一 | <100>\n2026-07-02 | 事二 |\n合计 | | <100>"
    assert "ledger.total-differs" not in cleaned(sheet(table, merges=((2, 3, 3, 3),))).codes


def test_a_total_of_what_is_shown_is_a_total():
    """With hidden rows a total may be of the others."""
    table = f"{HEADER}\n{CASES}\n合计 | | | 2 | <300.5> | <3>"
    assert "ledger.total-differs" not in cleaned(sheet(table, hidden_rows=frozenset({4}))).codes
    assert "ledger.total-differs" in cleaned(table).codes


def test_a_total_over_cells_that_were_refused_is_not_told():
    """What stood in them is not known."""
    table = sheet(f"{HEADER}\n{CASES}\n合计 | | | | <900> |", errors=((3, 5, "#REF!"),))
    assert "ledger.total-differs" not in cleaned(table).codes


def test_wrong_totals_are_told_together_where_they_are_many():
    """One issue with the number of them and their cells."""
    rows = [f"{number} | 2026-07-01 | 甲局 | 事{number} | |\n小计 | | | 40件 | |" for number in range(30)]
    found = cleaned("\n".join([HEADER, *rows]))
    (issue,) = [issue for issue in found.issues if "differs" in issue.code]
    assert (issue.code, len(issue.places)) == ("ledger.total-differs.many", 30)


def groups(*rows, header="序号 | 受理日期 | 主要内容 | 备注"):
    """The cells of group titles that are told to be wrong."""
    found = cleaned("\n".join([header, *rows]))
    assert found.counts[0] == sum("2026-" in row for row in rows)
    return [cell[-2:] for cell in found.told("ledger.group-count-differs")]


def case(number):
    return f"{number} | 2026-07-0{number} | 事{number}"


@pytest.mark.parametrize("title", ["城关镇（{}件） | |", "一、城关镇（共{}件） | |", "一 | 城关镇（{}件） |", "甲市（{}所） | |", "二、城关镇 共{}件 | |"])  # fmt: skip
def test_the_count_of_a_group_title_is_checked(title):
    """Against the rows below it; the title is no case."""
    rows = [title.format(2), case(1), case(2), "河东乡（1件） | |", case(3)]
    assert groups(*rows) == []
    cell = "B2" if title.startswith("一 |") else "A2"
    assert groups(title.format(3), *rows[1:3]) == [cell]


def test_the_groups_of_a_level_hold_those_below():
    """一、 ends at 二、, not at （一）."""
    rows = ["一、城区（3件） | |", "（一）东片（1件） | |", case(1), "（二）西片（2件） | |", case(2), case(3), "二、乡镇（1件） | |", case(4)]  # fmt: skip
    assert groups(*rows) == []
    assert groups(*[row.replace("城区（3件）", "城区（4件）") for row in rows]) == ["A2"]
    assert groups(*[row.replace("西片（2件）", "西片（3件）") for row in rows]) == ["A5"]


def test_a_title_of_several_groups_is_their_sum():
    """Without numbers the level of a title shows in what stands below it."""
    rows = ["全县（3件） | |", "城关镇（2件） | |", case(1), case(2), "河东乡（1件） | |", case(3)]
    assert groups(*rows) == []
    assert groups(*[row.replace("全县（3件）", "全县（5件）") for row in rows]) == ["A2"]


def test_a_group_of_units_counts_units():
    """2家 may be two units with three cases."""
    rows = ["1 | 2026-07-01 | 甲局 | 事一", "2 | 2026-07-02 | 甲局 | 事二", "3 | 2026-07-03 | 乙局 | 事三"]
    header = "序号 | 受理日期 | 被反映单位 | 主要内容"
    assert groups("城关镇（2家） | | |", *rows, header=header) == []
    assert groups("城关镇（4家） | | |", *rows, header=header) == ["A2"]


def test_a_row_of_one_merged_cell_titles_a_group():
    """Whatever it says, unless it is long: then it is a note."""
    note = "以下各件均由相关单位于当月办结并已向反映人作出答复，个别事项因客观原因延期办理，延期情况已逐一说明"
    table = f"序号 | 受理日期 | 被反映单位 | 主要内容\n城关镇 | | |\n1 | 2026-07-01 | 甲局 | 事一\n{note} | | |"
    found = cleaned(sheet(table, merges=((2, 1, 2, 4), (4, 1, 4, 4))))
    assert found.counts == (1, 1, 0, 0)
    assert found.told("ledger.group-row") == ["台账1.xlsx [一季度] A2"]
    assert found.told("ledger.signature-row") == ["台账1.xlsx [一季度] A4"]
    alone = table.split("\n以下", maxsplit=1)[0].replace("\n城关镇 | |", "\n | | 城关镇")
    assert cleaned(alone).counts == (2, 1, 1, 0)  # not merged: perhaps a case without a day


def test_ordinary_rows_of_a_long_sheet_are_not_looked_at_one_by_one(monkeypatch):
    """The rows that are walked are those of titles, totals and signatures, however many cases there are."""
    looked_at = []
    walk = lines.row_values
    monkeypatch.setattr(lines, "row_values", lambda columns, row: looked_at.append(row) or walk(columns, row))
    cases = [f"{number} | 2026-07-01 | 甲局 | 事{number} | <1> | <1>" for number in range(3000)]
    table = sheet(
        "\n".join(
            [HEADER, "城关镇（3000件） | | | | |", *cases, "合计 | | | 3000 | <3000> |", "填表人：某某 | | | | |"]
        )
    )
    found = cleaned(table)
    assert found.counts == (3000, 3000, 0, 0)
    assert not [issue for issue in found.issues if "differs" in issue.code]
    assert set(looked_at) == {0, 3001, 3002}
