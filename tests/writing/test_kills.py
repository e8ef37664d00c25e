"""A process that is killed while it writes: every file is old or new, and the next run clears up."""

import os
import random
import signal
import time
from collections.abc import Callable

import pytest

from reportgen.writing import PREFIX, write_files

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked and killed as on POSIX"),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),  # the child neither locks nor returns
]

CALLS = ("open", "write", "fsync", "replace", "close")
SIZE = 200_000


def _contents(mark: int) -> dict[str, bytes]:
    """A report and its trace; every byte tells which run wrote it."""
    return {"report.docx": bytes([mark]) * SIZE, "report.trace.json": bytes([mark]) * 10}


def _in_child(work: Callable[[], None]) -> int:
    """Starts a process that does the work and ends."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    return pid


def _write(folder, mark):
    write_files({folder / name: data for name, data in _contents(mark).items()})


def _check(folder):
    """Each file is whole, from one run."""
    for name, data in _contents(0).items():
        content = (folder / name).read_bytes()
        assert len(content) == len(data)
        assert len(set(content)) == 1


@pytest.fixture
def folder(tmp_path):
    """A folder with a report of before, mark 1."""
    _write(tmp_path, 1)
    return tmp_path


def test_a_kill_at_any_moment(folder):
    """After 60 kills at random moments of a process that writes without pause, no file was ever a mixture."""
    moments = random.Random(20261012)  # noqa: S311 - moments, not secrets

    def work():
        for mark in range(2, 250):
            _write(folder, mark)

    orphans = 0
    for _ in range(60):
        pid = _in_child(work)
        time.sleep(moments.uniform(0, 0.02))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        _check(folder)
        orphans += sum(path.name.startswith(PREFIX) for path in folder.iterdir())
    assert orphans  # otherwise no kill ever hit a write, and nothing was tried
    _write(folder, 251)
    assert sorted(path.name for path in folder.iterdir()) == sorted(_contents(0))


def _dying(name: str, turn: int, before: bool) -> None:
    """Makes the process kill itself at the `turn`-th call, before it or after it."""
    real, calls = getattr(os, name), [0]

    def call(*given, **named):
        calls[0] += 1
        if before and calls[0] == turn:
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*given, **named)
        if calls[0] == turn:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(os, name, call)


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("name", CALLS)
def test_a_kill_at_every_step(folder, name, before):
    """A kill before or after each single step leaves old or new, never a trace that is newer than its report."""
    killed, turn = True, 0
    while killed:
        turn += 1

        def work(turn=turn):
            _dying(name, turn, before)
            _write(folder, 2)

        _, status = os.waitpid(_in_child(work), 0)
        killed = os.WIFSIGNALED(status)
        _check(folder)
        report, trace = ((folder / file).read_bytes()[0] for file in _contents(0))
        assert report >= trace
        _write(folder, 1)
        assert sorted(path.name for path in folder.iterdir()) == sorted(_contents(0))
    assert turn > 2
