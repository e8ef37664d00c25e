"""Columns of pyarrow as they are sent to the parent, without a Python object for each cell."""

import re

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from reportgen.read.protocol.answers import EMPTY, SEPARATOR, Buffer
from reportgen.read.protocol.columns import Marks, mark_texts
from reportgen.read.protocol.streams import Span
from reportgen.read.protocol.surveys import ERRORS

CODED = pa.dictionary(pa.int32(), pa.string())
"""The type of a column of texts that repeat themselves; others are of `pa.string()`. No text is null in either."""

Signs = NDArray[np.uint8]
"""The bytes of a text, as numbers."""

_BLANKS = tuple(b"\n\r\t")
_WIDE = 0xEF  # begins the last characters of three bytes
_ERROR = re.compile(b"|".join(re.escape(error.encode()) for error in sorted(ERRORS)))


def has_illegal(signs: Signs) -> bool:
    """Whether a text in UTF-8 has a character that no XML document may hold."""
    control = int(np.count_nonzero(signs < ord(" ")))  # to count is many times quicker than to note the places
    for blank in _BLANKS:
        control -= int(np.count_nonzero(signs == blank)) if control else 0
    if control:
        return True
    wide = (signs[:-1] == _WIDE) & (signs[1:] == 0xBF)
    return bool(wide.any() and (signs[np.flatnonzero(wide) + 2] >= 0xBE).any())  # U+FFFE and U+FFFF


def is_doubtful(signs: Signs) -> bool:
    """Whether a text may have cells that are to be marked, though its characters are all legal."""
    data = signs.tobytes()  # to search for one byte is many times quicker than to compare each
    if b"+" in data and (b"e+" in data or b"E+" in data):
        return True
    return b"#" in data and _ERROR.search(data) is not None


def fit_type(column: pa.Array) -> pa.DataType:
    """Coded where values come more than twice, else plain: to find out that nearly all are distinct costs too much."""
    return CODED if 2 * len(column.dictionary) < len(column) else pa.string()


def texts_of(column: pa.Array) -> pa.Array:
    """Its texts: of a coded column every distinct one."""
    return column.dictionary if column.type == CODED else column


def _offsets(texts: pa.Array) -> NDArray[np.int32]:
    """Where each text begins among the bytes of all, and where the last ends."""
    if not len(texts):
        return np.zeros(1, np.int32)
    return np.frombuffer(texts.buffers()[1], np.int32, len(texts) + 1, 4 * texts.offset)


def signs_of(column: pa.Array) -> Signs:
    """The bytes of all its texts, one after the other."""
    texts = texts_of(column)
    offsets = _offsets(texts)
    return np.frombuffer(texts.buffers()[2] or b"", np.uint8)[offsets[0] : offsets[-1]]


def codes_of(column: pa.Array) -> NDArray[np.int32]:
    """The codes of a coded column."""
    return indices_of(column.indices)


def indices_of(numbers: pa.Array) -> NDArray[np.int32]:
    """An array of 32-bit numbers as numpy sees it, anything where it is null."""
    if not len(numbers):
        return np.zeros(0, np.int32)
    return np.frombuffer(numbers.buffers()[1], np.int32, len(numbers), 4 * numbers.offset)


def is_null(array: pa.Array) -> NDArray[np.bool_]:
    """Where an array holds nothing. (To ask pyarrow itself for it as numpy would load pandas.)"""
    valid = array.buffers()[0]
    if valid is None:
        return np.zeros(len(array), np.bool_)
    bits = np.unpackbits(np.frombuffer(valid, np.uint8), bitorder="little")
    empty: NDArray[np.bool_] = bits[array.offset : array.offset + len(array)] == 0
    return empty


def longest(column: pa.Array) -> int:
    """The bytes of its longest text."""
    return int(np.diff(_offsets(texts_of(column))).max(initial=0))


def frames(column: pa.Array) -> tuple[Buffer, Buffer]:
    """The column as it is sent: packed, or if it is coded with a separator before each value, none of which may hold one."""
    offsets = _offsets(texts_of(column))
    signs, offsets = signs_of(column), offsets - offsets[0]
    if column.type != CODED:
        return signs.data, offsets.data.cast("B")
    joined = np.insert(signs, offsets[:-1], ord(SEPARATOR))
    return joined.data if len(joined) else EMPTY, codes_of(column).data.cast("B")


def span(column: pa.Array) -> Span:
    """Where the column is filled."""
    filled = np.diff(_offsets(texts_of(column))) > 0
    if filled.all():
        return (0, len(column)) if len(column) else None
    return span_of(filled[codes_of(column)] if column.type == CODED else filled)


def span_of(filled: NDArray[np.bool_]) -> Span:
    """From the first row that is filled to the last."""
    rows = np.flatnonzero(filled)
    return (int(rows[0]), int(rows[-1]) + 1) if len(rows) else None


def marks(column: pa.Array) -> list[tuple[int, str]]:
    """Row, counted from 0, and mark of the cells that cannot be believed."""
    found = mark_texts(texts_of(column).to_pylist())
    return by_row(found, codes_of(column)) if column.type == CODED else list(found.items())


def by_row(found: Marks, codes: NDArray[np.int32]) -> list[tuple[int, str]]:
    """The marks of values as marks of the rows that have them."""
    rows = np.flatnonzero(np.isin(codes, list(found))).tolist() if found else []
    return [(row, found[int(codes[row])]) for row in rows]
