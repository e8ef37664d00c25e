"""The columns of a sheet that comes in stretches, put together by the parent.

Like all that comes from a child, the stretches are believed in nothing: places and sizes are checked, and what does not fit is
garbled.
"""

from array import array
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from reportgen.model.ledgers import Column
from reportgen.model.texts import PackedTexts, Piece, piece_of
from reportgen.read.protocol.answers import GarbledError

Values = tuple[Sequence[object], bytes]
"""The values of a column, and its codes as they came."""
Take = Callable[[int, Sequence[Sequence[object]]], None]
"""Takes the next rows of a sheet: how many they are, and the values of each column, row by row."""
_WORD = 8  # bytes
_PLACES = (8, 16, 24, 32)  # bytes before the end of a text: what differs is seldom at its beginning
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(29)
_FACTORS = np.array([3, 5, 7, 11], np.uint64) * _SPREAD  # odd ones


def check_codes(codes: bytes, height: int, values: int) -> NDArray[np.int32]:
    """The codes as numbers, once it is seen that there is one for each row and a value for each."""
    numbers = np.frombuffer(codes, np.int32)
    if len(numbers) != height or (height and not 0 <= numbers.min() <= numbers.max() < values):
        raise GarbledError
    return numbers


class Strands:
    """The columns of a sheet that comes in stretches; those of different widths are filled with empty cells."""

    def __init__(self, most: int) -> None:
        """Takes codes of no more than `most` bytes, those of filled-in cells among them."""
        self._most = most
        self._height = 0
        self._columns: list[_ColumnParts] = []

    def add(self, height: int, columns: Sequence[Values | Piece]) -> None:
        """Takes in the next rows."""
        if height < 0 or 4 * (self._height + height) * max(len(columns), len(self._columns)) > self._most:
            raise GarbledError
        while len(self._columns) < len(columns):
            self._columns.append(_ColumnParts(self._height))
        empty: Values = ([""], bytes(4 * height))
        for place, column in enumerate(self._columns):
            column.add(height, columns[place] if place < len(columns) else empty)
        self._height += height

    def columns(self, first: int, height: int, width: int) -> tuple[Column, ...]:
        """The first columns, so many rows of them."""
        if not 0 <= first <= first + height <= self._height or not 0 <= width <= len(self._columns):
            raise GarbledError
        return tuple(column.column(first, first + height) for column in self._columns[:width])


class Passing:
    """The rows of a sheet that comes in stretches, handed on as they come; nothing of them is kept."""

    def __init__(self, take: Take) -> None:
        """To whom they go."""
        self._take = take

    def add(self, height: int, columns: Sequence[Values | Piece]) -> None:
        """Hands on the next rows."""
        if height < 0:
            raise GarbledError
        self._take(height, [_values_of(height, told) for told in columns])

    def columns(self, _first: int, _height: int, width: int) -> tuple[Column, ...]:
        """So many without a cell: the cells are elsewhere."""
        return (Column((), array("i")),) * max(0, width)


def _values_of(height: int, told: Values | Piece) -> Sequence[object]:
    if isinstance(told, Piece):
        values: Sequence[object] = list(PackedTexts([told]))
    elif told[1] or not height:
        values = [told[0][number] for number in check_codes(told[1], height, len(told[0])).tolist()]
    else:
        values = told[0]
    if len(values) != height:
        raise GarbledError
    return values


class _ColumnParts:
    """One column in the making: codes as long as stretches come with codes, then the values of the rows themselves.

    Those stay packed as long as they are texts.
    """

    def __init__(self, height: int) -> None:
        """With so many empty cells."""
        self._known: dict[object, int] = {"": 0} if height else {}
        self._codes = bytearray(4 * height)
        self._pieces: list[Piece] | None = None
        self._prints: list[NDArray[np.uint64]] = []  # of each piece
        self._rows: list[object] | None = None

    def add(self, height: int, told: Values | Piece) -> None:
        """Takes in the next rows."""
        if isinstance(told, Piece):
            if told.height != height:
                raise GarbledError
            self._uncode()
            self._append(told)
            return
        values, codes = told
        if codes or not height:
            numbers = check_codes(codes, height, len(values))
            if self._pieces is None and self._rows is None:
                self._encode(values, numbers)
                return
            values = [values[number] for number in numbers]
        elif len(values) != height:
            raise GarbledError
        self._uncode()
        self._append(values)

    def _encode(self, values: Sequence[object], numbers: NDArray[np.int32]) -> None:
        known = self._known
        places = np.fromiter((known.setdefault(value, len(known)) for value in values), np.int32, len(values))
        self._codes += places[numbers].tobytes()

    def _uncode(self) -> None:
        """From here on there are rows, no codes."""
        if self._pieces is None and self._rows is None:
            known = list(self._known)
            self._pieces = []
            self._append([known[code] for code in np.frombuffer(self._codes, np.int32)])

    def _append(self, values: Sequence[object] | Piece) -> None:
        """Takes in the values of rows: packed as long as they can be."""
        piece = values if isinstance(values, Piece) else _pack(values)
        if self._pieces is not None and piece:
            self._pieces.append(piece)
            self._prints.append(_prints(piece))
            return
        rows: list[object] = list(PackedTexts(self._pieces or ())) if self._rows is None else self._rows
        rows += PackedTexts([values]) if isinstance(values, Piece) else values
        self._rows, self._pieces = rows, None

    def column(self, first: int, last: int) -> Column:
        """The finished column, from one row up to another."""
        if self._pieces is None and self._rows is None:
            return Column(tuple(self._known), _integers(np.frombuffer(self._codes, np.int32)[first:last]))
        rows: Sequence[object] = self._rows[first:last] if self._rows is not None else ()
        if self._pieces is not None:
            packed = PackedTexts(self._pieces)
            rows = packed if (first, last) == (0, len(packed)) else packed.run(first, last)
            if _all_differ(self._prints if rows is packed else list(map(_prints, rows.pieces))):
                return Column(rows, _integers(np.arange(len(rows), dtype=np.int32)))
        known = {value: code for code, value in enumerate(dict.fromkeys(rows))}
        if len(known) == len(rows):
            return Column(rows, _integers(np.arange(len(rows), dtype=np.int32)))
        return Column(tuple(known), array("i", map(known.__getitem__, rows)))


def _pack(values: Sequence[object]) -> Piece | None:
    """Texts packed; None where there are other values."""
    return piece_of(values) if set(map(type, values)) <= {str} else None  # type: ignore[arg-type] # that is what it asks


def _integers(numbers: NDArray[np.int32]) -> "array[int]":
    found = array("i")
    found.frombytes(numbers.data.cast("B") if len(numbers) else b"")
    return found


def _all_differ(prints: Sequence[NDArray[np.uint64]]) -> bool:
    """Whether there are no two the same."""
    together = (
        np.sort(np.concatenate(prints), kind="stable") if prints else np.zeros(0, np.uint64)
    )  # merges sorted runs
    return not (together[1:] == together[:-1]).any()


def _prints(piece: Piece) -> NDArray[np.uint64]:
    """A number for each text, in ascending order, made of its length and of some of its bytes: where they differ, the texts do.

    Where they do not, the texts may differ all the same.
    """
    starts = np.frombuffer(piece.starts, np.intc)
    ends, starts = starts[1:], starts[:-1]
    lengths = ends - starts
    signs = np.frombuffer(piece.data + bytes(_WORD), np.uint8)
    words = np.ndarray((len(signs) - _WORD + 1,), "<u8", signs, 0, (1,))  # one that begins at each byte
    found = lengths.astype(np.uint64) * _SPREAD
    longest, shortest = int(lengths.max(initial=0)), int(lengths.min(initial=2**31 - 1))
    for factor, back in zip(_FACTORS, _PLACES, strict=True):
        if back >= longest + _WORD:
            break  # nothing of any text: a print must be the same whatever texts stand beside its own
        if back <= shortest:
            part = words[ends - back]
        else:
            beyond = np.clip(back - lengths, 0, _WORD).astype(np.uint64) * np.uint64(8)
            part = words[np.maximum(ends - back, starts)] << beyond  # a shift by all bits gives 0
        part *= factor
        found ^= part
        part >>= _HALF
        found ^= part
    found.sort()
    return found
