"""What is left of what a person typed -> its words: the fewest that stand in the report, names before pieces of names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reportgen.chinese.words.lists import parse
from reportgen.chinese.words.measures import CASES
from reportgen.review.tracing.asking.parts import CLAIMS, Word
from reportgen.review.tracing.asking.texts import name_of

_LISTS = parse(Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines())
_ASIDE, _SOFT = frozenset((*_LISTS["aside"], *CASES)), frozenset(_LISTS["soft"])
_NAMED = re.compile(r"[^\W\d_]{2}")
_PART = re.compile(rf"\d|{CLAIMS.pattern}")
_LONGEST = 40
_RUNS = re.compile(r"[^\w%‰·（）()]+")
_NAME, _PIECE, _SAID, _DROPPED, _UNKNOWN = 10, 12, 16, 6, 30
"""What a word costs: a whole name, a piece of one, a piece of a sentence, a word that asks; and each character that none has."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of a report: the `names` of its figures, and the `texts` that stand around them, as `name_of` gives both."""

    names: frozenset[str]
    texts: tuple[str, ...]

    @cached_property
    def _pieces(self) -> str:
        return "\n".join(self.names)

    @cached_property
    def _said(self) -> str:
        return "\n".join(self.texts)

    def stands(self, text: str) -> bool:
        """Whether a text stands in the report, its blanks and punctuation left aside."""
        return (named := name_of(text)) != "" and (named in self._pieces or named in self._said)

    def whole(self, text: str) -> Iterator[str]:
        """Names in a text that would else be read as a number or a claim, the longest first: 12345热线, 连续升降期数."""
        named = (one for one in self.names if one in text and _NAMED.search(one) and _PART.search(one))
        return iter(sorted(named, key=lambda one: (-len(one), one)))

    def words(self, runs: Iterable[str]) -> list[Word]:
        """The words of texts, without those that only ask."""
        found = [word for text in runs for run in _RUNS.split(text) for word in self._parted(name_of(run))]
        return [Word(word, word in _SOFT or len(word) == 1) for word in dict.fromkeys(found)]

    def _parted(self, run: str) -> list[str]:
        """The words of a run of characters that together cost least; characters that no word has are one together."""
        costs: list[float] = [0.0]
        steps: list[tuple[int, bool]] = [(0, False)]
        for end in range(1, len(run) + 1):
            options = (
                (costs[start] + cost, start, kept)
                for start in range(max(0, end - _LONGEST), end)
                for cost, kept in [self._cost(run[start:end])]
            )
            cost, start, kept = min(options, key=lambda one: (one[0], one[1]))
            costs.append(cost)
            steps.append((start, kept))
        return _along(run, steps)

    def _cost(self, word: str) -> tuple[float, bool]:
        """What a word costs, and whether it is looked for."""
        if word in _ASIDE:
            return _DROPPED, False
        if word in _SOFT or word in self.names:
            return _NAME - (word in _SOFT), True
        if len(word) > 1 and word in self._pieces:
            return _PIECE, True
        if len(word) > 1 and word in self._said:
            return _SAID, True
        return _UNKNOWN * len(word) + 1, True


def _along(run: str, steps: list[tuple[int, bool]]) -> list[str]:
    """The words on the way that was cheapest."""
    words: list[str] = []
    end = len(run)
    while end:
        start, kept = steps[end]
        if kept:
            words.append(run[start:end])
        end = start
    return words[::-1]
