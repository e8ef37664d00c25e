"""A document as it is audited: passages in reading order, and tables as grids."""

from dataclasses import dataclass, field

from reportgen.review.text_audit.texts.known import KnownPiece
from reportgen.word.pages.page import Story


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the document as a reader sees it.

    `paragraph` and `table` are its place (`model.Place`). `heading` is the level of its heading style, 1 for the highest, None
    for text; `title` says that it is the document's title by style, `listed` that Word numbers it by itself, `contents` that it
    is a line of a table of contents, `story` whether it stands in the body or around it. `known` is what is known of its text.
    """

    text: str
    paragraph: int | None = None
    table: int | None = None
    heading: int | None = None
    title: bool = False
    listed: bool = False
    contents: bool = False
    story: Story = Story.BODY
    known: tuple[KnownPiece, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a grid: the text of the cell that covers it; `own` where the cell begins, False where it only reaches.

    `figure` says that its numbers are those of figures, `name` that it is nothing but a name.
    """

    text: str
    own: bool = True
    figure: bool = False
    name: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, all of one length; `number` counts tables from 1; `around` is the paragraph before and that after.

    `overlapping` says that somewhere in the document it is said that one case is counted in several parts.
    """

    number: int
    rows: tuple[tuple[Cell, ...], ...]
    around: tuple[str, str] = ("", "")
    overlapping: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The passages in reading order, those in tables and text boxes too, and the tables."""

    passages: tuple[Passage, ...] = ()
    grids: tuple[Grid, ...] = field(default=())

    @property
    def body(self) -> tuple[Passage, ...]:
        """The passages of the body outside tables and the table of contents."""
        return tuple(
            passage
            for passage in self.passages
            if passage.table is None and not passage.contents and passage.story is Story.BODY
        )
