"""Which sign stands for which name, in rows above the plot."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportgen.draw.parts.marks import INK, NAME_SIZE, PICTURE_WIDTH, Box, Label, Mark, Measure, line_height
from reportgen.draw.parts.tones import tone_of
from reportgen.draw.parts.wrapping import cut
from reportgen.model.reports.pictures import ChartSpec

SIGN_WIDTH = 6.0  # mm
_AFTER_SIGN = 1.2
_BETWEEN = 5.0
_ROW = line_height() + 0.8


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: the left end and the middle of its sign, and its text."""

    x: float
    y: float
    text: str

    @property
    def label(self) -> Label:
        """The text behind the sign."""
        return Label(self.x + SIGN_WIDTH + _AFTER_SIGN, self.y, self.text, "left")


def legend(texts: Sequence[str], left: float, measure: Measure) -> tuple[Place, ...]:
    """The entries from `left` on, in as many rows as they need; a text wider than a row is cut."""
    room = PICTURE_WIDTH - left - SIGN_WIDTH - _AFTER_SIGN - 1.0
    places: list[Place] = []
    x, row = left, 0
    for text in texts:
        shown = cut(text, room, partial(measure, size=NAME_SIZE))
        width = SIGN_WIDTH + _AFTER_SIGN + measure(shown, NAME_SIZE)
        if x > left and x + width > PICTURE_WIDTH - 1.0:
            x, row = left, row + 1
        places.append(Place(x, _ROW * (row + 0.5) + 0.5, shown))
        x += width + _BETWEEN
    return tuple(places)


def signs(spec: ChartSpec, places: Sequence[Place]) -> list[Mark]:
    """A piece of each segment or bar, and its name behind it."""
    marks: list[Mark] = []
    for index, place in enumerate(places):
        tone = tone_of(spec, index)
        marks += [Box(place.x, place.y - 1.5, SIGN_WIDTH, 3.0, tone.fill, tone.hatch, INK, tone.hue), place.label]
    return marks


def legend_height(places: Sequence[Place]) -> float:
    """How much of the picture's top the legend takes, in millimetres."""
    return max((place.y + _ROW / 2 + 1.0 for place in places), default=0.0)
