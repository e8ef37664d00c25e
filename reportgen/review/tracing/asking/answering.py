"""What a person typed -> the places of the figures that are meant, or the nearest ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from reportgen.model.periods import Period
from reportgen.model.reports.traces import Trace
from reportgen.review.tracing.asking.grading import ITSELF, NAME, grades
from reportgen.review.tracing.asking.parts import Captioned, Claim, Number, Part, Word, read_parts
from reportgen.review.tracing.asking.scenes import Scene, scenes
from reportgen.review.tracing.asking.texts import Plain, half_width, name_of, plain, quotations
from reportgen.review.tracing.asking.words import Vocabulary

_NEAREST = 5
_MOST = 9.0
_LIKE = 0.6
"""So like a name a word is taken for a slip in it."""
_EACH = "各"
_SENTENCES = re.compile(r"(?<=[。！？!?])")
_BREAKS = re.compile(r"\s*[\r\n]\s*")
"""Where a line ends on the page a number may be cut in two."""
_CLAUSES = re.compile(r"[。！？!?；;，,、\n]")
_QUOTED = re.compile(r"[“”\"「」『』【】《》]")


@dataclass(frozen=True, slots=True)
class Answer:
    """Places of figures, as numbers of the trace's occurrences, nearest first: those that are meant, or none and those `near`.

    `stands` says that the report has these words, where no figure is.
    """

    found: tuple[int, ...]
    near: tuple[int, ...] = ()
    stands: bool = False


class Asked:
    """The places of one report, to be asked as often as one likes."""

    def __init__(self, trace: Trace) -> None:
        """The places with all that stands around them, read once."""
        self._report = Period.recall(trace.period)
        self._scenes = scenes(trace)
        self._passages = tuple(plain(one) for one in trace.passages)
        names = frozenset(name for one in self._scenes for name in one.words)
        texts = dict.fromkeys(text for one in self._scenes for text in (one.said, *one.path))
        self._words = Vocabulary(names, tuple(texts))

    def answer(self, wanted: str) -> Answer:
        """The figures that are meant by an id, a name, a number as printed, a claim, a period, a chart or table, or words of the report.

        All parts of what was typed must stand at a figure, the nearer the better; where nothing has them all, each sentence and then each clause is
        asked for alone.
        """
        wanted = _QUOTED.sub(" ", wanted).strip()
        if not wanted:
            return Answer(())
        joined = _BREAKS.sub("", wanted)
        for pieces in ([wanted], [joined], _SENTENCES.split(joined), _CLAUSES.split(wanted)):
            found = self.every([piece for piece in pieces if piece.strip()])
            if found:
                return Answer(found)
        return Answer((), self.nearest(wanted), self.stands(wanted))

    def every(self, pieces: Sequence[str]) -> tuple[int, ...]:
        """The places that all pieces mean; none where one of them means nothing and is no text of the report."""
        answers = [self._found(piece) for piece in pieces]
        if not all(found or self.stands(piece) for found, piece in zip(answers, pieces, strict=True)):
            return ()
        return tuple(dict.fromkeys(index for found in answers for index in found))

    def stands(self, text: str) -> bool:
        """Whether the report has this text."""
        wanted = plain(text)
        return any(quotations(wanted, one) for one in self._passages)

    def _parts(self, text: str) -> list[Part]:
        typed = half_width(text)
        parts, rest = read_parts(typed, self._report, self._words.stands, tuple(self._words.whole(typed)))
        named = [Word(name_of(one.text), one.soft) if isinstance(one, Word) else one for one in parts]
        every = [*named, *self._words.words(rest)]
        hard = [one for one in every if not (isinstance(one, Word) and one.soft)]
        return every if hard else [Word(one.text) if isinstance(one, Word) else one for one in every]

    def _found(self, text: str) -> tuple[int, ...]:
        """The places of the nearest grade that any has."""
        parts, wanted = self._parts(text), plain(text)
        graded = []
        for index, scene in enumerate(self._scenes):
            worth = _worth(parts, grades(parts, scene)) if parts else (0.0, 0.0)
            if _quoted(wanted, scene):
                worth = max(worth, (ITSELF, 0.0))
            if worth[0] > 0:
                graded.append((worth, index))
        best = max((int(worth[0]) for worth, _index in graded), default=0)
        kept = sorted((-worth[1], index) for worth, index in graded if int(worth[0]) == best)
        return self._with_equals(tuple(index for _worth, index in kept))

    def _with_equals(self, found: tuple[int, ...]) -> tuple[int, ...]:
        """The places, and of those that a sentence names together (甲局和乙局各4件) one of each whose number is printed once for all."""
        known = {self._scenes[index].figure for index in found}
        more: dict[str, int] = {}
        for one in (self._scenes[index] for index in found):
            stem = one.figure.rpartition(".")[0]
            for index, other in enumerate(self._scenes if _EACH in one.clause else ()):
                alike = other.figure.rpartition(".")[0] == stem and other.number == one.number
                if alike and other.figure not in known and any(name in one.said for name in other.words):
                    more.setdefault(other.figure, index)
        return (*found, *more.values())

    def nearest(self, text: str) -> tuple[int, ...]:
        """The places that have most of the parts, or what is most like them; a figure, and a chart or table asked for, once."""
        parts = self._parts(text)
        ranked = []
        for index, scene in enumerate(self._scenes):
            each = [max(got, _like(part, scene)) for part, got in zip(parts, grades(parts, scene), strict=True)]
            hard = [got for part, got in zip(parts, each, strict=True) if not (isinstance(part, Word) and part.soft)]
            said = [got for part, got in zip(parts, each, strict=True) if not isinstance(part, Number)]
            if any(hard) and (any(said) or not said):  # a number alone is like any other
                ranked.append((sum(got >= 1 for got in hard), sum(each), -index))
        only_captions = all(isinstance(one, Captioned) for one in parts)
        found: dict[object, int] = {}
        for _count, _sum, index in sorted(ranked, reverse=True):
            scene = self._scenes[-index]
            found.setdefault(scene.captions if only_captions else scene.figure, -index)
        return tuple(found.values())[:_NEAREST]


def _quoted(wanted: Plain, scene: Scene) -> bool:
    """Whether the text is a piece of the sentence that holds the figure."""
    pieces = quotations(wanted, scene.sentence) if scene.start >= 0 else []
    return any(first < scene.end and scene.start < last for first, last in pieces)


def _worth(parts: Sequence[Part], graded: Sequence[float]) -> tuple[float, float]:
    """The grade of what is farthest of all that must be there, and of all together.

    A chart or table is asked for as a whole: all in it that has the other parts in its name.
    """
    hard = [got for part, got in zip(parts, graded, strict=True) if not (isinstance(part, Word) and part.soft)]
    whole = any(isinstance(part, Captioned) for part in parts)
    return min(*hard, NAME if whole else _MOST), sum(graded)


def _like(part: Part, scene: Scene) -> float:
    """How like a part is to what stands at a place, below what stands there to the letter."""
    if isinstance(part, Word):
        similarity = max((_ratio(part.text, name) for name in (*scene.words, scene.figure)), default=0.0)
        return similarity * NAME if similarity >= _LIKE else 0.0
    if isinstance(part, Number) and scene.number is not None:
        return _close(part, scene.number)
    if isinstance(part, Captioned):
        return float(any(one.kind == part.kind for one in scene.captions))
    if isinstance(part, Claim):
        return float(any(one.kind == part.kind for one in scene.claims))
    return 0.0


def _close(asked: Number, printed: Number) -> float:
    """How near two numbers of one kind are, below 1."""
    if (asked.unit == "%") != (printed.unit == "%") and asked.unit:
        return 0.0
    larger = max(asked.value, printed.value)
    return float(min(asked.value, printed.value) / larger) * 0.99 if larger else 0.99


@lru_cache(maxsize=8192)
def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
