"""Old workbooks, written record by record: an .xls, or an .et of WPS."""

import struct
from pathlib import Path

import pytest

from reportgen.read.compounds import Compound, CompoundError
from tests.read.making import read_one, refusals, table

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _record(kind: int, *fields: bytes) -> bytes:
    return struct.pack("<HH", kind, len(b"".join(fields))) + b"".join(fields)


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


_EOF = _record(0x000A)


def _label(row: int, column: int, text: str) -> bytes:
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1), text.encode("utf-16-le"))


def _number(row: int, column: int, number: float) -> bytes:
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, number))


def _error(row: int, column: int, code: int, is_error: int = 1) -> bytes:
    return _record(0x0205, struct.pack("<HHHBB", row, column, 0, code, is_error))


def _formula(row: int, column: int, code: int) -> bytes:
    """A formula whose result is the error of this code."""
    return _record(0x0006, struct.pack("<HHHBBBBBBHHIH", row, column, 0, 2, 0, code, 0, 0, 0, 0xFFFF, 0, 0, 0))


def _row(row: int, hidden: bool) -> bytes:
    return _record(0x0208, struct.pack("<HHHHHHI", row, 0, 9, 255, 0, 0, 0x100 | (0x20 if hidden else 0)))


def _columns(first: int, last: int) -> bytes:
    """These columns are hidden."""
    return _record(0x007D, struct.pack("<HHHHHH", first, last, 2048, 0, 1, 0))


def _stream(*sheets: bytes, globally: bytes = b"") -> bytes:
    """A workbook stream with sheets called 1, 2 ..."""
    names = [str(number).encode() for number in range(1, len(sheets) + 1)]
    place = len(_begin(5) + globally + _EOF) + sum(4 + 8 + len(name) for name in names)
    bounds = b""
    for name, sheet in zip(names, sheets, strict=True):
        bounds += _record(0x0085, struct.pack("<IBBBB", place, 0, 0, len(name), 0), name)
        place += len(sheet)
    return _begin(5) + globally + bounds + _EOF + b"".join(sheets)


def _sheet(*records: bytes) -> bytes:
    return _begin(0x10) + b"".join(records) + _EOF


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    about = struct.pack("<HBBIII", len(encoded) + 2 if name else 0, kind, 1, _FREE, _FREE, child)
    return encoded.ljust(64, b"\0") + about + bytes(36) + struct.pack("<IQ", start, size)


def _compound(stream: bytes, name: str = "Workbook", cutoff: int = 4096) -> bytes:
    """A compound file of 512-byte sectors: the table, the directory, then the stream."""
    stream = stream.ljust(max(cutoff, len(stream)), b"\0")
    sectors = -(-len(stream) // 512)
    table_of = [_TABLE, _END, *range(3, sectors + 2), _END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, cutoff, _END, 0, _END, 0)
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry(name, 2, 2, len(stream)) + _entry("", 0, 0, 0) * 2
    return (
        (header + struct.pack("<I", 0)).ljust(512, b"\xff")
        + struct.pack(f"<{len(table_of)}I", *table_of).ljust(512, b"\xff")
        + directory
        + stream.ljust(sectors * 512, b"\0")
    )


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    """Texts and numbers; error cells and errors of formulas by cell, hidden rows and columns, charts between left out."""
    chart = _begin(0x20) + _error(7, 7, 0x07) + _EOF
    cells = (
        _columns(1, 1),
        _row(0, hidden=False),
        _row(1, hidden=True),
        _label(0, 0, "甲"),
        _number(0, 1, 24.0),
        _error(0, 2, 0x2A),
        chart,
        _formula(1, 0, 0x07),
        _label(1, 1, "乙"),
        _error(1, 2, 1, is_error=0),
    )
    sheet = read_one(tmp_path, _compound(_stream(_sheet(*cells), _sheet())), "台账.et")
    assert table(sheet) == [("甲", 24, ""), ("", "乙", True)]
    assert sheet.errors == ((1, 3, "#N/A"), (2, 1, "#DIV/0!"))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2})


def test_other_compound_files_are_named(tmp_path: Path) -> None:
    """Encrypted in either way, documents, slides, mails; and what is none of them is damaged."""
    plain = _stream(_sheet(_label(0, 0, "甲")))
    files = {
        "a.xls": _compound(_stream(_sheet(_label(0, 0, "甲")), globally=_record(0x002F, bytes(54)))),
        "b.xlsx": _compound(b"", "EncryptedPackage"),
        "c.xls": _compound(b"", "WordDocument"),
        "d.xls": _compound(b"", "PowerPoint Document"),
        "e.xls": _compound(plain, "Anything"),
        "f.xls": _compound(plain)[:3000],
        "g.xls": struct.pack("<HHHH", 0x0409, 6, 0, 0x10) + bytes(100),
    }
    assert list(refusals(tmp_path, files).values()) == [
        "read.encrypted",
        "read.encrypted",
        "read.not-a-ledger",
        "read.not-a-ledger",
        "read.damaged",
        "read.damaged",
        "read.old-format",
    ]


def test_tables_that_run_in_circles_are_broken() -> None:
    """A chain of sectors that never ends, or leaves the file, is told at once."""
    whole = bytearray(_compound(_stream(_sheet(_label(0, 0, "甲")))))
    assert Compound(bytes(whole)).stream("Workbook").startswith(_begin(5))
    for following in (2, 10**6):
        whole[512 + 2 * 4 : 512 + 3 * 4] = struct.pack("<I", following)
        with pytest.raises(CompoundError):
            Compound(bytes(whole)).stream("Workbook")
