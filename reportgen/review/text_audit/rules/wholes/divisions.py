"""Wholes that a text divides without saying 其中: 派发4027张. 住建领走1318张，…，剩下的1082张; 14个、23个、37个，74个点位都."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.words import MANY, OPEN
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.rules.wholes.parts import report, turned
from reportgen.review.text_audit.texts.quantities import Range, figures

_REST = lazily("^(?:其余|其他|其它|剩余|剩下|余下|另有|另外|还有|尚有|还剩|未|尚未|仍未|无效)")
_RUNNING = lazily("同期|[上去]年|上[月季期]|同比|环比|比|较|累计|截至|增|减|平均|每|均(?!为)|由|从|达到|提高|降")
_TOTAL = lazily("(?<!公)共(?![享同产青])|合计|总|全[县市区州镇]|发出|发放|派发|接到|收到|受理|交办|登记|查处|排查|检查")
_TOTAL_OF = lazily("(?<!公)共(?![享同产青])|合计|总计")
_AMONG = lazily("^[^，。；：]{0,14}(?:里|中|当中|内)(?=，|$)")
_EVERY = lazily("^(?P<noun>[\u4e00-\u9fff]{1,6}?)(?:均|都|全部|悉数|无一|逐一|一一|已全部|皆)")
_PLACES = {"家", "个", "所", "处", "座"}
_UNCLEAR = lazily(f"{MANY}|{OPEN}|其中|涉及|含|结转|旧存|上期|存量|[期季月]初|上年|去年|往年|历年")
_FEWEST = 2
_LARGEST = 9  # parts of one whole
_OFF = Decimal("0.25")  # so far may the sum be from a whole that is meant


def _total(parts: Sequence[Mention]) -> Range:
    first, *rest = (one.quantity.range for one in parts)
    return sum(rest, start=first)


def _divided(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """A whole, and behind it the parts to the end of the sentence, the last of which is called the rest."""
    for number, said in enumerate(paragraph.said):
        if len(said) < _FEWEST:
            continue
        levels = [one for one in amounts(said) if not one.depth]
        if len(levels) < _FEWEST or _unclear(paragraph.sentences[number].skeleton):
            continue
        whole = levels[0]
        if len(levels) > 2 and _is_whole(whole):
            yield from _judged(paragraph, whole, levels[1:])
        elif number and (before := _only(paragraph.said[number - 1], whole)) is not None:
            yield from _judged(paragraph, before, levels)


def _unclear(skeleton: str) -> bool:
    return _UNCLEAR.search(skeleton) is not None


def _is_whole(whole: Mention) -> bool:
    return bool(
        _TOTAL.search(whole.clause) or _AMONG.search(whole.tail) or whole.label.endswith("的")
    ) and not _RUNNING.search(whole.label)


def _only(said: Sequence[Mention], part: Mention) -> Mention | None:
    """The one number of a sentence, if it is a total of what the parts behind it count."""
    plain = len(said) == 1 and said[0].role is Role.LEVEL and said[0].quantity.unit == part.quantity.unit
    return said[0] if plain and _is_whole(said[0]) else None


def _judged(paragraph: Paragraph, whole: Mention, parts: Sequence[Mention]) -> Iterator[AuditFinding]:
    units = {one.quantity.unit for one in (whole, *parts)}
    largest = max(one.quantity.value for one in parts)
    if len(units) > 1 or len(parts) > _LARGEST or whole.quantity.value <= largest:
        return
    if any(_RUNNING.search(one.label) or _TOTAL_OF.search(one.label) for one in parts) or figures(
        *(one.quantity for one in (whole, *parts))
    ):
        return
    closed = _REST.search(parts[-1].label) is not None and len(parts) > 1
    if not closed and not (len(parts) > 2 and turned(whole, parts)):
        return
    if _some_sum(whole, parts) or _total(parts).apart(whole.quantity.range) > _OFF * whole.quantity.value:
        return
    earlier = amounts([*paragraph.before, *paragraph.until(parts[0])], whole.quantity.unit)
    if not any(one.quantity.holds(_total(parts)) for one in earlier):
        yield report(parts[-1].sentence, parts, whole.quantity, likely=True)


def _some_sum(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether some of the parts, the last among them, make the whole: the others are parts of parts."""
    *others, last = (one.quantity.range for one in parts)
    sums = [last]
    for one in others:
        sums += [each + one for each in sums]
    return any(whole.quantity.holds(each) for each in sums)


def _taken_up(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """14个、23个、37个，74个点位无一遗漏: the number that takes up a list is its sum."""
    for said in paragraph.said:
        levels = [one for one in amounts(said) if not one.depth] if len(said) > _FEWEST else []
        for at, total in enumerate(levels):
            if at < 2 or total.label not in {"", "这", "上述", "以上"} or not _EVERY.match(total.tail):
                continue
            parts = _list_before(levels[:at], total)
            if len(parts) < 2 or figures(total.quantity, *(one.quantity for one in parts)):
                continue
            near = _total(parts).apart(total.quantity.range) <= _OFF * total.quantity.value
            sums = [_total(parts[start:]) for start in range(len(parts))]
            if near and not any(
                total.quantity.holds(one) for one in (*sums, *(one.quantity.range for one in levels[:at]))
            ):
                yield report(total.sentence, parts, total.quantity, likely=True)


def _list_before(levels: Sequence[Mention], total: Mention) -> list[Mention]:
    """The parts right before a total, parted by 、: of its unit, or all places of some kind where it counts 家 or 个."""
    parts: list[Mention] = []
    end = total.at
    skeleton = total.sentence.skeleton
    for one in reversed(levels):
        between = skeleton[one.at + 1 : end]
        edge = "[，。]" if not parts else "[、和及]"
        alike = one.quantity.unit == total.quantity.unit or {one.quantity.unit, total.quantity.unit} <= _PLACES
        if not alike or not re.fullmatch(rf"[^，。；、]{{0,10}}{edge}(?:以及)?[^，。；、]{{0,14}}", between):
            break
        parts.insert(0, one)
        end = one.at
    return parts


RELATIONS = (
    Relation(
        "audit.sum-wrong",
        _divided,
        "三季度派发工单4027张。住建领走1318张，公安986张，人社641张，剩下的1082张由其他单位承办。",
        "三季度派发工单4027张。住建领走1318张，公安986张，人社614张，剩下的1082张由其他单位承办。",
    ),
    Relation(
        "audit.sum-wrong",
        _taken_up,
        "走进便民中心14个、部门窗口23个、村级站点37个，74个点位无一遗漏。",
        "走进便民中心14个、部门窗口23个、村级站点37个，71个点位无一遗漏。",
        words="均|都|全部|悉数|无一|逐一|一一|皆",
    ),
)
