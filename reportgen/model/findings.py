"""What does not hold in a finished document."""

from dataclasses import dataclass
from enum import StrEnum

from reportgen.model.sources import Level


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a document.

    `paragraph` is the 1-based number among the body's paragraphs that are not empty, headings too; `table` the 1-based number
    of the table. Both are None for what concerns the whole document. `text` is the sentence, or the row of a table.
    """

    paragraph: int | None
    table: int | None
    text: str


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One thing that a document says and that does not hold.

    `code` is a key of `reportgen.messages.CATALOGUE`. The level says how sure it is: an error contradicts itself for certain, a
    warning most likely does, info is a slip of form. `stated` is what stands there and `expected` what should ("" where that
    cannot be said); `message` and `hint` are in the user's language.
    """

    code: str
    level: Level
    message: str
    place: Place
    stated: str = ""
    expected: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """How much was looked at: numbers, sentences, tables."""

    figures: int
    sentences: int
    tables: int


class BlockKind(StrEnum):
    """What became of a paragraph, table or chart of a report since it was written.

    `AS_WRITTEN` stands alone, of `OVERTYPED`, `REWORDED` and `FORMATTED` the last only where the text is as it was written. `PARTED`
    is split in two or joined to another; `COMMENTED` has a comment of a person, `NOTED` one of reportgen's own.
    """

    AS_WRITTEN = "as-written"
    REWORDED = "reworded"
    ADDED = "added"
    DELETED = "deleted"
    MOVED = "moved"
    PARTED = "parted"
    OVERTYPED = "overtyped"
    FORMATTED = "formatted"
    COMMENTED = "commented"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A paragraph, table or chart of a report, or a part that a person added, and what became of it.

    `id` is that of the block, "" for what was added; the text of `place` is the beginning of what was written, never a person's.
    """

    id: str
    kinds: tuple[BlockKind, ...]
    place: Place
