"""The people in the frames of a text: what stands there is a name unless it is known to be none."""

import re
from collections.abc import Iterator

from reportgen.chinese.words.surnames import ANY, COMPOUND
from reportgen.clean.people.characters import (
    COUNTED as COUNTS,
)
from reportgen.clean.people.characters import (
    MEASURES,
    NEVER_GIVEN,
    ONLY_IN_NAMES,
    STOPS,
    USUAL_IN_NAMES,
)
from reportgen.clean.people.slots.fillers import Filler, is_nobody
from reportgen.clean.people.slots.frames import FRAMES, ROLE, START, Frame, Reading
from reportgen.clean.people.slots.reading import is_explained, may_be_called
from reportgen.clean.people.slots.words import (
    ADVERBS,
    AFTER,
    FUNCTION,
    JOINTS,
    KNOWN,
    NOT_HUMAN,
    OPENERS,
    REDUPLICATED,
    ROLES,
    SYLLABLES,
)

_HANZI = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_LATIN = "[A-ZÀ-Þ][A-Za-zÀ-ɏḀ-ỿ'’]{1,15}"
_PERSON = rf"(?P<who>(?!员){_HANZI}{{2,4}}?|{_LATIN}(?:[ ·.]{{1,2}}{_LATIN}){{0,4}}|(?!员){_HANZI}{{5,6}}?)"  # 经办人 ends no role in 经办人员
_NEVER, _USUAL = frozenset(NEVER_GIVEN + "您咱俺此其于各每"), frozenset(ONLY_IN_NAMES + USUAL_IN_NAMES)
_KIN, _POSTS = "姐哥叔姨婶嫂伯爷", "总工科局所队处镇律股"
_PLACES = frozenset("村镇乡庄屯寨湾沟坪坝岭塘垸冲铺渡庙祠滩塅埠路街巷桥县市省州")
_AFTER_DOERS = frozenset("把被的在开卖不没已又给跟说打")
_LEADING = frozenset(
    "让将已和与把被给向对跟为因以从在到就也都又还要会能可应须劝顶拖夺抄滥外主自来集合知收少根满之理给无再先同"
)
_ENDS = frozenset("里上下边面者们性化着")
_LONGEST, _RUN = 4, re.compile(f"{_HANZI}+")


def _befores(frame: Frame) -> tuple[str, ...]:
    """What stands before a person, the beginning of a clause apart: it would hide a word that opens the frame there."""
    both = f"(?:{START}|"
    return (START, f"(?:{frame.before.removeprefix(both)}") if frame.before.startswith(both) else (frame.before,)


_STARTS = re.compile(START)
_COMPILED, _BEGUN = (
    tuple(
        (one, re.compile(f"{'' if begun else before}{_PERSON}(?={one.behind})"))
        for one in FRAMES
        if one.behind
        for before in _befores(one)
        if (before == START) == begun
    )
    for begun in (False, True)
)
"""The frames with their patterns; those at the beginning of a clause are apart: where one begins is looked for once."""


_FOREIGNER = re.compile(
    rf"(?:{ROLE})(?P<who>(?!(?:App|Wifi|Vip|Pos|Led|Excel|Word)(?![a-z]))[A-Z][a-z]{{2,15}}(?:[ ·.]{{1,2}}[A-Z][a-z]{{1,15}}){{0,4}})(?![A-Za-z0-9])"
)
"""A name in Latin letters behind a role: 店长Tony."""


_OPENED = tuple(
    (one, re.compile(f"{before}(?!员)(?={_HANZI}{{2}})"))
    for one in FRAMES
    if not one.behind
    for before in _befores(one)
)
_GOING_ON = frozenset("的把被和跟在不没又已给有说去来从把也就都卖开拿") | frozenset(STOPS)


def _before_more(text: str) -> Iterator[Filler]:
    """Who stands where the sentence goes on behind a name."""
    for frame, pattern in _OPENED:
        for found in pattern.finditer(text):
            start = found.end()
            if not _opens(text, found.start(), start):
                continue
            for end in range(start + 2, min(start + _LONGEST, len(text)) + 1):
                word = text[start:end]
                if not _RUN.fullmatch(word):
                    break
                if _goes_on(text, end, frame.reading) and _begins(word, frame.reading) and _IS[frame.reading](word):
                    if not is_explained(text, start, end):
                        yield Filler(start, end)
                    break


def _goes_on(text: str, end: int, reading: Reading) -> bool:
    if reading == "given":
        return end == len(text) or text[end] in _GOING_ON or AFTER.begins(text, end) > 0
    return AFTER.begins(text, end) > 1 or text[end : end + 1] in _AFTER_DOERS


def _begins(word: str, reading: Reading) -> bool:
    """Whether a word may begin what is done there: the sentence goes on with 让, 和 and the like more often than a name does."""
    return reading == "given" or word[0] not in _LEADING


def find_in_frames(text: str) -> Iterator[Filler]:
    """Who stands in the frames."""
    yield from (Filler(*found.span("who")) for found in _FOREIGNER.finditer(text))
    yield from _before_more(text)
    starts = [found.end() for found in _STARTS.finditer(text)]
    for frame, pattern in _BEGUN:
        place = 0
        for start in starts:
            if start >= place and (found := pattern.match(text, start)) and _is_person(text, frame, found):
                place = found.end("who")
                yield Filler(*found.span("who"))
    for frame, pattern in _COMPILED:
        place = 0
        while found := pattern.search(text, place):
            if named := _is_person(text, frame, found):
                yield Filler(*found.span("who"))
            place = found.end("who") if named else found.start() + 1


def _is_person(text: str, frame: Frame, found: re.Match[str]) -> bool:
    """Whether what stands in a frame is somebody."""
    start, end = found.span("who")
    if not (_opens(text, found.start(), start) and _IS[frame.reading](found["who"])):
        return False
    return frame.reading == "whoever" or not is_explained(text, start, end)


def _opens(text: str, start: int, end: int) -> bool:
    """Whether what opens a frame is a word of its own."""
    if end - start != 1:
        return True
    return text[start : start + 2] not in JOINTS and (start == 0 or text[start - 1 : start + 1] not in JOINTS)


def _is_whoever(word: str) -> bool:
    """Whether the word is no role, office or pronoun."""
    if word[0] < "\u3400":
        return True
    return not (_NEVER.intersection(word) or FUNCTION.begins(word) or ROLES.begins(word) or is_nobody(word))


def _is_anybody(word: str) -> bool:
    """Whether nothing says that the word is nobody."""
    if word[0] < "\u3400":
        return True
    if (len(word) > 2 and SYLLABLES.issuperset(word)) or (word[0] in ANY and word[1] == "氏" and len(word) == 3):
        return True
    if (word[-1] in _ENDS and word not in ADVERBS.words) or (word[0] in COUNTS and word[1] in MEASURES):
        return False
    if word[0] == "本" or (len(word) > 2 and word[-1] in _PLACES):
        return False
    return _is_whoever(word) and (
        (word in NOT_HUMAN.words and may_be_called(word))
        or not (NOT_HUMAN.begins(word) or NOT_HUMAN.ends(word, len(word)))
    )


def _is_doer(word: str) -> bool:
    """Whether the word is also no adverb and no time."""
    return _is_familiar(word) or (
        _is_anybody(word)
        and not (word[0] >= "\u3400" and (ADVERBS.begins(word) or ADVERBS.ends(word, len(word), least=2)))
    )


def _is_familiar(word: str) -> bool:
    """Whether the word is a surname as people put it: 老周, 小郑, 李姐, 陈科."""
    if len(word) == 3 and word[:2] in COMPOUND:
        return word[2] in _KIN + _POSTS
    if len(word) != 2 or word in NOT_HUMAN.words or word in KNOWN.words or word in JOINTS:
        return False
    return (
        (word[0] in "小老" and word[1] in ANY)
        or (word[0] in ANY and word[1] in _KIN)
        or (word[0] in ANY and word[1] in _POSTS)
    )


def _is_given(word: str) -> bool:
    """Whether the word is a given name and no word: 志强, 阿珍, 翠翠."""
    if _is_familiar(word):
        return True
    if not _is_doer(word) or word in KNOWN.words or OPENERS.begins(word) > 1:
        return False
    if word[0] < "\u3400":
        return False
    if word[0] == word[1] and len(word) == 2:
        return word not in REDUPLICATED and word[0] in _USUAL
    if word[0] == "阿":
        return len(word) == 2
    return len(word) == 2 and _USUAL.issuperset(word)


_IS = {"whoever": _is_whoever, "anybody": _is_anybody, "doer": _is_doer, "given": _is_given}
