"""A file that is no report's .docx says what it is and what would help, by its bytes and whatever its name."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from reportgen.messages import DocumentError, speak
from reportgen.model.sources import Issue
from reportgen.word import open_package, read_memory, read_page, stringify
from reportgen.word.pages.lengths import twips_in
from tests.render import surgery
from tests.render.sample import PAGE

BASE = PAGE.read_bytes()
SHARED = Path(__file__).resolve().parents[3] / "shared"
EDITORS = SHARED / "cases" / "editors"
BAD_FILES = SHARED / "data" / "badfiles"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def refusal(data: bytes) -> Issue:
    """The one issue with which a file is refused."""
    with pytest.raises(DocumentError) as caught:
        open_package(data, "报告.docx")
    (issue,) = caught.value.issues
    assert str(issue.source).startswith("报告.docx")
    assert issue.hint
    return issue


def compound(*streams: str) -> bytes:
    """The beginning of a compound file whose directory holds these streams, in this order."""
    entries = b""
    for name in ("Root Entry", *streams):
        spelled = name.encode("utf-16-le")
        entries += spelled.ljust(64, b"\0") + (len(spelled) + 2).to_bytes(2, "little")
        entries += bytes([5 if name == "Root Entry" else 2]) + b"\0" * 61
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entries


def archive(files: dict[str, str]) -> bytes:
    """A zip of text files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return stream.getvalue()


def of_office(content_type: str) -> bytes:
    """A package as another program of an office suite writes it."""
    return surgery.edited(BASE, "[Content_Types].xml", (surgery.W + "document.main+xml", content_type))


OTHERS = {
    "an empty file": (b"", "document.empty", ""),
    "a document with a password": (compound("EncryptionInfo", "EncryptedPackage"), "document.password", ""),
    "an old document": (compound("1Table", "WordDocument"), "document.other-format", ".doc"),
    "an old document with a sheet in it": (compound("WordDocument", "Workbook"), "document.other-format", ".doc"),
    "an old ledger": (compound("Workbook"), "document.ledger", ".xls"),
    "an older ledger": (compound("Book"), "document.ledger", ".xls"),
    "a ledger of the eighties": (b"\x09\x04\x06\x00\x00\x00\x10\x00", "document.ledger", ".xls"),
    "old slides": (compound("PowerPoint Document"), "document.no-text", "presentation"),
    "a compound file of nobody's": (compound("Whatever"), "document.not-docx", ""),
    "a ledger": (of_office(SHEET), "document.ledger", ".xlsx"),
    "slides": (of_office(SLIDES), "document.no-text", "presentation"),
    "an OpenDocument text": (
        archive({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "document.other-format",
        ".odt",
    ),
    "an OpenDocument ledger": (
        archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "document.ledger",
        ".ods",
    ),
    "an OFD file": (
        archive({"OFD.xml": "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'/>"}),
        "document.no-text",
        "OFD",
    ),
    "a PDF": (b"%PDF-1.7\n", "document.no-text", "PDF"),
    "a rich text": (b"{\\rtf1\\ansi}", "document.other-format", ".rtf"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "document.no-text", "picture"),
    "a photograph": (b"\xff\xd8\xff\xe0", "document.no-text", "picture"),
    "any zip": (archive({"台账.csv": "编号"}), "document.not-docx", ""),
    "a text": ("编号,日期".encode(), "document.not-docx", ""),
}


@pytest.mark.parametrize("other", OTHERS)
def test_what_is_no_document_says_what_it_is(other: str) -> None:
    """By its content: the name says .docx every time."""
    data, code, words = OTHERS[other]
    issue = refusal(data)
    assert issue.code == code
    assert words in issue.message


def test_a_ledger_in_the_place_of_a_report_is_told_the_command_for_ledgers() -> None:
    """In Chinese, as a clerk reads it."""
    speak("zh_CN")
    issue = refusal(of_office(SHEET))
    assert issue.message == "文件是电子表格（.xlsx），不是 Word 文档（.docx）。"
    assert "核对台账用 reportgen inspect" in issue.hint


def test_real_files_are_known_by_their_bytes() -> None:
    """Whole files of other programs: documents with a password, workbooks old, new and encrypted."""
    if not BAD_FILES.is_dir():
        pytest.skip("the collection of faulty files is not beside the project")
    expected = {
        "053_poi_bug53475-password-is-pass.docx": "document.password",
        "055_poi_protected_agile.docx": "document.password",
        "057_msoffcrypto_example_password.docx": "document.password",
        "155_msoffcrypto_example_password.xlsx": "document.password",
        "125_poi_chinese-provinces.xls": "document.ledger",
        "129_phpss_maccentraleurope.biff5.xls": "document.ledger",
        "141_poi_testEXCEL_3.xls": "document.ledger",
        "195_calamine_pivots.xlsx": "document.ledger",
    }
    assert {name: refusal((BAD_FILES / name).read_bytes()).code for name in expected} == expected


def test_any_faulty_document_is_read_or_refused() -> None:
    """Documents broken by fuzzers and odd ones by hand: a typed error or every text part, nothing else."""
    if not BAD_FILES.is_dir():
        pytest.skip("the collection of faulty files is not beside the project")
    outcomes = set()
    for file in sorted(BAD_FILES.glob("*.docx")):
        try:
            package = open_package(file.read_bytes(), file.name)
            texts = [one.text for one in read_page(package).paragraphs]
            outcomes.add("read" if texts else "nothing")
        except DocumentError as error:
            outcomes.update(issue.code for issue in error.issues)
    assert {"read", "document.password"} <= outcomes <= {"read", "document.password", "document.not-docx"}


MALFORMED = '<a:b xmlns:a="urn:a" xmlns:a="urn:a"/>'


def test_a_part_that_nobody_needs_may_be_broken() -> None:
    """WPS leaves custom XML that is not well-formed: the report is no worse for it."""
    data = surgery.with_part(BASE, "customXml/item9.xml", "application/xml", MALFORMED, "customXml")
    package = open_package(data)
    assert package.parts["customXml/item9.xml"] == MALFORMED.encode()
    assert list(package.custom_xml()) == []
    assert read_memory(data) is None


@pytest.mark.parametrize("content_type", ["application/xml", surgery.W + "header+xml"])
def test_a_document_type_is_refused_in_a_part_that_nobody_needs(content_type: str) -> None:
    """Not even there, and not under another name than .xml either."""
    data = surgery.with_part(BASE, "word/any.bin", content_type, "<!DOCTYPE a><a/>", "any")
    assert refusal(data).code == "document.broken-part"


def _strictly(part: bytes) -> bytes:
    """A part with the addresses of Strict Open XML."""
    usual = rb"http://schemas\.openxmlformats\.org/(wordprocessingml|drawingml|officeDocument)/2006/"
    renamed = re.sub(usual, rb"http://purl.oclc.org/ooxml/\1/", part)
    return renamed.replace(b"/extended-properties", b"/extendedProperties")


def strict(document: bytes) -> bytes:
    """The document as Word saves it as a Strict Open XML document."""
    parts = {name: _strictly(data) for name, data in surgery.parts_of(document).items()}
    parts[surgery.MAIN] = parts[surgery.MAIN].replace(b"<w:document ", b'<w:document w:conformance="strict" ', 1)
    return surgery.zipped(parts)


def test_a_strict_document_reads_as_the_usual_one() -> None:
    """The same text, styles, measures, pictures and relationships, under the usual names."""
    assert stringify(strict(BASE)) == stringify(BASE)
    package = open_package(strict(BASE))
    assert package.strict
    assert package.links == open_package(BASE).links
    assert package.parts == open_package(BASE).parts


def test_the_sample_report_saved_as_strict_keeps_its_memory() -> None:
    """Audit and trace find in it what they find in the report as it was built."""
    if not EDITORS.is_dir():
        pytest.skip("the files of other editors are not beside the project")
    saved, base = ((EDITORS / name).read_bytes() for name in ("32_strict.docx", "base.docx"))
    assert read_memory(saved) == read_memory(base) is not None
    assert stringify(saved) == stringify(base)


def test_a_strict_document_that_cannot_be_read_says_what_it_is() -> None:
    """The name of the format and the entry of the menu, not that it is no Word document."""
    for old, new in (("</w:body>", "</w:bod>"), ("wordprocessingml/main", "wordprocessingml/other")):
        issue = refusal(surgery.edited(strict(BASE), surgery.MAIN, (old, new)))
        assert issue.code == "document.strict"
        assert "Strict Open XML" in issue.message


@pytest.mark.parametrize(
    ("measure", "expected"),
    [("240", 240), ("12pt", 240), ("-1.5pt", -30), ("2.54cm", 1440), ("25.4mm", 1440), ("1in", 1440), ("1pc", 240), ("", None), ("auto", None), ("50%", None), ("9" * 99, None)],
)  # fmt: skip
def test_lengths_may_have_a_unit(measure: str, expected: int | None) -> None:
    """As Strict Open XML states them; what is no length is none."""
    assert twips_in(measure) == expected
