"""Where everything of ours stands in a document: its lines, who they are, which figures they print, what is missing or was moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from reportgen.compare.alignment import moved
from reportgen.word.blocks.printed import Key, row_texts
from reportgen.word.memory.memory import Memory
from reportgen.word.pages.page import Page, Paragraph, Row, Stretch


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph outside tables or a row of a table, as one line: its cells parted by tabs, the paragraphs in them by line feeds.

    `marks` and `fields` are pieces of that text, `cells` the ends of its cells in it.
    """

    what: Paragraph | Row
    text: str
    marks: tuple[Stretch, ...]
    fields: tuple[Stretch, ...]
    cells: tuple[tuple[int, int], ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs."""
        return tuple(paragraph for paragraph, _ in self.begins)

    @property
    def begins(self) -> tuple[tuple[Paragraph, int], ...]:
        """Its paragraphs, each with the place in the text where it begins."""
        if isinstance(self.what, Paragraph):
            return ((self.what, 0),)
        found, at = [], 0
        for number, cell in enumerate(self.what.cells):
            for count, paragraph in enumerate(cell.paragraphs):
                at += bool(count or number)  # a line feed, or a tab
                found.append((paragraph, at))
                at += len(paragraph.text)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure where it stands: its id, its block, its bookmark, and the piece of the item's text that prints it."""

    figure: str
    block: str
    mark: str
    start: int
    end: int
    copied: bool = False


@dataclass(frozen=True)
class Placement:
    """Where everything of ours stands.

    `items` are the lines of the document, those of headers, footers and notes last. `owners` are the ids of ours that stand in a
    line (several where paragraphs were joined), `rows` the rows of ours, both by the line's place in `items`; `copies` tells
    the lines that are copies of one of ours, which stands elsewhere. `figures` are by line. `strange` are the lines with
    bookmarks of another report of ours.
    """

    memory: Memory
    items: tuple[Item, ...]
    owners: Mapping[int, tuple[str, ...]]
    rows: Mapping[int, Key]
    copies: Mapping[int, str | Key]
    figures: Mapping[int, tuple[Standing, ...]]
    strange: frozenset[int] = frozenset()

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """The lines in which each paragraph of ours stands, by its id."""
        found: dict[str, list[int]] = {}
        for place, ids in sorted(self.owners.items()):
            for id in ids:
                found.setdefault(id, []).append(place)
        return {id: tuple(places) for id, places in found.items()}

    @cached_property
    def joined(self) -> frozenset[int]:
        """The lines in which several paragraphs of ours were joined; those of the Word template in the cells of a row never were one."""
        fixed = {one.id for one in self.memory.fixed}
        return frozenset(
            place
            for place, ids in self.owners.items()
            if len(ids) > 1 and not (isinstance(self.items[place].what, Row) and fixed.issuperset(ids))
        )

    @cached_property
    def row_places(self) -> Mapping[Key, tuple[int, ...]]:
        """The lines in which each row of ours stands."""
        found: dict[Key, list[int]] = {}
        for place, key in sorted(self.rows.items()):
            found.setdefault(key, []).append(place)
        return {key: tuple(places) for key, places in found.items()}

    @cached_property
    def row_texts(self) -> Mapping[Key, str]:
        """The text of each row as it was printed, that of the header first, cells parted by tabs."""
        return row_texts(self.memory)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The ids of paragraphs of ours that stand nowhere."""
        known = [*(one.id for one in self.memory.fixed), *self.memory.texts]
        return tuple(id for id in known if id not in self.places)

    @cached_property
    def missing_rows(self) -> tuple[Key, ...]:
        """The rows of ours that stand nowhere."""
        return tuple(key for key in self.row_texts if key not in self.row_places)

    @cached_property
    def moved(self) -> tuple[str, ...]:
        """The ids of paragraphs that stand in another place of the order than they did."""
        main = {id: max(places, key=lambda place: len(self.items[place].text)) for id, places in self.places.items()}
        return moved(list(self.memory.texts), sorted(main, key=lambda id: main[id]))

    @cached_property
    def moved_rows(self) -> tuple[Key, ...]:
        """The rows that stand in another place of the order than they did."""
        spelled = {"\x1f".join(key): key for key in self.row_texts}
        return tuple(spelled[one] for one in moved(list(spelled), ["\x1f".join(key) for key in self.row_places]))

    @property
    def fits(self) -> bool:
        """Whether this is the report that is remembered: most of its paragraphs stand here."""
        texts = self.memory.texts or {one.id: one.text for one in self.memory.fixed}
        return bool(texts) and 2 * sum(id in self.places for id in texts) > len(texts)

    def text(self, id: str) -> str:
        """What a paragraph of ours says now: its pieces, parted by line feeds."""
        return "\n".join(self.items[place].text for place in self.places.get(id, ()))


def items_of(page: Page) -> tuple[Item, ...]:
    """The lines of a document in reading order, those of headers, footers and notes last."""
    return (*map(_item, page.flow), *map(_item, page.around))


def _item(what: Paragraph | Row) -> Item:
    if isinstance(what, Paragraph):
        return Item(what, what.text, what.marks, what.fields)
    pieces: list[str] = []
    marks: list[Stretch] = []
    fields: list[Stretch] = []
    cells: list[tuple[int, int]] = []
    at = 0
    for number, cell in enumerate(what.cells):
        begins = at + (number > 0)
        for count, paragraph in enumerate(cell.paragraphs):
            before = "\n" if count else "\t" if number else ""
            at += len(before)
            pieces += (before, paragraph.text.replace("\t", " "))  # a tab parts cells here, and nothing else
            marks += (_shifted(one, at) for one in paragraph.marks)
            fields += (_shifted(one, at) for one in paragraph.fields)
            at += len(paragraph.text)
        cells.append((min(begins, at), at))
    return Item(what, "".join(pieces), tuple(marks), tuple(fields), tuple(cells))


def _shifted(one: Stretch, by: int) -> Stretch:
    return Stretch(one.start + by, one.end + by, one.what)
