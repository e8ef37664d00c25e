"""A batch on one screen: what is asked for, what of it has changed, the jobs, what became of each county."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reportgen.batch.manifest import Entry, Manifest, looked_record, told
from reportgen.batch.planning.chain import names_of
from reportgen.batch.planning.copied import copied
from reportgen.batch.planning.keys import Digests, files_of, inputs_of, key_of
from reportgen.batch.planning.plans import Asked, Plan, make_plans, shared_files
from reportgen.batch.records import WRITTEN, Broken, Looked, Result, State, Task
from reportgen.batch.sharing import parted
from reportgen.batch.work.clusters import check_cluster
from reportgen.batch.work.county import failed, run_county
from reportgen.batch.work.dask import DaskWorkers
from reportgen.batch.work.engine import Call, Engine, Heard
from reportgen.batch.work.origin import origin_of
from reportgen.batch.work.workers import Workers
from reportgen.batch.workbook import NAME as WORKBOOK
from reportgen.batch.workbook import outcome_workbook
from reportgen.files.locking import one_batch
from reportgen.job import stem_name
from reportgen.model.periods import Period
from reportgen.model.sources import Issue
from reportgen.writing import make_folder, refusing, write_file


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one county in this run; `unchanged` says that it had not to be built, `why` why it was. `seconds` are spent by stage."""

    entry: Entry
    unchanged: bool
    why: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_well(self) -> bool:
        """Whether nothing is left to do about the county."""
        edited = self.entry.state is State.EDITED and self.entry.current
        return edited or self.entry.state in (State.DONE, State.WARNINGS)


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a batch: of each county, in the order of their codes, and of the shared ledgers (as the manifest has it); `issues` are what its configurations say against each other."""

    outcomes: tuple[Outcome, ...]
    shared: Mapping[str, Any] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


class Watcher:
    """Who is told how a batch goes on; this one says nothing."""

    def planned(self, plans: Sequence[Plan]) -> None:
        """What is to be done is known."""

    def stage(self, config: str, stage: str) -> None:
        """A county has come to a stage."""

    def finished(self, outcome: Outcome) -> None:
        """A county is finished."""


def run_batch(asked: Asked, watcher: Watcher, call: Call = run_county) -> Ran:
    """Builds what has changed, and says what became of each county.

    Where it is `dry`, nothing is written and the outcomes say what would be built. Raises WriteError where the folder takes no file or another
    batch is at work in it, another ReportgenError where its workers are not to be had.
    """
    if asked.cluster:
        check_cluster(asked.cluster)
    if asked.dry:
        plans = make_plans(asked, Manifest(asked.out, asked.period), Digests())
        return Ran(_ordered(map(_as_planned, plans)), issues=copied(plans))
    with refusing(asked.out):
        make_folder(asked.out)
        with one_batch(asked.out) as beat:
            return _run(asked, watcher, beat, call)


def _run(asked: Asked, watcher: Watcher, beat: Callable[[], None], call: Call) -> Ran:
    manifest, digests = Manifest(asked.out, asked.period), Digests()
    plans = make_plans(asked, manifest, digests)
    watcher.planned(plans)
    with _noting(manifest, asked.period), parted(plans, asked, manifest) as (plans, parts):
        outcomes = [_as_planned(plan) for plan in plans if not plan.is_due]
        for outcome in outcomes:
            watcher.finished(outcome)
        due = [plan for plan in plans if plan.is_due]
        for outcome in _build(due, parts, asked, watcher, beat, call, digests):
            manifest.note(outcome.entry)
            outcomes.append(outcome)
            watcher.finished(outcome)
        ran = Ran(_ordered(outcomes), manifest.shared, copied(plans))
        entries = [one.entry for one in ran.outcomes]
        write_file(asked.out / WORKBOOK, outcome_workbook(entries, asked.period, asked.day))
        manifest.finish(entries, asked.period, asked.day)
    return ran


@contextmanager
def _noting(manifest: Manifest, period: Period) -> Iterator[None]:
    manifest.begin(period)
    try:
        yield
    finally:
        manifest.close()


def _as_planned(plan: Plan) -> Outcome:
    return Outcome(plan.entry, not plan.why, plan.why)


def _ordered(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    return tuple(sorted(outcomes, key=lambda one: (one.entry.code, one.entry.config)))


def _build(
    plans: Sequence[Plan],
    parts: Path | None,
    asked: Asked,
    watcher: Watcher,
    beat: Callable[[], None],
    call: Call,
    digests: Digests,
) -> Iterator[Outcome]:
    def heard(task: Task, stage: str) -> None:
        watcher.stage(plans[task.number].entry.config, stage)

    tasks = [_task(number, plan, parts, asked) for number, plan in enumerate(plans)]
    for task, answer in _engine(asked, len(tasks), call, heard, beat).run(tasks):
        plan = plans[task.number]
        result = answer if isinstance(answer, Result) else _broken(task, answer, asked)
        if result.unchanged:
            yield Outcome(replace(plan.entry, shared=plan.shared), True)
        else:
            yield Outcome(_entry(plan, result, digests, asked), False, plan.why, result.seconds)


def _engine(asked: Asked, tasks: int, call: Call, heard: Heard, beat: Callable[[], None]) -> Engine:
    count = max(1, min(asked.jobs, tasks))
    if asked.cluster:
        return DaskWorkers(asked.cluster, call, count, asked.limits, heard, beat)
    return Workers(call, count, asked.limits, heard, beat)


def _task(number: int, plan: Plan, parts: Path | None, asked: Asked) -> Task:
    language = plan.looked.language if plan.looked else asked.language
    current = plan.key == plan.entry.key and plan.shared == plan.entry.shared and not asked.force
    task = Task(
        number,
        plan.config.absolute(),
        asked.out.absolute(),
        asked.period,
        asked.day,
        language,
        update=asked.update,
        current=current,
        parts=parts if plan.shared else None,
        known=plan.entry.parts if plan.maybe else {},
    )
    return replace(task, origin=origin_of(task, plan.looked)) if asked.cluster and plan.looked else task


def _broken(task: Task, answer: Broken, asked: Asked) -> Result:
    if answer.late:
        return failed("batch.out-of-time", task, seconds=asked.limits.seconds)
    if answer.code is None:
        return failed("batch.worker-lost", task)
    if answer.code < 0:
        return failed("batch.killed", task, signal=-answer.code)
    return failed("batch.crashed", task, ended=answer.code)


def _entry(plan: Plan, result: Result, digests: Digests, asked: Asked) -> Entry:
    """What is known of a county from now on. What was made while its files changed has no key: it is built again."""
    looked, before = plan.looked, plan.entry
    if looked is None:
        raise AssertionError("only what was looked at is built")
    common: dict[str, Any] = {
        "trunk": result.trunk,
        "report": result.report,
        "trace": result.trace,
        "digests": result.digests,
        "chain": _chain(looked, asked),
        **told(result),
    }
    if result.state is State.EDITED:
        current = result.current
        return replace(before, state=State.EDITED, current=current, **common)
    entry = Entry(before.config, result.state, looked.code, looked.name, **common)
    if result.state not in WRITTEN:
        return replace(entry, current=False)
    inputs = inputs_of(looked, result.templates, digests, asked.out)
    read = {f"template {name}": digest for name, digest in result.templates.items()}
    files = (*(path for _name, path in files_of(looked, asked.out)), *shared_files(looked))
    steady = all(map(digests.still, files)) and read.items() <= inputs.items()
    key = key_of(looked, inputs, result.parts, asked.period, asked.day) if steady else ""
    return replace(
        entry,
        rows=result.rows,
        overrides=result.overrides,
        conflicts=result.conflicts,
        key=key,
        inputs={} if result.private else inputs,
        parts={} if result.private else result.parts,
        shared={} if result.private else plan.shared,
        looked={} if result.private else looked_record(looked, asked.out),
        templates=tuple(sorted(result.templates)),
    )


def _chain(looked: Looked, asked: Asked) -> tuple[str, ...]:
    stem = stem_name(looked.code, asked.period, looked.report)
    there = (path.name for path in asked.out.glob(f"{looked.code}-*.docx"))
    return tuple(name for _level, name in names_of(stem, looked.language, there))
