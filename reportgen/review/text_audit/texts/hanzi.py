"""Amounts that a sentence writes in hanzi throughout: 立案四十二件，其中乡科级九件."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from reportgen.chinese.numerals import from_hanzi
from reportgen.chinese.words.lists import one_of
from reportgen.chinese.words.measures import COUNTED
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.texts.quantities import Kind, Quantity

_UNITS = one_of(sorted(COUNTED - {"年", "通", "班", "组", "类", "种", "轮", "届", "期"}))
_PATTERN = lazily(
    rf"(?<![第每任同这那某几数“《二三四五六七八九十百千点之])(?P<number>[一二两三四五六七八九十百千零〇]{{1,7}})(?P<unit>{_UNITS})(?![多余几来])"
)
_MAYBE = lazily("[二两三四五六七八九十百]")
_LONG = 2  # characters of a number that is surely counted; 一件, 两个 are often mere words
_FEWEST, _MANY = 2, 3
_RELATED = lazily("其中|其余|剩余|余下|尚有|还有|仍有|共(?!同|享|产|青|建)|合计|比|较|增加|减少|未|在办")
"""Words by which a sentence puts one number beside another."""


def hanzi_quantities(text: str) -> list[tuple[int, int, Quantity]]:
    """The amounts in hanzi with their beginnings and ends; none where they are mere words.

    They are numbers where two are of more than one character, or one with another of its unit beside it; of shorter ones, three
    of one unit, or two that the sentence puts beside each other. A text that counts in digits writes in hanzi what it does not
    count (一个重点), so that it is not asked.
    """
    found = list(_amounts(text)) if _MAYBE.search(text) else []
    if len(found) < _FEWEST:
        return []
    long = [one.unit for start, end, one in found if end - start - len(one.unit) >= _LONG]
    most = max(Counter(one.unit for _, _, one in found).values())
    beside = bool(long) and sum(one.unit == long[0] for _, _, one in found) >= _FEWEST
    related = most >= _MANY or (most >= _FEWEST and _RELATED.search(text) is not None)
    return found if len(long) >= _FEWEST or beside or related else []


def _amounts(text: str) -> Iterator[tuple[int, int, Quantity]]:
    for match in _PATTERN.finditer(text):
        value = from_hanzi(match["number"])
        if value is not None and value > 1:
            yield match.start(), match.end(), Quantity(Kind.AMOUNT, match[0], Decimal(value), unit=match["unit"])
