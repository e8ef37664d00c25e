"""A report of cases made by hand, as the lines that its template says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportgen.compose import compose
from reportgen.model.periods import Period
from reportgen.model.reports.narratives import Heading, Narrative, Paragraph, Phrase, Span, Table
from reportgen.settings import Loaded, Settings
from reportgen.tally import tally
from tests.cases import FIELDS, Case, ledger_of, sample_settings

_CONFIG = Path(__file__).resolve().parents[2] / "config" / "none.yaml"
QUARTER = date(2026, 7, 1)
BEFORE = date(2026, 4, 1)
YEAR_AGO = date(2025, 7, 1)


def cases(counts: dict[str, int], received: date = QUARTER, unit: str = "") -> list[Case]:
    """So many cases of each category."""
    return [Case(received, code, unit=unit) for code, count in counts.items() for _ in range(count)]


def narrative(
    given: Sequence[Case],
    period: str = "2026Q3",
    settings: Settings | None = None,
    fields: Sequence[str] | None = None,
    previous: Mapping[str, Mapping[str, int]] | None = None,
) -> Narrative:
    """The report of the base template; `fields` are those that the ledger has, if not the usual ones; `previous` was printed."""
    settings = settings or sample_settings()
    ledger = replace(ledger_of(list(given)), fields=FIELDS if fields is None else frozenset(fields))
    summary, _ = tally(ledger, settings, Period.parse(period), previous or {})
    loaded = Loaded(settings, _CONFIG, (_CONFIG,), {}, (), "0" * 64)
    return compose(summary, loaded, date(2026, 10, 12))[0]


def said(given: Narrative) -> dict[str, str]:
    """Every paragraph and heading by its name."""
    return {block.id: text(block.content) for block in given.blocks if isinstance(block, Paragraph | Heading)}


def table(given: Narrative, id: str) -> list[list[str]]:
    """The header and rows of a table."""
    found = next(block for block in given.blocks if isinstance(block, Table) and block.id == id)
    return [[text(cell) for cell in row] for row in (found.header, *(row.cells for row in found.rows))]


def text(phrase: Phrase) -> str:
    """The letters of a phrase, references by the name of their target."""
    return "".join(part.text if isinstance(part, Span) else f"[{part.target}]" for part in phrase)
