"""Lying bars of 100 %: each series is a segment, told apart by tone and hatch, with its text in it or in the legend."""

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
from reportgen.draw.parts.scales import known, text_of
from reportgen.draw.parts.tones import Tone, drawing_of, tone_of
from reportgen.draw.parts.wrapping import Width, cut, shorten, wrap
from reportgen.model.reports.pictures import ChartSpec, Series

_THICKNESS = 10.0  # mm of a bar
_THINNEST = 5.0
_BETWEEN = 4.0
_PADDING = 0.9  # mm between a text and the ends of its segment
_NAME_WIDTH = 40.0
_NAME_LINES = 3
_RIGHT = PICTURE_WIDTH - 5.0  # half of “100%” stands beyond it
_TICKS = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True, slots=True)
class _Segment:
    """One point of one bar as it lies on the paper, with its text; `series` counts from 0, `left` and `width` are in millimetres."""

    series: int
    text: str
    left: float
    width: float


def stacked(spec: ChartSpec, measure: Measure) -> Drawing:
    """The chart: legend, one bar for each label, and a percent axis under them.

    A text that has no room in its segment stands behind the name in the legend where there is one bar, under its bar
    where there are several.
    """
    bars = len({point.label for series in spec.series for point in series.points})
    return as_high(spec, partial(_lying, spec, measure), bars * _THICKNESS, bars * _THINNEST)


def _lying(spec: ChartSpec, measure: Measure, thickness: float) -> Drawing:
    """The chart with bars of so many millimetres together."""
    width = partial(measure, size=NAME_SIZE)
    labels = tuple(dict.fromkeys(point.label for series in spec.series for point in series.points))
    thick = thickness / max(len(labels), 1)
    most = min(
        _NAME_LINES, max(int((thick + _BETWEEN) / line_height()), 1)
    )  # no lower than the bar with the air around it
    names = [shorten(wrap(label, _NAME_WIDTH, width), most, _NAME_WIDTH, width) for label in labels]
    left = max((width(line) + 2.5 for lines in names for line in lines), default=3.0)
    bars = [_segments(spec, label, left) for label in labels]
    places = legend(_legend_texts(spec.series, bars, width), left, measure)
    top = legend_height(places) + 1.0
    rows: list[Mark] = []
    bottom = top + _BETWEEN / 2
    for lines, segments in zip(names, bars, strict=True):
        notes = _notes(spec.series, segments, left, width) if len(bars) > 1 else ()
        rows += column_of_lines(left - 1.5, bottom + (thick - len(lines) * line_height()) / 2, lines, "right")
        rows += _bar(spec, segments, left, (bottom, thick), width)
        rows += column_of_lines(_RIGHT, bottom + thick + 0.3, notes, "right")
        bottom += thick + len(notes) * line_height() + _BETWEEN
    bottom -= _BETWEEN / 2
    height = bottom + line_height() + 1.5
    return drawing_of(spec, PICTURE_WIDTH, height, (*signs(spec, places), *_grid(left, top, bottom), *rows))


def _segments(spec: ChartSpec, label: str, left: float) -> list[_Segment]:
    """The segments of one bar from left to right; all are without width where they add up to nothing."""
    points = [(index, point) for index, one in enumerate(spec.series) for point in one.points if point.label == label]
    values = [max(known(point) or 0.0, 0.0) for _, point in points]
    per_unit = (_RIGHT - left) / sum(values) if sum(values) else 0.0
    segments: list[_Segment] = []
    for (index, point), value in zip(points, values, strict=True):
        segments.append(_Segment(index, text_of(spec, point), left, value * per_unit))
        left += value * per_unit
    return segments


def _has_room(segment: _Segment, width: Width) -> bool:
    return width(segment.text) + 2 * _PADDING <= segment.width


def _legend_texts(series: Sequence[Series], bars: Sequence[Sequence[_Segment]], width: Width) -> list[str]:
    """The names; with one bar also the texts that its segments cannot hold."""
    texts = [one.name for one in series]
    for segment in bars[0] if len(bars) == 1 else ():
        if segment.text and not _has_room(segment, width):
            texts[segment.series] += f" {segment.text}"
    return texts


def _notes(series: Sequence[Series], segments: Sequence[_Segment], left: float, width: Width) -> tuple[str, ...]:
    """The texts that the segments of a bar cannot hold, each with its name, in lines as wide as the bar."""
    notes = [
        f"{series[segment.series].name} {segment.text}"
        for segment in segments
        if segment.text and not _has_room(segment, width)
    ]
    lines: list[str] = []
    for note in (cut(note, _RIGHT - left, width) for note in notes):
        if lines and width(f"{lines[-1]}    {note}") <= _RIGHT - left:
            lines[-1] = f"{lines[-1]}    {note}"
        else:
            lines.append(note)
    return tuple(lines)


def _bar(
    spec: ChartSpec, segments: Sequence[_Segment], left: float, place: tuple[float, float], width: Width
) -> list[Mark]:
    """One bar at its `place`, its top and thickness; where it adds up to nothing, only its outline."""
    top, thick = place
    if not any(segment.width for segment in segments):
        return [Box(left, top, _RIGHT - left, thick, WHITE, edge=AXIS)]
    marks: list[Mark] = []
    for segment in segments:
        if segment.width:
            tone = tone_of(spec, segment.series)
            marks.append(Box(segment.left, top, segment.width, thick, tone.fill, tone.hatch, INK, tone.hue))
            marks += _text_inside(segment, tone, top + thick / 2, width)
    return marks


def _text_inside(segment: _Segment, tone: Tone, y: float, width: Width) -> list[Mark]:
    """The text of a segment in its middle, on plain paper where the segment is hatched."""
    if not segment.text or not _has_room(segment, width):
        return []
    middle = segment.left + segment.width / 2
    return [Label(middle, y, segment.text, ink=tone.ink, paper=tone.paper)]


def _grid(left: float, top: float, bottom: float) -> list[Mark]:
    marks: list[Mark] = []
    for tick in _TICKS:
        x = left + (_RIGHT - left) * tick / 100
        marks.append(Rule(((x, top), (x, bottom)), 0.12, GRID))
        marks.append(Label(x, bottom + 0.8 + line_height() / 2, f"{tick}%"))
    return [*marks, Rule(((left, top), (left, bottom)), 0.25, AXIS)]
