"""What the choice of a sentence may look at: the summary, and what templates call by name, with types."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.compose.context.judgement import cleared, goes_on_rising, has_verdicts, problems
from reportgen.compose.context.names import CLASSIFYING, brought_of, counted_of, enough
from reportgen.compose.context.periods import known_periods
from reportgen.compose.language.language import Brought, Language
from reportgen.model.reports.figures import Comparison, Figure
from reportgen.model.reports.summaries import Category, Facet, Member, Rate, Summary
from reportgen.settings import Settings

Part = Category | Member


@dataclass(frozen=True)
class Scene:
    """One report. `worth` says of each chart whether it is worth its place; `prints` whether the templates have a block of a name, `shares` whether the report prints a share of the total."""

    summary: Summary
    settings: Settings
    language: Language
    worth: Mapping[str, bool]
    prints: Callable[[str], bool]
    recommended: bool
    shares: Callable[[], bool] = lambda: True

    # ---- the whole

    @property
    def total(self) -> int:
        """How many cases there are."""
        return int(self.summary.total.value or 0)

    @property
    def few(self) -> bool:
        """Whether there are fewer than may be parted."""
        return self.total < self.small_base

    @property
    def small_base(self) -> int:
        """Below so many cases there are no rates."""
        return self.settings.report.small_base

    @cached_property
    def brought(self) -> Brought:
        """How many of the cases people brought."""
        return brought_of(self.summary)

    @property
    def once(self) -> bool:
        """Whether the period before is the same one of last year."""
        return self.summary.period.compared_once

    @cached_property
    def previous(self) -> bool:
        """Whether the total may be compared with the period before."""
        return self.language.covered(self.summary.qoq)

    @cached_property
    def year_ago(self) -> bool:
        """Whether the total may be compared with the same period of last year."""
        return self.language.covered(self.summary.yoy)

    @cached_property
    def verdicts(self) -> bool:
        """Whether the ledgers say of any case what was found."""
        return has_verdicts(self.summary)

    @property
    def standing(self) -> int:
        """How many cases may be held against anybody."""
        return int(self.summary.standing.value or 0)

    @property
    def periods(self) -> int:
        """How many periods of the trend the ledgers cover."""
        return known_periods(self.summary)

    def counted(self, code: str) -> int:
        """A declared count, 0 where none is declared."""
        return counted_of(self.summary, code)

    def rate(self, code: str) -> Rate | None:
        """A declared rate with enough cases behind it."""
        return enough(self.summary.rates.get(code), self.small_base)

    def known(self, comparison: Comparison | None) -> bool:
        """Whether there are two numbers to compare."""
        return comparison is not None and self.language.covered(comparison)

    # ---- categories, units, channels

    @property
    def classified(self) -> bool:
        """Whether the ledgers can tell the category of a case."""
        return bool(CLASSIFYING & self.summary.fields)

    @cached_property
    def present(self) -> tuple[Category, ...]:
        """The categories with cases, without the catch-all."""
        return tuple(one for one in self.summary.categories if one.count.value and not one.catch_all)

    @cached_property
    def other(self) -> Category | None:
        """The catch-all, where it has cases."""
        return next((one for one in self.summary.categories if one.catch_all and one.count.value), None)

    @cached_property
    def problems(self) -> tuple[Category, ...]:
        """The categories with cases that stand."""
        return problems(self.summary.categories)

    @property
    def cleared(self) -> tuple[Category, ...]:
        """The categories of whose cases none was found true."""
        return cleared(self.summary.categories)

    @cached_property
    def rising(self) -> bool:
        """Whether one of them may be said to rise period after period."""
        named = (one for one in self.summary.categories if not one.catch_all)
        return any(goes_on_rising(one.qoq, one.yoy, self.small_base) for one in named)

    @property
    def units(self) -> Facet | None:
        """The units, None where no ledger names any."""
        return self.summary.facets.get("unit")

    @property
    def channels(self) -> Facet | None:
        """The channels."""
        return self.summary.facets.get("channel")

    @property
    def several_units(self) -> bool:
        """Whether there is more than one."""
        return bool(self.units and len(self.units.members) > 1)

    def chart(self, name: str) -> bool:
        """Whether a chart is worth its place."""
        return bool(self.worth.get(name))


def value(figure: Figure | None) -> int:
    """A count as a number, 0 where it is not known."""
    return int(figure.value or 0) if figure else 0


def standing(members: Sequence[Part]) -> tuple[Part, ...]:
    """Those with cases that stand."""
    return tuple(one for one in members if one.standing.value)


def tied(members: Sequence[Part]) -> int:
    """How many have as many cases as the first."""
    return sum(one.count.value == members[0].count.value for one in members) if members else 0


def at_least(share: Figure, percent: int) -> bool:
    """Whether a share reaches so many percent."""
    return share.value is not None and share.value * 100 >= percent
