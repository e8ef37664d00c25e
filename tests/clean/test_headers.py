"""The header is found, and its columns are mapped, wherever and however it stands."""

import pytest

from reportgen.clean.header.columns import FIELDS, HeaderMatcher
from reportgen.clean.words.synonyms import SYNONYMS
from tests.clean.notation import cleaned, sheet


def test_it_finds_the_header_below_title_and_notes():
    """Title, office and note rows above the header are no cases."""
    found = cleaned(
        """
        甲县2026年三季度投诉台账 | | | |
        填表单位：甲县某办 | | | 2026年9月30日 |
        ---
        工单编号 | 受理日期 | 被反映单位 | 问题类别 | 问题简述
        A1 | 2026-07-01 | 医保窗口 | 态度生硬 | 窗口答复不耐烦
        """
    )
    assert found.counts == (1, 1, 0, 0)
    assert found.column("row") == [5]
    assert found.column("unit") == ["医保窗口"]


@pytest.mark.parametrize(
    "header",
    ["受理日期", " 受理 日期", "受理\n日期", "＊受理日期：", "受理日期（年月日）", "受理日期*", "首次受理日期"],
)
def test_it_knows_a_header_however_it_is_written(header):
    """Spaces, line breaks, full-width marks and notes in brackets do not hide a header."""
    found = cleaned(sheet([["工单编号", header], ["A1", "2026-07-01"]]))
    assert found.column("received") == ["2026-07-01"]


def test_it_reads_a_header_of_two_levels():
    """Merged headers: the lower level decides, joined with the upper one where that says more."""
    table = """
        序号 | 被反映人 | | 受理 | | 办理情况 | |
        | 姓名 | 职务 | 时间 | 方式 | 处置方式 | 办结时间 | 是否办结
        1 | 某甲乙 | 科员 | 2026-07-01 | 来信 | 批评教育 | 2026-07-04 | 是
    """
    merges = ((1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5), (1, 6, 1, 8))
    found = cleaned(sheet(table, merges=merges))
    assert found.column("received") == ["2026-07-01"]
    assert found.column("days") == [3]
    assert found.column("handling") == ["批评教育"]
    assert found.column("channel") == ["来信"]
    assert found.column("status") == ["closed"]
    assert {"person", "position"} <= found.ledger.fields


THREE_LEVELS = """
    甲县台账 | | | | | | |
    序号 | 基本情况 | | | | 办理情况 | |
    | 被反映人 | | 受理 | | 结果 | | 办结
    | 姓名 | 单位 | 时间 | 方式 | 处置方式 | 是否属实 | 时间
    1 | 某甲乙 | 甲局 | 2026-07-01 | 来信 | 批评教育 | 是 | 2026-07-05
    """
MERGED = ((1, 1, 1, 8), (2, 1, 4, 1), (2, 2, 2, 5), (3, 2, 3, 3), (3, 4, 3, 5), (2, 6, 2, 8), (3, 6, 3, 7))


@pytest.mark.parametrize("merges", [MERGED, ()])
def test_it_reads_a_header_of_three_levels(merges):
    """Merged or not, the most telling levels name the field: 被反映人 over 单位, 受理 over 时间, 办结 over 时间."""
    found = cleaned(sheet(THREE_LEVELS, merges=merges))
    assert (found.column("unit"), found.column("channel")) == (["甲局"], ["来信"])
    assert (found.column("days"), found.column("verified")) == ([4], ["yes"])
    (table,) = found.ledger.tables
    assert table.header_row == 4
    assert table.columns["person"][0].column == 2
    assert "complainant" not in found.ledger.fields


def test_columns_of_one_name_are_told_apart_by_the_level_above():
    """A message about 时间 says which one."""
    found = cleaned(sheet(THREE_LEVELS, merges=MERGED))
    headers = [column.header for columns in found.ledger.tables[0].columns.values() for column in columns]
    assert {"受理时间", "办结时间", "单位"} <= set(headers)


def test_a_merged_header_is_not_cut():
    """A level that only adds an unknown name belongs to the header, not to the cases."""
    table = """
        受理日期 | 主要内容 | 办理情况 | | 抄送
        | | 被反映单位 | 督办 |
        2026-07-01 | 某事 | 甲局 | 乙 | 丙
        """
    found = cleaned(sheet(table, merges=((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5))))
    assert found.counts == (1, 1, 0, 0)
    assert found.column("unit") == ["甲局"]


@pytest.mark.parametrize("numbers", ["1 | 2 | 3", "<1> | <2> | <3>", "（1） | （2） | （3）", "甲 | 1 | 2"])
def test_a_row_of_column_numbers_belongs_to_the_header(numbers):
    """It is neither a case nor worth a word."""
    found = cleaned(f"受理日期 | 主要内容 | 办理状态\n{numbers}\n2026-07-01 | 某事 | 在办")
    assert found.counts == (1, 1, 0, 0)
    assert found.ledger.tables[0].header_row == 2
    assert {issue.level for issue in found.issues} == {"info"}


def test_many_notes_may_stand_above():
    """Instructions for filling in, office, unit of counting: nothing above the header is a case."""
    notes = "\n".join(f"{number}. 填表说明第{number}条，请按要求填写 | |" for number in range(1, 25))
    table = f"甲县台账 | |\n{notes}\n填表单位： | 甲县某办 | 单位：件\n受理日期 | 主要内容 | 办理状态\n2026-07-01 | 某事 | 在办"
    assert cleaned(table).counts == (1, 1, 0, 0)


def test_a_remark_below_a_name_is_no_name():
    """（年月日） below 受理日期 leaves it what it is."""
    found = cleaned("受理日期 | 主要内容\n（年月日） | （一百字以内）\n2026-07-01 | 某事")
    assert [column.header for column in found.ledger.tables[0].columns["received"]] == ["受理日期"]
    assert found.counts == (1, 1, 0, 0)


def test_columns_without_a_header_are_told():
    """What stands in them is not used, and that is said."""
    found = cleaned("受理日期 | 主要内容 | |\n2026-07-01 | 某事 | | 多余")
    assert "not used: D." in found.message("ledger.columns-nameless")


def test_it_takes_no_case_for_a_second_header_level():
    """A first case whose cells are words of headers is a case all the same."""
    found = cleaned(
        """
        受理日期 | 来源 | 主要内容
        2026-07-01 | 电话 | 内容
        """
    )
    assert found.counts == (1, 1, 0, 0)
    assert found.column("channel") == ["电话"]


def test_it_prefers_the_configuration():
    """What the configuration names is used, whatever the synonyms say."""
    found = cleaned(
        """
        受理日期 | 登记日期 | 主要内容
        2026-07-01 | 2026-08-01 | 某事
        """,
        columns={"received": ["登记日期"]},
    )
    assert found.column("received") == ["2026-08-01"]
    assert found.told("ledger.column-chosen") == ["台账1.xlsx [一季度] B1"]


def test_it_maps_foreign_headers_by_configuration_only():
    """English headers are known when the configuration names them."""
    table = "Created Date | Complaint Type | Status\n3/14/2026 1:20 | 态度生硬 | Closed"
    assert cleaned(table).codes == ["ledger.no-header.nearest"]
    found = cleaned(table, columns={"received": ["Created Date"], "category": ["Complaint Type"]})
    assert (found.column("received"), found.column("category")) == (["2026-03-14"], ["attitude"])


def test_it_says_which_of_two_columns_it_took():
    """Two equally good columns are a warning that shows the line to add."""
    found = cleaned(
        """
        受理日期 | 登记日期 | 主要内容
        2026-07-01 | 2026-08-01 | 某事
        """
    )
    assert found.column("received") == ["2026-07-01"]
    assert "ledger: {columns: {received: [登记日期]}}" in found.message("ledger.two-columns")


def test_it_does_not_guess_what_an_inspecting_unit_is():
    """检查单位 may inspect or be inspected: it is not used until the configuration says so."""
    table = """
        检查时间 | 检查单位 | 存在问题
        2026-07-01 | 甲局 | 某事
        """
    found = cleaned(table)
    assert found.column("unit") == [""]
    assert "ledger: {columns: {unit: [检查单位]}}" in found.message("ledger.column-ambiguous")
    assert cleaned(table, columns={"unit": ["检查单位"]}).column("unit") == ["甲局"]


def test_it_lists_columns_that_are_not_used():
    """No column is left out silently."""
    found = cleaned("受理日期 | 主要内容 | 备注 | 天气\n2026-07-01 | 某事 | 无 | 晴")
    assert "“备注”, “天气”" in found.message("ledger.columns-unused")


def test_it_suggests_the_column_that_holds_days():
    """Without a known date column an error names the one whose content looks like days."""
    found = cleaned("工单编号 | 主要内容 | 何时\nA1 | 某事 | 2026-07-01\nA2 | 某事 | 2026/7/2")
    assert found.codes[-1] == "ledger.no-date-column.suggested"
    assert "{received: [何时]}" in found.message("ledger.no-date-column.suggested")
    assert found.counts == (0, 0, 0, 0)


def test_it_refuses_a_ledger_without_a_date_column():
    """An error, and no case."""
    assert "ledger.no-date-column" in cleaned("工单编号 | 主要内容\nA1 | 某事").codes


def test_it_leaves_out_sheets_that_are_no_ledgers():
    """A sheet of another kind beside a ledger is told, an empty one is nothing."""
    ledger = sheet("受理日期 | 主要内容\n2026-07-01 | 某事", name="台账")
    found = cleaned([sheet("说明\n本表由某办填写", name="说明"), ledger, sheet([], name="Sheet3")])
    assert found.told("ledger.sheet-is-notes") == ["台账1.xlsx [说明]"]
    assert found.column("sheet") == [1]


def test_it_reads_only_the_sheets_wanted():
    """ledger.sheets chooses; a file with none of them is an error."""
    sheets = [sheet("受理日期 | 主要内容\n2026-07-01 | 某事", name=name) for name in ("一", "二")]
    assert cleaned(sheets, sheets=["二"]).column("sheet") == [1]
    assert cleaned(sheets, sheets=["三"]).codes == ["ledger.no-such-sheet"]


def test_every_synonym_means_one_field():
    """No header stands for two fields, and every field has synonyms."""
    names = [name for tiers in SYNONYMS.values() for tier in tiers for name in tier]
    assert len(names) == len(set(names))
    assert set(SYNONYMS) == set(FIELDS)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("被反映人姓名", "person"),
        ("反映人联系电话", "phone"),
        ("信访人姓名", "complainant"),
        ("被检查单位", "unit"),
        ("投诉举报问题类别", "category"),
        ("区划代码", "region"),
        ("办理单位", "unit"),
        ("单位实际办结时间", "closed"),
        ("要求反馈时间", "due"),
        ("限时办结时间", "due"),
        ("计划整改完成日期", "due"),
        ("28d日期", None),
        ("天气", None),
    ],
)
def test_the_last_word_of_a_header_decides(header, field):
    """A compound is what its last word says."""
    assert HeaderMatcher({}).field_of([header]) == field


def test_a_day_on_which_a_case_is_to_be_closed_closes_none():
    """计划完成时间 measures no handling time; it is the day by which the case is due."""
    found = cleaned("受理日期 | 主要内容 | 计划完成时间\n2026-07-01 | 某事 | 2026-07-20")
    assert (found.column("closed"), found.column("due")) == ([None], ["2026-07-20"])
