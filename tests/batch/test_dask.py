"""Workers of dask.distributed: the same bytes as those of one machine, also where they are killed; no way to a scheduler without TLS."""

import importlib.util
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reportgen.batch.planning.previews import look
from reportgen.batch.records import Broken, Cluster, Limits, Looked, State, Task
from reportgen.batch.running import Watcher, run_batch
from reportgen.batch.work import clusters
from reportgen.batch.work.county import run_county
from reportgen.batch.work.origin import origin_of
from reportgen.batch.work.remote import Named, watch
from reportgen.batch.work.workers import Workers
from reportgen.messages import ReportgenError
from tests.batch.city import DAY, PERIOD, asked, city_at, run, states, tree
from tests.batch.jobs import bad
from tests.full import FULL
from tests.journeys.program import run as program

KILLS = int(os.environ.get("REPORTGEN_DASK_KILLS", "20" if FULL else "2"))
WORKERS = (1, 2, 3) if FULL else (1, 2)

_HERE = all(importlib.util.find_spec(name) for name in ("distributed", "cryptography"))
needs_dask = pytest.mark.skipif(
    not _HERE, reason="distributed and cryptography (the extra reportgen[dask]) are not installed"
)
quiet = pytest.mark.filterwarnings("ignore")  # of distributed and its libraries
_OWN = Cluster()


@needs_dask
@quiet
@pytest.mark.parametrize("count", WORKERS)
def test_the_same_bytes(tmp_path: Path, count: int) -> None:
    """Counties with ledgers of their own and a shared one; what is done is done, whichever workers are asked the next time."""
    folder = city_at(tmp_path / "city", 2, 1)
    stages: set[str] = set()

    class Listening(Watcher):
        def stage(self, config: str, stage: str) -> None:
            assert config
            stages.add(stage)

    assert states(run(folder, folder / "local", jobs=count)) == dict.fromkeys(("c0", "c1", "c2"), "done")
    run_batch(asked(folder, folder / "dask", jobs=count, cluster=_OWN), Listening())
    assert tree(folder / "dask") == tree(folder / "local")
    assert {"begin", "read", "tally", "write"} <= stages
    again = run(folder, folder / "dask", jobs=count, cluster=_OWN)
    assert set(states(again).values()) == {"unchanged"}


@needs_dask
@quiet
def test_a_bad_county_takes_no_worker_with_it(tmp_path: Path) -> None:
    """Its process ends, hangs or eats; the worker goes on, what is broken is tried once more."""
    folder = city_at(tmp_path / "city", 0, 2)
    model = (folder / "c0.yaml").read_text(encoding="utf-8")
    for number, name in enumerate(("exits", "hangs", "unlucky")):
        (folder / f"{name}.yaml").write_text(model.replace("990001", f"98{number:04d}"), encoding="utf-8")
    ran = run(folder, call=bad, jobs=2, limits=Limits(3072, 15), cluster=_OWN)
    good = dict.fromkeys(("c0", "c1", "unlucky"), "done")
    assert states(ran) == {**good, "exits": "failed", "hangs": "failed"}
    why = {Path(one.entry.config).stem: [each["code"] for each in one.entry.issues] for one in ran.outcomes}
    assert (why["exits"][0], why["hangs"][0]) == ("batch.crashed", "batch.out-of-time")


def _children(pid: int) -> list[int]:
    """The processes that a process has started."""
    told = subprocess.run(
        ["ps", "-ww", "-o", "pid=", "-o", "args=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(line.split()[0]) for line in told.stdout.splitlines() if "spawn_main" in line]


@contextmanager
def _killing(
    pid: int, kills: int, moment: Callable[[], float], among: Callable[[], list[int]] | None = None
) -> Iterator[list[int]]:
    """Meanwhile workers, a process's children or those among others, are killed, one at a time, once they work: their own processes show it."""
    killed: list[int] = []
    over = threading.Event()

    def kill() -> None:
        while not over.is_set() and len(killed) < kills:
            working = [one for one in (among() if among else _children(pid)) if one not in killed and _children(one)]
            if working:
                over.wait(moment())
                try:
                    os.kill(working[0], signal.SIGKILL)
                except ProcessLookupError:
                    continue
                killed.append(working[0])
            over.wait(0.05)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


@needs_dask
@quiet
@pytest.mark.skipif(os.name == "nt", reason="processes are looked up with ps")
def test_killed_workers_cost_no_county(tmp_path: Path) -> None:
    """Workers of a scheduler are killed in the middle of counties; others do these, and the tree is that of a quiet run."""
    folder = city_at(tmp_path / "city", 2, 1)
    model = (folder / "c2.yaml").read_text(encoding="utf-8")
    for number in range(2 * KILLS):
        (folder / f"m{number}.yaml").write_text(model.replace("990003", f"96{number:04d}"), encoding="utf-8")
    run(folder, folder / "local", jobs=2)
    chance = random.Random(KILLS)  # noqa: S311 - a seeded one is wanted
    with _killing(os.getpid(), KILLS, lambda: chance.uniform(0.0, 1.5)) as killed:
        ran = run(folder, folder / "dask", jobs=2, cluster=_OWN)
    assert len(killed) >= (KILLS if KILLS >= 20 else 1)
    assert set(states(ran).values()) == {"done"}
    assert tree(folder / "dask") == tree(folder / "local")


@needs_dask
@pytest.mark.skipif(os.name == "nt", reason="process groups are those of POSIX")
def test_ctrl_c_ends_the_workers(tmp_path: Path) -> None:
    """Exit code 130, no process is left, nor a lock; the next batch goes on."""
    folder = city_at(tmp_path / "city", 2, 2)
    command = [
        sys.executable,
        "-m",
        "reportgen",
        "batch",
        ".",
        "--period",
        "2026Q3",
        "--out",
        "out",
        "--engine",
        "dask",
    ]
    path = os.pathsep.join([str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, "REPORTGEN_LANG": "en"}
    said = tmp_path / "said.txt"
    with said.open("wb") as file:
        batch = subprocess.Popen(command, cwd=folder, env=environment, stdout=file, stderr=file, start_new_session=True)
    while batch.poll() is None and not list((folder / "out").glob("*.docx")):
        time.sleep(0.02)
    os.killpg(batch.pid, signal.SIGINT)
    assert batch.wait(60) == 130, said.read_text(encoding="utf-8")
    assert "Traceback" not in said.read_text(encoding="utf-8")
    with pytest.raises(ProcessLookupError):
        for _moment in range(200):  # the workers were told to end
            os.killpg(batch.pid, 0)
            time.sleep(0.05)
    left = [path.name for path in (folder / "out").iterdir() if path.name.startswith(".~")]
    assert not {".~reportgen-batch-lock", ".~reportgen-batch-parts"} & set(left)
    assert subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False).returncode == 0
    assert len(list((folder / "out").glob("*.docx"))) == 4


def _certificates(folder: Path, name: str) -> list[str]:
    """An authority of its own, and a certificate and key by it, as options of dask."""
    from cryptography import x509  # noqa: PLC0415 - the extra
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    now = datetime.now(UTC)
    keys = {one: ec.generate_private_key(ec.SECP256R1()) for one in ("ca", "cert")}
    names = {one: x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, f"{name}-{one}")]) for one in keys}
    for one, key in keys.items():
        made = x509.CertificateBuilder(names["ca"], names[one], key.public_key(), x509.random_serial_number())
        made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        made = made.add_extension(x509.BasicConstraints(ca=one == "ca", path_length=None), critical=True)
        signed = made.sign(keys["ca"], hashes.SHA256())
        (folder / f"{name}-{one}.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    secret = keys["cert"].private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / f"{name}-key.pem").write_bytes(secret)
    return [str(folder / f"{name}-{one}.pem") for one in ("ca", "cert", "key")]


@contextmanager
def _cluster(folder: Path, *workers: Sequence[str], tls: Sequence[str] = ()) -> Iterator[tuple[str, list[int]]]:
    """A scheduler with workers, as an administrator starts them: its address and the processes of the workers."""
    path = os.pathsep.join([str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path}
    named = [part for pair in zip(("--tls-ca-file", "--tls-cert", "--tls-key"), tls, strict=False) for part in pair]
    kind, address = ("tls" if tls else "tcp"), folder / "scheduler.json"
    address.unlink(missing_ok=True)
    common = [*named, "--scheduler-file", str(address)]
    started: list[subprocess.Popen[bytes]] = []

    def start(*command: str) -> None:
        with (folder / "cluster.txt").open("ab") as said:
            line = [sys.executable, "-m", "dask", *command]
            started.append(subprocess.Popen(line, cwd=folder, env=environment, stdout=said, stderr=said))

    try:
        start("scheduler", "--host", f"{kind}://127.0.0.1", "--port", "0", "--no-dashboard", *common)
        while not address.exists() and started[0].poll() is None:
            time.sleep(0.05)
        for more in workers:
            start("worker", "--host", f"{kind}://127.0.0.1", "--no-dashboard", "--nthreads", "1", *more, *common)
        yield json.loads(address.read_text(encoding="utf-8"))["address"], [one.pid for one in started[1:]]
    finally:
        for one in started:
            one.kill()
            one.wait()


@needs_dask
@quiet
@pytest.mark.skipif(os.name == "nt", reason="processes are looked up with ps")
def test_a_scheduler_behind_certificates(tmp_path: Path) -> None:
    """Workers that others started: one is killed for good, the other does its counties. Who has a certificate of another authority gets nowhere."""
    folder = city_at(tmp_path / "city", 2, 2)
    run(folder, folder / "local", jobs=2)
    tls, foreign = _certificates(tmp_path, "ours"), _certificates(tmp_path, "foreign")
    with _cluster(tmp_path, ["--no-nanny"], ["--no-nanny"], tls=tls) as (address, workers):
        assert address.startswith("tls://127.0.0.1:")
        with pytest.raises(ReportgenError) as refused:
            run(folder, folder / "foreign", cluster=Cluster(address, *map(Path, foreign)))
        assert [one.code for one in refused.value.issues] == ["batch.no-scheduler"]
        with _killing(os.getpid(), 1, lambda: 0.2, lambda: workers) as killed:
            ran = run(folder, folder / "dask", cluster=Cluster(address, *map(Path, tls)))
    assert len(killed) == 1
    assert set(states(ran).values()) == {"done"}
    assert tree(folder / "dask") == tree(folder / "local")


@needs_dask
@quiet
def test_workers_that_cannot_work_are_told(tmp_path: Path) -> None:
    """Below a nanny they may start no processes, unless they are told to: one sentence, and the batch ends."""
    folder = city_at(tmp_path / "city", 0, 1)
    with _cluster(tmp_path, ["--nworkers", "1"]) as (address, _workers):
        with pytest.raises(ReportgenError) as refused:
            run(folder, cluster=Cluster(address))
        assert [one.code for one in refused.value.issues] == ["batch.worker-daemon"]


_OTHERS = {
    "batch.other-program": lambda origin, _task: (replace(origin, program="another"), {}),
    "batch.unseen": lambda origin, task: (origin, {"parts": task.out / "not-there"}),
    "batch.other-folder": lambda origin, _task: (replace(origin, mark="another batch"), {}),
    "batch.other-inputs": lambda origin, _task: (replace(origin, inputs={**origin.inputs, "font X.ttf": "1"}), {}),
}


@pytest.mark.parametrize("code", _OTHERS)
def test_a_worker_that_sees_something_else_refuses(tmp_path: Path, code: str) -> None:
    """Another program, folder or file than the machine that asks: the county is refused, and says where and what; nothing is written."""
    folder = city_at(tmp_path / "city", 0, 1)
    out = folder / "out"
    out.mkdir()
    (out / ".~reportgen-batch-lock").write_text("this batch", encoding="utf-8")
    looked = look(folder / "c0.yaml")[""]
    assert isinstance(looked, Looked)
    task = Task(0, folder / "c0.yaml", out, PERIOD, DAY)
    origin = origin_of(task, looked)
    assert run_county(replace(task, origin=origin)).state is State.DONE
    for path in out.glob("99*"):
        path.unlink()
    other, more = _OTHERS[code](origin, task)
    result = run_county(replace(task, origin=other, **more))
    assert (result.state, [one.code for one in result.issues]) == (State.REFUSED, [code])
    assert socket.gethostname() in result.issues[0].message
    assert not list(out.glob("99*"))


def test_a_county_whose_batch_is_gone_is_stopped(tmp_path: Path) -> None:
    """The lock of the batch is what a worker elsewhere knows of it: without it nobody waits, and its process ends."""
    folder = city_at(tmp_path / "city", 0, 1)
    out, lock = folder / "out", folder / "out" / ".~reportgen-batch-lock"
    out.mkdir()
    lock.write_text("this batch", encoding="utf-8")
    (folder / "hangs.yaml").write_text((folder / "c0.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    task = Task(0, folder / "hangs.yaml", out, PERIOD, DAY)
    looked = look(task.config)[""]
    assert isinstance(looked, Looked)
    task = replace(task, origin=origin_of(task, looked))
    workers = Workers(Named.of(bad), 1)
    workers.heard = lambda _task, _stage: lock.unlink()  # it has begun: the batch ends now
    workers.beat = watch(task, workers)
    assert workers.once(task) == Broken(late=False, code=None)
    assert workers.is_stopped


_BAD_ADDRESSES = {
    "tcp://10.1.2.3:8786": "batch.scheduler-plain",
    "tcp://scheduler.example:8786": "batch.scheduler-plain",
    "tcp://127.0.0.1.example:8786": "batch.scheduler-plain",
    "tcp://0.0.0.0:8786": "batch.scheduler-plain",
    "10.1.2.3:8786": "batch.scheduler-address",
    "http://127.0.0.1:8786": "batch.scheduler-address",
    "inproc://1/2/3": "batch.scheduler-address",
    "tls://10.1.2.3": "batch.scheduler-address",
    "tls://10.1.2.3:99999": "batch.scheduler-address",
    "tls://10.1.2.3:8786": "batch.scheduler-certificates",
}


@pytest.mark.parametrize("address", _BAD_ADDRESSES)
def test_addresses_that_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str) -> None:
    """Before anything is sent there, and before anything is written."""
    monkeypatch.setattr(clusters, "_library", lambda: None)
    folder = city_at(tmp_path / "city", 0, 1)
    with pytest.raises(ReportgenError) as refused:
        run(folder, cluster=Cluster(address))
    assert [one.code for one in refused.value.issues] == [_BAD_ADDRESSES[address]]
    assert not (folder / "out").exists()


@pytest.mark.parametrize("scheduler", ["127.0.0.1", "10.1.2.3"])
@pytest.mark.parametrize("worker", ["127.0.0.1", "10.1.2.4"])
def test_what_lies_behind_an_address_of_this_machine(scheduler: str, worker: str) -> None:
    """A scheduler or worker there that other machines can reach without TLS is refused by its own address."""
    told = {"address": f"tcp://{scheduler}:8786", "workers": {f"tcp://{worker}:4000": {}}}
    client: Any = SimpleNamespace(scheduler_info=lambda **_all: told)
    if scheduler == worker == "127.0.0.1":
        clusters._check_ways(Cluster("tcp://127.0.0.1:8786"), client)
        return
    with pytest.raises(ReportgenError) as refused:
        clusters._check_ways(Cluster("tcp://127.0.0.1:8786"), client)
    assert [one.code for one in refused.value.issues] == ["batch.scheduler-plain"]
    assert "tcp://10.1.2." in refused.value.issues[0].message


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "tcp://[::1]:8786", "tcp://localhost:8786"])
def test_this_machine_needs_no_certificates(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(clusters, "_library", lambda: None)
    clusters.check_cluster(Cluster(address))


def test_the_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With what to install; nothing else needs it."""
    monkeypatch.setitem(sys.modules, "dask.config", None)
    monkeypatch.setitem(sys.modules, "dask", None)
    folder = city_at(tmp_path / "city", 0, 1)
    with pytest.raises(ReportgenError) as refused:
        run(folder, cluster=_OWN)
    (told,) = refused.value.issues
    assert told.code == "batch.no-dask"
    assert "reportgen[dask]" in told.hint
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--scheduler", "tls://10.1.2.3:8786"),
        ("--engine", "dask", "--tls-ca", "ca.pem"),
        ("--engine", "dask", "--scheduler", "tcp://127.0.0.1:8786", "--tls-key", "key.pem"),
        ("--engine", "dask", "--scheduler", "tcp://127.0.0.1:8786", "--jobs", "2"),
    ],
)
def test_options_that_would_do_nothing_are_wrong_usage(tmp_path: Path, options: tuple[str, ...]) -> None:
    folder = city_at(tmp_path / "city", 0, 1)
    done = program(folder, "batch", ".", "--period", "2026Q3", *options)
    assert done.returncode == 2, done.stderr
    assert "--" in done.stderr and not (folder / "out").exists()
