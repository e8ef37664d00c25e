"""The records of a large text file, a block at a time, by pyarrow: the quick way, for what is plainly well-formed.

A block that holds anything on which pyarrow and the careful way (`records`) might differ is read the careful way; where
quotation marks stand as they should not, it cannot be told where a block ends, and all the rest is.
"""

import io
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

from reportgen.read.protocol.answers import Stretch
from reportgen.read.protocol.streams import Span, Teller
from reportgen.read.texts.arrows import (
    CODED,
    Signs,
    fit_type,
    frames,
    has_illegal,
    is_doubtful,
    longest,
    marks,
    span,
    texts_of,
)
from reportgen.read.texts.records import FEW_LINES, LONGEST, Place, read_records, swallows

Read = Callable[[int], bytes]

BLOCK = 4 * 1024 * 1024
"""Bytes that are read at a time."""

_AHEAD = 2  # blocks that are parsed while one is told
_MOST_HELD = 4  # blocks that may go by before a record ends
_MARK, _LINE_END, _RETURN = b'"\n\r'
_BOM = b"\xef\xbb\xbf"

_Places = NDArray[np.intp]
_Parsed = tuple[Stretch, list[Span], list[tuple[int, int, str]]]


def read_bulk(read: Read, width: int, place: Place, teller: Teller, block: int = BLOCK) -> None:
    """Tells the records of a text in UTF-8 whose usual record has so many cells, and moves `place` behind them.

    `read` gives the next bytes of the text, so many at most, none at its end. Raises RefusedError where quotation marks do
    not pair, UnicodeDecodeError where a text is not in UTF-8.
    """
    blocks = _Blocks(read, place.separator, block)
    parser = _Parser(width, place.separator)
    for records, parsed in _ahead(blocks.whole(), parser):
        try:
            stretch, spans, errors = parsed.result()
        except (_UnsureError, pa.ArrowInvalid):
            read_records(_lines(io.BytesIO(records.data[: records.size])), place, teller)
        else:
            teller.add(stretch, spans, errors)
            place.row, place.line = place.row + stretch.height, place.line + records.lines
    read_records(_lines(io.BufferedReader(blocks)), place, teller)


def _ahead(blocks: "Iterator[_Records]", parser: "_Parser") -> "Iterator[tuple[_Records, Future[_Parsed]]]":
    """The blocks with what the parser makes of them; it is at work on the next ones while one is told."""
    with ThreadPoolExecutor(_AHEAD) as beside:
        waiting: deque[tuple[_Records, Future[_Parsed]]] = deque()
        for records in blocks:
            waiting.append((records, beside.submit(parser.parse, records)))
            if not parser.knows_types:
                wait([waiting[-1][1]])
            if len(waiting) > _AHEAD:
                yield waiting.popleft()
        yield from waiting


def _lines(data: io.BytesIO | io.BufferedReader) -> io.TextIOWrapper:
    return io.TextIOWrapper(data, "utf-8", newline="")


class _UnsureError(Exception):
    """What it is cannot be said without looking at it character by character."""


@dataclass(frozen=True, slots=True)
class _Records:
    """Some whole records: so many bytes of the data, how many they are, and on how many lines."""

    data: bytes
    size: int
    height: int
    lines: int
    long: list[int]  # the numbers, from 0, of records of more than FEW_LINES lines


class _Blocks(io.RawIOBase):
    """The blocks of a text, each a number of whole records; what is left when no more can be told is read like a file."""

    def __init__(self, read: Read, separator: str, size: int) -> None:
        self._read, self._separator, self._size = read, separator.encode(), size
        self._held = b""

    def whole(self) -> Iterator[_Records]:
        """The blocks, up to the first whose quotation marks stand wrong."""
        while True:
            more = self._read(self._size)
            self._held = self._held + more if self._held else more
            try:
                found = _whole_records(self._held, self._separator, ended=not more)
            except _UnsureError:
                return
            if found:
                self._held = self._held[found.size :]
                yield found
            if not more or len(self._held) > _MOST_HELD * self._size:
                return

    def readable(self) -> bool:
        """That it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes that are left."""
        data = self._held or self._read(len(buffer))
        taken, self._held = data[: len(buffer)], data[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def _whole_records(data: bytes, separator: bytes, ended: bool) -> _Records | None:
    """The records that end in these bytes, None where none does; raises _UnsureError where marks stand wrong."""
    signs = np.frombuffer(data, np.uint8)
    if b'"' not in data:
        end = len(data) if ended else data.rfind(b"\n") + 1
        height = int(np.count_nonzero(signs[:end] == _LINE_END)) + (data[end - 1 : end] not in (b"", b"\n"))
        return _Records(data, end, height, height, []) if end else None
    marks, line_ends = np.flatnonzero(signs == _MARK), np.flatnonzero(signs == _LINE_END)
    inside = np.searchsorted(marks, line_ends) % 2 == 1
    outer = line_ends[~inside]
    end = len(data) if ended else int(outer[-1]) + 1 if len(outer) else 0
    if not end:
        return None
    _check_marks(signs[:end], marks[marks < end], separator)
    last = data[end - 1] != _LINE_END
    lines_before = np.searchsorted(outer, line_ends[inside & (line_ends < end)])
    long = np.flatnonzero(np.bincount(lines_before) >= FEW_LINES)
    lines = int(np.count_nonzero(line_ends < end)) + last
    return _Records(data, end, len(outer) + last, lines, long.tolist())


def _check_marks(signs: Signs, marks: _Places, separator: bytes) -> None:
    """That each mark begins or ends a cell, or is doubled in one that it began; raises _UnsureError where it is not so."""
    if len(marks) % 2:
        raise _UnsureError
    opening, closing = marks[0::2], marks[1::2]
    doubled = opening[1:] == closing[:-1] + 1
    ends = np.isin(signs, (ord(separator), _LINE_END, _RETURN))
    begins = np.concatenate(([True], ends))[opening]
    closes = np.concatenate((ends, [True]))[closing + 1]
    begins[1:] |= doubled
    closes[:-1] |= doubled
    if not (begins.all() and closes.all()):
        raise _UnsureError


class _Parser:
    """Reads blocks of records that all have the same width."""

    def __init__(self, width: int, separator: str) -> None:
        """Of such records; which columns repeat themselves is not known before the first block."""
        self._types = {str(number): CODED for number in range(width)}
        self._separator = separator
        self.knows_types = False

    def parse(self, records: _Records) -> _Parsed:
        """The rows, where their columns are filled, and the marks of cells; raises _UnsureError or pa.ArrowInvalid."""
        signs = np.frombuffer(records.data, np.uint8, records.size)
        if records.data.startswith(_BOM) or has_illegal(signs) or _ends_oddly(signs):
            raise _UnsureError
        columns = self._columns(records)
        if any(swallows([column[row].as_py() for column in columns], self._separator) for row in records.long):
            raise _UnsureError
        packed = frozenset(place for place, column in enumerate(columns) if column.type != CODED)
        stretch = Stretch(records.height, tuple(map(frames, columns)), packed)
        found = enumerate(map(marks, columns), 1) if is_doubtful(signs) else ()
        errors = [(row, number, mark) for number, cells in found for row, mark in cells]
        return stretch, list(map(span, columns)), errors

    def _columns(self, records: _Records) -> list[pa.Array]:
        columns = self._parse(records)
        if not self.knows_types:
            self.knows_types = True
            self._types = dict(zip(self._types, map(fit_type, columns), strict=True))
            columns = self._parse(records)
        if any(len(column) != records.height or longest(column) > LONGEST for column in columns):
            raise _UnsureError
        return columns

    def _parse(self, records: _Records) -> list[pa.Array]:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(pa.py_buffer(records.data).slice(0, records.size)),
            read_options=pyarrow.csv.ReadOptions(
                use_threads=False, column_names=list(self._types), block_size=records.size + 1
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=self._separator, newlines_in_values=True, ignore_empty_lines=False
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=self._types, null_values=[], strings_can_be_null=False, check_utf8=False
            ),
        )
        columns = [column.chunk(0) for column in table.columns]
        for column in columns:
            texts_of(column).validate(
                full=True
            )  # whether it is UTF-8: asked of all texts at once it takes half the time
        return columns


def _ends_oddly(signs: Signs) -> bool:
    """Whether there are line ends of other kinds than the two usual ones."""
    returns = np.flatnonzero(signs == _RETURN)
    return bool(len(returns)) and not (np.append(signs, np.uint8(0))[returns + 1] == _LINE_END).all()
