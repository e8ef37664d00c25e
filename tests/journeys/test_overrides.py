"""`overrides:`: a person's judgement is printed in the place of a figure, with both values told wherever somebody may ask."""

import io
import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from reportgen import pipeline
from reportgen.actions.auditing import Audited, audit_document
from reportgen.actions.tracing import trace
from reportgen.cli import app
from reportgen.messages import LedgerError, ReportgenError, speak
from reportgen.model.ledgers import Ledger
from reportgen.model.periods import Period
from reportgen.model.sources import Issue, Level
from reportgen.review.tracing.checklist import write_checklist
from reportgen.settings import Loaded, load_settings
from reportgen.word import read_memory
from reportgen.word.pages.stringify import stringify
from tests.full import some
from tests.journeys.county import CONFIG, HEADER
from tests.render import surgery

pytestmark = pytest.mark.usefixtures("read_once")
_PROJECT = Path(__file__).resolve().parents[2]
_Q3 = Period.parse("2026Q3")
_WHY = "reason: 台账漏登八件, who: 李科长, period: 2026Q3"
_ATTITUDE = f"{{figure: category.attitude, value: 60, {_WHY}}}"
Load = Callable[..., Loaded]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample county: its configuration, templates and ledgers."""
    folder = tmp_path_factory.mktemp("office")
    for name in ("config", "templates", "samples/qinglan"):
        shutil.copytree(_PROJECT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def ledger(office: Path) -> Ledger:
    """The county's cases, read once."""
    loaded = load_settings(office / "config/qinglan.yaml")
    return pipeline.load_ledger(pipeline.Job(loaded, loaded.ledger_files, _Q3))[0]


@pytest.fixture
def load(office: Path) -> Load:
    """Loads the county's configuration with these overrides, each in a line of its own, and what else is written."""
    speak("en")

    def loaded(*overrides: str, more: str = "") -> Loaded:
        lines = "".join(f"  - {one}\n" for one in overrides)
        text = "extends: qinglan.yaml\n" + more + (f"overrides:\n{lines}" if overrides else "")
        path = office / "config/declared.yaml"
        path.write_text(text, encoding="utf-8")
        return load_settings(path)

    return loaded


def _build(loaded: Loaded, period: Period | None = _Q3) -> pipeline.Report:
    return pipeline.build(pipeline.Job(loaded, loaded.ledger_files, period))


def _audit(report: pipeline.Report, loaded: Loaded | None) -> Audited:
    return audit_document(report.document, "报告.docx", loaded, None, report.trace)


def _coded(issues: tuple[Issue, ...], stage: str = "override") -> list[str]:
    return [one.code for one in issues if one.code.startswith(stage)]


def _one(issues: tuple[Issue, ...], code: str) -> Issue:
    (found,) = (one for one in issues if one.code == code)
    return found


def _run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, words)), env={"COLUMNS": "200"})


def test_a_declared_value_is_printed_everywhere(load: Load) -> None:
    """In sentences, tables, charts and their words; the figure remembers what was computed, the report what was declared."""
    report = _build(load(_ATTITUDE))
    text = stringify(report.document)
    assert "60件" in text
    assert "52件" not in text
    figure = report.summary.figures["category.attitude"]
    assert (figure.value, figure.computed) == (60, 52)
    chart = next(one for one in report.narrative.charts if one.id == "categories")
    assert next(one for one in chart.series[0].points if one.figure == figure.id).text == "60"
    assert "60件" in chart.alt
    memory = read_memory(report.document)
    assert memory is not None
    assert memory.figures["category.attitude"] == "60"
    (point,) = memory.points
    assert (point.kind, point.block, point.figure) == ("override", "", "category.attitude")
    assert (point.value, point.computed, point.reason, point.who) == ("60", "52", "台账漏登八件", "李科长")
    assert point.declared
    assert point.settled


def test_the_build_says_both_values_and_what_depends_on_them(load: Load) -> None:
    """A warning at its line with the reason; each figure that depends on it by name, with the value that it keeps."""
    report, plain = _build(load(_ATTITUDE)), _build(load())
    used = _one(report.issues, "override.used")
    assert used.level is Level.WARNING
    assert all(word in used.message for word in ("服务态度生硬", "60件", "52件", "台账漏登八件"))
    assert str(used.source).endswith("declared.yaml:3:6")
    told = _one(report.issues, "override.dependents").message
    for id, text in {
        "total": "137件",
        "category.attitude.share": "38.0%",
        "category.attitude.qoq.difference": "7件",
        "cumulative.total": "374件",
        "top": "107件",
    }.items():
        assert f"{plain.summary.figures[id].label} {text}" in told
        assert report.summary.figures[id] == plain.summary.figures[id]
    assert "履职责任不强占比" not in told


def test_what_follows_from_it_alone_is_a_warning(load: Load) -> None:
    """A column that does not add up, a share that does not fit: told, and the report is written; nothing else is changed."""
    report = _build(load(_ATTITUDE))
    followed = [one for one in report.issues if one.code.startswith(("document.", "audit."))]
    assert {"document.total-wrong", "audit.column-total", "audit.table-share"} <= {one.code for one in followed}
    assert all(one.level is not Level.ERROR for one in report.issues)
    assert not report.stem.endswith("草稿")


@pytest.mark.parametrize(
    "override",
    some(
        [
            "category.attitude, value: 60",
            "total, value: 140",
            "total.previous, value: 130",
            "total.qoq, value: -0.02",
            "total.yoy, value: 5.7%",
            "trend.2026Q3, value: 145",
            "category.attitude.share, value: 40%",
            "category.attitude.qoq.difference, value: -3",
            "category.integrity, value: 0",
            "category.duty.rank, value: 1",
            "channel.来信来访, value: 1",
            "rate.closed, value: 0.95",
            "days.median, value: 7.5",
            "unit.1.share, value: 30%",
        ]
    ),
)
def test_whatever_is_declared_the_report_is_written(load: Load, ledger: Ledger, override: str) -> None:
    """Totals, parts, shares, changes, places, days: no error is left, neither in the build nor in an audit by memory alone."""
    loaded = load(f"{{figure: {override}, {_WHY}}}")
    job = pipeline.Job(loaded, loaded.ledger_files, _Q3)
    report = pipeline.produce(job, ledger, *pipeline.compute(job, ledger))
    found = _audit(report, None)
    assert not found.failed
    assert "audit.override" in [one.code for one in found.findings]


def test_computed_anew_it_is_clean_but_for_warnings(load: Load) -> None:
    """Audit and trace with the same configuration find the declared values again, and every figure as it is printed."""
    loaded = load(
        _ATTITUDE, f"{{figure: total.qoq.difference, value: -4, {_WHY}}}", f"{{figure: total, value: 140, {_WHY}}}"
    )
    report = _build(loaded)
    found = _audit(report, loaded)
    assert found.recomputed
    assert not found.failed
    assert [one.code for one in found.findings].count("audit.override") == 3
    traced = trace(report.document, "报告.docx", loaded, loaded.ledger_files)
    assert (traced.differing, dict(traced.reworded), traced.stale) == ((), {}, False)


def test_words_go_with_what_is_printed(load: Load) -> None:
    """A difference that was declared a fall is told as one, and as no row of rises."""
    text = stringify(_build(load(f"{{figure: category.attitude.qoq.difference, value: -3, {_WHY}}}")).document)
    assert "共52件，占登记总数的38.0%，其中查实37件；比上季度减少3件" in text
    assert "比上季度增加7件" not in text


def test_few_cases_are_told_as_they_are_printed(tmp_path: Path) -> None:
    """Where both numbers are said and no difference, the word between them is that of the numbers."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEADER)
    days = ["2026-04-03", "2026-05-13", "2026-06-23", "2026-07-03", "2026-08-13", "2026-09-28"]
    for number, day in enumerate([*days, "2026-05-20"], start=1):
        book.active.append([f"{number}", day, "12345热线", "县医保服务大厅", "服务态度生硬", f"不耐烦，第{number}次"])
    book.save(tmp_path / "台账.xlsx")
    path = tmp_path / "county.yaml"
    path.write_text(f"{CONFIG}overrides:\n- {{figure: category.attitude, value: 6, {_WHY}}}\n", encoding="utf-8")
    text = stringify(_build(load_settings(path)).document)
    assert "由上季度的4件增至6件" in text


def test_the_same_count_in_the_trend_goes_with_the_total(load: Load) -> None:
    """The last point of the trend is the total under another name; it is not changed silently."""
    report = _build(load(f"{{figure: total, value: 140, {_WHY}}}"))
    chart = next(one for one in report.narrative.charts if one.id == "trend")
    assert chart.series[0].points[-1].text == "140"
    assert "137" in _one(report.issues, "override.also").message
    alone = _build(load(f"{{figure: trend.2026Q3, value: 145, {_WHY}}}"))  # the trend's point says nothing of the text
    assert alone.summary.total.value == 137
    other = _build(
        load(f"{{figure: total, value: 140, {_WHY}}}", f"{{figure: trend.2026Q3, value: 139, {_WHY}}}")
    )  # unless it has a value of its own
    chart = next(one for one in other.narrative.charts if one.id == "trend")
    assert chart.series[0].points[-1].text == "139"


def test_a_declared_share_is_not_rounded_to_a_hundred(load: Load) -> None:
    """The largest remainder adjusts what was computed; a share that was declared stays as it was declared, and no note blames rounding."""
    more = "report: {rounding: largest_remainder}\n"
    report = _build(load(f"{{figure: category.attitude.share, value: 40%, {_WHY}}}", more=more))
    plain = _build(load(more=more))
    texts = dict(report.narrative.texts)
    assert texts.pop("category.attitude.share") == "40.0%"
    assert texts == {id: text for id, text in plain.narrative.texts.items() if id in texts}
    footnote = _build(load(f"{{figure: category.attitude.share, value: 40%, {_WHY}}}"))
    assert "各类占比之和为102" not in stringify(footnote.document)


@pytest.mark.parametrize(
    ("given", "lacking"),
    [
        ("who: 李科长", "reason"),
        ("reason: 台账漏登", "who"),
        ('reason: " ", who: 李科长', "reason"),
        ("reason: 台账漏登, who: ~", "who"),
        ("who: null", "reason"),
    ],
)
def test_without_reason_or_name_it_is_unresolved(load: Load, given: str, lacking: str) -> None:
    """The report is written and says what is lacking; its memory knows that this is not settled, and so does the audit."""
    loaded = load(f"{{figure: category.attitude, value: 60, period: 2026Q3, {given}}}")
    report = _build(loaded)
    assert "override.used" not in _coded(report.issues)
    found = _one(report.issues, "override.unresolved")
    assert found.level is Level.WARNING
    assert lacking in found.message
    memory = read_memory(report.document)
    assert memory is not None
    assert [(one.declared, one.settled) for one in memory.points] == [(True, False)]
    audited = _audit(report, loaded)
    assert not audited.failed
    assert "audit.override-unresolved" in [one.code for one in audited.findings]


def test_a_figure_that_is_not_there_is_an_error_at_its_line(load: Load) -> None:
    """File, line and column, and what may have been meant; nothing is written."""
    with pytest.raises(LedgerError) as refused:
        _build(load(_ATTITUDE, f"{{figure: category.atitude, value: 61, {_WHY}}}"))
    found = _one(refused.value.issues, "override.unknown-figure")
    assert str(found.source).endswith("declared.yaml:4:6")
    assert "Did you mean `category.attitude`?" in found.hint


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("category.attitude", "60.5"),
        ("category.attitude", "-1"),
        ("category.attitude.share", "38"),
        ("category.attitude.qoq", "-1.5"),
        ("category.attitude.rank", "0"),
        ("category.attitude.qoq.difference", "2.5"),
        ("days.median", "-2"),
    ],
)
def test_a_value_that_cannot_be_is_an_error(load: Load, figure: str, value: str) -> None:
    """A half case, a share of 3800 %: at the value, with how it is written."""
    with pytest.raises(LedgerError) as refused:
        _build(load(f"{{figure: {figure}, value: {value}, {_WHY}}}"))
    found = _one(refused.value.issues, "override.bad-value")
    assert "declared.yaml:3:" in str(found.source)
    assert "write" in found.hint


def test_it_counts_for_its_period_alone(load: Load) -> None:
    """Of another period it is told and left; without one it is taken, which every build says."""
    other = _build(load(_ATTITUDE.replace("2026Q3", "2026Q2")))
    assert other.summary.figures["category.attitude"].value == 52
    assert _coded(other.issues) == ["override.other-period"]
    bare = load("{figure: category.attitude, value: 60, reason: 漏登, who: 李科长}")  # report.period is 2026Q3
    report = _build(bare, None)
    assert "2026Q3" in _one(report.issues, "override.no-period").message
    assert report.summary.figures["category.attitude"].value == 60
    earlier = _build(bare, Period.parse("2026Q2"))
    assert earlier.summary.overridden == {}
    assert _coded(earlier.issues) == ["override.other-period"]
    assert read_memory(earlier.document).points == ()  # type: ignore[union-attr]


def test_what_changes_nothing_is_told(load: Load) -> None:
    """A value that the ledgers give, as far as it is printed; a figure that the report does not print."""
    needless = _build(load(_ATTITUDE.replace("60", "52"), f"{{figure: category.duty.share, value: 20.4%, {_WHY}}}"))
    assert _coded(needless.issues) == ["override.needless"] * 2
    assert needless.summary.overridden == {}
    assert json.loads(needless.trace)["overrides"] == []
    unprinted = _build(load(f"{{figure: category.attitude.share.previous, value: 31%, {_WHY}}}"))
    assert "override.not-printed" in _coded(unprinted.issues)
    assert _audit(unprinted, None).failed is False


def test_the_sidecar_names_it(load: Load) -> None:
    """Value and computed value as numbers, reason and name; the figure itself has the value that is printed."""
    content = json.loads(_build(load(_ATTITUDE, f"{{figure: rate.closed, value: 95%, {_WHY}}}")).trace)
    first, second = content["overrides"]
    assert first == {
        "figure": "category.attitude",
        "value": 60,
        "computed": 52,
        "reason": "台账漏登八件",
        "who": "李科长",
    }
    assert (second["figure"], second["value"]) == ("rate.closed", 0.95)
    assert round(second["computed"], 3) == 0.92
    assert content["figures"]["category.attitude"]["value"] == 60


def test_trace_and_check_list_show_both_values(load: Load, office: Path) -> None:
    """Formulas are those of the ledgers, with their numbers; the line of the figure is coloured and says who declared it."""
    loaded = load(_ATTITUDE)
    report = _build(loaded)
    found = trace(report.document, "报告.docx", loaded, loaded.ledger_files)
    declared = found.declared["category.attitude"]
    assert (declared.value, declared.computed, declared.who) == ("60", "52", "李科长")
    assert found.figures["category.attitude"].reckoned == "52"
    assert found.figures["category.attitude.share"].sum == "52 ÷ 137"
    book = openpyxl.load_workbook(io.BytesIO(write_checklist(found)))
    line = next(row for row in book.worksheets[0].iter_rows() if row[3].value == "60")
    assert "Declared by hand: 60; the ledgers give: 52; reason: 台账漏登八件 (李科长)" in line[5].value
    assert (line[6].value, line[7].value) == ("52", "declared")
    assert line[3].fill.fgColor.rgb == "FFFFE699"
    unread = trace(report.document, "报告.docx")  # without a configuration the memory tells it
    assert unread.declared["category.attitude"] == declared
    path = office / "declared.docx"
    path.write_bytes(report.document)
    config = office / "config/declared.yaml"
    shown = _run("trace", path, "category.attitude", "--config", config)
    assert shown.exit_code == 0
    assert "Declared by hand: 60; the ledgers give: 52" in shown.output
    told = json.loads(_run("trace", path, "--config", config, "--json").stdout)
    assert [one["figure"] for one in told["overrides"]] == ["category.attitude"]


def test_on_the_command_line_it_is_built_and_audited(load: Load, office: Path) -> None:
    """In Chinese, too; both end well."""
    load(_ATTITUDE)
    speak("zh_CN")
    config, out = office / "config/declared.yaml", office / "out"
    built = _run("build", config, "--period", "2026Q3", "--out", out, "--json")
    assert built.exit_code == 0, built.output
    told = {one["code"]: one["message"] for one in json.loads(built.stdout)["issues"]}
    assert told["override.used"] == "“服务态度生硬”印的是人工核定的 60件，台账计算为 52件。理由：台账漏登八件"
    (document,) = out.glob("*.docx")
    audited = _run("audit", document, "--config", config)
    assert audited.exit_code == 0, audited.output
    assert "人工核定的“60”" in audited.output


def test_what_is_wrong_for_another_reason_stays_an_error(load: Load, office: Path) -> None:
    """A template that contradicts itself in the very sentence that prints the declared value is refused as ever."""
    (office / "templates/qinglan").mkdir(exist_ok=True)
    (office / "templates/qinglan/wrong.md").write_text(
        '{% extends "base/report.md" %}\n{% block lead %}\n'
        "[#lead/summary] 本期受理{{ total }}，其中一类由{{ literal('10件') }}减至{{ literal('3件') }}，减少{{ literal('20%') }}。\n{% endblock %}\n",
        encoding="utf-8",
    )
    more = "template: {report: qinglan/wrong.md}\n"
    with pytest.raises(ReportgenError) as refused:
        _build(load(f"{{figure: total, value: 140, {_WHY}}}", more=more))
    assert [one.code for one in refused.value.issues if one.level is Level.ERROR] == ["audit.rate-wrong"]


def test_a_number_typed_over_it_is_an_error(load: Load) -> None:
    """The declared value is what the report was written with; another one is as wrong as ever."""
    loaded = load(_ATTITUDE)
    report = _build(loaded)
    edited = surgery.edited(report.document, surgery.MAIN, (">60<", ">61<"))
    for found in (audit_document(edited, "报告.docx", loaded), audit_document(edited, "报告.docx")):
        assert found.failed
        assert "audit.figure-edited" in [one.code for one in found.findings]


def test_a_report_whose_override_was_taken_back_says_so_without_alarm(load: Load) -> None:
    """Held against ledgers without the override the number differs as its memory says: a warning, not an error."""
    report = _build(load(_ATTITUDE))
    found = _audit(report, load())
    assert [one for one in found.findings if one.code == "audit.figure-outdated"]
    assert not found.failed


def test_the_same_configuration_gives_the_same_bytes(load: Load) -> None:
    """As every report; the value is read as it is written."""
    loaded = load(_ATTITUDE, "{figure: rate.closed, value: 95.5%}")
    assert loaded.settings.overrides[1].value == Decimal("0.955")
    one, other = _build(loaded), _build(loaded)
    assert (one.document, one.trace) == (other.document, other.trace)
