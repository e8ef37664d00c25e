"""Parts that should add up: A 21件、B 17件、C 9件，合计47件; 三类合计228件; 共401件，分别为…; 其余101件."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.chinese.numerals import from_hanzi
from reportgen.model import AuditFinding
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Quantity, Range, figures
from reportgen.review.text_audit.texts.sentences import AuditedText, Sentence, pattern

_GAP = "[^，。；ⒶⓅⒹⓉⓇ]"
_TOTAL = pattern(
    rf"(?:^|[，。；：（、])(?:以上|上述|前)?(?:(?P<count>[一二两三四五六七八九十]|\d)(?:大?类|项|个?方面|者|种|个单位|个月|家|地|镇|级|个季度|(?<=前[二三四])季度))?"
    rf"(?P<word>合计|共计|总计)(?!占)(?P<name>{_GAP}{{0,6}}?)(?P<total>Ⓐ)"
)
_SHARE = r"(?:[，（]占(?:比|[^，。；ⒶⓅ（）]{0,10}的?)?Ⓟ[）]?|（[^（）。]{0,20}）)?"
_ITEM = rf"(?>{_GAP}{{1,24}}?Ⓐ{_SHARE})"  # atomic: a list that is none is given up at once
_SHARES = pattern(_SHARE.removesuffix("?"))
_WHOLE_FIRST = pattern(
    rf"(?P<whole>Ⓐ)，(?:[^，。；ⒶⓅⓇ]{{0,10}}?)分别(?:为|是)[：]?(?P<parts>{_ITEM}(?:[、，；和]{_ITEM})+)(?=[。！]|$)"
)
_REST = pattern(
    rf"(?P<whole>Ⓐ){_GAP}{{0,8}}[，：；]其中[，：]?(?P<parts>{_ITEM}(?:[、，；]{_ITEM})*)[，、；](?:其余|剩余|余下)的?(?P<rest>Ⓐ)"
)
_PARTS = pattern(
    rf"(?P<whole>Ⓐ){_GAP}{{0,8}}[，：；（]其中[，：]?(?P<parts>(?:一是|二是|[①-⑳]|（[一二三四五六七八九十]）)?{_ITEM}(?:[、，；]{_ITEM})+)(?=[。；！]|$)"
)
_MONTHS = pattern(
    rf"按(?:各?月份?|月度|季度?)(?:来)?看，(?P<parts>Ⓞ{_GAP}{{0,6}}Ⓐ(?:[，、；]Ⓞ{_GAP}{{0,6}}Ⓐ)+)(?=[。；]|$)"
)
_RECEIVED = pattern(rf"共(?:受理|收到|接到|登记|接收){_GAP}{{0,14}}?(?P<total>Ⓐ)")
_STARTS = "：|其中|分别为|包括"
_NOT_APART = pattern("党纪.*政务|政务.*党纪|[多少]Ⓐ")  # a person may get both; more and less are no parts
_OPEN = re.compile("等(?!级|候|待|次)|可多选|合计大于|交叉|重复|同时|兼|累计|双重")


def sums(story: AuditedText) -> Iterator[AuditFinding]:
    """Every stated total against the parts before it, in its sentence and the one before."""
    for sentences in story.sentences:
        previous: Sentence | None = None
        yield from _months(sentences)
        for sentence in sentences:
            for match in _TOTAL.finditer(sentence.skeleton):
                yield from _total(sentence, match, previous)
            yield from _of_one(sentence)
            previous = sentence
    for sentence in story.continued:
        yield from _of_one(sentence)


def _of_one(sentence: Sentence) -> Iterator[AuditFinding]:
    """What a sentence, be it continued over paragraphs, says of a whole and its parts."""
    yield from _whole_first(sentence)
    yield from _rest(sentence)
    yield from _over(sentence)


def _over(sentence: Sentence) -> Iterator[AuditFinding]:
    """共96件，其中A 41件、B 37件、C 28件: the parts of a whole are not more than it."""
    for match in _PARTS.finditer(sentence.skeleton):
        whole = sentence.at(match, "whole")
        parts = _between(sentence, match, "parts", whole.unit)
        total = sum((part.range for part in parts), start=Range(Decimal(0), Decimal(0)))
        marks = set(re.findall("[、，；]", _SHARES.sub("", match["parts"])))
        fewest = (
            2 if marks == {"、"} else 3 if marks == {"；"} else len(parts) + 1
        )  # else the ways to divide may change
        if (
            len(parts) >= fewest
            and not _NOT_APART.search(match["parts"])
            and not _OPEN.search(sentence.skeleton)
            and total.low > whole.range.high
            and not figures(*parts, whole)
        ):
            yield _finding(sentence, parts, whole, likely=True)


def _months(sentences: Sequence[Sentence]) -> Iterator[AuditFinding]:
    """按月看，7月54件，8月42件，9月41件: the months of the one total that their paragraph names before."""
    totals: list[Quantity] = []
    amounts: list[Quantity] = []
    for sentence in sentences:
        for match in _MONTHS.finditer(sentence.skeleton):
            parts = [one for _, one in sentence.amounts(*match.span("parts"))]
            fitting = [one for one in totals if one.unit == parts[0].unit]
            known = [*amounts, *(one for _, one in sentence.amounts(0, match.start()))]
            if len(fitting) != 1 or figures(*parts, *fitting):
                continue
            if not any(one.unit == parts[0].unit and _sum_holds(parts, one) for one in known):
                yield _finding(sentence, parts, fitting[0], likely=True)
        amounts += [one for _, one in sentence.amounts()]
        totals += [sentence.at(match, "total") for match in _RECEIVED.finditer(sentence.skeleton)]


def _total(sentence: Sentence, match: re.Match[str], previous: Sentence | None) -> Iterator[AuditFinding]:
    """合计 and the parts before it: right if any run of parts that ends there adds up to it."""
    total, count = sentence.at(match, "total"), from_hanzi(match["count"] or "")
    own = sentence.amounts(0, match.start())
    from_before = not own and previous is not None
    source = previous if from_before and previous is not None else sentence
    amounts = source.amounts() if from_before else own
    parts = _parts(source, amounts, total.unit)
    if count is None:
        start = _list_start(source, match.start() if source is sentence else len(source.skeleton))
        stated = [one for at, one in parts if at >= start] if start >= 0 else []
    else:
        stated = [one for _, one in parts[-count:]] if len(parts) >= count else []
    if len(stated) < 2 or figures(*stated, total) or _OPEN.search(source.skeleton):
        return
    if _adds_up([one for _, one in parts], total):
        return
    yield _finding(sentence, stated, total, likely=count is None)


def _parts(sentence: Sentence, amounts: Sequence[tuple[int, Quantity]], unit: str) -> list[tuple[int, Quantity]]:
    """The amounts of a unit that can be parts: not differences (增加19件), not what is in brackets."""
    return [
        (at, one)
        for at, one in amounts
        if one.unit == unit
        and not re.search("(?:[增减升降]|增加|减少|下降|上升)了?$", sentence.skeleton[:at])
        and sentence.skeleton[:at].count("（") == sentence.skeleton[:at].count("）")
    ]


def _list_start(sentence: Sentence, end: int) -> int:
    """Where the list that ends at `end` begins: after a colon or the like, or at the sentence's start if it is nothing but items.

    -1 where the sentence is no plain list.
    """
    head = sentence.skeleton[:end]
    starts = [match.end() for match in re.finditer(_STARTS, head)]
    start = starts[-1] if starts else 0
    return start if _ONLY_ITEMS.fullmatch(head[start:]) else -1


_ONLY_ITEMS = pattern(rf"(?:[，、；]?(?:和|及|以及)?{_ITEM})+[，、；]?")


def _adds_up(parts: Sequence[Quantity], total: Quantity) -> bool:
    """Whether any run of two or more parts that reaches the last one adds up to the total, within rounding."""
    run = Range(Decimal(0), Decimal(0))
    for number, part in enumerate(reversed(parts), start=1):
        run += part.range
        if number > 1 and total.holds(run):
            return True
    return False


def _whole_first(sentence: Sentence) -> Iterator[AuditFinding]:
    """共401件，分别为A 200件、B 150件、C 51件: all parts are named, to the end of the sentence."""
    for match in _WHOLE_FIRST.finditer(sentence.skeleton):
        whole = sentence.at(match, "whole")
        parts = _between(sentence, match, "parts", whole.unit)
        if len(parts) < 2 or figures(*parts, whole):
            continue
        if not _OPEN.search(sentence.skeleton) and not _sum_holds(parts, whole):
            yield _finding(sentence, parts, whole, likely=True)


def _rest(sentence: Sentence) -> Iterator[AuditFinding]:
    """共45件，其中A 18件、B 11件，其余16件: parts and rest make the whole."""
    for match in _REST.finditer(sentence.skeleton):
        whole, rest = sentence.at(match, "whole"), sentence.at(match, "rest")
        parts = _between(sentence, match, "parts", whole.unit)
        known = rest.unit == whole.unit and not figures(*parts, rest, whole) and not _OPEN.search(sentence.skeleton)
        wholes = [one for _, one in sentence.amounts(0, match.start("parts")) if one.unit == whole.unit]
        if known and parts and not any(_sum_holds([*parts, rest], one) for one in wholes):
            right = whole.value - sum(part.value for part in parts)
            words = "、".join(part.text for part in parts)
            yield finding(
                "audit.sum-wrong",
                place_of(sentence),
                f"{whole.text}，其余{rest.text}",
                f"其余{rest.printed(right)}",
                likely=True,
                parts=words,
            )


def _between(sentence: Sentence, match: re.Match[str], group: str, unit: str) -> list[Quantity]:
    amounts = sentence.amounts(*match.span(group))
    return [one for _, one in _parts(sentence, amounts, unit)]


def _sum_holds(parts: Sequence[Quantity], total: Quantity) -> bool:
    return total.holds(sum((part.range for part in parts), start=Range(Decimal(0), Decimal(0))))


def _finding(sentence: Sentence, parts: Sequence[Quantity], total: Quantity, *, likely: bool) -> AuditFinding:
    right = total.printed(sum((part.value for part in parts), start=Decimal(0)))
    words = "、".join(part.text for part in parts)
    return finding("audit.sum-wrong", place_of(sentence), total.text, right, likely=likely, parts=words)


CHECKS = (sums,)
