"""Declared charts: what a county may write, and where it is told what makes no sense."""

from typing import Any

import pytest

from reportgen.messages import SettingsError, TemplateError, speak
from reportgen.settings import load_settings
from reportgen.settings.checks.charts import figures_of, varied
from reportgen.settings.models.charts import NAMED
from tests.settings.conftest import Folder

_HEAD = """\
extends: complete.yaml
figures: {total: {by: [unit, month, unit × category]}, days: {label: 时长, median: days, by: [category]}, closed: {by: [category]}}
"""


def _chart(text: str) -> str:
    return _HEAD + "charts: {named: {a: {" + text + "}}}\n"


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("kind: |pie, by: unit", "not-one-of"),
        ("kind: bar, what: |closd, by: category", "chart-figure"),
        ("kind: bar, by: |units", "chart-by"),
        ("kind: bar, by: |unit × unit", "chart-by"),
        ("kind: heat, by: |category × unit", "chart-by"),
        ("kind: |line, by: unit", "chart-kind"),
        ("kind: |bar, by: unit × category", "chart-kind"),
        ("kind: |heat, by: unit", "chart-kind"),
        ("kind: |grouped, by: month", "chart-kind"),
        ("kind: bar, by: |class", "chart-time"),
        ("kind: line, what: days, by: |period", "chart-time"),
        ("kind: |stacked, what: closed, by: category", "chart-parts"),
        ("kind: grouped, what: |closed, by: category", "chart-compared"),
        ("kind: bar, by: |channel", "chart-parted"),
        ("kind: bar, what: days, by: |unit", "chart-parted"),
        ("kind: heat, what: closed, by: |unit × category", "chart-parted"),
        ("kind: bar, by: unit, colours: [|red]", "bad-colour"),
        ("kind: bar, by: unit, height_mm: |10", "too-small"),
        ("kind: bar, by: unit, top: |41", "too-great"),
        ("kind: bar, by: unit, |hight_mm: 60", "unknown-key"),
        ("kind: bar, by: unit, order: |size", "not-one-of"),
    ],
)
def test_a_chart_that_makes_no_sense_is_refused_at_its_place(folder: Folder, marked: str, code: str) -> None:
    """Each fault with file, line and column (here where the bar stands), and nothing else is said."""
    column = _chart(marked).splitlines()[2].index("|") + 1
    assert folder.places(_chart(marked.replace("|", ""))) == [f"county.yaml:3:{column} settings.{code}"]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("kind: heatt, by: unit", "heat"), ("kind: bar, what: dayz, by: category", "days"), ("kind: bar, by: catgory", "category"),
     ("kind: heat, by: category × unit", "unit × category"), ("kind: bar, by: unit, colors: []", "colours")],
)  # fmt: skip
def test_what_was_meant_is_asked(folder: Folder, text: str, suggestion: str) -> None:
    """By the nearest of what is possible."""
    speak("en")
    (issue,) = folder.refused(_chart(text))
    assert f"Did you mean `{suggestion}`?" in issue.hint


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("kind: bar, by: unit, compare: |[qoq]", "chart-idle"),
        ("kind: line, by: period, top: |5", "chart-idle"),
        ("kind: line, by: month, order: |name", "chart-idle"),
        ("kind: heat, by: unit × category, labels: |false", "chart-idle"),
        ("kind: bar, by: unit, grey: |true, colours: ['#112233']", "chart-idle"),
        ("kind: bar, by: unit, colours: ['#112233', |'#445566']", "chart-colours"),
    ],
)
def test_a_key_that_does_nothing_is_said(folder: Folder, marked: str, code: str) -> None:
    """The report is built; the warning stands at the value."""
    column = _chart(marked).splitlines()[2].index("|") + 1
    loaded = folder.load(_chart(marked.replace("|", "")))
    (issue,) = [one for one in loaded.issues if one.code.startswith("settings.chart")]
    assert (issue.code, issue.source and (issue.source.row, issue.source.column)) == (f"settings.{code}", (3, column))


def test_a_county_changes_one_key_of_a_chart(folder: Folder) -> None:
    """The rest stays as the layers below have it; `null` takes a chart away."""
    folder.write("province.yaml", _chart("kind: grouped, by: unit, top: 8"))
    loaded = folder.load("extends: province.yaml\ncharts: {named: {a: {top: 3}, b: {kind: line, by: month}}}\n")
    named = loaded.settings.charts.named
    assert (named["a"].kind, named["a"].top, named["b"].by) == ("grouped", 3, "month")
    assert not folder.load("extends: province.yaml\ncharts: {named: {a: null}}\n").settings.charts.named


def test_what_a_county_takes_away_is_no_fault_of_the_charts_below(folder: Folder) -> None:
    """Charts of the base for which the county has no figure have nothing to show; the county's own must fit."""
    folder.write("province.yaml", _chart("kind: bar, what: days, by: category}, c: {kind: bar, by: unit"))
    away = "extends: province.yaml\nfigures: {days: null, total: {by: [month]}}\n"
    assert set(folder.load(away).settings.charts.named) == {"a", "c"}
    places = folder.places(away + "charts: {named: {c: {kind: horizontal}}}\n")
    assert places == ["county.yaml:3:28 settings.chart-parted"]


def test_digests_are_those_of_before_where_nothing_is_declared_anew(folder: Folder) -> None:
    """A report made before charts could be declared is not told that its settings have changed; a chart more is a change."""
    plain = folder.load("extends: complete.yaml\n").digest
    days = "figures: {total: {by: [unit, region, channel, handling]}, days: {label: 时长, median: days}}\n"
    named = str(NAMED).replace("'", "")
    with_figures = folder.load(f"extends: complete.yaml\n{days}").digest
    assert folder.load(f"extends: complete.yaml\n{days}charts: {{named: {named}}}\n").digest == with_figures != plain
    assert folder.load(
        f"extends: complete.yaml\n{days}charts: {{named: {{units: {{kind: bar, by: unit}}}}}}\n"
    ).digest not in (
        plain,
        with_figures,
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "pie"}, "settings.not-one-of"),
        ({"knd": "bar"}, "settings.unknown-key"),
        ({"by": "chanel"}, "settings.chart-by"),
        ({"by": "channel"}, "settings.chart-parted"),
        ({"kind": "heat"}, "settings.chart-kind"),
        ({"top": "5"}, "settings.not-number"),
        ({"colours": ["blue"]}, "settings.bad-colour"),
        ({"kind": "bar", "compare": ["qoq"]}, "template.chart-idle"),
    ],
)
def test_a_template_is_told_the_same(folder: Folder, given: dict[str, Any], code: str) -> None:
    """What it gives in brackets is held against the same rules."""
    settings = folder.load(_chart("kind: grouped, by: unit")).settings
    with pytest.raises(TemplateError) as refusal:
        varied("a", settings.charts.named["a"], given, settings)
    assert [one.code for one in refusal.value.issues] == [code]


def test_a_template_changes_what_it_gives(folder: Folder) -> None:
    """And nothing else; what the configuration wrote and is of no use now is no fault of the template's."""
    settings = folder.load(_chart("kind: grouped, by: unit, compare: [qoq], top: 4")).settings
    found = varied("a", settings.charts.named["a"], {"kind": "bar"}, settings)
    assert (found.kind, found.by, found.top) == ("bar", "unit", 4)


def test_charts_and_templates_are_held_against_the_same_figures(folder: Folder) -> None:
    """What the rules know of the figures is the same from the tree and from the settings."""
    loaded = load_settings(folder.write("county.yaml", _HEAD))
    found = figures_of(loaded.settings)
    assert found.kinds == {"closed": "rate", "total": "count", "days": "median"}
    assert found.parted["total"] == {"unit", "month", "unit × category"}
    with pytest.raises(SettingsError):
        folder.load(_chart("kind: bar, by: region"))
