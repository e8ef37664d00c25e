"""How near a place of a figure is to each part of what a person typed.

A grade is 0 where the part is not there. By its whole number: 6 what the figure itself is (its whole name, its number, its
chart), 5 a piece of its name, 4 in its clause, 3 in its sentence, 2 in the headings above it. The fraction says how much of the name was
asked for.
"""

from collections.abc import Sequence

from reportgen.chinese.words.measures import CASES
from reportgen.review.tracing.asking.parts import Captioned, Claim, Number, Part, Way, When, Word
from reportgen.review.tracing.asking.scenes import Scene

ITSELF, NAME, CLAUSE, SENTENCE, ABOVE = 6.0, 5.0, 4.0, 3.0, 2.0
_ID = 7.0
_PIECE = 4
"""So many characters of a heading are a word of it wherever they stand; fewer only at its end, which says what it is about (存在的突出问题)."""


def grades(parts: Sequence[Part], scene: Scene) -> list[float]:
    """The grade of each part at a place."""
    covered = {name: _coverage(name, parts, scene) for name in scene.names}
    own = any(_is_own(one, scene) >= NAME for one in parts if isinstance(one, Number))
    return [_grade(one, scene, covered, own) for one in parts]


def _grade(part: Part, scene: Scene, covered: dict[str, float], own: bool) -> float:
    if isinstance(part, Word):
        return _word(part.text, scene, covered)
    if isinstance(part, Way):
        return max(_word(part.text, scene, covered), NAME if scene.rising is part.rising else 0.0)
    if isinstance(part, When):
        return _when(part, scene, covered)
    if isinstance(part, Captioned):
        return ITSELF if part in scene.captions else 0.0
    if isinstance(part, Claim):
        return _claim(part, scene)
    return _is_own(part, scene) or (CLAUSE if own and _beside(part, scene) else 0.0)


def _coverage(name: str, parts: Sequence[Part], scene: Scene) -> float:
    """How much of a name the words and periods of all parts cover, 0 to 1."""
    texts = [text for one in parts for text in _texts(one, scene)]
    hit = {place for text in texts if text for place in _places(text, name)}
    return len(hit) / len(name)


def _texts(part: Part, scene: Scene) -> tuple[str, ...]:
    """What of a name a part stands for."""
    if isinstance(part, Word | Way):
        return (part.text,)
    if isinstance(part, When):
        return (*part.words, *(scene.spelled if part.period in scene.named and not part.relative else ()))
    return ()


def _places(text: str, name: str) -> range:
    start = name.find(text)
    return range(start, start + len(text)) if start >= 0 else range(0)


def _word(text: str, scene: Scene, covered: dict[str, float]) -> float:
    if text == scene.figure:
        return _ID
    named = [NAME + share for name, share in covered.items() if text in name]
    if named:
        return max(named)
    if text in scene.clause:
        return CLAUSE
    if text in scene.said:
        return SENTENCE
    if any(name.endswith(text) or (text in name and len(text) >= _PIECE) for name in scene.path):
        return ABOVE
    return NAME if text.isascii() and text in scene.figure else 0.0


def _when(part: When, scene: Scene, covered: dict[str, float]) -> float:
    """By name or clause; where neither names a period, by that of the cases that the figure counts."""
    spoken = max((_word(text, scene, covered) for text in part.words), default=0.0)
    if part.period in scene.named:
        return max(spoken, NAME, *(0.0 if part.relative else covered[name] + NAME for name in scene.names))
    if part.period in scene.told or spoken >= CLAUSE:
        return max(spoken, CLAUSE)
    if scene.period == part.period and not scene.told and not scene.named:
        return NAME
    return spoken


def _is_own(part: Number, scene: Scene) -> float:
    """Whether a number is the one that is printed; 5 where it may be, of another kind as it was typed."""
    number = scene.number
    if number is None or number.value != part.value:
        return 0.0
    if part.unit == number.unit or {part.unit, number.unit} <= {*CASES}:
        return ITSELF
    if not part.unit:
        return NAME if number.unit == "%" else ITSELF
    return 0.0 if number.unit or part.unit == "%" else ITSELF


def _beside(part: Number, scene: Scene) -> bool:
    return any(part.value == other for other in scene.numbers)


def _claim(part: Claim, scene: Scene) -> float:
    if any(_same(part, one) for one in scene.claims):
        return ITSELF
    if part.kind == "rank" and scene.ranked and scene.number is not None and scene.number.value == part.number:
        return NAME
    if any(_same(part, one) for one in scene.around):
        return SENTENCE
    return 0.0


def _same(asked: Claim, told: Claim) -> bool:
    """Whether a claim says what is asked; what was not typed is left open."""
    return (
        asked.kind == told.kind
        and asked.number in (None, told.number)
        and (not asked.way or not told.way or asked.way == told.way)
    )
