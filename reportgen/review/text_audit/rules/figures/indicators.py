"""The same indicator with two values: 受理总数 312件 in the lead, 321件 later; 全县满意率 95.1% and 94.8%."""

import re
from collections.abc import Iterator

from reportgen.model import AuditFinding
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Quantity, figures
from reportgen.review.text_audit.texts.sentences import AuditedText, Sentence, pattern

_OTHER_TIME = pattern(
    "同期|去年|上年|前年|上季|上月|上期|上半年|下半年|累计|截至|历年|年均|此前|预计|计划|目标|力争|达到(?:或|及)|由|从|至|到(?!位|底|达)|Ⓞ[^，。；]{0,4}[—–至]"
)
_TOTAL = pattern(
    r"(?:(?:^|[，。；：占、])(?:全部|本季度|本月|全年|今年)?(?P<name>(?:受理|立案|处分|登记|来信|信访|投诉|举报|工单)总[数量])(?:为|是|共|的)?(?P<value>Ⓐ))"
)
_RECEIVED = pattern(
    r"(?:全[县市区省州]|本[县市区])[^，。；ⒶⓅⒹⓉⓇ]{0,12}?共(?P<name>受理|立案|处分|登记)[^，。；ⒶⓅⒹⓉⓇ]{0,16}?(?P<value>Ⓐ)"
)
_RATE = pattern(
    r"(?:总体|全[县市区省州]|整体|综合)(?:的)?(?:群众)?(?P<name>满意率|满意度|办结率|按期办结率|属实率|答复率|回访率)(?:为|是|达到?)?(?P<value>Ⓟ)"
)


def same_indicator(story: AuditedText) -> Iterator[AuditFinding]:
    """Each total and overall rate against its first value in the text; what is of another time is left out."""
    first: dict[tuple[str, str], Quantity] = {}
    for sentence in (one for sentences in story.sentences for one in sentences):
        for name, value in _named(sentence):
            earlier = first.setdefault((name, value.unit), value)
            if _differ(earlier, value) and not figures(earlier, value):
                stated, expected = f"{name}{value.text}", f"{name}{earlier.text}"
                yield finding("audit.value-differs", place_of(sentence), stated, expected)


def _named(sentence: Sentence) -> Iterator[tuple[str, Quantity]]:
    """The indicators of a sentence: name and value."""
    for one in (_TOTAL, _RECEIVED, _RATE):
        for match in one.finditer(sentence.skeleton):
            clause = re.split("[，；。：]", sentence.skeleton[: match.start("value")])[-1]
            if not _OTHER_TIME.search(clause) and not re.search("比|较|与", clause):
                yield _indicator(match["name"]), sentence.at(match, "value")


def _indicator(name: str) -> str:
    """The total of what was received is one indicator, whether it is called 受理总数 or 共受理."""
    return name if name.endswith(("率", "度")) else name.replace("总数", "").replace("总量", "") + "总数"


def _differ(one: Quantity, other: Quantity) -> bool:
    """Whether no value can be printed in both ways."""
    return one.range.apart(other.range) > 0


CHECKS = (same_indicator,)
