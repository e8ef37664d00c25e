"""What does not hold in a finished document."""

from dataclasses import dataclass

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
