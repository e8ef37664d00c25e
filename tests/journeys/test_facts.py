"""What an office knows and no ledger gives: stated by hand, printed, traced, audited, and refused where it is lacking."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.actions.auditing import audit_document
from reportgen.actions.tracing import trace
from reportgen.messages import LedgerError, ReportgenError, TemplateError, speak
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Kind
from reportgen.review.tracing import wording
from reportgen.settings import load_settings

_PROJECT = Path(__file__).parents[2]
_CONFIG = """\
extends: reportgen:base
county: {name: 青岚县, code: "990121"}
office: {name: 青岚县作风建设办公室}
report: {period: 2026Q3}
ledger: {files: [台账.csv]}
template: {report: own.md}
"""


def _example(language: str) -> str:
    """What the manual shows."""
    found = re.search(rf"```{language}\n(.*?)```", (_PROJECT / "docs/facts.md").read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A county with the facts and the template of the manual."""
    speak("en")
    rows = [f"{number},2026-0{7 + number % 3}-0{1 + number % 9},服务态度,窗口工作人员态度冷淡" for number in range(30)]
    (tmp_path / "台账.csv").write_text("编号,受理日期,问题类别,内容\n" + "\n".join(rows), encoding="utf-8")
    (tmp_path / "c.yaml").write_text(_CONFIG, encoding="utf-8")
    (tmp_path / "own.md").write_text(_example("markdown"), encoding="utf-8")
    (tmp_path / "本期情况.yaml").write_text(_example("yaml"), encoding="utf-8")
    return tmp_path


def _job(county: Path) -> pipeline.Job:
    loaded = load_settings(county / "c.yaml")
    return pipeline.Job(loaded, loaded.ledger_files, None, date(2026, 10, 12))


def _build(county: Path) -> pipeline.Report:
    return pipeline.build(_job(county))


def _refused(county: Path, kind: type[ReportgenError] = TemplateError) -> list[tuple[str, str]]:
    with pytest.raises(kind) as found:
        _build(county)
    return [
        (one.code, f"{Path(one.source.file).name}:{one.source.row}")
        for one in found.value.issues
        if one.source and one.level == "error"
    ]


def _edit(county: Path, *pairs: tuple[str, str], file: str = "本期情况.yaml") -> None:
    text = (county / file).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (county / file).write_text(text, encoding="utf-8")


def test_facts_are_printed_as_they_are_stated_and_are_figures(county: Path) -> None:
    """The sentence of the manual; each number a figure with its source; a text is none."""
    report = _build(county)
    (sentence,) = (one for one in report.narrative.blocks if one.id == "lead/work")
    spans = sentence.content  # type: ignore[union-attr] # a paragraph
    assert "".join(part.text for part in spans) == (
        "本季度采取不打招呼、直奔窗口的方式开展检查3轮次，走访12家次，问题整改完成率95.5%。"
    )
    printed = [(part.figure, part.text) for part in spans if getattr(part, "figure", None)]
    assert printed == [("fact.检查轮次", "3"), ("fact.走访", "12"), ("fact.整改完成率", "95.5%")]
    figure = report.summary.figures["fact.走访"]
    assert figure.fact
    assert (figure.kind, figure.value, figure.unit) == (Kind.STATED, 12, "家次")
    assert (figure.fact.source, figure.fact.period, figure.fact.who) == ("走访记录", "2026Q3", "监督检查室")
    assert [one.code for one in report.issues if one.code.startswith("fact.")] == ["fact.used"]
    assert "走访 12家次" in next(one.message for one in report.issues if one.code == "fact.used")


def test_trace_and_check_list_mark_them(county: Path) -> None:
    """As stated by hand, with the source; the text is named, too."""
    report = _build(county)
    loaded = report.job.settings
    found = trace(report.document, "r.docx", loaded, loaded.ledger_files, report.trace)
    at = next(number for number, one in enumerate(found.occurrences) if one.figure == "fact.检查轮次")
    assert wording.verdict(found, at) == "stated by hand"
    assert found.figures["fact.检查轮次"].formula == "stated by hand; source: 检查通报第3号 (监督检查室)"
    lines = list(wording.declarations(found))
    assert "检查方式: stated by hand; source: 检查通报第3号 (监督检查室)" in lines
    assert not found.differing
    assert '"stated": {"source": "走访记录", "period": "2026Q3"' in report.trace.decode()


def test_an_altered_fact_is_told_by_the_audit(county: Path) -> None:
    """The file by its digest, the number by its value; an unaltered one not."""
    report = _build(county)
    assert not audit_document(report.document, "r.docx", report.job.settings).findings
    _edit(county, ("value: 12,", "value: 13,"))
    found = audit_document(report.document, "r.docx", load_settings(county / "c.yaml"))
    assert found.changed == ("本期情况.yaml",)
    assert [(one.stated, one.expected) for one in found.findings if one.level == "error"] == [("12", "13")]


def test_missing_facts_are_refused_by_name(county: Path) -> None:
    """All at once, with the template's line; what is asked with `is defined` may be lacking."""
    (county / "本期情况.yaml").unlink()
    assert _refused(county) == [("template.missing-fact", "own.md:4")] * 4


def test_a_misspelt_fact_names_the_near_one(county: Path) -> None:
    """By name, at the line."""
    _edit(county, ("facts.检查轮次", "facts.检查论次"), file="own.md")
    with pytest.raises(TemplateError) as found:
        _build(county)
    (issue,) = found.value.issues
    assert (issue.code, str(issue.source)) == ("template.missing-fact", "own.md:4")
    assert "检查论次" in issue.message
    assert "检查轮次" in issue.hint


def test_facts_of_another_period_are_none_of_this_report(county: Path) -> None:
    """Refused where they are printed, saying for which period they are stated; kept for the report of that period."""
    old = county / "本期情况.yaml"
    old.rename(county / "本期情况-2026Q2.yaml")
    _edit(county, ("period: 2026Q3", "period: 2026年第二季度"), file="本期情况-2026Q2.yaml")
    assert {code for code, _ in _refused(county)} == {"template.fact-of-another-period"}
    (county / "本期情况-2026Q3.yaml").write_text(_example("yaml").replace("value: 12", "value: 15"), encoding="utf-8")
    assert _build(county).summary.figures["fact.走访"].value == 15


def test_a_fact_that_nobody_prints_is_told(county: Path) -> None:
    """Once, by name."""
    _edit(county, ("facts:\n", "facts:\n  培训会: {value: 2, unit: 场}\n"))
    told = [one.message for one in _build(county).issues if one.code == "fact.unused"]
    assert len(told) == 1
    assert "培训会" in told[0]


def test_facts_of_the_configuration(county: Path) -> None:
    """Under `facts:`; their period is that of the report; what both state is stated twice."""
    (county / "c.yaml").write_text(
        _CONFIG + "facts:\n  培训: {value: 2, unit: 场, source: 培训通知}\n", encoding="utf-8"
    )
    report = _build(county)
    assert report.summary.figures["fact.培训"].value == 2
    (county / "c.yaml").write_text(
        _CONFIG + "facts:\n  走访: {value: 2, unit: 家次, source: 走访记录}\n", encoding="utf-8"
    )
    assert [code for code, _ in _refused(county, LedgerError)] == ["fact.twice"]


_FAULTS: dict[str, tuple[tuple[str, str], str, int]] = {
    "no source": (("source: 检查通报第3号\n", ""), "fact.lacking", 4),
    "no value": (("{value: 3, unit: 轮次}", "{unit: 轮次}"), "fact.value-or-text", 5),
    "value and text": (("{value: 3, unit: 轮次}", "{value: 3, text: 三轮}"), "fact.value-or-text", 5),
    "no period": (("period: 2026Q3", "period: 三季"), "fact.bad-period", 5),
    "no number": (("value: 3,", "value: 三,"), "settings.not-decimal", 5),
    "a sum": (("value: 3,", "value: 1+2,"), "settings.not-decimal", 5),
    "a name with a blank": (("  检查轮次:", "  检查 轮次:"), "fact.bad-name", 5),
    "a name of digits": (("  检查轮次:", "  3轮:"), "fact.bad-name", 5),
    "an unknown key": (("unit: 轮次", "units: 轮次"), "settings.unknown-key", 5),
    "another section": (("who: 监督检查室", "county: 青岚县"), "settings.unknown-key", 3),
    "twice": (("facts:\n", "facts:\n  走访: {value: 1}\n"), "settings.duplicate-key", 7),
}


@pytest.mark.parametrize(("edit", "code", "line"), _FAULTS.values(), ids=_FAULTS.keys())
def test_a_faulty_fact_is_an_error_at_its_line(county: Path, edit: tuple[str, str], code: str, line: int) -> None:
    """In the file of facts, as in any YAML of ours."""
    _edit(county, edit)
    assert (code, f"本期情况.yaml:{line}") in _refused(county, LedgerError)


def _gbk(path: Path) -> None:
    path.write_bytes(_example("yaml").encode("gbk"))


def _huge(path: Path) -> None:
    path.write_bytes(b"# " + b"x" * 5_000_000)


def _deep(path: Path) -> None:
    path.write_text("facts: " + "[" * 5000, encoding="utf-8")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [_gbk, _huge, _deep])
def test_a_file_that_cannot_be_read_is_refused(county: Path, spoil: Callable[[Path], None]) -> None:
    """Never a traceback, never a report without what it should print."""
    spoil(county / "本期情况.yaml")
    with pytest.raises(LedgerError) as found:
        _build(county)
    assert any(one.source and one.source.file.endswith("本期情况.yaml") for one in found.value.issues)


def test_an_empty_file_states_nothing(county: Path) -> None:
    """What the template prints is then missing."""
    _empty(county / "本期情况.yaml")
    assert {code for code, _ in _refused(county, ReportgenError)} <= {
        "template.missing-fact",
        "settings.not-mapping",
        "settings.empty",
    }


def test_a_fact_cannot_be_overridden(county: Path) -> None:
    """Who knows better corrects it where it is stated."""
    more = "overrides:\n  - {figure: fact.走访, value: 20, reason: 补记, who: 某某, period: 2026Q3}\n"
    (county / "c.yaml").write_text(_CONFIG + more, encoding="utf-8")
    assert [code for code, _ in _refused(county, LedgerError)] == ["override.of-fact"]


def test_a_fact_is_data_and_never_markup(county: Path) -> None:
    """Stars, braces, names in brackets and bars print as they stand."""
    hostile = "**粗** {{ total }} {% if x %} [#x] # | <b>"
    _edit(county, ("text: 不打招呼、直奔窗口", f"text: '{hostile}'"))
    report = _build(county)
    (sentence,) = (one for one in report.narrative.blocks if one.id == "lead/work")
    spans = sentence.content  # type: ignore[union-attr] # a paragraph
    assert hostile in "".join(part.text for part in spans)
    assert not any(getattr(part, "bold", False) for part in spans)


def test_the_next_period_asks_for_its_own(county: Path) -> None:
    """A report on another period does not print the facts of this one."""
    loaded = load_settings(county / "c.yaml")
    with pytest.raises(TemplateError) as found:
        pipeline.build(pipeline.Job(loaded, loaded.ledger_files, Period.parse("2026-08"), date(2026, 9, 2)))
    assert {one.code for one in found.value.issues} == {"template.fact-of-another-period"}
