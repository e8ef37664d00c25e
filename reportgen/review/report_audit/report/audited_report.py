"""What the audit of our own report goes by: its lines placed, its memory, and what the ledgers give today, if they are at hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reportgen.model.findings import Place
from reportgen.model.reports.narratives import HEADER_ROW, Narrative, Phrase, Span, Table
from reportgen.model.reports.pictures import Graphic
from reportgen.review.expected import caption_numbers, phrase_text
from reportgen.review.report_audit.report.vocabulary import Names, joined, names_of_report
from reportgen.review.text_audit.texts.places import place_in
from reportgen.word.blocks.placement import Item, Placement
from reportgen.word.blocks.placing import place
from reportgen.word.blocks.printed import Key
from reportgen.word.memory.marks import Mark, original_name
from reportgen.word.memory.memory import Memory, bare
from reportgen.word.pages.page import Cell, Page, Paragraph, Shown, Stretch


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document: a paragraph outside tables, or a row with its cells parted by tabs.

    `number` is its place among the items of the placement.
    """

    number: int
    item: Item

    @property
    def text(self) -> str:
        """What it says."""
        return self.item.text

    @property
    def paragraph(self) -> Paragraph | None:
        """The paragraph; None for a row."""
        return self.item.what if isinstance(self.item.what, Paragraph) else None

    @property
    def table(self) -> int | None:
        """The number of its table; None outside of tables."""
        return None if isinstance(self.item.what, Paragraph) else self.item.what.table

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Its cells; none for a paragraph."""
        return () if isinstance(self.item.what, Paragraph) else self.item.what.cells

    @property
    def printed(self) -> str:
        """The text with the number that Word prints before it."""
        return f"{self.list_number}{self.text}"

    @property
    def list_number(self) -> str:
        """The number that Word prints before it, "" for none."""
        return self.paragraph.number if self.paragraph else ""

    @property
    def heading(self) -> int | None:
        """The level of its heading style."""
        return self.paragraph.heading if self.paragraph else None

    @property
    def title(self) -> bool:
        """Whether it is a title by its style."""
        return self.paragraph is not None and self.paragraph.title

    @property
    def contents(self) -> bool:
        """Whether it is a line of a table of contents."""
        return self.paragraph is not None and self.paragraph.contents

    @property
    def marks(self) -> tuple[Stretch, ...]:
        """Its bookmarks."""
        return self.item.marks

    @property
    def fields(self) -> tuple[Stretch, ...]:
        """The results of its fields."""
        return self.item.fields

    @property
    def pictures(self) -> tuple[Shown, ...]:
        """Its pictures."""
        return tuple(one for paragraph in self.item.paragraphs for one in paragraph.pictures)

    def place(self, at: int = 0) -> Place:
        """The place of the sentence in which the character `at` stands; of a row the whole row."""
        return place_in(self.item, at)


@dataclass(frozen=True)
class AuditedReport:
    """A report and what it is held against.

    `narrative` and `pictures` (by chart id) are what the ledgers give today, None where nobody gave a configuration; `names_today`
    are the names of their summary.
    """

    page: Page
    memory: Memory
    narrative: Narrative | None = None
    pictures: Mapping[str, Graphic] | None = None
    names_today: Names = ()

    @cached_property
    def names(self) -> Names:
        """The names of the report and of today's summary."""
        return joined(names_of_report(self.memory), self.names_today)

    @cached_property
    def placement(self) -> Placement:
        """Where everything of ours stands."""
        return place(self.page, self.memory)

    @cached_property
    def copies(self) -> Mapping[int, str | Key]:
        """The lines that are copies of ours; no headers and footers, which a word processor writes once for each section."""
        around = {line.number for line in self.around}
        return {place: key for place, key in self.placement.copies.items() if place not in around}

    @cached_property
    def every(self) -> tuple[Line, ...]:
        """Every line, those of headers, footers and notes last."""
        return tuple(Line(number, item) for number, item in enumerate(self.placement.items))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the body."""
        return self.every[: len(self.page.flow)]

    @cached_property
    def around(self) -> tuple[Line, ...]:
        """The lines of headers, footers and notes."""
        return self.every[len(self.page.flow) :]

    @cached_property
    def today(self) -> Mapping[str, str] | None:
        """The texts of our paragraphs by id as the ledgers give them today."""
        if self.narrative is None:
            return None
        numbers = caption_numbers(self.narrative)
        return {id: phrase_text(phrase, numbers) for block in self.narrative.blocks for id, phrase in block.lines}

    @cached_property
    def rows_today(self) -> Mapping[Key, str] | None:
        """The rows of our tables as the ledgers give them today."""
        if self.narrative is None:
            return None
        numbers = caption_numbers(self.narrative)
        found: dict[Key, str] = {}
        for block in self.narrative.blocks:
            if isinstance(block, Table):
                table = _keyed_as(block, self.memory.tables.get(block.id))
                for key, cells in table.printed:
                    found[block.id, key] = "\t".join(phrase_text(cell, numbers) for cell in cells)
        return found

    @cached_property
    def rows(self) -> Mapping[Key, str]:
        """The rows of our tables as they were printed."""
        return self.placement.row_texts

    @cached_property
    def columns(self) -> Mapping[int, tuple[int | None, ...]]:
        """Where each column of a table of the page stood when it was written (None: it was not there), by the table's number.

        Only of tables whose columns were moved, added or deleted: told by the heads, where the rows fit that better than as
        they stand (as well, where there are fewer or more of them: what is lost at the end leaves the rest where it was).
        """
        found: dict[int, tuple[int | None, ...]] = {}
        for number, (_table, key) in self.placement.rows.items():
            line = self.every[number]
            if key == HEADER_ROW and line.table is not None:
                before = self.rows[self.placement.rows[number]].split("\t")
                order = _order(_cells(line), before)
                better = self._fit(line.table, order) - self._fit(line.table, None) if order else 0
                if order and (better > 0 or (better == 0 and len(order) != len(before))):
                    found[line.table] = order
        return found

    def _fit(self, table: int, order: tuple[int | None, ...] | None) -> int:
        """How many cells of a table are as they were, its columns in this order."""
        rows = [(key, self.every[number]) for number, key in self.placement.rows.items()]
        return sum(
            bare(now) == bare(then)
            for key, line in rows
            if line.table == table
            for now, then in zip(_cells(line), _ordered(self.rows[key], order).split("\t"), strict=False)
        )

    def row_before(self, key: Key, line: Line) -> str:
        """What a row said when it was written, its columns in the order in which they stand now."""
        return _ordered(self.rows[key], self.columns.get(line.table or 0))

    def row_today(self, key: Key, line: Line) -> str | None:
        """What a row would say today, its columns in the order in which they stand now."""
        text = None if self.rows_today is None else self.rows_today.get(key)
        return None if text is None else _ordered(text, self.columns.get(line.table or 0))

    def mark(self, stretch: Stretch) -> Mark | None:
        """What a bookmark is, that of a copy too; None for one that is not ours."""
        return self.memory.marks.get(original_name(stretch.what) or stretch.what)

    def blocks(self, line: Line) -> tuple[str, ...]:
        """The ids of our paragraphs that stand in a line."""
        return tuple(id for id in self.placement.owners.get(line.number, ()) if id in self.memory.texts)

    def written(self, line: Line) -> str:
        """What a line of ours said when it was written."""
        key = self.placement.rows.get(line.number) or self.placement.copies.get(line.number)
        if isinstance(key, tuple):
            return self.row_before(key, line)
        if key is not None:
            return self.memory.texts.get(key, "")
        own = {} if self.blocks(line) else self.fixed
        return "\n".join({**own, **self.memory.texts}.get(id, "") for id in self.placement.owners.get(line.number, ()))

    @cached_property
    def fixed(self) -> Mapping[str, str]:
        """The texts of the Word template's paragraphs, by id."""
        return {one.id: one.text for one in self.memory.fixed}

    def says(self, id: str, line: Line) -> tuple[str, int]:
        """What a paragraph of ours says in a line now, and where in it that begins: in a row of the Word template's own, the cell with its mark."""
        if line.paragraph is not None:
            return line.paragraph.lasting, 0
        name = self.memory.names.block(id)
        for cell, (start, _end) in zip(line.cells, line.item.cells, strict=False):
            for paragraph in cell.paragraphs if id in self.fixed else ():
                if any(mark.what == name for mark in paragraph.marks):
                    return paragraph.lasting, start
        return line.text, 0

    def figures(self, line: Line) -> Iterator[tuple[Stretch, str]]:
        """The figures of a line with the pieces that print them."""
        for one in self.placement.figures.get(line.number, ()):
            yield Stretch(one.start, one.end, one.mark), one.figure

    def figure_at(self, line: Line, start: int, end: int) -> str | None:
        """The figure that a piece of a line prints; None where it prints none."""
        return next((figure for stretch, figure in self.figures(line) if stretch.meets(start, end)), None)


def _keyed_as(table: Table, remembered: Table | None) -> Table:
    """The table with the keys of the one that is remembered, where that was given none but the places of its rows."""
    if remembered is None or remembered.columns:
        return table
    labels = {_label(row.cells): row.key for row in remembered.rows}
    rows = (
        replace(row, key=labels.get(_label(row.cells), f"new {number}"))
        for number, row in enumerate(table.rows, start=1)
    )
    return replace(table, rows=tuple(rows))


def _label(cells: tuple[Phrase, ...]) -> str:
    """The first cell that holds words."""
    texts = (bare("".join(part.text for part in cell if isinstance(part, Span))) for cell in cells)
    return next((text for text in texts if text and not text.isdecimal()), "")


def _cells(line: Line) -> list[str]:
    return [line.text[start:end] for start, end in line.item.cells]


def _order(now: Sequence[str], then: Sequence[str]) -> tuple[int | None, ...]:
    """Where each head stood before; () where they stand as they did, or heads are not told from each other."""
    heads, before = [bare(head) for head in now], [bare(head) for head in then]
    if heads == before or len(set(heads)) < len(heads) or len(set(before)) < len(before):
        return ()
    return tuple(before.index(head) if head in before else None for head in heads)


def _ordered(text: str, order: tuple[int | None, ...] | None) -> str:
    """The cells of a row in another order; a column that was not there is empty."""
    if order is None:
        return text
    cells = text.split("\t")
    return "\t".join("" if at is None or at >= len(cells) else cells[at] for at in order)
