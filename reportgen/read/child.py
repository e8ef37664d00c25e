"""The child process: opens the files that it is told to, one after the other, under limits, and answers.

It runs with the standard library and python-calamine alone. Whatever a file does to it stays with it.
"""

import gc
import gzip
import hashlib
import io
import json
import sys
from pathlib import Path
from typing import BinaryIO

from python_calamine import PasswordError

from reportgen.model import SheetRows
from reportgen.read.answers import Answer, frames, send
from reportgen.read.kinds import Kind, kind_of
from reportgen.read.limits import OUT_OF_MEMORY, bound_memory, grant_time
from reportgen.read.packages import MOST_BYTES, MOST_RATIO, RATIO_FROM
from reportgen.read.refusals import RefusedError, Remark
from reportgen.read.texts import encoding_of, read_table
from reportgen.read.webpages import is_markup, read_tables
from reportgen.read.workbooks import read_compound, read_package

_HEAD = 512
_HEAD_TEXT = 64 * 1024


def serve(memory_mb: int, seconds: int) -> None:
    """Answers requests, a JSON line each on standard input, until there are no more.

    Exits with OUT_OF_MEMORY where an answer is too large to be said.
    """
    gc.disable()  # rows refer to nothing that refers back, and there are millions of them: it is done between files
    bound_memory(memory_mb)
    try:
        for line in sys.stdin.buffer:
            grant_time(seconds)
            _answer(**json.loads(line))
            gc.collect()
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


def _answer(path: str, name: str) -> None:
    for frame in frames(read_file(Path(path), name)):
        send(sys.stdout.buffer, frame)
    sys.stdout.buffer.flush()


def read_file(path: Path, name: str) -> Answer:
    """Everything that the file says, or why it is refused; `name` is what a sheet is called that has no name of its own."""
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            sheets, notes = _read(file, name)
    except BaseException as error:
        return Answer(refusal=_refusal(error))
    if not any(sheet.height for sheet in sheets):
        return Answer(refusal=Remark("read.empty"))
    return Answer(sha256, sheets, notes=notes)


def _refusal(error: BaseException) -> Remark:
    """What a failure means. Parsers fail in too many ways to list; calamine even panics, which is no Exception."""
    if isinstance(error, RefusedError):
        return error.remark
    if isinstance(error, PasswordError):
        return Remark("read.encrypted")
    if isinstance(error, MemoryError):
        return Remark("read.too-large")
    if type(error) in (PermissionError, FileNotFoundError, IsADirectoryError):
        return Remark("read.cannot-open")
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error
    return Remark("read.damaged")


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
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        markup = is_markup(text.read(_HEAD_TEXT))
        text.seek(0)
        return read_tables(text, name) if markup else (read_table(text, name),), notes
    finally:
        text.detach()


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
