"""Jobs that go wrong in the ways in which workers do, for tests of them: functions of a module, so that other processes find them."""

import gc
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from reportgen.batch.records import Result, State, Task
from reportgen.batch.work import county
from reportgen.batch.work.county import run_county

Tell = Callable[[str], None]


class _Circle:
    """Garbage that only a search finds."""

    gone = 0

    def __init__(self) -> None:
        self.self = self

    def __del__(self) -> None:
        _Circle.gone += 1


def collecting(task: Task, tell: Tell) -> Result:
    """Whether garbage is looked for meanwhile, how many circles of earlier counties are gone, whether what the first brought is left out of the search."""
    said = f"{gc.isenabled()} {_Circle.gone} {int(gc.get_freeze_count() > 0)}"
    if task.number:
        _Circle()
    return Result(State.DONE, report=said)


def named(config: Path) -> str:
    """The name of a configuration without a number at its end."""
    return config.stem.rstrip("0123456789")


def bad(task: Task, tell: Tell) -> Result:
    """What the name of the configuration says, but for a number at its end, or the job itself."""
    name = named(task.config)
    if name == "aborts":
        os.abort()
    if name == "exits":
        os._exit(7)
    if name == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "hangs":
        time.sleep(600)
    if name == "eats":
        held = [bytes(64 << 20) for _number in range(1000)]
        return Result(State.DONE, report=str(len(held)))
    if name == "faulty":
        raise RuntimeError(f"张三 {task.config}")
    if name == "unlucky" and not _been_here(task.out):
        os._exit(1)
    return run_county(task, tell)


def guarded(task: Task, tell: Tell) -> Result:
    """The same, faults of the program caught as a job catches them."""
    inner = county.load_reports

    def load(path: Path, **more: object) -> object:
        if named(path) in ("eats", "faulty"):
            bad(task, tell)
        return inner(path, **more)

    county.load_reports = load
    try:
        return bad(task, tell) if named(task.config) not in ("eats", "faulty") else run_county(task, tell)
    finally:
        county.load_reports = inner


def _been_here(folder: Path) -> bool:
    """Whether the same was asked before."""
    mark = folder.parent / "was-here"
    there = mark.exists()
    mark.touch()
    return there
