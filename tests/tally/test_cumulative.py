"""What the year has added up to, and what earlier reports printed otherwise."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reportgen.model.periods import Period, PeriodError
from reportgen.model.reports.figures import Query
from reportgen.tally import tally
from tests.cases import Case, ledger_of, sample_settings
from tests.tally.test_coverage import every
from tests.tally.test_formulas import some_cases

_Q3 = Period.parse("2026Q3")


def test_the_year_so_far_is_the_sum_of_its_quarters() -> None:
    """Total, categories and last year's same months equal those counted quarter by quarter."""
    ledger = ledger_of(some_cases())
    quarters = [tally(ledger, sample_settings(), Period(2026, "Q", index))[0] for index in (1, 2, 3)]
    cumulative = quarters[2].cumulative
    assert cumulative is not None
    assert cumulative.total.value == sum(one.total.value or 0 for one in quarters)
    assert cumulative.yoy.then.value == sum(one.yoy.then.value or 0 for one in quarters)
    assert cumulative.total.query == Query("2026-01/2026-09")
    for part in cumulative.categories:
        assert part.count.value == sum(one.figures[f"category.{part.code}"].value or 0 for one in quarters)
        assert part.share.value == Decimal(part.count.value or 0) / Decimal(cumulative.total.value or 1)
    closed = [sum(one.figures[f"rate.closed.{name}"].value or 0 for one in quarters) for name in ("count", "base")]
    assert cumulative.rates["closed"].value == Decimal(closed[0]) / Decimal(closed[1])


@pytest.mark.parametrize(
    ("period", "first", "cumulated"),
    [
        ("2026Q1", date(2025, 1, 1), None),
        ("2026Q2", date(2025, 1, 1), "2026-01/2026-06"),
        ("2026H2", date(2025, 1, 1), "2026-01/2026-12"),
        ("2026Q4", date(2026, 1, 5), "2026-01/2026-12"),
        ("2026", date(2025, 1, 1), None),
        ("2026-08", date(2025, 1, 1), None),
        ("2026Q3", date(2026, 2, 1), None),
        ("2026Q3", date(2026, 1, 15), None),
    ],
)
def test_when_the_year_is_cumulated(period: str, first: date, cumulated: str | None) -> None:
    """In second and later quarters and half-years of a year that the ledgers cover from its beginning."""
    summary, _ = tally(ledger_of(every(1, first, date(2026, 12, 31))), sample_settings(), Period.parse(period))
    assert (summary.cumulative and str(summary.cumulative.period)) == cumulated


def test_cumulated_months_are_read_back() -> None:
    """`recall` reads what `str` spells; a report may be of such a stretch."""
    whole = _Q3.to_date
    assert (str(whole), Period.recall("2026-01/2026-09"), whole.months) == ("2026-01/2026-09", whole, 9)
    assert (whole.start, whole.end, str(whole.year_ago)) == (date(2026, 1, 1), date(2026, 9, 30), "2025-01/2025-09")
    assert Period.recall("2026Q3") == _Q3
    for wrong in ("2026-01/2026-13", "2026-01/2025-09"):
        with pytest.raises(PeriodError):
            Period.recall(wrong)
    assert Period.parse("2026-01/2026-09") == whole


def test_a_report_of_months_from_january_on_is_compared_with_last_year() -> None:
    """Both comparisons are with the same months of last year, the trend goes by years, and nothing is cumulated."""
    cases = every(1, date(2024, 1, 1), date(2026, 12, 31))
    summary, issues = tally(ledger_of(cases), sample_settings(), Period.parse("2026年前三季度"))
    assert (summary.total.value, summary.qoq.then.value, summary.yoy.then.value) == (273, 273, 273)
    assert [str(one) for one, _ in summary.trend] == ["2024-01/2024-09", "2025-01/2025-09", "2026-01/2026-09"]
    assert (len(summary.months), summary.cumulative, issues) == (9, None, ())


def test_a_report_of_other_months_is_compared_with_those_before() -> None:
    """7—8月 with 5—6月, and with those of last year."""
    cases = every(1, date(2025, 1, 1), date(2026, 12, 31))
    summary, _ = tally(ledger_of(cases), sample_settings(), Period.parse("2026年7—8月"))
    assert (summary.total.value, summary.qoq.then.value, summary.yoy.then.value) == (62, 61, 62)
    assert summary.qoq.then.query == Query("2026-05/2026-06")


def test_what_an_earlier_report_printed_otherwise() -> None:
    """A late row of June: total and category are restated with both values and the rows; what still holds is not."""
    cases = every(1, date(2026, 1, 1), date(2026, 9, 30))
    printed = {
        "2026Q2": {"total": 91, "category.duty": 91, "category.attitude": 0, "unit.1": 5, "rate.closed": Decimal("0.5")}
    }
    late = [*cases, Case(date(2026, 6, 30), "duty")]
    summary, issues = tally(ledger_of(late), sample_settings(), _Q3, printed)
    told = [(one.label, str(one.period), one.printed.value, one.now.value) for one in summary.restatements]
    assert told == [
        (summary.total.label, "2026Q2", 91, 92),
        ("履职责任不强", "2026Q2", 91, 92),
    ]
    assert sum(one.count for one in summary.rows["restated.2026Q2.total"]) == 92
    assert [one.code for one in issues] == ["figures.restated"]
    unchanged, issues = tally(ledger_of(cases), sample_settings(), _Q3, printed)
    assert (unchanged.restatements, issues) == ((), ())


def test_what_cannot_be_restated() -> None:
    """The report's own period, later ones, and periods that these ledgers do not cover, whole or at all."""
    cases = every(1, date(2026, 4, 1), date(2026, 12, 31))
    printed = {one: {"total": 1} for one in ("2026Q3", "2026Q4", "2026Q1", "2026H1", "2025", "2026-10")}
    assert tally(ledger_of(cases), sample_settings(), _Q3, printed)[0].restatements == ()
    printed = {one: {"total": 1} for one in ("2026-06", "2026Q2", "2026-05", "2026-09")}
    summary, _ = tally(ledger_of(cases), sample_settings(), _Q3, printed)
    assert [str(one.period) for one in summary.restatements] == ["2026-05", "2026-06", "2026Q2", "2026-09"]


def test_restated_counts_have_the_measure_word_of_their_category() -> None:
    """Where a category is counted in 人, so is what was printed of it."""
    settings = sample_settings()
    duty = settings.taxonomy.categories["duty"].model_copy(update={"measure": "人"})
    taxonomy = settings.taxonomy.model_copy(update={"categories": settings.taxonomy.categories | {"duty": duty}})
    settings = settings.model_copy(update={"taxonomy": taxonomy})
    ledger = replace(ledger_of(every(1, date(2026, 4, 1), date(2026, 9, 30))))
    summary, _ = tally(ledger, settings, _Q3, {"2026Q2": {"category.duty": 90}})
    (only,) = summary.restatements
    assert (only.printed.unit, only.now.unit) == ("人", "人")
