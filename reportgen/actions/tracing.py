"""From a finished report back to its ledger rows, on one screen: what it remembers, worked out again and compared."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.job import Job, of_another_county, remembered
from reportgen.messages import DocumentError, issue, spoken
from reportgen.model.reports.figures import Figure
from reportgen.model.reports.narratives import Narrative
from reportgen.model.reports.traces import Declared, Occurrence, Rest, Standing, Trace, TracedCase, TracedFigure
from reportgen.model.sources import Source
from reportgen.pipeline import Recomputed, inputs, recompute
from reportgen.read.parent.finding import find_ledgers
from reportgen.review.tracing import (
    Formulas,
    expected_texts,
    lost_figures,
    read_names,
    read_occurrences,
    reworded_blocks,
    stated_words,
    traced_cases,
)
from reportgen.review.tracing.remembered import figures_of
from reportgen.settings import Loaded
from reportgen.sidecar import labels_of, open_report
from reportgen.tally import tally
from reportgen.word.blocks.placing import place
from reportgen.word.memory.memory import Memory


def trace(
    document: bytes, name: str, loaded: Loaded | None = None, files: Sequence[Path] = (), sidecar: bytes = b""
) -> Trace:
    """Every figure of a report; with settings and ledgers each is worked out again from its rows.

    `name` is what the document is called, `sidecar` the trace that stands beside it, which remembers the report where the document
    has lost its own memory. Ledgers that are not there are `Standing.MISSING`, and the others are reckoned with.
    Raises DocumentError where the document is no Word document, or has no memory or one that makes no sense, and any
    ReportgenError of a build.
    """
    report = open_report(document, name, sidecar)
    if report.memory is None:
        raise DocumentError([issue("trace.memory-lost" if report.marked else "trace.no-memory", Source(name))])
    memory = report.memory
    if loaded is not None and of_another_county(loaded, memory):
        raise DocumentError([issue("trace.other-county", Source(name), stated=memory.report.partition("/")[0])])
    remembered(memory, name)  # without a period nothing can be told of it
    placement = place(report.page, memory)
    occurrences = read_occurrences(placement)
    declared = {
        one.figure: Declared(one.value, one.computed, one.reason, one.who) for one in memory.points if one.declared
    }
    lost = lost_figures(placement)
    passages = tuple(one.text for one in placement.items)
    known = Trace(
        name,
        memory.period,
        occurrences,
        lost,
        labels=read_names(occurrences) | labels_of(sidecar),
        declared=declared,
        passages=passages,
    )
    found = [one.path for one in find_ledgers(files)[0]]
    return _recomputed(known, memory, loaded, found) if loaded and found else _unread(known, memory, loaded, sidecar)


def _unread(known: Trace, memory: Memory, loaded: Loaded | None, sidecar: bytes) -> Trace:
    """What can be said without a ledger: what the sidecar tells of the figures as the report was made."""
    missing = dict.fromkeys(memory.ledgers, Standing.MISSING) if loaded else {}
    same = loaded is None or loaded.digest == memory.settings_digest
    return replace(known, ledgers=missing, same_settings=same, figures=figures_of(sidecar))


def _recomputed(known: Trace, memory: Memory, loaded: Loaded, files: Sequence[Path]) -> Trace:
    today = recompute(memory, Job(loaded, files))
    ledger, narrative = today.ledger, today.narrative
    figures = _figures(known.occurrences, today)
    traced = replace(
        known,
        recomputed=True,
        expected=expected_texts(narrative, memory, known.occurrences),
        figures=figures,
        ledgers=_standings(memory.ledgers, inputs(ledger, today.summary)),
        same_settings=loaded.digest == memory.settings_digest,
        cases=_cases(today, figures),
        declared={**_declared(today), **known.declared},
        stated={one.name: stated_words(one) for one in today.summary.facts.stated.values() if one.text},
    )
    told = {known.occurrences[index].block for index in traced.differing}
    return replace(traced, reworded=reworded_blocks(narrative, memory, told))


def _declared(today: Recomputed) -> dict[str, Declared]:
    """The figures whose value the settings declare, and those that count the same and go with them."""
    narrative = today.narrative
    return {
        id: Declared(narrative.texts[id], narrative.computed[id], figure.override.reason, figure.override.who)
        for id, figure in today.summary.overridden.items()
        if figure.override
    }


def _standings(then: Mapping[str, str], now: Mapping[str, str]) -> dict[str, Standing]:
    """How each ledger stands to what it was: by the digests of its bytes."""

    def standing(name: str) -> Standing:
        if name not in now:
            return Standing.MISSING
        if name not in then:
            return Standing.NEW
        return Standing.SAME if then[name] == now[name] else Standing.CHANGED

    return {name: standing(name) for name in (*then, *(name for name in now if name not in then))}


def _figures(occurrences: Sequence[Occurrence], today: Recomputed) -> dict[str, TracedFigure]:
    figures, labels = today.summary.figures, _labels(today)
    formulas = Formulas(figures, today.summary.rows, today.job.settings.settings)
    asked = dict.fromkeys(one.figure for one in occurrences)
    return {id: _figure(figures[id], labels, formulas, today.narrative) for id in asked if id in figures}


def _labels(today: Recomputed) -> dict[str, str]:
    """What the figures are called in the reader's language; the report has them in its own."""
    job, settings, figures = today.job, today.job.settings.settings, today.summary.figures
    if spoken() != settings.report.language and today.summary.rollup is None:
        figures = tally(today.ledger, settings, job.reported, job.previous, spoken())[0].figures
    return {id: figure.label for id, figure in figures.items()}


def _figure(figure: Figure, labels: Mapping[str, str], formulas: Formulas, narrative: Narrative) -> TracedFigure:
    value = figure.value if figure.value is None or isinstance(figure.value, int) else float(figure.value)
    return TracedFigure(
        figure.id,
        labels.get(figure.id, figure.label),
        figure.kind.value,
        value,
        narrative.said[figure.id],
        figure.base,
        formulas.words(figure),
        formulas.sum(figure),
        formulas.behind(figure),
        narrative.computed.get(figure.id, ""),
        _period(figure),
        tuple(Rest(one.id, labels.get(one.id, one.label), narrative.said[one.id]) for one in formulas.rests(figure)),
    )


def _period(figure: Figure) -> str:
    """The one period of the cases that a figure counts."""
    return figure.query.period if figure.query and "|" not in figure.query.period else ""


def _cases(today: Recomputed, figures: Mapping[str, TracedFigure]) -> dict[tuple[str, str, int], TracedCase]:
    """What is told of the cases in the sheets that the figures name."""
    named = {(one.file, one.sheet) for figure in figures.values() for behind in figure.behind for one in behind.rows}
    return traced_cases(today.ledger, named, today.job.settings.settings)
