"""Days by which something is to be done: when one may be asked for, and whether one is past."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from reportgen.compose.causes import Recommendation
from reportgen.compose.language.language import plain_text
from reportgen.messages import issue
from reportgen.model import Issue, Period, Span
from reportgen.settings import Loaded

_DAY = re.compile(r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底|末)?")


def past_deadlines(recommendations: Sequence[Recommendation], loaded: Loaded, signed: date) -> Iterator[Issue]:
    """A warning for each deadline that names a day before the signature."""
    for one in recommendations:
        text = plain_text(part for part in one.deadline if isinstance(part, Span))
        for found in _DAY.finditer(text):
            last = _last_day(found)
            if last is not None and last < signed:
                source = loaded.origins.get(f"taxonomy.recommendations.{one.code}.deadline")
                yield issue("report.deadline-past", source, day=found[0], signed=signed)


def _last_day(found: re.Match[str]) -> date | None:
    try:
        if found["day"]:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        return Period(int(found["year"]), "M", int(found["month"])).end
    except ValueError:
        return None
