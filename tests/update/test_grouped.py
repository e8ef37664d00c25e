"""Tables with heads in two rows and cells over groups of rows, and pages that lie across, in a report that people worked on."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from reportgen.model.reports.narratives import (
    Attachment,
    AttachmentLine,
    Narrative,
    Paragraph,
    Row,
    Signature,
    Span,
    Table,
)
from reportgen.render import render
from reportgen.update.trunk.entries import What
from reportgen.word import open_package
from reportgen.word.editing.across import across_of, upright_of
from reportgen.word.pages.reader import read_page
from tests.render.grouped import COLUMNS, GROUPS, MEMORY, Groups, grouped
from tests.render.sample import PAGE, STAMP
from tests.update.reports import updated


def _edited(document: bytes, edit: Callable[[Document], None]) -> bytes:
    opened = docx.Document(io.BytesIO(document))
    edit(opened)
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue()


def _shown(document: bytes) -> list[str]:
    """The rows of the grouped table: `~` for what goes on with the cell above, the number of columns behind a cell over several."""
    table = read_page(open_package(document)).tables[0]
    return [
        " ".join("~" if cell.goes_on else cell.text + (f"×{cell.span}" if cell.span > 1 else "") for cell in row.cells)
        for row in table.rows
    ]


def _pages(document: bytes) -> list[bool]:
    """Which sections lie across."""
    return [one.width > one.height for one in read_page(open_package(document)).sections]


def test_it_is_read_as_it_was_printed() -> None:
    """Both rows of the header, and each group's cell, whoever saves the file."""
    document = _edited(grouped(), lambda _: None)
    assert _shown(document) == ["类别 表现 受理×2", "~ ~ 本期 上期", "甲类 拖延 5 6", "~ 推诿 3 4", "乙类 冷淡 4 5"]
    done = updated(document, grouped())
    assert done.document == document
    assert not done.entries


@pytest.mark.parametrize(
    ("groups", "rows"),
    [
        pytest.param(
            {"甲类": [("拖延", 7), ("敷衍", 6), ("推诿", 3)], "乙类": [("冷淡", 4)]},
            ["甲类 拖延 7 8", "~ 敷衍 6 7", "~ 推诿 3 4", "乙类 冷淡 4 5"],
            id="a row inside",
        ),
        pytest.param(
            {"甲类": [("推诿", 3)], "乙类": [("冷淡", 4)]}, ["甲类 推诿 3 4", "乙类 冷淡 4 5"], id="the first row gone"
        ),
        pytest.param(
            {"甲类": [("推诿", 8), ("拖延", 5)], "乙类": [("冷淡", 4)]},
            ["甲类 推诿 8 9", "~ 拖延 5 6", "乙类 冷淡 4 5"],
            id="sorted otherwise",
        ),
        pytest.param(
            {"乙类": [("冷淡", 9), ("训斥", 2)], "甲类": [("拖延", 5), ("推诿", 3)]},
            ["乙类 冷淡 9 10", "~ 训斥 2 3", "甲类 拖延 5 6", "~ 推诿 3 4"],
            id="groups sorted otherwise",
        ),
    ],
)
def test_a_group_s_cell_follows_its_rows(groups: Groups, rows: list[str]) -> None:
    """The group is named once, at its first row, and no row stands under another group's name."""
    edited = _edited(grouped(), lambda one: one.paragraphs[2].add_run("另有说明。") and None)
    done = updated(edited, grouped(groups))
    assert _shown(done.document)[2:] == rows
    assert "另有说明。" in "".join(one.text for one in read_page(open_package(done.document)).body)
    again = updated(done.document, grouped(groups))
    assert again.document == done.document


_SINGLE: Groups = {"甲类": [("拖延", 5)], "乙类": [("冷淡", 4)]}


def test_an_edited_row_is_the_same_where_groups_come_and_go() -> None:
    """Where no group has two rows, a row is known by other words: one that a person worked on is still not written twice."""
    own = "（含转办）"
    for base, new, rows in (
        (_SINGLE, GROUPS, [f"甲类 拖延{own} 5 6", "~ 推诿 3 4", "乙类 冷淡 4 5"]),
        (GROUPS, _SINGLE, [f"甲类 拖延{own} 5 6", "乙类 冷淡 4 5"]),
    ):
        edited = _edited(grouped(base), lambda one: one.tables[0].rows[2].cells[1].paragraphs[0].add_run(own) and None)
        done = updated(edited, grouped(new))
        assert _shown(done.document)[2:] == rows
        again = updated(done.document, grouped(new))
        assert again.document == done.document


def test_a_row_that_a_person_deleted_stays_out_where_groups_come() -> None:
    """By whatever words it was known."""

    def delete(one: Document) -> None:
        row = one.tables[0].rows[3]._tr
        row.getparent().remove(row)

    done = updated(_edited(grouped(_SINGLE), delete), grouped())
    assert _shown(done.document)[2:] == ["甲类 拖延 5 6", "~ 推诿 3 4"]


def test_cells_that_a_person_merged_stay_so() -> None:
    """In a column without groups the program has merged none."""

    def merge(one: Document) -> None:
        one.tables[0].cell(2, 3).merge(one.tables[0].cell(3, 3))

    done = updated(_edited(grouped(), merge), grouped({"甲类": [("拖延", 7), ("推诿", 3)], "乙类": [("冷淡", 4)]}))
    table = read_page(open_package(done.document)).tables[0]
    assert [row.cells[3].goes_on for row in table.rows[2:]] == [False, True, False]


def test_a_name_that_a_person_wrote_is_never_hidden() -> None:
    """What was added to a group's name stands in a cell of its own where another row is the first now."""
    edited = _edited(grouped(), lambda one: one.tables[0].rows[2].cells[0].paragraphs[0].add_run("（重点）") and None)
    done = updated(edited, grouped({"甲类": [("敷衍", 9), ("拖延", 5), ("推诿", 3)], "乙类": [("冷淡", 4)]}))
    assert _shown(done.document)[2:4] == ["甲类 敷衍 9 10", "（重点） 拖延 5 6"]


def test_other_columns_make_another_table_where_nobody_worked_on_it() -> None:
    """The cell over the columns has as many as there are now; a table that was worked on stays, and a comment says so."""
    columns = {**COLUMNS, "change": "增减"}
    done = updated(grouped(), grouped(columns=columns))
    assert _shown(done.document)[:2] == ["类别 表现 受理×3", "~ ~ 本期 上期 增减"]
    edited = _edited(grouped(), lambda one: one.tables[0].rows[2].cells[1].paragraphs[0].add_run("（窗口）") and None)
    kept = updated(edited, grouped(columns=columns))
    assert _shown(kept.document)[:3] == ["类别 表现 受理×2", "~ ~ 本期 上期", "甲类 拖延（窗口） 5 6"]
    assert [one for one in kept.entries if one.what is What.UNPLACED and one.why == "update.columns"]


def test_an_attachment_that_lies_across_comes_and_goes_with_its_pages() -> None:
    """No page is left empty, none lies across that should not, and headers and footers stay."""
    with_, without = grouped(), grouped(across=())
    assert (_pages(with_), _pages(without)) == ([False, True], [False])
    for edited, fresh, pages in ((with_, without, [False]), (without, with_, [False, True])):
        done = updated(edited, fresh)
        page = read_page(open_package(done.document))
        assert _pages(done.document) == pages
        assert page.sections[0].around == read_page(open_package(fresh)).sections[0].around
        assert not page.sections[-1].around or len(pages) == 1
        assert [one.why for one in done.entries if one.why == "update.pages-turned"]
    body = read_page(open_package(updated(without, with_).document)).root.find(qn("w:body"))
    assert body is not None
    assert sum(1 for _ in body.iter(qn("w:sectPr"))) == 2


def _annexes(*annexes: str) -> bytes:
    """A report with attachments of a line each; the names of those that lie across begin with 横."""
    blocks = [
        block
        for title in annexes
        for block in (
            Attachment(title, title, title.startswith("横")),
            Paragraph(f"{title}/a", (Span(f"{title}如下。"),)),
        )
    ]
    lead = (Paragraph("lead", (Span("本期情况见附件。"),)), AttachmentLine("attachments", annexes))
    fields = {"office": "某室", "date": "2026年10月12日", "period": "2026年第三季度", "county": "某县"}
    signed = Signature("signature", "某室", "2026年10月12日")
    return render(Narrative("某县统计表", (*lead, signed, *blocks), {}, fields), {}, PAGE, MEMORY, STAMP)


def _leaves(document: bytes) -> list[str]:
    """The paragraphs from the first attachment on, and the size of the pages where a section ends."""
    body = docx.Document(io.BytesIO(document)).element.body
    found = []
    for one in body:
        found += ["".join(text.text or "" for text in one.iter(qn("w:t")))] if one.tag == qn("w:p") else []
        for section in one.iter(qn("w:sectPr")):
            size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
            found.append(f"{sorted(size.attrib.values())} {sorted(margins.attrib.items())}")
            found.append(f"{len(section.findall(qn('w:footerReference')))}")
    return found[found.index("附件1") :]


@pytest.mark.parametrize(
    ("base", "new"),
    [
        (("横甲", "乙", "横丙", "丁"), ("横甲", "横丙", "丁")),
        (("横甲", "丁"), ("横甲", "乙", "横丙", "丁")),
        (("甲", "乙", "横丙", "丁"), ("甲", "横乙", "横丙", "丁")),
        (("甲", "乙", "横丙"), ("横乙", "横丙", "甲")),
        (("甲", "乙", "丁"), ("横甲", "乙", "丁")),
    ],
)
def test_the_number_of_an_attachment_stands_on_its_page(base: tuple[str, ...], new: tuple[str, ...]) -> None:
    """Order, pages and margins are those of a fresh report, whichever attachments lie across."""
    fresh = _annexes(*new)
    assert _leaves(updated(_annexes(*base), fresh).document) == _leaves(fresh)


def test_a_column_without_a_number_is_the_same_column() -> None:
    """A head that stands where it stood is its column, whatever it holds: nothing is told as come or gone."""

    def report(rate: str | None) -> bytes:
        cell = (Span("—"),) if rate is None else (Span(rate, "rate"),)
        table = Table(
            "rates",
            (Span("办理情况"),),
            ((Span("单位"),), (Span("办结率"),)),
            (Row("甲", ((Span("甲政务服务中心窗口"),), cell)),),
            ("left", "right"),
            columns=("单位", "办结率" if rate is None else ".rate"),
        )
        fields = {"office": "某室", "date": "2026年10月12日", "period": "2026年第三季度", "county": "某县"}
        texts = {} if rate is None else {"rate": rate}
        return render(Narrative("某表", (table,), texts, fields), {}, PAGE, MEMORY, STAMP)

    edited = _edited(
        report(None), lambda one: one.tables[0].rows[1].cells[0].paragraphs[0].add_run("（试点）") and None
    )
    done = updated(edited, report("80.0%"))
    assert _shown(done.document) == ["单位 办结率", "甲政务服务中心窗口（试点） 80.0%"]
    assert not [one for one in done.entries if one.why == "update.columns-changed"]


def test_a_page_that_lies_across_is_turned_back() -> None:
    """Its size and the margins of the text are those of the upright page; an upright one stays."""
    upright = docx.Document(io.BytesIO(grouped(across=()))).element.body.find(qn("w:sectPr"))
    for section in (across_of(upright), upright):
        back = upright_of(section)
        for name, ways in (("w:pgSz", ("w", "h")), ("w:pgMar", ("top", "bottom", "left", "right"))):
            found = [[one.find(qn(name)).get(qn(f"w:{way}")) for way in ways] for one in (back, upright)]
            assert found[0] == found[1]
