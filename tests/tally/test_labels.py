"""What figures are called: in the language of the report, or in the one that is asked for; names stay as they are configured."""

import re
from datetime import date

import pytest

from reportgen.messages import speak
from reportgen.model.periods import Period
from reportgen.model.reports.summaries import Summary
from reportgen.tally import tally
from tests.cases import CATEGORIES, FIGURES, Case, ledger_of, sample_settings

_Q3 = Period.parse("2026Q3")
_HANZI = re.compile("[一-鿿]")
_LABELS = {
    "total": ("受理总数", "受理总数"),
    "total.previous": ("受理总数（上期）", "受理总数 (previous period)"),
    "total.qoq": ("受理总数环比", "受理总数: change on the previous period"),
    "total.yoy.difference": ("受理总数同比增减", "受理总数: difference to the same period of last year"),
    "category.duty.share": ("履职责任不强占比", "履职责任不强: share"),
    "category.duty.share.qoq": ("履职责任不强占比环比增减", "履职责任不强: share: difference to the previous period"),
    "category.duty.rank": ("履职责任不强位次", "履职责任不强: place"),
    "category.duty.unit.1.share": ("甲窗口·履职责任不强占该类", "甲窗口·履职责任不强: share of the category"),
    "category.duty.days": ("履职责任不强办理时长中位数", "履职责任不强: 办理时长中位数"),
    "top": ("履职责任不强、服务态度生硬", "履职责任不强, 服务态度生硬"),
    "top.share": ("前列类别合计占比", "leading categories together: share"),
    "repeats.share": ("重复件占比", "重复件: share"),
    "unit.known": ("已注明单位", "cases that name the unit"),
    "unit.distinct": ("涉及单位数", "number of different units"),
    "rate.closed.base": ("办结率基数", "办结率: base"),
    "cumulative.rate.closed": ("累计办结率", "办结率, cumulated"),
    "days.class.2": ("办理时长4—7天", "handling time of 4–7 days"),
    "days.class.5.share": ("办理时长31天及以上占比", "handling time of 31 days and more: share"),
    "month.2026-07": ("2026-07受理总数", "受理总数, 2026-07"),
    "restated.2026Q2.total.printed": ("受理总数（2026Q2）原报", "受理总数 (2026Q2), as reported before"),
}  # fmt: skip


@pytest.fixture(scope="module")
def summaries() -> dict[str, Summary]:
    """The figures of one ledger of two years, named in either language, for a reader who speaks the other."""
    days = [date(year, month, day) for year in (2025, 2026) for month in range(1, 10) for day in (3, 13, 23)]
    kinds = ("attitude", "duty")
    cases = [
        Case(day, kinds[number % 2], "甲窗口" if number % 3 else "", "来信", status="closed", days=number % 40)
        for number, day in enumerate(days)
    ]
    found = {}
    for language, other in (("zh", "en"), ("en", "zh")):
        speak(other)
        printed = {"2026Q2": {"total": 1}}
        found[language] = tally(ledger_of(cases), sample_settings(), _Q3, printed, language)[0]
    return found


@pytest.mark.parametrize("id", _LABELS)
def test_a_figure_has_a_name_in_both_languages(summaries: dict[str, Summary], id: str) -> None:
    """Whatever the process speaks."""
    assert (summaries["zh"].figures[id].label, summaries["en"].figures[id].label) == _LABELS[id]


def test_no_english_name_is_chinese_but_for_what_is_configured(summaries: dict[str, Summary]) -> None:
    """Every figure: with the names of categories, units and channels taken out, no hanzi is left."""
    for figure in summaries["en"].figures.values():
        declared = (str(one["label"]) for one in FIGURES.values() if "label" in one)
        named = sorted((*CATEGORIES.values(), *declared, "受理总数", "甲窗口", "来信"), key=len, reverse=True)
        text = re.sub("|".join(named), "", figure.label)
        assert not _HANZI.search(text), figure.id


def test_the_figures_are_the_same_in_both_languages(summaries: dict[str, Summary]) -> None:
    """A language changes names and measure words, never an id or a value."""
    values = [{id: one.value for id, one in summary.figures.items()} for summary in summaries.values()]
    assert values[0] == values[1]


def test_without_being_told_otherwise_the_names_are_the_report_s() -> None:
    """Those of a report in English are English."""
    settings = sample_settings(language="en")
    speak("zh")
    summary, _ = tally(ledger_of([Case(date(2026, 7, 1), "duty", status="closed")]), settings, _Q3)
    assert summary.rates["closed"].known.label == "办结率: base"
