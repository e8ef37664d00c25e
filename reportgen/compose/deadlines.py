"""Days by which something is to be done: when one may be asked for, and whether one is past."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from reportgen.chinese.periods import Mention, mentions
from reportgen.compose.causes import Recommendation
from reportgen.compose.language.language import plain_text
from reportgen.messages import issue
from reportgen.model import Issue, Period, Span
from reportgen.model.periods import EARLIEST, LATEST
from reportgen.settings import Loaded


def past_deadlines(recommendations: Sequence[Recommendation], loaded: Loaded, signed: date) -> Iterator[Issue]:
    """A warning for each deadline that names a day, or a period (2026年第一季度末前), that ended before the signature."""
    for one in recommendations:
        text = plain_text(part for part in one.deadline if isinstance(part, Span))
        for found in mentions("".join(unicodedata.normalize("NFKC", text).split())):
            last = _last_day(found)
            if last is not None and last < signed:
                source = loaded.origins.get(f"taxonomy.recommendations.{one.code}.deadline")
                yield issue("report.deadline-past", source, day=found.text, signed=signed)


def _last_day(found: Mention) -> date | None:
    """The last day that is meant; None where there is no such day."""
    if found.months.year is None or not EARLIEST <= found.months.year <= LATEST:
        return None
    end = Period.of_months(found.months.year, found.months.first, found.months.count).end
    try:
        return end if found.day is None else end.replace(day=found.day)
    except ValueError:
        return None
