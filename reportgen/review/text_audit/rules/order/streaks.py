"""Rising and falling: 连续三个月上升, 逐月下降, 先升后降, 持平, 三个下降."""

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.chinese.numerals import from_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.comparisons import side_by_side
from reportgen.review.text_audit.reading.mentions import Mention, Role, series
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.periods import stretches
from reportgen.review.text_audit.reading.words import DOWN, UP, era
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, figures
from reportgen.review.text_audit.texts.sentences import Sentence, plain

_N = r"\d{1,2}|[一二两三四五六七八九十]{1,2}"
_STREAK = lazily(
    rf"连续(?P<count>{_N})个?(?:月|季度|年度?|周|期)(?:[^，。；]{{0,10}}?)(?:(?P<up>{UP}|递增|走高|正增长)|(?P<down>{DOWN}|递减|走低|负增长))"
)
_NAMED_MONTHS = lazily(r"[，。；](?P<months>[^，。；]*\d月(?:份)?)[^，。；]{0,4}连续")
_STEADY = lazily(
    rf"(?:逐[月年季周旬]|持续|连年|连月|逐步|一路)(?:[^，。；]{{0,4}}?)(?:(?P<up>{UP}|递增|走高)|(?P<down>{DOWN}|递减|走低))"
)
_OF_RATE = lazily(
    "(?:[增降减涨跌升]幅|增速|增长率|差距|缺口|占比|比重)[^，。；]{0,4}(?:连续|逐|持续|一路)|(?:连续|逐|持续)[^，。；]{0,8}(?:收窄|放缓|趋缓)"
)
"""What moves is not the amounts of the sentence, but how they grow."""
_LAST_FEW = lazily("[近前后][三四五六]个?(?:月|季度|年)[^，。；]{0,14}分别")
_TURN = lazily("先(?P<first>升|增|涨|降|减)后(?P<then>升|增|涨|降|减)")
_LEVEL = lazily(
    "(?P<when>同比|环比|与[^，。；]{2,10}|较[^，。；]{2,10}|比[^，。；]{2,10})?(?P<word>持平|无变化|没有变化|相同|不变)"
)
_ABOUT = lazily("基本|大体|大致|略|总体|相对")
_MANY = lazily(
    r"[“「]?(?P<count>[两双二三四五六])(?:个|项)?(?P<way>下降|上升|增长|减少|提升|提高|降低)[”」]?(?:态势|趋势|局面|特点|格局|的)?"
)
_LAST_TIME = lazily(r"较\d|比\d|年较\d+年(?:下降|减少|上升|增长)")


def _values(paragraph: Paragraph, number: int) -> list[Mention]:
    """The values in order of time that a sentence, or the one before it, gives: a series, or one for each month or year."""
    for index in (number, number - 1):
        if index < 0:
            continue
        said = [
            one
            for one in paragraph.said[index]
            if one.quantity.kind in (Kind.AMOUNT, Kind.PERCENT) and one.role not in (Role.CHANGE, Role.SHARE)
        ]
        runs = [run for run in series(said) if len(run) > 2]
        if runs:
            return runs[0]
        dated = [one for one in said if one.stretch is not None or re.search(r"\d{4}年", one.label)]
        dated = [
            one
            for one in dated
            if (one.quantity.kind, one.quantity.unit) == (dated[0].quantity.kind, dated[0].quantity.unit)
        ]
        if len(dated) > 2:
            return dated
    return []


def _streaks(paragraph: Paragraph) -> Iterator[AuditFinding]:
    for number, (sentence, text) in enumerate(zip(paragraph.sentences, paragraph.plain, strict=True)):
        if not re.search("连续|逐|持续|连年|先|一路", text):
            continue
        values = _values(paragraph, number)
        numbers = [one.quantity.value for one in values]
        if len(numbers) < 3 or figures(*(one.quantity for one in values)):
            continue
        steps = [b - a for a, b in itertools.pairwise(numbers)]
        if values[0].quantity.kind is Kind.AMOUNT and _OF_RATE.search(text):
            continue
        yield from _counted(sentence, text, _until_named(text, values, steps))
        yield from _steady(sentence, text, steps)
        yield from _turned(sentence, text, steps)


def _until_named(text: str, values: Sequence[Mention], steps: Sequence[Decimal]) -> Sequence[Decimal]:
    """The steps up to the last month that the words right before 连续 name (6月、7月连续两个月)."""
    match = _NAMED_MONTHS.search(text)
    times = stretches(match["months"]) if match else []
    first = stretches(values[0].sentence.printed(max(values[0].at - 60, 0), values[0].at))
    if not times or not first:
        return steps
    count = times[-1].last - first[0].first
    return steps[:count] if 0 < count <= len(steps) else steps


def _counted(sentence: Sentence, text: str, steps: Sequence[Decimal]) -> Iterator[AuditFinding]:
    for match in _STREAK.finditer(text):
        count, up = from_hanzi(match["count"]) or 0, match["up"] is not None
        held = next(
            (number for number, step in enumerate(reversed(steps)) if (step > 0) is not up or not step), len(steps)
        )
        started = held == len(steps) and not (count == held + 1 and _LAST_TIME.search(text))
        if count > held and not started:
            yield finding("audit.streak-wrong", place_of(sentence), match[0], str(held), likely=count > len(steps))


def _steady(sentence: Sentence, text: str, steps: Sequence[Decimal]) -> Iterator[AuditFinding]:
    for match in _STEADY.finditer(text):
        up = match["up"] is not None
        held = sum((step > 0) is up and step != 0 for step in steps)
        if held < len(steps) and (
            re.search("逐[月年季周旬]|连年|连月|一路", match[0]) or _LAST_FEW.search(text[: match.start()])
        ):
            yield finding("audit.streak-wrong", place_of(sentence), match[0], str(held), likely=True)


def _turned(sentence: Sentence, text: str, steps: Sequence[Decimal]) -> Iterator[AuditFinding]:
    for match in _TURN.finditer(text):
        first = match["first"] in "升增涨"
        ways = [step > 0 for step in steps if step]
        turns = sum(a is not b for a, b in itertools.pairwise(ways))
        if not ways or ways[0] is not first or turns != 1:
            yield finding("audit.streak-wrong", place_of(sentence), match[0], "", likely=True)


def _equal(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """4月392件，3月355件，环比持平: they are not the same."""
    for number, sentence in enumerate(paragraph.sentences):
        for match in _LEVEL.finditer(sentence.skeleton) if re.search("持平|变化|相同|不变", sentence.skeleton) else ():
            pairs = [one for one in side_by_side(sentence, paragraph.said[number], ()) if one.end <= match.start()]
            near = [
                one
                for one in pairs
                if re.fullmatch("[）]?[，]?[^，。；]{0,6}", sentence.skeleton[one.end : match.start()])
            ]
            agreeing = [
                one
                for one in near
                if not era(match["when"] or "") or not one.era or one.era == era(match["when"] or "")
            ]
            if not agreeing or _ABOUT.search(sentence.skeleton[max(match.start() - 6, 0) : match.end()]):
                continue
            pair = agreeing[-1]
            if pair.then.value != pair.now.value and not figures(pair.then, pair.now):
                yield finding("audit.direction-wrong", place_of(sentence), match[0], basis=pair.basis)


def _ways(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """“三个下降”: as many of the changes that follow go that way."""
    for number, (sentence, text) in enumerate(zip(paragraph.sentences, paragraph.plain, strict=True)):
        for match in _MANY.finditer(text):
            count = {"双": 2}.get(match["count"]) or from_hanzi(match["count"]) or 0
            up = bool(re.fullmatch(UP, match["way"]))
            said = [
                one
                for one in paragraph.said[number]
                if one.role is Role.CHANGE and one.up is not None and not one.following
            ]
            said = said or [
                one
                for one in (paragraph.said[number + 1] if number + 1 < len(paragraph.said) else ())
                if one.role is Role.CHANGE and one.up is not None
            ]
            held = sum(one.up is up for one in said)
            if len(said) == count and held < count and not any(one.quantity.figure for one in said):
                yield finding("audit.items-count", place_of(sentence), match[0], str(held))


_MIXED = lazily(
    r"(?P<a>[一两双三四五])(?:个)?(?P<x>升|增|提|降|减|下降|上升)(?P<b>[一两双三四五])(?:个)?(?P<y>升|增|降|减|下降|上升)"
)


def _mixed_ways(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """“两升一降”: as many of the changes that follow rise and fall."""
    for number, sentence in enumerate(paragraph.sentences):
        for match in _MIXED.finditer(plain(sentence.text)):
            said = [
                one
                for mentions in paragraph.said[number : number + 2]
                for one in mentions
                if one.role is Role.CHANGE and one.up is not None
            ]
            wanted = {
                way in "升增提上升": from_hanzi(count.replace("双", "两")) or 0
                for count, way in ((match["a"], match["x"]), (match["b"], match["y"]))
            }
            held = {True: sum(one.up is True for one in said), False: sum(one.up is False for one in said)}
            if (
                len(wanted) == 2
                and sum(wanted.values()) == len(said)
                and wanted != held
                and not any(one.quantity.figure for one in said)
            ):
                yield finding("audit.items-count", place_of(sentence), match[0], f"{held[True]}升{held[False]}降")


_DOUBLE = lazily(rf"(?:{DOWN}|降幅|减幅)(?:幅度|率)?(?:了|为|达到?|是)?[-−－]$")


def _negative(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """同比下降-6.4%: a fall that is negative is a rise."""
    for one in paragraph.mentions:
        if one.role is Role.CHANGE and one.negative and _DOUBLE.search(one.label) and not one.quantity.figure:
            words = one.label.rstrip("-−－") + one.quantity.text
            yield finding("audit.negative-twice", place_of(one.sentence), one.label + one.quantity.text, words)


RELATIONS = (
    Relation("audit.streak-wrong", _streaks, "4月至7月举报分别为311件、406件、502件、621件，连续三个月上升。", "4月至7月举报分别为311件、406件、621件、502件，连续三个月上升。", words="连|逐|持续|先|一路"),
    Relation("audit.direction-wrong", _equal, "4月受理355件，3月受理355件，环比持平。", "4月受理392件，3月受理355件，环比持平。", words="持平|变化|相同|不变"),
    Relation("audit.items-count", _ways, "呈现“三个下降”态势：来信减少39件，来访减少19件，来电减少12件。", "呈现“三个下降”态势：来信减少39件，来访减少19件，来电增加12件。", words="[两双二三四五六]"),
    Relation("audit.items-count", _mixed_ways, "呈现“两升一降”特点：来电增长5.2%，网络增长8.1%，来访下降3.4%。", "呈现“两升一降”特点：来电增长5.2%，网络下降8.1%，来访下降3.4%。", words="[升增提降减]"),
    Relation("audit.negative-twice", _negative, "办件量同比下降6.4%。", "办件量同比下降-6.4%。", words="[-−－]"),
)  # fmt: skip
