"""同比 and 环比 by the times that the text names: 三季度114起，环比二季度的120起减少6起; 5月2268件, 4月1755件, 去年5月1536件."""

from collections.abc import Iterator
from itertools import permutations

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.periods import Stretch, stretches
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Range, figures

_MOST = 16  # amounts of a paragraph that are compared
_WORD = lazily(r"(?P<word>同比|环比)(?:较|比|与)?(?P<then>[^，。；：（]{2,16})")


def _named(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """环比 and a time a year before, 同比 and the time just before."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        for match in _WORD.finditer(text):
            then, before = stretches(match["then"]), stretches(text[: match.start()])
            if not then or not before or not match["then"].startswith(then[0].text):
                continue
            right = _word(before[-1], then[0])
            if right and right != match["word"]:
                yield finding("audit.comparison-word", place_of(sentence), match["word"] + then[0].text, right)


def _word(now: Stretch, then: Stretch) -> str:
    """The word for a comparison of two times, "" where it is neither."""
    years = None if now.year is None or then.year is None else now.year - then.year
    if now.months == then.months:
        return "同比" if years == 1 or (now.year is None and then.year == -1) else ""
    if len(now.months) != len(then.months):
        return ""
    beside = (now.first - then.last == 1 and not years) or (then.last == 12 and now.first == 1 and years in (1, None))
    return "环比" if beside else ""


def _rates(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """5月2268件。4月1755件，去年5月1536件。5月环比上升29.2%，同比上升47.7%: each rate is that of its own comparison."""
    changes = [one for one in paragraph.mentions if one.role is Role.CHANGE and one.quantity.kind is Kind.PERCENT]
    changes = [one for one in changes if ("同比" in one.clause or "环比" in one.clause)]
    right = _compared(paragraph) if changes else {}
    for change in changes:
        word = "同比" if "同比" in change.clause else "环比"
        mine = [pair for pair in right.get(word, []) if pair[0].key < change.key]
        if len(mine) != 1 or figures(change.quantity, mine[0][0].quantity):
            continue
        now, then = mine[0]
        if change.sentence is now.sentence or _rate_holds(change, now, then) or not _elsewhere(change, right, word):
            continue
        other = "同比" if word == "环比" else "环比"
        yield finding(
            "audit.comparison-word", place_of(change.sentence), change.label + change.quantity.text, other, likely=True
        )


def _compared(paragraph: Paragraph) -> dict[str, list[tuple[Mention, Mention]]]:
    """By word, the pairs of dated amounts that it compares."""
    dated = [one for one in amounts(paragraph.mentions)[:_MOST] if one.stretch is not None and not one.depth]
    found: dict[str, list[tuple[Mention, Mention]]] = {}
    for now, then in permutations(dated, 2):
        if now.quantity.unit != then.quantity.unit or now.stretch is None or then.stretch is None:
            continue
        if word := _word(now.stretch, then.stretch):
            found.setdefault(word, []).append((now, then))
    return found


def _rate_holds(change: Mention, now: Mention, then: Mention) -> bool:
    if then.quantity.range.low <= 0:
        return True
    gap = abs(now.quantity.value - then.quantity.value)
    rate = gap / then.quantity.value * 100
    return change.quantity.holds(Range(rate, rate))


def _elsewhere(change: Mention, right: dict[str, list[tuple[Mention, Mention]]], word: str) -> bool:
    """Whether the rate is that of the other comparison."""
    others = [pair for which, pairs in right.items() if which != word for pair in pairs]
    return any(_rate_holds(change, now, then) for now, then in others)


RELATIONS = (
    Relation("audit.comparison-word", _named, "三季度查处问题114起，环比二季度的120起减少6起。", "三季度查处问题114起，同比二季度的120起减少6起。", words="同比|环比"),
    Relation("audit.comparison-word", _rates, "5月受理2268件。4月受理1755件，去年5月受理1536件。5月环比上升29.2%，同比上升47.7%。", "5月受理2268件。4月受理1755件，去年5月受理1536件。5月环比上升47.7%，同比上升29.2%。", words="同比|环比"),
)  # fmt: skip
