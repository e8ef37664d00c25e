"""Many texts in one long piece: a column of a million different texts without a million objects."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, overload

SEPARATOR = "\x1f"
"""Stands before each text of a piece: no character of a document, so none of a text."""
_MARK = SEPARATOR.encode()


class Piece(NamedTuple):
    """Some texts in UTF-8, a SEPARATOR before each; `marks` are the places of the separators, and the end of all."""

    data: bytes
    marks: "array[int]"

    @property
    def height(self) -> int:
        """How many texts there are."""
        return len(self.marks) - 1


def piece_of(texts: Sequence[str]) -> Piece | None:
    """The texts as a piece; None where one holds a SEPARATOR."""
    parts = [_MARK + text.encode("utf-8", "surrogatepass") for text in texts]
    data = b"".join(parts)
    return Piece(data, array("i", accumulate(map(len, parts), initial=0))) if data.count(_MARK) == len(texts) else None


class PackedTexts(Sequence[str]):
    """A sequence of texts, each made when it is asked for; a slice shares the pieces."""

    __slots__ = ("_pieces", "_starts")

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """The texts of these pieces, one after the other."""
        self._pieces = tuple(piece for piece in pieces if piece.height)
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
            return self.run(first, last) if step == 1 else [self[place] for place in range(first, last, step)]
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        number = bisect_right(self._starts, place) - 1
        data, marks = self._pieces[number]
        within = place - self._starts[number]
        return data[marks[within] + 1 : marks[within + 1]].decode("utf-8", "surrogatepass")

    def pick(self, places: Iterable[int]) -> list[str]:
        """The texts in these places, in their order: quicker than one by one."""
        found: list[str] = []
        first = last = 0
        for place in places:
            if not first <= place < last:
                number = bisect_right(self._starts, place) - 1
                data, marks = self._pieces[number]
                first, last = self._starts[number], self._starts[number + 1]
            within = place - first
            found.append(data[marks[within] + 1 : marks[within + 1]].decode("utf-8", "surrogatepass"))
        return found

    def __iter__(self) -> Iterator[str]:
        for data, _ in self._pieces:
            yield from data[1:].decode("utf-8", "surrogatepass").split(SEPARATOR)

    def stretches(self, most: int) -> Iterator[tuple[int, bytes]]:
        """All texts in UTF-8, at most so many at a time, a SEPARATOR before each; and how many they are."""
        for piece in self._pieces:
            for first in range(0, piece.height, most):
                last = min(first + most, piece.height)
                yield last - first, piece.data[piece.marks[first] : piece.marks[last]]

    def run(self, first: int, last: int) -> "PackedTexts":
        """The texts from one up to another."""
        return PackedTexts(
            [
                _part(piece, first - start, last - start)
                for piece, start in zip(self._pieces, self._starts, strict=False)
            ]
        )


def _part(piece: Piece, first: int, last: int) -> Piece:
    """The texts of a piece between these places, as far as it has them."""
    first, last = max(0, first), min(last, piece.height)
    if (first, last) == (0, piece.height) or first >= last:
        return piece if first < last else Piece(b"", array("i", [0]))
    begin, end = piece.marks[first], piece.marks[last]
    return Piece(piece.data[begin:end], array("i", [mark - begin for mark in piece.marks[first : last + 1]]))
