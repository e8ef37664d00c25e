"""The figures of a report as JSON: what stands in the sidecar file, and what `--json` prints; and the way back."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from reportgen import __version__
from reportgen.messages import DocumentError, issue
from reportgen.model import Figure, Narrative, Period, PeriodError, RowSet, Source, Summary
from reportgen.word.memory import read_memory
from reportgen.word.package import open_package
from reportgen.word.reading import marked_texts

_COUNT = re.compile(r"\d{1,3}(?:[,，]\d{3})+|\d+")


def figures_json(summary: Summary, narrative: Narrative) -> dict[str, dict[str, Any]]:
    """Every figure: label, value (number or null), printed text with its measure word, unit and base."""
    return {id: _figure(figure, narrative.said) for id, figure in summary.figures.items()}


def trace_bytes(summary: Summary, narrative: Narrative) -> bytes:
    """The sidecar: each figure with its query and the ledger rows behind it, as `file [sheet] 5-9,12`."""
    figures = figures_json(summary, narrative)
    for id, figure in summary.figures.items():
        query = figure.query
        figures[id]["query"] = query and {"period": query.period, **dict(query.where)}
        figures[id]["unknown"] = figure.unknown
        figures[id]["rows"] = _rows(summary.rows.get(id, ()))
    content = {
        "reportgen": __version__,
        "period": str(summary.period),
        "rows": counts_json(summary),
    }
    head = json.dumps(content, ensure_ascii=False)
    lines = [f"{json.dumps(id)}: {json.dumps(figure, ensure_ascii=False)}" for id, figure in figures.items()]
    return (head[:-1] + ', "figures": {\n' + ",\n".join(lines) + "\n}}\n").encode()  # a line for each figure


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


def counts_printed(data: bytes, name: str) -> tuple[str, dict[str, int]]:
    """The period (`2026Q2`) of an earlier report, and the counts that it printed, by figure.

    `data` is its trace (`.trace.json`), or the .docx itself; there, what stands on the page counts, whoever wrote it. Raises
    DocumentError where the file is neither, or a .docx that no longer knows its figures.
    """
    period, counts = _traced(data) if name.endswith(".json") else _shown(data, name)
    try:
        return str(Period.recall(period)), counts
    except PeriodError as error:
        raise DocumentError([issue("document.not-a-report", Source(name))]) from error


def _traced(data: bytes) -> tuple[str, dict[str, int]]:
    """What a trace says; nothing where it is none."""
    try:
        content = json.loads(data)
        values = {str(id): figure["value"] for id, figure in content["figures"].items()}
        return str(content["period"]), {id: value for id, value in values.items() if type(value) is int}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return "", {}


def _shown(data: bytes, name: str) -> tuple[str, dict[str, int]]:
    """What stands on the pages of a .docx; nothing where it remembers nothing."""
    package, memory = open_package(data, name), read_memory(data)
    if memory is None:
        return "", {}
    texts = marked_texts(package.root(package.document))
    printed: dict[str, int] = {}
    for mark, meaning in memory.marks.items():
        text = next(iter(texts.get(mark, ())), "").strip()
        if meaning.figure is not None and _COUNT.fullmatch(text):
            printed.setdefault(meaning.figure, int(re.sub("[,，]", "", text)))
    return memory.period, printed
