"""Old workbooks, written record by record: an .xls, or an .et of WPS."""

import struct
from pathlib import Path

import pytest

from reportgen.read.workbooks.compounds import Compound, CompoundError
from tests.read.making import read_one, refusals, table
from tests.read.oldbooks import EOF, begin, columns, compound, error, formula, label, number, record, row, sheet, stream


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    """Texts and numbers; error cells and errors of formulas by cell, hidden rows and columns, charts between left out."""
    chart = begin(0x20) + error(7, 7, 0x07) + EOF
    cells = (
        columns(1, 1),
        row(0, hidden=False),
        row(1, hidden=True),
        label(0, 0, "甲"),
        number(0, 1, 24.0),
        error(0, 2, 0x2A),
        chart,
        formula(1, 0, 0x07),
        label(1, 1, "乙"),
        error(1, 2, 1, is_error=0),
    )
    read = read_one(tmp_path, compound(stream(sheet(*cells), sheet())), "台账.et")
    assert table(read) == [("甲", 24, ""), ("", "乙", True)]
    assert read.errors == ((1, 3, "#N/A"), (2, 1, "#DIV/0!"))
    assert (read.hidden_rows, read.hidden_columns) == ({2}, {2})


def test_other_compound_files_are_named(tmp_path: Path) -> None:
    """Encrypted in either way, documents, slides, mails; and what is none of them is damaged."""
    plain = stream(sheet(label(0, 0, "甲")))
    files = {
        "a.xls": compound(stream(sheet(label(0, 0, "甲")), globally=record(0x002F, bytes(54)))),
        "b.xlsx": compound(b"", "EncryptedPackage"),
        "c.xls": compound(b"", "WordDocument"),
        "d.xls": compound(b"", "PowerPoint Document"),
        "e.xls": compound(plain, "Anything"),
        "f.xls": compound(plain)[:3000],
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
    whole = bytearray(compound(stream(sheet(label(0, 0, "甲")))))
    assert Compound(bytes(whole)).stream("Workbook").startswith(begin(5))
    for following in (2, 10**6):
        whole[512 + 2 * 4 : 512 + 3 * 4] = struct.pack("<I", following)
        with pytest.raises(CompoundError):
            Compound(bytes(whole)).stream("Workbook")


@pytest.mark.parametrize(("mode", "counts"), [(0, False), (1, True)])
def test_an_old_workbook_may_count_days_from_1904(tmp_path: Path, mode: int, counts: bool) -> None:
    """Its numbers stay as they are; that they count from another day is said."""
    globally = record(0x0022, struct.pack("<H", mode))
    read = read_one(tmp_path, compound(stream(sheet(number(0, 0, 44743.0)), globally=globally)), "台账.xls")
    assert (table(read), read.counts_from_1904) == ([(44743,)], counts)
