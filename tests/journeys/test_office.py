"""A report is edited with LibreOffice, read back, audited and traced; saved in other forms, and still known."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from reportgen.cli import app
from reportgen.messages import speak
from reportgen.word import stringify
from tests.journeys.office import SOFFICE, edited, saved_as

_PROJECT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.skipif(not SOFFICE, reason="LibreOffice Writer, with which the report is edited, is not installed"),
    pytest.mark.usefixtures("read_once"),
]


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "100", "SOURCE_DATE_EPOCH": "1791763200"})


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample county with its report of 2026Q3 in `out`, called `report.docx`, its sidecar beside it."""
    folder = tmp_path_factory.mktemp("office")
    for name in ("config", "templates", "samples/qinglan"):
        shutil.copytree(_PROJECT / name, folder / name)
    speak("en")
    assert _run("build", folder / "config/qinglan.yaml", "--out", folder / "out").exit_code == 0
    return folder


def _report(office: Path) -> Path:
    return next(path for path in (office / "out").glob("*.docx"))


def _codes(done: Result) -> list[str]:
    found: dict[str, Any] = json.loads(done.stdout)
    return sorted(one["code"] for one in found["findings"])


def _in_place(office: Path, tmp_path: Path, make: Callable[[Path], Path]) -> Path:
    """A folder of its own with the office's files, in which the report was replaced by what was made of it."""
    folder = tmp_path / "later"
    shutil.copytree(office, folder)
    made = make(_report(folder))
    made.replace(_report(folder))
    return _report(folder)


def test_a_plain_save_is_no_edit(office: Path, tmp_path: Path) -> None:
    """Opened and saved: audit and trace find nothing, and what the document shows is what it showed."""
    report = _in_place(office, tmp_path, lambda report: edited(report, tmp_path))
    assert _codes(_run("audit", report, "--json")) == ["pair.form"]
    traced = json.loads(_run("trace", report, "--json").stdout)
    assert (traced["differing"], traced["lost"], len(traced["places"])) == ([], [], 313)
    assert _words(report) == _words(_report(office))


def _words(report: Path) -> list[str]:
    """The lines of the body without page set-up, sizes, page numbers and styles."""
    lines = stringify(report.read_bytes()).splitlines()
    kept = [line for line in lines if not line.startswith(("title:", "page:", "grid:", "footer", "table"))]
    return [line.split("] ", 1)[-1].split(" mm: ")[-1].lstrip("=| ") for line in kept]


def test_what_hands_do_in_writer_is_named(office: Path, tmp_path: Path) -> None:
    """A number typed over, a paragraph deleted, one split, one added: each is said, nothing else; build does not overwrite it."""
    work = (
        'Retype(doc, "137", "138")', 'Strike(doc, "按问题类别看，居前三位的是")',
        'Split(doc, "从登记到办结")', 'Add(doc, "本季度登记的问题分属五类", "县委已召开专题会议2次。")',
    )  # fmt: skip
    report = _in_place(office, tmp_path, lambda report: edited(report, tmp_path, *work))
    done = _run("audit", report, "--json")
    assert (done.exit_code, _codes(done)) == (
        1,
        [
            "audit.block-deleted", "audit.block-split", "audit.deleted-kept", "audit.figure-edited",
            "audit.typed-by-hand", "pair.edited",
        ],
    )  # fmt: skip
    traced = json.loads(_run("trace", report, "--json").stdout)
    assert traced["differing"] == ["total"]
    before = report.read_bytes()
    built = _run("build", report.parents[1] / "config/qinglan.yaml", "--out", report.parent, "--json")
    told = json.loads(built.stdout)
    assert (built.exit_code, told["kept"]["why"], Path(told["report"]).name) == (1, "edited", f"{report.stem}.new.docx")
    assert report.read_bytes() == before


def test_tracked_changes_are_read_as_if_accepted_and_told(office: Path, tmp_path: Path) -> None:
    """The number that stands there counts, struck out ones do not; that changes are left open is a warning."""
    work = ("Track(doc)", 'Retype(doc, "137", "138")')
    report = _in_place(office, tmp_path, lambda report: edited(report, tmp_path, *work))
    told = _codes(_run("audit", report, "--json"))
    assert told == ["audit.changes-pending", "audit.figure-edited", "pair.edited"]


@pytest.mark.parametrize("ending", ["doc", "odt"])
def test_a_report_saved_in_another_form_and_back_is_known_by_its_sidecar(
    office: Path, tmp_path: Path, ending: str
) -> None:
    """The memory is lost in it; that beside it stands in, and no --config is needed where the ledgers still stand."""

    def there_and_back(report: Path) -> Path:
        return saved_as(saved_as(report, ending, tmp_path), "docx", tmp_path)

    report = _in_place(office, tmp_path, there_and_back)
    done = _run("audit", report, "--json")
    assert done.exit_code == 0
    assert set(_codes(done)) <= {"audit.memory-beside", "audit.chart-words-lost", "pair.form"}
    traced = json.loads(_run("trace", report, "--json").stdout)
    assert (traced["recomputed"], traced["differing"], traced["lost"], len(traced["places"])) == (True, [], [], 313)
    alone = tmp_path / report.name
    shutil.copy(report, alone)
    assert _codes(_run("audit", alone, "--json")) == ["audit.memory-lost"]
    assert "memory-lost" in json.loads(_run("trace", alone, "--json").stdout)["issues"][0]["code"]
