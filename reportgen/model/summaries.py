"""What the cases add up to: every figure once, and the groups and cases that the narrative may speak of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reportgen.model.figures import Comparison, Figure
from reportgen.model.ledgers import RowCount
from reportgen.model.periods import Period
from reportgen.model.sources import Source


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows of one sheet that stand behind a figure: `rows` spells them (`5-9,12`, 1-based), `count` says how many."""

    file: str
    sheet: str
    rows: str
    count: int


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a facet: a unit, channel, kind of handling …, with its figures.

    `first_seen` says that no earlier period of the trend that the ledgers cover has a case of it.
    """

    name: str
    count: Figure
    share: Figure
    rank: Figure
    qoq: Comparison | None = None
    yoy: Comparison | None = None
    first_seen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """The members of one dimension, largest first, ties in order of name.

    `known` counts the cases where the dimension is known, the base of the shares; `distinct` is how many members there are.
    """

    field: str
    known: Figure
    distinct: Figure
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Aspect:
    """One way in which a category shows itself, as the case texts tell."""

    code: str
    phrase: str
    count: Figure
    share: Figure


@dataclass(frozen=True, slots=True)
class TypicalCase:
    """A case that the report tells, masked; `also` are the codes of its other categories.

    `precision` says how much of `received` is known: "day" or "month".
    """

    category: str
    source: Source
    received: date
    channel: str
    unit: str
    subject: str
    text: str
    handling: str
    verified: str
    status: str
    satisfaction: str
    precision: str = "day"
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """One problem category of the taxonomy with its figures; categories without a case are here too.

    `first_seen` as in Member.
    """

    code: str
    name: str
    definition: str
    count: Figure
    share: Figure
    rank: Figure
    qoq: Comparison
    yoy: Comparison
    share_qoq: Comparison
    aspects: tuple[Aspect, ...] = ()
    units: tuple[Member, ...] = ()
    days: Figure | None = None
    case: TypicalCase | None = None
    catch_all: bool = False
    first_seen: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate over the rows where the answer is `known`: `count` of them count."""

    name: str
    figure: Figure
    count: Figure
    known: Figure
    qoq: Comparison
    yoy: Comparison


@dataclass(frozen=True, slots=True)
class DayClass:
    """The cases handled within `first` to `last` days (both included; None: no upper end)."""

    first: int
    last: int | None
    count: Figure
    share: Figure


@dataclass(frozen=True, slots=True)
class HandlingTime:
    """How long cases took from received to closed, in calendar days, over the cases where both days are known."""

    known: Figure
    median: Figure
    longest: Figure
    qoq: Comparison
    yoy: Comparison
    classes: tuple[DayClass, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the narrative may say.

    `figures` maps every id to its figure; `rows` maps an id to the ledger rows behind it (for a share, the rows of its
    numerator; its base has its own entry). `trend` is oldest first and ends with the report's period. `rates` holds those
    of `closed`, `on_time`, `satisfied`, `verified` for which at least one row is known now.
    """

    period: Period
    figures: Mapping[str, Figure]
    rows: Mapping[str, tuple[RowSet, ...]]
    counts: RowCount
    total: Figure
    qoq: Comparison
    yoy: Comparison
    categories: tuple[Category, ...] = ()
    top: tuple[Category, ...] = ()
    top_count: Figure | None = None
    top_share: Figure | None = None
    facets: Mapping[str, Facet] = field(default_factory=dict)
    rates: Mapping[str, Rate] = field(default_factory=dict)
    days: HandlingTime | None = None
    trend: tuple[tuple[Period, Figure], ...] = ()
    months: tuple[tuple[Period, Figure], ...] = ()
    from_keyword: Figure | None = None
    from_default: Figure | None = None
    multi_label: bool = False
    repeats: Figure | None = None
    repeats_share: Figure | None = None
    files: tuple[str, ...] = ()
    fields: frozenset[str] = frozenset()
