"""Where a word of the report stands for another that shuts it out: another name, measure, period, verdict or direction.

The text that stands there is aligned with the one that was written, words of a sort as one piece. Where nothing but such words and
numbers differ they are held against each other one by one, else only where they were put in one another's place.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from reportgen.model.findings import AuditFinding, Place
from reportgen.review.report_audit.checks.texts import located, prefix
from reportgen.review.report_audit.report.audited_report import AuditedReport, Line
from reportgen.review.report_audit.report.findings import finding
from reportgen.review.report_audit.report.units import goes_on, units_of
from reportgen.review.report_audit.report.vocabulary import Exchange, Names, Word, words
from reportgen.review.text_audit.texts.places import sentence_at

_NEAR = 8
"""So many pieces may have been written anew round a common word that is still held against the one before."""
_BOUND = 8
"""So many pieces behind a name its number stands."""
_AND = frozenset("、和与及")


def exchanged(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Every line of ours, copies and the template's own too."""
    for unit in units_of(audited):
        if not any(goes_on(audited, line) for line in unit.lines):
            starts = [prefix(unit.lines[0], unit.before), *(0 for _ in unit.lines[1:])]
            yield from _unit(audited, unit.before, unit.today, unit.lines, starts)
    for place in audited.placement.copies:
        line = audited.every[place]
        before = audited.written(line)
        yield from _unit(audited, before, None, [line], [prefix(line, before)])
    fixed = {one.id: one.text for one in audited.memory.fixed}
    for line in audited.every:
        ids = [id for id in audited.placement.owners.get(line.number, ()) if id in fixed]
        if ids and not audited.blocks(line):
            title = audited.narrative.title if audited.narrative and line.title else None
            yield from _unit(audited, "\n".join(fixed[id] for id in ids), title, [line], [0])


def _unit(
    audited: AuditedReport, before: str, today: str | None, lines: Sequence[Line], starts: Sequence[int]
) -> Iterator[AuditFinding]:
    """What was exchanged in the lines of a unit; what the ledgers give today just so is right."""
    now = "\n".join(line.text[start:] for line, start in zip(lines, starts, strict=True))
    found = [] if now == before else list(exchanges(before, now, audited.names))
    agreed = _agreed(today, now, audited.names) if found and today is not None and today != before else set()
    since = {one.at: one for one in exchanges(today, now, audited.names)} if agreed and today is not None else {}
    for one in found:
        if one.at in agreed:
            continue
        expected = since[one.at].expected if one.at in since else one.expected
        line, _ = located(lines, starts, one.at)
        place = line.place()
        shown = Place(place.paragraph, place.table, written_at(before, one.before))
        yield finding(one.code, shown, one.stated, expected)


def written_at(before: str, at: int) -> str:
    """The sentence as it was written in which a place of it lies; a row whole. What a person made of it is shown nowhere."""
    return before if "\t" in before else sentence_at(before, at)


def _agreed(today: str, now: str, names: Names) -> set[int]:
    """Where a text says what the ledgers give today."""
    old, new = words(today, names), words(now, names)
    matcher = SequenceMatcher(None, [one.says for one in old], [one.says for one in new], autojunk=False)
    return {
        one.start for block in matcher.get_matching_blocks() for one in new[block.b : block.b + block.size] if one.sort
    }


def exchanges(before: str, now: str, names: Names) -> Iterator[Exchange]:
    """The words of a text that stand for others of their sort."""
    old, new = words(before, names), words(now, names)
    for one, other in _pairs(old, new):
        if one.code and one.says != other.says and not _is_bound(other, new, one, old):
            yield Exchange(one.code, other.text, one.text, other.start, one.start)


def _pairs(old: Sequence[Word], new: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """The words of a sort that took each other's place."""
    if [one.mask for one in old] == [one.mask for one in new]:
        listed = [place for first, last in _lists(old) for place in range(first, last) if _same(old, new, first, last)]
        yield from (pair for at, pair in enumerate(zip(old, new, strict=True)) if at not in listed)
        return
    matcher = SequenceMatcher(None, [one.says for one in old], [one.says for one in new], autojunk=False)
    for kind, low, high, begin, end in matcher.get_opcodes():
        if kind == "replace":
            yield from _replaced(old[low:high], new[begin:end])


def _lists(text: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where names follow each other (甲、乙和丙), so that their order says nothing; but where 分别 is said behind them it does."""
    begin = 0
    while begin < len(text):
        end = begin + 1
        if text[begin].code:
            while end + 1 < len(text) and text[end].says in _AND and text[end + 1].sort == text[begin].sort:
                end += 2
            behind = "".join(one.says for one in text[end : end + _NEAR])
            if end > begin + 1 and "分别" not in behind and "respectively" not in behind:
                yield begin, end
        begin = end


def _same(old: Sequence[Word], new: Sequence[Word], first: int, last: int) -> bool:
    """Whether two lists of names have the same names."""
    return sorted(one.says for one in old[first:last]) == sorted(one.says for one in new[first:last])


def _replaced(old: Sequence[Word], new: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Of words that were written anew those that one finds in the old ones' place, sort by sort; what is said still is passed over."""
    far = max(len(old), len(new)) > _NEAR
    for sort in dict.fromkeys(one.sort for one in old if one.code):
        gone, come = ([one for one in side if one.sort == sort] for side in (old, new))
        if far and gone[0].near:
            continue
        yield from zip(_less(gone, come), _less(come, gone), strict=False)


def _less(some: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """The words that the others do not say, too."""
    left = Counter(one.says for one in others)
    found = []
    for one in some:
        if left[one.says]:
            left[one.says] -= 1
        else:
            found.append(one)
    return found


def _is_bound(one: Word, text: Sequence[Word], before: Word, written: Sequence[Word]) -> bool:
    """Whether a name has taken its number with it, so that only the order of a list was changed: no more often than it was written."""
    number = _number_of(one, text) if one.sort.startswith("name") else None
    if number is None:
        return False

    def times(words: Sequence[Word]) -> int:
        return sum(
            other.sort == before.sort and other.says == one.says and _number_of(other, words) == number
            for other in words
        )

    return times(text) <= times(written)


def _number_of(name: Word, text: Sequence[Word]) -> str | None:
    """The number behind a name, before the next name; None where there is none."""
    at = text.index(name) + 1
    for one in text[at : at + _BOUND]:
        if one.sort == "#":
            return one.says
        if one.sort == name.sort or one.says in "。；":
            return None
    return None
