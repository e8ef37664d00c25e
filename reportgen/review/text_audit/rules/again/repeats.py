"""One thing told twice with two values: 辖186个行政村 and 全部168个行政村; 满意率为96.2% and 96.5%的满意率; 月末在办74件, 结转的64件."""

import re
from collections.abc import Iterator, Sequence

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.figures.indicators import differs, near
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.quantities import Kind, figures

_ALL_OF = lazily("(?:全部|所有|上述|以上|这|全[县市区州省镇乡]|我[县市区])(?:的|共)?$")
_TOLD = lazily("(?:共|为|有|达|计)+$")
_EVERY = lazily("[\u4e00-\u9fff]{2,6}?(?:全部|全覆盖|均已|都已|均[实建]|一律)")
_OF_THESE = lazily("[\u4e00-\u9fff]{2,6}?(?<![集其])中(?![心学队])")
_HAS = lazily("(?:^共|登记注册|注册|在册|现辖|下辖|辖|共有|现有|设有|共辖|全[县市区州省镇乡]|我[县市区])(?:的|共|有)?$")
_OTHER = lazily("其中|同期|[上去]年|新增|减少|增加|原有|撤并|剩余|其余|另|每|比|较|由|从|至")
_NOUN = 4
_NAME_BEHIND = lazily(r"(?:的)?([\u4e00-\u9fff]{2,4}?(?=中|里|全部|均|都)|[\u4e00-\u9fff]{2,4})")
_FEWEST = 10


def _all_of(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """辖186个行政村; 全部168个行政村: all of one kind of thing have one number."""
    for one in amounts(paragraph.mentions):
        noun = _noun(one)
        if (
            not noun
            or not (
                _ALL_OF.search(one.label)
                or _EVERY.match(one.tail)
                or (not one.label.strip("…") and _OF_THESE.match(one.tail))
            )
            or one.quantity.value < _FEWEST
        ):
            continue
        earlier = amounts([*paragraph.before, *paragraph.until(one)], one.quantity.unit)
        same = [each for each in earlier if _of_noun(each, noun)]
        if any(each.quantity.value == one.quantity.value for each in earlier):
            continue
        told = [
            each
            for each in same
            if (_HAS.search(each.label.replace(noun, "").replace(noun[:3], "")) or _ALL_OF.search(each.label))
            and not _OTHER.search(each.label)
        ]
        if told and near(one, told[-1]) and not figures(one.quantity, told[-1].quantity):
            yield differs(one, noun, told[-1])


def _of_noun(each: Mention, noun: str) -> bool:
    """Whether an amount counts what a noun names: 186个行政村, 行政村186个."""
    other = _noun(each)
    return bool(other and (noun.startswith(other) or other.startswith(noun))) or _TOLD.sub("", each.label).endswith(
        noun[:3]
    )


def _noun(one: Mention) -> str:
    match = _NAME_BEHIND.match(one.tail)
    return match[1][:_NOUN] if match else ""


_RATE_BEHIND = lazily(r"的(?P<name>[\u4e00-\u9fff]{2,8}?[率度])")
_FILLER = lazily(
    "(?:为|是|达到?了?|在|仅|高|保持|稳定|约|以|综上|总体看?|综合来?看|总的来说|这|一|的|了|我[县市区局]|，|、)"
)


_POINTING = "上述"


def _rate_twice(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """本季度群众满意率为96.2%; 本季度96.5%的群众满意率: the same name, of the same time."""
    if not any(map(_called, paragraph.mentions)):
        return
    known = [one for one in paragraph.before if _called(one)]
    for one in paragraph.mentions:
        name = _called(one)
        if not name:
            continue
        pointing = name.startswith(_POINTING)
        core = name.removeprefix(_POINTING)
        earlier = next(
            (each for each in reversed(known) if (_called(each).endswith(core) if pointing else _called(each) == name)),
            None,
        )
        known.append(one)
        apart = earlier is not None and one.quantity.range.apart(earlier.quantity.range) > 0
        if earlier is not None and apart and near(one, earlier) and not figures(one.quantity, earlier.quantity):
            yield differs(one, name[-8:], earlier)


def _called(one: Mention) -> str:
    """The full name of a rate with its time, without words that say nothing; "" where it is no plain rate of a named time or area."""
    if (
        one.quantity.kind is not Kind.PERCENT
        or one.depth
        or one.role in (Role.CHANGE, Role.BASE, Role.SHARE)
        or one.era
    ):
        return ""
    behind = _RATE_BEHIND.match(one.tail) if one.tail.startswith("的") else None
    if behind is None and one.role is not Role.RATE:
        return ""
    words = _FILLER.sub("", (one.label if behind is None else one.label + behind["name"]).strip("…—"))
    named = re.match(
        r"上述|(?:\d{4}年)?(?:本[年月期季]度?|本季度|全年|今年|当前|目前|[上下]半年|[一二三四]季度|全[县市区州省]|综合|总体|整体|\d{1,2}月份?|前[一二三]?[\d一二三四五六七八九十]个?(?:月|季度))",
        words,
    )
    return words if named and not _OTHER.search(words.replace("上半年", "")) else ""


_LEFT_OVER = lazily(
    r"(?P<when>\d{1,2}月[末底初]|(?:\d{4}|当|本|上)?[年季月期][末底初]|上[年季月期]度?)(?:[^，。；]{0,10}?)(?:在办|未办结|未结|结存|剩余|结余|待办|存量|结转)[^，。；]{0,4}$"
)


def _carried(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """8月末在办74件；8月末结转的64件: what is left at one time is what is carried over from it."""
    known: list[tuple[str, Mention]] = []
    for one in [*paragraph.before[-24:], *paragraph.mentions]:
        if one.quantity.kind is not Kind.AMOUNT:
            continue
        match = (
            _LEFT_OVER.search(one.clause if "，" not in one.clause else one.label)
            if one.quantity.kind is Kind.AMOUNT
            else None
        )
        lead = _lead(one)
        when = match["when"] if match else lead
        if not when:
            continue
        when = _month_end(one, when.replace("底", "末"))
        earlier = next(
            (each for name, each in reversed(known) if name == when and each.quantity.unit == one.quantity.unit), None
        )
        known.append((when, one))
        here = one.sentence.passage is paragraph.passage
        if (
            earlier
            and here
            and one.quantity.value != earlier.quantity.value
            and not figures(one.quantity, earlier.quantity)
        ):
            yield differs(one, when, earlier)


def _month_end(one: Mention, when: str) -> str:
    """月末 with the month that was named last before it, and 10月初 as the end of September."""
    if when in {"月末", "月初"}:
        months = re.findall(r"(?<!\d)(\d{1,2})月(?!末)", one.sentence.printed(0, one.at))
        when = f"{months[-1]}{when}" if months else when
    first = re.fullmatch(r"(\d+)月初", when)
    return f"{(int(first[1]) - 2) % 12 + 1}月末" if first else when


def _lead(one: Mention) -> str:
    """8月末，平台在办工单74件: the time stands at the beginning of the sentence."""
    head = one.sentence.printed(0, one.at)
    match = re.match(
        r"(?P<when>\d{1,2}月[末底])，[^，。；\d]*(?:在办|未办结|未结|结存|剩余|待办)[^，。；\d]{0,4}$", head
    )
    return match["when"] if match else ""


_TITLED = lazily(
    r"(?P<verb>受理|接收|收到|接到|登记|查处|立案|办理)[^，。；\d]{0,8}(?:诉求|来信|来访|投诉|举报|信访件|信访事项|工单|案件|问题|事项|来电)?$"
)
_SPAN = lazily(r"(?:全年|本[年月期季]度?|本季度|今年|[上下]半年|[一二三四]季度|\d{1,2}月份?|\d{4}年)")


_VERBS = "受理|接收|收到|接到|登记|查处|立案|办理"
_BACK = lazily(f"(?P<verb>{_VERBS})(?:审查)?(?:的|出的|到的)$")
_AMONG = lazily(f"(?P<verb>{_VERBS})[^，。；]{{0,10}}?(?<![集其])中")


def _count_behind(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """全年受理的2381件诉求: the number that the text gave before for what it received, if the two can be one mistyped."""
    for one in amounts(paragraph.mentions):
        match = _BACK.search(one.label) or _AMONG.match(one.tail)
        if match is None or one.quantity.value < _FEWEST:
            continue
        earlier = amounts([*paragraph.before, *paragraph.until(one)], one.quantity.unit)
        if any(each.quantity.value == one.quantity.value for each in earlier):
            continue
        told = [
            each
            for each in earlier
            if (was := _TITLED.search(each.label)) and was["verb"] == match["verb"] and _open(each)
        ]
        if told and near(one, told[0]) and _same_span(one, told[0]) and not figures(one.quantity, told[0].quantity):
            yield differs(one, match["verb"], told[0])


def _open(each: Mention) -> bool:
    return (
        each.role is Role.LEVEL and not each.depth and not _OTHER.search(each.label.replace("自", "")) and not each.era
    )


def _same_span(one: Mention, other: Mention) -> bool:
    spans: Sequence[str] = [_SPAN.sub("", "") or "".join(_SPAN.findall(each.clause)[-1:]) for each in (one, other)]
    year = {"全年", "今年", "本年", "本年度", ""}
    return spans[0] == spans[1] or "" in spans or (spans[0] in year and (spans[1] in year or spans[1].endswith("年")))


RELATIONS = (
    Relation("audit.value-differs", _all_of, "我县现辖186个行政村。下一步，在全部186个行政村推行代办。", "我县现辖186个行政村。下一步，在全部168个行政村推行代办。", words="全|所有|上述|以上|这|我|均|都|一律|中"),
    Relation("audit.value-differs", _rate_twice, "本季度群众满意率为96.2%。综上，本季度96.2%的群众满意率来之不易。", "本季度群众满意率为96.2%。综上，本季度96.5%的群众满意率来之不易。", words="[率度][^。]{0,8}[0-9]|%的"),
    Relation("audit.value-differs", _carried, "8月末，平台在办工单74件。9月新受理530件，加上8月末结转的74件，应办总量为604件。", "8月末，平台在办工单74件。9月新受理530件，加上8月末结转的64件，应办总量为594件。", words="在办|未办结|未结|结存|剩余|结余|待办|存量|结转"),
    Relation("audit.value-differs", _count_behind, "全年受理诉求2318件。面对全年受理的2318件诉求，部分单位推诿。", "全年受理诉求2318件。面对全年受理的2381件诉求，部分单位推诿。", words="(?:受理|接收|收到|接到|登记|查处|立案|办理)"),
)  # fmt: skip
