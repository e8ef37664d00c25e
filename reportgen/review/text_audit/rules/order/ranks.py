"""Ranks: 由第9名升至第2名，前进7位; lists from the highest to the lowest; who has the most."""

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.chinese.numerals import from_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.sentences import Sentence, plain

_N = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_RISES, _FALLS = (
    "前进|上升|提升|前移|跃升|晋升|进步|提高|提前|升|进",
    "下降|后退|下滑|退后|后移|退步|倒退|滑落|跌落|降低|降|退|跌",
)
_OF_ORDER = lazily("排|名次|位次|第|考核|评价|全[省市县国]")
_MOVED = lazily(
    rf"(?:由|从)?[^，。；]{{0,16}}?第?(?P<then>{_N})(?:位|名)[^，。；\d第]{{0,8}}?(?:(?P<up>{_RISES})|(?P<down>{_FALLS})|变|调整)(?:到|至|为|成)[^，。；\d第]{{0,10}}?第?(?P<now>{_N})(?:位|名)"
    rf"(?:[，（、]?[^，。；\d]{{0,8}}?(?:(?P<up2>{_RISES})|(?P<down2>{_FALLS}))了?(?P<by>{_N})(?:个)?(?:位次|名次|位|名))?"
)
_AGAINST = lazily(
    rf"第(?P<now>{_N})(?:位|名)[，（]?[^，。；\d第]{{0,6}}?(?:较|比|与)[^，。；\d第]{{1,14}}?第(?P<then>{_N})(?:位|名)(?:相比)?[，]?(?:(?P<up>{_RISES})|(?P<down>{_FALLS}))了?(?P<by>{_N})?(?:个)?(?:位次|名次|位|名)?"
)
_DOWNWARD = lazily(
    "从高到低|由高到低|从多到少|由多到少|从大到小|由大到小|从好到差|前[一二两三四五六七八九十\\d]{1,2}[名位]|居前|排前|列前|排名前"
)
_UPWARD = lazily("从低到高|由低到高|从少到多|由少到多|从小到大|由小到大")
_LAST = lazily("后[一二两三四五六七八九十\\d]{1,2}[名位]|末位|倒数")
_SMALL_IS_GOOD = lazily("越小|越低|越少|指数")
_STEPS = lazily("其次|再次|第[二三](?!次|季|产|批|轮|期|条|款)|次之")
_FIRST = lazily("(?:最(?P<least>少|低|小|短)|最(?:多|高|大|长)|居(?:首|第一)|首位|位列第一|排名第一)")
_IN_BRACKETS = lazily(r"（[^（）]*?(?P<value>\d+(?:\.\d+)?)(?P<unit>[^\d（）]{0,4})）")
_ASIDE = lazily("（[^（）]*(?:比|较|占|增|减|升|降|含)[^（）]*）")  # says something else of a value
_LIMIT = lazily(r"(?:不低于|不少于|超过|高于|低于|不足|突破)\d+(?:\.\d+)?[^\d，。；：]{0,3}")
_PLACED = lazily(
    rf"第(?P<rank>{_N})(?:(?:名|位)[：:是为]?|(?=（))[^，。；\d第]{{0,14}}?(?P<value>\d+(?:\.\d+)?)(?P<unit>分|%|件|个|起|条|人|次|万元|户)"
)


def _moves(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """A lower number is a higher rank; the difference is by how many places."""
    for sentence in paragraph.sentences:
        if not ("位" in sentence.text or "名" in sentence.text) or not _OF_ORDER.search(sentence.text):
            continue
        for match in _MOVED.finditer(plain(sentence.text)):
            then, now = (from_hanzi(match[name]) for name in ("then", "now"))
            if (
                then is None
                or now is None
                or then == now
                or ("第" not in match[0] and not re.search("名次|位次|排名|排位", sentence.text))
            ):
                continue
            yield from _moved(sentence, match, then, now)
        for match in _AGAINST.finditer(plain(sentence.text)):
            yield from _moved(sentence, match, from_hanzi(match["then"]) or 0, from_hanzi(match["now"]) or 0)


def _moved(sentence: Sentence, match: re.Match[str], then: int, now: int) -> Iterator[AuditFinding]:
    better = now < then
    second = "2" if "up2" in match.re.groupindex else ""
    for up, down in (("up", "down"), (f"up{second}", f"down{second}")):
        if (match[up] and not better) or (match[down] and better):
            yield finding(
                "audit.direction-wrong", place_of(sentence), match[up] or match[down], basis=match[0], likely=True
            )
            return
    by = from_hanzi(match["by"]) if match["by"] else None
    if by is not None and by != abs(now - then):
        verb = match[f"up{second}"] or match[f"down{second}"]
        words = f"{verb}{match['by']}位"
        yield finding(
            "audit.change-wrong",
            place_of(sentence),
            words,
            f"{verb}{abs(now - then)}位",
            basis=match[0],
        )


def _listed(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """从高到低依次为…; 第一名97.30分，第二名95.50分; 最多的是21件，其次是24件: the values fall, or rise, as the words say."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        if any(one.figure for one in sentence.found.values()):
            continue
        placed = [Decimal(one["value"]) for one in _PLACED.finditer(text)]
        if len(placed) > 2 and [from_hanzi(one["rank"]) for one in _PLACED.finditer(text)] == list(
            range(1, len(placed) + 1)
        ):
            yield from _ordered(sentence, placed, up=None)
            continue
        trigger = _trigger(text)
        if trigger is None:
            continue
        start, up = trigger
        values = _values(text[start:])
        if len(values) > 1:
            yield from _ordered(sentence, values, up=up)


def _trigger(text: str) -> tuple[int, bool | None] | None:
    """Where an ordered list begins, and whether its values rise; None for a direction that the words leave open."""
    if match := _UPWARD.search(text):
        return match.end(), True
    if match := _DOWNWARD.search(text):
        return (
            (match.end(), None) if _SMALL_IS_GOOD.search(text) else (match.end(), None if _LAST.search(text) else False)
        )
    if match := _LAST.search(text):
        return match.end(), None
    first = _FIRST.search(text)
    if first and _STEPS.search(text, first.end()):
        return first.end(), bool(first["least"])
    return None


def _values(text: str) -> list[Decimal]:
    """The values of the list that begins a text: those in brackets, or those of one unit one after the other."""
    text = re.split("。|；(?![^；。]*(?:其次|第[二三四五]|再次))", text)[0]
    text = _LIMIT.sub("", _ASIDE.sub("", text))
    bracketed = list(_IN_BRACKETS.finditer(text))
    if len(bracketed) > 1:
        units = {one["unit"] for one in bracketed}
        return [Decimal(one["value"]) for one in bracketed] if len(units) < 3 else []
    found = re.findall(
        r"(?<![\d.第])(\d+(?:\.\d+)?)(万?(?:分|%|件次|件|个|起|条|人次|人|次|批|元|户|天))(?!百分点)", text
    )
    unit = found[0][1] if found else ""
    items = [value for value, each in found if each == unit]
    parts = re.split("[、，；]", text)
    marked = sum(bool(re.search(rf"\d{re.escape(unit)}", part)) for part in parts) if unit else 0
    pure = marked == len(items) and not re.search("占|同比|环比|比上|较上|较去|增|降|合计|共计|总计", text)
    return [Decimal(one) for one in items] if pure else []


def _ordered(sentence: Sentence, values: Sequence[Decimal], *, up: bool | None) -> Iterator[AuditFinding]:
    rising = all(a <= b for a, b in itertools.pairwise(values))
    falling = all(a >= b for a, b in itertools.pairwise(values))
    holds = rising if up is True else falling if up is False else rising or falling
    if not holds:
        shown = "、".join(map(str, values))
        right = "、".join(map(str, sorted(values, reverse=up is not True)))
        yield finding("audit.order-wrong", place_of(sentence), shown, right)


RELATIONS = (
    Relation("audit.change-wrong", _moves, "综合考核由上年全市第9名升至第2名，前进7位。", "综合考核由上年全市第9名升至第2名，前进8位。", words="[位名]"),
    Relation("audit.order-wrong", _listed, "件数最多的是河西所24件，其次是河东所21件，再次是城南所15件。", "件数最多的是河西所21件，其次是河东所24件，再次是城南所15件。", words="第|最|前|后|居|依次|从|由|末|倒"),
)  # fmt: skip
