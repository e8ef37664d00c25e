"""Cases told again, and cases whose day is known in part: counted as what they are."""

from datetime import date
from decimal import Decimal

from reportgen.model.periods import Period
from reportgen.model.reports.figures import Query
from reportgen.model.reports.summaries import Summary
from reportgen.tally import tally
from tests.cases import Case, ledger_of, sample_settings


def of(*cases: Case) -> Summary:
    """The figures of 2026Q3."""
    return tally(ledger_of(list(cases)), sample_settings(), Period.parse("2026Q3"))[0]


def test_repeats_are_counted_apart_with_their_rows() -> None:
    """They are part of the total; their share is of it, and the trace shows the rows."""
    cases = [Case(date(2026, 7, day), "duty", repeat=day == 4) for day in range(1, 5)]
    summary = of(*cases, Case(date(2026, 4, 1), "duty", repeat=True))
    assert summary.total.value == 4
    repeats, share = summary.counted["repeats"].count, summary.counted["repeats"].share
    assert (repeats.value, repeats.unit, repeats.label) == (1, "件", "重复件")
    assert repeats.query == Query("2026Q3", (("repeat", "yes"),))
    assert [sheet.rows for sheet in summary.rows["repeats"]] == ["5"]
    assert (share.value, share.base) == (Decimal("0.25"), "total")


def test_months_are_not_told_where_a_case_has_none() -> None:
    """A case known to the quarter alone is in the total and in no month: the months are left out."""
    known = [Case(date(2026, 7, 1), "duty"), Case(date(2026, 8, 15), "duty", precision="month")]
    assert len(of(*known).months) == 3
    summary = of(*known, Case(date(2026, 8, 15), "duty", precision="period"))
    assert (summary.total.value, summary.months) == (3, ())


def test_a_case_of_no_known_month_is_not_told() -> None:
    """What is told says when it was."""
    vague = of(Case(date(2026, 8, 15), "duty", precision="period"))
    assert all(category.case is None for category in vague.categories)
    monthly = of(Case(date(2026, 8, 15), "duty", precision="month"))
    assert [category.case.precision for category in monthly.categories if category.case] == ["month"]
