"""The people in the slots of a text: the cue first, then what stands there."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from reportgen.chinese.words.surnames import ANY, COMPOUND, IN_SLOTS
from reportgen.clean.people.characters import HARDLY_GIVEN, NEVER_GIVEN, ONLY_IN_NAMES, USUAL_IN_NAMES
from reportgen.clean.people.slots.fillers import (
    HANZI,
    LATIN_WORDS,
    Filler,
    is_nobody,
    is_plausible,
    read_filler,
    spelled_names,
)
from reportgen.clean.people.slots.framing import find_in_frames
from reportgen.clean.people.slots.reading import goes_on, is_crossed, is_explained
from reportgen.clean.people.slots.table import SLOTS, Form, Slot, Strength
from reportgen.clean.people.slots.words import ADVERBS, AFTER, INSIDE, JOINED, LEADS, NICKNAME, ROLES, Words

_SHORT, _REACH = 4, 24
"""How long a name is that only its place tells, and how far from its cue somebody stands at most."""
_MARKS = frozenset("，。、；：！？…（）“”‘’《》【】〔〕 \u3000\n\t,;:!?()\"'[]<>|—~*&%#")
_OPENINGS = frozenset("由被对给予与跟和找向让把将请有为")
_LEADING = frozenset("镇村区乡县局所院社组队站厅的与和由据被经为是壁把将")
"""Behind one of these a person may be named before what he does."""
_GIVEN, _HARDLY_GIVEN = frozenset(USUAL_IN_NAMES + ONLY_IN_NAMES), frozenset(NEVER_GIVEN + HARDLY_GIVEN)
_SURNAME = f"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(IN_SLOTS))}])"
_HALF_MASKED = re.compile(
    f"{_SURNAME}(?:[某×＊*○〇□]{{1,2}}|[xXＸOＯ]{{1,2}})(?P<given>{HANZI})(?![×＊*○〇□])"
    f"|[{''.join(sorted(ANY))}][{''.join(sorted(_GIVEN))}][×＊*○〇□]{{1,2}}(?![×＊*○〇□{''.join(sorted(_GIVEN))}])"
)
"""周某伟, 周*伟, 周伟*: who masked it left a part of the given name."""
_FOREIGN_SCRIPT = re.compile("(?:[\u0370-\u052f\u0590-\u1cff\u3041-\u30ff\uac00-\ud7a3]{2,}[ ·.]?)+(?<![ ·.])")
"""Letters neither Latin nor Chinese: in a complaint hardly anything but a name."""
_SIGNED = re.compile(
    rf"(?:[。！!；;\s]|[\d一二三四五六七八九十]日)[\s\u3000]*(?P<who>{_SURNAME}(?:[ \u3000]{{0,3}}{HANZI}){{1,2}})[\s\u3000]*"
    rf"(?:[（(]?(?:电话|手机)?[:：]?\s?1[3-9][\d\s-]{{9,12}}[)）]?|(?:二[〇零○Ｏ]|20)[\d〇零○一二三四五六七八九]{{2}}年.{{0,8}})?[\s。]*$",
    re.MULTILINE,
)
"""At the end of a line, behind its last sentence or a day, before nothing but a number or a day."""
_LINE_END = re.compile(r"[。）)\s]*(?:$|\n|[12]\d{3}|[二〇零一]{4}|\d{1,2}月|电话|联系)")
_ITEM_BEFORE = re.compile(r"[、和]\s?$")
_CLOSED_ITEM = re.compile(f"{HANZI}{{2,4}}?(?=、|等|都是|均[为系是]|[两二三四五六七八九十几]人)")
_ITEM = re.compile(r"\s?(?:、|和|与|及|以及)\s?(?=[^\s])")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A slot, and what has to follow its words."""

    slot: Slot
    tail: re.Pattern[str]


@cache
def _cues() -> tuple[Words, Mapping[str, tuple[_Cue, ...]]]:
    """The words of all slots, and what each is a cue of."""
    cues: dict[str, list[_Cue]] = {}
    for slot in SLOTS:
        one = _Cue(slot, re.compile(slot.tail))
        for word in slot.words.split():
            cues.setdefault(word, []).append(one)
    return Words(cues), {word: tuple(found) for word, found in cues.items()}


def find_in_slots(text: str) -> Iterator[Filler]:
    """The names in the slots of a text, and those that stand in one list with them."""
    words, cues = _cues()
    found: dict[int, Filler] = {}
    for start, word in words.find(text):
        if text[max(0, start - 1) : start + len(word)] not in INSIDE and not goes_on(text, start, start + len(word)):
            for cue in cues[word]:
                tail = cue.tail.match(text, start + len(word))
                filler = _FINDERS[cue.slot.form](text, start, tail.end(), cue.slot) if tail else None
                _keep(found, filler if cue.slot.strength == "strict" else _unexplained(text, filler))
    for filler in (*_by_form(text), *spelled_names(text)):
        _keep(found, filler)
    for filler in list(found.values()):
        for further in (*_listed(text, filler), *_listed_before(text, filler)):
            _keep(found, further)
    for filler in list(find_in_frames(text)):
        _keep(found, filler)
        for further in (*_listed(text, filler), *_listed_before(text, filler)):
            _keep(found, further if further.sure else None)
    yield from found.values()


def _unexplained(text: str, filler: Filler | None) -> Filler | None:
    """A name whose ends are sure, unless ordinary words explain what stands there."""
    if filler and filler.sure and is_explained(text, filler.start, filler.end):
        return None
    return filler


def _keep(found: dict[int, Filler], filler: Filler | None) -> None:
    """A sure find goes before one that is not, an earlier one before a later."""
    if filler and (filler.start not in found or (filler.sure and not found[filler.start].sure)):
        found[filler.start] = filler


def _by_form(text: str) -> Iterator[Filler]:
    """Nicknames, names masked by half, names in other scripts, signatures, and names in Latin letters in the midst of Chinese: Maria Gonzalez在中医院住院."""
    yield from (Filler(*one.span()) for one in NICKNAME.finditer(text))
    yield from (Filler(*one.span()) for one in _HALF_MASKED.finditer(text) if _is_half_masked(text, one))
    yield from (Filler(*one.span()) for one in _FOREIGN_SCRIPT.finditer(text))
    for one in _SIGNED.finditer(text):
        if not (is_nobody(one["who"]) or is_explained(text, *one.span("who"))):
            yield Filler(*one.span("who"))
    for one in LATIN_WORDS.finditer(text):
        around = text[max(0, one.start() - 2) : one.start()] + text[one.end() : one.end() + 2]
        if any(character > "\u3000" for character in around):
            yield Filler(*one.span())


def _is_half_masked(text: str, found: re.Match[str]) -> bool:
    """Whether the character behind the mask is part of the name, and the one before it a surname: not 通过某园, 周某来到."""
    given, end = found["given"], found.end()
    if is_crossed(text, found.start()):
        return False
    if given is None or given in ONLY_IN_NAMES or (given in _GIVEN and "某" not in found[0]):
        return True
    if given in _HARDLY_GIVEN - _GIVEN or is_crossed(text, end):
        return False
    return end == len(text) or text[end] in _MARKS or AFTER.begins(text, end) > 0 or given in _GIVEN


def _behind(text: str, _: int, end: int, slot: Slot) -> Filler | None:
    if text[end - 1 : end + 1] in JOINED:
        return None
    filler = read_filler(text, end, slot.strength)
    return filler if filler and (not slot.last or _LINE_END.match(text, filler.end)) else None


def _before(text: str, end: int, _: int, slot: Slot) -> Filler | None:
    start, placed = _start_before(text, end)
    if end - start < 2:
        return None
    strength: Strength = (
        "strict" if placed and end - start <= _SHORT and slot.strength in ("role", "person") else slot.strength
    )
    filler = read_filler(text, start, strength, limit=end)
    if filler is None or (strength == "strict" and not (filler.sure and end - start <= _SHORT)):
        return None
    return None if text[start : filler.end] in ADVERBS.words else filler  # 学生回来说


def _start_before(text: str, end: int) -> tuple[int, bool]:
    """Where a name may start that ends here: the nearest place behind a mark, a place or an office, or a word that leads to a person.

    Also whether it is a place that stands before it: 柳河镇王五反映.
    """
    first = _start_of_clause(text, end)
    for start in range(end - 2, first, -1):
        led = text[start - 1] in _LEADING or ROLES.ends(text, start, least=2) > 0
        if led and text[start - 1 : start + 1] not in JOINED:
            return start, text[start - 1] in "镇村乡县"
    while (lead := LEADS.begins(text, first)) and end - first - lead >= 2:
        first += lead
        if text[first - lead - 1 : first - lead] in ("", *_MARKS):
            return first, False
    return (first if first == 0 or text[first - 1] in _MARKS else end), False


def _start_of_clause(text: str, end: int) -> int:
    first = max(0, end - _REACH)
    for place in range(end - 1, first - 1, -1):
        if text[place] in _MARKS and not (text[place] == " " and place > first and _is_latin(text[place - 1])):
            return place + 1
    return first


def _is_latin(character: str) -> bool:
    return character.isalpha() and character < "\u3400"


def _between(text: str, end: int, _: int, slot: Slot) -> Filler | None:
    for start in range(end - 2, max(0, end - _REACH), -1):
        if text[start - 1] in slot.opening:
            joined = text[start - 1 : start + 1] in JOINED
            return None if joined else read_filler(text, start, slot.strength, limit=end)
        if text[start] == "、" and slot.strength == "person":
            return read_filler(text, start + 1, slot.strength, limit=end)
        if text[start] in _MARKS:
            break
    return None


_FINDERS: dict[Form, Callable[[str, int, int, Slot], Filler | None]] = {
    "behind": _behind,
    "before": _before,
    "between": _between,
}


def _listed(text: str, filler: Filler) -> Iterator[Filler]:
    """The names that stand in a list with this one: 甲、乙和丙."""
    certain = is_plausible(text[filler.start : filler.end])
    while filler.sure and (gap := _ITEM.match(text, filler.end)):
        closed = _CLOSED_ITEM.match(text, gap.end()) if certain else None
        strength: Strength = "strict" if closed else "person"
        following = read_filler(text, gap.end(), strength, limit=closed.end() if closed else None)
        if following is None:
            return
        yield following
        filler = following


def _listed_before(text: str, filler: Filler) -> Iterator[Filler]:
    """The names before this one in a list."""
    start, certain = filler.start, is_plausible(text[filler.start : filler.end])
    while start > 2 and (gap := _ITEM_BEFORE.search(text, max(0, start - 2), start)):
        first = _start_of_item(text, gap.start())
        short = certain and gap.start() - first <= _SHORT
        previous = read_filler(text, first, "strict" if short else "person", limit=gap.start())
        if previous is None or previous.end != gap.start() or not previous.sure:
            return
        yield previous
        start = previous.start


def _start_of_item(text: str, end: int) -> int:
    """Where the first item of a list starts: behind a mark, or the word that leads to the list."""
    first = _start_of_clause(text, end)
    led = (start for start in range(end - 2, first, -1) if text[start - 1] in _OPENINGS)
    return next(led, first)
