"""Every issue code with its level, message and hint: the one list that docs and tests loop over."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.messages.language import _
from reportgen.model import Issue, Level, Source


@dataclass(frozen=True, slots=True)
class Entry:
    """What an issue code says: English `message` and `hint` with `{name}` places for values."""

    level: Level
    message: str
    hint: str = ""


def error(message: str, hint: str = "") -> Entry:
    """An entry that keeps the report from being written."""
    return Entry(Level.ERROR, message, hint)


def warning(message: str, hint: str = "") -> Entry:
    """An entry that the user should look at."""
    return Entry(Level.WARNING, message, hint)


def info(message: str, hint: str = "") -> Entry:
    """An entry that says what was done."""
    return Entry(Level.INFO, message, hint)


def make_issue(catalogue: Mapping[str, Entry], code: str, source: Source | None = None, **values: object) -> Issue:
    """An issue of a catalogued code, its words in the user's language with the values in place.

    Raises KeyError where the code is not in the catalogue or a value is missing: both are faults of the program.
    """
    entry = catalogue[code]
    return Issue(
        code,
        entry.level,
        _(entry.message).format_map(values),
        source,
        _(entry.hint).format_map(values) if entry.hint else "",
    )
