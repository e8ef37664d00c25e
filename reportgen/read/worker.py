"""The child process: opens the files that it is told to, one after the other, under limits, and answers.

It runs with the standard library and python-calamine alone. Whatever a file does to it stays with it.
"""

import gc
import gzip
import hashlib
import io
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from python_calamine import PasswordError

from reportgen.read.protocol.answers import Answer, Buffer, frames, send, stretch_frames
from reportgen.read.protocol.kinds import Kind, kind_of
from reportgen.read.protocol.limits import (
    MOST_BYTES,
    MOST_RATIO,
    OUT_OF_MEMORY,
    RATIO_FROM,
    bound_memory,
    demand_room,
    grant_time,
)
from reportgen.read.protocol.paths import decoded
from reportgen.read.protocol.refusals import PendingIssue, RefusedError
from reportgen.read.protocol.streams import Tell
from reportgen.read.texts.delimited import UnencodedError, encoding_of, read_table
from reportgen.read.texts.faults import find_change, find_fault
from reportgen.read.texts.markup import is_markup, is_spreadsheetml

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
            request = json.loads(line)
            _answer(request["path"], request["name"], request.get("most", memory_mb << 20))
            gc.collect()
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


def _answer(path: str, name: str, most: int) -> None:
    say = _Voice(sys.stdout.buffer, most)
    answer = read_file(decoded(path), name, lambda stretch: say(stretch_frames(stretch)))
    say(frames(answer))
    sys.stdout.buffer.flush()


class _Voice:
    """Says frames to the parent, which takes so many bytes and no more."""

    def __init__(self, channel: BinaryIO, most: int) -> None:
        self._channel, self._left = channel, most

    def __call__(self, said: Iterable[Buffer]) -> None:
        """Raises MemoryError where it gets too much."""
        for frame in said:
            self._left -= len(frame)
            if self._left < 0:
                raise MemoryError
            send(self._channel, frame)


def read_file(path: Path, name: str, tell: Tell) -> Answer:
    """Everything that the file says, or why it is refused; `name` is what a sheet is called that has no name of its own.

    A long sheet goes to `tell` stretch by stretch, before the answer.
    """
    try:
        with _HashedFile(path) as hashed, io.BufferedReader(hashed) as file:
            answer = _read(file, name, tell)
            sha256 = hashed.sha256()
    except BaseException as error:
        return Answer(refusal=_refusal(error))
    if not any(sheet.height for sheet in answer.sheets):
        return Answer(refusal=PendingIssue("read.empty"))
    return replace(answer, sha256=sha256)


class _HashedFile(io.FileIO):
    """A file whose bytes are hashed as they are read the first time: to read a large one twice takes long."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._hash = hashlib.sha256()
        self._hashed = 0  # so many bytes from the beginning

    def readinto(self, buffer: Any) -> int:
        """Reads as any file does."""
        start = self.tell()
        size = super().readinto(buffer) or 0
        self._note(start, memoryview(buffer)[:size])
        return size

    def readall(self) -> bytes:
        """Reads the rest as any file does."""
        start = self.tell()
        data = super().readall()
        self._note(start, data)
        return data

    def sha256(self) -> str:
        """The hash of the whole; what nobody has read is read now."""
        self.seek(self._hashed)
        while self.readinto(bytearray(_HEAD_TEXT)):
            pass
        return self._hash.hexdigest()

    def _note(self, start: int, data: bytes | memoryview) -> None:
        new = data[self._hashed - start :] if start <= self._hashed else b""
        self._hash.update(new)
        self._hashed += len(new)


def _refusal(error: BaseException) -> PendingIssue:
    """What a failure means. Parsers fail in too many ways to list; calamine even panics, which is no Exception."""
    if isinstance(error, RefusedError):
        return error.note
    if isinstance(error, PasswordError):
        return PendingIssue("read.encrypted")
    if isinstance(error, MemoryError):
        return PendingIssue("read.too-large")
    if type(error) in (PermissionError, FileNotFoundError, IsADirectoryError):
        return PendingIssue("read.cannot-open")
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error
    return PendingIssue("read.damaged")


def _read(file: BinaryIO, name: str, tell: Tell) -> Answer:
    head = file.read(_HEAD)
    file.seek(0)
    kind = kind_of(head)
    if kind is Kind.PACKAGE:
        from reportgen.read.workbooks.calamine import read_package  # noqa: PLC0415 - a process reads one kind or two

        sheets, notes = read_package(file.read())
        return Answer(sheets=sheets, notes=notes)
    if kind is Kind.COMPOUND:
        from reportgen.read.workbooks.calamine import read_compound  # noqa: PLC0415 - as above

        return Answer(sheets=read_compound(file.read()))
    if kind is Kind.PARQUET:
        return _read_parquet(file, name, tell)
    if kind is Kind.COMPRESSED:
        return _read_text(io.BytesIO(_unpack(file)), name, tell)
    return _read_text(file, name, tell)


def _read_parquet(file: BinaryIO, name: str, tell: Tell) -> Answer:
    try:
        demand_room()
        from reportgen.read.texts.parquet import read_parquet  # noqa: PLC0415 - pyarrow is loaded only where it is needed
    except ModuleNotFoundError:
        raise RefusedError("read.no-pyarrow") from None
    except ImportError:  # within a narrow limit there is no room for it
        raise MemoryError from None
    sheet, told = read_parquet(file, name, tell)
    return Answer(sheets=(sheet,), told=told)


def _read_text(file: BinaryIO, name: str, tell: Tell) -> Answer:
    if kind_of(file.read(_HEAD)) is not Kind.TEXT:
        raise RefusedError("read.not-a-ledger", kind="archive")
    try:
        encoding = encoding_of(file)
        if encoding == "gb18030" and (change := find_change(file)):
            raise change
        notes = (PendingIssue("read.encoding-guessed"),) if encoding == "gb18030" else ()
        return replace(_read_text_in(encoding, file, name, tell), notes=notes)
    except (UnencodedError, UnicodeDecodeError):
        raise find_fault(file) from None


def _read_text_in(encoding: str, file: BinaryIO, name: str, tell: Tell) -> Answer:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        head = text.read(_HEAD_TEXT)
        text.seek(0)
        if is_spreadsheetml(head):
            from reportgen.read.workbooks.spreadsheetml import read_workbook  # noqa: PLC0415 - as above

            return Answer(sheets=read_workbook(text))
        if is_markup(head):
            from reportgen.read.workbooks.webpages import read_tables  # noqa: PLC0415 - as above

            return Answer(sheets=read_tables(text, name))
    finally:
        text.detach()
    sheet, told = read_table(file, encoding, name, tell)
    return Answer(sheets=(sheet,), told=told)


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
