"""What a sentence lists as parts: 其中A 41件、B 37件; 分为三类，即…; （电话2986件、网络1380件）; with or without the whole before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from reportgen.chinese.numerals import from_hanzi
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.enumeration import SPLIT, Enumeration
from reportgen.review.text_audit.reading.mentions import Mention, Role
from reportgen.review.text_audit.texts.quantities import Kind
from reportgen.review.text_audit.texts.sentences import Sentence, pattern

_OPENER = pattern(
    rf"(?P<word>其中[，：]?|{SPLIT}|(?:包括|包含|涵盖)[：]?|分[为成][^，。；Ⓐ]{{0,8}}?[，：]?即?|(?<!分)分别(?:为|是|有)[：]?|分别(?!为|是|有|同比|环比|比|较|[上下][升降]|增|减|提|降|升)|，即[：]?"
    r"|由[^，。；Ⓐ]{0,6}(?:构成|组成)|由(?=[^，。；：、Ⓐ]{1,14}Ⓐ[、，和][^。；]{0,80}(?:构成|组成))|：|（(?=[^（）]*Ⓐ[^（）]*[、，；和][^（）]*Ⓐ)|，(?=Ⓡ[^，。；：、Ⓐ]{0,4}Ⓐ，[^，。；：、Ⓐ]{1,14}Ⓐ，)|，(?!其中|包括|包含|分|即|按|从|由)(?=[^，。；：、Ⓐ]{1,14}Ⓐ、[^，。；：、Ⓐ]{1,14}Ⓐ(?:、[^，。；：、Ⓐ]{1,14}Ⓐ|[，。；]))|(?<=Ⓐ)(?:[^，。；：、（Ⓐ]{0,14})[中里]，(?!其)|[^。；，]{1,24}(?<![集其这那])[中里]，(?=[^，。；]*Ⓐ))"
)
_ATTACHED = pattern(
    r"（[^（）]*）|[，、]?(?:约|均|各)?占[^，。；、]*?Ⓟ|[，、]?(?:占比|比重|比例)[^，。；、]{0,6}Ⓟ"
    r"|[，、]?(?:同比|环比|[比较与]同?(?:去|上)[^，。；、]{0,8})[^，。；、]{0,8}[ⒶⓅⓉⒹ]"
)
_GAP = lazily(
    r"(?P<tail>[^，。；：、（）]{0,10}?)(?P<mark>[、，；]|(?=[和及与]|以及))(?P<and>以及|[和及与])?(?:[一二三四五六]是|[①-⑩]|（[一二三四五六]）)?(?P<label>[^，。；：]{0,26})"
)
_STOP = lazily(
    "合计|共计|总计|其中|其次|再次|依次|包括|包含|累计|较(?![大小多少好差轻重低高强弱])|(?<!对)比(?!例)|同期|上年|去年|分别|^以上|^在(?!办|建|途|册|读)|总共|总[数量额]|分为|共(?!同|享|产|青|建|公|有产)|达到|由[^，]*到"
)
_ENDS = lazily("其中|其次|再次")  # the parts behind have parts of their own, or stand in an order
_REST = lazily("^(?:其余|其他|其它|剩余|余下|另|尚|仍|正在|未|待|无法|不予)")
_COUNTED = pattern(
    r"(?P<count>[一二两三四五六七八九十]{1,2}|Ⓐ)(?:大)?(?:类|种|个?方面|档|级|个等次|个渠道|个?部分|者|项)"
)
_ALL_TOLD = lazily("合计|共计?|总计|三者|两者")  # 其中A和B并列第三位，合计43件
_PLACED = lazily("(?:的?[^，。；]{0,4})?(?:位?居|排名?|位?列|名列)(?:第|首|前|末|榜)")  # one of the list itself
_SIBLINGS = lazily("(?:其余|其他|其它|另外)[^，。；]*$")  # what stands beside the one that was named, not in it
_NO_PARTS = {"岁", "周岁", "个工作日", "天", "小时", "分钟", "年", "分", "个月", "度", "倍", "级", "期", "届"}
_SIZES = {"平方米", "㎡", "亩", "公顷", "米", "公里", "平方公里", "千米"}


def enumerations_of(sentence: Sentence, mentions: Sequence[Mention]) -> tuple[Enumeration, ...]:
    """The lists of two parts or more, or of one after 其中, in a sentence with its mentions."""
    return tuple(_enumerations(sentence, mentions))


def _enumerations(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Enumeration]:
    levels = [one for one in mentions if one.quantity.kind is Kind.AMOUNT and one.role is Role.LEVEL]
    levels = [one for one in levels if one.quantity.unit not in _NO_PARTS]
    told: set[tuple[int, ...]] = set()
    for match in _OPENER.finditer(sentence.skeleton):
        if len(levels) < 1 or match.end() > levels[-1].at:
            continue
        if match["word"].startswith("分别") and _SIBLINGS.search(sentence.skeleton[: match.start()]):
            continue
        inside = match["word"].startswith("（")
        stop = _close(sentence.skeleton, match.end()) if inside else _stop(sentence.skeleton, match.end())
        behind = [
            one
            for one in levels
            if match.end() <= one.at < stop and (inside or one.depth == _depth(sentence, match.start()))
        ]
        if not behind:
            continue
        parts = _listed(sentence, behind)
        key = tuple(one.at for one in parts)
        if key in told or (len(parts) < 2 and not (match["word"].startswith("其中") or _among(sentence, match))):
            continue
        told.add(key)
        if len(parts) < 2 and _ALL_TOLD.match(parts[0].label):
            continue
        if _vague(mentions, parts[0], match.start()):
            continue
        wholes = _wholes(sentence, levels, match, parts[0])
        yield Enumeration(
            sentence,
            match["word"],
            tuple(parts),
            tuple(wholes),
            _shares(mentions, parts),
            _promised(sentence, match, parts),
        )


def _in_hanzi(sentence: Sentence, opener: re.Match[str], first: Mention) -> list[Mention]:
    """A whole in hanzi: 全县二十二个乡镇，其中15个…."""
    head = sentence.skeleton[max(opener.start() - 24, 0) : opener.start()]
    match = re.search(
        rf"(?P<count>[一二三四五六七八九十百]{{2,5}}){first.quantity.unit}(?P<tail>[^，。；：]{{0,10}})[，：（；]?$",
        head,
    )
    count = from_hanzi(match["count"]) if match and first.quantity.unit else None
    if count is None or match is None:
        return []
    quantity = replace(
        first.quantity,
        text=match["count"] + first.quantity.unit,
        value=Decimal(count),
        half=Decimal(0),
        scale="",
        figure="",
    )
    return [
        replace(
            first,
            at=max(opener.start() - len(match[0]), 0),
            quantity=quantity,
            label=head[: match.start()],
            tail=match["tail"],
            following=False,
        )
    ]


def _among(sentence: Sentence, opener: re.Match[str]) -> bool:
    """办结的412件中，…: whether an amount stands right before the words that open a list, so that one part is a list."""
    places = [at for at in sentence.found if opener.start() - 1 <= at < opener.end()]
    before = sentence.found[max(places)] if places else None
    return opener["word"].endswith(("中，", "里，")) and before is not None and before.kind is Kind.AMOUNT


def _vague(mentions: Sequence[Mention], first: Mention, opener: int) -> bool:
    """Whether the number before a list is a rough one (2万多平方米，其中…), or one without a unit, so that the whole is not known."""
    before = [at for at in first.sentence.found if at < opener]
    last = first.sentence.found[max(before)] if before else None
    rough = next((one for one in reversed(mentions) if one.at < opener), None)
    bare = last is not None and last.kind is Kind.OTHER and re.fullmatch(r"[\d.,]+", last.text) is not None
    return bare or (rough is not None and rough.role is Role.ROUGH and rough.quantity.unit == first.quantity.unit)


def _wholes(sentence: Sentence, levels: Sequence[Mention], opener: re.Match[str], first: Mention) -> list[Mention]:
    """The amounts before a list that it can be parts of: of its unit, in the same part of the sentence."""
    start = sentence.skeleton.rfind("；", 0, opener.start() + 1)
    own = [one for one in levels if start < one.at < min(first.at, opener.end()) and _one_unit(one, first)]
    own = [one for one in own if not _PLACED.match(one.tail)]
    adjacent = opener.start() == start + 1
    before = [one for one in levels if one.at < start and _one_unit(one, first)] if adjacent else []
    return own or _in_hanzi(sentence, opener, first) or (before if opener["word"].startswith("其中") else [])


def _depth(sentence: Sentence, at: int) -> int:
    head = sentence.skeleton[:at]
    return max(head.count("（") - head.count("）"), 0)


def _close(skeleton: str, start: int) -> int:
    at = skeleton.find("）", start)
    return at if at >= 0 else len(skeleton)


def _stop(skeleton: str, start: int) -> int:
    """Where a new 其中 or split begins, else the end."""
    match = _NEXT.search(skeleton, start)
    return match.start() if match else len(skeleton)


_NEXT = pattern(rf"；(?:{SPLIT})|；[^，。；]{{0,20}}其中")


def _one_unit(one: Mention, other: Mention) -> bool:
    return _unit(one) == _unit(other)


def _unit(one: Mention) -> str:
    """What it counts; people are 人 or 名."""
    return "人" if one.quantity.unit in {"名", "位", "人"} else one.quantity.unit


def _listed(sentence: Sentence, levels: Sequence[Mention]) -> list[Mention]:
    """The first list among the mentions: heads of the parts between semicolons, or a run of like items."""
    same = [one for one in levels if _one_unit(one, levels[0])]
    run, mark = _run(sentence, same)
    heads = _heads(sentence, same)
    return heads if len(heads) > 1 and (len(run) == 1 or mark == "，") else run


def _heads(sentence: Sentence, same: Sequence[Mention]) -> list[Mention]:
    heads: list[Mention] = []
    for one in same:
        if not heads or "；" in sentence.skeleton[heads[-1].at : one.at]:
            if heads and _ENDS.search(sentence.skeleton, heads[-1].at):
                break
            if heads and (
                sentence.skeleton.count("；", heads[-1].at, one.at) > 1
                or _STOP.search(one.label)
                or one.tail.startswith("中")
                or (one.era and one.era != heads[-1].era)  # 查实4件；由上季度的4件增至6件
            ):
                break
            heads.append(one)
    return heads


def _run(sentence: Sentence, same: Sequence[Mention]) -> tuple[list[Mention], str]:
    """Items one after the other, all parted by the mark that parts the first two; the rest may stand behind a comma."""
    run, mark = [same[0]], ""
    for one in same[1:]:
        gap = _GAP.fullmatch(_ATTACHED.sub("", sentence.skeleton[run[-1].at + 1 : one.at]))
        if gap is None or _STOP.search(gap["label"]) or gap["tail"].endswith("中") or _STOP.search(gap["tail"]):
            break
        here = gap["mark"]
        if one.tail.startswith("中") and not one.tail.startswith(("中心", "中学", "中医", "中队", "中小")):
            break  # 860户中，满意的812户，脱贫户320户中满意的305户
        if one.era and one.era != run[-1].era:
            break
        if here == "；" and _ENDS.search(sentence.skeleton, run[-1].at):
            break
        if not gap["and"] and here and not _REST.search(gap["label"]):
            if (mark and here != mark) or (here == "，" and one.quantity.unit in _SIZES):
                break
            mark = here
        run.append(one)
    return run, mark


def _shares(mentions: Sequence[Mention], parts: Sequence[Mention]) -> tuple[Mention, ...]:
    """The share behind each part, of those that have one."""
    found = []
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        share = next((one for one in mentions if one.at > part.at and one.quantity.kind is Kind.PERCENT), None)
        if share is not None and (after is None or share.at < after.at) and (share.role is Role.SHARE or share.depth):
            found.append(share)
    return tuple(found)


def _promised(sentence: Sentence, opener: re.Match[str], parts: Sequence[Mention]) -> int | None:
    """How many parts the words before the list say there are."""
    matches = list(_COUNTED.finditer(sentence.skeleton, max(opener.start() - 40, 0), parts[0].at))
    if not matches:
        return None
    count = matches[-1]["count"]
    return (
        int(sentence.found[matches[-1].start()].value) if matches[-1].start() in sentence.found else from_hanzi(count)
    )


def run_before(sentence: Sentence, levels: Sequence[Mention]) -> list[Mention]:
    """The longest list that ends with the last of the levels, all of one unit; empty where it is no list."""
    for start in range(len(levels)):
        run, _ = _run(sentence, levels[start:])
        if len(run) == len(levels) - start and len(run) > 1:
            return run
    return []
