"""Where a text stops being in one encoding: the line with a broken character, or from which on it is in another."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportgen.read.protocol.refusals import RefusedError

_MOST, _SAMPLE = 4 * 1024 * 1024, 64 * 1024
_UTF_8, _GB18030, _NEITHER = "UTF-8", "GB18030", ""


@dataclass(slots=True)
class _Run:
    """Lines of one encoding with nothing but ASCII between them: the first of them and how many."""

    encoding: str
    first: int
    count: int = 1


def _encoding_of(line: bytes) -> str:
    for encoding in (_UTF_8, _GB18030):
        try:
            line.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return _NEITHER


def find_change(file: BinaryIO) -> RefusedError | None:
    """Why a text that can be read in GB18030 is not to be read so: a part of it is in UTF-8, which often passes for that.

    Of a large text the beginning and the end are looked at.
    """
    size = file.seek(0, io.SEEK_END)
    if size > _MOST:
        file.seek(0)
        head = file.read(_SAMPLE)
        file.seek(size - _SAMPLE)
        tail = file.read(_SAMPLE)
        ends = [*head.split(b"\n")[:-1], *tail.split(b"\n")[1:]]
        if _change(_runs_of(ends)) is None:
            return None
    file.seek(0)
    return _change(_runs_of(file))


def find_fault(file: BinaryIO) -> RefusedError:
    """Why a text is neither in UTF-8 nor in GB18030 throughout, with the line where there is one to be named.

    Two files put together are in one encoding up to a line and in another from there on; else the lines that are not in the
    encoding of most others are broken.
    """
    file.seek(0)
    runs = _runs_of(file)
    if change := _change(runs):
        return change
    counts = {kind: sum(run.count for run in runs if run.encoding == kind) for kind in (_UTF_8, _GB18030, _NEITHER)}
    usual = max((_UTF_8, _GB18030), key=lambda kind: counts[kind])
    wrong = [run for run in runs if run.encoding != usual]
    if not wrong or counts[usual] <= counts[_NEITHER]:
        return RefusedError("read.encoding")
    first, count = wrong[0].first, sum(run.count for run in wrong)
    return RefusedError("read.encoding-line", row=first, line=str(first), count=str(count), encoding=usual)


def _runs_of(lines: Iterable[bytes]) -> list[_Run]:
    """The lines that are more than ASCII, those of one encoding together."""
    runs: list[_Run] = []
    for number, line in enumerate(lines, 1):
        if line.isascii():
            continue
        encoding = _encoding_of(line)
        if runs and runs[-1].encoding == encoding:
            runs[-1].count += 1
        else:
            runs.append(_Run(encoding, number))
    return runs


def _change(runs: Sequence[_Run]) -> RefusedError | None:
    """The refusal of a text that is in one encoding up to a line and in another from there on."""
    if len(runs) != 2 or {run.encoding for run in runs} != {_UTF_8, _GB18030} or min(run.count for run in runs) < 2:
        return None
    first, second = runs
    return RefusedError(
        "read.encoding-changes",
        row=second.first,
        line=str(second.first),
        first=first.encoding,
        second=second.encoding,
    )
