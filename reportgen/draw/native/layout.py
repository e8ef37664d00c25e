"""A chart's values as printed, the names beside them, which way it lies, and how large it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportgen.compare.numerals import printed_value
from reportgen.draw.parts.legend import legend, legend_height
from reportgen.draw.parts.marks import MM_PER_POINT, NAME_SIZE, PICTURE_WIDTH, line_height
from reportgen.draw.parts.scales import groups_of, largest_first, text_of
from reportgen.draw.parts.wrapping import wrap
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Plot, PlotSeries, Point

_TALLEST, _LOWEST = 190.0, 30.0  # mm; the caption has to stand on the page, too
_UPRIGHT, _AXIS = 62.0, 12.0
_ROW, _BAR, _BETWEEN, _STACK = 6.4, 4.4, 2.0, 13.0
_NAME_LINES = 4  # a name of more lines than this under a bar is not read any more
_SIDE = 14.0  # mm that the value axis takes
_NAMES = 40.0  # mm that names at the left may take
_PADDING = 1.0


@dataclass(frozen=True, slots=True)
class Layout:
    """A chart ready to be written: what it plots, lying or upright, its size in millimetres.

    `unnamed` says that its one bar has no name; `hidden` are the values (series, place) whose texts have no room on their bars and
    stand beside a name; `own` are those that their number format would print otherwise than the report does.
    """

    spec: ChartSpec
    plot: Plot
    lying: bool
    height: float
    format: str
    hidden: frozenset[tuple[int, int]] = frozenset()
    unnamed: bool = False
    width: float = PICTURE_WIDTH

    @property
    def percent(self) -> bool:
        """Whether its values are printed in percent."""
        return self.format.endswith("%")


def laid(spec: ChartSpec) -> Layout:
    """The layout of a chart of a kind that Word knows."""
    labels, rows = _rows(spec)
    hidden = _hidden(spec, rows) if spec.kind is ChartKind.STACKED else frozenset[tuple[int, int]]()
    lying = spec.kind in (ChartKind.RANKING, ChartKind.STACKED) or _has_no_room(spec, labels, rows)
    unnamed = labels == [""]
    names = _series_names(spec, rows, hidden if unnamed else frozenset())
    told = labels if unnamed else [_with_notes(spec, label, rows, at, hidden) for at, label in enumerate(labels)]
    plot = Plot(
        tuple(
            PlotSeries(name, tuple(told), tuple(map(_value, points))) for name, points in zip(names, rows, strict=True)
        )
    )
    height = spec.style.height_mm or _height(spec, plot, lying)
    return Layout(spec, plot, lying, max(min(height, _TALLEST), _LOWEST), _format(rows), hidden, unnamed)


def _rows(spec: ChartSpec) -> tuple[list[str], list[list[Point | None]]]:
    """The labels, and for each series a point or None for each of them."""
    if spec.kind in (ChartKind.BARS, ChartKind.RANKING):
        points = largest_first(spec)
        return [one.label for one in points], [list(points)]
    groups = groups_of(spec)
    return list(groups), [[found[at] for found in groups.values()] for at in range(len(spec.series))]


def _value(point: Point | None) -> float | None:
    value = None if point is None or point.value is None else printed_value(point.text)
    return None if value is None else float(value)


def _series_names(
    spec: ChartSpec, rows: Sequence[Sequence[Point | None]], hidden: frozenset[tuple[int, int]]
) -> list[str]:
    """What the legend says; a single series is called by what it counts, for who opens the workbook."""
    if len(spec.series) == 1 and not spec.series[0].name:
        return [spec.unit]
    return [
        noted(one.name, [rows[at][0].text if rows[at][0] else ""] if (at, 0) in hidden else [])  # type: ignore[union-attr]
        for at, one in enumerate(spec.series)
    ]


def _with_notes(
    spec: ChartSpec,
    label: str,
    rows: Sequence[Sequence[Point | None]],
    at: int,
    hidden: frozenset[tuple[int, int]],
) -> str:
    """A label with what is special there, what a gap says, and the values that have no room."""
    notes: list[str] = []
    for number, (series, points) in enumerate(zip(spec.series, rows, strict=True)):
        point = points[at]
        if point is None:
            continue
        notes.append(point.mark)
        if _value(point) is None or (number, at) in hidden:
            text = text_of(spec, point)
            notes.append(f"{series.name} {text}" if text and len(rows) > 1 else text)
    return noted(label, notes)


def noted(name: str, notes: Sequence[str]) -> str:
    """A name with notes behind it, each once."""
    told = list(dict.fromkeys(filter(None, notes)))
    return f"{name}（{'，'.join(told)}）" if told else name


def _has_no_room(spec: ChartSpec, labels: Sequence[str], rows: Sequence[Sequence[Point | None]]) -> bool:
    """Whether names or values have no room under and above upright bars."""
    if spec.kind not in (ChartKind.BARS, ChartKind.GROUPED):
        return False
    slot = (PICTURE_WIDTH - _SIDE) / max(len(labels), 1)
    deepest = max((_lines(label, slot - 1.5) for label in labels), default=0)
    widest = max((width(text_of(spec, one)) for points in rows for one in points if one), default=0.0)
    return deepest > _NAME_LINES or widest > slot * 0.8 / max(len(rows), 1)


def _hidden(spec: ChartSpec, rows: Sequence[Sequence[Point | None]]) -> frozenset[tuple[int, int]]:
    """The segments that are narrower than their texts."""
    across = PICTURE_WIDTH - (_SIDE if len(rows[0]) == 1 else _NAMES + 6.0)
    found = set()
    for at in range(len(rows[0])):
        values = [max(_value(points[at]) or 0.0, 0.0) for points in rows]
        for number, (points, value) in enumerate(zip(rows, values, strict=True)):
            point = points[at]
            text = text_of(spec, point) if point else ""
            if text and width(text) + 2 * _PADDING > across * value / (sum(values) or 1.0):
                found.add((number, at))
    return frozenset(found)


def _height(spec: ChartSpec, plot: Plot, lying: bool) -> float:
    """How high the chart looks best, in millimetres."""
    labels, several = plot.series[0].labels if plot.series else (), len(plot.series) > 1
    names = legend([one.name for one in plot.series] if several else [], 1.0, measure)
    above = legend_height(names) + (2.0 if several else 0.0)
    if not lying:
        slot = (PICTURE_WIDTH - _SIDE) / max(len(labels), 1)
        return above + _UPRIGHT + line_height() * max((_lines(one, slot - 1.5) for one in labels), default=1)
    lines = [max(_lines(one, _NAMES), 1) * line_height() + _BETWEEN for one in labels]
    if spec.kind is ChartKind.STACKED:
        return above + _AXIS + sum(max(_STACK, one) for one in lines)
    bars = len(plot.series) * _BAR + _BETWEEN
    return above + _AXIS + sum(max(_ROW, bars if several else 0.0, one) for one in lines)


def _format(rows: Sequence[Sequence[Point | None]]) -> str:
    """The number format by which the values are printed as the report prints them."""
    texts = [one.text.strip() for points in rows for one in points if _value(one) is not None and one]
    decimals = {len(text.rstrip("%％ ").partition(".")[2]) for text in texts}
    percent = bool(texts) and all(text.endswith(("%", "％")) for text in texts)
    if not percent and len(decimals) > 1:
        return "General"  # 3 and 4.5
    whole = "#,##0" if any("," in text for text in texts) else "0"
    most = max(decimals, default=0)
    return whole + (f".{'0' * most}" if most else "") + ("%" if percent else "")


def _lines(text: str, room: float) -> int:
    return len(wrap(text, max(room, 4.0), width))


def measure(text: str, size: float) -> float:
    """How wide a text is about, in millimetres: which font will be there, nobody knows."""
    return sum(1.0 if ord(character) > 0x2E80 else 0.55 for character in text) * size * MM_PER_POINT


width = partial(measure, size=NAME_SIZE)
"""How wide a name or value is about, in millimetres."""
