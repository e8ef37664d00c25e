"""The value axis: it always begins at zero, and counts get whole ticks."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reportgen.model.reports.pictures import ChartSpec, Point

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_INTERVALS = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis from `low` (0, or below it where values are negative) to `high`; each tick is its value and its text."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def part(self, value: float) -> float:
        """How far up the axis the value stands, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def known(point: Point) -> float | None:
    """The value of a point, None for a gap; what is not a finite number cannot be drawn and is a gap too."""
    return point.value if point.value is not None and math.isfinite(point.value) else None


def text_of(spec: ChartSpec, point: Point) -> str:
    """What is printed at a point: nothing where the chart prints no values, but what a gap says is said."""
    return point.text if spec.style.labels or known(point) is None else ""


def points_of(spec: ChartSpec) -> tuple[Point, ...]:
    """All points of all series."""
    return tuple(point for series in spec.series for point in series.points)


def names_of(spec: ChartSpec) -> list[str]:
    """The names of the series, for a legend; none where there is only one."""
    return [one.name for one in spec.series] if len(spec.series) > 1 else []


def groups_of(spec: ChartSpec) -> dict[str, list[Point | None]]:
    """By label the point of each series, None where a series has none; in the order in which labels are first named."""
    found: dict[str, list[Point | None]] = {point.label: [None] * len(spec.series) for point in points_of(spec)}
    for number, series in enumerate(spec.series):
        for point in series.points:
            found[point.label][number] = point
    return found


def largest_first(spec: ChartSpec) -> list[Point]:
    """All points from the largest value to the smallest, equal ones in the order given, gaps last; or all as given."""
    if spec.in_order:
        return list(points_of(spec))
    return sorted(points_of(spec), key=lambda point: -(-math.inf if (value := known(point)) is None else value))


def scale_of(spec: ChartSpec) -> Scale:
    """The value axis for all points of the chart, a round number at its upper end.

    Values are plain numbers (0.346 for 34.6 %), so an axis whose points are printed with a percent sign is labelled in
    percent.
    """
    points = points_of(spec)
    values = [value for value in map(known, points) if value is not None]
    return _scale(values, percent=is_percent(points))


def is_percent(points: Iterable[Point]) -> bool:
    """Whether the values are fractions that are printed as percentages."""
    texts = [point.text.strip() for point in points if known(point) is not None]
    return any(text.endswith(("%", "％")) for text in texts)


def _scale(values: list[float], *, percent: bool) -> Scale:
    most, least = max(values, default=0.0), min(0.0, *values, 0.0)
    whole = not percent and all(float(value).is_integer() for value in values)
    if most <= 0 and least >= 0:
        most = 1.0
    step = _step(Decimal(repr(float(max(most, 0.0) - least))), whole=whole)
    first, last = math.floor(Decimal(repr(least)) / step), math.ceil(Decimal(repr(float(max(most, 0.0)))) / step)
    ticks = tuple((float(step * index), _tick_text(step * index, percent=percent)) for index in range(first, last + 1))
    return Scale(ticks[0][0], ticks[-1][0], ticks)


def _step(span: Decimal, *, whole: bool) -> Decimal:
    """The smallest round step that divides the span into at most five parts."""
    magnitude = Decimal(1).scaleb((span / _INTERVALS).adjusted())
    steps = (step * magnitude for step in _STEPS)
    return next(step for step in steps if step * _INTERVALS >= span and (not whole or step == step.to_integral_value()))


def _tick_text(value: Decimal, *, percent: bool) -> str:
    shown = value * 100 if percent else value
    text = f"{shown.normalize():f}" if shown else "0"
    return f"{text}%" if percent else text
