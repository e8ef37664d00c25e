"""A process that is killed while it writes: the old pair, the new one, or one that is recognised; the next run clears up."""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from reportgen.files import locking
from reportgen.files.pairs import Fit, sidecar_of
from tests.full import FULL
from tests.writing.reports import NAMES, STEM, fit, in_child, names, pair_issue, publish_run, report, run_of

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked and killed as on POSIX"),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),  # the child neither locks nor returns
    pytest.mark.usefixtures("no_disk"),
]

CALLS = ("open", "write", "fsync", "replace", "close", "unlink")
KILLS = 500 if FULL else 25  # of each kind


def _check(folder: Path) -> Fit | None:
    """How report and sidecar stand to one another after a kill; None where there is no report yet. No mixture is silent."""
    document = folder / f"{STEM}.docx"
    sidecar = sidecar_of(document)
    if not document.exists():
        return None
    found = fit(document)
    assert found in (Fit.FITS, Fit.UNFINISHED)
    if found is Fit.FITS:
        assert document.read_bytes() == report(run_of(sidecar))
    else:
        assert document.read_bytes() != report(run_of(sidecar))
        assert pair_issue(document).code == "pair.unfinished"
    return found


def _recover(folder: Path, run: int) -> None:
    """The next run writes the pair anew, keeps nothing back and leaves nothing else behind."""
    before = _check(folder)
    published = publish_run(folder, run)
    assert published.kept is None
    assert [one.code for one in published.issues] == (["pair.unfinished"] if before is Fit.UNFINISHED else [])
    assert names(folder) == NAMES
    assert _check(folder) is Fit.FITS
    assert b"replaces" not in published.trace.read_bytes()


@pytest.mark.parametrize("first", [True, False], ids=["first write", "replacing"])
def test_a_kill_at_any_moment(tmp_path, monkeypatch, first):
    """After 50 kills (25 of a first write; in full 1,000) at random moments of a process that writes without pause, no pair was mixed in silence; the next run recovers each."""
    monkeypatch.setattr(locking, "_UNFINISHED", 0.1)
    moments = random.Random(20261012)  # noqa: S311 - moments, not secrets
    left = 0
    for turn in range(KILLS):
        folder = tmp_path / str(turn) if first else tmp_path
        folder.mkdir(exist_ok=True)

        def work(folder=folder):
            for run in range(2, 1000):
                publish_run(folder, run)

        pid = in_child(work)
        time.sleep(moments.uniform(0, 0.03))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        left += names(folder) not in (NAMES, [])
        _recover(folder, 1)
    assert left  # otherwise no kill ever hit a write, and nothing was tried


def _dying(name: str, turn: int, before: bool) -> None:
    """Makes the process kill itself at the `turn`-th call, before it or after it."""
    real, calls = getattr(os, name), [0]

    def call(*given, **named):
        calls[0] += 1
        if before and calls[0] == turn:
            os.kill(os.getpid(), signal.SIGKILL)
        try:
            return real(*given, **named)
        finally:
            if calls[0] == turn:
                os.kill(os.getpid(), signal.SIGKILL)

    setattr(os, name, call)


@pytest.mark.parametrize("first", [True, False], ids=["first write", "replacing"])
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("name", CALLS)
def test_a_kill_at_every_step(tmp_path, monkeypatch, name, before, first):
    """A kill before or after each single step leaves the old pair, the new one, or a sidecar that names the old report too."""
    monkeypatch.setattr(locking, "_UNFINISHED", 0.1)
    killed, turn, found = True, 0, set()
    while killed:
        turn += 1
        folder = tmp_path / str(turn)
        folder.mkdir()
        if not first:
            publish_run(folder, 1)

        def work(turn=turn, folder=folder):
            _dying(name, turn, before)
            publish_run(folder, 2)

        _, status = os.waitpid(in_child(work), 0)
        killed = os.WIFSIGNALED(status)
        found.add(_check(folder))
        _recover(folder, 3)
    assert turn > 1
    if name == "replace" and not first:
        assert Fit.UNFINISHED in found
