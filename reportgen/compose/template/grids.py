"""The rows of a table as they are written -> its heads, one or two rows of them, and its rows, with the cells that go on.

A cell `^` goes on with the one above it. Below the header such a cell makes the row the second one of the header: neighbours that
say the same above it are one cell over the columns of a group. In the rows the first cells go on over the members of a group.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from reportgen.model.reports.narratives import Over, Phrase, Span

GOES_ON = "^"


@dataclass(frozen=True, slots=True)
class Written:
    """A cell: what it prints, and what is written there with a sign for each printed value."""

    words: Phrase
    source: str

    @property
    def goes_on(self) -> bool:
        """Whether it goes on with the cell above; a printed value never does."""
        return self.source.strip() == GOES_ON

    @property
    def text(self) -> str:
        """What it prints, references left out."""
        return "".join(part.text for part in self.words if isinstance(part, Span)).strip()


Line = tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table understood: `over` and `header` as in `model.Table`, and for each row its cells and how many go on."""

    over: tuple[Over, ...]
    header: tuple[Phrase, ...]
    rows: tuple[tuple[tuple[Phrase, ...], int], ...]


def grid_of(lines: Sequence[Line]) -> tuple[Grid, list[tuple[str, Line]]]:
    """The table in its lines, and what is wrong with them: the code of an issue, and the line."""
    head, *below = lines
    grouped = bool(below) and any(cell.goes_on for cell in below[0])
    rows = below[1:] if grouped else below
    wrong = [*_heads(head, below[0] if grouped else None), *_rows(rows)]
    return (
        Grid(
            tuple(_over(head)) if grouped else (),
            tuple(() if cell.goes_on else cell.words for cell in (below[0] if grouped else head)),
            tuple((tuple(() if cell.goes_on else cell.words for cell in row), _joined(row)) for row in rows),
        ),
        wrong,
    )


def _over(head: Line) -> Iterator[Over]:
    """Neighbours that say the same are one cell."""
    at = 0
    for said, cells in groupby(head, key=lambda cell: cell.text):
        several = list(cells)
        spans = [len(several)] if said else [1] * len(several)
        for span in spans:
            yield Over(head[at].words, span)
            at += span


def _heads(head: Line, below: Line | None) -> Iterator[tuple[str, Line]]:
    if below is None:
        if any(a.text and a.source == b.source and a.source.isprintable() for a, b in pairwise(head)):
            yield "template.table-heads-alike", head
        return
    at = 0
    for over in _over(head):
        cells = below[at : at + over.span]
        at += over.span
        if over.span > 1 and any(cell.goes_on or not cell.text for cell in cells):
            yield "template.table-group-without-heads", below
            return
    if any(isinstance(part, Span) and part.figure for cell in below for part in cell.words):
        yield "template.table-goes-on-with-header", below


def _joined(row: Line) -> int:
    return next((at for at, cell in enumerate(row) if not cell.goes_on), len(row))


def _rows(rows: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """The first row begins a group: above it there is only the header."""
    first = rows[:1] if rows and _joined(rows[0]) else ()
    yield from (("template.table-goes-on-with-header", row) for row in first)
    for row in rows[len(first) :]:
        yield from _row(row)


def _row(row: Line) -> Iterator[tuple[str, Line]]:
    """Only the first cells of a row go on, and never all of them: what numbers would belong to which row?"""
    if sum(cell.goes_on for cell in row) != _joined(row) or _joined(row) == len(row):
        yield "template.table-goes-on-inside", row
