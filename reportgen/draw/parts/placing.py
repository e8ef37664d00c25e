"""Where a label has room: away from other labels, and from the lines that it must not hide."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_SAMPLE = 0.8  # mm between two points of a line that are looked at

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in millimetres from the top left corner of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, other: "Area") -> bool:
        """Whether this lies wholly in the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def holds(self, spot: Spot) -> bool:
        """Whether the spot lies in it."""
        return self.left <= spot[0] <= self.right and self.top <= spot[1] <= self.bottom


def along(line: Sequence[Spot]) -> Iterator[Spot]:
    """Spots along a line, close together."""
    for (x1, y1), (x2, y2) in pairwise(line):
        steps = max(int(max(abs(x2 - x1), abs(y2 - y1)) / _SAMPLE), 1)
        for step in range(steps + 1):
            yield x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps


def best_area(areas: Sequence[Area], taken: Sequence[Area], spots: Sequence[Spot], room: Area) -> int | None:
    """The number of the area that hides the fewest spots, the first of equals; None where none in `room` is free."""
    free = [index for index, area in enumerate(areas) if area.inside(room) and not any(map(area.meets, taken))]
    return min(free, key=lambda index: _hidden(areas[index], spots), default=None)


def _hidden(area: Area, spots: Iterable[Spot]) -> int:
    return sum(map(area.holds, spots))
