"""The one share or rate of a clause chain and the only two amounts beside it, in whatever order: 签约率90%，应签约5000户，已签约4500户."""

from collections.abc import Iterator, Sequence

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.rules.wholes.shares import fits
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Range, figures
from reportgen.review.text_audit.texts.sentences import Sentence

_OTHER_BASE = lazily(
    "同期|[上去前]年|上[月季期周]|同比|环比|比(?![例重])|较|增|降|减|计划|预算|目标|任务|平均|提高|提升|全[国省市]|占(?:全|我|本|其|该|同|当)"
)
_NO_RATE = lazily(
    "^(?:增长|下降|上升|失业|死亡|出生|利用|回报|贡献|自然|综合|容积|绿地|绿化|恢复|复发|变化|增减|概|效|频|速|功|税|利|汇|费|汇|倍)率?|率先"
)
_PAIR = 2


def _only(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """The two amounts give the share or rate, or what is left of it, or it is of something that the text told before."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        percents = [one for one in said if one.quantity.kind is Kind.PERCENT]
        known = [one for one in said if one.quantity.kind is Kind.AMOUNT]
        if len(percents) != 1 or len(known) != _PAIR or len(said) != _PAIR + 1 or _OTHER_BASE.search(sentence.skeleton):
            continue
        stated = percents[0]
        if not _alike(known) or not (_is_share(stated, sentence, known) or _is_rate(stated, known)):
            continue
        yield from _judged(paragraph, sentence, stated, known)


def _judged(
    paragraph: Paragraph, sentence: Sentence, stated: Mention, known: Sequence[Mention]
) -> Iterator[AuditFinding]:
    part, whole = sorted((one.quantity for one in known), key=lambda one: one.value)
    if part.value <= 0 or part.value == whole.value or figures(part, whole, stated.quantity):
        return
    ratio = part.range / whole.range
    both = whole.range + part.range
    right = [
        each
        for one in (ratio, part.range / both)  # of one of them, or of both together
        for each in (one.times(100), Range(100 - one.high * 100, 100 - one.low * 100))
    ]
    earlier = [one.quantity for one in amounts([*paragraph.before, *paragraph.mentions])]
    if any(map(stated.quantity.holds, right)) or any(fits(one, stated.quantity, earlier) for one in (part, whole)):
        return
    yield finding(
        "audit.share-wrong",
        place_of(sentence),
        stated.label + stated.quantity.text,
        stated.quantity.printed(part.value / whole.value * 100),
        likely=True,
        whole=whole.text,
    )


def _alike(known: Sequence[Mention]) -> bool:
    """Whether both amounts count one kind of thing of one time."""
    units = {"人" if one.quantity.unit in {"名", "位"} else one.quantity.unit for one in known}
    plain = all(one.role in (Role.LEVEL, Role.WHOLE) and not one.era and one.stretch is None for one in known)
    return len(units) == 1 and plain and not any("其中" in one.label for one in known[:1])


_OF = lazily("占(?P<of>[^，。；、]*?)的$")


def _is_share(stated: Mention, sentence: Sentence, known: Sequence[Mention]) -> bool:
    """Whether a share is of one of the amounts: of what it names, or of nothing that it names."""
    if stated.role is not Role.SHARE or "占" not in stated.clause or "；" in sentence.skeleton:
        return False
    of = _OF.search(stated.clause)
    return not (of and of["of"]) or any(of["of"][-_PAIR:] in one.label + one.tail for one in known)


def _is_rate(stated: Mention, known: Sequence[Mention]) -> bool:
    """Whether the name of a rate speaks of one of the amounts: 签约率 of 已签约4500户."""
    stem = stated.name.removesuffix("率")[-2:]
    if (
        stated.role is not Role.RATE
        or not stated.name.endswith("率")
        or len(stem) < _PAIR
        or _NO_RATE.search(stated.name)
    ):
        return False
    return any(stem in one.label + one.tail for one in known)


RELATIONS = (
    Relation(
        "audit.share-wrong",
        _only,
        "已签约4500户，签约率90%，应签约5000户。",
        "已签约4500户，签约率85%，应签约5000户。",
        words="%",
        more=(
            (
                "在全部86名处分人员中，科级以上干部占15.1%，共13人。",
                "在全部86名处分人员中，科级以上干部占19.1%，共13人。",
            ),
            ("不合格15批次，合格率97%，共抽检500批次。", "不合格15批次，合格率95%，共抽检500批次。"),
        ),
    ),
)
