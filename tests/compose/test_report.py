"""The base template says what the figures bear out, and no more than that."""

import re
from datetime import date
from decimal import Decimal

import pytest

from reportgen.model.ledgers import JOINT
from reportgen.model.reports.narratives import Chart
from reportgen.settings import CategorySettings, Charts, Settings, Wording
from tests.cases import Case, sample_settings
from tests.compose.reports import BEFORE, QUARTER, YEAR_AGO, cases, narrative, said, table

_ALL = {"attitude": 20, "duty": 12, "discipline": 10}


def _with(settings: Settings, **sections: object) -> Settings:
    return settings.model_copy(update=sections)


def _categories(count: int) -> Settings:
    names = {f"c{number}": CategorySettings(name=f"第{number}类") for number in range(1, count + 1)}
    settings = sample_settings()
    return _with(settings, taxonomy=settings.taxonomy.model_copy(update={"categories": names}))


def test_without_an_earlier_period_nothing_is_compared() -> None:
    """No column, no note and no sentence speaks of 环比 or 同比 where the ledgers begin with the period."""
    made = narrative(cases(_ALL, unit="甲") + cases({"duty": 2}, unit="乙"))
    assert table(made, "table/categories")[0] == ["问题类别", "件数", "占比"]
    assert table(made, "table/units")[0] == ["位次", "单位", "件数", "占比"]
    everything = "".join(said(made).values())
    assert "环比" not in everything
    assert "同比" not in everything
    assert "对2026年第三季度（7月1日至9月30日）受理的反映作了梳理分析" in said(made)["lead/purpose"]
    assert said(made)["lead/summary"].startswith("本季度共受理44件，台账未完整包含上季度，不作比较。")


def test_with_the_quarter_before_only_there_is_no_year_ago_column() -> None:
    """What can be compared is, what cannot be is left out and said once."""
    made = narrative(cases(_ALL) + cases(_ALL, BEFORE))
    assert table(made, "table/categories")[0] == ["问题类别", "件数", "占比", "上季度", "增减", "环比"]
    assert "台账未完整包含上年同期，不作同比" in said(made)["lead/summary"]
    assert "同比与" not in said(made)["lead/method"]


def test_a_year_is_compared_once() -> None:
    """A yearly report has one pair of columns: 上年度 and 同比."""
    made = narrative(cases(_ALL) + cases(_ALL, YEAR_AGO) + [Case(date(2025, 1, 5), "duty")], "2026")
    assert table(made, "table/categories")[0] == ["问题类别", "件数", "占比", "上年度", "增减", "同比"]
    assert "同比与上年度比；" in said(made)["lead/method"]


def test_months_from_january_on_are_compared_once() -> None:
    """前三季度 has no period before it that is like it: there is 同比 alone, and 本期 for its name."""
    made = narrative(cases(_ALL) + cases(_ALL, YEAR_AGO) + [Case(date(2025, 1, 5), "duty")], "2026年前三季度")
    assert table(made, "table/categories")[0] == ["问题类别", "件数", "占比", "上年同期", "增减", "同比"]
    assert "对2026年前三季度（1月1日至9月30日）受理的反映" in said(made)["lead/purpose"]
    assert said(made)["lead/summary"].startswith("本期共受理42件")
    assert "环比" not in "".join(said(made).values())


def test_other_months_are_compared_with_those_before() -> None:
    """7—8月 with 5—6月, where the ledgers reach those."""
    made = narrative(cases(_ALL) + cases(_ALL, BEFORE) + cases(_ALL, date(2026, 5, 1)), "2026年7—8月")
    assert table(made, "table/categories")[0] == ["问题类别", "件数", "占比", "5—6月", "增减", "环比"]


def test_a_tie_at_the_third_place_is_not_cut_off() -> None:
    """Four categories share the first three places: all four are named, and the tie is said."""
    given = {"c1": 9, "c2": 8, "c3": 5, "c4": 5, "c5": 2}
    lead = said(narrative(cases(given), settings=_categories(5)))["lead/top"]
    assert "居前列的是第1类9件、第2类8件、第3类5件、第4类5件，其中第3类和第4类并列第三位，合计27件" in lead


def test_too_many_equals_are_left_out_together() -> None:
    """Where more than five would be named, those before the tie are: none of the equals is preferred."""
    given = {"c1": 9, "c2": 8, **{f"c{number}": 3 for number in range(3, 8)}}
    lead = said(narrative(cases(given), settings=_categories(7)))["lead/top"]
    assert "居前两位的是第1类9件、第2类8件，合计17件" in lead


def test_two_that_are_equal_are_both_the_largest() -> None:
    """No category is called the largest where another has as many."""
    lines = said(narrative(cases({"attitude": 12, "duty": 12, "discipline": 2})))
    assert "最多的一类" not in "".join(lines.values())
    assert "与履职责任不强并列首位" in lines["problems/attitude/summary"]


def test_units_that_lead_a_category_together_are_all_named() -> None:
    """Four units with the same number lead together; none is left out and nothing says 等."""
    given = [Case(QUARTER, "attitude", unit=unit) for unit in "甲乙丙丁" for _ in range(3)]
    assert "丁、丙、乙和甲件数最多，各3件" in said(narrative(given))["problems/attitude/summary"]


@pytest.mark.parametrize(
    ("rounding", "shares", "note"),
    [
        ("footnote", ["33.3%", "33.3%", "33.3%"], "因四舍五入，各类占比之和为99.9%。"),
        ("largest_remainder", ["33.4%", "33.3%", "33.3%"], "各类占比按最大余额法取舍，使合计为100%。"),
        ("none", ["33.3%", "33.3%", "33.3%"], ""),
    ],
)
def test_shares_that_do_not_add_up(rounding: str, shares: list[str], note: str) -> None:
    """The settings choose: a note, shares that add up, or nothing; text and table print the same shares."""
    made = narrative(cases({"attitude": 10, "duty": 10, "discipline": 10}), settings=sample_settings(rounding=rounding))
    assert [row[2] for row in table(made, "table/categories")[1:4]] == shares
    assert [made.texts[f"category.{code}.share"] for code in ("attitude", "duty", "discipline")] == shares
    for code, share in zip(("attitude", "duty", "discipline"), shares, strict=True):
        assert f"占受理总数的{share}" in said(made)[f"problems/{code}/summary"]
    method = said(made)["lead/method"]
    assert note in method
    assert ("四舍五入" in method) == (rounding == "footnote")
    assert ("最大余额" in method) == (rounding == "largest_remainder")


def test_shares_that_add_up_need_no_note() -> None:
    """Halves and quarters are exact: nothing is said, nothing adjusted."""
    for rounding in ("footnote", "largest_remainder"):
        made = narrative(cases({"attitude": 20, "duty": 20}), settings=sample_settings(rounding=rounding))
        assert "占比之和" not in said(made)["lead/method"]
        assert "最大余额" not in said(made)["lead/method"]


def test_shares_of_cases_with_several_categories_are_no_parts() -> None:
    """Where a case counts in two categories, shares are not made to add up to 100 %; that they exceed it is said."""
    given = [*cases({"attitude": 10, "duty": 10}), Case(QUARTER, f"attitude{JOINT}duty")]
    made = narrative(given, settings=sample_settings(rounding="largest_remainder"))
    assert made.texts["category.attitude.share"] == "52.4%"
    assert "各类分别计数，各类合计大于总数" in said(made)["lead/method"]
    assert table(made, "table/categories")[-1][0] == "受理总数"


def test_a_case_of_several_categories_says_so() -> None:
    """The example told under one category names the other."""
    given = [*cases({"duty": 12}, BEFORE), Case(QUARTER, f"attitude{JOINT}duty")]
    assert "该件同时涉及履职责任不强。" in said(narrative(given))["problems/attitude/case"]


def test_a_ledger_without_category_and_text_is_not_classified() -> None:
    """Nothing is said of categories that nobody could have found."""
    given = [Case(QUARTER, "other", unit=unit, category_from="default") for unit in "甲乙丙" * 5]
    made = narrative(given, fields=["unit"])
    lines = "".join(said(made).values())
    assert "台账没有登记问题类别和内容，本报告不分类统计。" in lines
    assert "没有收到" not in lines
    assert "列入“其他”" not in lines
    assert [block.id for block in made.blocks if isinstance(block, Chart)] == ["chart/units"]


def test_what_could_not_be_classified_may_be_anything() -> None:
    """With cases that no keyword placed, the report does not say that none came in of a category."""
    sure = said(narrative(cases({"attitude": 12})))
    doubtful = said(narrative([*cases({"attitude": 12}), Case(QUARTER, "other", category_from="default")]))
    assert sure["problems/absent"] == "本季度没有收到履职责任不强和工作纪律松懈方面的反映。"
    assert doubtful["problems/absent"] == "本季度没有可以归入履职责任不强和工作纪律松懈的反映。"


def test_rises_of_equal_length_are_one_clause() -> None:
    """Several categories that rose for the same time are named together, the longest first."""
    given = [
        *cases({"attitude": 1, "duty": 1, "discipline": 9}, date(2026, 1, 5)),
        *cases({"attitude": 2, "duty": 2, "discipline": 1}, BEFORE),
        *cases({"attitude": 13, "duty": 14, "discipline": 3}),
        *cases({"duty": 1}, date(2025, 10, 1)),
    ]
    lead = said(narrative(given))["lead/top"]
    assert lead.endswith("服务态度生硬已连续三个季度上升，履职责任不强已连续两个季度上升。")


def test_a_few_cases_or_fewer_than_a_year_ago_are_no_rise() -> None:
    """From 1 to 2 to 9 is not said to go on rising, nor is what fell against the same period of last year."""
    few = [
        *cases({"attitude": 1}, date(2026, 1, 5)),
        *cases({"attitude": 2}, BEFORE),
        *cases({"attitude": 9, "duty": 30}),
    ]
    assert "连续" not in "".join(said(narrative(few)).values())
    fell = [
        *cases({"attitude": 40}, YEAR_AGO),
        *cases({"attitude": 11}, date(2026, 1, 5)),
        *cases({"attitude": 12}, BEFORE),
        *cases({"attitude": 13, "duty": 30}),
    ]
    assert "上升" not in "".join(said(narrative(fell)).values())


def test_a_single_case_reads_naturally() -> None:
    """One case is 仅1件, has no share and no rank."""
    lines = said(narrative(cases({"attitude": 1})))
    assert "本季度仅受理1件" in lines["lead/summary"]
    assert lines["problems/attitude/summary"] == "服务态度生硬。本季度共1件。"


@pytest.mark.parametrize(
    ("handling", "sentence"),
    [
        ("已办结。", "该件已办结。"),
        ("批评教育", "已批评教育。"),
        ("已向群众致歉并当场办结，同时开展教育。", "已向群众致歉并当场办结，同时开展教育。"),
        ("通报批评，限制办公电脑访问无关网站。", "已通报批评，限制办公电脑访问无关网站。"),
        ("责令整改，一个月后复查。", "已责令整改，一个月后复查。"),
        ("每日晨会检查着装和亮牌，其余情况已说清。", "有关单位每日晨会检查着装和亮牌，其余情况已说清。"),
        ("对公开承诺逐条对照、逐项落实，并已回复。", "有关单位对公开承诺逐条对照、逐项落实，并已回复。"),
        (
            "部分情况属实。设置手机集中存放柜，统一管理。",
            "经核查，反映部分属实。有关单位设置手机集中存放柜，统一管理。",
        ),
        ("对经办人员谈话提醒，并在大会上讲清要求。", "对经办人员谈话提醒，并在大会上讲清要求。"),
        ("医保大厅向群众当面致歉并重新讲清材料。", "医保大厅向群众当面致歉并重新讲清材料。"),
        ("城关镇便民中心取消人工加号，按号办理。", "城关镇便民中心取消人工加号，按号办理。"),
    ],
)
def test_a_bare_note_of_the_handling_becomes_a_sentence(handling: str, sentence: str) -> None:
    """已办结 alone says whose state it is; a sentence of the ledger stays as it is."""
    settings = sample_settings()
    words = settings.ledger.vocabulary.model_copy(
        update={"status": {"closed": ["已办结"]}, "handling": {"批评教育": ["批评教育"]}}
    )
    ledger = settings.ledger.model_copy(update={"vocabulary": words})
    given = [Case(QUARTER, "attitude", unit="县医保服务大厅", handling_text=handling, status="closed")]
    told = said(narrative(given, settings=_with(settings, ledger=ledger)))["problems/attitude/case"]
    assert told.endswith(f"。{sentence}")


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("我在窗口等了一上午，问了三次都说“再等等”，请您管一管这个事", "有群众反映：“我在窗口等了一上午，问了三次都说‘再等等’，请您管一管这个事”。"),
        ("窗口人员答复“我不管”，群众往返三次也没有办成，最后自己离开", "有群众反映，窗口人员答复“我不管”，群众往返三次也没有办成，最后自己离开。"),
        ("来访群众反映，我市多处窗口中午无人，排队的人等到两点才有人来", "，来访群众反映，我市多处窗口中午无人，排队的人等到两点才有人来。"),
    ],
)  # fmt: skip
def test_what_a_person_says_in_the_first_person_is_a_quotation(text: str, ending: str) -> None:
    """No 我 and no 您 in a sentence of the report's own; marks inside are single; what is told of others stays a sentence."""
    told = said(narrative([Case(QUARTER, "attitude", text=text)]))["problems/attitude/case"]
    assert told.endswith(ending)


@pytest.mark.parametrize(
    ("handling", "sentence"),
    [
        (
            "广大网友：近日，有网民反映窗口中午无人，现已安排两人轮流值守，欢迎监督。",
            "有关单位答复：“近日，有网民反映窗口中午无人，现已安排两人轮流值守，欢迎监督”。",
        ),
        (
            "尊敬的网友“山水”：您好！您反映的问题，根据有关规定，现回复如下：窗口已增加一人。感谢您的监督！此复2026年9月3日",
            "有关单位答复：“窗口已增加一人”。",
        ),
        ("你所反映的问题已转交相关单位调查处置。", "有关单位答复：“你所反映的问题已转交相关单位调查处置”。"),
        ("有关科室已向群众说明，窗口增加一人值守。", "有关科室已向群众说明，窗口增加一人值守。"),
    ],
)
def test_an_answer_to_the_person_is_quoted_without_its_greeting_and_farewell(handling: str, sentence: str) -> None:
    """Letters stand in ledgers as what was done: who is greeted, thanked, and who signs when is no matter of the report."""
    given = [Case(QUARTER, "attitude", handling_text=handling)]
    assert said(narrative(given))["problems/attitude/case"].endswith(f"。{sentence}")


def test_what_was_found_is_not_said_twice() -> None:
    """A note that begins with 已核查 goes on from the sentence that has the finding."""
    given = [Case(QUARTER, "attitude", verified="yes", handling_text="已核查，批评教育。")]
    assert said(narrative(given))["problems/attitude/case"].endswith("。经核查，反映属实。已批评教育。")


def test_people_of_one_surname_are_told_apart_only_where_the_report_tells_of_two() -> None:
    """孙某乙 alone makes a reader look for 孙某甲."""
    told = [
        Case(QUARTER, code, text=f"窗口人员{who}没有一次告知所缺材料，让人来回跑了三趟，最后还说不归他管")
        for code, who in (("attitude", "孙某乙"), ("duty", "李某"))
    ]
    assert "窗口人员孙某没有" in said(narrative(told))["problems/attitude/case"]
    told.append(
        Case(QUARTER, "discipline", text="窗口人员孙某甲上班时间看手机，叫了几声没有反应，等了半个多小时才有人来办")
    )
    lines = said(narrative(told))
    assert "窗口人员孙某乙没有" in lines["problems/attitude/case"]
    assert "窗口人员孙某甲上班" in lines["problems/discipline/case"]


def test_a_case_of_which_nothing_is_known_is_not_told_as_fact() -> None:
    """Neither finding nor state nor handling: the report says so, of all of them at once where none has a finding."""
    lines = said(narrative(cases({"attitude": 3})))
    assert lines["problems/overview"].endswith("尚待核查。")
    assert "核查" not in lines["problems/attitude/case"]


def test_classes_that_are_all_equal_have_no_places() -> None:
    """Named together once; none of them is said to share the first place while another is not."""
    lines = said(narrative(cases({"attitude": 5, "duty": 5, "discipline": 5})))
    assert lines["lead/top"] == "按问题类别看，服务态度生硬、履职责任不强和工作纪律松懈三类问题各5件。"
    assert not [line for line in lines.values() if "并列" in line or "居首位" in line]


def test_equal_classes_behind_the_third_place_share_it_in_words_too() -> None:
    """Third and fourth are equal: both are said to be."""
    lines = said(narrative(cases({"attitude": 8, "duty": 6, "discipline": 3})))
    assert "居第三位" in lines["problems/discipline/summary"]


def test_a_large_rest_is_set_aside_before_equal_classes_are_named() -> None:
    """One case of each of two classes among fourteen."""
    lines = said(narrative(cases({"attitude": 1, "duty": 1, "other": 12})))
    assert lines["lead/top"] == "按问题类别看，除列入其他的12件外，服务态度生硬和履职责任不强两类问题各1件。"


def test_a_large_rest_is_set_aside_before_places_are_given() -> None:
    """其他 is larger than the last of those named."""
    lines = said(narrative(cases({"attitude": 9, "duty": 6, "discipline": 3, "other": 5})))
    assert lines["lead/top"].startswith("按问题类别看，除列入其他的5件外，居前三位的是服务态度生硬9件")


def test_one_class_beside_a_rest() -> None:
    """A draft with nearly all in 其他 does not say that all belong to the one class."""
    overview = said(narrative(cases({"attitude": 2, "other": 40})))["problems/overview"]
    assert overview.startswith("本季度的反映中，2件属于服务态度生硬一类，40件列入其他。")


def test_measure_words_follow_the_configuration() -> None:
    """A category has its own measure word in text, table and chart; the others have that of the report."""
    settings = sample_settings()
    categories = {
        code: one.model_copy(update={"measure": "起"} if code == "duty" else {})
        for code, one in settings.taxonomy.categories.items()
    }
    taxonomy = settings.taxonomy.model_copy(update={"categories": categories})
    settings = _with(settings, taxonomy=taxonomy, wording=Wording(case="件次", measure={"来信": "封"}))
    given = [
        *cases(_ALL),
        *cases(_ALL, BEFORE),
        Case(QUARTER, "duty", channel="来信"),
        Case(QUARTER, "duty", channel="来电"),
    ]
    made = narrative(given, settings=settings)
    lines = said(made)
    assert "共受理44件次，比上季度增加2件次" in lines["lead/summary"]
    assert "来信1封" in lines["lead/summary"]
    assert "履职责任不强14起（比上季度增加2起）" in lines["lead/top"]
    header, *rows = table(made, "table/categories")
    assert (header[1], [row[0] for row in rows[:2]]) == ("件次", ["服务态度生硬", "履职责任不强（起）"])
    chart = next(block.spec for block in made.blocks if isinstance(block, Chart) and block.id == "chart/categories")
    assert (chart.unit, [point.label for point in chart.series[0].points][:2]) == (
        "件次",
        ["服务态度生硬", "履职责任不强（起）"],
    )
    assert made.said["category.duty.qoq.difference"] == "2起"


def test_large_numbers_are_short_in_sentences_and_full_in_tables() -> None:
    """From the limit of the settings on, a sentence says 1.2万件 and the table 12346."""
    settings = _with(sample_settings(), wording=Wording(large_numbers=10_000))
    given = [*[Case(QUARTER, "attitude")] * 12_345, Case(QUARTER, "duty")]
    made = narrative(given, settings=settings)
    assert "共受理1.2万件" in said(made)["lead/summary"]
    assert table(made, "table/categories")[-1][1] == "12346"
    assert (made.texts["total"], made.short_texts["total"]) == ("12346", "1.2万")
    never = narrative(given, settings=_with(settings, wording=Wording(large_numbers=None)))
    assert "共受理12346件" in said(never)["lead/summary"]


def test_a_minimum_for_ranks_is_said() -> None:
    """Where units with few cases are not ranked, the report says from how many on they are."""
    given = [Case(QUARTER, "attitude", unit=unit) for unit in "甲甲甲甲甲甲乙乙乙乙丙"]
    settings = _with(sample_settings(), charts=Charts(minimum=2))
    assert "不足2件的单位不列位次" in said(narrative(given, settings=settings))["distribution/units"]


def test_headlines_say_no_rate_on_few_cases() -> None:
    """The lines for the screen are said as the report says them."""
    made = narrative(cases({"attitude": 5}) + cases({"attitude": 2}, BEFORE))
    assert made.headlines == ("受理总数 5件，由上季度的2件增至5件", "服务态度生硬 5件，由上季度的2件增至5件")


def test_the_printed_sum_of_shares_is_exact() -> None:
    """The note's sum is that of the shares as printed."""
    made = narrative(cases({"attitude": 11, "duty": 7, "discipline": 5}))
    printed = [Decimal(row[2].rstrip("%")) for row in table(made, "table/categories")[1:-1]]
    assert (f"之和为{sum(printed)}%" in said(made)["lead/method"]) == (sum(printed) != 100)


def _english() -> Settings:
    settings = sample_settings(language="en")
    names = {
        code: CategorySettings(name=code.capitalize(), catch_all=code == "other")
        for code in settings.taxonomy.categories
    }
    return _with(
        settings,
        taxonomy=settings.taxonomy.model_copy(update={"categories": names}),
        wording=Wording(case="case/cases", of="all cases", found="a resident reported:"),
        template=settings.template.model_copy(update={"report": "foreign/report.md"}),
    )


def test_the_english_template_tells_of_one_case() -> None:
    """One case is singular, has no share of few, and nothing is compared with what no ledger covers."""
    lines = said(narrative(cases({"attitude": 1}), settings=_english()))
    assert lines["lead/summary"].startswith(
        "This report covers the requests of residents received in the third quarter of 2026 (1 July to 30 September). There was 1 case. The ledgers do not cover the previous quarter in full"
    )
    assert lines["problems/attitude/summary"] == "Attitude. There was 1 case in this category, out of 1 case."
    assert lines["problems/absent"] == "Nothing came in under Duty and Discipline."
    assert not any("  " in line or " ." in line or " ," in line for line in lines.values())


def test_the_english_template_tells_of_ties_and_small_bases() -> None:
    """Ties are said, a small base has no rate, shares that miss 100 % are told in English."""
    given = cases({"attitude": 11, "duty": 11, "discipline": 11}) + cases({"attitude": 2, "duty": 8}, BEFORE)
    lines = said(narrative(given, settings=_english()))
    assert "There were 33 cases, up 23 (230.0%) on the previous quarter." in lines["lead/summary"]
    assert "where Attitude, Duty and Discipline share first place" in lines["lead/top"]
    assert "up from 2 in the previous quarter" in lines["problems/attitude/summary"]
    assert "Because of rounding, the shares of the categories add up to 99.9%." in lines["lead/method"]
    assert "Discipline" not in lines.get("problems/absent", "")


def test_a_quarter_after_one_without_a_case() -> None:
    """That there was none is said once, of the whole, and not of each category again."""
    few = {"attitude": 2, "duty": 1}
    given = [
        *cases({"attitude": 9, "duty": 5}),
        *(one for day in (date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 5)) for one in cases(few, day)),
    ]
    lines = said(narrative(given))
    assert lines["lead/summary"].startswith("本季度共受理14件，上季度为0，新增14件；由上年同期的3件增至14件。")
    assert lines["problems/attitude/summary"].endswith("占受理总数的64.3%；由上年同期的2件增至9件。")
    assert not [
        name for name, line in lines.items() if "上季度" in line and name not in ("lead/summary", "lead/method")
    ]


def test_none_then_and_none_a_year_ago() -> None:
    """Both are said in one clause."""
    given = [
        *cases({"attitude": 4, "duty": 12}),
        *cases({"duty": 11}, BEFORE),
        *cases({"duty": 13}, YEAR_AGO),
        *cases({"duty": 12}, date(2026, 1, 5)),
    ]
    assert "；上季度、上年同期均为0，新增4件。" in said(narrative(given))["problems/attitude/summary"]


def test_the_whole_is_compared_twice_in_one_clause() -> None:
    """Level with both, or few in both."""
    level = [one for day in (QUARTER, BEFORE, YEAR_AGO, date(2026, 1, 5)) for one in cases({"attitude": 12}, day)]
    assert "，与上季度、上年同期均持平。" in said(narrative(level))["lead/summary"]


def test_charts_stand_in_the_order_in_which_the_text_cites_them() -> None:
    """图1 is cited before 图2."""
    given = [
        Case(date(2025 + month // 12, month % 12 + 1, day), "attitude", channel=channel)
        for month in range(21)
        for day in (3, 12, 21)
        for channel in ("热线", "来信")
    ]
    report = narrative(given)
    charts = [block.id for block in report.blocks if isinstance(block, Chart)]
    cited = re.findall(r"\[(chart/\w+)\]", "".join(said(report).values()))
    assert len(charts) > 1
    assert list(dict.fromkeys(one for one in cited if one in charts)) == [one for one in charts if one in cited]
