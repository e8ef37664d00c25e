"""Hostile packages are refused before a parser meets them, quickly and without harm to the parent."""

import json
import struct
import subprocess
import sys
import zlib
from importlib import import_module
from pathlib import Path

import pytest

from reportgen.read import read_ledgers
from reportgen.read.worker import read_file
from tests.read.making import cell, package, parts, refusals, row, text, workbook, worksheet
from tests.work import calls, unpacking

_PLAIN = parts(worksheet(row(1, text("A1", "甲"))))
_MEGABYTE = 1024 * 1024

_MEASURE = """
import json, resource, sys
from pathlib import Path
from reportgen.read import read_ledgers
found = {}
for path in map(Path, sys.argv[1:]):
    rows, issues = read_ledgers([path])
    found[path.name] = " ".join(issue.code for issue in issues)
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM:"))
usage = [own // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024]
print(json.dumps([found, usage]))
"""


def _measured(folder: Path, files: dict[str, bytes]) -> tuple[dict[str, str], int]:
    """The code of each file, and the megabytes that parent or child took at most, in a process of their own."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    run = [sys.executable, "-c", _MEASURE, *(str(folder / name) for name in files)]
    done = subprocess.run(run, check=True, capture_output=True, cwd=Path(__file__).parents[2], timeout=120)
    found, usage = json.loads(done.stdout)
    return found, max(usage)


def _work(path: Path) -> tuple[int, int]:
    """How many functions a child calls to read a file, once the module that does it is loaded, and how many bytes it unpacks."""
    import_module("reportgen.read.workbooks.calamine")
    with unpacking() as sizes:
        called = calls(lambda: read_file(path, path.name, lambda _: None))
    return called, sum(sizes)


def _zeros(megabytes: int) -> bytes:
    """A zip with one deflated part of so many megabytes of zeros, made without ever holding them."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = pack.compress(bytes(_MEGABYTE)) + pack.flush(zlib.Z_FULL_FLUSH)
    data = once * megabytes + pack.flush()
    return _raw([(b"xl/media/a.bin", data, megabytes * _MEGABYTE)])


def _raw(entries: list[tuple[bytes, bytes, int]], offsets: list[int] | None = None) -> bytes:
    """A zip written byte by byte from (name, deflated data, declared size); `offsets` may lie about where entries begin."""
    body, directory = bytearray(), bytearray()
    for number, (name, data, size) in enumerate(entries):
        offset = offsets[number] if offsets else len(body)
        common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, len(data), size, len(name), 0)
        body += b"PK\x03\x04" + common + name + data
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name
    end = struct.pack("<HHHHIIH", 0, 0, *[min(len(entries), 0xFFFF)] * 2, len(directory), len(body), 0)
    return bytes(body + directory) + b"PK\x05\x06" + end


def _lying(part: str, real: bytes) -> bytes:
    """A workbook of which one part declares that it is smaller than it is."""
    whole = package({**_PLAIN, part: real})
    place = whole.rfind(part.encode()) - 46 + 24
    return whole[:place] + struct.pack("<I", 4096) + whole[place + 4 :]


def _bombs() -> dict[str, tuple[bytes, str]]:
    """Each bomb with the code that it must get."""
    small = zlib.compressobj(9, zlib.DEFLATED, -15)
    tiny = small.compress(b"a") + small.flush()
    sheet = worksheet(row(1, text("A1", "甲" * 1000))).encode()
    overlapping = _raw([(b"[Content_Types].xml", tiny, 1), (b"xl/a.xml", tiny, 1)], offsets=[0, 0])
    encrypted = bytearray(workbook(row(1, cell("A1"))))
    encrypted[encrypted.rfind(b"PK\x01\x02") + 8] |= 1
    return {
        "ratio 101.xlsx": (_raw([(b"a.xml", bytes(2000), 2000 * 101)]), "read.package-too-large"),
        "ratio 795.xlsx": (_zeros(8), "read.package-too-large"),
        "1001 entries.xlsx": (package([(f"xl/{n}.xml", "<a/>") for n in range(1001)]), "read.package-too-large"),
        "70000 entries.xlsx": (_raw([(b"%d" % n, b"", 0) for n in range(70_000)]), "read.package-too-large"),
        "2 GiB part.xlsx": (_zeros(2048), "read.package-too-large"),
        "300 MB in all.xlsx": (
            _raw([(b"%d.xml" % n, bytes(4 * _MEGABYTE), 100 * _MEGABYTE) for n in range(3)]),
            "read.package-too-large",
        ),
        "declares 4 GiB.xlsx": (_raw([(b"a.xml", tiny, 2**32 - 1)]), "read.package-too-large"),
        "declares less.xlsx": (_lying("xl/worksheets/sheet1.xml", sheet * 20), "read.damaged"),
        "overlap.xlsx": (overlapping, "read.package-forged"),
        "same name.xlsx": (
            _raw([(b"xl/a.xml", tiny, 1), (b"xl/a.xml", tiny, 1)]),
            "read.package-forged",
        ),
        "same but for case.xlsx": (package({**_PLAIN, "XL/Workbook.xml": "<a/>"}), "read.package-forged"),
        "leads out.xlsx": (package({**_PLAIN, "xl/../../a.xml": "<a/>"}), "read.package-forged"),
        "absolute.xlsx": (package({**_PLAIN, "/etc/a.xml": "<a/>"}), "read.package-forged"),
        "drive.xlsx": (package({**_PLAIN, "c:\\a.xml": "<a/>"}), "read.package-forged"),
        "nested.xlsx": (package({"a.xlsx": _zeros(8)}), "read.not-a-ledger"),
        "locked.xlsx": (bytes(encrypted), "read.encrypted"),
    }


@pytest.mark.skipif(sys.platform != "linux", reason="the peak memory of a process is told by Linux alone")
def test_bombs_are_refused_from_the_directory(tmp_path: Path) -> None:
    """Sixteen bombs and forgeries are refused before they are unpacked, parent and child below 200 MB (THREATS 10)."""
    bombs = _bombs()
    found, megabytes = _measured(tmp_path, {name: content for name, (content, _) in bombs.items()})
    assert found == {name: code for name, (_, code) in bombs.items()}
    assert megabytes <= 200
    for name in bombs:
        called, unpacked = _work(tmp_path / name)
        assert called <= 2_000, name
        assert unpacked <= 16 * 1024, name


def _grids() -> dict[str, bytes]:
    a1 = row(1, cell("A1"))
    return {
        "corners.xlsx": workbook(a1, row(1_048_576, cell("XFD1048576"))),
        "wide and deep.xlsx": workbook(a1, row(1_000_000, cell("Z1000000"))),
        "old grid.xlsx": workbook(a1, row(65_536, cell("IV65536"))),
        "one column beyond.xlsx": workbook(row(1, cell("A1"), cell("XFE1"))),
        "many rows beyond.xlsx": workbook(a1, row(2_000_000, cell("A2000000"))),
        "row and cell disagree.xlsx": workbook(row(1, cell("A1"), cell("XFD1048576"))),
        "letters without end.xlsx": workbook(row(1, cell("A1"), cell("ZZZZZZZ1"))),
    }


@pytest.mark.skipif(sys.platform != "linux", reason="the peak memory of a process is told by Linux alone")
def test_far_away_cells_are_refused(tmp_path: Path) -> None:
    """Seven grids that would burst calamine are refused within 300 MB, not one of their rows made (THREATS 11)."""
    grids = _grids()
    found, megabytes = _measured(tmp_path, grids)
    assert found == dict.fromkeys(grids, "read.far-cells")
    assert megabytes <= 300
    for name in grids:
        called, unpacked = _work(tmp_path / name)
        assert called <= 20_000, name
        assert unpacked <= 64 * 1024, name


@pytest.mark.skipif(sys.platform != "linux", reason="the peak memory of a process is told by Linux alone")
def test_single_cells_far_from_the_table_are_named_and_cost_nothing(tmp_path: Path) -> None:
    """A slip of the hand in the last column or row, in a small sheet and in a large one: the table is read, the cell is told."""
    table = [row(n, *(text(f"{letter}{n}", "某事") for letter in "ABCDE")) for n in range(1, 400)]
    long = [row(n, *(text(f"{letter}{n}", f"一件反映{n}" * 20) for letter in "ABCDE")) for n in range(2, 6_001)]
    wide = '<dimension ref="A1:XFD6000"/>'
    files = {
        "right.xlsx": workbook(row(1, text("A1", "某事"), cell("XFD1")), *table[1:]),
        "formatted.xlsx": workbook(row(1, text("A1", "某事"), '<c r="XFC1" s="1"/>', cell("XFD1")), *table[1:]),
        "below.xlsx": workbook(*table, row(1_048_576, cell("B1048576"))),
        "corner.xlsx": workbook(*table, row(1_048_576, cell("XFD1048576"))),
        "large.xlsx": workbook(row(1, text("A1", "某事"), cell("XFD1")), *long, before=wide),
    }
    found, megabytes = _measured(tmp_path, files)
    assert found == dict.fromkeys(files, "read.far-cell-left-out")
    assert megabytes <= 300
    rows, issues = read_ledgers([tmp_path / name for name in files])
    assert [(len(one.sheets[0].columns), one.sheets[0].height) for one in rows.files] == [(5, 399)] * 4 + [(5, 6_000)]
    assert [str(one.source).rpartition(" ")[2] for one in issues] == ["XFD1", "XFD1", "B1048576", "XFD1048576", "XFD1"]


def test_two_tables_far_apart_are_both_read(tmp_path: Path) -> None:
    """What stands far away and is as much as the rest is no slip."""
    far = [row(n, text(f"A{n}", "某事"), text(f"KA{n}", "别的事")) for n in range(1, 9)]
    (tmp_path / "two.xlsx").write_bytes(workbook(*far))
    rows, issues = read_ledgers([tmp_path / "two.xlsx"])
    assert not issues
    assert rows.files[0].sheets[0].row(0)[-1] == "别的事"


def test_a_lone_cell_in_the_last_row_is_read(tmp_path: Path) -> None:
    """Far is not wrong as long as it can be read: one column of a million rows, or one row of all columns."""
    files = {
        "rows.xlsx": workbook(row(1, cell("A1")), row(1_048_576, cell("A1048576"))),
        "columns.xlsx": workbook(row(1, cell("A1"), cell("XFD1"))),
    }
    assert refusals(tmp_path, files) == {"rows.xlsx": "", "columns.xlsx": ""}


_PAYLOADS = {
    "file": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "net": '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x.dtd"> %e;]>',
    "laughs": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    "bare": "<!-- c --><?p i?>\n<!DOCTYPE x>",
}


def test_document_types_are_refused(tmp_path: Path) -> None:
    """Four payloads in six parts, in UTF-8 and in UTF-16, are refused before any parser reads them (THREATS 13)."""
    theme = {**_PLAIN, "xl/theme/theme1.xml": "<a/>"}
    assert len(theme) == 6
    files = {
        f"{name} {part.replace('/', ' ')} {encoding}.xlsx": package(
            {**theme, part: (payload + str(xml)).encode(encoding)}
        )
        for name, payload in _PAYLOADS.items()
        for part, xml in theme.items()
        for encoding in ("utf-8", "utf-16")
    }
    assert refusals(tmp_path, files) == dict.fromkeys(files, "read.doctype")


def test_the_words_of_a_document_type_in_a_cell_are_text(tmp_path: Path) -> None:
    """What stands in a cell or a comment declares nothing."""
    xml = "<!-- <!DOCTYPE x> -->" + worksheet(
        row(1, text("A1", "&lt;!DOCTYPE x&gt;"), text("B1", "<![CDATA[<!DOCTYPE x>]]>"))
    )
    assert refusals(tmp_path, {"台账.xlsx": package(parts(xml))}) == {"台账.xlsx": ""}


def test_a_prolog_without_end_is_refused(tmp_path: Path) -> None:
    """Half a megabyte of comments before the root element hides something."""
    xml = (
        "<?xml version='1.0'?>" + "".join(f"<?a {n * n}?>" for n in range(30_000)) + worksheet(row(1, text("A1", "甲")))
    )
    assert refusals(tmp_path, {"台账.xlsx": package(parts(xml))}) == {"台账.xlsx": "read.doctype"}


def test_other_packages_are_named(tmp_path: Path) -> None:
    """A document, slides, a binary workbook and a workbook without its parts say what they are."""

    def typed(content: str) -> bytes:
        return package({"[Content_Types].xml": f'<Types><Override ContentType="{content}"/></Types>', "a.xml": "<a/>"})

    office = "application/vnd.openxmlformats-officedocument"
    found = refusals(
        tmp_path,
        {
            "a.xlsx": typed(f"{office}.wordprocessingml.document.main+xml"),
            "b.xlsx": typed(f"{office}.presentationml.presentation.main+xml"),
            "c.xlsx": typed("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
            "d.xlsx": typed(f"{office}.spreadsheetml.sheet.main+xml"),
            "e.xlsx": package({name: xml for name, xml in _PLAIN.items() if "sheet1" not in name}),
            "f.ods": package({"mimetype": "application/vnd.oasis.opendocument.text"}),
        },
    )
    assert list(found.values()) == [
        "read.not-a-ledger",
        "read.not-a-ledger",
        "read.old-format",
        "read.damaged",
        "read.damaged",
        "read.not-a-ledger",
    ]


def test_macros_are_left_alone(tmp_path: Path) -> None:
    """An .xlsm is read like an .xlsx; its macros are bytes that nobody opens."""
    content = package({**_PLAIN, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 100})
    assert refusals(tmp_path, {"台账.xlsm": content}) == {"台账.xlsm": ""}
