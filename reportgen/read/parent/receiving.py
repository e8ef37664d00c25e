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

from reportgen.model.ledgers import Column, SheetRows
from reportgen.model.texts import Piece
from reportgen.read.parent.building import Passing, Strands, Take, Values, check_codes
from reportgen.read.protocol.answers import LENGTH, PLAIN, SEPARATOR, TEXTS, Answer, GarbledError
from reportgen.read.protocol.refusals import PendingIssue

_Outline = dict[str, Any]


def receive(channel: BinaryIO, most: int, take: Take | None = None) -> Answer:
    """Reads one answer of at most `most` bytes; raises GarbledError where there is none.

    What comes in stretches goes to `take`, where there is one, and is not held: the sheet has no columns then.
    """
    frames = _Frames(channel, most)
    told = Strands(most) if take is None else Passing(take)
    try:
        while "stretch" in (head := frames.json()):
            packed = frozenset(head["packed"])
            columns = [_read_column(frames, place in packed) for place in range(head["columns"])]
            told.add(int(head["stretch"]), columns)
        sheets = tuple(_read_sheet(outline, frames) for outline in head["sheets"])
        if head["told"] is not None:
            (sheet,) = sheets
            sheets = (replace(sheet, columns=told.columns(head["told"]["first"], sheet.height, head["told"]["width"])),)
        return Answer(
            sha256=str(head["sha256"]),
            sheets=sheets,
            refusal=head["refusal"] and read_note(head["refusal"]),
            notes=tuple(map(read_note, head["notes"])),
        )
    except (
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        OverflowError,
        RecursionError,
        struct.error,
    ) as error:
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
        columns=tuple(_whole_column(height, *_read_whole(frames)) for _ in range(outline["columns"])),
        height=height,
        first_row=int(outline["first_row"]),
        first_column=int(outline["first_column"]),
        hidden=bool(outline["hidden"]),
        hidden_rows=frozenset(map(int, outline["hidden_rows"])),
        hidden_columns=frozenset(map(int, outline["hidden_columns"])),
        merges=tuple(_merges(outline)),
        errors=tuple((int(row), int(column), str(text)) for row, column, text in outline["errors"]),
        counts_from_1904=bool(outline["counts_from_1904"]),
        misfits=tuple((int(row), int(line), int(cells)) for row, line, cells in outline["misfits"]),
        width=int(outline["width"]),
    )


def _merges(outline: _Outline) -> Iterator[tuple[int, int, int, int]]:
    """The merges as far as there are cells: one that a file says to reach a billion columns is no work for whoever walks it."""
    last_row = int(outline["first_row"]) + int(outline["height"]) - 1
    last_column = int(outline["first_column"]) + int(outline["columns"]) - 1
    for top, left, bottom, right in outline["merges"]:
        if top <= min(bottom, last_row) and left <= min(right, last_column):
            yield int(top), int(left), int(min(bottom, last_row)), int(min(right, last_column))


def _read_whole(frames: _Frames) -> Values:
    return read_values(frames()), frames()


def _read_column(frames: _Frames, packed: bool) -> Values | Piece:
    """What a stretch says of a column."""
    return _read_piece(frames(), frames()) if packed else _read_whole(frames)


def _read_piece(data: bytes, starts: bytes) -> Piece:
    """Packed texts, once it is seen that each is one."""
    import pyarrow as pa  # noqa: PLC0415 - it is there where a child packed texts with it, and need not be elsewhere

    piece = Piece(data, array("i", starts))
    if piece.height < 0:
        raise GarbledError
    try:
        texts = pa.StringArray.from_buffers(piece.height, pa.py_buffer(starts), pa.py_buffer(data))
        texts.validate(full=True)
    except pa.ArrowException as error:
        raise GarbledError from error
    return piece


def _whole_column(height: int, values: Sequence[object], codes: bytes) -> Column:
    check_codes(codes, height, len(values))
    return Column(tuple(values), array("i", codes))


_READERS: dict[str, Callable[[Any], object]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
}


def read_values(frame: bytes) -> Sequence[object]:
    """The values of a frame."""
    if frame.startswith(TEXTS):
        return frame[len(TEXTS) :].decode("utf-8", "surrogatepass").split(SEPARATOR)
    values = _load(frame)
    if set(map(type, values)) <= PLAIN:
        return list(values)
    return [value if type(value) in PLAIN else _READERS[value[0]](value[1]) for value in values]


def read_note(note: dict[str, Any]) -> PendingIssue:
    """What is to be said of a file, as a child says it."""
    values = tuple((str(name), str(value)) for name, value in note["values"])
    return PendingIssue(note["code"], note["sheet"], note["row"], note["column"], values)
