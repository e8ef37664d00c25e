"""Two texts -> where their wording differs, character for character: what a reader sees struck out and put in.

Numbers and Latin words are compared whole, all else by characters. Unlike `merging`, nothing is taken to be the same that is not:
with all changes taken back the old text stands there again, with all of them accepted the new one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

_TOKEN = re.compile(r"\d+(?:[,.]\d+)*[%％‰]?|[A-Za-z]+|.", re.DOTALL)
_ENDS = frozenset("，。；、：！？\n,;")
_ISLAND = 2
"""Equal characters between two differences that are too few to be the same words."""
_RETOLD = 0.5
_TELLING = 20
"""Of texts of so many tokens that share less than this part, one is not the other reworded."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """A piece of the old text, and the piece of the new one that stands in its place; one of them may be empty."""

    old_start: int
    old_end: int
    start: int
    end: int


def rewordings(old: str, new: str) -> list[Rewording]:
    """Where two texts differ, in order; what lies between two of them is the same in both."""
    if old == new:
        return []
    before, now = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    blocks = [one for one in matcher.get_matching_blocks() if one.size]
    shared = sum(one.size for one in blocks)
    if _is_another(before, now, shared):
        return [Rewording(0, len(old), 0, len(new))]
    kept = [one for number, one in enumerate(blocks) if not _is_island(number, blocks, before, now)]
    places, new_places = _places(before), _places(now)
    found: list[Rewording] = []
    at, new_at = 0, 0
    for one in kept:
        found.append(Rewording(places[at], places[one.a], new_places[new_at], new_places[one.b]))
        at, new_at = one.a + one.size, one.b + one.size
    found.append(Rewording(places[at], len(old), new_places[new_at], len(new)))
    return [one for one in found if one.old_start < one.old_end or one.start < one.end]


def is_retold(old: str, new: str) -> bool:
    """Whether one text is not the other reworded, but another: a case of the office's own in place of ours."""
    before, now = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    return _is_another(before, now, sum(one.size for one in matcher.get_matching_blocks()))


def _is_another(before: Sequence[str], now: Sequence[str], shared: int) -> bool:
    return min(len(before), len(now)) >= _TELLING and shared < _RETOLD * max(len(before), len(now))


def _is_island(number: int, blocks: Sequence[Match], before: Sequence[str], now: Sequence[str]) -> bool:
    """Whether an equal piece is next to nothing between two differences."""
    one = blocks[number]
    if one.size > _ISLAND or one.a == one.b == 0 or (one.a + one.size, one.b + one.size) == (len(before), len(now)):
        return False
    piece = before[one.a : one.a + one.size]
    return not any(word in _ENDS or word[0].isdigit() for word in piece)


def _places(words: Sequence[str]) -> list[int]:
    """Where each token begins, and where the last one ends."""
    places = [0]
    for word in words:
        places.append(places[-1] + len(word))
    return places
