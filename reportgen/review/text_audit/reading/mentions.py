"""What each number of a sentence is: a level, a change, a share, a rate, an average, and of which time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.periods import Stretch, stretches
from reportgen.review.text_audit.reading.words import DOWN, RATE_DOWN, RATE_UP, UP, era
from reportgen.review.text_audit.texts.quantities import Kind, Quantity
from reportgen.review.text_audit.texts.sentences import Sentence, pattern

_CHANGE = pattern(
    rf"(?:(?P<up>{UP}|{RATE_UP})|(?P<down>{DOWN}|{RATE_DOWN}))(?:幅度|率|比例|额|量|数)?(?:了|为|达到?|是|有|约|近)?(?P<minus>[-−－]?)$"
)
_HIGHER = pattern(
    "(?:比|较)[^，。；]*[ⒶⓅ][^，。；]{0,4}?(?:(?P<up>高出?|领先|快)|(?P<down>低|落后|慢))(?:了|约)?(?P<minus>)$"
)
_THAN_THEN = lazily(
    r"(?:(?P<up>高于|高出|多于)|(?P<down>低于|少于|落后于?))(?:20\d\d年|[上去前]年|同期|上[月季周期]|上个|上一|\d{1,2}月|[一二三四]季度)[^，。；\d]{0,6}(?P<minus>)$"
)
_REACHED = lazily(rf"(?:{UP}|{DOWN}|调整|变化|变|扩|攀|跃|退)[^，。；]{{0,4}}?(?:到|至|为|成)[^，。；Ⓐ]{{0,14}}$")
_SHARE = lazily(
    "占(?!地|用|道|线|领|有|去|了)(?!.*(?:[增升]|[降减]少))|占?比(?:重|例|率)?(?:分别|依次)?(?:约|为|达到?|是)*$|比重|占比"
)
_OF = lazily("占(?!地|用|道|线|领|有|去|了|比)[^，。；、]*$")
_RATE = lazily(
    r"(?P<name>[\u4e00-\u9fff]{1,10}?[率度])(?:（[^（）]{0,16}）)?(?:分别|依次|均|全部)?(?:约|仅|只|已|高|也|都)?(?:为|达到?|是|至|在)?$"
)
_AVERAGE = lazily(
    "平均|均分|(?:案|村|镇|乡|校|户|人|件|月|日|年|季|周|次|组|班|县|局)均|均(?:值)?(?:为|达到?|约|是)?$|每[^，。；]{1,6}$"
)
_EDGES = "[，。；：！？、（）]"
_BEFORE = lazily(rf".*(?:{_EDGES}|[{''.join(kind.value for kind in Kind if kind is not Kind.OTHER)}])", re.DOTALL)
_CLAUSE = lazily(r".*[，。；：！？（]", re.DOTALL)
_AFTER = lazily(rf"(?:(?!{_EDGES})[^{''.join(kind.value for kind in Kind)}])*")
_COMPARED = pattern(
    r"(?:比|较|与|同|相较于?|对比|[高低]于(?=[上去前]年|上[月季期周]))(?P<when>[^，。；：、]{1,20}?)(?:的|为|是)?$"
)
_NEW = lazily("(?P<up>共?(?:新增|净增))(?P<down>)(?P<minus>)")
_GROWN = lazily("(?:增|扩|升|发展|拓展)[^，。；]{0,3}(?:到|至)")
_BRACKETS = lazily("（[^（）]{0,16}）")
_ASIDE = pattern("(?:(?<!占)比|较|与|同)[^，。；（ⒶⓅ]{0,14}（[^，。；（）ⒶⓅ]{0,6}$")  # 较上期（386处）增加
_NAME = 16  # characters before a bracket that can name what stands in it
_LABEL = 60  # characters before a number that can name it


class Role(StrEnum):
    """What a number does in its clause."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"
    RATE = "rate"
    AVERAGE = "average"
    BASE = "base"  # 比上季度的98.1%下降: the earlier value within a comparison
    WHOLE = "whole"  # 占总数500件的: what a share is of
    ROUGH = "rough"
    OTHER = "other"


@dataclass(frozen=True)
class Mention:
    """A number in its sentence.

    `at` is its place in the skeleton, `label` the words before it up to a mark or number (dates count as words), `clause` all of its
    clause before it as printed, `tail` the words behind it. `up` is the direction of a change (None: the words give none),
    `negative` a minus sign. `depth` counts open brackets; `following` says that
    nothing but 、 or 和 stands between it and the number before it, whose `earlier` time it shares.
    """

    sentence: Sentence
    at: int
    quantity: Quantity
    role: Role
    label: str
    clause: str
    tail: str
    up: bool | None = None
    negative: bool = False
    depth: int = 0
    name: str = ""
    following: bool = False
    earlier: str = ""

    @property
    def key(self) -> tuple[int, int]:
        """Where it stands in its passage."""
        return self.sentence.index, self.at

    @cached_property
    def era(self) -> str:
        """`同比` or `环比` where its own words name that earlier time or comparison."""
        return self.earlier or era(self.label if self.role is Role.LEVEL else self.clause)

    @cached_property
    def stretch(self) -> Stretch | None:
        """The months that its own words name, the last of several."""
        words = self.label
        if not words and self.depth:  # 2023年（225起）
            words = re.split("[，。；]", self.sentence.printed(max(self.at - _NAME, 0), self.at).removesuffix("（"))[-1]
        found = stretches(words)
        return found[-1] if found else None


def mentions_of(sentence: Sentence) -> tuple[Mention, ...]:
    """The numbers of a sentence that are no dates or document numbers, in order."""
    return tuple(_mentions(sentence))


def _mentions(sentence: Sentence) -> Iterator[Mention]:
    last: Mention | None = None
    for at in sorted(sentence.found):
        quantity = sentence.found[at]
        if quantity.kind is Kind.OTHER:
            continue
        one = _mention(sentence, at, quantity)
        if (
            last is not None
            and one.label in _AND
            and last.quantity.kind is quantity.kind
            and last.at == at - 1 - len(one.label) - (one.label == "")
            and (sentence.skeleton[at - 1] != "，" or last.quantity.unit == quantity.unit)
        ):
            one = replace(one, role=last.role, up=last.up, name=last.name, following=True, earlier=last.era)
        if last is not None and last.role is Role.CHANGE and one.label in _THAT_IS and quantity.kind is Kind.POINTS:
            one = replace(one, role=Role.CHANGE, up=last.up)
        if last is not None and _is_part_of(last, one):
            one = replace(one, role=Role.SHARE)
            last = replace(last, role=Role.WHOLE)
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _is_part_of(last: Mention, one: Mention) -> bool:
    """Whether a percentage is that of the amount right before it: 占信访总量（424件）的75%, 为年度预算9.2亿元的93.5%."""
    if (
        one.quantity.kind is not Kind.PERCENT
        or last.quantity.kind is not Kind.AMOUNT
        or last.role not in (Role.LEVEL, Role.WHOLE)
    ):
        return False
    head = one.sentence.skeleton[max(last.at - _LABEL, 0) : last.at]
    between = one.sentence.skeleton[last.at + 1 : one.at]
    return between in {"的", "）的"} and re.search("(?:占|为|相当于|达到?|是|完成)[^，。；、]*$", head) is not None


_THAT_IS = {"即", "也就是", "合"}
_AND = {"", "和", "及", "与", "以及", "、"}


def series(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The runs of two numbers or more that stand side by side, parted by 、 or 和 alone: 分别为11个、22个和32个."""
    found: list[list[Mention]] = []
    for one in mentions:
        if one.following and found:
            found[-1].append(one)
        else:
            found.append([one])
    return [run for run in found if len(run) > 1]


def _mention(sentence: Sentence, at: int, quantity: Quantity) -> Mention:
    head = sentence.skeleton[max(at - _LABEL, 0) : at]
    label = head[_end(_BEFORE, head) :]
    clause = head[_end(_CLAUSE, head) :]
    tail = _AFTER.match(sentence.skeleton, at + 1)
    start = at - len(label)
    change = _CHANGE.search(clause) or _HIGHER.search(clause)
    if change is None and quantity.kind is Kind.POINTS:
        change = _THAN_THEN.search(clause)
    bare_label, bare_clause = label, clause
    if "（" in head:
        bare = _BRACKETS.sub("", head)
        bare_label, bare_clause = bare[_end(_BEFORE, bare) :], bare[_end(_CLAUSE, bare) :]
    new = _GROWN.search(head) and _NEW.fullmatch(label)
    if new and quantity.kind is Kind.AMOUNT:
        change = new
    role, name = _role(quantity, bare_label, bare_clause, head, change, tail[0] if tail else "")
    aside = _ASIDE.search(head) if role is Role.BASE else None
    if aside is not None:
        label = clause = sentence.printed(at - len(aside[0]), at).replace("（", "")
    return Mention(
        sentence,
        at,
        quantity,
        role,
        sentence.printed(start, at) if aside is None else label,
        sentence.printed(at - len(clause), at) if aside is None else clause,
        tail[0] if tail else "",
        None if change is None or role is not Role.CHANGE else change["up"] is not None,
        label.endswith(("-", "−", "－")),
        _depth(head) if "（" in head else 0,
        name,
    )


def _end(edge: re.Pattern[str], text: str) -> int:
    match = edge.match(text)
    return match.end() if match else 0


def _depth(head: str) -> int:
    return max(head.count("（") - head.count("）"), 0)


def _role(
    quantity: Quantity, bare: str, clause: str, head: str, change: re.Match[str] | None, tail: str
) -> tuple[Role, str]:
    """What a number does, and of a rate its name."""
    if quantity.kind is Kind.ROUGH:
        return Role.ROUGH, ""
    if change and not _REACHED.search(clause):
        return Role.CHANGE, ""
    if quantity.kind in (Kind.POINTS, Kind.TIMES):
        return Role.OTHER, ""
    if _ASIDE.search(head) and quantity.kind in (Kind.AMOUNT, Kind.PERCENT):
        return Role.BASE, ""
    compared = _COMPARED.search(clause)
    if compared and re.match(
        rf"(?:[\u4e00-\u9fff]{{0,5}}?(?:相比较?|相较)|比较?|的?水平$|[，]?(?:同比|环比|净|共|又)?(?:{UP}|{DOWN}|持平|高|低|领先|落后))",
        tail,
    ):
        return Role.BASE, ""
    if quantity.kind is Kind.AMOUNT and _OF.search(clause):
        return Role.WHOLE, ""
    if quantity.kind is Kind.PERCENT:
        if _SHARE.search(clause):
            return Role.SHARE, ""
        rate = _RATE.search(bare)
        return (Role.RATE, rate["name"]) if rate else (Role.LEVEL, "")
    return (Role.AVERAGE, "") if _AVERAGE.search(clause) else (Role.LEVEL, "")


def amounts(mentions: Sequence[Mention], unit: str | None = None) -> list[Mention]:
    """The mentions that state how much there was, of one unit where one is given."""
    return [
        one
        for one in mentions
        if one.quantity.kind is Kind.AMOUNT
        and one.role in (Role.LEVEL, Role.BASE)
        and unit in (None, one.quantity.unit)
    ]
