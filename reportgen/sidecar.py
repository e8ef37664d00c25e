"""The sidecar of a report: its figures as JSON, as `--json` prints them too; and the way back, to the report and its memory."""

import json
import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path, PureWindowsPath
from typing import Any

from reportgen import __version__
from reportgen.files.opened import open_issue
from reportgen.files.pairs import Fit, compare, fit_issue, json_text, read_seal, sidecar_of
from reportgen.inputs import is_there, read_file
from reportgen.messages import DocumentError, SettingsError, _, issue
from reportgen.model.periods import Period, PeriodError
from reportgen.model.reports.figures import Fact, Figure, Override
from reportgen.model.reports.narratives import Narrative, Span, phrases_of
from reportgen.model.reports.summaries import RowSet, Summary
from reportgen.model.sources import Issue, Source
from reportgen.review.tracing.remembered import Remembered
from reportgen.settings import Loaded, Settings, load_reports, load_settings
from reportgen.word.blocks.placing import place
from reportgen.word.memory.marks import PREFIX
from reportgen.word.memory.memory import Memory
from reportgen.word.memory.memory_xml import memory_in, parse_memory
from reportgen.word.packages.package import open_package
from reportgen.word.pages.page import Page
from reportgen.word.pages.reader import read_page

_COUNT = re.compile(r"\d{1,3}(?:[,，]\d{3})+|\d+")


def figures_json(summary: Summary, narrative: Narrative) -> dict[str, dict[str, Any]]:
    """Every figure: label, value (number or null), printed text with its measure word, unit and base."""
    return {id: _figure(figure, narrative.said) for id, figure in summary.figures.items()}


def trace_bytes(summary: Summary, narrative: Narrative, settings: Settings) -> bytes:
    """The figures of the sidecar: each with its query and the ledger rows behind it, as `file [sheet] 5-9,12`; those that are printed
    with their formula, too, and what the rows of which figures are to them.

    Beside a `public` report it knows no more than the report: the figures that are printed, without rows, queries and formulas. Any
    other carries the mark that it is for internal use.
    """
    public = settings.report.disclosure == "public"
    figures, printed = figures_json(summary, narrative), _printed(narrative)
    if public:
        figures = {id: one for id, one in figures.items() if id in printed}
    formulas, shown = Remembered(summary, settings), printed | _charted(narrative)
    for id, figure in summary.figures.items() if not public else ():
        query = figure.query
        figures[id]["query"] = query and {"period": query.period, **dict(query.where)}
        figures[id]["unknown"] = figure.unknown
        figures[id]["rows"] = _rows(summary.rows.get(id, ()))
        if figure.fact is not None:
            figures[id]["stated"] = _stated(figure.fact)
        if id in shown:
            figures[id] |= formulas.of(figure)
    mark = {} if public else {"internal": _("For internal use: names units and the places of cases in the ledgers.")}
    content = {
        "reportgen": __version__,
        **mark,
        "period": str(summary.period),
        "rows": counts_json(summary),
        "overrides": overrides_json(summary),
    }
    words = {one.name: {"text": one.text, **_stated(one)} for one in summary.facts.stated.values() if one.text}
    content |= {"facts": words} if words else {}
    head = json_text(content)
    lines = [f"{json.dumps(id)}: {json_text(figure)}" for id, figure in figures.items()]
    return (head[:-1] + ', "figures": {\n' + ",\n".join(lines) + "\n}}\n").encode()  # a line for each figure


def _printed(narrative: Narrative) -> set[str]:
    """The figures that a reader of the page can see."""
    phrases = (phrase for block in narrative.blocks for phrase in phrases_of(block))
    return {part.figure for phrase in phrases for part in phrase if isinstance(part, Span) and part.figure}


def _charted(narrative: Narrative) -> set[str]:
    """The figures that charts show."""
    return {point.figure for chart in narrative.charts for series in chart.series for point in series.points}


def _stated(fact: Fact) -> dict[str, str]:
    """Where a fact is known from, the period for which it was stated, and who answers for it."""
    return {"source": fact.source, "period": fact.period, "who": fact.who}


def declared(summary: Summary) -> tuple[Override, ...]:
    """The overrides that count for a report, each once, in the order of its figures."""
    return tuple(one.override for id, one in summary.overridden.items() if one.override and one.override.figure == id)


def overrides_json(summary: Summary) -> list[dict[str, Any]]:
    """The figures whose value a person declared: that value and the computed one, why, and who answers for it."""
    return [
        {
            "figure": one.figure,
            "value": _number(summary.figures[one.figure].value),
            "computed": _number(one.computed),
            "reason": one.reason.strip(),
            "who": one.who.strip(),
        }
        for one in declared(summary)
    ]


def with_sources(trace: bytes, folder: Path, config: Path, ledgers: Sequence[Path]) -> bytes:
    """The sidecar with the paths of the configuration and the ledgers, as they are found from the folder where it will stand.

    Left out where there is no such path (another drive).
    """
    try:
        paths = [Path(os.path.relpath(path, folder)).as_posix() for path in (config, *ledgers)]
    except ValueError:
        return trace
    sources = json_text({"config": paths[0], "ledgers": paths[1:]})
    return f'{{"sources": {sources},\n'.encode() + trace[1:]


def with_overrides(trace: bytes, memory: Memory) -> bytes:
    """The sidecar with the figures that people typed over beside those that the configuration declares: what stands there, what is
    computed, and since when."""
    typed = [
        {"figure": one.figure, "block": one.block, "value": one.value, "computed": one.computed, "since": one.day}
        for one in memory.points
        if one.figure and one.value and one.block
    ]
    if not typed:
        return trace
    content = json.loads(trace)
    before = json_text(content["overrides"])
    after = json_text([*content["overrides"], *typed])
    return trace.replace(f'"overrides": {before}'.encode(), f'"overrides": {after}'.encode(), 1)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a report, read once.

    `sidecar` is the sidecar, b"" for none; `config` and `ledgers` are those that it names, where all of them still stand and the
    report is the one of which it speaks, edited or not; `issues` say what is wrong with the pair, and which files are gone.
    """

    sidecar: bytes = b""
    config: Path | None = None
    ledgers: tuple[Path, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def compared(self) -> tuple[Path, ...]:
        """The sidecars of counties that the report compares; none of any other report."""
        return self.ledgers if self.ledgers and all(one.suffix == ".json" for one in self.ledgers) else ()


def beside(document: Path, data: bytes) -> Beside:
    """What stands beside a report with these bytes: `报告.docx` has `报告.trace.json`, and what a word processor lays there."""
    found = _sidecar_beside(document, data)
    opened = open_issue(document)
    return replace(found, issues=(opened, *found.issues)) if opened else found


def _sidecar_beside(document: Path, data: bytes) -> Beside:
    path = sidecar_of(document)
    try:
        sidecar = read_file(path)
    except OSError:
        return Beside()
    fit = compare(data, read_seal(sidecar))[0]
    told = fit_issue(document, fit)
    issues = (told,) if told else ()
    if fit not in (Fit.FITS, Fit.FORM, Fit.EDITED):
        return Beside(sidecar, issues=issues)
    sources = _sources(sidecar, path.parent)
    gone = [one.name for one in sources if not is_there(one)]
    if gone:
        issues = (*issues, issue("pair.sources-gone", Source(str(document)), names=_(", ").join(gone)))
    if gone or not sources:
        return Beside(sidecar, issues=issues)
    return Beside(sidecar, sources[0], tuple(sources[1:]), issues)


def _sources(sidecar: bytes, folder: Path) -> list[Path]:
    """The configuration and the ledgers that a sidecar names; none where it names none, or one that is not told from its folder."""
    try:
        sources = json.loads(sidecar)["sources"]
        names = [str(sources["config"]), *map(str, sources["ledgers"])]
    except (ValueError, LookupError, TypeError, RecursionError):
        return []
    if any(Path(name).is_absolute() or PureWindowsPath(name).anchor or "\0" in name for name in names):
        return []
    return [Path(os.path.normpath(folder / name)) for name in names]


def counts_json(summary: Summary) -> dict[str, int]:
    """What became of every data row."""
    return {
        name: getattr(summary.counts, name) for name in ("read", "used", "rejected", "duplicates", "outside_period")
    }


def _figure(figure: Figure, said: Mapping[str, str]) -> dict[str, Any]:
    return {
        "label": figure.label,
        "value": _number(figure.value),
        "text": said[figure.id],
        "unit": figure.unit,
        "base": figure.base,
    }


def _number(value: int | Decimal | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value


def _rows(sets: tuple[RowSet, ...]) -> list[str]:
    return [f"{one.file} [{one.sheet}] {one.rows}" for one in sets]


def counts_printed(data: bytes, name: str, sidecar: bytes = b"") -> tuple[str, dict[str, int]]:
    """The period (`2026Q2`) of an earlier report, and the counts that it printed, by figure.

    `data` is its trace (`.trace.json`), or the .docx itself, with the `sidecar` that stands beside it; there, what stands on the
    page counts, whoever wrote it. Raises
    DocumentError where the file is neither, or a .docx that no longer knows its figures.
    """
    period, counts = _traced(data) if name.endswith(".json") else _shown(data, name, sidecar)
    try:
        return str(Period.recall(period)), counts
    except PeriodError as error:
        raise DocumentError([issue("document.not-a-report", Source(name))]) from error


def earlier_memory(data: bytes, name: str, sidecar: bytes = b"") -> Memory | None:
    """What an earlier report remembers: its trace (`.trace.json`), or the .docx with the `sidecar` beside it; None for nothing.

    Raises DocumentError where a .docx is no Word document.
    """
    if name.endswith(".json"):
        return memory_of_sidecar(data)
    return memory_in(open_package(data, name)) or memory_of_sidecar(sidecar)


def settings_of(config: Path, data: bytes, name: str, sidecar: bytes = b"") -> Loaded:
    """The settings from which a finished report was made: of several kinds those whose report bears its name.

    Where none does, or it remembers nothing, those of the configuration without kinds. Raises SettingsError where they are faulty.
    """
    reports = load_reports(config)
    if reports.names == ("",):
        return reports.first
    try:
        memory = earlier_memory(data, name, sidecar)
    except DocumentError:  # is said by who reads it
        memory = None
    made = memory.report.partition("/")[2] if memory else ""
    ours = [one for one in reports.sound.values() if one.settings.report.name == made]
    if not ours and reports.refused:
        raise SettingsError([one for issues in reports.refused.values() for one in issues])
    return ours[0] if ours else load_settings(config)


def _traced(data: bytes) -> tuple[str, dict[str, int]]:
    """What a trace says; nothing where it is none."""
    try:
        content = json.loads(data)
        values = {str(id): figure["value"] for id, figure in content["figures"].items()}
        return str(content["period"]), {id: value for id, value in values.items() if type(value) is int}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return "", {}


def _shown(data: bytes, name: str, sidecar: bytes) -> tuple[str, dict[str, int]]:
    """What stands on the pages of a .docx; nothing where it remembers nothing."""
    report = open_report(data, name, sidecar)
    if report.memory is None:
        return "", {}
    placement = place(report.page, report.memory)
    printed: dict[str, int] = {}
    for number, standings in sorted(placement.figures.items()):
        for one in standings:
            text = unicodedata.normalize("NFKC", placement.items[number].text[one.start : one.end]).strip()
            if _COUNT.fullmatch(text):
                printed.setdefault(one.figure, int(text.replace(",", "")))
    return report.memory.period, printed


@dataclass(frozen=True, slots=True)
class Opened:
    """A finished document: what it shows, and what it remembers of its making (None: it is none of ours, or remembers nothing).

    `beside` says that its own memory is lost and the sidecar's was taken; `marked` that it has bookmarks of ours.
    """

    page: Page
    memory: Memory | None
    beside: bool = False
    marked: bool = False


def open_report(document: bytes, name: str, sidecar: bytes = b"") -> Opened:
    """Opens a .docx called `name`; `sidecar` is the trace that stands beside it, if one does.

    A document that was saved as .doc or .odt and back has lost its memory, its text is still that of the sidecar's. Raises
    DocumentError where it is no Word document.
    """
    package = open_package(document, name)
    page, memory = read_page(package), memory_in(package)
    marked = any(mark.what.startswith(PREFIX) for one in page.paragraphs for mark in one.marks)
    if memory is not None or not sidecar:
        return Opened(page, memory, False, marked)
    remembered = memory_of_sidecar(sidecar)
    fits = remembered is not None and place(page, remembered).fits
    return Opened(page, remembered if fits else None, fits, marked)


def labels_of(sidecar: bytes) -> dict[str, str]:
    """What the figures of a sidecar are called, by id; nothing where it is none."""
    try:
        return {str(id): str(figure["label"]) for id, figure in json.loads(sidecar)["figures"].items()}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def memory_of_sidecar(data: bytes) -> Memory | None:
    """The memory that a sidecar carries; None where it carries none."""
    try:
        return parse_memory(str(json.loads(data)["memory"]).encode())
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
