"""What can be no more than the other: those who passed of those who took part, a county of its city, one kind of all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.rules.wholes.parts import CARRIED, over
from reportgen.review.text_audit.texts.quantities import figures

_PEOPLE = {"人", "名", "位"}


@dataclass(frozen=True)
class _Funnel:
    """Words of all who come in, and of those of them who come through; `never` are units of which that is not said."""

    whole: re.Pattern[str]
    part: re.Pattern[str]
    never: frozenset[str] = frozenset()


_FUNNELS = (
    _Funnel(lazily("参加|报名|报考|参考|应考|参训|参会|参评"), lazily("合格|通过|及格|录取|录用|取得|达标|结业|优秀|拿到")),
    _Funnel(lazily("申请|申报|报送"), lazily("通过|批准|核准|获批|符合|入选|审定")),
    _Funnel(lazily("发放|发出|投放"), lazily("收回|回收")),
    _Funnel(lazily("(?:收回|回收)(?!有效)"), lazily("有效")),
    _Funnel(lazily("回访|测评|受访"), lazily("满意")),
    _Funnel(lazily("抽查|检查|抽检|检测|抽样|送检"), lazily("合格|达标|不合格|超标")),
    _Funnel(lazily("抽查|检查|走访|排查|核查|巡查"), lazily("存在[^，。；]{0,10}的|发现[^，。；]{0,6}问题的|有问题"), frozenset({"个", "处", "条"})),
    _Funnel(lazily("应(?:按期)?(?:办结|办|回访|回复|到|缴|整改)|到期"), lazily("(?:按期|按时|已|实际|实)?(?:办结|回访|回复|到|缴|整改)")),
    _Funnel(lazily("受理|接收|收到|登记|接到"), lazily("^(?:其中)?(?:涉及|反映|属于|有关|关于)[^，。；]{1,12}的(?:有|为|共|是)?$")),
    _Funnel(lazily("查处|处理|涉案|立案审查"), lazily("^(?:其中)?(?:给予|受到)[^，。；]{0,10}处分|移送司法")),
    _Funnel(lazily("(?:现有|共有|在册|登记在册|总数)"), lazily("^其中")),
)  # fmt: skip
_ANY_PART = lazily("|".join(one.part.pattern.removeprefix("^") for one in _FUNNELS))
_OTHER_TIME = lazily("同期|[上去]年|往年|累计|历年|上[月季期]|含|计划|目标|需|拟")


def _unit(one: Mention) -> str:
    return "人" if one.quantity.unit in _PEOPLE else one.quantity.unit


def _through(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """1200人参加考试，1216人合格: of neighbours in a sentence, one after the other."""
    for said in paragraph.said:
        for one, other in pairwise(amounts(said)):
            if other.quantity.value <= one.quantity.value or _unit(one) != _unit(other):
                continue
            if (
                other.quantity.range.low <= one.quantity.range.high
                or "；" in one.sentence.skeleton[one.at : other.at]
                or figures(one.quantity, other.quantity)
            ):
                continue
            if _OTHER_TIME.search(one.label + other.label) or CARRIED.search(one.sentence.text):
                continue
            if _ANY_PART.search(other.label + other.tail) and any(_is(funnel, one, other) for funnel in _FUNNELS):
                yield over(one.sentence, other, one, likely=True)


def _is(funnel: _Funnel, one: Mention, other: Mention) -> bool:
    inner = funnel.part.search(other.label) or funnel.part.search(other.label + other.tail)
    if inner is None or other.quantity.unit in funnel.never or not funnel.whole.search(one.label + one.tail):
        return False
    return not funnel.part.search(one.label) or funnel.whole.search(one.label) is not None


_AREAS = ("省", "市", "县区旗", "镇乡街道办")
_WHOLE_AREA = lazily("(?:全|我|本)(?P<level>[省市县区])")
_PART_AREA = lazily(r"(?<![全我本各])[\u4e00-\u9fff]{2,5}?(?P<level>[市县区旗镇乡]|街道)")
_VERB = lazily("受理|接收|收到|登记|立案|处分|查处|办结|接待|排查|投诉|举报|信访")


def _areas(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """全市受理512件，永宁县受理560件: an area has no more of one thing than that of which it is part."""
    known = amounts(paragraph.mentions)[:80]
    for one in known:
        whole = _WHOLE_AREA.search(one.clause)
        verb = _VERB.findall(one.clause)
        if whole is None or not verb or _OTHER_TIME.search(one.clause) or "比" in one.clause:
            continue
        for other in (each for each in known if each.key > one.key and each.sentence.index <= one.sentence.index + 1):
            part = _PART_AREA.search(other.label)
            if (
                part is None
                or _unit(other) != _unit(one)
                or _WHOLE_AREA.search(other.clause)
                or figures(one.quantity, other.quantity)
            ):
                continue
            lower = _level(part["level"]) > _level(whole["level"])
            same = not set(verb).isdisjoint(_VERB.findall(other.clause)) and not _OTHER_TIME.search(other.clause)
            if (
                lower
                and same
                and other.quantity.range.low > one.quantity.range.high
                and other.stretch in (None, one.stretch)
            ):
                yield over(other.sentence, other, one, likely=True)


def _level(word: str) -> int:
    return next(number for number, area in enumerate(_AREAS) if word in area)


RELATIONS = (
    Relation("audit.part-over-whole", _through, "1200人参加考试，1116人成绩合格。", "1200人参加考试，1216人成绩合格。"),
    Relation("audit.part-over-whole", _areas, "全市受理投诉512件，永宁县受理160件。", "全市受理投诉512件，其中城区受理投诉302件。永宁县受理560件。", words="[全我本][省市县区]"),
)  # fmt: skip
