"""The reports of one configuration from one reading of its ledgers: each built, written and told of by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from reportgen.files.publishing import Published, kept_issue
from reportgen.job import Job, Shared
from reportgen.messages import ReportgenError, issue
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Figure
from reportgen.model.sources import Issue, Level
from reportgen.pipeline import Reading, Report, build, write
from reportgen.settings import Loaded, Reports

_EVERY = {"month": "M", "quarter": "Q", "half-year": "H", "year": "Y"}
IDLE = frozenset({"figures.unused", "charts.unused"})
"""What one report need not print, as long as another one of the run does."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one kind of report: written, or `refused` for these reasons; `idle` is that its period has not ended with the one asked for."""

    kind: str
    report: Report | None = None
    published: Published | None = None
    refused: tuple[Issue, ...] = ()
    idle: Issue | None = None

    @property
    def kept(self) -> Issue | None:
        """What is to be said of a file that stayed in the place of the report."""
        kept = self.published.kept if self.published else None
        return kept_issue(self.published, kept) if self.published and kept else None

    @property
    def amiss(self) -> bool:
        """Whether the report is not there as it should be."""
        faulty = self.report is not None and any(one.level is Level.ERROR for one in self.report.issues)
        return bool(self.refused) or self.kept is not None or faulty


def reported(loaded: Loaded, asked: Period) -> Period | None:
    """The period on which a kind reports where this one is asked for; None where none ends with it."""
    every = loaded.settings.report.every
    return asked if every is None else asked.closed(_EVERY[every])


def build_each(
    reports: Reports, job: Job, folder: Path, reading: Reading | None = None, *, draft: bool = False
) -> Iterator[Made]:
    """Builds and writes the reports of a configuration one after the other; one that is refused stops no other.

    `job` says what holds for all; the settings, and the ledgers where it names none, are those of each kind. `reading` is the
    reading of the files of the first sound kind, where it has begun already.
    """
    common = replace(job, shared=Shared()) if len(reports.names) > 1 else job
    for kind, issues in reports.refused.items():
        yield Made(kind, refused=issues)
    for number, (kind, loaded) in enumerate(reports.sound.items()):
        yield _made(kind, loaded, common, folder, reading if number == 0 else None, draft=draft)


def _made(kind: str, loaded: Loaded, common: Job, folder: Path, reading: Reading | None, *, draft: bool) -> Made:
    try:
        asked = common.period or loaded.period
        period = reported(loaded, asked)
        if period is None:
            place = loaded.origins.get("report.every")
            return Made(kind, idle=issue("settings.report-not-due", place, kind=kind, asked=asked))
        job = replace(common, settings=loaded, files=common.files or loaded.ledger_files, period=period)
        report = build(job, reading, draft=draft)
        return Made(kind, report, write(report, folder))
    except ReportgenError as fault:
        return Made(kind, refused=tuple(fault.issues))


def without_idle(made: Sequence[Made]) -> list[Made]:
    """The same, without the hints about what is declared and not printed, where another report of the run prints it."""
    said = [{one for one in each.report.issues if one.code in IDLE} for each in made if each.report]
    everywhere = set.intersection(*said) if said else set()
    return [
        replace(each, report=replace(each.report, issues=_less(each.report.issues, everywhere)))
        if each.report
        else each
        for each in made
    ]


def _less(issues: Sequence[Issue], everywhere: set[Issue]) -> tuple[Issue, ...]:
    return tuple(one for one in issues if one.code not in IDLE or one in everywhere)


def contradictions(made: Sequence[Made]) -> Iterator[Issue]:
    """Reports of one period from the same files in which a figure that both print has two values: one issue for two reports."""
    there = [(each.kind, each.report) for each in made if each.report]
    for (one, first), (other, second) in combinations(there, 2):
        if first.period != second.period or [*first.job.files] != [*second.job.files]:
            continue
        printed = ({*first.narrative.texts} & {*second.narrative.texts}) & {*first.summary.figures}
        for id in sorted(printed):
            values = [_value(each.summary.figures, id) for each in (first, second)]
            if values[0] != values[1]:
                yield issue(
                    "settings.reports-differ",
                    kind=one,
                    other=other,
                    label=first.summary.figures[id].label,
                    figure=id,
                    found=first.narrative.texts[id],
                    instead=second.narrative.texts[id],
                )
                break


def _value(figures: Mapping[str, Figure], id: str) -> object:
    return figures[id].value if id in figures else None
