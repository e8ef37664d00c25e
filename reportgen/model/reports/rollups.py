"""What counties report, side by side: the part of a summary that a comparison of counties has beyond that of one county."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.model.reports.figures import Comparison, Figure
from reportgen.model.reports.summaries import Rate


@dataclass(frozen=True, slots=True)
class RolledCategory:
    """A category over all counties that tell of it: `count` and its share of the cases of these counties."""

    code: str
    name: str
    count: Figure
    share: Figure


@dataclass(frozen=True, slots=True)
class RolledCounty:
    """A county as its own report tells of it.

    `rates` are by the code of the rate, those that its report has; `ranks` the places of those with enough cases. `categories`
    are by code, none where its report does not tell of all, `shares` what part of its cases they are. `qoq` is None where the report is not compared with the period before.
    """

    code: str
    name: str
    count: Figure
    qoq: Comparison | None = None
    rates: Mapping[str, Rate] = field(default_factory=dict)
    ranks: Mapping[str, Figure] = field(default_factory=dict)
    categories: Mapping[str, Figure] = field(default_factory=dict)
    shares: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RolledMember:
    """A county in the list of one rate; `rank` is None where it has too few cases for one."""

    name: str
    count: Figure
    rate: Rate
    rank: Figure | None = None


@dataclass(frozen=True, slots=True)
class RolledRate:
    """One rate over all counties and by county.

    `placed` are the counties with enough cases, the best first, ties in the order of their codes; `first` and `last` those at both
    ends, none where they are few or ties make the ends meet; `alike` says that all read the same. `few` have fewer cases than that, `silent` are the names of those whose report does not tell the rate. `standard` is what is asked for
    (`92%`), "" for nothing, `below` are those of `placed` that miss it. `rose` and `fell` have moved most on the period before.
    """

    code: str
    name: str
    rate: Rate
    placed: tuple[RolledMember, ...] = ()
    first: tuple[RolledMember, ...] = ()
    last: tuple[RolledMember, ...] = ()
    few: tuple[RolledMember, ...] = ()
    silent: tuple[str, ...] = ()
    standard: str = ""
    below: tuple[RolledMember, ...] = ()
    rose: tuple[RolledMember, ...] = ()
    fell: tuple[RolledMember, ...] = ()
    alike: bool = False


@dataclass(frozen=True, slots=True)
class RolledOverride:
    """A figure of a county that a person declared: `value` stands in its report and counts here, `computed` is what its ledgers give."""

    name: str
    label: str
    value: Figure
    computed: Figure


@dataclass(frozen=True, slots=True)
class Rollup:
    """Counties side by side, in the order of their codes.

    `minimum` is the base from which a county has a place. `expected` are the names of all counties that should report, none where nobody says. `missing` have no report, `late` only
    one of an earlier period; `left` are the names of those whose report is not taken, by every reason, `left_out` all of them. `unparted` are the counties
    that do not tell of all categories, `uncompared` those that are not compared with the period before;
    `rose` and `fell` are those whose counts have moved most.
    """

    minimum: int
    counties: tuple[RolledCounty, ...]
    rates: tuple[RolledRate, ...] = ()
    categories: tuple[RolledCategory, ...] = ()
    expected: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    left: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    unparted: tuple[str, ...] = ()
    uncompared: tuple[str, ...] = ()
    declared: tuple[RolledOverride, ...] = ()
    rose: tuple[RolledCounty, ...] = ()
    fell: tuple[RolledCounty, ...] = ()
