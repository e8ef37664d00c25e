"""Bars side by side: each group has one bar of each series, told apart by tone and hatch; lying where numbers have no room."""

from functools import partial

from reportgen.draw.kinds.lying_groups import lying_groups
from reportgen.draw.parts.axes import PLOT_HEIGHT, Axes, as_high, axes
from reportgen.draw.parts.legend import legend, legend_height, signs
from reportgen.draw.parts.marks import (
    INK,
    NAME_SIZE,
    PICTURE_WIDTH,
    Box,
    Drawing,
    Label,
    Mark,
    Measure,
    column_of_lines,
    line_height,
)
from reportgen.draw.parts.scales import groups_of, known, names_of, points_of, scale_of, text_of
from reportgen.draw.parts.tones import drawing_of, tone_of
from reportgen.draw.parts.wrapping import wrap
from reportgen.model.reports.pictures import ChartSpec, Point

_PART = 0.84  # of a group's place that its bars take
_WIDEST_BAR = 9.0  # mm
_SIZES = (9.0, 8.0, 7.0)  # pt of the values, what reads best first
_NAME_LINES = 4


def grouped(spec: ChartSpec, measure: Measure) -> Drawing:
    """The chart, with a legend above where there are several series; groups stand in the order given."""
    size = _size_of_values(spec, measure)
    return lying_groups(spec, measure) if size is None else as_high(spec, partial(_upright, spec, size, measure))


def _place(spec: ChartSpec, measure: Measure, height: float = PLOT_HEIGHT) -> Axes:
    above = legend_height(legend(names_of(spec), 1.0, measure))
    return axes(scale_of(spec), spec.unit, len(groups_of(spec)), measure, above=above, height=height)


def _step(spec: ChartSpec, place: Axes) -> float:
    """From one bar of a group to the next."""
    return min(place.slot * _PART / max(len(spec.series), 1), _WIDEST_BAR)


def _size_of_values(spec: ChartSpec, measure: Measure) -> float | None:
    """The size at which all values have room above upright bars, None where they or the names have none."""
    place, width = _place(spec, measure), partial(measure, size=NAME_SIZE)
    deepest = max((len(wrap(label, place.slot - 1.5, width)) for label in groups_of(spec)), default=0)
    if deepest > _NAME_LINES or place.scale.low < 0:
        return None
    texts, step = [text_of(spec, point) for point in points_of(spec)], _step(spec, place)
    return next((size for size in _SIZES if all(measure(text, size) <= step for text in texts)), None)


def _upright(spec: ChartSpec, size: float, measure: Measure, height: float) -> Drawing:
    groups, place = groups_of(spec), _place(spec, measure, height)
    step = _step(spec, place)
    names = [wrap(label, place.slot - 1.5, partial(measure, size=NAME_SIZE)) for label in groups]
    marks = [*signs(spec, legend(names_of(spec), 1.0, measure)), *place.grid()]
    for slot, (points, lines) in enumerate(zip(groups.values(), names, strict=True)):
        left = place.x(slot) - step * len(points) / 2
        for number, point in enumerate(points):
            marks += _bar(spec, point, (left + step * (number + 0.5), step, number), place, size)
        marks += column_of_lines(place.x(slot), place.bottom + 1.2, lines)
    depth = max(map(len, names), default=0) * line_height()
    return drawing_of(spec, PICTURE_WIDTH, place.bottom + 2.0 + depth, (*marks, place.baseline()))


def _bar(spec: ChartSpec, point: Point | None, where: tuple[float, float, int], place: Axes, size: float) -> list[Mark]:
    """One bar with its value; `where` is its middle, its width with the air beside it, and the number of its series.

    The value is no wider than that, so that it needs no paper to keep it off the bar beside.
    """
    if point is None:
        return []
    x, step, number = where
    top, width, tone = place.y(known(point) or 0.0), step * 0.86, tone_of(spec, number)
    marks: list[Mark] = []
    if known(point):
        marks.append(Box(x - width / 2, top, width, place.y(0.0) - top, tone.fill, tone.hatch, INK, tone.hue))
    text = text_of(spec, point)
    return [*marks, Label(x, top - 0.4 - line_height(size) / 2, text, size=size)] if text else marks
