"""A zip package looked over before any parser sees it: its directory alone, then the first bytes of each part.

The limits are those of Apache POI and OWASP ASVS 12.1.2: 1,000 entries, 200 MB in all, 100:1 above 100 KiB. The sizes
that a directory declares may lie; but a part is never unpacked beyond its declared size, by calamine as by zipfile, and
the whole happens in a child with limits of its own, so the declared total bounds the true one.
"""

import re
import zipfile
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from reportgen.read.protocol.limits import MOST_BYTES, MOST_RATIO, RATIO_FROM
from reportgen.read.protocol.refusals import RefusedError

MOST_ENTRIES = 1_000

_END = b"PK\x05\x06"
_END_LENGTH = 22
_LOCAL_HEADER = 30
_MOST_DIRECTORY = 1024 * 1024
_HEAD = 4 * 1024
_MOST_PROLOG = 256 * 1024
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<(?=[^!?])")


def open_package(file: BinaryIO) -> zipfile.ZipFile:
    """The package, once its directory is seen to be sound; raises RefusedError or zipfile.BadZipFile."""
    _check_end(file)
    package = zipfile.ZipFile(file)
    entries = package.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError("read.encrypted")
    _check_sizes(entries)
    _check_names(entries)
    _check_overlaps(entries)
    return package


def _check_end(file: BinaryIO) -> None:
    """Counts the entries before they are listed: a directory of a million would fill the memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_LENGTH - 0xFFFF))
    tail = file.read()
    record = tail[tail.rfind(_END) :]
    if len(record) < _END_LENGTH:
        raise zipfile.BadZipFile
    entries, directory = int.from_bytes(record[10:12], "little"), int.from_bytes(record[12:16], "little")
    if entries > MOST_ENTRIES or directory > _MOST_DIRECTORY:
        raise RefusedError("read.package-too-large")


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise RefusedError("read.package-too-large")
    for entry in entries:
        if entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            raise RefusedError("read.package-too-large")


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    """Refuses names that differ in case alone (OPC: part names are the same then) and names that lead out of the package."""
    names = [entry.filename.replace("\\", "/").casefold() for entry in entries]
    if len(set(names)) < len(names):
        raise RefusedError("read.package-forged")
    if any(name.startswith("/") or name[1:2] == ":" or ".." in PurePosixPath(name).parts for name in names):
        raise RefusedError("read.package-forged")


def _check_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    """Refuses entries that share bytes: so a small file holds a large one many times (CVE-2024-0450)."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise RefusedError("read.package-forged")
        end = entry.header_offset + _LOCAL_HEADER + len(entry.orig_filename) + entry.compress_size


def check_prologs(package: zipfile.ZipFile) -> None:
    """Refuses a package in which an XML part declares a document type: OPC forbids it, and entities do harm.

    The declaration can only stand before the root element, so a part is unpacked no further than to that.
    """
    for entry in package.infolist():
        with package.open(entry) as part:
            if _declares_type(part.read(_HEAD), part):
                raise RefusedError("read.doctype", part=entry.filename)


def _declares_type(text: bytes, rest: IO[bytes]) -> bool:
    """Whether a document type is declared before the root element; a prolog without an end is taken for one."""
    prolog, ended = _prolog(text)
    while not ended and len(text) < _MOST_PROLOG and (more := rest.read(_MOST_PROLOG)):
        text += more
        prolog, ended = _prolog(text)
    return b"<!DOCTYPE" in prolog or (not ended and len(text) >= _MOST_PROLOG)


def _prolog(text: bytes) -> tuple[bytes, bool]:
    """What stands before the root element, without comments, and whether that is all of it.

    Text in UTF-16 is ASCII once its zero bytes are gone, as far as markup goes. What is no XML has no prolog.
    """
    text = _COMMENT.sub(b"", text.replace(b"\x00", b""))
    if not text.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return b"", True
    root = _ROOT.search(text)
    return (text[: root.start()], True) if root else (text, False)
