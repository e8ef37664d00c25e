"""Every case gets its category: from its own column, from its words, or from the catch-all, and each way is said."""

import copy

from reportgen.clean import clean
from reportgen.model.periods import Period
from reportgen.settings import Settings
from tests.clean.notation import TAXONOMY, cleaned, rows, settings

WITHOUT_CATCH_ALL = {"categories": {code: one for code, one in TAXONOMY["categories"].items() if code != "other"}}


def test_names_aliases_and_codes_are_folded():
    """Spaces, full-width forms, numbering and the endings 类, 问题 and 方面 do not matter."""
    cells = [
        "服务态度生硬",
        "态度 生硬",
        "attitude",
        "一、态度生硬",
        "（2）服务态度问题",
        "服务态度类",
        "服务态度&nbsp;方面",
        "１．服务态度",
        "①态度生硬",
    ]
    for separators in ({}, {"separators": {"category": []}}):
        table = "受理日期 | 问题类别\n" + "\n".join(f"2026-07-01 | {text}" for text in cells)
        found = cleaned(table, columns={}, **separators)
        assert set(found.column("category")) == {"attitude"}
        assert set(found.column("category_from")) == {"ledger"}


def test_several_categories_in_a_cell_are_all_kept():
    """In the taxonomy's order, each once; an unknown one among them is told and costs nothing."""
    found = cleaned(
        """
        工单编号 | 受理日期 | 问题类别
        1 | 2026-07-01 | 责任感弱、态度生硬
        2 | 2026-07-02 | 态度生硬；服务态度
        3 | 2026-07-03 | 责任感弱/收费问题
        """
    )
    assert found.column("category") == ["attitude|duty", "attitude", "duty"]
    assert found.column("category_from") == ["ledger"] * 3
    assert found.told("ledger.category-unknown") == ["台账1.xlsx [一季度] C4"]


def test_an_unknown_category_goes_to_the_catch_all_with_the_nearest_known_said():
    """One warning for each distinct value, with its count and first cells."""
    found = cleaned("工单编号 | 受理日期 | 问题类别\n1 | 2026-07-01 | 服务态渡\n2 | 2026-07-02 | 服务态渡")
    assert found.column("category") == ["other", "other"]
    assert found.column("category_from") == ["default", "default"]
    message = found.message("ledger.category-unknown.near")
    assert "“服务态渡” is not in the taxonomy (rows: 2; C2, C3)" in message
    assert "“服务态度生硬”" in message


def test_an_unknown_category_can_be_refused():
    """unknown_category: reject leaves the row out and names its cell."""
    found = cleaned(
        "工单编号 | 受理日期 | 问题类别\n1 | 2026-07-01 | 收费\n2 | 2026-07-02 | 态度生硬", unknown_category="reject"
    )
    assert found.counts == (2, 1, 1, 0)
    assert found.told("ledger.category-rejected") == ["台账1.xlsx [一季度] C2"]


def test_without_a_catch_all_nothing_is_made_up():
    """A case that fits no category is rejected."""
    found = cleaned("受理日期 | 主要内容\n2026-07-01 | 某事\n2026-07-02 | 态度冷淡", taxonomy=WITHOUT_CATCH_ALL)
    assert found.counts == (2, 1, 1, 0)
    assert found.told("ledger.category-rejected") == ["台账1.xlsx [一季度] 2:2"]


def test_an_empty_category_is_found_by_keywords():
    """Most different keywords win, ties go to the first in the taxonomy, none to the catch-all."""
    found = cleaned(
        """
        受理日期 | 问题类别 | 主要内容
        2026-07-01 | | 拖延又弄丢材料，态度一般
        2026-07-02 | / | 拖延，态度差
        2026-07-03 | | 别的事
        2026-07-04 | 责任感弱 | 态度冷淡
        """
    )
    assert found.column("category") == ["duty", "attitude", "other", "duty"]
    assert found.column("category_from") == ["keyword", "keyword", "default", "ledger"]
    assert "2 of 4" in found.message("ledger.category-by-keyword")
    assert "put under “其他”: 1 of 4" in found.message("ledger.category-by-default")


def test_keywords_can_decide_always_or_never():
    """ledger.categorise chooses."""
    table = "受理日期 | 问题类别 | 主要内容\n2026-07-01 | 责任感弱 | 态度冷淡\n2026-07-02 | 责任感弱 | 某事\n2026-07-03 | | 态度差"
    assert cleaned(table, categorise="always").column("category") == ["attitude", "duty", "attitude"]
    assert cleaned(table, categorise="never").column("category") == ["duty", "duty", "other"]


def test_the_subject_is_searched_too():
    """Keywords and aspects are looked for in subject and text."""
    found = cleaned(
        "留言时间 | 留言主题 | 留言详情\n2026-07-01 | 窗口态度冷淡 | 被训斥了\n2026-07-02 | 某事 | 很不耐烦的态度"
    )
    assert found.column("category") == ["attitude", "attitude"]
    assert found.column("aspects") == ["scolding", "impatient"]


def test_aspects_are_those_of_the_case_s_own_categories():
    """Words of another category's aspects do not count; several are joined in the taxonomy's order."""
    found = cleaned(
        """
        受理日期 | 问题类别 | 主要内容
        2026-07-01 | 态度生硬 | 训斥群众，语气很冲，不耐烦
        2026-07-02 | 责任感弱 | 训斥群众
        2026-07-03 | 责任感弱、态度生硬 | 训斥群众
        """
    )
    assert found.column("aspects") == ["impatient|scolding", "", "scolding"]


def test_a_personal_value_in_the_category_column_is_not_shown():
    """A phone number that slipped into the column is masked in the message."""
    found = cleaned("工单编号 | 受理日期 | 问题类别\n1 | 2026-07-01 | 13800138000\n2 | 2026-07-01 | 态度生硬")
    assert "138" not in found.message("ledger.category-unknown")


def test_many_unknown_categories_are_told_together():
    """Beyond twenty distinct values the rest is one issue."""
    rows = "\n".join(f"{number} | 2026-07-01 | 某类别甲乙丙{number}号" for number in range(30))
    found = cleaned("工单编号 | 受理日期 | 问题类别\n" + rows)
    assert "Further categories that are not in the taxonomy: 10" in found.message("ledger.categories-unknown")


def test_the_taxonomy_s_order_does_not_depend_on_the_ledger():
    """Codes are joined in the order of the taxonomy, whatever the cell's order."""
    turned = copy.deepcopy(TAXONOMY)
    turned["categories"] = dict(reversed(turned["categories"].items()))
    found = cleaned("受理日期 | 问题类别\n2026-07-01 | 态度生硬、责任感弱", taxonomy=turned)
    assert found.column("category") == ["duty|attitude"]


def test_a_declared_figure_that_asks_for_aspects_has_them_of_every_period():
    """Else the period before would have none, and the figure would seem to begin now."""
    table = "工单编号 | 受理日期 | 问题类别 | 主要内容\nA1 | 2026-04-01 | 态度生硬 | 窗口不耐烦\nA2 | 2026-07-01 | 态度生硬 | 窗口不耐烦"
    plain = settings()
    asking = Settings.model_validate(
        {**plain.model_dump(), "figures": {"impatient": {"count": {"aspects": ["impatient"]}}}}
    )
    for one, aspects in ((plain, ["", "impatient"]), (asking, ["impatient", "impatient"])):
        ledger, _ = clean(rows(table), one, Period.parse("2026Q3"))
        assert ledger.cases["aspects"].tolist() == aspects
