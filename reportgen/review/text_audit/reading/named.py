"""Values by the names of those whose they are: 甲镇199件、乙镇242件; what a claim about one of them is to be held against."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.chinese.numerals import to_hanzi
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, series
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.words import era
from reportgen.review.text_audit.texts.quantities import Kind

_ALL = lazily(
    "合计|共(?!同|享|产|青)|总[数量体计]|平均|全[市县区省州国]|其中|[上去前]年|同期|上[月季期]|目标|达标线|警戒"
)
_KINDS = (
    "县市区州旗",
    "乡镇街办",
    "村社",
    "局委院署厅",
    "所站队",
    "类",
    "月",
    "季度",
    "年",
    "处科室",
    "组",
    "段",
    "轮批期",
)
_VALUES = (Role.LEVEL, Role.RATE, Role.SHARE, Role.AVERAGE, Role.CHANGE)
_RELATIVE = lazily("率|幅|速|占比|比重|比例|(?<![季年])度$")
_LEADING = lazily("^(?:其中|依次|分别|为|是|有|的|和|及|与|以及|中)+")
_RESPECTIVE = lazily(
    r"(?:^|[，。；：])(?:其中[，]?)?(?P<names>[^，。；：]{4,80})(?:三|四|五|六|两)?(?:类|者|个[^，。；：]{1,4})?[^，。；：、]{0,8}?(?:分别|依次)[^，。；：]{0,10}$"
)
_PER = lazily("[\u4e00-\u9fff]均|占比|比重")
_SPEAKING = lazily("反映|涉及|关于|有关|属于|投诉|受理|办理|查处")  # names nobody by itself
_FAR = 22  # characters between two values of one list
_SHORT = 2


@dataclass(frozen=True)
class Rivals:
    """The value of the one of whom something is claimed, and those of the others of its list."""

    name: str
    own: Mention
    others: tuple[Mention, ...]


def rivals(paragraph: Paragraph, number: int, claim: str, what: str, excluded: str = "") -> Rivals | None:
    """Whose value the words of a claim (`乙镇受理量`) name, in the claim's sentence or the one before it.

    `what` are the words that can say what is compared, `excluded` those that name whom the claim leaves out. None where the text
    gives no list in which the one stands by name.
    """
    for index in (number, number - 1):
        said = paragraph.said[index] if index >= 0 else ()
        found = _named(said, claim)
        if found is None:
            continue
        name, own = found
        if _RELATIVE.search(what) and own.quantity.kind is not Kind.PERCENT:
            own = next((one for one in _behind(said, own) if one.quantity.kind is Kind.PERCENT), own)
        mean = _PER.search(claim[len(name) :])
        if _unlike(own, what) or (mean and mean[0] not in own.label):
            continue
        others = tuple(one for one in _list(said, own) if not (excluded and _short(one) and _short(one) in excluded))
        if others:
            return Rivals(name, own, others)
    return None


def _named(said: Sequence[Mention], claim: str) -> tuple[str, Mention] | None:
    """The longest beginning of the claim that is the beginning of a value's name."""
    best: tuple[str, Mention] | None = None
    turns = _in_turn(said)
    verb = _SPEAKING.match(claim)
    least = _SHORT + (verb.end() if verb else 0)
    for one in said:
        label = turns.get(one.at) or _before_bracket(one) or _short(one)
        size = max(end for end in range(len(claim) + 1) if label.startswith(claim[:end]) or label.endswith(claim[:end]))
        if size < len(claim) and size < len(label) and "、" in claim:
            continue  # 工作时间脱岗、窗口空岗 is not 工作时间扎堆
        if size >= least and one.role in _VALUES and (best is None or size > len(best[0])):
            best = claim[:size], one
    return best


def _before_bracket(one: Mention) -> str:
    """The name of a value that stands alone in brackets: 物业（120件）."""
    if not one.depth or one.label:
        return ""
    match = re.search(r"([\u4e00-\u9fff]{2,12})（$", one.sentence.printed(max(one.at - 14, 0), one.at))
    return _LEADING.sub("", re.split("为|是|在", match[1])[-1]) if match else ""


def told_behind(paragraph: Paragraph, number: int, end: int) -> Rivals | None:
    """The value right behind the words of a claim (1月最少，为86件), and all others of its kind in the sentence."""
    said = paragraph.said[number]
    for own in said:
        place = len(own.sentence.printed(0, own.at))
        between = own.sentence.printed(0, own.at)[end:] if place >= end else "-"
        if (
            re.fullmatch("[，（]?(?:分别|仅|共|只)?(?:为|是|有|达)?", between)
            and own.role in _VALUES
            and own.role is not Role.CHANGE
        ):
            others = [one for one in _alike(said, own) if one is not own]
            return Rivals("", own, tuple(others)) if len(others) > 1 else None
    return None


def _in_turn(said: Sequence[Mention]) -> dict[int, str]:
    """The names of values that are told in turn, by place: 物业、供水、噪声分别受理96件、85件、71件."""
    found: dict[int, str] = {}
    for run in series(said):
        match = _RESPECTIVE.search(run[0].sentence.printed(0, run[0].at))
        names = re.split("[、和及与]", match["names"]) if match else []
        if len(names) == 1 and re.search(f"{to_hanzi(len(run))}个季度", match["names"] if match else ""):
            names = [f"{to_hanzi(at + 1)}季度" for at in range(len(run))]
        if len(names) == len(run):
            found.update({one.at: name for one, name in zip(run, names, strict=True)})
    return found


def _short(one: Mention) -> str:
    """The words before a value from where they can begin a name."""
    name = re.split("为是?|(?<!其)中(?![心学队医小国型央])|以(?![上下内外])", one.label)
    return _LEADING.sub("", name[-1] or one.label)


def _behind(said: Sequence[Mention], own: Mention) -> list[Mention]:
    """What stands behind a value in its bracket or clause, before the next name."""
    return [
        one for one in said if own.at < one.at <= own.at + _FAR and "；" not in own.sentence.skeleton[own.at : one.at]
    ]


def _unlike(own: Mention, what: str) -> bool:
    """Whether what is claimed is of another kind than the value: 增幅 of counts, 受理量 of percents."""
    relative = _RELATIVE.search(what) is not None
    counted = re.search("量|数|件次?$|人次|金额|资金", what) is not None
    grows = re.search("增|降|升|减|涨|跌", what) is not None
    percent = own.quantity.kind is Kind.PERCENT
    clause = own.sentence.printed(0, own.at)
    return (relative and not percent) or (counted and percent) or (grows and not re.search("增|降|升|减|涨|跌", clause))


def _list(said: Sequence[Mention], own: Mention) -> list[Mention]:
    """The values of the list in which one stands: of its unit, its role and its kind of name, one after the other."""
    same = _alike(said, own)
    at = next(number for number, one in enumerate(same) if one is own)
    first = last = at
    while first > 0 and _goes_on(same[first - 1], same[first]):
        first -= 1
    while last + 1 < len(same) and _goes_on(same[last], same[last + 1]):
        last += 1
    return [one for one in same[first : last + 1] if one is not own and _one_kind(one, own)]


def _alike(said: Sequence[Mention], own: Mention) -> list[Mention]:
    """The values of one unit, role and depth of brackets, no totals and none of an earlier time."""
    return [
        one
        for one in said
        if (one.quantity.kind, one.quantity.unit, one.depth) == (own.quantity.kind, own.quantity.unit, own.depth)
        and (one.role is Role.CHANGE) is (own.role is Role.CHANGE)
        and one.role in _VALUES
        and (
            one is own
            or not (_ALL.search(_short(one)) or "其中" in one.label or (one.role is not Role.CHANGE and era(one.label)))
        )
    ]


def _goes_on(one: Mention, other: Mention) -> bool:
    between = other.sentence.skeleton[one.at + 1 : other.at]
    plain = re.sub("（[^（）]*）", "", between)
    return len(plain) <= _FAR and not re.search("其中|共(?!同|享)|合计|：", plain)


def _one_kind(one: Mention, other: Mention) -> bool:
    """Whether two names can be of one list: 镇 and 乡, 县 and 区; the whole county is none of its towns."""
    mine, its = (kinds_of(_short(each)) for each in (one, other))
    return not mine or not its or bool(mine & its)


def kinds_of(label: str) -> set[str]:
    """The kinds that the characters of a name can say: 人社局 is an office, whatever 社 is elsewhere."""
    return {kind for kind in _KINDS if any(char in kind for char in label[1:7])}
