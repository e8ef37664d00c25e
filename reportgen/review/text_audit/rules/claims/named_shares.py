"""Shares of parts that were counted before by name: 资金26件、工程19件、作风33件、其他12件，共90件。其中工程占21.1%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.claims.joint_shares import added
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.rules.wholes.shares import fits
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, figures

_NAME = lazily(
    r"(?:^|[，。；：、])(?:其中[，]?|而|以)?(?P<name>[\u4e00-\u9fff“”]{2,10}?)(?:案件|问题|类|数量?|量|的|件数|所)*(?:占比?|比重|比例)(?:总数|总量|全部|总体|受理量|受理总量|举报总量|最[高大多低小少])?的?(?:，?(?:为|达到?|约|是))?$"
)
_TRAILING = lazily("(?:案件|问题|类|数量?|量|的|件数|为|是|有|共|计|达)+$")
_TOTAL = lazily("共(?!同|享|产|青)|合计|总计|总[数量]|全部|受理|收到|接收|登记|查处|立案|处分|检查|抽查|排查|走访|回收")
_MOST = 40


def _named(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """A share behind the name of a part, whose number stands elsewhere in the paragraph or the one before."""
    for said in paragraph.said:
        for at, share in enumerate(said):
            if share.quantity.kind is not Kind.PERCENT or share.role is not Role.SHARE or share.depth:
                continue
            match = _NAME.search(share.sentence.printed(max(share.at - 40, 0), share.at))
            if match is None or (at and said[at - 1].quantity.kind is Kind.AMOUNT and said[at - 1].at > share.at - 6):
                continue
            known = amounts([*paragraph.before[-_MOST:], *paragraph.until(share)])
            yield from _judged(paragraph, share, match["name"], known)


def _judged(paragraph: Paragraph, share: Mention, name: str, known: Sequence[Mention]) -> Iterator[AuditFinding]:
    own = [one for one in known if one.role is Role.LEVEL and not one.era and _called(one).endswith(name)]
    if len({one.quantity.value for one in own}) != 1:
        return
    part = own[-1]
    alike = [one for one in known if one.quantity.unit == part.quantity.unit]
    run = [one for one in alike if one.sentence is part.sentence]
    sums = [added(run[start:end]) for start in range(len(run)) for end in range(start + 2, len(run) + 1)]
    later = amounts(paragraph.behind(share)[:_MOST], part.quantity.unit)
    everything = [*(one.quantity for one in (*alike, *later)), *sums]
    if fits(part.quantity, share.quantity, everything) or figures(part.quantity, share.quantity):
        return
    whole = _whole(alike, part, sums)
    if whole is not None and part.quantity.value < whole.value:
        yield finding(
            "audit.share-wrong",
            place_of(share.sentence),
            name + share.label.removeprefix(name) + share.quantity.text,
            share.quantity.printed(part.quantity.value / whole.value * 100),
            likely=True,
            whole=whole.text,
        )


def _called(one: Mention) -> str:
    """The name of a number without what says nothing."""
    return _TRAILING.sub("", re.split("其中|[：:]", one.label)[-1])


def _whole(alike: Sequence[Mention], part: Mention, sums: Sequence[Quantity]) -> Quantity | None:
    """The one total of which the part can be; None where the text names several."""
    totals = {
        one.quantity.value: one.quantity
        for one in alike
        if one is not part
        and one.quantity.value > part.quantity.value
        and _TOTAL.search(one.label + one.tail)
        and not one.era
    }
    if len(totals) == 1:
        return next(iter(totals.values()))
    largest = max(sums, key=lambda one: one.value, default=None)
    return largest if largest is not None and not totals and largest.value > Decimal(0) else None


_OF = lazily("占(?P<of>[\u4e00-\u9fff]{2,10})的$")


def _of_one_whole(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """96家，占问题单位的52.5%，41家，占问题单位的22.4%: shares of what is called by one name are of one number."""
    groups: dict[str, list[tuple[Mention, Mention]]] = {}
    for said in paragraph.said:
        for part, share in pairwise(said):
            match = _OF.search(share.clause) if share.role is Role.SHARE else None
            near = re.fullmatch("[，（][^，。；]{0,12}", share.sentence.printed(part.at + 1, share.at)) is not None
            if match and near and part.quantity.kind is Kind.AMOUNT and part.role is Role.LEVEL:
                groups.setdefault(match["of"], []).append((part, share))
    for pairs in groups.values():
        if len(pairs) > 1:
            yield from _one_whole(paragraph, pairs)


def _one_whole(paragraph: Paragraph, pairs: Sequence[tuple[Mention, Mention]]) -> Iterator[AuditFinding]:
    known = [one.quantity for one in amounts([*paragraph.before[-_MOST:], *paragraph.mentions[:_MOST]])]
    fitting = [[one for one in known if fits(part.quantity, share.quantity, [one])] for part, share in pairs]
    told = next((ones for ones in fitting if len({one.value for one in ones}) == 1), None)
    for (part, share), ones in zip(pairs, fitting, strict=True):
        if told is not None and not ones and not figures(part.quantity, share.quantity):
            yield finding(
                "audit.share-wrong",
                place_of(share.sentence),
                part.quantity.text + "，" + share.label + share.quantity.text,
                share.quantity.printed(part.quantity.value / told[0].value * 100),
                likely=True,
                whole=told[0].text,
            )


RELATIONS = (
    Relation(
        "audit.share-wrong",
        _of_one_whole,
        "发现问题的183家，涉及卫生的96家，占问题单位的52.5%，涉及票证的41家，占问题单位的22.4%。",
        "发现问题的183家，涉及卫生的96家，占问题单位的52.5%，涉及票证的41家，占问题单位的27.4%。",
        words="占[^。]*占",
    ),
    Relation(
        "audit.share-wrong",
        _named,
        "举报中资金管理26件、工程建设19件、作风问题33件、其他12件，共90件。其中工程建设占21.1%。",
        "举报中资金管理26件、工程建设19件、作风问题33件、其他12件，共90件。其中工程建设占26.1%。",
        words="占|比重|比例",
    ),
)
