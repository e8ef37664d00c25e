"""The stretch of months that words name: 一季度, 1—6月, 上半年, 7月份, 2020年全年."""

import re
from dataclasses import dataclass
from functools import cached_property

from reportgen.chinese.numerals import from_hanzi
from reportgen.review.text_audit.patterns import lazily

_H = "[一二三四五六七八九十]{1,2}"
_YEAR = r"(?:(?P<year>(?:19|20)\d\d)年|(?P<when>今年|本年度?|上年|去年|前年))?(?:度|的)?(?:同期)?"
_STRETCH = lazily(
    _YEAR
    + rf"(?:前(?P<quarters>[一二两三])个?季度|第?(?P<from>[一二三四1-4])(?:季度)?[—–\-－~～至到]+第?(?P<to>[一二三四1-4])季度|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<whole>全年)"
    rf"|前(?P<months>{_H}|\d{{1,2}})个月"
    rf"|(?P<first>\d{{1,2}}|{_H})月?份?[—–\-－~～至到]+(?P<last>\d{{1,2}}|{_H})月(?![\d一二三四五六七八九十]{{1,2}}[日号])份?"
    rf"|(?P<month>\d{{1,2}}|{_H})月(?![\d一二三四五六七八九十]{{1,2}}[日号])份?)"
)
_ALONE = lazily(r"(?P<year2>(?:19|20)\d\d)年(?!\d)|(?P<when2>今年|本年度?|上年|去年|前年)(?!同期)")
_ANY = lazily(f"{_STRETCH.pattern}|{_ALONE.pattern}")
_CALENDAR = lazily("[年月季]")
_RELATIVE = {"今年": 0, "本年": 0, "本年度": 0, "上年": -1, "去年": -1, "前年": -2}


@dataclass(frozen=True)
class Stretch:
    """Months `first` to `last` of a year: 2026, 0 for this year, -1 for the last, None where no year is named; `text` as printed."""

    year: int | None
    first: int
    last: int
    text: str
    end: int = 0

    @cached_property
    def months(self) -> frozenset[int]:
        """The months."""
        return frozenset(range(self.first, self.last + 1))


def stretches(text: str) -> list[Stretch]:
    """The stretches that a text names, in order; a year by itself is twelve months. Months that do not exist are left out."""
    found: list[Stretch] = []
    taken = 0
    for match in _ANY.finditer(text) if _CALENDAR.search(text) else ():
        if match.start() >= taken and (one := _stretch(match)) is not None:
            found.append(one)
            taken = match.end()
    return found


_QUARTERS = lazily("四个季度|各季度|每个季度")
_EACH = lazily("各月|逐月|每月|各个月|分别|依次")


def spread(text: str, count: int) -> list[Stretch]:
    """The stretches that a text names, or, where it names one of `count` months, or all quarters, each of these."""
    found = stretches(text)
    if not found and count == 4 and _QUARTERS.search(text):
        return [Stretch(None, first, first + 2, "") for first in (1, 4, 7, 10)]
    if len(found) == 1 < count == len(found[0].months) and _EACH.search(text):
        one = found[0]
        return [Stretch(one.year, month, month, "") for month in range(one.first, one.last + 1)]
    return found


def _stretch(match: re.Match[str]) -> Stretch | None:
    digits, when = match["year"] or match["year2"], match["when"] or match["when2"]
    year = int(digits) if digits else _RELATIVE.get(when or "")
    first, last = _months(match)
    return Stretch(year, first, last, match[0], match.end()) if 1 <= first <= last <= 12 else None


def _months(match: re.Match[str]) -> tuple[int, int]:
    number = {
        name: from_hanzi(match[name]) or 0
        for name in ("quarters", "quarter", "months", "first", "last", "month")
        if match[name]
    }
    if "quarters" in number:
        return 1, 3 * number["quarters"]
    if "quarter" in number:
        return 3 * number["quarter"] - 2, 3 * number["quarter"]
    if match["from"]:
        return 3 * (from_hanzi(match["from"]) or 1) - 2, 3 * (from_hanzi(match["to"]) or 1)
    if match["half"]:
        return (1, 6) if match["half"] == "上" else (7, 12)
    if "months" in number:
        return 1, number["months"]
    if "month" in number:
        return number["month"], number["month"]
    return (number["first"], number["last"]) if "first" in number else (1, 12)
