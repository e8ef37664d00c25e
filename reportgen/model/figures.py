"""A figure: one number of the report, computed once, with what it counts and what it is a share of."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What sort of number a figure is; its value is always a plain number, never a percentage times 100."""

    COUNT = "count"  # int
    SHARE = "share"  # Decimal fraction 0-1 of its base
    RATE = "rate"  # Decimal fraction 0-1 of the rows where the answer is known
    CHANGE = "change"  # Decimal signed fraction, (now - then) / then
    DIFFERENCE = "difference"  # int, now - then
    POINTS = "points"  # Decimal signed fraction, difference of two shares or rates
    RANK = "rank"  # int, 1 is the largest; equal counts share a rank
    DAYS = "days"  # Decimal or int, calendar days


class Unknown(StrEnum):
    """Why a figure has no value."""

    NO_DATA = "no-data"  # the ledgers do not reach back to the period
    ZERO_BASE = "zero-base"  # growth from zero has no rate
    NO_BASE = "no-base"  # no row where the answer is known


class Basis(StrEnum):
    """What a comparison is made with."""

    QOQ = "qoq"  # 环比: the adjacent period before
    YOY = "yoy"  # 同比: the same period of last year


@dataclass(frozen=True, slots=True)
class Query:
    """The filter that selects a figure's rows: one period (`2026Q3`) and `(field, value)` pairs that must all hold.

    Fields are the columns of `Ledger.cases`; the value is a code or a name as it stands there.
    """

    period: str
    where: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One number.

    `id` is stable (`category.attitude.share`); `label` says in words what it is; `unit` is the measure word (`件`), empty
    for fractions; `base` is the id of the figure that it is a share of, or was compared with; `value` is None exactly when
    `unknown` says why.
    """

    id: str
    label: str
    kind: Kind
    value: int | Decimal | None
    unit: str = ""
    base: str | None = None
    query: Query | None = None
    unknown: Unknown | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A count or rate now and then.

    `change` is the relative growth of a count, None for rates and shares; `difference` is DIFFERENCE for counts and
    POINTS for rates and shares. `streak` says for how many periods in a row, this one included, the count has moved in
    the same direction (1 when only now, 0 when unchanged or not known).
    """

    basis: Basis
    now: Figure
    then: Figure
    difference: Figure
    change: Figure | None = None
    streak: int = 0
