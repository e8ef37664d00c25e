"""Bounds that all values are said to keep: 均在90%以上：甲94.5%、乙92.2%; 在2.1天到6.5天之间."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, figures

_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = r"%|个百分点|[\u4e00-\u9fff]{1,2}?"
_ALL = "均|都|全部|全都|无一例外|始终|一直|保持|稳定|普遍|各(?!类问)"
_BETWEEN = lazily(
    rf"(?P<low>{_NUMBER})(?P<unit>{_UNIT})?(?:至|到|和|与|—|–|～|~|-)+(?P<high>{_NUMBER})(?P<unit2>{_UNIT})(?:之间|区间|范围|不等|(?=，(?:最|第一名|末位|首位)))"
)
_ONE_SIDED = lazily(
    rf"(?:{_ALL})[^，。；：\d]{{0,10}}?(?P<word>超过了?|高于|大于|不低于|不少于|突破|达到?|低于|少于|小于|不超过|不高于|控制在|在|为)?(?P<limit>{_NUMBER})(?P<unit>%|天|分|件|个工作日|小时|分钟|批|人|户)(?P<side>及?以上|及?以下|以内|之内)?"
)
_LOW = lazily("超过|高于|大于|不低于|不少于|突破|以上")
_HIGH = lazily("低于(?<!不低于)|少于(?<!不少于)|小于|不超过|不高于|以下|以内|之内|控制在")
_NOT = lazily("不含|除|外$|未达|力争|目标|要求|确保|争取|原则|应当?|须|不得|标准|规定|合格线|其中[^，]{0,8}仅")
_LEVELS = (Role.LEVEL, Role.RATE, Role.AVERAGE, Role.SHARE)


@dataclass(frozen=True)
class _Bound:
    """What all values keep: from `low` to `high`, where the words end and what they are."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    start: int
    end: int
    words: str


def _bounds(text: str) -> Iterator[_Bound]:
    for match in _BETWEEN.finditer(text):
        clause = re.split("[，。；]", text[: match.start()])[-1]
        if (match["unit"] in {None, match["unit2"]}) and not _NOT.search(clause):
            ends = sorted((Decimal(match["low"]), Decimal(match["high"])))
            yield _Bound(ends[0], ends[1], match["unit2"], match.start(), match.end(), match[0])
    for match in _ONE_SIDED.finditer(text):
        words = (match["word"] or "") + (match["side"] or "")
        clause = re.split("[，。；]", text[: match.start()])[-1]
        limit = Decimal(match["limit"])
        low = limit if _LOW.search(words) else None
        high = limit if low is None and _HIGH.search(words) else None
        if (low is not None or high is not None) and not _NOT.search(clause + match[0]):
            yield _Bound(low, high, match["unit"], match.start(), match.end(), match[0])


def _kept(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """Every value that the sentence lists for a bound lies within it."""
    for sentence, text, said in zip(paragraph.sentences, paragraph.plain, paragraph.said, strict=True):
        for bound in _bounds(text):
            values = _values(said, bound, text)
            wrong = [one for one in values if not _within(one, bound)]
            if wrong and not figures(*(one.quantity for one in wrong)):
                basis = "、".join(one.quantity.text for one in wrong)
                yield finding("audit.range-wrong", place_of(sentence), bound.words, basis=basis, likely=True)


def _values(said: Sequence[Mention], bound: _Bound, text: str) -> list[Mention]:
    """The values of the list behind a bound, or where there is none of the one before it; none unless there are two."""
    alike = [one for one in said if one.role in _LEVELS and _unit(one) == bound.unit]
    behind = [one for one in alike if _at(one) >= bound.end]
    if (
        least := [one for one in behind if re.search("^其?中?(?:最[低高长短多少后]|第一名|末位|首位)", one.label)]
    ) and len(least) == len(behind):
        return least
    if text[bound.end :].startswith("，其中") and not re.search("均|都|全部|各", bound.words):
        return []  # some of those of which all together are said to keep it
    if behind and re.match("[^，。；：]{0,8}(?:：|，即|，分别|，依次|，其中)|（", text[bound.end :]):
        return behind if len(behind) > 1 and "；" not in text[bound.end : _at(behind[-1])] else []
    before = [one for one in alike if _at(one) < bound.start]
    least = [one for one in behind if re.search("最[低高长短多少后]|第一名|末位|首位", one.label)]
    if least:
        return least
    opened = text[bound.end :].startswith(("，", "。", "")) and re.search("均|都|全部|全都", bound.words) is not None
    close = (
        bool(before)
        and re.fullmatch("[^，。；]{0,6}[，]?(?:[^，。；]{0,6})", text[_end(before[-1]) : bound.start]) is not None
    )
    return before if opened and close and len(before) > 1 else []


def _unit(one: Mention) -> str:
    return "%" if one.quantity.kind is Kind.PERCENT else one.quantity.unit


def _at(one: Mention) -> int:
    return len(one.sentence.printed(0, one.at))


def _end(one: Mention) -> int:
    return len(one.sentence.printed(0, one.at + 1))


def _within(one: Mention, bound: _Bound) -> bool:
    value = one.quantity.value
    return (bound.low is None or value >= bound.low) and (bound.high is None or value <= bound.high)


_MOST_OF = lazily("最(?:(?P<least>少|低|小|短|年轻)|多|高|大|长|年长)[^，。；]{0,6}$")


def _outside(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """平均年龄52岁，年龄最大的49岁: no mean is above the highest value, or below the lowest."""
    for said in paragraph.said:
        means = [one for one in said if one.role is Role.AVERAGE and re.search("平均|均值", one.clause)]
        for mean in means:
            for one in said:
                match = _MOST_OF.search(one.label)
                alike = (one.quantity.kind, one.quantity.unit) == (mean.quantity.kind, mean.quantity.unit)
                if one is mean or match is None or not alike or figures(one.quantity, mean.quantity):
                    continue
                gap = mean.quantity.range.apart(one.quantity.range)
                over = mean.quantity.value > one.quantity.value
                if gap and over is (match["least"] is None) and not re.search("[县市区镇乡局]最", one.label):
                    yield finding(
                        "audit.range-wrong",
                        place_of(mean.sentence),
                        mean.label + mean.quantity.text,
                        basis=one.label + one.quantity.text,
                        likely=True,
                    )


RELATIONS = (
    Relation(
        "audit.range-wrong",
        _outside,
        "调解员平均年龄42岁，年龄最大的49岁。",
        "调解员平均年龄52岁，年龄最大的49岁。",
        words="最",
    ),
    Relation(
        "audit.range-wrong",
        _kept,
        "四个乡满意率都在90%以上：云台乡94.5%、莲花乡92.2%、双井乡90.7%、高桥乡91.0%。",
        "四个乡满意率都在90%以上：云台乡94.5%、莲花乡92.2%、双井乡89.7%、高桥乡91.0%。",
        words="最[高低长短多少大小后]|以上|以下|以内|之[间内]|区间|范围|高于|低于|超过|突破|于",
    ),
)
