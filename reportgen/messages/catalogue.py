"""Every issue code with its level, message and hint: the one list that docs and tests loop over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from string import Formatter

from reportgen.messages.language import _
from reportgen.model.sources import Issue, Level, Source

_MANY = ".many"


@dataclass(frozen=True, slots=True)
class Entry:
    """What an issue code says: English `message` and `hint` with `{name}` places for values.

    `each` is said of any one cell, where the message speaks of many (see `codes/ledgers/cells.py`); a code that ends in `.many`
    needs none: it has the message of the code without that ending.
    """

    level: Level
    message: str
    hint: str = ""
    each: str = ""


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
    texts = (entry.message, entry.hint, entry.each or _of_one(catalogue, code, values.keys()))
    message, hint, each = (_(text).format_map(values) if text else "" for text in texts)
    return Issue(code, entry.level, message, source, hint, each=each)


def _of_one(catalogue: Mapping[str, Entry], code: str, values: Collection[str]) -> str:
    """The message of the code that tells of one cell what `code` tells of many, where these values fill it."""
    one = catalogue.get(code.removesuffix(_MANY)) if code.endswith(_MANY) else None
    filled = one is not None and all(part[1] is None or part[1] in values for part in Formatter().parse(one.message))
    return one.message if one and filled else ""
