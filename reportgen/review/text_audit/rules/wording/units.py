"""What is counted in which measure word: 问题线索 in 件, people who were punished in 人; the same thing in one word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of

_PEOPLE = frozenset({"人", "人次", "名", "位"})


@dataclass(frozen=True)
class _Usage:
    """A word right before a number, the measure words that cannot stand behind it, and the one that does."""

    word: re.Pattern[str]
    wrong: frozenset[str]
    right: str


USAGES = (
    _Usage(
        lazily(
            "(?:问题线索|案件线索|违纪线索|信访件|信访举报件|举报件|信访事项|工单|案件|举报信|来信|投诉件)(?:共|计)?$"
        ),
        _PEOPLE - {"人次"},
        "件",
    ),
    _Usage(
        lazily(
            "(?:处分|党纪处分|政务处分|组织处理|诫勉谈话|批评教育|移送司法机关|追责问责|留置|采取留置措施)(?:了|共|计)?$"
        ),
        frozenset({"件", "起", "条", "宗", "份", "批"}),
        "人",
    ),
)
"""What clerks mix up when they copy a line: cases and the people of them."""


def _usage(paragraph: Paragraph) -> Iterator[AuditFinding]:
    for one in amounts(paragraph.mentions):
        for usage in USAGES:
            match = usage.word.search(one.label)
            if match is None or one.quantity.unit not in usage.wrong or one.quantity.figure:
                continue
            if usage is USAGES[1] and not re.search("给予|受|立案|共|作出|，|^", one.clause):
                continue
            right = one.quantity.text.removesuffix(one.quantity.unit) + usage.right
            yield finding("audit.unit-wrong", place_of(one.sentence), match[0] + one.quantity.text, right, likely=True)


def _twice(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """集体访15批184批次: what stands right behind 15批 counts the people of them."""
    for said in paragraph.said:
        for one, other in pairwise(said):
            behind = other.at == one.at + 1 and other.quantity.unit == one.quantity.unit + "次"
            if behind and not other.quantity.figure:
                right = other.quantity.text.removesuffix(other.quantity.unit) + "人次"
                yield finding("audit.unit-wrong", place_of(other.sentence), other.quantity.text, right, likely=True)


RELATIONS = (
    Relation("audit.unit-wrong", _twice, "群众来访86批312人次，其中集体访15批184人次。", "群众来访86批312人次，其中集体访15批184批次。"),
    Relation("audit.unit-wrong", _usage, "移送问题线索34件，给予党纪政务处分42人。", "移送问题线索34人，给予党纪政务处分42人。", words="线索|件|事项|工单|信|处|谈话|教育|移送|问责|留置"),
)  # fmt: skip
