"""The way to workers of dask.distributed: some processes of this machine, or those of a scheduler elsewhere. The extra `reportgen[dask]` brings it.

Who can reach a scheduler can have anything done by its workers, so nothing goes over a network but by TLS with certificates on both sides.
"""

import ipaddress
import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging import CRITICAL
from multiprocessing import resource_tracker
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from reportgen.batch.records import Cluster
from reportgen.inputs import is_readable
from reportgen.messages import ReportgenError, issue
from reportgen.model.sources import Source
from reportgen.writing import system_reason

if TYPE_CHECKING:
    from distributed import Client, Security

_PATIENCE = 30.0  # seconds for a connection
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


@contextmanager
def connected(asked: Cluster, count: int) -> Iterator["Client"]:
    """A client of the workers that are asked for, `count` of them where they are this machine's; these end when it is left.

    Raises ReportgenError where the scheduler is not reached, or can be by everybody.
    """
    library, source = _library(), Source(asked.scheduler or "127.0.0.1")
    folder, cluster, client = mkdtemp(prefix="reportgen-"), None, None
    try:
        try:
            if not asked.scheduler:
                cluster = _own(library, count, folder)
            client = library.Client(
                cluster or asked.scheduler, security=_security(asked, library), timeout=_PATIENCE,
                set_as_default=False,
            )  # fmt: skip
        except (OSError, TimeoutError, ValueError, RuntimeError) as fault:
            reason = system_reason(fault) if isinstance(fault, OSError) and fault.strerror else str(fault)
            raise ReportgenError([issue("batch.no-scheduler", source, reason=reason)]) from None
        _check_ways(asked, client)
        yield client
    finally:
        for one in (client, cluster):
            if one is not None:
                with suppress(Exception):
                    one.close(timeout=10)
        shutil.rmtree(folder, ignore_errors=True)


def _own(library: Any, count: int, folder: str) -> Any:
    """Workers of this machine, behind certificates that are made now and known to nobody else."""
    with _deaf_children():
        return library.LocalCluster(
            n_workers=count, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
            memory_limit=0, security=library.Security.temporary(), silence_logs=CRITICAL,
            local_directory=folder,
        )  # fmt: skip


def _check_ways(asked: Cluster, client: "Client") -> None:
    """Behind an address of this machine may lie a scheduler that all can reach."""
    if not asked.scheduler.startswith("tcp:"):
        return
    told = client.scheduler_info(n_workers=-1)
    for address in (told["address"], *told["workers"]):
        if not _is_loopback(address):
            raise ReportgenError([issue("batch.scheduler-plain", Source(asked.scheduler), address=address)])


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
