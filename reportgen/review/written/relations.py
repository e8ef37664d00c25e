"""What a sentence says that two figures are to each other, held against the formula of the figure that it prints for it.

A sentence is read by pattern only where its words leave one reading: the whole that stands between 占 and the share, the value in
brackets behind its count, the word of direction before a change. Which figures these are is known from their marks, and what a
share or change is worked out from by its operands, never by what would fit.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reportgen.messages import _, issue
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Figure, Kind
from reportgen.model.sources import Issue
from reportgen.review.text_audit.reading.words import ADJACENT, DOWN, UP, YEAR
from reportgen.review.text_audit.texts.quantities import Quantity
from reportgen.review.text_audit.texts.sentences import AuditedText, Sentence, pattern

_GAP = "[^，。；：ⒶⓅⒹⓉⓇ]"
_OF_WHOLE = pattern(rf"占(?!比)(?P<name>{_GAP}{{0,18}}?)(?P<whole>Ⓐ){_GAP}{{0,6}}?(?:的|为|达){{1,2}}(?P<share>Ⓟ)")
_IN_BRACKETS = pattern(rf"(?P<part>Ⓐ)（占?(?:总数|比|{_GAP}{{1,8}}的)?(?P<share>Ⓟ)）")
_PART_BEFORE = pattern(rf"(?P<part>Ⓐ)，占(?!比)(?P<name>{_GAP}{{0,18}}?)(?:(?P<whole>Ⓐ){_GAP}{{0,6}}?)?的?(?P<share>Ⓟ)")
_DONE = "办结|属实|查实|整改|答复|回复|化解|满意|采纳|回访|回收"
_RATED = pattern(rf"(?P<did>{_DONE})了?(?P<part>Ⓐ)，(?P=did)率(?:为|达到?)?(?P<share>Ⓟ)")
_CHANGED = pattern(
    rf"(?P<ref>[比较与同](?P<when>{_GAP}{{1,16}}?)的?(?P<base>[ⒶⓅ])?(?:相比较?|比较|相较)?|同比|环比)?"
    rf"(?:净|共|又|则|也|均)?(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:了|为|达)?(?P<change>[ⒶⓅⒹ])(?![至到])"
)
_FROM_TO = pattern(
    rf"由{_GAP}{{0,24}}?(?P<then>[ⒶⓅ])(?:(?P<up>{UP})|(?P<down>{DOWN}))[至到]{_GAP}{{0,14}}?(?P<now>[ⒶⓅ])"
)
_NO_SUBJECT = re.compile("本(?:季度|月|期|年)|总体|总量|总数|全县|数量|件数|")
_FRACTIONS = (Kind.SHARE, Kind.RATE)
_CHANGES = (Kind.CHANGE, Kind.DIFFERENCE, Kind.POINTS, Kind.DAYS)


@dataclass(frozen=True)
class _Said:
    """A sentence, the figures of the summary, and the numbers before it in its paragraph."""

    sentence: Sentence
    figures: Mapping[str, Figure]
    before: Sequence[Quantity]

    def of(self, number: Quantity) -> Figure | None:
        """The figure that a number prints."""
        return self.figures.get(number.figure)

    def figure(self, match: re.Match[str], group: str) -> Figure | None:
        """The figure that a group of a match prints; None where there is no such group, or no figure answers for it."""
        return self.of(self.sentence.at(match, group)) if match[group] else None

    def operands(self, figure: Figure | None) -> tuple[Figure, Figure] | None:
        """The two figures from which one was worked out: (part, whole) or (now, then)."""
        found = [self.figures[id] for id in figure.operands if id in self.figures] if figure else []
        return (found[0], found[1]) if len(found) == 2 else None


def relations(story: AuditedText, figures: Mapping[str, Figure]) -> Iterator[Issue]:
    """Every sentence outside tables that prints a share or a change; `figures` are those of the summary by id."""
    for sentences in story.sentences:
        before: list[Quantity] = []
        for sentence in sentences:
            if any(one.figure for one in sentence.found.values()):
                said = _Said(sentence, figures, tuple(before))
                for check in CHECKS:
                    yield from check(said)
            before += sentence.found.values()


def _whole_of_a_share(said: _Said) -> Iterator[Issue]:
    """占W的S: W is what S was divided by."""
    for match in _OF_WHOLE.finditer(said.sentence.skeleton):
        share, whole = said.figure(match, "share"), said.figure(match, "whole")
        if share is None or whole is None or re.search(f"{UP}|{DOWN}", match["name"]):
            continue
        operands = said.operands(share) if share.kind in _FRACTIONS else None
        if operands is None or not _same(operands[1], whole):
            yield _share_of_other(said, match, share, operands)


def _part_of_a_share(said: _Said) -> Iterator[Issue]:
    """P（S）, P，占…的S, 办结P，办结率S: P is what was divided."""
    for one in (_IN_BRACKETS, _PART_BEFORE, _RATED):
        for match in one.finditer(said.sentence.skeleton):
            share, part = said.figure(match, "share"), said.figure(match, "part")
            operands = said.operands(share)
            if share is None or part is None or operands is None or share.kind not in _FRACTIONS:
                continue
            if not _same(operands[0], part):
                yield _share_of_other(said, match, share, operands)


def _share_of_other(said: _Said, match: re.Match[str], share: Figure, operands: tuple[Figure, Figure] | None) -> Issue:
    stated = said.sentence.printed(match.start(), match.start("share") + 1)
    words = f"{operands[0].label} ÷ {operands[1].label}" if operands else share.label
    return issue("document.share-of-other", stated=stated, figure=share.id, of=words)


def _change_of_values(said: _Said) -> Iterator[Issue]:
    """比上季度增加D: direction, base and kind of comparison are those of D, and what changed stands before it."""
    for match in _CHANGED.finditer(said.sentence.skeleton):
        change = said.figure(match, "change")
        operands = said.operands(change)
        if change is None or operands is None or change.kind not in _CHANGES or change.override:
            continue
        base = said.figure(match, "base")
        wrong = (
            _turned(change, up=match["up"] is not None)
            or _other_comparison(said, match["ref"] or "", operands)
            or (base is not None and not _same(base, operands[1]))
            or (bool(match["ref"]) and _of_another(said, match, *operands))
        )
        if wrong:
            stated = said.sentence.printed(match.start(), match.start("change") + 1)
            words = _between(*operands)
            yield issue("document.change-of-other", stated=stated, figure=change.id, of=words)


def _between(now: Figure, then: Figure) -> str:
    """What two figures are called."""
    return f"{now.label}{_(', ')}{then.label}"


def _turned(change: Figure, *, up: bool) -> bool:
    return bool(change.value) and change.value is not None and (change.value > 0) is not up


def _other_comparison(said: _Said, words: str, operands: tuple[Figure, Figure]) -> bool:
    """Whether the words name the same period of last year and the figure the period before, or the other way round."""
    now, then = (_period(said, one) for one in operands)
    if now is None or then is None or now.previous == now.year_ago:
        return False
    last_year = re.search(rf"(?:{YEAR})(?!.*(?:{ADJACENT}))", words) and re.search("同期|同比", words)
    if last_year:
        return then == now.previous
    return bool(re.search(f"{ADJACENT}", words)) and not re.search(YEAR, words) and then == now.year_ago


def _period(said: _Said, figure: Figure) -> Period | None:
    """The period of a count, or of the counts from which a rate was worked out."""
    while figure.query is None and figure.operands and figure.operands[0] in said.figures:
        figure = said.figures[figure.operands[0]]
    return Period.recall(figure.query.period) if figure.query else None


def _of_another(said: _Said, match: re.Match[str], now: Figure, then: Figure) -> bool:
    """Whether the figures before the words of a comparison, which name no subject of their own, hold nothing of what it compares."""
    subject = re.split("[，；、（：]", said.sentence.skeleton[: match.start()])[-1]
    if _NO_SUBJECT.fullmatch(subject) is None:
        return False
    here = [one for at, one in said.sentence.found.items() if at < match.start()]
    if any(
        said.of(one) is None for one in here
    ):  # a declared value, or a number of a person's, may be what is spoken of
        return False
    alike = [one for one in here if (found := said.of(one)) and _alike(found, now)]
    return bool(alike) and not any(_printed_as(said, one, now, then) for one in (*here, *said.before))


def _alike(figure: Figure, now: Figure) -> bool:
    """Whether one could be taken for the other: shares and rates, or counts of one thing."""
    if figure.kind in _FRACTIONS or now.kind in _FRACTIONS:
        return figure.kind in _FRACTIONS and now.kind in _FRACTIONS
    return figure.kind is now.kind and figure.unit == now.unit and not figure.operands


def _printed_as(said: _Said, number: Quantity, *values: Figure) -> bool:
    figure = said.of(number)
    return figure is not None and any(_same(figure, one) for one in values)


def _same(one: Figure, other: Figure) -> bool:
    """Whether two figures are one, or say the same of the same thing."""
    return one.id == other.id or (one.kind is other.kind and one.unit == other.unit and one.computed == other.computed)


def _chain(said: _Said) -> Iterator[Issue]:
    """比上季度增加D，环比增长R: D is the difference of the values of which R is the change."""
    matches = list(_CHANGED.finditer(said.sentence.skeleton))
    for one, after in pairwise(matches):
        rate, stated = said.figure(after, "change"), said.figure(one, "change")
        operands = said.operands(rate)
        if rate is None or rate.kind is not Kind.CHANGE or operands is None or stated is None or not one["ref"]:
            continue
        between = said.sentence.skeleton[one.end() : after.start()]
        values = [figure.computed for figure in (*operands, stated)]
        if between != "，" or after["ref"] not in {"同比", "环比"} or None in values or stated.unit != operands[0].unit:
            continue
        now, then, difference = (Decimal(value) for value in values if value is not None)
        if abs(difference) != abs(now - then):
            words = said.sentence.printed(one.start(), after.start("change") + 1)
            of = _between(*operands)
            yield issue("document.change-of-other", stated=words, figure=rate.id, of=of)


def _from_to(said: _Said) -> Iterator[Issue]:
    """由A减至B: of two figures the later one is the smaller."""
    for match in _FROM_TO.finditer(said.sentence.skeleton):
        then, now = said.figure(match, "then"), said.figure(match, "now")
        if then is None or now is None or then.value is None or now.value is None or then.override or now.override:
            continue
        if then.unit == now.unit and then.value != now.value and (now.value > then.value) is not bool(match["up"]):
            stated = said.sentence.printed(*match.span())
            yield issue("document.change-of-other", stated=stated, figure=now.id, of=_between(now, then))


CHECKS: tuple[Callable[[_Said], Iterator[Issue]], ...] = (
    _whole_of_a_share,
    _part_of_a_share,
    _change_of_values,
    _chain,
    _from_to,
)
