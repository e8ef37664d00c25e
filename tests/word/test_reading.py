"""Documents read back as text: for golden files, for the audit, and for people."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.messages import DocumentError
from reportgen.render import render
from reportgen.word import stringify
from reportgen.word.contents.fields import fields
from reportgen.word.editing.characters import illegal_character, needs_hint, width
from reportgen.word.packages.names import NAMESPACES
from reportgen.word.pages.lengths import emu, millimetres_of_emu, millimetres_of_twips, twips
from reportgen.word.pages.page import marked_texts
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP
from tests.word.shown import page, text_of


def element(content: str) -> etree._Element:
    """A body of WordprocessingML."""
    return etree.fromstring(f'<w:body xmlns:w="{NAMESPACES["w"]}">{content}</w:body>')


def test_a_report_reads_as_its_golden_file(golden: Callable[[str, str], None]) -> None:
    """Page set-up, page numbers, every paragraph with style and number, tables as rows, pictures with size and words."""
    golden("sample.docx.txt", stringify(render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)))


def test_what_is_no_document_cannot_be_read() -> None:
    """A typed error, not a traceback of the zip module."""
    with pytest.raises(DocumentError):
        stringify(b"no document")


def test_text_of_tables_and_paragraphs() -> None:
    """Cells are parted by tabs, rows and paragraphs by line feeds; two paragraphs of one cell by a line feed."""
    cells = "<w:tr><w:tc>{}{}</w:tc><w:tc>{}</w:tc></w:tr>"
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    rows = cells.format(paragraph.format("甲"), paragraph.format("乙"), paragraph.format("丙")) * 2
    content = f"{paragraph.format('前')}<w:tbl>{rows}</w:tbl>{paragraph.format('后')}"
    assert text_of(page(content)) == "前\n甲\n乙\t丙\n甲\n乙\t丙\n后"


def test_tabs_and_breaks_of_runs_are_text_and_tab_stops_are_not() -> None:
    """`w:tab` in a run is a tab; in the properties of a paragraph it is a tab stop."""
    content = '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/></w:r></w:p>'
    assert text_of(page(content)) == "甲\t乙\n"


def test_marks_survive_what_word_processors_do() -> None:
    """Ends moved into the next paragraph, runs split, marks nested: the marked text is the same; one without an end reaches to its paragraph's."""
    content = (
        '<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:r><w:t>甲</w:t></w:r><w:bookmarkStart w:id="2" w:name="b"/><w:r><w:t>乙</w:t></w:r><w:r><w:t>丙</w:t></w:r>'
        '<w:bookmarkEnd w:id="2"/></w:p><w:p><w:bookmarkEnd w:id="1"/><w:r><w:t>丁</w:t></w:r><w:bookmarkStart w:id="3" w:name="c"/></w:p>'
    )
    assert marked_texts(page(content)) == {"a": ["甲乙丙"], "b": ["乙丙"], "c": [""]}


def test_fields_are_read_whole() -> None:
    """Codes split over runs, fields in fields, simple fields, and code that stands outside of any."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = "<w:r><w:instrText>{}</w:instrText></w:r>".format
    shown = "<w:r><w:t>{}</w:t></w:r>".format
    content = (
        f"<w:p>{begin}{code('DDE')}{code('AUTO ')}{begin}{code('PAGE')}{separate}{shown(7)}{end}{separate}{shown('x')}{end}"
        f'<w:fldSimple w:instr="NUMPAGES">{shown(9)}</w:fldSimple>{code("stray")}</w:p>'
    )
    assert [(field.code, field.result) for field in fields(element(content))] == [
        ("DDEAUTO \0", "x"),
        ("PAGE", "7"),
        ("NUMPAGES", "9"),
        ("stray", ""),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理312件", False),
        ("“作风”", True),
        ("——", True),
        ("…", True),
        ("a-b", False),
        ("（一）", False),
        ("《办法》、", False),
        ("3×4", True),
        ("𠀀", False),
    ],
)
def test_which_characters_need_the_east_asian_hint(text: str, expected: bool) -> None:
    """Quotes, dashes, dots and signs that Word would set in the Western font."""
    assert needs_hint(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理\t\n", None),
        ("a\x0bb", "U+000B"),
        ("\r", "U+000D"),
        ("\ufffe", "U+FFFE"),
        ("\ud800", "U+D800"),
        ("\U0010ffff", None),
    ],
)
def test_which_characters_no_document_can_hold(text: str, expected: str | None) -> None:
    """The first of them, by its number."""
    assert illegal_character(text) == expected


def test_widths_count_chinese_characters_as_one() -> None:
    """A digit or Latin letter is half as wide; an accent over another character has no width."""
    assert [width(text) for text in ("", "件", "312", "2026年", "e\u0301")] == [0, 1, 1.5, 3, 0.5]


@given(st.integers(0, 1000))
def test_lengths_come_back(millimetres: int) -> None:
    """Millimetres to twips or EMU and back lose nothing."""
    assert millimetres_of_twips(twips(millimetres)) == millimetres_of_emu(emu(millimetres)) == millimetres
