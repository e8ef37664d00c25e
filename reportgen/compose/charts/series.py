"""Charts of several series: this period beside those it is compared with, and one dimension inside another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.compose.charts.shown import (
    Found,
    Material,
    Shown,
    chosen,
    figure_of,
    has_place,
    is_gap,
    names_in_order,
    parts_by,
)
from reportgen.compose.language.language import Language, plain_text
from reportgen.model.reports.figures import Basis, Figure
from reportgen.model.reports.pictures import Point, Series
from reportgen.settings import ChartSettings
from reportgen.settings.models.figures.dimensions import parts_of

Told = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""By series what its points are called and say, for readers who do not see them."""
_MOST_BARS = 60  # bars of a grouped chart that fit on a page with their numbers
_MOST_ROWS = 40  # of a table, or bars of parts
_MOST_COLUMNS = 10  # columns of a table, segments that patterns tell apart


@dataclass(frozen=True, slots=True)
class Made:
    """What a chart shows, and in words; `blank` says that a place may be empty, `kept` of `all` groups or columns are there."""

    series: tuple[Series, ...]
    unit: str
    told: Told
    in_order: bool = False
    blank: bool = False
    kept: int = 0
    all: int = 0


def points_of(shown: Sequence[tuple[str, Figure]], language: Language) -> tuple[tuple[Point, ...], str]:
    """The points, and the measure word for the axis: their common one; where there are several, each name carries its own."""
    units = {figure.unit for _, figure in shown}
    common = len(units) == 1
    unit = shown[0][1].unit if common else language.measure
    points = tuple(
        _point(language, name if common else language.row_name(name, figure), figure) for name, figure in shown
    )
    return points, language.axis(unit)


def _point(language: Language, label: str, figure: Figure) -> Point:
    """What is on a base too small to be said in percent is a gap; the parts of a whole alone are drawn, and said by the template."""
    text = language.number(figure)
    return Point(label, None if is_gap(figure, language) else float(figure.value or 0), text, figure.id)


def several(found: Sequence[tuple[str, Sequence[tuple[str, Figure]]]], language: Language) -> Made:
    """Series by name, each with its labels and figures."""
    every = [figure for _, shown in found for _, figure in shown]
    units = {figure.unit for figure in every}
    unit = every[0].unit if len(units) == 1 else language.measure
    series = tuple(Series(name, tuple(_point(language, label, one) for label, one in shown)) for name, shown in found)
    told = [(name, [(label, plain_text(language.said(one))) for label, one in shown]) for name, shown in found]
    return Made(series, language.axis(unit), told)


def compared(chart: ChartSettings, material: Material) -> Made | None:
    """The parts of the total in this period, and in those with which they may be compared; those that are gone, too."""
    language = material.language
    parts = parts_by(material, chart.by, gone=True)
    shown = chosen(
        [Shown(name, part, part.count) for name, part in parts if _ever(part, chart)], material, chart, chart.by
    )
    cut = shown[: _MOST_BARS // 3]
    until = material.summary.until
    found = [(language.until(until) if until else language.this, [(one.name, one.part.count) for one in cut])]
    for basis in _bases(chart, material):
        then = [(one.name, figure) for one in cut if (figure := _then(one.part, basis)) is not None]
        if any(figure.value is not None for _, figure in then):
            found.append((language.then(basis), then))
    return _with_rest(several(found, language), len(cut), len(shown)) if cut else None


def _bases(chart: ChartSettings, material: Material) -> list[Basis]:
    """The periods that are compared with; those of a year are one."""
    bases = [one for one in Basis if one.value in chart.compare]
    return [Basis.QOQ] if bases and material.summary.period.compared_once else bases


def _then(part: Found, basis: Basis) -> Figure | None:
    comparison = getattr(part, basis.value, None)
    return comparison.then if comparison else None


def _ever(part: Found, chart: ChartSettings) -> bool:
    """Whether it has a case now or in a period that is shown beside."""
    then = (_then(part, basis) for basis in Basis if basis.value in chart.compare)
    return any(figure.value for figure in (part.count, *then) if figure)


def crossed(chart: ChartSettings, material: Material) -> Made | None:
    """One dimension inside another: the outer in groups, bars or rows, the inner in series."""
    outer, inner = parts_of(chart.by)
    language = material.language
    cells: dict[str, dict[str, Figure]] = {}
    rows: list[Shown] = []
    for name, part in parts_by(material, outer):
        members = getattr(part, "parts", {}).get(inner, ())
        found = {one.name: figure for one in members if (figure := figure_of(one, chart.what)) is not None}
        if any(has_place(figure) and not is_gap(figure, language) for figure in found.values()):
            cells[name] = found
            rows.append(Shown(name, part, figure_of(part, chart.what) or part.count))
    shown = chosen(rows, material, chart, outer)
    columns = _columns(cells, [one.name for one in shown], material, chart)
    most = _MOST_BARS // max(len(columns[:_MOST_COLUMNS]), 1) if chart.kind == "grouped" else _MOST_ROWS
    kept = shown[:most]
    found_by_column = [
        (column, [(one.name, cells[one.name][column]) for one in kept if column in cells[one.name]])
        for column in columns[:_MOST_COLUMNS]
    ]
    found_by_column = [(column, points) for column, points in found_by_column if points]
    if not found_by_column:
        return None
    made = several(found_by_column, language)
    return _with_rest(
        made,
        len(kept) + len(columns[:_MOST_COLUMNS]),
        len(shown) + len(columns),
        blank=any(len(points) < len(kept) for _, points in found_by_column),
    )


def _columns(
    cells: Mapping[str, Mapping[str, Figure]], rows: Sequence[str], material: Material, chart: ChartSettings
) -> list[str]:
    """The names of the inner dimension, those with most cases first, or as the chart asks for."""
    inner = parts_of(chart.by)[1]
    sums: dict[str, int] = {}
    for name, part in parts_by(material, inner):
        sums[name] = int(part.count.value or 0)
    used = dict.fromkeys(column for row in rows for column in cells[row])
    return names_in_order({name: sums.get(name, 0) for name in used}, material, chart, inner)


def _with_rest(made: Made, kept: int, all: int, blank: bool = False) -> Made:
    return Made(made.series, made.unit, made.told, True, blank, kept, all)
