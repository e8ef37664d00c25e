"""One cell with a day: every spelling that ledgers use (DOMAIN 4), read without the rest of its column."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from enum import IntEnum

from reportgen.chinese.numerals import from_digits, from_hanzi
from reportgen.chinese.periods import HALVES, JANUARY, MONTHS, PARTS_OF_DAY, QUARTERS
from reportgen.chinese.words.lists import one_of

EARLIEST, LATEST = 1949, 2100
"""Years of cases; others are typing errors."""
CALENDAR_1904 = 1462
"""Days between the serial numbers of a workbook that counts from 1904 and those of one that counts from 1900."""
_SERIAL_START = date(1899, 12, 30)  # day 0 of Excel's calendar, its false leap day of 1900 allowed for
_SERIALS = range(18264, 73416)  # 1950-01-01 to 2100-12-31


class Sort(IntEnum):
    """How a cell names a day."""

    EMPTY = 0
    DAY = 1
    ROUGH = 2  # a month, a third of one or a few days of it: its middle is taken
    YEARLESS = 3  # `3月5日`: month and day
    OPEN = 4  # `3/5/2025`: the whole column decides which number is the month
    BAD = 5
    WIDE = 6  # a quarter or another stretch longer than a month: enough where the report asks for no less
    FAR = 7  # a day of a year in which no case came in: 1926, 2206
    UNSURE = 8  # `3/5/2025` in a column that mixes orders: it is one of two days


NO_DAY = frozenset({Sort.EMPTY, Sort.BAD, Sort.FAR})
"""Sorts without a day that a ledger may hold."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One cell, read.

    `day` is that of DAY, and the middle of ROUGH and WIDE; `parts` are (month, day, whether rough) for YEARLESS, the three
    numbers for OPEN; `stretch` is the first and last day of WIDE; `typed` marks a cell with a date value, not a text; `moved` is
    how many days the day in the county is after the written one, None where no other time zone is named.
    """

    sort: Sort
    day: date | None = None
    parts: tuple[int, ...] = ()
    stretch: tuple[date, date] | None = None
    typed: bool = False
    moved: int | None = None


EMPTY = Reading(Sort.EMPTY)
BAD = Reading(Sort.BAD)
FAR = Reading(Sort.FAR)
UNSURE = Reading(Sort.UNSURE)

_PART = "|".join((*PARTS_OF_DAY, "am", "pm"))
_AFTER_PART = "".join(sorted({word[-1] for word in PARTS_OF_DAY}))
_TIME = (
    rf"(?:(?:(?:{_PART})?\d{{1,2}}[:时点](?:\d{{1,2}}(?:[:分]\d{{1,2}}(?:\.\d+)?秒?|分)?)?(?:[ap]m)?(?:z|[+-]\d\d(?::?\d\d)?)?"
    rf"|(?:(?<=[ 日号{_AFTER_PART}])\d{{1,2}}\.\d{{2}})|(?:{_PART})?\d{{1,2}}[时点](?:半|[一三]刻)|{'|'.join(PARTS_OF_DAY)})(?:左右|前后|许|时许|多)?)"
)
_TAIL = rf"(?: ?(?:t?{_TIME}|\(?(?:星期|礼拜|周)[一二三四五六日天1-7]\)?)){{0,2}}"
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.年 \\、,。·](\d{{1,2}})[-/.月 \\、,。·](\d{{1,2}})[日号]?{_TAIL}")
_DIGITS = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}})(?:\d{{6}}|\d{{4}})?{_TAIL}")
_PLAIN = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_SHORT_YEAR = re.compile(rf"(\d{{2}})年(\d{{1,2}})月(\d{{1,2}})[日号]?{_TAIL}")
_MONTH = re.compile(r"(\d{4}|\d{2}(?=年))[-/.年](\d{1,2})月?(?:份)?")
_QUARTER = re.compile(rf"(\d{{4}})(?:年|-| )?(?:第? ?([{QUARTERS}1-4]) ?季度?|q([1-4]))")
_HALF = re.compile(rf"(\d{{4}})(?:年|-)?(?:([{HALVES}])半年|h([12]))")
_YEAR = re.compile(r"(\d{4})年度?")
_MONTH_ALONE = re.compile(r"(\d{1,2})月(?:份)?")
_TO = re.compile(r"[~、,]|至|到|-{1,2}")
_TIME_ALONE = re.compile(_TIME)
_BARE_DAY = re.compile(r"(\d{1,2})[日号]?")
_LONGEST_RANGE = 60
_SIX = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
_DAY_OF_PART = {
    "上旬": 5, "上中旬": 10, "中旬": 15, "中下旬": 20, "下旬": 25, "上半月": 8, "下半月": 23, "初": 5, "中": 15, "底": 25, "末": 25,
}  # fmt: skip
"""Parts of a month, and the day that is taken for each."""
_PART_OF_MONTH = re.compile(rf"(?:(\d{{4}}|\d{{2}})年)?(\d{{1,2}})月(?:份)?({one_of(_DAY_OF_PART)})")
_DAY_ALONE = re.compile(rf"(\d{{1,2}})[日号]?{_TAIL}")
_YEARLESS = re.compile(rf"(\d{{1,2}})(?:月|[-/.])(\d{{1,2}})[日号]?{_TAIL}")
_OPEN = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{1,2}}){_TAIL}")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_HANZI_NUMBER = re.compile(
    rf"{JANUARY}(?=月)|[〇○零一二三四五六七八九十廿卅o0]+(?=[年月日号])"
)  # also with the letter or the digit for 〇
_SHORT_YEARS = 50
"""Years of two digits up to this one are of this century."""
_QUOTES = "'‘’`"  # before what a spreadsheet was to leave as text
_OF_A_ZONE = re.compile(
    r"(?P<day>.*?[\d日])(?P<mark>t| |(?<=日))(?P<hour>\d{1,2}):(?P<minute>\d{2})(?P<second>:\d{2}(?:\.\d+)?)? ?(?P<zone>z|utc|gmt|(?:utc|gmt)?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?)"
)
"""A day with a time of day and its time zone: `Z`, `+00:00`, PostgreSQL's `+08`."""
_BASIC = re.compile(r"(\d{8})t(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(?=z$|[+-]\d\d:?\d{0,2}$)")
"""The same without marks between the numbers: `20260630T163000Z`."""
_MOST_HOURS = {"+": 14, "-": 12}
"""No time zone is further from UTC."""
_ROUND_MARKS = re.compile(r" ?([-/.年月日:()]) ?")


def read_value(value: object, formats: Sequence[str] = (), zone: tzinfo | None = None, behind: int = 0) -> Reading:
    """The day in a cell.

    `formats` are strptime formats that are tried before the usual spellings. A time with a time zone (`Z`, `+00:00`)
    is converted to the day in `zone`; without `zone` the day is taken as it is written. Serial numbers are so many days
    `behind` those of 1900.
    """
    if isinstance(value, str):
        return _read_text(value, formats, zone, behind)
    if isinstance(value, datetime) and value.tzinfo:
        return _on_the_clock_of(zone, value)
    if isinstance(value, date):
        return _day(value.date() if isinstance(value, datetime) else value, typed=True)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return BAD
    return _read_number(value, behind)


def _on_the_clock_of(zone: tzinfo | None, moment: datetime) -> Reading:
    """The day of a moment in this zone."""
    try:
        there = moment.astimezone(zone) if zone else moment
    except OverflowError:  # at the ends of the calendar
        return FAR
    same = there.utcoffset() == moment.utcoffset()
    reading = _day(there.date())
    return reading if same or not reading.day else replace(reading, moved=(there.date() - moment.date()).days)


def read_day_of(month: int, value: object) -> Reading:
    """A cell that names a day of `month`, which stands elsewhere: `5日`, 5; BAD for any other."""
    text = _plain(value) if isinstance(value, str) else "" if isinstance(value, bool) else _whole(value)
    found = _DAY_ALONE.fullmatch(text)
    return _yearless(month, int(found[1])) if found else BAD


def _whole(value: object) -> str:
    return str(int(value)) if isinstance(value, int | float) and value == int(value) else ""


def without_clock(value: object) -> object:
    """The cell without a plain time of day, so that equal days are equal."""
    if isinstance(value, str):
        head, _, tail = value.partition(" ")
        return head if tail and _CLOCK.fullmatch(tail) else value
    return value.date() if isinstance(value, datetime) and not value.tzinfo else value


def _day(day: date, typed: bool = False) -> Reading:
    return Reading(Sort.DAY, day, typed=typed) if EARLIEST <= day.year <= LATEST else FAR


def long_year(year: int) -> int:
    """The year with its century: 26 is 2026, 99 is 1999."""
    if year > 99:
        return year
    return year + (2000 if year <= _SHORT_YEARS else 1900)


def make_day(year: int, month: int, day: int, sort: Sort = Sort.DAY) -> Reading:
    """The day as a reading, BAD where there is no such day, FAR in a year of no case."""
    try:
        found = date(year, month, day)
    except ValueError:
        return BAD
    return Reading(sort, found) if EARLIEST <= year <= LATEST else FAR


def _read_number(value: float, behind: int = 0) -> Reading:
    """An Excel serial, `20210305`, `202103`, or `2021.03` typed as a number; BAD where a lost zero leaves two readings."""
    whole = int(value) if abs(value) < 1e15 else 0
    if whole + behind in _SERIALS:
        return _day(_SERIAL_START + timedelta(days=whole + behind))
    if value == whole:
        return _read_text(str(whole), ())
    text = repr(value)
    lost = "1" if whole > 12 else "123"  # the final zero of 2021.10, 3.10, 3.20 and 3.30 is lost in a number
    return BAD if text[-2:-1] == "." and text[-1] in lost else _read_text(text, ())


def _read_text(value: str, formats: Sequence[str], zone: tzinfo | None = None, behind: int = 0) -> Reading:
    for pattern in formats:
        try:
            moment = datetime.strptime(value.strip(), pattern)
        except ValueError:
            continue
        return _on_the_clock_of(zone, moment) if moment.tzinfo else _day(moment.date())
    if value.isascii() and (found := _PLAIN.fullmatch(value)):
        return make_day(int(found[1]), int(found[2]), int(found[3]))
    text = _plain(value)
    if zone and (told := _moment(text)):
        return _on_the_clock_of(zone, told)
    if behind and _SERIAL.fullmatch(text):
        return _read_number(float(text), behind)
    return _read_spelling(text)


def _moment(text: str) -> datetime | None:
    """The moment in a text with a time zone; None where it names no zone, or may be a range of hours.

    `2026-07-01 9:00-11:00` is a range; `2026-07-01T09:00-11:00` and `2026-07-01 09:00:00-11:00` name a zone.
    """
    found = _OF_A_ZONE.fullmatch(_BASIC.sub(r"\1t\2:\3", text))
    if not found or (found["sign"] == "-" and not (found["second"] or found["mark"] == "t")):
        return None
    day = _read_one(found["day"])
    hour, minute = int(found["hour"]), int(found["minute"])
    hours, minutes = int(found["hours"] or 0), int(found["minutes"] or 0)
    if not (day.day and day.sort is Sort.DAY and hour < 24 and minute < 60 and minutes < 60):
        return None
    if hours > _MOST_HOURS.get(found["sign"], 0):
        return None
    off = timedelta(hours=hours, minutes=minutes) * (-1 if found["sign"] == "-" else 1)
    return datetime.combine(day.day, time(hour, minute), timezone(off))


def _plain(value: str) -> str:
    """The text with half-width digits, hanzi numbers as digits, and single spaces only where they part numbers."""
    text = " ".join(
        unicodedata.normalize("NFKC", value).replace("\u2014", "-").replace("\u2013", "-").casefold().split()
    )
    text = _ROUND_MARKS.sub(r"\1", text).rstrip("。,;.").lstrip(_QUOTES)
    return _HANZI_NUMBER.sub(lambda found: _hanzi_number(found[0]), text)


def _hanzi_number(text: str) -> str:
    """`二〇二六` is 2026, `二十三` 23, `十` 10, `廿一` 21, the `元` of 元月 1."""
    if text == JANUARY:
        return str(MONTHS[text])
    if text.isascii():  # plain digits, or a letter that is none
        return text
    text = text.replace("廿", "二十").replace("卅", "三十")
    number = from_hanzi(text) if "十" in text else from_digits(text)
    return text if number is None else str(number)


def _read_spelling(text: str) -> Reading:
    if not text:
        return EMPTY
    reading = _read_one(text)
    return reading if reading.sort is not Sort.BAD or len(text) > _LONGEST_RANGE else _read_range(text)


def _read_one(text: str) -> Reading:  # one branch for each spelling
    if found := _YEAR_FIRST.fullmatch(text) or _DIGITS.fullmatch(text) or _SHORT_YEAR.fullmatch(text):
        return make_day(long_year(int(found[1])), int(found[2]), int(found[3]))
    if found := _PART_OF_MONTH.fullmatch(text):
        return _part_of_month(found[1], int(found[2]), _DAY_OF_PART[found[3]])
    if found := _MONTH.fullmatch(text) or _SIX.fullmatch(text):
        return make_day(long_year(int(found[1])), int(found[2]), 15, Sort.ROUGH)
    if found := _OPEN.fullmatch(text):
        return _open(found[1], found[3], found[4])
    if _SERIAL.fullmatch(text):
        return _read_number(float(text)) if int(float(text)) in _SERIALS else BAD
    if found := _YEARLESS.fullmatch(text):
        return _yearless(int(found[1]), int(found[2]))
    if found := _MONTH_ALONE.fullmatch(text):
        return _yearless(int(found[1]), 15, rough=True)
    return _read_part_of_year(text)


def _open(first: str, second: str, last: str) -> Reading:
    """Three numbers; a year has two digits or four, so where one digit stands in its place, the year is the first number."""
    if len(last) == 1:
        return make_day(long_year(int(first)), int(second), int(last)) if len(first) == 2 else BAD
    year = int(last) if len(first) == 2 else long_year(int(last))
    return Reading(Sort.OPEN, parts=(int(first), int(second), year))


def _part_of_month(year: str | None, month: int, day: int) -> Reading:
    if year is None:
        return _yearless(month, day, rough=True)
    return make_day(long_year(int(year)), month, day, Sort.ROUGH)


def _yearless(month: int, day: int, rough: bool = False) -> Reading:
    if make_day(2000, month, day).sort is Sort.BAD:  # a leap year: 29 February may be right
        return BAD
    return Reading(Sort.YEARLESS, parts=(month, day, int(rough)))


def _read_part_of_year(text: str) -> Reading:
    """A quarter, a half-year or a year."""
    for pattern, months, names in ((_QUARTER, 3, QUARTERS), (_HALF, 6, HALVES), (_YEAR, 12, "")):
        if found := pattern.fullmatch(text):
            part = next((group for group in found.groups()[1:] if group), "1")
            first = months * (int(part) - 1 if part.isdecimal() else names.index(part))
            return _months(int(found[1]), first + 1, months)
    return BAD


def _months(year: int, first: int, count: int) -> Reading:
    if not EARLIEST <= year <= LATEST:
        return FAR
    end = date(year + (first + count) // 13, (first + count - 1) % 12 + 1, 1)
    return read_stretch(date(year, first, 1), end - timedelta(days=1))


def read_stretch(first: date, last: date) -> Reading:
    """A range of days: ROUGH within one month, else WIDE; its middle is taken."""
    middle = first + (last - first) // 2
    if (first.year, first.month) == (last.year, last.month):
        return Reading(Sort.ROUGH, middle)
    return Reading(Sort.WIDE, middle, stretch=(first, last))


def _read_range(text: str) -> Reading:
    """`2026.7.1-7.3`, `7月1日至3日`, `2026-07-01 9:00-11:00`: two ends, the second with as little as need be said."""
    for mark in _TO.finditer(text):
        first = _read_one(text[: mark.start()])
        rest = text[mark.end() :]
        if first.sort is Sort.DAY and _TIME_ALONE.fullmatch(rest):
            return first
        if first.day and first.sort is Sort.DAY:
            last = _end_of_range(rest, first.day)
            if last and last >= first.day:
                return read_stretch(first.day, last)
        if first.sort is Sort.YEARLESS and (reading := _yearless_range(rest, first.parts)):
            return reading
    return BAD


def _end_of_range(text: str, first: date) -> date | None:
    last = _read_one(text)
    if last.sort is Sort.YEARLESS:
        return make_day(first.year, last.parts[0], last.parts[1]).day
    if found := _BARE_DAY.fullmatch(text):
        return make_day(first.year, first.month, int(found[1])).day
    return last.day if last.sort is Sort.DAY else None


def _yearless_range(text: str, first: tuple[int, ...]) -> Reading | None:
    """The middle of a range within one month of a year that is not said."""
    bare, last = _BARE_DAY.fullmatch(text), _read_one(text)
    month, day = (first[0], int(bare[1])) if bare else last.parts[:2] or (0, 0)
    if month != first[0] or day < first[1] or _yearless(month, day) is BAD:
        return None
    return _yearless(month, (first[1] + day) // 2, rough=True)
