"""What declared figures say of each part: of each category, unit, channel … and month its rates, medians, counts and its own parts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from reportgen.model.reports.figures import Figure
from reportgen.model.reports.summaries import Category, Facet, Member, Month
from reportgen.settings import Settings
from reportgen.settings.models.figures.dimensions import MONTH, canonical
from reportgen.tally.counting.book import Book
from reportgen.tally.groups.counts import by_of_total, counts_of, cross, inner
from reportgen.tally.groups.rates import rates, rates_of
from reportgen.tally.groups.times import median_of, medians

_Part = TypeVar("_Part", Category, Member, Month)
_OWN = ("unit", "aspect")  # what categories are parted by in their own way (`tally_categories`)


@dataclass
class Breakdowns:
    """Adds to the parts of a report what is declared `by` their dimension; figures are entered when a part is asked for."""

    book: Book
    settings: Settings

    def __post_init__(self) -> None:
        self.rates, self.medians = rates(self.settings), medians(self.book, self.settings)
        self._by = by_of_total(self.settings)

    def category(self, one: Category) -> Category:
        """The category with what is declared by category."""
        asked = [name for name in inner(self._by, "category") if name not in _OWN]
        units = tuple(self._with(unit, "category × unit") for unit in one.units)
        return replace(self._with(one, "category"), units=units, parts=self._parts(one.count, "category", asked))

    def facet(self, facet: Facet) -> Facet:
        """The facet with what is declared by its dimension."""
        asked = inner(self._by, facet.field)
        members = (
            replace(self._with(one, facet.field), parts=self._parts(one.count, facet.field, asked))
            for one in facet.members
        )
        gone = (self._with(one, facet.field) for one in facet.gone)
        return replace(facet, members=tuple(members), gone=tuple(gone))

    def month(self, one: Month) -> Month:
        """The month with what is declared by month."""
        return self._with(one, MONTH)

    def _parts(self, outer: Figure, dimension: str, asked: Iterable[str]) -> dict[str, tuple[Member, ...]]:
        return {
            name: tuple(
                self._with(one, f"{dimension} × {name}") for one in cross(self.book, self.settings, outer, name)
            )
            for name in asked
        }

    def _with(self, one: _Part, by: str) -> _Part:
        part: Figure = one.count
        return replace(
            one,
            rates=rates_of(self.book, self.rates, by, part),
            medians={
                days.code: median_of(self.book, days, part)
                for days in self.medians
                if by in map(canonical, days.rule.by)
            },
            counts=counts_of(self.book, self.settings, by, part),
        )
