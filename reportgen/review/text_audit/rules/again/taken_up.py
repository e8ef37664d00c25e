"""A number that is taken up again with another value: 全年立案134件。143件案件中，已审结120件; 通报6起案例。从这8起案例看."""

import re
from collections.abc import Iterator, Sequence

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.periods import stretches
from reportgen.review.text_audit.rules.figures.indicators import differs, near, sums_of
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.quantities import figures

_AMONG = lazily("(?P<noun>[\u4e00-\u9fff]{0,6}?)(?:当|之)?(?<![集其])[中里内](?![心学队医小型])")
_THESE = lazily("(?:上述|以上|前述|(?<!由)这|该)$")
_SUBSET = lazily("其中|未|新增|剩余|其余|余下|另|不|同期|[上去前]年|减少|增加|比|较|计划|目标|每")
_AREA = lazily("[全我本][省市县区镇乡村]|[\u4e00-\u9fff]{1,3}[市县区镇乡](?![级直])")
_NOUN = lazily("(?P<noun>[\u4e00-\u9fff]{2,4})")
_ANY = frozenset("个项种类条")
_FEWEST, _LAST = 10, 24
_SHORT = 2


def _taken_up(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """Each number that speaks of what was counted before, against the counts of its unit that stand before it."""
    for one in amounts(paragraph.mentions):
        these = _THESE.search(one.label) is not None
        among = _AMONG.match(one.tail)
        if not (these or among) or one.depth or one.quantity.half or _SUBSET.search(one.label):
            continue
        earlier = [
            each
            for each in amounts([*paragraph.before[-_LAST:], *paragraph.until(one)])
            if each.sentence is not one.sentence and _unit(each) == _unit(one) and each.role is Role.LEVEL
        ]
        if any(each.quantity.value == one.quantity.value for each in earlier) or sums_of(one, earlier):
            continue
        told = _of_these(one, earlier) if these else _meant(one, among["noun"] if among else "", earlier)
        if told is not None and not figures(one.quantity, told.quantity) and not _elsewhere(one, told):
            yield differs(one, told.label[-_SURE:], told)


_SURE = 8


def _unit(one: Mention) -> str:
    return "人" if one.quantity.unit in {"名", "位"} else one.quantity.unit


def _of_these(one: Mention, earlier: Sequence[Mention]) -> Mention | None:
    """The only count of the sentences right before that has the unit, and, where that counts anything at all, the noun."""
    last = earlier[-1] if earlier else None
    if last is None or last.depth or last.quantity.half or last.era or _SUBSET.search(last.label):
        return None
    noun = _NOUN.match(one.tail)
    if last.quantity.unit in _ANY and (noun is None or noun["noun"][:_SHORT] not in last.label + last.tail[:_SURE]):
        return None  # 车位236个……上述三个楼盘
    return last if len({each.quantity.value for each in earlier if each.sentence is last.sentence}) == 1 else None


def _meant(one: Mention, noun: str, earlier: Sequence[Mention]) -> Mention | None:
    """The count that can be the same with a digit mistyped, and is called by one of the same words."""
    if one.quantity.value < _FEWEST:
        return None
    for each in reversed(earlier):
        if each.depth or each.era or each.quantity.half or _SUBSET.search(each.label):
            continue
        turned = sorted(each.quantity.text) == sorted(one.quantity.text)
        close = near(one, each) or _one_digit(one, each)
        if (turned and _one_word(noun, each)) or (close and _named(one, noun, each)):
            return each
    return None


def _one_digit(one: Mention, other: Mention) -> bool:
    mine, its = str(one.quantity.value), str(other.quantity.value)
    return len(mine) == len(its) > 1 and sum(a != b for a, b in zip(mine, its, strict=True)) == 1


def _named(one: Mention, noun: str, each: Mention) -> bool:
    """Whether two counts have a noun, or the verb of what was done with them, in common."""
    said = each.label + each.tail[:_SURE]
    verb = re.search("(?P<verb>[\u4e00-\u9fff]{2})(?:出|到)?的$", one.label)
    return (len(noun) >= _SHORT and noun[-_SHORT:] in said) or (verb is not None and verb["verb"] in said)


def _one_word(noun: str, each: Mention) -> bool:
    """Whether a noun has a character in common with what was counted: 案件 and 立案."""
    return not noun or any(char in each.label[-_SURE:] + each.tail[:_SURE] for char in noun)


def _elsewhere(one: Mention, told: Mention) -> bool:
    """Whether the two are of other times or other places."""
    heads = [re.split("[。；]", each.sentence.printed(0, each.at))[-1] for each in (one, told)]
    times = [{each.months for each in stretches(head)} for head in heads]
    places = [set(_AREA.findall(head)) for head in heads]
    return any(a and b and not a & b for a, b in (times, places))


_KNOWN = 4  # characters at the end of a name by which it is known again
_STILL = lazily("(?:仍然?|依然|还)(?:为|是)|保持(?:为|在)$")


def _still(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """享受低保的96户；享受低保的仍为86户: what has not changed has the value that it had."""
    for one in amounts(paragraph.mentions):
        match = _STILL.search(one.label)
        name = one.label[: match.start()].strip("的")[-_KNOWN:] if match else ""
        if match is None or len(name) < _SHORT or one.depth:
            continue
        earlier = [
            each
            for each in amounts([*paragraph.before[-_LAST:], *paragraph.until(one)], one.quantity.unit)
            if each.label.rstrip("的为是有共").endswith(name) or (each.label + each.tail).endswith(name)
        ]
        values = {each.quantity.value for each in earlier}
        if len(values) == 1 and one.quantity.value not in values and not figures(one.quantity, earlier[-1].quantity):
            yield differs(one, name, earlier[-1])


RELATIONS = (
    Relation(
        "audit.value-differs",
        _still,
        "全镇享受低保的96户；年末享受低保的仍为96户。",
        "全镇享受低保的96户；年末享受低保的仍为86户。",
        words="仍|依然|还是|还为|保持",
    ),
    Relation(
        "audit.value-differs",
        _taken_up,
        "全年立案143件。143件案件中，已审结120件。",
        "全年立案134件。143件案件中，已审结120件。",
        words="中|里|内|这|上述|以上|前述|该",
        more=(
            ("会议通报案例6起。从这6起案例看，主要是纪律松弛。", "会议通报案例6起。从这8起案例看，主要是纪律松弛。"),
            (
                "本次共抽查单位36家。抽查的36家单位中，存在问题的9家。",
                "本次共抽查单位36家。抽查的38家单位中，存在问题的9家。",
            ),
        ),
    ),
)
