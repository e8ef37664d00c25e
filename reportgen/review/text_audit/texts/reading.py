"""A page -> the passages and grids that are audited: what a reader sees, in reading order."""

from collections.abc import Iterator

from reportgen.review.text_audit.texts.passages import Cell, Document, Grid, Passage
from reportgen.word.pages.page import NOTE, Page, Paragraph, Row, Table

_COLUMNS = 63  # what a table of Word can have at most


def read_document(page: Page) -> Document:
    """The passages of all stories, those of headers, footers and notes last, and the tables."""
    passages = tuple(_passage(one) for one in page.paragraphs if one.text.strip())
    return Document(passages, tuple(_grid(page, table) for table in page.tables))


def _passage(paragraph: Paragraph) -> Passage:
    return Passage(
        text=paragraph.text.replace(NOTE, ""),
        paragraph=paragraph.place,
        table=None if paragraph.spot is None else paragraph.spot.table,
        heading=paragraph.heading,
        title=paragraph.title,
        listed=paragraph.listed,
        contents=paragraph.contents,
        story=paragraph.story,
    )


def _grid(page: Page, table: Table) -> Grid:
    rows: list[list[Cell]] = []
    for row in table.rows:
        rows.append(_row(row, rows[-1] if rows else []))
    width = max(map(len, rows), default=0)
    padded = tuple((*row, *[Cell("", own=False)] * (width - len(row))) for row in rows)
    return Grid(table.number, padded, _around(page, table.number))


def _row(row: Row, above: list[Cell]) -> list[Cell]:
    """The cells of a row, one for each column; one that goes on with the cell above shows its text."""
    cells: list[Cell] = []
    for cell in row.cells:
        cells += [Cell("", own=False)] * (cell.column - len(cells))
        shown = above[len(cells)].text if cell.goes_on and len(cells) < len(above) else cell.text
        cells += [Cell(shown, own=not cell.goes_on and column == 0) for column in range(cell.span)]
    return cells[:_COLUMNS]


def _around(page: Page, number: int) -> tuple[str, str]:
    """The texts of the paragraph before a table and of that after it."""
    inside = [at for at, one in enumerate(page.flow) if isinstance(one, Row) and one.table == number]
    if not inside:
        return "", ""
    return _first(reversed(page.flow[: inside[0]])), _first(iter(page.flow[inside[-1] + 1 :]))


def _first(flow: Iterator[Paragraph | Row]) -> str:
    return next((one.text for one in flow if isinstance(one, Paragraph) and one.text.strip()), "")
