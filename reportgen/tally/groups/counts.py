"""Declared counts: of the whole with their share, and of one dimension inside another."""

from collections.abc import Mapping

from reportgen.messages import N_
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Basis, Figure
from reportgen.model.reports.ranking import ranks
from reportgen.model.reports.summaries import Counted, Member
from reportgen.settings import FigureSettings, Settings
from reportgen.settings.models.figures.dimensions import TOTAL, canonical, parts_of
from reportgen.tally.counting.book import PLACE, SHARE, Book
from reportgen.tally.counting.cube import Where, either, neither


def tally_counts(book: Book, settings: Settings, total: Figure) -> Mapping[str, Counted]:
    """The declared counts of the period by their code."""
    return {
        code: _counted(book, code, rule, total)
        for code, rule in settings.figures.items()
        if code != TOTAL and rule.is_count
    }


def _where(rule: FigureSettings) -> Where:
    """The cases that a declared count counts."""
    return (*either({**rule.of, **rule.count}), *neither(rule.without))


def _counted(book: Book, code: str, rule: FigureSettings, total: Figure) -> Counted:
    label = rule.label or code
    count = book.count(code, label, _where(rule))
    base = book.count(f"{code}.base", book.label(N_("{name}: base"), name=label), either(rule.of)) if rule.of else total
    share = book.share(f"{code}.share", book.label(SHARE, name=label), count, base)
    qoq, yoy = (book.compare_count(count, one) if one in rule.compare else None for one in (Basis.QOQ, Basis.YOY))
    return Counted(code, count, share, qoq, yoy)


def counts_of(book: Book, settings: Settings, by: str, part: Figure) -> Mapping[str, Counted]:
    """The counts that are parted `by` a dimension, of the cases that `part` counts: `category.attitude.repeats`."""
    where = part.query.where if part.query else ()
    period = Period.recall(part.query.period) if part.query else book.period
    found = {}
    for code, rule in settings.figures.items():
        if code != TOTAL and rule.is_count and by in map(canonical, rule.by):
            label = book.label(N_("{name}: {figure}"), name=part.label, figure=rule.label)
            count = book.count(f"{part.id}.{code}", label, (*where, *_where(rule)), period)
            base = part
            if rule.of:
                base_label = book.label(N_("{name}: base"), name=label)
                base = book.count(f"{count.id}.base", base_label, (*where, *either(rule.of)), period)
            share = book.share(f"{count.id}.share", book.label(SHARE, name=label), count, base)
            found[code] = Counted(code, count, share)
    return found


def by_of_total(settings: Settings) -> list[str]:
    """What the total is parted by."""
    return settings.figures[TOTAL].by if TOTAL in settings.figures else []


def inner(by: list[str], outer: str) -> tuple[str, ...]:
    """The dimensions that the total is parted by inside another: `unit × category` parts `unit` by `category`."""
    crossed = (parts_of(one) for one in by)
    return tuple(one[1] for one in crossed if len(one) == 2 and one[0] == outer)


def cross(book: Book, settings: Settings, outer: Figure, dimension: str) -> tuple[Member, ...]:
    """The members of a dimension among the cases that a figure counts, largest first: `unit.1.category.attitude`."""
    where = outer.query.where if outer.query else ()
    found = book.cube.by(book.period, dimension, where)
    found.pop("", None)
    categories = settings.taxonomy.categories
    order = list(categories)
    ordered = sorted(found.items(), key=lambda one: (-one[1], order.index(one[0]) if one[0] in order else -1, one[0]))
    places = ranks([count for _, count in ordered])
    members = []
    for number, ((member, _), place) in enumerate(zip(ordered, places, strict=True), start=1):
        name = categories[member].name if dimension == "category" and member in categories else member
        id = f"{outer.id}.{dimension}.{number if dimension in BY_PLACE else member}"
        label = f"{outer.label}·{name}"
        count = book.count(id, label, (*where, (dimension, member)))
        share = book.share(f"{id}.share", book.label(SHARE, name=label), count, outer)
        members.append(Member(name, count, share, book.rank(f"{id}.rank", book.label(PLACE, name=label), place, count)))
    return tuple(members)


BY_PLACE = ("unit", "region")
"""Dimensions with so many members that figures are named by their place, not by the name."""
