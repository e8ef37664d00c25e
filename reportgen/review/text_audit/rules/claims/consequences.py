"""What follows from numbers that stand in another order: 增加60件，达到420件，上季度为360件; 平均每件50天，累计1800天."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Range, figures

_EARLIER = lazily(
    r"^(?:\d{1,2}月份?|[一二三四]季度|[上去]年(?:同期|同月)?|上[月季]度?|同期)[^，。；]{0,6}?(?:为|是|有)?$"
)
_REACHED = {"达", "达到", "为", "至", "增至", "升至", "降至", "减至", "共"}
_EACH = lazily("平均每|[件户人村镇家月次]均$|[件户人村镇家月次]均(?:为|是)?$")
_TOTAL_AND_COUNT = 2
_ROUNDED = Decimal("0.5")  # so far can a mean in whole things be from the exact one
_IN_ALL = lazily("累计|共|总|合计")


def _reached(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """增加60件，达到420件，上季度为360件: the earlier value and the change make the later one."""
    for said in paragraph.said:
        for by, now, base in zip(said, said[1:], said[2:], strict=False):
            told = by.role is Role.CHANGE and by.up is not None and now.label in _REACHED and _EARLIER.match(base.label)
            units = {(one.quantity.kind, one.quantity.unit) for one in (by, now, base)}
            if not told or units != {(Kind.AMOUNT, by.quantity.unit)} or base.role is not Role.LEVEL:
                continue
            change = by.quantity.range
            right = base.quantity.range + change if by.up else base.quantity.range - change
            if now.quantity.holds(right) or figures(by.quantity, now.quantity, base.quantity):
                continue
            gap = abs(now.quantity.value - base.quantity.value)
            basis = f"{now.quantity.text}，{base.label}{base.quantity.text}"
            words = by.label + by.quantity.text
            yield finding(
                "audit.change-wrong", place_of(by.sentence), words, by.quantity.printed(gap), basis=basis, likely=True
            )


def _in_all(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """36件，平均每件耗时50天，累计耗时1800天: so many times the mean."""
    for said in paragraph.said:
        for each, total in pairwise(said):
            if each.role is not Role.AVERAGE or not _EACH.search(each.clause) or not _IN_ALL.search(total.label):
                continue
            known = amounts([one for one in said if one.at < each.at])
            counts = [one for one in known if one.quantity.unit in each.clause and one.quantity.unit]
            if len(counts) != 1 or len(known) != 1 or each.quantity.unit != total.quantity.unit:
                continue
            right = _product(counts[0], each)
            if total.role is Role.LEVEL and not total.quantity.holds(right) and not total.quantity.figure:
                basis = f"{counts[0].quantity.text}×{each.quantity.text}"
                value = counts[0].quantity.value * each.quantity.value
                yield finding(
                    "audit.product-wrong",
                    place_of(total.sentence),
                    total.quantity.text,
                    total.quantity.printed(value),
                    basis=basis,
                    likely=True,
                )


_BEFORE = lazily("^(?:全[县市区])?(?:原有|原来有?|年初有?|计划|原计划|预计)[^，。；]{0,8}$")
_AFTER = lazily("(?:现有|现|目前有?|实际|已)[^，。；]{0,8}$")
_MORE = lazily("^(?:新增|净增|增加|超额完成|超出|多完成)了?$")


def _more(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """原有120名，现有156名，新增36名; 计划600户，实际612户，超额完成12户."""
    for said in paragraph.said:
        for then, now, by in zip(said, said[1:], said[2:], strict=False):
            named = _MORE.match(by.label) and _BEFORE.search(then.label) and _AFTER.search(now.label)
            units = {(one.quantity.kind, one.quantity.unit) for one in (then, now, by)}
            if not named or units != {(Kind.AMOUNT, by.quantity.unit)}:
                continue
            right = now.quantity.range - then.quantity.range
            if (
                right.low > 0
                and not by.quantity.holds(right)
                and not figures(*(one.quantity for one in (then, now, by)))
            ):
                basis = f"{then.quantity.text}，{now.quantity.text}"
                gap = by.quantity.printed(now.quantity.value - then.quantity.value)
                words = by.label + by.quantity.text
                yield finding("audit.change-wrong", place_of(by.sentence), words, gap, basis=basis, likely=True)


_PER = lazily(
    "(?:平均)?每[一个名位户件所家座支辆]{0,2}(?P<noun>[\u4e00-\u9fff]{2,4}?)(?:平均|均)?[\u4e00-\u9fff]{0,6}$"
)


def _by_noun(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """168人，平均每个工作队4人，共组建工作队42个: the count of what the mean is for, wherever it stands."""
    for said in paragraph.said:
        for each in said:
            match = (
                _PER.search(each.clause) if each.role is Role.AVERAGE and each.quantity.kind is Kind.AMOUNT else None
            )
            if match is None:
                continue
            others = [one for one in amounts(said) if one is not each]
            totals = [one for one in others if one.quantity.unit == each.quantity.unit]
            counts = [one for one in others if match["noun"][:2] in one.label[-6:] + one.tail[:4] and one not in totals]
            if len(totals) != 1 or len(counts) != 1 or len(others) != _TOTAL_AND_COUNT:
                continue
            total, count = totals[0], counts[0]
            mean = each.quantity.value
            right = Range((mean - _ROUNDED) * count.quantity.value, (mean + _ROUNDED) * count.quantity.value)
            if total.quantity.holds(right) or figures(each.quantity, total.quantity, count.quantity) or not mean:
                continue
            value = total.quantity.value / count.quantity.value
            words, basis = each.label + each.quantity.text, f"{total.quantity.text}、{count.quantity.text}"
            yield finding(
                "audit.average-wrong",
                place_of(each.sentence),
                words,
                each.quantity.printed(value),
                basis=basis,
                likely=True,
            )


def _product(count: Mention, each: Mention) -> Range:
    """The total that a rounded mean can be of."""
    return each.quantity.range.times(int(count.quantity.value))


RELATIONS = (
    Relation("audit.change-wrong", _more, "原有代办员120名，现有代办员156名，新增36名。", "原有代办员120名，现有代办员156名，新增46名。", words="新增|净增|增加|超额|超出|多完成", more=(("计划走访600户，实际走访612户，超额完成12户。", "计划走访600户，实际走访612户，超额完成22户。"),)),
    Relation("audit.change-wrong", _reached, "与上季度相比，本季度受理量增加60件，达到420件，上季度为360件。", "与上季度相比，本季度受理量增加60件，达到400件，上季度为360件。", words="达|为|至|共"),
    Relation("audit.product-wrong", _in_all, "办结积案36件，平均每件耗时50天，累计耗时1800天。", "办结积案36件，平均每件耗时50天，累计耗时1600天。", words="均"),
    Relation("audit.average-wrong", _by_noun, "下派工作队员168人，平均每个工作队4人，共组建工作队42个。", "下派工作队员168人，平均每个工作队4人，共组建工作队52个。", words="每"),
)  # fmt: skip
