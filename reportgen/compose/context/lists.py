"""What several categories, units and aspects read like together: lists, places, ties, what runs through periods."""

from collections.abc import Sequence
from itertools import groupby

from reportgen.compose.context.names import Rising
from reportgen.compose.language.language import Item, Language
from reportgen.model.reports.figures import Basis, Comparison
from reportgen.model.reports.narratives import Phrase, Reference, Span
from reportgen.model.reports.summaries import Aspect, Category, Facet, Member

_COMPARED_TWICE = 3  # categories

Listed = Category | Member | Aspect | str


def item(one: Listed) -> Item:
    """What one of a list is called."""
    if isinstance(one, str):
        return one
    return one.phrase if isinstance(one, Aspect) else one.name


def by_count(aspects: Sequence[Aspect], language: Language) -> Phrase:
    """Aspects with their counts, equal ones together: 甲（5件）；乙、丙（各4件）."""
    groups = [list(group) for _, group in groupby(aspects, lambda one: one.count.value)]
    return language.by_count([([one.phrase for one in group], group[0].count) for group in groups])


def upheld(part: Category | Member, language: Language) -> Phrase:
    """How many of a part's cases were found true: ，其中查实12件; nothing where no figure says it."""
    return language.upheld(part.count, part.upheld, bool(part.standing.value)) if part.upheld else ()


def changes(category: Category, whole: Sequence[Comparison], language: Language) -> Phrase:
    """How a category moved on both earlier periods, as far as they may be compared: the second only of the first three categories.

    Of a period in which the `whole` was nothing it is said once, of the whole.
    """
    empty = {one.basis for one in whole if one.then.value == 0}
    known = [one for one in (category.qoq, category.yoy) if language.covered(one) and one.basis not in empty]
    if category.rank is None or int(category.rank.value or 0) > _COMPARED_TWICE:
        known = [one for one in known if one.basis is Basis.QOQ]
    return language.changes(known)


def adds_up(facet: Facet) -> bool:
    """Whether its members are parts of a whole."""
    return _sum(facet) == facet.known.computed


def overlaps(facet: Facet) -> bool:
    """Whether some cases count for several members."""
    return _sum(facet) > int(facet.known.computed or 0)


def _sum(facet: Facet) -> int:
    return sum(int(one.count.computed or 0) for one in facet.members)


def streak(comparison: Comparison, language: Language) -> Phrase:
    """已连续三个季度上升, nothing where it has not moved one way for two periods."""
    found = comparison.streak
    if found is None or (found.value or 0) * (comparison.difference.value or 0) <= 0:
        return ()
    return language.said(found)


def streaks(rising: Sequence[Rising], after: str, language: Language) -> Phrase:
    """甲和乙已连续三个季度上升，丙已连续两个季度上升."""
    ordered = sorted(rising, key=lambda one: -int(one.streak.value or 0))
    groups = [list(group) for _, group in groupby(ordered, lambda one: one.streak.value)]
    return language.streaks([([one.name for one in group], group[0].streak) for group in groups], after)


def place(member: Category | Member, members: Sequence[Category | Member], language: Language) -> Phrase:
    """Where one stands among others: 居首位, 居第二位, 与甲并列第二位; nothing of one that has no place."""
    if member.rank is None:
        return ()
    same = [one.name for one in members if _rank(one) == _rank(member) and one.name != member.name]
    return language.place(member.rank, same)


def _rank(member: Category | Member) -> int:
    """The place, 0 for the catch-all, which has none."""
    return int(member.rank.value or 0) if member.rank else 0


def ties(members: Sequence[Category | Member], language: Language) -> Phrase:
    """Which of those named share a place: 乙和丙并列第二位; nothing where none do, or all."""
    places: dict[int, list[Category | Member]] = {}
    for one in members:
        places.setdefault(_rank(one), []).append(one)
    parts: list[Span | Reference] = []
    for tied in places.values():
        rank = tied[0].rank
        if rank is not None and len(tied) > 1:
            parts += [Span(language.comma)] * bool(parts)
            parts += language.tie(rank, [one.name for one in tied])
    return tuple(parts)
