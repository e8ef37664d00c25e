"""What declared figures may ask for: the dimensions of a case, and what figures are parted by."""

import re
from collections.abc import Mapping

DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "category": (),
    "category_from": ("ledger", "keyword", "default"),
    "aspects": (),
    "unit": (),
    "channel": (),
    "origin": ("people", "found", "assigned"),
    "handling": (),
    "region": (),
    "is_closed": ("yes", "no"),
    "on_time": ("yes", "no"),
    "verified": ("yes", "partly", "no", "unclear"),
    "satisfaction": ("satisfied", "basically", "dissatisfied"),
    "repeat": ("yes",),
}
"""By dimension the codes that a case may have there; empty: codes of the taxonomy, or names of the ledgers."""
ORIGIN = "origin"  # whose a case is, told by its channel and `ledger.origins`
KNOWN = "*"  # any code or name that is known
GROUPINGS = ("category", "unit", "channel", "handling", "region")  # what counts, rates and medians may be parted by
MONTH = "month"
PERIOD = "period"  # what charts show the total by: the periods of the trend
CLASS = "class"  # and a handling time: the classes of days
TOTAL = "total"  # the figure that is there always: all cases
STANDING = "standing"  # all cases but those found not true, where that is declared; else all
RESERVED = frozenset(
    {*DIMENSIONS, MONTH, "top", "trend", "cumulative", "restated", "categorised", "rate", "overall", "cases"}
)
"""First parts of the ids of figures that are not declared."""

_CROSS = re.compile(r"\s*[×/]\s*")


def parts_of(by: str) -> tuple[str, ...]:
    """What a `by` names: `("unit",)`, or of `unit × category` both, the outer first."""
    return tuple(_CROSS.split(by.strip()))


def canonical(by: str) -> str:
    """A `by` in its one spelling: `unit × category`."""
    return " × ".join(parts_of(by))


def is_grouping(by: str, own: frozenset[str] = frozenset()) -> bool:
    """Whether a `by` is one dimension, a month, or two different dimensions; `own` are dimensions that a county declares."""
    parts = parts_of(by)
    known = {*GROUPINGS, *own}
    if len(parts) == 1:
        return parts[0] in known or parts[0] == MONTH
    return len(parts) == 2 and parts[0] != parts[1] and known.issuperset(parts)
