"""The form that a house prescribes (`form:`), put upon the Word page: each setting does what it says, the rest stays."""

import hashlib
import io
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from reportgen.model.reports.narratives import Signature
from reportgen.model.sources import Issue
from reportgen.render import load_page, render
from reportgen.review import audit
from reportgen.settings import Form
from reportgen.word import open_package
from reportgen.word.packages.structure import structure_faults
from tests.render import surgery
from tests.render.sample import BLOCKS, MEMORY, NARRATIVE, PAGE, PICTURES, STAMP
from tests.render.test_schema import faults

_FOLDER = tempfile.TemporaryDirectory()
FIELDS = {**NARRATIVE.fields, "date": "2026年10月12日"}


def made(form: dict[str, Any], page: Path = PAGE) -> tuple[Document, bytes]:
    """The sample report in a form, as python-docx reads it, and its bytes."""
    wanted = Form.model_validate(form)
    labels = replace(NARRATIVE.labels, headings=wanted.numbering or "hanzi")
    narrative = replace(NARRATIVE, labels=labels, fields=FIELDS)
    data = render(narrative, PICTURES, page, MEMORY, STAMP, form=wanted)
    assert list(structure_faults(open_package(data))) == []
    assert audit(data, narrative, PICTURES) == ()
    for part, content in surgery.parts_of(data).items():
        if part.startswith(("word/document", "word/styles", "word/settings", "word/footer")):
            assert faults(etree.fromstring(content)) == [], part
    return docx.Document(io.BytesIO(data)), data


def _file(data: bytes) -> Path:
    """A Word page with these bytes."""
    path = Path(_FOLDER.name) / f"{hashlib.sha256(data).hexdigest()}.docx"
    path.write_bytes(data)
    return path


def told(form: dict[str, Any], page: bytes) -> list[str]:
    """The codes of what is said of a page in a form."""
    issues: tuple[Issue, ...] = load_page(_file(page), Form.model_validate(form)).issues
    return [one.code for one in issues]


def fonts(document: Document, style: str) -> dict[str, str]:
    """The fonts that a style names."""
    found = document.styles[style].element.rPr.rFonts
    return {name.rpartition("}")[2]: value for name, value in found.attrib.items()}


def indents(document: Document) -> list[dict[str, str]]:
    """The indents of office and day."""
    ends = [one for one in document.paragraphs if one.style and one.style.name in ("署名", "成文日期")]
    return [{key.rpartition("}")[2]: value for key, value in one._p.pPr.ind.attrib.items()} for one in ends]


@pytest.mark.parametrize("form", [None, Form(), Form.model_validate({"fonts": {"title": {}}, "margins": {}})])
def test_without_a_form_the_bytes_are_what_they_were(form: Form | None) -> None:
    """A form that says nothing changes nothing."""
    plain = render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)
    assert render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP, form=form) == plain


def test_paper_and_margins() -> None:
    """In millimetres or centimetres; page numbers keep their 7 mm below the text."""
    document, _ = made(
        {"paper": "16开", "margins": {"top": "30mm", "bottom": "20", "left": "2.5cm", "right": "25 毫米"}}
    )
    section = document.sections[0]
    assert [round(one.mm) for one in (section.page_width, section.page_height)] == [184, 260]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm, 1) for one in sides] == [30, 20, 25, 25]
    assert round(section.footer_distance.mm, 1) == 10.2
    tables = [int(one.get(qn("w:w"))) for one in document.element.iter(qn("w:tblW"))]
    assert set(tables) == {round((184 - 50) * 1440 / 25.4)}


def test_a_page_across_is_left_and_told() -> None:
    """Its margins are others; nothing is silent."""
    across = surgery.edited(
        PAGE.read_bytes(), surgery.MAIN, ('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')
    )
    assert told({"margins": {"top": "30"}}, across) == ["page.form-landscape"]
    assert told({"pitch": "30磅"}, across) == []


def test_a_fixed_pitch_stands_wherever_that_of_the_text_stood() -> None:
    """Styles, room above the office and below the title, grid; what has lines of its own keeps them."""
    document, _ = made({"pitch": "30磅"})
    styles = document.styles
    assert styles["Normal"].paragraph_format.line_spacing == Pt(30)
    assert styles["署名"].paragraph_format.space_before == Pt(30)
    assert styles["Title"].paragraph_format.space_after == Pt(30)
    assert styles["Title"].paragraph_format.line_spacing == Pt(34)
    assert styles["表题"].paragraph_format.line_spacing == Pt(24)
    assert styles["图片"].paragraph_format.line_spacing == 1.0
    assert document.element.find(f".//{qn('w:docGrid')}").get(qn("w:linePitch")) == "600"


def test_a_pitch_in_lines() -> None:
    """1.5倍 is a multiple of the font's own."""
    document, _ = made({"pitch": "1.5倍"})
    assert document.styles["Normal"].paragraph_format.line_spacing == 1.5


def test_characters_decide_the_spacing() -> None:
    """28 characters of 16 pt in 156 mm leave -0.3 pt, as in the built-in page; 26 more."""
    spacings = [
        made({"characters": count})[0].styles["Normal"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))
        for count in (28, 26)
    ]
    assert spacings == ["-6", "19"]


def test_type_by_kind_of_text() -> None:
    """Font for all scripts, another for digits, size, bold, indent; what follows the text follows it."""
    document, _ = made(
        {
            "fonts": {
                "title": {"font": "华文中宋", "size": "小二", "bold": True},
                "body": {"font": "宋体", "latin": "Times New Roman", "size": "四号", "indent": 2},
                "h1": {"font": "楷体", "indent": 0, "bold": True},
                "caption": {"size": "五号"},
                "table": {"size": "10pt"},
                "note": {"size": "小五"},
            }
        }
    )
    styles = document.styles
    assert fonts(document, "Title") == {"ascii": "华文中宋", "eastAsia": "华文中宋", "hAnsi": "华文中宋"}
    assert (styles["Title"].font.size, styles["Title"].font.bold) == (Pt(18), True)
    assert fonts(document, "公文正文") == {"ascii": "Times New Roman", "eastAsia": "宋体", "hAnsi": "Times New Roman"}
    assert [styles[name].font.size for name in ("公文正文", "Normal", "表题", "图题")] == [
        Pt(14),
        Pt(14),
        Pt(10.5),
        Pt(10.5),
    ]
    assert styles["表格文字"].font.size == Pt(10)
    assert styles["Normal"].font.bold is None
    indent = styles["公文正文"].element.pPr.ind
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "560")
    assert styles["Heading 1"].element.pPr.ind.get(qn("w:firstLineChars")) == "0"
    assert styles["Heading 1"].font.bold
    assert fonts(document, "Heading 2")["eastAsia"] == "楷体_GB2312"


def test_a_title_in_another_font_leaves_room_for_wider_digits() -> None:
    """22 characters of 20 pt would fill 156 mm to the last tenth: they are broken by meaning before a word processor breaks it."""
    document, _ = made({"fonts": {"title": {"size": "20pt", "bold": True}}})
    assert document.paragraphs[0].text == "青禾县2026年第三季度\n服务窗口作风问题调研报告"


def test_large_type_is_not_cut_by_fixed_lines() -> None:
    """A caption of 22 pt gets lines that hold it."""
    document, _ = made({"fonts": {"caption": {"size": "二号"}, "title": {"size": "初号"}}})
    lines = [document.styles[name].paragraph_format.line_spacing.pt for name in ("表题", "图题", "Title")]
    assert lines == [33, 33, 63]


def test_numbers_of_headings() -> None:
    """As the first of each level is written, in an attachment anew."""
    document, _ = made({"numbering": "第一章/1.1/1.1.1/①"})
    found = [one.text for one in document.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert found[:4] == [
        "第一章\u3000存在的突出问题",
        "1.1\u3000服务态度生硬",
        "1.1.1\u3000大厅的情况",
        "①午间值守",
    ]


def test_captions_of_charts_above() -> None:
    """The caption stands before its picture and is kept with it; those of tables stand as they stood."""
    document, _ = made({"captions": {"chart": "above"}})
    names = [one.style.name for one in document.paragraphs if one.style]
    captions = [place for place, name in enumerate(names) if name == "图题"]
    assert captions
    assert all(names[place + 1] == "图片" for place in captions)
    kept = document.paragraphs[captions[0]]
    assert kept.paragraph_format.keep_with_next
    assert document.styles["图题"].paragraph_format.space_before == Pt(6)


@pytest.mark.parametrize(
    ("place", "office", "day"),
    [
        ("sealed", {"rightChars": "0"}, {"rightChars": "450"}),
        ("right", {"rightChars": "0"}, {"rightChars": "0"}),
        ("unsealed", {"rightChars": "200"}, {"leftChars": "1199"}),
    ],
)
def test_place_of_office_and_day(place: str, office: dict[str, str], day: dict[str, str]) -> None:
    """The office has 16 characters, the day 7: sealed, the office is centred above the day and so ends at the edge."""
    document, _ = made({"signature": {"place": place}})
    first, second = indents(document)
    assert office.items() <= first.items()
    assert day.items() <= second.items()


def test_a_short_office_is_centred_above_the_day() -> None:
    """The day ends four characters from the right (clause 7.3.5.1), the middle of both is one."""
    narrative = replace(NARRATIVE, blocks=(Signature("s", "县委办公室", "2026年10月12日"),), fields=FIELDS)
    form = Form.model_validate({"signature": {"place": "sealed"}})
    document = docx.Document(io.BytesIO(render(narrative, {}, PAGE, MEMORY, STAMP, form=form)))
    first, second = indents(document)
    assert second["rightChars"] == "400"
    assert float(first["rightChars"]) + 500 / 2 == 400 + 700 / 2


def test_the_day_under_the_title() -> None:
    """Below the office, once; the page that prints the day already keeps its place."""
    form = Form.model_validate({"signature": {"place": "under_title"}})
    blocks = tuple(one for one in BLOCKS if not isinstance(one, Signature))
    narrative = replace(NARRATIVE, blocks=blocks, fields=FIELDS)
    shown = docx.Document(io.BytesIO(render(narrative, PICTURES, PAGE, MEMORY, STAMP, form=form)))
    texts = [one.text for one in shown.paragraphs]
    assert texts[2] == "2026年10月12日"
    assert texts.count("2026年10月12日") == 1
    own = surgery.edited(PAGE.read_bytes(), surgery.MAIN, ("{{ office }}", "{{ office }}　{{ date }}"))
    shown = docx.Document(io.BytesIO(render(narrative, PICTURES, _file(own), MEMORY, STAMP, form=form)))
    assert sum("2026年10月12日" in one.text for one in shown.paragraphs) == 1


def footers(document: Document) -> list[tuple[str, Any]]:
    """What the footers of odd and even pages say, and how they are aligned."""
    section = document.sections[0]
    found = [section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]]
    return [(one.text, one.alignment) for one in found]


def test_page_numbers_outside() -> None:
    """Right on odd, left on even pages, one character in."""
    document, data = made({"page_number": {"form": "-1-", "place": "outside", "size": "小四"}})
    assert footers(document) == [("-1-", WD_ALIGN_PARAGRAPH.RIGHT), ("-1-", WD_ALIGN_PARAGRAPH.LEFT)]
    assert document.sections[0].footer.paragraphs[0].runs[0].font.size == Pt(12)
    assert len([name for name in surgery.parts_of(data) if "footer" in name]) == 2


def test_page_numbers_in_the_middle_but_on_the_first_page() -> None:
    """N is the number of pages; the first page has none."""
    document, _ = made({"page_number": {"form": "第1页 共N页", "place": "center", "first": False, "font": "楷体"}})
    assert footers(document) == [("第1页 共1页", WD_ALIGN_PARAGRAPH.CENTER)] * 2
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_footer.paragraphs[0].text == ""
    codes = [one.text.split()[0] for one in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert section.footer.paragraphs[0].runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "楷体"


def test_no_page_numbers() -> None:
    """`none` takes them out."""
    document, _ = made({"page_number": {"place": "none"}})
    assert [text for text, _ in footers(document)] == ["", ""]


def test_what_else_stands_in_a_footer_stays() -> None:
    """A paragraph of its own stays; words beside the number are lost, and told."""
    parts = surgery.parts_of(PAGE.read_bytes())
    names = [name for name in parts if name.startswith("word/footer")]
    for name in names:
        parts[name] = parts[name].replace(b"<w:p>", "<w:p><w:r><w:t>内部资料</w:t></w:r></w:p><w:p>".encode(), 1)
    page = surgery.zipped(parts)
    assert told({"page_number": {"form": "1"}}, page) == []
    document, _ = made({"page_number": {"form": "1"}}, _file(page))
    assert [one.text for one in document.sections[0].footer.paragraphs] == ["内部资料", "1"]
    beside = {**surgery.parts_of(PAGE.read_bytes())}
    for name in names:
        beside[name] = beside[name].replace("— </w:t>".encode(), "某县作风建设领导小组 </w:t>".encode())
    assert told({"page_number": {"form": "1"}}, surgery.zipped(beside)) == ["page.form-footer"]


def test_headers_stay_where_first_pages_begin_to_differ() -> None:
    """A letterhead in the header of all pages is on the first page, too, when that loses its number."""
    header = f"<w:hdr {surgery.NS}><w:p><w:r><w:t>某县</w:t></w:r></w:p></w:hdr>"
    page = surgery.with_part(PAGE.read_bytes(), "word/header9.xml", f"{surgery.W}header+xml", header, "header")
    links = surgery.parts_of(page)["word/_rels/document.xml.rels"].decode()
    id = next(one for one in links.split("<Relationship ") if "header9" in one).partition('Id="')[2].partition('"')[0]
    reference = f'<w:sectPr><w:headerReference w:type="default" r:id="{id}"/>'
    page = surgery.edited(page, surgery.MAIN, ("<w:sectPr>", reference))
    document, _ = made({"page_number": {"first": False}}, _file(page))
    assert document.sections[0].first_page_header.paragraphs[0].text == "某县"


def test_formats_by_hand_give_way_and_are_told() -> None:
    """A run of the page that was formatted by hand would beat the style: it is taken out; a title in no style is told."""
    by_hand = surgery.edited(
        PAGE.read_bytes(),
        surgery.MAIN,
        ("<w:r><w:t>{{ title }}", '<w:r><w:rPr><w:b/><w:sz w:val="60"/></w:rPr><w:t>{{ title }}'),
    )
    assert told({"fonts": {"title": {"size": "二号"}}}, by_hand) == ["page.form-direct"]
    assert told({"fonts": {"body": {"size": "四号"}}}, by_hand) == []
    document, _ = made({"fonts": {"title": {"size": "二号"}}}, _file(by_hand))
    assert (document.paragraphs[0].runs[0].font.size, document.paragraphs[0].runs[0].font.bold) == (None, True)
    other = surgery.edited(PAGE.read_bytes(), surgery.MAIN, ('<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Body"/>'))
    assert told({"fonts": {"title": {"size": "二号"}}}, other) == ["page.form-title"]
