"""What a person typed, read as parts: numbers with their units, periods, charts and tables, claims in words, and words."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.chinese.numerals import CHARACTERS, LARGE, LARGE_SIGNS, from_hanzi
from reportgen.chinese.periods import IN_A_ROW, PREVIOUS, THIS, YEAR_AGO
from reportgen.chinese.words.lists import one_of
from reportgen.chinese.words.measures import COUNTED, MEASURED
from reportgen.model.periods import Period, PeriodError
from reportgen.review.text_audit.reading.words import DOWN, UP

POINTS = "个百分点"
UNITS = one_of(sorted({*COUNTED, *MEASURED, POINTS, "百分点", "%", "‰", "倍"}))
_HANZI = f"[{CHARACTERS}]+"
_ORDINAL = rf"(?:\d+|{_HANZI})"
_YEAR = r"(?:(?:\d{4}|[〇零一二三四五六七八九]{4})年)"
_MONTH = rf"(?:\d{{1,2}}|元|{_HANZI})"
_PERIOD = (
    r"\d{4}-?[qh]\d|\d{4}-\d\d(?!\d)"
    rf"|{_YEAR}?(?:第?[一二三四1-4]季度|前[二两三23]个?季度|前{_MONTH}个月|[上下]半年"
    rf"|(?:\d{{1,2}}|元|{_HANZI})月?(?:-+|~|至|到){_MONTH}月份?|{_MONTH}月份?)|{_YEAR}度?"
)
PERIODS = re.compile(_PERIOD)
"""The periods of a half-width text, to be read by `spelled`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A name or another word, without blanks; `soft` where it says too little to shut anything out (件数, 情况)."""

    text: str
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it would be printed: of a percentage 38.0; `unit` "" where none was typed."""

    value: Decimal
    unit: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Captioned:
    """A chart, table or attachment by its `kind` (图, 表, 附件) and number, 0 where it has none."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says in words: `kind` is "streak", "first", "rank" or "leading" (前三位); `way` the direction of a streak."""

    kind: str
    number: int | None = None
    way: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A period, spelled as `str(Period)` does, and the words that may stand for it; `relative` to that of the report (上季度)."""

    period: str
    words: tuple[str, ...] = ()
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A direction of change, `rising` or not, and the word for it: a row prints 减少10件 as -10."""

    text: str
    rising: bool


Part = Word | Number | Captioned | Claim | When | Way

_KINDS = {
    "图": "图",
    "figure": "图",
    "fig.": "图",
    "fig": "图",
    "表": "表",
    "table": "表",
    "附件": "附件",
    "annex": "附件",
}
CAPTIONED = re.compile(
    rf"(?P<kind>图|(?<![a-z])(?:figure|fig\.?|table|annex)|(?<![代填报图])表|附件)\s*(?P<number>\d+|{_HANZI}(?!个|种|类))"
)
_ALONE = re.compile(r"附件(?!\d)")
_IN_A_ROW = one_of({*IN_A_ROW.values(), *(f"个{one.lstrip('个')}" for one in IN_A_ROW.values())})
CLAIMS = re.compile(
    rf"已?连续(?:(?P<streak>{_ORDINAL})(?:{_IN_A_ROW}))?(?P<any>)(?:均|都|保持)?(?:(?P<up>{UP})|(?P<down>{DOWN}))?"
    r"|(?P<first>首次|首度|头一次|第一次出现)"
    rf"|第(?P<rank>{_ORDINAL})[位名]|(?P<head>首位|榜首)"
    rf"|(?:居|列|排名|排在|位居)?前的?(?P<leading>{_ORDINAL})(?:个|大)?(?:位|名|类|家|项|种|单位)?(?!个?季度|个?月|半年|[\d年月天日])"
)
_WAYS = re.compile("(?P<up>增加|增长|增多|上升|上涨|提高|提升)|减少|下降|降低|下滑|回落")
_PERCENT = re.compile(rf"百分之(?P<whole>\d+(?:\.\d+)?|{_HANZI})(?:点(?P<digits>[{CHARACTERS}]+))?")
_ARABIC = re.compile(
    rf"(?<![a-z\d.])(?P<sign>(?<![\d月年])[+\-±])?(?P<number>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?P<places>\.\d+)?"
    rf"(?P<large>[{LARGE_SIGNS}])?\s*(?P<unit>{UNITS})?"
)
_SPELLED = re.compile(rf"(?P<number>{_HANZI})(?P<unit>{UNITS})|(?<!\S)(?P<bare>{_HANZI})(?!\S)")
_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]")
_CODE = re.compile(r"[a-z][a-z_]*(?:[.\-_]?[a-z0-9]+)*")


def spelled(text: str, report: Period) -> str:
    """A period as `str(Period)` spells it, without a year of that of the report; "" where it is none."""
    try:
        return str(Period.parse(text, date(report.end.year, 12, 31)))
    except PeriodError:
        return ""


def amount_of(text: str) -> Number | None:
    """The number that a text is: `38.0%`, `-5`, `1,234`, `十二`; None where it is none."""
    found = _ARABIC.fullmatch(text)
    if found:
        return _arabic(found)
    value = from_hanzi(text)
    return None if value is None else Number(Decimal(value))


def read_parts(
    text: str, report: Period, known: Callable[[str], bool], names: Sequence[str]
) -> tuple[list[Part], list[str]]:
    """The parts of a half-width text but for its words, and what is left of it.

    `names` with digits in them (12345热线) are words; `known` says whether a text stands in the report: a number in hanzi that does
    is part of what is said (一次告知).
    """
    parts: list[Part] = []
    for name in names:
        if name in text:
            parts.append(Word(name))
            text = text.replace(name, "\n")
    for pattern, read in _readers(report, known):
        kept = []
        end = 0
        for found in pattern.finditer(text):
            one = read(found)
            if one is not None:
                parts.append(one)
                kept.append(text[end : found.start()])
                end = found.end()
        text = "\n".join((*kept, text[end:]))
    return parts, text.split("\n")


_Reader = tuple[re.Pattern[str], Callable[[re.Match[str]], Part | None]]


def _readers(report: Period, known: Callable[[str], bool]) -> Iterator[_Reader]:
    """What is looked for, in this order: what one has taken, the next does not see."""
    yield _DAY, lambda found: Word(found[0])
    yield CAPTIONED, captioned
    yield _ALONE, lambda _found: Captioned("附件", 0)
    yield CLAIMS, claim_of
    yield _WAYS, lambda found: Way(found[0], bool(found["up"]))
    for words, period in _relative(report):
        yield re.compile(one_of(words)), _always(When(period, words, True))
    yield PERIODS, lambda found: _when(found[0], report)
    yield _PERCENT, _percent
    yield _CODE, lambda found: Word(found[0])
    yield _ARABIC, _arabic
    yield _SPELLED, lambda found: None if known(found[0]) else _hanzi(found)


def _relative(report: Period) -> Iterator[tuple[tuple[str, ...], str]]:
    """Words for a period that depend on that of the report."""
    yield (YEAR_AGO, "去年同期"), str(report.year_ago)
    yield ("上期", *([PREVIOUS[report.kind]] if report.kind in PREVIOUS else [])), str(report.previous)
    yield tuple(dict.fromkeys(("本期", THIS[report.kind]))), str(report)


def _always(part: Part) -> Callable[[re.Match[str]], Part]:
    return lambda _found: part


def _when(text: str, report: Period) -> When | None:
    period = spelled(text, report)
    return When(period, (text,)) if period else None


def captioned(found: re.Match[str]) -> Captioned | None:
    """What a match of `CAPTIONED` names."""
    number = from_hanzi(found["number"])
    return None if number is None else Captioned(_KINDS[found["kind"]], number)


def claim_of(found: re.Match[str]) -> Claim | None:
    """What a match of `CLAIMS` says."""
    if found["first"]:
        return Claim("first")
    if found["any"] is not None:
        way = "up" if found["up"] else "down" if found["down"] else ""
        number = from_hanzi(found["streak"]) if found["streak"] else None
        return Claim("streak", number, way) if way or number else None
    if found["head"]:
        return Claim("rank", 1)
    kind = "rank" if found["rank"] else "leading"
    number = from_hanzi(found[kind])
    return None if number is None else Claim(kind, number)


def _percent(found: re.Match[str]) -> Number | None:
    whole = found["whole"]
    digits = "".join(str(from_hanzi(one) or 0) for one in found["digits"] or "")
    value = whole if "." in whole else from_hanzi(whole)
    return None if value is None else Number(Decimal(f"{value}.{digits}" if digits else value), "%")


def _arabic(found: re.Match[str]) -> Number:
    value = Decimal(found["number"].replace(",", "") + (found["places"] or ""))
    unit = POINTS if found["unit"] == "百分点" else found["unit"] or ""
    return Number(value * LARGE.get(found["large"] or "", 1), unit, found["sign"] in ("+", "-"))


def _hanzi(found: re.Match[str]) -> Number | None:
    value = from_hanzi(found["number"] or found["bare"])
    return None if value is None else Number(Decimal(value), found["unit"] or "")
