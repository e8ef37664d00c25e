"""What is counted off: 一是…二是…三是, 一、二、三、, 表1 表2, references to them, and 三类问题 followed by three items."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.chinese.numerals import from_hanzi, to_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.texts.findings import finding, passage_place
from reportgen.review.text_audit.texts.passages import Document, Passage
from reportgen.review.text_audit.texts.sentences import AuditedText, plain

_H = "[一二三四五六七八九十]"
_ORDINALS = (
    lazily(
        rf"(?:^|[，。；：！？]|(?<![统同唯之万第专单任每十])(?=一是))(?P<mark>(?P<number>{_H}{{1,2}})(?:是|要)(?!否))"
    ),
    lazily(rf"(?:^|[，。；：！？])(?P<mark>第(?P<number>{_H}{{1,2}})[条项点]?(?=[，、：]))"),
    lazily(r"(?:^|[，。；：！？])(?P<mark>其(?P<number>[一二三四五六])(?=[，、]))"),
)
_BRACKETED = lazily(rf"(?:^|[，。；：！？、])(?P<mark>[（](?P<number>\d{{1,2}}|{_H}{{1,2}})[）])")
_LEVELS = (
    lazily(rf"(?P<mark>(?P<number>{_H}{{1,3}})、)"),
    lazily(rf"(?P<mark>（(?P<number>{_H}{{1,3}})）)"),
    lazily(r"(?P<mark>(?P<number>\d{1,2})[.．、](?!\d))"),
    lazily(r"(?P<mark>（(?P<number>\d{1,2})）)"),
)
_CAPTION = lazily(
    r"(?P<label>附?[表图])[ \u3000\xa0]*(?P<number>\d{1,3})(?![\d\-.．—–―－年月日])(?P<rest>.*)", re.DOTALL
)
_REFERENCE = lazily(
    r"(?:(?:见|如|参见|从|由|按|与|和|、)(?P<label>附?[表图])(?P<number>\d{1,3})(?![\d\-.—–年月])|(?<![附图])(?P<label2>附?[表图])(?P<number2>\d{1,3})(?=所示|显示|可见|可知|表明))"
)
_COUNTED = lazily(
    rf"(?<![第十百\d])(?P<count>{_H}{{1,2}}|两|\d{{1,2}})(?:大|个)?(?:类|方面|点|项|种|条|个)(?P<what>的?[^，。；：（）]{{0,8}})[：:](?P<items>.+)"
)
_NO_LIST = lazily("等(?!级|候|待|次)|……|…|包括但")


def ordinals(story: AuditedText) -> Iterator[AuditFinding]:
    """一是…三是: within a passage, each number follows the one before it, or a new count begins with the first."""
    for passage in story.document.passages:
        text = plain(passage.text)
        for one in _ORDINALS:
            yield from _in_order(passage, text, list(one.finditer(text)))


def _in_order(passage: Passage, text: str, marks: list[re.Match[str]]) -> Iterator[AuditFinding]:
    """The marks that continue no count: those within an item are counted apart, and when they end the outer count goes on.

    A mark that stands somewhere between in another form (`第三就是`) is not missing.
    """
    counts: list[int] = []
    before = 0
    for match in marks:
        mark, number, value = match["mark"], match["number"], from_hanzi(match["number"]) or 1
        if value == 1:
            counts.append(0)
        while len(counts) > 1 and counts[-1] + 1 != value and value - 1 in counts[:-1]:
            counts.pop()
        if counts and value != counts[-1] + 1:
            expected = mark.replace(number, _ordinal(counts[-1] + 1, number))
            if expected not in text[before : match.start()]:
                yield finding("audit.sequence-broken", passage_place(passage), mark, expected)
        counts[-1:] = [value]
        before = match.end()


def _ordinal(value: int, like: str) -> str:
    """A number up to 99 in the digits of another one."""
    return str(value) if like.isdecimal() and like.isascii() else to_hanzi(value)


def levels(story: AuditedText) -> Iterator[AuditFinding]:
    """Numbers typed before paragraphs: none left out and none twice, each level counted anew below the next higher mark.

    Where Word numbers paragraphs by itself, what it counts is not known, and nothing is said.
    """
    last: list[int | None] = [None] * len(_LEVELS)
    for passage in story.document.body:
        if passage.listed:
            last = [None] * len(_LEVELS)
            continue
        text = plain(passage.text)
        for level, one in enumerate(_LEVELS):
            if match := one.match(text):
                value = from_hanzi(match["number"]) or 0
                before = last[level]
                if before is not None and value not in {1, before + 1} and before <= value < before + 4:
                    expected = match["mark"].replace(match["number"], _ordinal(before + 1, match["number"]))
                    yield finding("audit.sequence-broken", passage_place(passage), match["mark"], expected)
                last[level:] = [value, *[None] * (len(_LEVELS) - level - 1)]


@dataclass(frozen=True, slots=True)
class _Caption:
    """A caption: where it stands, `表` or the like, its number, and after how many lines that begin an annex."""

    passage: Passage
    label: str
    number: int
    annex: int


def _captions(document: Document) -> list[_Caption]:
    """The lines that begin like a caption and are no sentence."""
    found, annex = [], 0
    for passage in document.passages:
        annex += passage.text.strip().startswith(("附件", "附录"))
        match = None if passage.contents else _CAPTION.fullmatch(passage.text.strip())
        if (
            match
            and len(match["rest"]) < 60
            and not re.search("[。；]|^[，,、]|^[是为中所显的和与至]", match["rest"].strip())
        ):
            found.append(_Caption(passage, match["label"], int(match["number"]), annex))
    return found


def captions(story: AuditedText) -> Iterator[AuditFinding]:
    """表1, 表2…: counted from 1 without gaps, tables and figures each by themselves; an annex begins anew."""
    last: dict[tuple[str, int], int] = {}
    for one in _captions(story.document):
        before = last.get((one.label, one.annex))
        if before is not None and one.number != before + 1 and (one.number != 1 or before == 1):
            expected = f"{one.label}{before + 1}"
            yield finding("audit.sequence-broken", passage_place(one.passage), f"{one.label}{one.number}", expected)
        last[one.label, one.annex] = one.number


def references(story: AuditedText) -> Iterator[AuditFinding]:
    """见图9: there is a caption of that number. Nothing is said where the document has no caption of the kind at all."""
    known = {(one.label, one.number) for one in _captions(story.document)}
    lines = {id(one.passage) for one in _captions(story.document)}
    for passage in story.document.passages:
        if passage.contents or id(passage) in lines:
            continue
        for match in _REFERENCE.finditer(plain(passage.text)):
            label, number = match["label"] or match["label2"], int(match["number"] or match["number2"])
            if (label, number) not in known and any(label == one for one, _ in known):
                yield finding("audit.reference-missing", passage_place(passage), f"{label}{number}")


def items(story: AuditedText) -> Iterator[AuditFinding]:
    """三方面问题：一是…四是: as many items as were promised, where they can be counted."""
    for passage in story.document.passages:
        for sentence in (
            re.split("[。！？\n]", plain(passage.text)) if "：" in passage.text or ":" in passage.text else []
        ):
            match = _COUNTED.search(sentence)
            promised = from_hanzi(match["count"]) if match else None
            if match is None or promised is None or promised < 2:
                continue
            counts = _counts(match["items"], plain(passage.text))
            if counts and promised not in counts:
                stated = f"{match['count']}{match[0][len(match['count']) : match.start('items') - match.start()]}"
                yield finding(
                    "audit.items-count", passage_place(passage, sentence), stated.strip("："), str(max(counts))
                )


def _counts(listed: str, passage: str) -> set[int]:
    """How many items a list can be said to have; empty where they cannot be counted plainly."""
    for one in _ORDINALS:
        if one.match(listed):
            whole = [from_hanzi(match["number"]) or 1 for match in one.finditer(passage[passage.find(listed) :])]
            end = whole.index(1, 1) if 1 in whole[1:] else len(whole)
            goes_on = end == 1 or end + 1 in whole[end:]
            return {end} if whole[:end] == list(range(1, end + 1)) and not goes_on else set()
    marked = [match["number"] for match in _BRACKETED.finditer(listed)]
    if marked and _BRACKETED.match(listed):
        return {len(marked)} if len(set(marked)) == len(marked) and passage.endswith((listed, listed + "。")) else set()
    return _plain_items(listed)


def _plain_items(listed: str) -> set[int]:
    """Items parted by 、 alone, or by ； each with an amount; a 和 may part two items or stand within one."""
    if _NO_LIST.search(listed) or re.search("[（：]", listed):
        return set()
    if "；" in listed:
        parts = [part for part in listed.split("；") if part]
        counted = all(re.search(r"\d", part) for part in parts)
        if all(re.search(r"\d(?:类|方面|点|项|种|条|个)", part) for part in parts):
            return set()  # the number is their sum, not how many they are
        return {len(parts)} if counted and len(parts) > 1 and not re.search("其余|另有|其中|合计", listed) else set()
    parts = listed.split("、")
    if "，" in listed or len(parts) < 2 or not all(2 <= len(part) <= 14 for part in parts):
        return set()
    joined = len(re.findall("以及|和|及|与|或", listed))
    return set(range(len(parts), len(parts) + joined + 1))


CHECKS: tuple[Callable[[AuditedText], Iterator[AuditFinding]], ...] = (ordinals, levels, captions, references, items)
