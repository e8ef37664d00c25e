"""Every figure against an oracle in plain Python that knows neither pandas nor the cube; REPORTGEN_EXAMPLES says how many ledgers."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import prod
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.model.ledgers import JOINT
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Take
from reportgen.model.reports.summaries import Summary
from reportgen.tally import tally
from tests.cases import CATEGORIES, FIRST_DAY, Case, ledger_of, sample_settings
from tests.full import FULL
from tests.tally.fairness import reason, unfinished

_LEDGERS = int(os.environ.get("REPORTGEN_EXAMPLES", "100"))
_PERIOD = Period.parse("2026Q3")

# What a case may be: any of the first with any of the second, each as likely as the others of its kind.
_RECEIVED = [FIRST_DAY + timedelta(days=number) for number in range(914)]
_CATEGORY = [*CATEGORIES, JOINT.join(("attitude", "duty"))]
_UNIT = ["县政务服务中心", "县医保服务大厅", "县社保中心", JOINT.join("甲乙"), ""]
_FIRST = {"received": _RECEIVED, "category": _CATEGORY, "unit": _UNIT}
_SECOND = {
    "channel": ["热线", "来信", ""],
    "status": ["closed", "open", "overdue", ""],
    "satisfaction": ["satisfied", "basically", "dissatisfied", ""],
    "verified": ["yes", "partly", "no", ""],
    "days": [*[None] * 401, *range(401)],
    "on_time": [True, False, None],
}


def _fields(kinds: Mapping[str, Sequence[object]]) -> st.SearchStrategy[dict[str, object]]:
    """A value of each kind; one number is drawn for all of them, which is much less work than one for each."""

    def chosen(number: int) -> dict[str, object]:
        fields = {}
        for name, values in kinds.items():
            number, place = divmod(number, len(values))
            fields[name] = values[place]
        return fields

    return st.integers(0, prod(map(len, kinds.values())) - 1).map(chosen)


@st.composite
def cases(draw: st.DrawFn) -> list[Case]:
    """Some ledger over ten quarters, its last day in the report's period."""
    first, second = _fields(_FIRST), _fields(_SECOND)
    return [Case(**draw(first), **draw(second)) for _ in range(draw(st.integers(1, 60)))]  # type: ignore[arg-type] # by name


def _in(cases: list[Case], period: Period) -> list[Case]:
    return [case for case in cases if period.start <= case.received <= period.end]


def _expect_comparison(summary: Summary, id: str, now: int, then: int | None, basis: str = "qoq") -> None:
    """Figures of `id` against the counts of both periods; `then` is None where comparing them would not be fair."""
    figures, earlier = summary.figures, {"qoq": "previous", "yoy": "year_ago"}[basis]
    assert figures[f"{id}.{earlier}"].value == then
    assert figures[f"{id}.{basis}.difference"].value == (None if then is None else now - then)
    assert figures[f"{id}.{basis}"].value == (Decimal(now - then) / Decimal(then) if then else None)


@settings(max_examples=_LEDGERS)
@given(cases())
def test_figures_equal_a_count_by_hand(ledger: list[Case]) -> None:
    """Counts, shares, changes, ranks, rates and medians equal what plain Python counts over the same cases, and the rows behind them are as many."""
    summary, _ = tally(ledger_of(ledger), sample_settings(), _PERIOD)
    figures, now, before = summary.figures, _in(ledger, _PERIOD), _in(ledger, _PERIOD.previous)
    reach = not reason(ledger, _PERIOD.previous, _PERIOD)
    assert figures["total"].value == len(now)
    _expect_comparison(summary, "total", len(now), len(before) if reach else None)
    year_ago = len(_in(ledger, _PERIOD.year_ago)) if not reason(ledger, _PERIOD.year_ago, _PERIOD) else None
    _expect_comparison(summary, "total", len(now), year_ago, "yoy")
    assert (summary.until is not None) == unfinished(ledger, _PERIOD)
    counts = {code: sum(code in case.category.split(JOINT) for case in now) for code in CATEGORIES}
    for code, count in counts.items():
        earlier = sum(code in case.category.split(JOINT) for case in before)
        assert figures[f"category.{code}"].value == count
        assert figures[f"category.{code}.share"].value == (Decimal(count) / len(now) if now else None)
        _expect_rank(summary, code, counts)
        _expect_comparison(summary, f"category.{code}", count, earlier if reach else None)
        days = [case.days for case in now if code in case.category.split(JOINT) and case.days is not None]
        assert figures[f"category.{code}.days"].value == (Decimal(str(median(days))) if days else None)
    _expect_units(summary, now)
    _expect_rates(summary, now)
    _expect_rows(summary)


def _expect_rank(summary: Summary, code: str, counts: dict[str, int]) -> None:
    """One more than there are larger ones; 其他 neither has a rank nor takes one."""
    if code == "other":
        assert "category.other.rank" not in summary.figures
        return
    larger = sum(count > counts[code] for other, count in counts.items() if other != "other")
    assert summary.figures[f"category.{code}.rank"].value == 1 + larger


def _expect_units(summary: Summary, now: list[Case]) -> None:
    units = Counter(unit for case in now for unit in case.unit.split(JOINT) if unit)
    ordered = sorted(units.items(), key=lambda item: (-item[1], item[0]))
    facet = summary.facets.get("unit")
    assert [(one.name, one.count.value) for one in (facet.members if facet else ())] == ordered
    known = sum(bool(case.unit) for case in now)
    for number, (_, count) in enumerate(ordered, start=1):
        assert summary.figures[f"unit.{number}"].value == count
        assert summary.figures[f"unit.{number}.share"].value == Decimal(count) / known
        assert summary.figures[f"unit.{number}.rank"].value == 1 + sum(other > count for _, other in ordered)


def _rate(yes: int, known: int) -> Decimal | None:
    return Decimal(yes) / known if known else None


def _expect_rates(summary: Summary, now: list[Case]) -> None:
    closed = [case.status == "closed" or (case.status != "open" and case.days is not None) for case in now]
    known = [case.status != "" or case.days is not None for case in now]
    figures = summary.figures
    assert figures["rate.closed"].value == _rate(sum(closed), sum(known))
    timely = [case.on_time for case in now if case.on_time is not None]
    assert figures["rate.on_time"].value == _rate(sum(timely), len(timely))
    answers = [case.satisfaction for case in now if case.satisfaction]
    assert figures["rate.satisfied"].value == _rate(sum(one != "dissatisfied" for one in answers), len(answers))
    found = [case.verified for case in now if case.verified]
    assert figures["rate.verified"].value == _rate(sum(one != "no" for one in found), len(found))
    days = [case.days for case in now if case.days is not None]
    assert figures["days.median"].value == (Decimal(str(median(days))) if days else None)


def _expect_rows(summary: Summary) -> None:
    """Every count of cases names exactly as many ledger rows as its value; a share the rows of its part."""
    for id, sets in summary.rows.items():
        figure = summary.figures[id]
        behind = sum(one.count for one in sets)
        if figure.kind == "count" and figure.query and figure.query.take is Take.CASES:
            assert behind == figure.value, id
        if figure.kind in ("share", "rate") and figure.value is not None:
            assert behind == summary.figures[figure.operands[0]].value, id


@settings(max_examples=60 if FULL else 30)
@given(cases(), st.randoms(use_true_random=False))
def test_row_order_never_matters(ledger: list[Case], random: object) -> None:
    """The same cases in another order give the same figures and tell the same cases."""
    shuffled = list(ledger)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # a random.Random
    one, _ = tally(ledger_of(ledger), sample_settings(), _PERIOD)
    other, _ = tally(ledger_of(shuffled), sample_settings(), _PERIOD)
    assert one.figures == other.figures
    assert [category.case and category.case.text for category in one.categories] == [
        category.case and category.case.text for category in other.categories
    ]


@settings(max_examples=60 if FULL else 30)
@given(cases())
def test_parts_add_up_to_the_whole(ledger: list[Case]) -> None:
    """Categories of single-label cases, months and classes of days each add up to their base, shares to one."""
    single = [case for case in ledger if JOINT not in case.category]
    if not single:
        return
    summary, _ = tally(ledger_of(single), sample_settings(), _PERIOD)
    assert sum(one.count.value or 0 for one in summary.categories) == summary.total.value
    told = {month.period.index for month in summary.months}
    assert sum(month.count.value or 0 for month in summary.months) == summary.total.value
    assert {case.received.month for case in _in(single, _PERIOD)} <= told
    if summary.total.value:
        assert abs(sum(Decimal(one.share.value or 0) for one in summary.categories) - 1) < Decimal("1e-20")
    if summary.days:
        assert sum(one.count.value or 0 for one in summary.days.classes) == summary.days.known.value


def test_an_empty_period_is_an_error_that_says_what_there_is() -> None:
    """A period without a case names the periods that the ledgers reach from and to."""
    case = Case(received=date(2025, 5, 2), category="attitude")
    _, issues = tally(ledger_of([case]), sample_settings(), _PERIOD)
    assert [issue.code for issue in issues] == ["period.empty"]
    assert "2025Q2" in issues[0].message
