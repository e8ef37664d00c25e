"""A page -> the passages and grids that are audited: what a reader sees, in reading order."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.review.text_audit.texts.known import Known, naming, printing, without_notes
from reportgen.review.text_audit.texts.passages import Cell, Document, Grid, Passage
from reportgen.word.pages.page import NOTE, Page, Paragraph, Row, Table
from reportgen.word.pages.page import Cell as Printed

OVERLAPPING = re.compile(
    "合计大于总数|之和大于总数|(?:几类|几个单位)的?，?(?:各单位|各类)?(?:只计一次|分别计)|分别计数"
)
"""How a document says of all its tables that one case is counted in several parts."""
_COLUMNS = 63  # what a table of Word can have at most


def read_document(page: Page, known: Known | None = None) -> Document:
    """The passages of all stories, those of headers, footers and notes last, and the tables; with what is `known` of them."""
    known = known or {}
    passages = tuple(_passage(one, known) for one in page.paragraphs if one.text.strip())
    overlapping = any(OVERLAPPING.search(one.text) for one in passages)
    return Document(passages, tuple(_grid(page, table, known, overlapping=overlapping) for table in page.tables))


def _passage(paragraph: Paragraph, known: Known) -> Passage:
    return Passage(
        text=paragraph.text.replace(NOTE, ""),
        paragraph=paragraph.place,
        table=None if paragraph.spot is None else paragraph.spot.table,
        heading=paragraph.heading,
        title=paragraph.title,
        listed=paragraph.listed,
        contents=paragraph.contents,
        story=paragraph.story,
        known=without_notes(paragraph.text, known.get(paragraph, ())),
    )


def _grid(page: Page, table: Table, known: Known, *, overlapping: bool) -> Grid:
    rows: list[list[Cell]] = []
    for row in table.rows:
        rows.append(_row(row, rows[-1] if rows else [], known))
    width = max(map(len, rows), default=0)
    padded = tuple((*row, *[Cell("", own=False)] * (width - len(row))) for row in rows)
    return Grid(table.number, padded, _around(page, table.number), overlapping)


def _row(row: Row, above: list[Cell], known: Known) -> list[Cell]:
    """The cells of a row, one for each column; one that goes on with the cell above shows its text."""
    cells: list[Cell] = []
    for cell in row.cells:
        cells += [Cell("", own=False)] * (cell.column - len(cells))
        shown = above[len(cells)] if cell.goes_on and len(cells) < len(above) else _shown(cell, known)
        for column in range(cell.span):
            own = not cell.goes_on and column == 0
            cells.append(shown if shown.own == own else replace(shown, own=own))
    return cells[:_COLUMNS]


def _shown(cell: Printed, known: Known) -> Cell:
    pieces = [(one.text, known.get(one, ())) for one in cell.paragraphs if one.text.strip()]
    figure = bool(pieces) and all(printing(text, found) for text, found in pieces)
    return Cell(cell.text, figure=figure, name=any(naming(text, found) for text, found in pieces))


def _around(page: Page, number: int) -> tuple[str, str]:
    """The texts of the paragraph before a table and of that after it."""
    inside = [at for at, one in enumerate(page.flow) if isinstance(one, Row) and one.table == number]
    if not inside:
        return "", ""
    return _first(reversed(page.flow[: inside[0]])), _first(iter(page.flow[inside[-1] + 1 :]))


def _first(flow: Iterator[Paragraph | Row]) -> str:
    return next((one.text for one in flow if isinstance(one, Paragraph) and one.text.strip()), "")
