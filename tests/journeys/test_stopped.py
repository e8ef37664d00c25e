"""Ctrl-C and SIGTERM at any moment: one sentence, exit code 130 or 143, nothing half written, no child left."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen.files.pairs import Fit
from reportgen.writing import PREFIX
from tests.full import FULL
from tests.journeys.small import office_at
from tests.writing.reports import fit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="children are looked for in /proc")

_ROOT = Path(__file__).parents[2]
_TRIES = 100 if FULL else 4
_SAID = "已中断：没有完成的内容没有写出，原有文件保持原样。\n"
_BUILD = ["build", "county.yaml", "--out", "out"]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county's folder."""
    return office_at(tmp_path_factory.mktemp("office"))


def _start(office: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """The program in a session of its own, as a terminal gives it one: a signal to the group reaches its children, too."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "reportgen", *arguments],
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(_ROOT), "REPORTGEN_LANG": "zh"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _in_session(session: int) -> list[str]:
    """The processes of a session that still run."""
    found = []
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                state, _parent, _group, its = (path / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(its) == session and state != "Z":
                found.append(path.name)
    return found


def _armed(pid: int) -> bool:
    """Whether the process has a handler of its own for SIGTERM: Python itself takes only SIGINT."""
    status = Path(f"/proc/{pid}/status").read_text()
    (caught,) = (line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)


def _await_armed(child: "subprocess.Popen[bytes]") -> None:
    while child.poll() is None and not _armed(child.pid):
        time.sleep(0.001)


@pytest.mark.parametrize("whole_group", [True, False], ids=["terminal", "process"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_at_any_moment(office: Path, number: signal.Signals, whole_group: bool) -> None:
    """From the first line of the program on: whatever it is at, the pair in the folder is whole or not there."""
    moments = random.Random(20261130 + number + whole_group)  # noqa: S311 - moments, not secrets
    stopped = 0
    for _ in range(_TRIES):
        child = _start(office, *_BUILD)
        _await_armed(child)
        time.sleep(moments.choice([0, moments.uniform(0, 0.4), moments.uniform(0.2, 2.5)]))
        if child.poll() is None:
            (os.killpg if whole_group else os.kill)(child.pid, number)
        said, complained = (text.decode() for text in child.communicate(timeout=60))
        assert child.returncode in (0, 128 + number), complained
        if child.returncode:
            stopped += 1
            assert complained.endswith(_SAID)
        assert "Traceback" not in complained
        assert "Exception ignored" not in complained
        assert _in_session(child.pid) == []
        left = sorted(path.name for path in office.glob("out/*"))
        assert not [name for name in left if name.startswith(PREFIX)]
        assert len(left) in (0, 2), (said, left)
        if left:
            assert fit(next(office.glob("out/*.docx"))) is Fit.FITS
    assert stopped


def test_a_thread_that_never_ends_holds_nothing_up() -> None:
    """One that waits for a lock of the importer which nobody gives back: the main thread waits for it in vain."""
    program = (
        "import os, signal, threading\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from reportgen import __main__, interruption\n"
        "import reportgen.messages.language\n"
        "interruption._GRACE = 0.2\n"
        "interruption.arm(__main__._say_in_haste)\n"
        "with ThreadPoolExecutor(1) as pool:\n"
        "    pool.submit(threading.Event().wait)\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "REPORTGEN_LANG": "zh_CN"},
    )
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr.decode() == _SAID


def test_while_a_ledger_is_read(office: Path) -> None:
    """The child that reads is ended, however long it would have read."""
    rows = b"\n".join(b"%d,2026-07-01,%s" % (number, b"x" * 50) for number in range(2_000_000))
    (office / "large.csv").write_bytes("编号,受理日期,主要内容\n".encode() + rows)
    child = _start(office, "inspect", "large.csv")
    while len(_in_session(child.pid)) < 2 and child.poll() is None:
        time.sleep(0.01)
    time.sleep(0.2)
    os.kill(child.pid, signal.SIGINT)
    said, complained = (text.decode() for text in child.communicate(timeout=60))
    (office / "large.csv").unlink()
    assert (child.returncode, said, complained) == (130, "", _SAID)
    assert _in_session(child.pid) == []


def test_three_at_once(office: Path) -> None:
    """An impatient hand: the same end, and no file but temporary ones that the next run removes."""
    child = _start(office, *_BUILD)
    _await_armed(child)
    time.sleep(0.5)
    for _ in range(3):
        if child.poll() is None:
            os.kill(child.pid, signal.SIGINT)
    child.communicate(timeout=60)
    assert child.returncode in (0, 130)
    assert _in_session(child.pid) == []


def test_what_was_ignored_stays_ignored(office: Path) -> None:
    """A shell starts what runs in the background with SIGINT ignored (nohup: SIGHUP)."""
    code = "import signal, os; signal.signal(signal.SIGINT, signal.SIG_IGN); from reportgen.interruption import arm; arm(); os.kill(os.getpid(), signal.SIGINT); print('on')"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(_ROOT)}, capture_output=True, check=True
    )
    assert done.stdout == b"on\n"
