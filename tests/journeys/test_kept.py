"""`reportgen build` where a report lies that a person changed: it stays, the screen says so first, and the new one is beside it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from reportgen.cli import app
from reportgen.files import locking
from reportgen.files.pairs import Fit, compare, digest, read_seal, replacing, sealed, sidecar_of
from reportgen.messages import speak
from reportgen.word.packages.package import open_package
from tests.full import FULL
from tests.journeys.county import CONFIG, HEADER
from tests.render import surgery

_NAME = "990121-2026Q3-作风建设情况调研报告"


def _write_ledger(path: Path, count: int) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    for number in range(count):
        day = f"2026-{7 + number % 3:02}-{1 + number % 27:02}"
        book.active.append([f"{number}", day, "12345热线", "县医保服务大厅", "服务态度生硬", f"不耐烦，第{number}次"])
    book.save(path)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A county's folder with its report of sixty cases; the working folder of the test."""
    _write_ledger(tmp_path / "台账.xlsx", 60)
    (tmp_path / "county.yaml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1791763200")
    speak("en")
    assert _run("build", "county.yaml").exit_code == 0
    yield tmp_path


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "100"})


def _json(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(*arguments, "--json").stdout)
    return found


def _report(word: str = "") -> Path:
    return Path("out") / f"{_NAME}{word}.docx"


def _edit(old: str, new: str, part: str = surgery.MAIN) -> bytes:
    edited = surgery.edited(_report().read_bytes(), part, (old, new))
    _report().write_bytes(edited)
    return edited


def test_an_edited_report_stays_and_the_screen_says_so_first(office: Path) -> None:
    """The file, that it stays, where the new one is, what to do, and which blocks were changed; then all else; exit code 1."""
    edited = _edit("现将有关情况", "某人说，现将有关情况")
    done = _run("build", "county.yaml")
    assert done.exit_code == 1
    first, hint, changed, block, *_rest = done.stderr.splitlines()
    assert first == (
        f"Error {_report()}: This report was changed after it was built and stays as it is. "
        f"The new report is beside it: {_NAME}.new.docx."
    )
    assert "Compare the two." in hint
    assert (changed.strip(), block.strip()) == (
        "Changed (as it was built):",
        "为掌握青岚县窗口单位作风情况，青岚县某办对202…",
    )
    assert "某人" not in done.output
    assert f"Report: {_report('.new')}" in done.stdout
    assert _report().read_bytes() == edited
    assert digest(_report(".new").read_bytes()) == read_seal(sidecar_of(_report(".new")).read_bytes()).sha256


def test_the_same_in_chinese(office: Path) -> None:
    """What the clerk reads."""
    _edit("现将有关情况", "现把有关情况")
    speak("zh_CN")
    first, hint, changed, *_rest = _run("build", "county.yaml").stderr.splitlines()
    speak("en")
    assert (
        first
        == f"错误 {_report()}: 该报告生成后有人改过，原样保留，未作改动。新生成的报告在同一文件夹：{_NAME}.new.docx。"
    )
    assert hint.startswith("    请对照两份报告，二者留一")
    assert changed.strip() == "改动之处（列出生成时的开头文字）："


def test_json_says_what_was_kept(office: Path) -> None:
    """The new paths, the file that was kept, why, and its edited blocks; null where nothing was."""
    assert _json("build", "county.yaml")["kept"] is None
    _edit("现将有关情况", "现把有关情况")
    told = _json("build", "county.yaml")
    assert (told["report"], told["trace"]) == (str(_report(".new")), str(sidecar_of(_report(".new"))))
    assert told["kept"] == {
        "path": str(_report()),
        "why": "edited",
        "edited": ["为掌握青岚县窗口单位作风情况，青岚县某办对202…"],
    }
    assert told["issues"][0]["code"] == "write.kept-edited"


def test_many_edited_blocks_are_counted(office: Path) -> None:
    """Eight are named, then how many more; --json has them all."""
    text = surgery.parts_of(_report().read_bytes())[surgery.MAIN].decode()
    parts = {**surgery.parts_of(_report().read_bytes()), surgery.MAIN: text.replace("，", "、").encode()}
    _report().write_bytes(surgery.zipped(parts))
    count = len(_json("build", "county.yaml")["kept"]["edited"])
    lines = _run("build", "county.yaml").stderr.splitlines()
    assert count > 8
    assert lines[11].strip() == f"… and {count - 8} more"


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("form", "saved again after it was built"),
        ("foreign", "no report of this program"),
        ("unknown", "nothing proves that it is as it was built"),
    ],
)
def test_other_files_stay_too(office: Path, why: str, words: str) -> None:
    """A report that was only saved again, one that is another file, and one whose sidecar is gone."""
    if why == "form":
        _report().write_bytes(surgery.zipped(surgery.parts_of(_report().read_bytes())))
    elif why == "foreign":
        _report().write_bytes(b"notes")
    else:
        sidecar_of(_report()).unlink()
        _write_ledger(office / "台账.xlsx", 61)
    before = _report().read_bytes()
    done = _run("build", "county.yaml")
    assert done.exit_code == 1
    assert words in done.stderr.splitlines()[0]
    assert "Changed" not in done.stderr
    assert _report().read_bytes() == before
    assert _json("build", "county.yaml")["kept"]["why"] == why


def test_draft_overwrites_no_edit(office: Path) -> None:
    """`--draft` is about findings of the audit, not about other people's work."""
    edited = _edit("现将有关情况", "现把有关情况")
    assert _run("build", "county.yaml", "--draft").exit_code == 1
    assert _report().read_bytes() == edited
    assert _report(".new").exists()


def test_an_unchanged_build_is_quiet_and_touches_nothing(office: Path) -> None:
    """Built twice from the same ledgers: exit code 0, the same files."""
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in Path("out").iterdir()}
    assert _run("build", "county.yaml").exit_code == 0
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in Path("out").iterdir()} == before


def test_new_ledgers_replace_an_unedited_report(office: Path) -> None:
    """As ever: one pair, the new one, exit code 0."""
    before = _report().read_bytes()
    _write_ledger(office / "台账.xlsx", 70)
    assert _run("build", "county.yaml").exit_code == 0
    assert _report().read_bytes() != before
    assert sorted(path.name for path in Path("out").iterdir()) == [f"{_NAME}.docx", f"{_NAME}.trace.json"]


def test_a_pair_of_two_runs_is_said_by_every_command(office: Path) -> None:
    """A report beside the sidecar of other ledgers: build, trace, audit, and --previous with either file."""
    own = sidecar_of(_report()).read_bytes()
    _write_ledger(office / "台账.xlsx", 70)
    assert _run("build", "county.yaml", "--out", "other").exit_code == 0
    sidecar_of(_report()).write_bytes((Path("other") / f"{_NAME}.trace.json").read_bytes())
    words = f"{_report()}: This report and {_NAME}.trace.json beside it are not of one run"
    commands = [
        ("build", "county.yaml"),
        ("audit", str(_report())),
        ("trace", str(_report())),
        ("build", "county.yaml", "--period", "2026-09", "--previous", str(_report())),
        ("build", "county.yaml", "--period", "2026-09", "--previous", str(sidecar_of(_report()))),
    ]
    for command in commands:
        assert words in _run(*command).stderr, command
        told = _json(*command)
        codes = [one["code"] for one in (*told.get("issues", ()), *told.get("findings", ()))]
        assert codes.count("pair.other-run") == 1, command
    sidecar_of(_report()).write_bytes(own)
    for command in (("audit", str(_report())), ("trace", str(_report()))):
        assert "of one run" not in _run(*command).stderr


def test_a_run_that_was_cut_off_is_said_until_the_next_build(office: Path) -> None:
    """The report of before beside the new sidecar, which names both: audit and trace say it, build makes it good and says so."""
    old = _report().read_bytes()
    new = surgery.edited(old, surgery.MAIN, ("现将有关情况", "现把有关情况"))
    sidecar = sealed(b'{"reportgen": 1, "figures": {}}', _report().name, new)
    sidecar_of(_report()).write_bytes(replacing(sidecar, digest(old)))
    words = "a run was cut off between the two"
    assert words in _run("audit", str(_report())).stderr
    assert words in _run("trace", str(_report())).stderr
    done = _run("build", "county.yaml")
    assert (done.exit_code, words in done.stderr) == (0, True)
    assert compare(_report().read_bytes(), read_seal(sidecar_of(_report()).read_bytes()))[0] is Fit.FITS
    assert words not in _run("audit", str(_report())).stderr


def test_an_edited_report_is_said_by_audit_and_trace(office: Path) -> None:
    """The sidecar beside it has the figures as they were built."""
    _edit("现将有关情况", "现把有关情况")
    for command in ("audit", "trace"):
        assert "was changed after it was built" in _run(command, str(_report())).stderr


def test_a_folder_that_another_run_writes_into(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who, since when, what to do; no report, exit code 1, and no trace of Python."""
    monkeypatch.setattr(locking, "WAIT", 0.1)
    lock = Path("out") / locking.LOCK
    lock.write_text(json.dumps({"host": "科室-2", "pid": 4711, "run": "0", "since": "2026-10-12 09:30:00+08:00"}))
    before = _report().read_bytes()
    done = _run("build", "county.yaml")
    assert done.exit_code == 1
    assert "on the machine 科室-2, process 4711, since 2026-10-12 09:30:00+08:00" in done.stderr
    assert locking.LOCK in done.stderr
    assert "No report was written." in done.stderr
    assert _report().read_bytes() == before


def test_double_starts_of_whole_builds(office: Path) -> None:
    """Two builds of different ledgers into one folder at once: both end well, and the pair is that of one of them."""
    for count in (70, 71):
        _write_ledger(office / f"{count}.xlsx", count)
    command = [sys.executable, "-m", "reportgen", "build", "county.yaml", "--out", "双", "--ledger"]
    for _ in range(2 if FULL else 1):
        runs = [subprocess.Popen([*command, f"{count}.xlsx"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"}) for count in (70, 71)]  # fmt: skip
        for run in runs:
            assert run.wait() == 0, run.communicate()[1].decode()
            assert run.stderr is not None
            run.stderr.close()
        document = Path("双") / f"{_NAME}.docx"
        assert compare(document.read_bytes(), read_seal(sidecar_of(document).read_bytes()))[0] is Fit.FITS
        total = json.loads(sidecar_of(document).read_bytes())["figures"]["total"]["text"]
        assert total in ("70件", "71件")
        text = open_package(document.read_bytes()).parts[surgery.MAIN].decode()
        assert f">{total[:2]}" in text
        assert len(list(Path("双").iterdir())) == 2
