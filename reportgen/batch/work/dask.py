"""An engine of workers of dask.distributed: counties are sent to them as they can take more, stages and answers come back."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count as numbers
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from reportgen.batch.records import Broken, Cluster, Limits, Task
from reportgen.batch.work.clusters import check_cluster, connected
from reportgen.batch.work.engine import Answered, Call, Heard, twice
from reportgen.batch.work.remote import Named, UnfitError, do
from reportgen.messages import ReportgenError, issue
from reportgen.model.sources import Source

if TYPE_CHECKING:
    from distributed import Client

_BEAT = 1.0  # seconds until the lock of the batch is heeded again
_AHEAD = 2  # tasks that wait for each thread of a worker: few, since all that wait are under suspicion when it dies
_ABSENT = 300.0  # seconds in which there may be no worker at all

_Future = Any
_Told = Any  # a future that is finished, or the number of a task and its stage


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
        with connected(self.cluster, self.count) as client:
            yield from twice(lambda some, alone: _Round(self, client, alone).run(some), tasks)


class _Round:
    """Some tasks on the way: as many as the workers can take, or one at a time."""

    def __init__(self, workers: DaskWorkers, client: "Client", alone: bool) -> None:
        self._workers, self._client, self._alone = workers, client, alone
        self._topic = f"reportgen-{uuid4().hex}"
        self._told: SimpleQueue[_Told] = SimpleQueue()
        self._under_way: dict[_Future, Task] = {}
        self._seen, self._look, self._threads = (
            monotonic(),
            0.0,
            0,
        )  # when a worker was seen, when to look again, what was seen
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
        if monotonic() >= self._look:
            self._look = monotonic() + _BEAT
            self._count_threads()
        most = 1 if self._alone else max(1, _AHEAD * self._threads)
        while waiting and len(self._under_way) < most:
            task = waiting.popleft()
            future = self._client.submit(
                do, Named.of(self._workers.call), task, self._workers.limits, self._topic,
                key=f"{self._topic}-{next(self._number)}", pure=False,
            )  # fmt: skip
            self._under_way[future] = task
            future.add_done_callback(self._told.put)

    def _count_threads(self) -> None:
        """Asks how many tasks the workers do at a time. Raises ReportgenError where there was no worker for long."""
        try:
            self._threads = sum(self._client.nthreads().values())
        except (OSError, RuntimeError, ValueError) as fault:
            raise self._lost(str(fault)) from None
        if self._threads:
            self._seen = monotonic()
        elif monotonic() - self._seen > _ABSENT:
            raise ReportgenError([issue("batch.no-worker", self._source, seconds=int(_ABSENT))])

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
