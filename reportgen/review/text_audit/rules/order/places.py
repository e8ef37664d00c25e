"""Who stands where: 开平区居第三位 of three whose values the sentence gives."""

import re
from collections.abc import Iterator, Sequence

from reportgen.chinese.numerals import from_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, amounts
from reportgen.review.text_audit.reading.named import Rivals, rivals
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, figures
from reportgen.review.text_audit.texts.sentences import Sentence

_PLACE = lazily(
    r"(?:^|[，。；：])(?P<claim>[^，。；：]{0,30}?)(?<!分)(?:位?居|列|位列|排名?(?:在|到|第)?|名列|处于|位于|处在)(?P<scope>[^，。；：第前后]{0,8}?)第?(?P<place>\d{1,2}|[一二三四五六七八九十]{1,2})(?:位|名)(?![至到—–~～\-、])"
)
_WIDER = lazily("全[国省市县区州]|[省市县区]里|同类|所有|系统")
_AMONG = lazily(r"[一二两三四五六七八九十\d]+个?(?:[县市区乡镇街道局家]|单位|部门|城区)")
_FROM_LOW = lazily("倒数|末|由低到高|从低到高|从少到多|由少到多|由短到长|从短到长|最后")
_LESS_IS_MORE = {"天", "个工作日", "小时", "分钟", "秒"}
_ALL = lazily("共(?!同|享)|合计|总[数量计]|全[县市区省]|平均|同期|[上去]年")


def _places(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """The place that the values give, counted from the highest; of days and hours from either end."""
    for number, (sentence, text) in enumerate(zip(paragraph.sentences, paragraph.plain, strict=True)):
        for match in _PLACE.finditer(text):
            yield from _place(paragraph, number, sentence, match)


def _place(paragraph: Paragraph, number: int, sentence: Sentence, match: re.Match[str]) -> Iterator[AuditFinding]:
    claim = re.sub("^(?:其中|而|但|且|以)", "", match["claim"])
    found = rivals(paragraph, number, claim, claim) if len(claim) > 1 else _just_before(paragraph, number, match)
    if found is None or figures(found.own.quantity, *(one.quantity for one in found.others)):
        return
    value = found.own.quantity.value
    stated = from_hanzi(match["place"]) or 0
    above = sum(one.quantity.value > value for one in found.others)
    below = sum(one.quantity.value < value for one in found.others)
    same = len(found.others) - above - below
    down, up = range(above + 1, above + same + 2), range(below + 1, below + same + 2)
    last = _FROM_LOW.search(sentence.skeleton) or found.own.quantity.unit in _LESS_IS_MORE
    wider = _WIDER.search(match["scope"] + claim) and not _AMONG.search(
        match["scope"] + sentence.printed(0, sentence.skeleton.find("第"))
    )
    if stated in down or (last and stated in up) or stated > len(found.others) + 1 or (wider and stated > above):
        return
    words = f"{match['claim']}第{match['place']}位"
    yield finding("audit.extreme-wrong", place_of(sentence), words, str(above + 1))


def _just_before(paragraph: Paragraph, number: int, match: re.Match[str]) -> Rivals | None:
    """平安县受理238件，居第四位，其余分别受理…: the value right before the claim, and all others of its unit."""
    said = [one for one in amounts(paragraph.said[number]) if not _ALL.search(one.label)]
    sentence = paragraph.sentences[number]
    before = [one for one in said if len(sentence.printed(0, one.at + 1)) == match.start()]
    others = _others(said, before[0]) if before else []
    return Rivals(before[0].label, before[0], tuple(others)) if len(others) > 1 else None


def _others(said: Sequence[Mention], own: Mention) -> list[Mention]:
    alike = [one for one in said if one is not own and one.quantity.unit == own.quantity.unit]
    return alike if own.quantity.kind is Kind.AMOUNT and re.search("其余|其他|另外", own.sentence.skeleton) else []


RELATIONS = (
    Relation(
        "audit.extreme-wrong",
        _places,
        "路北区98.9%、路南区97.6%、开平区98.2%，开平区居第二位。",
        "路北区98.9%、路南区97.6%、开平区98.2%，开平区居第三位。",
        words="[居列排位处]",
    ),
)
