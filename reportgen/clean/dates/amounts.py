"""Numbers as clerks type them: with their unit (12件), with commas (1,234), by ten thousand (3.5万), in hanzi (十五日)."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from reportgen.chinese.numerals import CHARACTERS, LARGE, LARGE_SIGNS, from_digits, from_hanzi

_NUMBER = rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|[{CHARACTERS}]+"
_AMOUNT = re.compile(rf"(?P<sign>[-+]?)(?P<number>{_NUMBER})(?P<large>[{LARGE_SIGNS}]?)(?P<unit>[^\d,.]{{0,8}})")


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
    number *= LARGE.get(found["large"], 1)
    return Amount(-number if found["sign"] == "-" else number, found["unit"])


def _plain(text: str) -> Decimal | None:
    if text[0].isascii():
        return Decimal(text.replace(",", ""))
    number = _hanzi(text)
    return None if number is None else Decimal(number)


def _hanzi(text: str) -> int | None:
    """`十五` is 15, `一百零五` 105, `二〇` 20; `三五` (three to five) is no number."""
    if not set(text) & set("十百千"):
        return from_digits(text) if len(text) == 1 or set(text) & set("〇零") else None
    return from_hanzi(text if text[0] not in "百千" else "一" + text)
