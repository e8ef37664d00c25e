"""Worker processes: each does one county at a time under limits; one that dies takes no other county with it.

The pools of the standard library do not say which task broke a worker, and cannot end one that hangs: here each worker has a pipe of its
own, so that a county which kills its worker is known, its worker is replaced, and the others never notice.
"""

import gc
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from signal import SIG_IGN, SIGINT, signal
from typing import Any

from reportgen.batch.records import Broken, Limits, Result, Task
from reportgen.batch.work.engine import Call, Heard, twice
from reportgen.interruption import at_the_end

if sys.platform != "win32":
    import resource

_CONTEXT = get_context("spawn")
_BEAT = 1.0  # seconds until time limits are looked at again
_MOST_TASKS = 1_000  # after so many a worker is replaced
_LAST_BREATH = 2.0
_START = 120.0  # seconds in which a worker loads the program; they are not its county's


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    channel: Connection
    task: Task | None = None
    until: float = 0.0
    done: int = 0
    heard: bool = False


@dataclass(slots=True)
class Workers:
    """So many workers that do `call(task, tell)`, a function of a module, for each task."""

    call: Call
    count: int
    limits: Limits = field(default_factory=Limits)
    heard: Heard = lambda _task, _stage: None
    beat: Callable[[], None] = lambda: None
    _live: list[_Worker] = field(default_factory=list)
    _stopped: bool = False

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Result | Broken]]:
        """Each task with its result as it comes. A task whose worker died is done once more when all others are, alone."""
        with at_the_end(self.stop):
            try:
                yield from twice(lambda some, alone: self._round(some, 1 if alone else self.count), tasks)
            finally:
                self.end()

    def once(self, task: Task) -> Result | Broken:
        """What comes of one task; its worker waits for the next. None is left where this raises, or was stopped."""
        answered = False
        try:
            for _task, answer in self._round([task], 1):
                answered = True
                return answer
        finally:
            if not answered:
                self.end()
        return Broken(late=False, code=None)

    def stop(self) -> None:
        """Ends all workers, whatever they do."""
        self._stopped = True
        for worker in self._live:
            worker.process.kill()

    def _round(self, tasks: Sequence[Task], count: int) -> Iterator[tuple[Task, Result | Broken]]:
        waiting = deque(tasks)
        while (waiting or any(worker.task for worker in self._live)) and not self._stopped:
            self._feed(waiting, count)
            for worker in self._ready():
                if found := self._answer(worker):
                    yield found
            self.beat()

    def _feed(self, waiting: "deque[Task]", count: int) -> None:
        idle = [worker for worker in self._live if worker.task is None]
        busy = len(self._live) - len(idle)
        while waiting and busy < count:
            worker = idle.pop() if idle else self._start()
            busy += 1
            worker.task, worker.until = waiting.popleft(), time.monotonic() + self.limits.seconds + _START
            worker.heard = False
            with suppress(OSError):  # it is dead already: seen when it is asked
                worker.channel.send(worker.task)

    def _start(self) -> _Worker:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_serve, args=(theirs, self.call, self.limits.memory_mb), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._live.append(worker)
        return worker

    def _ready(self) -> list[_Worker]:
        """The workers that have something to say, those that died and those that are late."""
        by_channel = {worker.channel: worker for worker in self._live}
        busy = [worker for worker in self._live if worker.task]
        if not busy:
            return []
        patience = min(_BEAT, max(0.0, min(worker.until for worker in busy) - time.monotonic()))
        ready = [by_channel[one] for one in connection.wait(list(by_channel), patience)]  # type: ignore[index] # only such were given
        now = time.monotonic()
        return [*ready, *(worker for worker in busy if worker not in ready and worker.until <= now)]

    def _answer(self, worker: _Worker) -> tuple[Task, Result | Broken] | None:
        task = worker.task
        try:
            if not worker.channel.poll():
                return self._broken(worker, late=True)
            told: Any = worker.channel.recv()
        except (EOFError, OSError):
            return self._broken(worker, late=False)
        if task is None:
            return None
        if isinstance(told, str):
            if not worker.heard:  # it has begun
                worker.heard, worker.until = True, time.monotonic() + self.limits.seconds
            self.heard(task, told)
            return None
        worker.task = None
        worker.done += 1
        if worker.done >= _MOST_TASKS:
            self._dismiss(worker)
        return task, told

    def _broken(self, worker: _Worker, *, late: bool) -> tuple[Task, Broken] | None:
        if late:
            worker.process.kill()
        task = worker.task
        self._dismiss(worker)
        return (task, Broken(late, worker.process.exitcode)) if task else None

    def _dismiss(self, worker: _Worker) -> None:
        """A worker that is not needed any more: the end of its pipe ends it."""
        self._live.remove(worker)
        worker.channel.close()
        worker.process.join(_LAST_BREATH)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()

    @property
    def is_stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stopped

    def end(self) -> None:
        """Ends all workers, those that wait politely."""
        for worker in self._live:
            worker.channel.close()
        for worker in list(self._live):
            if worker.task is not None:
                worker.process.kill()
            worker.process.join(_LAST_BREATH)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._live.clear()


def _serve(channel: Connection, call: Call, memory_mb: int) -> None:
    """The life of a worker: tasks in, stages and results out, until the pipe ends or the parent does."""
    signal(SIGINT, SIG_IGN)  # Ctrl-C goes to all of them; the parent ends its workers
    _bound(memory_mb)
    threading.Thread(target=_outlive_nobody, daemon=True).start()
    with suppress(EOFError, OSError):  # the parent is gone, or needs it no more
        gc.disable()  # looked for while a county is built, garbage costs a tenth of the time; it is done between two
        for number in count():
            task = channel.recv()
            channel.send("begin")
            result = call(task, channel.send)
            channel.send(result)
            gc.collect()
            if number == 0:
                gc.freeze()  # the program and what it has learned stay, and need not be walked through again


def _bound(memory_mb: int) -> None:
    """Bounds the address space, softly: a reader of ledgers may be granted more by its own settings."""
    if sys.platform != "win32":
        with suppress(ValueError, OSError):  # macOS knows the limit and refuses it
            hard = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, hard))


def _outlive_nobody() -> None:
    """Ends this worker when its parent is gone: nobody would tell what became of its county."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
