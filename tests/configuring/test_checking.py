"""What `check` finds without a ledger: in the settings, in branches of templates that one ledger would not take, on the page."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportgen import pipeline
from reportgen.clean import clean
from reportgen.cli import app
from reportgen.configuring import checking
from reportgen.configuring.invented import INVENTIONS, Invention, invented_rows
from reportgen.job import Job
from reportgen.model.periods import Period
from reportgen.model.sources import Level
from reportgen.settings import load_settings

PROJECT = Path(__file__).resolve().parents[2]
DAY = date(2026, 10, 12)
COUNTIES = [PROJECT / name for name in ("config/qinglan.yaml", "config/yunpi.yaml", "samples/foreign/config.yaml")]
COUNTY = 'extends: reportgen:base\ncounty: {name: 甲县, code: "990199"}\noffice: {name: 甲县某办}\nreport: {period: 2026Q3}\n'


@pytest.mark.parametrize("one", INVENTIONS, ids=lambda one: one.code)
@pytest.mark.parametrize("config", COUNTIES, ids=lambda path: path.parent.name + path.stem)
def test_each_invented_ledger_makes_a_report(config: Path, one: Invention) -> None:
    """With every case understood; else a branch would go untried in silence."""
    loaded, period = load_settings(config), Period.parse("2026Q3")
    rows = invented_rows(one, loaded.settings, period)
    ledger, _issues = clean(rows, loaded.settings, period)
    assert ledger.counts.used == ledger.counts.read > 0
    summary, narrative, _found = pipeline.compute(Job(loaded, (), period), ledger)
    assert summary.total.value or one.code == "nil"
    assert len(narrative.blocks) >= (10 if summary.total.value else 2)


def test_the_invented_ledgers_differ_where_templates_branch() -> None:
    """Streaks, ties, verdicts, a single case, missing columns: each occurs in some ledger and not in all."""
    loaded, period = load_settings(COUNTIES[0]), Period.parse("2026Q3")
    told: Counter[str] = Counter()
    for one in INVENTIONS:
        ledger, _issues = clean(invented_rows(one, loaded.settings, period), loaded.settings, period)
        summary, _narrative, _found = pipeline.compute(Job(loaded, (), period), ledger)
        named = [each for each in summary.categories if each.count.value]
        told["one case"] += summary.total.value == 1
        told["streak"] += bool(summary.qoq.streak)
        told["tie"] += len({each.count.value for each in named}) < len(named)
        told["nothing stands"] += summary.standing.value == 0
        told["no units"] += "unit" not in summary.facets
        told["verdicts"] += bool(summary.rates.get("verified") and summary.rates["verified"].known.value)
        told["fell"] += bool(summary.qoq.difference.value and summary.qoq.difference.value < 0)
    assert all(0 < told[what] < len(INVENTIONS) for what in told), told
    assert len(told) == 7


def test_the_samples_are_in_order() -> None:
    """Nothing is found in what the project ships."""
    assert dict.fromkeys(COUNTIES, ()) == checking.check(COUNTIES, DAY)


def _check(folder: Path, template: str = "", extra: str = "") -> list[str]:
    (folder / "county.yaml").write_text(COUNTY + extra, "utf-8")
    if template:
        (folder / "own.md").write_text(template, "utf-8")
    (found,) = checking.check([folder / "county.yaml"], DAY).values()
    return [
        f"{one.code} {Path(one.source.file).name if one.source else ''}:{one.source.row if one.source else ''}"
        for one in found
    ]


@pytest.mark.parametrize(
    "condition",
    ["total.value == 1", "present | tied | length > 1", "verdicts and not standing.value", "not units", "qoq.streak"],
)
def test_a_fault_in_a_branch_that_few_ledgers_take_is_found(tmp_path: Path, condition: str) -> None:
    """With file and line; the same template without the fault is in order."""
    text = '{{% extends "base/report.md" %}}\n{{% block purpose %}}\n[#lead/purpose]\n{{% if {0} %}}\n{1}\n{{% endif %}}\n正文。\n{{% endblock %}}\n'
    use = "template: {report: own.md}\n"
    assert _check(tmp_path, text.format(condition, "{{ period.label }}"), use) == []
    found = _check(tmp_path, text.format(condition, "{{ total | join }}"), use)
    assert found
    assert {one.partition(" ")[2] for one in found} == {"own.md:5"}


def test_what_is_never_told_is_said(tmp_path: Path) -> None:
    """A cause that cannot hold, a recommendation to which no cause leads."""
    extra = (
        "taxonomy:\n  causes:\n    odd: {title: 甲, when: \"count('duty') > 9 and count('duty') < 3\", text: 乙}\n"
        "  recommendations:\n    idle: {title: 甲, action: 乙, owner: 丙, deadline: 丁}\n"
    )
    assert _check(tmp_path, extra=extra) == [
        "settings.cause-never county.yaml:7",
        "settings.recommendation-idle county.yaml:9",
    ]


def test_counties_that_differ_in_names_alone_are_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty counties of a city cost forty readings of YAML and one set of reports."""
    tries: list[str] = []
    real = checking._tried
    monkeypatch.setattr(
        checking, "_tried", lambda one, *given, **named: tries.append(one.code) or real(one, *given, **named)
    )
    paths = []
    for number in range(40):
        path = tmp_path / f"{number}.yaml"
        path.write_text(COUNTY.replace("990199", f"9902{number:02d}").replace("甲县", f"第{number}县"), "utf-8")
        paths.append(path)
    assert set(checking.check(paths, DAY).values()) == {()}
    assert len(tries) == len(INVENTIONS)


def test_the_command(tmp_path: Path) -> None:
    """Exit code 1 for an error, with all configurations told; 0 for warnings alone."""
    (tmp_path / "good.yaml").write_text(COUNTY, "utf-8")
    (tmp_path / "bad.yaml").write_text(COUNTY + "chart: {}\n", "utf-8")
    run = CliRunner().invoke
    assert run(app, ["check", str(tmp_path / "good.yaml")]).exit_code == 0
    result = run(app, ["check", str(tmp_path / "bad.yaml"), str(tmp_path / "good.yaml"), "--json"])
    assert result.exit_code == 1
    told = {
        Path(one["config"]).name: [each["code"] for each in one["issues"]]
        for one in json.loads(result.output)["configurations"]
    }
    assert told == {"bad.yaml": ["settings.unknown-key"], "good.yaml": []}
    shown = run(app, ["check", str(tmp_path / "bad.yaml")], env={"COLUMNS": "200"}).output
    assert "errors 1, warnings 0, hints 0" in shown or "错误 1，警告 0，提示 0" in shown
    assert Level.ERROR.value in result.output


def test_every_kind_of_a_configuration_is_checked(tmp_path: Path) -> None:
    """A fault of one kind is told at its place; what one kind does not print and another does is no finding."""
    path = tmp_path / "county.yaml"
    path.write_text(
        COUNTY + "figures: {late: {label: 超期率, rate: {on_time: [no]}}}\n"
        "reports:\n  调研: {}\n  通报: {extends: reportgen:bulletin, template: {report: mine.md}}\n  坏: {report: {nam: 坏}}\n",
        "utf-8",
    )
    (tmp_path / "mine.md").write_text(
        '{% extends "bulletin/report.md" %}\n{% block lead %}\n[#lead/late]\n{% if rates.late %}超期率{{ rates.late.figure }}。{% endif %}\n{% endblock %}\n',
        "utf-8",
    )
    (found,) = checking.check([path], DAY).values()
    assert [(one.code, one.source and one.source.row) for one in found if one.level is Level.ERROR] == [
        ("settings.unknown-key", 9)
    ]
    assert not [one for one in found if one.code == "figures.unused"]


def test_a_name_that_no_font_of_the_charts_has_is_told_where_it_stands(tmp_path: Path) -> None:
    """Names of places and offices in rare characters: said before a ledger is there, not when a report is due."""
    path = tmp_path / "county.yaml"
    path.write_text(
        COUNTY + "ledger:\n  vocabulary:\n    unit:\n      县医院: []\n      大\ue000镇窗口: [镇窗口]\n", "utf-8"
    )
    told = [one for one in checking.check([path], DAY)[path] if one.code == "chart.name-unprintable"]
    (only,) = told
    assert "U+E000" in only.message
    assert only.source.file == str(path)
    assert str(only.source).partition(":")[2].startswith("9")
    path.write_text(path.read_text("utf-8") + "charts: {format: native}\n", "utf-8")
    assert not [one for one in checking.check([path], DAY)[path] if one.code == "chart.name-unprintable"]
