"""Comparisons are made where they are fair, and only there; what is withheld says why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from reportgen.model.ledgers import Ledger
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Unknown
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue
from reportgen.settings import Settings
from reportgen.tally import tally
from tests.cases import Case, ledger_of, sample_settings
from tests.tally.fairness import reason, unfinished

_Q3 = Period.parse("2026Q3")


def every(step: int, first: date, last: date, channel: str = "") -> list[Case]:
    """A case every so many days."""
    return [
        Case(first + timedelta(days=number), "duty", channel=channel)
        for number in range(0, (last - first).days + 1, step)
    ]


def told(
    cases: Sequence[Case] | Ledger, settings: Settings | None = None, period: Period = _Q3
) -> tuple[Summary, tuple[Issue, ...]]:
    """What the tally makes of the cases."""
    ledger = cases if isinstance(cases, Ledger) else ledger_of(list(cases))
    return tally(ledger, settings or sample_settings(), period)


def codes(issues: Sequence[Issue]) -> list[str]:
    """The codes of the issues without what they have in common."""
    return [one.code.removeprefix("figures.") for one in issues]


def test_a_ledger_that_begins_in_the_middle_of_a_quarter() -> None:
    """Begun on 20 April, it covers the second quarter in part: no number of it is known, and the issue names the days."""
    summary, issues = told(every(2, date(2026, 4, 20), date(2026, 9, 30)))
    assert (summary.qoq.withheld, summary.yoy.withheld) == ("partly-covered", "")
    assert (summary.qoq.then.value, summary.qoq.then.unknown) == (None, Unknown.PARTLY_COVERED)
    assert summary.yoy.then.unknown is Unknown.NO_DATA
    assert summary.categories[0].qoq.withheld == summary.categories[0].share_qoq.withheld == "partly-covered"
    assert codes(issues) == ["comparison-withheld"]
    assert "2026-04-01" in issues[0].message and "2026-04-19" in issues[0].message
    assert [str(period) for period, _ in summary.trend] == ["2026Q3"]


@pytest.mark.parametrize(
    ("cases", "compared"),
    [
        (every(9, date(2026, 4, 20), date(2026, 9, 30)), True),
        (every(9, date(2026, 5, 1), date(2026, 9, 30)), False),
        (every(1, date(2026, 4, 11), date(2026, 9, 30)), True),
        (every(1, date(2026, 4, 12), date(2026, 9, 30)), False),
    ],
    ids=["few-a-month", "first-month-empty", "ten-days-of-holidays", "eleven-days"],
)
def test_what_chance_and_holidays_explain_is_no_missing_data(cases: list[Case], compared: bool) -> None:
    """A ledger of few cases may begin late in the first month, a full one ten days late, and neither later."""
    summary, issues = told(cases)
    assert (summary.qoq.withheld == "") is compared
    assert (codes(issues) == []) is compared


def test_a_hole_in_the_earlier_quarter() -> None:
    """Three weeks without a case withhold the comparison in a full ledger, not in one of a case every five days."""
    for step, code in ((1, "partly-covered"), (5, "")):
        before, after = date(2026, 4, 30), date(2026, 5, 22)
        cases = every(step, date(2025, 1, 2), before) + every(step, after, date(2026, 9, 30))
        assert told(cases)[0].qoq.withheld == code


def test_a_hole_in_the_report_s_own_quarter_is_told_to_the_user() -> None:
    """August missing altogether: an issue names the days, and August is no month with 0 cases."""
    cases = every(1, date(2026, 1, 1), date(2026, 7, 31)) + every(1, date(2026, 9, 1), date(2026, 9, 30))
    summary, issues = told(cases)
    assert codes(issues) == ["period-silent"]
    assert "2026-08-01" in issues[0].message and "2026-08-31" in issues[0].message
    assert [month.period.index for month in summary.months] == [7, 9]
    assert summary.cumulative is None


def test_an_unfinished_quarter() -> None:
    """Ledgers that end on 15 August: months to come are no months, nothing is compared, no streak is told."""
    summary, issues = told(every(1, date(2025, 1, 1), date(2026, 8, 15)))
    assert summary.until == date(2026, 8, 15)
    assert [month.period.index for month in summary.months] == [7, 8]
    assert summary.qoq.withheld == summary.yoy.withheld == "unfinished"
    assert summary.qoq.streak is None
    assert codes(issues) == ["comparison-withheld-unfinished"]
    assert summary.cumulative is not None
    assert (summary.cumulative.total.value, summary.cumulative.yoy.withheld) == (227, "unfinished")
    settings = sample_settings(comparisons={"anyway": ["unfinished"]})
    summary, issues = told(every(1, date(2025, 1, 1), date(2026, 8, 15)), settings)
    assert (summary.until, summary.qoq.withheld, issues) == (None, "", ())
    assert [month.count.value for month in summary.months] == [31, 15, 0]


@pytest.mark.parametrize("last", [date(2026, 9, 20), date(2026, 9, 30), date(2026, 11, 3)])
def test_a_finished_quarter(last: date) -> None:
    """Ten days short of its end, to the day, or with cases of the next quarter: it is over."""
    assert told(every(1, date(2026, 1, 1), last))[0].until is None


def test_a_case_known_to_its_month_covers_the_month() -> None:
    """Where a ledger writes only months, the last day of the last month is its last day."""
    cases = [Case(date(2026, month, 15), "duty", precision="month") for month in range(1, 10) for _ in range(30)]
    summary, issues = told(cases)
    assert (summary.until, summary.qoq.withheld, codes(issues)) == (None, "", [])


def test_a_channel_that_was_not_yet_kept() -> None:
    """Inspections recorded since July, a quarter of all cases: totals would count two things."""
    lines = every(1, date(2025, 7, 1), date(2026, 9, 30), "热线")
    summary, issues = told(lines + every(3, date(2026, 7, 2), date(2026, 9, 30), "暗访"))
    assert summary.qoq.withheld == summary.yoy.withheld == "scope"
    assert codes(issues) == ["comparison-withheld-scope"] * 2
    assert "暗访" in issues[0].message
    assert len(summary.trend) == 1
    few, _ = told(lines + every(5, date(2026, 7, 2), date(2026, 9, 30), "暗访"))
    assert few.qoq.withheld == ""
    asked = sample_settings(comparisons={"scope_share": 15})
    assert told(lines + every(5, date(2026, 7, 2), date(2026, 9, 30), "暗访"), asked)[0].qoq.withheld == "scope"


def test_a_channel_is_kept_since_spring() -> None:
    """Kept for all of the previous quarter but not last year: 环比 is fair, 同比 is not."""
    cases = every(1, date(2025, 7, 1), date(2026, 9, 30), "热线") + every(
        2, date(2026, 4, 1), date(2026, 9, 30), "暗访"
    )
    summary, _ = told(cases)
    assert (summary.qoq.withheld, summary.yoy.withheld) == ("", "scope")
    assert [str(period) for period, _ in summary.trend] == ["2026Q2", "2026Q3"]


def test_a_channel_that_is_kept_no_more() -> None:
    """Its ledger was perhaps forgotten: a fall of the total would be none."""
    cases = every(1, date(2025, 7, 1), date(2026, 9, 30), "热线") + every(
        2, date(2025, 7, 1), date(2026, 6, 30), "暗访"
    )
    assert told(cases)[0].qoq.withheld == "scope"


def test_a_channel_renamed_is_the_same_channel() -> None:
    """One went and one came at the same time."""
    cases = every(1, date(2025, 7, 1), date(2026, 6, 30), "热线") + every(
        1, date(2026, 7, 1), date(2026, 9, 30), "12345"
    )
    assert told(cases)[0].qoq.withheld == ""


def _in_files(**files: list[Case]) -> Ledger:
    """The cases of several files of one sheet each."""
    ledger = ledger_of([case for cases in files.values() for case in cases])
    ledger.cases["file"] = [number for number, cases in enumerate(files.values()) for _ in cases]
    return replace(ledger, files=tuple(files), sheets=(("表",),) * len(files))


def test_a_file_that_begins_beside_one_that_goes_on() -> None:
    """A ledger without channels that has no case before July is one that was not kept, and the issue names it."""
    hotline = every(1, date(2025, 7, 1), date(2026, 9, 30))
    summary, issues = told(_in_files(hotline=hotline, visits=every(2, date(2026, 7, 1), date(2026, 9, 30))))
    assert summary.qoq.withheld == "scope"
    assert "visits [表]" in issues[0].message


def test_a_file_for_each_quarter() -> None:
    """Where every file ends with its quarter, a new file is only the next one."""
    summary, issues = told(
        _in_files(
            spring=every(1, date(2026, 4, 1), date(2026, 6, 30)), summer=every(1, date(2026, 7, 1), date(2026, 9, 30))
        )
    )
    assert (summary.qoq.withheld, issues) == ("", ())


@pytest.mark.parametrize("days", [-3, 1, 12])
def test_a_file_that_begins_where_another_ends_is_the_same_ledger(days: int) -> None:
    """In mid-period, with a gap or an overlap of days, beside a third that goes on: nothing was kept in one period only."""
    turn = date(2026, 8, 15)
    summary, issues = told(
        _in_files(
            hotline=every(1, date(2025, 7, 1), date(2026, 9, 30)),
            spring=every(1, date(2025, 7, 1), turn),
            autumn=every(1, turn + timedelta(days=days), date(2026, 9, 30)),
        )
    )
    assert (summary.qoq.withheld, summary.yoy.withheld, issues) == ("", "", ())


def test_a_ledger_in_a_file_for_each_month() -> None:
    """The second and the third go on from the one before."""
    months = [
        (date(2025, 7, 1), date(2026, 7, 31)),
        (date(2026, 8, 1), date(2026, 8, 31)),
        (date(2026, 9, 1), date(2026, 9, 30)),
    ]
    files = {f"file{number}": every(1, *month) for number, month in enumerate(months)}
    summary, _ = told(_in_files(hotline=every(1, date(2025, 7, 1), date(2026, 9, 30)), **files))
    assert (summary.qoq.withheld, summary.yoy.withheld) == ("", "")


def test_a_file_that_begins_long_after_another_ended_is_another_ledger() -> None:
    """So is a second one that begins where one ends: each is followed by one."""
    hotline = every(1, date(2025, 7, 1), date(2026, 9, 30))
    late = _in_files(
        hotline=hotline,
        old=every(1, date(2025, 7, 1), date(2026, 7, 10)),
        new=every(1, date(2026, 8, 20), date(2026, 9, 30)),
    )
    assert told(late)[0].qoq.withheld == "scope"
    turn = date(2026, 8, 1)
    two = _in_files(
        old=every(1, date(2025, 7, 1), turn),
        new=every(1, turn, date(2026, 9, 30)),
        visits=every(1, turn + timedelta(days=4), date(2026, 9, 30)),
    )
    summary, issues = told(two)
    assert summary.qoq.withheld == "scope"
    assert "visits [表]" in issues[0].message and "new [表]" not in issues[0].message


def test_a_year_is_withheld_once() -> None:
    """Its 环比 and 同比 are the same comparison: one issue, not two."""
    cases = every(2, date(2025, 1, 20), date(2026, 12, 31))
    summary, issues = told(cases, period=Period.parse("2026"))
    assert summary.qoq.withheld == summary.yoy.withheld == "partly-covered"
    assert codes(issues) == ["comparison-withheld"]


def _random_ledgers() -> Iterator[list[Case]]:
    """Ledgers that begin, pause, end and change channels anywhere, from a case a month to several a day."""
    for seed in range(80):
        random = Random(seed)  # noqa: S311 - ledgers for a test, the same in every run
        first = date(2025, 1, 1) + timedelta(days=random.randrange(480))
        last = date(2026, 10, 20) - timedelta(days=random.choice([0, 0, random.randrange(100)]))
        hole = first + timedelta(days=random.randrange(600))
        end_of_hole = hole + timedelta(days=random.choice([0, 9, 25, 70]))
        second = first + timedelta(days=random.choice([0, random.randrange(600)]))
        cases = []
        for number in range(random.choice([12, 60, 250, 700])):
            day = first + timedelta(days=random.randrange(max(1, (last - first).days)))
            channel = random.choice(["热线", "热线", "来信"]) if day >= second else "热线"
            if number == 0 or not hole <= day <= end_of_hole:
                cases.append(Case(day, "duty", channel=channel))
        yield [*cases, Case(_Q3.start, "duty", channel="热线")]


def test_what_is_withheld_is_what_the_rules_say() -> None:
    """Over ledgers of all shapes the codes equal those of a count by days in plain Python, and every code occurs."""
    seen: Counter[str] = Counter()
    for cases in _random_ledgers():
        summary, _ = told(cases)
        for comparison, earlier in ((summary.qoq, _Q3.previous), (summary.yoy, _Q3.year_ago)):
            found = "no-data" if comparison.then.unknown is Unknown.NO_DATA else comparison.withheld
            assert found == reason(cases, earlier, _Q3), (len(cases), str(earlier))
            seen[found] += 1
        assert (summary.until is not None) == unfinished(cases, _Q3)
    assert all(seen[code] >= 5 for code in ("", "no-data", "partly-covered", "scope", "unfinished")), seen


def test_a_unit_that_may_be_a_spelling_of_another_is_not_called_new() -> None:
    """民政局 is told of in every quarter, 县民政局 in this one alone: whether it is seen for the first time nobody knows."""
    before = [replace(case, unit="民政局") for case in every(3, date(2025, 1, 1), date(2026, 6, 30))]
    now = [replace(case, unit="县民政局") for case in every(9, date(2026, 7, 1), date(2026, 9, 30))]
    ledger = ledger_of([*before, *now])
    for doubted, known in (((), True), ((("民政局", "县民政局"),), False)):
        summary, _issues = told(replace(ledger, doubted=doubted))
        (unit,) = [one for one in summary.facets["unit"].members if one.name == "县民政局"]
        assert (unit.first_seen is not None) is known
