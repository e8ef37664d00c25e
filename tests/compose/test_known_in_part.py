"""What the report says of cases told again, and of cases whose day nobody wrote."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.model.ledgers import Ledger
from reportgen.model.periods import Period
from reportgen.settings import load_settings
from reportgen.word.pages.stringify import stringify

_PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """The sample county's cases."""
    return pipeline.load_ledger(_job())[0]


def _job() -> pipeline.Job:
    loaded = load_settings(_PROJECT / "config" / "qinglan.yaml")
    return pipeline.Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), date(2026, 10, 12))


def _text(ledger: Ledger, disclosure: str = "report", **columns: object) -> str:
    """The report where every case has these values."""
    job = _job()
    report = job.settings.settings.report.model_copy(update={"disclosure": disclosure})
    settings = job.settings.settings.model_copy(update={"report": report})
    level = replace(job, settings=replace(job.settings, settings=settings))
    changed = replace(ledger, cases=ledger.cases.assign(**columns))
    return stringify(pipeline.produce(level, changed, *pipeline.compute(level, changed)).document)


def test_cases_told_again_are_said_with_their_share(ledger: Ledger) -> None:
    """Only where there are any."""
    assert "重复件" not in _text(ledger)
    again = ledger.cases["row"] % 2 == 0
    assert "内容相同、短期内再次反映的重复件" in _text(ledger, repeat=again)
    assert "计入总数，占登记总数的" in _text(ledger, repeat=again)


@pytest.mark.parametrize("disclosure", ["report", "internal"])
def test_a_case_known_to_the_month_is_told_by_its_month(ledger: Ledger, disclosure: str) -> None:
    """No day and no ten days are made of it."""
    text = _text(ledger, disclosure, precision="month")
    assert "例如，9月，" in text
    assert "旬，" not in text


def test_a_case_known_to_the_quarter_is_in_no_month(ledger: Ledger) -> None:
    """The sentence on months is left out, and no such case is told."""
    assert "按月看" in _text(ledger)
    text = _text(ledger, precision="period")
    assert "按月看" not in text
    assert "例如" not in text
