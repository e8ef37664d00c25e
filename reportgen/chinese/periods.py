"""Stretches of time in words, by their kind: a year (`Y`), half-year (`H`), quarter (`Q`) or month (`M`); printed, and read.

A run of other months is `T` where it begins in January (前三季度), else `R` (7—8月).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.chinese.numerals import COUNTING, from_digits, from_hanzi, to_hanzi

QUARTERS, HALVES, THIRDS = "一二三四", "上下", "上中下"
"""How the quarters and halves of a year and the thirds of a month are told apart: 三季度, 上半年, 中旬."""
KINDS = {"Q": "季度", "H": "半年度", "Y": "年度", "M": "月", "T": "年度同期", "R": "时段"}
"""What several of them are in a heading: 近八个季度, 近三个年度同期."""
IN_A_ROW = {"Q": "个季度", "H": "个半年度", "Y": "年", "M": "个月", "T": "年", "R": "个时段"}
"""What several of them are counted in: 三个季度."""
THIS = {"Q": "本季度", "H": "本期", "Y": "本年度", "M": "本月", "T": "本期", "R": "本期"}
PREVIOUS = {"Q": "上季度", "Y": "上年度", "M": "上月"}
"""The one before; that before a half-year is named by its half, that before a run by its months, and that before 前三季度 is that of last year."""
YEAR_AGO = "上年同期"
PART_OF_YEAR = rf"第?[{QUARTERS}1-4]季度|\d{{1,2}}月份?|[{HALVES}]半年"
"""The pattern of a part of a year as it is written in ledgers, digits half-width: 一季度, 7月份, 上半年."""
JANUARY = "元"
"""How January is told beside 一: 元月."""
MONTHS = {to_hanzi(number): number for number in range(1, 13)} | {JANUARY: 1}
"""What may stand before 月 in hanzi."""
PARTS_OF_DAY = ("上午", "下午", "中午", "凌晨", "清晨", "早晨", "早上", "傍晚", "晚上", "晚间", "夜间", "夜里", "晚")
"""What may stand between a day and its hour."""

_SO_FAR = {3: "第一季度", 6: "上半年", 9: "前三季度", 12: "全年"}


def quarter(number: int) -> str:
    """第三季度."""
    return f"第{QUARTERS[number - 1]}季度"


def half(number: int) -> str:
    """上半年."""
    return f"{HALVES[number - 1]}半年"


def months(first: int, last: int) -> str:
    """7—9月, 7月."""
    return f"{first}月" if first == last else f"{first}—{last}月"


def so_far(last: int) -> str:
    """What of a year is over by the end of a month, by name: 第一季度, 上半年, 前三季度, 全年, else 1—8月."""
    return _SO_FAR.get(last, months(1, last))


def third(day: int) -> str:
    """The third of a month in which a day lies: 中旬."""
    return f"{THIRDS[min((day - 1) // 10, 2)]}旬"


@dataclass(frozen=True, slots=True)
class Months:
    """A run of months of one year, which may not be said: `count` of them from month `first` on."""

    year: int | None
    first: int
    count: int

    @classmethod
    def of(cls, year: int | None, first: int, last: int) -> "Months | None":
        """From one month to another; None where there are no such months."""
        return cls(year, first, last - first + 1) if 1 <= first <= last <= 12 else None


_IDEOGRAPHS = "[〇○零一二三四五六七八九]"
_YEAR = rf"\d{{4}}|{_IDEOGRAPHS}{{4}}"
_NUMBER = rf"\d{{1,2}}|[{COUNTING}]{{1,2}}"
_MONTH = rf"{_NUMBER}|{JANUARY}"
_PERIOD = (
    rf"(?:(?P<year>{_YEAR})(?:年度?)?)?(?:第?(?P<quarter>[{QUARTERS}1-4])季度?|(?P<half>[{HALVES}])半年"
    rf"|前(?P<quarters>[二两三23])个?季度|前(?P<months>{_NUMBER})个月|(?P<month>{_MONTH})月份?"
    rf"|(?P<first>{_MONTH})月?(?:[-~—–]+|至|到)(?:(?P<again>{_YEAR})年)?(?P<last>{_NUMBER})月份?)"
    rf"|(?P<whole>{_YEAR})(?:年度?|年?全年)"
)
_SPELLED = re.compile(_PERIOD, re.ASCII)
_WITHIN = re.compile(
    rf"(?<![\d〇○零一二三四五六七八九])(?=(?:{_YEAR})年)(?:{_PERIOD})(?:(?P<day>\d{{1,2}}|[{COUNTING}]{{1,3}})[日号]|(?P<third>[{THIRDS}])旬)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of time as it stands in a sentence: `day` is the last day of the month that it means, where it says one."""

    text: str
    months: Months
    day: int | None


def mentions(text: str) -> Iterator[Mention]:
    """All stretches of time whose year is told: 2026年第一季度(末前), 2026年底, 2026年3月31日, 2026年3月上旬, 二〇二六年上半年."""
    for found in _WITHIN.finditer(text):
        months = _months(found)
        if months is not None:
            third_ends = {THIRDS[0]: 10, THIRDS[1]: 20}
            day = from_hanzi(found["day"]) if found["day"] else third_ends.get(found["third"] or "")
            yield Mention(found[0], months, day)


def read_months(text: str) -> Months | None:
    """What people write for a period, without blanks and with half-width digits; None where it is none.

    2026年第三季度, 2026年三季度, 三季度, 2026年上半年, 2026年前三季度, 2026年前9个月, 2026年7月, 2026年元月, 2026年1—9月, 2026年1月至2026年9月, 2026年度.
    """
    found = _SPELLED.fullmatch(text)
    return _months(found) if found else None


def _months(found: re.Match[str]) -> Months | None:
    number = {
        name: _number(name, value)
        for name, value in found.groupdict().items()
        if value and name not in ("day", "third")
    }
    year = number.get("year")
    if "whole" in number:
        return Months.of(number["whole"], 1, 12)
    if "quarter" in number:
        return Months.of(year, 3 * number["quarter"] - 2, 3 * number["quarter"])
    if "half" in number:
        return Months.of(year, 6 * number["half"] - 5, 6 * number["half"])
    if "quarters" in number:
        return Months.of(year, 1, 3 * number["quarters"])
    if number.get("again", year) != year:
        return None
    if "months" in number:
        return Months.of(year, 1, number["months"])
    first = number["month"] if "month" in number else number["first"]
    return Months.of(year, first, number.get("last", first))


def _number(name: str, text: str) -> int:
    """The value of a part of such a spelling, 0 where it is no number: 十一, 二〇二六; 上 is the first half, 元 the first month."""
    if name == "half":
        return HALVES.index(text) + 1
    if text == JANUARY:
        return MONTHS[text]
    read = from_digits if name in ("year", "again", "whole") else from_hanzi
    return read(text) or 0
