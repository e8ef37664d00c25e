"""Who has the most: 其中乙镇受理量最多, 受理量最大的是…, 增幅最大."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model import AuditFinding
from reportgen.review.text_audit.reading.comparisons import from_to
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.story import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, figures

_MOST = re.compile(
    r"(?:[，；。]?其中[，]?|[，；。])(?P<name>[\u4e00-\u9fff]{2,10}?)(?:的)?(?P<what>[\u4e00-\u9fff]{0,8}?)(?:为|是|均)?(?P<most>最(?P<least>少|低|小|短)|最(?:多|高|大|长)|居首位?|居第一|位居第一|居首)"
)
_BY_NAME = re.compile(
    r"(?:^|[，；。：、])(?:其中)?(?P<name>[\u4e00-\u9fff]{2,10}?)(?:信访|投诉|举报|受理|办件|来件|得分|满意率|办结率|案件)?量?(?:为|是|达到?|共|有)?$"
)
_GROWTH = re.compile("增幅|涨幅|增速|增长率|升幅|上升幅度|增长幅度|提高幅度")
_FALL = re.compile("降幅|减幅|下降幅度")
_BY_HOW_MUCH = re.compile("增量|增加量|增加数|净增|增加最|上升最|增长最")


def _most(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """甲镇199件、乙镇242件，其中乙镇受理量最多: it is the one with the highest value."""
    for number, (sentence, text) in enumerate(zip(paragraph.sentences, paragraph.plain, strict=True)):
        for match in _MOST.finditer(text) if "最" in text or "居" in text else ():
            near = paragraph.said[number] if paragraph.said[number] else paragraph.said[number - 1] if number else ()
            what = match["what"] + match["name"]
            if _GROWTH.search(what) or _FALL.search(what) or _BY_HOW_MUCH.search(what + match["most"]):
                values = _rates(paragraph, number, what)
            else:
                values = _named(near)
            name = next(
                (one for one in values if match["name"].startswith(one) or one.startswith(match["name"][: len(one)])),
                None,
            )
            if name is None or len(values) < 2 or any(one.quantity.figure for one in near):
                continue
            best = (min if match["least"] else max)(values, key=lambda one: values[one])
            if values[best] != values[name]:
                yield finding("audit.extreme-wrong", place_of(sentence), f"{name}{match['most']}", best)


def _named(said: Sequence[Mention]) -> dict[str, Decimal]:
    """The values of a list by the names before them: one kind, one unit."""
    levels = [
        one
        for one in said
        if one.role in (Role.LEVEL, Role.RATE, Role.AVERAGE) and one.quantity.kind in (Kind.AMOUNT, Kind.PERCENT)
    ]
    levels = [
        one
        for one in levels
        if (one.quantity.kind, one.quantity.unit) == (levels[0].quantity.kind, levels[0].quantity.unit)
    ]
    found: dict[str, Decimal] = {}
    for one in levels:
        match = _BY_NAME.search(one.label)
        if match:
            found.setdefault(match["name"], one.quantity.value)
    return found if len(found) == len(levels) else {}


def _rates(paragraph: Paragraph, number: int, what: str) -> dict[str, Decimal]:
    """By name, how much each value has grown; of 由A升至B pairs in a sentence or the one before it."""
    found: dict[str, Decimal] = {}
    for sentence in paragraph.sentences[max(number - 1, 0) : number + 1]:
        for pair in from_to(sentence):
            name = re.search(
                r"(?P<name>[\u4e00-\u9fff]{2,10}?)(?:信访量|投诉量|受理量|办件量)?$",
                re.split("[，；。：]", pair.subject + "")[-1].removesuffix("由").removesuffix("从"),
            )
            if name and pair.then.value > 0 and not figures(pair.then, pair.now):
                change = pair.now.value - pair.then.value
                relative = bool(_GROWTH.search(what) or _FALL.search(what))
                found[name["name"]] = (change / pair.then.value if relative else change) * (
                    -1 if _FALL.search(what) else 1
                )
    return found


_IS_MOST = re.compile(
    r"最(?:(?P<least>少|低|小|短)|多|高|大|长)的[\u4e00-\u9fff]{0,6}?(?:是|为)[\u4e00-\u9fff]{2,10}?[（，]?(?:为|达|有|共)?$"
)


def _is_most(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """受理量最大的是双桥镇（137件），石坪镇（67件）、河口镇（98件）: no other value of the sentence is above it."""
    for said in paragraph.said:
        for one in amounts(said):
            match = _IS_MOST.search(one.sentence.printed(max(one.at - 30, 0), one.at))
            if match is None or one.quantity.figure:
                continue
            others = [
                each
                for each in amounts(said, one.quantity.unit)
                if each.at > one.at and each.depth == one.depth and not each.era
            ]
            others = [each for each in others if not re.search("合计|共|占|总", each.label)]
            worse = [
                each
                for each in others
                if (
                    each.quantity.value < one.quantity.value
                    if match["least"]
                    else each.quantity.value > one.quantity.value
                )
            ]
            if worse and not re.search("其次|第二", one.sentence.skeleton):
                yield finding(
                    "audit.extreme-wrong", place_of(one.sentence), match[0] + one.quantity.text, worse[0].quantity.text
                )


RELATIONS = (
    Relation("audit.extreme-wrong", _most, "甲镇199件、乙镇242件、丙镇67件，其中乙镇受理量最多。", "甲镇199件、乙镇242件、丙镇67件，其中甲镇受理量最多。", words="最|居"),
    Relation("audit.extreme-wrong", _is_most, "受理量最大的是双桥镇（137件），石坪镇（67件）、河口镇（98件）较少。", "受理量最大的是河口镇（98件），石坪镇（67件）、双桥镇（137件）较少。", words="最"),
)  # fmt: skip
