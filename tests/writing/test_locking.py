"""One writer at a time in a folder: who comes second waits, and is told who writes; a lock of nobody's is removed."""

import json
import os
import signal
import time
from pathlib import Path

import pytest

from reportgen.files import locking
from reportgen.files.locking import LOCK, one_writer
from reportgen.files.pairs import Fit
from reportgen.messages import WriteError
from tests.writing.reports import NAMES, STEM, fit, in_child, names, publish_run, report, run_of

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked as on POSIX"),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),  # the child neither locks nor returns
]
DOUBLES = 50


def _lock(folder: Path, host: str, pid: int, age: float = 0, run: str = "ffffffff") -> Path:
    """A lock of another run."""
    lock = folder / LOCK
    lock.write_text(json.dumps({"host": host, "pid": pid, "run": run, "since": "2026-10-12 09:00:00+08:00"}))
    os.utime(lock, (time.time() - age,) * 2)
    return lock


@pytest.fixture
def impatient(monkeypatch):
    """A second writer gives up sooner than in life."""
    monkeypatch.setattr(locking, "WAIT", 0.2)


@pytest.fixture
def dead_pid():
    """The number of a process that is over."""
    pid = in_child(lambda: None)
    os.waitpid(pid, 0)
    return pid


def test_the_lock_is_there_while_one_writes_and_not_after(tmp_path):
    """It names host, process, run and time; after an error inside it is removed as well."""
    with pytest.raises(KeyError), one_writer(tmp_path):
        said = json.loads((tmp_path / LOCK).read_bytes())
        raise KeyError
    assert set(said) == {"host", "pid", "run", "since"}
    assert said["pid"] == os.getpid()
    assert names(tmp_path) == []


def test_a_second_writer_is_told_who_writes(tmp_path, impatient):
    """Host, process, since when, and which file to delete if nobody does; what is there stays."""
    publish_run(tmp_path, 1)
    reading, writing = os.pipe()

    def hold():
        with one_writer(tmp_path):
            os.write(writing, b".")
            signal.pause()

    pid = in_child(hold)
    os.read(reading, 1)
    try:
        with pytest.raises(WriteError) as refusal:
            publish_run(tmp_path, 2)
        (told,) = refusal.value.issues
        said = json.loads((tmp_path / LOCK).read_bytes())
        assert (told.code, told.source.file) == ("write.locked", str(tmp_path))
        for word in (locking._HOST, str(pid), said["since"]):
            assert word in told.message
        assert LOCK in told.hint
        assert (tmp_path / NAMES[0]).read_bytes() == report(1)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    publish_run(tmp_path, 2)  # the holder is gone, its lock is recovered
    assert names(tmp_path) == NAMES
    assert (tmp_path / NAMES[0]).read_bytes() == report(2)


def test_a_second_writer_waits(tmp_path):
    """A lock that is let go in time is no reason to refuse."""
    reading, writing = os.pipe()

    def hold():
        with one_writer(tmp_path):
            os.write(writing, b".")
            time.sleep(0.2)

    pid = in_child(hold)
    os.read(reading, 1)
    publish_run(tmp_path, 1)
    os.waitpid(pid, 0)
    assert names(tmp_path) == NAMES


@pytest.mark.parametrize(
    ("host", "pid", "age"),
    [
        ("here", "dead", 0),
        ("here", "own", 0),  # our number, but an earlier process had it
        ("here", "living", locking.STALE + 60),  # its number was given to another process
        ("elsewhere", "dead", locking.STALE + 60),
        ("elsewhere", "living", locking.STALE + 60),
    ],
)
def test_a_lock_of_nobody_is_removed(tmp_path, impatient, dead_pid, host, pid, age):
    """The process is gone on this machine, or the lock is older than any run holds one."""
    numbers = {"dead": dead_pid, "own": os.getpid(), "living": os.getppid()}
    _lock(tmp_path, locking._HOST if host == "here" else "another-machine", numbers[pid], age)
    publish_run(tmp_path, 1)
    assert names(tmp_path) == NAMES


@pytest.mark.parametrize(("host", "pid"), [("here", "living"), ("elsewhere", "living"), ("elsewhere", "dead")])
def test_a_lock_of_somebody_stays(tmp_path, impatient, dead_pid, host, pid):
    """The process lives, or may live on another machine."""
    lock = _lock(
        tmp_path,
        locking._HOST if host == "here" else "another-machine",
        {"dead": dead_pid, "living": os.getppid()}[pid],
        age=60,
    )
    before = lock.read_bytes()
    with pytest.raises(WriteError, match="another-machine" if host == "elsewhere" else str(os.getppid())):
        publish_run(tmp_path, 1)
    assert lock.read_bytes() == before
    assert names(tmp_path) == [LOCK]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"host": 1}', b'{"host": "a", "pid": 1e999, "run": "", "since": ""}']
)
def test_a_lock_that_names_nobody(tmp_path, monkeypatch, content):
    """It was left by a run that was killed while it wrote it: soon removed, but not while it may still be written."""
    monkeypatch.setattr(locking, "WAIT", 0.2)
    (tmp_path / LOCK).write_bytes(content)
    with pytest.raises(WriteError):
        publish_run(tmp_path, 1)
    monkeypatch.setattr(locking, "_UNFINISHED", 0.1)
    publish_run(tmp_path, 1)
    assert names(tmp_path) == NAMES


def test_a_run_that_lost_its_lock_leaves_that_of_the_other(tmp_path):
    """Who was stopped so long that another run took over does not remove its lock."""
    with one_writer(tmp_path):
        lock = _lock(tmp_path, "another-machine", 1)
    assert json.loads(lock.read_bytes())["host"] == "another-machine"


def test_of_many_that_find_a_stale_lock_one_writes_at_a_time(tmp_path, dead_pid):
    """Eight processes add to a number, each reading it before it writes, beside stale locks: no addition is lost."""
    number, rounds = tmp_path / "number", 10
    number.write_text("0")

    def work():
        for _ in range(rounds):
            with one_writer(tmp_path):
                read = int(number.read_text())
                time.sleep(0.001)
                number.write_text(str(read + 1))
                mine = tmp_path / str(
                    os.getpid()
                )  # as if this run had been killed: its lock becomes that of a dead one
                mine.mkdir(exist_ok=True)
                _lock(mine, locking._HOST, dead_pid).replace(tmp_path / LOCK)

    pids = [in_child(work) for _ in range(8)]
    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0] * 8
    assert number.read_text() == str(8 * rounds)


def test_fifty_double_starts(tmp_path, monkeypatch, no_disk):
    """Two processes write into one folder at the same moment: both in turn, the later replacing the earlier; never a mixture."""
    reading, writing = os.pipe()
    looked = locking._remove_stale
    monkeypatch.setattr(locking, "_remove_stale", lambda lock: (os.write(writing, b"."), looked(lock)))
    ready, started, gate, go = *os.pipe(), *os.pipe()
    for turn in range(DOUBLES):
        folder = tmp_path / str(turn // 10)  # the first time nothing is there
        folder.mkdir(exist_ok=True)
        runs = (2 * turn + 1, 2 * turn + 2)

        def work(run, folder=folder):
            os.write(started, b".")
            os.read(gate, 1)
            assert publish_run(folder, run).kept is None

        pids = [in_child(lambda run=run: work(run)) for run in runs]
        for _ in runs:
            os.read(ready, 1)
        os.write(go, b"..")
        assert [os.waitpid(pid, 0)[1] for pid in pids] == [0, 0]
        document = folder / f"{STEM}.docx"
        assert fit(document) is Fit.FITS
        assert names(folder) == NAMES
        run = run_of(folder / NAMES[1])
        assert run in runs
        assert document.read_bytes() == report(run)
    os.set_blocking(reading, False)
    assert os.read(reading, 1) == b"."  # at least once one had to wait for the other


def test_double_starts_of_which_one_is_stopped(tmp_path, impatient):
    """The loser of a double start names the winner and writes nothing; the winner finishes its own pair."""
    publish_run(tmp_path, 1)
    reading, writing = os.pipe()

    def work():
        real = os.replace

        def slow(temp, path):
            os.write(writing, b".")
            time.sleep(0.4)
            real(temp, path)

        os.replace = slow
        publish_run(tmp_path, 2)

    pid = in_child(work)
    os.read(reading, 1)
    with pytest.raises(WriteError, match=str(pid)):
        publish_run(tmp_path, 3)
    assert os.waitpid(pid, 0)[1] == 0
    assert names(tmp_path) == NAMES
    assert fit(tmp_path / NAMES[0]) is Fit.FITS
    assert (tmp_path / NAMES[0]).read_bytes() == report(2)
