"""The whole story on one screen: every stage once, in order."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from reportgen import __version__
from reportgen.clean import clean
from reportgen.clean.county_rows import own_rows
from reportgen.compose import compose
from reportgen.compose.page import fill_page, not_idle
from reportgen.draw import draw
from reportgen.files.publishing import Published, publish
from reportgen.job import (
    Clock,
    Job,
    Printed,
    Seconds,
    counted_by,
    in_its_language,
    recall,
    shared_ledgers,
    stem_of,
)
from reportgen.messages import DocumentError, LedgerError
from reportgen.model.ledgers import Ledger, Rows
from reportgen.model.periods import Period
from reportgen.model.reports.narratives import Narrative
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue, Level
from reportgen.read import Limits, read_ledgers
from reportgen.read.parent.finding import find_ledgers
from reportgen.render import load_page, render
from reportgen.review import audit
from reportgen.rollup.reading import is_rolled_up
from reportgen.rollup.summing import roll_up, settings_of
from reportgen.settings import find_template
from reportgen.settings.effects import placed, without_effect, without_pictures
from reportgen.settings.facts import read_facts
from reportgen.sidecar import declared, trace_bytes, with_sources
from reportgen.tally import override, signature_issues, state, tally
from reportgen.word import Memory
from reportgen.word.memory.memory import OpenPoint
from reportgen.writing import file_digest

__all__ = [
    "Clock",
    "Job",
    "Printed",
    "Recomputed",
    "Report",
    "build",
    "compute",
    "inputs",
    "load_ledger",
    "produce",
    "recompute",
    "write",
]

_DRAFTED = frozenset({"ledger.mostly-unmapped", "ledger.mostly-unmapped.blank"})
"""Errors of ledgers with which a report can be made and is not fit to be sent."""

Issues = tuple[Issue, ...]
Reading = Future[tuple[Rows, Issues]]


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report: the bytes of the .docx and of its trace, and what they rest on; `templates` are those read for it, name -> sha256."""

    stem: str
    document: bytes
    trace: bytes
    job: Job
    summary: Summary
    narrative: Narrative
    issues: Issues
    seconds: Seconds = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        """The period on which it reports."""
        return self.job.reported


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What ledgers and settings give today for a finished report; `job` has its period, its day and its corrections."""

    job: Job
    ledger: Ledger
    summary: Summary
    narrative: Narrative
    issues: Issues


def build(
    job: Job,
    reading: Reading | None = None,
    *,
    draft: bool = False,
    audited: bool = True,
    clock: Clock | None = None,
) -> Report:
    """Ledgers and settings to a report; nothing is written.

    `reading` is the reading of the files where it has begun already; `draft` makes a draft of a report in which the audit
    found errors, or of ledgers of which too little is understood; one that is not `audited` is for those who go on with it and audit what comes of it. Raises a ReportgenError that carries all issues found so far when the report cannot be made as it should be.
    """
    clock = clock or Clock()
    ledger, issues = load_ledger(job, clock, reading)
    issues = _signature(job, ledger, issues)
    summary, narrative, issues = compute(job, ledger, issues, clock)
    return produce(job, ledger, summary, narrative, issues, clock, draft=draft, audited=audited)


@in_its_language
def load_ledger(job: Job, clock: Clock | None = None, reading: Reading | None = None) -> tuple[Ledger, Issues]:
    """Files to the cases that are believed, and what was found in them."""
    clock, settings = clock or Clock(), job.settings.settings
    with clock("read"):
        limits = Limits.of(settings.ledger)
        rows, issues = job.shared.once(
            ("rows", *job.files, limits), reading.result if reading else lambda: read_ledgers(job.files, limits)
        )
    _stop_at_errors(issues)
    rows, cut = own_rows(rows, shared_ledgers(job), settings)
    _stop_at_errors(issues := (*issues, *cut))
    with clock("clean"):
        ledger, found = job.shared.once(_key(job, "ledger"), lambda: clean(rows, settings, job.reported))
        idle = without_effect(job.settings, rows, ledger)
    _stop_at_errors(issues := (*job.settings.issues, *idle, *issues, *placed(found, job.settings)))
    return ledger, issues


def _key(job: Job, *what: object) -> tuple[object, ...]:
    """The key of what is made of the ledgers of a job for its period; what earlier reports printed and told is one for all jobs of a run."""
    return (*what, *job.files, job.reported, counted_by(job.settings.settings))


@in_its_language
def rolled(job: Job, clock: Clock | None = None) -> Recomputed:
    """What the sidecars of counties, the files of the job, come to side by side; nothing is read but they and the reports beside them.

    Raises SettingsError or LedgerError where there is nothing to compare.
    """
    clock = clock or Clock()
    with clock("read"):
        summary, found = roll_up(job.files, job.settings, job.reported)
    job = replace(job, settings=settings_of(job.settings))
    _stop_at_errors(issues := (*job.settings.issues, *found))
    with clock("tally"):
        facts, stated = read_facts(job.settings, (), job.reported)
        summary, found = override(state(summary, facts), job.settings)
    _stop_at_errors(issues := (*issues, *stated, *found))
    with clock("compose"):
        narrative, said = compose(summary, job.settings, job.signed)
    _stop_at_errors(issues := (*issues, *said))
    ledger = replace(
        clean(Rows(()), job.settings.settings, job.reported)[0],
        files=tuple(path.name for path in job.files),
        digests=tuple(map(file_digest, job.files)),
        sheets=((),) * len(job.files),
    )
    return Recomputed(job, ledger, summary, narrative, issues)


def build_rollup(job: Job, *, draft: bool = False, audited: bool = True) -> Report:
    """The comparison of the counties whose sidecars are the files of the job; nothing is written. `draft` and `audited` as in `build`."""
    clock = Clock()
    made = rolled(job, clock)
    return produce(
        made.job, made.ledger, made.summary, made.narrative, made.issues, clock, draft=draft, audited=audited
    )


@in_its_language
def _signature(job: Job, ledger: Ledger, issues: Issues) -> Issues:
    """What is wrong with the day of signature stands before the issues found before."""
    _stop_at_errors(issues := (*signature_issues(ledger, job.reported, job.signed, job.clock), *issues))
    return issues


@in_its_language
def compute(
    job: Job, ledger: Ledger, issues: Issues = (), clock: Clock | None = None
) -> tuple[Summary, Narrative, Issues]:
    """What the cases add up to and what the report says of it; what is found is added to the `issues` found before.

    Raises LedgerError where there is nothing to tell.
    """
    clock = clock or Clock()
    with clock("tally"):
        summary, found = job.shared.once(
            _key(job, "summary", job.signed),
            lambda: tally(ledger, job.settings.settings, job.reported, job.previous, told=job.told, signed=job.signed),
        )
        _stop_at_errors(issues := (*issues, *found))
        facts, stated = read_facts(job.settings, job.files or job.settings.ledger_files, job.reported)
        summary, found = override(state(summary, facts), job.settings)
    _stop_at_errors(issues := (*issues, *stated, *found))
    with clock("compose"):
        narrative, found = compose(summary, job.settings, job.signed)
    _stop_at_errors(issues := (*issues, *found))
    return summary, narrative, issues


@in_its_language
def produce(
    job: Job,
    ledger: Ledger,
    summary: Summary,
    narrative: Narrative,
    issues: Issues = (),
    clock: Clock | None = None,
    *,
    draft: bool = False,
    audited: bool = True,
) -> Report:
    """The document with its charts, audited, and its trace; `issues` are those found before, `draft` as in `build`."""
    settings, clock = job.settings.settings, clock or Clock()
    with clock("render"):
        page = find_template(settings.template.page, job.settings)
        template = load_page(page, settings.form)
        narrative = narrative if template.body else replace(narrative, blocks=())
    with clock("compose"):
        filled, said = fill_page(summary, job.settings, job.signed, template.asks) if template.asks else (None, ())
    issues = (*(not_idle(issues, job.settings, filled) if filled else issues), *template.issues, *said)
    with clock("draw"):
        pictures = draw(narrative.charts, settings.charts)
        issues = (*issues, *without_pictures(job.settings, {type(one) for one in pictures.values()}))
    with clock("render"):
        memory = _memory(job, ledger, summary, narrative, page)
        stamp = datetime(job.signed.year, job.signed.month, job.signed.day, tzinfo=UTC)
        document = render(narrative, pictures, page, memory, stamp, filled, settings.form)
    with clock("review"):
        limit, remainders = settings.report.length_limit, settings.report.rounding == "largest_remainder"
        findings = audit(document, narrative, pictures, limit, summary, remainders=remainders) if audited else ()
    issues = (*issues, *findings)
    faulty = any(one.level is Level.ERROR for one in issues)
    if faulty and not draft:
        raise DocumentError(issues)
    if faulty:
        document = render(narrative, pictures, page, replace(memory, draft=True), stamp, filled, settings.form)
    stem = stem_of(settings, job.reported, draft=faulty)
    trace = trace_bytes(summary, narrative, settings)
    return Report(stem, document, trace, job, summary, narrative, issues, clock.seconds, memory.templates)


def _memory(job: Job, ledger: Ledger, summary: Summary, narrative: Narrative, page: Path) -> Memory:
    """What a report will remember of its making; the renderer adds what was written."""
    settings = job.settings.settings
    return Memory(
        period=str(job.reported),
        settings_digest=job.settings.digest,
        version=__version__,
        report=f"{settings.county.code}/{settings.report.name}",
        day=job.signed.isoformat(),
        ledgers=inputs(ledger, summary),
        templates={**narrative.templates, settings.template.page: file_digest(page)},
        points=tuple(
            OpenPoint(
                "override",
                "",
                figure=one.figure,
                value=narrative.texts[one.figure],
                computed=narrative.computed[one.figure],
                reason=one.reason.strip(),
                who=one.who.strip(),
            )
            for one in declared(summary)
        ),
        told=summary.told,
    )


def inputs(ledger: Ledger, summary: Summary) -> dict[str, str]:
    """The files that a report says something from: ledgers, and files of facts beside them; name -> sha256."""
    return {**dict(zip(ledger.files, ledger.digests, strict=True)), **summary.facts.files}


def write(report: Report, folder: Path) -> Published:
    """Writes the report and its trace side by side, both or none; a file that is not as it was written stays (`publishing`)."""
    return publish(folder, report.stem, report.document, with_origin(report, folder))


def with_origin(report: Report, folder: Path) -> bytes:
    """The sidecar of a report that will stand in this folder, with where its configuration and ledgers are.

    Left out beside a public report, and where the name of a ledger's file gives a person away.
    """
    if not tells_sources(report):
        return report.trace
    return with_sources(report.trace, folder, report.job.settings.path, report.job.files)


def tells_sources(report: Report) -> bool:
    """Whether it may be written down where the ledgers of a report lie."""
    names = {one.name for one in find_ledgers(report.job.files)[0]}
    return report.job.settings.settings.report.disclosure != "public" and {*report.summary.files} <= names


def recompute(memory: Memory, job: Job) -> Recomputed:
    """What a finished report would say today: the one way back from its memory to its ledgers.

    What `job` does not say is as the report remembers it (see `recall`). Raises DocumentError where the memory makes no sense,
    and there alone, and any other ReportgenError of a build.
    """
    job = recall(job, memory)
    if is_rolled_up(memory):
        return rolled(job)
    ledger, issues = load_ledger(job)
    summary, narrative, issues = compute(job, ledger, issues)
    if memory.fixed and not memory.blocks:  # its page prints its own words alone
        narrative = replace(narrative, blocks=())
    return Recomputed(job, ledger, summary, narrative, issues)


def _stop_at_errors(issues: Sequence[Issue]) -> None:
    if any(one.level is Level.ERROR and one.code not in _DRAFTED for one in issues):
        raise LedgerError(issues)
