"""Where a value came from, and what is wrong with it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How grave an issue is: an error keeps the report from being written."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def column_letters(column: int) -> str:
    """The spreadsheet letters of a 1-based column number: 1 -> A, 28 -> AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Source:
    """A place in what the user gave us.

    `row` and `column` are 1-based; in a ledger they name a cell (`台账.xlsx [一季度] C17`), in a YAML file or a
    template, which have no `sheet`, a line and a column (`county.yaml:12:3`). `shown` are the names of file and sheet as
    they are told to people, where the real ones give a person away.
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    shown: tuple[str, str] = field(default=("", ""), compare=False)

    def __str__(self) -> str:
        file, sheet = self.shown[0] or self.file, self.shown[1] or self.sheet
        if sheet is None:
            return ":".join(str(part) for part in (file, self.row, self.column) if part is not None)
        if self.row is None:
            cell = column_letters(self.column) if self.column else ""
        else:
            cell = f"{column_letters(self.column)}{self.row}" if self.column else f"{self.row}:{self.row}"
        return f"{file} [{sheet}] {cell}".rstrip()


@dataclass(frozen=True, slots=True)
class Addition:
    """What would settle an issue in the configuration: `words` for the list at `keys`, the `text` to be written there, or that it is `removed`.

    `others` names, for people, what might be meant instead of the words.
    """

    keys: tuple[str, ...]
    words: tuple[str, ...] = ()
    text: str = ""
    removed: bool = False
    others: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong in the user's data: a value that is collected, never raised.

    `code` is a key of `reportgen.messages.CATALOGUE`; `message` and `hint` are already in the user's language and hold
    no personal value. `source` is where to look first; `places` are all cells that the issue is about, where they are more, and
    `each` is what is wrong with any one of them, where `message` speaks of all. `additions` to the configuration would settle it,
    if they are what the person means.
    """

    code: str
    level: Level
    message: str
    source: Source | None = None
    hint: str = ""
    places: tuple[Source, ...] = ()
    each: str = ""
    additions: tuple[Addition, ...] = ()
