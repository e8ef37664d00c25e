"""Comparisons that a change implies: what is now 312件 and has grown by 24件; 比一季度, which the text told of before."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.comparisons import Comparison
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.periods import stretches
from reportgen.review.text_audit.reading.words import era
from reportgen.review.text_audit.texts.quantities import Kind, Range, figures

_WITH = lazily("(?:比|较|与|同)(?P<when>[^，。；]{2,20})")
_FROM = lazily("(?:由|从)[^，。；]*$")


def _implied(level: Mention, change: Mention) -> Comparison | None:
    """What is now 312件 and has grown by 24件 was 288件 before; None where that cannot be."""
    one, by = level.quantity, change.quantity
    if by.kind is not Kind.AMOUNT or one.unit != by.unit or one.kind is not Kind.AMOUNT or change.up is None:
        return None
    value = one.value - by.value if change.up else one.value + by.value
    if value <= 0:
        return None
    half = one.half + by.half
    figure = one.figure if figures(one, by) else ""
    then = replace(one, value=value, half=half, figure=figure)
    basis = f"{one.text}，{change.sentence.printed(change.at - len(change.label), change.at + 1)}"
    return Comparison(
        change.sentence, then, one, basis, change.at + 1, change.clause, sure=False, subject=level.clause, by=by
    )


def of_named_time(change: Mention, said: Sequence[Mention], earlier: Sequence[Mention]) -> list[Comparison]:
    """处理188人，比一季度增加47人: the value that the text gave before for the time that the change names."""
    match = _WITH.search(change.clause)
    times = stretches(match["when"]) if match else []
    if len(times) != 1:
        return []
    unit = change.quantity.unit if change.quantity.kind is Kind.AMOUNT else ""
    now = next(
        (one for one in reversed(said) if one.at < change.at and one.role is Role.LEVEL and one.quantity.unit == unit),
        None,
    )
    then = [
        one
        for one in amounts(earlier if now else (), unit)
        if one.sentence is not change.sentence and _spoken_time(one) == times[0].months
    ]
    if now is None or len(then) != 1:
        return []
    basis = f"{now.quantity.text}，{times[0].text}{then[0].quantity.text}"
    return [
        Comparison(
            change.sentence,
            then[0].quantity,
            now.quantity,
            basis,
            now.at + 1,
            times[0].text,
            sure=False,
            subject=now.clause,
        )
    ]


_AHEAD = 2  # numbers of the next sentence that can be the earlier value
_POINTING = lazily("该|这一?|其|此")


def told_next(change: Mention, said: Sequence[Mention], following: Sequence[Mention]) -> list[Comparison]:
    """78.2%，比上年提高0.6个百分点。上年该比重为78.5%: the earlier value in the next sentence, of the time that the change names."""
    own = [one for one in said if one.at < change.at and one.role in (Role.LEVEL, Role.RATE, Role.SHARE)]
    when = era(change.clause)
    if not when or not own or any(one.role is Role.BASE or one.era for one in said if one.role is not Role.CHANGE):
        return []
    now = own[-1]
    for then in following[:_AHEAD]:
        alike = (then.quantity.kind, then.quantity.unit) == (now.quantity.kind, now.quantity.unit)
        level = then.role in (Role.LEVEL, Role.RATE, Role.SHARE) and era(then.clause) == when
        if alike and level and (_POINTING.search(then.label) or _one_thing(now, then)):
            basis = f"{now.quantity.text}，{then.label}{then.quantity.text}"
            subject = now.clause
            return [
                Comparison(
                    change.sentence, then.quantity, now.quantity, basis, now.at + 1, then.label, False, subject=subject
                )
            ]
    return []


def _one_thing(now: Mention, then: Mention) -> bool:
    """Whether the words before an earlier value name nothing else than what is counted now."""
    words = re.sub("[上去前]年|同期|上[月季周]度?|上一?期|[是为有的共]|全[年县市区]|同月", "", then.label)
    words = re.sub(r"[^\u4e00-\u9fff]", "", words)
    return len(words) < 2 or any(words[at : at + 2] in now.clause for at in range(len(words) - 1))


def _spoken_time(one: Mention) -> frozenset[int]:
    """The months of which the sentence of a mention speaks."""
    found = [one.stretch] if one.stretch else stretches(one.sentence.printed(0, one.at))
    return found[-1].months if found else frozenset()


def implied_beside(
    change: Mention, said: Sequence[Mention], before: Sequence[Mention], stated: Sequence[Mention]
) -> list[Comparison]:
    """Comparisons that a difference beside a value implies: 312件，比上季度增加24件，环比增长8.3%."""
    if change.quantity.kind is not Kind.PERCENT:
        return []
    beside = [
        one for one in stated if one.quantity.kind is Kind.AMOUNT and abs(stated.index(one) - stated.index(change)) == 1
    ]
    found = []
    for difference in beside:
        between = sorted((difference.at, change.at))
        if re.search("[；。]", change.sentence.skeleton[between[0] : between[1]]) or not _adjacent(
            difference, change, said
        ):
            continue
        levels = [one for one in said if one.role is Role.LEVEL and one.at < between[0]]
        if not levels or not any(one.quantity.unit == difference.quantity.unit for one in levels):
            levels = [one for one in before if one.role is Role.LEVEL]
        bases = [one for one in said if one.role is Role.BASE and one.at < difference.at]
        if bases:
            found += _from_base(bases[-1], difference)
        started = [one for one in levels if one.role is Role.LEVEL and _FROM.search(one.label)]
        if (
            started
            and started[-1] is levels[-1]
            and started[-1].sentence is difference.sentence
            and difference is not change
        ):
            if not _reaches(started[-1], difference, change):
                found += _from_base(started[-1], difference)
            continue
        found += [one for level in reversed(levels) if not level.era and (one := _implied(level, difference))]
    return found


def _reaches(base: Mention, difference: Mention, change: Mention) -> bool:
    """Whether the rate is that of a value that was reached, so that 了 stands for 到: 从400件增加了520件，增幅30%."""
    gap = abs(difference.quantity.value - base.quantity.value)
    rate = gap / base.quantity.value * 100 if base.quantity.value > 0 else gap
    return base.quantity.unit == difference.quantity.unit and change.quantity.holds(Range(rate, rate))


def _from_base(base: Mention, difference: Mention) -> list[Comparison]:
    """与上年同期的329件相比减少17件."""
    one, by = base.quantity, difference.quantity
    if one.unit != by.unit or one.kind is not Kind.AMOUNT:
        return []
    value = one.value + (by.value if difference.up else -by.value)
    now = replace(one, value=value, half=one.half + by.half, figure=one.figure if figures(one, by) else "")
    basis = difference.sentence.printed(max(base.at - len(base.label), 0), difference.at + 1)
    return [
        Comparison(difference.sentence, one, now, basis, difference.at + 1, base.clause, subject=base.clause, by=by)
    ]


def _adjacent(one: Mention, other: Mention, said: Sequence[Mention]) -> bool:
    low, high = sorted((one.at, other.at))
    return not any(low < each.at < high and each.role is not Role.ROUGH for each in said)
