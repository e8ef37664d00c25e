"""An earlier report printed other figures than the ledgers give now: the new report says so, with both values."""

import json
import subprocess
from pathlib import Path

import openpyxl
import pytest

from reportgen.actions.auditing import audit_document
from reportgen.actions.tracing import trace
from reportgen.settings import load_settings
from reportgen.word.pages.stringify import stringify
from tests.journeys.program import run

_CONFIG = """\
extends: reportgen:base
county: {name: 青岚县, code: "990121"}
office: {name: 青岚县纪委监委党风政风监督室}
ledger: {files: [台账.xlsx]}
"""
_HEADER = ["工单编号", "受理日期", "来源", "被反映单位", "问题类别", "主要内容"]


def _ledger(office: Path, second_quarter: int) -> None:
    """A ledger from January to September, three cases a month; the second quarter has so many more."""
    book = openpyxl.Workbook()
    book.active.append(_HEADER)
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 10) for day in (3, 13, 23)]
    days += [f"2026-05-{day:02}" for day in range(1, second_quarter + 1)]
    for number, day in enumerate(sorted(days), start=1):
        book.active.append(
            [f"{number}", day, "12345热线", "县医保服务大厅", "服务态度生硬", f"窗口人员不耐烦，第{number}次"]
        )
    book.save(office / "台账.xlsx")


def _build(office: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    return run(office, "build", "county.yaml", *flags, language="zh")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county that reported its second quarter, and then wrote four late cases into its ledger."""
    office = tmp_path_factory.mktemp("office")
    (office / "county.yaml").write_text(_CONFIG, encoding="utf-8")
    _ledger(office, second_quarter=0)
    done = _build(office, "--period", "2026Q2", "--out", "earlier")
    assert done.returncode == 0, done.stderr
    _ledger(office, second_quarter=4)
    return office


@pytest.mark.parametrize("suffix", [".docx", ".trace.json"])
def test_late_rows_are_a_correction_with_both_values(office: Path, suffix: str) -> None:
    """The same from the report itself and from the trace beside it."""
    (earlier,) = (office / "earlier").glob(f"*{suffix}")
    out = office / suffix[1:].replace(".", "-")
    done = _build(office, "--period", "2026Q3", "--out", out.name, "--previous", str(earlier))
    assert done.returncode == 0, done.stderr
    (document,) = out.glob("*.docx")
    (note,) = [line for line in stringify(document.read_bytes()).splitlines() if "更正：" in line]
    assert "9件" in note
    assert "13件" in note
    (trace,) = out.glob("*.json")
    assert json.loads(trace.read_bytes())["figures"]["restated.2026Q2.total"]["value"] == 13


def test_a_corrected_report_passes_its_audit(office: Path) -> None:
    """What it corrects it remembers: the audit with the ledgers of today gives the same note."""
    (earlier,) = (office / "earlier").glob("*.docx")
    done = _build(office, "--period", "2026Q3", "--out", "audited", "--previous", str(earlier))
    assert done.returncode == 0, done.stderr
    loaded = load_settings(office / "county.yaml")
    (document,) = (office / "audited").glob("*.docx")
    found = audit_document(document.read_bytes(), document.name, loaded)
    assert found.recomputed
    assert found.findings == ()


def test_the_figures_of_a_correction_are_traced(office: Path) -> None:
    """Both values of every correction are worked out again and are the same as printed; none is left open."""
    (earlier,) = (office / "earlier").glob("*.docx")
    done = _build(office, "--period", "2026Q3", "--out", "traced", "--previous", str(earlier))
    assert done.returncode == 0, done.stderr
    (document,) = (office / "traced").glob("*.docx")
    loaded = load_settings(office / "county.yaml")
    found = trace(document.read_bytes(), document.name, loaded, loaded.ledger_files)
    corrected = [index for index, one in enumerate(found.occurrences) if one.figure.startswith("restated.")]
    assert {found.occurrences[index].figure for index in corrected} > {
        "restated.2026Q2.total",
        "restated.2026Q2.total.printed",
    }
    assert all(found.agrees(index) for index in range(len(found.occurrences)))
    assert (found.differing, dict(found.reworded)) == ((), {})


def test_nothing_is_corrected_where_nothing_was_said_or_has_changed(office: Path) -> None:
    """Without an earlier report there is no note."""
    assert _build(office, "--period", "2026Q3", "--out", "plain").returncode == 0
    (document,) = (office / "plain").glob("*.docx")
    assert "更正：" not in stringify(document.read_bytes())


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"period": "soon", "figures": {}}', b'{"figures": 3}'])
def test_a_file_that_is_no_report_is_refused(office: Path, content: bytes) -> None:
    """Its name and what to give instead; nothing is written."""
    for name in ("x.trace.json", "x.docx"):
        (office / name).write_bytes(content)
        done = _build(office, "--period", "2026Q3", "--out", "refused", "--previous", name)
        assert done.returncode == 1
        assert name in done.stderr
        told = json.loads(_build(office, "--period", "2026Q3", "--previous", name, "--json").stdout)["issues"]
        assert {one["code"] for one in told} <= {"document.not-a-report", "document.not-docx", "document.empty"}
        assert "Traceback" not in done.stderr
        assert not (office / "refused").exists()


def test_an_earlier_report_that_is_not_there_is_named(office: Path) -> None:
    """The path as given, and that it cannot be read."""
    done = _build(office, "--period", "2026Q3", "--previous", "nowhere.docx", "--json")
    (told,) = json.loads(done.stdout)["issues"]
    assert (done.returncode, told["code"], told["source"]) == (1, "document.unreadable", "nowhere.docx")
