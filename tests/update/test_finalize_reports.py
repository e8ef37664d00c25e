"""Reports that are handed over: the sample report, reports that people edited and that other programs saved, drafts and open points."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reportgen.actions.auditing import Audited, audit_document
from reportgen.actions.finalizing import finalize, hand_over
from reportgen.cli import app
from reportgen.files.pairs import Fit, compare, digest, handed_over, read_seal, sent_issue, sidecar_of, with_handed_over
from reportgen.files.publishing import publish
from reportgen.messages import DocumentError, speak
from reportgen.model.periods import Period
from reportgen.model.sources import Level
from reportgen.pipeline import Job, Report, build
from reportgen.settings import load_settings
from reportgen.sidecar import open_report
from reportgen.update.finalize import clean, leftovers, open_changes
from reportgen.word import Kind, active_content, open_package, read_page
from reportgen.word.memory.memory import OpenPoint
from reportgen.word.memory.memory_xml import memory_bytes, memory_in
from reportgen.word.packages.package import files_of, zipped
from reportgen.word.packages.structure import structure_faults
from reportgen.word.pages.stringify import stringify
from tests.full import FULL
from tests.journeys.office import SOFFICE, saved_as
from tests.render import surgery

pytestmark = pytest.mark.usefixtures("read_once")

_PROJECT = Path(__file__).resolve().parents[2]
_CASES = _PROJECT / ".." / "shared" / "cases"
_FILES = sorted(path for folder in ("edited", "editors") for path in (_CASES / folder).glob("*.docx"))
_there = pytest.mark.skipif(not _FILES, reason="the folder ../shared/cases with edited reports is not here")
_PENDING = {"tracked_figure_pending", "21_tracked_number_changed", "22_tracked_format", "24_tracked_move_marks_moved"}
_PENDING |= {"42_tracked_row_deleted", "43_tracked_insert_paragraph", "44_tracked_mark_deleted"}

_COMMENTED = {"25_comments"}


@pytest.fixture(scope="module")
def fresh() -> Report:
    """The report of the sample county."""
    loaded = load_settings(_PROJECT / "config" / "qinglan.yaml")
    return build(Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), date(2026, 10, 12)))


def _texts(document: bytes) -> list[str]:
    return [one.text for one in read_page(open_package(document)).paragraphs]


def _with_memory(document: bytes, **changes: object) -> bytes:
    """The report with something else in its memory."""
    package = open_package(document)
    memory = memory_in(package)
    assert memory is not None
    part = package.linked(package.document, "customXml")[0]
    return zipped(files_of(package.replaced({part: memory_bytes(replace(memory, **changes))})))


def _codes(document: bytes, audited: Audited | None = None, **more: bool) -> list[str]:
    """Why a report is not handed over."""
    with pytest.raises(DocumentError) as refused:
        finalize(document, "a.docx", audited or audit_document(document, "a.docx"), **more)
    return [one.code for one in refused.value.issues]


def _proved(document: bytes) -> None:
    """A copy has nothing in it that it must not have, and Word has nothing to repair."""
    copy = open_package(document)
    assert list(leftovers(document)) == []
    assert active_content(copy, Kind.FINALIZED) == ()
    assert list(structure_faults(copy)) == []
    assert memory_in(copy) is None


def test_the_sample_report(fresh: Report) -> None:
    """What a reader sees is the same; the same input gives the same bytes, and a clean copy is clean already."""
    done = finalize(fresh.document, "a.docx", audit_document(fresh.document, "a.docx"))
    assert done.ours and not done.issues
    assert stringify(done.document).splitlines() == stringify(fresh.document).splitlines()
    _proved(done.document)
    assert finalize(fresh.document, "b.docx", audit_document(fresh.document, "b.docx")).document == done.document
    again = finalize(done.document, "a.docx", audit_document(done.document, "a.docx"))
    assert again.document == done.document and not again.ours and not again.removed


def test_the_validator_finds_nothing(fresh: Report, tmp_path: Path) -> None:
    """openxml-audit finds no error in a copy for any Office since 2007."""
    validation = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    file = tmp_path / "a.docx"
    file.write_bytes(clean(open_package(fresh.document)).document)
    for version in ("OFFICE_2007", "OFFICE_2019", "MICROSOFT_365"):
        result = validation.OpenXmlValidator(getattr(validation.FileFormat, version)).validate(file)
        assert [error.description for error in result.errors] == []


_SOME = [path for number, path in enumerate(_FILES) if FULL or number % 10 == 0 or path.stem in _PENDING | _COMMENTED]


@_there
@pytest.mark.parametrize("path", _SOME, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_reports_from_other_hands(path: Path) -> None:
    """Those with open changes are refused for them, and accepted where it is asked for; of all others (each tenth, in full all) the text stays as it is."""
    document = path.read_bytes()
    audited = audit_document(document, path.name)
    done = finalize(document, path.name, audited, anyway=True)
    _proved(done.document)
    assert _texts(done.document) == _texts(document)
    assert open_changes(read_page(open_package(done.document))) == ()
    expected = {"finalize.changes"} if path.stem in _PENDING else set()
    expected |= {"finalize.audit"} if any(one.level is Level.ERROR for one in audited.findings) else set()
    expected |= {"finalize.comment"} if path.stem in _COMMENTED else set()
    assert {one.code for one in done.issues} == expected
    assert all(one.level is Level.WARNING for one in done.issues)
    if expected:
        assert set(_codes(document, audited)) == expected


def _said(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def _field(code: str, result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{separate}{_said(result)}{end}'


def _worked_on(document: bytes) -> bytes:
    """The report with what people and editors add: a line of contents, references, hidden text, a property printed as a field."""
    hidden = _said("藏", "<w:rPr><w:vanish/></w:rPr>")
    line = f'<w:hyperlink w:anchor="_Toc9">{_said("目录引言")}{_field("PAGEREF _Toc9", "1")}</w:hyperlink>'
    told = [_said("见"), _field(r"REF _Toc9 \h", "引言"), _said("，编者"), _field("AUTHOR", "甲某")]
    told += [_said("，第"), _field("PAGEREF _Toc9", "1"), _said("页")]
    xml = (
        f"<w:p>{line}{hidden}</w:p><w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{hidden}</w:p>"
        f'<w:p><w:bookmarkStart w:id="991" w:name="_Toc9"/>{_said("引言")}<w:bookmarkEnd w:id="991"/></w:p>'
        f"<w:p>{''.join(told)}</w:p>"
    )
    made = surgery.before_body(document, xml)
    return surgery.edited(made, "docProps/core.xml", ("<dc:creator></dc:creator>", "<dc:creator>甲某</dc:creator>"))


_PAGE_NUMBER = re.compile(r"—\d+—")


@pytest.mark.skipif(not SOFFICE or not shutil.which("pdftotext"), reason="LibreOffice or pdftotext is not installed")
def test_the_pages_say_the_same(fresh: Report, tmp_path: Path) -> None:
    """LibreOffice prints the same text, on a page more or less: no reference is lost with its bookmark.

    Blanks do not count: it parts the text at bookmarks, and what reads the page takes wider signs for blanks there; a line, and
    with it a page, may end a few characters earlier or later for that.
    """
    document = _worked_on(fresh.document)
    printed = []
    for name, data in (("before", document), ("after", clean(open_package(document)).document)):
        file = tmp_path / f"{name}.docx"
        file.write_bytes(data)
        page = saved_as(file, "pdf", tmp_path)
        done = subprocess.run(["pdftotext", str(page), "-"], check=True, capture_output=True, text=True)
        printed.append([_PAGE_NUMBER.sub("", "".join(one.split())) for one in done.stdout.split("\f")])
    told = "".join(printed[0])
    assert all(words in told for words in ("表1", "目录引言1", "见引言", "编者甲某", "第1页"))
    assert "Error" not in told and "藏" not in told
    assert told == "".join(printed[1])
    assert abs(len(printed[0]) - len(printed[1])) <= 1


_POINTS = [OpenPoint(kind, "lead/top") for kind in ("conflict", "stale", "gone", "review")]


def test_a_point_whose_comment_was_deleted_is_settled(fresh: Report) -> None:
    """As the comment says; a number typed over a figure wants its reason all the same."""
    speak("en")
    gone = [OpenPoint(kind, "lead/top", comment="x", text="y") for kind in ("conflict", "stale", "gone", "review")]
    settled = _with_memory(fresh.document, points=tuple(gone))
    assert finalize(settled, "a.docx", audit_document(settled, "a.docx")).document
    typed = OpenPoint("override", "lead/top", figure="total", comment="x", text="y", value="9", computed="8")
    assert _codes(_with_memory(fresh.document, points=(*gone, typed))).count("finalize.open") == 1


_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


def _commented(document: bytes) -> bytes:
    """Four comments: one open, one resolved, a reply to that one, and one by the program."""
    told = [
        ("赵某某", "此数请向信访室王小明核实后再报，务必于本周五前回复"),
        ("赵某某", "改"),
        ("钱某某", "已改"),
        ("reportgen", "请看"),
    ]
    said = "".join(
        f'<w:comment w:id="{number}" w:author="{who}"><w:p w14:paraId="0000000{number}"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        for number, (who, text) in enumerate(told)
    )
    anchors = "".join(f'<w:r><w:commentReference w:id="{number}"/></w:r>' for number in range(4))
    span = '<w:commentRangeStart w:id="0"/><w:r><w:t>本期情况如下。</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    document = surgery.before_body(document, f"<w:p>{span}{anchors}</w:p>")
    part = f'<w:comments {surgery.NS} xmlns:w14="{_W14}">{said}</w:comments>'
    document = surgery.with_part(document, "word/comments.xml", surgery.W + "comments+xml", part, "comments")
    marks = '<w15:commentEx w15:paraId="00000000" w15:done="0"/><w15:commentEx w15:paraId="00000001" w15:done="1"/>'
    marks += '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/>'
    extended = f'<w15:commentsEx xmlns:w15="{_W15}">{marks}</w15:commentsEx>'
    return surgery.with_part(
        document, "word/commentsExtended.xml", surgery.W + "commentsExtended+xml", extended, _EXTENDED
    )


def test_an_open_comment_of_a_person_keeps_the_copy_back(fresh: Report) -> None:
    """With its place and its first words, and nobody's name; what is resolved, and our own, is none."""
    speak("en")
    document = _commented(fresh.document)
    audited = audit_document(document, "a.docx")
    assert _codes(document, audited).count("finalize.comment") == 1
    done = finalize(document, "a.docx", audited, anyway=True)
    (told,) = [one.message for one in done.issues if one.code == "finalize.comment"]
    assert "paragraph 1" in told and "此数请向信访室" in told and "…" in told
    assert not any(name in told for name in ("赵某某", "王小明", "周五前回复"))


def test_every_reason_is_told_at_once(fresh: Report) -> None:
    """Open points with their place, a draft, an error of the audit, an open change."""
    speak("en")
    table = next(iter(open_report(fresh.document, "a.docx").memory.tables.values()))
    override = OpenPoint("override", table.id, table.rows[0].key, "total", value="9", computed="8", day="2026-10-12")
    document = _with_memory(fresh.document, points=(*_POINTS, override), draft=True)
    document = surgery.before_body(
        document, '<w:p><w:ins w:id="9" w:author="a"><w:r><w:t>共3件，其中4件。</w:t></w:r></w:ins></w:p>'
    )
    told = _codes(document)
    assert told[:1] == ["finalize.changes"] and told[1:7] == ["finalize.open"] * 5 + ["finalize.draft"]
    audited = audit_document(document, "a.docx")
    done = finalize(document, "a.docx", audited, anyway=True)
    messages = [one.message for one in done.issues if one.code == "finalize.open"]
    assert "paragraph" in messages[0] and "table 1" in messages[4]
    assert done.overrides == (
        {
            "block": table.id,
            "row": table.rows[0].key,
            "figure": "total",
            "value": "9",
            "computed": "8",
            "day": "2026-10-12",
        },
    )
    assert len(done.issues) == len(told)


def test_what_runs_keeps_a_copy_back_whatever_is_asked(fresh: Report) -> None:
    """An object in the text is nothing that a person may override."""
    document = surgery.with_part(fresh.document, "word/a.bin", "application/any", b"x", "package")
    assert _codes(document, anyway=True) == ["document.not-clean"]


def test_a_document_of_others(fresh: Report) -> None:
    """It has no memory, and is cleaned all the same."""
    document = clean(open_package(fresh.document)).document
    document = surgery.edited(
        document, "docProps/core.xml", ("</dc:title>", "</dc:title><dc:creator>甲某</dc:creator>")
    )
    done = finalize(document, "a.docx", audit_document(document, "a.docx"))
    assert not done.ours
    assert "甲某".encode() not in b"".join(surgery.parts_of(done.document).values())


# --- in a folder ------------------------------------------------------------------------------------------------------


def _published(folder: Path, fresh: Report) -> Path:
    return publish(folder, "报告", fresh.document, fresh.trace).document


def _handed(report: Path, **more: object):
    data = report.read_bytes()
    return hand_over(report, data, finalize(data, report.name, audit_document(data, report.name)), **more)


def test_the_copy_is_known_by_its_digest(fresh: Report, tmp_path: Path) -> None:
    """It stands in the sidecar, which still fits its report; the report stays as it is; a changed copy is told."""
    report = _published(tmp_path, fresh)
    before, sidecar = report.read_bytes(), sidecar_of(report)
    content = json.loads(sidecar.read_bytes())
    handed = _handed(report, day="2026-10-13")
    assert handed.path.name == "报告-报送稿.docx" and handed.sidecar == sidecar
    assert report.read_bytes() == before
    assert compare(before, read_seal(sidecar.read_bytes()))[0] is Fit.FITS
    (entry,) = handed_over(sidecar.read_bytes())
    assert (entry.file, entry.sha256, entry.day) == (handed.path.name, digest(handed.path.read_bytes()), "2026-10-13")
    after = json.loads(sidecar.read_bytes())
    assert after.pop("handed_over") and after == content
    assert sent_issue(handed.path, handed.path.read_bytes()) is None
    assert sent_issue(report, before) is None
    changed = surgery.edited(handed.path.read_bytes(), surgery.MAIN, ("</w:t>", "！</w:t>"))
    assert sent_issue(handed.path, changed).code == "finalize.changed-since"


def test_the_same_copy_is_written_once_and_no_file_is_replaced(fresh: Report, tmp_path: Path) -> None:
    """A second copy takes the next free name; what was handed over stays known when the report is built again."""
    report = _published(tmp_path, fresh)
    first, second = _handed(report), _handed(report)
    assert second.found and second.path == first.path
    first.path.write_bytes(b"somebody's")
    third = _handed(report)
    assert third.path.name == "报告-报送稿2.docx" and first.path.read_bytes() == b"somebody's"
    assert [one.file for one in handed_over(sidecar_of(report).read_bytes())] == [first.path.name, third.path.name]
    kept = sidecar_of(report).read_bytes()
    assert _published(tmp_path, fresh) == report
    assert sidecar_of(report).read_bytes() == kept
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_sidecar_of_another_report_is_left_alone(fresh: Report, tmp_path: Path) -> None:
    """Nothing is kept in a file that does not belong to the report, and none is made where there is none."""
    report = _published(tmp_path, fresh)
    sidecar_of(report).write_text("{}", encoding="utf-8")
    assert _handed(report).sidecar is None
    assert sidecar_of(report).read_text(encoding="utf-8") == "{}"
    sidecar_of(report).unlink()
    assert _handed(report).sidecar is None
    assert not sidecar_of(report).exists()


def test_a_digest_that_cannot_be_kept_is_told(fresh: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy is there all the same."""
    report = _published(tmp_path, fresh)
    sidecar_of(report).chmod(0o444)
    handed = _handed(report)
    assert [one.code for one in handed.issues] == ["finalize.not-recorded"] and handed.path.is_file()


def test_a_drive_without_second_names(fresh: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some drives give a file one name only: the copy is put in its place in another way."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    report = _published(tmp_path, fresh)
    monkeypatch.setattr(os, "link", refuse)
    assert _handed(report).path.is_file()


def test_a_list_that_stands_elsewhere_in_the_sidecar_is_replaced() -> None:
    """A sidecar that was written anew by another program is understood."""
    made = with_handed_over(b'{"a": 1, "handed_over": [{"file": "x", "sha256": "y"}]}', ())
    assert json.loads(made) == {"a": 1}


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["finalize", *arguments], env={"COLUMNS": "100", "SOURCE_DATE_EPOCH": "1791763200"})


def test_the_command(fresh: Report, tmp_path: Path) -> None:
    """On the screen and for machines; refusals end with 1, wrong words with 2."""
    speak("en")
    report = _published(tmp_path, fresh)
    told = json.loads(_run(str(report), "--json").stdout)
    copy = Path(told["file"])
    assert told["sha256"] == digest(copy.read_bytes()) and told["ours"] and told["removed"]["memory"] == 1
    shown = _run(str(report))
    assert shown.exit_code == 0 and told["sha256"] in shown.stdout and "already" in shown.stdout
    refused = _run(str(report), "--out", str(report))
    assert refused.exit_code == 1 and "not replaced" in refused.stderr
    assert report.read_bytes() == fresh.document
    assert _run(str(report), "--out", str(tmp_path / "a.pdf")).exit_code == 2
    assert _run(str(tmp_path / "none.docx")).exit_code == 2
    assert _run(str(report), "--out", str(tmp_path / "neu" / "a.docx")).exit_code == 0
    copy.write_bytes(surgery.edited(copy.read_bytes(), surgery.MAIN, ("</w:t>", "。</w:t>")))
    assert "finalize.changed-since" in _run(str(copy), "--json").stdout
    audited = CliRunner().invoke(app, ["audit", str(copy)])
    assert audited.exit_code == 1 and "handed over, and was changed" in audited.stderr


def test_the_command_with_ledgers(fresh: Report, tmp_path: Path) -> None:
    """A ledger needs a configuration; with one the report is computed anew."""
    report = _published(tmp_path, fresh)
    ledgers = [str(path) for path in load_settings(_PROJECT / "config" / "qinglan.yaml").ledger_files]
    assert _run(str(report), "--ledger", ledgers[0]).exit_code == 2
    config = ["--config", str(_PROJECT / "config" / "qinglan.yaml")]
    assert _run(str(report), *config, *(word for path in ledgers for word in ("--ledger", path))).exit_code == 0
    told = _run(str(report), *config, "--ledger", ledgers[0], "--json")
    assert told.exit_code == 1 and "finalize.audit" in told.stdout
