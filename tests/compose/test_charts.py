"""Declared charts: each language has words for them, the manual names them, and their points are figures of the book."""

import re
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from reportgen.compose.charts.shown import Material
from reportgen.compose.charts.specs import KINDS, Chart, chart_of, shows_something
from reportgen.compose.disclosure import disclosed
from reportgen.compose.language.language import Language
from reportgen.compose.language.languages import LANGUAGES, language_of
from reportgen.messages import SettingsError
from reportgen.model.periods import Period
from reportgen.model.reports.pictures import ChartKind, ChartSpec
from reportgen.model.reports.summaries import Summary
from reportgen.settings import ChartSettings, FigureSettings, Settings, load_settings
from reportgen.settings.models.charts import NAMED
from reportgen.settings.models.figures.dimensions import CLASS, GROUPINGS, MONTH, PERIOD
from reportgen.tally import tally
from tests.cases import CATEGORIES, FIGURES, Case, ledger_of, sample_settings

_PROJECT = Path(__file__).resolve().parents[2]
_DOCS = _PROJECT / "docs"
_NOW, _BEFORE, _YEAR_AGO = date(2026, 8, 3), date(2026, 5, 4), date(2025, 7, 2)
_FIRST, _SECOND = list(CATEGORIES)[:2]


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_each_language_says_what_a_chart_shows(language: type[Language]) -> None:
    """A chart without words would fail only in a county that has the data for it."""
    assert set(language.chart_words) == set(ChartKind)
    assert set(language.each_words) == {*GROUPINGS, MONTH, PERIOD, CLASS, "field"}
    assert set(language.whole_words) == {*GROUPINGS, CLASS, "field"}


def test_each_kind_of_the_configuration_is_drawn() -> None:
    """No word in YAML without a kind behind it, and no kind that cannot be asked for."""
    assert set(get_args(ChartSettings.model_fields["kind"].annotation)) == set(KINDS)
    assert set(KINDS.values()) == set(ChartKind)


def test_the_charts_that_are_always_there_are_those_of_the_base() -> None:
    """A county that extends nothing has the same as one that extends the base, and the manual of templates names them."""
    base = yaml.safe_load((_PROJECT / "config/base.yaml").read_text("utf-8"))
    assert base["charts"]["named"] == NAMED
    (line,) = [one for one in (_DOCS / "templates.md").read_text("utf-8").splitlines() if one.startswith("- 图：")]
    assert set(re.findall(r"`(\w+)`", line)) == set(NAMED)


def test_the_manual_names_every_key_and_kind() -> None:
    """In the tables of docs/charts.md."""
    rows = re.findall(r"^\| `(\w+)` \|", (_DOCS / "charts.md").read_text("utf-8"), re.MULTILINE)
    assert rows == [*ChartSettings.model_fields, *KINDS] or set(rows) == {*ChartSettings.model_fields, *KINDS}


def _summary(cases: list[Case], by: list[str], figures: dict[str, Any] | None = None) -> tuple[Summary, Settings]:
    declared = {**FIGURES, "total": {"by": [*FIGURES["total"]["by"], *by]}, **(figures or {})}
    made = {code: FigureSettings.model_validate(one) for code, one in declared.items()}
    settings = sample_settings().model_copy(update={"figures": made})
    return tally(ledger_of(cases), settings, Period.parse("2026Q3"), {})[0], settings


def _chart(given: tuple[Summary, Settings], **keys: Any) -> Chart:
    summary, settings = given
    material = Material(summary, language_of(summary, settings), settings)
    return chart_of("c", ChartSettings.model_validate(keys), material)


def _spec(given: tuple[Summary, Settings], **keys: Any) -> ChartSpec:
    spec = _chart(given, **keys).spec
    assert spec is not None
    for point in (point for series in spec.series for point in series.points):
        figure = given[0].figures[point.figure]
        assert point.value is None or point.value == float(figure.value or 0)
    return spec


def _read(spec: ChartSpec) -> dict[str, dict[str, str]]:
    return {one.name: {point.label: point.text for point in one.points} for one in spec.series}


def _cases(rows: list[tuple[date, str, str, int]], **more: Any) -> list[Case]:
    return [Case(day, code, unit=unit, **more) for day, code, unit, count in rows for _ in range(count)]


_ROWS = [
    (_NOW, _FIRST, "甲", 5),
    (_NOW, _SECOND, "甲", 2),
    (_NOW, _FIRST, "乙", 4),
    (_NOW, _SECOND, "丙", 9),
    (_BEFORE, _FIRST, "甲", 3),
    (_BEFORE, _FIRST, "丁", 2),
    (_YEAR_AGO, _SECOND, "乙", 6),
]


def test_grouped_bars_stand_beside_those_of_earlier_periods() -> None:
    """Largest of this period first; a unit without a case now that had some is there; what is compared with can be chosen."""
    given = _summary(_cases([*_ROWS, (date(2025, 4, 2), _FIRST, "", 1)]), [])  # the year-ago quarter is covered whole
    spec = _spec(given, kind="grouped", by="unit")
    assert _read(spec) == {
        "本季度": {"丙": "9", "甲": "7", "乙": "4", "丁": "0"},
        "上季度": {"丙": "0", "甲": "3", "乙": "0", "丁": "2"},
        "上年同期": {"丙": "0", "甲": "0", "乙": "6", "丁": "0"},
    }
    assert spec.alt.startswith("各单位件数分组柱状图。本季度：丙9件，甲7件，乙4件，丁0件。上季度：丙0件，")
    only = _read(_spec(given, kind="grouped", by="unit", compare=["yoy"]))
    assert list(only) == ["本季度", "上年同期"]
    assert list(only["本季度"]) == ["丙", "甲", "乙"]  # 丁 had none in either
    assert list(_read(_spec(given, kind="grouped", by="unit", compare=[]))) == ["本季度"]


def test_a_period_that_may_not_be_compared_is_not_shown() -> None:
    """The ledgers begin this quarter: there is nothing to put beside."""
    given = _summary(_cases([one for one in _ROWS if one[0] == _NOW]), [])
    assert list(_read(_spec(given, kind="grouped", by="unit"))) == ["本季度"]


def test_one_dimension_inside_another() -> None:
    """Rows and columns with the figures of the crossing; where there is no case there is no point, and that is said."""
    given = _summary(_cases(_ROWS), ["unit × category"])
    first, second = CATEGORIES[_FIRST], CATEGORIES[_SECOND]
    expected = {second: {"丙": "9", "甲": "2"}, first: {"甲": "5", "乙": "4"}}
    heat = _spec(given, kind="heat", by="unit × category")
    assert _read(heat) == expected
    assert "空白处没有" in heat.alt
    assert {point.figure for one in heat.series for point in one.points} == {
        f"unit.{place}.category.{code}" for place, code in ((1, _SECOND), (2, _FIRST), (2, _SECOND), (3, _FIRST))
    }
    for kind in ("grouped", "stacked"):
        spec = _spec(given, kind=kind, by="unit × category")
        assert _read(spec) == expected
        assert "空白" not in spec.alt
    assert _read(_spec(given, kind="heat", by="unit × category", top=1)) == {second: {"丙": "9"}}


@pytest.mark.parametrize(("order", "names"), [("count", "丙 甲 乙"), ("taxonomy", "乙 甲 丙"), ("name", "丙 乙 甲")])
def test_the_order_is_as_asked_for(order: str, names: str) -> None:
    """By number, as the configuration lists them, by name; the picture keeps it, and what is shown are the largest."""
    summary, settings = _summary(_cases(_ROWS), [])
    listed = settings.ledger.vocabulary.model_copy(update={"unit": {"乙": [], "甲": [], "丙": []}})
    settings = settings.model_copy(update={"ledger": settings.ledger.model_copy(update={"vocabulary": listed})})
    spec = _spec((summary, settings), kind="horizontal", by="unit", order=order)
    assert " ".join(point.label for point in spec.series[0].points) == names
    assert spec.in_order
    two = _spec((summary, settings), kind="horizontal", by="unit", order=order, top=2)
    assert {point.label for point in two.series[0].points} == {"丙", "甲"}


def test_the_catch_all_stands_last_however_large_it_is() -> None:
    """And the picture does not sort it to the front again."""
    rows = [(_NOW, "other", "甲", 9), (_NOW, _FIRST, "甲", 4), (_NOW, _SECOND, "甲", 2)]
    spec = _spec(_summary(_cases(rows), []), kind="bar", by="category")
    assert [point.value for point in spec.series[0].points] == [4, 2, 9]
    assert spec.in_order


def test_handling_time_and_rates_by_a_dimension() -> None:
    """What is known stands first; a rate on few cases is a gap that says so, never a bar."""
    cases = _cases([(_NOW, _FIRST, "甲", 12)], days=4, status="closed") + _cases(
        [(_NOW, _SECOND, "乙", 3)], days=9, status="closed"
    )
    rate = {**FIGURES["closed"], "by": ["category"]}
    given = _summary(cases, [], {"closed": rate})
    first, second = CATEGORIES[_FIRST], CATEGORIES[_SECOND]
    days = _spec(given, kind="horizontal", what="days", by="category")
    assert (_read(days)[""], days.unit) == ({second: "9", first: "4"}, "天")
    assert days.alt == f"各类问题办理时长中位数条形图：{second}9天，{first}4天。"
    (rates,) = _spec(given, kind="bar", what="closed", by="category").series
    assert [(one.label, one.text, one.value) for one in rates.points[:2]] == [
        (first, "100.0%", 1.0),
        (second, "—", None),
    ]


def test_a_unit_against_which_nothing_stands_is_in_no_chart() -> None:
    """All its cases were found not true."""
    cases = _cases([(_NOW, _FIRST, "甲", 3)]) + _cases([(_NOW, _FIRST, "乙", 5)], verified="no")
    given = _summary(cases, ["unit × category"])
    for kind, by in (("horizontal", "unit"), ("grouped", "unit"), ("heat", "unit × category")):
        assert [point.label for point in _spec(given, kind=kind, by=by).series[0].points] == ["甲"]


def test_what_has_no_room_is_left_out_and_said() -> None:
    """Forty units in six categories would be 240 bars."""
    codes = list(CATEGORIES)[:4]
    rows = [(_NOW, code, f"单位{number}", 1 + number) for number, code in product(range(30), codes)]
    given = _summary(_cases(rows), ["unit × category"])
    grouped = _chart(given, kind="grouped", by="unit × category", top=30)
    assert grouped.spec is not None
    assert sum(len(one.points) for one in grouped.spec.series) == 60
    assert [one.code for one in grouped.issues] == ["charts.left-out"]
    assert not _chart(given, kind="grouped", by="unit × category", top=15).issues


def test_nothing_to_show_is_no_chart() -> None:
    """A facet that no ledger tells of, a figure that is declared and counts nothing."""
    given = _summary(_cases(_ROWS), ["unit × channel"])
    for keys in (
        {"kind": "bar", "by": "region"},
        {"kind": "stacked", "by": "channel"},
        {"kind": "heat", "by": "unit × channel"},
        {"kind": "bar", "what": "days", "by": "category"},
        {"kind": "horizontal", "what": "upheld", "by": "unit"},
    ):
        assert _chart(given, **keys).spec is None


@pytest.mark.parametrize(
    ("rows", "kind", "by", "worth"),
    [
        ([("甲", _FIRST)], "horizontal", "unit", False),
        ([("甲", _FIRST), ("乙", _FIRST)], "horizontal", "unit", True),
        ([("甲", _FIRST)], "grouped", "unit", False),
        ([("甲", _FIRST), ("乙", _FIRST)], "heat", "unit × category", False),
        ([("甲", _FIRST), ("甲", _SECOND)], "heat", "unit × category", False),
        ([("甲", _FIRST), ("乙", _SECOND)], "heat", "unit × category", True),
    ],
)
def test_a_chart_of_one_bar_group_row_or_column_is_not_worth_its_place(
    rows: list[tuple[str, str]], kind: str, by: str, worth: bool
) -> None:
    """A sentence says as much."""
    given = _summary(_cases([(_NOW, code, unit, 2) for unit, code in rows]), ["unit × category"])
    assert shows_something(_spec(given, kind=kind, by=by)) == worth


@pytest.mark.parametrize("level", [{"disclosure": "public"}, {"name_units": False}])
def test_where_units_are_not_named_no_chart_names_them(level: dict[str, Any]) -> None:
    """Neither as bars nor as what something else is parted by."""
    summary, settings = _summary(_cases(_ROWS, channel="热线"), ["channel × unit", "unit × category"])
    asked: list[dict[str, Any]] = [
        {"kind": "horizontal", "by": "unit"},
        {"kind": "grouped", "by": "unit"},
        {"kind": "heat", "by": "unit × category"},
        {"kind": "stacked", "by": "channel × unit"},
    ]
    assert all(_chart((summary, settings), **keys).spec for keys in asked)
    kept = disclosed(summary, settings.report.model_copy(update=level))
    assert not [keys for keys in asked if _chart((kept, settings), **keys).spec]


def test_the_example_of_the_manual_is_a_configuration(tmp_path: Path) -> None:
    """With what it says must be parted, and without it refused at its place."""
    example, native, _fallback = re.findall(r"```yaml\n(.*?)```", (_DOCS / "charts.md").read_text("utf-8"), re.DOTALL)
    base = "extends: reportgen:base\ncounty: {name: 甲县, code: '990101'}\noffice: {name: 某办}\n"
    (tmp_path / "county.yaml").write_text(base + example, encoding="utf-8")
    with pytest.raises(SettingsError) as refusal:
        load_settings(tmp_path / "county.yaml")
    assert [(one.code, one.source and one.source.row) for one in refusal.value.issues] == [("settings.chart-parted", 7)]
    figures = "figures: {total: {by: [category × unit, unit, channel, handling, region, month, unit × category]}}\n"
    (tmp_path / "county.yaml").write_text(base + figures + example, encoding="utf-8")
    named = load_settings(tmp_path / "county.yaml").settings.charts.named
    assert (named["units"].what, named["units"].top, named["slow"].grey) == ("standing", 5, True)
    (tmp_path / "county.yaml").write_text(base + native, encoding="utf-8")
    assert load_settings(tmp_path / "county.yaml").settings.charts.format == "native"
