"""Sheets that hold no cases are told for what they are; hidden things are used or left out as the configuration says."""

import pytest

from tests.clean.notation import cleaned, sheet

ONE = "工单编号 | 受理日期 | 问题类别 | 主要内容\nA1 | 2026-07-01 | 态度生硬 | 某事"

NO_LEDGERS = {
    "months": ("月份 | 件数\n1月 | <3>\n2月 | <4>\n合计 | <7>", "ledger.sheet-is-summary"),
    "units and days": (
        "时间 | 单位 | 件数\n2026年7月 | 甲局 | <3>\n2026年8月 | 乙局 | <4>",
        "ledger.sheet-is-summary",
    ),
    "days and categories": (
        "日期 | 问题类别 | 件数 | 占比\n2026-07-01 | 态度生硬 | <3> | 60%\n2026-07-02 | 责任感弱 | <2> | 40%",
        "ledger.counts-not-cases",
    ),
    "a cross table": (
        "单位 | 态度 | 纪律 | 合计\n甲局 | <1> | <2> | <3>\n乙局 | <0> | <1> | <1>",
        "ledger.sheet-is-summary",
    ),
    "a cross table with days": (
        "2026年三季度汇总表 | | |\n时间 | 问题类别 | 城关镇 | 河东乡\n2026年7月 | 作风 | <1> | <2>\n2026年8月 | 作风 | <3> | <4>",
        "ledger.counts-not-cases",
    ),
    "a form": (
        "甲县信访事项审批表 | | |\n姓名 | 某甲乙 | 联系电话 | 1\n受理日期 | 2026-07-01 | 来源 | 来信\n主要内容 | 某事 | | \n处理意见 | 某意见 | |",
        "ledger.sheet-is-form",
    ),
    "a form without title": (
        "受理日期 | 2026-07-01 | 信访方式 | 来信 | 联系电话 | 1\n被反映单位 | 甲局 | 职务 | 科员 | 住址 | 某村\n主要内容 | 某事 | | | |\n办理结果 | 已教育 | | | |",
        "ledger.sheet-is-form",
    ),
    "codes": ("一级 | 二级\n作风 | 态度\n作风 | 纪律\n作风 | 责任\n廉洁 | 吃请\n廉洁 | 收礼", "ledger.sheet-is-codes"),
    "a cover": ("甲县作风问题台账\n---\n甲县某办\n二〇二六年九月", "ledger.sheet-is-notes"),
}


@pytest.mark.parametrize(("table", "code"), NO_LEDGERS.values(), ids=NO_LEDGERS)
def test_a_sheet_that_is_no_ledger_is_left_out_beside_one(table, code):
    """It is told once for what it is, no row of it is counted, and it keeps no report from being written."""
    found = cleaned([sheet(ONE), sheet(table, name="汇总")])
    assert found.counts == (1, 1, 0, 0)
    about = [issue for issue in found.issues if issue.source and issue.source.sheet == "汇总"]
    assert [issue.code for issue in about] == [code]
    assert about[0].level != "error"


@pytest.mark.parametrize("table", [table for table, _ in NO_LEDGERS.values()], ids=NO_LEDGERS)
def test_a_file_without_a_ledger_is_one_error(table):
    """The error says what the sheet looks like; other sheets of the file are told beside it."""
    found = cleaned([sheet(table, name="汇总"), sheet("说明\n本表由某办填写", name="说明")])
    errors = [issue for issue in found.issues if issue.level == "error"]
    assert [str(issue.source).split()[1] for issue in errors] == ["[汇总]"]
    kinds = ("", ".nearest", ".seen")
    assert errors[0].code in (*(f"ledger.no-header{kind}" for kind in kinds), "ledger.only-counts")
    assert found.told("ledger.sheet-is-notes")[-1] == "台账1.xlsx [说明]"


def test_the_error_shows_the_nearest_header_and_the_line_to_add():
    """The columns that were seen, with the fields of the known ones, and the column that holds days."""
    found = cleaned(
        "报表 | | \n编号 | 何时 | 什么\nA1 | 2026-07-01 | 某个很长很长的事情的经过\nA2 | 2026-07-02 | 另一个很长很长的事情的经过"
    )
    assert found.codes == ["ledger.no-header.nearest"]
    assert "Nearest to a header is row 2: “编号” (case number), “何时”, “什么”." in found.message(
        "ledger.no-header.nearest"
    )
    assert "ledger: {columns: {received: [何时]}}" in found.message("ledger.no-header.nearest")


def test_the_error_shows_no_names():
    """What is nearest to a header may be a case: names of people and long numbers are not repeated."""
    found = cleaned("赵一钱 | 电话 | 欧阳某乙 | 窗口\n孙二李 | 来信 | 诸葛丙 | 某事\n周三吴 | 电话 | 司徒丁 | 某事")
    said = " ".join(f"{issue.message} {issue.hint}" for issue in found.issues)
    for name in ("赵一钱", "欧阳", "孙二李", "诸葛", "周三吴"):
        assert name not in said


def test_a_ledger_with_numbers_is_a_ledger():
    """Where each row has its own number, text or person, or counts one case, rows are cases."""
    for table in (
        "受理日期 | 主要内容 | 涉及件数\n2026-07-01 | 某事 | <3>\n2026-07-02 | 另一事 | <2>",
        "工单编号 | 受理日期 | 件数\nA1 | 2026-07-01 | <3>\nA2 | 2026-07-02 | <2>",
        "受理日期 | 问题类别 | 件数\n2026-07-01 | 态度生硬 | <1>\n2026-07-02 | 责任感弱 | <1>",
        "受理日期 | 被反映单位 | 罚款\n2026-07-01 | 甲局 | <100>\n2026-07-02 | 乙局 | <200>",
        "受理日期 | 反映人 | 件数\n2026-07-01 | 某甲乙 | <3>\n2026-07-02 | 某丙丁 | <2>",
    ):
        assert cleaned(table).counts == (2, 2, 0, 0)


def test_the_configuration_says_that_rows_are_cases():
    """A text column named in the configuration makes counts into cases."""
    table = "日期 | 事由 | 件数\n2026-07-01 | 态度 | <3>\n2026-07-02 | 纪律 | <2>"
    assert cleaned(table, columns={"received": ["日期"]}).codes[0] == "ledger.only-counts"
    assert cleaned(table, columns={"received": ["日期"], "text": ["事由"]}).counts == (2, 2, 0, 0)


def test_an_empty_date_column_is_told_in_one_issue():
    """With its cells, and the column in which days stand."""
    found = cleaned("受理日期 | 主要内容 | 来访\n | 事一 | 2026-07-01\n | 事二 | 2026-07-02")
    (issue,) = [issue for issue in found.issues if issue.code.startswith("ledger.date")]
    assert issue.code == "ledger.date-column-empty.suggested"
    assert [place.row for place in issue.places] == [2, 3]
    assert "{received: [来访]}" in issue.hint
    assert found.counts == (2, 0, 2, 0)


HIDDEN = """
    序号 | 受理日期 | 反映人 | 主要内容
    1 | 2026-07-01 | 欧阳某乙 | 欧阳某乙说某事
    2 | 2026-07-02 | 某甲 | 事二
    3 | | | 事三
    合计 | | | 3
    """


def test_hidden_rows_are_left_out_where_the_configuration_says_so():
    """They were read and are rejected, with or without a day; a hidden total is none of them."""
    table = sheet(HIDDEN, hidden_rows=frozenset({3, 4, 5, 900}))
    used = cleaned(table)
    assert used.counts == (3, 2, 1, 0)
    assert "Hidden rows, used like the others: 2 (3, 4)." in used.message("ledger.hidden-rows")
    skipped = cleaned(table, hidden={"rows": "skip"})
    assert skipped.counts == (3, 1, 2, 0)
    (issue,) = [issue for issue in skipped.issues if issue.code == "ledger.hidden-rows-skipped"]
    assert [place.row for place in issue.places] == [3, 4]
    assert "ledger.date-missing" not in skipped.codes


def test_hidden_columns_are_left_out_but_names_in_them_are_masked():
    """A hidden column of names still tells what must not be printed."""
    table = sheet(HIDDEN.replace("主要内容", "主要内容 | 办理状态"), hidden_columns=frozenset({3, 5}))
    skipped = cleaned(table, hidden={"columns": "skip"})
    assert "status" not in skipped.ledger.fields
    assert "“办理状态”" in skipped.message("ledger.hidden-columns-skipped")
    assert "欧阳某乙" not in skipped.column("text")[0]
    assert cleaned(sheet(HIDDEN, hidden_columns=frozenset({2})), hidden={"columns": "skip"}).counts == (0, 0, 0, 0)


def test_hidden_sheets_are_left_out_where_the_configuration_says_so():
    """With the number of their rows; a file of which all is hidden is an error all the same."""
    sheets = [sheet(ONE), sheet(HIDDEN, name="二", hidden=True)]
    assert cleaned(sheets).counts[0] == 4
    skipped = cleaned(sheets, hidden={"sheets": "skip"})
    assert skipped.counts == (1, 1, 0, 0)
    assert skipped.told("ledger.hidden-sheet-skipped") == ["台账1.xlsx [二]"]
    assert cleaned(sheets[1:], hidden={"sheets": "skip"}).codes[-1] == "ledger.empty"


def test_a_hidden_sheet_of_codes_is_not_said_to_be_used():
    """Lists for drop-down cells are hidden in many ledgers."""
    found = cleaned([sheet(ONE), sheet("大类 | 小类\n" + "甲 | 乙\n" * 5, name="代码", hidden=True)])
    assert found.codes[0] == "ledger.sheet-is-codes"
    assert "ledger.hidden-sheet" not in found.codes
