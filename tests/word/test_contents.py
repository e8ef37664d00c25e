"""What a document may hold by the kind of file that it is: the whole table, and the files of other editors (THREATS 14, 56)."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from reportgen.draw.native import native
from reportgen.messages import speak
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Point, Series
from reportgen.render import render
from reportgen.word import Kind, active_content, described_content, open_package
from reportgen.word.charts.plots import CHART_TYPE, WORKBOOK_TYPE, charted
from reportgen.word.contents.activity import cleaned_content
from reportgen.word.contents.constructs import CONSTRUCTS, Verdict
from reportgen.word.contents.signs import FIELDS, INERT_FIELDS
from reportgen.word.packages.names import NAMESPACES
from reportgen.word.packages.package import zipped
from tests.render import surgery
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT.parent / "shared" / "cases"
BASE = PAGE.read_bytes()
REPORT = render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)
OFFICE = "http://schemas.microsoft.com/office/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
END = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
SHAPE = '<w:p><w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" {}/></w:pict></w:r></w:p>'
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


def picture(content_type: str, data: bytes) -> bytes:
    """The base template with a picture that it does not show."""
    return surgery.with_part(BASE, "word/media/any.bin", content_type, data, "image")


def in_run(xml: str) -> bytes:
    """The base template with a run of these properties."""
    return text(f"<w:p><w:r><w:rPr>{xml}</w:rPr><w:t>字</w:t></w:r></w:p>")


NATIVE = native(
    ChartSpec("c", ChartKind.BARS, (Series("", (Point("甲", 3.0, "3", "a"), Point("乙", 2.0, "2", "b"))),), "件")
)


def with_chart(workbook: bytes, kind: str = WORKBOOK_TYPE) -> bytes:
    """The base template with a chart, and behind it this workbook."""
    charted = surgery.with_part(BASE, "word/any.bin", CHART_TYPE, NATIVE.xml, "chart")
    return surgery.with_part(charted, "word/other.bin", kind, workbook, "package", "word/any.bin")


def other_workbook(**changes: object) -> bytes:
    """A workbook as spreadsheet programs write it, with what the chart plots, and something more."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for row in ((None, "件"), ("甲", changes.get("value", 3)), ("乙", 2)):
        sheet.append(row)
    if "cell" in changes:
        sheet["D9"] = str(changes["cell"])
    if "sheet" in changes:
        book.create_sheet(str(changes["sheet"])).sheet_state = "hidden"
    if "name" in changes:
        book.defined_names.add(DefinedName(str(changes["name"]), attr_text="Sheet1!$A$1"))
    saved = io.BytesIO()
    book.save(saved)
    return bare_workbook(saved.getvalue()) if changes else saved.getvalue()


def bare_workbook(data: bytes) -> bytes:
    """The workbook without its properties, which alone would give it away."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist() if not name.startswith("docProps/")})


BOMBS = (
    ("image/png", surgery.PNG[:16] + struct.pack(">II", 100_000, 100_000) + surgery.PNG[24:]),
    ("image/gif", b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + b"\0\0\0;"),
    ("image/bmp", b"BM" + bytes(12) + struct.pack("<Iii", 40, 60_000, -60_000)),
    ("image/jpeg", b"\xff\xd8\xff\xc0" + struct.pack(">HBHHB", 8, 8, 60_000, 60_000, 0) + b"\xff\xd9"),
    ("image/tiff", b"II*\0" + struct.pack("<IHHHIIHHIII", 8, 2, 256, 4, 1, 60_000, 257, 4, 1, 60_000, 0)),
    ("image/x-emf", struct.pack("<IIiiii", 1, 108, 0, 0, 60_000, 60_000) + bytes(16) + b" EMF" + bytes(64)),
)

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
        field("DDE\u00a0a b"),
        field("D\u200bDE a b"),
        text(
            f"<w:p>{END.format('begin')}<w:r><w:t>DDEAUTO a</w:t></w:r>{END.format('separate')}{END.format('end')}</w:p>"
        ),
        text(
            f"<w:p>{END.format('begin')}{END.format('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>"
            f"{END.format('end')}<w:r><w:instrText>PAGE</w:instrText></w:r>{END.format('end')}</w:p>"
        ),
    ),
    "file link": (
        surgery.with_link(BASE, "hyperlink", "file:///C:/a.exe"),
        surgery.with_link(BASE, "hyperlink", "a.docx"),
        field('HYPERLINK "\\\\\\\\server\\\\a.docx"'),
        field('HYPERLINK \\l "b" "C:\\\\a.exe"'),
        text(SHAPE.format('href="file:///c:/a.exe"')),
    ),
    "hyperlink": (
        surgery.with_link(BASE, "hyperlink", "http://a.cn/"),
        surgery.with_link(BASE, "hyperlink", "mailto:a"),
        field('HYPERLINK "http://a.cn/" \\o "https://b.cn/"'),
        text(SHAPE.format('href="http://a.cn/"')),
    ),
    "field": (field("STYLEREF a"), field("DOCPROPERTY a"), field("=1+1"), field("= 1+1")),
    "chart": (part("application/any", "chart"), part("application/any", "diagramData")),
    "plotted chart": (with_chart(NATIVE.workbook),),
    "chart workbook": (
        with_chart(other_workbook()),
        with_chart(other_workbook(value=4)),
        with_chart(other_workbook(cell="王某某")),
        with_chart(other_workbook(sheet="台账")),
        with_chart(other_workbook(name="来信人")),
        with_chart(b"x"),
        with_chart(NATIVE.workbook, "application/any"),
    ),
    "object": (text(OBJECT.format("Embed", "Excel.Sheet.12")), part("application/any", "package")),
    "media": (text("<w:p><w:r><w:movie/></w:r></w:p>"), part("video/mp4", "video")),
    "picture": (
        part("image/svg+any", "image"),
        picture("image/png", b"<html/>"),
        picture("image/png", surgery.PNG[:40]),
        picture("image/x-emz", b"\x1f\x8b\x08"),
    ),
    "picture size": tuple(picture(*one) for one in BOMBS),
    "picture type": (picture("image/jpeg", surgery.PNG),),
    "picture data": (
        picture("image/png", surgery.PNG[:-12] + surgery.chunk(b"tEXt", b"Author\0a") + surgery.PNG[-12:]),
    ),
    "picture name": (
        text('<w:p><w:r><wp:docPr xmlns:wp="{}" id="1" name="C:\\a.png"/></w:r></w:p>'.format(NAMESPACES["wp"])),
        text(
            '<w:p><w:r><wp:docPr xmlns:wp="{}" id="1" name="图片 1" descr="D:\\a\\b.png"/></w:r></w:p>'.format(
                NAMESPACES["wp"]
            )
        ),
        text(SHAPE.format('id="a b"')),
        text(SHAPE.format('xmlns:o="urn:schemas-microsoft-com:office:office" o:title="a"')),
    ),
    "font": (
        surgery.edited(
            BASE,
            "word/fontTable.xml",
            ("</w:fonts>", '<w:font w:name="a"><w:embedRegular r:id="rId9"/></w:font></w:fonts>'),
        ),
        part("application/vnd.openxmlformats-officedocument.obfuscatedFont", "font"),
    ),
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
    "format change": (
        in_run('<w:rPrChange w:id="9" w:author="a"><w:rPr/></w:rPrChange>'),
        text('<w:p><w:pPr><w:pPrChange w:id="9" w:author="a"><w:pPr/></w:pPrChange></w:pPr></w:p>'),
        text('<w:p><w:moveFromRangeStart w:id="9" w:author="a" w:name="b"/><w:moveFromRangeEnd w:id="9"/></w:p>'),
    ),
    "people": (part("application/any", OFFICE + "2011/relationships/people"),),
    "variables": (setting('<w:docVars><w:docVar w:name="a" w:val="b"/></w:docVars>'),),
    "attached template": (
        setting('<w:attachedTemplate r:id="rId99"/>'),
        surgery.with_link(BASE, "attachedTemplate", "file:///C:/a.dotm", "word/settings.xml"),
    ),
    "building blocks": (part("application/any", "glossaryDocument"),),
    "permission": (text('<w:p><w:permStart w:id="1" w:ed="a"/><w:permEnd w:id="1"/></w:p>'),),
    "hidden text": (
        in_run("<w:vanish/>"),
        in_run('<w:vanish w:val="true"/>'),
        text(surgery.cell("字").replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>")),
        text(surgery.cell("字").replace("</w:tcPr>", "<w:vMerge/></w:tcPr>")),
        surgery.edited(
            in_run('<w:rStyle w:val="Hid"/>'),
            "word/styles.xml",
            (
                "</w:styles>",
                '<w:style w:type="character" w:styleId="Hid"><w:name w:val="a"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>',
            ),
        ),
    ),
    "protection": (
        setting('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
        setting('<w:writeProtection w:recommended="1"/>'),
    ),
    "properties": (
        part("application/vnd.openxmlformats-officedocument.extended-properties+xml", "extended-properties", ""),
        part("image/jpeg", PACKAGE + "metadata/thumbnail", ""),
        surgery.edited(BASE, "docProps/core.xml", ("<dc:creator></dc:creator>", "<dc:creator>a</dc:creator>")),
    ),
    "traces": (
        text('<w:p w:rsidR="00A1B2C3"/>'),
        text('<w:p w14:paraId="0A1B2C3D" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"/>'),
        setting('<w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids>'),
        text('<w:p><w:proofErr w:type="spellStart"/></w:p>'),
        part("application/any", OFFICE + "2007/relationships/stylesWithEffects"),
    ),
    "ties": (
        text('<w:p><w:smartTag w:uri="a" w:element="b"><w:r><w:t>c</w:t></w:r></w:smartTag></w:p>'),
        text('<w:sdt><w:sdtPr><w:alias w:val="a"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'),
        setting('<w:attachedSchema w:val="urn:a"/>'),
    ),
    "mismatch": (
        surgery.with_part(
            BASE, "word/any.bin", "application/vnd.ms-office.vbaProject", f"<w:hdr {surgery.NS}/>", "header"
        ),
        surgery.with_part(BASE, "word/any.bin", surgery.W + "styles+xml", f"<w:ftr {surgery.NS}/>", "footer"),
    ),
    "bookmark": (text('<w:p><w:bookmarkStart w:id="99" w:name="a"/><w:bookmarkEnd w:id="99"/></w:p>'),),
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
    "a line of a table of contents": field("PAGEREF _Toc1 \\h"),
    "a link within the file": field('HYPERLINK \\l "_Toc1"'),
    "an https link as a field": field('HYPERLINK "https://a.cn/" \\o "b"'),
    "a protection that is off": setting('<w:documentProtection w:edit="readOnly" w:enforcement="0"/>'),
    "a bookmark that is needed": text(
        '<w:p><w:bookmarkStart w:id="99" w:name="a"/><w:bookmarkEnd w:id="99"/></w:p><w:p><w:hyperlink w:anchor="a"/></w:p>'
    ),
    "a picture": picture("image/png", surgery.PNG),
}


def _names(what: str, message: str) -> bool:
    """Whether a refusal is of this, with or without the name of a field behind it."""
    return f" {what}," in message or f" {what} (" in message


def verdict(construct: str, document: bytes, kind: Kind) -> Verdict:
    """What becomes of a construct in a file of a kind: refused in words, listed with a count, or passed over."""
    package = open_package(document, "a.docx")
    words = CONSTRUCTS[construct].what
    refused = [issue for issue in active_content(package, kind) if _names(words, issue.message)]
    listed = [one for one in described_content(package, kind) if one.construct == construct]
    assert all(issue.source is not None and issue.source.sheet in package.parts for issue in refused)
    cleaned = [one for one in cleaned_content(package, kind) if one.construct == construct]
    assert all(
        one.count > 0 and one.part in package.parts and one.what.startswith(words) for one in (*listed, *cleaned)
    )
    held = {Verdict.REFUSED: refused, Verdict.DESCRIBED: listed, Verdict.CLEANED: cleaned}
    found = [verdict for verdict, things in held.items() if things]
    assert len(found) < 2
    return found[0] if found else Verdict.ALLOWED


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
            if any(_names(what, one.message) for one in issues)
        } <= own


def test_what_another_program_wrote_is_bare_where_it_holds_the_plotted_cells_alone() -> None:
    """The examples are refused for what is added to them, and not for who wrote them."""
    plain = open_package(with_chart(bare_workbook(other_workbook())))
    assert charted(plain, "word/any.bin").bare
    assert not any(charted(open_package(example), "word/any.bin").bare for example in EXAMPLES["chart workbook"])


@pytest.mark.parametrize("harmless", NOTHING)
def test_what_is_harmless_is_passed_over_everywhere(harmless: str) -> None:
    """Neither refused nor listed, whatever the file is."""
    package = open_package(NOTHING[harmless])
    said = [
        active_content(package, kind) + described_content(package, kind) + cleaned_content(package, kind)
        for kind in Kind
    ]
    assert said == [()] * 4


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
        ("40_hyperlink_field.docx", set()),
        ("46_toc_added.docx", set()),
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
