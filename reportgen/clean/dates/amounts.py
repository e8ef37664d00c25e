"""Numbers as clerks type them: with their unit (12件), with commas (1,234), by ten thousand (3.5万), in hanzi (十五日)."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_HANZI = {hanzi: value for value, hanzi in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+"
_AMOUNT = re.compile(rf"(?P<sign>[-+]?)(?P<number>{_NUMBER})(?P<large>[万亿]?)(?P<unit>[^\d,.]{{0,8}})")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and what it counts ("" where that is not said)."""

    value: Decimal
    unit: str = ""


def read_amount(value: object) -> Amount | None:
    """The number in a cell: `12件`, `1,234`, `３．５万`, `十五日`; None where there is none, or only about (`约12件`)."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = "".join(unicodedata.normalize("NFKC", str(value)).split())
    found = _AMOUNT.fullmatch(text)
    if not found:
        return None
    number = _plain(found["number"])
    if number is None:
        return None
    number *= _LARGE.get(found["large"], 1)
    return Amount(-number if found["sign"] == "-" else number, found["unit"])


def _plain(text: str) -> Decimal | None:
    if text[0].isascii():
        return Decimal(text.replace(",", ""))
    number = _hanzi(text)
    return None if number is None else Decimal(number)


def _hanzi(text: str) -> int | None:
    """`十五` is 15, `一百零五` 105, `二〇` 20; `三五` (three to five) is no number."""
    if not any(character in _TENS for character in text):
        exact = len(text) == 1 or "〇" in text or "零" in text
        return int("".join(str(_HANZI[character]) for character in text)) if exact else None
    total, digit = 0, 0
    for character in text:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        else:
            digit = _HANZI[character]
    return total + digit
