"""The charts that a template may ask for by name: each a function from the summary to a ChartSpec, or None without data."""

from collections.abc import Callable, Sequence

from reportgen.compose.language.language import Language, plain_text
from reportgen.model import ChartKind, ChartSpec, Facet, Figure, Point, Series, Summary

Shown = Sequence[tuple[str, Figure]]


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
    return ChartSpec("trend", ChartKind.TREND, (Series("", points),), language.axis(summary.total.unit), alt)


def _ranking(facet: Facet | None, id: str, language: Language, top: int) -> ChartSpec | None:
    if facet is None or not facet.members:
        return None
    return _bars(id, ChartKind.RANKING, [(member.name, member.count) for member in facet.members[:top]], language)


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
