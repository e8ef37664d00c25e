"""Amounts that a sentence writes in hanzi throughout: 立案四十二件，其中乡科级九件."""

from collections.abc import Iterator
from decimal import Decimal

from reportgen.chinese.numerals import from_hanzi
from reportgen.chinese.words.lists import one_of
from reportgen.chinese.words.measures import COUNTED
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.texts.quantities import Kind, Quantity

_UNITS = one_of(sorted(COUNTED - {"年", "通", "班", "组", "类", "种", "轮", "届", "期"}))
_PATTERN = lazily(
    rf"(?<![第每任同这那某几数二三四五六七八九十百千点之])(?P<number>[一二两三四五六七八九十百千零〇]{{1,7}})(?P<unit>{_UNITS})(?![多余几来])"
)
_MAYBE = lazily("[十百]")
"""A number of more than one character holds one of these."""
_LONG = 2  # characters of a number that is surely counted; 一件, 两个 are often mere words
_FEWEST = 2


def hanzi_quantities(text: str) -> list[tuple[int, int, Quantity]]:
    """The amounts in hanzi with their beginnings and ends: two of more than one character, or one and another of its unit.

    A text that counts in digits writes in hanzi what it does not count (一个重点), so that it is not asked.
    """
    found = list(_amounts(text)) if _MAYBE.search(text) else []
    long = [one.unit for start, end, one in found if end - start - len(one.unit) >= _LONG]
    beside = bool(long) and sum(one.unit == long[0] for _, _, one in found) >= _FEWEST
    return found if len(long) >= _FEWEST or beside else []


def _amounts(text: str) -> Iterator[tuple[int, int, Quantity]]:
    for match in _PATTERN.finditer(text):
        value = from_hanzi(match["number"])
        if value is not None and value > 1:
            yield match.start(), match.end(), Quantity(Kind.AMOUNT, match[0], Decimal(value), unit=match["unit"])
