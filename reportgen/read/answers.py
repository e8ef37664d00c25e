"""What a child sends back: frames of JSON and bare integers, a form that can carry values but never code.

A parser that a hostile file has taken over can answer anything. So the parent takes no pickle and no marshal from it,
only JSON and 4-byte integers, bounds the size of every frame, and believes nothing about their shape.
"""

import json
import struct
from array import array
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from reportgen.model import Column, SheetRows
from reportgen.read.refusals import Remark


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child found: the sheets of a file and the hash of its bytes, or why it was refused; `notes` in either case."""

    sha256: str = ""
    sheets: tuple[SheetRows, ...] = ()
    refusal: Remark | None = None
    notes: tuple[Remark, ...] = ()


class GarbledError(Exception):
    """The answer broke off, or is nothing that a child says."""


_LENGTH = struct.Struct("<q")
_PLAIN = {str, int, float, bool}
_WRITERS: dict[type, tuple[str, Callable[[Any], object]]] = {
    date: ("date", date.isoformat),
    datetime: ("datetime", datetime.isoformat),
    time: ("time", time.isoformat),
    timedelta: ("seconds", timedelta.total_seconds),
}
_READERS: dict[str, Callable[[Any], object]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
}


def frames(answer: Answer) -> Iterator[bytes]:
    """An answer in pieces: first all but the cells, then the values and the codes of each column."""
    yield _dump(
        {
            "sha256": answer.sha256,
            "refusal": answer.refusal and asdict(answer.refusal),
            "notes": [asdict(note) for note in answer.notes],
            "sheets": [_outline(sheet) for sheet in answer.sheets],
        }
    )
    for column in (column for sheet in answer.sheets for column in sheet.columns):
        yield _dump(_write_values(column.values))
        yield column.codes.tobytes()


def send(channel: BinaryIO, frame: bytes) -> None:
    """Writes one frame."""
    channel.write(_LENGTH.pack(len(frame)))
    channel.write(frame)


def receive(channel: BinaryIO, most: int) -> Answer:
    """Reads one answer whose frames are at most `most` bytes long; raises GarbledError where there is none."""
    try:
        head = _load(_receive_frame(channel, most))
        return Answer(
            sha256=str(head["sha256"]),
            sheets=tuple(_read_sheet(outline, channel, most) for outline in head["sheets"]),
            refusal=head["refusal"] and _read_remark(head["refusal"]),
            notes=tuple(map(_read_remark, head["notes"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError, struct.error) as error:
        raise GarbledError from error


def _receive_frame(channel: BinaryIO, most: int) -> bytes:
    (length,) = _LENGTH.unpack(channel.read(_LENGTH.size))
    if not 0 <= length <= most:
        raise GarbledError
    frame = channel.read(length)
    if len(frame) != length:
        raise GarbledError
    return frame


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _load(frame: bytes) -> Any:
    return json.loads(frame.decode("utf-8", "surrogatepass"))


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
    }


def _read_sheet(outline: dict[str, Any], channel: BinaryIO, most: int) -> SheetRows:
    height = int(outline["height"])
    return SheetRows(
        name=str(outline["name"]),
        columns=tuple(_read_column(height, channel, most) for _ in range(outline["columns"])),
        height=height,
        first_row=int(outline["first_row"]),
        first_column=int(outline["first_column"]),
        hidden=bool(outline["hidden"]),
        hidden_rows=frozenset(map(int, outline["hidden_rows"])),
        hidden_columns=frozenset(map(int, outline["hidden_columns"])),
        merges=tuple((int(top), int(left), int(bottom), int(right)) for top, left, bottom, right in outline["merges"]),
        errors=tuple((int(row), int(column), str(text)) for row, column, text in outline["errors"]),
    )


def _read_column(height: int, channel: BinaryIO, most: int) -> Column:
    values = _read_values(_load(_receive_frame(channel, most)))
    codes = array("i")
    codes.frombytes(_receive_frame(channel, most))
    if len(codes) != height or (codes and not 0 <= min(codes) <= max(codes) < len(values)):
        raise GarbledError
    return Column(values, codes)


def _write_values(values: tuple[object, ...]) -> list[object]:
    if set(map(type, values)) <= _PLAIN:
        return list(values)
    return [value if type(value) in _PLAIN else _write_value(value) for value in values]


def _write_value(value: object) -> list[object]:
    kind, write = _WRITERS[type(value)]
    return [kind, write(value)]


def _read_values(values: list[Any]) -> tuple[object, ...]:
    if set(map(type, values)) <= _PLAIN:
        return tuple(values)
    return tuple(value if type(value) in _PLAIN else _READERS[value[0]](value[1]) for value in values)


def _read_remark(remark: dict[str, Any]) -> Remark:
    values = tuple((str(name), str(value)) for name, value in remark["values"])
    return Remark(remark["code"], remark["sheet"], remark["row"], remark["column"], values)
