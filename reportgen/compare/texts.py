"""A text as a sequence of tokens: atoms, whole numbers, words of direction, single characters."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"\d+(?:,\d{3})*(?:[.．]\d+)?[%％‰]?|[A-Za-z]+|增加|增长|上升|提高|减少|下降|降低|回落|持平|\s|[^\u200b\u2060\ufeff\u00ad]",
    re.DOTALL,
)
REFERENCE = "r:"
"""How the key of an atom begins that mentions a table or chart: its number is given anew in the end, and no change."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a text that is known by what it is: `key` is the same in all three texts, `mark` the name of its bookmark."""

    start: int
    end: int
    key: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its atoms, in order, none touching another's characters."""

    text: str
    atoms: tuple[Atom, ...] = ()

    def of(self, atom: Atom) -> str:
        """What an atom says."""
        return self.text[atom.start : atom.end]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text: by `key` it is compared (an atom's tells what it is), `value` is what it says; `atom` that of which it is."""

    key: str
    value: str
    start: int
    end: int
    atom: Atom | None = None


def same(one: str, other: str) -> bool:
    """Whether two texts say the same, character by character; kinds of blanks and the width of letters do not count."""
    return one == other or _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return "".join(one.value for one in tokens(Text(text)))


def tokens(text: Text) -> list[Token]:
    """The tokens of a text, in order."""
    found: list[Token] = []
    at = 0
    for atom in (*text.atoms, None):
        end = len(text.text) if atom is None else atom.start
        for match in _TOKEN.finditer(text.text, at, end):
            value = value_of(match[0])
            found.append(Token(value, value, match.start(), match.end()))
        if atom is not None:
            found.append(Token(f"\x00{atom.key}", value_of(text.of(atom)), atom.start, atom.end, atom))
            at = atom.end
    return found


@lru_cache(maxsize=16384)
def value_of(text: str) -> str:
    """What a piece says, whatever its width and its kind of blanks."""
    plain = unicodedata.normalize("NFKC", text)
    if plain != "\n" and plain.isspace():
        return " "
    bare = "".join(char for char in plain if char not in "\u200b\u2060\ufeff\u00ad")
    return bare.strip().translate({0x2212: "-"}) if len(bare) > 1 else bare
