"""Parts and their whole: 共96件，其中A 41件、B 37件; 三类合计228件; 整改590件，尚未完成40件; 在署名举报中反馈158件."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.enumeration import Enumeration
from reportgen.review.text_audit.reading.mentions import Mention, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.words import MANY, ONE_EACH
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Quantity, Range, figures
from reportgen.review.text_audit.texts.sentences import Sentence

_NEAR = Decimal("0.25")  # so far may a total be from the sum of its parts, that it can be the one that is meant
_SHORT = Decimal("0.9")
_BEGINNING = 2
_PAIR = 2
_QUOTED = lazily("^”")  # what somebody else has said
_TOTAL = "共|总|合计|受理|收到|接收|登记|立案|处分|查处|排查|检查|接待|承接|承办"
CARRIED = lazily("含|旧存|上期|[年季月期]末|结转|上年|去年|往年|历年|存量|期初|年初|季初|月初")


def report(
    sentence: Sentence, parts: Sequence[Mention], total: Quantity, *, likely: bool, code: str = "audit.sum-wrong"
) -> AuditFinding:
    """What is said of a total that is not the sum of its parts."""
    right = total.printed(sum((one.quantity.value for one in parts), start=Decimal(0)))
    words = "、".join(one.quantity.text for one in parts)
    return finding(code, place_of(sentence), total.text, right, likely=likely, parts=words)


def _enumerated(paragraph: Paragraph) -> Iterator[AuditFinding]:
    for one in paragraph.enumerations:
        yield from _of_one(paragraph, one)


def _of_one(paragraph: Paragraph, one: Enumeration) -> Iterator[AuditFinding]:
    """Parts against what they can be parts of: equal to it, or less where more may be left out."""
    first = one.parts[0]
    unit = first.quantity.unit
    known = [*paragraph.before, *paragraph.until(first)]
    earlier = [each for each in amounts(known) if _alike(each, unit)]
    own = one.wholes or _from_earlier(paragraph, one, earlier)
    if not own or figures(*(each.quantity for each in (*one.parts, *own))):
        return
    if any(each.quantity.holds(one.total) for each in (*own, *earlier, *_behind(paragraph, one))) or _QUOTED.search(
        one.sentence.skeleton[own[-1].at + 1 :]
    ):
        return
    whole = _meant(own, one)
    more = all(one.total.low > each.quantity.range.high for each in own)
    if more and len(one.parts) == 1:
        if not CARRIED.search(one.sentence.text):
            yield over(one.sentence, first, whole, likely=not one.wholes or len(one.wholes) > 1)
    elif more and not _overlapping(paragraph, one):
        if one.opener == "，" and _commas(one) and not one.closed:
            return
        if one.split or len(one.parts) > 2 or one.closed or len(one.wholes) == 1:
            yield report(one.sentence, one.parts, whole.quantity, likely=True)
    elif not more and len(one.parts) > 1:
        yield from _short(one, whole)


def _commas(one: Enumeration) -> bool:
    """Whether its parts are parted by commas, as clauses of any kind are."""
    return "，" in one.sentence.skeleton[one.parts[0].at : one.parts[1].at]


def _behind(paragraph: Paragraph, one: Enumeration) -> list[Mention]:
    """The amounts behind a list in its sentence: its total may stand there."""
    end = one.parts[-1].key
    return [
        each
        for each in amounts(paragraph.said[one.sentence.index])
        if each.key > end and re.search("合计|共|总", each.label)
    ]


def _alike(mention: Mention, unit: str) -> bool:
    people = {"人", "名", "位"}
    return mention.quantity.unit == unit or {mention.quantity.unit, unit} <= people


def _from_earlier(paragraph: Paragraph, one: Enumeration, earlier: Sequence[Mention]) -> tuple[Mention, ...]:
    """What a list that begins its sentence can be parts of: what the sentence before it names, or all that was named before."""
    begins = one.parts[0].at - len(one.parts[0].clause) - len(one.opener) <= _BEGINNING
    if not (one.split or (begins and re.match("其中|包括|.*中，", one.opener))):
        return ()
    here = [each for each in earlier if each.sentence.passage is paragraph.passage]
    nearest = [each for each in here if each.sentence.index == one.sentence.index - 1]
    if one.split:
        near = [each for each in earlier if _near(each.quantity, one.total)]
        return tuple(near if one.closed or not near else here or earlier)
    if not re.match("其中|包括", one.opener):
        return tuple(each for each in nearest if _near(each.quantity, one.total))
    if len(one.parts) == 1:
        return tuple(
            each
            for each in nearest
            if re.search(_TOTAL, each.clause) and each.quantity.unit == one.parts[0].quantity.unit
        )
    return tuple(nearest or here or earlier[-3:])


def _near(quantity: Quantity, total: Range) -> bool:
    return total.apart(quantity.range) <= _NEAR * quantity.value


def _meant(wholes: Sequence[Mention], one: Enumeration) -> Mention:
    """The whole that is nearest to the sum."""
    return min(wholes, key=lambda each: one.total.apart(each.quantity.range))


def over(sentence: Sentence, part: Mention, whole: Mention, *, likely: bool) -> AuditFinding:
    """What is said of a part that is more than its whole."""
    return finding("audit.part-over-whole", place_of(sentence), part.quantity.text, whole.quantity.text, likely=likely)


def _overlapping(paragraph: Paragraph, one: Enumeration) -> bool:
    """Whether the text says that its parts may be counted twice."""
    text = paragraph.text
    if re.search(ONE_EACH, text):
        return False
    return (
        bool(re.search(MANY, text))
        or mixed([part.label for part in one.parts])
        or (_two_kinds(one) and not one.opener.startswith("分别"))
        or bool(re.search("[多少增减]$", one.parts[-1].label))
        or all("涉及" in part.label for part in one.parts)
        or any(part.tail.startswith(("均", "都")) for part in one.parts)
        or _nested(one)
        or (one.opener == "，" and CARRIED.search(one.sentence.text) is not None)
    )


def _nested(one: Enumeration) -> bool:
    """Whether the parts behind the first are its own: 有效回访246件，满意240件，一般5件，不满意1件."""
    rest = [part.quantity.range for part in one.parts[1:]]
    return len(rest) > 1 and one.parts[0].quantity.holds(sum(rest[1:], start=rest[0]))


_DIMENSIONS = tuple(map(lazily, ("学历|大专|本科|研究生", "周?岁|青年|中年|老年", "党员|团员|群众$", "[男女]", "民族")))
_STATE = lazily("立改|办结|整改|完成|化解|在办|答复|回复|销号|未|尚|正在|阶段")
_OTHERS = lazily("其[他它余]|另|余")


def mixed(labels: Sequence[str]) -> bool:
    """Whether the parts are told apart by more than one thing (学历 and 年龄; 重点案件 and 已办结), so that one is in another."""
    if sum(any(dimension.search(label) for label in labels) for dimension in _DIMENSIONS) > 1:
        return True
    states = [bool(_STATE.search(label)) for label in labels if not _OTHERS.search(label)]
    return any(states) and not states[0] and all(states[1:])


def _two_kinds(one: Enumeration) -> bool:
    """党纪 and 政务处分: a person may get both."""
    labels = [part.label for part in one.parts]
    return any("党纪" in label and "政务" not in label for label in labels) and any(
        "政务" in label and "党纪" not in label for label in labels
    )


def _short(one: Enumeration, whole: Mention) -> Iterator[AuditFinding]:
    """Parts that are all there are and do not reach the whole; where they may be some of it, only a hint."""
    if (one.closed and _near(whole.quantity, one.total) and not CARRIED.search(one.sentence.text)) or (
        (_mistyped(one, whole.quantity) or (len(one.parts) > _PAIR and turned(whole, one.parts))) and not one.open
    ):
        yield report(one.sentence, one.parts, whole.quantity, likely=True)
    elif len(one.parts) > 3 and not one.open and one.total.high >= _SHORT * whole.quantity.value:
        yield report(one.sentence, one.parts, whole.quantity, likely=True, code="audit.parts-short")


def _mistyped(one: Enumeration, whole: Quantity) -> bool:
    """Whether whole and sum are long numbers that differ in one digit."""
    right = whole.printed(sum((each.quantity.value for each in one.parts), start=Decimal(0)))
    digits, other = (re.sub(r"[^\d.]", "", text) for text in (right, whole.text))
    apart = sum(a != b for a, b in zip(digits, other, strict=False))
    return len(digits) == len(other) > 4 and apart == 1 and len(one.parts) > 2


def turned(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether two digits that were exchanged, in the whole or in one of its parts, are all that is wrong with the sum."""
    gap = whole.quantity.value - sum((one.quantity.value for one in parts), start=Decimal(0))
    return any(
        other - one.quantity.value == (-gap if one is whole else gap)
        for one in (whole, *parts)
        for other in _exchanged(one)
    )


def _exchanged(one: Mention) -> Iterator[Decimal]:
    """The values that a whole number has with two neighbouring digits exchanged."""
    digits = str(one.quantity.value)
    if not digits.isdecimal():
        return
    for at in range(len(digits) - 1):
        yield Decimal(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


RELATIONS = (
    Relation(
        "audit.sum-wrong",
        _enumerated,
        "本月受理诉求260件，其中投诉98件、求助90件、咨询72件。",
        "本月受理诉求260件，其中投诉98件、求助90件、咨询82件。",
    ),
)  # fmt: skip
