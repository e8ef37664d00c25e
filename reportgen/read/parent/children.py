"""The parent's side: a child process that reads files, is watched, and is replaced when it dies."""

import json
import subprocess
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, cast

from reportgen.interruption import at_the_end
from reportgen.read.parent import interpreter
from reportgen.read.protocol.answers import Answer, GarbledError
from reportgen.read.protocol.limits import NOT_STARTED, OUT_OF_MEMORY, Limits
from reportgen.read.protocol.paths import encoded
from reportgen.read.protocol.refusals import PendingIssue

if TYPE_CHECKING:
    from reportgen.read.parent.building import Take

_MEMORY_ENDS = {OUT_OF_MEMORY, -6, -9}  # Rust aborts when an allocation fails; the system kills who takes too much
_LAST_BREATH = 1  # seconds between the end of a child's answer and its own
_PIPE = 1024 * 1024
_SPARING = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",  # else address space is reserved by gigabytes
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(256 << 20),  # else the room of one block is given back before the next is read
}
_MOST_STREAMED = 1 << 40  # bytes of a file of which no more than a stretch is held
_TIME_ENDS = {-24}  # SIGXCPU: the CPU time is used up


Begin = Callable[[], "Take"]
"""Gives what takes the stretches of a file, from its first row on."""


class ReaderProcess:
    """Keeps one child at a time; ends it when left, and when the program is stopped."""

    def __init__(self, limits: Limits) -> None:
        """No child is started before a file is to be read."""
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._asked = 0
        self._stopped = False
        self._open = ExitStack()

    def __enter__(self) -> "ReaderProcess":
        self._open.enter_context(at_the_end(self.stop))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self._open.close()

    def stop(self) -> None:
        """Ends the child whatever it does, and starts no other; may be called from any thread and from a signal handler."""
        self._stopped = True
        child = self._child
        if child:
            child.kill()

    def read(self, path: Path, name: str, begin: Begin | None = None) -> Answer:
        """What the child says of a file, or that it died of it; a child that had read others before gets a successor to try.

        With `begin`, the stretches of a long sheet go where it says each time a child begins to read the file, and are not held: such a file may be
        of any size, and its sheet comes without columns.
        """
        fresh = self._asked == 0
        answer = self._ask(path, name, begin)
        if answer.refusal and answer.refusal.code in ("read.too-large", "read.broke-off"):
            self._end()
            return answer if fresh or self._stopped else self._ask(path, name, begin)
        return answer

    def _ask(self, path: Path, name: str, begin: Begin | None) -> Answer:
        try:
            child = self._child or self._start()
        except OSError:
            return Answer(refusal=PendingIssue("read.no-reader"))
        requests, answers = cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)
        self._asked += 1
        late = Timer(self._limits.seconds, child.kill)
        late.start()
        try:
            most = _MOST_STREAMED if begin else self._limits.memory_mb << 20
            requests.write(json.dumps({"path": encoded(path), "name": name, "most": most}).encode() + b"\n")
            requests.flush()
            from reportgen.read.parent.receiving import receive  # noqa: PLC0415 - numpy is loaded while the child starts

            return receive(answers, most, begin and begin())
        except (GarbledError, OSError):
            return Answer(refusal=PendingIssue(self._cause(child, late)))
        finally:
            late.cancel()

    def _cause(self, child: "subprocess.Popen[bytes]", late: Timer) -> str:
        timed_out = not late.is_alive()
        with suppress(subprocess.TimeoutExpired):
            child.wait(_LAST_BREATH)
        ended = child.poll()
        self._end()
        if timed_out or ended in _TIME_ENDS:
            return "read.too-slow"
        if ended == NOT_STARTED:
            return "read.no-reader"
        return "read.too-large" if ended in _MEMORY_ENDS else "read.broke-off"

    def _start(self) -> "subprocess.Popen[bytes]":
        if self._stopped:
            raise InterruptedError
        self._child = subprocess.Popen(  # noqa: S603 - this interpreter and our own code, numbers and our folders for arguments
            interpreter.command(self._limits.memory_mb, self._limits.seconds),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a parser's dying words may hold what was in a cell
            pipesize=_PIPE,
            env={**interpreter.environment(), **_SPARING},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._asked = 0
        if self._stopped:  # between the two
            self._child.kill()
        return self._child

    def _end(self) -> None:
        child, self._child, self._asked = self._child, None, 0
        if child:
            child.kill()
            with suppress(OSError), child:  # what it was never told cannot be told to it any more
                child.wait()
