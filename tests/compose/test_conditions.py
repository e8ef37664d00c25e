"""What a cause's `when:` may ask: the same functions are known to the language, to its ranges, to the figures and to the manual."""

import re
from pathlib import Path

from reportgen.compose.context.conditions import condition_functions
from reportgen.model.periods import Period
from reportgen.settings.checks.holding import RANGES
from reportgen.settings.expression import FUNCTIONS
from reportgen.tally import tally
from tests.cases import ledger_of, sample_settings
from tests.compose.reports import cases

_MANUAL = Path(__file__).resolve().parents[2] / "docs" / "figures.md"


def test_every_function_has_a_range_and_an_answer() -> None:
    """One that the language knows and nothing answers would fail only in the county that asks it."""
    ledger = ledger_of(cases({"attitude": 3, "duty": 1}, unit="甲局"))
    summary, _ = tally(ledger, sample_settings(), Period.parse("2026Q3"), {})
    assert set(RANGES) == set(FUNCTIONS) == set(condition_functions(summary, 10))


def test_the_manual_names_every_function() -> None:
    """In its table of conditions, each with an example."""
    part = _MANUAL.read_text(encoding="utf-8").split("\n## 条件")[1].split("\n## ")[0]
    assert set(re.findall(r"`(\w+)\(", part)) - {"not"} >= set(FUNCTIONS)
