"""One cell that tells a day: every spelling that ledgers use (DOMAIN 4), read without knowing the rest of its column."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

EARLIEST, LATEST = 1949, 2100
"""Years outside are slips of the pen, not dates of cases."""
_SERIAL_START = date(1899, 12, 30)  # day 0 of Excel's calendar, its false leap day of 1900 allowed for
_SERIALS = range(18264, 73416)  # 1950-01-01 to 2100-12-31


class Sort(IntEnum):
    """What a cell tells about a day."""

    EMPTY = 0
    DAY = 1
    ROUGH = 2  # only the month or the third of a month: its middle stands for it
    YEARLESS = 3  # `3月5日`: month and day
    OPEN = 4  # `3/5/2025`: which number is the month must be seen from the whole column
    BAD = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """What one cell tells: `day` for DAY and ROUGH; `parts` are (month, day) for YEARLESS, the three numbers for OPEN."""

    sort: Sort
    day: date | None = None
    parts: tuple[int, ...] = ()


EMPTY = Reading(Sort.EMPTY)
BAD = Reading(Sort.BAD)

_TIME = r"(?:(?:上午|下午|凌晨|中午|晚上?|am|pm)?\d{1,2}[:时点](?:\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?|分)?)?(?:[ap]m)?(?:z|[+-]\d\d:?\d\d)?|上午|下午|晚上?|凌晨|中午)"
_TAIL = rf"(?: ?(?:t?{_TIME}|\(?(?:星期|周)[一二三四五六日天1-7]\)?)){{0,2}}"
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_YEAR_FIRST = re.compile(rf"(\d{{4}})(?:[-/.年 ])(\d{{1,2}})(?:[-/.月 ])(\d{{1,2}})[日号]?{_TAIL}")
_DIGITS = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}})(?:\d{{6}}|\d{{4}})?{_TAIL}")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?(?:份)?")
_SIX = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
_THIRD = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:份)?(上旬|中旬|下旬|初|中|底|末)")
_YEARLESS = re.compile(rf"(\d{{1,2}})(?:月|[-/.])(\d{{1,2}})[日号]?{_TAIL}")
_OPEN = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{1,2}}){_TAIL}")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_HANZI_NUMBER = re.compile(r"[〇○零一二三四五六七八九十廿卅]+(?=[年月日号])")
_DAY_OF_THIRD = {"上旬": 5, "中旬": 15, "下旬": 25, "初": 5, "中": 15, "底": 25, "末": 25}
_HANZI: dict[str, int] = {**dict(zip("〇零一二三四五六七八九", (0, *range(10)), strict=True)), "○": 0}
_ROUND_MARKS = re.compile(r" ?([-/.年月日:()]) ?")


def read_value(value: object, formats: Sequence[str] = ()) -> Reading:
    """What a cell tells about a day; `formats` are strptime formats that are tried before the usual spellings."""
    if isinstance(value, str):
        return _read_text(value, formats)
    if isinstance(value, datetime):
        return _day(value.date())
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return BAD
    return _read_number(value)


def _day(day: date) -> Reading:
    return Reading(Sort.DAY, day) if EARLIEST <= day.year <= LATEST else BAD


def make_day(year: int, month: int, day: int, sort: Sort = Sort.DAY) -> Reading:
    """The day as a reading, BAD where there is no such day."""
    if not EARLIEST <= year <= LATEST:
        return BAD
    try:
        return Reading(sort, date(year, month, day))
    except ValueError:
        return BAD


def _read_number(value: float) -> Reading:
    """An Excel serial, `20210305`, `202103`, or `2021.03` typed as a number; BAD where a lost zero leaves two readings."""
    whole = int(value) if abs(value) < 1e15 else 0
    if whole in _SERIALS:
        return _day(_SERIAL_START + timedelta(days=whole))
    if value == whole:
        return _read_text(str(whole), ())
    text = repr(value)
    lost = "1" if whole > 12 else "123"  # the final zero of 2021.10, 3.10, 3.20 and 3.30 is lost in a number
    return BAD if text[-2:-1] == "." and text[-1] in lost else _read_text(text, ())


def _read_text(value: str, formats: Sequence[str]) -> Reading:
    for pattern in formats:
        try:
            return _day(datetime.strptime(value.strip(), pattern).date())
        except ValueError:
            continue
    head, _, tail = value.partition(" ")
    if tail and not _CLOCK.fullmatch(tail):
        head = value
    if head.isascii() and (found := _YEAR_FIRST.fullmatch(head)):
        return make_day(int(found[1]), int(found[2]), int(found[3]))
    return _read_spelling(_plain(value))


def _plain(value: str) -> str:
    """The text with half-width digits, hanzi numbers as digits, and single spaces only where they part numbers."""
    text = " ".join(
        unicodedata.normalize("NFKC", value).replace("\u2014", "-").replace("\u2013", "-").casefold().split()
    )
    text = _ROUND_MARKS.sub(r"\1", text).rstrip("。,;.")
    return _HANZI_NUMBER.sub(lambda found: str(_hanzi_number(found[0])), text)


def _hanzi_number(text: str) -> int:
    """`二〇二六` is 2026, `二十三` 23, `十` 10, `廿一` 21."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return int("".join(str(_HANZI[character]) for character in text))
    tens, _, ones = text.partition("十")
    return 10 * _HANZI.get(tens[-1:], 1) + _HANZI.get(ones[:1], 0)


def _read_spelling(text: str) -> Reading:  # one branch for each spelling
    if not text:
        return EMPTY
    if found := _YEAR_FIRST.fullmatch(text) or _DIGITS.fullmatch(text):
        return make_day(int(found[1]), int(found[2]), int(found[3]))
    if found := _THIRD.fullmatch(text):
        return _third(found[1], int(found[2]), _DAY_OF_THIRD[found[3]])
    if found := _MONTH.fullmatch(text) or _SIX.fullmatch(text):
        return make_day(int(found[1]), int(found[2]), 15, Sort.ROUGH)
    if found := _OPEN.fullmatch(text):
        return Reading(Sort.OPEN, parts=(int(found[1]), int(found[3]), int(found[4])))
    if _SERIAL.fullmatch(text):
        return _read_number(float(text)) if int(float(text)) in _SERIALS else BAD
    if found := _YEARLESS.fullmatch(text):
        return _yearless(int(found[1]), int(found[2]))
    return BAD


def _third(year: str | None, month: int, day: int) -> Reading:
    return make_day(int(year), month, day, Sort.ROUGH) if year else _yearless(month, day, rough=True)


def _yearless(month: int, day: int, rough: bool = False) -> Reading:
    if make_day(2000, month, day).sort is Sort.BAD:  # a leap year: 29 February may be right
        return BAD
    return Reading(Sort.YEARLESS, parts=(month, day, int(rough)))
