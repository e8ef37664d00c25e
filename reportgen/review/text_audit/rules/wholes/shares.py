"""Shares: 78件，占6.87%; 占总数的; 分别占; 占比过半; 三次产业结构; what the shares of a whole add up to.

Which whole a share is of is often said in an earlier sentence. A share is right if it is right of any amount that it can be
of, and called wrong only where the text says, or leaves only one answer, of which it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.enumeration import Enumeration
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, figures

_NAMED_TOTAL = lazily("总数|总量|总件数|受理|全部|合计|来件|来电|登记|问题数|接收|诉求量|曝光|全县|全市|全区|总额|总计")
_OWN = lazily("该|其|本类|同类|此类|这类|上述|前者")
_TOTAL = "(?<!公)共(?![享同产青])|合计|总计|总数|总量|受理|收到|接收|接到|登记|收集|排查|抽查|检查|发放|立案|处分|查处|走访|梳理|回收|征集|交办|承办|承接|涉及|曝光|调查|全年|本期"
_NOT_TOTAL = "其中|中的|未|同期|上年|去年|上季|上月"
_OF = lazily(r"占(?:到|了|比|全部|同期)?(?P<name>[^，。；]*?)(?:的|为|达到?|约|是)*$")
_MOST_BEHIND = 24  # numbers behind a share that its whole can be among


@dataclass(frozen=True, slots=True)
class Whole:
    """What a share is most likely of; `sure` where the text says so."""

    amount: Quantity
    sure: bool


def _shares(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """Every share behind its part."""
    for number, said in enumerate(paragraph.said):
        lists = None
        for at, share in enumerate(said):
            if share.quantity.kind is not Kind.PERCENT or not (share.role is Role.SHARE or _bracketed(share, said, at)):
                continue
            lists = lists if lists is not None else paragraph.enumerations_in(number)
            part = _part(share, said[:at])
            if part is not None:
                yield from _share(paragraph, part, share, lists, said)


def _bracketed(share: Mention, said: Sequence[Mention], at: int) -> bool:
    """Whether a percentage stands in brackets right behind an amount, as others of its sentence do: 热线64件（46.7%）."""
    if not share.depth or at == 0 or said[at - 1].at != share.at - 2:
        return False
    least = 1 if "其中" in share.sentence.skeleton else 2
    return sum(one.depth > 0 and one.quantity.kind is Kind.PERCENT for one in said) > least


def _part(share: Mention, before: Sequence[Mention]) -> Mention | None:
    """The amount right before a share that has no subject of its own."""
    clause = re.sub(r"^(?:约|均|也|共|仅|只|大约|各|即)+", "", share.clause)
    for one in reversed(before):
        if one.role is Role.WHOLE:
            continue
        if one.quantity.kind is not Kind.AMOUNT or one.role is not Role.LEVEL:
            return None
        between = share.sentence.printed(one.at + 1, share.at)
        if re.search("[增升降减率]|同比|环比|分别|依次|各占", between):
            return None
        own = re.match(
            r"[^，。；：、（]{0,12}[，（、]?(?:约|均|也|共|仅|只|即)*(?:占|为|相当于|达|完成)|[^，。；：、]{0,12}[，、（]?$|[^，。；：、（]{0,12}[，、（]占?比",
            between,
        )
        return (
            one
            if own
            and (
                clause.startswith(("占", "比", "（", "为", "相当于", "达", "完成"))
                or not clause
                or "占" in between
                or share.depth
            )
            else None
        )
    return None


def _share(
    paragraph: Paragraph, part: Mention, share: Mention, lists: Sequence[Enumeration], said: Sequence[Mention]
) -> Iterator[AuditFinding]:
    named = next((one for one in said if one.role is Role.WHOLE and part.at < one.at < share.at), None)
    others = _others(paragraph, part, said)
    if named is not None:
        yield from judged(part, share, Whole(named.quantity, sure=True), [])
        return
    own = next((one for one in lists if part in one.parts), None)
    whole = _whole(paragraph, part, share, own)
    if own is not None and len(own.parts) > 1 and part is own.parts[-1] and fits(_added(own), share.quantity, others):
        return  # A 783件、B 579件、C 562件，占77%: the share of all of them
    if whole is not None:
        sums = [] if own is None else [_added(own)]
        yield from judged(part, share, whole, [*others, *sums])


def _others(paragraph: Paragraph, part: Mention, said: Sequence[Mention]) -> list[Quantity]:
    """All amounts that the share can be of."""
    after = paragraph.behind(part)[:_MOST_BEHIND]
    found = [*paragraph.before, *paragraph.until(part), *said, *after]
    return [one.quantity for one in found if one.quantity.kind is Kind.AMOUNT and one is not part]


def _added(own: Enumeration) -> Quantity:
    """The sum of a list, as an amount."""
    first = own.parts[0].quantity
    value = sum((one.quantity.value for one in own.parts), start=Decimal(0))
    half = sum((one.quantity.half for one in own.parts), start=Decimal(0))
    return Quantity(first.kind, f"{value.normalize():f}{first.unit}", value, half, first.unit)


def _whole(paragraph: Paragraph, part: Mention, share: Mention, own: Enumeration | None) -> Whole | None:
    """The one amount that the share can be of; None where the text leaves it open or it is not in the text."""
    of = _OF.search(share.clause)
    name = of["name"] if of else ""
    if name and not _NAMED_TOTAL.search(name) and not _OWN.search(name):
        return _by_name(paragraph, part, name)
    if named := _by_name(paragraph, part, name) if name else None:
        return named
    if (direct := _directly_among(paragraph, part)) is not None:
        return Whole(direct, sure=True)
    among = own is not None and own.opener.startswith("其中")
    if own is not None and own.wholes and (among or not (name and _OWN.search(name))):
        bigger = [one for one in own.wholes if one.quantity.value > part.quantity.value]
        if bigger:
            return Whole(bigger[-1].quantity, sure=len(bigger) == 1 and own.opener.startswith("其中"))
    if name and _OWN.search(name):
        return None
    if own is not None and len(own.shares) == len(own.parts) > 1 and not own.wholes and _is_all(own):
        return Whole(_added(own), sure=False)
    return _total_before(paragraph, part, named=bool(name))


def _directly_among(paragraph: Paragraph, part: Mention) -> Quantity | None:
    """1144件中78件: the amount of which the words right before a part say that it is among them."""
    before = [one for one in paragraph.said[part.sentence.index] if one.at < part.at]
    if not before or before[-1].quantity.unit != part.quantity.unit or before[-1].quantity.value < part.quantity.value:
        return None
    between = part.sentence.printed(before[-1].at + 1, part.at)
    return (
        before[-1].quantity if re.fullmatch("[^，。；：、]{0,8}(?<![集其])中，?[^，。；：、]{0,20}", between) else None
    )


def _is_all(own: Enumeration) -> bool:
    return 99 <= sum(one.quantity.value for one in own.shares) <= 101


def _by_name(paragraph: Paragraph, part: Mention, name: str) -> Whole | None:
    """The amount that the text called by the name that stands behind 占: 占享乐主义、奢靡之风问题总数的65.9%."""
    core = re.sub("总数|总量|总件数|总额|的|同期|全部|所有|该|数$|量$", "", name)
    if len(core) < 3:
        return None
    found = [
        one
        for one in amounts(paragraph.until(part), part.quantity.unit)
        if core[-12:] in one.sentence.printed(max(one.at - 24, 0), one.at)
    ]
    values = {one.quantity.value for one in found if one.quantity.value >= part.quantity.value}
    return Whole(found[-1].quantity, sure=False) if len(values) == 1 and found[-1].quantity.value in values else None


def _total_before(paragraph: Paragraph, part: Mention, *, named: bool) -> Whole | None:
    """The one total of the nearest sentence that states one, in this paragraph or, of a whole that is named, before it."""
    unit = part.quantity.unit
    earlier = paragraph.until(part)
    groups: list[list[Mention]] = []
    for index in range(part.sentence.index, -1, -1):
        groups.append([one for one in earlier if one.sentence.index == index])
    last = [one for one in paragraph.before if one.sentence.passage is paragraph.before[-1].sentence.passage]
    groups += [last] if not named else [list(paragraph.before)]
    for group in groups:
        wholes = {
            one.quantity.value: one.quantity
            for one in amounts(group, unit)
            if _is_total(one) and one.quantity.value > part.quantity.value and not _is_part(one, earlier)
        }
        if wholes:
            return Whole(next(iter(wholes.values())), sure=False) if len(wholes) == 1 and unit != "个" else None
    return None


def _is_part(one: Mention, said: Sequence[Mention]) -> bool:
    """Whether a share of its own stands right behind an amount: 咨询类共33523件，占47.09%."""
    behind = next((each for each in said if each.key > one.key), None)
    return (
        behind is not None
        and behind.role is Role.SHARE
        and behind.sentence is one.sentence
        and re.fullmatch("[，（]占?比?", behind.sentence.printed(one.at + 1, behind.at)) is not None
    )


def _is_total(one: Mention) -> bool:
    words = one.label + one.tail
    return (bool(re.search(_TOTAL, one.clause)) and not re.search(_NOT_TOTAL, one.label)) or bool(
        re.search("总数|总量", words)
    )


def judged(part: Mention, share: Mention, whole: Whole, others: Sequence[Quantity]) -> Iterator[AuditFinding]:
    """The share, unless it is right of its whole or of one of the other amounts; what the share of a figure is of is no guess."""
    one, stated = part.quantity, share.quantity
    if figures(one, stated) and (figures(whole.amount) or not whole.sure):
        return
    if whole.amount.unit != one.unit or whole.amount.range.low <= 0 or fits(one, stated, (whole.amount, *others)):
        return
    right = (one.range / whole.amount.range).times(100)
    yield finding(
        "audit.share-wrong",
        place_of(share.sentence),
        share.sentence.printed(part.at, share.at + 1),
        stated.printed(one.value / whole.amount.value * 100),
        likely=not whole.sure or stated.nearly(right),
        whole=whole.amount.text,
    )


def fits(part: Quantity, share: Quantity, wholes: Iterable[Quantity]) -> bool:
    """Whether the share is what the part is of one of the amounts, within rounding: that amount lies between two bounds."""
    if share.range.high <= 0:
        return part.value == 0
    low = part.range.low * 100 / share.range.high
    high = part.range.high * 100 / share.range.low if share.range.low > 0 else Decimal("Infinity")
    return any(
        one.unit == part.unit
        and one.value >= part.value
        and one.value + one.half >= low
        and one.value - one.half <= high
        for one in wholes
    )


RELATIONS = (
    Relation("audit.share-wrong", _shares, "受理401件，其中投诉78件，占19.5%。", "受理401件，其中投诉78件，占29.5%。"),
)
