"""Numbers in hanzi, read and printed: 十二, 一百零五, 二〇二六."""

import re

DIGITS = "零一二三四五六七八九"
IDEOGRAPHS = "〇" + DIGITS[1:]
"""As years are written, digit by digit."""
LEGAL = "零壹贰叁肆伍陆柒捌玖"
"""As on receipts, where no stroke may be added."""
COUNTING = DIGITS[1:] + "十"
"""What clauses, floors and groups are counted with."""
ORDINAL = f"[{COUNTING}]{{1,3}}"
"""The pattern of a number that counts clauses: 一, 十, 二十一."""
CHARACTERS = IDEOGRAPHS[0] + DIGITS + "十百千两"
"""All that numbers below ten thousand are written with."""
LARGE = {"万": 10_000, "亿": 100_000_000}
"""What numbers are shortened by: 3.5万."""
LARGE_SIGNS = "".join(LARGE)
STEMS = "甲乙丙丁戊己庚辛壬癸"
"""What lists and people without a name are counted with."""
VALUES = {char: value for value, char in enumerate(DIGITS)} | {"〇": 0, "两": 2}
"""What each digit stands for."""

_PLACES, _LEGAL_PLACES = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_NUMBER_IN_NAME = re.compile(rf"[0-9]+|[{CHARACTERS}]+")
_TENS = {"十": 10, "百": 100, "千": 1000}
_CLAIM = re.compile(rf"(?:第|连续|近)(?P<number>[{CHARACTERS}]+)(?=位|个|年)")
_LOOK_LIKE_ZERO = str.maketrans(dict.fromkeys("○oOοΟ", "〇"))


def to_hanzi(number: int) -> str:
    """A whole number from 0 to 9999 as it is read: 10 -> 十, 12 -> 十二, 105 -> 一百零五. Raises ValueError beyond."""
    spelled = _spelled(number, DIGITS, _PLACES)
    return spelled.removeprefix("一") if 10 <= number <= 19 else spelled


def quantity(number: int) -> str:
    """A whole number before a measure word: 2 -> 两, others as `to_hanzi`."""
    return "两" if number == 2 else to_hanzi(number)


def to_legal(number: int) -> str:
    """A whole number from 0 to 9999 as on receipts: 15 -> 壹拾伍. Raises ValueError beyond."""
    return _spelled(number, LEGAL, _LEGAL_PLACES)


def to_digits(number: int) -> str:
    """A whole number digit by digit, as years are written: 2026 -> 二〇二六."""
    return "".join(IDEOGRAPHS[int(digit)] for digit in str(number))


def _spelled(number: int, digits: str, places: tuple[str, ...]) -> str:
    if not 0 <= number <= 9999:
        raise ValueError(number)
    spelled, gap = "", False
    text = str(number)
    for place, digit in zip(range(len(text) - 1, -1, -1), map(int, text), strict=True):
        if digit:
            spelled += (digits[0] if gap and spelled else "") + digits[digit] + places[place]
        gap = not digit
    return spelled or digits[0]


def from_hanzi(text: str) -> int | None:
    """The value of a number below ten thousand: `十二` -> 12, `两百零三` -> 203, `12` -> 12; None where it is none (`三五`, `百`)."""
    if text.isascii() and text.isdecimal():
        return int(text) if len(text) < 6 else None
    total, digit = 0, -1
    for char in text:
        if char in _TENS and (digit > 0 or (digit == -1 and char == "十")):
            total, digit = total + max(digit, 1) * _TENS[char], -1
        elif char in VALUES and digit < 1:
            digit = VALUES[char]
        else:
            return None
    return total + max(digit, 0) if text else None


def claimed(text: str) -> int | None:
    """The number that a claim in words says: 首位 -> 1, 第二位 -> 2, 已连续三个季度下降 -> -3, 在近八个季度中首次 -> 8; None where it is no claim."""
    found = _CLAIM.search(text)
    if found is None:
        return 1 if "首位" in text else None
    value = from_hanzi(found["number"])
    return -value if value is not None and text.endswith("下降") else value


def from_digits(text: str) -> int | None:
    """The value of a number that is written digit by digit, in hanzi, Arabic or both: `二〇二六` -> 2026; what looks like 〇 (○, O) is one.

    None where there is another character.
    """
    digits = [char if char.isdecimal() else VALUES.get(char) for char in text.translate(_LOOK_LIKE_ZERO)]
    return int("".join(map(str, digits))) if digits and None not in digits else None


def natural_order(name: str) -> tuple[tuple[int, str], ...]:
    """A key by which names are sorted as people list them: 第9村 before 第10村, 二中 before 十中; letters in the order of their code."""
    parts: list[tuple[int, str]] = []
    end = 0
    for found in _NUMBER_IN_NAME.finditer(name):
        parts += [(-1, name[end : found.start()]), (_worth(found[0]), found[0])]
        end = found.end()
    return (*parts, (-1, name[end:]))


def _worth(text: str) -> int:
    number = int(text[:15]) if text.isdecimal() else from_hanzi(text)
    return -1 if number is None else number
