"""The whole story on one screen: every stage once, in order."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from types import MappingProxyType

from reportgen import __version__
from reportgen.clean import clean
from reportgen.compose import compose
from reportgen.draw import draw
from reportgen.messages import DocumentError, LedgerError
from reportgen.model import Issue, Ledger, Level, Narrative, Period, Rows, Summary
from reportgen.read import Limits, read_ledgers
from reportgen.render import render
from reportgen.review import audit
from reportgen.settings import Loaded, find_template
from reportgen.sidecar import trace_bytes
from reportgen.tally import tally
from reportgen.word import Memory
from reportgen.writing import safe_name, write_files

gc.freeze()  # the rooms and their libraries stay: the collector need not walk them again with every report

Seconds = dict[str, float]  # by stage
Reading = Future[tuple[Rows, tuple[Issue, ...]]]
Printed = Mapping[str, Mapping[str, int | Decimal]]  # by earlier reports: by their period, by the id of the figure
NOTHING_PRINTED: Printed = MappingProxyType({})
Believed = tuple[Ledger, tuple[Issue, ...], Seconds]


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report: the bytes of the .docx and of its trace, and what they rest on."""

    stem: str
    document: bytes
    trace: bytes
    period: Period
    summary: Summary
    narrative: Narrative
    issues: tuple[Issue, ...]
    seconds: Seconds = field(default_factory=dict)


def build(
    loaded: Loaded,
    files: Sequence[Path],
    period: Period,
    today: date,
    reading: Reading | None = None,
    previous: Printed = NOTHING_PRINTED,
    *,
    force: bool = False,
) -> Report:
    """Ledgers and settings to a report; nothing is written.

    `today` is the day of signature where the settings give none; `reading` is the reading of the files where it has begun
    already; `previous` are the values that earlier reports printed, which the report corrects where they are no longer
    those of the ledgers; `force` makes a draft of a report in which the audit found errors. Raises a ReportgenError that carries
    all issues found so far when the report cannot be made as it should be.
    """
    ledger, issues, seconds = believe(files, loaded, period, reading)
    return report_on(ledger, loaded, period, today, issues, seconds, previous, force=force)


def believe(files: Sequence[Path], loaded: Loaded, period: Period, reading: Reading | None = None) -> Believed:
    """The first half: files to the cases that are believed."""
    clock = Clock()
    with clock("read"):
        rows, found = reading.result() if reading else read_ledgers(files, Limits.of(loaded.settings.ledger))
    _stop_at_errors(found)
    with clock("clean"):
        ledger, doubts = clean(rows, loaded.settings, period)
    _stop_at_errors(found := (*found, *doubts))
    return ledger, found, clock.seconds


def tell(
    ledger: Ledger,
    loaded: Loaded,
    period: Period,
    today: date,
    clock: "Clock",
    previous: Printed = NOTHING_PRINTED,
) -> tuple[Summary, Narrative, tuple[Issue, ...]]:
    """What the cases add up to and what the report says of it; raises LedgerError where there is nothing to tell."""
    with clock("tally"):
        summary, found = tally(ledger, loaded.settings, period, previous)
    _stop_at_errors(found)
    with clock("compose"):
        narrative, doubts = compose(summary, loaded, today)
    _stop_at_errors(found := (*found, *doubts))
    return summary, narrative, found


def report_on(
    ledger: Ledger,
    loaded: Loaded,
    period: Period,
    today: date,
    issues: tuple[Issue, ...],
    seconds: Seconds,
    previous: Printed = NOTHING_PRINTED,
    *,
    force: bool = False,
) -> Report:
    """The second half: believed cases to the report of one period; `issues` and `seconds` are those of the first."""
    settings, clock = loaded.settings, Clock(seconds)
    try:
        summary, narrative, doubts = tell(ledger, loaded, period, today, clock, previous)
    except LedgerError as error:
        raise LedgerError((*issues, *error.issues)) from error
    found = (*issues, *doubts)
    with clock("draw"):
        pictures = draw(narrative.charts, settings.charts)
    with clock("render"):
        page = find_template(settings.template.page, loaded)
        ledgers = dict(zip(ledger.files, ledger.digests, strict=True))
        memory = Memory(str(period), loaded.digest, __version__, today.isoformat(), ledgers)
        stamp = datetime(today.year, today.month, today.day, tzinfo=UTC)
        document = render(narrative, pictures, page, memory, stamp)
    with clock("review"):
        findings = audit(document, narrative, pictures, settings.report.length_limit)
    found = (*found, *findings)
    draft = any(one.level is Level.ERROR for one in findings)
    if draft and not force:
        raise DocumentError(found)
    if draft:
        document = render(narrative, pictures, page, replace(memory, draft=True), stamp)
    stem = safe_name(f"{settings.county.code}-{period}-{settings.report.name}" + ("-草稿" if draft else ""))
    return Report(stem, document, trace_bytes(summary, narrative), period, summary, narrative, found, clock.seconds)


def write(report: Report, folder: Path) -> tuple[Path, Path]:
    """Writes the report and its trace side by side, both or none; returns their paths."""
    document, trace = folder / f"{report.stem}.docx", folder / f"{report.stem}.trace.json"
    write_files({document: report.document, trace: report.trace})
    return document, trace


def _stop_at_errors(issues: Sequence[Issue]) -> None:
    if any(one.level is Level.ERROR for one in issues):
        raise LedgerError(issues)


class Clock:
    """Seconds spent in each stage."""

    def __init__(self, seconds: Seconds | None = None) -> None:
        self.seconds: Seconds = dict(seconds or {})

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Measures what is done inside."""
        start = perf_counter()
        yield
        self.seconds[stage] = round(perf_counter() - start, 4)
