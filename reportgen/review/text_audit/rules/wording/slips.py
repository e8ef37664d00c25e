"""Slips of wording and of writing, as the house rules of official documents and GB/T 15834, GB/T 15835 have them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.texts.findings import finding, passage_place
from reportgen.review.text_audit.texts.passages import Passage
from reportgen.review.text_audit.texts.sentences import AuditedText

_HAN = "\u4e00-\u9fff"
_NUMBER = r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十百千万两]+)"
_MANY_SLIPS = 5  # so many are named; the reader finds the others by himself


@dataclass(frozen=True, slots=True)
class _Slip:
    """A slip that can be seen by its form: its code, what gives it away, and what it should read (a template for `expand`)."""

    code: str
    pattern: re.Pattern[str]
    right: str | Callable[[re.Match[str]], str] = ""

    def corrected(self, match: re.Match[str]) -> str:
        """What should stand in place of a match; "" where that is for the writer to say."""
        return match.expand(self.right) if isinstance(self.right, str) else self.right(match)


def _half_digits(match: re.Match[str]) -> str:
    return match[0].translate(str.maketrans("０１２３４５６７８９．％，", "0123456789.%,"))


def _full_marks(match: re.Match[str]) -> str:
    return match[0].translate(str.maketrans(",;:?!", "，；：？！"))


def _zero(match: re.Match[str]) -> str:
    return re.sub("[0O○oΟ]", "〇", match[0])


_SLIPS = (
    _Slip(
        "audit.vague-twice",
        lazily(
            rf"(?:(?<![预签违合节公制条契婉邀相立特简大])约|大约|大概|将近|(?<![附最就临靠邻远亲])近(?!\d+年))\s*{_NUMBER}(?:万|亿)?[{_HAN}%％]{{0,3}}(?:左右|上下)"
        ),
    ),
    _Slip(
        "audit.vague-twice",
        lazily(rf"(?:超过|多于|高于|大于|不低于|不少于|至少)\s*{_NUMBER}(?:万|亿)?(?:[{_HAN}%％]{{0,4}}?)以上(?![年级述])"),
    ),
    _Slip(  # certificates and lawsuits may be numbered （2012）第275号
        "audit.year-bracket",
        lazily(
            r"[\[［【(（]\s*((?:19|20)\d\d)\s*(?:[\]］】](?=\s*第?\s*\d+\s*号)|[)）](?=\s*\d+\s*号))(\s*第?\s*\d+\s*号)"
        ),
        r"〔\1〕\2",
    ),
    _Slip("audit.full-width-digits", lazily("[０-９]+(?:[．％，][０-９]*)*"), _half_digits),
    _Slip("audit.double-punctuation", lazily(r"([，、；：])\1+|(?<!。)。。(?!。)|[，、；：][。；，、]|。[，、；：]")),
    _Slip("audit.half-width-punctuation", lazily(rf"[{_HAN}][,;:?!](?=[{_HAN}])"), _full_marks),
    _Slip("audit.mixed-zero", lazily("(?<![一二三四五六七八九〇零])[一二](?=[一二三四五六七八九〇零0Oo○Ο]{0,2}[0Oo○Ο])[一二三四五六七八九〇零0Oo○Ο]{3}(?=年)"), _zero),
    _Slip(
        "audit.range-form",
        lazily(r"(?<![\d.\-—–])(\d+(?:\.\d+)?)\s*([-－–—]|~|～|至|到)\s*(\d+(?:\.\d+)?)\s*[%％](?![\d])"),
        r"\1%～\3%",
    ),
    _Slip("audit.digit-vague", lazily(r"(?<!\d)[1-9]0几(?=[个件人天次户家元万年米多名岁起条项%])")),
    _Slip("audit.repeated-word", lazily("(?<![目标靶有])的的(?!确|士|哥)|(?<!为)(?<![除终])了了(?![解结然却事断望之])|(?<!一)是是(?!否|非)|(?<!共)和和(?![谐睦平气解美好约蔼])")),
    _Slip(
        "audit.repeated-word",
        lazily("(以及|由于|因此|通过|对于|关于|根据|按照|目前|已经|并且|我们|您的|现将|进行|可以|应当|必须|没有|如果|但是|同时|为了)\\1"),
        r"\1",
    ),
)  # fmt: skip


def slips(story: AuditedText) -> Iterator[AuditFinding]:
    """Every slip of form, one finding a passage and kind."""
    for passage in story.document.passages:
        if not passage.contents:
            for slip in _slipping(passage.text):
                yield from _slip(passage, slip)


@lru_cache(maxsize=4096)
def _slipping(text: str) -> tuple[_Slip, ...]:
    """The slips that a text has; most passages are cells, and few of them differ."""
    return tuple(slip for slip in _SLIPS if slip.pattern.search(text))


def _slip(passage: Passage, slip: _Slip) -> Iterator[AuditFinding]:
    matches = list(slip.pattern.finditer(passage.text))
    if matches:
        stated = "、".join(dict.fromkeys(match[0].strip() for match in matches[:_MANY_SLIPS]))
        right = "、".join(dict.fromkeys(slip.corrected(match).strip() for match in matches[:_MANY_SLIPS]))
        yield finding(slip.code, passage_place(passage, _sentence(passage.text, matches[0].start())), stated, right)


def _sentence(text: str, at: int) -> str:
    """The sentence round a place of a text."""
    start = max(text.rfind(mark, 0, at) for mark in "。！？\n") + 1
    ends = [end for mark in "。！？\n" if (end := text.find(mark, at + 1)) >= 0]
    return text[start : min(ends, default=len(text)) + 1].strip()


_PAIRS = {"（": "）", "《": "》", "【": "】", "〔": "〕", "“": "”", "〈": "〉", "「": "」"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_MARKER = lazily(rf"(?:^|[\s。；：，、！？（“]|(?<=[{_HAN}]))(?:\d{{1,3}}|[a-zA-Z]|[一二三四五六七八九十]{{1,3}})[）)]")
_ROUND = str.maketrans("()", "（）")
_NEAR = 5  # so many passages on a bracket or quotation may be closed


def balance(story: AuditedText) -> Iterator[AuditFinding]:
    """Brackets, quotation and book marks come in pairs; one may be closed a few paragraphs on, and 1） is no bracket."""
    bodies = [passage for passage in story.document.passages if not passage.contents]
    loose = [_loose(passage.text.translate(_ROUND)) for passage in bodies]
    for number, (passage, (opened, closed)) in enumerate(zip(bodies, loose, strict=True)):
        later = "".join(mark for _, marks in loose[number + 1 : number + 1 + _NEAR] for mark in marks)
        earlier = "".join(mark for marks, _ in loose[max(number - _NEAR, 0) : number] for mark in marks)
        wrong = [mark for mark in opened if _PAIRS[mark] not in later and not _goes_on(mark, passage, bodies, number)]
        wrong += [mark for mark in closed if _CLOSING[mark] not in earlier]
        if wrong:
            yield finding("audit.unbalanced", passage_place(passage), "".join(dict.fromkeys(wrong)))


def _goes_on(mark: str, passage: Passage, bodies: list[Passage], number: int) -> bool:
    """Whether a quotation goes on in the next paragraph, which then begins with its mark again."""
    after = bodies[number + 1].text.strip() if number + 1 < len(bodies) else ""
    return mark == "“" and passage.table is None and after.startswith(mark)


def _loose(text: str) -> tuple[list[str], list[str]]:
    """The opening and the closing marks of a text that have no partner in it."""
    markers = {match.end() - 1 for match in _MARKER.finditer(text)}
    opened: Counter[str] = Counter()
    closed: list[str] = []
    for at, char in enumerate(text):
        if char in _PAIRS:
            opened[char] += 1
        elif char in _CLOSING:
            if opened[_CLOSING[char]]:
                opened[_CLOSING[char]] -= 1
            elif at not in markers:
                closed.append(char)
    return list(opened.elements()), closed


_IN_WORDS = lazily("百分之(?!百|一百|[^。]{0,3}之)[零一二三四五六七八九十百点]+")
_IN_SIGNS = lazily(r"\d[%％]")


def percent_forms(story: AuditedText) -> Iterator[AuditFinding]:
    """百分之三十 beside 30% in one sentence or paragraph: one of the two forms."""
    for passage in story.document.passages:
        words = _IN_WORDS.search(passage.text) if "百分之" in passage.text else None
        if words and _IN_SIGNS.search(passage.text):
            yield finding("audit.percent-forms", passage_place(passage), words[0])


CHECKS: tuple[Callable[[AuditedText], Iterator[AuditFinding]], ...] = (slips, balance, percent_forms)
