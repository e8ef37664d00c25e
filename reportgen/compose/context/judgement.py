"""What may fairly be said of categories and units: what is held against them, what goes on rising, who is named.

Complaints that were not found true blame nobody; equals are named together or not at all; a small number is no trend.
"""

from collections.abc import Sequence
from decimal import Decimal

from reportgen.compose.language.language import is_rise
from reportgen.model.reports.figures import Comparison
from reportgen.model.reports.ranking import leading
from reportgen.model.reports.summaries import Category, Facet, Member, Summary

_NAMED = 3  # units that an order names
_STANDS_OUT = Decimal("1.5")  # times the equal share


def problems(categories: Sequence[Category]) -> tuple[Category, ...]:
    """The categories with cases that stand, in the order given; the catch-all is no problem of its own."""
    return tuple(one for one in categories if one.standing.value and not one.catch_all)


def cleared(categories: Sequence[Category]) -> tuple[Category, ...]:
    """The categories with cases of which none was found true."""
    return tuple(one for one in categories if one.count.value and not one.standing.value and not one.catch_all)


def has_verdicts(summary: Summary) -> bool:
    """Whether the ledgers say of any case of the period what was found; where no figure asks for it, they do not."""
    upheld, standing = summary.counted.get("upheld"), summary.counted.get("standing")
    return bool((upheld and upheld.count.value) or (standing and standing.count.value != summary.total.value))


def goes_on_rising(now: Comparison, year_ago: Comparison, small_base: int) -> bool:
    """Whether a count may be said to rise period after period.

    Twice at least, from no small number, and not where there are fewer than a year ago.
    """
    fewer = year_ago.difference.value is not None and year_ago.difference.value < 0
    return streak_of(now) > 1 and is_rise(now) and int(now.now.value or 0) >= small_base and not fewer


def moves_on(category: Category, small_base: int) -> bool:
    """Whether it may be said for how many periods a category has moved one way."""
    rises = goes_on_rising(category.qoq, category.yoy, small_base)
    return rises or (streak_of(category.qoq) < -1 and not is_rise(category.qoq))


def streak_of(comparison: Comparison) -> int:
    """For how many periods in a row a count has risen, below 0 fallen; 0 where not for two."""
    return int(comparison.streak.value or 0) if comparison.streak else 0


def by_standing(facet: Facet | None) -> tuple[Member, ...]:
    """The members with cases that stand, most first, ties in the order of the facet."""
    members = [one for one in facet.members if one.standing.value] if facet else []
    return tuple(sorted(members, key=lambda one: -_standing(one)))


def to_rectify(facet: Facet | None, verdicts: bool) -> tuple[Member, ...]:
    """The units that an order names: those with most cases that stand, and at least two; none where too many are equal.

    Each stands out: it has half as much again as all would have if they had the same. A unit that is alone is named.
    Where the ledgers know findings (`verdicts`), one at least of the unit's must have been found true.
    """
    blamed = by_standing(facet)
    least = _STANDS_OUT * sum(map(_standing, blamed)) / len(blamed) if len(blamed) > 1 else 0
    several = [
        one for one in blamed if _standing(one) > 1 and _standing(one) >= least and (not verdicts or _upheld(one))
    ]
    return tuple(several[: leading([_standing(one) for one in several], _NAMED)])


def concentrated(facet: Facet) -> bool:
    """Whether the first member has at least twice what each would have if all had the same, of cases that stand."""
    return (lead(facet) or 0) >= 2


def lead(facet: Facet | None) -> Decimal | None:
    """How many times the equal share the first unit has, of cases that stand; None where there is one unit or none."""
    standing = [_standing(one) for one in by_standing(facet)]
    return Decimal(standing[0] * len(standing)) / sum(standing) if len(standing) > 1 else None


def share_beyond(categories: Sequence[Category], top: Sequence[Category]) -> Decimal | None:
    """How many times their equal share the leading categories have together."""
    counts = [int(one.count.value or 0) for one in categories]
    mine = sum(int(one.count.value or 0) for one in top)
    return Decimal(mine * len(counts)) / (sum(counts) * len(top)) if top and sum(counts) else None


def _upheld(member: Member) -> int:
    return int(member.upheld.value or 0) if member.upheld else 0


def _standing(member: Category | Member) -> int:
    return int(member.standing.value or 0)
