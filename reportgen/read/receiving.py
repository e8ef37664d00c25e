"""What the parent takes from a child: frames of values and codes put together to columns.

A parser that a hostile file has taken over can answer anything. So the parent takes no pickle and no marshal from it,
only JSON, texts and 4-byte integers, bounds the size of the whole, and believes nothing about their shape.
"""

import json
import struct
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from reportgen.model import SEPARATOR, Column, PackedTexts, Piece, SheetRows, piece_of
from reportgen.read.answers import LENGTH, PLAIN, TEXTS, Answer, GarbledError
from reportgen.read.refusals import Remark

_Outline = dict[str, Any]
_AT_ONCE = 1024  # texts: what they need for a moment is little, and used again


def receive(channel: BinaryIO, most: int) -> Answer:
    """Reads one answer of at most `most` bytes; raises GarbledError where there is none."""
    frames = _Frames(channel, most)
    told = _Strands(most)
    try:
        while "stretch" in (head := frames.json()):
            told.add(int(head["stretch"]), [(frames(), frames()) for _ in range(head["columns"])])
        sheets = tuple(_read_sheet(outline, frames) for outline in head["sheets"])
        if head["told"] is not None:
            (sheet,) = sheets
            sheets = (replace(sheet, columns=told.columns(head["told"]["first"], sheet.height, head["told"]["width"])),)
        return Answer(
            sha256=str(head["sha256"]),
            sheets=sheets,
            refusal=head["refusal"] and _read_remark(head["refusal"]),
            notes=tuple(map(_read_remark, head["notes"])),
        )
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError, RecursionError, struct.error) as error:
        raise GarbledError from error


class _Frames:
    """The frames that come through a channel, no more than so many bytes of them."""

    def __init__(self, channel: BinaryIO, most: int) -> None:
        self._channel = channel
        self._left = most

    def __call__(self) -> bytes:
        """The next frame."""
        (length,) = LENGTH.unpack(self._channel.read(LENGTH.size))
        if not 0 <= length <= self._left:
            raise GarbledError
        self._left -= length
        frame = self._channel.read(length)
        if len(frame) != length:
            raise GarbledError
        return frame

    def json(self) -> Any:
        """The next frame, which must be JSON."""
        return _load(self())


def _load(frame: bytes) -> Any:
    return json.loads(frame.decode("utf-8", "surrogatepass"))


def _read_sheet(outline: _Outline, frames: _Frames) -> SheetRows:
    height = int(outline["height"])
    return SheetRows(
        name=str(outline["name"]),
        columns=tuple(_whole_column(height, *_read_column(frames)) for _ in range(outline["columns"])),
        height=height,
        first_row=int(outline["first_row"]),
        first_column=int(outline["first_column"]),
        hidden=bool(outline["hidden"]),
        hidden_rows=frozenset(map(int, outline["hidden_rows"])),
        hidden_columns=frozenset(map(int, outline["hidden_columns"])),
        merges=tuple(_merges(outline)),
        errors=tuple((int(row), int(column), str(text)) for row, column, text in outline["errors"]),
    )


def _merges(outline: _Outline) -> Iterator[tuple[int, int, int, int]]:
    """The merges as far as there are cells: one that a file says to reach a billion columns is no work for whoever walks it."""
    last_row = int(outline["first_row"]) + int(outline["height"]) - 1
    last_column = int(outline["first_column"]) + int(outline["columns"]) - 1
    for top, left, bottom, right in outline["merges"]:
        if top <= min(bottom, last_row) and left <= min(right, last_column):
            yield int(top), int(left), int(min(bottom, last_row)), int(min(right, last_column))


def _read_column(frames: _Frames) -> tuple[Sequence[object], bytes]:
    """The values of a column, and its codes as they came."""
    return _read_values(frames()), frames()


def _whole_column(height: int, values: Sequence[object], codes: bytes) -> Column:
    _check_codes(codes, height, len(values))
    return Column(tuple(values), array("i", codes))


def _check_codes(codes: bytes, height: int, values: int) -> NDArray[np.int32]:
    """The codes as numbers, once it is seen that there is one for each row and a value for each."""
    numbers = np.frombuffer(codes, np.int32)
    if len(numbers) != height or (height and not 0 <= numbers.min() <= numbers.max() < values):
        raise GarbledError
    return numbers


_READERS: dict[str, Callable[[Any], object]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
}


def _read_values(frame: bytes) -> Sequence[object]:
    if frame.startswith(TEXTS):
        return frame[len(TEXTS) :].decode("utf-8", "surrogatepass").split(SEPARATOR)
    values = _load(frame)
    if set(map(type, values)) <= PLAIN:
        return list(values)
    return [value if type(value) in PLAIN else _READERS[value[0]](value[1]) for value in values]


def _read_remark(remark: dict[str, Any]) -> Remark:
    values = tuple((str(name), str(value)) for name, value in remark["values"])
    return Remark(remark["code"], remark["sheet"], remark["row"], remark["column"], values)


class _Strands:
    """The columns of a sheet that comes in stretches; those of different widths are filled with empty cells."""

    def __init__(self, most: int) -> None:
        """Takes codes of no more than `most` bytes, those of filled-in cells among them."""
        self._most = most
        self._height = 0
        self._strands: list[_Strand] = []

    def add(self, height: int, columns: Sequence[tuple[bytes, bytes]]) -> None:
        """Takes in the frames of the next rows."""
        if height < 0 or 4 * (self._height + height) * max(len(columns), len(self._strands)) > self._most:
            raise GarbledError
        while len(self._strands) < len(columns):
            self._strands.append(_Strand(self._height))
        for strand, (values, codes) in zip(self._strands, columns, strict=False):
            strand.add(height, values, codes)
        for strand in self._strands[len(columns) :]:
            strand.add(height, TEXTS, bytes(4 * height))
        self._height += height

    def columns(self, first: int, height: int, width: int) -> tuple[Column, ...]:
        """The first columns, so many rows of them."""
        if not 0 <= first <= first + height <= self._height or not 0 <= width <= len(self._strands):
            raise GarbledError
        return tuple(strand.column(first, first + height) for strand in self._strands[:width])


class _Strand:
    """One column in the making: codes as long as stretches come with codes, then the values of the rows themselves.

    Those stay packed as they come, as long as they are texts.
    """

    def __init__(self, height: int) -> None:
        """With so many empty cells."""
        self._known: dict[object, int] = {"": 0} if height else {}
        self._codes = bytearray(4 * height)
        self._pieces: list[Piece] | None = None
        self._hashes: list[NDArray[np.int64]] = []  # of the texts of each piece, in ascending order
        self._rows: list[object] | None = None

    def add(self, height: int, values: bytes, codes: bytes) -> None:
        """Takes in the frames of the next rows."""
        if codes or not height:
            found = _read_values(values)
            numbers = _check_codes(codes, height, len(found))
            if self._is_coded:
                self._encode(found, numbers)
            else:
                self._append([found[number] for number in numbers])
            return
        if self._is_coded:
            known = list(self._known)
            self._append([known[code] for code in np.frombuffer(self._codes, np.int32)])
        if self._rows is None and values.startswith(TEXTS):
            self._pack(_packed(values, height))
        else:
            self._append(_read_values(values), height)

    @property
    def _is_coded(self) -> bool:
        return self._pieces is None and self._rows is None

    def _encode(self, values: Sequence[object], numbers: NDArray[np.int32]) -> None:
        known = self._known
        places = np.fromiter((known.setdefault(value, len(known)) for value in values), np.int32, len(values))
        self._codes += places[numbers].tobytes()

    def _append(self, values: Sequence[object], height: int | None = None) -> None:
        """Takes in the values of rows: packed if they can be, else all are unpacked."""
        if height not in (None, len(values)):
            raise GarbledError
        piece = piece_of(values) if self._rows is None and set(map(type, values)) <= {str} else None  # type: ignore[arg-type] # texts
        if piece:
            self._pack(piece)
            return
        if self._rows is None:
            self._rows, self._pieces = list(PackedTexts(self._pieces or ())), None
        self._rows += values

    def _pack(self, piece: Piece) -> None:
        self._pieces = self._pieces or []
        self._pieces.append(piece)
        self._hashes.append(_hashes(piece))

    def column(self, first: int, last: int) -> Column:
        """The finished column, from one row up to another."""
        if self._is_coded:
            return Column(tuple(self._known), _integers(np.frombuffer(self._codes, np.int32)[first:last]))
        rows, hashes = self._uncoded(first, last)
        if _all_differ(hashes):
            return Column(rows, _integers(np.arange(len(rows), dtype=np.int32)))
        known = {value: code for code, value in enumerate(dict.fromkeys(rows))}
        return Column(tuple(known), array("i", map(known.__getitem__, rows)))

    def _uncoded(self, first: int, last: int) -> tuple[Sequence[object], Sequence[NDArray[np.int64]]]:
        """The values of these rows and their hashes, some in ascending order after the other."""
        if self._rows is not None:
            rows = self._rows[first:last]
            return rows, [np.sort(np.fromiter(map(hash, rows), np.int64, len(rows)))]
        packed = PackedTexts(self._pieces or ())
        if (first, last) == (0, len(packed)):
            return packed, self._hashes
        packed = packed.run(first, last)
        return packed, list(map(_hashes, packed.pieces))


def _integers(numbers: NDArray[np.int32]) -> "array[int]":
    found = array("i")
    found.frombytes(numbers.data.cast("B"))
    return found


def _packed(frame: bytes, height: int) -> Piece:
    """A frame of texts as it is, once it is seen that it has so many."""
    marks = np.flatnonzero(np.frombuffer(frame, np.uint8) == ord(SEPARATOR))
    if len(marks) != height:
        raise GarbledError
    return Piece(frame, _integers(np.append(marks, len(frame)).astype(np.int32)))


def _hashes(piece: Piece) -> NDArray[np.int64]:
    """The hashes of its texts in ascending order, each of which is seen to be UTF-8."""
    hashes = np.empty(piece.height, np.int64)
    first = 0
    for count, texts in PackedTexts([piece]).stretches(_AT_ONCE):
        texts.decode("utf-8", "surrogatepass")
        hashes[first : first + count] = np.fromiter(map(hash, texts[1:].split(TEXTS)), np.int64, count)
        first += count
    hashes.sort()
    return hashes


def _all_differ(hashes: Sequence[NDArray[np.int64]]) -> bool:
    """Whether there are no two the same; then the texts differ too. To merge sorted numbers is much quicker than to fill a set."""
    together = np.sort(np.concatenate(hashes), kind="stable") if hashes else np.zeros(0, np.int64)
    return not (together[1:] == together[:-1]).any()
