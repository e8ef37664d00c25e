"""Days by which something is to be done: when one may be asked for, and whether one is past."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from reportgen.chinese.periods import Mention, Months, mentions
from reportgen.compose.causes import Recommendation
from reportgen.compose.language.language import plain_text
from reportgen.messages import issue
from reportgen.model.periods import EARLIEST, LATEST, Period
from reportgen.model.reports.narratives import Span
from reportgen.model.sources import Issue
from reportgen.settings import Loaded

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth")
_ENGLISH = re.compile(
    rf"\b(?:(?P<ordinal>{'|'.join(_ORDINALS)}) (?P<part>quarter|half) of|Q(?P<quarter>[1-4])"
    rf"|(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(_MONTHS)})(?: (?P<before_year>\d{{1,2}}),)?|end of|in|during) (?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
"""A stretch of time in an English sentence: the third quarter of 2026, the end of March 2027, 30 June 2026, the end of 2026."""


def past_deadlines(recommendations: Sequence[Recommendation], loaded: Loaded, signed: date) -> Iterator[Issue]:
    """A warning for each deadline that names a day, or a period (2026年第一季度末前), that ended before the signature."""
    for one in recommendations:
        text = plain_text(part for part in one.deadline if isinstance(part, Span))
        for found in (*mentions("".join(unicodedata.normalize("NFKC", text).split())), *_english(text)):
            last = _last_day(found)
            if last is not None and last < signed:
                source = loaded.origins.get(f"taxonomy.recommendations.{one.code}.deadline")
                yield issue("report.deadline-past", source, day=found.text, signed=signed)


def _english(text: str) -> Iterator[Mention]:
    """The stretches of time that an English sentence names with their year."""
    for found in _ENGLISH.finditer(text):
        day = found["day"] or found["before_year"]
        if found["month"]:
            first, count = _MONTHS.index(found["month"].casefold()) + 1, 1
        elif found["ordinal"] or found["quarter"]:
            place = int(found["quarter"] or 0) or _ORDINALS.index(found["ordinal"].casefold()) + 1
            count = 6 if found["part"] and found["part"].casefold() == "half" else 3
            first = (place - 1) * count + 1
        else:
            first, count = 1, 12
        if first + count <= 13:
            yield Mention(found[0], Months(int(found["year"]), first, count), int(day) if day else None)


def _last_day(found: Mention) -> date | None:
    """The last day that is meant; None where there is no such day."""
    if found.months.year is None or not EARLIEST <= found.months.year <= LATEST:
        return None
    end = Period.of_months(found.months.year, found.months.first, found.months.count).end
    try:
        return end if found.day is None else end.replace(day=found.day)
    except ValueError:
        return None
