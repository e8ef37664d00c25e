"""Parquet files -> one sheet: the names of the columns as its header, then the rows, a batch at a time.

Values become what a spreadsheet would hold: dates stay dates, instants are told in UTC, a decimal is a number
as long as 15 digits hold it and a text beyond, what is null is empty. Lists and records within a cell are refused.
"""

import io
import math
from collections.abc import Callable, Iterator
from datetime import UTC
from decimal import Decimal
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet
from pyarrow import types

from reportgen.model.ledgers import SheetRows
from reportgen.read.protocol.answers import Buffer, Stretch, Told, write_values
from reportgen.read.protocol.columns import Columns, believe
from reportgen.read.protocol.limits import MOST_BYTES, MOST_RATIO
from reportgen.read.protocol.refusals import RefusedError
from reportgen.read.protocol.streams import Span, Tell, Teller
from reportgen.read.texts.arrows import (
    by_row,
    frames,
    has_illegal,
    indices_of,
    is_doubtful,
    is_null,
    marks,
    signs_of,
    span,
    span_of,
)

_AT_ONCE = 128 * 1024
_MOST_COLUMNS = 16_384
_MOST_CELLS = 256 * 1024 * 1024
_MOST_UNPACKED = 1024 * 1024 * 1024
_MOST_DIGITS = 15
_EMPTY = pa.StringArray.from_buffers(1, pa.py_buffer(bytes(8)), pa.py_buffer(b""))[0]

_Cells = tuple[tuple[Buffer, Buffer], Span, list[tuple[int, str]], bool]
"""Frames, where it is filled, marks by row, whether the frames are packed."""


def read_parquet(file: BinaryIO, name: str, tell: Tell) -> tuple[SheetRows, Told]:
    """Tells the rows of a Parquet file as one sheet of this name.

    Raises RefusedError where it is encrypted, has a column of anything but plain values, or declares more than a ledger
    holds; pa.ArrowException or OSError where it is broken.
    """
    teller = Teller(tell)
    try:
        source = pyarrow.parquet.ParquetFile(file)
        _check_size(source.metadata, file.seek(0, io.SEEK_END))
        header = Columns()
        header.add([source.schema_arrow.names])
        teller.add_columns(header)
        for batch in _batches(file, source):
            _tell_batch(batch, name, teller)
    except OSError as error:
        if "decrypt" in str(error):  # pyarrow has no class of its own for that
            raise RefusedError("read.encrypted") from None
        raise
    return teller.sheet(name, first_row=1)


def _check_size(footer: Any, size: int) -> None:
    """Refuses what the footer alone shows to be too much.

    What it says of single columns is left alone: to ask for that of an encrypted one aborts the process.
    """
    unpacked = sum(footer.row_group(number).total_byte_size for number in range(footer.num_row_groups))
    bomb = unpacked > MOST_BYTES and unpacked > MOST_RATIO * size
    cells = footer.num_rows * max(1, footer.num_columns)
    if bomb or unpacked > _MOST_UNPACKED or cells > _MOST_CELLS or footer.num_columns > _MOST_COLUMNS:
        raise RefusedError("read.package-too-large")


def _batches(file: BinaryIO, source: Any) -> Iterator[Any]:
    """The rows in batches; texts that repeat themselves in the first are read as the dictionaries that they are stored as."""
    first = next(source.iter_batches(_AT_ONCE, use_threads=False), None)
    if first is None:
        return
    repeated = [
        field.name
        for field, column in zip(first.schema, first.columns, strict=True)
        if _is_text(field.type) and 2 * len(column.unique()) < len(column)
    ]
    yield from pyarrow.parquet.ParquetFile(file, read_dictionary=repeated).iter_batches(_AT_ONCE, use_threads=False)


def _tell_batch(batch: Any, sheet: str, teller: Teller) -> None:
    columns = []
    for number, column in enumerate(batch.columns, 1):
        try:
            columns.append(_read_texts(column) if _is_text(column.type) else _read_values(column))
        except (_UnreadableError, pa.ArrowInvalid, pa.ArrowNotImplementedError):
            raise RefusedError("read.no-plain-values", sheet, 1, number) from None
    errors = [(row, number, mark) for number, (_, _, marked, _) in enumerate(columns, 1) for row, mark in marked]
    packed = frozenset(place for place, (_, _, _, plain) in enumerate(columns) if plain)
    stretch = Stretch(batch.num_rows, tuple(sent for sent, _, _, _ in columns), packed)
    teller.add(stretch, [filled for _, filled, _, _ in columns], errors)


class _UnreadableError(Exception):
    """A type that is no cell's."""


def _is_text(type_: Any) -> bool:
    return bool(types.is_string(type_) or types.is_large_string(type_) or types.is_string_view(type_))


def _read_texts(column: Any) -> _Cells:
    """A column of texts that hardly repeat themselves; raises pa.ArrowInvalid where their bytes are not UTF-8."""
    texts = pc.fill_null(column.cast(pa.string()), _EMPTY)
    texts.validate(full=True)
    signs = signs_of(texts)
    illegal = has_illegal(signs)
    sent = (write_values(texts.to_pylist()), b"") if illegal else frames(texts)
    return sent, span(texts), marks(texts) if illegal or is_doubtful(signs) else [], not illegal


def _read_values(column: Any) -> _Cells:
    """A column of any other kind, each of its values put into Python once."""
    if types.is_float16(column.type):  # pyarrow before 26 does not encode these
        column = column.cast(pa.float32())
    encoded = column if types.is_dictionary(column.type) else column.dictionary_encode()
    values, found = believe([*_plain_values(encoded.dictionary), ""])
    indices = encoded.indices.cast(pa.int32())
    codes = np.where(is_null(indices), np.int32(len(values) - 1), indices_of(indices))
    filled = np.array([value != "" for value in values])[codes]
    return (write_values(values), codes.tobytes()), span_of(filled), by_row(found, codes), False


def _plain_values(distinct: Any) -> list[object]:
    """Values as a ledger holds them; raises _UnreadableError, or pa.ArrowInvalid for bytes that are no text."""
    if types.is_timestamp(distinct.type):
        times = distinct.cast(pa.timestamp("us", distinct.type.tz), safe=False).view(pa.timestamp("us"))
        clock = UTC if distinct.type.tz else None
        return ["" if time is None else time.replace(tzinfo=clock) for time in times.to_pylist()]
    for fits, cast, read in _KINDS:
        if fits(distinct.type):
            values = (distinct if cast is None else distinct.cast(cast, safe=cast == pa.string())).to_pylist()
            return ["" if value is None else read(value) for value in values]
    raise _UnreadableError


def _same(value: object) -> object:
    return value


def _number(number: float) -> object:
    return "" if math.isnan(number) else number


def _single(number: float) -> object:
    """As short as single precision says it: 0.1, not 0.10000000149."""
    return _number(float(str(np.float32(number))))


def _exact(number: Decimal) -> object:
    """A number as long as its digits fit, else its digits as a text."""
    digits = len(number.normalize().as_tuple().digits) if number.is_finite() else _MOST_DIGITS + 1
    if number == number.to_integral_value():
        return int(number) if abs(number) < 10**_MOST_DIGITS else format(number, "f")
    return float(number) if digits <= _MOST_DIGITS else format(number, "f")


_KINDS: tuple[tuple[Callable[[Any], bool], Any, Callable[[Any], object]], ...] = (
    (types.is_boolean, None, _same),
    (types.is_integer, None, _same),
    (types.is_float64, None, _number),
    (types.is_float32, None, _single),
    (types.is_decimal, None, _exact),
    (types.is_date, pa.date32(), _same),
    (types.is_time, pa.time64("us"), _same),
    (types.is_duration, pa.duration("us"), _same),
    (types.is_null, None, _same),
    (_is_text, pa.string(), _same),
    (types.is_binary, pa.string(), _same),
    (types.is_large_binary, pa.string(), _same),
)
