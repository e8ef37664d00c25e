"""Many texts searched as one: a look at the whole costs far less than a look at each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.charsets import Charset, charset_of

Units = NDArray[np.uint16]
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_HANZI_BEYOND, _OTHER_BEYOND = "\u9fff", "\ufffd"
ENDS = 4
"""So many zeros stand before and behind the units, so that neighbours can be asked for everywhere."""


class JoinedTexts:
    """Texts joined by line breaks; tells which of them a find is in (what is looked for holds no line break)."""

    def __init__(self, texts: Sequence[str], charset: Charset | None = None) -> None:
        """The texts in their order; with their charset no word is looked for that they cannot hold."""
        self._charset = charset
        self.whole = "\n".join(texts)
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        self._starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths + 1)])[: len(texts)]

    @classmethod
    def of(cls, cells: Cells[str]) -> "JoinedTexts":
        """The texts of all rows."""
        return cls(cells.rows(), charset_of(cells.values))

    @cached_property
    def units(self) -> Units:
        """The characters of the whole as numbers, `ENDS` zeros before and behind; one beyond the BMP is a rare hanzi or a mark."""
        return units_of(self.whole)

    def places(self, positions: Iterable[int]) -> Codes:
        """Which texts these positions in the whole are in, each once, in order."""
        return np.unique(
            self.text_of(positions if isinstance(positions, np.ndarray) else np.fromiter(positions, np.int64))
        )

    def text_of(self, positions: Codes) -> Codes:
        """Which text each of these positions in the whole is in."""
        return np.searchsorted(self._starts, positions, side="right") - 1

    def holding(self, words: Iterable[str]) -> Codes:
        """Which texts hold any of the words."""
        possible = [word for word in words if word and (not self._charset or self._charset.may_hold(word))]
        return self.places(position for word in possible for position in self._positions(word))

    def _positions(self, word: str) -> Iterable[int]:
        position = self.whole.find(word)
        while position >= 0:
            yield position
            position = self.whole.find(word, position + len(word))


def units_of(text: str) -> Units:
    """The characters of a text as numbers below 65,536, one for each, `ENDS` zeros before and behind."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) != 2 * len(text):
        encoded = _BEYOND.sub(_stand_in, text).encode("utf-16-le", "surrogatepass")
    units = np.zeros(len(text) + 2 * ENDS, np.uint16)
    units[ENDS:-ENDS] = np.frombuffer(encoded, np.uint16)
    return units


def _stand_in(found: re.Match[str]) -> str:
    return _HANZI_BEYOND if "\U00020000" <= found[0] <= "\U0003ffff" else _OTHER_BEYOND


def table_of(characters: Iterable[str]) -> Mask:
    """For each unit whether it is one of the characters."""
    table = np.zeros(1 << 16, np.bool_)
    table[[ord(character) for character in characters]] = True
    return table


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of characters; `table[numbers[a], numbers[b]]` says for two units whether they are one."""

    numbers: Units
    table: Mask

    @classmethod
    def of(cls, pairs: Iterable[str]) -> "Pairs":
        """From strings of two characters."""
        units = units_of("".join(sorted(pairs)))[ENDS:-ENDS].reshape(-1, 2)
        numbers = np.zeros(1 << 16, np.uint16)
        known = np.unique(units)
        numbers[known] = np.arange(1, len(known) + 1)
        table = np.zeros((len(known) + 1, len(known) + 1), np.bool_)
        table[numbers[units[:, 0]], numbers[units[:, 1]]] = True
        return cls(numbers, table)

    def hold(self, first: Units, second: Units) -> Mask:
        """For each two units whether they are a pair."""
        held: Mask = self.table[self.numbers[first], self.numbers[second]]
        return held


class Roles:
    """Which characters are worth a look, and for whom: up to eight sets of them, found in one pass."""

    def __init__(self, *sets: Iterable[str]) -> None:
        """The sets in the order in which `find` tells of them."""
        self._count = len(sets)
        self._table = np.zeros(1 << 16, np.uint8)
        for bit, characters in enumerate(sets):
            self._table[table_of(characters)] |= 1 << bit

    def find(self, units: Units) -> list[Codes]:
        """For each set where its characters stand, as places in the units."""
        roles = self._table[units]
        at = np.flatnonzero(roles)
        found = roles[at]
        return [at[(found & (1 << bit)) > 0] for bit in range(self._count)]


class Literals:
    """Finds any of many fixed words: only places that begin with two characters that some word begins with are looked at."""

    def __init__(self, words: Iterable[str]) -> None:
        """The words have two characters or more."""
        self.words = frozenset(words)
        self._lengths: dict[str, list[int]] = {}
        for start, length in sorted({(word[:2], -len(word)) for word in self.words}):
            self._lengths.setdefault(start, []).append(-length)
        self.firsts = frozenset(chr(units_of(start)[ENDS]) for start in self._lengths)
        self._pattern = (
            re.compile(f"[{re.escape(''.join(sorted({word[0] for word in self.words})))}]") if self.words else None
        )

    @cached_property
    def _pairs(self) -> Pairs:
        return Pairs.of(self._lengths)

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where which word begins; the longest of those that begin in one place."""
        return self._words_at(text, (found.start() for found in self._pattern.finditer(text)) if self._pattern else ())

    def find_at(self, text: str, units: Units, firsts: Codes) -> Iterator[tuple[int, str]]:
        """As `find`, where it is known at which places in the units there is a character that a word begins with."""
        begun = firsts[self._pairs.hold(units[firsts], units[firsts + 1])] - ENDS
        places: list[int] = begun.tolist()
        return self._words_at(text, places)

    def _words_at(self, text: str, places: Iterable[int]) -> Iterator[tuple[int, str]]:
        for place in places:
            for length in self._lengths.get(text[place : place + 2], ()):
                if (word := text[place : place + length]) in self.words:
                    yield place, word
                    break
