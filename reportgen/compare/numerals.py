"""Numerals in texts, and what became of them between two texts: the one that was written and the one that stands there.

Texts are compared as sequences of numbers and single characters; spaces and line breaks do not count. Where nothing but
numbers differ, they are compared one by one, so that no changed digit is mistaken for words that moved.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from functools import lru_cache

from reportgen.chinese.numerals import CHARACTERS, LARGE, LARGE_SIGNS, claimed
from reportgen.chinese.words.lists import one_of
from reportgen.chinese.words.measures import AFTER_HANZI

_H = f"[{CHARACTERS}]+"
_TOKEN = re.compile(
    rf"(?P<arabic>(?:(?<![\dA-Za-z)）])[+＋\-−－](?=\d))?\d+(?:,\d{{3}})*(?:[.．]\d+)?[%％‰]?[{LARGE_SIGNS}]?)"
    rf"|(?P<hanzi>(?<=第){_H}|{_H}(?={one_of(AFTER_HANZI)}))"
    r"|(?P<char>[^\s\u200b\u2060\ufeff\u00ad]|\t)"
)
_SIGNS = str.maketrans({"−": "-", "－": "-", "＋": "+", "．": ".", "％": "%"})
_UNSEEN = "\u200b\u2060\ufeff\u00ad"  # characters without width
_LARGE = {word: Decimal(size) for word, size in LARGE.items()}

_PLAIN_SIGNS = str.maketrans({"−": "-", "－": "-", "＋": "+", "％": "%", "，": None, ",": None})


@dataclass(frozen=True, slots=True)
class Token:
    """A number or a character: its `value` for comparison, as `text` printed, and where it stands in its text."""

    value: str
    text: str
    start: int
    number: bool
    arabic: bool

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a number: changed (both), typed in (no `before`), or taken out (no `now`).

    `at` is its place in the text that stands there, for what was taken out the place where it was missed; `alone` says that
    nothing but numbers was taken out there, so that the words round it have lost their number.
    """

    before: Token | None
    now: Token | None
    at: int
    alone: bool = False


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The numbers and characters of a text; a number is the same with other signs for minus or full-width digits."""
    return tuple(
        Token(_value(match[0]), match[0], match.start(), not match["char"], bool(match["arabic"]))
        for match in _TOKEN.finditer(text)
    )


@lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[Token, ...]:
    """The Arabic numbers of a text, in order."""
    return tuple(one for one in tokens(text) if one.arabic)


def numerals_at(
    text: str, start: int, end: int, *, before: bool = True, after: bool = True
) -> tuple[tuple[int, int], ...]:
    """The whole Arabic numerals that touch a piece of a text: of `[5]3`, `1[52]` and `[]53` they are 53, 152 and 53.

    `before` and `after` say whether a numeral may reach over that end of the piece: where the text was printed with a digit
    beside it (窗口3 and 60件), it may not.
    """
    touching = (
        (max(one.start, start) if not before else one.start, min(one.end, end) if not after else one.end)
        for one in numbers(text)
        if one.start <= end and start <= one.end
    )
    return tuple((first, last) for first, last in touching if first < last)


def aligned(before: str, now: str) -> dict[int, tuple[int, int]]:
    """Where each numeral of a text that was changed stands now: by its place in the old text, the ends of the new numeral.

    Numerals are as good as each other here; the words round them tell which is which.
    """
    old, new = tokens(before), tokens(now)
    matcher = SequenceMatcher(None, [_mask(one) for one in old], [_mask(one) for one in new], autojunk=False)
    return {
        one.start: (other.start, other.end)
        for block in matcher.get_matching_blocks()
        if block.size > 1  # a numeral alone, without a word beside it, may be any
        for one, other in zip(old[block.a : block.a + block.size], new[block.b : block.b + block.size], strict=True)
        if one.number and other.number
    }


def _value(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return plain if len(text) == 1 else plain.replace(",", "")


def differences(before: str, now: str, figures: Callable[[Token], str | None] = lambda _: None) -> list[Difference]:
    """What became of each number of `before` that is not the same `now`.

    `figures` gives the text that a figure's bookmark round a number of `now` stands for, None where there is none: it tells
    a figure that was changed within words that were changed too from a number that was typed.
    """
    old, new = tokens(before), tokens(now)
    if [_mask(one) for one in old] == [_mask(one) for one in new]:
        return [_changed(one, two) for one, two in zip(old, new, strict=True) if one.value != two.value]
    found: list[Difference] = []
    matcher = SequenceMatcher(None, [one.value for one in old], [one.value for one in new], autojunk=False)
    for kind, low, high, begin, end in matcher.get_opcodes():
        if kind != "equal":
            at = new[begin].start if begin < len(new) else len(now)
            found += _region(old[low:high], new[begin:end], at, figures)
    return found


def _mask(token: Token) -> str:
    return "#" if token.number else token.value


def _changed(before: Token, now: Token) -> Difference:
    return Difference(before, now, now.start)


def _region(
    old: Sequence[Token], new: Sequence[Token], at: int, figures: Callable[[Token], str | None]
) -> Iterator[Difference]:
    """What became of the numbers where two texts differ."""
    if len(old) == len(new) and all(one.number for one in (*old, *new)):
        yield from (_changed(one, two) for one, two in zip(old, new, strict=True) if one.value != two.value)
        return
    left = Counter(one.value for one in old if one.number)
    for token in new:
        if not token.number:
            continue
        if left[token.value]:
            left[token.value] -= 1
            continue
        meant = figures(token)
        before = None if meant is None else next((one for one in old if one.number and agree(one.text, meant)), None)
        if before is not None:
            left[before.value] -= 1
            yield _changed(before, token)
        elif meant is None or not agree(token.text, meant):
            yield Difference(None, token, token.start)
    alone = not new and all(one.number for one in old)
    for one in old:
        if one.number and left[one.value] > 0:
            left[one.value] -= 1
            yield Difference(one, None, at, alone)


def agree(printed: str, figure: str) -> bool:
    """Whether a number as printed is a figure as printed alone: but for the sign, shortened (12.3万 of 123456) or in words (第二位 of 2)."""
    one, two = _bare(printed), _bare(figure)
    said = claimed(printed)
    if one == two or (said is not None and str(abs(said)) == two):
        return True
    try:
        unit = _LARGE.get(one[-1:], Decimal(1))
        short, whole = Decimal(one.rstrip(LARGE_SIGNS)), Decimal(two)
    except InvalidOperation:
        return False
    step = Decimal(1).scaleb(int(short.as_tuple().exponent)) * unit
    return unit > 1 and abs(short * unit - whole) <= step / 2


def _bare(text: str) -> str:
    plain = "".join(char for char in text if not char.isspace() and char not in _UNSEEN)
    return _value(plain).lstrip("+-") if len(plain) > 1 else unicodedata.normalize("NFKC", plain)


def printed_value(text: str) -> Decimal | None:
    """The number that a text prints and nothing else, 0.346 for 34.6%; None for one that prints none (`—`)."""
    bare = text.strip().translate(_PLAIN_SIGNS)
    percent = bare.endswith("%")
    try:
        value = Decimal(bare.removesuffix("%").strip())
    except InvalidOperation:
        return None
    return (value / 100 if percent else value) if value.is_finite() else None
