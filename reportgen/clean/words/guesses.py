"""What an unknown word of a ledger likely means: a category by its name or by the cases under it, a state, a verdict, a grade."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from reportgen.clean.cells.values import fold

_GENERAL = frozenset(
    [
        "服务",
        "工作",
        "问题",
        "管理",
        "业务",
        "办事",
        "办理",
        "情况",
        "作风",
        "窗口",
        "单位",
        "部门",
        "群众",
        "人员",
        "行为",
        "事项",
        "公共",
        "政务",
        "行政",
        "社会",
        "其他",
        "建设",
        "方面",
        "咨询",
        "建议",
        "投诉",
        "求助",
        "举报",
        "意见",
    ]
)
"""Words that the names of many categories share: they tell of none."""
_JUDGING = re.compile(r"(?:[不没未无欠太很较]|差|乱|好|强|弱|力|够|严|到位|生硬|恶劣|松懈|松散|涣散|散漫|低下|低)+$")
"""What a name ends with that judges and does not say of what."""
_NOT = str.maketrans(dict.fromkeys("没未无", "不"))
_TYPO_FROM = 4
"""So long a name is with one slip of the pen still the same."""
_FEWEST = 3
"""So few cases speak for nothing."""
_SHARE = 0.6
"""Of the cases under a name as many must speak for one category."""


def by_name(key: str, names: Mapping[str, str]) -> str:
    """The code of the category that a name (folded) likely means, "" where it is none or may be several.

    `names` are the folded names and aliases with their codes. Two names are alike where one slip is between them, or where what
    they speak of, their last words without a judgement (态度 of 接待态度差), is the same.
    """
    slips = {code for name, code in names.items() if _slip(key, name)}
    if len(slips) == 1:
        return slips.pop()
    subject = _subject(key)
    meant = {code for name, code in names.items() if _same_subject(subject, _subject(name))}
    return meant.pop() if len(meant) == 1 else ""


def by_cases(spoken: Iterable[str]) -> str:
    """The code for which most of the cases under a name speak by their words, "" where too few do; one has "" that speaks for none."""
    counted = Counter(spoken)
    code, most = max(counted.items(), key=lambda item: (bool(item[0]), item[1]), default=("", 0))
    return code if most >= _FEWEST and most >= _SHARE * counted.total() else ""


def _subject(name: str) -> str:
    """What a name speaks of: without a judgement at its end, and 没, 未, 无 as 不."""
    name = name.translate(_NOT)
    return _JUDGING.sub("", name) or name


def _same_subject(one: str, other: str) -> bool:
    """Whether one ends with all of the other, and that is a word which says something."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 2 and shorter not in _GENERAL and longer.endswith(shorter)


def _slip(one: str, other: str) -> bool:
    """Whether one character was exchanged, left out or put in, in names of some length."""
    if min(len(one), len(other)) < _TYPO_FROM or abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[start + (len(one) >= len(other)) :] == other[start + (len(other) >= len(one)) :]


_GUESSES: Mapping[str, Sequence[tuple[str, re.Pattern[str]]]] = {
    "status": (
        ("overdue", re.compile("超|逾")),
        ("open", re.compile("[未待在正拖延缓滞暂]|推进|跟踪|中$|不")),
        ("closed", re.compile("[已毕结完销]|归档|到位|[答回]复")),
    ),
    "verified": (
        ("no", re.compile("不实|失实|不属|查无|无[此事]|误会|不成立|[没未]有?(?:发现|查)")),
        ("partly", re.compile("部分|基本|出入|大致|个别")),
        ("yes", re.compile("属实|确有|确实|查实|成立|存在")),
    ),
    "satisfaction": (
        ("dissatisfied", re.compile("[不差怨气]|没有?解决|失望|投诉")),
        ("basically", re.compile("基本|[较尚]|还行|还可以|一般|凑合|中")),
        ("satisfied", re.compile("[好佳优赞谢]|满意|认可|可以")),
    ),
    "origin": (
        ("people", re.compile("群众|市民|网民|热线|信访|来信|来访|来电|投诉|举报|留言|转办")),
        ("assigned", re.compile("交办|移[交送]|巡[察视]|审计")),
        ("found", re.compile("检查|抽查|督查|督导|暗访|明察|巡查|自查")),
    ),
}


def guessed(field: Literal["status", "verified", "satisfaction", "origin"], word: str) -> str:
    """What a word of the field (`origin`: of the channel) likely means, "" where nothing in it tells."""
    folded = fold(word)
    return next((meaning for meaning, pattern in _GUESSES[field] if pattern.search(folded)), "")
