"""Where the paragraphs, rows and figures of a report stand, after whatever hands it went through: marks are hints, text decides."""

import re
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compare.alignment import moved
from reportgen.compare.numerals import agree, numerals_at
from reportgen.model.reports.narratives import Heading, Paragraph, Phrase, Row, Span, Table
from reportgen.render import render
from reportgen.word import Memory, memory_in, open_package, place, read_page
from reportgen.word.blocks.placement import Placement
from reportgen.word.memory.memory import Fixed, completed
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP
from tests.review.documents import document

REPORT = render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)


def spans(text: str) -> Phrase:
    """A phrase in which `[figure=52]` prints a figure."""
    pieces = re.split(r"\[(\w+)=([^\]]*)\]", text)
    parts: list[Span] = []
    for at in range(0, len(pieces), 3):
        parts.append(Span(pieces[at]))
        if at + 2 < len(pieces):
            parts.append(Span(pieces[at + 2], pieces[at + 1]))
    return tuple(part for part in parts if part.text)


def remembered(*texts: str) -> Memory:
    """The memory of paragraphs p0, p1, …"""
    blocks = tuple(Paragraph(f"p{number}", spans(text)) for number, text in enumerate(texts))
    return completed(Memory("2026Q3", "", "0", blocks=blocks))


_NOTED = re.compile(r"<(?P<block>\w+)\s|\[(?P<of>\w+)\.(?P<figure>\w+)\s|(?P<end>[>\]])")


def body(memory: Memory, *paragraphs: str, first: int = 1) -> str:
    """Paragraphs in which `<p0 …>` is the mark of a block and `[p0.a …]` that of a figure a of block p0, each empty or not."""
    numbers = count(first)
    return "".join(f"<w:p>{''.join(_noted(memory, text, numbers))}</w:p>" for text in paragraphs)


def _noted(memory: Memory, text: str, numbers: Iterator[int]) -> Iterator[str]:
    """The runs and the ends of bookmarks of a paragraph."""
    at, opened = 0, list[int]()
    for found in _NOTED.finditer(text):
        yield _run(text[at : found.start()])
        at = found.end()
        if found["end"]:
            yield f'<w:bookmarkEnd w:id="{opened.pop()}"/>'
            continue
        opened.append(next(numbers))
        name = memory.names.block(found["block"] or "")
        name = memory.names.figure(found["of"], found["figure"], 1) if found["of"] else name
        yield f'<w:bookmarkStart w:id="{opened[-1]}" w:name="{name}"/>'
    yield _run(text[at:])


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>" if text else ""


def placed(memory: Memory, *paragraphs: str) -> Placement:
    """Where all stands in a document of these paragraphs."""
    return place(read_page(open_package(document(body(memory, *paragraphs)))), memory)


def figures(placement: Placement) -> list[tuple[str, str]]:
    """Each figure with what prints it."""
    return [
        (one.figure, placement.items[number].text[one.start : one.end])
        for number, standings in sorted(placement.figures.items())
        for one in standings
    ]


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("<p0 共受理[p0.a 52]件，比上季度增加。>", "52"),
        ("<p0 共受理[p0.a 5]3件，比上季度增加了。>", "53"),
        ("<p0 共受理1[p0.a 52]件，比上季度增加了。>", "152"),
        ("<p0 共受理[p0.a ]53件，比上季度增加了。>", "53"),
        ("<p0 共受理[p0.a 1]38件，比上季度增加了。>", "138"),
        ("<p0 共受理约[p0.a ５３]件，比上季度增加了。>", "５３"),
        ("<p0 共受理[p0.a 五十三]件，比上季度增加了。>", "五十三"),
        ("<p0 共受理[p0.a 5,302]件，比上季度增加了。>", "5,302"),
        ("<p0 共受理[p0.a 52]余件，比上季度增加了。>", "52"),
    ],
)
def test_a_figure_is_the_whole_numeral_that_touches_its_mark(shown: str, printed: str) -> None:
    """Digits typed beside the mark are the figure's, in the mark or not."""
    assert figures(placed(remembered("共受理[a=52]件，比上季度增加。"), shown)) == [("a", printed)]


def test_a_figure_that_was_deleted_is_nowhere() -> None:
    """An empty mark that no numeral touches."""
    assert figures(placed(remembered("共受理[a=52]件，比上季度增加。"), "<p0 共受理[p0.a ]件，比上季度增加了。>")) == []


@pytest.mark.parametrize("edit", ["", "了"])
def test_a_name_that_ends_in_digits_is_no_part_of_the_count_behind_it(edit: str) -> None:
    """窗口3 and 60件 were printed side by side; so they are read, whether the words round them were changed or not."""
    memory = remembered("反映最多的是窗口3[a=60]件，其次是窗口12[b=41]2号件。")
    shown = f"<p0 反映最多的是窗口3[p0.a 60]件，其次{edit}是窗口12[p0.b 41]2号件。>"
    assert figures(placed(memory, shown)) == [("a", "60"), ("b", "41")]


def test_figures_without_marks_are_where_they_were_as_long_as_the_words_are() -> None:
    """All marks gone; NBSP and full-width digits make no difference."""
    memory = remembered("共受理[a=52]件，增长[b=8.3%]。")
    found = placed(memory, "共受理\u00a0５２\u00a0件，增长8.3%。")
    assert figures(found) == [("a", "５２"), ("b", "8.3%")]
    assert found.places == {"p0": (0,)}


def test_digits_beside_unchanged_words_are_a_change() -> None:
    """152件 holds 52件, and does not say it."""
    assert figures(placed(remembered("[a=52]件反映属实，已经办结。"), "<p0 1[p0.a 52]件反映属实，已经办结。>")) == [
        ("a", "152")
    ]


@pytest.mark.parametrize(
    ("shown", "places"),
    [
        (("<p0 前一段的文字在这里。>", "<p1 后一段的文字也在这里。>"), {"p0": (0,), "p1": (1,)}),
        (("<p1 后一段的文字也在这里。>", "<p0 前一段的文字在这里。>"), {"p1": (0,), "p0": (1,)}),
        (("前一段的文字在这里。", "<p1 后一段的文字也在这里。>"), {"p0": (0,), "p1": (1,)}),
        (("<p0 前一段的>文字改写成了这样。", "<p1 后一段的文字也在这里。>"), {"p0": (0,), "p1": (1,)}),
        (("<p0 前一段的>", "文字在这里。", "<p1 后一段的文字也在这里。>"), {"p0": (0, 1), "p1": (2,)}),
        (("<p0 前一段的文字在这里。<p1 后一段的文字也在这里。>>",), {"p0": (0,), "p1": (0,)}),
        (("<p0 前一段的文字在这里。>后一段的文字也在这里。",), {"p0": (0,), "p1": (0,)}),
        (("<p0 后一段的文字也在这里。>", "<p1 前一段的文字在这里。>"), {"p1": (0,), "p0": (1,)}),
        (("<p0 >", "<p1 后一段的文字也在这里。>"), {"p1": (1,)}),
        (("前一段的文字写在了这里。", "<p1 后一段的文字也在这里。>"), {"p0": (0,), "p1": (1,)}),
        (("完全不相干的一句新话。", "<p1 后一段的文字也在这里。>"), {"p1": (1,)}),
    ],
    ids=[
        "as it was", "changed places", "pasted unformatted", "retyped behind a shrunk mark", "split, the tail without a mark",
        "joined, marks nested", "joined, one without a mark", "marks of each other: the text decides", "emptied", "reworded, no mark",
        "somebody's own",
    ],
)  # fmt: skip
def test_paragraphs_are_known_by_marks_and_then_by_text(
    shown: tuple[str, ...], places: dict[str, tuple[int, ...]]
) -> None:
    """Wherever they stand, in one piece or more."""
    assert placed(remembered("前一段的文字在这里。", "后一段的文字也在这里。"), *shown).places == places


def test_a_copy_counts_only_where_the_original_is_gone() -> None:
    """LibreOffice renames the marks of what is pasted; with the original there it is told as a copy, its figures too."""
    memory = remembered("共受理[a=52]件，比上季度增加。", "另一段的文字在这里。")
    name, figure = memory.names.block("p0"), memory.names.figure("p0", "a", 1)
    copy = (
        f'<w:p><w:bookmarkStart w:id="70" w:name="{name}_Copy_1"/><w:r><w:t>共受理</w:t></w:r><w:bookmarkStart w:id="71" w:name="{figure}_Copy_1"/>'
        '<w:r><w:t>45</w:t></w:r><w:bookmarkEnd w:id="71"/><w:r><w:t>件，比上季度增加。</w:t></w:r><w:bookmarkEnd w:id="70"/></w:p>'
    )

    def read(xml: str) -> Placement:
        return place(read_page(open_package(document(xml))), memory)

    both = read(copy + body(memory, "<p0 共受理[p0.a 52]件，比上季度增加。>"))
    assert (both.copies, figures(both)) == ({0: "p0"}, [("a", "45"), ("a", "52")])
    assert [one.copied for one in both.figures[0]] == [True]
    alone = read(copy)
    assert (alone.copies, alone.places, figures(alone)) == ({}, {"p0": (0,)}, [("a", "45")])


def test_a_paragraph_of_another_quarter_is_strange() -> None:
    """Its marks are of our kind and none of ours; it is the person's, whatever its text resembles."""
    memory = remembered("共受理[a=52]件，比上季度增加。")
    other = completed(Memory("2026Q2", "", "0", blocks=memory.blocks))
    ours = body(memory, "<p0 共受理[p0.a 52]件，比上季度增加。>")
    xml = ours + body(other, "<p0 共受理[p0.a 45]件，比上季度减少。>", first=90)
    found = place(read_page(open_package(document(xml))), memory)
    assert (found.strange, found.places, figures(found)) == (frozenset({1}), {"p0": (0,)}, [("a", "52")])


def _rows(memory: Memory, *rows: str) -> Placement:
    """A caption and a table of rows `甲 | [t.a 5]`."""
    first = count(100, 100)
    cells = ((body(memory, cell.strip(), first=next(first)) for cell in row.split("|")) for row in rows)
    table = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in cells)
    return place(read_page(open_package(document(f"{body(memory, '<t 各类件数>')}<w:tbl>{table}</w:tbl>"))), memory)


_TABLE = Table(
    "t", spans("各类件数"), (spans("类别"), spans("件数")),
    (Row("a", (spans("甲类"), spans("[a=5]"))), Row("b", (spans("乙类"), spans("[b=7]"))), Row("c", (spans("丙类"), spans("[c=9]")))),
    ("left", "right"),
)  # fmt: skip
_OF_TABLE = completed(Memory("2026Q3", "", "0", blocks=(_TABLE,)))
_HEAD = "类别 | 件数"


@pytest.mark.parametrize(
    ("rows", "found", "missing"),
    [
        (("甲类 | [t.a 5]", "乙类 | [t.b 7]", "丙类 | [t.c 9]"), ["a", "b", "c"], []),
        (("丙类 | [t.c 9]", "甲类 | [t.a 5]", "乙类 | [t.b 7]"), ["c", "a", "b"], []),
        (("甲类 | [t.a 5]", "丙类 | [t.c 9]"), ["a", "c"], ["b"]),
        (("甲类 | 5", "乙类 | 7", "丙类 | 9"), ["a", "b", "c"], []),
        (("甲类 | [t.a 6]", "新加的类 | 1", "乙类 | 8", "丙类 | [t.c 9]"), ["a", None, "b", "c"], []),
        (("换了名字 | [t.a 5]", "乙类 | [t.b 7]", "丙类 | [t.c 9]"), ["a", "b", "c"], []),
    ],
    ids=["as they were", "sorted", "one deleted", "no marks", "changed, added, a mark lost", "a label retyped"],
)
def test_rows_are_known_by_their_figures_their_text_and_their_label(
    rows: tuple[str, ...], found: list[str | None], missing: list[str]
) -> None:
    """A row of the person's is nobody's; what was deleted is missed."""
    placement = _rows(_OF_TABLE, _HEAD, *rows)
    keys = [placement.rows.get(number) for number in range(2, 2 + len(rows))]
    assert [key and key[1] for key in keys] == found
    assert [key for _, key in placement.missing_rows] == missing


def test_what_was_moved_is_as_little_as_can_be() -> None:
    """One row to the top is one row moved, not all the others."""
    assert moved(["a", "b", "c", "d"], ["d", "a", "b", "c"]) == ("d",)
    assert moved(["a", "b", "c"], ["a", "x", "c"]) == ()


@given(st.permutations(list("abcdefgh")))
def test_what_stays_is_in_the_old_order(order: list[str]) -> None:
    """Without what was moved the rest is as it was."""
    gone = moved(list("abcdefgh"), order)
    rest = [name for name in order if name not in gone]
    assert rest == sorted(rest)


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The first numeral that touches a piece, else the piece."""
    return next(iter(numerals_at(text, start, end)), (start, end))


@given(st.text("0123件约 ", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_a_numeral_is_whole(text: str, one: int, other: int) -> None:
    """No digit stands right beside it; asked for itself it is itself."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    first, last = whole(text, start, end)
    if text[first:last].isdigit():
        assert not text[max(first - 1, 0) : first].isdigit()
        assert not text[last : last + 1].isdigit()
        assert whole(text, first, last) == (first, last)


@pytest.mark.parametrize(
    ("one", "other"), [("１３７", "137"), ("137\u00a0", "137"), ("1,370", "1370"), ("−5.2%", "5.2%")]
)
def test_numbers_agree_by_value(one: str, other: str) -> None:
    """Width, blanks, signs and commas make no difference."""
    assert agree(one, other)


def test_everything_of_a_fresh_report_stands_where_it_was_written() -> None:
    """Every paragraph, row and figure; nothing is moved, copied, missing, joined or strange."""
    memory = memory_in(open_package(REPORT))
    assert memory is not None
    found = place(read_page(open_package(REPORT)), memory)
    assert (found.missing, found.missing_rows, found.moved, found.moved_rows) == ((), (), (), ())
    assert (found.copies, found.strange, found.fits) == ({}, frozenset(), True)
    assert all(len(places) == 1 for places in found.places.values())
    assert len(figures(found)) == sum(mark.kind == "figure" for mark in memory.marks.values())


def test_headings_are_known_behind_another_number() -> None:
    """The number before a heading is no part of its words; fixed paragraphs are known, too."""
    blocks = (Heading("h", 2, spans("服务态度生硬")),)
    memory = completed(Memory("2026Q3", "", "0", blocks=blocks, fixed=(Fixed("page/title", "某县调研报告"),)))
    found = placed(memory, "某县调研报告", "（三）服务态度生硬")
    assert found.places == {"page/title": (0,), "h": (1,)}


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("<p0 共受理[p0.a 52件，其中甲类]30件，乙类[p0.b 29]件。>", [("a", "52"), ("b", "29")]),
        ("<p0 共受理[p0.a 52]件，其中甲类30件，乙类[p0.a ][p0.b 29]件。>", [("a", "52"), ("b", "29")]),
        ("<p0 共受理[p0.a ]件，其中甲类30件，乙类[p0.b 29]件。>", [("b", "29")]),
        ("<p0 共受理件，其中甲类30件，乙类[p0.a ][p0.b 29]件。>", [("b", "29")]),
        ("共受理53件，其中甲类30件，乙类28件。", [("a", "53"), ("b", "28")]),
        ("本期另有七件。", []),
    ],
    ids=[
        "grown over other words", "twice, once empty", "deleted", "deleted, beside another figure", "no marks, one digit typed over",
        "retyped in other words",
    ],
)  # fmt: skip
def test_marks_that_grew_doubled_or_are_gone(shown: str, printed: list[tuple[str, str]]) -> None:
    """One numeral a mark, one mark a figure; what has none is where the words round it are."""
    memory = remembered("共受理[a=52]件，其中甲类30件，乙类[b=28]件。", "另一段的文字在这里。")
    found = placed(memory, shown, "<p1 另一段的文字在这里。>")
    assert sorted(figures(found)) == printed


def test_a_tab_in_a_cell_parts_no_cells() -> None:
    """Only the ends of cells do."""
    body = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    (item,) = place(read_page(open_package(document(body))), remembered()).items
    assert (item.text, item.cells) == ("甲 乙\t5", ((0, 3), (4, 5)))


def test_of_a_row_that_stands_twice_one_is_a_copy() -> None:
    """That which says less of what it said, in its place or not."""
    found = _rows(_OF_TABLE, _HEAD, "甲类 | [t.a 5]", "甲类 | [t.a 6]", "乙类 | [t.b 7]", "丙类 | [t.c 9]")
    assert (found.copies, found.missing_rows) == ({3: ("t", "a")}, ())


def test_a_paragraph_put_into_a_frame_is_found() -> None:
    """A table of one cell round it."""
    memory = remembered("共受理[a=52]件，比上季度增加。", "另一段的文字在这里。")
    framed = f"<w:tbl><w:tr><w:tc>{body(memory, '<p0 共受理[p0.a 53]件，比上季度增加。>')}</w:tc></w:tr></w:tbl>"
    found = place(
        read_page(open_package(document(framed + body(memory, "<p1 另一段的文字在这里。>", first=50)))), memory
    )
    assert (found.missing, figures(found)) == ((), [("a", "53")])
