"""A disclosure level keeps back what it promises to keep back."""

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


def _text(ledger: Ledger, **report: object) -> str:
    job = _job()
    changed = job.settings.settings.report.model_copy(update=report)
    settings = job.settings.settings.model_copy(update={"report": changed})
    level = replace(job, settings=replace(job.settings, settings=settings))
    return stringify(pipeline.produce(level, ledger, *pipeline.compute(level, ledger)).document)


def test_the_usual_report_names_units_and_coarsens_days(ledger: Ledger) -> None:
    """Units in rankings, cases told to ten days."""
    text = _text(ledger)
    assert "县政务服务中心" in text
    assert "例如，9月中旬" in text


def test_an_internal_report_tells_the_day(ledger: Ledger) -> None:
    """The same case with its day."""
    assert "旬，" not in _text(ledger, disclosure="internal")


@pytest.mark.parametrize("report", [{"disclosure": "public"}, {"name_units": False}])
def test_a_public_report_names_no_unit_and_tells_no_case(ledger: Ledger, report: dict[str, object]) -> None:
    """No unit of the ledger, no case text, anywhere in the document."""
    text = _text(ledger, **report)
    units = set(ledger.cases["unit"]) - {
        "",
        "县行政审批局",
    }  # the last is a responsible office of a recommendation
    assert not [unit for unit in units if unit in text]
    assert "例如" not in text
