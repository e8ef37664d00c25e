"""Numbers as they are printed: what is counted, what was rounded, and what is only part of a date or a document number.

A number is never exactly its digits where it was rounded: `34.6%` is anything from 34.55 to 34.65. What is counted in whole
things (件, 人, 家…) is exact. So a figure is called wrong only if no values within rounding can give it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from math import prod

from reportgen.chinese.numerals import LARGE, VALUES, from_hanzi, to_hanzi
from reportgen.chinese.words.lists import one_of
from reportgen.chinese.words.measures import COUNTED, MEASURED
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.texts.known import KnownPiece, edges, meeting, printing


class Kind(StrEnum):
    """What a number is; the value is the one character that stands for it in a sentence's skeleton (private use area)."""

    AMOUNT = "\ue001"
    PERCENT = "\ue002"
    POINTS = "\ue003"
    TIMES = "\ue004"
    ROUGH = "\ue005"
    OTHER = "\ue006"


_HARDLY = Decimal("0.02")  # of half the narrower of two spans: so far they can meet by chance alone


@dataclass(frozen=True, slots=True)
class Range:
    """All values from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Range") -> "Range":
        return Range(self.low - other.high, self.high - other.low)

    def __truediv__(self, other: "Range") -> "Range":
        """The quotient; both ranges must be positive."""
        return Range(self.low / other.high, self.high / other.low)

    def times(self, factor: int) -> "Range":
        """The range times a positive whole number."""
        return Range(self.low * factor, self.high * factor)

    def apart(self, other: "Range") -> Decimal:
        """How far two ranges are from each other; 0 where they meet."""
        return max(self.low - other.high, other.low - self.high, Decimal(0))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    `text` is as printed, with its unit; `half` half a unit of its last printed place (0 for what is counted); `scale` 万 or the
    like, already in `value`; `unit` the measure word without it. `figure` is the id of the figure that it prints, "" for a number for
    which none answers.
    """

    kind: Kind
    text: str
    value: Decimal = Decimal(0)
    half: Decimal = Decimal(0)
    unit: str = ""
    scale: str = ""
    figure: str = field(default="", compare=False)

    @property
    def range(self) -> Range:
        """What the number can have been before it was rounded."""
        return Range(self.value - self.half, self.value + self.half)

    def holds(self, right: Range) -> bool:
        """Whether the number can be the rounded form of a value in the range; two spans that hardly touch do not meet."""
        own = self.range
        if right.low == right.high or not self.half:
            return own.apart(right) == 0
        narrow = min(self.half, (right.high - right.low) / 2)
        return min(own.high, right.high) - max(own.low, right.low) > narrow * _HARDLY

    def nearly(self, right: Range) -> bool:
        """Whether it misses the range by no more than one unit of its last place, as a number cut off instead of rounded does.

        Multiples (倍) are no such numbers: three times for twice is a mistake of its own.
        """
        return self.kind is not Kind.TIMES and self.range.apart(right) <= 2 * self.half

    def printed(self, value: Decimal) -> str:
        """Another value as this number would print it: as many places, same scale and unit."""
        if self.text[:1] in VALUES or self.text[:1] == "十":
            return f"{to_hanzi(int(value)) if 0 <= value < _IN_HANZI else value}{self.unit}"
        last = Decimal(1).scaleb(-_places(self.text))
        return f"{(value / _factor(self.scale)).quantize(last, ROUND_HALF_UP)}{self.scale}{self.unit}"


_SCALES = {"千": Decimal(1000)} | {sign: Decimal(size) for sign, size in LARGE.items()}
_UNITS = one_of(sorted(COUNTED | MEASURED))
_NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_OTHER = "|".join(
    (
        r"[〔\[［【(（]?(?:19|20)\d\d[〕\]］】)）]第?\d+号?",
        r"(?:19|20)\d\d年?[—–\-－~～至到](?:19|20)\d\d年?",
        r"(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}[日号])?)?",
        r"(?:19|20)\d\d[./\-](?:1[0-2]|0?[1-9])(?:[./\-]\d{1,2})?(?![\d%‰万亿元件人倍个])",
        r"\d{1,2}月(?:份|\d{1,2}[日号])?(?:[—–\-－~～至到]\d{1,2}月?(?:\d{1,2}[日号]?)?)?",
        r"\d{1,2}[—–\-－~～至到]\d{1,2}月",
        r"前\d{1,2}个月",
        r"\d{1,2}[日号](?:[—–\-－~～至到]\d{1,2}[日号])?",
        r"\d{1,2}[时点](?:\d{1,2}分)?(?!\d)",
        r"\d{1,2}:\d{2}(?::\d{2})?",
        rf"(?:{_NUMBER})(?:%|万|亿)?(?:{_UNITS})?[—–\-－~～/]+(?:{_NUMBER})(?:%|‰)?(?:万|亿)?(?:{_UNITS})?",
        rf"(?:{_NUMBER})[至到](?:{_NUMBER})(?:%|‰)?(?:万|亿)?(?:{_UNITS})?",
        r"[A-Za-z][A-Za-z.\-]{0,20}\d[\w.\-]{0,40}",
        r"(?:第|[NnＮ]o\.?|编号|卡号|账号)[:：]?\d[\d\-]*(?:[号条款项章节页期届次位名个轮批组季度]{0,2})",
        rf"(?:电话|热线)[:：]?\d[\d\-]*(?![\d.,]|万|%|{_UNITS})",
        r"(?:(?<!代)附?[图表]|附件)\d+(?:[.\-—–]\d+)*",
        r"\d+(?:\.\d+){2,}",
        r"\d+[A-Za-z#]\w*",
        r"\d{1,3}，\d{3}(?!\d)",
    )
)
_PATTERN = lazily(
    rf"(?P<other>{_OTHER})"
    r"|(?P<words>百分之(?:\d+(?:\.\d+)?|[零〇一二三四五六七八九十百两]+(?:点[零〇一二三四五六七八九]+)?))"
    r"|(?P<before>(?<![节预签违合条制公契])约为?|大约|大概|近|将近|接近|超过?|逾|超出|不足|不到|至少|最多|不少于|不低于|不超过|高于|低于|上下|每)?"
    rf"(?P<number>{_NUMBER})"
    r"(?P<odd>多|余|来|几)?(?P<scale>万亿|[万亿]|千(?![克米瓦]))?(?P<odd2>多|余)?"
    rf"(?P<unit>个百分点|百分点|%|‰|倍|{_UNITS})?"
    r"(?P<after>左右|上下|以上|以下|以内|以外|(?:多|余)(?!\d|出|于|下|额)|/)?",
    re.ASCII,
)
_DIGITS = lazily(r"\d+(?:[.,]\d+)*", re.ASCII)
_DECIMALS = lazily(r"\.(\d+)")
_LONGEST = 15
_IN_HANZI = 10_000  # smaller numbers are printed in hanzi where the text prints them so


def _places(text: str) -> int:
    found = _DECIMALS.search(text)
    return len(found[1]) if found else 0


def figures(*numbers: Quantity) -> bool:
    """Whether each of the numbers prints a figure: what they are to each other is told by their formulas, not by patterns."""
    return all(one.figure for one in numbers)


def quantities(text: str, known: Sequence[KnownPiece] = ()) -> list[tuple[int, int, Quantity]]:
    """Every number of a text with its beginning and end; the text has half-width digits and no spaces (`sentences.plain`).

    A number ends where a figure begins or ends (`known`), and digits of a name are no number of the text.
    """
    if not known:
        return [(*found.span(), _quantity(found)) for found in _PATTERN.finditer(text)]
    return list(_known_quantities(text, known))


_BARE = lazily(r"\d+(?:\.\d+)?", re.ASCII)
_FEWEST = 3  # 一、二 of a kind may be a guess (1、2天), three are a list


def with_units(text: str, found: list[tuple[int, int, Quantity]]) -> list[tuple[int, int, Quantity]]:
    """The same numbers; those of a list that gives its unit once (8、12、15、18分钟) are amounts as its last one is."""
    given = list(found)
    end = len(given)
    while end > 0:
        start = end - 1
        while start > 0 and _of_one_list(text, given[start - 1], given[start]):
            start -= 1
        last = given[end - 1][2]
        alone = start == 0 or text[given[start][0] - 1] != "、"
        if end - start >= _FEWEST and alone and last.kind in (Kind.AMOUNT, Kind.PERCENT):
            given[start : end - 1] = [(first, end_, _as(one, last)) for first, end_, one in given[start : end - 1]]
        end = start
    return given


def _of_one_list(text: str, one: tuple[int, int, Quantity], other: tuple[int, int, Quantity]) -> bool:
    bare = one[2].kind is Kind.OTHER and _BARE.fullmatch(one[2].text) is not None
    return bare and text[one[1] : other[0]] in {"、", "和", "及", "与"}


def _as(one: Quantity, last: Quantity) -> Quantity:
    value, step = Decimal(one.text), Decimal(1).scaleb(-_places(one.text))
    made = _amount(one.text, value, step, last.scale, last.unit)
    return replace(made, kind=last.kind, half=step / 2) if last.kind is Kind.PERCENT else made


def _known_quantities(text: str, known: Sequence[KnownPiece]) -> Iterator[tuple[int, int, Quantity]]:
    for start, end, name in edges(text, known):
        if name:
            for found in _DIGITS.finditer(text, start, end):
                yield found.start(), found.end(), Quantity(Kind.OTHER, found[0])
            continue
        for found in _PATTERN.finditer(text, start, end):
            pieces = meeting(known, *found.span())
            figure = next((one.figure for one in pieces if one.figure), "")
            quantity = _quantity(found)
            yield (
                found.start(),
                found.end(),
                replace(quantity, figure=figure) if figure and printing(found[0], pieces) else quantity,
            )


def _quantity(found: re.Match[str]) -> Quantity:
    if found["words"]:
        return _percent_in_words(found[0])
    if found["other"] or len(found["number"]) > _LONGEST:
        return Quantity(Kind.OTHER, found[0])
    unit = found["unit"] or ""
    digits = found["number"].replace(",", "")
    value, last = Decimal(digits), Decimal(1).scaleb(-_places(digits))
    if _is_about(found):
        return _about(found[0], value, last, found["scale"] or "", unit)
    if found["before"] or found["odd"] or found["odd2"] or found["after"] or unit == "‰":
        factor = _factor(found["scale"] or "")
        return Quantity(Kind.ROUGH, found[0], value * factor, last * factor / 2, unit, found["scale"] or "")
    if unit == "%":
        return Quantity(Kind.PERCENT, found[0], value, last / 2, "%")
    if unit in {"个百分点", "百分点"}:
        return Quantity(Kind.POINTS, found[0], value, last / 2, unit)
    if unit == "倍":
        return Quantity(Kind.TIMES, found[0], value, last / 2 if last < 1 else value * _WHOLE_TIMES, "倍")
    if not unit and not found["scale"]:
        return Quantity(Kind.OTHER, found[0])
    return _amount(found[0], value, last, found["scale"] or "", unit)


_WHOLE_TIMES = Decimal("0.1")  # of a whole multiple: 3倍 is said of 2.7 to 3.3 times
_ABOUT = {"约", "约为", "大约", "大概", "左右", "上下"}
_LOOSELY = Decimal("0.08")  # of its value: so far from the right one a number can be that is called about so much


def _is_about(found: re.Match[str]) -> bool:
    """Whether a number is said to be about so much, and nothing else of it."""
    words = {one for one in (found["before"], found["after"]) if one}
    return bool(words) and words <= _ABOUT and bool(found["unit"]) and not (found["odd"] or found["odd2"])


def _about(text: str, value: Decimal, last: Decimal, scale: str, unit: str) -> Quantity:
    factor = _factor(scale)
    kind = {"%": Kind.PERCENT, "个百分点": Kind.POINTS, "百分点": Kind.POINTS, "倍": Kind.TIMES}.get(unit, Kind.AMOUNT)
    half = max(last * factor / 2, value * factor * _LOOSELY)
    return Quantity(kind if unit != "‰" else Kind.ROUGH, text, value * factor, half, unit, scale)


def _amount(text: str, value: Decimal, last: Decimal, scale: str, unit: str) -> Quantity:
    """A number with a measure word, exact where whole things are counted and nothing is left out by 万 or a decimal point."""
    factor = _factor(scale)
    exact = unit in COUNTED and not scale and last == 1
    half = Decimal(0) if exact else last * factor / 2
    return Quantity(Kind.AMOUNT, text, value * factor, half, unit, scale)


def _factor(scale: str) -> Decimal:
    """What 万, 亿 or 万亿 multiplies by."""
    return prod((_SCALES[sign] for sign in scale), start=Decimal(1))


def _percent_in_words(text: str) -> Quantity:
    """`百分之三十四点六` or `百分之34.6`."""
    words = text.removeprefix("百分之")
    if words[0].isascii():
        value, places = Decimal(words), _places(words)
    else:
        whole, _, rest = words.partition("点")
        number = from_hanzi(whole)
        if number is None:
            return Quantity(Kind.OTHER, text)
        value, places = Decimal(f"{number}.{''.join(str(VALUES[char]) for char in rest) or 0}"), len(rest)
    return Quantity(Kind.PERCENT, text, value, Decimal(1).scaleb(-places) / 2, "%")
