"""What a document shows: the one reader of a .docx, paragraph by paragraph, in every story.

Everybody who asks what stands in a document asks here: audit, trace, memory, golden files, an update. A reader sees what was
inserted and moved here, not what was struck out, moved away or hidden; one version of alternate content; a text box once.
Bookmarks are taken as they stand, wherever a word processor has moved their ends. Runs and paragraphs keep their XML elements,
so that who changes a document can write where he read. `docs/word/page.md` says how Word behaves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from reportgen.word.packages.package import Package
from reportgen.word.packages.xml import Element
from reportgen.word.pages.styles import PLAIN, Style

LIVING = frozenset({"PAGE", "NUMPAGES", "DATE", "TIME", "TOC", "PAGEREF", "SECTIONPAGES"})
"""Fields that Word works out anew whenever it likes."""


NOTE = "\u2060"
"""What stands for the sign of a note: a character without width, so that the numbers on both sides of it stay two."""


class Story(StrEnum):
    """Where in a document a paragraph stands."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"


class Change(StrEnum):
    """What a tracked change did to a run."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved-from"
    MOVED_TO = "moved-to"


GONE = frozenset({Change.DELETED, Change.MOVED_FROM})


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A run: its text, whether shown or not, and where that begins in the shown text of its paragraph.

    `style` is the name of its character style; `hidden` says that its text is hidden by format, `coded` that it stands in the code
    of a field.
    """

    element: Element
    text: str
    start: int
    style: str = ""
    change: Change | None = None
    hidden: bool = False
    coded: bool = False

    @property
    def shown(self) -> bool:
        """Whether a reader sees it."""
        return not self.hidden and not self.coded and self.change not in GONE

    @property
    def end(self) -> int:
        """Where its text ends in the shown text of its paragraph."""
        return self.start + len(self.text) if self.shown else self.start


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text, from `start` to before `end`: that of a bookmark (`what` is its name), a field (its code), a comment (its id)."""

    start: int
    end: int
    what: str

    def meets(self, start: int, end: int) -> bool:
        """Whether it shares a character with another piece."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A picture or chart: its element, the part that holds it ("" for none), name, words for the blind, and the bookmarks round it."""

    element: Element
    part: str
    name: str
    alt: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell: the number of its table (from 1), of its row (from 0), and of the first column that it covers (from 0)."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph as a reader sees it.

    `elements` are those of XML, several where the ends between them were struck out; the last one's properties count. `text` is
    what is shown; `number` the list number that Word prints before it, "" for none; `listed` that Word numbers it or puts a bullet
    there. `place` is its number among the body's paragraphs outside tables that are not empty, from 1 (that of the paragraph to
    which its text box is tied); `spot` its cell. `contents` says that it is a line of a table of contents.
    """

    elements: tuple[Element, ...]
    part: str
    story: Story
    text: str
    style: Style = PLAIN
    heading: int | None = None
    number: str = ""
    listed: bool = False
    place: int | None = None
    spot: Spot | None = None
    box: bool = False
    contents: bool = False
    runs: tuple[Run, ...] = ()
    marks: tuple[Stretch, ...] = ()
    fields: tuple[Stretch, ...] = ()
    comments: tuple[Stretch, ...] = ()
    pictures: tuple[Shown, ...] = ()

    @property
    def element(self) -> Element:
        """The element whose properties are the paragraph's."""
        return self.elements[-1]

    @property
    def title(self) -> bool:
        """Whether it is a title by its style."""
        return self.style.name in {"title", "标题"}

    @property
    def lasting(self) -> str:
        """The text without the results of fields that Word works out anew."""
        text = self.text
        for one in sorted(self.fields, key=lambda one: -one.start):
            if field_name(one.what) in LIVING:
                text = text[: one.start] + text[one.end :]
        return text


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell: the columns that it covers, its paragraphs, and whether it only goes on with the one above it."""

    element: Element
    column: int
    span: int
    paragraphs: tuple[Paragraph, ...]
    goes_on: bool = False

    @property
    def text(self) -> str:
        """Its paragraphs, parted by line feeds; empty ones do not count."""
        return "\n".join(one.text for one in self.paragraphs if one.text.strip())


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of a table: its cells, and whether it repeats on each page; a row that was struck out is none."""

    element: Element
    table: int
    cells: tuple[Cell, ...]
    heads: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table, numbered from 1 in the order of their beginnings."""

    element: Element
    number: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Comment:
    """A comment: its id in the document, what it says, who wrote it, and whether somebody has marked it, or what it replies to, as resolved."""

    id: str
    text: str
    author: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Revision:
    """A tracked change that nobody has accepted or rejected: its element, and the paragraph where it stands (None: a row)."""

    element: Element
    paragraph: Paragraph | None


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A section: its element (`w:sectPr`), its page and margins by name in twips, its grid, and the parts around its text.

    `margins` are those of `w:pgMar` (top, bottom, left, right, header, footer, gutter), `grid` the attributes of `w:docGrid`;
    `around` are pairs of kind (`header first`, `footer even` …) and part.
    """

    element: Element
    width: int
    height: int
    margins: Mapping[str, int]
    grid: Mapping[str, str]
    around: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Page:
    """A document as it is shown.

    `flow` is the body in reading order: paragraphs outside tables, and rows; `around` are the paragraphs of headers, footers and
    notes, as far as they are printed. `roots` are the parts that were read, by name, the main one first.
    """

    package: Package
    roots: Mapping[str, Element]
    styles: Mapping[str, Style]
    flow: tuple[Paragraph | Row, ...]
    around: tuple[Paragraph, ...]
    tables: tuple[Table, ...] = ()
    comments: tuple[Comment, ...] = ()
    revisions: tuple[Revision, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def root(self) -> Element:
        """The main part."""
        return self.roots[self.package.document]

    @cached_property
    def body(self) -> tuple[Paragraph, ...]:
        """Every paragraph of the body in reading order, those in cells too."""
        return tuple(self._body())

    def _body(self) -> Iterator[Paragraph]:
        for one in self.flow:
            if isinstance(one, Paragraph):
                yield one
            else:
                yield from (paragraph for cell in one.cells for paragraph in cell.paragraphs)

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of every story."""
        yield from self.body
        yield from self.around


def marked_texts(page: Page) -> dict[str, list[str]]:
    """The shown text of each bookmark's pieces by name, a piece a paragraph; pieces that show nothing are left out where others do."""
    found: dict[str, list[str]] = {}
    for paragraph in page.paragraphs:
        for one in paragraph.marks:
            found.setdefault(one.what, []).append(paragraph.text[one.start : one.end])
    return {name: [text for text in texts if text] or texts[:1] for name, texts in found.items()}


def field_name(code: str) -> str:
    """What sort of field a code asks for: `SEQ` of ` SEQ 图 \\* ARABIC `."""
    return (code.split() or [""])[0].upper()
