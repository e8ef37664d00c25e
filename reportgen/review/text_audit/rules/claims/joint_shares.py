"""Shares and rates of several parts: 两类合计占62.5%; 实名举报占30% of two kinds; 逾期7条，按时回复率95.0%; a list of shares."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from reportgen.chinese.numerals import from_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.enumeration import are_all
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.rules.wholes.shares import fits
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, Range, figures
from reportgen.review.text_audit.texts.sentences import pattern

_SEVERAL = lazily(
    r"(?:以上|上述|这|前)?(?P<count>[两二三四五六])(?:大?类|项|者|个|种|部分|方面)[^，。；]{0,8}?(?:合计|共计?|之和|总共|加起来|一共|相加)?占"
)
_MOST = 16


def _together(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """16起、24起，两类合计占62.5%: some run of as many parts is that share of some whole, or of all there are."""
    for share in paragraph.mentions:
        match = _SEVERAL.search(share.clause) if share.role is Role.SHARE else None
        count = from_hanzi(match["count"]) if match else None
        if count is None:
            continue
        levels = [one for one in amounts(paragraph.until(share))[-_MOST:] if one.sentence is share.sentence]
        unit = levels[-1].quantity.unit if levels else ""
        alike = [one for one in levels if one.quantity.unit == unit]
        runs = [added(alike[at : at + count]) for at in range(len(alike) - count + 1)]
        known = [one.quantity for one in amounts([*paragraph.before, *paragraph.until(share)], unit)]
        everything = [*known, *(added(alike[at:]) for at in range(len(alike) - 1))]
        whole = max((one.quantity for one in alike[:-count]), key=lambda one: one.value, default=None)
        if whole is None or not runs or runs[-1].value >= whole.value or figures(share.quantity, whole):
            continue
        if any(fits(run, share.quantity, everything) for run in runs):
            continue
        right = share.quantity.printed(runs[-1].value / whole.value * 100)
        yield finding(
            "audit.share-wrong",
            place_of(share.sentence),
            share.label + share.quantity.text,
            right,
            likely=True,
            whole=whole.text,
        )


def added(parts: Sequence[Mention]) -> Quantity:
    """The sum of some parts, as an amount; at least one."""
    first = parts[0].quantity
    value = sum((one.quantity.value for one in parts), start=Decimal(0))
    half = sum((one.quantity.half for one in parts), start=Decimal(0))
    return Quantity(first.kind, f"{value.normalize():f}{first.unit}", value, half, first.unit)


_GIVES = {"为", "即", "有", "计", "共", "共计", "也就是", ""}
_WHOLE = lazily("总|共|全部|通报|受理|查处|检查|接待|收到|登记|抽查|排查|办理|交办|立案|曝光")


def _amount_behind(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """30起案例中，违规吃喝问题占40%，为12起: what is behind its share is that share of what stands before."""
    for said in paragraph.said:
        for share, part in pairwise(said):
            if share.role is not Role.SHARE or part.label not in _GIVES:
                continue
            behind = part.sentence.skeleton[share.at + 1 : part.at].startswith(("，", "（"))
            levels = amounts([one for one in said if one.at < share.at]) if behind else []
            if len(levels) != 1 or levels[0].quantity.unit != part.quantity.unit or not _WHOLE.search(levels[0].clause):
                continue
            whole, stated = levels[0].quantity, share.quantity
            known = [one.quantity for one in amounts([*paragraph.before, *paragraph.until(share)], whole.unit)]
            if part.role is not Role.LEVEL or figures(whole, stated, part.quantity):
                continue
            if part.quantity.value < whole.value and not fits(part.quantity, stated, [whole, *known]):
                words = share.label + stated.text
                right = stated.printed(part.quantity.value / whole.value * 100)
                yield finding(
                    "audit.share-wrong", place_of(share.sentence), words, right, likely=True, whole=whole.text
                )


_THAT_IS = pattern(
    "占[^，。；ⒶⓅ]{0,8}(?P<share>Ⓟ)，即(?:在)?(?P<whole>Ⓐ)[^，。；ⒶⓅ]{0,8}[中里]，?(?:有|共有)?(?P<part>Ⓐ)"
)


def _that_is(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """占62%，即200件申请中有124件."""
    for sentence in paragraph.sentences:
        for match in _THAT_IS.finditer(sentence.skeleton):
            share, whole, part = (sentence.at(match, name) for name in ("share", "whole", "part"))
            if whole.unit != part.unit or figures(share, whole, part) or fits(part, share, [whole]) or not whole.value:
                continue
            right = share.printed(part.value / whole.value * 100)
            yield finding("audit.share-wrong", place_of(sentence), share.text, right, likely=True, whole=whole.text)


_NAMED = lazily("(?P<name>[\u4e00-\u9fff]{2,8}?)(?:的)?占(?:比|总数的?|总量的?)?(?:为|达|约)?$")


def _of_two(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """实名举报108件，匿名举报252件，实名举报占30%: of two kinds that are all there is."""
    for said in paragraph.said:
        for at, share in enumerate(said):
            match = _NAMED.search(share.clause) if share.role is Role.SHARE else None
            levels = amounts(said[:at]) if match else []
            if match is None or len(levels) != 2 or not are_all([one.label for one in levels]):
                continue
            own = [one for one in levels if one.label.endswith(match["name"])]
            unlike = levels[0].quantity.unit != levels[1].quantity.unit
            if len(own) != 1 or unlike or figures(share.quantity, *(one.quantity for one in levels)):
                continue
            known = [one.quantity for one in amounts([*paragraph.before, *paragraph.until(share)])]
            whole = added(levels)
            if not fits(own[0].quantity, share.quantity, [whole, *known]):
                right = share.quantity.printed(own[0].quantity.value / whole.value * 100)
                words = share.label + share.quantity.text
                yield finding(
                    "audit.share-wrong", place_of(share.sentence), words, right, likely=True, whole=whole.text
                )


_DUE = lazily("督办|列入|应(?!急|诉|对|聘)|需|共|交办|到期|派发|转办")
_LATE = lazily(
    "^[^，。；]{0,6}?(?:逾期|超期|超时|未按[时期]|未能按[时期]|延期|未化解|未办结|未完成|未整改|未回复)[^，。；]{0,6}$"
)
_IN_TIME = lazily("(?:按|及|准)[时期][^，。；]{0,4}率$")


def _in_time(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """应回复140条，逾期7条，按时回复率95.0%: what was not late, of what was due."""
    for said in paragraph.said:
        for at, rate in enumerate(said):
            if rate.role is not Role.RATE or not _IN_TIME.search(rate.name):
                continue
            levels = amounts(said[:at])
            if len(levels) != 2 or not _DUE.search(levels[0].label) or not _LATE.search(levels[1].label):
                continue
            due, late = levels[0].quantity, levels[1].quantity
            if due.unit != late.unit or due.value <= late.value or figures(rate.quantity, due, late):
                continue
            share = (due.value - late.value) / due.value * 100
            if not rate.quantity.holds(Range(share, share)):
                words = rate.name + rate.quantity.text
                yield finding(
                    "audit.share-wrong",
                    place_of(rate.sentence),
                    words,
                    rate.quantity.printed(share),
                    likely=True,
                    whole=due.text,
                )


_BY_LETTER = lazily("^(?!增|降|升|减|涨|跌|同|环|平|自|死|失)(?P<stem>[\u4e00-\u9fff]{2,3})率$")


def _by_letter(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """95名干部中，91人参加，参评率95.8%: of the only two amounts of the sentence, the later of which speaks of the rate's name."""
    for said in paragraph.said:
        for at, rate in enumerate(said):
            match = (
                _BY_LETTER.match(rate.name) if rate.role is Role.RATE and rate.quantity.kind is Kind.PERCENT else None
            )
            levels = amounts(said[:at]) if match and not rate.era else []
            if match is None or len(levels) != 2 or at != 2 or rate.depth:
                continue
            whole, part = levels
            units = {"人" if one.quantity.unit in {"名", "位"} else one.quantity.unit for one in levels}
            spoken = set(match["stem"]) & set(part.label + part.tail)
            if len(units) > 1 or not spoken or not 0 < part.quantity.value < whole.quantity.value:
                continue
            share = part.quantity.value / whole.quantity.value * 100
            right = [Range(share, share), Range(100 - share, 100 - share)]
            if any(map(rate.quantity.holds, right)) or figures(rate.quantity, part.quantity, whole.quantity):
                continue
            known = [one.quantity for one in amounts([*paragraph.before, *paragraph.until(part)])]
            if not fits(part.quantity, rate.quantity, known):
                words = rate.sentence.printed(part.at, rate.at + 1)
                yield finding(
                    "audit.share-wrong",
                    place_of(rate.sentence),
                    words,
                    rate.quantity.printed(share),
                    likely=True,
                    whole=whole.quantity.text,
                )


RELATIONS = (
    Relation("audit.share-wrong", _by_letter, "应参加述职的95名干部中，91人参加，参评率95.8%。", "应参加述职的95名干部中，91人参加，参评率98.5%。", words="率"),
    Relation("audit.share-wrong", _that_is, "在线申请的占62%，即200件申请中有124件为在线申请。", "在线申请的占26%，即200件申请中有124件为在线申请。", words="即"),
    Relation("audit.share-wrong", _amount_behind, "今年通报的30起案例中，违规吃喝问题占40%，为12起。", "今年通报的30起案例中，违规吃喝问题占40%，为15起。", words="占"),
    Relation("audit.share-wrong", _together, "查处的64起问题中，违规吃喝16起、违规收礼24起，两类问题合计占62.5%。", "查处的64起问题中，违规吃喝16起、违规收礼24起，两类问题合计占65.2%。", words="占"),
    Relation("audit.share-wrong", _of_two, "实名举报108件，匿名举报252件，实名举报占30%。", "实名举报108件，匿名举报225件，实名举报占30%。", words="占"),
    Relation("audit.share-wrong", _in_time, "应回复留言140条，逾期7条，按时回复率95.0%。", "应回复留言140条，逾期7条，按时回复率97.0%。", words="[按及准][时期]"),
)  # fmt: skip
