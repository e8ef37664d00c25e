"""Texts as they are compared: width, blanks, dashes and the bars between cells make no difference."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_UNSEEN = "\u200b\u2060\ufeff\u00ad|"
_DASHES = str.maketrans(dict.fromkeys("−–—―‒‑", "-"))
_SEPARATORS = re.compile(r"[^\w%‰.\-+]+|(?<!\d)[.\-+]+(?!\d)|_")
_NUMERAL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?", re.ASCII)
_COMMA = re.compile(r"，|(?<![0-9０-９]),|,(?![0-9０-９])")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without blanks and bars, half-width, in small letters; `places` has for each character where it stood."""

    text: str
    places: tuple[int, ...]

    def index(self, place: int) -> int:
        """Where the character of a place of the text stands here; that of the next one where it was dropped."""
        return next((index for index, at in enumerate(self.places) if at >= place), len(self.places))

    def joined(self, index: int) -> bool:
        """Whether a character goes on with the numeral that the one before it belongs to."""
        return index in self.inside and self.places[index] - self.places[index - 1] <= 1

    @property
    def inside(self) -> frozenset[int]:
        """The characters within numerals but for the first of each."""
        return _inside(self.text)


@lru_cache(maxsize=8192)
def plain(text: str) -> Plain:
    """The text as it is compared."""
    pairs = [
        (char, place)
        for place, typed in enumerate(_COMMA.sub("、", text))
        for char in half_width(typed)
        if not char.isspace() and char not in _UNSEEN
    ]
    return Plain("".join(char for char, _place in pairs), tuple(place for _char, place in pairs))


@lru_cache(maxsize=8192)
def _inside(text: str) -> frozenset[int]:
    return frozenset(index for found in _NUMERAL.finditer(text) for index in range(found.start() + 1, found.end()))


def half_width(text: str) -> str:
    """The text with half-width digits and signs and in small letters, its blanks as they are."""
    return unicodedata.normalize("NFKC", _COMMA.sub("、", text)).translate(_DASHES).casefold()


@lru_cache(maxsize=8192)
def name_of(text: str) -> str:
    """A name as it is compared: without anything that parts its words."""
    return _SEPARATORS.sub("", plain(text).text)


def quotations(wanted: Plain, text: Plain) -> list[tuple[int, int]]:
    """The stretches of a text that are the wanted one to the letter; no numeral is cut, none put together."""
    if not wanted.text:
        return []
    size, found = len(wanted.text), []
    start = text.text.find(wanted.text)
    while start >= 0:
        same = all(wanted.joined(index) == text.joined(start + index) for index in range(1, size))
        if same and not text.joined(start) and not text.joined(start + size):
            found.append((start, start + size))
        start = text.text.find(wanted.text, start + 1)
    return found
