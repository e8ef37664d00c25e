"""`reportgen update` as a clerk runs it: names, exit codes, what is refused, and that nothing of the edited report is lost."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from typer.testing import CliRunner, Result

from reportgen.cli import app
from reportgen.messages import speak
from reportgen.word import open_package
from reportgen.word.pages.reader import read_page
from tests.journeys.county import CONFIG, HEADER
from tests.journeys.small import ledger, office_at

pytestmark = pytest.mark.usefixtures("read_once")

_ROWS = [
    [f"G{number:03}", f"2026-0{month}-{number % 27 + 1:02}", "热线", unit, category, f"窗口办理{number}号事项时态度冷淡，来回跑了几趟。"]
    for number, (month, unit, category) in enumerate(
        [(month, unit, category) for month in (4, 5, 7, 8) for unit in ("甲中心", "乙大厅", "丙窗口") for category in ("态度生硬", "推诿扯皮", "态度生硬")],
        start=1,
    )
]  # fmt: skip
_LATE = [
    [
        f"G9{number}",
        "2026-09-2" + str(number),
        "热线",
        "甲中心",
        "态度生硬",
        "补录的来电反映窗口人员态度生硬，未作说明。",
    ]
    for number in range(3)
]


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "120", "SOURCE_DATE_EPOCH": "1791763200"})


def _ledger(folder: Path, rows: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    for row in [HEADER, *rows]:
        book.active.append(row)  # type: ignore[union-attr]  # a new book has a sheet
    book.save(folder / "台账.xlsx")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A county with its report of 2026Q3, called `report.docx`, and its sidecar."""
    (tmp_path / "county.yaml").write_text(CONFIG, encoding="utf-8")
    _ledger(tmp_path, _ROWS)
    speak("en")
    assert _run("build", tmp_path / "county.yaml", "--out", tmp_path / "out").exit_code == 0
    report = next((tmp_path / "out").glob("*.docx"))
    shutil.move(report, tmp_path / "report.docx")
    shutil.move(report.with_name(report.stem + ".trace.json"), tmp_path / "report.trace.json")
    trace = (tmp_path / "report.trace.json").read_text(encoding="utf-8").replace('"../', '"')  # it stands elsewhere now
    (tmp_path / "report.trace.json").write_text(trace, encoding="utf-8")
    return tmp_path


def _edit(path: Path, *work: Callable[[Any], None]) -> bytes:
    document = docx.Document(str(path))
    for one in work:
        one(document)
    document.save(str(path))
    return path.read_bytes()


def _visit(document: Any) -> None:
    document.paragraphs[4].insert_paragraph_before("九月下旬到甲中心走访，现场秩序良好。")


def _overtype(document: Any) -> None:
    run = next(run for one in document.paragraphs for run in one.runs if run.text.isdigit())
    run.text = "999"


def _text(path: Path) -> str:
    return "\n".join(one.text for one in read_page(open_package(path.read_bytes())).body)


def test_late_cases_arrive(county: Path) -> None:
    """The figures are new, the paragraph stays, the edited file is as it was; a second update has a name of its own."""
    edited = _edit(county / "report.docx", _visit)
    _ledger(county, [*_ROWS, *_LATE])
    done = _run("update", county / "report.docx")
    assert done.exit_code == 0, done.output
    updated = county / "report-更新.docx"
    assert (county / "report.docx").read_bytes() == edited
    assert "九月下旬到甲中心走访，现场秩序良好。" in _text(updated)
    assert _run("build", county / "county.yaml", "--out", county / "fresh").exit_code == 0
    fresh = _text(next((county / "fresh").glob("*.docx")))
    assert _text(updated).replace("九月下旬到甲中心走访，现场秩序良好。\n", "") == fresh
    before = updated.read_bytes()
    again = json.loads(_run("update", county / "report.docx", "--json").stdout)
    assert again["report"] == str(county / "report-更新2.docx")
    assert updated.read_bytes() == before == (county / "report-更新2.docx").read_bytes()
    sidecar = json.loads((county / "report-更新.trace.json").read_text(encoding="utf-8"))
    assert sidecar["sources"] == {"config": "county.yaml", "ledgers": ["台账.xlsx"]}
    assert _run("audit", updated, "--json").exit_code == 0


def test_a_figure_typed_over_is_left_to_the_person(county: Path) -> None:
    """It stays, both values are told, in the sidecar too, and the exit code says that something is open."""
    _edit(county / "report.docx", _overtype)
    done = _run("update", county / "report.docx", "--json")
    told = json.loads(done.stdout)
    override = next(one for one in told["entries"] if one["what"] == "override")
    assert (done.exit_code, told["open"], override["before"]) == (1, 1, "999")
    assert "999" in _text(Path(told["report"]))
    sidecar = json.loads(Path(told["trace"]).read_text(encoding="utf-8"))
    assert [one["value"] for one in sidecar["overrides"]] == ["999"]
    comments = read_page(open_package(Path(told["report"]).read_bytes())).comments
    assert ["999" in one.text and override["now"] in one.text for one in comments] == [True]
    screen = _run("update", county / "report.docx").stdout
    assert f"typed 999, computed {override['now']}" in screen


def test_the_next_period(county: Path) -> None:
    """What people wrote is kept for review, kept or left out, as asked."""
    _edit(county / "report.docx", _visit)
    for carry, kept, exit_code in (("ask", True, 1), ("keep", True, 0), ("paragraphs=drop", False, 0)):
        out = county / f"{carry.partition('=')[2] or carry}.docx"
        done = _run("update", county / "report.docx", "--period", "2026Q2", "--carry", carry, "--out", out)
        assert (done.exit_code, "走访" in _text(out)) == (exit_code, kept), done.output
        assert "本季度" in _text(out)
        assert _text(out).splitlines()[0].startswith("青岚县2026年第二季度")


def _own_row(document: docx.document.Document) -> None:
    cells = document.tables[0].add_row().cells
    cells[0].paragraphs[0].add_run("手工加的一行")


def test_own_rows_in_the_next_period(county: Path) -> None:
    """Rows have a kind of their own."""
    _edit(county / "report.docx", _own_row)
    for number, (carry, kept, exit_code) in enumerate(
        (("paragraphs=drop", True, 1), ("tables=ask", True, 1), ("tables=keep", True, 0), ("tables=drop", False, 0))
    ):
        out = county / f"{number}.docx"
        done = _run("update", county / "report.docx", "--period", "2026Q2", "--carry", carry, "--out", out)
        assert (done.exit_code, "手工加的一行" in _text(out)) == (exit_code, kept), done.output


def test_another_period_has_its_own_name(county: Path) -> None:
    """As a build calls it, whatever the last one was called; where that is taken it is the one that was updated."""
    built = _run("build", county / "county.yaml", "--period", "2026Q2", "--out", county / "fresh", "--json")
    name = Path(json.loads(built.stdout)["report"]).stem
    for called in (name, f"{name}-更新", f"{name}-更新2"):
        told = json.loads(_run("update", county / "report.docx", "--period", "2026Q2", "--json").stdout)
        assert told["report"] == str(county / f"{called}.docx")
        assert told["period"] == "2026Q2"


@pytest.mark.parametrize("named", [["台账.xlsx", "别的.json"], ["别的.json"]])
def test_no_ledger_that_is_named_is_left_out_in_silence(county: Path, named: list[str]) -> None:
    """Files that end in .json are none of a report that compares no counties."""
    (county / "别的.json").write_text("{}", encoding="utf-8")
    given = [word for name in named for word in ("--ledger", county / name)]
    done = _run("update", county / "report.docx", *given)
    assert "别的.json" in done.output


def test_tracked_changes_and_a_note(county: Path) -> None:
    """Both beside the updated report."""
    _ledger(county, [*_ROWS, *_LATE])
    assert _run("update", county / "report.docx", "--revisions", "--note").exit_code == 0
    page = read_page(open_package((county / "report-更新.docx").read_bytes()))
    assert {one.element.get(f"{{{page.root.nsmap['w']}}}author") for one in page.revisions} == {"reportgen"}
    assert (county / "report-更新-修改说明.docx").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--out", "report.docx"], "is there already"),
        (["--out", "x.pdf"], "a .docx file"),
        (["--period", "春天"], "is no period"),
        (["--day", "明天"], "is no day"),
        (["--carry", "maybe"], "--carry takes"),
        (["--carry", "charts=keep"], "--carry takes"),
    ],
)
def test_what_is_typed_wrong_is_said(
    options: list[str], said: str, county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, and nothing is written."""
    monkeypatch.chdir(county)
    before = sorted(county.iterdir())
    done = _run("update", "report.docx", *options)
    assert (done.exit_code, said in done.output, sorted(county.iterdir())) == (2, True, before), done.output


def test_a_report_without_its_sidecar_wants_the_configuration(county: Path) -> None:
    """The memory in the document is enough then."""
    (county / "report.trace.json").unlink()
    assert "give --config" in _run("update", county / "report.docx").output
    assert _run("update", county / "report.docx", "--config", county / "county.yaml").exit_code == 0


def test_another_county_s_report_is_refused(county: Path) -> None:
    """Its configuration would tell another county's figures."""
    (county / "other.yaml").write_text(CONFIG.replace("990121", "990122"), encoding="utf-8")
    done = _run("update", county / "report.docx", "--config", county / "other.yaml")
    assert (done.exit_code, "another county" in done.output) == (1, True)
    assert not list(county.glob("*更新*"))


def test_a_report_without_any_memory_is_updated_as_far_as_sure(county: Path) -> None:
    """Sentences that are the new ones but for their numbers; nothing is put in or taken out, and it is said."""
    (county / "report.trace.json").unlink()
    document = docx.Document(str(county / "report.docx"))
    main = document.part
    for key in [key for key, link in main.rels.items() if link.reltype.endswith("/customXml")]:
        del main.rels[key]
    stream = io.BytesIO()
    document.save(stream)
    (county / "report.docx").write_bytes(stream.getvalue())
    _ledger(county, [*_ROWS, *_LATE])
    done = _run("update", county / "report.docx", "--config", county / "county.yaml", "--json")
    told = json.loads(done.stdout)
    assert "update.unknown" in [one["code"] for one in told["issues"]]
    assert {"inserted", "removed"} & set(told["counts"]) == set()
    assert told["counts"]["refreshed"] > 0


def test_a_note_names_both_units_where_another_one_leads_now(tmp_path: Path) -> None:
    """What the first unit had is not told as what the new first one had before."""
    office = office_at(tmp_path)
    lines = ledger().decode().split("\n")
    more = [f"9{at},2026-09-{at + 1:02},12345热线,县社保中心,工作纪律松懈,窗口无人在岗{at}" for at in range(8)]
    fewer = [line for at, line in enumerate(lines) if "县社保中心" not in line or at % 4]
    (office / "台账.csv").write_text("\n".join(fewer), encoding="utf-8")
    assert _run("build", office / "county.yaml", "--out", office / "first").exit_code == 0
    (office / "台账.csv").write_text("\n".join([*fewer, *more]), encoding="utf-8")
    (report,) = (office / "first").glob("*.docx")
    assert _run("update", report, "--note").exit_code == 0
    (note,) = (office / "first").glob("*-修改说明.docx")
    text = "\n".join(cell.text for table in docx.Document(io.BytesIO(note.read_bytes())).tables for row in table.rows for cell in row.cells)  # fmt: skip
    assert "县医保服务大厅 → 县社保中心" in text


def test_warnings_of_the_ledgers_are_counted_and_shown_where_that_is_asked_for(tmp_path: Path) -> None:
    """What a build would warn of is not silent in an update."""
    office = office_at(tmp_path)
    with (office / "台账.csv").open("a", encoding="utf-8") as file:
        file.write("\n99,某日,12345热线,县社保中心,工作纪律松懈,窗口无人在岗")
    told = [_run(*given, "update", office / "report.docx", "--config", office / "county.yaml").output for given in ((), ("--all",))]  # fmt: skip
    assert "1 warnings about the ledgers" in told[0] and "[台账] B32" not in told[0]
    assert "B32" in told[1]
