"""The text of each paragraph and row of ours: as it stands, as the report remembers it, and as the ledgers give it today."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from itertools import groupby

from reportgen.chinese.numerals import claimed
from reportgen.compare.numerals import Difference, Token, agree, differences, numbers, tokens
from reportgen.compare.wording import is_retold
from reportgen.model.findings import AuditFinding, Place
from reportgen.review.report_audit.checks.counting import names_of
from reportgen.review.report_audit.report.audited_report import AuditedReport, Line
from reportgen.review.report_audit.report.findings import WHOLE, finding
from reportgen.review.report_audit.report.units import Unit, goes_on, units_of
from reportgen.review.text_audit.texts.places import sentence_at
from reportgen.word.blocks.prefixes import number_before
from reportgen.word.memory.memory import bare
from reportgen.word.pages.page import Stretch

_BEGINNING = 40
_REFERRED = re.compile(r"(?:附件|(?<![地意企])图|(?<![代填报列])表)\s*$|(?i:table|figure)\s*$")
"""What stands before the number of a table, chart or attachment: 见表1; not 积压案件57件, 代表57人."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a number in a line of the page."""

    line: Line
    at: int
    difference: Difference
    mention: bool = False  # the number of a table or chart that stands nowhere now

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.line.place(self.at)


def blocks(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Every paragraph and row of the report against memory and ledgers; those that were deleted, or that are new today."""
    names = names_of(audited)
    for unit in units_of(audited):
        yield from _unit(audited, unit, names)
    yield from _missing(audited)


def _missing(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Paragraphs and rows that stand nowhere, or that the ledgers give today and did not give then."""
    gone = [id for id in audited.placement.missing if audited.memory.texts.get(id, "").strip()]
    for id in gone:
        yield finding("audit.block-deleted", Place(None, None, sentence_at(audited.memory.texts[id], 0)))
    tables = {key[0] for key in audited.placement.rows.values()}
    for table, key in audited.placement.missing_rows:
        text = audited.rows[table, key]
        if table in tables and text.strip():
            yield finding("audit.row-deleted", Place(None, None, " ".join(text.split())))
    for table in dict.fromkeys(table for table, _ in audited.placement.missing_rows if table not in tables):
        if table not in gone:
            yield finding("audit.table-deleted", WHOLE, "", audited.memory.texts[table])
    for id, text in (audited.today or {}).items():
        if id not in audited.memory.texts and text.strip():
            yield finding("audit.block-new", WHOLE, "", sentence_at(text, 0))
    for (table, key), text in (audited.rows_today or {}).items():
        if table in audited.memory.tables and (table, key) not in audited.rows and text.strip():
            yield finding("audit.block-new", WHOLE, "", " ".join(text.split()))


def _unit(audited: AuditedReport, unit: Unit, names: Mapping[str, str]) -> Iterator[AuditFinding]:
    before, lines = unit.before, unit.lines
    if any(goes_on(audited, line) for line in lines):
        yield from _merged_cells(audited, unit)
        return
    starts = [prefix(lines[0], before), *(0 for _ in lines[1:])]
    yield from counting(audited, lines[0], starts[0])
    found = list(_changes(audited, before, lines, starts))
    changes = [one for one in found if _field(one) is None]
    yield from (_memory_differs(one) for one in found if _as_counted(one, names))
    if found and unit.today is not None and all(_field(one) for one in _changes(audited, unit.today, lines, starts)):
        yield from (_memory_differs(one) for one in changes)
        return
    if is_retold(before, "\n".join(line.text for line in lines)):
        changes = [piece for one in changes for piece in _parted(audited, one)]
    yield from _edits(audited, changes)
    if audited.narrative is not None:
        yield from _outdated(before, unit.today, lines, starts)


def _merged_cells(audited: AuditedReport, unit: Unit) -> Iterator[AuditFinding]:
    """Rows with cells that were merged: their figures are looked at one by one, wherever they stand now."""
    left = list(numbers(unit.before))
    for line in unit.lines:
        for number in numbers(line.text):
            same = next((one for one in left if one.value == number.value), None)
            if same is not None:
                left.remove(same)
                continue
            figure = audited.figure_at(line, number.start, number.end)
            written = audited.memory.figures.get(figure or "", "")
            place = line.place(number.start)
            if figure is not None:
                left = [one for one in left if not agree(one.text, written)]
                yield finding("audit.figure-edited", place, number.text, written, figure=figure)
            else:
                yield finding("audit.typed-by-hand", place, number.text)
    if left:
        yield finding("audit.numbers-deleted", unit.lines[0].place(), "", "、".join(one.text for one in left))


def prefix(line: Line, before: str) -> int:
    """Where the text of ours begins in its first line, behind the number of a heading or caption, or 附件：1. before it."""
    if line.text.startswith(before.partition("\n")[0]):
        return 0
    numbered = number_before(line.text)
    return numbered if _shape(line.text[numbered:]) == _shape(before) else 0


def _shape(text: str) -> list[str]:
    """How a text begins, numbers left open."""
    return ["#" if one.number else one.value for one in tokens(text[:_BEGINNING])[:3]]


def counting(audited: AuditedReport, line: Line, start: int) -> Iterator[AuditFinding]:
    """The numbers before the names of several attachments count from 1; digits before any other text were typed."""
    ids = [id for id in audited.placement.owners.get(line.number, ()) if id.startswith("attachments/")]
    kinds = {mark.kind for one in line.marks if (mark := audited.mark(one)) is not None}
    if (
        line.heading is not None
        or "number" in kinds
        or any(id in audited.memory.charts or id in audited.memory.tables for id in audited.blocks(line))
    ):
        return
    for one in numbers(line.text[:start]):
        expected = ids[0].rpartition("/")[2] if ids else ""
        if not ids:
            yield finding("audit.typed-by-hand", line.place(), one.text)
        elif one.value != expected:
            yield finding("audit.digit-edited", line.place(), one.text, expected)


def _changes(audited: AuditedReport, before: str, lines: Sequence[Line], starts: Sequence[int]) -> Iterator[Change]:
    """What became of the numbers of a block: line by line where it has as many lines as it had, else as a whole."""
    old = before.split("\n")
    new = [line.text[start:] for line, start in zip(lines, starts, strict=True)]
    for low, high, begin, end in _regions(old, new):
        if high - low == end - begin:
            for one, number in zip(old[low:high], range(begin, end), strict=True):
                yield from _between(audited, one, lines[number : number + 1], starts[number : number + 1])
        else:
            yield from _between(audited, "\n".join(old[low:high]), lines[begin:end], starts[begin:end], lines)


def _regions(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[int, int, int, int]]:
    if len(old) == len(new):
        return [(0, len(old), 0, len(new))]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(low, high, begin, end) for kind, low, high, begin, end in matcher.get_opcodes() if kind != "equal"]


def _between(
    audited: AuditedReport, before: str, lines: Sequence[Line], starts: Sequence[int], around: Sequence[Line] = ()
) -> Iterator[Change]:
    """The changes between a text and the lines that stand there now; `around` are all lines of the block."""
    now = "\n".join(line.text[start:] for line, start in zip(lines, starts, strict=True))
    if now == before:
        return

    def meant(token: Token) -> str | None:
        line, at = located(lines, starts, token.start)
        figure = audited.figure_at(line, at, at + len(token.text))
        return None if figure is None else audited.memory.figures.get(figure)

    for one in differences(before, now, meant):
        line, at = located(lines, starts, one.at) if lines else (around[0], 0)
        yield Change(line, at, one, mention=_mentions_missing(audited, before, one.before))


def _mentions_missing(audited: AuditedReport, before: str, number: Token | None) -> bool:
    """Whether a number is that of a table or chart, of which some were taken out: who mentions none by its number is right."""
    missing = {*audited.memory.tables, *audited.memory.charts} & {*audited.placement.missing}
    return bool(missing) and number is not None and _REFERRED.search(before[: number.start]) is not None


def located(lines: Sequence[Line], starts: Sequence[int], at: int) -> tuple[Line, int]:
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


def _edits(audited: AuditedReport, changes: Sequence[Change]) -> Iterator[AuditFinding]:
    """What was done by hand: a number changed; numbers typed or taken out, once for each sentence."""
    for one in changes:
        alone = one.difference.alone and not one.mention
        if one.difference.before is not None and (one.difference.now is not None or alone):
            yield _edited(audited, one)
    yield from listed(changes)


def listed(changes: Sequence[Change]) -> Iterator[AuditFinding]:
    """Numbers that were typed, and numbers that went with their words, each sentence once."""
    typed = [one for one in changes if one.difference.before is None and _counts(one)]
    gone = [one for one in changes if one.difference.now is None and (one.mention or not one.difference.alone)]
    for place, found in groupby(typed, key=lambda one: one.place):
        yield finding("audit.typed-by-hand", place, _joined(one.difference.now for one in found))
    for place, found in groupby(gone, key=lambda one: one.place):
        yield finding("audit.numbers-deleted", place, "", _joined(one.difference.before for one in found))


def _parted(audited: AuditedReport, change: Change) -> list[Change]:
    """A number in a text that tells something else than ours did: it was typed, and ours went; but a figure is one still."""
    one = change.difference
    if (
        one.before is None
        or one.now is None
        or audited.figure_at(change.line, change.at, change.at + len(one.now.text))
    ):
        return [change]
    return [replace(change, difference=replace(one, before=None)), replace(change, difference=replace(one, now=None))]


def _joined(found: Iterable[Token | None]) -> str:
    return "、".join(dict.fromkeys(one.text for one in found if one is not None))


def _counts(change: Change) -> bool:
    """Whether a typed number is one that says something: in Arabic digits, and no number of a clause, table or chart."""
    now = change.difference.now
    numbered = number_before(change.line.text)
    return (
        now is not None
        and now.arabic
        and not (change.line.table is None and change.at < numbered)
        and not _REFERRED.search(change.line.text[: change.at])
    )


def _edited(audited: AuditedReport, change: Change) -> AuditFinding:
    """A number that was changed by hand: of a figure with what the ledgers give, else of our own words."""
    before, now = change.difference.before, change.difference.now
    stated = now.text if now else ""
    written = before.text if before else ""
    figure = audited.figure_at(change.line, change.at, change.at + len(stated)) if now else None
    if figure is None:
        return finding("audit.digit-edited" if now else "audit.number-removed", change.place, stated, written)
    today = audited.narrative.texts.get(figure) if audited.narrative else None
    moved = not agree(written, audited.memory.figures.get(figure, written))  # the figure of another place was put here
    if today is None or moved or agree(written, today):
        return finding("audit.figure-edited", change.place, stated, written, figure=figure)
    if agree(stated, today):
        return _memory_differs(change)
    return finding("audit.figure-edited-since", change.place, stated, today, figure=figure, written=written)


def _memory_differs(change: Change) -> AuditFinding:
    """The page says what the ledgers give, and the memory does not."""
    before, now = change.difference.before, change.difference.now
    stated, expected = before.text if before else "", now.text if now else ""
    return finding("audit.memory-differs", change.place, stated, expected)


def _outdated(before: str, today: str | None, lines: Sequence[Line], starts: Sequence[int]) -> Iterator[AuditFinding]:
    """Where the ledgers or settings give another text today than the report remembers."""
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
        line, place = located(lines, starts, first + at)
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


def figures(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Each figure is remembered as it is printed, wherever the page still prints what was written there."""
    told: set[str] = set()
    for line in audited.lines:
        for stretch, figure in audited.figures(line):
            remembered = audited.memory.figures.get(figure)
            shown = line.text[stretch.start : stretch.end]
            if figure in told or remembered is None or agree(shown, remembered) or not numbers(remembered):
                continue
            printed = [one.text for one in numbers(line.text) if stretch.meets(one.start, one.end)]
            printed += [shown] * (claimed(shown) is not None)
            written = audited.written(line)
            unchanged = bare(written) in bare(line.text)  # else a hand put another number there
            if printed and unchanged and not any(agree(one, remembered) for one in printed):
                told.add(figure)
                yield finding("audit.memory-differs", line.place(stretch.start), remembered, printed[0])
