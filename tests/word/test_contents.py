"""What a document may hold by the kind of file that it is: the whole table, and the files of other editors (THREATS 14, 56)."""

from pathlib import Path

import pytest

from reportgen.messages import speak
from reportgen.render import render
from reportgen.word import Kind, active_content, described_content, open_package
from reportgen.word.contents.constructs import CONSTRUCTS, FIELDS, INERT_FIELDS, Verdict
from tests.render import surgery
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT.parent / "shared" / "cases"
BASE = PAGE.read_bytes()
REPORT = render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)
OFFICE = "http://schemas.microsoft.com/office/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
END = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
OBJECT = '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="{}" ProgID="{}"/></w:object></w:r></w:p>'


def part(content_type: str, kind: str, source: str = surgery.MAIN) -> bytes:
    """The base template with one more part, of a name that says nothing."""
    return surgery.with_part(BASE, "word/any.bin", content_type, b"x", kind, source)


def text(xml: str) -> bytes:
    """The base template with something in its text."""
    return surgery.before_body(BASE, xml)


def setting(xml: str) -> bytes:
    """The base template with one more setting."""
    return surgery.edited(BASE, "word/settings.xml", ("<w:evenAndOddHeaders/>", xml + "<w:evenAndOddHeaders/>"))


def field(code: str) -> bytes:
    """The base template with a field in its text, its code split over two runs."""
    runs = "".join(f"<w:r><w:instrText>{half}</w:instrText></w:r>" for half in (code[:2], code[2:]))
    return text(f"<w:p>{END.format('begin')}{runs}{END.format('end')}</w:p>")


def in_run(xml: str) -> bytes:
    """The base template with a run of these properties."""
    return text(f"<w:p><w:r><w:rPr>{xml}</w:rPr><w:t>字</w:t></w:r></w:p>")


EXAMPLES: dict[str, tuple[bytes, ...]] = {
    "macros": (
        surgery.edited(
            BASE,
            "[Content_Types].xml",
            (surgery.W + "document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ),
    ),
    "program": (
        part("application/vnd.ms-office.vbaProject", OFFICE + "2006/relationships/vbaProject"),
        part("application/xml+any", OFFICE + "2006/relationships/ui/extensibility", ""),
        part("application/any", OFFICE + "2011/relationships/webextensiontaskpanes", ""),
    ),
    "control": (text("<w:p><w:r><w:control/></w:r></w:p>"), part("application/any", "control")),
    "chunk": (text('<w:altChunk r:id="rId99"/>'), part("text/html", "aFChunk")),
    "subdocument": (text('<w:subDoc r:id="rId99"/>'), part("application/any", "subDocument")),
    "frames": (setting("<w:frameset/>"), part("application/any", "frame")),
    "mail merge": (setting("<w:mailMerge/>"),),
    "linked object": (text(OBJECT.format("Link", "Excel.Sheet.12")), text("<w:p><w:r><w:objectLink/></w:r></w:p>")),
    "packaged file": (text(OBJECT.format("Embed", "Package")), text(OBJECT.format("Embed", "Packager.2"))),
    "linked picture": (
        text(
            '<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://a.cn/a.png"/></w:pict></w:r></w:p>'
        ),
        text(
            '<w:p><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="rId99"/></w:p>',
        ),
    ),
    "web video": (text('<w:p><a:webVideoPr xmlns:a="urn:a" embeddedHtml="x"/></w:p>'),),
    "link": (
        surgery.with_link(BASE, "image", "https://example.cn/a.png"),
        surgery.with_link(BASE, "oleObject", "file:///C:/a.xlsx"),
        surgery.with_link(BASE, "frame", "https://example.cn/", "word/settings.xml"),
    ),
    "acting field": (
        field("DDEAUTO c:\\a.exe"),
        field("INCLUDETEXT c:\\a.docx"),
        field("INCLUDEPICTURE https://a.cn/a.png"),
        field("MACROBUTTON a b"),
        field("  "),
        field("WHATEVER"),
    ),
    "hyperlink": (
        surgery.with_link(BASE, "hyperlink", "http://a.cn/"),
        surgery.with_link(BASE, "hyperlink", "mailto:a"),
    ),
    "field": (field("PAGEREF _Toc1 \\h"), field("HYPERLINK https://a.cn/"), field("=1+1"), field("= 1+1")),
    "chart": (part("application/any", "chart"), part("application/any", "diagramData")),
    "object": (text(OBJECT.format("Embed", "Excel.Sheet.12")), part("application/any", "package")),
    "media": (text("<w:p><w:r><w:movie/></w:r></w:p>"), part("video/mp4", "video")),
    "picture": (part("image/svg+any", "image"),),
    "font": (part("application/vnd.openxmlformats-officedocument.obfuscatedFont", "font"),),
    "comment": (text('<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>'),),
    "comment part": (
        part("application/any", "comments"),
        part("application/any", OFFICE + "2011/relationships/commentsExtended"),
    ),
    "tracked change": (
        text('<w:p><w:ins w:id="9" w:author="a"><w:r><w:t>b</w:t></w:r></w:ins></w:p>'),
        text('<w:p><w:pPr><w:rPr><w:del w:id="9" w:author="a"/></w:rPr></w:pPr></w:p>'),
        text('<w:p><w:moveFrom w:id="9" w:author="a"/></w:p>'),
    ),
    "format change": (in_run('<w:rPrChange w:id="9" w:author="a"><w:rPr/></w:rPrChange>'),),
    "people": (part("application/any", OFFICE + "2011/relationships/people"),),
    "variables": (setting('<w:docVars><w:docVar w:name="a" w:val="b"/></w:docVars>'),),
    "attached template": (
        setting('<w:attachedTemplate r:id="rId99"/>'),
        surgery.with_link(BASE, "attachedTemplate", "file:///C:/a.dotm", "word/settings.xml"),
    ),
    "building blocks": (part("application/any", "glossaryDocument"),),
    "permission": (text('<w:p><w:permStart w:id="1" w:ed="a"/><w:permEnd w:id="1"/></w:p>'),),
    "hidden text": (in_run("<w:vanish/>"), in_run('<w:vanish w:val="true"/>')),
    "printer": (part("application/any", "printerSettings"),),
    "signature": (part("application/any", PACKAGE + "digital-signature/origin", ""),),
    "unknown": (part("application/any", "https://example.cn/any"),),
    "stray": (surgery.zipped({**surgery.parts_of(BASE), "word/stray.bin": b"x"}),),
    "note": (text('<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'),),
    "custom XML": (
        surgery.with_part(BASE, "customXml/item1.xml", "application/xml", "<a/>", "customXml"),
        surgery.with_part(BASE, "customXml/item1.xml", "application/xml", "<a><b></a>", "customXml"),
    ),
    "memory": (REPORT,),
    "mark": (REPORT, text('<w:p><w:bookmarkStart w:id="99" w:name="_rgb1_Copy_1"/><w:bookmarkEnd w:id="99"/></w:p>')),
}
NOTHING = {
    "an https link": surgery.with_link(BASE, "hyperlink", "https://example.cn/"),
    "text that is not hidden": in_run('<w:vanish w:val="0"/>'),
    "a hidden mark of a paragraph": text("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>"),
    "a page number": field("PAGE \\* MERGEFORMAT"),
    "a bookmark of a person's": text('<w:p><w:bookmarkStart w:id="99" w:name="a"/><w:bookmarkEnd w:id="99"/></w:p>'),
}


def verdict(construct: str, document: bytes, kind: Kind) -> Verdict:
    """What becomes of a construct in a file of a kind: refused in words, listed with a count, or passed over."""
    package = open_package(document, "a.docx")
    words = CONSTRUCTS[construct].what
    refused = [issue for issue in active_content(package, kind) if words in issue.message]
    listed = [one for one in described_content(package, kind) if one.construct == construct]
    assert all(issue.source is not None and issue.source.sheet in package.parts for issue in refused)
    assert all(one.count > 0 and one.part in package.parts and one.what == words for one in listed)
    assert not (refused and listed)
    return Verdict.REFUSED if refused else Verdict.DESCRIBED if listed else Verdict.ALLOWED


@pytest.mark.parametrize("construct", CONSTRUCTS)
@pytest.mark.parametrize("kind", Kind)
def test_each_construct_is_judged_by_the_kind_of_file(construct: str, kind: Kind) -> None:
    """Every cell of the table, with every way in which Word may hold the construct."""
    expected = CONSTRUCTS[construct].verdicts[kind]
    assert [verdict(construct, example, kind) for example in EXAMPLES[construct]] == [expected] * len(
        EXAMPLES[construct]
    )


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_each_example_is_taken_for_what_it_is(construct: str) -> None:
    """In a report that was just made an example is at most refused for its own construct."""
    own = {CONSTRUCTS[construct].what}
    for example in EXAMPLES[construct]:
        issues = active_content(open_package(example), Kind.GENERATED)
        assert {
            what
            for what in (row.what for row in CONSTRUCTS.values())
            if any(f" {what}," in one.message for one in issues)
        } <= own


@pytest.mark.parametrize("harmless", NOTHING)
def test_what_is_harmless_is_passed_over_everywhere(harmless: str) -> None:
    """Neither refused nor listed, whatever the file is."""
    package = open_package(NOTHING[harmless])
    assert [active_content(package, kind) + described_content(package, kind) for kind in Kind] == [()] * 4


def test_what_acts_is_refused_in_every_file() -> None:
    """A construct that is refused in a file that people edited is refused everywhere: it runs or reaches out."""
    for row in CONSTRUCTS.values():
        verdicts = set(row.verdicts.values())
        assert row.verdicts[Kind.EDITED] is not Verdict.REFUSED or verdicts == {Verdict.REFUSED}


def test_no_field_is_both_ours_and_a_person_s() -> None:
    """The two lists of fields do not meet."""
    assert not FIELDS & INERT_FIELDS


def test_a_report_just_made_holds_nothing_of_the_table_but_our_own() -> None:
    """A template, and the report from it, pass as what they are; a report is no copy to be sent."""
    assert active_content(open_package(BASE), Kind.TEMPLATE) == active_content(open_package(REPORT)) == ()
    issues = active_content(open_package(REPORT), Kind.FINALIZED)
    assert {issue.code for issue in issues} == {"document.not-clean"}
    assert {issue.message.partition(" still holds ")[2] for issue in issues} == {
        "the memory of the report, which a copy to be sent must not have.",
        "a hidden bookmark of the report, which a copy to be sent must not have.",
    }


def test_what_a_file_holds_is_said_in_the_user_s_language() -> None:
    """The list is printed as it is."""
    speak("zh_CN")
    (held,) = described_content(open_package(EXAMPLES["tracked change"][0]), Kind.EDITED)
    assert (held.construct, held.what, held.part, held.count) == ("tracked change", "修订痕迹", surgery.MAIN, 1)


def _cases(folder: str) -> list[Path]:
    return sorted((CASES / folder).glob("*.docx"))


@pytest.mark.parametrize("folder", ["editors", "edited"])
def test_no_file_that_people_worked_on_is_refused(folder: str) -> None:
    """As Word, WPS and LibreOffice save it, with comments, tracked changes, a table of contents."""
    files = _cases(folder)
    if not files:
        pytest.skip("the files of other editors are not beside the project")
    refused = {file.name: active_content(open_package(file.read_bytes()), Kind.EDITED) for file in files}
    assert {name: issues for name, issues in refused.items() if issues} == {}


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("21_tracked_number_changed.docx", {("tracked change", "word/document.xml", 2)}),
        ("22_tracked_format.docx", {("format change", "word/document.xml", 56)}),
        (
            "25_comments.docx",
            {
                ("comment", "word/document.xml", 1),
                ("comment part", "word/comments.xml", 1),
                ("comment part", "word/commentsExtended.xml", 1),
                ("comment part", "word/commentsIds.xml", 1),
                ("people", "word/people.xml", 1),
            },
        ),
        ("39_word_all.docx", {("people", "word/people.xml", 1)}),
        ("40_hyperlink_field.docx", {("field", "word/document.xml", 6)}),
        ("46_toc_added.docx", {("field", "word/document.xml", 1)}),
        ("02_wps_resave_kept.docx", {("variables", "word/settings.xml", 1), ("custom XML", "word/document.xml", 1)}),
        ("base.docx", set()),
    ],
)
def test_what_people_put_in_is_listed(file: str, expected: set[tuple[str, str, int]]) -> None:
    """Construct, part and count."""
    if not _cases("editors"):
        pytest.skip("the files of other editors are not beside the project")
    package = open_package((CASES / "editors" / file).read_bytes())
    assert {(one.construct, one.part, one.count) for one in described_content(package, Kind.EDITED)} == expected


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("ddeauto-header-bin.docx", "word/header1.bin"),
        ("includetext-footnotes-bin.docx", "word/footnotes.bin"),
        ("vml-src-http.docx", "word/document.xml"),
    ],
)
def test_a_page_that_acts_is_refused_whatever_its_parts_are_called(file: str, part: str) -> None:
    """A header in `header1.bin` with DDEAUTO is a header."""
    if not _cases("pages"):
        pytest.skip("the hostile pages are not beside the project")
    package = open_package((CASES / "pages" / file).read_bytes())
    for kind in Kind:
        assert part in {issue.source.sheet for issue in active_content(package, kind) if issue.source}


@pytest.mark.parametrize("name", ["word/header9.xml", "word/header9.bin", "word/anything"])
@pytest.mark.parametrize("kind", ["header", "footer", "footnotes", "endnotes"])
def test_a_part_is_looked_at_whatever_its_name(name: str, kind: str) -> None:
    """By its content type, which Word goes by."""
    content_type = f"{surgery.W}{kind}+xml"
    xml = f'<w:hdr {surgery.NS}><w:p><w:fldSimple w:instr="DDEAUTO a b"/></w:p></w:hdr>'
    package = open_package(surgery.with_part(BASE, name, content_type, xml, kind), "a.docx")
    assert [(issue.code, str(issue.source)) for issue in active_content(package, Kind.EDITED)] == [
        ("document.active", f"a.docx [{name}]")
    ]


def test_the_page_of_analysis_shows_the_table() -> None:
    """`docs/word/contents.md` says what the program does."""
    page = (ROOT / "docs" / "word" / "contents.md").read_text(encoding="utf-8")
    rows = [f"| {name}: {row.what} | {' | '.join(row.verdicts.values())} |" for name, row in CONSTRUCTS.items()]
    shown = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| construct")]
    assert shown == rows
