"""What values are to each other side by side: A与B之比, 首尾相差4.64分, 高于全市0.5个百分点."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Range, figures

_RATIO = lazily(
    r"(?:之比|比例|配比|比值|比)(?:约|大约)?(?:为|是|达到?|达)?(?P<a>\d+(?:\.\d+)?)[:：∶](?P<b>\d+(?:\.\d+)?)(?![:：∶\d])"
)
_EARLIER = lazily("上[季月年半周]|去年|前年|同期|上期|年初|期初|以前")
_BLANK = lazily(r"\s")
_APART = lazily("(?:首尾|高低|最高最低|两者|二者|相互|前后|极值)?(?:相差|差距|极差|分差)(?:为|达到?|是|了)?$")
_HIGHER = lazily(
    r"(?:(?P<up>高于|高出|(?<![提升增抬调])高|领先|多于|优于)|(?P<down>低于|落后于?|(?<![降减调])低|少于))(?P<whom>[^，。；Ⓐ]{1,10}?)$|比(?P<than>[^，。；]{1,10}?)(?:(?P<more>(?<![提升增抬调])高出?|(?<!增)多|(?<![加])快)|(?P<less>(?<![降减调])低|(?<!减)少|(?<!放)慢))$"
)


_JUST_BELOW_HALF = Decimal("0.499")  # 3.5 is no 3


def _ratios(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """受理259件、74件，之比为3.5:1."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        text = _BLANK.sub("", sentence.text)
        for match in _RATIO.finditer(text):
            a, b = Decimal(match["a"]), Decimal(match["b"])
            levels = _without_whole(amounts(said))
            if len(levels) != 2 or a <= 0 or b <= 0 or figures(*(one.quantity for one in levels)):
                continue
            one, other = (each.quantity for each in levels)
            if one.range.low <= 0 or other.range.low <= 0 or re.search("约|近", match[0]):
                continue
            stated = _span(match["a"]) / _span(match["b"])
            order = _named_order(text[: match.end()], levels)
            straight, turned = (_is_ratio(a, b, stated, x.range / y.range) for x, y in ((one, other), (other, one)))
            if (straight and order is not False) or (turned and order is not True):
                continue
            back = order is False if order is not None else (a > b) is not (one.value > other.value)
            high, low = (other.value, one.value) if back else (one.value, other.value)
            places = max(len(each.partition(".")[2]) for each in (match["a"], match["b"]))
            right = (
                f"{high / low:.{max(places, 1)}f}:1" if b == 1 else f"{match['a']}:{low / high * a:.{max(places, 1)}f}"
            )
            yield finding(
                "audit.ratio-wrong",
                place_of(sentence),
                f"{match['a']}:{match['b']}",
                right,
                basis=f"{one.text}、{other.text}",
            )


def _without_whole(levels: list[Mention]) -> list[Mention]:
    """Two amounts without the one before them that they are all of: 567人，其中男性315人、女性252人."""
    if len(levels) == 3 and len({one.quantity.unit for one in levels}) == 1:
        whole, *parts = levels
        return parts if whole.quantity.value == sum(one.quantity.value for one in parts) else levels
    return levels


def _is_ratio(a: Decimal, b: Decimal, stated: Range, right: Range) -> bool:
    """Whether a ratio can be printed so: to its last place, or, between small whole numbers, within a twentieth."""
    small = a > 1 and b > 1 and a == a.to_integral() and b == b.to_integral()
    return abs(a / b - right.low) <= a / b / 20 if small else stated.apart(right) == 0


_NAMED_RATIO = lazily(
    r"(?P<x>[\u4e00-\u9fff]{1,8}?)(?:与|和|同|、)(?P<y>[\u4e00-\u9fff]{1,8}?)(?:的)?(?:之比|比例|配比|比)"
)


def _named_order(text: str, levels: Sequence[Mention]) -> bool | None:
    """Whether 甲与乙之比 names the two amounts in the order in which they stand; None where the words leave it open."""
    named = list(_NAMED_RATIO.finditer(re.sub("男女(?=比|之比|的比)", "男和女", text)))
    if not named or len(levels) != 2:
        return None
    first, last = (one.label + one.tail for one in levels)
    x, y = named[-1]["x"][-2:], named[-1]["y"][:2]
    if x in first and y in last and not (x in last or y in first):
        return True
    return False if x in last and y in first and not (x in first or y in last) else None


def _span(text: str) -> Range:
    """A number of a ratio as it can have been before it was rounded; 1 is exact."""
    value = Decimal(text)
    half = Decimal(0) if value == 1 else Decimal(1).scaleb(-len(text.partition(".")[2])) * _JUST_BELOW_HALF
    return Range(value - half, value + half)


def _apart(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """以92.10分第一，以87.46分垫底，首尾相差4.64分; 97.6%，98.1%，高于全市0.5个百分点."""
    for _number, said in enumerate(paragraph.said):
        for at, one in enumerate(said):
            if one.quantity.kind not in (Kind.AMOUNT, Kind.POINTS):
                continue
            higher = _HIGHER.search(one.label)
            if not (_APART.search(one.label) or (higher and one.quantity.kind is Kind.POINTS)):
                continue
            if higher and _EARLIER.search(higher["whom"] or higher["than"]):
                continue  # than an earlier time, not than what stands beside it
            kind = Kind.PERCENT if one.quantity.kind is Kind.POINTS else Kind.AMOUNT
            levels = [
                each
                for each in said[:at]
                if each.quantity.kind is kind and each.role in (Role.LEVEL, Role.RATE, Role.SHARE, Role.AVERAGE)
            ]
            levels = [each for each in levels if kind is Kind.PERCENT or each.quantity.unit == one.quantity.unit]
            yield from _gap(one, levels, higher)


def _gap(one: Mention, levels: Sequence[Mention], higher: re.Match[str] | None) -> Iterator[AuditFinding]:
    if len(levels) < 2 or figures(one.quantity, *(each.quantity for each in levels)):
        return
    gaps = [a.quantity.range - b.quantity.range for a in levels for b in levels if a is not b]
    if any(one.quantity.holds(gap) for gap in gaps):
        last, base = levels[-1].quantity, levels[-2].quantity
        if higher and "后者" in one.label:
            last, base = base, last
        turned = (
            higher
            and len(levels) == 2
            and higher["whom"]
            and (last.value > base.value) is not (higher["up"] is not None)
        )
        if turned and higher and ("后者" in one.label or not re.search(higher["whom"][-2:], levels[-1].label)):
            yield finding(
                "audit.direction-wrong",
                place_of(one.sentence),
                f"{higher[0]}{one.quantity.text}",
                basis=f"{base.text}，{last.text}",
                likely=True,
            )
        return
    values = [each.quantity.value for each in levels]
    exact = max(values) - min(values)
    if len(levels) == 2 or re.search("首尾|极差|最高|高低", one.label):
        basis = "、".join(each.quantity.text for each in levels)
        yield finding(
            "audit.change-wrong",
            place_of(one.sentence),
            one.label + one.quantity.text,
            one.label + one.quantity.printed(exact),
            basis=basis,
            likely=True,
        )


RELATIONS = (
    Relation("audit.ratio-wrong", _ratios, "线上259件、线下74件，线上与线下之比为3.5:1。", "线上259件、线下74件，线上与线下之比为3:1。", words="比"),
    Relation("audit.change-wrong", _apart, "甲镇92.10分，乙乡87.46分，首尾相差4.64分。", "甲镇92.10分，乙乡87.46分，首尾相差5.64分。", words="差|[高低先优落]|[多少]于"),
)  # fmt: skip
