"""Workers of dask.distributed: some processes of this machine, or those of a scheduler elsewhere. The extra `reportgen[dask]` brings it.

Who can reach a scheduler can have anything done by its workers, so nothing goes over a network but by TLS with certificates on both sides.
"""

import ipaddress
import re
import shutil
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count as numbers
from logging import CRITICAL
from multiprocessing import resource_tracker
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import mkdtemp
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from reportgen.batch.records import Broken, Cluster, Limits, Task
from reportgen.batch.work.engine import Answered, Call, Heard, twice
from reportgen.batch.work.remote import Named, UnfitError, do
from reportgen.inputs import is_readable
from reportgen.messages import ReportgenError, issue
from reportgen.model import Source
from reportgen.writing import system_reason

if TYPE_CHECKING:
    from distributed import Client, Security

_BEAT = 1.0  # seconds until the lock of the batch is heeded again
_AHEAD = 2  # tasks that wait for each thread of a worker: few, since all that wait are under suspicion when it dies
_PATIENCE = 30.0  # seconds for a connection
_ABSENT = 300.0  # seconds in which there may be no worker at all
_ADDRESS = re.compile(r"(?P<kind>tls|tcp)://(?P<host>\[[0-9a-fA-F:.]+\]|[^\[\]/:@\s]+):(?P<port>\d{1,5})")
_QUIET = {
    "logging": dict.fromkeys(
        ("distributed", "distributed.client", "tornado", "tornado.application", "asyncio"), "critical"
    ),
    "distributed.scheduler.http.routes": [],  # no pages, on no port
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
    "distributed.worker.daemon": False,  # its counties have processes of their own
    "distributed.admin.tick.limit": "1h",
    "distributed.deploy.lost-worker-timeout": "1h",  # one that is started again slowly is not given up
}

_Future = Any
_Told = Any  # a future that is finished, or the number of a task and its stage


def check_cluster(cluster: Cluster) -> None:
    """Raises ReportgenError where the library is not there, the address is none, or nothing would protect the way to it."""
    try:
        _library()
    except ImportError as fault:
        raise ReportgenError([issue("batch.no-dask", missing=(fault.name or "distributed").split(".")[0])]) from None
    if not cluster.scheduler:
        return
    source = Source(cluster.scheduler)
    found = _ADDRESS.fullmatch(cluster.scheduler)
    if not found or int(found["port"]) > 65_535:
        raise ReportgenError([issue("batch.scheduler-address", source)])
    if found["kind"] == "tcp":
        if not _is_loopback(cluster.scheduler):
            raise ReportgenError([issue("batch.scheduler-plain", source, address=cluster.scheduler)])
        return
    files = {"--tls-ca": cluster.tls_ca, "--tls-cert": cluster.tls_cert, "--tls-key": cluster.tls_key}
    bad = [name for name, path in files.items() if path is None or not is_readable(path)]
    if bad:
        raise ReportgenError([issue("batch.scheduler-certificates", source, names=", ".join(bad))])


def _library() -> Any:
    """dask.distributed, saying nothing, with what its own certificates need."""
    import dask.config  # noqa: PLC0415 - the extra, only where it is asked for

    dask.config.set(_QUIET)
    import cryptography  # noqa: F401, PLC0415
    import distributed  # noqa: PLC0415

    return distributed


def _is_loopback(address: str) -> bool:
    """Whether an address without TLS leads to this machine alone."""
    found = _ADDRESS.fullmatch(address)
    host = found["host"].strip("[]") if found else ""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost" or address.startswith("inproc://")


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Threads that begin inside, and all processes that these ever start, are not reached by Ctrl-C, which goes to all: this process ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # to start it later would let the signal pass again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass(slots=True)
class DaskWorkers:
    """The workers of a cluster, that do `call(task, tell)`, a function of a module, for each task; `count` of them where they are this machine's."""

    cluster: Cluster
    call: Call
    count: int
    limits: Limits = field(default_factory=Limits)
    heard: Heard = lambda _task, _stage: None
    beat: Callable[[], None] = lambda: None

    def run(self, tasks: Sequence[Task]) -> Iterator[Answered]:
        """Each task with its answer as it comes.

        A worker that is lost is made good by another; a task that loses several, or breaks its process, is done once more, alone. Raises ReportgenError where the scheduler is
        not reached or lost, there are no workers, or they cannot do such tasks.
        """
        if not tasks:
            return
        check_cluster(self.cluster)
        with self._connected() as client:
            yield from twice(lambda some, alone: _Round(self, client, alone).run(some), tasks)

    @contextmanager
    def _connected(self) -> Iterator["Client"]:
        library, source = _library(), Source(self.cluster.scheduler or "127.0.0.1")
        folder, cluster, client = mkdtemp(prefix="reportgen-"), None, None
        try:
            try:
                if not self.cluster.scheduler:
                    cluster = self._own(library, folder)
                client = library.Client(
                    cluster or self.cluster.scheduler, security=_security(self.cluster, library), timeout=_PATIENCE,
                    set_as_default=False,
                )  # fmt: skip
            except (OSError, TimeoutError, ValueError, RuntimeError) as fault:
                reason = system_reason(fault) if isinstance(fault, OSError) and fault.strerror else str(fault)
                raise ReportgenError([issue("batch.no-scheduler", source, reason=reason)]) from None
            self._check_ways(client)
            yield client
        finally:
            for one in (client, cluster):
                if one is not None:
                    with suppress(Exception):
                        one.close(timeout=10)
            shutil.rmtree(folder, ignore_errors=True)

    def _own(self, library: Any, folder: str) -> Any:
        """Workers of this machine, behind certificates that are made now and known to nobody else."""
        with _deaf_children():
            return library.LocalCluster(
                n_workers=self.count, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
                memory_limit=0, security=library.Security.temporary(), silence_logs=CRITICAL,
                local_directory=folder,
            )  # fmt: skip

    def _check_ways(self, client: "Client") -> None:
        """Behind an address of this machine may lie a scheduler that all can reach."""
        if not self.cluster.scheduler.startswith("tcp:"):
            return
        told = client.scheduler_info(n_workers=-1)
        for address in (told["address"], *told["workers"]):
            if not _is_loopback(address):
                raise ReportgenError([issue("batch.scheduler-plain", Source(self.cluster.scheduler), address=address)])


def _security(cluster: Cluster, library: Any) -> "Security | None":
    if not cluster.scheduler.startswith("tls:"):
        return None
    security: Security = library.Security(
        require_encryption=True,
        tls_ca_file=_name(cluster.tls_ca),
        tls_client_cert=_name(cluster.tls_cert),
        tls_client_key=_name(cluster.tls_key),
    )
    return security


def _name(path: Path | None) -> str | None:
    return None if path is None else str(path.absolute())


class _Round:
    """Some tasks on the way: as many as the workers can take, or one at a time."""

    def __init__(self, workers: DaskWorkers, client: "Client", alone: bool) -> None:
        self._workers, self._client, self._alone = workers, client, alone
        self._topic = f"reportgen-{uuid4().hex}"
        self._told: SimpleQueue[_Told] = SimpleQueue()
        self._under_way: dict[_Future, Task] = {}
        self._seen = monotonic()
        self._number = numbers()

    def run(self, tasks: Sequence[Task]) -> Iterator[Answered]:
        """Each task with its answer as it comes."""
        waiting, by_number = deque(tasks), {task.number: task for task in tasks}
        self._client.subscribe_topic(self._topic, lambda event: self._told.put(event[1]))
        try:
            while waiting or self._under_way:
                self._feed(waiting)
                with suppress(Empty):
                    told = self._told.get(timeout=_BEAT)
                    if isinstance(told, list | tuple):
                        self._workers.heard(by_number[told[0]], told[1])
                    else:
                        yield self._under_way.pop(told), self._answer(told)
                self._workers.beat()
        finally:
            with suppress(Exception):
                self._client.cancel(list(self._under_way))

    def _feed(self, waiting: "deque[Task]") -> None:
        most = 1 if self._alone else max(1, _AHEAD * self._threads())
        while waiting and len(self._under_way) < most:
            task = waiting.popleft()
            future = self._client.submit(
                do, Named.of(self._workers.call), task, self._workers.limits, self._topic,
                key=f"{self._topic}-{next(self._number)}", pure=False,
            )  # fmt: skip
            self._under_way[future] = task
            future.add_done_callback(self._told.put)

    def _threads(self) -> int:
        """How many tasks the workers do at a time. Raises ReportgenError where there was no worker for long."""
        try:
            threads = int(sum(self._client.nthreads().values()))
        except (OSError, RuntimeError, ValueError) as fault:
            raise self._lost(str(fault)) from None
        if threads:
            self._seen = monotonic()
        elif monotonic() - self._seen > _ABSENT:
            raise ReportgenError([issue("batch.no-worker", self._source, seconds=int(_ABSENT))])
        return threads

    @property
    def _source(self) -> Source:
        return Source(self._workers.cluster.scheduler or "127.0.0.1")

    def _lost(self, reason: str) -> ReportgenError:
        return ReportgenError([issue("batch.scheduler-lost", self._source, reason=reason)])

    def _answer(self, future: _Future) -> Any:
        if future.status == "finished":
            return future.result()
        if future.status in ("cancelled", "lost"):
            raise self._lost(future.status)
        fault = future.exception()
        if type(fault).__name__ == "KilledWorker":
            return Broken(late=False, code=None)
        if isinstance(fault, UnfitError):
            raise ReportgenError([issue("batch.worker-daemon", self._source)])
        raise ReportgenError([issue("batch.worker-unfit", self._source, kind=type(fault).__name__)])
