"""One county's job, whole: configuration and ledgers to a report in its place. A function of plain values, for any process on any machine."""

import json
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import pipeline
from reportgen.batch.manifest import place
from reportgen.batch.parts.loading import load_parts
from reportgen.batch.planning.chain import Chain, chain_of, stem_at
from reportgen.batch.records import Result, State, Task
from reportgen.batch.work.origin import check_origin
from reportgen.batch.work.readers import Readers
from reportgen.files.pairs import digest, sidecar_of
from reportgen.files.publishing import Published, kept_issue
from reportgen.inputs import read_file
from reportgen.job import stem_of
from reportgen.messages import ReportgenError, _, issue, speaking
from reportgen.model.sources import Issue, Level, Source
from reportgen.read import Limits, read_ledgers
from reportgen.settings import Loaded, load_settings
from reportgen.writing import file_digest

if TYPE_CHECKING:
    from reportgen.actions.updating import Update

Tell = Callable[[str], None]
_ROOT = Path(__file__).parents[2]
_MOST_ISSUES = 200
_READERS = Readers()


def run_county(task: Task, tell: Tell = lambda _stage: None) -> Result:
    """Does the job; whatever goes wrong is a result, too, but for what ends the process. `tell` hears which stage begins.

    The same task gives the same files and the same result, in whichever process and however often it is done.
    """
    try:
        with speaking(task.language):
            return _bounded(_run(task, tell))
    except ReportgenError as fault:
        return _bounded(Result(State.REFUSED, fault.issues))
    except MemoryError:
        return failed("batch.out-of-memory", task)
    except Exception as fault:
        return failed("batch.fault", task, kind=type(fault).__name__, place=_place(fault))


def failed(code: str, task: Task, **values: object) -> Result:
    """The result of a county of which the worker broke off."""
    with speaking(task.language):
        return Result(State.FAILED, (issue(code, Source(str(task.config)), **values),))


def _place(fault: Exception) -> str:
    """The last line of ours on the way to the fault; what it was at work on may be somebody's name."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT)] or frames
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"


def _bounded(result: Result) -> Result:
    """Issues without the thousand cells that they are about: those stay with the county."""
    light = [replace(one, places=(), additions=(), each="") for one in result.issues]
    light.sort(key=lambda one: (one.level is Level.INFO, one.level is not Level.ERROR))
    return replace(result, issues=tuple(light[:_MOST_ISSUES]))


def _run(task: Task, tell: Tell) -> Result:
    tell("settings")
    if task.origin:
        check_origin(task, task.origin)
    loaded = load_settings(task.config)
    if loaded.kinds:
        aside = issue("settings.reports-left-aside", Source(str(task.config)), names=_(", ").join(loaded.kinds))
        loaded = replace(loaded, issues=(*loaded.issues, aside))
    settings = loaded.settings
    with speaking(settings.report.language):
        stem = stem_of(settings, task.period, draft=False)
        chain = chain_of(task.out, stem, settings.report.language)
        if chain.edited and (task.current or not (task.update or task.known)):
            return _left(task, chain)
        tell("read")
        reading, parts = _read(task, loaded)
        if task.known and parts == task.known:
            return Result(State.DONE, unchanged=True)
        if chain.edited and not task.update:
            return _left(task, chain)
        if chain.edited:
            return replace(_update(task, loaded, stem, chain, reading, tell), parts=parts)
        return replace(_build(task, loaded, reading, tell), parts=parts)


def _read(task: Task, loaded: Loaded) -> tuple[pipeline.Reading, dict[str, str]]:
    """The reading of its ledgers, and the digests of its rows in those that are shared, by their paths from the folder."""
    known = load_parts(task.parts, loaded) if task.parts else {}
    reading: pipeline.Reading = Future()
    limits = Limits.of(loaded.settings.ledger)
    with speaking(loaded.settings.report.language):
        reading.set_result(read_ledgers(loaded.ledger_files, limits, known, _READERS.of(limits)))
    return reading, {place(path, task.out): answer.sha256 for path, answer in known.items()}


def _left(task: Task, chain: Chain) -> Result:
    """An edited report stays as it is; where something has changed since, that is told."""
    code = "batch.edited" if task.current else "batch.edited-stale"
    found = issue(code, Source(str(task.out / chain.edited)))
    names = {name: file_digest(task.out / name) for name in {chain.edited, chain.trunk}}
    return Result(
        State.EDITED,
        (found,),
        chain.edited,
        sidecar_of(Path(chain.edited)).name,
        chain.trunk,
        names,
        current=task.current,
    )


def _job(task: Task, loaded: Loaded) -> pipeline.Job:
    return pipeline.Job(
        loaded, loaded.ledger_files, task.period, task.day, language=loaded.settings.report.language, clock=task.day
    )


def _build(task: Task, loaded: Loaded, reading: pipeline.Reading, tell: Tell) -> Result:
    report = pipeline.build(_job(task, loaded), reading, draft=True, clock=pipeline.Clock(tell))
    tell("write")
    published = pipeline.write(report, task.out)
    return _written(report, published, report.issues)


def _update(task: Task, loaded: Loaded, stem: str, chain: Chain, reading: pipeline.Reading, tell: Tell) -> Result:
    """The edited report with what the ledgers give now, in the place behind it."""
    from reportgen.actions.updating import update, write_update  # noqa: PLC0415 - most counties are built
    from reportgen.update.trunk.trunk import Options  # noqa: PLC0415

    edited = task.out / chain.edited
    data, sidecar = read_file(edited), _bytes(sidecar_of(edited))
    tell("update")
    job = replace(_job(task, loaded), day=None)
    done = update(data, edited.name, job, Options(task.day.isoformat()), sidecar, reading, draft=True)
    if not done.known:
        raise ReportgenError([issue("batch.unknown-report", Source(str(edited)))])
    tell("write")
    language = loaded.settings.report.language
    name = stem_at(stem, chain.level, language, draft=done.memory.draft)
    published = write_update(done, edited, task.out / f"{name}.docx")
    result = _written(done.report, published, (*done.report.issues, *_points(done, published)))
    return replace(
        result,
        conflicts=len(done.open),
        digests={**result.digests, edited.name: digest(data)},
        state=State.DRAFT if done.memory.draft else result.state,
    )


def _points(done: "Update", published: Published) -> list[Issue]:
    """What an update leaves to a person, in one issue; what does not hold in it, in one each."""
    source = Source(published.document.name)
    left = [issue("batch.open-points", source, count=len(done.open))] if done.open else []
    return left + [issue("batch.does-not-hold", source, message=one.message) for one in done.findings]


def _bytes(path: Path) -> bytes:
    try:
        return read_file(path)
    except OSError:
        return b""


def _written(report: pipeline.Report, published: Published, issues: tuple[Issue, ...]) -> Result:
    """The result of a report that stands in its place, or beside a file that kept it from there."""
    kept = (kept_issue(published, published.kept),) if published.kept else ()
    issues = (*kept, *published.issues, *issues)
    document, trace = published.document, read_file(published.trace)
    told = json.loads(trace)
    state = State.WARNINGS if any(one.level is Level.WARNING for one in issues) else State.DONE
    if any(one.level is Level.ERROR for one in report.issues):
        state = State.DRAFT
    if kept:
        state = State.REFUSED
    return Result(
        state,
        issues,
        document.name,
        published.trace.name,
        document.name,
        {document.name: digest(read_file(document)), published.trace.name: digest(trace)},
        dict(report.templates),
        dict(told["rows"].items()),
        len(told["overrides"]),
        seconds=report.seconds,
        private=not pipeline.tells_sources(report),
    )
