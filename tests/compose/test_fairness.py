"""What a report says where a period is not over, not compared, cumulated or corrected."""

import re
from dataclasses import replace
from datetime import date

from reportgen.compose import compose
from reportgen.model.periods import Period
from reportgen.model.reports.narratives import Chart, Narrative
from reportgen.settings import Settings
from reportgen.tally import tally
from tests.cases import Case, ledger_of, sample_settings
from tests.compose.ledgers import qinglan
from tests.compose.reports import narrative, said, table
from tests.tally.test_coverage import every

_END = date(2026, 9, 30)
_UNTIL = date(2026, 8, 15)


def _lead(given: Narrative) -> str:
    return said(given)["lead/summary"]


def _note(given: Narrative) -> str:
    return re.split("均以受理总数为基数|件数按台账的登记统计", said(given)["lead/method"])[1]


def _inspected(since: date) -> list[Case]:
    return every(1, date(2025, 1, 1), _END, "热线") + every(3, since, _END, "暗访")


def test_an_unfinished_quarter_says_until_when() -> None:
    """Days, months and the year so far end with the last day known; the note says once why nothing is compared."""
    report = narrative(every(1, date(2025, 1, 1), _UNTIL))
    assert "对2026年第三季度（7月1日至8月15日）受理的反映" in said(report)["lead/purpose"]
    assert _lead(report) == (
        "本季度已受理46件。现有数据截至8月15日。1月1日至8月15日累计受理227件。近七个季度的变化见[chart/trend]。按月看，7月31件，8月15件。"
    )
    assert _note(report) == "。台账尚未记满本季度，不作环比和同比。"
    assert "table/categories" not in {block.id for block in report.blocks}  # one class, nothing to compare
    (trend,) = [block.spec for block in report.blocks if isinstance(block, Chart) and block.id == "chart/trend"]
    assert trend.series[0].points[-1].mark == "截至8月15日"


def test_an_unfinished_year_has_one_comparison_to_withhold() -> None:
    """Of a year 环比 and 同比 are the same; what has come of it in whole months is compared with the same months of last year."""
    cases = every(1, date(2024, 1, 1), _UNTIL)
    report = narrative(cases, period="2026")
    assert _note(report) == "。"
    assert "9月" not in _lead(report)
    assert "1—7月累计受理212件，与上年同期持平。" in _lead(report)


def test_a_quarter_of_one_month_so_far() -> None:
    """The only month that has come is the quarter so far and not told again."""
    assert "按月看" not in _lead(narrative(every(1, date(2025, 1, 1), date(2026, 7, 15))))


def test_a_year_ago_that_is_covered_in_part() -> None:
    """环比 is said as ever; the note says why there is no 同比, unless the settings keep that back."""
    cases = every(2, date(2025, 7, 20), _END)
    report = narrative(cases)
    assert _lead(report).startswith(
        "本季度共受理46件，比上季度增加1件，环比增长2.2%。前三季度累计受理136件。近四个季度的变化见[chart/trend]。按月看"
    )
    assert _note(report).endswith("不计增减率。上年同期的台账不完整，不作同比。")
    assert table(report, "table/categories")[0] == ["问题类别", "件数", "占比", "上季度", "增减", "环比"]
    silent = narrative(cases, settings=sample_settings(footnote_withheld=False))
    assert _note(silent).endswith("不计增减率。")


def test_a_ledger_of_half_a_year() -> None:
    """Begun in the middle of the quarter before: the lead says what no ledger reaches, the note what is not whole."""
    report = narrative(every(2, date(2026, 4, 20), _END))
    assert _lead(report).startswith("本季度共受理46件，台账未完整包含上年同期，不作同比。按月看")
    assert _note(report) == "。上季度的台账不完整，不作环比。"


def test_a_channel_that_is_new() -> None:
    """Neither total nor category is compared, and the note names both periods."""
    report = narrative(_inspected(date(2026, 7, 1)))
    assert _lead(report).startswith("本季度共受理123件。前三季度累计受理304件。按月看")
    assert _note(report) == "。上季度的台账范围与本季度不同，不作环比。上年同期的台账范围与本季度不同，不作同比。"
    assert said(report)["problems/duty/summary"] == "履职责任不强。本季度共123件。"


def test_cumulated_figures_are_compared_with_the_same_months() -> None:
    """The year so far against last year's; first quarters and years have none."""
    cases = every(1, date(2025, 1, 1), _END) + every(10, date(2026, 1, 1), date(2026, 6, 30))
    assert "前三季度累计受理292件，比上年同期增加19件，同比增长7.0%。" in _lead(narrative(cases))
    assert "累计" not in _lead(narrative(cases, period="2026Q1"))


def test_a_correction_gives_both_values() -> None:
    """A note of its own, oldest period first; without an earlier report, or where its numbers hold, there is none."""
    cases = every(1, date(2026, 1, 1), _END)
    printed = {"2026Q2": {"total": 90, "category.duty": 91, "category.attitude": 1}, "2026Q1": {"total": 89}}
    assert said(narrative(cases, previous=printed))["lead/restatement"] == (
        "更正：2026年第一季度受理总数原报89件，现更正为90件；2026年第二季度受理总数原报90件，现更正为91件；"
        "2026年第二季度服务态度生硬原报1件，现更正为0件。"
    )
    assert "lead/restatement" not in said(narrative(cases))
    assert "lead/restatement" not in said(narrative(cases, previous={"2026Q2": {"total": 91}}))


def _english() -> Settings:
    settings = sample_settings(language="en")
    wording = settings.wording.model_copy(update={"case": "case/cases", "of": "all requests"})
    template = settings.template.model_copy(update={"report": "foreign/report.md"})
    return settings.model_copy(update={"wording": wording, "template": template})


def test_the_same_in_english() -> None:
    """Until when, what is not compared and what is corrected."""
    report = said(
        narrative(every(1, date(2025, 1, 1), _UNTIL), settings=_english(), previous={"2026Q2": {"total": 90}})
    )
    assert (
        "There were 46 cases up to 15 August. From 1 January to 15 August there were 227 cases. By month"
        in report["lead/summary"]
    )
    assert (
        "The ledgers do not reach the end of this quarter, so nothing is compared with whole periods."
        in report["lead/method"]
    )
    assert report["lead/restatement"].endswith(
        "in the second quarter of 2026: printed before as 90 cases, now 91 cases."
    )
    scope = said(narrative(_inspected(date(2026, 7, 1)), settings=_english()))["lead/method"]
    assert "Not compared with the previous quarter: the ledgers of then cover less. Not compared with" in scope


def test_what_is_put_aside_may_be_of_any_category() -> None:
    """Where much is 其他 no category is said not to have come in: only that nothing could be put there."""
    day = date(2026, 8, 3)
    aside = [Case(day, "other")] * 9 + [Case(day, "attitude")] * 3
    few = [Case(day, "other")] + [Case(day, "attitude")] * 11
    texts = [" ".join(said(narrative(cases)).values()) for cases in (aside, few)]
    assert ["没有可以归入" in text for text in texts] == [True, False]
    assert ["没有收到" in text for text in texts] == [False, True]


def test_spellings_that_may_be_one_unit_are_told_to_the_reader() -> None:
    """The table has both, counted apart; the note says so, and names no group of which the report has one name alone."""
    units = ("河东街道办", "河东街道办事处", "县医院")
    ledger = ledger_of([Case(date(2026, 8, 3), "attitude", unit=one) for one in units] * 4)
    doubted = (units[:2], ("县医院", "人民医院"))
    summary, _ = tally(replace(ledger, doubted=doubted), qinglan().settings, Period.parse("2026Q3"))
    note = said(compose(summary, qinglan(), date(2026, 10, 12))[0])["lead/method"]
    assert "台账中河东街道办和河东街道办事处疑为同一单位的不同写法，未经核实，分别统计" in note
    assert "人民医院" not in note
