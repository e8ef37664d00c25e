"""Parts without the words that tie them to their whole: one share beside two amounts; areas, or 上升的 and 下降的, behind a total."""

import re
from collections.abc import Iterator

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.named import kinds_of
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.words import MANY
from reportgen.review.text_audit.rules.again.sums import BY_OTHERS, added_up
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.rules.wholes.parts import mixed, report
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, figures
from reportgen.review.text_audit.texts.sentences import Sentence, pattern

_THREE, _NAME = 3, 10
_ALL_TOLD = lazily("共(?!同|享|产)|全|总|合计")
_SUCH = lazily(
    "[^，。；]{0,6}(?:上升|下降|持平|增长|增加|减少|合格|达标|完成|优秀|良好|一般|高于|低于|未|不|已|提前|按期)[^，。；]{0,6}的(?:有|为)?"
)
_TOTAL_WORD = lazily("总[数量计额]|全部|合计|共(?!同|享|产)|全体|[受办]理|收到")


def _one_share(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """占总数的15.0%，为96件，总数为640件: one share and two amounts, of which one is called all."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        percents = [one for one in said if one.quantity.kind is Kind.PERCENT]
        shares = [
            one
            for one in percents
            if one.role is Role.SHARE or "占" in one.clause or "比重" in one.clause or one.tail.startswith("的")
        ]
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
            or not _TOTAL_WORD.search(whole.sentence.printed(max(whole.at - 10, 0), whole.at) + whole.tail)
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
            _words(sentence, part, shares[0]),
            shares[0].quantity.printed(part.quantity.value / whole.quantity.value * 100),
            whole=whole.quantity.text,
            likely=True,
        )


def _words(sentence: Sentence, part: Mention, share: Mention) -> str:
    """The part and its share as other checks of shares quote them."""
    before = part.at < share.at
    return sentence.printed(part.at, share.at + 1) if before else share.label + share.quantity.text


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
        if whole.quantity.range.high < added_up(run).low and not figures(
            whole.quantity, *(one.quantity for one in run)
        ):
            yield report(whole.sentence, run, whole.quantity, likely=True)


def _is_like(one: Mention, whole: Mention) -> bool:
    """Whether an amount is short of name, counts what the whole counts, and speaks of no other time."""
    plain = len(one.label) <= _NAME and one.role is Role.LEVEL and one.quantity.unit == whole.quantity.unit
    return plain and not one.era and not BY_OTHERS.search(one.label)


def _of_such(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """全市9个县区，上升的4个，下降的6个: those that do this and those that do that are no more than all."""
    for said in paragraph.said:
        levels = [one for one in amounts(said) if not one.depth]
        for at, whole in enumerate(levels):
            run = [one for one in levels[at + 1 :] if one.quantity.unit == whole.quantity.unit]
            such = [one for one in run if _SUCH.fullmatch(one.label)]
            if len(such) < 2 or len(such) != len(run) or not whole.tail or re.search(MANY, whole.sentence.skeleton):
                continue
            total = added_up(such)
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


def _one_rate(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """参保率98.0%（应参保5000人，已参保4900人）: a rate and, behind it, the two amounts of which it is."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        known = [one for one in said if one.quantity.kind is Kind.AMOUNT]
        if len(said) != _THREE or len(known) != _THREE - 1 or said[0].role is not Role.RATE:
            continue
        rate = said[0]
        part, whole = sorted(known, key=lambda one: one.quantity.value)
        stem = rate.name.removesuffix("率")[-2:]
        named = len(stem) > 1 and rate.name.endswith("率") and stem in part.label + part.tail
        near = re.match("[，（](?:即|也就是|其中)?|（", sentence.skeleton[rate.at + 1 :])
        if not named or not near or part.quantity.unit != whole.quantity.unit or whole.quantity.range.low <= 0:
            continue
        if part.era or whole.era or figures(*(one.quantity for one in said)) or part.quantity.range.low <= 0:
            continue
        if not rate.quantity.holds((part.quantity.range / whole.quantity.range).times(100)):
            right = rate.quantity.printed(part.quantity.value / whole.quantity.value * 100)
            words = rate.label + rate.quantity.text
            yield finding("audit.share-wrong", place_of(sentence), words, right, whole=whole.quantity.text, likely=True)


_LIST_AMONG = pattern(
    r"(?P<whole>Ⓐ)[^，。；ⒶⓅ]{0,8}(?<![集其])中[，：]?(?P<parts>Ⓐ[^，。；、ⒶⓅ]{1,8}(?:[、，]Ⓐ[^，。；、ⒶⓅ]{1,8})+)(?=[，。；]|$)"
)


def _among(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """10个小组中3个优秀、5个良好、2个一般: those among them are no more than they."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        for match in _LIST_AMONG.finditer(sentence.skeleton):
            whole = next((one for one in said if one.at == match.start("whole")), None)
            parts = [one for one in said if match.start("parts") <= one.at < match.end("parts")]
            if whole is None or len(parts) < 2 or re.search(MANY, sentence.skeleton):
                continue
            alike = all(one.quantity.unit == whole.quantity.unit and one.role is Role.LEVEL for one in parts)
            over = alike and added_up(parts).low > whole.quantity.range.high
            told = [one.tail for one in parts]
            if over and not mixed(told) and not figures(whole.quantity, *(one.quantity for one in parts)):
                yield report(sentence, parts, whole.quantity, likely=True)


RELATIONS = (
    Relation("audit.share-wrong", _one_rate, "参保率98.0%（应参保5000人，已参保4900人）。", "参保率99.0%（应参保5000人，已参保4900人）。", words="率"),
    Relation("audit.sum-wrong", _among, "10个小组中3个优秀、5个良好、2个一般。", "10个小组中3个优秀、5个良好、4个一般。", words="中"),
    Relation("audit.sum-wrong", _of_such, "全市9个县区，上升的4个，下降的5个。", "全市9个县区，上升的4个，下降的6个。", words="的"),
    Relation("audit.share-wrong", _one_share, "教育类占总数的15.0%，为96件，总数为640件。", "教育类占总数的18.0%，为96件，总数为640件。", words="占|比重|%的"),
    Relation("audit.sum-wrong", _by_area, "共发放96.5万元，甲镇32.1万元，乙镇28.4万元，丙镇36.0万元。", "共发放96.5万元，甲镇32.1万元，乙镇28.4万元，丙镇38.0万元。", words="共|全|总|合计"),
)  # fmt: skip
