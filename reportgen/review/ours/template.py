"""What stands outside all blocks: the Word template's own words, title, headers and footers, and what was added by hand."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from reportgen.model import AuditFinding, Place
from reportgen.review.ours.case import Case, units_of
from reportgen.review.ours.findings import WHOLE, finding
from reportgen.review.ours.numbers import Difference, Token, differences, numbers, tokens
from reportgen.review.ours.page import Line
from reportgen.review.ours.texts import Change, listed

_LIKE = 0.8  # how much of two paragraphs is the same where one was made from the other
_LIVING = {"PAGE", "NUMPAGES", "DATE", "TOC"}


def fixed(case: Case) -> Iterator[AuditFinding]:
    """A changed digit in the template's words; numbers in paragraphs and tables that were added by hand."""
    inside = {number for unit in units_of(case) for number in unit.lines}
    free = [line for number, line in enumerate(case.page.lines) if number not in inside and not line.contents]
    left = [text for text in case.memory.fixed if text.strip()]
    added: list[Line] = []
    for line in (*free, *case.page.around):
        same = next((text for text in left if _same(line, text)), None)
        if same is None:
            added.append(line)
        elif line.table is not None or line.paragraph is not None:
            left.remove(same)
    for line in added:
        yield from _added(case, line, left)
    yield from _title(case)


def _same(line: Line, text: str) -> bool:
    """Whether a line is what the template said, whatever page number a word processor last saw."""
    living = [one for one in line.fields if (one.what.split() or [""])[0].upper() in _LIVING]
    if not living:
        return _bare(line.text) == _bare(text)
    pattern, last = "", 0
    for one in sorted(living, key=lambda one: one.start):
        pattern += re.escape(_bare(line.text[last : one.start])) + ".*"
        last = max(last, one.end)
    return re.fullmatch(pattern + re.escape(_bare(line.text[last:])), _bare(text)) is not None


def _bare(text: str) -> str:
    return "".join(text.split())


def _added(case: Case, line: Line, left: list[str]) -> Iterator[AuditFinding]:
    """A line that the template did not have: one of its lines changed, or one typed by hand."""
    before = max(left, key=lambda text: _likeness(text, line.text), default="")
    if _likeness(before, line.text) < _LIKE:
        changes = [Change(line, one.start, _typed(one)) for one in numbers(line.text) if not _in_field(line, one)]
        yield from listed(changes)
        return
    left.remove(before)
    if case.narrative and _bare(line.text) == _bare(case.narrative.title):
        yield finding("audit.memory-differs", line.place(), before, line.text)
        return
    for one in differences(before, line.text):
        old, now = one.before, one.now
        if old is not None and (now is not None or one.alone):
            yield finding("audit.digit-edited", line.place(one.at), now.text if now else "", old.text)
        elif now is not None:
            yield from listed([Change(line, one.at, one)])


def _likeness(one: str, other: str) -> float:
    """How much of two texts is the same, 1 where only numbers differ."""
    first, second = (["#" if token.number else token.value for token in tokens(text)] for text in (one, other))
    return 1.0 if first == second else SequenceMatcher(None, first, second, autojunk=False).ratio()


def _typed(token: Token) -> Difference:
    return Difference(None, token, token.start)


def _in_field(line: Line, token: Token) -> bool:
    return any(one.meets(token.start, token.end) for one in line.fields)


def _title(case: Case) -> Iterator[AuditFinding]:
    """The title as the settings give it today."""
    if case.narrative is None:
        return
    title = case.narrative.title
    known = [_bare(text) for text in case.memory.fixed]
    printed = (_bare(line.text) for line in (*case.page.lines, *case.page.around))
    if not known or any(_bare(title) in text for text in (*known, *printed)):
        return
    before = max(known, key=lambda text: _likeness(text, title))
    if _likeness(before, title) < _LIKE:
        return
    for one in differences(before, title):
        if one.before is not None and one.now is not None:
            yield finding("audit.figure-outdated", _place(case, before), one.before.text, one.now.text)


def _place(case: Case, text: str) -> Place:
    return next((line.place() for line in case.page.lines if _bare(line.text) == text), WHOLE)
