"""Texts in the copy: read back by another parser they are what they were, or their strange characters are spelled out."""

import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from reportgen.checkup.copying import annotate
from reportgen.excel.escaping import MOST_CHARACTERS, cell_text, shown
from tests.checkup.notation import checked
from tests.clean.notation import sheet

_LEGAL = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


@given(st.text(st.characters()))
def test_what_is_shown_can_stand_in_xml(text: str):
    """Whatever a cell held, the copy holds legal characters, and the text itself where it is legal."""
    assert _LEGAL.fullmatch(shown(text))
    assert shown(text) == text or not _LEGAL.fullmatch(text)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=20, max_size=60))
def test_texts_are_read_back_as_they_were(texts: list[str]):
    """Every legal character, spaces at the ends, line ends, what looks like an escape (`_x0041_`)."""
    legal = ["_x0041_ _x000D_", " a ", "\r", "a\r\nb", *[text for text in texts if text and _LEGAL.fullmatch(text)]]
    found = checked(sheet([["编号", "受理日期", "主要内容"], *[["1", "2026-07-01", text] for text in legal]]))
    assert _third_column(annotate(found)) == legal


def _third_column(workbook: bytes) -> list[str]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(1).to_python()
    return [row[2] for row in rows[1:]]


def test_a_character_that_no_document_can_hold_is_spelled_out():
    """A vertical tab and half a character: seen, and no U+FFFD."""
    assert cell_text("a\x0bb\ud800c") == "a[U+000B]b[U+D800]c"


def test_a_text_longer_than_a_cell_ends_in_an_ellipsis():
    """Excel calls a file with more than 32,767 characters in a cell damaged; a hanzi beyond the BMP counts twice."""
    assert cell_text("好" * MOST_CHARACTERS) == "好" * MOST_CHARACTERS
    for text in ("好" * (MOST_CHARACTERS + 1), "𠀀" * MOST_CHARACTERS):
        cut = cell_text(text)
        assert cut.endswith("…")
        assert len(cut.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
