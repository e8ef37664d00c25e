"""Parts and their whole: 共96件，其中A 41件、B 37件; 三类合计228件; 整改590件，尚未完成40件; 在署名举报中反馈158件."""

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.chinese.numerals import from_hanzi
from reportgen.model import AuditFinding
from reportgen.review.text_audit.reading.enumerations import Enumeration, run_before
from reportgen.review.text_audit.reading.mentions import Mention, amounts
from reportgen.review.text_audit.reading.story import Paragraph
from reportgen.review.text_audit.reading.words import MANY, ONE_EACH
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Quantity, Range, figures
from reportgen.review.text_audit.texts.sentences import Sentence

_NEAR = Decimal("0.25")  # so far may a total be from the sum of its parts, that it can be the one that is meant
_SHORT = Decimal("0.9")
_NOT_APART = re.compile("党纪.*政务|政务.*党纪")  # a person may get both
_TOTAL = re.compile("合计|共计|总计|总共")
_IN_ALL = re.compile("(?<!公)共(?![享同产青建管])")
_COUNT = re.compile(
    "(?P<count>[一二两三四五六七八九十]|\\d)(?:大?类|项|个?方面|者|种|个单位|个月|家|地|镇|级|个季度)(?:问题|诉求|事项)?(?:合计|共计|总计|总共|共)"
)
_LEFT = re.compile(
    "^(?:，|；)?(?:尚|仍|还)?(?:未|在办|正在|剩余|其余|余|待)|尚[未有余]|仍[有在余]|还有|未办|在办|剩余|其余|余下"
)
_DONE = re.compile("办结|完成|已|化解|整改|解决|追缴|处置|审结|销号|到位|清退|发放")
_CARRIED = re.compile("含|结转|上年|去年|往年|历年|存量|期初|年初|季初|月初")
_AMONG = re.compile(r"(?:^|[，。；])(?:在|从)?(?:这些|上述|该)?(?P<name>[\u4e00-\u9fff]{2,12})(?:当|之)?中，?$")
_RECEIVED = re.compile("受理|接收|收到|登记|交办|立案|接到")
_FINISHED = re.compile("^(?:已|共|均)?(?:办结|完成|化解|审结|答复|反馈)")


def _sum(parts: Sequence[Mention]) -> Range:
    first, *rest = (one.quantity.range for one in parts)
    return sum(rest, start=first)


def _report(
    sentence: Sentence, parts: Sequence[Mention], total: Quantity, *, likely: bool, code: str = "audit.sum-wrong"
) -> AuditFinding:
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
    if any(each.quantity.holds(one.total) for each in earlier):
        return
    whole = _meant(own, one)
    over = all(one.total.low > each.quantity.range.high for each in own)
    if over and len(one.parts) == 1:
        if not _CARRIED.search(one.sentence.text):
            yield _over(one.sentence, first, whole, likely=not one.wholes or len(one.wholes) > 1)
    elif over and not _overlapping(paragraph, one):
        if one.split or len(one.parts) > 2 or one.closed or len(one.wholes) == 1:
            yield _report(one.sentence, one.parts, whole.quantity, likely=True)
    elif not over and len(one.parts) > 1:
        yield from _short(one, whole)


def _alike(mention: Mention, unit: str) -> bool:
    people = {"人", "名", "位"}
    return mention.quantity.unit == unit or {mention.quantity.unit, unit} <= people


def _from_earlier(paragraph: Paragraph, one: Enumeration, earlier: Sequence[Mention]) -> tuple[Mention, ...]:
    """What a list that begins its sentence can be parts of: what the sentence before it names, or all that was named before."""
    if not (one.split or re.match("其中|包括|.*中，", one.opener)):
        return ()
    here = [each for each in earlier if each.sentence.passage is paragraph.passage]
    nearest = [each for each in here if each.sentence.index == one.sentence.index - 1]
    if one.split:
        near = [each for each in earlier if _near(each.quantity, one.total)]
        return tuple(near if one.closed else list(here or earlier))
    return tuple(nearest or here or earlier[-3:])


def _near(quantity: Quantity, total: Range) -> bool:
    return total.apart(quantity.range) <= _NEAR * quantity.value


def _meant(wholes: Sequence[Mention], one: Enumeration) -> Mention:
    """The whole that is nearest to the sum."""
    return min(wholes, key=lambda each: one.total.apart(each.quantity.range))


def _over(sentence: Sentence, part: Mention, whole: Mention, *, likely: bool) -> AuditFinding:
    return finding("audit.part-over-whole", place_of(sentence), part.quantity.text, whole.quantity.text, likely=likely)


def _overlapping(paragraph: Paragraph, one: Enumeration) -> bool:
    """Whether the text says that its parts may be counted twice."""
    text = paragraph.text
    if re.search(ONE_EACH, text):
        return False
    return (
        bool(re.search(MANY, text))
        or (bool(_NOT_APART.search(one.sentence.skeleton)) and not one.opener.startswith("分别"))
        or bool(re.search("[多少增减]$", one.parts[-1].label))
    )


def _short(one: Enumeration, whole: Mention) -> Iterator[AuditFinding]:
    """Parts that are all there are and do not reach the whole; where they may be some of it, only a hint."""
    if (one.closed and _near(whole.quantity, one.total) and not _CARRIED.search(one.sentence.text)) or (
        _mistyped(one, whole.quantity) and not one.open
    ):
        yield _report(one.sentence, one.parts, whole.quantity, likely=True)
    elif len(one.parts) > 3 and not one.open and one.total.high >= _SHORT * whole.quantity.value:
        yield _report(one.sentence, one.parts, whole.quantity, likely=True, code="audit.parts-short")


def _mistyped(one: Enumeration, whole: Quantity) -> bool:
    """Whether whole and sum are long numbers that differ in one digit."""
    right = whole.printed(sum((each.quantity.value for each in one.parts), start=Decimal(0)))
    digits, other = (re.sub(r"[^\d.]", "", text) for text in (right, whole.text))
    apart = sum(a != b for a, b in zip(digits, other, strict=False))
    return len(digits) == len(other) > 4 and apart == 1 and len(one.parts) > 2


def _totals(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """合计 and 共 behind a list: right if any run of parts that ends there adds up to it."""
    for number, said in enumerate(paragraph.said):
        levels = amounts(said)
        for total in levels:
            plain = _TOTAL.search(total.label)
            if plain or _IN_ALL.search(total.label):
                yield from _total(paragraph, number, total, plain=plain is not None)


def _total(paragraph: Paragraph, number: int, total: Mention, *, plain: bool) -> Iterator[AuditFinding]:
    sentence = paragraph.sentences[number]
    own = [
        one
        for one in amounts(paragraph.said[number], total.quantity.unit)
        if one.at < total.at and one.depth == total.depth
    ]
    if not own and plain and number:
        number -= 1
        own = amounts(paragraph.said[number], total.quantity.unit)
    count = _COUNT.search(total.label)
    counted = from_hanzi(count["count"]) if count else None
    listed = run_before(paragraph.sentences[number], own)
    if counted is not None:
        listed = own[-counted:] if len(own) >= counted else []
    if len(listed) < 2 or figures(*(one.quantity for one in (*listed, total))):
        return
    if not plain and not _of_same(listed, total):
        return
    if re.search("等(?!级|候|待|次)|兼|双重|同时", paragraph.sentences[number].skeleton) or re.search(
        MANY, sentence.skeleton
    ):
        return
    if any(total.quantity.holds(_sum(own[-size:])) for size in range(2, len(own) + 1)):
        return
    earlier = amounts([*paragraph.before, *paragraph.until(listed[0])], total.quantity.unit)
    repeated = any(one.quantity.value == total.quantity.value for one in earlier)
    yield _report(sentence, listed, total.quantity, likely=counted is None or repeated)


def _of_same(listed: Sequence[Mention], total: Mention) -> bool:
    """Whether a total that is only called 共 is one of what the list counts."""
    verb = re.sub(r".*共(?:计)?", "", total.label)
    return (
        not verb
        or verb[:2] in listed[0].clause
        or verb[:2] in listed[0].sentence.text[: listed[0].sentence.text.find(listed[0].quantity.text)]
    )


def _left(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """共620件，完成590件，尚未完成40件: what is done and what is left make the whole."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        levels = amounts(said)
        for whole, done, left in zip(levels, levels[1:], levels[2:], strict=False):
            units = {one.quantity.unit for one in (whole, done, left)}
            if (
                len(units) > 1
                or not _LEFT.search(left.label)
                or not _DONE.search(done.label)
                or _LEFT.search(done.label)
            ):
                continue
            if _CARRIED.search(sentence.text) or figures(whole.quantity, done.quantity, left.quantity):
                continue
            before = list(amounts([*paragraph.before, *paragraph.until(left)], left.quantity.unit))
            parts = [one for one in before if one.key > whole.key and one.sentence is sentence]
            runs = [_sum([*parts[-size:], left]) for size in range(1, len(parts) + 1)]
            if whole.quantity.value < done.quantity.value or any(
                one.quantity.holds(run) for one in before for run in runs
            ):
                continue
            yield _report(sentence, (done, left), whole.quantity, likely=True)


def _subsets(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """署名举报205件，在署名举报中反馈228件: what is counted among some is no more than these."""
    for one in amounts(paragraph.mentions):
        head = one.sentence.skeleton[: one.at]
        among = _AMONG.search(head[: len(head) - len(one.label)])
        if among is None:
            continue
        name = among["name"]
        of = [each for each in amounts(paragraph.until(one), one.quantity.unit) if name in each.label + each.tail]
        if of and not figures(one.quantity, of[-1].quantity) and of[-1].quantity.range.high < one.quantity.range.low:
            yield _over(one.sentence, one, of[-1], likely=len(of) > 1)


def _finished(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """受理5260件，办结5372件: more done than came in is carried over from before, which a text says."""
    for said in paragraph.said:
        levels = amounts(said)
        for one, other in itertools.pairwise(levels):
            more = one.quantity.unit == other.quantity.unit and other.quantity.value > one.quantity.value
            if (
                more
                and _RECEIVED.search(one.label)
                and _FINISHED.search(other.label)
                and not _CARRIED.search(one.sentence.text)
            ) and not figures(one.quantity, other.quantity):
                yield finding(
                    "audit.done-over-received", place_of(one.sentence), other.quantity.text, one.quantity.text
                )


RELATIONS = (
    Relation(
        "audit.sum-wrong",
        _enumerated,
        "本月受理诉求260件，其中投诉98件、求助90件、咨询72件。",
        "本月受理诉求260件，其中投诉98件、求助90件、咨询82件。",
    ),
    Relation(
        "audit.sum-wrong",
        _totals,
        "7月、8月、9月分别受理312件、341件、338件，三季度共受理991件。",
        "7月、8月、9月分别受理312件、341件、338件，三季度共受理981件。",
    ),
    Relation("audit.sum-wrong", _left, "共交办620件，整改完成590件，尚未完成30件。", "共交办620件，整改完成590件，尚未完成40件。"),
    Relation("audit.part-over-whole", _subsets, "署名举报205件；在署名举报中，已反馈198件。", "署名举报205件；在署名举报中，已反馈228件。"),
    Relation("audit.done-over-received", _finished, "本季度受理526件，办结537件（含上季度结转）。", "本季度受理526件，办结537件。"),
)  # fmt: skip
