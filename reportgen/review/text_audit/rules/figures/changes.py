"""What changed, as the text itself states it: two values, and the difference, rate or multiple beside them.

A stated change is right if it is that of any two values that the text compares near it. It is called wrong where it is that of none
and the text ties it to two of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.comparisons import Comparison, from_to, side_by_side
from reportgen.review.text_audit.reading.implied import implied_beside, of_named_time
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts, series
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.periods import stretches
from reportgen.review.text_audit.reading.words import DOWN, RATE_DOWN, RATE_UP, UP, era
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, figures
from reportgen.review.text_audit.texts.sentences import Sentence

_THAN = lazily("(?:比|较)(?P<who>[\u4e00-\u9fff]{2,10}?)(?:高|低|多|少)出?了?$")
_TIME = lazily("[年月季期周旬初末前昨今批轮届次]|以往|平时|原|往|同|计划|预算|目标|任务")
_RANKED = {"位", "名"}
_REAL = lazily(
    "可比价|不变价|实际增长|扣除价格|可比口径|同口径|名义|剔除|不可(?:直接)?[相对]?比|不具可比|增加值|生产总值|贡献"
)
_GENERAL = (
    "本季度|本月|本期|本年|今年|总体|总量|总数|数量|件数|全[县市区省]|相应|整体|累计|实际|合计|净|共|即|也就是|绝对值?|相对|总计|同比|环比|则|也|均|又|略有|小幅|有所|大幅|分别"
    "|实现|明显|显著|较|比|与|同|相|大约|约|而|的|，|、|（|）|再|幅度?|率|新增"
)
_SUBJECT = lazily(rf"(?:[比较与同][^，。；]{{1,16}}?(?:相比较?|比较|相较|同期|月|年|季度|周|期)|{_GENERAL})")
_VERB = lazily(rf"(?:{UP}|{DOWN}|{RATE_UP}|{RATE_DOWN})(?:幅度|率|比例|额|量|数)?(?:了|为|达到?|是|有|约|近)?[-−－]?$")


def _changes(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """Every stated change of a paragraph against the values that its sentence, or the one before it, compares."""
    last: list[Comparison] = []
    before: Sequence[Mention] = ()
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        pairs = [*from_to(sentence), *side_by_side(sentence, said, before)]
        yield from _directions(pairs)
        stated = [one for one in said if one.role is Role.CHANGE]
        for change in stated:
            named = of_named_time(change, said, [*paragraph.before[-24:], *paragraph.until(change)])
            yield from _change(change, said, before, [*pairs, *named], last, stated)
        last, before = pairs, said


def _directions(pairs: Sequence[Comparison]) -> Iterator[AuditFinding]:
    """由25分钟缩短至38分钟."""
    for one in pairs:
        moved = one.then.value != one.now.value
        turned = one.up is not None and moved and one.grown is not one.up and not _ranks(one)
        if turned and not figures(one.then, one.now):
            yield _finding("audit.direction-wrong", one, one.basis)


def _ranks(pair: Comparison) -> bool:
    """Whether the two values are places in an order, where the smaller is the higher one."""
    return (
        pair.then.unit in _RANKED
        and re.search("排名|名次|位次|排位|考核|评价|第|评比", pair.sentence.skeleton) is not None
    )


def _change(
    change: Mention,
    said: Sequence[Mention],
    before: Sequence[Mention],
    pairs: Sequence[Comparison],
    last: Sequence[Comparison],
    stated: Sequence[Mention],
) -> Iterator[AuditFinding]:
    if (than := _THAN.search(change.clause)) and not _TIME.search(than["who"]):
        return  # 比乙镇多20件 compares with somebody, not with an earlier value
    context = _context(change, said)
    when = era(context)
    chained = implied_beside(change, said, before, stated)
    own = [one for one in pairs if one.end <= change.at or _behind(one, change)]
    own = [one for one in own if one.up is None or one.then.value == one.now.value or one.grown is one.up]
    goes_on = _continues(change, said) and not stretches(change.sentence.printed(0, change.at))
    near = own or (list(last) if goes_on else [])
    everything = [*near, *chained]
    agreeing = [one for one in everything if not (when and one.era and one.era != when)]
    if (meant := _as_points(change, own)) is not None:
        yield _points(meant, change.quantity, _words(change), change.sentence)
        return
    if any(one.holds(change) for one in agreeing):
        return
    if mixed := _other_word(change, said, [one for one in everything if one not in agreeing], chained):
        yield mixed
        return
    if any(one.holds(change) for one in everything):
        return
    if _in_turn(change, said) or _of_the_other(change, when, stated, agreeing):
        return
    meant = _meant(change, agreeing, context, said)
    if meant is not None:
        many = sum(one.role is Role.LEVEL and one.quantity.unit == meant.now.unit for one in said) > 2
        yield from _judged(change, meant, likely=not meant.sure and (many or bool(before)))


def _as_points(change: Mention, pairs: Sequence[Comparison]) -> Comparison | None:
    """The two percentages of which a stated percentage is the difference, and not the relative change as it would be printed."""
    quantity = change.quantity
    if quantity.kind is not Kind.PERCENT or len(pairs) != 1 or pairs[0].then.kind is not Kind.PERCENT:
        return None
    pair = pairs[0]
    gap = abs(pair.now.value - pair.then.value)
    if gap != quantity.value or not gap or not pair.then.value or figures(pair.then, pair.now, quantity):
        return None
    relative = pair.exact_rate.quantize(quantity.value, ROUND_HALF_UP)
    return None if relative == quantity.value else pair


def _behind(pair: Comparison, change: Mention) -> bool:
    """Whether the earlier value stands right behind the change: 同比下降12%（上年1500批次）, 环比下降0.3个百分点，上月为1.5%."""
    after = re.match(
        "(?:的[是为][^，。；（]{1,12})?(?:（[^（）]*）|，[^，。；]*)", change.sentence.skeleton[change.at + 1 :]
    )
    end = change.at + 1 + after.end() if after else 0
    return pair.sentence is change.sentence and pair.sure and change.at < pair.end <= end


def _other_word(
    change: Mention, said: Sequence[Mention], others: Sequence[Comparison], chained: Sequence[Comparison]
) -> AuditFinding | None:
    """A rate that is called by the word of the other comparison: 与上年同期相比减少46件，环比下降14.8%."""
    if change.quantity.kind is not Kind.PERCENT or not re.search("同比|环比", change.clause) or _both(said):
        return None
    for one in others:
        loosely = one in chained and change.quantity.holds((one.difference / one.now.range).times(100))
        if (one.holds(change) or loosely) and not figures(one.then, one.now, change.quantity):
            words = change.sentence.printed(change.at - len(change.label), change.at + 1)
            return finding("audit.comparison-word", place_of(change.sentence), words, one.era, likely=not one.sure)
    return None


def _in_turn(change: Mention, said: Sequence[Mention]) -> bool:
    """Whether it is one of several changes that stand for several things in turn (分别增长17.3%、29.8%)."""
    return any(change in run and run[0].quantity.unit == run[1].quantity.unit for run in series(said))


def _of_the_other(change: Mention, when: str, stated: Sequence[Mention], pairs: Sequence[Comparison]) -> bool:
    """Whether the values are those of another comparison that stands before it: 同比下降25%，环比下降4%."""
    others = [
        one
        for one in stated
        if one.at < change.at and one.quantity.kind is change.quantity.kind and one.era not in {"", when}
    ]
    return bool(when and others) and not any(one.era == when for one in pairs)


def _both(said: Sequence[Mention]) -> bool:
    """Whether a sentence compares with last year and with the period before, so that a value may be of either."""
    eras = {one.era for one in said if one.role in (Role.LEVEL, Role.BASE)} - {""}
    return len(eras) > 1


def _context(change: Mention, said: Sequence[Mention]) -> str:
    """The words between the number before a change and the change."""
    start = max((one.at + 1 for one in said if one.at < change.at), default=0)
    return change.sentence.printed(max(start, change.at - 60), change.at)


def _continues(change: Mention, said: Sequence[Mention]) -> bool:
    """Whether a sentence goes on with what the one before it compared: no values of its own before the change."""
    return not any(one.role in (Role.LEVEL, Role.BASE) and one.at < change.at for one in said)


def _meant(change: Mention, pairs: Sequence[Comparison], context: str, said: Sequence[Mention]) -> Comparison | None:
    """The comparison that the words tie the change to: the last one before it, of values of its kind, with no subject between."""
    for one in reversed(pairs):
        right = one.right(change.quantity)
        if right is None and not (change.quantity.kind is Kind.POINTS and one.then.kind is Kind.AMOUNT):
            continue
        between = [
            each for each in said if one.end <= each.at < change.at and each.role in (Role.LEVEL, Role.RATE, Role.SHARE)
        ]
        if between and one.sentence is change.sentence:
            continue
        if _REAL.search(change.sentence.skeleton) and one.then.kind is Kind.AMOUNT:
            return None
        told_behind = one.sentence is change.sentence and one.end > change.at
        return one if told_behind or _one_subject(one, context) else None
    return None


def _one_subject(pair: Comparison, context: str) -> bool:
    """Whether the words before a change name nothing else than what was compared."""
    words = _VERB.sub("", context)
    for _ in range(2):
        words = _SUBJECT.sub("", words)
    words = re.sub(r"[^\u4e00-\u9fff]", "", words)
    if len(words) < 2:
        return True
    pieces = {words[at : at + 2] for at in range(len(words) - 1)}
    known = pair.subject + pair.basis
    return any(piece in known for piece in pieces)


def _judged(change: Mention, pair: Comparison, *, likely: bool) -> Iterator[AuditFinding]:
    """What is wrong with one statement about two values."""
    quantity = change.quantity
    if figures(pair.then, pair.now, quantity):
        return
    sentence = change.sentence
    words = _words(change)
    stated = words + quantity.text
    up = change.up if not change.negative else not change.up
    if pair.then.value != pair.now.value and up is not None and pair.grown is not up:
        yield _finding("audit.direction-wrong", pair, stated, likely=likely, sentence=sentence)
        return
    if quantity.kind is Kind.POINTS and pair.then.kind is Kind.AMOUNT:
        yield from _percent(change, pair, stated)
        return
    right = pair.right(quantity)
    if right is None:
        return
    if quantity.kind is Kind.PERCENT and pair.then.kind is Kind.PERCENT and quantity.holds(pair.difference):
        yield _points(pair, quantity, words, sentence)
        return
    code, exact = _exact(pair, quantity)
    yield _finding(
        code,
        pair,
        stated,
        f"{words}{quantity.printed(exact)}",
        likely=likely or quantity.nearly(right),
        sentence=sentence,
    )


def _words(change: Mention) -> str:
    match = _VERB.search(change.label)
    return match[0] if match else ""


def _points(pair: Comparison, quantity: Quantity, words: str, sentence: Sentence) -> AuditFinding:
    points = replace(quantity, unit="个百分点").printed(abs(pair.now.value - pair.then.value))
    relative = f"{pair.exact_rate.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
    stated = words + quantity.text
    return finding("audit.points-for-percent", place_of(sentence), stated, f"{words}{points}", relative=relative)


def _percent(change: Mention, pair: Comparison, stated: str) -> Iterator[AuditFinding]:
    """环比增长9.5个百分点 of amounts."""
    if pair.rate is not None and change.quantity.holds(pair.rate):
        right = f"{_words(change)}{change.quantity.text.replace('个百分点', '%').replace('百分点', '%')}"
        yield finding("audit.percent-for-points", place_of(change.sentence), stated, right)


def _exact(pair: Comparison, quantity: Quantity) -> tuple[str, Decimal]:
    """The code of a wrong change of this kind, and the value as printed gives it."""
    if quantity.kind is Kind.PERCENT:
        return "audit.rate-wrong", pair.exact_rate
    if quantity.kind is Kind.TIMES:
        return "audit.times-wrong", pair.exact_rate / 100
    return "audit.change-wrong", abs(pair.now.value - pair.then.value)


def _finding(
    code: str,
    pair: Comparison,
    stated: str,
    expected: str = "",
    *,
    likely: bool = False,
    sentence: Sentence | None = None,
) -> AuditFinding:
    place = place_of(sentence or pair.sentence)
    return finding(code, place, stated, expected, likely=likely, basis=pair.basis)


_NOTHING_LEFT = lazily("零发生|为零|归零|清零|下降为0|降为0|降至0|实现零|“零”")


def _to_nothing(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """实现零发生，上年为6人次，同比下降100%: what has ended has fallen by all of it."""
    for number, sentence in enumerate(paragraph.sentences):
        if not _NOTHING_LEFT.search(sentence.skeleton):
            continue
        said = paragraph.said[number]
        levels = [one for one in amounts(said) if one.era]
        for one in said:
            fall = one.role is Role.CHANGE and one.up is False and one.quantity.kind is Kind.PERCENT
            if (
                fall
                and len(levels) == 1
                and levels[0].at < one.at
                and one.quantity.value != 100
                and not one.quantity.figure
            ):
                stated = _words(one) + one.quantity.text
                yield finding(
                    "audit.rate-wrong", place_of(sentence), stated, f"{_words(one)}100%", basis=levels[0].quantity.text
                )


RELATIONS = (
    Relation("audit.rate-wrong", _changes, "受理312件，比上季度增加24件，环比增长8.3%。", "受理312件，比上季度增加24件，环比增长9.3%。"),
    Relation("audit.rate-wrong", _to_nothing, "集体访实现零发生，上年为6批，同比下降100%。", "集体访实现零发生，上年为6批，同比下降80%。", words="零"),
)  # fmt: skip
