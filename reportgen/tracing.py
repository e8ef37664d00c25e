"""From a finished report back to its ledger rows, on one screen: what it remembers, worked out again and compared."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportgen import pipeline
from reportgen.messages import DocumentError, issue
from reportgen.model import (
    Figure,
    Ledger,
    Narrative,
    Occurrence,
    Period,
    Source,
    Standing,
    Summary,
    Trace,
    TracedFigure,
)
from reportgen.read.finding import find_ledgers
from reportgen.review.tracing import Formulas, expected_texts, lost_figures, read_occurrences, reworded_blocks
from reportgen.settings import Loaded
from reportgen.word.memory import Memory, read_memory
from reportgen.word.package import open_package


def trace(document: bytes, name: str, loaded: Loaded | None = None, files: Sequence[Path] = ()) -> Trace:
    """Every figure of a report; with settings and ledgers each is worked out again from its rows.

    `name` is what the document is called. Ledgers that are not there are `Standing.MISSING`, and the others are reckoned with.
    Raises DocumentError where the document is no Word document or has no memory, and any ReportgenError of a build.
    """
    package, memory = open_package(document, name), read_memory(document)
    if memory is None:
        raise DocumentError([issue("trace.no-memory", Source(name))])
    occurrences = read_occurrences(package, memory)
    known = Trace(name, memory.period, occurrences, lost_figures(memory, occurrences))
    found = [one.path for one in find_ledgers(files)[0]]
    return _recomputed(known, document, memory, loaded, found) if loaded and found else _unread(known, memory, loaded)


def _unread(known: Trace, memory: Memory, loaded: Loaded | None) -> Trace:
    """What can be said without a ledger."""
    missing = dict.fromkeys(memory.ledgers, Standing.MISSING) if loaded else {}
    return replace(known, ledgers=missing, same_settings=loaded is None or loaded.digest == memory.settings_digest)


def _recomputed(known: Trace, document: bytes, memory: Memory, loaded: Loaded, files: Sequence[Path]) -> Trace:
    period = Period.recall(memory.period)
    ledger, _, seconds = pipeline.believe(files, loaded, period)
    day = date.fromisoformat(memory.day) if memory.day else period.end
    summary, narrative, _ = pipeline.tell(ledger, loaded, period, day, pipeline.Clock(seconds))
    figures = _figures(known.occurrences, summary, narrative, loaded)
    traced = replace(
        known,
        recomputed=True,
        expected=expected_texts(narrative, known.occurrences),
        figures=figures,
        ledgers=_standings(memory.ledgers, dict(zip(ledger.files, ledger.digests, strict=True))),
        same_settings=loaded.digest == memory.settings_digest,
        numbers=_case_numbers(ledger, figures),
    )
    told = {known.occurrences[index].block for index in traced.differing}
    reworded = (block for block in reworded_blocks(document, narrative, memory) if block not in told)
    return replace(traced, reworded=tuple(reworded))


def _standings(then: Mapping[str, str], now: Mapping[str, str]) -> dict[str, Standing]:
    """How each ledger stands to what it was: by the digests of its bytes."""

    def standing(name: str) -> Standing:
        if name not in now:
            return Standing.MISSING
        if name not in then:
            return Standing.NEW
        return Standing.SAME if then[name] == now[name] else Standing.CHANGED

    return {name: standing(name) for name in (*then, *(name for name in now if name not in then))}


def _figures(
    occurrences: Sequence[Occurrence], summary: Summary, narrative: Narrative, loaded: Loaded
) -> dict[str, TracedFigure]:
    formulas = Formulas(summary.figures, summary.rows, loaded.settings)
    asked = dict.fromkeys(one.figure for one in occurrences)
    return {id: _figure(summary.figures[id], formulas, narrative) for id in asked if id in summary.figures}


def _figure(figure: Figure, formulas: Formulas, narrative: Narrative) -> TracedFigure:
    value = figure.value if figure.value is None or isinstance(figure.value, int) else float(figure.value)
    return TracedFigure(
        figure.id,
        figure.label,
        figure.kind.value,
        value,
        narrative.said[figure.id],
        figure.base,
        formulas.words(figure),
        formulas.sum(figure),
        formulas.behind(figure),
    )


def _case_numbers(ledger: Ledger, figures: Mapping[str, TracedFigure]) -> dict[tuple[str, str, int], str]:
    """The cases' own numbers, as clean gives them (nothing personal in them), of the rows that the figures name."""
    named = {(one.file, one.sheet) for figure in figures.values() for behind in figure.behind for one in behind.rows}
    columns = (ledger.cases[name].tolist() for name in ("file", "sheet", "row", "id"))
    return {
        place: number
        for file, sheet, row, number in zip(*columns, strict=True)
        if number and (place := (ledger.files[file], ledger.sheets[file][sheet], row))[:2] in named
    }
