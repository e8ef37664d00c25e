"""Each printed figure worked out again: what is printed is its value, and its value what its operands give."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from reportgen.chinese.numerals import claimed
from reportgen.messages import issue
from reportgen.model.reports.figures import CLAIMS, Figure, Kind, Query
from reportgen.model.reports.narratives import Narrative, Span, phrases_of
from reportgen.model.sources import Issue

_PRINTED = re.compile(r"(?P<sign>[+\-−－]?)(?P<digits>\d[\d,]*(?:\.(?P<places>\d+))?)\s*(?P<scale>[万亿]?)[%％]?")
_SCALES = {"": Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8)}
_HUNDREDFOLD = (Kind.SHARE, Kind.RATE, Kind.CHANGE, Kind.POINTS)
_SLACK = Decimal(10) ** -15  # what 28 digits leave of a quotient

_Number = int | Decimal
_FORMULAS: dict[Kind, Callable[[Decimal, Decimal], Decimal]] = {
    Kind.SHARE: lambda part, whole: part / whole,
    Kind.RATE: lambda part, whole: part / whole,
    Kind.CHANGE: lambda now, then: (now - then) / then,
    Kind.DIFFERENCE: lambda now, then: now - then,
    Kind.POINTS: lambda now, then: now - then,
    Kind.DAYS: lambda now, then: now - then,
}


def printed_figures_hold(
    narrative: Narrative, figures: Mapping[str, Figure], *, remainders: bool = False
) -> Iterator[Issue]:
    """Every figure that the report prints, in reading order: `figures` are those of its summary by id, `remainders` as in `audit`."""
    for id, block in _printed(narrative).items():
        figure = figures.get(id)
        if figure is None:
            continue
        value = worked_out(figure, figures)
        if (
            value is not None
            and figure.computed is not None
            and abs(value - figure.computed) > _SLACK * max(Decimal(1), abs(value))
        ):
            yield issue("document.figure-wrong", block=block, figure=id, printed=figure.computed, value=value)
            continue
        for texts in (narrative.texts, narrative.short_texts):
            if id in texts and figure.value is not None and not reads_as(texts[id], figure, remainders=remainders):
                yield issue("document.figure-wrong", block=block, figure=id, printed=texts[id], value=figure.value)


def all_parts(total: Figure, parts: Collection[Figure], figures: Mapping[str, Figure]) -> bool:
    """Whether the parts are all those of a total that have a case, so that nothing is missing where they do not add up to it.

    A case of several categories is counted in each of them, one without a unit in none. Of a difference both of its periods are asked.
    """
    if total.kind is Kind.DIFFERENCE:
        pairs = [[figures.get(id) for id in one.operands] for one in (total, *parts)]
        if any(len(one) != 2 or None in one for one in pairs):
            return False
        sides = [[figure for figure in side if figure is not None] for side in zip(*pairs, strict=True)]
        return all(all_parts(side[0], side[1:], figures) for side in sides)
    asked = [part.query for part in parts]
    if total.query is None or None in asked or any(part.kind is not Kind.COUNT for part in parts):
        return False
    queries = {one for one in asked if one is not None}
    fields = {one.where[-1][0] for one in queries if one.where}
    return len(fields) == 1 and all(
        figure.query in queries
        for figure in figures.values()
        if figure.computed and figure.query is not None and _is_part(figure.query, total.query, *fields)
    )


def _is_part(query: Query, whole: Query, field: str) -> bool:
    """Whether a query asks for one member of a field among the cases of another."""
    *rest, (last, value) = query.where or (("", ""),)
    same = query.period == whole.period and query.take is whole.take and tuple(rest) == whole.where
    return same and last == field and value != "*" and "|" not in value


def _printed(narrative: Narrative) -> dict[str, str]:
    """The figures that the narrative prints, each with the block where it does so first."""
    found: dict[str, str] = {}
    for block in narrative.blocks:
        for phrase in phrases_of(block):
            for part in phrase:
                if isinstance(part, Span) and part.figure is not None:
                    found.setdefault(part.figure, block.id)
    return found


def worked_out(figure: Figure, figures: Mapping[str, Figure]) -> Decimal | None:
    """What the operands of a figure give; None where it has no two, or one of them no value, or nothing can be divided by it."""
    operands = [figures[id].computed if id in figures else None for id in figure.operands]
    if figure.kind in CLAIMS:
        return _claimed(figure, operands, figures)
    if figure.kind is Kind.COUNT and operands and None not in operands:
        return Decimal(sum(one for one in operands if one is not None))
    formula = _FORMULAS.get(figure.kind)
    if formula is None or len(operands) != 2 or None in operands:
        return None
    first, second = (Decimal(one) for one in operands if one is not None)
    divided = figure.kind not in (Kind.DIFFERENCE, Kind.POINTS, Kind.DAYS)
    return None if divided and second == 0 else formula(first, second)


def _claimed(figure: Figure, counts: Sequence[_Number | None], figures: Mapping[str, Figure]) -> Decimal | None:
    """What the counts behind a claim give: the steps of a streak, all of them one way; the periods without a case before the first.

    None of a place, which is one among others that are not its operands.
    """
    known = [one for one in counts if one is not None]
    if figure.kind is Kind.RANK or len(known) < len(counts) or len(known) < 2:
        return None
    if figure.kind is Kind.STREAK:
        steps = [now - then for now, then in pairwise(known)]
        one_way = all(step > 0 for step in steps) or all(step < 0 for step in steps)
        return Decimal((1 if steps[0] > 0 else -1) * len(steps) if one_way else 0)
    query = figures[figure.operands[1]].query
    return Decimal(query.period.count("|") + 2 if query and known[0] and not known[1] else 0)


def reads_as(text: str, figure: Figure, *, remainders: bool = False) -> bool:
    """Whether a text can be read as the value of a figure, rounded half up at its last place; its sign may stand in words before it.

    A text without digits prints no number (what is withheld of a small base is a dash), but for a claim in words. With `remainders` a share may be cut off or
    taken up instead, by less than a whole unit of its last place.
    """
    if figure.kind in CLAIMS and (said := claimed(text)) is not None:
        return said == figure.value
    if not re.search(r"\d", text):
        return True
    found = _PRINTED.fullmatch(text.strip())
    if found is None or figure.value is None:
        return False
    hundredfold = figure.kind in _HUNDREDFOLD or (figure.fact is not None and text.strip().endswith("%"))
    value = Decimal(figure.value) * (100 if hundredfold else 1)
    scale = _SCALES[found["scale"]]
    half = scale * Decimal(1).scaleb(-len(found["places"] or "")) / 2
    printed = Decimal(found["digits"].replace(",", "")) * scale
    exact = figure.kind in (Kind.COUNT, Kind.STATED) and not found["scale"]
    away = abs(printed - abs(value))
    near = away == 0 if exact else away <= half or (remainders and figure.kind is Kind.SHARE and away < 2 * half)
    return near and (not found["sign"] or printed == 0 or (found["sign"] == "+") == (value > 0))
