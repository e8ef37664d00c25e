"""The figures of a report as JSON: what stands in the sidecar file, and what `--json` prints."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from reportgen import __version__
from reportgen.model import Figure, Narrative, RowSet, Summary


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
