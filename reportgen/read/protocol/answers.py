"""What a child sends: frames of JSON, of texts and of bare integers, a form that can carry values but never code.

First come stretches of a sheet too long to be held whole, if there is one; then the answer, and the cells of all other sheets
column by column. The parent's side is in `receiving`.
"""

import json
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from reportgen.model.ledgers import Column, SheetRows
from reportgen.read.protocol.refusals import PendingIssue

Buffer = bytes | memoryview
"""Bytes of a frame; a view has items of one byte."""


@dataclass(frozen=True, slots=True)
class Told:
    """What of the stretches is the sheet: the rows from this one on (counted from 0), and so many columns."""

    first: int
    width: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child found: the sheets of a file and the hash of its bytes, or why it was refused; `notes` in either case.

    Where the only sheet was `told` in stretches, the child's answer has it without columns; the parent puts them in.
    """

    sha256: str = ""
    sheets: tuple[SheetRows, ...] = ()
    refusal: PendingIssue | None = None
    notes: tuple[PendingIssue, ...] = ()
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some rows of a sheet: for each column the frame of its values and that of their codes, rows one after the other.

    Where the frame of codes is empty, the values are not distinct ones but those of the rows themselves. Of a column in
    `packed` (places from 0) the frames are those of a `Piece`: the texts of the rows, one behind the other, and where each starts.
    """

    height: int
    columns: tuple[tuple[Buffer, Buffer], ...]
    packed: frozenset[int] = frozenset()


class GarbledError(Exception):
    """The answer broke off, or is nothing that a child says."""


LENGTH = struct.Struct("<q")
"""Stands before each frame."""

SEPARATOR = "\x1f"

TEXTS = SEPARATOR.encode()
"""Begins a frame of nothing but texts, each with a SEPARATOR before it; any other frame is JSON."""

EMPTY = b"[]"
"""The frame of no values."""

PLAIN = {str, int, float, bool}
"""What JSON can say; values of any other type are a pair of a word and what it is made of."""

_WRITERS: dict[type, tuple[str, Callable[[Any], object]]] = {
    date: ("date", date.isoformat),
    datetime: ("datetime", datetime.isoformat),
    time: ("time", time.isoformat),
    timedelta: ("seconds", timedelta.total_seconds),
}


def frames(answer: Answer) -> Iterator[bytes]:
    """An answer in pieces: first all but the cells, then the values and the codes of each column."""
    yield _dump(
        {
            "sha256": answer.sha256,
            "refusal": answer.refusal and asdict(answer.refusal),
            "notes": [asdict(note) for note in answer.notes],
            "told": answer.told and asdict(answer.told),
            "sheets": [_outline(sheet) for sheet in answer.sheets],
        }
    )
    for column in (column for sheet in answer.sheets for column in sheet.columns):
        yield from write_column(column)


def stretch_frames(stretch: Stretch) -> Iterator[Buffer]:
    """A stretch in pieces: its height and width, then the columns."""
    yield _dump({"stretch": stretch.height, "columns": len(stretch.columns), "packed": sorted(stretch.packed)})
    for values, codes in stretch.columns:
        yield values
        yield codes


def write_column(column: Column) -> tuple[bytes, bytes]:
    """The frame of the values of a column, and that of its codes."""
    return write_values(column.values), column.codes.tobytes()


def send(channel: BinaryIO, frame: Buffer) -> None:
    """Writes one frame."""
    channel.write(LENGTH.pack(len(frame)))
    channel.write(frame)


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _outline(sheet: SheetRows) -> dict[str, object]:
    """All of a sheet but its cells."""
    return {
        "name": sheet.name,
        "columns": len(sheet.columns),
        "height": sheet.height,
        "first_row": sheet.first_row,
        "first_column": sheet.first_column,
        "hidden": sheet.hidden,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "merges": sheet.merges,
        "errors": sheet.errors,
        "counts_from_1904": sheet.counts_from_1904,
        "misfits": sheet.misfits,
        "width": sheet.width,
    }


def write_values(values: Sequence[object]) -> bytes:
    """The frame of these values."""
    types = set(map(type, values))
    if types == {str}:
        texts = SEPARATOR.join(["", *values])  # type: ignore[list-item] # that they are texts is what the line above says
        if texts.count(SEPARATOR) == len(values):
            return texts.encode("utf-8", "surrogatepass")
    if types <= PLAIN:
        return _dump(list(values))
    return _dump([value if type(value) in PLAIN else _write_value(value) for value in values])


def _write_value(value: object) -> list[object]:
    kind, write = _WRITERS[type(value)]
    return [kind, write(value)]
