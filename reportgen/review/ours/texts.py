"""The text of each block: as it stands, as the report remembers it, and as the ledgers give it today."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import groupby

from reportgen.model import AuditFinding, Place
from reportgen.review.ours.case import Case, Unit, units_of
from reportgen.review.ours.counting import names_of
from reportgen.review.ours.findings import WHOLE, finding
from reportgen.review.ours.numbers import Difference, Token, agree, differences, numbers, tokens, turned
from reportgen.review.ours.page import Line, Stretch, sentence_at
from reportgen.word.marks import PREFIX, TABLE

_H = "[一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(
    rf"\s*(?:[（(](?:\d{{1,2}}|{_H})[)）]|(?:\d{{1,2}}|{_H})[.．、](?!\d)"
    r"|(?:附?[表图]|附件)\s*\d+|[^\W\d]{1,14}[:：]\s?(?:\d{1,2}[.．](?!\d))?|[IVXLA-Z]{1,5}\. |(?:Table|Figure|Chart) \d+)\s*"
)
_BLOCKS = (f"{PREFIX}b", f"{PREFIX}{TABLE}")
_NUMBERS = f"{PREFIX}n"
_BEGINNING = 40
_REFERRED = re.compile(r"[表图件]\s*$|(?i:table|figure)\s*$")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a number in a line of the page."""

    line: Line
    at: int
    difference: Difference

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.line.place(self.at)


def blocks(case: Case) -> Iterator[AuditFinding]:
    """Every block of the report against memory and ledgers; blocks that were deleted, or that are new today."""
    units = units_of(case)
    names = names_of(case)
    for unit in units:
        yield from _unit(case, unit, names)
    yield from _missing(case, {block for unit in units for block in unit.blocks})


def _turned(line: Line, start: int, before: str) -> Iterator[AuditFinding]:
    """A word of direction that was changed into its opposite while the numbers stayed."""
    now = line.text[start:]
    found = None if now == before else turned(before, now)
    if found:
        written, stated, at = found
        yield finding("audit.direction-edited", line.place(start + at), stated, written)


def _missing(case: Case, found: set[str]) -> Iterator[AuditFinding]:
    """Blocks that stand nowhere, or that the ledgers give today and did not give then."""
    for block, text in case.memory.blocks.items():
        if block not in found and text.strip():
            yield finding("audit.block-deleted", Place(None, None, sentence_at(text, 0)))
    for block, text in (case.today or {}).items():
        if block not in case.memory.blocks and text.strip():
            yield finding("audit.block-new", WHOLE, "", sentence_at(text, 0))


def _unit(case: Case, unit: Unit, names: Mapping[str, str]) -> Iterator[AuditFinding]:
    before = "\n".join(case.memory.blocks[block] for block in unit.blocks)
    lines = [case.page.lines[number] for number in unit.lines]
    starts = [_prefix(lines[0], before), *(0 for _ in lines[1:])]
    yield from _counting(lines[0], starts[0], before)
    found = list(_changes(case, before, lines, starts))
    changes = [one for one in found if _field(one) is None]
    yield from (_memory_differs(one) for one in found if _as_counted(one, names))
    if found and case.today is not None:
        today = "\n".join(case.today.get(block, "") for block in unit.blocks)
        if all(_field(one) for one in _changes(case, today, lines, starts)):
            yield from (_memory_differs(one) for one in changes)
            return
    yield from _edits(case, changes)
    if len(lines) == before.count("\n") + 1:
        for line, start, one in zip(lines, starts, before.split("\n"), strict=True):
            yield from _turned(line, start, one)
    for block in unit.blocks if case.today is not None else ():
        yield from _outdated(case, block, lines, starts)


def _prefix(line: Line, before: str) -> int:
    """Where the block's text begins in its first line, behind the number of a heading or caption, or 附件：1. before it."""
    if line.text.startswith(before.partition("\n")[0]):
        return 0
    own = min((one.start for one in line.marks if one.what.startswith(_BLOCKS)), default=0)
    numbered = _NUMBERED.match(line.text)
    begins = numbered is not None and _shape(line.text[numbered.end() :]) == _shape(before)
    return numbered.end() if numbered is not None and not own and begins else own


def _shape(text: str) -> list[str]:
    """How a text begins, numbers left open."""
    return ["#" if one.number else one.value for one in tokens(text[:_BEGINNING])[:3]]


def _counting(line: Line, start: int, before: str) -> Iterator[AuditFinding]:
    """The number before the first of several attachments is 1; digits before any other text were typed."""
    if line.heading is not None or any(one.what.startswith(_NUMBERS) for one in line.marks):
        return
    for one in numbers(line.text[:start]):
        if "\n" not in before:
            yield finding("audit.typed-by-hand", line.place(), one.text)
        elif one.value != "1":
            yield finding("audit.digit-edited", line.place(), one.text, "1")


def _changes(case: Case, before: str, lines: Sequence[Line], starts: Sequence[int]) -> Iterator[Change]:
    """What became of the numbers of a block: line by line where it has as many lines as it had, else as a whole."""
    old = before.split("\n")
    new = [line.text[start:] for line, start in zip(lines, starts, strict=True)]
    for low, high, begin, end in _regions(old, new):
        if high - low == end - begin:
            for one, number in zip(old[low:high], range(begin, end), strict=True):
                yield from _between(case, one, lines[number : number + 1], starts[number : number + 1])
        else:
            yield from _between(case, "\n".join(old[low:high]), lines[begin:end], starts[begin:end], lines)


def _regions(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[int, int, int, int]]:
    if len(old) == len(new):
        return [(0, len(old), 0, len(new))]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(low, high, begin, end) for kind, low, high, begin, end in matcher.get_opcodes() if kind != "equal"]


def _between(
    case: Case, before: str, lines: Sequence[Line], starts: Sequence[int], around: Sequence[Line] = ()
) -> Iterator[Change]:
    """The changes between a text and the lines that stand there now; `around` are all lines of the block."""
    now = "\n".join(line.text[start:] for line, start in zip(lines, starts, strict=True))
    if now == before:
        return

    def meant(token: Token) -> str | None:
        line, at = _located(lines, starts, token.start)
        figure = case.figure_at(line, at, at + len(token.text))
        return None if figure is None else case.memory.figures.get(figure)

    for one in differences(before, now, meant):
        line, at = _located(lines, starts, one.at) if lines else (around[0], 0)
        yield Change(line, at, one)


def _located(lines: Sequence[Line], starts: Sequence[int], at: int) -> tuple[Line, int]:
    """The line, and the place in it, of a place in the text of several lines."""
    for line, start in zip(lines, starts, strict=True):
        length = len(line.text) - start
        if at <= length:
            return line, start + at
        at -= length + 1
    return lines[-1], len(lines[-1].text)


def _field(change: Change) -> Stretch | None:
    """The field whose result the number is: a reference or caption number, which are checked as such."""
    now = change.difference.now
    end = change.at + len(now.text) if now else change.at
    return next((one for one in change.line.fields if one.meets(change.at, end)), None)


def _as_counted(change: Change, names: Mapping[str, str]) -> bool:
    """Whether a reference is right as it stands, so that the memory's is wrong."""
    field = _field(change)
    if field is None:
        return False
    code = field.what.split()
    return len(code) > 1 and names.get(code[1]) == change.line.text[field.start : field.end].strip()


def _edits(case: Case, changes: Sequence[Change]) -> Iterator[AuditFinding]:
    """What was done by hand: a number changed; numbers typed or taken out, once for each sentence."""
    for one in changes:
        if one.difference.before is not None and (one.difference.now is not None or one.difference.alone):
            yield _edited(case, one)
    yield from listed(changes)


def listed(changes: Sequence[Change]) -> Iterator[AuditFinding]:
    """Numbers that were typed, and numbers that went with their words, each sentence once."""
    typed = [one for one in changes if one.difference.before is None and _counts(one)]
    gone = [one for one in changes if one.difference.now is None and not one.difference.alone]
    for place, found in groupby(typed, key=lambda one: one.place):
        yield finding("audit.typed-by-hand", place, _joined(one.difference.now for one in found))
    for place, found in groupby(gone, key=lambda one: one.place):
        yield finding("audit.numbers-deleted", place, "", _joined(one.difference.before for one in found))


def _joined(found: Iterable[Token | None]) -> str:
    return "、".join(dict.fromkeys(one.text for one in found if one is not None))


def _counts(change: Change) -> bool:
    """Whether a typed number is one that says something: in Arabic digits, and no number of a clause, table or chart."""
    now = change.difference.now
    numbered = _NUMBERED.match(change.line.text)
    return (
        now is not None
        and now.arabic
        and not (numbered and change.line.table is None and change.at < numbered.end())
        and not _REFERRED.search(change.line.text[: change.at])
    )


def _edited(case: Case, change: Change) -> AuditFinding:
    """A number that was changed by hand: of a figure with what the ledgers give, else of our own words."""
    before, now = change.difference.before, change.difference.now
    stated = now.text if now else ""
    written = before.text if before else ""
    figure = case.figure_at(change.line, change.at, change.at + len(stated)) if now else None
    if figure is None:
        return finding("audit.digit-edited" if now else "audit.number-removed", change.place, stated, written)
    today = case.narrative.texts.get(figure) if case.narrative else None
    if today is None or agree(written, today):
        return finding("audit.figure-edited", change.place, stated, written, figure=figure)
    if agree(stated, today):
        return _memory_differs(change)
    return finding("audit.figure-edited-since", change.place, stated, today, figure=figure, written=written)


def _memory_differs(change: Change) -> AuditFinding:
    """The page says what the ledgers give, and the memory does not."""
    before, now = change.difference.before, change.difference.now
    stated, expected = before.text if before else "", now.text if now else ""
    return finding("audit.memory-differs", change.place, stated, expected)


def _outdated(case: Case, block: str, lines: Sequence[Line], starts: Sequence[int]) -> Iterator[AuditFinding]:
    """Where the ledgers or settings give another text today than the report remembers."""
    before, today = case.memory.blocks[block], (case.today or {}).get(block)
    if today is None:
        yield finding("audit.block-gone", lines[0].place(), sentence_at(before, 0))
        return
    if before == today or _flat(before) == _flat(today):
        return
    old, new = before.split("\n"), today.split("\n")
    pairs = list(zip(old, new, strict=True)) if len(old) == len(new) else [(before, today)]
    offset = 0
    for one, other in pairs:
        yield from _line_outdated(one, other, partial(_standing, before, lines, starts, offset))
        offset += len(one) + 1


def _flat(text: str) -> list[str]:
    return [one.value for one in tokens(text)]


def _standing(before: str, lines: Sequence[Line], starts: Sequence[int], offset: int, at: int) -> Place:
    """Where a place of the remembered text (`at` behind `offset`) stands in the page; about there if that text was changed."""
    at += offset
    now = "\n".join(line.text[start:] for line, start in zip(lines, starts, strict=True))
    first = now.find(before)
    if first >= 0:
        line, place = _located(lines, starts, first + at)
        return line.place(place)
    number = before.count("\n", 0, at)
    return lines[number if len(lines) == before.count("\n") + 1 else 0].place()


def _line_outdated(before: str, today: str, place: Callable[[int], Place]) -> Iterator[AuditFinding]:
    found = differences(before, today)
    if found and all(one.before and one.now for one in found):
        for one in found:
            assert one.before and one.now  # noqa: S101 - said in the line above
            yield finding("audit.figure-outdated", place(one.before.start), one.before.text, one.now.text)
    elif _flat(before) != _flat(today):
        at = _first_difference(before, today)
        code = "audit.text-outdated" if found else "audit.words-outdated"
        yield finding(code, place(at), sentence_at(before, at), sentence_at(today, min(at, len(today))))


def _first_difference(one: str, other: str) -> int:
    same = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(same, min(len(one), len(other)))


def figures(case: Case) -> Iterator[AuditFinding]:
    """Each figure is remembered as it is printed, wherever the page still prints what was written there."""
    told: set[str] = set()
    for line in case.page.lines:
        for stretch, figure in case.figures(line):
            remembered = case.memory.figures.get(figure)
            shown = line.text[stretch.start : stretch.end]
            if figure in told or remembered is None or agree(shown, remembered) or not numbers(remembered):
                continue
            printed = [one for one in numbers(line.text) if stretch.meets(one.start, one.end)]
            written = case.memory.blocks.get(_block(case, stretch.what), "")
            unchanged = any(one.value == known.value for one in printed for known in numbers(written))
            if printed and unchanged and not any(agree(one.text, remembered) for one in printed):
                told.add(figure)
                yield finding("audit.memory-differs", line.place(stretch.start), remembered, printed[0].text)


def _block(case: Case, bookmark: str) -> str:
    mark = case.memory.marks.get(bookmark)
    return "" if mark is None else mark.block
