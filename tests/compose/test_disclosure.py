"""A disclosure level keeps back what it promises to keep back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.model import Period
from reportgen.settings import Loaded, load_settings
from reportgen.word.stringify import stringify

_PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def believed() -> pipeline.Believed:
    """The sample county's cases."""
    loaded = load_settings(_PROJECT / "config" / "qinglan.yaml")
    return pipeline.believe(loaded.ledger_files, loaded, Period.parse("2026Q3"))


def _text(believed: pipeline.Believed, **report: object) -> str:
    loaded = load_settings(_PROJECT / "config" / "qinglan.yaml")
    changed = loaded.settings.report.model_copy(update=report)
    settings = loaded.settings.model_copy(update={"report": changed})
    ledger, issues, seconds = believed
    level: Loaded = replace(loaded, settings=settings)
    made = pipeline.report_on(ledger, level, Period.parse("2026Q3"), date(2026, 10, 12), issues, seconds)
    return stringify(made.document)


def test_the_usual_report_names_units_and_coarsens_days(believed: pipeline.Believed) -> None:
    """Units in rankings, cases told to ten days."""
    text = _text(believed)
    assert "县政务服务中心" in text
    assert "例如，9月中旬" in text


def test_an_internal_report_tells_the_day(believed: pipeline.Believed) -> None:
    """The same case with its day."""
    assert "旬，" not in _text(believed, disclosure="internal")


@pytest.mark.parametrize("report", [{"disclosure": "public"}, {"name_units": False}])
def test_a_public_report_names_no_unit_and_tells_no_case(
    believed: pipeline.Believed, report: dict[str, object]
) -> None:
    """No unit of the ledger, no case text, anywhere in the document."""
    text = _text(believed, **report)
    units = set(believed[0].cases["unit"]) - {
        "",
        "县行政审批局",
    }  # the last is a responsible office of a recommendation
    assert not [unit for unit in units if unit in text]
    assert "例如" not in text
