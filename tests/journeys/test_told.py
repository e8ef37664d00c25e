"""Cases that the last report told are not told again by the next one, where there are others to tell."""

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from reportgen import pipeline
from reportgen.actions.auditing import audit_document
from reportgen.actions.tracing import trace
from reportgen.cli import app
from reportgen.messages import speak
from reportgen.model.periods import Period
from reportgen.settings import Loaded, load_settings
from reportgen.word import read_memory, told_cases
from reportgen.word.pages.stringify import stringify
from tests.journeys.county import CONFIG, HEADER

pytestmark = pytest.mark.usefixtures("read_once")

_Q2, _Q3 = Period.parse("2026Q2"), Period.parse("2026Q3")
_OFTEN = "办理手工报销因材料缺项往返三次，经办人员始终没有出具一次性告知单，问到第二遍就不耐烦"
_OTHER = "到窗口咨询转移接续手续，工作人员边看手机边答话，说法前后两样，让人白跑了一趟"
_ONLY = "约定上门核查的日子没有人来，电话打了五遍无人接听，一周以后也没有任何人回复"


def _ledger(office: Path, *, other: bool = True) -> None:
    """Two quarters in which one complaint comes in again and again, always last, and another category with one complaint only."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEADER)
    lines = []
    for month in range(1, 10):
        lines += [(f"2026-{month:02}-05", "服务态度生硬", _OTHER)] * other
        lines += [(f"2026-{month:02}-20", "服务态度生硬", _OFTEN), (f"2026-{month:02}-11", "履职责任不强", _ONLY)]
    for number, (day, category, text) in enumerate(sorted(lines), start=1):
        unit = f"第{number}服务站"  # so that none of them is a case told again
        book.active.append([f"{number}", day, "12345热线", unit, category, text])
    book.save(office / "台账.xlsx")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The county's folder."""
    speak("en")
    (tmp_path / "county.yaml").write_text(CONFIG, encoding="utf-8")
    _ledger(tmp_path)
    return tmp_path


def _build(office: Path, period: Period, told: frozenset[str] = frozenset()) -> tuple[pipeline.Report, Loaded]:
    loaded = load_settings(office / "county.yaml")
    return pipeline.build(pipeline.Job(loaded, loaded.ledger_files, period, told=told)), loaded


def _told(report: pipeline.Report) -> frozenset[str]:
    memory = read_memory(report.document)
    assert memory is not None
    return told_cases(memory)


def _run(office: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, words)))


def test_a_case_that_was_told_is_not_told_again(office: Path) -> None:
    """The complaint that both quarters would tell stands in the first report only; the second tells the other one."""
    earlier, _ = _build(office, _Q2)
    alone, _ = _build(office, _Q3)
    later, _ = _build(office, _Q3, _told(earlier))
    assert all(_OFTEN in stringify(one.document) for one in (earlier, alone))
    assert _OFTEN not in stringify(later.document)
    assert _OTHER in stringify(later.document)


def test_what_nothing_can_take_the_place_of_is_told_again(office: Path) -> None:
    """A category whose only complaint was told before still tells it."""
    earlier, _ = _build(office, _Q2)
    later, _ = _build(office, _Q3, _told(earlier))
    assert all(_ONLY in stringify(one.document) for one in (earlier, later))
    _ledger(office, other=False)
    without, _ = _build(office, _Q3, _told(earlier))
    assert _OFTEN in stringify(without.document)


def test_audit_and_trace_choose_the_same_cases_again(office: Path) -> None:
    """The report remembers what it passed over, and that alone: computed anew it is clean, by the sidecar's memory too."""
    earlier, _ = _build(office, _Q2)
    later, loaded = _build(office, _Q3, _told(earlier))
    memory = read_memory(later.document)
    assert memory is not None
    assert 0 < len(memory.told) <= 2
    assert {*memory.told} <= _told(earlier)
    found = audit_document(later.document, "报告.docx", loaded)
    assert found.recomputed
    assert [one.code for one in found.findings] == []
    traced = trace(later.document, "报告.docx", loaded, loaded.ledger_files)
    assert (traced.differing, dict(traced.reworded)) == ((), {})


def test_a_report_without_an_earlier_one_remembers_nothing(office: Path) -> None:
    """As before: nothing is passed over."""
    report, _ = _build(office, _Q3)
    memory = read_memory(report.document)
    assert memory is not None
    assert memory.told == ()


@pytest.mark.parametrize("suffix", [".docx", ".trace.json"])
def test_previous_passes_over_what_it_told(office: Path, suffix: str) -> None:
    """`--previous` with the report or its trace; the audit on the command line ends well."""
    config = office / "county.yaml"
    assert _run(office, "build", config, "--period", "2026Q2", "--out", office / "earlier").exit_code == 0
    (earlier,) = (office / "earlier").glob(f"*{suffix}")
    out = office / "out"
    built = _run(office, "build", config, "--period", "2026Q3", "--out", out, "--previous", earlier)
    assert built.exit_code == 0, built.output
    (document,) = out.glob("*.docx")
    assert _OFTEN not in stringify(document.read_bytes())
    audited = _run(office, "audit", document, "--config", config)
    assert audited.exit_code == 0, audited.output


def test_a_report_of_the_same_period_keeps_no_case_back(office: Path) -> None:
    """Who builds a quarter again with its own report as the earlier one gets the same cases."""
    config = office / "county.yaml"
    assert _run(office, "build", config, "--period", "2026Q3", "--out", office / "first").exit_code == 0
    (first,) = (office / "first").glob("*.docx")
    again = _run(office, "build", config, "--period", "2026Q3", "--out", office / "again", "--previous", first)
    assert again.exit_code == 0, again.output
    (second,) = (office / "again").glob("*.docx")
    assert _OFTEN in stringify(second.read_bytes())


def test_a_case_is_known_by_its_text_wherever_it_stands(office: Path) -> None:
    """Behind how it came to light, before what was done about it, whatever marks it ends with: the sample county's cases, too."""
    sample = Path(__file__).resolve().parents[2] / "config/qinglan.yaml"
    loaded = load_settings(sample)
    told: frozenset[str] = frozenset()
    for period in (_Q2, _Q3):
        report = pipeline.build(pipeline.Job(loaded, loaded.ledger_files, period, told=told))
        told = _told(report)
        again = pipeline.build(pipeline.Job(loaded, loaded.ledger_files, period, told=told))
        before, after = (_texts(one) for one in (report, again))
        assert len(before) == 5
        assert len(again.summary.told) == 5  # each of them was known again
        assert not before & after


def _texts(report: pipeline.Report) -> set[str]:
    """The cases that a report prints, as the ledger has them."""
    printed = {block.id for block in report.narrative.blocks}
    return {one.case.text for one in report.summary.categories if one.case and f"problems/{one.code}/case" in printed}
