"""What the report says of cases told again, and of cases whose day nobody wrote."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.model import Period
from reportgen.settings import load_settings
from reportgen.word.stringify import stringify

_PROJECT = Path(__file__).resolve().parents[2]
_PERIOD = Period.parse("2026Q3")


@pytest.fixture(scope="module")
def believed() -> pipeline.Believed:
    """The sample county's cases."""
    loaded = load_settings(_PROJECT / "config" / "qinglan.yaml")
    return pipeline.believe(loaded.ledger_files, loaded, _PERIOD)


def _text(believed: pipeline.Believed, disclosure: str = "report", **columns: object) -> str:
    """The report where every case has these values."""
    loaded = load_settings(_PROJECT / "config" / "qinglan.yaml")
    report = loaded.settings.report.model_copy(update={"disclosure": disclosure})
    level = replace(loaded, settings=loaded.settings.model_copy(update={"report": report}))
    ledger, issues, seconds = believed
    changed = replace(ledger, cases=ledger.cases.assign(**columns))
    return stringify(pipeline.report_on(changed, level, _PERIOD, date(2026, 10, 12), issues, seconds).document)


def test_cases_told_again_are_said_with_their_share(believed: pipeline.Believed) -> None:
    """Only where there are any."""
    assert "重复件" not in _text(believed)
    again = believed[0].cases["row"] % 2 == 0
    assert "内容相同、短期内再次反映的重复件" in _text(believed, repeat=again)
    assert "计入总数，占受理总数的" in _text(believed, repeat=again)


@pytest.mark.parametrize("disclosure", ["report", "internal"])
def test_a_case_known_to_the_month_is_told_by_its_month(believed: pipeline.Believed, disclosure: str) -> None:
    """No day and no ten days are made of it."""
    text = _text(believed, disclosure, precision="month")
    assert "例如，9月，" in text
    assert "旬，" not in text


def test_a_case_known_to_the_quarter_is_in_no_month(believed: pipeline.Believed) -> None:
    """The sentence on months is left out, and no such case is told."""
    assert "按月看" in _text(believed)
    text = _text(believed, precision="period")
    assert "按月看" not in text
    assert "例如" not in text
