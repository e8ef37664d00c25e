"""A county declares charts of its own: they are built, traced, audited, updated, and what is wrong with them is said at its place."""

import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from reportgen.cli import app
from reportgen.messages import speak
from reportgen.model.reports.narratives import Chart
from reportgen.word import open_package, read_memory, read_page
from reportgen.word.memory.memory import Memory
from reportgen.word.memory.memory_xml import memory_bytes, parse_memory
from tests.journeys.county import CONFIG, HEADER

pytestmark = pytest.mark.usefixtures("read_once")

_OWN = """\
template: {report: own.md}
figures:
  total: {by: [category × aspect, category × unit, unit, channel, handling, region, month, unit × category]}
charts:
  named:
    three: {kind: grouped, by: unit}
    table: {kind: heat, by: unit × category}
    inside: {kind: stacked, by: unit × category}
    monthly: {kind: line, by: month}
"""
_TEMPLATE = """\
{% extends "base/report.md" %}
{% block annexes %}
[#annex/charts] {{ attachment('附图') }}

[#chart/three] {{ chart('three') }} 各单位三期件数

[#chart/table] {{ chart('table') }} 各单位各类件数

[#chart/inside] {{ chart('inside') }} 各单位类别构成

[#chart/monthly] {{ chart('monthly') }} 各月件数

[#chart/varied] {{ chart('three', kind='horizontal', by='unit', top=2, height_mm=45, labels=true, colours=['#1F4E79']) }} 件数居前的单位

[#chart/channels/three] {{ chart('categories', kind='grouped') }} 各类三期件数
{% endblock %}
"""
_UNITS, _KINDS = ("甲中心", "乙大厅", "丙窗口"), ("服务态度生硬", "政策执行不力", "工作纪律松懈")
_IDS = ("chart/three", "chart/table", "chart/inside", "chart/monthly", "chart/varied", "chart/channels/three")


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "120", "SOURCE_DATE_EPOCH": "1791763200"})


def _rows(count: int) -> list[list[str]]:
    """Cases of every third day from the June before; from one count on, more of the last September."""
    days = [str(date(2025, 6, 1) + timedelta(days=3 * n)) for n in range(162)] + [
        "2026-09-28",
        "2026-09-29",
        "2026-09-30",
    ] * 2
    return [
        [f"G{n:03}", day, "12345热线", _UNITS[n * n % 7 % 3], _KINDS[n * 5 % 11 % 3], f"窗口人员办理第{n}号事项时不耐烦，语气生硬。"]
        for n, day in enumerate(days[:count])
    ]  # fmt: skip


def _ledger(folder: Path, count: int) -> None:
    book = openpyxl.Workbook()
    for row in [HEADER, *_rows(count)]:
        book.active.append(row)  # type: ignore[union-attr]  # a new book has a sheet
    book.save(folder / "台账.xlsx")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A county's folder with charts of its own."""
    _write(tmp_path, _OWN, _TEMPLATE)
    _ledger(tmp_path, 162)
    speak("en")
    return tmp_path


def _write(folder: Path, own: str, template: str) -> None:
    (folder / "county.yaml").write_text(CONFIG + own, encoding="utf-8")
    (folder / "own.md").write_text(template, encoding="utf-8")


def _build(folder: Path, name: str = "out") -> Path:
    done = _run("build", folder / "county.yaml", "--out", folder / name)
    assert done.exit_code == 0, done.output
    return next((folder / name).glob("*.docx"))


def _memory(report: Path) -> Memory:
    found = read_memory(report.read_bytes())
    assert found is not None
    return found


def _charts(report: Path) -> dict[str, Chart]:
    return {one.id: one for one in _memory(report).blocks if isinstance(one, Chart)}


def _pictures(report: Path) -> dict[str, bytes]:
    """The picture of each chart, by the name of its block."""
    memory, package = _memory(report), open_package(report.read_bytes())
    shown = [one for paragraph in read_page(package).body for one in paragraph.pictures]
    kinds = {name: mark.block for name, mark in memory.marks.items() if mark.kind == "picture"}
    return {kinds[name]: package.parts[one.part] for one in shown for name in one.marks if name in kinds}


def test_charts_of_the_county_are_built_traced_and_audited(county: Path) -> None:
    """Every point is a figure of the sidecar with its rows; the page says in words what it shows; the audit finds nothing."""
    report = _build(county)
    charts = _charts(report)
    assert [charts[id].spec.kind for id in _IDS] == ["grouped", "heat", "stacked", "trend", "ranking", "grouped"]
    sidecar = json.loads(next(report.parent.glob("*.trace.json")).read_text("utf-8"))
    assert len(charts["chart/varied"].spec.series[0].points) == 2
    points = [point for id in _IDS for series in charts[id].spec.series for point in series.points]
    assert len(points) > 30
    assert {point.figure for point in points} <= sidecar["figures"].keys()
    traced = json.loads(_run("trace", report, "--config", county / "county.yaml", "--json").stdout)
    places = [(one["figure"], one["printed"]) for one in traced["places"] if one["block"] in _IDS and one["same"]]
    assert sorted(places) == sorted((point.figure, point.text) for point in points)
    cell = charts["chart/table"].spec.series[0].points[0]
    rows = traced["figures"][cell.figure]["rows"]
    assert sum(one["count"] for one in rows if one["role"] == "counted") == int(cell.text)
    audit = _run("audit", report, "--config", county / "county.yaml", "--json")
    assert (audit.exit_code, json.loads(audit.stdout)["findings"]) == (0, []), audit.stdout


def test_a_picture_of_another_kind_is_found_by_the_audit(county: Path) -> None:
    """The configuration says bars now: the same values look otherwise, and the picture is not the one of today."""
    report = _build(county)
    _write(county, _OWN.replace("monthly: {kind: line", "monthly: {kind: bar"), _TEMPLATE)
    audit = json.loads(_run("audit", report, "--config", county / "county.yaml", "--json").stdout)
    codes = {one["code"] for one in audit["findings"]}
    assert "audit.picture-outdated" in codes, codes


def test_charts_of_an_edited_report_are_new_and_keep_their_place(county: Path) -> None:
    """Late cases arrive: each chart shows today's figures, as the report built anew does; a chart that was taken out stays out."""
    report = _build(county)
    report = report.rename(county / "report.docx")
    next((county / "out").glob("*.trace.json")).rename(county / "report.trace.json")
    before = _pictures(report)
    _ledger(county, 168)
    done = _run("update", report, "--config", county / "county.yaml", "--out", county / "updated.docx")
    assert done.exit_code == 0, done.output
    updated, fresh = _pictures(county / "updated.docx"), _pictures(_build(county, "fresh"))
    assert list(updated) == list(before)
    assert updated == fresh
    assert all(updated[id] != before[id] for id in _IDS)
    assert (
        json.loads(_run("audit", county / "updated.docx", "--config", county / "county.yaml", "--json").stdout)[
            "findings"
        ]
        == []
    )


@pytest.mark.parametrize(
    "change",
    [
        "three: {kind: grouped, by: unit, compare: [yoy]}",
        "three: {kind: grouped, by: unit, compare: []}",
        "three: {kind: grouped, by: unit, top: 1}",
        "three: {kind: grouped, by: unit, order: name}",
        "three: {kind: grouped, by: unit, grey: true}",
        "three: {kind: grouped, by: unit, colours: ['#1F4E79', '#C00000']}",
        "three: {kind: grouped, by: unit, height_mm: 90}",
        "three: {kind: grouped, by: unit, labels: false}",
        "three: {kind: grouped, by: unit, title: 三个季度的对比}",
        "three: {kind: grouped, by: channel}",
        "three: {kind: horizontal, by: unit}",
        "three: {kind: grouped, by: unit × category}",
    ],
)
def test_each_key_changes_the_report(county: Path, change: str, plain: dict[str, Any]) -> None:
    """The chart, its words or both; of the other charts nothing."""
    _write(county, _OWN.replace("three: {kind: grouped, by: unit}", change), _TEMPLATE)
    report = _build(county)
    changed, words = _pictures(report), {id: one.spec.alt for id, one in _charts(report).items()}
    assert (changed["chart/three"], words["chart/three"]) != (
        plain["pictures"]["chart/three"],
        plain["words"]["chart/three"],
    )
    rest = [id for id in changed if id not in ("chart/three", "chart/varied")]
    assert {id: changed[id] for id in rest} == {id: plain["pictures"][id] for id in rest}
    if "title" in change:
        assert words["chart/three"].startswith("三个季度的对比。")
    if "height" in change:
        image = Image.open(io.BytesIO(changed["chart/three"]))
        assert round(image.height / image.info["dpi"][1] * 25.4) == 90


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The pictures and words of the report before anything is changed."""
    folder = tmp_path_factory.mktemp("plain")
    _write(folder, _OWN, _TEMPLATE)
    _ledger(folder, 162)
    report = _build(folder)
    return {"pictures": _pictures(report), "words": {id: one.spec.alt for id, one in _charts(report).items()}}


@pytest.mark.parametrize(
    ("call", "code", "hint"),
    [
        ("chart('thre')", "template.unknown-chart", "`three`"),
        ("chart('three', kind='groupd')", "settings.not-one-of", "`grouped`"),
        ("chart('three', by='chanel')", "settings.chart-by", "`channel`"),
        ("chart('three', what='closd', kind='bar')", "settings.chart-figure", "`closed`"),
        ("chart('three', colors=['#112233'])", "settings.unknown-key", "`colours`"),
        ("chart('regions')", "template.chart-without-data", ""),
        ("ref('chart/table', top='3')", "template.refused", ""),  # values by name are for charts alone
    ],
)
def test_a_fault_in_a_template_is_told_with_its_line(county: Path, call: str, code: str, hint: str) -> None:
    """File and line, and what was meant; no report is written."""
    _write(county, _OWN, _TEMPLATE.replace("chart('three')", call))
    done = _run("build", county / "county.yaml", "--out", county / "out", "--json")
    (issue,) = [one for one in json.loads(done.stdout)["issues"] if one["level"] == "error"]
    assert (issue["code"], issue["source"]) == (code, "own.md:5")
    assert hint in issue["hint"]
    assert done.exit_code == 1
    assert not list(county.glob("out/*.docx"))


def test_what_is_declared_and_not_used_is_a_hint_and_so_is_the_reverse(county: Path) -> None:
    """Both with their place; a chart of the base that is taken away is left out of the text, and that is said."""
    own = _OWN + "    spare: {kind: bar, by: unit}\n    trend: null\n"
    _write(county, own, _TEMPLATE)
    done = json.loads(_run("build", county / "county.yaml", "--out", county / "out", "--json").stdout)
    told = {one["code"]: one for one in done["issues"]}
    line = len((CONFIG + own).splitlines()) - 1
    assert told["charts.unused"]["source"].endswith(f"county.yaml:{line}:13")
    assert "charted.trend" in told["template.undeclared-chart"]["message"]
    assert "chart/trend" not in _charts(next((county / "out").glob("*.docx")))


def test_a_kind_that_nobody_knows_is_kept_as_it_is(county: Path) -> None:
    """A report of a later version: its chart is not taken for bars, and goes back into the memory as it came."""
    report = _build(county)
    later = memory_bytes(_memory(report)).replace(b'kind="heat"', b'kind="radar"')
    memory = parse_memory(later)
    assert memory is not None
    (spec,) = [one.spec for one in memory.blocks if isinstance(one, Chart) and one.id == "chart/table"]
    assert spec.kind == "radar"
    assert memory_bytes(memory) == later
