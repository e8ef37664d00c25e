"""Packages from outside are refused before they harm (THREATS 10, 13); those that we write are frozen and whole."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.messages import DocumentError
from reportgen.word import freeze, open_document, open_package
from reportgen.word.packages.package import LIMITS
from reportgen.word.packages.xml import XmlError, declares_type, parse
from tests.render import surgery
from tests.render.sample import PAGE, STAMP
from tests.work import calls, unpacking

BASE = PAGE.read_bytes()
XXE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
BILLION = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>'


def archive(files: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of files, in which a name may stand twice."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, data in files:
            made.writestr(name, data)
    return stream.getvalue()


def code(data: bytes) -> str:
    """The code with which a package is refused."""
    with pytest.raises(DocumentError) as caught:
        open_package(data, "a.docx")
    (issue,) = caught.value.issues
    assert issue.source is not None
    assert issue.source.file == "a.docx"
    return issue.code


def files(*more: tuple[str, bytes]) -> list[tuple[str, bytes]]:
    """The base template's files and some more."""
    return [*surgery.parts_of(BASE).items(), *more]


def lying() -> bytes:
    """A zip whose directory says that its last entry has ten bytes, of ten thousand."""
    data = bytearray(archive(files(("word/lie.bin", b"a" * 10_000))))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(data)


def large_in_all() -> bytes:
    """A zip whose three entries of a few megabytes are declared to be a hundred each, at a ratio that is usual."""
    data = bytearray(
        archive(files(*((f"word/{number}.bin", bytes(4 << 20)) for number in range(3))), zipfile.ZIP_STORED)
    )
    place = len(data)
    for _ in range(3):
        place = data.rindex(b"PK\x01\x02", 0, place)
        data[place + 24 : place + 28] = struct.pack("<I", 100_000_000)
    return bytes(data)


def overlapping() -> bytes:
    """A zip two of whose entries are the same bytes."""
    data = bytearray(archive(files(("word/a.bin", b"a" * 99), ("word/b.bin", b"a" * 99)), zipfile.ZIP_STORED))
    place = data.rindex(b"PK\x01\x02")
    before = data.rindex(b"PK\x01\x02", 0, place)
    data[place + 42 : place + 46] = data[before + 42 : before + 46]
    return bytes(data)


def encrypted() -> bytes:
    """A zip whose last entry says it is encrypted."""
    data = bytearray(archive(files()))
    place = data.rindex(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "ratio 101": (lambda: archive(files(("word/big.bin", b"\0" * LIMITS.small * 30))), "document.too-large"),
    "ratio 795": (lambda: archive(files(("word/big.bin", b"\0" * 50_000_000))), "document.too-large"),
    "1,001 entries": (
        lambda: archive(files(*((f"word/{number}.bin", b"x") for number in range(1001)))),
        "document.too-large",
    ),
    "300 MB in all": (
        lambda: archive(files(*((f"word/{number}.bin", bytes(range(256)) * 40_000) for number in range(30)))),
        "document.too-large",
    ),
    "300 MB in all, not dense": (large_in_all, "document.too-large"),
    "a size that lies": (lying, "document.not-docx"),
    "overlapping entries": (overlapping, "document.unsafe-zip"),
    "packed by bzip2": (lambda: archive(files(("word/a.bin", b"a")), zipfile.ZIP_BZIP2), "document.unsafe-zip"),
    "encrypted": (encrypted, "document.password"),
    "same name in capitals": (lambda: archive(files(("WORD/Document.xml", b"<a/>"))), "document.unsafe-zip"),
    "name that leaves": (lambda: archive(files(("../evil.xml", b"<a/>"))), "document.unsafe-zip"),
    "name from the root": (lambda: archive(files(("/etc/evil.xml", b"<a/>"))), "document.unsafe-zip"),
    "name with a drive": (lambda: archive(files(("c:evil.xml", b"<a/>"))), "document.unsafe-zip"),
    "name with a backslash": (lambda: archive(files(("word\\evil.xml", b"<a/>"))), "document.unsafe-zip"),
    "no content types": (lambda: archive([("word/document.xml", b"<a/>")]), "document.not-docx"),
    "no document": (
        lambda: archive([("[Content_Types].xml", surgery.parts_of(BASE)["[Content_Types].xml"])]),
        "document.not-docx",
    ),
    "truncated": (lambda: BASE[:-30], "document.not-docx"),
    "not a zip": (lambda: b"no document at all", "document.not-docx"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_zip_built_to_harm_is_refused_at_once(bomb: str) -> None:
    """Refused from the directory or, where sizes lie, while it is unpacked, before that comes to anything."""
    make, expected = BOMBS[bomb]
    data = make()
    assert code(data) == expected
    with unpacking() as sizes:
        assert calls(lambda: code(data)) <= 50_000
    assert sum(sizes) <= 64 * 1024


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused() -> None:
    """Two readers would read two different documents."""
    assert code(archive(files(("word/document.xml", b"<a/>")))) == "document.unsafe-zip"


@pytest.mark.parametrize("declaration", [XXE, BILLION, "<!DOCTYPE a>", '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">'])
@pytest.mark.parametrize(
    "part",
    [
        "word/document.xml",
        "word/styles.xml",
        "word/footer1.xml",
        "[Content_Types].xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
    ],
)
def test_a_document_type_is_refused_before_parsing(part: str, declaration: str) -> None:
    """No entity is ever read, whatever part declares it; and the part is named."""
    content = surgery.parts_of(BASE)[part].partition(b"?>")[2]
    for encoding in ("utf-8", "utf-16", "utf-32", "utf-32-be"):
        named = {"utf-32": "ucs-4", "utf-32-be": "ucs-4"}.get(encoding, encoding)
        poisoned = f'<?xml version="1.0" encoding="{named}"?>{declaration}{content.decode()}'.encode(
            encoding, "replace"
        )
        with pytest.raises(DocumentError) as caught:
            open_package(surgery.zipped({**surgery.parts_of(BASE), part: poisoned}), "a.docx")
        assert [(issue.code, issue.source.sheet) for issue in caught.value.issues if issue.source] == [
            ("document.broken-part", part)
        ]


def test_a_document_type_in_an_encoding_that_nobody_uses_is_refused() -> None:
    """Spelled so that no search of bytes finds it, it is found when the part is parsed."""
    data = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a><a/>'
    assert not declares_type(data)
    with pytest.raises(XmlError):
        parse(data)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(BASE) - 1))
def test_any_damage_is_a_typed_error_or_none(noise: bytes, place: int) -> None:
    """Bytes written over a document make it readable or refused, nothing else."""
    damaged = BASE[:place] + noise + BASE[place + len(noise) :]
    try:
        open_package(damaged)
    except DocumentError as error:
        assert error.issues


def frozen(document: bytes, stamp: datetime = STAMP) -> bytes:
    """The document opened, saved and frozen."""
    return freeze(open_document(open_package(document)), "标题", stamp)


def test_freezing_takes_out_what_programs_leave_behind() -> None:
    """No author, no program, no thumbnail, no custom properties; one stamp; zip times and attributes fixed."""
    left = surgery.with_part(
        BASE,
        "docProps/app.xml",
        "application/xml",
        "<Properties><Company>某公司</Company></Properties>",
        "extended-properties",
        "",
    )
    left = surgery.edited(left, "docProps/core.xml", ("<dc:creator></dc:creator>", "<dc:creator>张三</dc:creator>"))
    saved = frozen(left)
    parts = surgery.parts_of(saved)
    assert "docProps/app.xml" not in parts
    assert not any("某公司".encode() in data or "张三".encode() in data for data in parts.values())
    assert parts["docProps/core.xml"].count(b"2026-10-12T00:00:00Z") == 2
    with zipfile.ZipFile(io.BytesIO(saved)) as made:
        assert {entry.date_time for entry in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert made.namelist()[0] == "[Content_Types].xml"


def test_freezing_a_frozen_document_changes_nothing() -> None:
    """Opening and saving is the identity on what was saved."""
    once = frozen(BASE)
    assert frozen(once) == once


def test_a_stamp_is_written_as_utc() -> None:
    """The same moment on another clock is the same stamp."""
    beijing = datetime(2026, 10, 12, 8, tzinfo=timezone(timedelta(hours=8)))
    assert frozen(BASE, beijing) == frozen(BASE, datetime(2026, 10, 12, tzinfo=UTC))


def test_an_entry_without_a_name_is_no_traceback() -> None:
    """A zip may name an entry with nothing at all: the file is refused."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("x", "y")
    nameless = bytearray(held.getvalue())
    for mark, length, name in ((b"PK\x01\x02", 28, 46), (b"PK\x03\x04", 26, 30)):
        place = nameless.index(mark)
        nameless[place + length] = 0
        del nameless[place + name]
    end = nameless.index(b"PK\x05\x06")
    for place in (12, 16):  # the size of the directory, and where it begins
        nameless[end + place] -= 1
    assert zipfile.ZipFile(io.BytesIO(nameless)).namelist() == [""]
    with pytest.raises(DocumentError):
        open_package(bytes(nameless), "x.docx")
