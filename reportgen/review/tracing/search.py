"""The figures that a person means by an id, a label, a number as printed or a piece of a sentence."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from reportgen.model import Occurrence, Trace

_NUMBER = re.compile(r"[+\-−－±]?\d[\d,.]*[%％]?")
_DIGIT = "0123456789.,"
_NEAREST = 5


def find_figures(trace: Trace, wanted: str) -> tuple[int, ...]:
    """The occurrences that are meant, nearest first: by id, by label, as printed, within the piece of text; none if nothing is.

    Where no figure is that near, those of the sentences that hold the text, or whose id or label does.
    """
    wanted = wanted.strip()
    graded = sorted(
        (grade, index)
        for index, one in enumerate(trace.occurrences)
        if (grade := _grade(trace, one, wanted)) is not None
    )
    near = tuple(index for grade, index in graded if grade < _FAR)
    return near or tuple(index for _, index in graded)


_FAR = 4


def _grade(trace: Trace, one: Occurrence, wanted: str) -> int | None:
    """How near an occurrence is to what is wanted, 0 the nearest; None where it is not meant."""
    traced = trace.figures.get(one.figure)
    label, said = (traced.label, traced.text) if traced else ("", "")
    if wanted == one.figure:
        return 0
    if wanted == label:
        return 1
    if wanted in (one.printed, said):
        return 2
    places = list(_places(one.sentence, wanted))
    if any(start <= one.at < start + len(wanted) for start in places):
        return 3
    if places:
        return _FAR
    return _FAR + 1 if wanted and not _is_number(wanted) and (wanted in label or wanted in one.figure) else None


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _places(sentence: str, wanted: str) -> Iterator[int]:
    """Where a text begins in a sentence; a number is not found within a longer one."""
    start = sentence.find(wanted) if wanted else -1
    while start >= 0:
        around = sentence[start - 1 : start] + sentence[start + len(wanted) : start + len(wanted) + 1]
        if not _is_number(wanted) or not any(character in _DIGIT for character in around):
            yield start
        start = sentence.find(wanted, start + 1)


def near_figures(trace: Trace, wanted: str) -> tuple[str, ...]:
    """Ids, labels and printed numbers that are written much like what is wanted, nearest first."""
    known = dict.fromkeys(
        text
        for one in trace.occurrences
        for text in (one.figure, trace.figures[one.figure].label if one.figure in trace.figures else "", one.printed)
        if text
    )
    return tuple(get_close_matches(wanted.strip(), known, _NEAREST, 0.5))
