"""Every figure can be worked out again from what it says of itself: its operands, or its query over the cases."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random
from statistics import median

from reportgen.model.ledgers import JOINT
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Figure, Kind, Take
from reportgen.model.reports.summaries import Summary
from reportgen.tally import tally
from tests.cases import CATEGORIES, Case, ledger_of, sample_settings

_Q3 = Period.parse("2026Q3")


def some_cases(number: int = 900, seed: int = 7) -> list[Case]:
    """Cases of twenty months with all that a ledger may have."""
    random = Random(seed)  # noqa: S311 - cases for a test, the same in every run
    return [
        Case(
            date(2025, 1, 1) + timedelta(days=random.randrange(637)),
            random.choice([*CATEGORIES, JOINT.join(("attitude", "duty"))]),
            unit=random.choice(["甲", "乙", "丙", JOINT.join("甲乙"), ""]),
            channel=random.choice(["热线", "来信", ""]),
            handling=random.choice(["批评", "整改", ""]),
            status=random.choice(["closed", "open", "overdue", ""]),
            verified=random.choice(["yes", "partly", "no", ""]),
            satisfaction=random.choice(["satisfied", "basically", "dissatisfied", ""]),
            days=random.choice([None, *range(60)]),
            on_time=random.choice([True, False, None]),
            category_from=random.choice(["ledger", "keyword", "default"]),
            repeat=random.random() < 0.1,
        )
        for _ in range(number)
    ]


def _fulfils(case: Case, field: str, wanted: str) -> bool:
    if field == "days":
        first, _, last = wanted.partition("-")
        return case.days is not None and (wanted == "*" or int(first) <= case.days <= int(last or 10**6))
    values = {
        "is_closed": "yes" if case.status == "closed" or (case.status != "open" and case.days is not None) else "no",
        "on_time": {True: "yes", False: "no", None: ""}[case.on_time],
        "repeat": "yes" if case.repeat else "",
    }
    if field == "is_closed" and not case.status and case.days is None:
        return False
    if wanted.startswith("!"):
        return not _fulfils(case, field, wanted.removeprefix("!"))
    members = values.get(field, getattr(case, field, "")).split(JOINT)
    return bool(set(members) - {""}) if wanted == "*" else bool(set(members) & set(wanted.split("|")))


def _selected(figure: Figure, cases: Sequence[Case]) -> list[tuple[int, Case]]:
    """The cases that the figure's query selects, with their rows."""
    assert figure.query is not None, figure.id
    periods = [Period.recall(one) for one in figure.query.period.split("|")]
    return [
        (row, case)
        for row, case in enumerate(cases, start=2)
        if any(one.start <= case.received <= one.end for one in periods)
        and all(_fulfils(case, *pair) for pair in figure.query.where)
    ]


def _from_rows(figure: Figure, cases: Sequence[Case]) -> int | Decimal:
    chosen = [case for _, case in _selected(figure, cases)]
    take, where = (figure.query.take, figure.query.where) if figure.query else (Take.CASES, ())
    if take is Take.MEMBERS:
        return len({member for case in chosen for member in getattr(case, where[-1][0]).split(JOINT)} - {""})
    days = [case.days for case in chosen if case.days is not None]
    if take is Take.MEDIAN:
        return Decimal(str(median(days)))
    return max(days) if take is Take.LONGEST else len(chosen)


def _from_operands(figure: Figure, summary: Summary) -> int | Decimal:
    values = [Decimal(summary.figures[id].value or 0) for id in figure.operands]
    if figure.kind is Kind.RANK:
        return 1 + sum(other > values[0] for other in _rivals(figure, summary))
    if figure.kind is Kind.STREAK:
        ups = [now > then for now, then in pairwise(values)]
        assert values[0] != values[1], figure.id
        return ups.index(not ups[0]) if (not ups[0]) in ups else len(ups) * (1 if ups[0] else -1)
    if figure.kind is Kind.FIRST:
        now, then = values
        assert now > 0 == then, figure.id
        query = summary.figures[figure.operands[1]].query
        return len(query.period.split("|")) + 1 if query else 0
    now, then = values
    if figure.kind in (Kind.SHARE, Kind.RATE):
        return now / then
    return (now - then) / then if figure.kind is Kind.CHANGE else now - then


def _rivals(figure: Figure, summary: Summary) -> list[Decimal]:
    """The counts among which the figure has its place."""
    of = figure.operands[0]
    for category in summary.categories:
        if of == category.count.id:
            return [Decimal(one.count.value or 0) for one in summary.categories if not one.catch_all]
        if any(unit.count.id == of for unit in category.units):
            return [Decimal(one.count.value or 0) for one in category.units]
    facet = summary.facets[of.split(".")[0]]
    return [Decimal(one.count.value or 0) for one in facet.members]


def test_every_figure_is_what_its_formula_says() -> None:
    """Counts, medians and distinct members from the query; shares, changes, differences and ranks from the operands."""
    cases = [*some_cases(), *(Case(date(2026, 9, day), "duty", unit="丁") for day in range(1, 4))]
    summary, _ = tally(ledger_of(cases), sample_settings(), _Q3)
    kinds = set()
    for figure in summary.figures.values():
        if figure.value is not None:
            again = _from_operands(figure, summary) if figure.operands else _from_rows(figure, cases)
            assert figure.value == again, figure.id
            kinds.add((figure.kind, figure.query.take if figure.query and not figure.operands else None))
    assert {kind for kind, _ in kinds} == set(Kind) - {Kind.STATED}
    assert {take for _, take in kinds} == {*Take, None}


def test_every_figure_of_the_ledger_has_its_rows() -> None:
    """The rows of a figure without operands are those that its query selects; of the longest time those that took so long."""
    cases = some_cases()
    summary, _ = tally(ledger_of(cases), sample_settings(), _Q3)
    for id, figure in summary.figures.items():
        if figure.value is None or figure.operands:
            continue
        chosen = [
            row
            for row, case in _selected(figure, cases)
            if figure.query and (figure.query.take is not Take.LONGEST or case.days == figure.value)
        ]
        assert id in summary.rows, id
        assert [row for one in summary.rows[id] for row in _spelled(one.rows)] == chosen, id


def _spelled(rows: str) -> list[int]:
    found: list[int] = []
    for span in filter(None, rows.split(",")):
        first, _, last = span.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def test_operands_are_figures_and_so_is_every_base() -> None:
    """No formula leads nowhere; what is compared is based on what it is compared with."""
    summary, _ = tally(ledger_of(some_cases()), sample_settings(), _Q3)
    for figure in summary.figures.values():
        assert set(figure.operands) <= summary.figures.keys(), figure.id
        assert figure.base is None or figure.base == figure.operands[1], figure.id
