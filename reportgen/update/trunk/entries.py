"""What an update did, entry by entry, and what it leaves to the person."""

from dataclasses import dataclass, field
from enum import StrEnum


class What(StrEnum):
    """What became of a paragraph, row, picture or figure."""

    KEPT = "kept"
    """A person's text of ours, as the person left it."""
    REFRESHED = "refreshed"
    """Ours, with what is new."""
    INSERTED = "inserted"
    REMOVED = "removed"
    DELETED = "deleted"
    """A person took it out; it stays out."""
    OWN = "own"
    """A person's own paragraph, table or picture."""
    CONFLICT = "conflict"
    """A person's text stays where the new data say otherwise; a comment says what."""
    OVERRIDE = "override"
    """A person typed another number over a figure."""
    STALE = "stale"
    """A number that a person typed is that of a figure which has changed."""
    GONE = "gone"
    """A person's text of ours that the new report no longer has; it stays, and is marked."""
    REVIEW = "review"
    """A person's own text of an earlier period, marked for review."""
    QUOTED = "quoted"
    """A copy of ours with other figures: left as it is."""
    UNPLACED = "unplaced"
    """What could not be put where it belongs."""
    UNSURE = "unsure"
    """A text of which nobody knows whether it is ours."""
    NOTICE = "notice"
    """Something else that a person should look at."""


OPEN = frozenset({What.CONFLICT, What.OVERRIDE, What.STALE, What.GONE, What.REVIEW, What.UNPLACED, What.UNSURE})
"""What is left to the person."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that an update did or left.

    `block` is the id of the paragraph or table ("" for a person's own), `row` the key of a row, `place` the number of the paragraph in the
    edited document (None: in a table, or nowhere), `table` that of the table; of what does not stand there `behind` is the paragraph behind which it would (0: at
    the beginning), `around` says that it is in a header or footer. `text` is how ours begins, as it was generated: what a person wrote is not
    shown. `figure` is the id of the figure, `before` and `now` what it said and says; of an override `now` is what is computed, `before` what
    was typed. `why` is the code of a message, for what is not plain.
    """

    what: What
    block: str = ""
    row: str = ""
    place: int | None = None
    table: int | None = None
    behind: int | None = None
    around: bool = False
    text: str = ""
    figure: str = ""
    before: str = ""
    now: str = ""
    why: str = ""


@dataclass(slots=True)
class Log:
    """The entries as they are made."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, what: What, block: str = "", **values: object) -> None:
        """One more, unless just that stands there already."""
        entry = Entry(what, block, **values)  # type: ignore[arg-type]  # the fields of Entry, by name
        if entry not in self.entries:
            self.entries.append(entry)
