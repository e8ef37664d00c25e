"""Every chart that a template may ask for: each language has words for it, and the manual names it."""

import re
from pathlib import Path

import pytest

from reportgen.compose.charts.specs import CHARTS
from reportgen.compose.language.language import Language
from reportgen.compose.language.languages import LANGUAGES

_MANUAL = Path(__file__).resolve().parents[2] / "docs" / "templates.md"


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_each_language_says_what_a_chart_shows(language: type[Language]) -> None:
    """A chart without words would fail only in a county that has the data for it."""
    assert set(language.chart_words) == set(CHARTS)


def test_the_manual_names_every_chart() -> None:
    """In the line of charts."""
    (line,) = [line for line in _MANUAL.read_text(encoding="utf-8").splitlines() if line.startswith("- 图：")]
    assert set(re.findall(r"`(\w+)`", line)) == set(CHARTS)
