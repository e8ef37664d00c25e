"""Digests of a report's text: the same as long as the words are, whatever became of their form."""

import pytest

from reportgen.render import render
from reportgen.word import memory_in, open_package, place, read_page
from reportgen.word.blocks.digests import edited_paragraphs, page_digest
from reportgen.word.blocks.placement import Placement
from reportgen.word.pages.page import Page
from tests.render import surgery
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP


@pytest.fixture(scope="module")
def report() -> bytes:
    """The sample report."""
    return render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)


def shown(document: bytes) -> Page:
    """What a document shows."""
    return read_page(open_package(document))


def placed(document: bytes) -> Placement:
    """Where everything stands in a report."""
    memory = memory_in(open_package(document))
    assert memory is not None
    return place(shown(document), memory)


def test_every_paragraph_stands_as_it_was_written(report: bytes) -> None:
    """In a fresh report nothing was edited."""
    assert edited_paragraphs(placed(report)) == ()


@pytest.mark.parametrize(
    ("old", "new", "edited"),
    [
        ("反映属实", "反映不属实", ("attitude/case",)),
        ("<w:t>108</w:t>", "<w:t>109</w:t>", ("categories",)),
        ("电话无人接听", "电话没有人接", ("units",)),
        ("2026年10月12日</w:t>", "2026年10月13日</w:t>", ("signature/date",)),
        ("存在的突出问题", "主要问题", ("problems",)),
    ],
)
def test_a_word_changes_its_paragraph_and_the_whole(report: bytes, old: str, new: str, edited: tuple[str, ...]) -> None:
    """In text, cell, heading or signature; nothing else is said to be edited."""
    changed = surgery.edited(report, surgery.MAIN, (old, new))
    assert edited_paragraphs(placed(changed)) == edited
    assert page_digest(shown(changed)) != page_digest(shown(report))


def test_form_is_no_text(report: bytes) -> None:
    """A bold run, another blank: the digests stay."""
    changed = surgery.edited(
        report, surgery.MAIN, ("<w:r><w:t>108</w:t>", "<w:r><w:rPr><w:b/></w:rPr><w:t>108\u00a0</w:t>")
    )
    assert edited_paragraphs(placed(changed)) == ()
    assert page_digest(shown(changed)) == page_digest(shown(report))
