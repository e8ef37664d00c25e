"""What the audit of our own report goes by: the page, the report's memory, and what the ledgers give today, if they are at hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.model import Narrative, Picture
from reportgen.review.evidence import Evidence, caption_numbers
from reportgen.review.ours.page import Line, Page, Stretch
from reportgen.word.marks import PREFIX, TABLE
from reportgen.word.memory import Mark, Memory


@dataclass(frozen=True, slots=True)
class Case:
    """A report and what it is held against.

    `narrative` and `pictures` (by chart id) are what the ledgers give today, None where nobody gave a configuration; `today` are
    the texts of its blocks by id as they would stand in the document.
    """

    page: Page
    memory: Memory
    narrative: Narrative | None
    pictures: Mapping[str, Picture] | None
    today: Mapping[str, str] | None

    def mark(self, stretch: Stretch) -> Mark | None:
        """What a bookmark is; None for one that is not ours."""
        return self.memory.marks.get(stretch.what)

    def blocks(self, line: Line) -> list[str]:
        """The blocks whose text stands in a line, in order; a bookmark that encloses nothing is none."""
        marked = ((self.mark(one), line.text[one.start : one.end]) for one in line.marks)
        found = [mark.block for mark, text in marked if mark and mark.kind == "block" and text.strip()]
        return [one for one in dict.fromkeys(found) if one in self.memory.blocks]

    def figures(self, line: Line) -> Iterator[tuple[Stretch, str]]:
        """The figures of a line with the pieces that print them."""
        for one in line.marks:
            mark = self.mark(one)
            if mark is not None and mark.figure is not None:
                yield one, mark.figure

    def figure_at(self, line: Line, start: int, end: int) -> str | None:
        """The figure that a piece of a line prints; None where it prints none."""
        return next((figure for stretch, figure in self.figures(line) if stretch.meets(start, end)), None)


def texts_today(page: Page, narrative: Narrative) -> dict[str, str]:
    """The texts of the narrative's blocks by id, as they would stand in the document."""
    evidence = Evidence(b"", page.package, {}, {}, narrative, {}, caption_numbers(narrative))
    return {block.id: evidence.expected(block) for block in narrative.blocks}


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together: those of one block, or of several where paragraphs were joined by hand.

    `lines` are numbers of lines of the page; of a table they are its caption and its rows.
    """

    blocks: tuple[str, ...]
    lines: tuple[int, ...]


def units_of(case: Case) -> list[Unit]:
    """The page's own lines by block; a line that is in no unit is the Word template's or was added by hand."""
    found: list[tuple[list[str], list[int]]] = []
    for number, line in enumerate(case.page.lines):
        blocks = [] if line.table is not None else case.blocks(line)
        if not blocks:
            continue
        if found and found[-1][1][-1] == number - 1 and {*found[-1][0]} & {*blocks}:
            found[-1][0].extend(one for one in blocks if one not in found[-1][0])
            found[-1][1].append(number)
        else:
            found.append((blocks, [number]))
    return [Unit(tuple(blocks), (*lines, *_rows(case, lines))) for blocks, lines in found]


def is_caption(case: Case, line: Line) -> bool:
    """Whether a table belongs to the line: the line has the bookmark of one."""
    return any(one.what.startswith(PREFIX + TABLE) and case.mark(one) for one in line.marks)


def _rows(case: Case, lines: list[int]) -> Iterator[int]:
    """The rows of the table that follows a caption, before any other caption."""
    if not any(is_caption(case, case.page.lines[number]) for number in lines):
        return
    table = None
    for number in range(lines[-1] + 1, len(case.page.lines)):
        line = case.page.lines[number]
        if table is None and line.table is None and is_caption(case, line):
            return
        table = line.table if table is None else table
        if table is not None and line.table == table:
            yield number
        elif table is not None:
            return
