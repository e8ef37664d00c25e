"""A figure: one number of the report, computed once, with what it counts and what it is a share of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from reportgen.model.sources import Source


class Kind(StrEnum):
    """What sort of number a figure is; its value is always a plain number, never a percentage times 100."""

    COUNT = "count"  # int
    SHARE = "share"  # Decimal fraction 0-1 of its base
    RATE = "rate"  # Decimal fraction 0-1 of the rows where the answer is known
    CHANGE = "change"  # Decimal signed fraction, (now - then) / then
    DIFFERENCE = "difference"  # int, now - then
    POINTS = "points"  # Decimal signed fraction, difference of two shares or rates
    RANK = "rank"  # int, 1 is the largest; equal counts share a rank
    STREAK = "streak"  # int, periods in a row that a count has moved one way, this one included: 3 risen, -3 fallen; 2 at least
    STATED = "stated"  # int or Decimal, a fact of the period as a person stated it; of a percentage the fraction
    FIRST = "first"  # int, periods, this one included, among which this is the first with a case
    DAYS = "days"  # Decimal or int, calendar days


CLAIMS = (Kind.RANK, Kind.STREAK, Kind.FIRST)
"""What a sentence says in words: 居第二位, 已连续三个季度上升, 在近八个季度中首次出现."""


class Unknown(StrEnum):
    """Why a figure has no value; the last three are why two periods are not compared (`Comparison.withheld`)."""

    NO_DATA = "no-data"  # the ledgers do not reach back to the period
    ZERO_BASE = "zero-base"  # growth from zero has no rate
    NO_BASE = "no-base"  # no row where the answer is known
    PARTLY_COVERED = "partly-covered"  # the ledgers cover the earlier period only in part
    SCOPE = "scope"  # a channel or a ledger was kept in only one of the two periods
    UNFINISHED = "unfinished"  # the report's period is not over


class Basis(StrEnum):
    """What a comparison is made with."""

    QOQ = "qoq"  # 环比: the adjacent period before
    YOY = "yoy"  # 同比: the same period of last year


class Take(StrEnum):
    """What is taken of the rows that a query selects."""

    CASES = "cases"  # how many there are
    MEMBERS = "members"  # how many different members of the last field of `where` they have
    MEDIAN = "median"  # the median of their handling times
    LONGEST = "longest"  # the longest of their handling times


@dataclass(frozen=True, slots=True)
class Query:
    """The filter that selects a figure's rows: one period and `(field, value)` pairs that must all hold, and what is taken of them.

    `period` is spelled as `str(Period)` does and read back by `Period.recall`, several parted by `|`. Fields are the columns of `Ledger.cases`;
    the value is a code or a name as it stands there, several that are as good as each other parted by `|`, `*` where it only
    has to be known, `!` before what it must not be, for `days` a range (`4-7`, `31-`); `is_closed` (told by status or closing day), `on_time` and `repeat` are "yes" or "no".
    """

    period: str
    where: tuple[tuple[str, str], ...] = ()
    take: Take = Take.CASES


@dataclass(frozen=True, slots=True)
class Override:
    """A person's judgement that stands in the place of a figure's value.

    `figure` is the id for which it was declared: the point of the trend that is the same count goes with it. `computed` is what
    the ledgers give, None where they give nothing.
    """

    figure: str
    computed: int | Decimal | None
    reason: str = ""
    who: str = ""

    @property
    def settled(self) -> bool:
        """Whether it says why, and who answers for it."""
        return bool(self.reason.strip() and self.who.strip())


STATED = "fact."
"""How the ids of facts begin."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What an office knows of a period and no ledger gives: a `value` or a `text`, stated by hand.

    `period` is spelled as `str(Period)` does; `printed` is the value as it was written (`95%`), `place` where.
    """

    name: str
    period: str
    source: str
    value: int | Decimal | None = None
    printed: str = ""
    unit: str = ""
    text: str = ""
    who: str = ""
    place: Source | None = None

    @property
    def figure(self) -> str:
        """The id of its figure."""
        return f"{STATED}{self.name}"


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a report by name; the periods of those that are stated for others; the digests of the files that state some."""

    stated: Mapping[str, Fact] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reported:
    """Where a figure stands that another report gives: the name of its county, the id there, and the file that has it."""

    county: str
    figure: str
    file: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number.

    `id` is stable (`category.attitude.share`); `label` says in words what it is; `unit` is the measure word (`件`), empty
    for fractions; `base` is the id of the figure that it is a share of, or was compared with; `value` is None exactly when
    `unknown` says why.

    `operands` are the ids of the figures that it was worked out from, so that every kind has its formula: (part, whole) of a
    SHARE or RATE; (now, then) of a CHANGE, DIFFERENCE, POINTS or a difference of DAYS; (count,) of a RANK; (now, then, the
    one before …) of a STREAK; (now, all earlier periods together) of a FIRST; of a COUNT all that it is the sum of. A figure without
    operands is taken from the ledger rows that `query` selects, as `query.take` says; one without a query either is what an
    earlier report printed.

    `reported` is there where another report gives it: it has no query and no operands.

    `fact` is there where a person stated it: it has no rows and no operands, and is printed as it was written.

    `override` says that a person declared the value; everything that was worked out from the figure was so from `computed`.
    """

    id: str
    label: str
    kind: Kind
    value: int | Decimal | None
    unit: str = ""
    base: str | None = None
    query: Query | None = None
    unknown: Unknown | None = None
    operands: tuple[str, ...] = ()
    override: Override | None = None
    fact: Fact | None = None
    reported: Reported | None = None

    @property
    def computed(self) -> int | Decimal | None:
        """What the ledgers give, whatever a person declared."""
        return self.value if self.override is None else self.override.computed


@dataclass(frozen=True, slots=True)
class Comparison:
    """A count or rate now and then.

    `change` is the relative growth of a count, None for rates and shares; `difference` is DIFFERENCE for counts and
    POINTS for rates and shares. `streak` says for how many periods in a row, this one included, the count has moved in
    the same direction; None where it has not done so for two. `withheld` says why the two are not compared
    although the ledgers reach back: one of the last three values of `Unknown`, "" where they are compared or there are no data.
    """

    basis: Basis
    now: Figure
    then: Figure
    difference: Figure
    change: Figure | None = None
    streak: Figure | None = None
    withheld: str = ""
