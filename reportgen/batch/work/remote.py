"""What a worker of a cluster does: it has each county done by a process of its own, under limits, as a batch of one machine has.

So limits and ends of processes are what they are there, and no county takes a worker with it. Nothing of the program is loaded here
but this: the worker stays small, and its process does the work.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import current_process

from reportgen.batch.records import Broken, Limits, Result, Task
from reportgen.batch.work.engine import Call
from reportgen.batch.work.workers import Workers
from reportgen.files.locking import batch_mark

_LOOK = 1.0  # seconds until a worker looks again whether its batch is still at work

Tell = Callable[[str], None]


class UnfitError(Exception):
    """This worker may start no processes: it was started as a daemon."""


@dataclass(frozen=True, slots=True)
class Named:
    """A function of a module by its name, so that passing it on loads nothing."""

    module: str
    name: str

    @classmethod
    def of(cls, call: Call) -> "Named":
        """The name of this function."""
        return cls(call.__module__, call.__qualname__)

    def __call__(self, task: Task, tell: Tell) -> Result:
        """Calls it."""
        result: Result = getattr(import_module(self.module), self.name)(task, tell)
        return result


class _Own(threading.local):
    """What a thread of a worker keeps from county to county."""

    workers: Workers | None = None


_OWN = _Own()


def do(call: Named, task: Task, limits: Limits, topic: str) -> Result | Broken:
    """One county, on a worker. Its stages are events of the topic: (number of the task, stage).

    Raises UnfitError where the worker may start no processes. A county whose batch is gone meanwhile is stopped.
    """
    from distributed import get_worker  # noqa: PLC0415 - the extra

    if current_process().daemon:
        raise UnfitError
    worker, workers = get_worker(), _workers(call, limits)

    def heard(task: Task, stage: str) -> None:
        worker.log_event(topic, [task.number, stage])

    workers.heard, workers.beat = heard, watch(task, workers)
    return workers.once(task)


def _workers(call: Named, limits: Limits) -> Workers:
    kept = _OWN.workers
    if kept is None or kept.is_stopped or (kept.call, kept.limits) != (call, limits):
        if kept is not None:
            kept.end()
        kept = _OWN.workers = Workers(call, 1, limits)
    return kept


def watch(task: Task, workers: Workers) -> Callable[[], None]:
    """Stops the county when the lock of its batch is no longer that of its batch: nobody waits for it."""
    origin, looked = task.origin, time.monotonic()

    def watch() -> None:
        nonlocal looked
        if origin is not None and time.monotonic() - looked >= _LOOK:
            looked = time.monotonic()
            if batch_mark(task.out) != origin.mark:
                workers.stop()

    return watch
