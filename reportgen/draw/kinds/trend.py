"""A line over periods: every point with its value, a gap where a figure is not known, a marked point picked out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise, product
from typing import Literal

from reportgen.draw.parts.axes import HEADROOM, Axes, as_high, axes
from reportgen.draw.parts.legend import SIGN_WIDTH, Place, legend, legend_height
from reportgen.draw.parts.marks import (
    AXIS,
    DEEP,
    INK,
    NAME_SIZE,
    PICTURE_WIDTH,
    WHITE,
    Dot,
    Drawing,
    Mark,
    Measure,
    Rule,
    column_of_lines,
    line_height,
)
from reportgen.draw.parts.placing import Area, along, best_area
from reportgen.draw.parts.scales import known, scale_of, text_of
from reportgen.draw.parts.tones import drawing_of, hue_of
from reportgen.draw.parts.wrapping import wrap
from reportgen.model.reports.pictures import ChartSpec, Point, Series

_LINE = 0.5  # mm
_RADIUS = 0.95
_MARKED_RADIUS = 1.5
_NAME_LINES = 2
_UNFINISHED = (1.4, 1.0)  # mm of a dash and of the gap behind it


@dataclass(frozen=True, slots=True)
class _Style:
    """How one line looks, so that lines differ without colour."""

    ink: int
    shape: Literal["circle", "square", "triangle", "diamond"]
    dash: tuple[float, ...] = ()


_STYLES = (
    _Style(DEEP, "circle"),
    _Style(AXIS, "square", (2.2, 1.0)),
    _Style(INK, "triangle", (0.6, 0.9)),
    _Style(AXIS, "diamond", (3.2, 0.8, 0.6, 0.8)),
)


@dataclass(frozen=True, slots=True)
class _Stop:
    """A point at its place on the paper; `y` is None for a gap."""

    point: Point
    x: float
    y: float | None


@dataclass(frozen=True, slots=True)
class _Name:
    """A period's name under the axis: its lines, and from where to where they reach."""

    lines: tuple[str, ...]
    left: float
    right: float


def trend(spec: ChartSpec, measure: Measure) -> Drawing:
    """The chart, with a legend above where there are several lines; the axis begins at zero."""
    return as_high(spec, partial(_drawn, spec, measure))


def _drawn(spec: ChartSpec, measure: Measure, height: float) -> Drawing:
    names = legend([series.name for series in spec.series], 1.0, measure) if len(spec.series) > 1 else ()
    longest = max((series.points for series in spec.series), key=len, default=())
    place = axes(scale_of(spec), spec.unit, len(longest), measure, above=legend_height(names), height=height)
    lines = [_stops(series, place) for series in spec.series]
    labels, depth = _period_names([point.label for point in longest], place, measure)
    # Values before lines: their paper hides the grid, but never a line.
    marks = [*_signs(spec, names), *place.grid(), *labels, *_values(spec, lines, place, measure), place.baseline()]
    for index, (series, stops) in enumerate(zip(spec.series, lines, strict=True)):
        marks += _line(stops, _STYLES[index % len(_STYLES)], series.unfinished, hue_of(spec, index))
    return drawing_of(spec, PICTURE_WIDTH, place.bottom + depth + 2.0, tuple(marks))


def _stops(series: Series, place: Axes) -> list[_Stop]:
    heights = [None if (value := known(point)) is None else place.y(value) for point in series.points]
    return [_Stop(point, place.x(slot), y) for slot, (point, y) in enumerate(zip(series.points, heights, strict=True))]


def _runs(stops: Sequence[_Stop]) -> Iterator[tuple[tuple[float, float], ...]]:
    """The stretches between gaps."""
    for there, run in groupby(stops, key=lambda stop: stop.y is not None):
        if there:
            yield tuple((stop.x, stop.y) for stop in run if stop.y is not None)


def _line(stops: Sequence[_Stop], style: _Style, unfinished: bool, hue: str) -> list[Mark]:
    """The line, broken at gaps, and a marker for each point: filled, but large and hollow where the point is marked.

    Where its last period is not over, the line to it is dashed.
    """
    runs = [run for run in _runs(stops) if len(run) > 1]
    marks: list[Mark] = []
    if unfinished and runs and stops[-1].y is not None:
        marks.append(Rule(runs[-1][-2:], _LINE, style.ink, _UNFINISHED, hue))
        runs[-1] = runs[-1][:-1]
    marks += [Rule(run, _LINE, style.ink, style.dash, hue) for run in runs if len(run) > 1]
    for stop in stops:
        if stop.y is not None:
            hollow = bool(stop.point.mark)
            radius, fill = (_MARKED_RADIUS, WHITE) if hollow else (_RADIUS, style.ink)
            marks.append(Dot(stop.x, stop.y, radius, style.ink, fill, style.shape, hue))
    return marks


def _signs(spec: ChartSpec, names: Sequence[Place]) -> list[Mark]:
    """The legend: a piece of each line with its marker."""
    marks: list[Mark] = []
    for index, name in enumerate(names):
        style, hue = _STYLES[index % len(_STYLES)], hue_of(spec, index)
        marks.append(Rule(((name.x, name.y), (name.x + SIGN_WIDTH, name.y)), _LINE, style.ink, style.dash, hue))
        marks.append(Dot(name.x + SIGN_WIDTH / 2, name.y, _RADIUS, style.ink, style.ink, style.shape, hue))
        marks.append(name.label)
    return marks


def _period_names(labels: Sequence[str], place: Axes, measure: Measure) -> tuple[list[Mark], float]:
    """The names under the axis and how deep they reach; where not all have room, every second or third, with the last."""
    names: list[_Name] = []
    for every, part in product(range(1, len(labels) + 1), (1.0, 0.8, 0.6)):
        shown = [slot for slot in range(len(labels)) if (len(labels) - 1 - slot) % every == 0]
        names = [_name(labels[slot], place.x(slot), place, part * place.slot * every - 1.0, measure) for slot in shown]
        if _have_room(names):
            break
    top = place.bottom + 1.2
    marks = [
        mark for name in names for mark in column_of_lines((name.left + name.right) / 2, top, name.lines[:_NAME_LINES])
    ]
    return marks, min(max((len(name.lines) for name in names), default=0), _NAME_LINES) * line_height()


def _name(label: str, x: float, place: Axes, room: float, measure: Measure) -> _Name:
    """The name under its point; at the ends of the axis it is moved inwards."""
    width = partial(measure, size=NAME_SIZE)
    lines = wrap(label, room, width)
    wide = max(map(width, lines), default=0.0)
    left = max(min(x - wide / 2, PICTURE_WIDTH - wide), place.left - 1.0)
    return _Name(lines, left, left + wide)


def _have_room(names: Sequence[_Name]) -> bool:
    """Whether no name has too many lines or comes too near to the next."""
    near = any(one.right + 0.8 > other.left for one, other in pairwise(names))
    return not near and all(len(name.lines) <= _NAME_LINES for name in names)


def _values(spec: ChartSpec, lines: Sequence[Sequence[_Stop]], place: Axes, measure: Measure) -> list[Mark]:
    """The texts of all points; on a crowded chart marked and newest ones come first and what has no room is left out."""
    spots = [spot for stops in lines for run in _runs(stops) for spot in along(run)]
    room = Area(place.left - 0.5, place.top - HEADROOM, PICTURE_WIDTH, place.bottom - 0.2)
    marks: list[Mark] = []
    taken: list[Area] = []
    for stops in lines:
        for index in sorted(range(len(stops)), key=lambda index: _rank(stops, index)):
            forms = _forms(spec, stops, index, place, measure)
            chosen = best_area([area for area, _ in forms], taken, spots, room)
            if chosen is not None:
                area, texts = forms[chosen]
                taken.append(area)
                marks += column_of_lines((area.left + area.right) / 2, area.top, texts, paper=WHITE)
    return marks


def _rank(stops: Sequence[_Stop], index: int) -> tuple[bool, bool, int]:
    """Whose label is placed first: marked points, then the newest, then from left to right."""
    return (not stops[index].point.mark, index != len(stops) - 1, index)


def _forms(
    spec: ChartSpec, stops: Sequence[_Stop], index: int, place: Axes, measure: Measure
) -> list[tuple[Area, tuple[str, ...]]]:
    """Where a point's text may stand and in which lines, what looks best first; a gap's text stands on the axis."""
    stop = stops[index]
    texts = tuple(text for text in (stop.point.mark, text_of(spec, stop.point)) if text)
    width = max((measure(text, NAME_SIZE) for text in texts), default=0.0) + 0.8
    height = line_height() * len(texts)
    if stop.y is None:
        return [(Area(stop.x - width / 2, place.bottom - height - 0.4, stop.x + width / 2, place.bottom - 0.4), texts)]
    away = (_MARKED_RADIUS if stop.point.mark else _RADIUS) + 0.4
    above = [(_area(stop.x + dx, stop.y - away - height, width, height), texts) for dx in _sideways(width)]
    below = [(_area(stop.x + dx, stop.y + away, width, height), texts[::-1]) for dx in _sideways(width)]
    first, second = (below, above) if _is_valley(stops, index) else (above, below)
    return [first[0], second[0], *first[1:], *second[1:]]


def _area(middle: float, top: float, width: float, height: float) -> Area:
    return Area(middle - width / 2, top, middle + width / 2, top + height)


def _sideways(width: float) -> tuple[float, ...]:
    return (0.0, width * 0.3, -width * 0.3, width * 0.6, -width * 0.6)


def _is_valley(stops: Sequence[_Stop], index: int) -> bool:
    """Whether every known neighbour stands higher on the paper."""
    here = stops[index].y
    around = [
        stop.y for stop in (*stops[max(index - 1, 0) : index], *stops[index + 1 : index + 2]) if stop.y is not None
    ]
    return here is not None and bool(around) and all(y < here for y in around)
