"""One writer at a time in a folder: a lock file says who writes, and a lock whose writer is gone is removed.

The lock is held from the look at what lies in the folder to the last file replaced, which is less than a second, unless another
program holds one of the files: then it waits about a second for it.
"""

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType

from reportgen.inputs import read_file
from reportgen.messages import WriteError, issue
from reportgen.model.sources import Source
from reportgen.writing import PAUSES, PREFIX, RUN, lives, write_new

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows; there nobody can remove a file that another one is just looking at
    fcntl = None

LOCK = PREFIX + "lock"
BATCH = PREFIX + "batch-lock"
WAIT = 5.0  # seconds until a second writer is refused
STALE = 600.0  # seconds until a lock counts for nothing whoever holds it; clocks of one domain differ by less than 300
_PAUSE = 0.05
_BEAT = 30.0  # seconds after which a lock that is held long says again that it is
_UNFINISHED = 2.0  # seconds: a lock that names nobody after that was left by a run that was killed while it wrote it
_HOST = socket.gethostname()


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a lock: machine, process, the run (a process number comes back, a run does not), and since when."""

    host: str
    pid: int
    run: str
    since: str


@contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Holds the lock of a folder that exists, and waits for it for `WAIT` seconds.

    Raises WriteError (`write.locked`) with the name of the holder, and OSError where the folder takes no file.
    """
    lock = folder / LOCK
    mine = _acquire(lock)
    try:
        yield
    finally:
        _release(lock, mine)


@contextmanager
def one_batch(folder: Path) -> Iterator[Callable[[], None]]:
    """Holds the lock of batches of a folder that exists, for as long as the batch takes, and waits for none.

    Gives what the batch must call from time to time: a lock of which nothing is heard for `STALE` seconds counts for nothing. Raises WriteError
    (`batch.locked`) with the name of the holder, and OSError where the folder takes no file.
    """
    lock = folder / BATCH
    mine = _acquire(lock, _PAUSE, "batch.locked")
    heard = time.monotonic()

    def beat() -> None:
        nonlocal heard
        if time.monotonic() - heard >= _BEAT:
            heard = time.monotonic()
            with suppress(OSError):
                os.utime(lock)

    try:
        yield beat
    finally:
        _release(lock, mine)


def batch_mark(folder: Path) -> str:
    """What tells the batch that is at work in a folder from every other; "" where none is."""
    try:
        return read_file(folder / BATCH).decode("utf-8", "replace")
    except OSError:
        return ""


def _acquire(lock: Path, wait: float | None = None, code: str = "write.locked") -> Owner:
    patience = time.monotonic() + (WAIT if wait is None else wait)
    while True:
        mine = Owner(_HOST, os.getpid(), RUN, datetime.now().astimezone().isoformat(sep=" ", timespec="seconds"))
        if _created(lock, mine):
            return mine
        _remove_stale(lock)
        if time.monotonic() > patience:
            raise _locked(lock, code)
        time.sleep(_PAUSE)


def _release(lock: Path, mine: Owner) -> None:
    """Removes our lock, but not that of a run that took over after `STALE`."""
    for pause in PAUSES:
        owner = _owner(lock)
        if owner not in (mine, None):
            return
        if owner is None and not _is_gone(lock):  # it cannot be read at this moment
            time.sleep(pause)
            continue
        with suppress(OSError):
            lock.unlink(missing_ok=True)
            return
        time.sleep(pause)  # on Windows nobody removes a file at which another one is looking


def _created(lock: Path, mine: Owner) -> bool:
    """Whether the lock was free and is ours now."""
    try:
        write_new(lock, json.dumps(asdict(mine)).encode())
    except FileExistsError:
        return False
    except PermissionError:
        if os.name == "nt" and os.path.lexists(lock):  # how Windows says that it is being deleted
            return False
        raise
    return True


def _is_gone(lock: Path) -> bool:
    try:
        lock.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        pass
    return False


def _locked(lock: Path, code: str) -> WriteError:
    owner = _owner(lock) or Owner("?", 0, "", "?")
    told = issue(code, Source(str(lock.parent)), host=owner.host, pid=owner.pid, since=owner.since, lock=lock.name)
    return WriteError([told])


def _owner(lock: Path) -> Owner | None:
    """Who holds the lock; None where it is gone or says nothing that can be understood."""
    try:
        said = json.loads(read_file(lock))
        return Owner(str(said["host"]), int(said["pid"]), str(said["run"]), str(said["since"]))
    except (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError):
        return None


def _remove_stale(lock: Path) -> None:
    """Removes the lock if its owner is gone.

    Of several who find so, one removes it, and none removes the lock that a new owner has put there meanwhile: the file
    that is looked at is held, and must still be the one that has the name.
    """
    with suppress(OSError):
        file = os.open(lock, os.O_RDONLY)
        try:
            _hold(file)
            seen = os.fstat(file)
            stale = os.path.samestat(seen, os.lstat(lock)) and _is_stale(_owner(lock), time.time() - seen.st_mtime)
            if stale and fcntl is not None:
                lock.unlink()
        finally:
            os.close(file)
        if stale and fcntl is None:  # Windows removes no file that is open
            lock.unlink()


def _hold(file: int) -> None:
    """Keeps others from looking at a file while we do; raises BlockingIOError where another one does."""
    if fcntl is None:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:  # a network drive that knows no such thing
        return


def _is_stale(owner: Owner | None, age: float) -> bool:
    """Whether nobody writes any more under a lock that is `age` seconds old."""
    if owner is None:
        return age > _UNFINISHED
    if owner.host == _HOST and os.name != "nt":
        gone = owner.run != RUN if owner.pid == os.getpid() else not lives(owner.pid)
        return gone or age > STALE
    return age > STALE
