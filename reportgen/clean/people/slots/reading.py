"""Whether ordinary words explain what stands where a person is expected: of all readings of the text around, the one that leaves least unexplained counts.

A reading parts the text into words, into single characters that are words of themselves (和, 从), into characters that nothing
explains, and into the name that is asked about. Each part has its price; a name is dear where it is hardly made like one.
"""

from functools import cache, lru_cache
from pathlib import Path

from reportgen.chinese.words.lists import parse
from reportgen.chinese.words.surnames import COMMON, COMPOUND, IN_SLOTS, IN_WORDS
from reportgen.clean.people.characters import HARDLY_GIVEN, NEVER_GIVEN, ONLY_IN_NAMES, USUAL_IN_NAMES
from reportgen.clean.people.slots.words import (
    ADVERBS,
    AFTER,
    FUNCTION,
    JOINTS,
    KNOWN,
    NOT_HUMAN,
    OPENERS,
    ROLES,
)

_FILE = Path(__file__).with_name("common.txt")
_AROUND, _LONGEST = 4, 4
"""So many characters on either side are read with the name, and so many has a word at most."""
_SINGLE = frozenset(
    "的了着过是在和与跟及或而且但并也都又再还就才却只不没未要想能会可把被让将对向从由于为因以到来去给说有很太最更这那我你他她它们个各每几某该此其之所后前上下里中内外地得一二三四五六七八九十两无非若如即均已曾总挺找请叫用拿做经您咱俺家另"
)
_WORD, _NAMELIKE, _PARTICLE, _HARDLY, _BEGUN, _UNKNOWN = 1.0, 1.3, 1.2, 2.2, 2.5, 3.2
"""What a word costs, one that is a name too, a character that is a word of itself, one in hardly any name, a name that would
stand in front of the end of the one asked about, and a character that nothing explains."""
_FAMILIAR, _FAMILIAR_NAME, _HARDLY_A_NAME = frozenset("总工姐哥叔姨婶嫂伯爷"), 1.5, 8.0
"""What follows a surname among acquaintances (彭总, 李姐), the price of that, and of what can hardly be a name."""
_HARDLY_GIVEN = frozenset(NEVER_GIVEN + HARDLY_GIVEN) - frozenset(ONLY_IN_NAMES + USUAL_IN_NAMES)
_TELLING, _USUAL, _NEVER = frozenset(ONLY_IN_NAMES), frozenset(ONLY_IN_NAMES + USUAL_IN_NAMES), frozenset(NEVER_GIVEN)


@cache
def _prices() -> dict[str, float]:
    """What the words cost; read when the first name is asked about."""
    lists = parse(_FILE.read_text(encoding="utf-8").splitlines())
    namelike = (KNOWN.words, OPENERS.words, AFTER.words, ADVERBS.words, JOINTS)
    prices = {word: _NAMELIKE for words in namelike for word in words}
    prices |= {
        word: _WORD for words in (ROLES.words, FUNCTION.words, NOT_HUMAN.words, lists["common"]) for word in words
    }
    prices |= dict.fromkeys(lists["also names"], _NAMELIKE)
    prices = {word: price for word, price in prices.items() if len(word) > 1}
    prices |= dict.fromkeys(_HARDLY_GIVEN - IN_SLOTS, _HARDLY)
    prices |= dict.fromkeys(_SINGLE, _PARTICLE)
    return prices


def is_explained(text: str, start: int, end: int) -> bool:
    """Whether the text around reads better as words than with a name from `start` to `end`."""
    if _prices().get(text[start:end]) == _WORD:
        return True
    first, last = start, end
    if is_crossed(text, start) or is_crossed(text, end):
        while first > max(0, start - _AROUND) and _is_hanzi(text[first - 1]):
            first -= 1
        while last < min(len(text), end + _AROUND) and _is_hanzi(text[last]):
            last += 1
    return not _holds_name(text[first:last], start - first, end - first)


def is_crossed(text: str, place: int) -> bool:
    """Whether a word goes on over this place: where none does, what stands beyond it says nothing of the name."""
    if not 0 < place < len(text):
        return False
    prices = _prices()
    two, three = text[place - 1 : place + 2], text[max(0, place - 2) : place + 2]
    return two[:2] in prices or two in prices or three[:-1] in prices or three in prices


def may_be_called(word: str) -> bool:
    """Whether a word with a meaning is a name, too: 高原, 平安."""
    return _prices().get(word) == _NAMELIKE


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether a word that is no beginning of a name goes on over the end of this stretch: 告知书 over 告知, 联系方式 over 联系."""
    if end - start < 2:
        return False
    prices = _prices()
    return any(prices.get(text[start : end + further]) == _WORD for further in (1, 2) if end + further <= len(text))


@lru_cache(maxsize=1024)
def _holds_name(clause: str, start: int, end: int) -> bool:
    """Whether the cheapest reading of the clause has the name in it; where two cost the same, it has."""
    prices, name = _prices(), clause[start:end]
    cost, named = [0.0] + [float("inf")] * len(clause), [False] * (len(clause) + 1)

    def go(place: int, length: int, price: float, is_name: bool = False) -> None:
        reached = cost[place] + price
        if reached < cost[place + length] or (is_name and reached == cost[place + length]):
            cost[place + length], named[place + length] = reached, is_name or named[place]

    for place in range(len(clause)):
        go(place, 1, _UNKNOWN)
        for length in range(1, min(_LONGEST, len(clause) - place) + 1):
            price = prices.get(clause[place : place + length])
            if price is not None:
                begun = place == start and price == _NAMELIKE and length < len(name)
                go(place, length, _BEGUN if begun else price)
        if place == start:
            go(place, len(name), min(_price_of_name(name), prices.get(name, _HARDLY_A_NAME)), is_name=True)
    return named[-1]


def _price_of_name(name: str) -> float:
    """How much speaks against a name that is made like this one."""
    compound = name[:2] in COMPOUND and len(name) > 2
    given = name[2:] if compound else name[1:]
    twice = name[0] == name[1:2] and name[0] not in _SINGLE
    if given in _FAMILIAR or twice or (name[0] in "小老阿" and len(name) == 2):
        return _FAMILIAR_NAME
    if len(name) > 4 or _NEVER.intersection(given):
        return _HARDLY_A_NAME
    price = 1.0 if compound else _price_of_first(name[0])
    if len(given) != 2 or given[0] != given[1]:
        price += sum(1.5 if character in _HARDLY_GIVEN else 1.0 for character in given if character not in _USUAL)
    if not compound and len(name) > 2 and not _USUAL.issuperset(given) and _prices().get(name[:2]) == _WORD:
        price += 1.5
    price -= 0.6 * (not _TELLING.isdisjoint(given))
    return price + (len(name) == 4 and name[0] not in COMMON and not compound)


def _price_of_first(character: str) -> float:
    if character in IN_SLOTS:
        return 1.5 if character in COMMON and character not in IN_WORDS else 2.4
    return 4.5 if character in _HARDLY_GIVEN else 3.0


def _is_hanzi(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
