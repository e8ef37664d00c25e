"""A batch that is killed at any moment goes on when it is started again, and ends in the tree of one that nobody killed."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.batch.city import city_at, tree
from tests.full import FULL

COUNTIES = int(os.environ.get("REPORTGEN_BATCH_COUNTIES", "300" if FULL else "5"))
KILLS = int(os.environ.get("REPORTGEN_BATCH_KILLS", "50" if FULL else "3"))

pytestmark = pytest.mark.skipif(os.name == "nt", reason="process groups are those of POSIX")


def _started(folder: Path, out: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "reportgen", "batch", ".", "--period", "2026Q3", "--out", out, "--jobs", "2"]
    path = os.pathsep.join([str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path}
    with (folder.parent / "said.txt").open("ab") as said:
        return subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said, start_new_session=True)


def _many(folder: Path) -> Path:
    """A city of so many counties, all but three with the ledger of another."""
    city_at(folder, 2, 2)
    model = (folder / "c3.yaml").read_text(encoding="utf-8")
    for number in range(4, COUNTIES):
        (folder / f"m{number}.yaml").write_text(model.replace("990004", f"96{number:04d}"), encoding="utf-8")
    return folder


def test_killed_and_started_again_it_ends_in_the_same_tree(tmp_path: Path) -> None:
    """SIGKILL at random moments to all its processes, to the main one alone, or to a worker and then to the main one; what is finished stays finished."""
    folder = _many(tmp_path / "city")
    assert _started(folder, "whole").wait() == 0
    whole = tree(folder / "whole")
    assert len(whole) == 2 * COUNTIES + 2
    chance = random.Random(COUNTIES)  # noqa: S311 - a seeded one is wanted
    finished = 0
    for _kill in range(KILLS):
        batch = _started(folder, "killed")
        _wait(folder / "killed", finished, chance.uniform(0.0, 1.5), batch)
        kind = chance.choice(("all", "main", "worker"))
        if batch.poll() is None and kind == "worker":
            workers = _workers(batch.pid)
            os.kill(chance.choice(workers) if workers else batch.pid, signal.SIGKILL)
            time.sleep(chance.uniform(0.0, 1.0))
        if batch.poll() is None:
            os.kill(batch.pid, signal.SIGKILL) if kind == "main" else os.killpg(batch.pid, signal.SIGKILL)
        batch.wait()
        now = len(list((folder / "killed").glob("*.docx"))) if (folder / "killed").exists() else 0
        assert now >= finished
        finished = now
    assert _started(folder, "killed").wait() == 0
    assert tree(folder / "killed") == whole


def _workers(parent: int) -> list[int]:
    """The processes that build counties for a batch; none where the system does not tell."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            ours = int((path / "stat").read_text().rpartition(")")[2].split()[1]) == parent
            if ours and b"spawn_main" in (path / "cmdline").read_bytes():
                found.append(int(path.name))
    return sorted(found)


def _wait(out: Path, finished: int, more: float, batch: "subprocess.Popen[bytes]") -> None:
    """Until a county more is finished than before, and so long beyond."""
    while batch.poll() is None and len(list(out.glob("*.docx"))) <= finished:
        time.sleep(0.02)
    time.sleep(more)


def test_ctrl_c_ends_all_its_processes(tmp_path: Path) -> None:
    """One signal: exit code 130, no worker is left, no lock of the batch, no row of a shared ledger; the next one tidies up after workers."""
    folder = _many(tmp_path / "city")
    batch = _started(folder, "out")
    _wait(folder / "out", 0, 0.1, batch)
    batch.send_signal(signal.SIGINT)
    assert batch.wait(60) == 130
    with pytest.raises(ProcessLookupError):
        for _moment in range(200):  # the workers were told to end
            os.killpg(batch.pid, 0)
            time.sleep(0.05)
    left = [path.name for path in (folder / "out").iterdir() if path.name.startswith(".~")]
    assert not {".~reportgen-batch-lock", ".~reportgen-batch-parts"} & set(left)
    assert _started(folder, "out").wait() == 0
    assert not [path.name for path in (folder / "out").iterdir() if path.name.startswith(".~")]


def test_two_batches_in_one_folder(tmp_path: Path) -> None:
    """One works, the other says who does; after a kill the lock is nobody's."""
    folder = _many(tmp_path / "city")
    first = _started(folder, "out")
    while not (folder / "out" / ".~reportgen-batch-lock").exists():
        time.sleep(0.02)
    second = _started(folder, "out")
    assert second.wait() == 1
    said = (tmp_path / "said.txt").read_text(encoding="utf-8")
    assert str(first.pid) in said
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert _started(folder, "out").wait() == 0


def test_a_disk_that_is_full_is_told(tmp_path: Path) -> None:
    """No traceback: the path and the reason, also where rows of a shared ledger find no room; afterwards the batch goes on."""
    folder = _many(tmp_path / "city")
    limited = "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); sys.argv[0] = 'reportgen'; import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from reportgen.__main__ import main; main()"
    arguments = ["batch", ".", "--period", "2026Q3", "--out", "out"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "REPORTGEN_LANG": "en"}
    for size in (2_000, 30_000):
        command = [sys.executable, "-c", limited.format(size), *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        assert "Traceback" not in done.stderr and "fault" not in done.stderr
    assert _started(folder, "out").wait() == 0
