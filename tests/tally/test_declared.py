"""What a county declares is computed, of the whole and of every part, and nothing else is: held against plain Python."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from statistics import median

from reportgen.model.ledgers import JOINT
from reportgen.model.periods import Period
from reportgen.model.reports.summaries import Summary
from reportgen.settings import FigureSettings, Settings
from reportgen.tally import tally
from tests.cases import CATEGORIES, Case, ledger_of, sample_settings
from tests.tally.test_formulas import some_cases

_Q3 = Period.parse("2026Q3")
_PARTS = ["category", "unit", "channel", "handling", "month", "unit × category"]
_OF: Mapping[str, Callable[[Case], str]] = {
    "category": lambda case: case.category,
    "unit": lambda case: case.unit,
    "channel": lambda case: case.channel,
    "handling": lambda case: case.handling,
}


def _declaring(figures: Mapping[str, Mapping[str, object]]) -> Settings:
    declared = {code: FigureSettings.model_validate(one) for code, one in figures.items()}
    return sample_settings().model_copy(update={"figures": declared})


def _tallied(figures: Mapping[str, Mapping[str, object]]) -> tuple[Summary, list[Case]]:
    cases = some_cases()
    summary, _ = tally(ledger_of(cases), _declaring(figures), _Q3)
    return summary, [case for case in cases if _Q3.start <= case.received <= _Q3.end]


_DECLARED = {
    "total": {"by": ["unit", "channel", "handling", "month", "unit × category"]},
    "true": {
        "label": "查实率",
        "rate": {"verified": ["yes"]},
        "of": {"verified": ["yes", "no"], "is_closed": ["yes"]},
        "by": _PARTS,
        "compare": [],
    },
    "again": {"label": "重复件", "count": {"repeat": ["yes"]}, "by": _PARTS, "compare": ["yoy"]},
    "days": {"label": "用时", "median": "days", "of": {"verified": ["*"]}, "by": ["unit", "month", "unit × category"]},
}


def _has(joined: str, member: str) -> bool:
    return member in joined.split(JOINT)


def _closed(case: Case) -> bool:
    return case.status == "closed" or (case.status != "open" and case.days is not None)


def _expect(summary: Summary, id: str, cases: list[Case], *, with_days: bool) -> None:
    """The three figures of a part, whose own count has the id."""
    figures = summary.figures
    assert figures[id].value == len(cases), id
    true = [case.verified for case in cases if case.verified in ("yes", "no") and _closed(case)]
    rate = Decimal(true.count("yes")) / len(true) if true else None
    assert (figures[f"{id}.rate.true"].value, figures[f"{id}.rate.true.base"].value) == (rate, len(true)), id
    again = sum(case.repeat for case in cases)
    assert figures[f"{id}.again"].value == again, id
    assert figures[f"{id}.again.share"].value == (Decimal(again) / len(cases) if cases else None), id
    if with_days:
        days = [case.days for case in cases if case.days is not None and case.verified]
        assert figures[f"{id}.days"].value == (Decimal(str(median(days))) if days else None), id


def test_every_part_has_the_declared_figures() -> None:
    """Rates, counts and medians by category, unit, channel, handling, month, and of one inside another, equal a count by hand."""
    summary, cases = _tallied(_DECLARED)
    for code in CATEGORIES:
        _expect(summary, f"category.{code}", [one for one in cases if _has(one.category, code)], with_days=False)
    for dimension, of in _OF.items():
        if dimension != "category":
            for member in summary.facets[dimension].members:
                mine = [one for one in cases if _has(of(one), member.name)]
                _expect(summary, member.count.id, mine, with_days=dimension == "unit")
    for unit in summary.facets["unit"].members:
        assert [*unit.parts] == ["category"]
        for part in unit.parts["category"]:
            code = part.count.id.rpartition(".")[2]
            mine = [one for one in cases if _has(one.unit, unit.name) and _has(one.category, code)]
            _expect(summary, part.count.id, mine, with_days=True)
            assert part.rates.keys() <= {"true"} and part.counts.keys() == {"again"}
    for month in summary.months:
        mine = [one for one in cases if one.received.month == month.period.index]
        _expect(summary, month.count.id, mine, with_days=True)


def test_the_whole_has_them_too() -> None:
    """The rate with its base, the count with its share, the median with its classes; compared with what was declared alone."""
    summary, cases = _tallied(_DECLARED)
    known = [one for one in cases if one.verified in ("yes", "no") and _closed(one)]
    rate = summary.rates["true"]
    assert (rate.known.value, rate.count.value) == (len(known), sum(one.verified == "yes" for one in known))
    assert (rate.qoq, rate.yoy) == (None, None)
    again = summary.counted["again"]
    assert again.qoq is None and again.yoy is not None
    assert again.share.base == "total"
    assert summary.days is not None
    assert summary.days.known.value == sum(one.days is not None and bool(one.verified) for one in cases)


def test_nothing_is_computed_that_is_not_declared() -> None:
    """Without declarations there are the total, its comparisons and trend, and the categories."""
    summary, _ = _tallied({})
    assert (summary.facets, summary.rates, summary.counted, summary.times, summary.months) == ({}, {}, {}, {}, ())
    first = {id.split(".")[0] for id in summary.figures}
    assert first == {"total", "category", "top", "trend", "categorised", "cumulative"}
    assert not [id for id in summary.figures if ".unit." in id or ".aspect." in id or ".days" in id or ".rate." in id]


def test_a_count_with_a_base_is_a_share_of_it() -> None:
    """`of` narrows both; without it the base is all cases."""
    of = {"label": "重复", "count": {"repeat": ["yes"]}, "of": {"channel": ["热线"]}, "compare": []}
    summary, cases = _tallied({"again": of})
    calls = [one for one in cases if one.channel == "热线"]
    assert summary.counted["again"].count.value == sum(one.repeat for one in calls)
    assert summary.figures["again.base"].value == len(calls)
    assert summary.counted["again"].share.base == "again.base"
