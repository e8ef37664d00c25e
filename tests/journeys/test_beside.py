"""A report without `--config`: the sidecar names its configuration and ledgers, and what is wrong with them is told."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from reportgen.cli import app
from reportgen.messages import speak
from tests.journeys.county import CONFIG, HEADER
from tests.render import surgery


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county's folder with a report in `out`; returns the report, as a path from the folder."""
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    for number in range(30):
        kind = ("服务态度生硬", "工作纪律松懈")[number % 2]
        book.active.append(
            [str(number), f"2026-08-{1 + number % 28:02}", "来信来访", "县社保中心", kind, f"窗口第{number}次"]
        )
    book.save(tmp_path / "台账.xlsx")
    (tmp_path / "county.yaml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1791763200")
    speak("en")
    assert _run("build", "county.yaml").exit_code == 0
    return next(Path("out").glob("*.docx"))


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "100"})


def _codes(*arguments: str) -> set[str]:
    told: dict[str, Any] = json.loads(_run(*arguments, "--json").stdout)
    return {one["code"] for one in (*told.get("issues", ()), *told.get("findings", ()))}


def _rename(sidecar: Path, sources: dict[str, Any]) -> None:
    """Makes the sidecar name other files."""
    content = json.loads(sidecar.read_bytes())
    content["sources"] = sources
    sidecar.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def test_both_find_their_ledgers_by_themselves(office: Path) -> None:
    """What the sidecar names is read, whatever folder one stands in."""
    audited = _run("audit", str(office))
    assert audited.exit_code == 0, audited.stdout
    assert "the ledgers of county.yaml" in audited.stdout
    assert _run("trace", str(office), "total").exit_code == 0


def test_what_is_gone_is_named_and_the_memory_still_serves(office: Path) -> None:
    """A ledger that was moved away is named; the report is held against its memory, and an edited figure is found by that."""
    Path("台账.xlsx").rename("别处.xlsx")
    done = _run("audit", str(office))
    assert done.exit_code == 0, done.stdout
    assert "台账.xlsx" in done.stdout + done.stderr
    assert "pair.sources-gone" in _codes("audit", str(office))
    assert "pair.sources-gone" in _codes("trace", str(office), "total")
    office.write_bytes(surgery.edited(office.read_bytes(), surgery.MAIN, ("<w:t>30</w:t>", "<w:t>33</w:t>")))
    assert {"audit.figure-edited", "pair.sources-gone"} <= _codes("audit", str(office))


def test_a_configuration_that_is_broken_now_is_told_with_its_place(office: Path) -> None:
    """It does not end the audit: what is wrong with it is told, and the memory serves."""
    Path("county.yaml").write_text(CONFIG + "chart: {}\n", encoding="utf-8")
    assert "pair.sources-faulty" in _codes("audit", str(office))
    assert "pair.sources-faulty" in _codes("trace", str(office), "total")
    assert "county.yaml" in _run("audit", str(office)).output


@pytest.mark.parametrize("kind", ["absolute", "drive", "share", "no text", "none"])
def test_only_files_told_from_its_own_folder_are_opened(office: Path, tmp_path: Path, kind: str) -> None:
    """A sidecar may come from anywhere: one that names a place of a machine names nothing."""
    config = {
        "absolute": str(tmp_path / "county.yaml"),
        "drive": "C:\\county.yaml",
        "share": "\\\\server\\share\\county.yaml",
        "no text": "county\0.yaml",
        "none": None,
    }[kind]
    sidecar = office.with_suffix(".trace.json")
    _rename(sidecar, {"config": config, "ledgers": []} if config else {})
    done = _run("audit", str(office))
    assert done.exit_code == 0, done.output
    assert "held against its own memory only" in done.stdout


def test_the_ledgers_of_another_county_prove_nothing(office: Path) -> None:
    """With the configuration of another county the report is refused, not held against figures that are not its own."""
    Path("other.yaml").write_text(CONFIG.replace("990121", "990122"), encoding="utf-8")
    assert "audit.other-county" in _codes("audit", str(office), "--config", "other.yaml")
    assert "trace.other-county" in _codes("trace", str(office), "total", "--config", "other.yaml")
    assert _run("audit", str(office), "--config", "other.yaml").exit_code == 1


@pytest.mark.parametrize("command", ["audit", "update", "finalize"])
def test_a_report_that_is_open_is_told(office: Path, command: str) -> None:
    """What was typed and not saved is in none of what they read."""
    assert "document.open" not in _codes(command, str(office))
    office.with_name("~$" + office.name[2:]).touch()
    assert "document.open" in _codes(command, str(office))
