"""What stands behind a figure as the sidecar remembers it, and the way back: for a reader who has neither ledgers nor configuration."""

import json
import re
from collections.abc import Mapping
from typing import Any

from reportgen.messages import speaking
from reportgen.model.reports.figures import Figure
from reportgen.model.reports.summaries import RowSet, Summary
from reportgen.model.reports.traces import Behind, Rest, Role, TracedFigure
from reportgen.review.tracing.formulas import Formulas
from reportgen.settings import Settings

_ROWS = re.compile(
    r"(?P<file>.+?) \[(?P<sheet>.*)\] (?P<rows>\d{1,8}(?:-\d{1,8})?(?:,\d{1,8}(?:-\d{1,8})?)*)", re.DOTALL
)


class Remembered:
    """What the sidecar remembers of the figures of one report beside their values, in the language of the report."""

    def __init__(self, summary: Summary, settings: Settings) -> None:
        self._formulas = Formulas(summary.figures, summary.rows, settings)
        self._language = settings.report.language

    def of(self, figure: Figure) -> dict[str, Any]:
        """Kind and formula of a figure, and what the rows of which figures are to it; the figures on which a claim rests."""
        with speaking(self._language):
            formula, sum = self._formulas.words(figure), self._formulas.sum(figure)
        behind = [[one.role.value, one.figure] for one in self._formulas.behind(figure)]
        rests = {"rests": [one.id for one in found]} if (found := self._formulas.rests(figure)) else {}
        return {"kind": figure.kind.value, "formula": formula, "sum": sum, "behind": behind, **rests}


def figures_of(sidecar: bytes) -> dict[str, TracedFigure]:
    """The figures of a sidecar as the report was made, by id: those whose formula it has; none beside a public report."""
    try:
        figures = json.loads(sidecar)["figures"]
        return {str(id): _remembered(str(id), one, figures) for id, one in figures.items() if "formula" in one}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def _remembered(id: str, one: Mapping[str, Any], figures: Mapping[str, Any]) -> TracedFigure:
    behind = tuple(
        Behind(Role(role), figure, tuple(_row_set(rows) for rows in figures[figure]["rows"]))
        for role, figure in one["behind"]
    )
    period = (one["query"] or {}).get("period", "")
    return TracedFigure(
        id,
        str(one["label"]),
        str(one["kind"]),
        one["value"],
        str(one["text"]),
        one["base"],
        str(one["formula"]),
        str(one["sum"]),
        behind,
        period="" if "|" in period else str(period),
        rests=tuple(Rest(id, str(figures[id]["label"]), str(figures[id]["text"])) for id in one.get("rests", ())),
    )


def _row_set(text: str) -> RowSet:
    """`台账.xlsx [一季度] 5-9,12` as rows again; raises ValueError on anything else."""
    found = _ROWS.fullmatch(text)
    if found is None:
        raise ValueError(text)
    spans = [span.partition("-") for span in found["rows"].split(",")]
    count = sum(int(last or first) - int(first) + 1 for first, _, last in spans)
    return RowSet(found["file"], found["sheet"], found["rows"], count)
