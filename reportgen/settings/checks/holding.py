"""Whether a condition can hold at all: every figure lies in a range, and some are not known."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise, product
from typing import NamedTuple

from reportgen.settings.expression import (
    Arithmetic,
    Both,
    Call,
    Comparison,
    Condition,
    Either,
    Not,
    Number,
    Truth,
    Value,
)

_ENDLESS = Decimal("Infinity")


class Range(NamedTuple):
    """From the least to the greatest value that a figure can have."""

    least: Decimal
    most: Decimal


_PART = Range(Decimal(0), Decimal(1))
_COUNTED = Range(Decimal(0), _ENDLESS)
_GROWTH = Range(Decimal(-1), _ENDLESS)
_ANY = Range(-_ENDLESS, _ENDLESS)
RANGES: Mapping[str, Range] = {
    "count": _COUNTED,
    "share": _PART,
    "change": _GROWTH,
    "yoy": _GROWTH,
    "streak": _COUNTED,
    "rate": _PART,
    "days": _COUNTED,
    "aspect": _PART,
    "unit_share": _PART,
    "unit_lead": _COUNTED,
}
"""What the functions of conditions can give."""
Known = Callable[[Call], Range | None]
_POSSIBLE: Mapping[str, Callable[[Range, Range], bool]] = {
    "Lt": lambda left, right: left.least < right.most,
    "LtE": lambda left, right: left.least <= right.most,
    "Gt": lambda left, right: left.most > right.least,
    "GtE": lambda left, right: left.most >= right.least,
    "Eq": lambda left, right: left.least <= right.most and right.least <= left.most,
    "NotEq": lambda left, right: not left.least == left.most == right.least == right.most,
}
_TURNED = {"Lt": "Gt", "LtE": "GtE", "Gt": "Lt", "GtE": "LtE", "Eq": "Eq"}


def usual(call: Call) -> Range | None:
    """The range of a figure of which nothing more is known."""
    return RANGES[call.name]


def can_hold(condition: Condition, known: Known = usual) -> bool:
    """Whether there are figures for which the condition holds; `known` gives the range of each, None where it is not known."""
    return _possible(condition.truth, known)


def _possible(truth: Truth, known: Known) -> bool:
    match truth:
        case Both():
            parts = list(_parts(truth))
            return all(_possible(part, known) for part in parts) and _agree(parts, known)
        case Either(parts=parts):
            return any(_possible(part, known) for part in parts)
        case Not(part=part):
            return not _is_certain(part)
        case Comparison(values=values, operators=operators):
            ranges = [_range(value, known) for value in values]
            return _agree([truth], known) and all(
                left is not None and right is not None and _POSSIBLE[operator](left, right)
                for operator, (left, right) in zip(operators, pairwise(ranges), strict=True)
            )


def _parts(truth: Truth) -> Iterator[Truth]:
    """What must hold together, one inside another taken out."""
    if isinstance(truth, Both):
        for part in truth.parts:
            yield from _parts(part)
    else:
        yield truth


def _is_certain(truth: Truth) -> bool:
    """Whether it holds whatever the figures are: it asks for none."""
    if isinstance(truth, Both):
        return all(map(_is_certain, truth.parts))
    return (
        isinstance(truth, Comparison)
        and all(isinstance(one, Number) for one in truth.values)
        and _possible(truth, usual)
    )


def _agree(parts: list[Truth], known: Known) -> bool:
    """Whether what is asked of the same figure leaves it a value: not more than 10 and less than 5."""
    asked: dict[Call, list[tuple[str, Decimal]]] = {}
    for call, operator, number in (limit for part in parts for limit in _limits(part)):
        asked.setdefault(call, []).append((operator, number))
    return all(_leaves_some(known(call), limits) for call, limits in asked.items())


def _limits(part: Truth) -> Iterator[tuple[Call, str, Decimal]]:
    if not isinstance(part, Comparison):
        return
    for operator, (left, right) in zip(part.operators, pairwise(part.values), strict=True):
        if isinstance(left, Call) and isinstance(right, Number):
            yield left, operator, right.value
        elif isinstance(left, Number) and isinstance(right, Call) and operator in _TURNED:
            yield right, _TURNED[operator], left.value


def _leaves_some(range_: Range | None, limits: list[tuple[str, Decimal]]) -> bool:
    if range_ is None:
        return False
    least, most, open_least, open_most = *range_, False, False
    for operator, number in limits:
        if operator in ("Gt", "GtE", "Eq") and (number, operator == "Gt") > (least, open_least):
            least, open_least = number, operator == "Gt"
        if operator in ("Lt", "LtE", "Eq") and (-number, operator == "Lt") > (-most, open_most):
            most, open_most = number, operator == "Lt"
    return least < most or (least == most and not open_least and not open_most)


def _range(value: Value, known: Known) -> Range | None:
    match value:
        case Number(value=number):
            return Range(number, number)
        case Call():
            return known(value)
        case Arithmetic(operator=operator, left=left, right=right):
            return _computed(operator, _range(left, known), _range(right, known))


def _computed(operator: str, left: Range | None, right: Range | None) -> Range | None:
    if left is None or right is None:
        return None
    if operator == "Add":
        return Range(left.least + right.least, left.most + right.most)
    if operator == "Sub":
        return Range(left.least - right.most, left.most - right.least)
    if not all(end.is_finite() for end in (*left, *right)) or (operator == "Div" and right.least <= 0 <= right.most):
        return _ANY
    ends = [one * other if operator == "Mult" else one / other for one, other in product(left, right)]
    return Range(min(ends), max(ends))
