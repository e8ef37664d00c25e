"""What the cases add up to: every figure once, and the groups and cases that the narrative may speak of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from reportgen.model.ledgers import RowCount
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Comparison, Facts, Figure
from reportgen.model.sources import Source

if TYPE_CHECKING:
    from reportgen.model.reports.rollups import Rollup


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows of one sheet that stand behind a figure: `rows` spells them (`5-9,12`, 1-based), `count` says how many."""

    file: str
    sheet: str
    rows: str
    count: int

    @property
    def numbers(self) -> Iterator[int]:
        """The number of each row."""
        for span in self.rows.split(","):
            first, _, last = span.partition("-")
            yield from range(int(first), int(last or first) + 1)


@dataclass(frozen=True, slots=True)
class Rate:
    """A declared rate: `count` of the cases of its base, `known`.

    `qoq` and `yoy` are there where it is compared; the rate of a part (a category, a unit) is not.
    """

    name: str
    figure: Figure
    count: Figure
    known: Figure
    qoq: Comparison | None = None
    yoy: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A declared count with its share of its base; `qoq` and `yoy` where it is compared."""

    name: str
    count: Figure
    share: Figure
    qoq: Comparison | None = None
    yoy: Comparison | None = None


class Part:
    """A part of the cases with its own figures: a member of a dimension, a category."""

    __slots__ = ()
    count: Figure
    medians: Mapping[str, Figure]
    counts: Mapping[str, Counted]

    @property
    def days(self) -> Figure | None:
        """The median handling time."""
        return self.medians.get("days")

    @property
    def upheld(self) -> Figure | None:
        """How many of its cases were found true, whole or in part; None where that is not declared."""
        return self.counts["upheld"].count if "upheld" in self.counts else None

    @property
    def standing(self) -> Figure:
        """How many of its cases may be held against anybody: all but those that were not found true."""
        return self.counts["standing"].count if "standing" in self.counts else self.count


@dataclass(frozen=True, slots=True)
class Member(Part):
    """One member of a facet: a unit, channel, kind of handling …, with its figures.

    `rank` is None where it has no case now. `first_seen` says among how many periods of the trend that the ledgers cover this is the first with a case of it, None where it is not. `rates`, `medians`
    and `counts` are those that are declared by this dimension, `parts` the members of another one among its
    cases, by the name of that dimension.
    """

    name: str
    count: Figure
    share: Figure
    rank: Figure | None
    qoq: Comparison | None = None
    yoy: Comparison | None = None
    first_seen: Figure | None = None
    rates: Mapping[str, Rate] = field(default_factory=dict)
    medians: Mapping[str, Figure] = field(default_factory=dict)
    counts: Mapping[str, Counted] = field(default_factory=dict)
    parts: Mapping[str, tuple["Member", ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facet:
    """The members of one dimension, largest first, ties in the natural order of their names.

    `known` counts the cases where the dimension is known, the base of the shares; `distinct` is how many members there are.
    `gone` are those without a case now that had some in a period with which the report's is compared; they have no rank. `alike` are groups of them that may be spellings of one unit.
    """

    field: str
    known: Figure
    distinct: Figure
    members: tuple[Member, ...] = ()
    gone: tuple[Member, ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()


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
class Category(Part):
    """One problem category of the taxonomy with its figures; categories without a case are here too.

    `first_seen` as in Member. The catch-all has no rank: it is no problem of its own.
    """

    code: str
    name: str
    definition: str
    count: Figure
    share: Figure
    rank: Figure | None
    qoq: Comparison
    yoy: Comparison
    share_qoq: Comparison
    aspects: tuple[Aspect, ...] = ()
    units: tuple[Member, ...] = ()
    case: TypicalCase | None = None
    catch_all: bool = False
    first_seen: Figure | None = None
    rates: Mapping[str, Rate] = field(default_factory=dict)
    medians: Mapping[str, Figure] = field(default_factory=dict)
    counts: Mapping[str, Counted] = field(default_factory=dict)
    parts: Mapping[str, tuple[Member, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the report's period; `rates`, `medians` and `counts` are those that are declared by month."""

    period: Period
    count: Figure
    rates: Mapping[str, Rate] = field(default_factory=dict)
    medians: Mapping[str, Figure] = field(default_factory=dict)
    counts: Mapping[str, Counted] = field(default_factory=dict)


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
    qoq: Comparison | None
    yoy: Comparison | None
    classes: tuple[DayClass, ...] = ()


@dataclass(frozen=True, slots=True)
class Cumulated:
    """A category from the beginning of the year to the end of the report's period."""

    code: str
    name: str
    count: Figure
    share: Figure


@dataclass(frozen=True, slots=True)
class Cumulative:
    """Figures from the beginning of the year to the end of the report's period (`cumulative.total` …).

    `period` is that stretch; `categories` have a case in it and are ordered as those of the summary; `rates` as there.
    """

    period: Period
    total: Figure
    yoy: Comparison
    categories: tuple[Cumulated, ...] = ()
    rates: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Restatement:
    """A figure of an earlier period that an earlier report printed otherwise: `printed` there, `now` as the ledgers stand.

    `label` names what is counted (受理总数, or a category).
    """

    label: str
    period: Period
    printed: Figure
    now: Figure


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the narrative may say.

    `figures` maps every id to its figure; `rows` maps an id to the ledger rows behind it (for a share, the rows of its
    numerator; its base has its own entry). `trend` is oldest first, ends with the report's period and reaches back as far as
    the ledgers cover the periods without a break. `months` has none that the ledgers do not cover. `rates` holds the declared
    rates for which at least one row is known now, `counted` the declared counts, `times` the declared medians, all by code; `facets` what the total is
    parted by.

    `until` is the last day that the ledgers know of a period that is not over, else None; on the day `judged_on` it was asked
    which open cases are past their limit. `cumulative` is there for second
    and later quarters and half-years whose year the ledgers cover so far. `told` are digests of the cases that the period has and
    an earlier report told: they are told again only where nothing else can be. `withheld` counts the cases of which a text could not be printed, None for none.
    `origins` are those of the cases of all periods (people, found, assigned).
    `rollup` is there where the reports of counties are compared: then all figures are theirs, or sums and rates of theirs.
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
    times: Mapping[str, HandlingTime] = field(default_factory=dict)
    trend: tuple[tuple[Period, Figure], ...] = ()
    months: tuple[Month, ...] = ()
    from_keyword: Figure | None = None
    from_default: Figure | None = None
    multi_label: bool = False
    counted: Mapping[str, Counted] = field(default_factory=dict)
    until: date | None = None
    judged_on: date | None = None
    cumulative: Cumulative | None = None
    restatements: tuple[Restatement, ...] = ()
    files: tuple[str, ...] = ()
    fields: frozenset[str] = frozenset()
    withheld: Figure | None = None
    told: tuple[str, ...] = ()
    origins: frozenset[str] = frozenset()
    facts: Facts = field(default_factory=Facts)
    rollup: "Rollup | None" = None

    @property
    def standing(self) -> Figure:
        """How many cases may be held against anybody: all but those that were not found true."""
        return self.counted["standing"].count if "standing" in self.counted else self.total

    @property
    def days(self) -> HandlingTime | None:
        """The handling time of all cases."""
        return self.times.get("days")

    @property
    def overridden(self) -> Mapping[str, Figure]:
        """The figures whose value a person declared."""
        return {id: figure for id, figure in self.figures.items() if figure.override}
