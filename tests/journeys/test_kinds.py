"""Other kinds of report on the same code, and several of one configuration in one run."""

import json
import re
import shlex
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.actions import building
from reportgen.job import Job
from reportgen.messages import SettingsError
from reportgen.model.periods import Period
from reportgen.settings import Loaded, load_reports
from reportgen.settings.tree.layers import built_in_kinds
from reportgen.word import open_package
from reportgen.word.pages.reader import read_page
from reportgen.word.pages.stringify import stringify
from tests.journeys.program import run

_PROJECT = Path(__file__).resolve().parents[2]
_CONFIG = _PROJECT / "config"
_TODAY = date(2026, 10, 12)
_MANUAL = (_PROJECT / "docs" / "kinds.md").read_text(encoding="utf-8")
_SHOWN = {
    "nanting": ("nanting", "调研报告", "2026Q3"),
    "luting": ("luting", "", "2026Q3"),
    "wangshan": ("wangshan", "", "2026Q3"),
    "bulletin": ("nanting", "通报", "2026Q3"),
    "hotline": ("nanting", "月报", "2026-09"),
    "statistics": ("nanting", "统计表", "2026Q3"),
    "half-year": ("nanting", "半年报告", "2026H1"),
    "year": ("nanting", "年度报告", "2025"),
    "comparison": ("qipu-comparison", "县区比较", "2026Q3"),
    "inspection": ("qinglan-food", "", "2026Q3"),
}
"""Golden file: configuration, kind, period."""
_COUNTY = """extends: reportgen:base
county: {name: 石桥县, code: "990177"}
office: {name: 石桥县作风建设办公室}
ledger: {files: [台账.csv]}
"""


def _build(loaded: Loaded, period: str) -> pipeline.Report:
    return pipeline.build(Job(loaded, loaded.ledger_files, Period.parse(period), _TODAY))


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A folder with a ledger; its configuration is written by the test."""
    shutil.copy(_PROJECT / "samples" / "wangshan" / "问题台账.csv", tmp_path / "台账.csv")
    return tmp_path


def _write(folder: Path, reports: str) -> Path:
    path = folder / "county.yaml"
    path.write_text(_COUNTY + reports, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", list(_SHOWN))
def test_a_kind_reads_as_its_golden_file(name: str, golden: Callable[[str, str], None]) -> None:
    """Every paragraph, table row and caption of the finished file; its own audit finds nothing."""
    config, kind, period = _SHOWN[name]
    report = _build(load_reports(_CONFIG / f"{config}.yaml").sound[kind], period)
    assert not [one for one in report.issues if one.code.startswith(("audit.", "template."))]
    golden(f"{name}.docx.txt", stringify(report.document))


def test_one_run_makes_all_that_are_due(tmp_path: Path) -> None:
    """Each with its sidecar; what is not due is said; the month is the last one of the quarter."""
    done = run(tmp_path, "build", str(_CONFIG / "nanting.yaml"), "--period", "2026Q3", "--out", "out")
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (tmp_path / "out").glob("*.docx")}
    assert made == {
        "990123-2026Q3-作风建设情况调研报告.docx",
        "990123-2026Q3-作风问题通报.docx",
        "990123-2026-09-作风问题办理情况月报.docx",
        "990123-2026Q3-作风问题统计表.docx",
    }
    assert all((tmp_path / "out" / name.replace(".docx", ".trace.json")).is_file() for name in made)
    assert "`半年报告` is not made: no period of its kind ends with 2026Q3" in done.stdout


def test_a_second_quarter_closes_a_half_year_and_a_fourth_the_year() -> None:
    """A kind reports on the period that ends with the one asked for."""
    reports = load_reports(_CONFIG / "nanting.yaml").sound
    due = {
        asked: {kind: str(period) for kind, one in reports.items() if (period := building.reported(one, asked))}
        for asked in (Period.parse("2026Q2"), Period.parse("2025Q4"), Period.parse("2026-08"))
    }
    second, fourth, month = due.values()
    assert (second["半年报告"], second.get("年度报告"), second["月报"], second["通报"]) == (
        "2026H1",
        None,
        "2026-06",
        "2026Q2",
    )
    assert (fourth["半年报告"], fourth["年度报告"], fourth["月报"]) == ("2025H2", "2025", "2025-12")
    assert (month.get("半年报告"), month["月报"], month["通报"]) == (None, "2026-08", "2026-08")


def test_the_ledgers_are_read_once_and_counted_once_where_the_figures_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Report and bulletin share all of it; the table declares other figures, the month is another period."""
    calls = {"read_ledgers": 0, "clean": 0, "tally": 0}
    for name in calls:
        true = getattr(pipeline, name)

        def counted(*given: object, _name: str = name, _true: Callable[..., object] = true, **named: object) -> object:
            calls[_name] += 1
            return _true(*given, **named)

        monkeypatch.setattr(pipeline, name, counted)
    reports = load_reports(_CONFIG / "nanting.yaml")
    job = Job(reports.first, (), Period.parse("2026Q3"), _TODAY)
    made = [*building.build_each(reports, job, tmp_path)]
    assert sum(one.report is not None for one in made) == 4
    assert calls == {"read_ledgers": 1, "clean": 3, "tally": 3}
    assert not [*building.contradictions(made)]


def test_a_report_of_one_run_is_that_of_a_run_of_its_own(tmp_path: Path) -> None:
    """What was shared changes no byte."""
    reports = load_reports(_CONFIG / "nanting.yaml")
    job = Job(reports.first, (), Period.parse("2026Q3"), _TODAY)
    for one in building.build_each(reports, job, tmp_path):
        if one.report:
            assert one.report.document == _build(reports.sound[one.kind], str(one.report.period)).document


def test_a_kind_that_fails_stops_no_other(county: Path) -> None:
    """Its fault is told at its line and column; the exit code says that something is amiss."""
    _write(
        county,
        "reports:\n  调研: {}\n  通报: {extends: reportgen:bulletinn}\n  简报:\n    report: {name: 简报, lenght_limit: 900}\n"
        "  又一份: {}\n  层层: {report: {name: 层层}, reports: {内: {}}}\n",
    )
    done = run(county, "build", "county.yaml", "--period", "2026Q3", "--out", "out", "--json")
    told = {one["kind"]: one for one in json.loads(done.stdout)["reports"]}
    assert done.returncode == 1
    assert [path.name for path in (county / "out").glob("*.docx")] == ["990177-2026Q3-作风建设情况调研报告.docx"]
    found = {
        kind: [(issue["code"], *map(int, issue["source"].split(":")[1:])) for issue in one["issues"]]
        for kind, one in told.items()
        if kind != "调研"
    }
    assert found == {
        "通报": [("settings.extends-missing", 7, 17)],
        "简报": [("settings.unknown-key", 9, 24)],
        "又一份": [("settings.reports-same-name", 10, 3)],
        "层层": [("settings.nested-reports", 11, 28)],
    }
    assert "`reportgen:bulletin`" in told["通报"]["issues"][0]["hint"]


def test_one_of_them_is_picked_by_its_name(county: Path) -> None:
    """And a name that there is not is told with those there are."""
    _write(county, "reports:\n  调研: {}\n  通报: {extends: reportgen:bulletin}\n")
    done = run(county, "build", "county.yaml", "--period", "2026Q3", "--report", "通报", "--out", "out")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (county / "out").glob("*.docx")] == ["990177-2026Q3-作风问题通报.docx"]
    refused = run(county, "build", "county.yaml", "--report", "通报告")
    assert refused.returncode == 1
    assert "`通报`" in refused.stderr


def test_a_section_of_an_office_has_grouped_tables_and_pages_across(county: Path) -> None:
    """Heads in two rows and the members of a group below one name, in any kind: audited, and a figure is traced by both heads."""
    (county / "sections").mkdir()
    (county / "sections" / "督办.md").write_text(
        "# 督办情况\n\n表：督办\n\n| 类别 | 本季度 | 本季度 |\n|:--|--:|--:|\n| ^ | 件数 | 占比 |\n"
        "{% for c in present %}\n| {{ c.name }} | {{ c.count | number }} | {{ c.share }} |\n{% endfor %}\n",
        "utf-8",
    )
    (county / "sections" / "附表.md").write_text(
        "[#annex/own .landscape] {{ attachment('督办明细') }}\n\n表：督办明细\n\n| 类别 | 表现 | 件数 |\n|:--|:--|--:|\n"
        "{% for c in present %}\n{% for a in c.aspects %}\n"
        "| {% if loop.first %}{{ c.name }}{% else %}^{% endif %} | {{ a.phrase }} | {{ a.count | number }} |\n"
        "{% endfor %}\n{% endfor %}\n",
        "utf-8",
    )
    _write(
        county, "reports:\n  通报: {extends: reportgen:bulletin, report: {sections: [lead, 督办, problems, 附表]}}\n"
    )
    done = run(county, "build", "county.yaml", "--period", "2026Q3", "--out", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    report = "out/990177-2026Q3-作风问题通报.docx"
    page = read_page(open_package((county / report).read_bytes()))
    assert [one.width > one.height for one in page.sections] == [False, True]
    assert any(cell.goes_on for row in page.tables[-1].rows[1:] for cell in row.cells)
    audited = run(county, "audit", report, "--config", "county.yaml")
    assert "Nothing is wrong" in audited.stdout, audited.stdout
    traced = run(county, "trace", report, "category.attitude", "--config", "county.yaml")
    assert "› 本季度 件数" in traced.stdout, traced.stdout


def test_figures_that_do_not_agree_are_told(county: Path) -> None:
    """A kind that counts differently from the same ledgers."""
    _write(county, "reports:\n  调研: {}\n  严格: {report: {name: 严格}, ledger: {on_time_days: 3}}\n")
    done = run(county, "build", "county.yaml", "--period", "2026Q3", "--out", "out", "--json")
    first = json.loads(done.stdout)["reports"][0]["issues"]
    (said,) = [one for one in first if one["code"] == "settings.reports-differ"]
    assert "rate.on_time" in said["message"]
    assert "调研" in said["message"]
    assert "严格" in said["message"]


def test_a_county_takes_away_what_the_city_gives_a_kind(county: Path) -> None:
    """`null` inside a kind removes what a layer below it has, and what the kind itself extends."""
    (county / "city.yaml").write_text(
        "extends: reportgen:base\nreports:\n  通报: {extends: reportgen:bulletin, roles: {windows: 各科室}, notes: {units: {甲: 乙}}}\n",
        "utf-8",
    )
    path = county / "county.yaml"
    path.write_text(
        _COUNTY.replace("reportgen:base", "city.yaml")
        + "reports:\n  通报: {report: {length_limit: null, name: 简报}, notes: null}\n",
        "utf-8",
    )
    settings = load_reports(path).sound["通报"].settings
    assert settings.template.report == "bulletin/report.md"
    assert (settings.report.name, settings.report.length_limit, settings.roles["windows"]) == ("简报", 5000, "各科室")
    assert not settings.notes.units


def test_reports_that_are_no_mapping_are_refused(county: Path) -> None:
    """At their place."""
    with pytest.raises(SettingsError) as caught:
        load_reports(_write(county, "reports: [通报]\n"))
    assert [(one.code, one.source and one.source.row) for one in caught.value.issues] == [("settings.not-mapping", 5)]


def test_a_finished_report_finds_its_kind_again(county: Path) -> None:
    """`audit`, `trace` and `update` with the configuration take the kind whose report it is."""
    _write(county, "reports:\n  调研: {}\n  通报: {extends: reportgen:bulletin, report: {decimals: 3}}\n")
    run(county, "build", "county.yaml", "--period", "2026Q3", "--out", "out")
    report = "out/990177-2026Q3-作风问题通报.docx"
    audited = run(county, "audit", report, "--config", "county.yaml", "--json")
    assert not [one for one in json.loads(audited.stdout)["findings"] if one["level"] == "error"], audited.stdout
    traced = run(county, "trace", report, "rate.closed", "--config", "county.yaml")
    assert traced.returncode == 0, traced.stderr
    updated = run(county, "update", report, "--config", "county.yaml", "--out", "new.docx")
    assert updated.returncode == 0, updated.stderr
    text = stringify((county / "new.docx").read_bytes())
    assert "通报如下" in text
    assert "原因分析" not in text


def test_the_manual_is_what_happens(county: Path) -> None:
    """Its example is a configuration, its commands run, and every kind that comes with the program is in its table."""
    (example,) = re.findall(r"```yaml\n(.*?)```", _MANUAL, re.DOTALL)
    _write(county, example)
    for line in re.findall(r"^\$ reportgen (.*)$", _MANUAL, re.MULTILINE):
        if line.startswith("new"):  # its kinds are in braces, on lines of their own
            _write(county, "")
        done = run(county, *shlex.split(line))
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    assert len([*(county / "out").glob("*.docx")]) == 4
    assert [*load_reports(county / "county.yaml").sound] == ["作风建设情况调研报告", "作风问题通报"]
    assert set(re.findall(r"`reportgen:([a-z-]+)`", _MANUAL)) == {*built_in_kinds()}
