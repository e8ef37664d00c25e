"""Rows that are no cases are told and not counted; every other row is a case."""

import pytest

from tests.clean.notation import cleaned, sheet


def test_totals_signatures_and_repeated_headers_are_no_cases():
    """Each is an info issue with its cell; `read` counts cases only."""
    found = cleaned(
        """
        序号 | 受理日期 | 被反映单位 | 主要内容
        1 | 2026-07-01 | 甲局 | 某事
        小 计 | | | 1
        序号 | 受理日期 | 被反映单位 | 主要内容
        2 | 2026-07-02 | 乙局 | 另一事
        合计 | | | 2
        ---
        填表人：某某 | | 审核人： | 填表日期：2026年9月30日
        注：本表一式两份 | | |
        """
    )
    assert found.counts == (2, 2, 0, 0)
    assert found.told("ledger.total-row") == ["台账1.xlsx [一季度] A3", "台账1.xlsx [一季度] A6"]
    assert found.told("ledger.header-again") == ["台账1.xlsx [一季度] A4"]
    assert found.told("ledger.signature-row") == ["台账1.xlsx [一季度] A8", "台账1.xlsx [一季度] A9"]


def test_a_total_below_the_date_column_is_seen():
    """The word of a total may stand in the second column, the row may carry a day."""
    found = cleaned(
        """
        受理日期 | 被反映单位 | 主要内容 | 问题类别
        2026-07-01 | 甲局 | 某事 | 态度生硬
        | 总计：1件 | |
        2026-09-30 | | 审核：某某 |
        """
    )
    assert found.counts == (1, 1, 0, 0)
    assert found.told("ledger.total-row") == ["台账1.xlsx [一季度] B3"]
    assert found.told("ledger.signature-row") == ["台账1.xlsx [一季度] A4"]


def test_group_titles_are_no_cases():
    """A lone cell such as 一、城关镇 or 城关镇（12件） titles a group."""
    found = cleaned(
        """
        序号 | 受理日期 | 主要内容
        一、城关镇 | |
        1 | 2026-07-01 | 某事
        河东乡（2件） | |
        2 | 2026-07-02 | 另一事
        """
    )
    assert found.counts == (2, 2, 0, 0)
    assert len(found.told("ledger.group-row")) == 2


def test_a_case_that_speaks_of_totals_is_a_case():
    """Words such as 合计 inside a text do not make a total."""
    found = cleaned("受理日期 | 主要内容\n2026-07-01 | 合计收费200元\n2026-07-02 | 注：另附材料")
    assert found.counts == (2, 2, 0, 0)


def test_a_row_without_a_date_is_rejected_not_dropped():
    """Whatever is no total, signature or title counts as read and is told with its cell."""
    found = cleaned("受理日期 | 主要内容\n | 某事\n2026-07-01 | 另一事")
    assert found.counts == (2, 1, 1, 0)
    assert found.told("ledger.date-missing") == ["台账1.xlsx [一季度] A2"]


def test_refused_cells_are_told_and_cost_the_row_only_its_date():
    """A cell that shows an error or lost digits is named; its row stays unless it is the date."""
    table = sheet(
        """
        工单编号 | 受理日期 | 问题类别 | 主要内容 | 备注
        A1 | 2026-07-01 | 态度生硬 | 坏字 | #N/A
        <4301021990010110> | 2026-07-02 | #REF! | 某事 |
        A3 | #DIV/0! | 态度生硬 | 某事 |
        A4 | 2026-07-04 | 态度生硬 | 公式 |
        """,
        errors=(
            (2, 4, "illegal-character"),
            (2, 5, "#N/A"),
            (3, 1, "long-number"),
            (3, 3, "#REF!"),
            (4, 2, "#DIV/0!"),
            (5, 4, "formula"),
        ),
    )
    found = cleaned(table)
    assert found.counts == (4, 3, 1, 0)
    assert found.column("id") == ["A1", "", "A4"]
    assert found.column("text") == ["", "某事", ""]
    assert found.column("category") == ["attitude", "other", "attitude"]
    assert found.told("ledger.cell-error") == ["台账1.xlsx [一季度] C3", "台账1.xlsx [一季度] B4"]
    assert found.told("ledger.long-number") == ["台账1.xlsx [一季度] A3"]
    assert found.told("ledger.illegal-character") == ["台账1.xlsx [一季度] D2"]
    assert found.told("ledger.formula-without-value") == ["台账1.xlsx [一季度] D5"]
    assert found.told("ledger.unused-cell-error") == ["台账1.xlsx [一季度] E2"]
    assert found.told("ledger.date-missing") == ["台账1.xlsx [一季度] B4"]


def test_a_value_merged_over_rows_holds_for_each():
    """Vertical merges leave the lower cells empty in the file."""
    table = "受理日期 | 被反映单位 | 主要内容\n2026-07-01 | 甲局 | 某事\n | | 另一事"
    found = cleaned(sheet(table, merges=((2, 1, 3, 1), (2, 2, 3, 2))))
    assert found.column("unit") == ["甲局", "甲局"]
    assert found.column("received") == ["2026-07-01", "2026-07-01"]


def test_a_row_without_a_cell_of_its_own_is_no_case():
    """A case may be two rows high: what is merged over the second is the case above."""
    table = "受理日期 | 被反映单位 | 主要内容\n2026-07-01 | 甲局 | 某事\n | |\n2026-07-02 | 乙局 | 另一事"
    found = cleaned(sheet(table, merges=tuple((2, column, 3, column) for column in (1, 2, 3))))
    assert found.counts == (2, 2, 0, 0)
    assert found.column("row") == [2, 4]


def test_merged_cells_may_reach_into_totals_and_footers():
    """A total or a signature beside a merged unit or day is none the less one."""
    table = """
        被反映单位 | 受理日期 | 主要内容 | 备注
        甲局 | 2026-07-01 | 事一 |
        | | 事二 |
        | | 小计 | 2
        乙局 | 2026-07-02 | 事三 |
        填表人：某某 | | |
        """
    found = cleaned(sheet(table, merges=((2, 1, 4, 1), (2, 2, 4, 2), (5, 2, 6, 2))))
    assert found.counts == (3, 3, 0, 0)
    assert found.told("ledger.total-row") == ["台账1.xlsx [一季度] C4"]
    assert found.told("ledger.signature-row") == ["台账1.xlsx [一季度] A6"]


def test_a_merge_over_several_columns_fills_its_first():
    """The others keep what they have: nothing."""
    table = "被反映单位 | 问题类别 | 受理日期 | 主要内容\n甲局 | | 2026-07-01 | 事一\n | | 2026-07-02 | 事二"
    found = cleaned(sheet(table, merges=((2, 1, 3, 2),)))
    assert found.column("unit") == ["甲局", "甲局"]
    assert found.column("category_from") == ["default", "default"]


def test_an_unmerged_unit_is_not_carried_down():
    """A cell left empty below a unit may mean the same unit, or none: nothing is filled in."""
    found = cleaned("被反映单位 | 受理日期 | 主要内容\n甲局 | 2026-07-01 | 事一\n | 2026-07-02 | 事二")
    assert found.column("unit") == ["甲局", ""]


def test_the_office_and_the_day_sign_a_sheet():
    """Below the last case they are no cases, also in the date column; a day of its own among cases is one."""
    table = """
        受理日期 | 被反映单位 | 主要内容 | 办理状态
        2026-07-01 | 甲局 | 某事 | 在办
        2026-07-02 | | |
        2026-07-03 | 乙局 | 某事 | 在办
        甲县某办公室（盖章） | | |
        2026年9月30日 | | |
        第1页 共2页 | | |
        """
    found = cleaned(table)
    assert found.counts == (3, 3, 0, 0)
    assert found.told("ledger.signature-row") == [f"台账1.xlsx [一季度] A{row}" for row in (5, 6, 7)]


def test_hidden_rows_columns_and_sheets_are_used_and_said():
    """Nothing hidden is left out silently, or used silently."""
    table = sheet(
        "受理日期 | 主要内容\n2026-07-01 | 某事\n2026-07-02 | 另一事",
        hidden=True,
        hidden_rows=frozenset({3}),
        hidden_columns=frozenset({2}),
    )
    found = cleaned(table)
    assert found.counts == (2, 2, 0, 0)
    assert {"ledger.hidden-sheet", "ledger.hidden-rows", "ledger.hidden-columns"} <= set(found.codes)


def test_rows_and_columns_are_counted_as_the_sheet_does():
    """A table that starts in C5 is named by its own cells."""
    found = cleaned(sheet("受理日期 | 主要内容\n某日 | 某事", first_row=5, first_column=3))
    assert found.told("ledger.date-unusable") == ["台账1.xlsx [一季度] C6"]


@pytest.mark.parametrize("day", ["2026-07-01", "<46204>", "<7.5>", "待补", ""])
@pytest.mark.parametrize(
    "footer",
    [
        "填报人： | 某某 | 联系电话： | 12345\n审核人： | 某 | 负责人： | 某",
        "填报人：某 | | 联系电话：12345 |\n填报日期：2026-09-30 | | 审核人：某 |",
        "填报人 | 某某 | 联系电话 | 12345\n填报日期： | 2026-09-30 | 审核人： | 某",
        "填报人： | | 联系电话： |\n填报日期： | | 审核人： |",
        "联系人： | 某 | 联系电话： | 1\n填报日期： | | 审核人： |",
    ],
)
def test_a_footer_of_labels_makes_no_form_of_a_small_ledger(day, footer):
    """Whatever stands in the date column, both rows are read, used or rejected by name, and the footer is no case."""
    found = cleaned(
        f"序号 | 受理时间 | 被反映单位 | 主要内容\n1 | {day} | 甲局 | 某事\n2 | {day} | 乙局 | 另一事\n{footer}"
    )
    dated = day not in ("待补", "")
    assert found.counts == ((2, 2, 0, 0) if dated else (2, 0, 2, 0))
    assert found.told("ledger.signature-row") == ["台账1.xlsx [一季度] A4", "台账1.xlsx [一季度] A5"]
    named = {
        place.row for issue in found.issues if issue.code.startswith("ledger.date-")
        for place in issue.places or (issue.source,)
    }  # fmt: skip
    assert dated or named == {2, 3}


def test_rows_numbered_beforehand_are_told_in_one_issue():
    """They are no cases and are not read; a row with anything more is one."""
    empty = "\n".join(f"{number} | | |" for number in range(5, 41))
    found = cleaned(
        "序号 | 受理日期 | 被反映单位 | 主要内容\n1 | 2026-07-01 | 甲局 | 某事\n2 | | |\n3 | | 乙局 |\n4 | 2026-07-04 | 乙局 | 某事\n"
        f"{empty}\n合计 | | | 3"
    )
    assert found.counts == (3, 2, 1, 0)
    assert found.told("ledger.numbered-rows") == ["台账1.xlsx [一季度] A3"]
    assert "37 (rows 3, 6–41)" in found.message("ledger.numbered-rows")
    assert found.told("ledger.date-missing") == ["台账1.xlsx [一季度] B4"]
    assert "ledger.total-differs" not in found.codes


def test_a_numbered_row_with_a_refused_cell_is_a_case():
    """Something stood in it that could not be believed: it is rejected and told, not taken for an empty row."""
    table = sheet("序号 | 受理日期 | 主要内容\n1 | 2026-07-01 | 某事\n2 | #REF! |\n3 | |", errors=((3, 2, "#REF!"),))
    found = cleaned(table)
    assert found.counts == (2, 1, 1, 0)
    assert "1 (rows 4)" in found.message("ledger.numbered-rows")


def test_a_total_beside_costs_no_undated_case():
    """Side by side, a row without a day next to a total, a footer or an empty number is rejected by name, not lost."""
    found = cleaned(
        """
        序号 | 受理日期 | 主要内容 | 办理状态 | | 序号 | 受理日期 | 主要内容 | 办理状态
        1 | 2026-07-01 | 事一 | 在办 | | 3 | 2026-07-03 | 事三 | 在办
        2 | | | | | 4 | | 事四 | 在办
        合计 | | 1 | | | 5 | | 事五 | 在办
        """
    )
    assert found.counts == (4, 2, 2, 0)
    assert found.told("ledger.date-missing") == ["台账1.xlsx [一季度] G3", "台账1.xlsx [一季度] G4"]


@pytest.mark.parametrize("word", ["总数", "总计", "共2件", "合计"])
def test_a_total_row_with_a_day_and_no_empty_cell_is_seen(word):
    """Whatever its word is: nothing but the word makes it a total."""
    found = cleaned(
        f"编号 | 受理日期 | 被反映单位 | 主要内容\nA1 | 2026-07-01 | 甲局 | 事一\nA2 | 2026-07-02 | 甲局 | 事二\n{word} | 2026-09-30 | 2 | 2"
    )
    assert found.counts == (2, 2, 0, 0)
    assert found.told("ledger.total-row") == ["台账1.xlsx [一季度] A4"]
