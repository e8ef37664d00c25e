"""The charts that a template may ask for by name: each a function from the summary to a ChartSpec, or None without data."""

from collections.abc import Callable, Sequence

from reportgen.compose.language import Language, period_label, plain_text
from reportgen.model import ChartKind, ChartSpec, Facet, Figure, Period, Point, Series, Summary


def _point(language: Language, label: str, figure: Figure, mark: str = "") -> Point:
    value = None if figure.value is None else float(figure.value)
    return Point(label, value, language.number(figure), figure.id, mark)


def _alt(language: Language, what: str, points: Sequence[tuple[str, Figure]]) -> str:
    said = "，".join(f"{label}{plain_text(language.said(figure))}" for label, figure in points)
    return f"{what}：{said}。"


def categories_chart(summary: Summary, language: Language, top: int) -> ChartSpec | None:
    """Sorted bars of the categories that have cases."""
    shown = [(one.name, one.count) for one in summary.categories if one.count.value][:top]
    if not shown:
        return None
    points = tuple(_point(language, name, count) for name, count in shown)
    alt = _alt(language, "各类问题件数柱状图", shown)
    return ChartSpec("categories", ChartKind.BARS, (Series("", points),), summary.total.unit, alt)


def trend_chart(summary: Summary, language: Language, _top: int) -> ChartSpec | None:
    """The total over the last periods, the year-ago period marked."""
    known = [(period, figure) for period, figure in summary.trend if figure.value is not None]
    if len(known) < 2:
        return None
    marks = {summary.period.year_ago: language.then(summary.yoy.basis), summary.period: language.this}
    points = tuple(_point(language, _short(period), figure, marks.get(period, "")) for period, figure in known)
    said = [(period_label(period), figure) for period, figure in known]
    alt = _alt(language, "受理件数变化折线图", said)
    return ChartSpec("trend", ChartKind.TREND, (Series("", points),), summary.total.unit, alt)


def _short(period: Period) -> str:
    if period.kind == "H":
        return f"{period.year}年\n{'上下'[period.index - 1]}半年"
    return f"{period.year}年" + {"Q": f"\n{period.index}季度", "M": f"\n{period.index}月", "Y": ""}[period.kind]


def _ranking(
    facet: Facet | None, id: str, what: str, summary: Summary, language: Language, top: int
) -> ChartSpec | None:
    if facet is None or not facet.members:
        return None
    shown = [(member.name, member.count) for member in facet.members[:top]]
    points = tuple(_point(language, name, count) for name, count in shown)
    return ChartSpec(id, ChartKind.RANKING, (Series("", points),), summary.total.unit, _alt(language, what, shown))


def _parts(facet: Facet | None, id: str, what: str, language: Language) -> ChartSpec | None:
    """One 100 % bar: the parts must add up to the whole, so a facet of several labels a case is no parts chart."""
    if facet is None or sum(int(one.count.value or 0) for one in facet.members) != facet.known.value:
        return None
    series = tuple(Series(one.name, (_point(language, "", one.share),)) for one in facet.members)
    alt = _alt(language, what, [(one.name, one.share) for one in facet.members])
    return ChartSpec(id, ChartKind.STACKED, series, "%", alt)


def units_chart(summary: Summary, language: Language, top: int) -> ChartSpec | None:
    """Horizontal bars of the units with most cases."""
    return _ranking(summary.facets.get("unit"), "units", "各单位件数条形图", summary, language, top)


def regions_chart(summary: Summary, language: Language, top: int) -> ChartSpec | None:
    """Horizontal bars of the regions with most cases."""
    return _ranking(summary.facets.get("region"), "regions", "各地件数条形图", summary, language, top)


def channels_chart(summary: Summary, language: Language, _top: int) -> ChartSpec | None:
    """Shares of the channels as one 100 % bar."""
    return _parts(summary.facets.get("channel"), "channels", "反映渠道构成图", language)


def handling_chart(summary: Summary, language: Language, _top: int) -> ChartSpec | None:
    """Shares of the kinds of handling as one 100 % bar."""
    return _parts(summary.facets.get("handling"), "handling", "处置方式构成图", language)


def days_chart(summary: Summary, language: Language, _top: int) -> ChartSpec | None:
    """Bars of the classes of handling time, from the shortest."""
    if summary.days is None:
        return None
    shown = [(days_label(one.first, one.last), one.count) for one in summary.days.classes]
    points = tuple(_point(language, label, count) for label, count in shown)
    alt = _alt(language, "办理时长分布柱状图", shown)
    return ChartSpec("days", ChartKind.BARS, (Series("", points),), summary.total.unit, alt, in_order=True)


def days_label(first: int, last: int | None) -> str:
    """The name of a class of handling time: 4—7天, 31天及以上."""
    return f"{first}天及以上" if last is None else f"{first}—{last}天"


CHARTS: dict[str, Callable[[Summary, Language, int], ChartSpec | None]] = {
    "categories": categories_chart,
    "trend": trend_chart,
    "units": units_chart,
    "regions": regions_chart,
    "channels": channels_chart,
    "handling": handling_chart,
    "days": days_chart,
}
