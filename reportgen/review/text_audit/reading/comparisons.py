"""Two values that a text compares: 由439件减至239件; 687件，去年401件; 比上年同期的310件; 增加24件 of what is now 312件."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, series
from reportgen.review.text_audit.reading.periods import Stretch, stretches
from reportgen.review.text_audit.reading.words import DOWN, UP, era
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, Range, figures
from reportgen.review.text_audit.texts.sentences import Sentence, pattern

_ADVERB = "(?:逐步|大幅度?|迅速|快速|持续|显著|明显|进一步|逐年|逐渐|稳步|已|均|又)?"
_GAP = "[^，。；ⒶⓅⒹⓉⓇ]"
_FROM_TO = pattern(
    rf"(?:(?:由|从)(?P<then>{_GAP}{{0,24}}?)(?P<a>[ⒶⓅ])[，]?{_GAP}{{0,6}}?|(?P<bare>[ⒶⓅ]){_ADVERB})"
    rf"(?:(?P<up>{UP}|升|涨|增|提|扩|拉长)|(?P<down>{DOWN}|降|减|跌|压|缩|收)|(?P<neutral>变|调整|变化|变动|发展|扩展|拓展))[至到为成](?P<now>{_GAP}{{0,14}}?)(?P<b>[ⒶⓅ])"
)
_BY_FOR_TO = pattern(
    rf"(?:由|从){_GAP}{{0,24}}?(?P<a>Ⓐ){_GAP}{{0,4}}?(?:{UP})(?:(?P<to>[到至])|了?)(?P<b>Ⓐ)[，（]"
    rf"(?:(?:总数|合计|共|目前|现|现已|已|数量)?(?P<reached>达到?)|(?:共|净|实际|同比|环比)?(?:{UP})了?)(?P<d>Ⓐ)"
)
_IN_TURN = pattern("[ⒶⓅ][、和及]$")
_PERIODS_NOW = lazily("今年|本季度|本月|本期|本年|目前|当前|现")


_CARRIED = lazily("含|旧存|结转|结存|遗留")
_CASES = {"件", "件次"}  # 256件，较上年237件次: one thing
_MOST = 6  # values of now that an earlier one can be compared with


@dataclass(frozen=True)
class Comparison:
    """An earlier and a later value; `basis` is the piece of text that names them, `end` where it ends, `words` how it calls the earlier time.

    `sure` says that the text itself ties them together; `up` is the direction that its own words give; `by` the difference where
    one of the two values is not stated but follows from it.
    """

    sentence: Sentence
    then: Quantity
    now: Quantity
    basis: str
    end: int
    words: str = ""
    sure: bool = True
    up: bool | None = None
    subject: str = ""
    by: Quantity | None = None
    start: int = -1

    @property
    def era(self) -> str:
        """`同比`, `环比`, or ""."""
        return era(self.words)

    @property
    def grown(self) -> bool:
        """Whether the later value is the higher one."""
        return self.now.value > self.then.value

    @property
    def difference(self) -> Range:
        """How far the two are apart, never negative."""
        if self.by is not None:
            return self.by.range
        high, low = (self.now, self.then) if self.grown else (self.then, self.now)
        gap = high.range - low.range
        return Range(max(gap.low, Decimal(0)), gap.high)

    @property
    def rate(self) -> Range | None:
        """The change in percent of the earlier value; None where that can be zero."""
        if self.by is not None:
            return self._rate_by(self.by.range)
        return None if self.then.range.low <= 0 else (self.difference / self.then.range).times(100)

    def _rate_by(self, by: Range) -> Range | None:
        """The rate of a stated difference: the earlier value is what the later one is without it."""
        now, then = self.now.range, self.then.range
        if self.figured_base:
            return (by / then).times(100) if then.low > 0 else None
        low, high = (now.high - by.low, now.low - by.high) if self.grown else (now.high + by.low, now.low + by.high)
        return Range(by.low / low * 100, by.high / high * 100) if low > 0 and high > 0 else None

    @property
    def figured_base(self) -> bool:
        """Whether the earlier value is the stated one and the later was added up."""
        return self.by is not None and self.then.half < self.now.half

    @property
    def exact_rate(self) -> Decimal:
        """The rate by the values as printed."""
        return abs(self.now.value - self.then.value) / self.then.value * 100

    def holds(self, change: Mention) -> bool | None:
        """Whether a stated change is that of the two values, direction included; None where it cannot be of such values."""
        quantity = change.quantity
        right = self.right(quantity)
        if right is None:
            return None
        up = change.up if not change.negative else not change.up
        return quantity.holds(right) and (self.then.value == self.now.value or up is None or up is self.grown)

    def right(self, quantity: Quantity) -> Range | None:
        """The range of right values of a change of this kind."""
        match quantity.kind:
            case Kind.AMOUNT if quantity.unit == self.then.unit and self.then.kind is Kind.AMOUNT:
                return self.difference
            case Kind.POINTS if self.then.kind is Kind.PERCENT:
                return self.difference
            case Kind.PERCENT:
                return self.rate
            case Kind.TIMES if self.rate is not None and self.grown:
                return Range(self.rate.low / 100, self.rate.high / 100)
        return None


def from_to(sentence: Sentence) -> Iterator[Comparison]:
    """由439件减至239件; not of values in turn (分别从…、…提高到…、…)."""
    mistaken = [(start, end) for start, end, _ in by_for_to(sentence)]
    for match in _FROM_TO.finditer(sentence.skeleton):
        start = match.start("a") if match["a"] else match.start("bare")
        then, now = sentence.found[start], sentence.at(match, "b")
        head = sentence.skeleton[:start]
        if any(low <= start < high for low, high in mistaken):
            continue
        if (then.unit, then.kind) != (now.unit, now.kind) or _IN_TURN.search(head):
            continue
        if re.match("[、和及][^，。；]{0,8}", sentence.skeleton[match.end() :]) and "分别" in head:
            continue
        yield Comparison(
            sentence,
            then,
            now,
            sentence.printed(*match.span()),
            match.end(),
            (match["then"] or "") + match["now"],
            up=None if match["neutral"] else match["up"] is not None,
            subject=sentence.printed(max(start - 24, 0), start),
            start=match.start(),
        )


def by_for_to(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Where 了 stands for 到 or 到 for 了, which a third number shows: beginning, end, and what should stand there."""
    for match in _BY_FOR_TO.finditer(sentence.skeleton):
        if right := _intended(sentence, match):
            yield match.start(), match.end(), right


def _intended(sentence: Sentence, match: re.Match[str]) -> str:
    """The word that the third number asks for; "" where the one that stands there is right."""
    a, b, d = (sentence.at(match, group) for group in "abd")
    if not a.unit == b.unit == d.unit or figures(a, b, d):
        return ""
    if match["to"]:
        return f"增加了{b.text}" if match["reached"] and a.value + b.value == d.value else ""
    if match["reached"]:
        return f"增加到{b.text}" if b.value == d.value > a.value else ""
    return f"增加到{b.text}" if b.value - a.value == d.value != b.value else ""


def side_by_side(sentence: Sentence, said: Sequence[Mention], before: Sequence[Mention]) -> Iterator[Comparison]:
    """今年687件，去年401件; 2018年401件, 2017年687件; 比上季度的98.1%: an earlier value that the text dates, and each of now.

    The nearest value of now comes last: it is the one that is most likely meant.
    """
    yield from _in_turn(sentence, said)
    yield from _round_a_deed(sentence, said)
    levels = [one for one in said if _is_value(one)]
    for at, then in enumerate(levels):
        if not (then.era or then.role is Role.BASE or _dated(then)) or _CARRIED.search(then.label):
            continue
        nearest_first = [*reversed(levels[max(at - _MOST, 0) : at]), *levels[at + 1 : at + 2]]
        if then.role is Role.BASE and not _FOLLOWS_ON.match(then.clause):
            nearest_first = [one for one in nearest_first if _same_subject(then, one)]
            before = ()
        candidates = [one for one in nearest_first or reversed(before[-_MOST:]) if _comparable(one, then)]
        for place, now in reversed(list(enumerate(candidates))):
            if _later(now, then):
                yield _beside(sentence, now, then, nearest=place == 0)


_BEFORE_A_DEED = lazily("(?:^|[，。；：])?(?P<deed>[\u4e00-\u9fff]{2,6}?)前[^，。；前后]{0,10}$")


def _round_a_deed(sentence: Sentence, said: Sequence[Mention]) -> Iterator[Comparison]:
    """减证前需提交材料9份，减证后只需4份: what there was before and after the same thing."""
    for then, now in pairwise(said):
        match = _BEFORE_A_DEED.search(then.label)
        alike = (then.quantity.kind, then.quantity.unit) == (now.quantity.kind, now.quantity.unit)
        if match and alike and _is_value(then) and _is_value(now) and f"{match['deed']}后" in now.label:
            basis = sentence.printed(then.at - len(then.label), now.at + 1)
            yield Comparison(sentence, then.quantity, now.quantity, basis, now.at + 1, subject=then.clause + now.clause)


_FOLLOWS_ON = lazily(
    "(?:同比|环比|但|也|均|又|却|则|共|总量|总数|数量|[^，。；]{0,3})?(?:相?比|较|与|同|对比)|[高低]于"
)


def _same_subject(then: Mention, now: Mention) -> bool:
    """Whether what is compared with an earlier value is what the value of now was called: 投诉量较上月的260件减少."""
    words = re.split("相?比|较|与|同|对比", then.clause)[0]
    known = now.clause + now.tail
    return any(words[at : at + 2] in known for at in range(len(words) - 1))


def _beside(sentence: Sentence, now: Mention, then: Mention, *, nearest: bool) -> Comparison:
    words = (then.clause if then.role is Role.BASE else then.label) + _named_era(now, then)
    here = now.sentence is sentence
    return Comparison(
        sentence,
        then.quantity,
        now.quantity,
        _basis(now, then),
        max(now.at, then.at) + 1 if here else then.at + 1,
        words,
        sure=nearest and (then.role is Role.BASE or here),
        subject=now.clause,
    )


def _is_value(one: Mention) -> bool:
    if one.quantity.kind is Kind.PERCENT:
        return one.role in (Role.RATE, Role.SHARE, Role.LEVEL, Role.BASE)
    return one.quantity.kind is Kind.AMOUNT and one.role in (Role.LEVEL, Role.BASE, Role.AVERAGE)


def _dated(one: Mention) -> bool:
    return one.stretch is not None


def _comparable(one: Mention, then: Mention) -> bool:
    units = {one.quantity.unit, then.quantity.unit}
    same = one.quantity.kind is then.quantity.kind and (len(units) == 1 or units == _CASES)
    before_last = "前年" in then.clause and re.search("去年|上年", one.label)
    return same and one.role is not Role.BASE and bool(not one.era or _PERIODS_NOW.search(one.label) or before_last)


def _later(now: Mention, then: Mention) -> bool:
    """Whether the second value is of an earlier time, by its words or by its date."""
    if then.era or then.role is Role.BASE:
        return True
    one, other = now.stretch, then.stretch
    if one is None or other is None:
        return False
    if one.months == other.months:
        return one.year is not None and other.year is not None and one.year - other.year == 1
    same_year = one.year == other.year or other.year is None or one.year is None
    return same_year and len(one.months) == len(other.months) and _just_before(other, one)


def _named_era(now: Mention, then: Mention) -> str:
    """同期 or 上期 where both values are dated: the same months a year before, or the period just before."""
    one, other = now.stretch, then.stretch
    if one is None or other is None or then.era:
        return ""
    if one.months == other.months:
        return "同期"
    return "上期" if _just_before(other, one) and len(one.months) == len(other.months) else ""


def _in_turn(sentence: Sentence, said: Sequence[Mention]) -> Iterator[Comparison]:
    """2023年、2024年分别为860件、774件: two values for two times."""
    for run in series(said):
        head = sentence.printed(max(run[0].at - 60, 0), run[0].at)
        times = stretches(re.split("[，。；]", head)[-1])
        if len(run) == len(times) == 2 and "分别" in head and _is_value(run[0]) and times[0].year != times[1].year:
            first, last = (0, 1) if (times[0].year or 0) < (times[1].year or 0) else (1, 0)
            yield Comparison(
                sentence,
                run[first].quantity,
                run[last].quantity,
                sentence.printed(run[0].at - len(run[0].label), run[1].at + 1),
                run[1].at + 1,
                subject=head,
            )


def _just_before(other: Stretch, one: Stretch) -> bool:
    """Whether a stretch ends where the other begins, be it in the year before."""
    if other.last == 12 and one.first == 1:
        return (one.year or 0) - (other.year if other.year is not None else 0) == 1
    return other.last == one.first - 1


def _basis(now: Mention, then: Mention) -> str:
    if now.sentence is not then.sentence:
        return f"{now.quantity.text}，{then.label}{then.quantity.text}"
    first, last = sorted((now, then), key=lambda one: one.at)
    start = first.at if first is now else first.at - len(first.label)
    return now.sentence.printed(max(start, 0), last.at + 1)
