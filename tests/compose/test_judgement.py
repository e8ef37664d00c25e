"""What is signed is fair: over any ledger, what was not found true blames nobody, equals stand together, names keep apart from numbers."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compose import compose
from reportgen.model.ledgers import JOINT
from reportgen.model.reports.narratives import Chart, Narrative
from reportgen.settings import CauseSettings, RecommendationSettings, load_settings
from tests.cases import CATEGORIES, Case, sample_settings
from tests.compose.ledgers import told
from tests.compose.reports import QUARTER, cases, narrative, said, table

_UNITS = ["窗口1", "窗口2", "窗口10", "甲局", "乙局", "丙镇便民服务中心", JOINT.join(("甲局", "乙局"))]
_ORDER = "{% for u in to_rectify %}{{ u.name }}{{ '' if loop.last else '、' }}{% endfor %}"


def _blaming() -> object:
    """Settings whose one cause and order hold wherever anything stands."""
    taxonomy = sample_settings().taxonomy.model_copy(
        update={
            "causes": {
                "any": CauseSettings(title="原因", when="count('total') > 0", text="如下。", recommendations=["order"])
            },
            "recommendations": {
                "order": RecommendationSettings(title="整改", action=_ORDER, owner="某办", deadline="年底前")
            },
        }
    )
    return sample_settings().model_copy(update={"taxonomy": taxonomy})


_CASES = st.lists(
    st.builds(
        lambda day, category, unit, verified: Case(
            QUARTER + timedelta(days=day), category, unit=unit, verified=verified, channel="热线12345", status="closed"
        ),
        st.integers(0, 91),
        st.sampled_from([*CATEGORIES]),
        st.sampled_from(_UNITS),
        st.sampled_from(["yes", "no", "no", ""]),
    ),
    min_size=1,
    max_size=40,
)


def test_an_order_names_units_that_stand_out() -> None:
    """Those with half as much again as the equal share; not the third only because three may be named."""
    given = [*cases({"duty": 20}, unit="甲局"), *cases({"duty": 12}, unit="乙局"), *cases({"duty": 6}, unit="丙局")]
    few = [one for unit in ("丁局", "戊局", "己局") for one in cases({"duty": 2}, unit=unit)]
    assert _ordered(narrative([*given, *few], settings=_blaming())) == ["甲局", "乙局"]
    alone = cases({"duty": 12}, unit="甲局")
    assert _ordered(narrative(alone, settings=_blaming())) == ["甲局"]


def test_cases_that_were_not_found_true_make_no_concentration() -> None:
    """分布不均 is of what stands."""
    refuted = [Case(QUARTER, "duty", unit="甲局", verified="no") for _ in range(30)]
    stands = [Case(QUARTER, "duty", unit=unit, verified="yes") for unit in ("乙局", "丙局", "丁局") for _ in range(5)]
    told = said(narrative([*refuted, *stands]))["distribution/units"]
    assert told.startswith("从单位看，反映涉及4个单位。")


def _standing(given: list[Case]) -> Counter[str]:
    return Counter(unit for one in given if one.verified != "no" for unit in one.unit.split(JOINT))


def _ordered(report: Narrative) -> list[str]:
    return [
        name
        for name in said(report)
        .get("recommendations/order/text", "")
        .removeprefix("整改。")  # the heading, which is alone
        .partition("（责任单位")[0]
        .split("、")
        if name
    ]


@settings(deadline=None)
@given(_CASES)
def test_an_order_names_no_unit_of_which_nothing_stands_and_never_parts_equals(given: list[Case]) -> None:
    """Those with most cases that stand, at least two each and one found true where any is decided; of equals all or none."""
    decided = any(one.verified for one in given)
    upheld = {unit for one in given if one.verified == "yes" for unit in one.unit.split(JOINT)}
    standing = Counter({name: count for name, count in _standing(given).items() if not decided or name in upheld})
    named = _ordered(narrative(given, settings=_blaming()))  # type: ignore[arg-type] # settings
    assert all(standing[name] > 1 for name in named)
    least = min((standing[name] for name in named), default=0)
    assert not [name for name, count in standing.items() if named and count >= least and name not in named]


@settings(deadline=None)
@given(_CASES)
def test_what_was_not_found_true_is_no_problem_and_has_no_cause(given: list[Case]) -> None:
    """A class of which nothing stands has no section; where nothing stands at all there is neither cause nor order."""
    lines = said(narrative(given, settings=_blaming()))  # type: ignore[arg-type] # settings
    stand = {one.category for one in given if one.verified != "no"} - {"other"}
    assert {code for code in CATEGORIES if f"problems/{code}/summary" in lines} == stand
    anything = any(one.verified != "no" for one in given)
    assert ("causes" in lines) == ("recommendations" in lines) == anything
    if not anything:
        assert re.search("经核查均?不属实，没有查实的问题", lines["problems/overview"])
        assert "problems" not in lines, "there is no problem to be headed"


@settings(deadline=None)
@given(_CASES)
def test_the_chart_of_units_shows_what_stands_and_parts_no_equals(given: list[Case]) -> None:
    """Its bars are the units with cases that stand, cut only between different numbers."""
    report = narrative(given, settings=_blaming())  # type: ignore[arg-type] # settings
    shown = [block.spec for block in report.blocks if isinstance(block, Chart) and block.id == "chart/units"]
    standing = _standing(given)
    for spec in shown:
        bars = {point.label: point.value for point in spec.series[0].points}
        assert bars == {name: standing[name] for name in bars}
        assert not [name for name, count in standing.items() if count >= min(bars.values()) and name not in bars]


@settings(deadline=None)
@given(_CASES)
def test_a_name_that_ends_in_a_digit_keeps_apart_from_its_count(given: list[Case]) -> None:
    """窗口1 is never run together with the number behind it, nor is 热线12345."""
    text = "\n".join(said(narrative(given, settings=_blaming())).values())  # type: ignore[arg-type] # settings
    for found in re.finditer(r"窗口(\d+)|热线(\d+)", text):
        assert (found[1] or found[2]) in ("1", "2", "10", "12345"), text


def test_units_that_fell_to_zero_stand_in_the_table_and_it_adds_up() -> None:
    """甲 had 22 and has none: it is said and stands in the annex with 0 and −22; the columns add up to the totals."""
    given = [
        *cases({"attitude": 30}, unit="乙"), *cases({"duty": 28}, unit="丙"),
        *cases({"attitude": 22}, date(2026, 4, 1), unit="甲"), *cases({"duty": 45}, date(2026, 5, 1), unit="乙"),
    ]  # fmt: skip
    report = narrative(given)
    rows = {row[1]: row for row in table(report, "table/units")[1:]}
    head = table(report, "table/units")[0]
    then, difference = head.index("上季度"), head.index("增减")
    assert (rows["甲"][2], rows["甲"][then], rows["甲"][difference]) == ("0", "22", "-22")
    assert [*table(report, "table/units")[-1]][then] == "67"
    assert sum(int(row[then]) for name, row in rows.items() if name) == 67
    assert "甲" in said(report)["distribution/units"]


def test_equal_units_stand_in_the_order_of_their_numbers() -> None:
    """第9村 before 第10村."""
    given = [Case(QUARTER, "attitude", unit=f"第{number}村") for number in (10, 9, 2, 11) for _ in range(3)]
    assert "第2村、第9村、第10村和第11村" in said(narrative(given))["distribution/units"]


def test_several_units_in_every_case_are_all_named() -> None:
    """No one of them alone is pointed at."""
    given = [Case(QUARTER, "attitude", unit=JOINT.join(("县税务大厅", "县社保中心"))) for _ in range(12)]
    text = said(narrative(given))["problems/attitude/summary"]
    assert "这些反映都同时涉及县社保中心和县税务大厅" in text
    assert "分布不均" not in "".join(said(narrative(given)).values())


def _causes(given: list[Case]) -> dict[str, str]:
    """The section of causes of the sample county, by block."""
    invented = told(given)
    report, _issues = compose(invented.summary, invented.loaded, date(2026, 10, 12))
    return {name: text for name, text in said(report).items() if name.startswith("causes")}


def test_causes_of_what_nobody_verified_are_said_to_be_provisional() -> None:
    """And 整改不彻底 is not said: what was never found true was never put right."""
    rising = [
        Case(start, "attitude", verified=verdict, days=3, text=f"窗口人员态度生硬第{number}次")
        for verdict in ("",)
        for start, count in ((date(2026, 1, 5), 12), (date(2026, 4, 5), 15), (QUARTER, 20))
        for number in range(count)
    ]
    open_yet = _causes(rising)
    assert open_yet["causes/unverified"] == "群众反映的问题尚无核查结论，以下是根据反映作出的初步分析，有待核查印证。"
    assert "causes/rebound/text" not in open_yet
    found = _causes([replace(one, verified="yes") for one in rising])
    assert "causes/unverified" not in found
    assert "causes/rebound/text" in found
    inspected = _causes([replace(one, channel="明察暗访") for one in rising])
    assert "causes/unverified" not in inspected, "what an inspection found needs no verdict"


def test_late_closing_is_no_dissatisfaction() -> None:
    """A low rate of closing in time says nothing of what people think of the answers."""
    late = [
        Case(
            QUARTER, "attitude", verified="yes", status="closed", days=9, on_time=number < 10, satisfaction="satisfied"
        )
        for number in range(40)
    ]
    causes = _causes(late)
    assert "群众并不认可" not in "".join(causes.values())
    assert causes["causes/late/text"].startswith("到期应办结的40件中，按期办结10件，按期办结率为25.0%。")
    none = _causes([replace(one, on_time=False) for one in late])
    assert none["causes/late/text"].startswith("到期应办结的40件均未按期办结。"), "no rate of 0.0% is printed"


def test_a_bare_word_that_nobody_explains_is_no_account_of_what_was_done() -> None:
    """转办 alone is left out; 批评教育, which the configuration knows, and a sentence are told."""
    told = {}
    for handling in ("转办", "批评教育", "已约谈负责人并公开道歉"):
        cases = [Case(date(2026, 8, 3 + at), "attitude", text="窗口人员态度生硬，说话不耐烦", verified="yes", handling=handling, handling_text=handling) for at in range(12)]  # fmt: skip
        told[handling] = " ".join(said(narrative(cases)).values())
    assert "转办。" not in told["转办"]
    assert "批评教育" in told["批评教育"]
    assert "公开道歉" in told["已约谈负责人并公开道歉"]


_OWN = """\
extends: reportgen:base
county: {name: 石桥县, code: "990177"}
office: {name: 石桥县作风建设办公室}
taxonomy:
  categories:
    own_1: {name: 环境卫生差}
"""
_CAUSE = "  causes:\n    own_1: {title: 保洁不到位, when: count('own_1') >= 10, text: 保洁没有落实到人。}\n"


def test_a_category_of_the_county_of_which_no_cause_speaks_is_told(tmp_path: Path) -> None:
    """Its cases are many, and the causes that are inherited cannot know of it; the county that writes causes itself knows what it leaves out."""
    path = tmp_path / "county.yaml"
    for text, count, expected in ((_OWN, 10, 1), (_OWN, 9, 0), (_OWN + _CAUSE, 10, 0)):
        path.write_text(text, "utf-8")
        loaded = load_settings(path)
        summary = told([Case(QUARTER, "own_1")] * count + [Case(QUARTER, "attitude")] * 12, loaded=loaded).summary
        issues = compose(summary, loaded, date(2026, 10, 12))[1]
        assert [one.code for one in issues].count("causes.none-for") == expected
