"""Spellings that need an entry in `ledger.date_formats`: months in English, of which 22-Apr-15 is of 2015 or of 2022.

They are not read unasked; what the column's cells fit is suggested.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from reportgen.clean.dates.cell_dates import EARLIEST, LATEST

_TOKEN = re.compile(
    r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?)|(?P<zone>(?<= )[+-]\d{2}:?\d{2}$)|(?P<word>[A-Za-z]+)|(?P<number>\d+)|(?P<rest>.)"
)
_WORDS = {
    **{name.casefold(): "%B" for name in calendar.month_name if name},
    **{name.casefold(): "%b" for name in calendar.month_abbr if name},
    **{name.casefold(): "%A" for name in calendar.day_name},
    **{name.casefold(): "%a" for name in calendar.day_abbr},
    "am": "%p",
    "pm": "%p",
}
_LONGEST = 40


def suggest_format(values: Sequence[object]) -> str:
    """The strptime format that reads all these cells, of several the one that keeps them closest together; "" for none."""
    texts = [value.strip() for value in values if isinstance(value, str)]
    if not texts or len(texts) < len(values) or not texts[0].isascii() or len(texts[0]) > _LONGEST:
        return ""
    fitting = [found for pattern in _formats(texts) if (found := _span(texts, pattern)) is not None]
    return min(fitting)[1] if fitting else ""


def _formats(texts: Sequence[str]) -> Iterator[str]:
    """What the first cell may be written in; May is a short name where others are."""
    months = ["%b", "%B"] if "may" in texts[0].casefold() else [""]
    for numbers in (("%d", "%y"), ("%y", "%d"), ("%d",)):
        for month in months:
            pattern = _format(texts[0], list(numbers))
            yield re.sub("%[bB]", month, pattern) if month else pattern


def _format(text: str, numbers: list[str]) -> str:
    """The cell with a directive for each of its parts; numbers of one or two digits take these in turn, "" where they do not fit."""
    parts = []
    clock = "%I" if re.search("[ap]m$", text.casefold()) else "%H"
    for found in _TOKEN.finditer(text):
        kind, part = found.lastgroup, found[0]
        if kind == "number" and len(part) < 3:
            if not numbers:
                return ""
            parts.append(numbers.pop(0))
        elif kind == "number":
            parts.append("%Y" if len(part) == 4 else part)
        elif kind == "time":
            parts.append(f"{clock}:%M" if part.count(":") == 1 else f"{clock}:%M:%S")
        elif kind == "word":
            parts.append(_WORDS.get(part.casefold(), part))
        else:
            parts.append("%z" if kind == "zone" else part.replace("%", "%%"))
    pattern = "".join(parts)
    return pattern if not numbers and re.search("%[bB]", pattern) else ""


def _span(texts: Sequence[str], pattern: str) -> tuple[int, str] | None:
    """How many days the cells cover in this format, and it; None where one is no day."""
    days = []
    for text in texts:
        try:
            day = datetime.strptime(text, pattern)
        except ValueError:
            return None
        if not EARLIEST <= day.year <= LATEST:
            return None
        days.append(day.toordinal())
    return max(days) - min(days), pattern
