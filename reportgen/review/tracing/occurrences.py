"""A report whose parts were placed -> every figure where it is printed, in reading order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from reportgen.model.reports.traces import Occurrence
from reportgen.word.blocks.placement import Item, Placement, Standing
from reportgen.word.memory.memory import Memory
from reportgen.word.pages.page import Cell, Paragraph, Row

_ATTACHMENT = "附件编号"
_SENTENCE = re.compile(r".+?(?:[。！？\n]|[.!?](?=\s)|$)", re.DOTALL)
_BETWEEN_CELLS = " | "
_NUMERIC = re.compile(r"[\d.,%％+\-−—\s]*")


def read_occurrences(placement: Placement) -> tuple[Occurrence, ...]:
    """The figures of a document in reading order; those of a chart stand at its caption."""
    walk = _Walk(placement)
    return tuple(found for place, item in enumerate(placement.items) for found in walk.line(place, item))


def lost_figures(placement: Placement) -> tuple[str, ...]:
    """The ids of figures that were printed in a place where the text no longer has them, each once."""
    found = {one.mark for standing in placement.figures.values() for one in standing}
    lost = (mark.figure for name, mark in placement.memory.marks.items() if mark.figure and name not in found)
    return tuple(dict.fromkeys(lost))


def read_names(occurrences: Iterable[Occurrence]) -> dict[str, str]:
    """What tables and charts call figures, by id: `县社保中心·件数`; for those of which nobody else says what they are called."""
    found: dict[str, str] = {}
    for one in occurrences:
        if one.at < 0:
            found.setdefault(one.figure, one.sentence)
        elif one.column:
            cells = (cell for cell in one.sentence.split(_BETWEEN_CELLS) if not _NUMERIC.fullmatch(cell))
            found.setdefault(one.figure, "·".join((*islice(cells, 1), one.column)))
    return found


@dataclass(slots=True)
class _Walk:
    """Goes through the lines in order and keeps the headings under which they stand."""

    placement: Placement
    headings: dict[int, str] = field(default_factory=dict)
    attachment: str = ""
    caption: str = ""
    heads: dict[int, list[Row]] = field(default_factory=dict)

    @property
    def memory(self) -> Memory:
        """The memory of the report."""
        return self.placement.memory

    def line(self, place: int, item: Item) -> Iterator[Occurrence]:
        """The figures of the next line, and of the chart whose caption it is."""
        if isinstance(item.what, Paragraph):
            self._enter(place, item.what)
        else:
            heads = self.heads.setdefault(item.what.table, [])
            if not heads or (item.what.heads and len(heads) == 1):
                heads.append(item.what)
        for one in sorted(self.placement.figures.get(place, ()), key=lambda one: one.start):
            yield self._occurrence(item, one)
        for id in self.placement.owners.get(place, ()):
            if id in self.memory.charts:
                yield from self._chart(id)

    def _occurrence(self, item: Item, one: Standing) -> Occurrence:
        headings = tuple(self.headings.values())
        printed = item.text[one.start : one.end]
        if isinstance(item.what, Paragraph):
            sentence, at = _sentence(item.text, one.start)
            return Occurrence(one.figure, one.block, one.mark, printed, sentence, at, headings)
        row, at = _row(item, one.start)
        column = self._column_head(item.what, _cell_at(item, one.start))
        return Occurrence(one.figure, one.block, one.mark, printed, row, at, (*headings, self.caption), column)

    def _enter(self, place: int, paragraph: Paragraph) -> None:
        """Takes the paragraph for a heading, an attachment's number or title, or a caption, where it is one."""
        text = f"{paragraph.number}{paragraph.text}".strip()
        if paragraph.heading is not None and not paragraph.title and text:
            kept = {above: known for above, known in self.headings.items() if above < paragraph.heading}
            self.headings = {**kept, paragraph.heading: text}
        elif paragraph.style.shown_name == _ATTACHMENT:
            self.attachment = text
        elif paragraph.title and text:
            title = paragraph.text.replace("\n", "").strip()
            self.headings = {0: f"{self.attachment} {title}"} if self.attachment else {}
            self.attachment = ""
        if any(id in self.memory.charts or id in self.memory.tables for id in self.placement.owners.get(place, ())):
            self.caption = text

    def _column_head(self, row: Row, number: int) -> str:
        """What heads the column of a row's cell, from the top down; "" where the table has no such column."""
        column = row.cells[number].column
        heads = (cell.text.strip() for head in self.heads[row.table] for cell in head.cells if _covers(cell, column))
        return " ".join(text for text in heads if text)

    def _chart(self, block: str) -> Iterator[Occurrence]:
        path = (*self.headings.values(), self.caption)
        for point in self.memory.charts[block].points:
            sentence = " ".join(filter(None, (point.series, point.label))).replace("\n", "")
            yield Occurrence(point.figure, block, "", point.text, sentence, -1, path)


def _covers(cell: Cell, column: int) -> bool:
    return cell.column <= column < cell.column + cell.span


def _sentence(text: str, at: int) -> tuple[str, int]:
    """The sentence of a text that holds a place, and the place in it."""
    for found in _SENTENCE.finditer(text):
        if found.end() > at:
            sentence = found[0].strip()
            return sentence, at - found.start() - (len(found[0]) - len(found[0].lstrip()))
    return text.strip(), at


def _row(item: Item, at: int) -> tuple[str, int]:
    """The texts of the cells of a row, and where a place of it stands there."""
    cells = [item.text[start:end] for start, end in item.cells]
    number = _cell_at(item, at)
    inside = at - item.cells[number][0] - (len(cells[number]) - len(cells[number].lstrip()))
    before = sum(len(cell.strip()) + len(_BETWEEN_CELLS) for cell in cells[:number])
    return _BETWEEN_CELLS.join(cell.strip() for cell in cells), before + inside


def _cell_at(item: Item, at: int) -> int:
    """The number of the cell in which a place of a row's text stands."""
    return next(number for number, (_start, end) in enumerate(item.cells) if at <= end)
