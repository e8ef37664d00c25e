"""How headings are numbered, written as the first number of each level: 一、/（一）/1./（1） or 第一章/1.1/1.1.1."""

import re
from collections.abc import Sequence

from reportgen.chinese.numerals import ORDINAL, to_hanzi

OFFICIAL = "一、/（一）/1./（1）"
"""GB/T 9704-2012, clause 7.3.3."""
LEVELS = 4
_SEPARATOR = "/"
_FIRST = re.compile(r"(?P<before>[第（(]?)(?P<number>一|①|1(?:\.1){0,3})(?P<after>章|节|条|部分|[、．.）)]|)")
_APART = ("", "章", "节", "条", "部分")
"""What needs a space before the words of the heading."""
_SPACE = "\u3000"
_CIRCLED = ord("①") - 1
BEFORE = rf"第(?:\d{{1,2}}|{ORDINAL})(?:章|节|条|部分)\s+|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}{_SPACE}|[①-⑳]"
"""The pattern of numbers that stand apart from the words behind them; others need no scheme to be known."""


def faulty_level(scheme: str) -> str | None:
    """The first level of a scheme that is no number, or counts more levels than there are above it; None where all are well."""
    levels = scheme.split(_SEPARATOR)
    if len(levels) > LEVELS:
        return levels[LEVELS]
    for level, first in enumerate(levels, start=1):
        found = _FIRST.fullmatch(first)
        closed = found is not None and (found["before"] in ("（", "(")) == (found["after"] in ("）", ")"))
        if found is None or not closed or found["number"].count("1") > level:
            return first
    return None


def numbered(scheme: str, counts: Sequence[int]) -> str:
    """The number of a heading, with what parts it from the words; `counts` are those of its level and the levels above it.

    Levels beyond the scheme are numbered as `OFFICIAL` has it.
    """
    levels = scheme.split(_SEPARATOR)
    level = len(counts)
    first = (levels if level <= len(levels) else OFFICIAL.split(_SEPARATOR))[level - 1]
    found = _FIRST.fullmatch(first)
    if found is None:
        raise ValueError(first)
    after = found["after"]
    apart = _SPACE if after in _APART and found["number"] != "①" else ""
    return f"{found['before']}{_spelled(found['number'], counts)}{after}{apart}"


def _spelled(number: str, counts: Sequence[int]) -> str:
    last = counts[-1]
    if number == "一":
        return to_hanzi(last)
    if number == "①":
        return chr(_CIRCLED + last) if last <= 20 else str(last)
    return ".".join(map(str, counts[-number.count("1") :]))
