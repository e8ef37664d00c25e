"""What the renderer prints is what it was given, to the character, or it refuses (THREATS 6 to 9); read back by python-docx."""

import io
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.messages import DocumentError
from reportgen.model.reports.narratives import (
    Attachment,
    AttachmentLine,
    Chart,
    Heading,
    Narrative,
    Paragraph,
    Signature,
    Span,
    Table,
)
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Picture
from reportgen.render import render
from reportgen.review import audit
from reportgen.word import freeze, open_document, open_package
from reportgen.word.editing.characters import illegal_character
from tests.render import surgery
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP, png, rows

FORGERIES = [
    "a<b", "a>b", "a & b", "金额<5万", "&amp;", "&lt;w:p/&gt;", "</w:t></w:r></w:p>", "<w:p/>", "<w:t>x</w:t>", "]]>", "<![CDATA[x]]>", "<!--x-->",
    "<?xml version='1.0'?>", "<!DOCTYPE a>", "&#65;", "&#x41;", "&nbsp;", '"quoted"', "it's", "_x000B_", "_x005F_x000B_", "\u202eabc\u202c", "\u200f",
    "\u200b", "\ufeff", "\u2028", "\u00a0", "\\n", "%s %d", "{0}",
]  # fmt: skip
TAGS = [
    "{{ title }}", "{{title}}", "{% if title %}", "{% endif %}", "{# note #}", "{{", "}}", "{%", "%}", "{_{ title }_}", "{_% if %_}", "{{r title }}", "{%p if a %}",
    "{{ body }}", "\ue000rg7469746c65\ue001", "\ue000rg\ue001", "\ue000rg00626f6479\ue001", "{{ ''.__class__ }}", "{ { title } }", "${title}",
]  # fmt: skip


def narrative(text: str) -> tuple[Narrative, dict[str, Picture]]:
    """A narrative in which every kind of place holds the text."""
    span = (Span(text),)
    chart = Chart("chart", span, ChartSpec("chart", ChartKind.BARS, ()))
    blocks = (
        Heading("heading", 1, span),
        Paragraph("paragraph", (Span("前"), Span(text, bold=True), Span("后"))),
        Table("table", span, (span,), rows((span,), (span,)), ("left",)),
        chart,
        AttachmentLine("line", (text, "乙")),
        Signature("signature", text, "2026年10月12日"),
        Attachment("attachment", text),
    )
    return Narrative("标题", blocks, {}, {"office": text}), {"chart": Picture("chart", png(), 100, 50, text)}


@cache
def rendered(text: str) -> bytes:
    """The report of such a narrative, found right by the audit."""
    wanted, pictures = narrative(text)
    document = render(wanted, pictures, PAGE, MEMORY, STAMP)
    assert audit(document, wanted, pictures) == ()
    return document


def shape(document: bytes) -> Counter[str]:
    """How many elements and relationships of each kind a document has; runs are free to hold tabs and hints."""
    parts = surgery.parts_of(document)
    kinds: Counter[str] = Counter()
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            kinds.update(f"{name} {element.tag}" for element in etree.fromstring(data).iter())
    for loose in ("rPr", "rFonts", "br"):
        for name in list(kinds):
            if name.endswith("}" + loose):
                del kinds[name]
    return kinds


@pytest.mark.parametrize("text", FORGERIES + TAGS)
def test_data_are_never_markup(text: str) -> None:
    """Whatever the text, in each of eleven places, the document has the same elements as with a plain word."""
    assert shape(rendered(text)) == shape(rendered("平常话"))


@pytest.mark.parametrize("text", FORGERIES + TAGS)
def test_text_reads_back_as_it_was(text: str) -> None:
    """Another program reads the very same text."""
    document = docx.Document(io.BytesIO(rendered(text)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert f"一、{text}" in texts
    assert f"前{text}后" in texts
    assert f"表1\u3000{text}" in texts
    assert f"图1\u3000{text}" in texts
    assert [cell.text for cell in document.tables[0].columns[0].cells] == [text] * 3
    assert texts[1] == text


@pytest.mark.parametrize("text", TAGS)
def test_a_second_pass_changes_nothing(text: str) -> None:
    """Data that look like tags run neither the first time nor when the finished file is opened and frozen again."""
    document = rendered(text)
    assert freeze(open_document(open_package(document)), "标题", STAMP) == document


def _code_points() -> list[str]:
    """Every character of the basic plane but surrogates, and two thousand beyond it."""
    plane = [chr(code) for code in range(0x10000) if not 0xD800 <= code <= 0xDFFF]
    return plane + [chr(code) for code in range(0x20000, 0x20000 + 2000)]


def test_every_character_survives_or_is_refused() -> None:
    """65,488 characters, sixteen to a cell: all read back equal by another parser; the 30 that cannot be held are refused by name."""
    held = [char for char in _code_points() if illegal_character(char) is None]
    refused = [char for char in _code_points() if illegal_character(char) is not None]
    assert len(refused) == 32 - 2 + 2  # control characters but tab and line feed, and the two that are no characters
    cells = ["".join(held[start : start + 16]) for start in range(0, len(held), 16)]
    lines = [cells[start : start + 8] for start in range(0, len(cells), 8)]
    lines[-1] += [""] * (8 - len(lines[-1]))
    table = Table(
        "t",
        (Span("表"),),
        ((Span("列"),),) * 8,
        rows(*(tuple((Span(cell),) for cell in row) for row in lines)),
        ("left",) * 8,
    )
    document = render(Narrative("标题", (table,), {}, {"office": ""}), {}, PAGE, MEMORY, STAMP)
    body = docx.Document(io.BytesIO(document)).element.body
    read = ["".join(_read(cell)) for cell in body.iter("{*}tc")][8:]
    assert read == [cell for line in lines for cell in line]


def _read(cell: etree._Element) -> list[str]:
    marks = {"t": None, "tab": "\t", "br": "\n"}
    return [
        marks[kind] or element.text or ""
        for element in cell.iter()
        if (kind := etree.QName(element).localname) in marks
    ]


ILLEGAL = [chr(code) for code in range(0x20) if chr(code) not in "\t\n"] + [
    "\ufffe",
    "\uffff",
    "\ud800",
    "\udbff",
    "\udfff",
]


@pytest.mark.parametrize("place", ["paragraph", "table", "first", "last", "alt", "field", "title", "id"])
@pytest.mark.parametrize("character", ILLEGAL, ids=lambda character: f"U+{ord(character):04X}")
def test_a_character_that_no_document_can_hold_is_refused_by_block(character: str, place: str) -> None:
    """The block is named, the character by its number, the text around it not at all."""
    poison = {"first": f"{character}私密", "last": f"私密{character}"}.get(place, f"私{character}密")
    plain, pictures = narrative("话")
    wanted = {
        "table": replace(plain, blocks=(Table("here", (), ((Span("列"),),), rows(((Span(poison),),)), ("left",)),)),
        "alt": plain,
        "field": replace(plain, fields={"office": poison}),
        "title": replace(plain, title=poison),
        "id": replace(plain, blocks=(Paragraph(poison, ()),)),
    }.get(place, replace(plain, blocks=(Paragraph("here", (Span(poison),)),)))
    if place == "alt":
        pictures = {"chart": replace(pictures["chart"], alt=poison)}
    with pytest.raises(DocumentError) as caught:
        render(wanted, pictures, PAGE, MEMORY, STAMP)
    (issue,) = caught.value.issues
    assert issue.code == "document.illegal-character"
    assert f"U+{ord(character):04X}" in issue.message
    assert "私" not in issue.message


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_any_text_is_printed_as_it_is_or_refused(text: str) -> None:
    """For any text the audit finds no fault of the renderer, or the text holds a character that is refused."""
    wanted, pictures = narrative(text)
    if illegal_character(text):
        with pytest.raises(DocumentError):
            render(wanted, pictures, PAGE, MEMORY, STAMP)
    else:
        found = audit(render(wanted, pictures, PAGE, MEMORY, STAMP), wanted, pictures)
        assert [one.code for one in found if one.code.startswith("document.")] == []


def test_quotes_and_dashes_carry_the_east_asian_hint() -> None:
    """Every run with “”‘’—… has the hint that makes Word set them in the Chinese font, and runs of plain text have none."""
    main = etree.fromstring(surgery.parts_of(render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP))[surgery.MAIN])
    for run in main.iter("{*}r"):
        text = "".join(piece.text or "" for piece in run.iter("{*}t"))
        hinted = any(
            fonts.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}hint")
            for fonts in run.iter("{*}rFonts")
        )
        assert hinted == any(char in "“”‘’—…" for char in text), text
        assert unicodedata.is_normalized("NFC", text)
