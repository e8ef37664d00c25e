"""What a drawing is made of: flat marks in millimetres from the top left corner, in the order in which they are painted."""

from dataclasses import dataclass
from typing import Literal, Protocol


class Measure(Protocol):
    """Tells how wide a text is."""

    def __call__(self, text: str, size: float) -> float:
        """The width in millimetres at a size in points."""


Align = Literal["left", "center", "right"]

PICTURE_WIDTH = 150.0  # mm; the text of an A4 page by GB/T 9704-2012 is 156 mm wide
NAME_SIZE = 9.0  # pt; names, values and ticks (小五)
MM_PER_POINT = 25.4 / 72

# Every ink is a grey, from 0 (black) to 15 (white), which the canvas tints with one blue: what a page shows is what its copy
# in black and white shows. Sixteen greys are enough for smooth edges, and make a small file.
LEVELS = 16
INK = 1
DEEP = 4
AXIS = 6
GRID = 13
WHITE = 15


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, its upper left corner at x, y; `hatch` in matplotlib's letters, `edge` None for no outline.

    `hue` (`#1F4E79`) takes the place of the grey of `fill` in a drawing in colours.
    """

    x: float
    y: float
    width: float
    height: float
    fill: int
    hatch: str = ""
    edge: int | None = None
    hue: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line through the points; `width` in millimetres, `dash` alternates on and off lengths in millimetres, `hue` as in Box."""

    points: tuple[tuple[float, float], ...]
    width: float
    ink: int
    dash: tuple[float, ...] = ()
    hue: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """The marker of a point: a circle, square, triangle or diamond of this radius, filled or only outlined; `hue` as in Box."""

    x: float
    y: float
    radius: float
    ink: int
    fill: int
    shape: Literal["circle", "square", "triangle", "diamond"] = "circle"
    hue: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; y is the middle of the line, x its left end, middle or right end as `align` says.

    `paper` is the colour of a strip behind the text that keeps grid and hatch out of it, None for no strip.
    """

    x: float
    y: float
    text: str
    align: Align = "center"
    size: float = NAME_SIZE
    ink: int = INK
    paper: int | None = None


Mark = Box | Rule | Dot | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart laid out: its size in millimetres and its marks, first painted first.

    `palette` says what its greys are printed as: with the one blue (`tint`), as they are (`grey`), or as they are beside the hues
    of its marks (`colour`).
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    palette: Literal["tint", "grey", "colour"] = "tint"

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that is printed, in painting order."""
        return tuple(mark.text for mark in self.marks if isinstance(mark, Label))


def line_height(size: float = NAME_SIZE) -> float:
    """The distance of lines of text of this size, in millimetres."""
    return size * MM_PER_POINT * 1.25


def column_of_lines(
    x: float,
    top: float,
    lines: tuple[str, ...],
    align: Align = "center",
    size: float = NAME_SIZE,
    paper: int | None = None,
) -> list[Mark]:
    """Lines of text under each other, the first one's upper edge at `top`."""
    height = line_height(size)
    return [Label(x, top + height * (index + 0.5), line, align, size, paper=paper) for index, line in enumerate(lines)]
