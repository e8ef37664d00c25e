"""What follows only from values that a person declared: it is a warning, for the person has answered for it beforehand.

The page is read once more as it would stand with the computed values. What does not hold there either is wrong for another reason.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.compare.numerals import agree, numbers
from reportgen.messages import issue
from reportgen.model.findings import AuditFinding, Place
from reportgen.model.sources import Level
from reportgen.review.text_audit import LENGTH_LIMIT, audit_page
from reportgen.review.text_audit.texts.known import Known, KnownPiece
from reportgen.review.text_audit.texts.passages import Passage
from reportgen.review.text_audit.texts.sentences import sentences_of
from reportgen.word.blocks.placement import Item, Standing
from reportgen.word.blocks.placing import place
from reportgen.word.memory.memory import Memory, OpenPoint
from reportgen.word.pages.page import Page, Paragraph, Row

_SIGNS = "+-−－±"
_NUMBERS = re.compile(r"[+\-−－±]?[0-9][0-9.,]*[%％]?")
_COMPUTED = "computed"
_WHOLE = Place(None, None, "")
_Edit = tuple[int, int, str]  # a piece of a paragraph, and what would stand there
_Edits = dict[int, tuple[Paragraph, list[_Edit]]]  # by the identity of the paragraph


def lowered(
    findings: Sequence[AuditFinding],
    page: Page,
    memory: Memory,
    length_limit: int = LENGTH_LIMIT,
    known: Known | None = None,
) -> tuple[AuditFinding, ...]:
    """What the text of a report states, the errors that follow only from declared values made warnings.

    `known` is what was known of its paragraphs when that was found. The computed values are figures like all others.
    """
    points = _points(memory)
    if not points or not any(one.level is Level.ERROR for one in findings):
        return tuple(findings)
    edits, turned = _edits(page, memory, points)
    if not edits:
        return tuple(findings)
    computed, now_known = _edited(page, edits, known or {})
    wrong = {_key(one) for one in audit_page(computed, length_limit, now_known)[0]}
    return tuple(
        replace(one, level=Level.WARNING)
        if one.level is Level.ERROR and (_key(one) not in wrong or one.place in turned)
        else one
        for one in findings
    )


def lowered_today(findings: Sequence[AuditFinding], memory: Memory) -> tuple[AuditFinding, ...]:
    """What differs from the ledgers of today, made warnings where a declared value is held against the computed one."""
    pairs = [(point.value, point.computed) for point in _points(memory).values()]
    return tuple(
        replace(one, level=Level.WARNING)
        if one.level is Level.ERROR
        and any(_is(one.stated, value) and _is(one.expected, other) for value, other in pairs)
        else one
        for one in findings
    )


def override_findings(memory: Memory, labels: Mapping[str, str]) -> Iterator[AuditFinding]:
    """Every declared value of a report, with what was computed; `labels` are what figures are called."""
    for figure, one in _points(memory).items():
        code = "audit.override" if one.settled else "audit.override-unresolved"
        values = {"figure": labels.get(figure, figure), "reason": one.reason}
        made = issue(code, None, stated=one.value, expected=one.computed, **values)
        yield AuditFinding(code, made.level, made.message, _WHOLE, one.value, one.computed, made.hint)


def _points(memory: Memory) -> dict[str, OpenPoint]:
    return {point.figure: point for point in memory.points if point.declared}


def _is(text: str, number: str) -> bool:
    return bool(text) and len(numbers(text)) <= 1 and agree(text, number)


def _key(one: AuditFinding) -> tuple[str, int | None, int | None, str]:
    """What a finding is known by on a page with other numbers: its code, its place, and the words that stand there."""
    return one.code, one.place.paragraph, one.place.table, _NUMBERS.sub("", one.place.text)


def _edits(page: Page, memory: Memory, points: Mapping[str, OpenPoint]) -> tuple[_Edits, set[Place]]:
    """What would stand in each paragraph that prints a declared value; the places whose words tell of its direction.

    A rise that was declared a fall is told in words, which no other number makes right.
    """
    placement = place(page, memory)
    edits: _Edits = {}
    turned: set[Place] = set()
    for number, standings in placement.figures.items():
        item = placement.items[number]
        for one in standings:
            point, printed = points.get(one.figure), item.text[one.start : one.end]
            if point is None or not agree(printed, point.value):
                continue
            if point.value.startswith("-") != point.computed.startswith("-"):
                turned |= set(_places(item, one))
            found = _piece(item, one)
            if found is not None:
                paragraph, at = found
                signed = printed[:1] in _SIGNS or isinstance(item.what, Row)  # a cell has no word for the direction
                now = point.computed if signed else point.computed.lstrip(_SIGNS)
                edit = (at, at + one.end - one.start, now)
                edits.setdefault(id(paragraph), (paragraph, []))[1].append(edit)
    return edits, turned


def _places(item: Item, one: Standing) -> Iterator[Place]:
    """The sentence of a figure as findings name it."""
    if not isinstance(item.what, Paragraph):
        return
    at = 0
    for sentence in sentences_of(Passage(item.text)):
        at = item.text.find(sentence.text, at)
        if at <= one.start < at + len(sentence.text):
            yield Place(item.what.place, None, sentence.text)
        at += len(sentence.text)


def _piece(item: Item, one: Standing) -> tuple[Paragraph, int] | None:
    """The paragraph that prints a figure, and where in its text."""
    if isinstance(item.what, Paragraph):
        return item.what, one.start
    at = 0
    for number, cell in enumerate(item.what.cells):
        for count, paragraph in enumerate(cell.paragraphs):
            at += bool(count or number)
            if at <= one.start <= at + len(paragraph.text):
                return paragraph, one.start - at
            at += len(paragraph.text)
    return None


def _edited(page: Page, edits: _Edits, known: Known) -> tuple[Page, Known]:
    """The page with other texts (only these are right in it), and what is known of it then."""
    now_known = dict(known)

    def paragraph(one: Paragraph) -> Paragraph:
        if id(one) not in edits:
            return one
        text, pieces = one.text, known.get(one, ())
        for start, end, now in sorted(edits[id(one)][1], reverse=True):
            text = text[:start] + now + text[end:]
            pieces = _exchanged(pieces, start, end, len(now))
        made = replace(one, text=text)
        now_known[made] = pieces
        return made

    def row(one: Row) -> Row:
        cells = (replace(cell, paragraphs=tuple(map(paragraph, cell.paragraphs))) for cell in one.cells)
        return replace(one, cells=tuple(cells))

    flow = tuple(paragraph(one) if isinstance(one, Paragraph) else row(one) for one in page.flow)
    tables = tuple(replace(table, rows=tuple(map(row, table.rows))) for table in page.tables)
    around = tuple(map(paragraph, page.around))
    return replace(page, flow=flow, around=around, tables=tables), now_known


def _exchanged(pieces: tuple[KnownPiece, ...], start: int, end: int, length: int) -> tuple[KnownPiece, ...]:
    """The pieces of a text in which the one from `start` to before `end` was put in another way, `length` characters long."""
    by = end - start - length  # so much shorter is the text now
    before = [one for one in pieces if one.end <= start]
    after = [one.shifted(-by) for one in pieces if one.start >= end]
    return (*before, KnownPiece(start, start + length, _COMPUTED), *after)
