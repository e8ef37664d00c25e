"""`reportgen audit`: a clerk asks whether a report still holds, and gets a screen, JSON and an exit code."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from typer.testing import CliRunner, Result

from reportgen.cli import app
from reportgen.messages import speak
from reportgen.word import open_package, read_page
from reportgen.word.pages.page import Page
from tests.journeys.county import CONFIG, HEADER
from tests.render import surgery
from tests.review.documents import docx
from tests.review.mutations import MEMORY

pytestmark = pytest.mark.usefixtures("read_once")

_UNITS = ("县医保服务大厅", "县社保中心", "县不动产登记中心")
_KINDS = ("服务态度生硬", "工作纪律松懈", "履职责任不强")


def _rows(count: int) -> Iterator[list[str]]:
    """Cases of two quarters; every third is of the quarter before."""
    for number in range(count):
        month = 5 if number % 3 == 2 else 7 + number % 2
        day = f"2026-{month:02}-{1 + number % 27:02}"
        yield [
            str(number),
            day,
            "12345热线",
            _UNITS[number % 3 if number % 7 else 0],
            _KINDS[number % 5 % 3],
            f"窗口人员不耐烦，第{number}次",
        ]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county's folder with a ledger of sixty cases, and the report `报告.docx` made from it."""
    _write_ledger(tmp_path / "台账.xlsx", 60)
    (tmp_path / "county.yaml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1791763200")
    speak("en")
    assert _run("build", "county.yaml").exit_code == 0
    next(Path("out").glob("*.docx")).rename("报告.docx")
    return tmp_path


def _write_ledger(path: Path, count: int) -> None:
    book = openpyxl.Workbook()
    for row in (HEADER, *_rows(count)):
        book.active.append(row)
    book.save(path)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "100"})


def _json(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run("audit", *arguments, "--json").stdout)
    return found


def _edit(part: str, old: str, new: str) -> None:
    document = Path("报告.docx")
    document.write_bytes(surgery.edited(document.read_bytes(), part, (old, new)))


def test_the_screen_of_a_report_that_holds(office: Path) -> None:
    """What it was held against, that nothing is wrong, how much was looked at; without --config how to give it."""
    done = _run("audit", "报告.docx")
    assert done.exit_code == 0, done.stdout
    lines = done.stdout.splitlines()
    assert lines[:3] == [
        "报告.docx",
        "A report made by reportgen, held against its own memory only; give --config and the YAML file of the",
        "county to compute it anew from the ledgers.",
    ]
    assert "Nothing is wrong." in lines
    assert lines[-1].startswith("Checked: ")
    recomputed = _run("audit", "报告.docx", "--config", "county.yaml")
    assert (recomputed.exit_code, "the ledgers of county.yaml" in recomputed.stdout) == (0, True)
    assert "Nothing is wrong." in recomputed.stdout


def test_a_figure_edited_by_hand_is_shown_in_its_sentence(office: Path) -> None:
    """The wrong piece in brackets, what stands there and what should, what to do; exit code 1."""
    _edit(surgery.MAIN, "<w:t>40</w:t>", "<w:t>44</w:t>")
    for config in ((), ("--config", "county.yaml")):
        done = _run("audit", "报告.docx", *config)
        assert done.exit_code == 1
        heading, sentence, *rest = done.stdout.split("\n\n")[1].splitlines()
        assert heading == "Error paragraph 4"
        assert sentence.startswith("    本季度")
        assert "受理【44】件" in sentence
        assert rest == [
            "    44 → 40  “44” was typed over “40”, the figure total as it was written.",
            "    → Put the number back, or correct the ledger and build anew: the report can then prove it.",
        ]
        assert "Findings: Error 1" in done.stdout


def test_the_result_for_machines(office: Path) -> None:
    """Findings with place, values and hint; what was checked; nothing else."""
    _edit(surgery.MAIN, "<w:t>40</w:t>", "<w:t>44</w:t>")
    found = _json("报告.docx", "--config", "county.yaml")
    assert list(found) == ["findings", "checked", "blocks"]
    assert list(found["checked"]) == ["figures", "sentences", "tables"]
    (one,) = found["findings"]
    assert list(one) == ["code", "level", "message", "place", "stated", "expected", "hint"]
    assert (one["code"], one["level"], one["stated"], one["expected"]) == ("audit.figure-edited", "error", "44", "40")
    assert list(one["place"]) == ["paragraph", "table", "text"]
    assert (one["place"]["paragraph"], one["place"]["table"]) == (4, None)
    assert "受理44件" in one["place"]["text"]


def test_every_part_is_told_by_what_became_of_it(office: Path) -> None:
    """A line of counts on the screen, every part with its kinds in JSON."""
    _edit(surgery.MAIN, "<w:t>40</w:t>", "<w:t>44</w:t>")
    _edit(surgery.MAIN, "</w:p>", "</w:p>" + surgery.paragraph("各单位要抓好落实。"))
    lines = _run("audit", "报告.docx").stdout.splitlines()
    (told,) = (line for line in lines if line.startswith("Part by part: "))
    blocks = _json("报告.docx")["blocks"]
    assert all(list(one) == ["id", "kinds", "place"] for one in blocks)
    kinds = [kind for one in blocks for kind in one["kinds"]]
    assert {kind: kinds.count(kind) for kind in kinds} == {"as-written": len(blocks) - 2, "added": 1, "overtyped": 1}
    assert told == f"Part by part: as written {len(blocks) - 2}, added 1, figures overtyped 1"
    assert [one["place"]["text"] for one in blocks if one["kinds"] == ["added"]] == [""]
    speak("zh")
    assert "逐段核对：照原样" in _run("audit", "报告.docx").stdout


def test_a_coloured_copy_shows_where_the_words_come_from(office: Path) -> None:
    """Figures red, words yellow, added paragraphs blue, a legend on top; the report stays as it is, no file is replaced."""
    _edit(surgery.MAIN, "<w:t>40</w:t>", "<w:t>44</w:t>")
    _edit(surgery.MAIN, "</w:p>", "</w:p>" + surgery.paragraph("各单位要抓好落实。"))
    _edit(surgery.MAIN, "居前", "排在前")
    before = Path("报告.docx").read_bytes()
    text = [one.text for one in _page(before).body]
    assert _run("audit", "报告.docx", "--overlay", "核对.docx").exit_code == 1
    assert Path("报告.docx").read_bytes() == before
    page = _page(Path("核对.docx").read_bytes())
    assert [one.text for one in page.body][1:] == text
    assert "as it was generated" in page.body[0].text
    assert _coloured(page, '<w:highlight w:val="red"/>') == "44"
    assert _coloured(page, '<w:highlight w:val="yellow"/>') == "排在"
    assert _coloured(page, '<w:shd w:val="clear" w:color="auto" w:fill="DDEBF7"/>') == "各单位要抓好落实。"
    again = _run("audit", "报告.docx", "--overlay", "核对.docx")
    assert (again.exit_code, "is there already" in again.output) == (2, True)
    assert _run("audit", "报告.docx", "--overlay", "报告.docx").exit_code == 2
    assert Path("报告.docx").read_bytes() == before


def test_of_anybodys_document_there_is_no_coloured_copy(office: Path) -> None:
    """It is told, and nothing is written."""
    Path("别人的.docx").write_bytes(docx("@t 通报\n各单位要抓好落实。"))
    done = _run("audit", "别人的.docx", "--overlay", "核对.docx")
    assert "No coloured copy was written" in done.output
    assert not Path("核对.docx").exists()


def _page(document: bytes) -> Page:
    return read_page(open_package(document))


def _coloured(page: Page, form: str) -> str:
    """The text of the runs in a form, the legend left out."""
    found = (run for one in page.body[1:] for run in one.runs if form in etree.tostring(run.element).decode())
    return "".join(run.text for run in found)


def test_ledgers_that_changed_since_make_figures_out_of_date(office: Path) -> None:
    """The ledger is named, and each figure with the value of then and of now; without --config nothing is known of it."""
    _write_ledger(office / "台账.xlsx", 63)
    found = _json("报告.docx", "--config", "county.yaml")["findings"]
    assert ("audit.figure-outdated", "40", "42") in [(one["code"], one["stated"], one["expected"]) for one in found]
    assert [one["stated"] for one in found if one["code"] == "audit.ledger-changed"] == ["台账.xlsx"]
    assert _run("audit", "报告.docx", "--config", "county.yaml").exit_code == 1
    assert _run("audit", "报告.docx").exit_code == 0


def test_anybodys_document_is_held_against_itself(office: Path) -> None:
    """What the text says that cannot be; a configuration is of no use to it, and that is said."""
    Path("别人的.docx").write_bytes(docx("@t 通报\n信访件由400件减至300件，减少20件。"))
    done = _run("audit", "别人的.docx", "--config", "county.yaml")
    assert done.exit_code == 1
    assert "Not made by reportgen" in done.stdout
    assert "--config has no use here" in done.stdout
    assert "减少20件" in done.stdout
    assert [one["code"] for one in _json("别人的.docx")["findings"]] == ["audit.change-wrong"]


def test_a_draft_is_said_to_be_one(office: Path) -> None:
    """On the screen and as a warning."""
    _edit(MEMORY, ' version="', ' draft="true" version="')
    assert "This is a draft that did not pass its audit." in _run("audit", "报告.docx").stdout
    assert [one["code"] for one in _json("报告.docx")["findings"]] == ["audit.draft"]


def test_a_file_that_is_no_document_is_told_plainly(office: Path) -> None:
    """A message and what to do, no traceback; exit code 1, and 2 where there is no file."""
    Path("旧.docx").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    done = _run("audit", "旧.docx")
    assert (done.exit_code, done.exception.__class__) == (1, SystemExit)
    assert "The file is not a Word document (.docx)." in done.stdout
    assert [one["code"] for one in _json("旧.docx")["findings"]] == ["document.not-docx"]
    for missing in ("没有.docx", str(office)):
        done = _run("audit", missing)
        assert done.exit_code == 2
        assert "cannot be read" in done.stderr


def test_ledgers_that_give_no_report_are_said(office: Path) -> None:
    """The audit with --config needs the ledgers: what is wrong with them is said, with exit code 1."""
    (office / "台账.xlsx").unlink()
    done = _run("audit", "报告.docx", "--config", "county.yaml")
    assert done.exit_code == 1
    assert "The report was not audited" in done.stderr
    assert _json("报告.docx", "--config", "county.yaml")["findings"][0]["level"] == "error"


def test_a_memory_that_makes_no_sense_is_an_error(office: Path) -> None:
    """A period that is none cannot be computed anew."""
    _edit(MEMORY, 'period="2026Q3"', 'period="2026Q9"')
    found = _json("报告.docx", "--config", "county.yaml")["findings"]
    assert "audit.memory-broken" in {one["code"] for one in found}
