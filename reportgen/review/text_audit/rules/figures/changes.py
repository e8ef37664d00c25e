"""What changed, as the text itself states it: from A to B, more or less than then, and the difference and rate beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from reportgen.chinese.numerals import from_hanzi
from reportgen.model import AuditFinding
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, Range, figures
from reportgen.review.text_audit.texts.sentences import Sentence, pattern

UP = "增加|增长|上升|提高|提升|增多|上涨|攀升|回升|多出|净增|(?<!加)增(?!幅)|(?<!上)升(?!幅)|(?<!上)涨(?!幅)|(?<![许众大很诸更最])多"
DOWN = "减少|下降|降低|下滑|回落|缩短|缩减|压缩|压减|减轻|净减|减(?!幅)|(?<!下)降(?!幅|低)|(?<![至不多最减])少"
YEAR = "上年|去年|同期|同比|前年"
ADJACENT = "上个?月|上个?季|上一季|上一?期|上周|上旬|环比"
_RATE_UP = "增幅|涨幅|升幅|增长率|增速"
_RATE_DOWN = "降幅|减幅|跌幅|下降率"
_ADVERB = "(?:逐步|大幅度?|迅速|快速|持续|显著|明显|进一步|逐年|逐渐|稳步|已|均|又)?"
_GAP = "[^，。；ⒶⓅⒹⓉⓇ]"
_STILL = f"(?:(?!{UP}|{DOWN}){_GAP})"  # words without a change in them
_NOW = "今年|本季度|本月|本期|本年|目前"

_FROM_TO = pattern(
    rf"(?:(?:由|从)(?P<then>{_GAP}{{0,24}}?)(?P<a>[ⒶⓅ])[，]?{_GAP}{{0,6}}?|(?P<bare>[ⒶⓅ]){_ADVERB})"
    rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))[至到为成](?P<now>{_GAP}{{0,14}}?)(?P<b>[ⒶⓅ])"
)
_BY_FOR_TO = pattern(
    rf"(?:由|从){_GAP}{{0,24}}?(?P<a>Ⓐ){_ADVERB}(?:{UP})(?:(?P<to>[到至])|了?)(?P<b>Ⓐ)[，（]"
    rf"(?:(?:总数|合计|共)?(?P<reached>达到?)|(?:共|净|实际|同比|环比)?(?:{UP})了?)(?P<d>Ⓐ)"
)
_LEVELS = pattern(
    rf"(?P<b>Ⓐ)[，（、](?:而|比|较)?(?P<then>(?:{YEAR}|{ADJACENT}){_STILL}{{0,8}}?)(?:为|是|的|仅|共|有)?(?P<a>Ⓐ)(?:的?[）])?(?=[，、（])"
)
_LEVELS_BACK = pattern(
    rf"(?:^|[，。；：])(?P<then>(?:{YEAR}|{ADJACENT}|上半年){_STILL}{{0,12}}?)(?P<a>Ⓐ)[，；](?:{_NOW}){_STILL}{{0,12}}?(?P<b>Ⓐ)(?=[，（])"
)
_LINK = "(?:同比|环比|净|共|累计|总体|相对|绝对值?|合计|总量|数量|整体|相应|实际|总计|[比较][^，。；ⒶⓅⒹⓉⓇ]{2,8}?|与[^，。；ⒶⓅⒹⓉⓇ]{2,10}?相?比){0,3}"
_STATED = rf"(?P<verb>(?:(?P<up>{UP}|{_RATE_UP})|(?P<down>{DOWN}|{_RATE_DOWN}))(?:幅度|率|比例|额)?(?:了|为|达到?|是|有)?)(?P<q>[ⒶⓅⒹⓉ])"
_FOLLOW = pattern(rf"[）]?[，、（]?(?:即|也就是)?(?P<link>{_LINK}){_STATED}")
_DOUBLED = pattern(
    r"[）]?[，、（]?(?:即|实现|同比|环比|几乎|整整|实现了)*(?P<words>翻了?(?P<n>[一二两三])番)(?P<more>多|以上|有余)?"
)
_COMPARED = pattern(
    rf"(?P<ref>[比较与同](?P<when>{_STILL}{{1,16}}?)的?(?P<base>Ⓐ)?(?:相比较?|比较|相较)?[，]?|同比|环比)?"
    rf"(?:净|共|又|略有|小幅|有所|则|也|均)*{_STATED}(?![至到])"
)
_MULTIPLE = pattern(rf"(?P<b>Ⓐ)，(?:约?是|为|相当于){_GAP}{{0,14}}?(?P<a>Ⓐ)的(?P<q>Ⓣ)")
_WHOLE = pattern(rf"占{_GAP}{{0,18}}?(?P<whole>Ⓐ){_GAP}{{0,6}}?的Ⓟ")  # what a share is of is not what changed
_END_OF_YEAR = pattern(r"(?:上年|去年)(?:的|全年)?(?:下半年|第?[四4]季度|Ⓞ|末|底)")
_SLACK = Decimal("0.1")  # how far from two or four times 翻番 may be said of


@dataclass(frozen=True, slots=True)
class _Change:
    """Two values that the text compares; `basis` is the piece of text that names them."""

    sentence: Sentence
    then: Quantity
    now: Quantity
    basis: str

    @property
    def grown(self) -> bool:
        """Whether the later value is the higher one."""
        return self.now.value > self.then.value

    @property
    def difference(self) -> Range:
        """How far the two are apart, never negative."""
        high, low = (self.now, self.then) if self.grown else (self.then, self.now)
        gap = high.range - low.range
        return Range(max(gap.low, Decimal(0)), gap.high)

    @property
    def rate(self) -> Range | None:
        """The change in percent of the earlier value; None where that can be zero."""
        return None if self.then.range.low <= 0 else (self.difference / self.then.range).times(100)

    @property
    def exact_rate(self) -> Decimal:
        """The rate by the values as printed."""
        return abs(self.now.value - self.then.value) / self.then.value * 100


def from_to(sentence: Sentence) -> Iterator[AuditFinding]:
    """由439件减至239件，减少200件，下降45.6%: the direction, and every difference, rate or multiple that follows."""
    for match in _FROM_TO.finditer(sentence.skeleton):
        then = sentence.at(match, "a" if match["a"] else "bare")
        now = sentence.at(match, "b")
        if (then.unit, then.kind) != (now.unit, now.kind):
            continue
        change = _Change(sentence, then, now, sentence.printed(*match.span()))
        if _mistaken_to(sentence, match.start()):
            continue
        wrong = then.value != now.value and change.grown is not (match["up"] is not None)
        if wrong and not figures(then, now):
            yield _finding("audit.direction-wrong", change, change.basis)
        elif not wrong:
            yield from _followed(change, match.end(), (match["then"] or "") + match["now"])


def by_for_to(sentence: Sentence) -> Iterator[AuditFinding]:
    """由30件增加了48件，增加18件: 增加了 says by how much, 增加到 up to what; the third number shows which was meant."""
    for match in _BY_FOR_TO.finditer(sentence.skeleton):
        if right := _meant(sentence, match):
            stated = sentence.printed(*match.span())
            yield finding("audit.by-for-to", place_of(sentence), stated, right)


def _meant(sentence: Sentence, match: re.Match[str]) -> str:
    """The word that the third number asks for; "" where the one that stands there is right."""
    a, b, d = (sentence.at(match, group) for group in "abd")
    if not a.unit == b.unit == d.unit or figures(a, b, d):
        return ""
    if match["to"]:
        return f"增加了{b.text}" if match["reached"] and a.value + b.value == d.value else ""
    return f"增加到{b.text}" if b.value - a.value == d.value != b.value and not match["reached"] else ""


def _mistaken_to(sentence: Sentence, start: int) -> bool:
    match = _BY_FOR_TO.match(sentence.skeleton, start)
    return match is not None and bool(_meant(sentence, match))


def side_by_side(sentence: Sentence) -> Iterator[AuditFinding]:
    """今年687件，去年401件，增加286件; also the other way round."""
    for one in (_LEVELS, _LEVELS_BACK):
        for match in one.finditer(sentence.skeleton):
            then, now = sentence.at(match, "a"), sentence.at(match, "b")
            if then.unit == now.unit:
                change = _Change(sentence, then, now, sentence.printed(match.start("b"), match.end()))
                yield from _followed(change, match.end(), match["then"])


def multiples(sentence: Sentence) -> Iterator[AuditFinding]:
    """6000件，是上年1500件的4倍."""
    for match in _MULTIPLE.finditer(sentence.skeleton):
        now, then, stated = (sentence.at(match, group) for group in "baq")
        if figures(now, then, stated) or now.unit != then.unit or then.range.low <= 0:
            continue
        if not stated.holds(now.range / then.range):
            change = _Change(sentence, then, now, sentence.printed(match.start(), match.start("q")))
            yield _finding("audit.times-wrong", change, stated.text, stated.printed(now.value / then.value))


def _followed(change: _Change, start: int, then: str) -> Iterator[AuditFinding]:
    """What is wrong with the statements that follow two values directly; `then` is how the text calls the earlier time."""
    skeleton, at, era = change.sentence.skeleton, start, _era(then)
    while match := _FOLLOW.match(skeleton, at):
        said = _era(match["link"])
        if era and said and era != said:
            return
        yield from _judged(change, match, likely=bool(said) and not _era(then))
        at, era = match.end(), era or said
    if doubled := _DOUBLED.match(skeleton, at):
        yield from _doubling(change, doubled)


def _era(words: str) -> str:
    """Which comparison the words make: `同比` with last year, `环比` with the period before, "" where they do not say.

    The end of last year is the period just before to a report of the year's beginning: 比上年下半年, 比上年12月.
    """
    if _END_OF_YEAR.search(words) and not re.search("同期|同比", words):
        return ""
    if re.search(YEAR, words):
        return "同比"
    return "环比" if re.search(ADJACENT, words) else ""


def _judged(change: _Change, match: re.Match[str], *, likely: bool = False) -> Iterator[AuditFinding]:
    """What is wrong with one statement (`_STATED`) about two values."""
    sentence = change.sentence
    quantity, words = sentence.at(match, "q"), match["verb"]
    if figures(change.then, change.now, quantity):
        return
    stated = words + quantity.text
    if change.then.value != change.now.value and change.grown is not (match["up"] is not None):
        yield _finding("audit.direction-wrong", change, stated, likely=likely)
        return
    right = _right(change, quantity)
    if right is None or quantity.holds(right[1]):
        return
    code, span, exact = right
    if code == "audit.rate-wrong" and change.then.kind is Kind.PERCENT and quantity.holds(change.difference):
        points = replace(quantity, unit="个百分点").printed(abs(change.now.value - change.then.value))
        relative = f"{right[2].quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
        place = place_of(sentence)
        yield finding("audit.points-for-percent", place, stated, f"{words}{points}", relative=relative)
        return
    doubtful = likely or quantity.nearly(span)
    yield _finding(code, change, stated, f"{words}{quantity.printed(exact)}", likely=doubtful)


def _right(change: _Change, quantity: Quantity) -> tuple[str, Range, Decimal] | None:
    """What the quantity should be: the code where it is not, the range of right values, and the value as printed gives it."""
    difference = abs(change.now.value - change.then.value)
    rate = change.rate
    match quantity.kind:
        case Kind.AMOUNT if quantity.unit == change.then.unit and change.then.kind is Kind.AMOUNT:
            return "audit.change-wrong", change.difference, difference
        case Kind.POINTS if change.then.kind is Kind.PERCENT:
            return "audit.change-wrong", change.difference, difference
        case Kind.PERCENT if rate is not None:
            return "audit.rate-wrong", rate, change.exact_rate
        case Kind.TIMES if rate is not None and change.grown:
            return "audit.times-wrong", Range(rate.low / 100, rate.high / 100), change.exact_rate / 100
    return None


def _doubling(change: _Change, match: re.Match[str]) -> Iterator[AuditFinding]:
    """翻一番 is twice, 翻两番 four times; about, unless it is more than a tenth off."""
    wanted = Decimal(2 ** (from_hanzi(match["n"]) or 1))
    if change.then.value <= 0:
        return
    ratio = change.now.value / change.then.value
    highest = wanted * 2 if match["more"] else wanted * (1 + _SLACK)
    if not wanted * (1 - _SLACK) <= ratio <= highest:
        times = (ratio - 1).quantize(Decimal("0.1"))
        yield _finding("audit.doubling-wrong", change, match["words"], f"增长{times}倍")


def compared(sentence: Sentence) -> Iterator[AuditFinding]:
    """312件，比上季度增加24件，环比增长8.3%: the earlier value is either printed or follows from the difference."""
    matches = list(_COMPARED.finditer(sentence.skeleton))
    taken = {match.start(group) for match in matches for group in ("q", "base")}
    taken |= {match.start("whole") for match in _WHOLE.finditer(sentence.skeleton)}
    for match, after in zip(matches, [*matches[1:], None], strict=False):
        levels = _levels(sentence, match, taken)
        rate = after if after is not None and _chained(sentence, match, after) else None
        if match["base"]:
            yield from _with_base(sentence, match, rate, levels)
        elif sentence.at(match, "q").kind is Kind.AMOUNT and levels and after is not None:
            yield from _without_base(sentence, match, rate or after, levels, same=rate is not None)


def _levels(sentence: Sentence, match: re.Match[str], taken: set[int]) -> list[Quantity]:
    """The amounts before a comparison that it can be about, nearest first; none where it names a subject of its own."""
    head = sentence.skeleton[: match.start()]
    subject = re.split("[，；、（：]", head)[-1]
    if subject and not re.fullmatch(r"(?:本季度|总体|总量|总数|全县|数量|件数)?", subject):
        return []
    about = sentence.at(match, "base" if match["base"] else "q")
    amounts = sentence.amounts(0, match.start())
    return [one for at, one in reversed(amounts) if at not in taken and one.unit == about.unit]


def _chained(sentence: Sentence, match: re.Match[str], after: re.Match[str]) -> bool:
    """Whether the second statement gives the rate of the difference in the first: side by side, and of the same comparison."""
    between = sentence.skeleton[match.end() : after.start()]
    kinds = sentence.at(match, "q").kind, sentence.at(after, "q").kind
    eras = {_era(match["ref"] or ""), _era(after["ref"] or "")} - {""}
    return (
        between in {"", "，", "、", "（"}
        and kinds == (Kind.AMOUNT, Kind.PERCENT)
        and len(eras) < 2
        and not after["base"]
    )


def _with_base(
    sentence: Sentence, match: re.Match[str], rate: re.Match[str] | None, levels: list[Quantity]
) -> Iterator[AuditFinding]:
    """与上年同期的329件相比减少17件，同比下降5.2%."""
    base, quantity = sentence.at(match, "base"), sentence.at(match, "q")
    statements = [one for one in (match, rate) if one is not None]
    implied = _implied(base, quantity, rises=match["up"] is not None)
    fitting = [level for level in levels if implied is not None and level.value == implied.value]
    if len({level.value for level in levels}) == 1 and not fitting:
        change = _Change(
            sentence, base, levels[0], f"{levels[0].text}，{sentence.printed(match.start(), match.start('verb'))}"
        )
        for one in statements:
            yield from _judged(change, one, likely=implied is not None and _agree(sentence, base, implied, rate))
    elif implied is not None and rate is not None:
        yield from _judged(_Change(sentence, base, implied, sentence.printed(*match.span())), rate)


def _agree(sentence: Sentence, base: Quantity, implied: Quantity, rate: re.Match[str] | None) -> bool:
    """Whether base, difference and rate agree with each other, so that it may be the value before them that is another's."""
    right = None if rate is None else _Change(sentence, base, implied, "").rate
    return rate is not None and right is not None and sentence.at(rate, "q").holds(right)


def _implied(base: Quantity, difference: Quantity, *, rises: bool) -> Quantity | None:
    """The value that a base and a difference lead to; None where the difference is no amount of the same kind."""
    if difference.kind is not Kind.AMOUNT or difference.unit != base.unit:
        return None
    value = base.value + (difference.value if rises else -difference.value)
    figure = base.figure if figures(base, difference) else ""
    return replace(base, value=value, half=base.half + difference.half, figure=figure)


def _without_base(
    sentence: Sentence, match: re.Match[str], rate: re.Match[str], levels: list[Quantity], *, same: bool
) -> Iterator[AuditFinding]:
    """312件，比上季度增加24件，环比增长8.3%: now less 24 is the base. `same` says that both are the same comparison."""
    changes = [
        _Change(sentence, base, level, f"{level.text}，{sentence.printed(*match.span())}")
        for level in levels
        if (base := _implied(level, sentence.at(match, "q"), rises=match["up"] is None)) is not None and base.value > 0
    ]
    stated = sentence.at(rate, "q")
    fits = any(change.rate is not None and stated.holds(change.rate) for change in changes)
    if same and changes and not fits:
        yield from _judged(changes[0], rate, likely=len({change.now.value for change in changes}) > 1)
    elif not same and fits and not figures(sentence.at(match, "q"), stated) and _mixed_up(sentence, match, rate):
        words = sentence.printed(rate.start(), rate.end())
        yield finding("audit.comparison-word", place_of(sentence), words, _era(match["ref"] or ""), likely=True)


def _mixed_up(sentence: Sentence, match: re.Match[str], rate: re.Match[str]) -> bool:
    """Whether a rate beside a difference is called by the word of the other comparison."""
    near = sentence.skeleton[match.end() : rate.start()] == "，"
    return near and rate["ref"] in {"同比", "环比"} and _era(match["ref"] or "") not in {"", rate["ref"]}


def _finding(code: str, change: _Change, stated: str, expected: str = "", *, likely: bool = False) -> AuditFinding:
    return finding(code, place_of(change.sentence), stated, expected, likely=likely, basis=change.basis)


CHECKS = (by_for_to, from_to, side_by_side, multiples, compared)
