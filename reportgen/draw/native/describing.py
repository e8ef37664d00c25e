"""How a native chart looks: patterns that print in black and white, labels, axes, as XlsxWriter is told it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.draw.native.layout import Layout
from reportgen.draw.parts.hues import is_dark, tinted
from reportgen.draw.parts.marks import AXIS, DEEP, GRID, INK, LEVELS, WHITE
from reportgen.draw.parts.tones import Tone, edge_of, hue_of, tone_of
from reportgen.model.reports.pictures import ChartKind

Options = dict[str, Any]

PATTERNS: Mapping[str, str] = {
    "////": "wide_upward_diagonal",
    "....": "small_grid",
    "\\\\\\\\\\\\\\\\": "dark_downward_diagonal",
    "xxxx": "outlined_diamond",
    "----": "narrow_horizontal",
    "||||": "narrow_vertical",
    "\\\\\\\\": "wide_downward_diagonal",
    "//": "light_upward_diagonal",
    "..": "dotted_grid",
    "xx": "dotted_diamond",
}
"""The hatches of pictures, as Word has them."""
_LINES = (("solid", "circle"), ("dash", "square"), ("round_dot", "triangle"), ("dash_dot", "diamond"))
_SIZE = 9
_FROM_THE_TOP = {"reverse": True, "crossing": "max"}  # and the values stand below all the same
_FEW = 5  # where no value is larger, ticks stand at whole numbers


@dataclass(frozen=True, slots=True)
class Described:
    """What XlsxWriter is told: the kind of chart, its series, the axis of names and that of values, and the legend."""

    kind: Options
    series: tuple[Options, ...]
    names: Options
    values: Options
    legend: Options


def described(layout: Layout) -> Described:
    """The options for a chart."""
    spec = layout.spec
    kind: Options = {"type": "bar" if layout.lying else "column"}
    if spec.kind is ChartKind.TREND:
        kind = {"type": "line"}
    elif spec.kind is ChartKind.STACKED:
        kind["subtype"] = "percent_stacked"
    looks = _line if spec.kind is ChartKind.TREND else _bars
    series = tuple({**looks(layout, number), **_labels(layout, number)} for number in range(len(layout.plot.series)))
    several = len(series) > 1
    return Described(kind, series, _names(layout), _values(layout), {"position": "top"} if several else {"none": True})


def colour(layout: Layout, level: int, hue: str = "") -> str:
    """A level of grey as the chart prints it: pure, or with the blue of the pictures; or the hue that takes its place."""
    if hue:
        return hue.upper()
    if layout.spec.style.grey or layout.spec.style.colours:
        return "#" + f"{round(255 * level / (LEVELS - 1)):02X}" * 3
    return "#" + "".join(f"{part:02X}" for part in tinted(level))


def _bars(layout: Layout, number: int) -> Options:
    """The bars of a series: one look for a single series, tones and hatches for several."""
    spec = layout.spec
    alone = spec.kind in (ChartKind.BARS, ChartKind.RANKING)
    tone = Tone(DEEP, hue=hue_of(spec)) if alone else tone_of(spec, number)
    edge = edge_of(spec) if alone else INK
    look: Options = {"border": {"none": True} if edge is None else {"color": colour(layout, edge), "width": 0.5}}
    if tone.hatch:
        ink = WHITE if tone.hue and is_dark(tone.hue) else INK
        paper = colour(layout, tone.fill, tone.hue)
        look["pattern"] = {"pattern": PATTERNS[tone.hatch], "fg_color": colour(layout, ink), "bg_color": paper}
    else:
        look["fill"] = {"color": colour(layout, tone.fill, tone.hue)}
    several = len(layout.plot.series) > 1
    overlap = {"overlap": 100} if spec.kind is ChartKind.STACKED else {}
    return {**look, "gap": 60 if several or layout.lying else 80, **overlap}


def _line(layout: Layout, number: int) -> Options:
    """A line by its dashes and markers; a marked point is large and hollow."""
    spec = layout.spec
    dash, shape = _LINES[number % len(_LINES)]
    ink = colour(layout, (DEEP, AXIS, INK, AXIS)[number % len(_LINES)], hue_of(spec, number))
    points = spec.series[number].points
    hollow = {"fill": {"color": "#FFFFFF"}, "border": {"color": ink, "width": 1.25}}
    marked = [hollow if one.mark else None for one in points]
    return {
        "line": {"color": ink, "width": 1.5, "dash_type": dash},
        "marker": {"type": shape, "size": 6, "fill": {"color": ink}, "border": {"color": ink}},
        **({"points": marked} if any(marked) else {}),
    }


def _labels(layout: Layout, number: int) -> Options:
    """The values beside their bars or points; those that stand elsewhere are left out here."""
    spec = layout.spec
    if not spec.style.labels:
        return {}
    places = range(len(layout.plot.series[number].values))
    labels: Options = {"value": True, "num_format": layout.format, "position": "outside_end", "font": {"size": _SIZE}}
    if spec.kind is ChartKind.TREND:
        labels["position"] = "above" if number % 2 == 0 else "below"
    if spec.kind is ChartKind.STACKED:
        tone = tone_of(spec, number)
        labels["position"] = "center"
        labels["font"] = {"size": _SIZE, "color": colour(layout, tone.ink)}
        if tone.hatch:
            labels |= {"fill": {"color": colour(layout, tone.paper if tone.paper is not None else WHITE)}}
    hidden = [{"delete": True} if (number, at) in layout.hidden else None for at in places]
    return {"data_labels": {**labels, **({"custom": hidden} if any(hidden) else {})}}


def _names(layout: Layout) -> Options:
    """The axis of names: largest on top where bars lie, and names never turned."""
    line = {"color": colour(layout, AXIS), "width": 0.75}
    options: Options = {
        "num_font": {"size": _SIZE, "rotation": 0},
        "line": line,
        "major_tick_mark": "none",
        "label_position": "none" if layout.unnamed else "low",
    }
    return {**options, **(_FROM_THE_TOP if layout.lying else {})}


def _values(layout: Layout) -> Options:
    """The axis of values: from zero, with the measure word beside it."""
    spec, values = layout.spec, [one for series in layout.plot.series for one in series.values if one is not None]
    options: Options = {
        "num_font": {"size": _SIZE},
        "num_format": "0%" if layout.percent or spec.kind is ChartKind.STACKED else "General",
        "line": {"none": True},
        "major_tick_mark": "none",
        "major_gridlines": {"visible": True, "line": {"color": colour(layout, GRID), "width": 0.5}},
    }
    if not values or min(values) >= 0:
        options["min"] = 0
    if values and not layout.percent and max(values) <= _FEW and all(one == int(one) for one in values):
        options["major_unit"] = 1
    if spec.unit and not layout.percent and spec.kind is not ChartKind.STACKED:
        options |= {"name": spec.unit, "name_font": {"size": _SIZE, "bold": False, "rotation": 0}}
    return options
