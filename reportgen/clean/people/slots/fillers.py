"""What stands where a person is expected: nobody (a role, an office, the sentence that goes on), a name and where it ends, or what cannot be told."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.chinese.words.surnames import ANY, COMMON, COMPOUND, IN_SLOTS, IN_WORDS
from reportgen.clean.people.bare_names import goes_on_as_place
from reportgen.clean.people.characters import (
    BEFORE_NAMES,
    HARDLY_GIVEN,
    NEVER_GIVEN,
    ONLY_IN_NAMES,
    STOPS,
    USUAL_IN_NAMES,
)
from reportgen.clean.people.neighbours import neighbours
from reportgen.clean.people.slots.table import Strength
from reportgen.clean.people.slots.words import (
    AFTER,
    ENDS,
    FUNCTION,
    NO_NAMES,
    OPENERS,
    REDUPLICATED,
    ROLES,
    SYLLABLES,
    TITLES,
)

HANZI = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_DOTS = "·•・‧∙●"
_LATIN = "[A-Za-zÀ-ɏḀ-ỿ'’]"
_RUN = re.compile(f"{HANZI}+")
_SPELLED_DOTTED = re.compile(rf"(?:{HANZI}{{2,8}})(?:\s?[.．]\s?{HANZI}{{2,8}})+")
_DOTTED = re.compile(rf"{HANZI}{{1,8}}(?:\s?[{_DOTS}]\s?{HANZI}{{1,8}})+")
LATIN_NAME = re.compile(rf"(?=[A-ZÀ-Þ])(?:{_LATIN}+\.?)(?:[ ·.-]{{1,2}}(?:{_LATIN}+\.?))*(?![A-Za-z0-9_@])")
LATIN_WORDS = re.compile(
    rf"(?<![A-Za-z0-9_@.\-])[A-ZÀ-Þ]{_LATIN}*[a-zß-ÿḀ-ỿ]{_LATIN}*(?: (?:[A-ZÀ-Þ]{_LATIN}*[a-zß-ÿḀ-ỿ]{_LATIN}*|[A-Z]\.))+(?![A-Za-z0-9_@])"
)
"""Two words and more with capitals: Maria Gonzalez, Olga K."""
_SPELLED = re.compile(f"[{''.join(sorted(SYLLABLES))}]{{3,9}}")
_OPENING = re.compile(r"[\s“‘\"'「『]{0,2}")
_LONGEST, _LONGEST_SPELLED, _LONGEST_RUN = 4, 9, 14
_UNKNOWN = 3
_ENDING = frozenset("的在把被将是说不没对向")
_NICKNAMING = frozenset("小老大阿二三四五六七八九好")
_TELLING, _USUAL = frozenset(ONLY_IN_NAMES), frozenset(ONLY_IN_NAMES + USUAL_IN_NAMES)
_NEVER, _HARDLY = frozenset(NEVER_GIVEN), frozenset(NEVER_GIVEN + HARDLY_GIVEN)


@dataclass(frozen=True, slots=True)
class Filler:
    """Where a name stands; where its end is not sure, the text is not printed."""

    start: int
    end: int
    sure: bool = True


def read_filler(text: str, start: int, strength: Strength, limit: int | None = None) -> Filler | None:
    """What stands at a place where a person is expected; None where it is nobody. It ends before `limit` at the latest."""
    opened = _OPENING.match(text, start)
    start = opened.end() if opened else start
    stop = len(text) if limit is None else limit
    if latin := LATIN_NAME.match(text, start, stop):
        return _latin(latin, strength)
    if dotted := _DOTTED.match(text, start, stop):
        return _dotted(dotted)
    if (dotted := _SPELLED_DOTTED.match(text, start, stop)) and _spelled(dotted[0]) >= 3:
        return _dotted(dotted)
    run = _RUN.match(text, start, min(stop, start + _LONGEST_RUN))
    return None if run is None or len(run[0]) < 2 else _hanzi(run, strength, closed=limit is not None)


def is_nobody(word: str) -> bool:
    """Whether a whole word is known to name nobody: a role, an office, a pronoun, or one masked before (张某)."""
    if word in ROLES.words or "某" in word[:4] or ROLES.ends(word, len(word), least=2) or TITLES.ends(word, len(word)):
        return True
    return word[-1:] in ENDS and (len(word) > 3 or word[:1] not in IN_SLOTS)


def name_end(text: str, start: int) -> int:
    """Where a name ends that begins with the surname here and that nothing announces; 0 where either end is not sure."""
    run = _RUN.match(text, start, start + _LONGEST_RUN)
    word = run[0] if run else ""
    length = _end(word, named=True) if len(word) > 1 else 0
    given = word[1:length]
    if not length or _HARDLY.intersection(given) - _USUAL or is_nobody(word[:length]):
        return 0
    closed = length == len(word) or AFTER.begins(word, length) > 0
    told, usual = not _TELLING.isdisjoint(given), _USUAL.issuperset(given)
    sure = word[0] not in IN_WORDS or (told and closed) or (usual and length > 2 and (told or closed))
    begun = _is_led(text, start) or (usual and length > 2 and closed)
    return start + length if sure and begun else 0


def _is_led(text: str, start: int) -> bool:
    """Whether what stands before says that a name may begin here."""
    before = text[start - 1 : start] if start else ""
    return not before or before in STOPS + BEFORE_NAMES or ROLES.ends(text, start, least=2) > 0


def spelled_names(text: str) -> Iterator[Filler]:
    """Names of other languages that stand free: between marks, or at the beginning of a clause in front of what a person does."""
    for run in _SPELLED.finditer(text):
        word = text[run.start() : run.end() + 4]
        if any(True for _ in NO_NAMES.find(run[0])) or OPENERS.begins(run[0]) or NO_NAMES.begins(word):
            continue
        begins = run.start() == 0 or text[run.start() - 1] in STOPS
        ends = run.end() == len(text) or text[run.end()] in STOPS or AFTER.begins(text, run.end()) > 0
        if (begins and ends) or (len(run[0]) > 3 and (begins or ends)):
            yield Filler(*run.span(), sure=begins and ends)


def _latin(found: re.Match[str], strength: Strength) -> Filler | None:
    words = re.findall(f"{_LATIN}+", found[0])
    if sum(map(len, words)) < 3 or (len(words) == 1 and (strength != "strict" or found[0].isupper())):
        return None
    return Filler(found.start(), found.end())


def _dotted(found: re.Match[str]) -> Filler | None:
    """A name in parts: it ends where the sentence goes on behind its last dot."""
    first = re.split(f"[{_DOTS}.．]", found[0])[0].strip()
    if is_nobody(first) or 2 * sum(character in SYLLABLES for character in found[0]) < len(found[0]) - 1:
        return None
    last = max(found[0].rfind(dot) for dot in _DOTS + ".．") + 1
    tail = found[0][last:]
    for length in range(1, len(tail) + 1):
        if length == len(tail) or (AFTER.begins(tail, length) and length > 1):
            return Filler(found.start(), found.start() + last + length, sure=length <= 6)
    return Filler(found.start(), found.end())


def _hanzi(run: re.Match[str], strength: Strength, closed: bool) -> Filler | None:
    start, word = run.start(), run[0]
    if _spelled(word) < 3 and not _is_told(word) and _goes_on(word, strength):
        return None
    if ROLES.begins(word) and not _is_told(word):
        return None
    named = _begins_like_name(word)
    end = len(word) if strength == "strict" and closed and len(word) <= _LONGEST else _end(word, named)
    if is_nobody(word[: end or _LONGEST + 1]):
        return None
    if not _FITS[strength](word, end, named):
        return None
    if (
        strength != "strict"
        and (strength == "weak" or not closed)
        and not _is_ended(word, end)
        and goes_on_as_place(run.string, start)
    ):
        return None
    return Filler(start, start + (end or len(word)), sure=bool(end))


_WEEKDAY = re.compile(
    "周[一二三四五六日天末](?:$|[不没未起至到和在的就才来去休值开早晚闭请随无又也都全]|[上下中]午|凌晨|傍晚|清晨)"
)
"""When something was, not who: 周三下午不在岗."""


def _is_ended(word: str, end: int) -> bool:
    """Whether what follows ends a name for certain."""
    return end > 1 and (end == len(word) or AFTER.begins(word, end) > 1 or word[end] in _ENDING)


def _goes_on(word: str, strength: Strength) -> bool:
    """Whether a word goes on with the sentence."""
    if _is_twice(word) and strength != "weak":
        return False
    if _WEEKDAY.match(word) or (len(word) > 3 and (word[0] == word[2] or word[1] == word[3])):  # 冷言冷语
        return True
    if FUNCTION.begins(word):
        given = word[1:3]
        return not (
            word[0] in IN_SLOTS and len(given) > 1 and _USUAL.issuperset(given) and not _TELLING.isdisjoint(given)
        )
    if strength != "strict" and AFTER.begins(word) > 1:
        return True
    opener = OPENERS.begins(word) if strength in ("role", "weak") else 0
    if not opener or (opener == 1 and word[0] in ANY and len(word) > 2 and _USUAL.issuperset(word[1:3])):
        return False
    return strength == "weak" or not _acts(word, opener)


def _acts(word: str, length: int) -> bool:
    """Whether a word of this length, though it has a meaning, is told to do something or to be of an age: 方向今年八十三."""
    return (
        length in (2, 3) and word[0] in IN_SLOTS and AFTER.begins(word, length) > 1 and not ROLES.begins(word, length)
    )


def _fits_person(word: str, end: int, named: bool) -> bool:
    if not end:
        return _is_open_name(word, named)
    if not named:
        return _is_unknown(word, end)
    if end == len(word) <= _UNKNOWN and word[0] in IN_SLOTS and not _NEVER.intersection(word[1:]):
        return True
    likely = _is_likely(word, end) or (
        end < _LONGEST and AFTER.begins(word, end) > 0 and not _NEVER.intersection(word[1:end])
    )
    if not likely or end == len(word) or word[:2] in COMPOUND:
        return likely
    return not (_HARDLY.intersection(word[1:end]) - _USUAL) or (word[0] in COMMON and _is_ended(word, end))


def _fits_role(word: str, end: int, named: bool) -> bool:
    if not end:
        return _is_open_name(word, named)
    return _is_likely(word, end) if named else _is_unknown(word, end)


def _is_open_name(word: str, named: bool) -> bool:
    """Whether somebody may be named though nothing says where the name ends."""
    if named:
        return _may_be_given(word)
    return False


def _is_unknown(word: str, end: int) -> bool:
    """Whether a word that does not begin like a name is none that is known to stand there: what is not known is a name."""
    if OPENERS.begins(word) or AFTER.begins(word) > 1 or _NEVER.intersection(word[:end]):
        return False
    closed = end == len(word) or AFTER.begins(word, end) > 1
    if not closed:
        return False
    if sum(character in SYLLABLES for character in word[:end]) >= max(2, end - 1):
        return True
    if end > _UNKNOWN or _HARDLY.intersection(word[1:end]) - _USUAL:
        return False
    return word[0] not in _HARDLY or word[0] in _NICKNAMING


def _fits_weak(word: str, end: int, *_: bool) -> bool:
    return end > 0 and (is_plausible(word[:end]) or _spelled(word) >= 3)


_FITS: dict[Strength, Callable[[str, int, bool], bool]] = {
    "strict": lambda *_: True,
    "person": _fits_person,
    "role": _fits_role,
    "weak": _fits_weak,
}


def _is_likely(word: str, end: int) -> bool:
    """Whether a word of this length behind a role is a name: it begins like one, or is made like one."""
    given = word[1:end]
    if given[:1] == "氏" and end == 3:
        return True
    if word[:2] in COMPOUND or _is_twice(word) or _spelled(word) >= 3:
        return True
    if _NEVER.intersection(given):
        return False
    usual = _USUAL.issuperset(given)
    closed = _is_ended(word, end)
    if end >= _LONGEST and closed and 4 * sum(character in SYLLABLES for character in word[:end]) >= 3 * end:
        return True
    if end >= _LONGEST:
        return word[0] in ANY and (word[1] in ANY or usual or closed)
    if word[0] in COMMON:
        return True
    twice = len(given) == 2 and given[0] == given[1]
    plain = closed and (twice or not (_HARDLY.intersection(given) - _USUAL))
    if word[0] in ANY:
        return usual or plain
    if word[0] in IN_SLOTS:
        return plain if end == 2 else usual or plain
    return word[0] not in _HARDLY and end > 2 and usual


def _may_be_given(word: str) -> bool:
    return word[0] in ANY and word[1] not in _HARDLY and word[:2] not in neighbours().words


def is_plausible(word: str) -> bool:
    """Whether a whole word reads as a name though nothing says so: a surname that is no part of a word before usual characters."""
    surname = 2 if word[:2] in COMPOUND else 1
    given = word[surname:]
    if _is_twice(word):
        return len(word) == 2 and (word[0] not in _HARDLY or word[0] == "多")
    told = _TELLING.issuperset(given) or (len(given) > 1 and not _TELLING.isdisjoint(given))
    if word[0] in IN_SLOTS and given and _USUAL.issuperset(given) and (told or len(given) > 2):
        return True
    if (
        not given
        or _HARDLY.intersection(given) - _USUAL
        or (surname == 1 and (word[0] not in ANY or word[:2] in neighbours().words))
    ):
        return False
    return (
        not _TELLING.isdisjoint(given)
        or (word[0] in COMMON or surname == 2)
        or (len(given) == 2 and _USUAL.issuperset(given))
    )


def _begins_like_name(word: str) -> bool:
    """Whether a word begins with a surname, one character twice, or the syllables of another language."""
    return word[:1] in IN_SLOTS or word[:2] in COMPOUND or _is_twice(word) or _spelled(word) >= 3


def _is_twice(word: str) -> bool:
    return word[0] == word[1:2] and word[:2] not in REDUPLICATED


def _spelled(word: str) -> int:
    """How many characters at the beginning spell a name of another language."""
    if NO_NAMES.begins(word) or OPENERS.begins(word) > 1:
        return 0
    for length, character in enumerate(word):
        if character not in SYLLABLES:
            return length
    return len(word)


def _is_told(word: str) -> bool:
    """Whether the characters behind a surname are such as stand in names alone."""
    given = word[1:3]
    return (
        word[:1] in IN_SLOTS
        and len(given) == 2
        and (given[0] in _TELLING or (given[1] in _TELLING and given[0] not in _HARDLY))
    )


def _end(word: str, named: bool) -> int:
    """How long the name is that the word begins with; 0 where that is not sure."""
    least = 3 if word[:2] in COMPOUND else 2
    longest = max(_LONGEST, least + 1, min(_spelled(word), _LONGEST_SPELLED))
    for length in range(least, min(len(word), longest) + 1):
        if length == len(word):
            return length
        if after := AFTER.begins(word, length):
            further = (
                after == 1
                and word[length] in _USUAL
                and length < longest
                and (length + 1 == len(word) or AFTER.begins(word, length + 1) > 0)
            )
            return length + 1 if further else length
    if _is_twice(word):
        return 2
    return _by_characters(word, least) if named else 0


def _by_characters(word: str, least: int) -> int:
    """How long the name is by what given names are made of; 0 where that is not sure."""
    if len(word) < least:
        return 0
    second, third = word[least : least + 1], word[least + 1 : least + 2]
    if word[least - 1] in _HARDLY:
        return 0
    if second in _HARDLY:
        return least if word[least - 1] in _USUAL else 0
    if third in _HARDLY and second in _USUAL:
        return least + 1
    return 0
