"""The axes of an upright chart: values up the left side, places of equal width along the bottom."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from reportgen.draw.parts.marks import (
    AXIS,
    GRID,
    NAME_SIZE,
    PICTURE_WIDTH,
    Drawing,
    Label,
    Mark,
    Measure,
    Rule,
    line_height,
)
from reportgen.draw.parts.scales import Scale
from reportgen.model.reports.pictures import ChartSpec

HEADROOM = 6.4  # mm above the highest tick, for the value on the highest bar and for the unit
PLOT_HEIGHT = 46.0  # mm
_LOWEST = 18.0  # mm; below it bars say nothing


@dataclass(frozen=True, slots=True)
class Axes:
    """Where things stand, in millimetres: the plot's edges, and its `slots` places numbered from 0."""

    scale: Scale
    unit: str
    slots: int
    left: float
    top: float
    height: float = PLOT_HEIGHT

    @property
    def right(self) -> float:
        """The right edge of the plot."""
        return PICTURE_WIDTH - 1.0

    @property
    def bottom(self) -> float:
        """The lower edge of the plot."""
        return self.top + self.height

    @property
    def slot(self) -> float:
        """The width of one place."""
        return (self.right - self.left) / max(self.slots, 1)

    def x(self, slot: int) -> float:
        """The middle of a place."""
        return self.left + self.slot * (slot + 0.5)

    def y(self, value: float) -> float:
        """The height at which a value stands."""
        return self.bottom - self.scale.part(value) * self.height

    def grid(self) -> list[Mark]:
        """The grid, the texts of the ticks and the unit; painted before the data."""
        marks: list[Mark] = []
        ticks = self.scale.ticks
        every = math.ceil(line_height() * (len(ticks) - 1) / self.height)  # on a low chart not every tick has room
        for value, text in ticks[:: max(every, 1)]:
            y = self.y(value)
            marks.append(Rule(((self.left, y), (self.right, y)), 0.12, GRID))
            marks.append(Label(self.left - 1.4, y, text, "right"))
        if self.unit:
            marks.append(Label(self.left - 1.4, self.top - HEADROOM + line_height() / 2, self.unit, "right"))
        return marks

    def baseline(self) -> Rule:
        """The line of zero; painted after the bars that stand on it."""
        y = self.y(0.0)
        return Rule(((self.left, y), (self.right, y)), 0.25, AXIS)


def axes(
    scale: Scale, unit: str, slots: int, measure: Measure, *, above: float = 0.0, height: float = PLOT_HEIGHT
) -> Axes:
    """Axes with as much room at the left as the ticks and the unit need, and `above` mm over them."""
    widest = max(measure(text, NAME_SIZE) for text in (unit, *(text for _, text in scale.ticks)))
    return Axes(scale, unit, slots, widest + 2.0, above + HEADROOM, height)


def as_high(
    spec: ChartSpec, drawn: Callable[[float], Drawing], usual: float = PLOT_HEIGHT, least: float = _LOWEST
) -> Drawing:
    """The drawing as high as the chart asks for: `drawn` makes it of what can grow in it, in millimetres, `usual` and at `least`."""
    drawing, asked = drawn(usual), spec.style.height_mm
    return drawing if asked is None else drawn(max(least, usual + asked - drawing.height))
