"""Shares that make a list: 各自所占份额：热线66.4%，网络21.5%，来访12.1%; 11人，占22%；27人，占54%；12人，占24%."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.words import MANY, OPEN
from reportgen.review.text_audit.rules.claims.joint_shares import added
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.rules.wholes.shares import fits
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, figures
from reportgen.review.text_audit.texts.sentences import pattern

_FEWEST = 3


def _odd_one(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """11人，占22%；27人，占45%；12人，占24%: all shares but one are of the sum of their parts."""
    for said in paragraph.said:
        if len(said) < 2 * _FEWEST:
            continue
        pairs = [(part, share) for part, share in pairwise(said) if _shares(part, share)]
        parts = [part for part, _ in pairs]
        if len(pairs) < _FEWEST or len({part.quantity.unit for part in parts}) > 1:
            continue
        whole = added(parts)
        wrong = [(part, share) for part, share in pairs if not fits(part.quantity, share.quantity, [whole])]
        if len(wrong) != 1 or figures(*(one.quantity for one in wrong[0])):
            continue
        part, share = wrong[0]
        known = [one.quantity for one in amounts([*paragraph.before, *paragraph.mentions], whole.unit)]
        if not fits(part.quantity, share.quantity, known):
            words = share.sentence.printed(part.at, share.at + 1)
            right = share.quantity.printed(part.quantity.value / whole.value * 100)
            yield finding("audit.share-wrong", place_of(share.sentence), words, right, likely=True, whole=whole.text)


def _shares(part: Mention, share: Mention) -> bool:
    """Whether a share stands right behind its part."""
    between = share.sentence.skeleton[part.at + 1 : share.at]
    level = part.quantity.kind is Kind.AMOUNT and part.role is Role.LEVEL
    return level and share.quantity.kind is Kind.PERCENT and _BESIDE.fullmatch(between) is not None


_BESIDE = lazily("[，（](?:约|各|分别)?(?:占比?|占总数的|占总量的|占全部的|比重为?)?(?:为|达)?|占")
_LISTED = pattern(
    r"(?:份额|占比|比重|比例|构成|分布|结构)[^，。；：ⒶⓅ]{0,6}[：](?P<shares>[^，。；：、ⒶⓅ]{1,12}Ⓟ(?:[，、；和][^，。；：、ⒶⓅ]{1,12}Ⓟ){2,})(?=[。；]|$)"
)
_ALL = lazily("构成|分布|结构|份额|各自")
_SLACK = 1  # percent that rounding can take from all shares together


def _listed(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """各自所占份额：热线66.4%，网络21.5%，来访12.1%: no more than 100, and no less where they are all there are."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        for match in _LISTED.finditer(sentence.skeleton):
            shares = [one for one in said if match.start("shares") <= one.at < match.end()]
            total = sum(one.quantity.value for one in shares)
            head = sentence.skeleton[: match.start("shares")]
            many = re.search(f"{MANY}|率|增|降", head) or figures(*(one.quantity for one in shares))
            short = total < 100 - _SLACK and _ALL.search(match[0]) and not re.search(OPEN, sentence.skeleton)
            if not many and (total > 100 + _SLACK or short):
                words = "、".join(one.quantity.text for one in shares)
                yield finding("audit.shares-total", place_of(sentence), words, "100%", sum=f"{total}%")


RELATIONS = (
    Relation("audit.share-wrong", _odd_one, "35岁以下11人，占22%；36岁至50岁27人，占54%；51岁以上12人，占24%。", "35岁以下11人，占22%；36岁至50岁27人，占45%；51岁以上12人，占24%。", words="占|%）"),
    Relation("audit.shares-total", _listed, "三类渠道各自所占份额是：热线66.4%，网络21.5%，来访12.1%。", "三类渠道各自所占份额是：热线66.4%，网络25.1%，来访12.1%。", words="："),
)  # fmt: skip
