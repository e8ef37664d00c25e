"""How old somebody was: by the year of birth and that of the deed, or by two ages and the years between them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of

_Y, _M = r"(?:19|20)\d\d", r"(?:\d{1,2}月(?:\d{1,2}[日号])?)"
_BORN = lazily(
    rf"(?:生于|出生于|出生(?:日期|年月)?[：为是])(?P<year2>{_Y})年(?P<month2>{_M})?|(?P<year>{_Y})年(?P<month>{_M})?(?:出生|生人|生(?![产活效育态成意源涯]))"
)
_AGE = lazily(
    r"(?<![\d.—–\-~～至到])(?P<age>\d{1,3})(?:周岁|岁)(?!以|及|至|到|[—–\-~～、]|段|组|的?(?:儿|女|孩|孙|母|父|老母|老父|妻|幼|婴))"
)
_NOT_OWN = lazily(
    "相差|差距|大|小|年长|年轻|比|其[母父妻子女儿]|母亲|父亲|儿子|女儿|妻子|孙|平均|最|不足|未满|约|近|达到|每|[过不]满|法定|退休年龄|虚"
)
_WHEN = lazily(rf"(?P<year>{_Y})年(?P<month>{_M})?")
_MOST = 1  # somebody whose birthday has not come is a year younger


def _ages(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """1979年8月出生，案发时（2023年10月）44周岁: at one of the times that the text names."""
    for number, (sentence, text) in enumerate(zip(paragraph.sentences, paragraph.plain, strict=True)):
        ages = [one for one in _AGE.finditer(text) if not _NOT_OWN.search(_before(text, one.start()))]
        if not ages or "虚岁" in text or any(one.figure for one in sentence.found.values()):
            continue
        whole = text
        if not _BORN.search(text) and number:
            whole = paragraph.plain[number - 1] + text
        born = list(_BORN.finditer(whole))
        others = [
            one for one in _WHEN.finditer(whole) if not born or not born[0].start() <= one.start() < born[0].end()
        ]
        if len(born) != 1 or not others:
            continue
        for age in ages:
            right = set().union(*(_age(born[0], one) for one in others))
            if int(age["age"]) not in right:
                stated = f"{age['age']}岁"
                shown = "或".join(map(str, sorted(right)))
                yield finding("audit.age-wrong", place_of(sentence), stated, shown, likely=len(others) > 1)


def _before(text: str, at: int) -> str:
    return re.split("[，。；：（）]", text[max(at - 12, 0) : at])[-1]


def _age(born: re.Match[str], when: re.Match[str]) -> set[int]:
    """How old somebody can be: the birthday may not have come yet."""
    years = int(when["year"]) - int(born["year"] or born["year2"])
    month, other = (one and int(one.split("月")[0]) for one in (born["month"] or born["month2"], when["month"]))
    if not month or not other or month == other:
        return {years, years - 1}
    return {years if other > month else years - 1}


_AT_AGE = lazily(
    rf"(?P<year>{_Y})年[^，。；岁]{{0,14}}?(?:，(?:时年|当时|年仅|现年|年龄|已|年)[^，。；岁\d]{{0,4}})?(?<!\d)(?P<age>\d{{1,3}})(?:周岁|岁)(?!以|及|至)"
)
_TWO = 2


def _older(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """2001年参加工作时22岁，2026年立案时47岁: as many years older as have gone by."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        ages = list(_AT_AGE.finditer(text))
        if len(ages) != _TWO or any(one.figure for one in sentence.found.values()) or not _of_one(text, ages):
            continue
        for first, last in pairwise(ages):
            right = int(first["age"]) + int(last["year"]) - int(first["year"])
            if abs(right - int(last["age"])) > _MOST:
                yield finding("audit.age-wrong", place_of(sentence), f"{last['age']}岁", str(right), likely=True)


def _of_one(text: str, ages: Sequence[re.Match[str]]) -> bool:
    """Whether nobody else is named between two ages."""
    between = text[ages[0].end() : ages[1].start()]
    return "、" not in between and not re.search("[某甲乙丙丁]|其他|另", between) and not re.search("平均|最", text)


RELATIONS = (
    Relation(
        "audit.age-wrong",
        _older,
        "陈某2001年参加工作时22岁，2026年被立案时47岁。",
        "陈某2001年参加工作时22岁，2026年被立案时37岁。",
        words="岁",
    ),
    Relation(
        "audit.age-wrong",
        _ages,
        "张某，1979年8月出生，案发时（2023年10月）44周岁。",
        "张某，1979年8月出生，案发时（2023年10月）46周岁。",
        words="岁",
        more=(
            (
                "来访人今年86岁，1939年生人，2025年3月申请高龄津贴。",
                "来访人今年76岁，1939年生人，2025年3月申请高龄津贴。",
            ),
        ),
    ),
)
