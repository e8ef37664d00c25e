"""The axes of an upright chart: values up the left side, places of equal width along the bottom."""

from dataclasses import dataclass

from reportgen.draw.parts.marks import AXIS, GRID, NAME_SIZE, PICTURE_WIDTH, Label, Mark, Measure, Rule, line_height
from reportgen.draw.parts.scales import Scale

HEADROOM = 6.4  # mm above the highest tick, for the value on the highest bar and for the unit
_PLOT_HEIGHT = 46.0  # mm


@dataclass(frozen=True, slots=True)
class Axes:
    """Where things stand, in millimetres: the plot's edges, and its `slots` places numbered from 0."""

    scale: Scale
    unit: str
    slots: int
    left: float
    top: float

    @property
    def right(self) -> float:
        """The right edge of the plot."""
        return PICTURE_WIDTH - 1.0

    @property
    def bottom(self) -> float:
        """The lower edge of the plot."""
        return self.top + _PLOT_HEIGHT

    @property
    def slot(self) -> float:
        """The width of one place."""
        return (self.right - self.left) / max(self.slots, 1)

    def x(self, slot: int) -> float:
        """The middle of a place."""
        return self.left + self.slot * (slot + 0.5)

    def y(self, value: float) -> float:
        """The height at which a value stands."""
        return self.bottom - self.scale.part(value) * _PLOT_HEIGHT

    def grid(self) -> list[Mark]:
        """The grid, the texts of the ticks and the unit; painted before the data."""
        marks: list[Mark] = []
        for value, text in self.scale.ticks:
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


def axes(scale: Scale, unit: str, slots: int, measure: Measure, *, above: float = 0.0) -> Axes:
    """Axes with as much room at the left as the ticks and the unit need, and `above` mm over them."""
    widest = max(measure(text, NAME_SIZE) for text in (unit, *(text for _, text in scale.ticks)))
    return Axes(scale, unit, slots, widest + 2.0, above + HEADROOM)
