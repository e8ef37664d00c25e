"""Memory -> the lines as they were printed, each figure with its bookmark and place, and where such a line is said again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.model.reports.narratives import HEADER_ROW, OVER_ROW, Phrase, Span, Table
from reportgen.word.memory.memory import Memory, bare, row_text, text_of_phrase

Key = tuple[str, str]
"""A row of ours: the id of its table, and its key."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it was printed: its bookmark, and its piece of the line's text."""

    mark: str
    figure: str
    block: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A paragraph or row as it was printed."""

    text: str
    figures: tuple[Printed, ...]


def printed_lines(memory: Memory) -> dict[str | Key, PrintedLine]:
    """Every paragraph and row of ours as printed, each figure with its bookmark: those stand in the memory in printed order."""
    names: dict[str, list[tuple[str, str]]] = {}
    for name, mark in memory.marks.items():
        if mark.figure is not None:
            names.setdefault(mark.block, []).append((name, mark.figure))
    found: dict[str | Key, PrintedLine] = {}
    for one in memory.fixed:
        if one.content:
            found[one.id] = _line([one.content], one.id, names.get(one.id, []))
    for block in memory.blocks:
        left = names.get(block.id, [])
        for id, phrase in block.lines:
            found[id] = _line([phrase], block.id, left)
        if isinstance(block, Table):
            for key, cells in block.printed:
                found[block.id, key] = _line(cells, block.id, left)
    return found


def _line(cells: Sequence[Phrase], block: str, left: list[tuple[str, str]]) -> PrintedLine:
    figures, at = [], 0
    for number, cell in enumerate(cells):
        at += number > 0
        for part in cell:
            if isinstance(part, Span) and part.figure is not None:
                mark = next((one for one in left if one[1] == part.figure), None)
                if mark is not None:
                    left.remove(mark)
                    figures.append(Printed(mark[0], part.figure, block, at, at + len(part.text)))
            at += len(part.text)
    return PrintedLine(row_text(cells), tuple(figures))


def beside_digits(lines: Mapping[str | Key, PrintedLine]) -> dict[str, tuple[bool, bool]]:
    """Of each figure that was printed beside another digit (窗口3 and 60件): whether one stood before it, and behind it."""
    found = {}
    for line in lines.values():
        for one in line.figures:
            sides = (line.text[one.start - 1 : one.start].isdigit(), line.text[one.end : one.end + 1].isdigit())
            if any(sides):
                found[one.mark] = sides
    return found


def find_written(text: str, written: str) -> list[int] | None:
    """Where each character of what was written stands in a text that says it still, word for word; None where it does not."""
    said, wanted = _spread(text), _spread(written)
    letters, sought = ("".join(char for char, _ in one) for one in (said, wanted))
    first = letters.find(sought)
    after = first + len(sought)
    if first < 0 or not wanted or _digits_meet(letters, first) or _digits_meet(letters, after):
        return None
    places = dict(zip((at for _, at in wanted), (at for _, at in said[first:]), strict=False))
    return [places.get(at, -1) for at in range(len(written))]


def _spread(text: str) -> list[tuple[str, int]]:
    """The characters of a text that count, tabs between cells too, each with its place."""
    return [(char, at) for at, one in enumerate(text) for char in (one if one == "\t" else bare(one))]


def _digits_meet(letters: str, at: int) -> bool:
    """Whether there is a digit on both sides of a place."""
    return letters[max(at - 1, 0) : at].isdigit() and letters[at : at + 1].isdigit()


def row_texts(memory: Memory) -> dict[Key, str]:
    """The text of each row of ours, that of the header first, cells parted by tabs."""
    return {(table.id, key): row_text(cells) for table in memory.tables.values() for key, cells in table.printed}


@dataclass(frozen=True, slots=True)
class Merged:
    """How a cell was printed: over how many columns, and whether it only goes on with the one above."""

    span: int = 1
    goes_on: bool = False


def merged_cells(table: Table, key: str) -> tuple[Merged, ...]:
    """How the cells of a row were printed."""
    if key == OVER_ROW:
        return tuple(Merged(one.span) for one in table.over)
    if key == HEADER_ROW:
        reaching = [one.span == 1 for one in table.over for _ in range(one.span)] or [False] * len(table.header)
        return tuple(Merged(goes_on=one and not head) for one, head in zip(reaching, table.header, strict=True))
    return next(
        (
            tuple(Merged(goes_on=at < row.joined) for at in range(len(row.cells)))
            for row in table.rows
            if row.key == key
        ),
        (),
    )


def row_labels(memory: Memory) -> dict[Key, str]:
    """What each row is called: its first words, behind those of the group that it belongs to."""
    return {
        (table.id, key): label
        for table in memory.tables.values()
        for key, label in labels_of(table, widest_group(table)).items()
    }


def widest_group(table: Table) -> int:
    """How many of the first columns have cells that go on over several rows."""
    return max((row.joined for row in table.rows), default=0)


def labels_of(table: Table, groups: int) -> dict[str, str]:
    """What each row of a table is called, by its key, where the first `groups` columns name groups."""
    found: dict[str, str] = {}
    above: tuple[Phrase, ...] = ()
    for row in table.rows:
        above = (*above[: row.joined], *row.cells[row.joined : groups])
        said = map(bare, map(text_of_phrase, above))
        label = label_of(row_text(row.cells[groups:]))
        found[row.key] = " ".join(one for one in (*dict.fromkeys(said), label) if one)
    return found


def label_of(text: str) -> str:
    """The first cell of a row that holds words."""
    return next((bare(cell) for cell in text.split("\t") if bare(cell) and not bare(cell).isdecimal()), "")
