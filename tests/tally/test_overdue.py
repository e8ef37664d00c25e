"""Closed, closed in time, past the limit: what a rate counts and what it is of."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.periods import Period
from reportgen.model.reports.summaries import Summary
from reportgen.settings import FigureSettings, Settings
from reportgen.tally import tally
from tests.cases import FIGURES, Case, ledger_of, sample_settings

_Q3 = Period.parse("2026Q3")
_SIGNED = date(2026, 10, 12)
_CLOSED = {"label": "办结率", "rate": {"is_closed": ["yes"]}, "compare": []}


def _settings() -> Settings:
    figures = {**FIGURES, "closed": _CLOSED}
    declared = {code: FigureSettings.model_validate(one) for code, one in figures.items()}
    return sample_settings().model_copy(update={"figures": declared})


def _of(*cases: Case, signed: date = _SIGNED) -> Summary:
    return tally(ledger_of(list(cases)), _settings(), _Q3, signed=signed)[0]


def _case(day: int, **fields: object) -> Case:
    return Case(date(2026, 7, day), "duty", **fields)  # type: ignore[arg-type] # by name


@pytest.mark.parametrize("status", ["open", "overdue", ""])
def test_an_open_case_past_its_limit_is_late_whatever_its_status(status: str) -> None:
    """Thirty closed in time and ten open past their limit: 75 % in time, of forty."""
    closed = [_case(1, status="closed", days=5, on_time=True, due=date(2026, 7, 16)) for _ in range(30)]
    late = [
        _case(2, status=status, on_time=False if status == "overdue" else None, due=date(2026, 7, 17))
        for _ in range(10)
    ]
    summary = _of(
        *closed, *late, Case(date(2026, 8, 1), "duty", status="closed", days=1, on_time=True, due=date(2026, 8, 9))
    )
    rate = summary.rates["on_time"]
    assert (rate.count.value, rate.known.value) == (31, 41)
    assert summary.rates["closed"].figure.value == Decimal(31) / 41


def test_a_case_that_is_not_yet_due_is_in_neither() -> None:
    """On the last day that the ledgers know, not on the day of signature."""
    done = _case(1, status="closed", days=19, on_time=True, due=date(2026, 7, 30))
    summary = _of(done, _case(5, status="open", due=date(2026, 7, 20)), _case(6, status="open", due=date(2026, 7, 19)))
    assert summary.judged_on == date(2026, 7, 20)
    assert (summary.rates["on_time"].count.value, summary.rates["on_time"].known.value) == (1, 2)


def test_a_slip_of_the_pen_makes_no_case_late() -> None:
    """A day in 2062 is not the last day that the ledgers know; nor is any other after the signature."""
    typo = Case(date(2062, 7, 6), "duty", status="open", due=date(2062, 7, 20))
    summary = _of(
        _case(1, status="closed", days=2, on_time=True, due=date(2026, 7, 5)),
        _case(2, status="open", due=date(2026, 7, 20)),
        typo,
    )
    assert summary.judged_on == date(2026, 7, 3)
    assert summary.rates["on_time"].figure.value == 1


def test_what_is_not_said_stays_in_the_base_and_what_no_ledger_says_is_no_rate() -> None:
    """Rows of unknown status count as not closed; without any status or closing day there is no rate at all."""
    assert _of(_case(1, status="closed"), _case(2), _case(3)).rates["closed"].figure.value == Decimal(1) / 3
    assert "closed" not in _of(_case(1), _case(2)).rates


def test_a_ledger_that_says_nothing_of_closing_has_nothing_late() -> None:
    """A limit alone, without a status or a closing day anywhere, is no ground to call a case late."""
    silent = [_case(1, due=date(2026, 7, 2)), _case(20, due=date(2026, 7, 30))]
    assert "on_time" not in _of(*silent).rates


_STATES = st.builds(
    lambda day, state, limit: _case(day, due=date(2026, 7, limit), **state),
    st.integers(1, 20),
    st.sampled_from(
        [
            {"status": "open"},
            {"status": ""},
            {"status": "closed", "days": 1, "on_time": True},
            {"status": "closed", "days": 9, "on_time": False},
        ]
    ),
    st.integers(1, 31),
)


@given(st.lists(_STATES, min_size=1, max_size=30))
def test_the_rate_is_what_a_count_by_hand_gives(cases: list[Case]) -> None:
    """Closed in time over closed and open past the limit, over any mixture."""
    summary = _of(*cases)
    last = max(
        [one.received for one in cases] + [date(2026, 7, one.received.day + one.days) for one in cases if one.days]
    )
    judged = [
        one.on_time if one.status == "closed" else False
        for one in cases
        if one.status == "closed" or (one.due and one.due < last)
    ]
    if not any(one.status for one in cases):
        judged = []  # nobody says whether any of them is closed
    rate = summary.rates.get("on_time")
    assert (rate.figure.value if rate else None) == (Decimal(sum(map(bool, judged))) / len(judged) if judged else None)
