"""What a chart may show: the parts of a dimension, and the figure that each part has."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reportgen.chinese.numerals import natural_order
from reportgen.compose.language.language import NOTHING, Language
from reportgen.model.reports.figures import Figure, Kind
from reportgen.model.reports.ranking import leading
from reportgen.model.reports.summaries import Category, Member, Month, Part, Summary
from reportgen.settings import ChartSettings, Settings
from reportgen.settings.models.figures.dimensions import MONTH, STANDING, TOTAL

Found = Category | Member | Month
"""What has figures of its own."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One bar, point, group or row: its name, what has the figures, and the one that says how large it is."""

    name: str
    part: Found
    figure: Figure


@dataclass(frozen=True)
class Material:
    """What charts are made of."""

    summary: Summary
    language: Language
    settings: Settings

    @property
    def fields(self) -> Mapping[str, str]:
        """What the county's own fields are called."""
        return {code: one.label for code, one in self.settings.ledger.fields.items()}

    def top(self, chart: ChartSettings) -> int:
        """How many of the largest a chart shows."""
        return chart.top or self.settings.charts.top

    def what(self, chart: ChartSettings) -> str:
        """What a chart counts or measures: 件数, 查实件数, 办结率."""
        figure = self.settings.figures.get(chart.what)
        if figure is None or chart.what in (TOTAL, STANDING) or figure.label is None:
            return self.language.counting
        return self.language.counting_of(figure.label) if figure.is_count else figure.label


def parts_by(material: Material, by: str, gone: bool = False) -> tuple[tuple[str, Found], ...]:
    """The parts of one dimension with their names, as the report tells them; with those that are `gone` where they are asked for.

    A unit none of whose cases stands is held against nobody and in no chart.
    """
    summary, language = material.summary, material.language
    if by == "category":
        return tuple((one.name, one) for one in summary.categories)
    if by == MONTH:
        return tuple((language.month(one.period), one) for one in summary.months)
    facet = summary.facets.get(by)
    if facet is None:
        return ()
    standing = (one for one in facet.members if by != "unit" or one.standing.value)
    return tuple((one.name, one) for one in (*standing, *(facet.gone if gone else ())))


def figure_of(part: Found, what: str) -> Figure | None:
    """The figure of a part that a chart shows; None where it has none. Where all of its cases stand, that is their count."""
    if what == TOTAL:
        return part.count
    if what == STANDING:
        standing = part.standing if isinstance(part, Part) else part.count
        return part.count if standing.value == part.count.value else standing
    if what in part.counts:
        return part.counts[what].count
    if what in part.rates:
        return part.rates[what].figure
    return part.medians.get(what)


def has_place(figure: Figure | None) -> bool:
    """Whether a figure has a place in a chart: a count of none has not, nor has what is not known; a rate on few cases has, as a gap."""
    return figure is not None and figure.value is not None and (figure.kind is not Kind.COUNT or bool(figure.value))


def is_gap(figure: Figure, language: Language) -> bool:
    """Whether a figure is not known, or said to be nothing since it stands on too few cases."""
    return figure.value is None or (figure.kind is not Kind.SHARE and language.number(figure) == NOTHING)


def chosen(found: Sequence[Shown], material: Material, chart: ChartSettings, by: str) -> list[Shown]:
    """The largest of them, equals never parted, in the order that the chart asks for."""
    sizes = {one.name: _size(one, material.language) for one in found}
    largest = sorted(found, key=lambda one: (isinstance(one.part, Category) and one.part.catch_all, -sizes[one.name]))
    values = [sizes[one.name] for one in largest]
    kept = largest[: leading(values, material.top(chart))] or largest
    order = _orders(material, by).get(chart.order)
    return sorted(kept, key=lambda one: order(one.name)) if order else kept


def names_in_order(found: Mapping[str, int], material: Material, chart: ChartSettings, by: str) -> list[str]:
    """Names with their counts, in the order that the chart asks for; the catch-all of categories comes last."""
    rest = {one.name for one in material.summary.categories if one.catch_all} if by == "category" else ()
    largest = sorted(found, key=lambda name: (name in rest, -found[name]))
    order = _orders(material, by).get(chart.order)
    return sorted(largest, key=order) if order else largest


def _size(one: Shown, language: Language) -> float:
    return -math.inf if is_gap(one.figure, language) else float(one.figure.value or 0)


_Order = Callable[[str], tuple[object, ...]]


def _orders(material: Material, by: str) -> Mapping[str, _Order]:
    listed = _listed(material.settings, by)
    return {
        "taxonomy": lambda name: (listed.index(name) if name in listed else len(listed), natural_order(name)),
        "name": lambda name: (natural_order(name),),
    }


def _listed(settings: Settings, by: str) -> Sequence[str]:
    """The members of a dimension as the configuration lists them."""
    if by == "category":
        return [one.name for one in settings.taxonomy.categories.values()]
    if by in settings.ledger.fields:
        return list(settings.ledger.fields[by].values)
    return list(getattr(settings.ledger.vocabulary, by, {}))
