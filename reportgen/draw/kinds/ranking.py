"""Lying bars, the largest on top, the names at their left and the values at their right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from reportgen.draw.parts.axes import as_high
from reportgen.draw.parts.marks import (
    AXIS,
    DEEP,
    GRID,
    NAME_SIZE,
    PICTURE_WIDTH,
    WHITE,
    Box,
    Drawing,
    Label,
    Mark,
    Measure,
    Rule,
    column_of_lines,
    line_height,
)
from reportgen.draw.parts.scales import Scale, known, largest_first, scale_of, text_of
from reportgen.draw.parts.tones import drawing_of, edge_of, hue_of
from reportgen.draw.parts.wrapping import shorten, wrap
from reportgen.model.reports.pictures import ChartSpec, Point

_TALLEST = 190.0  # mm; leaves room for the caption on the 225 mm of a page
_TOP = 1.5  # mm
_AIR = 2.2  # mm between one member and the next
_THINNEST_AIR = 0.9
_THICKEST_BAR = 4.4  # mm
# What is tried, in order, until all names stand whole on the page: their size in points, the width of their column in
# millimetres, the lines that one may have. If nothing helps, names are cut to the lines of _CUT_FORMS.
_WHOLE_FORMS = ((9.0, 53.0, 3), (9.0, 75.0, 4), (8.0, 53.0, 3), (8.0, 75.0, 4), (7.0, 75.0, 3))
_CUT_FORMS = ((9.0, 75.0, 4), (9.0, 75.0, 1), (8.0, 75.0, 1), (7.0, 75.0, 1))


@dataclass(frozen=True, slots=True)
class _Names:
    """The names as they are set: size in points, lines of each, and the distance of one member from the next."""

    size: float
    lines: tuple[tuple[str, ...], ...]
    air: float

    @property
    def heights(self) -> tuple[float, ...]:
        return tuple(max(len(lines), 1) * line_height(self.size) + self.air for lines in self.lines)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the bars stand; the axis ends with the longest bar, so that its value has room behind it."""

    left: float
    right: float
    scale: Scale

    def x(self, value: float) -> float:
        return self.left + self.scale.part(value) * (self.right - self.left)


def ranking(spec: ChartSpec, measure: Measure) -> Drawing:
    """The chart; it grows with the number of members, and on a full page its names get smaller and are cut last of all."""
    return as_high(spec, partial(_lying, spec, measure), 0.0, -_TALLEST)


def _lying(spec: ChartSpec, measure: Measure, more: float) -> Drawing:
    """The chart with so many millimetres more between its members, or fewer, as few as names need."""
    points = largest_first(spec)
    names = _spread(_set_names([point.label for point in points], measure), more)
    plot = _plot(spec, points, names, measure)
    bottom = _TOP + sum(names.heights)
    marks = _grid(plot, bottom, spec.unit, measure)
    top = _TOP
    for point, lines, height in zip(points, names.lines, names.heights, strict=True):
        marks += _member(spec, point, lines, names, plot, (top, height))
        top += height
    zero = plot.x(0.0)
    marks.append(Rule(((zero, _TOP), (zero, bottom)), 0.25, AXIS))
    return drawing_of(spec, PICTURE_WIDTH, bottom + line_height() + 1.5, tuple(marks))


def _spread(names: _Names, more: float) -> _Names:
    """The names further apart, or nearer."""
    if not more or not names.lines:
        return names
    return replace(names, air=max(names.air + more / len(names.lines), min(names.air, _THINNEST_AIR)))


def _set_names(labels: Sequence[str], measure: Measure) -> _Names:
    """The first form of the names with which all members fit on a page; beyond that, as small as it takes."""
    for size, width, most in _WHOLE_FORMS:
        names = _wrapped(labels, size, width, measure)
        if names.air >= _THINNEST_AIR and max(map(len, names.lines), default=0) <= most:
            return names
    for form in _CUT_FORMS:
        names = _cut(labels, form, measure)
        if names.air >= _THINNEST_AIR:
            return names
    smallest = _TALLEST / len(labels) / (line_height(1.0) * 1.2)
    return _cut(labels, (smallest, 75.0, 1), measure)


def _wrapped(labels: Sequence[str], size: float, width: float, measure: Measure) -> _Names:
    return _with_air(size, [wrap(label, width, partial(measure, size=size)) for label in labels])


def _cut(labels: Sequence[str], form: tuple[float, float, int], measure: Measure) -> _Names:
    size, width, most = form
    whole = _wrapped(labels, size, width, measure).lines
    return _with_air(size, [shorten(lines, most, width, partial(measure, size=size)) for lines in whole])


def _with_air(size: float, names: Sequence[tuple[str, ...]]) -> _Names:
    """The names as far apart as is well, or as the page allows."""
    text_height = sum(max(len(lines), 1) for lines in names) * line_height(size)
    return _Names(size, tuple(names), min(_AIR, (_TALLEST - text_height) / max(len(names), 1)))


def _plot(spec: ChartSpec, points: Sequence[Point], names: _Names, measure: Measure) -> _Plot:
    column = max((measure(line, names.size) for lines in names.lines for line in lines), default=0.0)
    scale = _to_the_longest(scale_of(spec), points)
    unit = measure(scale.ticks[-1][1], NAME_SIZE) / 2 + measure(spec.unit, NAME_SIZE) + 0.5
    behind = max([unit, *(measure(text_of(spec, point), NAME_SIZE) for point in points)])
    return _Plot(column + 2.5, PICTURE_WIDTH - behind - 2.0, scale)


def _to_the_longest(scale: Scale, points: Sequence[Point]) -> Scale:
    """The axis cut off at the largest value, with the ticks up to there."""
    most = max((known(point) or 0.0 for point in points), default=0.0)
    if most <= 0:
        return scale
    return Scale(scale.low, most, tuple(tick for tick in scale.ticks if tick[0] <= most))


def _grid(plot: _Plot, bottom: float, unit: str, measure: Measure) -> list[Mark]:
    """The grid, the texts of the ticks under it and the unit behind the last one."""
    marks: list[Mark] = []
    y = bottom + 0.8 + line_height() / 2
    for value, text in plot.scale.ticks:
        x = plot.x(value)
        marks += [Rule(((x, _TOP), (x, bottom)), 0.12, GRID), Label(x, y, text)]
    end = plot.x(plot.scale.ticks[-1][0]) + measure(plot.scale.ticks[-1][1], NAME_SIZE) / 2
    return [*marks, Label(end + 1.5, y, unit, "left")] if unit else marks


def _member(
    spec: ChartSpec, point: Point, lines: tuple[str, ...], names: _Names, plot: _Plot, row: tuple[float, float]
) -> list[Mark]:
    """One row: name, bar and value; a gap has only the text, where a bar would begin. `row` is its top and height."""
    top, height = row
    middle = top + height / 2
    text_top = middle - len(lines) * line_height(names.size) / 2
    marks = column_of_lines(plot.left - 1.5, text_top, lines, "right", names.size)
    zero, end = plot.x(0.0), plot.x(known(point) or 0.0)
    if end != zero:
        thickest = _THICKEST_BAR if spec.style.height_mm is None else max(_THICKEST_BAR, height * 0.6)
        thickness = min(thickest, height * 0.7)
        marks.append(
            Box(
                min(zero, end),
                middle - thickness / 2,
                abs(end - zero),
                thickness,
                DEEP,
                edge=edge_of(spec),
                hue=hue_of(spec),
            )
        )
    text = text_of(spec, point)
    if text:
        marks.append(Label(max(zero, end) + 1.0, middle, text, "left", min(NAME_SIZE, names.size + 1.0), paper=WHITE))
    return marks
