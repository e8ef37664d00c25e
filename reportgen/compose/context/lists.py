"""What several categories, units and aspects read like together: lists, places, ties, what runs through periods."""

from collections.abc import Sequence

from reportgen.compose.context.names import Rising
from reportgen.compose.language.language import Item, Language, is_rise
from reportgen.model import Aspect, Category, Comparison, Facet, Member, Phrase, Span

Listed = Category | Member | Aspect | str


def item(one: Listed) -> Item:
    """What one of a list is called."""
    if isinstance(one, str):
        return one
    return one.phrase if isinstance(one, Aspect) else one.name


def adds_up(facet: Facet) -> bool:
    """Whether its members are parts of a whole."""
    return _sum(facet) == facet.known.computed


def overlaps(facet: Facet) -> bool:
    """Whether some cases count for several members."""
    return _sum(facet) > int(facet.known.computed or 0)


def _sum(facet: Facet) -> int:
    return sum(int(one.count.computed or 0) for one in facet.members)


def streak(comparison: Comparison, language: Language) -> str:
    """已连续三个季度上升, nothing where it has not moved one way for two periods."""
    if comparison.streak < 2 or not comparison.difference.value:
        return ""
    return language.streak(comparison.streak, is_rise(comparison))


def streaks(rising: Sequence[Rising], after: str, language: Language) -> str:
    """甲和乙已连续三个季度上升，丙已连续两个季度上升."""
    by_length: dict[int, list[str]] = {}
    for one in rising:
        by_length.setdefault(one.periods, []).append(one.name)
    return language.streaks(by_length, after)


def place(member: Category | Member, members: Sequence[Category | Member], language: Language) -> str:
    """Where one stands among others: 居首位, 居第二位, 与甲并列第二位."""
    rank = _rank(member)
    return language.place(rank, [one.name for one in members if _rank(one) == rank and one.name != member.name])


def _rank(member: Category | Member) -> int:
    """The place, 0 for the catch-all, which has none."""
    return int(member.rank.value or 0) if member.rank else 0


def ties(members: Sequence[Category | Member], language: Language) -> Phrase:
    """Which of those named share a place: 乙和丙并列第二位; nothing where none do, or all."""
    places: dict[int, list[str]] = {}
    for one in members:
        places.setdefault(_rank(one), []).append(one.name)
    shared = [language.tie(rank, names) for rank, names in places.items() if len(names) > 1]
    return (Span(language.comma.join(shared)),) if shared else ()


def concentrated(facet: Facet) -> bool:
    """Whether the first member has at least twice what each would have if all had the same."""
    first, all_of_them = int(facet.members[0].count.value or 0), int(facet.known.value or 0)
    return int(facet.distinct.value or 0) > 1 and first * int(facet.distinct.value or 0) >= 2 * all_of_them
