"""The charts that a template may ask for by name: each a function from the summary to a ChartSpec, or None without data."""

from collections.abc import Callable, Sequence

from reportgen.compose.language.language import Language, plain_text
from reportgen.model import ChartKind, ChartSpec, Facet, Figure, Point, Series, Summary
from reportgen.model.reports.ranking import leading

Shown = Sequence[tuple[str, Figure]]
_MOST = 40  # bars that can be told apart on a page


def _point(language: Language, label: str, figure: Figure, mark: str = "") -> Point:
    value = None if figure.value is None else float(figure.value)
    return Point(label, value, language.number(figure), figure.id, mark)


def _alt(language: Language, id: str, points: Shown) -> str:
    what = language.chart_words[id].format(counting=language.counting)
    return language.alt(what, [(label, plain_text(language.said(figure))) for label, figure in points])


def _bars(id: str, kind: ChartKind, shown: Shown, language: Language, in_order: bool = False) -> ChartSpec:
    """Bars with their common measure word on the axis; where there are several, each name carries its own."""
    units = {figure.unit for _, figure in shown}
    unit, common = (shown[0][1].unit, True) if len(units) == 1 else (language.measure, False)
    points = tuple(
        _point(language, name if common else language.row_name(name, figure), figure) for name, figure in shown
    )
    return ChartSpec(id, kind, (Series("", points),), language.axis(unit), _alt(language, id, shown), in_order)


_FEWEST = {ChartKind.TREND: 3, ChartKind.BARS: 2, ChartKind.RANKING: 2}
"""Points without which a chart of the kind shows nothing that a sentence does not say."""


def available(summary: Summary, language: Language, top: int) -> dict[str, ChartSpec]:
    """The charts that there are data for, by name."""
    specs = {name: make(summary, language, top) for name, make in CHARTS.items()}
    return {name: spec for name, spec in specs.items() if spec}


def shows_something(spec: ChartSpec) -> bool:
    """Whether a chart says more than a sentence: a single bar and a trend of two points do not."""
    return sum(len(one.points) for one in spec.series) >= _FEWEST.get(spec.kind, 2)


def categories_chart(summary: Summary, language: Language, top: int) -> ChartSpec | None:
    """Sorted bars of the categories that have cases."""
    shown = [(one.name, one.count) for one in summary.categories if one.count.value][:top]
    return _bars("categories", ChartKind.BARS, shown, language) if shown else None


def trend_chart(summary: Summary, language: Language, _top: int) -> ChartSpec | None:
    """The total over the last periods, the year-ago period marked."""
    known = [(period, figure) for period, figure in summary.trend if figure.value is not None]
    if len(known) < 2:
        return None
    this = language.until(summary.until) if summary.until else language.this
    marks = {summary.period.year_ago: language.then(summary.yoy.basis), summary.period: this}
    if summary.period.compared_once:
        marks[summary.period.year_ago] = language.then(summary.qoq.basis)
    points = tuple(
        _point(language, language.short_label(period), figure, marks.get(period, "")) for period, figure in known
    )
    alt = _alt(language, "trend", [(language.label(period), figure) for period, figure in known])
    return ChartSpec(
        "trend", ChartKind.TREND, (Series("", points, bool(summary.until)),), language.axis(summary.total.unit), alt
    )


def _ranking(facet: Facet | None, id: str, language: Language, top: int) -> ChartSpec | None:
    """Bars of the cases that stand, equals never parted."""
    if facet is None or not facet.members:
        return None
    standing = sorted(
        (one for one in facet.members if one.standing.value), key=lambda one: -int(one.standing.value or 0)
    )
    shown = standing[: leading([int(one.standing.value or 0) for one in standing], top)] or standing
    bars = [(one.name, one.count if one.standing.value == one.count.value else one.standing) for one in shown]
    return _bars(id, ChartKind.RANKING, bars, language) if 0 < len(shown) <= _MOST else None


def _parts(facet: Facet | None, id: str, language: Language) -> ChartSpec | None:
    """One 100 % bar: the parts must add up to the whole, so a facet of several labels a case is no parts chart."""
    if facet is None or sum(int(one.count.computed or 0) for one in facet.members) != facet.known.computed:
        return None
    series = tuple(Series(one.name, (_point(language, "", one.share),)) for one in facet.members)
    return ChartSpec(
        id, ChartKind.STACKED, series, "%", _alt(language, id, [(one.name, one.share) for one in facet.members])
    )


def units_chart(summary: Summary, language: Language, top: int) -> ChartSpec | None:
    """Horizontal bars of the units with most cases."""
    return _ranking(summary.facets.get("unit"), "units", language, top)


def regions_chart(summary: Summary, language: Language, top: int) -> ChartSpec | None:
    """Horizontal bars of the regions with most cases."""
    return _ranking(summary.facets.get("region"), "regions", language, top)


def channels_chart(summary: Summary, language: Language, _top: int) -> ChartSpec | None:
    """Shares of the channels as one 100 % bar."""
    return _parts(summary.facets.get("channel"), "channels", language)


def handling_chart(summary: Summary, language: Language, _top: int) -> ChartSpec | None:
    """Shares of the kinds of handling as one 100 % bar."""
    return _parts(summary.facets.get("handling"), "handling", language)


def days_chart(summary: Summary, language: Language, _top: int) -> ChartSpec | None:
    """Bars of the classes of handling time, from the shortest."""
    if summary.days is None:
        return None
    shown = [(language.class_of_days(one.first, one.last), one.count) for one in summary.days.classes]
    return _bars("days", ChartKind.BARS, shown, language, in_order=True)


CHARTS: dict[str, Callable[[Summary, Language, int], ChartSpec | None]] = {
    "categories": categories_chart,
    "trend": trend_chart,
    "units": units_chart,
    "regions": regions_chart,
    "channels": channels_chart,
    "handling": handling_chart,
    "days": days_chart,
}
