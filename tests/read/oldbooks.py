"""Old workbooks (.xls, .et) made by hand, record by record as [MS-XLS] has them, in a compound file."""

import struct
from collections.abc import Iterable, Sequence

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ENTRIES = 128  # of the sector table in one sector
DAYS, INSTANTS = 1, 2
"""The formats of cells that `formats` knows: a day, a day with the time."""


def record(kind: int, *fields: bytes) -> bytes:
    """One record."""
    return struct.pack("<HH", kind, len(b"".join(fields))) + b"".join(fields)


def begin(kind: int) -> bytes:
    """The beginning of a substream: 5 for the workbook's own, 0x10 for a sheet, 0x20 for a chart."""
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


EOF = record(0x000A)
"""The end of a substream."""


def formats() -> bytes:
    """Records of the workbook after which cells may be days or instants."""
    return b"".join(record(0x00E0, struct.pack("<HH", 0, kind), bytes(16)) for kind in (0, 14, 22))


def label(row: int, column: int, text: str) -> bytes:
    """A cell with a text; rows and columns are counted from 0."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(encoded) // 2, 1), encoded)


def number(row: int, column: int, number: float, form: int = 0) -> bytes:
    """A cell with a number, or a day where `form` says so."""
    return record(0x0203, struct.pack("<HHHd", row, column, form, number))


def error(row: int, column: int, code: int, is_error: int = 1) -> bytes:
    """A cell with an error, or with a truth value."""
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, is_error))


def formula(row: int, column: int, code: int) -> bytes:
    """A formula whose result is the error of this code."""
    return record(0x0006, struct.pack("<HHHBBBBBBHHIH", row, column, 0, 2, 0, code, 0, 0, 0, 0xFFFF, 0, 0, 0))


def row(row: int, hidden: bool) -> bytes:
    """What a row is like."""
    return record(0x0208, struct.pack("<HHHHHHI", row, 0, 9, 255, 0, 0, 0x100 | (0x20 if hidden else 0)))


def columns(first: int, last: int) -> bytes:
    """These columns are hidden."""
    return record(0x007D, struct.pack("<HHHHHH", first, last, 2048, 0, 1, 0))


def merges(areas: Sequence[tuple[int, int, int, int]]) -> bytes:
    """Merged cells: first row, first column, last row, last column of each, counted from 0."""
    fields = (struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in areas)
    return record(0x00E5, struct.pack("<H", len(areas)), *fields)


def sheet(*records: bytes) -> bytes:
    """The substream of a sheet."""
    return begin(0x10) + b"".join(records) + EOF


def stream(*sheets: bytes, globally: bytes = b"", names: Iterable[str] = (), hidden: Iterable[bool] = ()) -> bytes:
    """A workbook stream with sheets called 1, 2 ... unless they have names."""
    encoded = [name.encode("utf-16-le") for name in names] or [
        f"{place}".encode("utf-16-le") for place in range(1, len(sheets) + 1)
    ]
    states = list(hidden) or [False] * len(sheets)
    place = len(begin(5) + globally + EOF) + sum(4 + 8 + len(name) for name in encoded)
    bounds = b""
    for name, state, content in zip(encoded, states, sheets, strict=True):
        bounds += record(0x0085, struct.pack("<IBBBB", place, state, 0, len(name) // 2, 1), name)
        place += len(content)
    return begin(5) + globally + bounds + EOF + b"".join(sheets)


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    about = struct.pack("<HBBIII", len(encoded) + 2 if name else 0, kind, 1, _FREE, _FREE, child)
    return encoded.ljust(64, b"\0") + about + bytes(36) + struct.pack("<IQ", start, size)


def compound(stream: bytes, name: str = "Workbook", cutoff: int = 4096) -> bytes:
    """A compound file of 512-byte sectors: the table, the directory, then the stream."""
    stream = stream.ljust(max(cutoff, len(stream)), b"\0")
    sectors = -(-len(stream) // 512)
    tables = next(count for count in range(1, 110) if count * _ENTRIES >= count + 1 + sectors)
    links = [_TABLE] * tables + [_END, *range(tables + 2, tables + 1 + sectors), _END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, tables, tables, 0, cutoff, _END, 0, _END, 0)
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry(name, 2, tables + 1, len(stream))
    return (
        (header + struct.pack(f"<{tables}I", *range(tables))).ljust(512, b"\xff")
        + struct.pack(f"<{len(links)}I", *links).ljust(512 * tables, b"\xff")
        + directory + _entry("", 0, 0, 0) * 2
        + stream.ljust(sectors * 512, b"\0")
    )  # fmt: skip
