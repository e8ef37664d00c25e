"""Moments and lengths of time that a text names: 12月3日早8时, 次日, 2023年2月; 60小时, 18个月, 一年半."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from reportgen.chinese.numerals import from_hanzi
from reportgen.review.text_audit.patterns import lazily

DAY = 24 * 60  # minutes
_MOMENT = lazily(
    r"(?:(?P<year>(?:19|20)\d\d)年|(?P<which>今年|本年|当年|同年|去年|上年|次年|翌年|第二年))?"
    r"(?:(?<!\d)(?P<month>\d{1,2})月(?!龄|均|大|嫂)|(?P<within>同月|当月|本月|次月))?"
    r"(?:(?<!\d)(?P<day>\d{1,2})[日号](?!线|楼|院|文|令|均|[之以]?内|[时期]限|后|期|的?法定|之久))?"
    r"(?P<then>次日|翌日|第二天|当日|当天|同日|次晨)?"
    r"(?P<part>凌晨|清晨|早上|早晨|早|上午|中午|下午|午后|傍晚|晚上|晚间|晚|夜间|夜里|深夜)?"
    r"(?:(?<![\d.])(?P<hour>\d{1,2})(?:(?:时|点)(?!间|段|限|效|候|击|位|[多余\d]*个)|[:：](?=\d\d(?!\d)))(?:(?P<minute>\d{1,2})分?(?!之|钟)|(?P<half>半))?)?"
)
_ANY = lazily(r"\d[日号时点:：]|\d月|年\d|次日|翌日|第二天")
_LATER = ("下午", "午后", "傍晚", "晚", "夜", "深夜")
_N = r"\d{1,4}(?:\.\d+)?|[一二两三四五六七八九十]{1,3}"
_LENGTH = lazily(
    rf"(?<![\d.第年月])(?:(?P<years>{_N})(?:周年|年)(?:零?(?P<rest>{_N})个月|(?P<year_half>半))?(?![级度代初底末前的]|来)"
    rf"|(?P<months>{_N})个(?P<month_half>半)?月|(?P<weeks>{_N})(?:周|个星期)(?!岁|年|边|围)"
    rf"|(?P<worked>{_N})个?工作日|(?P<days>{_N})(?:个?(?:自然日|日历日|日历天|昼夜|日夜)|天|日)(?!均)"
    rf"|(?P<hours>{_N})个?(?P<hour_half>半)?小时(?:零?(?P<more>\d{{1,2}})分钟?)?|(?P<minutes>{_N})分钟?(?![之\d]))"
)


@dataclass(frozen=True)
class Moment:
    """A day, or the month in which it is (`day` 0), with the minute of the day where one is named; from `start` to `end` in its text.

    `dated` says that the text names the year itself or one before did.
    """

    start: int
    end: int
    year: int
    month: int
    day: int = 0
    minute: int | None = None
    dated: bool = False
    loose: bool = False

    @property
    def date(self) -> date:
        """The day; the first of the month where none is named."""
        return date(self.year, self.month, self.day or 1)


@dataclass(frozen=True)
class Length:
    """A length of time from `start` to `end` in its text: `size` of its `unit` (minute, day, worked, week, month), `fine` the error of saying so."""

    start: int
    end: int
    words: str
    unit: str
    size: Decimal
    fine: Decimal


def moments(text: str) -> list[Moment]:
    """The moments that a text names, in order; none where one of them does not exist."""
    found: list[Moment] = []
    if not _ANY.search(text):
        return found
    for match in _MOMENT.finditer(text):
        if match.end() == match.start():
            continue
        try:
            one = _moment(match, found[-1] if found else None)
        except ValueError:
            return []
        if one is not None:
            found.append(one)
    return found


_ASSUMED = 2025  # of a day whose year no text names


def _moment(match: re.Match[str], last: Moment | None) -> Moment | None:
    """None for words that say too little of when it was."""
    hour, then = match["hour"], match["then"]
    named = bool(match["month"] or match["within"] or (match["day"] and last))
    if not (named and (match["day"] or match["year"] or match["which"])) and not hour and not (then and last):
        return None
    year = int(match["year"]) if match["year"] else last.year if last else _ASSUMED
    year += {"次年": 1, "翌年": 1, "第二年": 1, "去年": -1, "上年": -1}.get(match["which"] or "", 0)
    month = int(match["month"]) if match["month"] else last.month if last else 1
    month += match["within"] == "次月"
    day = int(match["day"] or 0)
    if not match["day"] and last and not match["month"] and not match["within"]:
        day = last.day
    of = date(year, month, day or 1)
    if then and last and then not in {"当日", "当天", "同日"}:
        of = last.date + timedelta(days=1)
        day = of.day
    dated = bool(match["year"]) or (last is not None and last.dated)
    return Moment(*match.span(), of.year, of.month, day, _minute(match), dated, loose=not match["part"])


def _minute(match: re.Match[str]) -> int | None:
    if not match["hour"]:
        return None
    hour = int(match["hour"])
    late = (match["part"] or "").startswith(_LATER) and hour < DAY // 120
    if hour > DAY // 60:
        raise ValueError
    return (hour + 12 * late) * 60 + (30 if match["half"] else int(match["minute"] or 0))


def lengths(text: str) -> Iterator[Length]:
    """The lengths of time that a text names, in order."""
    for match in _LENGTH.finditer(text):
        if (one := _length(match)) is not None:
            yield one


def _length(match: re.Match[str]) -> Length | None:
    span, words = match.span(), match[0]
    if match["years"]:
        years = _number(match["years"])
        size = 12 * years + _number(match["rest"]) + (6 if match["year_half"] else 0)
        return None if years > _OLDEST else Length(*span, words, "month", size, Decimal(1 if match["rest"] else 6))
    if match["months"]:
        half = Decimal("0.5") if match["month_half"] else Decimal(0)
        return Length(*span, words, "month", _number(match["months"]) + half, Decimal(1))
    if match["hours"]:
        hours = _number(match["hours"]) + (Decimal("0.5") if match["hour_half"] else 0)
        return Length(*span, words, "minute", hours * 60 + _number(match["more"]), Decimal(0 if match["more"] else 59))
    for name, unit in (("weeks", "week"), ("worked", "worked"), ("days", "day"), ("minutes", "minute")):
        if match[name]:
            return Length(*span, words, unit, _number(match[name]), Decimal(0))
    return None


_OLDEST = 150


def _number(words: str | None) -> Decimal:
    if not words:
        return Decimal(0)
    return Decimal(words) if words[0].isdigit() else Decimal(from_hanzi(words) or 0)
