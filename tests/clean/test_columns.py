"""Which column is what: by the configuration's layers, by header, and by content as a suggestion; people's columns stay secret."""

from pathlib import Path

import pytest
import yaml

from reportgen.clean import clean
from reportgen.clean.header.columns import yaml_line
from reportgen.clean.header.contents import is_name, personal_field
from reportgen.messages import field_word, speak
from reportgen.settings import load_settings
from tests.clean.notation import Cleaned, cleaned, rows, sheet
from tests.work import calls

LAYER = """
county: {name: 甲县, code: "990101"}
office: {name: 甲县某办}
report: {title: 报告, name: 报告}
taxonomy: {categories: {other: {name: 其他, catch_all: true}}}
ledger: {columns: {received: [登册日], unit: [涉事处所]}}
"""


def test_headers_of_every_layer_are_known(tmp_path: Path) -> None:
    """The province names some columns, the county others; for one field the county's word replaces the province's."""
    (tmp_path / "province.yaml").write_text(LAYER, encoding="utf-8")
    county = tmp_path / "county.yaml"
    county.write_text("extends: province.yaml\nledger: {columns: {unit: [窗口名], text: [说了啥]}}", encoding="utf-8")
    table = "登册日 | 窗口名 | 涉事处所 | 说了啥\n2026-07-01 | 甲窗口 | 乙处所 | 某事"
    found = Cleaned(*clean(rows(table), load_settings(county).settings))
    assert (found.column("received"), found.column("unit")) == (["2026-07-01"], ["甲窗口"])
    assert found.column("text") == ["某事"]


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (("态度生硬", "责任感弱"), "category"),
        (("已办结", "在办"), "status"),
        (("部分属实", "不属实"), "verified"),
        (("满意", "基本满意"), "satisfaction"),
        (("甲局", "乙局"), "unit"),
        (("12345", "来信"), "channel"),
        (("2026-07-09", "2026年7月10日"), "closed, due"),
    ],
)
def test_a_column_is_suggested_by_what_it_holds(cells, field):
    """It is said with the line to add, and not used: the choice is the user's."""
    vocabulary = {"unit": {"甲局": [], "乙局": []}, "channel": {"12345热线": ["12345"], "来信": []}}
    table = f"工单编号 | 受理日期 | 甲乙丙丁\nA1 | 2026-07-01 | {cells[0]}\nA2 | 2026-07-01 | {cells[1]}"
    found = cleaned(table, vocabulary=vocabulary)
    message = found.message("ledger.column-suggested")
    words = ", ".join(map(field_word, field.split(", ")))
    assert f"may be the {words} of the case" in message
    first = field.split(",")[0]
    assert f"ledger: {{columns: {{{first}: [甲乙丙丁]}}}}" in message
    assert found.told("ledger.column-suggested") == ["台账1.xlsx [一季度] C1"]
    assert first not in found.ledger.fields - {"closed"}
    assert [column.header for column in found.ledger.tables[0].unmapped] == ["甲乙丙丁"]


def test_of_several_columns_of_days_the_one_with_open_cases_is_suggested_once():
    """A day of closing is missing where a case is open; no column is suggested for two fields."""
    table = """
        工单编号 | 受理日期 | 何日转来 | 何日结束 | 何日归档
        A1 | 2026-07-01 | 2026-07-02 | 2026-07-03 | 2026-07-09
        A2 | 2026-07-01 | 2026-07-03 |  | 2026-07-09
        """
    message = cleaned(table).message("ledger.column-suggested")
    assert message.count("ledger: {columns:") == 1
    assert "{columns: {closed: [何日结束]}}" in message
    assert "ledger.column-suggested" not in cleaned(table, columns={"closed": ["何日结束"]}).codes


def test_nothing_is_suggested_that_the_sheet_has_or_the_cells_do_not_tell():
    """A field with a column of its own, yes and no, numbers, free words and days before the case are no suggestion."""
    table = """
        工单编号 | 受理日期 | 问题类别 | 另一类 | 是否 | 数 | 天气 | 何日发生
        A1 | 2026-07-01 | 态度生硬 | 责任感弱 | 是 | 3.5 | 晴 | 2026-06-30
        A2 | 2026-07-01 | 态度生硬 | 态度生硬 | 否 | 45000 | 雨 | 2026-05-30
        """
    assert "ledger.column-suggested" not in cleaned(table).codes


STORY = "窗口的{}答复不耐烦"
PEOPLE = {
    "phone": ["13800138000", "139 0013 9000", "0731-8555 1234", "＋86 13700137000"],
    "id_number": ["430102199001011234", "43010219900101123X", "430102900101123"],
    "person": ["赵一钱", "孙三李", "欧阳小四", "吴五"],
}


@pytest.mark.parametrize(("field", "cells"), PEOPLE.items())
@pytest.mark.parametrize("header", ["备用栏", "", "涉及单位", "来源"])
def test_a_column_of_people_is_secret_whatever_its_header_says(field, cells, header):
    """Its values are masked wherever they stand, it serves no other field, and that is said."""
    if field == "person" and header in ("涉及单位", "来源"):
        cells = [*cells, "周六郑", "王七冯"]  # more of them are wanted where a header says otherwise
    lines = [[f"A{n}", "2026-07-01", cell, STORY.format(cell)] for n, cell in enumerate(cells)]
    found = cleaned(sheet([["工单编号", "受理日期", header, "主要内容"], *lines]))
    assert found.told("ledger.column-personal") == ["台账1.xlsx [一季度] C1"]
    assert f"like a column of {field_word(field)}" in found.message("ledger.column-personal")
    assert found.column("unit") == found.column("channel") == [""] * len(cells)
    said = " ".join([*found.column("text"), *(f"{issue.message} {issue.hint}" for issue in found.issues)])
    assert not [cell for cell in cells if cell in said]


@pytest.mark.parametrize("cells", [PEOPLE["phone"], PEOPLE["id_number"]])
def test_numbers_of_people_are_no_case_numbers(cells):
    """A person may complain twice: such a column identifies no case, even where the configuration names it."""
    lines = [[cell, "2026-07-01", f"某事{n}"] for n, cell in enumerate([*cells, cells[0]])]
    for columns in ({}, {"id": ["编号"]}):
        found = cleaned(sheet([["编号", "受理日期", "主要内容"], *lines]), columns=columns)
        assert found.counts == (len(lines), len(lines), 0, 0)
        assert set(found.column("id")) == {""}


def test_the_configuration_may_say_that_names_are_units():
    """Shops bear the names of their owners: a name is taken at the configuration's word, a number never."""
    names = [*PEOPLE["person"], "周六郑", "王七冯"]
    table = sheet([["工单编号", "受理日期", "商户"], *[[f"A{n}", "2026-07-01", name] for n, name in enumerate(names)]])
    assert "ledger.column-personal" in cleaned(table).codes
    found = cleaned(table, columns={"unit": ["商户"]})
    assert "ledger.column-personal" not in found.codes
    assert "unit" in found.ledger.fields


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("备注", ["窗口", "大厅", "热线"]),
        ("属地", ["城关镇", "江北区", "高新区", "金山乡", "万寿街道", "张家村"]),
        ("涉及单位", ["医保局", "税务局", "社保中心", "交警队", "车管所", "马场乡"]),
        ("颜色", ["黄色", "白色", "金色"]),
        ("工单编号", ["202607011234567890", "202607011234567891"]),
        ("流水", ["100000000000000", "100000000000001"]),
        ("金额", ["1200", "3500"]),
        ("天气", ["晴", "雨"]),
    ],
)
def test_what_is_nobody_s_is_not_taken_for_people_s(header, cells):
    """Places, offices, colours and running numbers."""
    field = {"属地": "region", "涉及单位": "unit", "工单编号": "id"}.get(header)
    assert personal_field(cells, header, field) is None


def test_the_form_of_a_name():
    """A surname and one or two characters, two characters of surname where there are such."""
    assert all(map(is_name, ["赵一", "赵一钱", "欧阳小四", "司马光"]))
    assert not any(map(is_name, ["赵", "欧阳", "赵一钱孙", "一二三", "张家村", "Zhao", "李四的店铺"]))


def test_a_ledger_that_tells_nothing_of_its_cases():
    """Neither category nor text: every case goes to the catch-all, and the reason is said."""
    found = cleaned("工单编号 | 受理日期 | 被反映单位\nA1 | 2026-07-01 | 甲局")
    assert found.told("ledger.nothing-to-categorise") == ["台账1.xlsx [一季度] 1:1"]
    assert "ledger.nothing-to-categorise" not in cleaned("受理日期 | 留言主题\n2026-07-01 | 某事").codes


def test_two_columns_of_one_header():
    """The configuration cannot tell them apart: the message asks for a header of its own, not for a line."""
    found = cleaned("工单编号 | 受理日期 | 受理日期\nA1 | 2026-07-01 | 2026-07-02")
    assert found.column("received") == ["2026-07-01"]
    assert "header of its own" in found.message("ledger.header-twice")
    assert "yaml" not in found.message("ledger.header-twice")


def test_two_levels_tell_columns_of_one_header_apart():
    """The line to add has both levels, and it works."""
    table = "序号 | 受理 | | 登记 | \n | 时间 | 方式 | 时间 | 内容\n1 | 2026-07-01 | 来信 | 2026-07-02 | 某事"
    merges = ((1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5))
    message = cleaned(sheet(table, merges=merges)).message("ledger.two-columns")
    assert "ledger: {columns: {received: [登记时间]}}" in message
    line = yaml.safe_load(message[message.index("ledger:") :])
    found = cleaned(sheet(table, merges=merges), **line["ledger"])
    assert found.column("received") == ["2026-07-02"]


@pytest.mark.parametrize(
    "header", ["受理日期", "受理日期（年,月）", "Created: Date", "no", "2026", "[x]", '"', "a\\b", "#1", "是"]
)
def test_the_line_to_add_is_yaml(header):
    """Whatever the header: pasted into a configuration it names that very header."""
    assert yaml.safe_load(yaml_line("received", header)) == {"ledger": {"columns": {"received": [header]}}}


def test_further_columns_of_handling_are_told():
    """Kind and story are two; a third is not left out silently."""
    speak("en")
    table = "工单编号 | 受理日期 | 处置方式 | 办理情况 | 完成情况\nA1 | 2026-07-01 | 教育 | 已经教育过了 | 改正好了"
    assert "“完成情况”" in cleaned(table).message("ledger.handlings-unused")


def _table(header: str, *cells: tuple[str, ...]) -> str:
    return "\n".join([header, *(" | ".join(row) for row in cells)])


FOREIGN = (
    "Unique Key | Created Date | Closed Date | Complaint Type | Resolution Action Updated Date | Descriptor Of Location"
)


def _foreign(count=24):
    rows = [
        (f"643{n:05}", f"3/{13 + n % 15}/2025 1:20", f"3/{14 + n % 9 + n % 7}/2025 2:10", ["Dead Animal", "Noise", "Unsanitary Pigeon Condition"][n % 3], f"3/{13 + n % 15}/2025 9:00", f"Street number {n}")
        for n in range(count)
    ]  # fmt: skip
    return _table(FOREIGN, *rows)


def test_headers_of_another_language_are_found_by_what_stands_below_them():
    """Long names of columns are names all the same: the header is told, the days that it has, and the line to write."""
    found = cleaned(_foreign())
    message = found.message("ledger.no-header.nearest")
    assert 'ledger: {columns: {received: ["Created Date"]}}' in message
    (asked,) = [each for one in found.issues for each in one.additions]
    assert asked.words == ("Created Date",)
    assert asked.others == "Closed Date, Resolution Action Updated Date"


def test_a_key_and_columns_of_few_words_are_told_where_the_days_are_known():
    """What differs in every row may be the number of the case; which of the few words tells what it is about a person knows."""
    found = cleaned(_foreign(), columns={"received": ["Created Date"]})
    asked = {
        one.keys[-1]: one for each in found.issues for one in each.additions if one.keys[:2] == ("ledger", "columns")
    }
    assert asked["id"].words == ("Unique Key",)
    assert asked["closed"].words == ("Resolution Action Updated Date",)
    assert "“Complaint Type” (3)." in found.message("ledger.columns-of-few-words")
    assert "ledger.columns-of-few-words" not in cleaned(_foreign(), columns={"received": ["Created Date"], "category": ["Complaint Type"]}).codes  # fmt: skip


@pytest.mark.parametrize("until", ["2031-07-{:02}", "2026-08-{:02}"])
def test_a_term_is_no_day_of_closing(until):
    """Until when something is valid lies years behind; what lies as many days behind in nearly every row was worked out."""
    rows = [(f"A{n}", f"2026-07-{n:02}", until.format(n)) for n in range(1, 25)]
    assert "ledger.column-suggested" not in cleaned(_table("工单编号 | 受理日期 | 何日为止", *rows)).codes


def test_a_long_name_of_letters_is_shown_whole():
    """Two letters are as long as one hanzi: a category in English is offered as it is, not cut."""
    rows = [(f"A{n}", "2026-07-01", "Unsanitary Pigeon Condition") for n in range(12)]
    found = cleaned(_table("工单编号 | 受理日期 | 问题类别", *rows))
    assert any(one.text == "Unsanitary Pigeon Condition" for each in found.issues for one in each.additions)


def test_an_impossible_day_in_a_column_that_nobody_named_is_no_fault_of_the_program():
    """The 30th of February among days written month first."""
    rows = [(f"A{n}", f"2026-07-{n:02}", f"7/{n}/2026" if n != 14 else "2/30/2026") for n in range(1, 25)]
    assert len(cleaned(_table("工单编号 | 受理日期 | 何日为止", *rows)).column("received")) == 24


def test_a_very_long_word_costs_as_it_is_long():
    """The message of an unknown word shows its beginning."""

    def cost(length: int) -> int:
        rows = ((f"A{n}", "2026-07-01", "甲乙丙丁" * length) for n in range(3))
        return calls(lambda: cleaned(_table("工单编号 | 受理日期 | 问题类别", *rows)))

    assert cost(4_000) < 2.5 * cost(2_000)
