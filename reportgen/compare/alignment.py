"""Two sequences of names -> what kept its place in the order, and what was moved."""

from bisect import bisect_left
from collections.abc import Sequence


def moved(before: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """The names of `now` that were moved: as few as possible, so that the others follow each other as in `before`.

    Names that `before` does not have are passed over. Each name stands once in each.
    """
    places = {name: place for place, name in enumerate(before)}
    known = [name for name in now if name in places]
    staying = set(_longest_rise([places[name] for name in known]))
    return tuple(name for name in known if places[name] not in staying)


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """A longest part of the numbers in which each is larger than the one before."""
    ends: list[int] = []  # the place of the smallest number in which a rise of each length ends
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number, key=numbers.__getitem__)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [place]
    rise: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        rise.append(numbers[place])
        place = before[place]
    return rise[::-1]
