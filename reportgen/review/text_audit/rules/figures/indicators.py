"""The same thing with two values: 受理2804件 in one place, 在受理的2806件中 in another; 检查13个单位 and 14个被检查单位; 满意率 twice."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.periods import stretches
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, figures

_VERB = "受理|接收|收到|接到|登记|抽查|检查|检测|走访|调查|排查|查处|立案|处分|办理|征集|回访|培训|督查|核查|巡查|处置|开展|办结|发现|查出|反馈|通报|交办"
_OTHER_TIME = lazily(
    "同期|去年|上年|前年|上季|上月|上期|上半年|下半年|累计|截至|历年|年均|此前|预计|计划|目标|力争|达到(?:或|及)|由|从|至|到(?!位|底|达)|比|较|与|超过|其中|每|约|中$|另|新增"
)
_BACK = lazily(
    rf"(?:^|[，。；：])(?:在|对|从|上述|这|以上|前述|该|针对|围绕)(?:全年|本次|此次|这次|本轮|此轮|本月|本季度|上半年|今年|期间|共|所)?(?:(?P<verb>{_VERB})(?:出|到)?的?)?$|^被?(?P<verb2>{_VERB})(?:出|到)?的$"
)
_TOTAL = lazily(
    rf"(?:^|[，。；：占、])(?:全部|本季度|本月|全年|今年)?(?P<name>{_VERB}|来信|信访|投诉|举报|工单)总[数量](?:为|是|共|的)?$"
)
_RECEIVED = lazily(rf"(?:全[县市区省州]|本[县市区])[^，。；]{{0,12}}?共(?P<name>{_VERB})[^，。；]{{0,16}}?$")
_RATE = lazily(
    r"(?:总体|全[县市区省州]|整体|综合)(?:的)?(?:群众)?(?P<name>满意率|满意度|办结率|按期办结率|属实率|答复率|回访率)(?:为|是|达到?)?$"
)
_POINTS = lazily("(?:本|此|这)[次轮批]|上述|以上|前述|针对")
_PASSIVE = lazily(rf"(?:个|家|名|户|处|条|件)被(?P<verb>{_VERB})")
_TIMES = lazily(r"20\d\d年|[一二三四]季度|\d{1,2}月份?")
_FEWEST = 10  # fewer are counted anew
_CLOSE = Decimal("0.05")  # two values of one thing are near each other when a digit was mistyped


def _called(one: Mention) -> str:
    """The name under which a mention states a total or an overall rate; "" where it does not."""
    if one.quantity.kind is Kind.PERCENT:
        match = _RATE.search(one.clause)
        return match["name"] if match and not _OTHER_TIME.search(one.clause) else ""
    for pattern in (_TOTAL, _RECEIVED):
        match = pattern.search(one.clause)
        if match and not _OTHER_TIME.search(one.clause) and not (one.stretch and "共" not in one.clause):
            return f"{match['name']}总数"
    return ""


def _again(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """Each total and overall rate against the same one before it."""
    known = [*paragraph.before, *paragraph.mentions]
    start = len(paragraph.before)
    for at, one in enumerate(known[start:], start):
        name = _called(one)
        if not name:
            continue
        earlier = next(
            (
                each
                for each in known[max(at - 120, 0) : at]
                if _called(each) == name and each.quantity.unit == one.quantity.unit
            ),
            None,
        )
        if earlier is not None and (_other_times(one, earlier) or _other_things(one, earlier)):
            continue
        if (
            earlier is not None
            and one.quantity.range.apart(earlier.quantity.range) > 0
            and not figures(one.quantity, earlier.quantity)
        ):
            yield differs(one, name, earlier)


def _other_times(one: Mention, other: Mention) -> bool:
    """Whether the two sentences speak of different months."""
    times = [{each.months for each in stretches(mention.sentence.printed(0, mention.at))} for mention in (one, other)]
    return bool(times[0] and times[1] and not times[0] & times[1])


def _other_things(one: Mention, other: Mention) -> bool:
    """Whether what was received is called by different words: 共受理问题线索 and 共受理诉求."""
    first, second = (re.sub(rf".*?(?:{_VERB})|总[数量]|[为是的共]", "", mention.clause) for mention in (one, other))
    pieces = {first[at : at + 2] for at in range(len(first) - 1)}
    return len(first) > 1 and len(second) > 1 and not any(piece in second for piece in pieces)


_ON_TOP = lazily(
    r"在(?:今年|本年|本季度|目前|现有|当前|去年|上年)?(?:全[县市区])?(?:的)?(?P<name>[\u4e00-\u9fff]{2,8}[率度])$"
)


def _built_on(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """力争在今年满意率93.22%的基础上再提升: the rate that the text gave before."""
    for one in paragraph.mentions:
        match = _ON_TOP.search(one.clause) if one.tail.startswith("的基础上") else None
        if match is None:
            continue
        name = match["name"][-3:]
        earlier = [
            each
            for each in [*paragraph.before, *paragraph.until(one)]
            if each.role is Role.RATE and each.name.endswith(name) and not each.era
        ]
        values = {each.quantity.value for each in earlier}
        if len(values) == 1 and one.quantity.value not in values and not figures(one.quantity, earlier[0].quantity):
            yield differs(one, match["name"], earlier[0])


def differs(one: Mention, name: str, earlier: Mention) -> AuditFinding:
    """What is said of a thing that the text has told with another value before."""
    return finding(
        "audit.value-differs", place_of(one.sentence), f"{name}{one.quantity.text}", f"{name}{earlier.quantity.text}"
    )


def _spoken_of(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """在全年受理的2806件中, 14个被抽查单位: the number that was stated before, and no other."""
    for one in amounts(paragraph.mentions):
        words = _reference(one)
        if not words or one.quantity.value < _FEWEST or one.quantity.figure:
            continue
        earlier = [*paragraph.before, *paragraph.until(one)]
        levels = [each for each in amounts(earlier, one.quantity.unit) if each.role is Role.LEVEL]
        if not levels or any(each.quantity.value == one.quantity.value for each in earlier):
            continue
        same = [
            each for each in levels if _of_it(words, each) and not _OTHER_TIME.search(each.label.replace("累计", ""))
        ]
        close = [each for each in same if near(one, each)]
        if close and not _sums(one, levels) and not figures(one.quantity, close[-1].quantity):
            yield differs(one, close[-1].label[-8:], close[-1])


def _reference(one: Mention) -> set[str]:
    """The words by which a mention speaks of what was counted before; none where it counts for the first time."""
    passive = _PASSIVE.match(one.quantity.unit + one.tail) if one.quantity.unit else None
    if passive:
        return {passive["verb"]}
    match = _BACK.search(_TIMES.sub("", one.clause))
    if match is None or not (re.search("中|里|看|内", one.tail) or _POINTS.search(one.clause)):
        return set()
    if verb := match["verb"] or match["verb2"]:
        return {verb}
    noun = re.sub("[的中里看内容]|问题类型|来源|渠道", "", one.tail)
    return {noun[at : at + 2] for at in range(len(noun) - 1)}


def _of_it(words: set[str], other: Mention) -> bool:
    said = other.clause[-24:] + other.tail
    return any(word in said for word in words)


def near(one: Mention, other: Mention) -> bool:
    """Whether one value can be the other mistyped: within a twentieth, or one apart."""
    gap = abs(one.quantity.value - other.quantity.value)
    turned = sorted(one.quantity.text) == sorted(other.quantity.text)  # 68 for 86
    return turned or gap <= max(_CLOSE * other.quantity.value, Decimal(1))


def _sums(one: Mention, earlier: Sequence[Mention]) -> bool:
    """Whether the value is that of two or three neighbours together."""
    values = [each.quantity.value for each in earlier[-12:]]
    return any(
        sum(values[start : start + size]) == one.quantity.value
        for size in (2, 3, 4)
        for start in range(len(values) - size + 1)
    )


_ALL_OF_IT = lazily("全[市县省区州]|各级|全系统")
_OWN_LEVEL = lazily("本级|机关|直属|[市县区]直")


def _levels_of_offices(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """全市立案2714件，市本级立案54件: an office of the whole has no more than the whole."""
    known = amounts(paragraph.mentions)
    for one in known:
        own = re.split("[，。；]", one.sentence.printed(max(one.at - 40, 0), one.at))[-1]
        if not _OWN_LEVEL.search(own) or _ALL_OF_IT.search(own):
            continue
        verb = re.findall(_VERB, own)
        wholes = [
            each
            for each in known
            if (each is not one and each.sentence is one.sentence) or each.key < one.key
            if each.quantity.unit == one.quantity.unit
            and _ALL_OF_IT.search(each.clause)
            and verb
            and verb[-1] in each.clause
        ]
        if (
            wholes
            and wholes[-1].quantity.range.high < one.quantity.range.low
            and not figures(one.quantity, wholes[-1].quantity)
        ):
            yield finding("audit.part-over-whole", place_of(one.sentence), one.quantity.text, wholes[-1].quantity.text)


RELATIONS = (
    Relation("audit.value-differs", _built_on, "今年满意率为93.22%。力争在今年满意率93.22%的基础上再提升0.5个百分点。", "今年满意率为93.22%。力争在今年满意率92.32%的基础上再提升0.5个百分点。", words="基础上"),
    Relation("audit.part-over-whole", _levels_of_offices, "全市共立案2714件，处分2584人；市本级立案54件，处分50人。", "全市共立案714件，处分584人；市本级立案754件，处分50人。", words="本级|机关|直属|[市县区]直"),
    Relation("audit.value-differs", _again, "全县群众满意率为95.1%。总体看，全县满意率95.1%。", "全县群众满意率为95.1%。总体看，全县满意率93.4%。", words="总|共|全|整体|综合"),
    Relation("audit.value-differs", _spoken_of, "全年受理信访事项2804件。在全年受理的2804件信访事项中，城建类最多。", "全年受理信访事项2804件。在全年受理的2806件信访事项中，城建类最多。", words="被|中|看|里|内|次|轮|批|述|针对|以上"),
)  # fmt: skip
