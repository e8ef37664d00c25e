"""Lying bars in groups under each other, for many groups, long names and wide numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportgen.draw.parts.axes import as_high
from reportgen.draw.parts.legend import legend, legend_height, signs
from reportgen.draw.parts.marks import (
    AXIS,
    GRID,
    INK,
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
from reportgen.draw.parts.scales import Scale, groups_of, known, names_of, points_of, scale_of, text_of
from reportgen.draw.parts.tones import drawing_of, tone_of
from reportgen.draw.parts.wrapping import shorten, wrap
from reportgen.model.reports.pictures import ChartSpec, Point

_TALLEST = 190.0  # mm; leaves room for the caption on a page
_THICK = 3.7  # mm of a bar with the air beside it
_THINNEST = 2.2
_BETWEEN = 1.8  # mm between groups
_COLUMN = 50.0  # mm that names at the left may take
_SIZES = (9.0, 8.0, 7.0, 6.0)  # pt of names, what reads best first


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the bars lie, in millimetres; `size` is that of the values in points."""

    left: float
    right: float
    top: float
    bottom: float
    thick: float
    size: float
    scale: Scale

    def x(self, value: float) -> float:
        return self.left + self.scale.part(value) * (self.right - self.left)


def lying_groups(spec: ChartSpec, measure: Measure) -> Drawing:
    """The chart; on a full page its bars get thinner and their numbers smaller."""
    rows = len(groups_of(spec)) * len(spec.series)
    return as_high(spec, partial(_drawn, spec, measure), rows * _THICK, 0.0)


def _drawn(spec: ChartSpec, measure: Measure, thickness: float) -> Drawing:
    """The chart with bars of so many millimetres together, as far as they have room on a page and can be read."""
    groups, places = groups_of(spec), legend(names_of(spec), 1.0, measure)
    top = legend_height(places) + 1.0
    rows = max(len(groups) * len(spec.series), 1)
    most = (_TALLEST - top - _BETWEEN * len(groups) - line_height() - 1.5) / rows
    thick = min(max(thickness / rows, _THINNEST), most)
    names, name_size = _names(list(groups), thick * len(spec.series) + _BETWEEN * 0.8, measure)
    left = max((measure(line, name_size) for lines in names for line in lines), default=0.0) + 2.5
    size = min(NAME_SIZE, thick / line_height(1.0))
    scale = scale_of(spec)
    unit = measure(scale.ticks[-1][1], NAME_SIZE) / 2 + measure(spec.unit, NAME_SIZE) + 2.0
    behind = max([unit, *(measure(text_of(spec, one), size) + 1.0 for one in points_of(spec))])
    bottom = top + rows * thick + _BETWEEN * len(groups)
    plot = _Plot(left, PICTURE_WIDTH - behind - 1.0, top, bottom, thick, size, scale)
    marks = [*signs(spec, places), *_grid(plot, spec.unit, measure)]
    y = top + _BETWEEN / 2
    for points, lines in zip(groups.values(), names, strict=True):
        middle = y + thick * len(points) / 2
        marks += column_of_lines(
            left - 1.5, middle - len(lines) * line_height(name_size) / 2, lines, "right", name_size
        )
        for number, point in enumerate(points):
            marks += _bar(spec, point, number, y + thick * (number + 0.5), plot)
        y += thick * len(points) + _BETWEEN
    marks.append(Rule(((plot.x(0.0), top), (plot.x(0.0), bottom)), 0.25, AXIS))
    return drawing_of(spec, PICTURE_WIDTH, bottom + line_height() + 1.5, tuple(marks))


def _names(labels: Sequence[str], room: float, measure: Measure) -> tuple[list[tuple[str, ...]], float]:
    """The names in lines that have room beside their group, and their size; what has none at the smallest is cut."""
    for size in _SIZES:
        names = [wrap(label, _COLUMN, partial(measure, size=size)) for label in labels]
        if all(len(lines) * line_height(size) <= room for lines in names):
            return names, size
    size = min(_SIZES[-1], room / line_height(1.0))
    width = partial(measure, size=size)
    most = max(int(room / line_height(size)), 1)
    return [shorten(wrap(label, _COLUMN, width), most, _COLUMN, width) for label in labels], size


def _grid(plot: _Plot, unit: str, measure: Measure) -> list[Mark]:
    """The grid, the texts of the ticks under it and the unit behind the last one."""
    marks: list[Mark] = []
    y = plot.bottom + 0.8 + line_height() / 2
    for value, text in plot.scale.ticks:
        x = plot.x(value)
        marks += [Rule(((x, plot.top), (x, plot.bottom)), 0.12, GRID), Label(x, y, text)]
    end = plot.right + measure(plot.scale.ticks[-1][1], NAME_SIZE) / 2
    return [*marks, Label(end + 1.5, y, unit, "left")] if unit else marks


def _bar(spec: ChartSpec, point: Point | None, number: int, y: float, plot: _Plot) -> list[Mark]:
    """One bar with its value behind it; `number` is that of its series."""
    if point is None:
        return []
    zero, end, tone = plot.x(0.0), plot.x(known(point) or 0.0), tone_of(spec, number)
    marks: list[Mark] = []
    if end != zero:
        height = plot.thick * 0.8
        box = Box(min(zero, end), y - height / 2, abs(end - zero), height, tone.fill, tone.hatch, INK, tone.hue)
        marks.append(box)
    text = text_of(spec, point)
    return [*marks, Label(max(zero, end) + 0.9, y, text, "left", plot.size, paper=WHITE)] if text else marks
