"""Who is named at the ends of a list: ties together or not at all, no list that names everybody twice, no move of a few cases."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from reportgen.model.reports.figures import Basis, Comparison, Figure, Kind
from reportgen.model.reports.rollups import RolledMember
from reportgen.model.reports.summaries import Rate
from reportgen.rollup.rates import _ends, _moved, _rounder

_ROUND = _rounder(3)


def _figure(value: Decimal | int, kind: Kind = Kind.RATE) -> Figure:
    return Figure("x", "x", kind, value)


def _members(rates: Sequence[str], before: Sequence[str] = (), base: int = 100) -> list[RolledMember]:
    found = []
    for number, rate in enumerate(rates):
        now, known = _figure(Decimal(rate)), _figure(base, Kind.COUNT)
        qoq = None
        if before:
            then = _figure(Decimal(before[number]))
            qoq = Comparison(Basis.QOQ, now, then, _figure(Decimal(rate) - Decimal(before[number]), Kind.POINTS))
        found.append(RolledMember(str(number), known, Rate("x", now, known, known, qoq)))
    return found


@pytest.mark.parametrize(
    ("rates", "first", "last"),
    [
        (["0.99", "0.98", "0.97", "0.96", "0.95", "0.94", "0.93"], "0 1 2", "4 5 6"),
        (["0.99", "0.98", "0.97", "0.96", "0.95", "0.94"], "", ""),  # few: all are listed
        (["0.99", "0.98", "0.97", "0.97", "0.95", "0.94", "0.93", "0.92"], "0 1 2 3", "5 6 7"),
        (["0.99", "0.98", "0.97", "0.96", "0.95", "0.94", "0.94", "0.94", "0.90", "0.89"], "0 1 2", "5 6 7 8 9"),
        (["0.99"] * 8, "", ""),
        (["0.99", "0.98", *["0.97"] * 8, "0.95", "0.94"], "0 1", "10 11"),  # eight equals are too many
        (["0.9701", "0.9699", "0.9698", "0.9697", "0.9696", "0.9695", "0.90", "0.89"], "", ""),  # read the same: 97.0%
    ],
)
def test_the_ends_of_a_list(rates: list[str], first: str, last: str) -> None:
    """Best first; what reads the same is named together or not at all."""
    best, least = _ends(_members(rates), lambda one: _ROUND(one.rate.figure))
    assert (" ".join(one.name for one in best), " ".join(one.name for one in least)) == (first, last)
    named = {_ROUND(one.rate.figure) for one in (*best, *least)}
    names = {one.name for one in (*best, *least)}
    others = {_ROUND(one.rate.figure) for one in _members(rates) if one.name not in names}
    assert named.isdisjoint(others)


@pytest.mark.parametrize(
    ("now", "before", "base", "risen"),
    [
        (["0.90", "0.80"], ["0.80", "0.90"], 100, "0"),
        (["0.905"], ["0.90"], 1000, ""),  # half a point
        (["0.95"], ["0.90"], 40, ""),  # two cases
        (["0.95"], ["0.90"], 60, "0"),
        (["0.90", "0.85", "0.85", "0.85", "0.85", "0.85"], ["0.80"] * 6, 100, "0"),  # five equals are one too many
    ],
)
def test_who_has_risen(now: list[str], before: list[str], base: int, risen: str) -> None:
    """By a point and by three cases at least."""
    assert "".join(one.name for one in _moved(_members(now, before, base), _ROUND, 3, 1)) == risen
