"""Ranks: 由第9名升至第2名，前进7位; lists from the highest to the lowest; who has the most."""

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.chinese.numerals import from_hanzi
from reportgen.model import AuditFinding
from reportgen.review.text_audit.reading.comparisons import from_to
from reportgen.review.text_audit.reading.mentions import Mention, Role
from reportgen.review.text_audit.reading.story import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, figures
from reportgen.review.text_audit.texts.sentences import Sentence, plain

_N = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_RISES, _FALLS = (
    "前进|上升|提升|前移|跃升|晋升|进步|提高|提前|升|进",
    "下降|后退|下滑|退后|后移|退步|倒退|滑落|跌落|降低|降|退|跌",
)
_MOVED = re.compile(
    rf"(?:由|从)?[^，。；]{{0,16}}?第?(?P<then>{_N})(?:位|名)[^，。；\d第]{{0,8}}?(?:(?P<up>{_RISES})|(?P<down>{_FALLS})|变|调整)(?:到|至|为|成)[^，。；\d第]{{0,10}}?第?(?P<now>{_N})(?:位|名)"
    rf"(?:[，（、]?[^，。；\d]{{0,8}}?(?:(?P<up2>{_RISES})|(?P<down2>{_FALLS}))了?(?P<by>{_N})(?:个)?(?:位次|名次|位|名))?"
)
_DOWNWARD = re.compile(
    "从高到低|由高到低|从多到少|由多到少|从大到小|由大到小|从好到差|前[一二两三四五六七八九十\\d]{1,2}[名位]|居前|排名前"
)
_UPWARD = re.compile("从低到高|由低到高|从少到多|由少到多|从小到大|由小到大")
_LAST = re.compile("后[一二两三四五六七八九十\\d]{1,2}[名位]|末位|倒数")
_SMALL_IS_GOOD = re.compile("越小|越低|越少|指数")
_STEPS = re.compile("其次|再次|第二|第三|次之|随后")
_FIRST = re.compile("(?:最(?P<least>少|低|小|短)|最(?:多|高|大|长)|居(?:首|第一)|首位|第一|位列第一|排名第一)")
_IN_BRACKETS = re.compile(r"（[^（）]*?(?P<value>\d+(?:\.\d+)?)(?P<unit>[^\d（）]{0,4})）")
_PLACED = re.compile(
    rf"第(?P<rank>{_N})(?:名|位)[：:是为]?[^，。；\d第]{{0,14}}?(?P<value>\d+(?:\.\d+)?)(?P<unit>分|%|件|个|起|条|人|次|万元|户)"
)


def _moves(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """A lower number is a higher rank; the difference is by how many places."""
    for sentence in paragraph.sentences:
        if not re.search("[位名]", sentence.text) or not re.search(
            "排|名次|位次|第|考核|评价|全[省市县国]", sentence.text
        ):
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


def _moved(sentence: Sentence, match: re.Match[str], then: int, now: int) -> Iterator[AuditFinding]:
    better = now < then
    for up, down in (("up", "down"), ("up2", "down2")):
        if (match[up] and not better) or (match[down] and better):
            yield finding(
                "audit.direction-wrong", place_of(sentence), match[up] or match[down], basis=match[0], likely=True
            )
            return
    by = from_hanzi(match["by"]) if match["by"] else None
    if by is not None and by != abs(now - then):
        words = f"{match['up2'] or match['down2']}{match['by']}位"
        yield finding(
            "audit.change-wrong",
            place_of(sentence),
            words,
            f"{match['up2'] or match['down2']}{abs(now - then)}位",
            basis=match[0],
        )


def _listed(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """从高到低依次为…; 第一名97.30分，第二名95.50分; 最多的是21件，其次是24件: the values fall, or rise, as the words say."""
    for sentence in paragraph.sentences:
        text = plain(sentence.text)
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


_MOST = re.compile(
    r"(?:其中[，]?|[，；。])(?P<name>[\u4e00-\u9fff]{2,10}?)(?:的)?(?P<what>[\u4e00-\u9fff]{0,8}?)(?:为|是|均)?(?P<most>最(?P<least>少|低|小|短)|最(?:多|高|大|长)|居首位?|居第一|位居第一|居首)"
)
_BY_NAME = re.compile(
    r"(?:^|[，；。：、])(?:其中)?(?P<name>[\u4e00-\u9fff]{2,10}?)(?:信访|投诉|举报|受理|办件|来件|得分|满意率|办结率|案件)?量?(?:为|是|达到?|共|有)?$"
)
_GROWTH = re.compile("增幅|涨幅|增速|增长率|升幅|上升幅度|增长幅度|提高幅度")
_FALL = re.compile("降幅|减幅|下降幅度")
_BY_HOW_MUCH = re.compile("增量|增加量|增加数|净增|增加最|上升最|增长最")


def _most(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """甲镇199件、乙镇242件，其中乙镇受理量最多: it is the one with the highest value."""
    for number, sentence in enumerate(paragraph.sentences):
        text = plain(sentence.text)
        for match in _MOST.finditer(text) if "最" in text or "居" in text else ():
            near = paragraph.said[number] if paragraph.said[number] else paragraph.said[number - 1] if number else ()
            what = match["what"] + match["name"]
            if _GROWTH.search(what) or _FALL.search(what) or _BY_HOW_MUCH.search(what + match["most"]):
                values = _rates(paragraph, number, what)
            else:
                values = _named(near)
            name = next(
                (one for one in values if match["name"].startswith(one) or one.startswith(match["name"][: len(one)])),
                None,
            )
            if name is None or len(values) < 2 or any(one.quantity.figure for one in near):
                continue
            best = (min if match["least"] else max)(values, key=lambda one: values[one])
            if values[best] != values[name]:
                yield finding("audit.extreme-wrong", place_of(sentence), f"{name}{match['most']}", best)


def _named(said: Sequence[Mention]) -> dict[str, Decimal]:
    """The values of a list by the names before them: one kind, one unit."""
    levels = [
        one
        for one in said
        if one.role in (Role.LEVEL, Role.RATE, Role.AVERAGE) and one.quantity.kind in (Kind.AMOUNT, Kind.PERCENT)
    ]
    levels = [
        one
        for one in levels
        if (one.quantity.kind, one.quantity.unit) == (levels[0].quantity.kind, levels[0].quantity.unit)
    ]
    found: dict[str, Decimal] = {}
    for one in levels:
        match = _BY_NAME.search(one.label)
        if match:
            found.setdefault(match["name"], one.quantity.value)
    return found if len(found) == len(levels) else {}


def _rates(paragraph: Paragraph, number: int, what: str) -> dict[str, Decimal]:
    """By name, how much each value has grown; of 由A升至B pairs in a sentence or the one before it."""
    found: dict[str, Decimal] = {}
    for sentence in paragraph.sentences[max(number - 1, 0) : number + 1]:
        for pair in from_to(sentence):
            name = re.search(
                r"(?P<name>[\u4e00-\u9fff]{2,10}?)(?:信访量|投诉量|受理量|办件量)?$",
                re.split("[，；。：]", pair.subject + "")[-1].removesuffix("由").removesuffix("从"),
            )
            if name and pair.then.value > 0 and not figures(pair.then, pair.now):
                change = pair.now.value - pair.then.value
                relative = bool(_GROWTH.search(what) or _FALL.search(what))
                found[name["name"]] = (change / pair.then.value if relative else change) * (
                    -1 if _FALL.search(what) else 1
                )
    return found


RELATIONS = (
    Relation("audit.change-wrong", _moves, "综合考核由上年全市第9名升至第2名，前进7位。", "综合考核由上年全市第9名升至第2名，前进8位。"),
    Relation("audit.order-wrong", _listed, "件数最多的是河西所24件，其次是河东所21件，再次是城南所15件。", "件数最多的是河西所21件，其次是河东所24件，再次是城南所15件。"),
    Relation("audit.extreme-wrong", _most, "甲镇199件、乙镇242件、丙镇67件，其中乙镇受理量最多。", "甲镇199件、乙镇242件、丙镇67件，其中甲镇受理量最多。"),
)  # fmt: skip
