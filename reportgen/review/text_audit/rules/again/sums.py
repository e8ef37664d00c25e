"""Sums that the text does in words: 加上12月的412件，全年5382件; 四项合计100%; what is left, 其余4项; a total behind a bracket."""

import re
from collections.abc import Iterator, Sequence

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.words import MANY, ONE_EACH
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.rules.wholes.parts import CARRIED, report
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Range, figures

_PLUS = lazily("^(?:再)?(?:加上|连同|加之|算上|合并|并入|叠加)")
_RESULT = lazily("共|合计|总|累计|全年|应办|达到?|为|已|增至|上升至")
_REST = lazily("^(?:其余|余下|剩余|剩下)")
BY_OTHERS = lazily("比|较|增|减|每|均|同期|[上去]年")
_BEHIND_BRACKET = lazily("）(?:共计?|合计|总计|累计)?$")
_PERCENT_TOTAL = lazily("(?:合计|共计|总计|之和|相加|加起来|共)(?:占比?|为|达|是|占到)*[^，。；\\d]{0,8}$")
_MOST = 12


def added_up(parts: Sequence[Mention]) -> Range:
    """The sum of amounts as they can have been before they were rounded; at least one."""
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
            if BY_OTHERS.search(after.label) or figures(*(each.quantity for each in (*parts, after))):
                continue
            if not any(after.quantity.holds(added_up(levels[start : at + 1])) for start in range(at)):
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
            right = [added_up([*run[start:at_end], rest]) for start in range(1, len(run)) for at_end in (len(run),)]
            known = [
                *run,
                *amounts(paragraph.before[-_MOST:], rest.quantity.unit),
                *amounts(paragraph.until(run[0])[-_MOST:], rest.quantity.unit),
            ]
            told = [*levels[-_MOST:], *(one for one in said if one.depth and one.quantity.kind is Kind.AMOUNT)]
            gaps = any(  # 完成11户，剩余4户: of what stands in brackets
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
    if any(one.role is not Role.LEVEL or BY_OTHERS.search(one.label) or one.era for one in run):
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
            if figures(total.quantity, *(one.quantity for one in inside)) or total.quantity.holds(added_up(inside)):
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
                or any("之和" in one.clause for one in shares)
                or len(shares) < 2
                or figures(total.quantity, *(one.quantity for one in shares))
            ):
                continue
            if any(one.quantity.kind is Kind.AMOUNT and one.at > shares[-1].at for one in said[:at]):
                continue
            sums = [
                added_up(shares[start:end]) for start in range(len(shares)) for end in range(start + 2, len(shares) + 1)
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


_UNTIL = lazily(r"截[至止](?:20\d\d年|今年)?(\d{1,2})月|前(\d{1,2})个月|(?<!\d)1月?[—–\-－~～至到](\d{1,2})月")
_ALONE = lazily(r"(?<![\d—–\-－~～至到])(\d{1,2})月(?:份|当月)?(?![末底日\d—–\-－~～至到])")


def _until_month(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """截至10月末27次，其中10月4次，截至9月末23次: what was counted until a month is that until the one before, and its own."""
    for said in paragraph.said:
        until: dict[int, Mention] = {}
        alone: dict[int, Mention] = {}
        end = 0
        for one in amounts(said):
            words = one.sentence.printed(end, one.at)
            end = one.at + 1
            if match := _UNTIL.search(words):
                until.setdefault(int(match[match.lastindex or 0]), one)
            elif match := _ALONE.search(words):
                alone.setdefault(int(match[1]), one)
        for month, one in alone.items():
            after, before = until.get(month), until.get(month - 1)
            if after is None or before is None or len({each.quantity.unit for each in (one, after, before)}) > 1:
                continue
            if figures(one.quantity, after.quantity, before.quantity) or BY_OTHERS.search(one.label):
                continue
            if not after.quantity.holds(added_up([before, one])):
                yield report(after.sentence, (before, one), after.quantity, likely=True)


_ONE_OF = lazily(f"{ONE_EACH}|只归入一|只能归入|别无其他|无其他类别|没有其他")


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
            if not whole.quantity.holds(added_up(alike)) and whole.quantity.value > max(
                one.quantity.value for one in alike
            ):
                yield report(whole.sentence, alike, whole.quantity, likely=True)
            break


RELATIONS = (
    Relation("audit.sum-wrong", _added, "截至11月底登记4870件，加上12月的412件，全年登记5282件。", "截至11月底登记4870件，加上12月的412件，全年登记5382件。", words="加上|连同|加之|算上|合并|并入|叠加"),
    Relation("audit.sum-wrong", _until_month, "截至10月末已暗访27次，其中10月当月4次，截至9月末为23次。", "截至10月末已暗访27次，其中10月当月4次，截至9月末为24次。", words="截[至止]|前\\d+个月|1月?[—–\\-－~～至到]"),
    Relation("audit.sum-wrong", _left, "责任书所列14项指标，9项如期完成，其余5项未达进度。", "责任书所列14项指标，9项如期完成，其余4项未达进度。", words="余|剩"),
    Relation("audit.sum-wrong", _behind_bracket, "平台接收诉求（电话8640件、网络2315件）共10955件。", "平台接收诉求（电话8640件、网络2315件）共10855件。", words="）(?:共|合计|总计|累计)?[0-9]|）共计"),
    Relation("audit.shares-total", _percents, "三类问题分别占22.8%、19.5%、15.2%，合计57.5%。", "三类问题分别占22.8%、19.5%、15.2%，合计59.5%。", words="合计|共计|总计|之和|相加|加起来|共占|共[^，。；]{0,4}[0-9]"),
    Relation("audit.sum-wrong", _told_all, "每件信件只归入一个类别，300封来信中表扬140封、建议96封、投诉64封。", "每件信件只归入一个类别，300封来信中表扬140封、建议96封、投诉78封。", words="只|仅|唯一|不重复|不交叉|单选|其他"),
)  # fmt: skip
