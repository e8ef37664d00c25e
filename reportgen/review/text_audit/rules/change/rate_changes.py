"""How far percentages are apart: 92.5%，比全市（90.1%）高2.4个百分点; 下降2.0%，降幅比上月收窄1.0个百分点."""

from collections.abc import Iterator

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Role
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.change.steps import wrong_change
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, figures
from reportgen.review.text_audit.texts.sentences import pattern

_ABOVE = pattern(
    r"(?P<a>Ⓟ)[^；。Ⓟ]*?(?:(?:比|较)[^，。；ⒶⓅ]{1,16}?（?(?P<b>Ⓟ)）?的?[^，。；ⒶⓅ]{0,6}?(?P<way>高出?|低|多|少)|(?P<way2>高于|低于)[^，。；ⒶⓅ]{1,16}?（?(?P<b2>Ⓟ)）?的?)[^，。；Ⓓ]{0,3}?(?P<d>Ⓓ)"
)


def _above(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """92.5%，比全市平均水平（90.1%）高2.4个百分点."""
    for sentence in paragraph.sentences:
        for match in _ABOVE.finditer(sentence.skeleton):
            a, d = (sentence.at(match, group) for group in "ad")
            b = sentence.at(match, "b" if match["b"] else "b2")
            up = (match["way"] or match["way2"])[0] in "高多"
            gap = a.range - b.range if up else b.range - a.range
            if d.holds(gap) or figures(a, b, d):
                continue
            value = (a.value - b.value) * (1 if up else -1)
            words, basis = sentence.printed(match.start("d"), match.end("d")), f"{a.text}，{b.text}"
            if value < 0:
                yield finding(
                    "audit.direction-wrong",
                    place_of(sentence),
                    (match["way"] or match["way2"]) + words,
                    basis=basis,
                    likely=True,
                )
            else:
                yield finding(
                    "audit.change-wrong", place_of(sentence), words, d.printed(value), basis=basis, likely=True
                )


_PACE = lazily(
    "(?:降幅|增幅|增速|涨幅|跌幅)[^，。；]*?(?:(?P<more>扩大|加快|加大|提高|上升)|收窄|回落|放缓|缩小|收缩|下降)了?$"
)


def _pace(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """下降2.0%，降幅比上月收窄1.0个百分点，上月下降3.0%: how much two changes are apart."""
    for said in paragraph.said:
        for at, one in enumerate(said):
            match = _PACE.search(one.clause) if one.quantity.kind is Kind.POINTS else None
            rates = (
                [each for each in said if each.role is Role.CHANGE and each.quantity.kind is Kind.PERCENT]
                if match
                else []
            )
            if (
                match is None
                or len(rates) != 2
                or len(said) != 3
                or not (rates[0] in said[:at] and rates[1] in said[at:])
            ):
                continue
            now, then = rates
            if (
                now.up is not then.up
                or now.negative
                or then.negative
                or figures(one.quantity, now.quantity, then.quantity)
            ):
                continue
            gap = (
                now.quantity.range - then.quantity.range if match["more"] else then.quantity.range - now.quantity.range
            )
            if not one.quantity.holds(gap):
                value = abs(now.quantity.value - then.quantity.value)
                yield wrong_change(one, one.quantity.printed(value), f"{now.quantity.text}，{then.quantity.text}")


_EARLIER = lazily(
    "^(?:\\d{1,2}月份?|[一二三四]季度|[上去]年(?:同期|同月)?|上[月季](?:度)?|同期)[^，。；]{0,6}?(?:为|是|有)?$"
)


def _of_base(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """增加18件，增长12%，7月为150件: the difference, its rate, and the value that it is of."""
    for said in paragraph.said:
        for by, rate, base in zip(said, said[1:], said[2:], strict=False):
            kinds = (by.quantity.kind, rate.quantity.kind, base.quantity.kind)
            if kinds != (Kind.AMOUNT, Kind.PERCENT, Kind.AMOUNT) or not _EARLIER.match(base.label):
                continue
            changes = by.role is rate.role is Role.CHANGE and by.up is rate.up and base.role is Role.LEVEL
            levels = [one for one in said if one.at < by.at and one.quantity.unit == by.quantity.unit]
            if not changes or levels or by.quantity.unit != base.quantity.unit or base.quantity.range.low <= 0:
                continue
            right = (by.quantity.range / base.quantity.range).times(100) if by.quantity.range.low > 0 else None
            if right is None or rate.quantity.holds(right) or figures(by.quantity, rate.quantity, base.quantity):
                continue
            exact = by.quantity.value / base.quantity.value * 100
            words, basis = rate.label + rate.quantity.text, f"{by.quantity.text}，{base.label}{base.quantity.text}"
            yield finding(
                "audit.rate-wrong",
                place_of(rate.sentence),
                words,
                rate.quantity.printed(exact),
                basis=basis,
                likely=True,
            )


RELATIONS = (
    Relation("audit.rate-wrong", _of_base, "8月信访量比7月增加18件，增长12%，7月为150件。", "8月信访量比7月增加18件，增长12%，7月为160件。", words="%"),
    Relation("audit.change-wrong", _above, "甲县满意率92.5%，比全市平均水平（90.1%）高2.4个百分点。", "甲县满意率92.5%，比全市平均水平（90.1%）高3.4个百分点。", words="百分点"),
    Relation("audit.change-wrong", _pace, "出口下降2.0%，降幅比上月收窄1.0个百分点，上月下降3.0%。", "出口下降2.4%，降幅比上月收窄1.0个百分点，上月下降3.0%。", words="幅|增速"),
)  # fmt: skip
