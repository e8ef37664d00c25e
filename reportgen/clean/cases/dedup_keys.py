"""Which texts are alike: keys that are equal where two texts fold to the same, worked out for many texts at a time.

Folding (`values.fold`) is a matter of single characters for nearly all texts, so it is done through a table of characters for
all texts at once. Texts that fold alike have equal keys; a caller who needs the contrary for sure folds the few texts of equal
keys.
"""

import sys
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from reportgen.clean.cells.cells import Codes
from reportgen.clean.cells.charsets import charset_of
from reportgen.clean.cells.values import fold

Keys = NDArray[np.uint64]
_CHUNK = 1 << 18
"""So many characters are worked on at a time: the arrays stay small."""
_COMPLEX, _GONE = (
    np.uint64(2**64 - 1),
    np.uint64(2**64 - 2),
)  # a character that does not fold alone; one that folds to nothing
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_ODD = 0xD6E8FEB86659FD93
_INVERSE = pow(_ODD, -1, 2**64)


def fold_keys(texts: Sequence[str]) -> Keys:
    """The key of each text, equal where the folded texts are; 0 for one that folds to nothing."""
    keys = np.zeros(len(texts), np.uint64)
    for first, last in _chunks(texts):
        keys[first:last] = _keys_of(texts[first:last])
    return keys


def keys_of_all(texts: Sequence[str]) -> Keys:
    """As `fold_keys`, but to be compared with each other alone: where no two texts fold alike, each is its own key."""
    if not fold_apart(texts):
        return fold_keys(texts)
    return np.fromiter(map(hash, texts), np.int64, len(texts)).view(np.uint64)  # the hash of "" is 0


def fold_apart(texts: Sequence[str]) -> bool:
    """Whether it is sure that no two different ones of these texts fold alike."""
    charset = charset_of(texts)
    return charset is not None and _all_fold_apart(charset.characters)


@lru_cache(maxsize=64)
def _all_fold_apart(characters: Collection[str]) -> bool:
    """Whether each character folds to one of its own: then different texts of them fold to different ones."""
    folded = {_folded(ord(character), alone=False) for character in characters}
    whole = not any("\ud800" <= character <= "\udfff" for character in characters)
    return whole and len(folded) == len(characters) and not folded & {int(_GONE), int(_COMPLEX)}


def mix(*columns: Keys) -> Keys:
    """One key for several columns: equal where all of them are."""
    mixed = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        mixed ^= column
        mixed *= _SPREAD
        mixed ^= mixed >> np.uint64(29)
    return mixed


def repeated(keys: Keys) -> Codes:
    """The rows whose key stands in another row, too."""
    if len(keys) < 2:
        return np.zeros(0, np.int64)
    ordered = np.sort(keys)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    return np.flatnonzero(np.isin(keys, np.unique(twice))) if len(twice) else np.zeros(0, np.int64)


def _chunks(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where each chunk of texts begins and ends: of about as many characters each."""
    ends = np.fromiter(accumulate(map(len, texts)), np.int64, len(texts))
    whole = int(ends[-1]) if len(ends) else 0
    cuts = np.searchsorted(ends, np.arange(_CHUNK, whole, _CHUNK)) + 1
    places = np.unique(np.concatenate([[0], cuts, [len(texts)]])).tolist()
    return list(pairwise(places))


def _keys_of(texts: Sequence[str]) -> Keys:
    characters, starts = _characters(texts)
    folded = _FOLDED.of(characters)
    highest = folded.max(initial=np.uint64(0))
    if highest == _COMPLEX:
        texts = _folded_where(texts, folded, starts)
        characters, starts = _characters(texts)
        folded = _ALONE.of(characters)
    if highest >= _GONE:
        kept = folded != _GONE
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(kept)])[starts]
        folded = folded[kept]
    return _sums(folded, starts)


def _characters(texts: Sequence[str]) -> tuple[NDArray[np.uint32], Codes]:
    """The code points of all texts, one after the other, and where each text starts (one more: where the last ends)."""
    whole = "".join(texts).encode("utf-32-le", "surrogatepass")
    starts = np.fromiter(accumulate(map(len, texts), initial=0), np.int64, len(texts) + 1)
    return np.frombuffer(whole, np.uint32), starts


class _FoldTable:
    """A number for what each character folds to, worked out when it is first met: _GONE for nothing, _COMPLEX where it does
    not fold alone.

    With `alone`, texts are folded as far as they need be, and what is left is what it is.
    """

    def __init__(self, alone: bool) -> None:
        self._alone = alone
        self._numbers = np.zeros(0, np.uint64)

    def of(self, characters: NDArray[np.uint32]) -> Keys:
        """The numbers of these characters."""
        if len(self._numbers) == 0:
            self._numbers = np.zeros(sys.maxunicode + 1, np.uint64)
        found: Keys = self._numbers[characters]
        if found.min(initial=_COMPLEX) == 0:
            unknown = np.unique(characters[found == 0])
            self._numbers[unknown] = _mixed([_folded(code, self._alone) for code in unknown.tolist()])
            found = self._numbers[characters]
        return found


_FOLDED, _ALONE = _FoldTable(alone=False), _FoldTable(alone=True)


def _mixed(codes: Sequence[int]) -> Keys:
    """Numbers for code points, no one 0, which differ in all their bits; _GONE and _COMPLEX are kept."""
    plain = np.array(codes, np.uint64)
    spread = (plain + np.uint64(1)) * _SPREAD
    return np.where(plain < _GONE, (spread ^ (spread >> np.uint64(31))) * _SPREAD, plain)


def _folded(code: int, alone: bool) -> int:
    character = chr(code)
    folded = fold(character)
    if len(folded) < 2 and (alone or not _joins(character)):
        return ord(folded) if folded else int(_GONE)
    return code if alone else int(_COMPLEX)


def _joins(character: str) -> bool:
    """Whether what a character folds to may depend on its neighbours: an entity, a mark that joins, a Hangul part."""
    return character == "&" or unicodedata.combining(character) > 0 or "\u1100" <= character <= "\u11ff"


def _folded_where(texts: Sequence[str], folded: Keys, starts: Codes) -> list[str]:
    """The texts, those with a complex character folded."""
    changed = list(texts)
    places = np.searchsorted(starts, np.flatnonzero(folded == _COMPLEX), side="right") - 1
    for place in np.unique(places).tolist():
        changed[place] = fold(texts[place])
    return changed


def _sums(folded: Keys, starts: Codes) -> Keys:
    """For each text the sum of its characters, each times a power that its place in the text tells.

    All texts are summed in one: powers of an odd number have an inverse, so where a text starts is divided out again.
    """
    count = (len(folded) // _CHUNK + 1) * _CHUNK  # as many for chunks of about one length: they are worked out once
    powers, inverse = (_powers(odd, count) for odd in (_ODD, _INVERSE))
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(np.multiply(folded, powers[: len(folded)], out=folded))])
    found: Keys = (sums[starts[1:]] - sums[starts[:-1]]) * inverse[starts[:-1]]
    return found


@lru_cache(maxsize=2)
def _powers(base: int, count: int) -> Keys:
    """The first powers of a number modulo 2 ** 64."""
    factors = np.full(count, base, np.uint64)
    factors[0] = 1
    return np.cumprod(factors, dtype=np.uint64)
