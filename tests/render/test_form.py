"""The form of the page (GB/T 9704-2012 and what offices do): numbers, captions, tables, pictures, titles, signature."""

import io
import itertools
import math
import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.chinese.numerals import to_hanzi
from reportgen.messages import DocumentError, TemplateError
from reportgen.model.reports.narratives import (
    Attachment,
    AttachmentLine,
    Block,
    Chart,
    Heading,
    Narrative,
    Paragraph,
    Reference,
    Signature,
    Span,
    Table,
)
from reportgen.render import load_page, render
from reportgen.render.body.tables import column_widths
from reportgen.render.body.titles import balanced
from reportgen.word.editing.characters import width
from reportgen.word.packages.names import tag as surgery_tag
from reportgen.word.pages.headings import HeadingCounter
from tests.render import surgery
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP, chart, phrase, rows

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def main_part(*blocks: Block) -> etree._Element:
    """The main part of a report of these blocks."""
    pictures = {block.spec.id: next(iter(PICTURES.values())) for block in blocks if isinstance(block, Chart)}
    return etree.fromstring(
        surgery.parts_of(render(replace(NARRATIVE, blocks=blocks), pictures, PAGE, MEMORY, STAMP))[surgery.MAIN]
    )


def texts(*blocks: Block) -> list[str]:
    """The texts of the paragraphs that the blocks become, as python-docx reads them."""
    pictures = {block.spec.id: next(iter(PICTURES.values())) for block in blocks if isinstance(block, Chart)}
    document = docx.Document(io.BytesIO(render(replace(NARRATIVE, blocks=blocks), pictures, PAGE, MEMORY, STAMP)))
    return [paragraph.text for paragraph in document.paragraphs[2:]]


def heading(level: int, text: str = "标题") -> Heading:
    """A heading with an id of its own."""
    return Heading(f"heading/{next(_ids)}", level, phrase(text))


_ids = itertools.count()


def test_headings_are_numbered_by_level_and_begin_anew_below() -> None:
    """一、（一）1.（1）; a heading starts the levels below it again, an attachment all of them."""
    found = texts(*(heading(level) for level in (1, 2, 3, 4, 4, 2, 3, 1, 2)), Attachment("a", "附表"), heading(1))
    numbers = ["一、", "（一）", "1.", "（1）", "（2）", "（二）", "1.", "二、", "（一）"]
    assert found == [*(f"{number}标题" for number in numbers), "附件", "附表", "一、标题"]


def test_hanzi_numbers_up_to_ninety_nine() -> None:
    """Ten is 十, not 一十; twenty is 二十."""
    assert [to_hanzi(number) for number in (1, 9, 10, 11, 19, 20, 21, 90, 99)] == [
        "一",
        "九",
        "十",
        "十一",
        "十九",
        "二十",
        "二十一",
        "九十",
        "九十九",
    ]
    assert HeadingCounter().next(2) == "（一）"


def test_tables_and_charts_are_counted_each_for_itself() -> None:
    """表1 图1 图2 表2, and a reference prints the number of its target wherever that stands."""
    table = Table("t", phrase("甲"), (phrase("列"),), rows((phrase("1"),)), ("left",))
    mention = Paragraph("p", (Span("见"), Reference("t2"), Span("和"), Reference("b/chart")))
    found = texts(mention, table, chart("a", "乙"), chart("b", "丙"), replace(table, id="t2"))
    assert found == ["见表2和图2", "表1\u3000甲", "", "图1\u3000乙", "", "图2\u3000丙", "表2\u3000甲", ""]


def test_caption_stands_above_the_table_and_below_the_chart() -> None:
    """Table title above, chart title below, each kept together with what it names."""
    table = Table("t", phrase("甲"), (phrase("列"),), rows((phrase("1"),)), ("left",))
    body = main_part(table, chart("a", "乙"))[0]
    kinds = [child.tag.removeprefix(W) for child in body][2:-1]
    assert kinds == ["p", "tbl", "p", "p"]
    styles = etree.fromstring(surgery.parts_of(PAGE.read_bytes())["word/styles.xml"])
    kept = {style.get(W + "styleId") for style in styles if style.find(f"{W}pPr/{W}keepNext") is not None}
    assert {"TableCaption", "TableHead", "Figure"} <= kept


def test_table_header_repeats_and_rows_stay_whole() -> None:
    """The header row repeats on each page; no row breaks; widths are in the grid and in each cell, and agree."""
    (table,) = main_part(*(block for block in NARRATIVE.blocks if block.id == "units")).iter(W + "tbl")
    rows = table.findall(W + "tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    grid = [column.get(W + "w") for column in table.iter(W + "gridCol")]
    assert all([cell.get(W + "w") for cell in row.iter(W + "tcW")] == grid for row in rows)
    assert sum(map(int, grid)) == 8845


def test_numbers_stand_right_and_heads_in_the_middle() -> None:
    """Cells are aligned as the table says; the head is centred by its style."""
    (table,) = main_part(*(block for block in NARRATIVE.blocks if block.id == "categories")).iter(W + "tbl")
    aligned = [[jc.get(W + "val") for jc in row.iter(W + "jc")] for row in table.findall(W + "tr")]
    assert aligned == [[], *[["left", "right", "right"]] * 4]


@given(
    st.lists(st.lists(st.text("字ab", max_size=40), min_size=3, max_size=3), min_size=1, max_size=5),
    st.integers(3000, 12000),
)
def test_column_widths_fill_the_page_exactly(cells: list[list[str]], room: int) -> None:
    """Whatever stands in the cells, the widths add up to the room, none is nothing, and a longer column is never narrower."""
    header, *others = (tuple((Span(cell),) for cell in row) for row in cells)
    widths = column_widths(Table("t", (), header, rows(*others), ("left",) * 3), room)
    assert sum(widths) == room
    assert min(widths) > 0
    in_order = []
    for lines in itertools.product((1, 2), repeat=3):  # a header may stand in two lines
        heads = [math.ceil(width(text) / count) for text, count in zip(cells[0], lines, strict=True)]
        longest = [
            max(head, *map(width, rest), 0) for head, (_, *rest) in zip(heads, zip(*cells, strict=True), strict=True)
        ]
        order = sorted(range(3), key=lambda column: longest[column])
        in_order.append(all(widths[narrow] <= widths[wide] + 3 for narrow, wide in itertools.pairwise(order)))
    assert any(in_order)


def test_a_number_has_room_beside_a_column_that_wraps() -> None:
    """113.3% is not parted from its % where digits are wider than half a character."""
    head, cells = (
        ("问题类别", "件数", "占比", "上季度", "增减", "环比"),
        ("在" * 40, "32", "40.0%", "15", "17", "113.3%"),
    )
    phrases = [tuple((Span(one),) for one in row) for row in (head, cells)]
    table = Table("t", (), phrases[0], rows(phrases[1]), ("left", *["right"] * 5))
    widths = column_widths(table, 8844)
    assert sum(widths) == 8844
    assert widths[-1] - 216 >= 240 * (4 * 0.64 + 0.32 + 0.95)  # without the margins of the cell


def test_pictures_have_size_words_and_ids_of_their_own() -> None:
    """A picture has its size on paper, its words for the blind, and an id that no other has; its paragraph is set single."""
    document = docx.Document(io.BytesIO(render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)))
    assert [(shape.width, shape.height) for shape in document.inline_shapes] == [(Mm(140), Mm(70))] * 4
    shown = [shape._inline.docPr for shape in document.inline_shapes]
    assert [words.get("descr") for words in shown] == [picture.alt for picture in PICTURES.values()]
    assert len({words.id for words in shown}) == 4
    assert document.styles["图片"].paragraph_format.line_spacing == 1.0


def test_a_picture_wider_than_the_page_is_made_to_fit() -> None:
    """A picture of 312 x 100 mm becomes 156 x 50 mm."""
    pictures = {"a/chart": replace(PICTURES["trend/chart"], id="a/chart", width_mm=312, height_mm=100)}
    document = docx.Document(
        io.BytesIO(render(replace(NARRATIVE, blocks=(chart("a", "乙"),)), pictures, PAGE, MEMORY, STAMP))
    )
    assert [(round(shape.width.mm, 1), round(shape.height.mm, 1)) for shape in document.inline_shapes] == [
        (156.0, 50.0)
    ]


@pytest.mark.parametrize(
    ("office", "office_room"),
    [("青禾县作风建设工作领导小组办公室", 200), ("青禾县纪委办公室", 300), ("办公室", 800)],
    ids=["long", "as long", "short"],
)
def test_signature_stands_at_the_right(office: str, office_room: int) -> None:
    """The date begins two characters behind the office (clause 7.3.5.2), by its left; whichever is longer ends two from the edge."""
    part = main_part(Signature("s", office, "2026年10月12日"))
    first, second = part.iter(W + "ind")
    assert int(first.get(W + "rightChars")) == office_room
    line = 156 / 25.4 * 1440 / 316  # characters
    begins = int(second.get(W + "leftChars")) / 100
    assert begins - (line - office_room / 100 - width(office)) == pytest.approx(2, abs=0.01)
    assert begins + width("2026年10月12日") <= line - 2 + 0.01
    assert second.getparent().find(W + "jc").get(W + "val") == "left"
    assert int(second.get(W + "rightChars")) < 0  # a font with wide digits does not break it


def test_attachment_line_and_attachments() -> None:
    """`附件：1. …` after the body; 附件1 and 附件2 on new pages; one attachment alone has no number."""
    several = texts(AttachmentLine("l", ("甲表", "乙表")), Attachment("a", "甲表"), Attachment("b", "乙表"))
    assert several == ["附件：1. 甲表", "2. 乙表", "附件1", "甲表", "附件2", "乙表"]
    assert texts(AttachmentLine("l", ("甲表",)), Attachment("a", "甲表")) == ["附件：甲表", "附件", "甲表"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("服务窗口作风问题调研报告", ["服务窗口作风问题调研报告"]),
        ("青禾县2026年第三季度服务窗口作风问题调研报告", ["青禾县2026年第三季度", "服务窗口作风问题调研报告"]),
        (
            "关于2026年上半年全县政务服务窗口作风建设情况的调研报告",
            ["关于2026年上半年全县政务服务窗口", "作风建设情况的调研报告"],
        ),
        ("自己\n断开的标题", ["自己", "断开的标题"]),
        (
            "南汀区2025年窗口单位作风建设情况调研报告",
            ["南汀区2025年", "窗口单位作风建设情况调研报告"],
        ),  # Word puts space beside the digits
    ],
)
def test_a_long_title_is_broken_by_meaning(title: str, lines: list[str]) -> None:
    """A title that fits stays whole; a longer one breaks after its period or subject."""
    assert balanced(title, 20.1) == lines


@given(st.text("青禾县2026年第三季度（、）的A", max_size=80))
def test_breaking_a_title_loses_nothing(title: str) -> None:
    """The lines together are the title, and a break comes neither inside a number nor before a closing mark."""
    lines = balanced(title, 20)
    assert "".join(lines) == title
    assert all(
        not (line[-1:].isdigit() and after[:1].isdigit()) and after[:1] not in ("、", "）", "年")
        for line, after in itertools.pairwise(lines)
    )


def test_the_page_is_a4_with_the_standard_margins() -> None:
    """A4, 37/35/28/26 mm, odd and even pages differ, 22 lines of 28.95 pt, and 28 characters of 16 pt less 0.25 fit in a line."""
    document = docx.Document(str(PAGE))
    section = document.sections[0]
    lengths = [
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    ]
    assert [round(length.mm) for length in lengths] == [210, 297, 37, 35, 28, 26]
    assert document.settings.odd_and_even_pages_header_footer
    body = document.styles["Normal"]
    assert body.paragraph_format.line_spacing.pt == 28.95
    assert 22 * 28.95 <= (section.page_height - section.top_margin - section.bottom_margin) / Pt(1) < 23 * 28.95
    assert (
        28 * (16 - 0.25) <= (section.page_width - section.left_margin - section.right_margin) / Pt(1) < 29 * (16 - 0.25)
    )
    assert section.footer.paragraphs[0].text == section.even_page_footer.paragraphs[0].text == "— 1 —"
    assert (section.footer.paragraphs[0].alignment, section.even_page_footer.paragraphs[0].alignment) == (2, 0)


def test_fonts_are_named_for_east_asian_text_and_no_theme_beats_them() -> None:
    """黑体, 楷体, 仿宋 by level, the title in 小标宋, all 3号; no theme font anywhere."""
    styles = etree.fromstring(surgery.parts_of(PAGE.read_bytes())["word/styles.xml"])
    fonts = {
        style.find(W + "name").get(W + "val"): [font.get(W + "eastAsia") for font in style.iter(W + "rFonts")]
        for style in styles.iter(W + "style")
    }
    assert [fonts[f"heading {level}"] for level in (1, 2, 3, 4)] == [
        ["黑体"],
        ["楷体_GB2312"],
        ["仿宋_GB2312"],
        ["仿宋_GB2312"],
    ]
    assert fonts["Title"] == ["方正小标宋简体"]
    assert b"Theme=" not in surgery.parts_of(PAGE.read_bytes())["word/styles.xml"]


def test_theme_fonts_of_an_edited_template_are_stripped() -> None:
    """Word writes theme fonts beside named ones, and they would win: they are taken out."""
    page = surgery.edited(
        PAGE.read_bytes(), "word/styles.xml", ('w:eastAsia="黑体"', 'w:eastAsia="黑体" w:eastAsiaTheme="minorEastAsia"')
    )
    path = _file(page)
    assert b"Theme=" not in load_page(path).package.parts["word/styles.xml"]


def test_styles_are_found_by_name_not_by_id() -> None:
    """Chinese Word renames the ids of styles when it saves; the names stay."""
    parts = surgery.parts_of(PAGE.read_bytes())
    for part in ("word/styles.xml", surgery.MAIN):
        parts[part] = (
            parts[part]
            .replace(b'"Heading1"', b'"1"')
            .replace(b'"Title"/>', b'"a3"/>')
            .replace(b'styleId="Title"', b'styleId="a3"')
        )
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'<w:name w:val="a3"/>', b'<w:name w:val="Title"/>')
    document = docx.Document(io.BytesIO(render(NARRATIVE, PICTURES, _file(surgery.zipped(parts)), MEMORY, STAMP)))
    assert document.paragraphs[0].style.name == "Title"
    assert {paragraph.style.style_id for paragraph in document.paragraphs if paragraph.text.startswith("一、")} == {"1"}


def _file(data: bytes) -> Path:
    class _File(type(PAGE)):  # type: ignore[misc]
        def read_bytes(self) -> bytes:
            return data

    return _File("county.docx")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("{{ body }}", "正文：{{ body }}"), "page.body-place"),
        (("{{ office }}", "{{ body }}"), "page.body-missing"),
        (("{{ office }}", "{{ offices }}"), "page.tag-unknown"),
        (("{{ office }}", "{% if office %}"), "page.tag-unpaired"),
        (("{{ office }}", "{{ office | }}"), "page.tag-syntax"),
    ],
)
def test_a_faulty_template_is_refused_by_name(change: tuple[str, str], code: str) -> None:
    """What is missing, misspelt or without counterpart is an issue of its own code."""
    with pytest.raises(TemplateError) as caught:
        render(NARRATIVE, PICTURES, _file(surgery.edited(PAGE.read_bytes(), surgery.MAIN, change)), MEMORY, STAMP)
    assert code in [issue.code for issue in caught.value.issues]


def test_a_tag_that_word_split_over_runs_is_one_tag() -> None:
    """Word splits a tag where it likes: at a spelling mark, at a change of language."""
    split = '<w:p><w:r><w:t>{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>{ cou</w:t></w:r><w:r><w:t>nty }</w:t></w:r><w:r><w:t>}！</w:t></w:r></w:p>'
    page = surgery.before_body(PAGE.read_bytes(), split)
    document = docx.Document(io.BytesIO(render(NARRATIVE, PICTURES, _file(page), MEMORY, STAMP)))
    assert document.paragraphs[0].text == "青禾县！"


def test_a_misspelt_tag_gets_a_proposal() -> None:
    """`offices` is not there; did you mean office?"""
    page = surgery.edited(PAGE.read_bytes(), surgery.MAIN, ("{{ office }}", "{{ offices }}"))
    with pytest.raises(TemplateError) as caught:
        render(NARRATIVE, PICTURES, _file(page), MEMORY, STAMP)
    assert "office" in caught.value.issues[0].hint


def test_missing_styles_are_added_and_listed() -> None:
    """A template without 表题 gets that of the built-in page, looking as there whatever stands in its own Normal; every one is named once."""
    page = surgery.edited(
        PAGE.read_bytes(),
        "word/styles.xml",
        ('w:val="表题"', 'w:val="x"'),
        ('w:val="图题"', 'w:val="y"'),
        ('w:line="579" w:lineRule="exact"/><w:jc w:val="both"/>', 'w:after="160" w:line="300" w:lineRule="auto"/>'),
    )
    loaded = load_page(_file(page))
    (told,) = (one for one in loaded.issues if one.code == "page.styles-added")
    assert "表题" in told.message and "图题" in told.message and "注释" not in told.message
    document = docx.Document(io.BytesIO(render(NARRATIVE, PICTURES, _file(page), MEMORY, STAMP)))
    style = document.styles["表题"]
    assert style.base_style is None or style.base_style.name != "Normal"
    assert (style.font.size.pt, style.paragraph_format.line_spacing.pt, style.paragraph_format.space_after.pt) == (
        12,
        24,
        0,
    )
    assert style.element.find(surgery_tag("w:next")).get(surgery_tag("w:val")) == document.styles["表格文字"].style_id
    assert any(one.style.name == "表题" for one in document.paragraphs)


def test_a_page_without_styles_is_refused() -> None:
    """Where a file has no part for styles, none can be added."""
    parts = surgery.parts_of(PAGE.read_bytes())
    rels = "word/_rels/document.xml.rels"
    parts[rels] = re.sub(rb'<Relationship [^>]*Target="styles.xml"[^>]*/>', b"", parts[rels])
    del parts["word/styles.xml"]
    parts["[Content_Types].xml"] = re.sub(
        rb'<Override PartName="/word/styles.xml"[^>]*/>', b"", parts["[Content_Types].xml"]
    )
    with pytest.raises(TemplateError) as caught:
        load_page(_file(surgery.zipped(parts)))
    assert {issue.code for issue in caught.value.issues} <= {"page.style-missing", "document.broken-part"}


def test_tests_and_filters_of_a_template_work() -> None:
    """`{%p if %}` leaves a paragraph out or in; `|default` stands in for what is not there."""
    lines = ("{%p if office %}", "{{ office|upper }}有", "{%p else %}", "无", "{%p endif %}")
    page = surgery.before_body(PAGE.read_bytes(), "".join(map(surgery.paragraph, lines)))
    document = docx.Document(io.BytesIO(render(NARRATIVE, PICTURES, _file(page), MEMORY, STAMP)))
    assert document.paragraphs[0].text == "青禾县作风建设工作领导小组办公室有"
    without = replace(NARRATIVE, fields={**NARRATIVE.fields, "office": ""})
    document = docx.Document(io.BytesIO(render(without, PICTURES, _file(page), MEMORY, STAMP)))
    assert document.paragraphs[0].text == "无"


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ((chart("nowhere", "图"),), "document.picture-missing"),
        ((Paragraph("p", (Reference("nothing"),)),), "document.reference-unknown"),
        ((Paragraph("p", ()), Paragraph("p", ())), "document.block-repeated"),
        ((Table("t", (), (phrase("a"),), rows((phrase("a"), phrase("b"))), ("left",)),), "document.table-shape"),
    ],
)
def test_a_narrative_that_cannot_be_printed_is_refused(blocks: tuple[Block, ...], code: str) -> None:
    """A missing picture, a reference to nothing, an id used twice and a ragged table are refused before anything is made."""
    with pytest.raises(DocumentError) as caught:
        render(Narrative("标题", blocks, {}, {"office": ""}), {}, PAGE, MEMORY, STAMP)
    assert [issue.code for issue in caught.value.issues] == [code]


def test_a_template_that_is_not_there_is_refused() -> None:
    """A path that leads to nothing is an issue, not a traceback."""
    with pytest.raises(TemplateError) as caught:
        load_page(PAGE.with_name("missing.docx"))
    assert [issue.code for issue in caught.value.issues] == ["page.unreadable"]
