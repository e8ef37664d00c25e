"""One thing told twice in the same words: 全年共查处67起…总的看，全年查处76起; what a sentence says of the table below it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.figures.indicators import differs
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.quantities import Kind, figures

_FILLER = lazily(
    "总的?来?[看说]|总体[上来]?看?|综上(?:所述)?|截至目前|据统计|经统计|经梳理|虽然|尽管|但|共计?|累计|已|的|了|为|是|有|达到?|在|，|、"
)
_TIMED = lazily(
    "^(?:全[县市区]|全季|20\\d\\d年|今年|本年度?|全年|[上下]半年|[一二三四]季度|前三季度|本季度|本[月期次轮]|此次|这次|\\d{1,2}月份?|\\d{1,2}[—–\\-－~～至到]\\d{1,2}月)+"
)
_WHOLE = lazily("^(?:20\\d\\d年|今年|全年|本年度?|本季度|全季|第?[一二三四]季度)?(?:全[县市区])?")
_VERB = lazily(
    "受理|接收|收到|接到|登记|查处|立案|办理|办结|发现|排查|检查|走访|整改|化解|处理|追缴|培训|召开|开展|回访|督办|交办|接待|问责|通报|曝光"
)
_OTHER = lazily("其中|同期|[上去]年|上[月季期]|新增|减少|增加|比|较|每|均|由|从|至|余|另|约|目标|计划|力争")
_EARLY = 40  # characters of a sentence that speaks of what was told
_EXCHANGED = Decimal("0.09")  # what two numbers of the same digits are apart by, or a multiple of it
_TAKES_UP = lazily("^(?:要|须|继续)?(?:对|将|把|围绕|聚焦|上述|这|全部|剩余|剩下)的?$")
_NOUN = lazily("[\u4e00-\u9fff]{4,8}?(?=逐|要|均|都|已|中|，|。|进行|开展|落实|全部)")
_BARE = lazily("(?:共|为|有|达|计|仍有|尚有)+$")
_LONGEST_NOUN, _PAIR = 8, 2
_LEAST = 6  # characters of a name that cannot be of two things
_RATE = lazily("(?:群众|总体|综合)?(?P<name>[\u4e00-\u9fff]{2,5}?[率度])")


def _again(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """Each number against the first one before it that has its name, where digits were exchanged."""
    for one in paragraph.mentions:
        if one.at > _EARLY or one.depth or not (one.role is Role.RATE or _VERB.search(one.label)):
            continue
        name, unit, text = _name(one), one.quantity.unit, one.quantity.text
        if not name:
            continue
        digits = sorted(text)
        said = [each for each in (*paragraph.before, *paragraph.until(one)) if each.quantity.unit == unit]
        apart = [each for each in said if (gap := each.quantity.value - one.quantity.value) and not gap % _EXCHANGED]
        alike = [each for each in apart if sorted(each.quantity.text) == digits]
        earlier = next((each for each in alike if each.sentence is not one.sentence and _name(each) == name), None)
        if earlier is not None and not figures(one.quantity, earlier.quantity):
            yield differs(one, name, earlier)


def _behind(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """未化解积案27件；对37件未化解积案: the noun behind a number that takes up what was told before it."""
    for one in amounts(paragraph.mentions):
        match = _NOUN.match(one.tail) if _TAKES_UP.search(one.label) else None
        if match is None or one.depth or one.quantity.figure:
            continue
        earlier = [
            each
            for each in amounts([*paragraph.before, *paragraph.until(one)], one.quantity.unit)
            if each.sentence is not one.sentence and not each.depth and not _OTHER.search(each.label)
        ]
        same = [each for each in earlier if _BARE.sub("", each.label).endswith(match[0][:_LONGEST_NOUN])]
        if len({each.quantity.value for each in same}) == 1 and _mistyped(one, same[0]):
            yield differs(one, match[0], same[0])


def _mistyped(one: Mention, other: Mention) -> bool:
    """Whether the two values differ in one digit, or in the order of two."""
    mine, its = one.quantity.text, other.quantity.text
    apart = sum(a != b for a, b in zip(mine, its, strict=False))
    return len(mine) == len(its) and (apart == 1 or (apart == _PAIR and sorted(mine) == sorted(its)))


def _name(one: Mention) -> str:
    """What a number at the beginning of its sentence is called, with its time; "" where that can be of several things."""
    if _OTHER.search(one.label):
        return ""
    head = _FILLER.sub("", one.sentence.printed(max(one.at - 60, 0), one.at))
    if one.quantity.kind is Kind.PERCENT and one.role is Role.RATE:
        match = _RATE.fullmatch(head)
        return match["name"] if match else ""
    if one.quantity.kind is not Kind.AMOUNT or one.role is not Role.LEVEL:
        return ""
    timed = _TIMED.match(head)
    words = head[timed.end() :] if timed else ""
    plain = _VERB.match(words) and re.fullmatch("[\u4e00-\u9fff]+", words)
    return _WHOLE.sub("", head) if plain and len(head) >= _LEAST else ""


RELATIONS = (
    Relation("audit.value-differs", _behind, "全县未化解积案27件。下一步，要对27件未化解积案逐件包案。", "全县未化解积案27件。下一步，要对37件未化解积案逐件包案。", words="对|将|把|围绕|聚焦|上述|这|全部|剩"),
    Relation("audit.value-differs", _again, "全年共查处作风问题67起。总的看，全年查处作风问题67起。", "全年共查处作风问题67起。总的看，全年查处作风问题76起。", more=(("群众满意率为93.4%。虽然满意率达到93.4%，仍有差距。", "群众满意率为93.4%。虽然满意率达到94.3%，仍有差距。"),)),
)  # fmt: skip
