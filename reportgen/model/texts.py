"""Many texts in a few long pieces: a column of a million different texts without a million objects."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, overload

_AT_ONCE = 1024
"""So many texts are made when the next one is asked for."""


class Piece(NamedTuple):
    """Texts in UTF-8, one behind the other: the text in place i is `data[starts[i]:starts[i + 1]]`."""

    data: bytes
    starts: "array[int]"

    @property
    def height(self) -> int:
        """How many texts there are."""
        return len(self.starts) - 1


def piece_of(texts: Sequence[str]) -> Piece:
    """The texts as a piece."""
    parts = [text.encode("utf-8", "surrogatepass") for text in texts]
    return Piece(b"".join(parts), array("i", accumulate(map(len, parts), initial=0)))


class PackedTexts(Sequence[str]):
    """A sequence of texts, each made when it is asked for; runs of them share the pieces."""

    __slots__ = ("_pieces", "_starts")

    def __init__(self, pieces: Iterable[Piece]) -> None:
        """The texts of these pieces, one after the other."""
        self._pieces = tuple(piece for piece in pieces if piece.height > 0)
        self._starts = list(accumulate((piece.height for piece in self._pieces), initial=0))

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces, none of them empty."""
        return self._pieces

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        """A text, or a run of them."""
        if isinstance(index, slice):
            first, last, step = index.indices(len(self))
            return self.run(first, last) if step == 1 else self.pick(range(first, last, step))
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        return self.pick((place,))[0]

    def __iter__(self) -> Iterator[str]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self.pick(range(first, min(first + _AT_ONCE, len(self))))

    def pick(self, places: Iterable[int]) -> list[str]:
        """The texts in these places, in their order: quicker than one by one."""
        found: list[str] = []
        first = last = 0
        for place in places:
            if not first <= place < last:
                number = bisect_right(self._starts, place) - 1
                data, starts = self._pieces[number]
                first, last = self._starts[number], self._starts[number + 1]
            within = place - first
            found.append(data[starts[within] : starts[within + 1]].decode("utf-8", "surrogatepass"))
        return found

    def run(self, first: int, last: int) -> "PackedTexts":
        """The texts from one up to another."""
        starts = zip(self._pieces, self._starts, strict=False)
        return PackedTexts(_part(piece, first - start, last - start) for piece, start in starts)


def _part(piece: Piece, first: int, last: int) -> Piece:
    """The texts of a piece between these places, as far as it has them."""
    first, last = max(0, first), min(last, piece.height)
    return (
        piece if (first, last) == (0, piece.height) else Piece(piece.data, piece.starts[first : max(first, last) + 1])
    )
