"""The child process: opens the files that it is told to, one after the other, under limits, and answers.

It runs with the standard library and python-calamine alone. Whatever a file does to it stays with it.
"""

import gc
import gzip
import hashlib
import io
import json
import struct
import sys
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, PasswordError

from reportgen.model import SheetRows
from reportgen.read.answers import Answer, frames, send
from reportgen.read.compounds import CompoundError
from reportgen.read.kinds import Kind, kind_of
from reportgen.read.limits import bound_memory, grant_time
from reportgen.read.packages import MOST_BYTES, MOST_RATIO, RATIO_FROM
from reportgen.read.refusals import RefusedError, Remark
from reportgen.read.texts import encoding_of, read_table
from reportgen.read.workbooks import read_compound, read_package

_DAMAGE = (
    CalamineError,
    CompoundError,
    EOFError,
    ElementTree.ParseError,
    ExpatError,
    UnicodeError,
    gzip.BadGzipFile,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
_HEAD = 512


def serve(memory_mb: int, seconds: int) -> None:
    """Answers requests, a JSON line each on standard input, until there are no more."""
    gc.disable()  # rows refer to nothing that refers back, and there are millions of them
    bound_memory(memory_mb)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        grant_time(seconds)
        for frame in frames(read_file(Path(request["path"]), request["name"])):
            send(sys.stdout.buffer, frame)
        sys.stdout.buffer.flush()


def read_file(path: Path, name: str) -> Answer:
    """Everything that the file says, or why it is refused; `name` is what a sheet is called that has no name of its own."""
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            sheets, notes = _read(file, name)
    except RefusedError as refused:
        return Answer(refusal=refused.remark)
    except PasswordError:
        return Answer(refusal=Remark("read.encrypted"))
    except _DAMAGE:
        return Answer(refusal=Remark("read.damaged"))
    except OSError:
        return Answer(refusal=Remark("read.cannot-open"))
    except MemoryError:
        return Answer(refusal=Remark("read.too-large"))
    if not any(sheet.height for sheet in sheets):
        return Answer(refusal=Remark("read.empty"))
    return Answer(sha256, sheets, notes=notes)


def _read(file: BinaryIO, name: str) -> tuple[tuple[SheetRows, ...], tuple[Remark, ...]]:
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    kind = kind_of(head)
    if kind is Kind.PACKAGE:
        return read_package(file.read()), ()
    if kind is Kind.COMPOUND:
        return read_compound(file.read()), ()
    if kind is Kind.COMPRESSED:
        return _read_text(io.BytesIO(_unpack(file)), name)
    return _read_text(file, name)


def _read_text(file: BinaryIO, name: str) -> tuple[tuple[SheetRows, ...], tuple[Remark, ...]]:
    if kind_of(file.read(_HEAD)) is not Kind.TEXT:
        raise RefusedError("read.not-a-ledger", kind="archive")
    encoding = encoding_of(file)
    notes = (Remark("read.encoding-guessed"),) if encoding == "gb18030" else ()
    return (read_table(file, name, encoding),), notes


def _unpack(file: BinaryIO) -> bytes:
    """The content of a gzip file, held to the limits of packages."""
    size = file.seek(0, 2)
    file.seek(0)
    most = min(MOST_BYTES, max(RATIO_FROM, MOST_RATIO * size))
    with gzip.GzipFile(fileobj=file) as packed:
        data = packed.read(most + 1)
    if len(data) > most:
        raise RefusedError("read.package-too-large")
    return data
