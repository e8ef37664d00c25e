"""Sums that the text does in words: 加上12月的412件，全年5382件; 四项合计100%; what is left, 其余4项; a total behind a bracket."""

import re
from collections.abc import Iterator, Sequence

from reportgen.model import AuditFinding
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.named import kinds_of
from reportgen.review.text_audit.reading.story import Paragraph
from reportgen.review.text_audit.reading.words import MANY, ONE_EACH
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.rules.wholes.parts import CARRIED, report
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Range, figures

_PLUS = re.compile("^(?:再)?(?:加上|连同|加之|算上|合并|并入|叠加)")
_RESULT = re.compile("共|合计|总|累计|全年|应办|达到?|为|已|增至|上升至")
_REST = re.compile("^(?:其余|余下|剩余|剩下)")
_BY_OTHERS = re.compile("比|较|增|减|每|均|同期|[上去]年")
_BEHIND_BRACKET = re.compile("）(?:共计?|合计|总计|累计)?$")
_PERCENT_TOTAL = re.compile("(?:合计|共计|总计|之和|相加|加起来|共)(?:占比?|为|达|是|占到)*[^，。；\\d]{0,8}$")
_MOST = 12
_THREE, _NAME = 3, 10
_ALL_TOLD = re.compile("共(?!同|享|产)|全|总|合计")


def _sum(parts: Sequence[Mention]) -> Range:
    first, *rest = (one.quantity.range for one in parts)
    return sum(rest, start=first)


def _added(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """4870件，加上12月的412件，全年登记5382件."""
    for said in paragraph.said:
        levels = amounts(said)
        for at, one in enumerate(levels[1:-1], 1):
            before, after = levels[at - 1], levels[at + 1]
            units = {each.quantity.unit for each in (before, one, after)}
            if not _PLUS.search(one.label) or len(units) > 1 or not _RESULT.search(after.clause):
                continue
            parts = (before, one)
            if _BY_OTHERS.search(after.label) or figures(*(each.quantity for each in (*parts, after))):
                continue
            if not any(after.quantity.holds(_sum(levels[start : at + 1])) for start in range(at)):
                yield report(one.sentence, parts, after.quantity, likely=True)


def _left(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """14项指标，9项完成，其余4项未达进度: what is called the rest makes the whole with what stands before it."""
    for said in paragraph.said:
        levels = amounts(said)
        for at, rest in enumerate(levels):
            run = _before(levels, at) if _REST.search(rest.label) else []
            if len(run) < 2 or figures(rest.quantity, *(one.quantity for one in run)):
                continue
            whole, parts = run[0], [*run[1:], rest]
            if not _is_whole(whole, parts) or whole.quantity.value <= max(one.quantity.value for one in parts):
                continue
            right = [_sum([*run[start:at_end], rest]) for start in range(1, len(run)) for at_end in (len(run),)]
            known = [
                *run,
                *amounts(paragraph.before[-_MOST:], rest.quantity.unit),
                *amounts(paragraph.until(run[0])[-_MOST:], rest.quantity.unit),
            ]
            told = [*amounts(said), *(one for one in said if one.depth and one.quantity.kind is Kind.AMOUNT)]
            gaps = any(
                rest.quantity.value == a.quantity.value - b.quantity.value
                for a in told
                for b in told
                if a is not b and a.quantity.unit == b.quantity.unit == rest.quantity.unit
            )
            if gaps or any(one.quantity.holds(total) for one in known for total in right) or _unclear(rest):
                continue
            yield report(rest.sentence, parts, whole.quantity, likely=True)


def _before(levels: Sequence[Mention], at: int) -> list[Mention]:
    """The amounts of its unit before the rest, in its part of the sentence, from the whole on."""
    rest = levels[at]
    start = rest.sentence.skeleton.rfind("；", 0, rest.at)
    run = [
        one
        for one in levels[:at]
        if one.at > start and one.quantity.unit == rest.quantity.unit and one.depth == rest.depth
    ]
    if any(one.role is not Role.LEVEL or _BY_OTHERS.search(one.label) or one.era for one in run):
        return []
    return run


def _is_whole(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the first amount is what the others are parts of: it is called all, or it alone names what is counted."""
    if re.search(
        "共(?!同|享)|全|总|[受办]理|收到|抽查|检查|排查|查处|立案|交办|反馈|涉及|所列|现有|参加|走访|任务", whole.label
    ):
        return True
    return bool(whole.tail) and parts[0].label in {"", "其中", "有", "已有"}


def _unclear(rest: Mention) -> bool:
    skeleton = rest.sentence.skeleton
    return bool(
        re.search(MANY, skeleton) or CARRIED.search(rest.sentence.text) or re.search("中[，]?其余|新增|另有", skeleton)
    )


def _behind_bracket(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """接收诉求（电话8640件、网络2315件）共10955件."""
    for said in paragraph.said:
        levels = amounts(said)
        for total in levels:
            head = total.sentence.skeleton[: total.at]
            match = _BEHIND_BRACKET.search(head)
            start = head.rfind("（")
            inside = (
                [one for one in levels if start < one.at < total.at and one.quantity.unit == total.quantity.unit]
                if match
                else []
            )
            text = head[start:]
            if len(inside) < 2 or re.search("其中|含|包括|等", text) or re.search(MANY, head):
                continue
            if figures(total.quantity, *(one.quantity for one in inside)) or total.quantity.holds(_sum(inside)):
                continue
            plainly = re.fullmatch("（[^、，；（）]*(?:[、，；和及][^、，；（）]*)+）[^）]*", text)
            if plainly and total.quantity.value > max(one.quantity.value for one in inside):
                yield report(total.sentence, inside, total.quantity, likely=True)


def _percents(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """分别占22.8%、19.5%、15.2%，三者合计57.5%: some run of the shares before adds up to it."""
    for said in paragraph.said:
        for at, total in enumerate(said):
            if total.quantity.kind is not Kind.PERCENT or not _PERCENT_TOTAL.search(total.clause):
                continue
            shares = [
                one for one in said[:at] if one.quantity.kind is Kind.PERCENT and one.role in (Role.SHARE, Role.LEVEL)
            ]
            if (
                any(one.role is Role.SHARE for one in shares) is False
                or len(shares) < 2
                or figures(total.quantity, *(one.quantity for one in shares))
            ):
                continue
            if any(one.quantity.kind is Kind.AMOUNT and one.at > shares[-1].at for one in said[:at]):
                continue
            sums = [
                _sum(shares[start:end]) for start in range(len(shares)) for end in range(start + 2, len(shares) + 1)
            ]
            if any(total.quantity.holds(one) for one in sums) or re.search("[，。]其中", total.sentence.skeleton):
                continue
            value = sum(one.quantity.value for one in shares)
            yield finding(
                "audit.shares-total",
                place_of(total.sentence),
                "、".join(one.quantity.text for one in shares),
                total.quantity.text,
                sum=f"{value}%",
            )


_ONE_OF = re.compile(f"{ONE_EACH}|只归入一|只能归入|别无其他|无其他类别|没有其他")


def _told_all(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """每件只归入一类，300封来信中表扬140封、建议96封、投诉64封: the text itself says that the list is all there is."""
    if not _ONE_OF.search(paragraph.text):
        return
    for number, said in enumerate(paragraph.said):
        levels = [one for one in amounts(said) if not one.depth]
        if not re.search("类|归", paragraph.sentences[number].skeleton):
            continue
        for at, whole in enumerate(levels):
            parts = levels[at + 1 :]
            alike = [one for one in parts if one.quantity.unit == whole.quantity.unit]
            if len(alike) < 2 or len(alike) != len(parts) or figures(whole.quantity, *(one.quantity for one in parts)):
                continue
            if not whole.quantity.holds(_sum(alike)) and whole.quantity.value > max(
                one.quantity.value for one in alike
            ):
                yield report(whole.sentence, alike, whole.quantity, likely=True)
            break


_SUCH = re.compile(
    "[^，。；]{0,6}(?:上升|下降|持平|增长|增加|减少|合格|达标|完成|优秀|良好|一般|高于|低于|未|不|已|提前|按期)[^，。；]{0,6}的(?:有|为)?"
)
_TOTAL_WORD = re.compile("总[数量计额]|全部|合计|共(?!同|享|产)|全体|[受办]理|收到")


def _one_share(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """占总数的15.0%，为96件，总数为640件: one share and two amounts, of which one is called all."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        percents = [one for one in said if one.quantity.kind is Kind.PERCENT]
        shares = [one for one in percents if one.role is Role.SHARE or "占" in one.clause or "比重" in one.clause]
        known = [one for one in said if one.quantity.kind is Kind.AMOUNT]
        if (
            len(percents) != 1
            or len(shares) != 1
            or len(known) != 2
            or known[0].quantity.unit != known[1].quantity.unit
        ):
            continue
        part, whole = sorted(known, key=lambda one: one.quantity.value)
        roles = (Role.LEVEL, Role.WHOLE)
        if (
            part.role not in roles
            or whole.role not in roles
            or not _TOTAL_WORD.search(whole.label)
            or (part.era and not part.role)
        ):
            continue
        if figures(part.quantity, whole.quantity, shares[0].quantity) or whole.quantity.range.low <= 0:
            continue
        if re.search(
            "[上去]年|前年|比|较|计划|预算|目标|增", sentence.skeleton.replace("占比", "").replace("比重", "")
        ):
            continue
        right = (part.quantity.range / whole.quantity.range).times(100) if part.quantity.range.low > 0 else None
        if right is None or shares[0].quantity.holds(right) or not _only(paragraph, whole):
            continue
        yield finding(
            "audit.share-wrong",
            place_of(sentence),
            shares[0].label + shares[0].quantity.text,
            shares[0].quantity.printed(part.quantity.value / whole.quantity.value * 100),
            whole=whole.quantity.text,
            likely=True,
        )


def _only(paragraph: Paragraph, whole: Mention) -> bool:
    """Whether the paragraph names no other amount of that unit of which the share can be."""
    return (
        sum(
            one.quantity.unit == whole.quantity.unit and one.quantity.value >= whole.quantity.value
            for one in amounts(paragraph.until(whole))
        )
        == 0
    )


def _by_area(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """共发放96.5万元，甲镇32.1万元，乙镇28.4万元，丙镇38.0万元: areas, months or offices of one kind are no more than all."""
    for said in paragraph.said:
        levels = [one for one in amounts(said) if not one.depth] if len(said) > _THREE else []
        at = next((at for at, one in enumerate(levels) if _ALL_TOLD.search(one.label)), None)
        if at is None:
            continue
        whole, run = levels[at], levels[at + 1 :]
        if len(run) < _THREE or said[-len(run) - 1] is not whole or not all(_is_like(one, whole) for one in run):
            continue
        if not set.intersection(*(kinds_of(one.label) for one in run)) or re.search(MANY, whole.sentence.skeleton):
            continue
        if whole.quantity.range.high < _sum(run).low and not figures(whole.quantity, *(one.quantity for one in run)):
            yield report(whole.sentence, run, whole.quantity, likely=True)


def _is_like(one: Mention, whole: Mention) -> bool:
    """Whether an amount is short of name, counts what the whole counts, and speaks of no other time."""
    plain = len(one.label) <= _NAME and one.role is Role.LEVEL and one.quantity.unit == whole.quantity.unit
    return plain and not one.era and not _BY_OTHERS.search(one.label)


def _of_such(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """全市9个县区，上升的4个，下降的6个: those that do this and those that do that are no more than all."""
    for said in paragraph.said:
        levels = [one for one in amounts(said) if not one.depth]
        for at, whole in enumerate(levels):
            run = [one for one in levels[at + 1 :] if one.quantity.unit == whole.quantity.unit]
            such = [one for one in run if _SUCH.fullmatch(one.label)]
            if len(such) < 2 or len(such) != len(run) or not whole.tail or re.search(MANY, whole.sentence.skeleton):
                continue
            total = _sum(such)
            values = [one.quantity.value for one in (whole, *such)]
            if (
                any(
                    sum(values[start:end]) in values
                    for start in range(1, len(values))
                    for end in range(start + 2, len(values) + 1)
                )
                or values[1] + values[-1] == values[0]
            ):
                continue
            if whole.quantity.range.high < total.low and not figures(whole.quantity, *(one.quantity for one in such)):
                yield report(whole.sentence, such, whole.quantity, likely=True)
            break


RELATIONS = (
    Relation("audit.sum-wrong", _of_such, "全市9个县区，上升的4个，下降的5个。", "全市9个县区，上升的4个，下降的6个。", words="的"),
    Relation("audit.share-wrong", _one_share, "教育类占总数的15.0%，为96件，总数为640件。", "教育类占总数的18.0%，为96件，总数为640件。", words="占|比重"),
    Relation("audit.sum-wrong", _by_area, "共发放96.5万元，甲镇32.1万元，乙镇28.4万元，丙镇36.0万元。", "共发放96.5万元，甲镇32.1万元，乙镇28.4万元，丙镇38.0万元。", words="共|全|总|合计"),
    Relation("audit.sum-wrong", _added, "截至11月底登记4870件，加上12月的412件，全年登记5282件。", "截至11月底登记4870件，加上12月的412件，全年登记5382件。", words="加|连同|算上|并"),
    Relation("audit.sum-wrong", _left, "责任书所列14项指标，9项如期完成，其余5项未达进度。", "责任书所列14项指标，9项如期完成，其余4项未达进度。", words="余|剩"),
    Relation("audit.sum-wrong", _behind_bracket, "平台接收诉求（电话8640件、网络2315件）共10955件。", "平台接收诉求（电话8640件、网络2315件）共10855件。", words="）"),
    Relation("audit.shares-total", _percents, "三类问题分别占22.8%、19.5%、15.2%，合计57.5%。", "三类问题分别占22.8%、19.5%、15.2%，合计59.5%。", words="共|计|和|加"),
    Relation("audit.sum-wrong", _told_all, "每件信件只归入一个类别，300封来信中表扬140封、建议96封、投诉64封。", "每件信件只归入一个类别，300封来信中表扬140封、建议96封、投诉78封。", words="只|仅|唯一|不重复|不交叉|单选|其他"),
)  # fmt: skip
