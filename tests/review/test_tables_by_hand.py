"""Tables changed by hand: what was done is named, and an error is said only where a number is wrong."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from lxml import etree

from reportgen.render import render
from reportgen.review.report_audit import audit_ours
from reportgen.word import memory_in, open_package, read_page
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from tests.render import surgery
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP

REPORT = render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)
Work = Callable[[Element], None]


def told(*work: Work) -> list[tuple[str, str, str]]:
    """Code, what stands there and what should, of what is found when this work was done on the first table."""
    parts = surgery.parts_of(REPORT)
    root = etree.fromstring(parts[surgery.MAIN])
    table = next(root.iter(tag("w:tbl")))
    for one in work:
        one(table)
    parts[surgery.MAIN] = etree.tostring(root)
    package = open_package(surgery.zipped(parts))
    memory = memory_in(package)
    assert memory is not None
    return [(one.code, one.stated, one.expected) for one in audit_ours(read_page(package), memory)]


def rows(table: Element) -> list[Element]:
    """The rows, that of the head first."""
    return table.findall(tag("w:tr"))


def exchange_columns(table: Element) -> None:
    """The last two columns change places, heads too."""
    for row in rows(table):
        cells = row.findall(tag("w:tc"))
        cells[2].addnext(cells[1])


def exchange_heads(table: Element) -> None:
    """Only the heads of the last two columns change places."""
    cells = rows(table)[0].findall(tag("w:tc"))
    cells[2].addnext(cells[1])


def exchange_labels(table: Element) -> None:
    """The words before two rows change places."""
    one, other = (rows(table)[number].findall(tag("w:tc"))[0] for number in (1, 2))
    texts = [next(cell.iter(tag("w:t"))) for cell in (one, other)]
    texts[0].text, texts[1].text = texts[1].text, texts[0].text


def delete_column(table: Element) -> None:
    """The last column goes."""
    for row in rows(table):
        row.remove(row.findall(tag("w:tc"))[-1])


def delete_row(table: Element) -> None:
    """The second row below the head goes."""
    table.remove(rows(table)[2])


def row_to_the_top(table: Element) -> None:
    """The third row below the head goes to the top."""
    rows(table)[0].addnext(rows(table)[3])


def double_row(table: Element) -> None:
    """A row is there twice, with the same marks."""
    rows(table)[1].addnext(deepcopy(rows(table)[1]))


def add_row(table: Element) -> None:
    """A row of the person's own."""
    row = deepcopy(rows(table)[1])
    for mark in [*row.iter(tag("w:bookmarkStart")), *row.iter(tag("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)  # type: ignore[union-attr]  # a mark stands in a paragraph
    for text, words in zip(row.iter(tag("w:t")), ("另行统计", "17", "—"), strict=True):
        text.text = words
    rows(table)[1].addnext(row)


def type_over(row: int, old: str, new: str) -> Work:
    """A number of a row, typed over."""

    def work(table: Element) -> None:
        text = next(one for one in rows(table)[row].iter(tag("w:t")) if one.text == old)
        text.text = new

    return work


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ([exchange_columns], [("audit.columns-changed", "", "")]),
        ([exchange_columns, type_over(1, "108", "109")], [("audit.figure-edited", "109", "108"), ("audit.columns-changed", "", "")]),
        ([exchange_heads], [("audit.label-exchanged", "问题类别、占比、件数", "问题类别、件数、占比")]),
        (
            [exchange_labels],
            [("audit.name-edited", "履职责任不强", "服务态度生硬"), ("audit.name-edited", "服务态度生硬", "履职责任不强")],
        ),
        ([delete_column], [("audit.columns-changed", "", "")]),
        ([delete_row], [("audit.row-deleted", "", "")]),
        ([row_to_the_top], [("audit.row-moved", "", "")]),
        ([double_row], [("audit.row-copied", "", "")]),
        ([double_row, type_over(2, "108", "109")], [("audit.row-copied", "", ""), ("audit.copy-differs", "109", "108")]),
        ([add_row], [("audit.typed-by-hand", "17", "")]),
        ([type_over(2, "75", "76")], [("audit.figure-edited", "76", "75")]),
    ],
    ids=[
        "columns exchanged", "exchanged, and a number typed over", "heads exchanged", "labels exchanged", "column deleted", "row deleted",
        "row moved", "row doubled", "row doubled, a number typed over in the copy", "row added", "number typed over",
    ],
)  # fmt: skip
def test_what_is_done_to_a_table_is_named(work: list[Work], expected: list[tuple[str, str, str]]) -> None:
    """Moved, deleted, doubled, exchanged or typed over: each for what it is."""
    assert sorted(told(*work)) == sorted(expected)
