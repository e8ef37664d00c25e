"""Rates: 办结3391件，办结率81.6%; 合格率 of what was checked; what cannot be over 100%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.rules.wholes.shares import fits
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, Range, figures

_QUALIFIERS = "按期|按时|及时|限时|超期|逾期|一次性?|首次|初次|重复|实名|署名|电话"
_NEW = lazily("新收|新立|新增|新受|新接")  # to which what was carried over comes
_STEM = lazily(
    "(?P<stem>办结|结案|审结|成功|接通|就业|录取|及格|参加|解决|完成|整改|回访|答复|回复|反馈|化解|属实|查实|立案|合格|达标|满意|办理|处置|采纳|签收|响应|到位|销号|追缴|核查|处理|调处|调解|巡河|巡查|巡林|参训|参会|到会|到岗|出勤|应诉|履约|签约|录用|回收|支付|支出|执行|拨付|受理|移送|改造|竣工|开工|发放|见面|检出|抽检|覆盖|建成|审核|入库|投运|续签|投票|参保|兑现|登记)"
    "(?:达标|完成|工作|任务)?[率度]$"
)
_ANY_STEM = lazily(
    "(?<![增下上])(?P<stem>(?!增长|下降|上升|失业|死亡|出生|自然|贡献|城镇|城市|利用|占有|使用|综合|概|恢复|投诉|发案|满座|重复|变化|增减|降低)[\u4e00-\u9fff]{2})率$"
)
_SAME = {
    "结案": "办结|结案|审结",
    "办结": "办结|审结|结案",
    "完成": "完成|实际|已",
    "解决": "解决",
    "处置": "处置|办结",
    "处理": "处理|办结",
    "调处": "调处|调解",
    "调解": "调解|调处",
    "巡河": "实际|巡河",
    "巡查": "实际|巡查",
    "参训": "实际|参训|参加",
    "参会": "实到|参会|参加",
    "到会": "实到|到会",
    "到位": "到位",
    "执行": "执行|支出",
    "支出": "支出",
    "满意": "满意",
    "抽检": "合格",
    "改造": "改造|完成",
    "覆盖": "覆盖|设立|建立|建成|已",
}
_NOT = lazily("不|未|无|非|难以")
_PLANNED = lazily("应|计划|目标|任务")
UP_TO_HUNDRED = lazily(
    "(?:办结|结案|审结|解决|整改|回访|答复|回复|反馈|化解|属实|查实|合格|达标|满意|采纳|签收|响应|到位|覆盖|见面|入户|知晓|参与|上线|公开|好评|成功|登记|录用|出勤|到会|普及|准确|优良|优秀|受理)[率度]$"
)
_PLAN = lazily("(?:完成|占)?(?:全?年度?|预算|既定)?(?:计划|目标任务|目标|任务)(?:任务|数|总数)?的$")
_PLANNED_AMOUNT = lazily("计划|目标|任务|应")
_WITH = lazily("（含(?P<what>[^（）]{2,10})）")


def _rates(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """A rate that the text names against the amounts of which it speaks: what was done, and of how many."""
    for number, said in enumerate(paragraph.said):
        for at, rate in enumerate(said):
            if rate.role is Role.RATE and not rate.depth:
                yield from _rate(paragraph, rate, said[:at], number)


def _rate(paragraph: Paragraph, rate: Mention, own: Sequence[Mention], number: int) -> Iterator[AuditFinding]:
    stem = _STEM.search(rate.name) or _ANY_STEM.search(rate.name)
    if stem is None or re.search("同期|上年|去年|上月|上季|全[省市县]平均|平均", rate.label):
        return
    known = amounts(own) or amounts(paragraph.said[number - 1] if number else ())
    done = _done(rate, stem["stem"], known)
    if done is None or _of_several(paragraph, rate):
        return
    beside = amounts(_in_bracket(paragraph, rate), done.quantity.unit)
    earlier = amounts([*paragraph.before[-20:], *paragraph.until(rate), *beside], done.quantity.unit)
    if _explained(rate.quantity, earlier):
        held = _includes(rate, known)
        if held is None:
            return
        yield from _judged(rate, *held, likely=False)
        return
    far = [one.quantity for one in amounts([*paragraph.before, *paragraph.until(rate)], done.quantity.unit)]
    whole = None if fits(done.quantity, rate.quantity, far) else _base(done, known, earlier)
    if whole is not None and not _NEW.search(whole.label) and whole.quantity.value != done.quantity.value:
        doubtful = len(known) > 2 or whole not in known
        yield from _judged(rate, [done.quantity], whole.quantity, likely=doubtful)


def _in_bracket(paragraph: Paragraph, rate: Mention) -> list[Mention]:
    """What stands in the bracket right behind a rate: 办结率81.6%（交办163件）."""
    skeleton = rate.sentence.skeleton
    if not skeleton.startswith("（", rate.at + 1):
        return []
    end = skeleton.find("）", rate.at)
    return [one for one in paragraph.said[rate.sentence.index] if rate.at < one.at < end]


def _of_several(paragraph: Paragraph, rate: Mention) -> bool:
    """Whether it is the rate of all after the rates of each: what it is of stands in no one place."""
    several = re.search("总体|整体|综合|合计|全部|平均|[两三四五]", rate.clause)
    return several is not None and sum(one.role is Role.RATE for one in paragraph.until(rate)) > 1


def _done(rate: Mention, stem: str, known: Sequence[Mention]) -> Mention | None:
    """The nearest amount before the rate that its name speaks of."""
    return next((one for one in reversed(known) if _does(one, rate, stem)), None)


def _does(one: Mention, rate: Mention, stem: str) -> bool:
    words = one.label + one.tail
    qualifiers = set(re.findall(_QUALIFIERS, rate.name))
    named = re.search(_SAME.get(stem, stem), words) is not None
    return named and not _PLANNED.search(one.label) and qualifiers <= set(re.findall(_QUALIFIERS, words))


def _explained(rate: Quantity, levels: Sequence[Mention]) -> bool:
    """Whether any two of the amounts, or what is left of one, give the rate."""
    ranges = list(enumerate(one.quantity.range for one in levels[-24:]))
    for number, whole in ranges:
        for other, part in ranges if whole.low > 0 else ():
            if other == number:
                continue
            span = (part / whole) if part.low > 0 else Range(Decimal(0), Decimal(0))
            left = Range(1 - span.high, 1 - span.low)
            if rate.holds(span.times(100)) or rate.holds(left.times(100)):
                return True
    return False


def _includes(rate: Mention, known: Sequence[Mention]) -> tuple[list[Quantity], Quantity] | None:
    """Of 属实率（含部分属实）, what is to be added up, and of which whole it is a part."""
    words = _WITH.search(rate.label + rate.clause) or _WITH.search(rate.sentence.printed(max(rate.at - 24, 0), rate.at))
    if words is None:
        return None
    core = rate.name.rstrip("率度").split("（")[0][-2:]
    parts = [
        one
        for one in known
        if one.label.removeprefix("其中") in {core, words["what"], f"{core}的"} or words["what"] in one.label
    ]
    wholes = [one for one in known if one not in parts and one.quantity.unit == parts[0].quantity.unit] if parts else []
    return ([one.quantity for one in parts], wholes[0].quantity) if len(parts) > 1 and wholes else None


def _base(done: Mention, known: Sequence[Mention], earlier: Sequence[Mention]) -> Mention | None:
    """Of what a rate is: the first amount of its sentence before what was done, or the one total of the paragraph."""
    unit = done.quantity.unit
    own = [one for one in known if one.quantity.unit == unit and one is not done and one.at < done.at]
    if own:
        return own[0]
    before = [one for one in earlier if one.key < done.key and one.sentence.passage is done.sentence.passage]
    values = {one.quantity.value for one in before if one.quantity.value >= done.quantity.value}
    if len(values) == 1 or (
        values and before and re.search("受理|收到|接收|登记|反馈问题|交办|检查|抽查|共", before[0].label)
    ):
        return before[0]
    received = [
        one for one in earlier if re.search("受理|收到|接收|登记|检查|抽查|交办", one.label) and one.key[0] >= 0
    ]
    told = {
        one.quantity.value: one for one in earlier if one.key != done.key and one.quantity.value >= done.quantity.value
    }
    if not received and len(told) == 1:
        return next(iter(told.values()))
    largest = max(received, key=lambda one: one.quantity.value, default=None)
    return largest if largest is not None and largest.quantity.value >= done.quantity.value else None


def _judged(rate: Mention, parts: Sequence[Quantity], whole: Quantity, *, likely: bool) -> Iterator[AuditFinding]:
    if whole.range.low <= 0 or figures(*parts, whole, rate.quantity):
        return
    total = sum((one.range for one in parts[1:]), start=parts[0].range)
    value = sum(one.value for one in parts) / whole.value * 100
    if parts[0].unit != whole.unit and {parts[0].unit, whole.unit} - {"人", "名", "位"}:
        return
    if any(_NOT.search(one.text) for one in parts):
        return
    right = (total / whole.range).times(100) if total.low > 0 else Range(Decimal(0), Decimal(0))
    if rate.quantity.holds(right) or (value > 100 and UP_TO_HUNDRED.search(rate.name)):
        return
    words = "、".join(one.text for one in parts)
    stated = f"{words}，{rate.label}{rate.quantity.text}"
    doubtful = likely or rate.quantity.nearly(right)
    yield finding(
        "audit.share-wrong",
        place_of(rate.sentence),
        stated,
        rate.quantity.printed(value),
        likely=doubtful,
        whole=whole.text,
    )


def _complements(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """检查214个，不合格10个，合格率95.3%: what is left of the whole."""
    for said in paragraph.said:
        for at, rate in enumerate(said):
            stem = _STEM.search(rate.name) if rate.role is Role.RATE else None
            if stem is None:
                continue
            known = amounts([*paragraph.before[-12:], *paragraph.until(rate)])
            done = next(
                (
                    one
                    for one in reversed(amounts(said[:at]))
                    if re.search(rf"(?:不|未){stem['stem']}", one.label + one.tail)
                ),
                None,
            )
            if done is None or re.search(_QUALIFIERS, rate.name):
                continue
            same = [one for one in known if one.quantity.unit == done.quantity.unit]
            wholes = [
                one for one in same if one.key < done.key and re.search("检查|抽查|抽检|检测|受理|调查|共", one.clause)
            ]
            if not wholes or _explained(rate.quantity, same) or figures(rate.quantity, done.quantity):
                continue
            whole = wholes[-1].quantity
            value = (1 - done.quantity.value / whole.value) * 100
            stated = f"{done.quantity.text}，{rate.label}{rate.quantity.text}"
            yield finding(
                "audit.share-wrong",
                place_of(rate.sentence),
                stated,
                rate.quantity.printed(value),
                likely=True,
                whole=whole.text,
            )


def _plans(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """计划改造308户，实际完成318户，完成年度计划的103.2%."""
    for said in paragraph.said:
        for at, rate in enumerate(said):
            if rate.quantity.kind is not Kind.PERCENT or not _PLAN.search(rate.label):
                continue
            levels = amounts(said[:at])
            planned = [one for one in levels if _PLANNED_AMOUNT.search(one.clause + one.tail)]
            done = [
                one
                for one in levels
                if one not in planned and planned and one.quantity.unit == planned[-1].quantity.unit
            ]
            if not planned or not done or _explained(rate.quantity, levels):
                continue
            yield from _judged(rate, [done[-1].quantity], planned[-1].quantity, likely=len(levels) > 2)


RELATIONS = (
    Relation("audit.share-wrong", _rates, "收案946件，结案751件，结案率79.39%。", "收案946件，结案751件，结案率89.39%。", words="[率度]"),
    Relation("audit.share-wrong", _complements, "检查网站200个，不合格10个，合格率95.0%。", "检查网站200个，不合格10个，合格率98.0%。", words="[率度]"),
    Relation("audit.share-wrong", _plans, "计划改造300户，实际完成318户，完成年度计划的106.0%。", "计划改造300户，实际完成318户，完成年度计划的102.0%。", words="计划|目标|任务"),
)  # fmt: skip
