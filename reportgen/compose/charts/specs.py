"""The charts that a configuration declares: each made of the summary as a ChartSpec, or nothing where there are no data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.compose.charts.series import Made, compared, crossed, points_of
from reportgen.compose.charts.shown import Material, Shown, chosen, figure_of, has_place, is_gap, parts_by
from reportgen.compose.language.language import Language, plain_text
from reportgen.messages import issue
from reportgen.model.reports.figures import Figure
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Series, Style
from reportgen.model.reports.summaries import Category, Member
from reportgen.model.sources import Issue
from reportgen.settings import ChartSettings
from reportgen.settings.checks.chart_rules import CROSS, ONE, shape_of
from reportgen.settings.models.figures.dimensions import CLASS, MONTH, PERIOD, TOTAL, parts_of

KINDS: Mapping[str, ChartKind] = {
    "bar": ChartKind.BARS,
    "horizontal": ChartKind.RANKING,
    "line": ChartKind.TREND,
    "stacked": ChartKind.STACKED,
    "grouped": ChartKind.GROUPED,
    "heat": ChartKind.HEAT,
}
"""What a kind that is declared is drawn as."""
_MOST = 40  # bars that can be told apart on a page
_FEWEST = {ChartKind.TREND: 3}
"""Points without which a chart of the kind shows nothing that a sentence does not say; of others two."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as it is made: None where there are no data; `issues` say what of it is left out."""

    spec: ChartSpec | None
    issues: tuple[Issue, ...] = ()


def chart_of(id: str, chart: ChartSettings, material: Material) -> Chart:
    """A declared chart; `id` is its name, with what a template changes of it."""
    made = _BY_SHAPE[shape_of(chart.by)](chart, material)
    if made is None or not any(one.points for one in made.series):
        return Chart(None)
    language, kind = material.language, KINDS[chart.kind]
    what = chart.title or language.chart_title(kind.value, material.what(chart), parts_of(chart.by), material.fields)
    alt = language.alt(what, made.told[0][1]) if len(made.told) == 1 else None
    alt = alt or language.alt_of_several(what, made.told, made.blank and kind is ChartKind.HEAT)
    style = Style(chart.grey, tuple(chart.colours), chart.height_mm, chart.labels)
    spec = ChartSpec(id, kind, made.series, made.unit, alt, made.in_order or chart.order != "count", style)
    left_out = (issue("charts.left-out", name=id, shown=made.kept, all=made.all),) if made.kept < made.all else ()
    return Chart(spec, left_out)


def shows_something(spec: ChartSpec) -> bool:
    """Whether a chart says more than a sentence: a single bar, group or row and a trend of two points do not."""
    if spec.kind in (ChartKind.GROUPED, ChartKind.HEAT):
        columns = len(spec.series) if spec.kind is ChartKind.HEAT else 2
        return columns > 1 and len({point.label for one in spec.series for point in one.points}) > 1
    least = _FEWEST[spec.kind] if isinstance(spec.kind, ChartKind) and spec.kind in _FEWEST else 2
    return sum(len(one.points) for one in spec.series) >= least


def _single(shown: Sequence[tuple[str, Figure]], language: Language, in_order: bool = False) -> Made:
    """Bars or points with their common measure word on the axis; where there are several, each name carries its own."""
    points, unit = points_of(shown, language)
    told = [(label, plain_text(language.said(figure))) for label, figure in shown]
    return Made((Series("", points),), unit, (("", told),), in_order)


def _by_period(_chart: ChartSettings, material: Material) -> Made | None:
    """The total over the last periods, the year-ago period marked."""
    summary, language = material.summary, material.language
    known = [(period, figure) for period, figure in summary.trend if figure.value is not None]
    if len(known) < 2:
        return None
    this = language.until(summary.until) if summary.until else language.this
    marks = {summary.period.year_ago: language.then(summary.yoy.basis), summary.period: this}
    if summary.period.compared_once:
        marks[summary.period.year_ago] = language.then(summary.qoq.basis)
    made = _single([(language.label(period), figure) for period, figure in known], language)
    points = tuple(
        replace(point, label=language.short_label(period), mark=marks.get(period, ""))
        for point, (period, _) in zip(made.series[0].points, known, strict=True)
    )
    return replace(made, series=(Series("", points, bool(summary.until)),), unit=language.axis(summary.total.unit))


def _by_month(chart: ChartSettings, material: Material) -> Made | None:
    """A figure by month, in the order of the year; a month in which it is not known is a gap."""
    found = [(name, figure_of(part, chart.what)) for name, part in parts_by(material, MONTH)]
    shown = [(name, figure) for name, figure in found if figure is not None]
    known = [figure for _, figure in shown if figure.value is not None]
    return _single(shown, material.language, in_order=True) if known else None


def _by_class(chart: ChartSettings, material: Material) -> Made | None:
    """The classes of handling time, from the shortest."""
    times, language = material.summary.times.get(chart.what), material.language
    if times is None:
        return None
    classes = [(language.class_of_days(one.first, one.last), one) for one in times.classes]
    if chart.kind == "stacked":
        return _whole([(name, one.share) for name, one in classes], language)
    return _single([(name, one.count) for name, one in classes], language, in_order=True)


def _by_one(chart: ChartSettings, material: Material) -> Made | None:
    """The members of a dimension: bars, the parts of a whole, or beside those of earlier periods."""
    if chart.kind == "stacked":
        return _parts(chart, material)
    if chart.kind == "grouped":
        return compared(chart, material)
    found = [(name, part, figure_of(part, chart.what)) for name, part in parts_by(material, chart.by)]
    there = [Shown(name, part, figure) for name, part, figure in found if figure and has_place(figure)]
    if all(is_gap(one.figure, material.language) for one in there):
        return None
    shown = chosen(there, material, chart, chart.by)
    bars = [(one.name, one.figure) for one in shown]
    return _single(bars, material.language, in_order=True) if 0 < len(shown) <= _MOST else None


def _parts(chart: ChartSettings, material: Material) -> Made | None:
    """One 100 % bar: the parts must add up to the whole, so a dimension of several labels a case makes none."""
    summary = material.summary
    facet = summary.facets.get(chart.by)
    parts: Sequence[Category | Member] = facet.members if facet else ()
    known = facet.known if facet else summary.total
    if chart.by == "category":
        parts = [one for one in summary.categories if one.count.value]
    if not parts or sum(int(one.count.computed or 0) for one in parts) != known.computed:
        return None
    shown = [(one.name, one.share if chart.what == TOTAL else figure_of(one, chart.what)) for one in parts]
    return _whole([(name, figure) for name, figure in shown if figure is not None], material.language)


def _whole(parts: Sequence[tuple[str, Figure]], language: Language) -> Made | None:
    """Each part a segment of the one bar."""
    series = tuple(Series(name, (replace(points_of([("", one)], language)[0][0], label=""),)) for name, one in parts)
    told = [(name, plain_text(language.said(one))) for name, one in parts]
    return Made(series, "%", (("", told),)) if series else None


_BY_SHAPE: Mapping[str, Callable[[ChartSettings, Material], Made | None]] = {
    PERIOD: _by_period,
    MONTH: _by_month,
    CLASS: _by_class,
    ONE: _by_one,
    CROSS: crossed,
}
