"""Names in lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.draw.parts.wrapping import cut, shorten, wrap


def em(text):
    """Every character is one wide."""
    return float(len(text))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, ()),
        ("服务态度", 6, ("服务态度",)),
        ("服务态度生硬", 4, ("服务态", "度生硬")),
        ("2026年第三季度", 6, ("2026年", "第三季度")),
        ("2025年12月", 6, ("2025年", "12月")),
        ("窗口“微腐败”", 6, ("窗口", "“微腐败”")),
        ("推诿扯皮、违规收费", 6, ("推诿扯皮、", "违规收费")),
        ("甲\n 乙\t丙", 20, ("甲 乙 丙",)),
        ("hotline centre", 8, ("hotline", "centre")),
        ("abcdefgh", 3, ("abc", "def", "gh")),
    ],
)
def test_lines_break_where_a_reader_expects(text, width, lines):
    """Even lines, no broken number, no mark at the wrong end, clauses whole where they can be."""
    assert wrap(text, width, em) == lines


@given(st.text("县政务服务中心办事（）、。“”2026ab ", max_size=40), st.integers(3, 12))
def test_nothing_is_lost_and_nothing_is_too_wide(text, width):
    """The lines together are the text, and each fits, a closing mark that hangs aside."""
    lines = wrap(text, width, em)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(em(line) <= width for line in lines)


@given(
    st.text("服务态度生硬，推诿。）", min_size=1, max_size=30).filter(lambda text: not set(text[:1]) & set("，。）"))
)
def test_no_line_begins_with_a_closing_mark(text):
    """GB/T 15834-2011: a comma or closing bracket does not stand at the head of a line, unless marks alone fill one."""
    runs = max((len(run) for run in text.replace("，", "。").replace("）", "。").split("。")), default=0)
    lines = wrap(text, 31, em)
    assert runs <= 31
    assert not any(line[0] in "，。）" for line in lines)
    narrow = wrap("服务，态度。生硬）推诿", 3, em)
    assert not any(line[0] in "，。）" for line in narrow)


def test_cut_texts_end_with_an_ellipsis():
    """What had to be left out is seen to be left out."""
    assert cut("县人力资源和社会保障局", 6, em) == "县人力资源…"
    assert cut("县医院", 6, em) == "县医院"
    assert shorten(("县人力", "资源和", "社会"), 2, 3, em) == ("县人力", "资源…")
