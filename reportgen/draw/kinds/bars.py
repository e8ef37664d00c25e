"""Sorted vertical bars, the names under them and the values above them."""

from functools import partial

from reportgen.draw.kinds.ranking import ranking
from reportgen.draw.parts.axes import Axes, as_high, axes
from reportgen.draw.parts.marks import (
    DEEP,
    NAME_SIZE,
    PICTURE_WIDTH,
    WHITE,
    Box,
    Drawing,
    Label,
    Mark,
    Measure,
    column_of_lines,
    line_height,
)
from reportgen.draw.parts.scales import known, largest_first, scale_of, text_of
from reportgen.draw.parts.tones import drawing_of, edge_of, hue_of
from reportgen.draw.parts.wrapping import wrap
from reportgen.model.reports.pictures import ChartSpec, Point

_WIDEST_BAR = 13.0  # mm
_NAME_LINES = 4  # a name of more lines than this under a bar is not read any more


def bars(spec: ChartSpec, measure: Measure) -> Drawing:
    """The chart with its bars upright, largest first, or lying (as a ranking) where names or values have no room."""
    return as_high(spec, partial(_upright, spec, measure))


def _upright(spec: ChartSpec, measure: Measure, height: float) -> Drawing:
    points = largest_first(spec)
    place = axes(scale_of(spec), spec.unit, len(points), measure, height=height)
    width = partial(measure, size=NAME_SIZE)
    names = [wrap(point.label, place.slot - 2.0, width) for point in points]
    deepest = max(map(len, names), default=0)
    if deepest > _NAME_LINES or any(width(text_of(spec, point)) > place.slot - 1.0 for point in points):
        return ranking(spec, measure)
    under = place.bottom + (1.2 if place.scale.low >= 0 else 1.2 + line_height())  # values hang below negative bars
    marks = place.grid()
    for slot, (point, lines) in enumerate(zip(points, names, strict=True)):
        marks += _bar(spec, point, place, slot)
        marks += column_of_lines(place.x(slot), under, lines)
    return drawing_of(spec, PICTURE_WIDTH, under + 0.8 + deepest * line_height(), (*marks, place.baseline()))


def _bar(spec: ChartSpec, point: Point, place: Axes, slot: int) -> list[Mark]:
    """The bar with its value; a gap has only the text, where a bar would begin."""
    value = known(point)
    x, zero, end = place.x(slot), place.y(0.0), place.y(value or 0.0)
    above = -1.0 if (value or 0.0) >= 0 else 1.0
    text = text_of(spec, point)
    label: list[Mark] = [Label(x, end + above * (0.5 + line_height() / 2), text, paper=WHITE)] if text else []
    if not value:
        return label
    width = min(place.slot * 0.55, _WIDEST_BAR)
    return [
        Box(x - width / 2, min(zero, end), width, abs(zero - end), DEEP, edge=edge_of(spec), hue=hue_of(spec)),
        *label,
    ]
