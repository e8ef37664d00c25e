"""The words of a ledger by what they mean: handled, verified, satisfied; the longest word found decides."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportgen.clean.cells.values import fold

_LONGEST = 60
"""No word, with spaces in it, is longer."""
Meaning = TypeVar("Meaning", bound=str)
_NEGATED = re.compile(r"(?:未|不|没有?|无|无法|否|非)[能予曾够太是很全]?$")

STATUS: Mapping[str, Sequence[str]] = {
    "overdue": ("超期", "逾期", "超时", "超期未办结", "逾期未办结", "超期未结", "超期办结", "逾期办结", "超时办结", "已超期", "已逾期", "超期未完成", "逾期未整改"),
    "open": (
        "在办", "办理中", "正在办理", "未办结", "尚未办结", "未完成", "处理中", "正在处理", "整改中", "正在整改", "待办", "待办理", "待处理", "未整改",
        "核查中", "调查中", "正在核查", "未结", "未处理", "受理中", "已受理", "转办中", "否", "未答复", "待答复", "进行中", "未销号", "in progress", "open",
        "pending", "assigned", "started", "×", "✗", "✘",
    ),
    "closed": (
        "已办结", "办结", "已办", "办理完毕", "已处理", "处理完毕", "已完成", "完成", "已答复", "已回复", "已结", "结案", "已结案", "办毕", "已整改", "整改完成",
        "整改到位", "已销号", "按期办结", "按时办结", "是", "closed", "resolved", "√", "✓", "✔", "☑",
    ),
}  # fmt: skip
VERIFIED: Mapping[str, Sequence[str]] = {
    "": ("待核实", "待核查", "核查中", "正在核查", "暂未核实", "不涉及"),
    "unclear": ("无法查实", "无法核实", "无法核查", "难以查实", "难以核实"),
    "partly": ("部分属实", "基本属实", "部分查实"),
    "no": (
        "不属实",
        "失实",
        "反映不实",
        "不实",
        "未查实",
        "查无实据",
        "未发现",
        "否",
        "查否",
        "诬告",
        "情况不属实",
        "×",
        "✗",
        "✘",
    ),
    "yes": ("属实", "反映属实", "情况属实", "查实", "是", "完全属实", "√", "✓", "✔", "☑"),
}
SATISFACTION: Mapping[str, Sequence[str]] = {
    "": (
        "未评价",
        "未回访",
        "无法联系",
        "联系不上",
        "未接听",
        "无人接听",
        "无法接通",
        "空号",
        "拒绝评价",
        "不予评价",
        "暂未回访",
        "未表态",
        "不便评价",
    ),
    "dissatisfied": ("不满意", "很不满意", "非常不满意", "不太满意", "否", "差", "不满", "较不满意", "×", "✗", "✘"),
    "basically": ("基本满意", "比较满意", "较满意", "一般", "一般满意"),
    "satisfied": ("满意", "非常满意", "很满意", "十分满意", "是", "好", "表示满意", "√", "✓", "✔", "☑"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What words mean: `exact` by folded word, `contained` the words to look for in longer texts, in order."""

    exact: Mapping[str, str]
    contained: Sequence[tuple[str, str]]

    def meaning(self, text: str) -> str:
        """What the text says, "" where no word of it is known."""
        if not self.exact and not self.contained:
            return ""
        folded = fold(text)
        if not folded or folded in self.exact:
            return self.exact.get(folded, "")
        return next((meaning for word, meaning in self.contained if _asserted(folded, word)), "")

    def meanings(self, text: str) -> list[str]:
        """All that the text says, in the order of the words; a word that is part of a longer one found says nothing."""
        folded = fold(text)
        if not folded or folded in self.exact:
            return [self.exact[folded]] if folded and self.exact[folded] else []
        found = [
            (place, place + len(word), meaning) for word, meaning in self.contained for place in _places(folded, word)
        ]
        said = (one for one in found if not _is_within(one, found) and not _is_negated(folded, one[0]))
        return list(dict.fromkeys(meaning for _, _, meaning in said))

    def understands(self, text: str) -> bool:
        """Whether a word of the text is known, be it one that tells nothing (`无法联系`)."""
        folded = fold(text)
        return not folded or folded in self.exact or any(_asserted(folded, word) for word, _ in self.contained)

    def knows(self, text: str) -> bool:
        """Whether the text is one of the words, not merely holds one."""
        return len(text) <= _LONGEST and fold(text) in self.exact


def _places(folded: str, word: str) -> Iterator[int]:
    """Where the text holds the word."""
    place = folded.find(word)
    while place >= 0:
        yield place
        place = folded.find(word, place + 1)


def _is_negated(folded: str, place: int) -> bool:
    return _NEGATED.search(folded, max(0, place - 4), place) is not None


def _asserted(folded: str, word: str) -> bool:
    """Whether the text holds the word without a negation before it."""
    return any(not _is_negated(folded, place) for place in _places(folded, word))


def _is_within(one: tuple[int, int, str], found: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a longer word that was found covers the characters of this one."""
    start, end, _ = one
    return any(first <= start and end <= last and (first, last) != (start, end) for first, last, _ in found)


def longest_first(built_in: Mapping[str, Sequence[str]], configured: Mapping[Meaning, Sequence[str]]) -> Words:
    """Words of which the longest found decides (`不属实` before `属实`); the configuration overrides what is built in."""
    exact = _exact(built_in) | _exact(configured)
    found = [(word, meaning) for word, meaning in exact.items() if len(word) > 1]
    return Words(exact, sorted(found, key=lambda pair: -len(pair[0])))


def first_listed(configured: Mapping[str, Sequence[str]]) -> Words:
    """Words in the order in which they are listed, as for the kinds of handling; a kind's own name is one of its words."""
    pairs = [(fold(word), meaning) for meaning, words in configured.items() for word in _with_name(meaning, words)]
    exact: dict[str, str] = {}
    for word, meaning in pairs:
        exact.setdefault(word, meaning)
    return Words(exact, [pair for pair in pairs if len(pair[0]) > 1])


def _with_name(name: str, words: Sequence[str]) -> Iterable[str]:
    return (name, *words)


def _exact(words: Mapping[Meaning, Sequence[str]]) -> dict[str, str]:
    return {fold(word): meaning for meaning, listed in words.items() for word in listed}
