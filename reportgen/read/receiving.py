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

from reportgen.model import Column, SheetRows
from reportgen.read.answers import LENGTH, PLAIN, SEPARATOR, TEXTS, Answer, GarbledError
from reportgen.read.refusals import Remark

_Outline = dict[str, Any]


def receive(channel: BinaryIO, most: int) -> Answer:
    """Reads one answer of at most `most` bytes; raises GarbledError where there is none."""
    frames = _Frames(channel, most)
    told = _Strands(most)
    try:
        while "stretch" in (head := frames.json()):
            told.add(int(head["stretch"]), [_read_column(frames) for _ in range(head["columns"])])
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

    def add(self, height: int, columns: Sequence[tuple[Sequence[object], bytes]]) -> None:
        """Takes in the next rows."""
        if height < 0 or 4 * (self._height + height) * max(len(columns), len(self._strands)) > self._most:
            raise GarbledError
        while len(self._strands) < len(columns):
            self._strands.append(_Strand(self._height))
        for strand, (values, codes) in zip(self._strands, columns, strict=False):
            strand.add(height, values, codes)
        for strand in self._strands[len(columns) :]:
            strand.add(height, [""], bytes(4 * height))
        self._height += height

    def columns(self, first: int, height: int, width: int) -> tuple[Column, ...]:
        """The first columns, so many rows of them."""
        if not 0 <= first <= first + height <= self._height or not 0 <= width <= len(self._strands):
            raise GarbledError
        return tuple(strand.column(first, first + height) for strand in self._strands[:width])


class _Strand:
    """One column in the making: codes as long as stretches come with codes, then the values of the rows themselves."""

    def __init__(self, height: int) -> None:
        """With so many empty cells."""
        self._known: dict[object, int] = {"": 0} if height else {}
        self._codes = bytearray(4 * height)
        self._rows: list[object] | None = None
        self._hashes: list[NDArray[np.int64]] = []  # of the values of the rows

    def add(self, height: int, values: Sequence[object], codes: bytes) -> None:
        """Takes in the next rows."""
        if codes or not height:
            numbers = _check_codes(codes, height, len(values))
            if self._rows is None:
                self._encode(values, numbers)
                return
            values = [values[number] for number in numbers]
        elif len(values) != height:
            raise GarbledError
        if self._rows is None:
            known = list(self._known)
            self._rows = [known[code] for code in np.frombuffer(self._codes, np.int32)]
            self._hashes.append(_hash(self._rows))
        self._rows += values
        self._hashes.append(_hash(values))

    def _encode(self, values: Sequence[object], numbers: NDArray[np.int32]) -> None:
        known = self._known
        places = np.fromiter((known.setdefault(value, len(known)) for value in values), np.int32, len(values))
        self._codes += places[numbers].tobytes()

    def column(self, first: int, last: int) -> Column:
        """The finished column, from one row up to another."""
        if self._rows is None:
            return Column(tuple(self._known), array("i", bytes(self._codes[4 * first : 4 * last])))
        rows = self._rows[first:last]
        if _all_differ(np.concatenate(self._hashes)[first:last]):
            return Column(tuple(rows), array("i", np.arange(len(rows), dtype=np.int32).tobytes()))
        known = {value: code for code, value in enumerate(dict.fromkeys(rows))}
        return Column(tuple(known), array("i", map(known.__getitem__, rows)))


def _hash(values: Sequence[object]) -> NDArray[np.int64]:
    return np.fromiter(map(hash, values), np.int64, len(values))


def _all_differ(hashes: NDArray[np.int64]) -> bool:
    """Whether there are no two the same; then the values differ too. To sort numbers is much quicker than to fill a set."""
    hashes.sort()
    return not (hashes[1:] == hashes[:-1]).any()
