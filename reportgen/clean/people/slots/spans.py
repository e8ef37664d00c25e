"""Stretches of a text, asked about by place however many they are."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Stretch(Protocol):
    """Whatever has a start and an end."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it has ended."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch and nothing else."""

    start: int
    end: int


class Spans:
    """Knows which places of a text are taken."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        """The stretches in any order; they may overlap."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for one in sorted(stretches, key=lambda one: one.start):
            if self._ends and one.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], one.end)
            else:
                self._starts.append(one.start)
                self._ends.append(one.end)

    def holds(self, place: int) -> bool:
        """Whether the place is in one of the stretches."""
        nth = bisect_right(self._starts, place) - 1
        return nth >= 0 and place < self._ends[nth]

    def touches(self, one: Stretch) -> bool:
        """Whether a stretch shares a character with one of these."""
        nth = bisect_right(self._starts, one.end - 1) - 1
        return nth >= 0 and one.start < self._ends[nth]
