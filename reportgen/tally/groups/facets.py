"""Rankings: units, channels, kinds of handling, regions, and whatever else a ledger says of a case."""

from collections.abc import Mapping

import numpy as np

from reportgen.chinese.numerals import natural_order
from reportgen.messages import N_
from reportgen.model.reports.figures import Basis, Figure
from reportgen.model.reports.ranking import ranks
from reportgen.model.reports.summaries import Facet, Member
from reportgen.settings import Settings
from reportgen.tally.counting.book import PLACE, SHARE, Book
from reportgen.tally.groups.counts import BY_PLACE, by_of_total

FACETS = {
    "unit": (N_("cases that name the unit"), N_("number of different units")),
    "channel": (N_("cases that name the channel"), N_("number of different channels")),
    "handling": (N_("cases that tell the kind of handling"), N_("number of different kinds of handling")),
    "region": (N_("cases that name the region"), N_("number of different regions")),
}
"""By dimension: what the cases where it is known are called, and how many members there are."""


def facets_of(settings: Settings) -> tuple[str, ...]:
    """The dimensions that the total is parted and ranked by, in the order of their declaration; categories are no facet."""
    known = (*FACETS, *settings.ledger.fields)
    return tuple(one for one in by_of_total(settings) if one in known)


def tally_facet(book: Book, settings: Settings, name: str, total: Figure) -> Facet | None:
    """The ranking of one dimension, None where there is no member to rank.

    Shares are of the cases where the dimension is known; that base is `total` itself where all are. Units and regions
    with fewer than `charts.minimum` cases are counted but not ranked; channels and kinds of handling are parts of a whole.
    """
    minimum = settings.charts.minimum
    found = book.cube.by(book.period, name)
    unknown = found.pop("", 0)
    ordered = sorted(found.items(), key=lambda item: (-item[1], natural_order(item[0])))
    ranked = [(member, count) for member, count in ordered if name not in BY_PLACE or count >= minimum]
    if not ranked:
        return None
    known_label, members_label = _labels(book, settings, name)
    known, rows = total, book.rows(total)
    if unknown:
        rows = np.setdiff1d(rows, book.cube.rows(book.period, ((name, ""),)), assume_unique=True)
        known = book.cases(f"{name}.known", known_label, ((name, "*"),), rows)
    distinct = book.members(f"{name}.distinct", members_label, name, len(found), rows)
    places = ranks([count for _, count in ranked])
    members = tuple(
        _member(book, f"{name}.{number if name in BY_PLACE else member}", name, member, known, place)
        for number, ((member, _), place) in enumerate(zip(ranked, places, strict=True), start=1)
    )
    first = len(ordered) + 1
    gone = tuple(
        _member(book, f"{name}.{number if name in BY_PLACE else member}", name, member, known, None)
        for number, member in enumerate(_gone(book, name, found), start=first)
    )
    shown = {one.name for one in (*members, *gone)}
    groups = book.ledger.doubted if name == "unit" else ()
    alike = tuple(both for group in groups if len(both := tuple(one for one in group if one in shown)) > 1)
    return Facet(name, known, distinct, members, gone, alike)


def _gone(book: Book, name: str, found: Mapping[str, int]) -> list[str]:
    """Members without a case now that had some in a period with which the report's is compared, in natural order."""
    earlier = [one for one in (book.earlier(basis) for basis in Basis) if not book.unfair(one)]
    before = {member for period in earlier for member in book.cube.by(period, name)}
    return sorted(before - found.keys() - {""}, key=natural_order)


def _labels(book: Book, settings: Settings, name: str) -> tuple[str, str]:
    """What the cases where the dimension is known are called, and how many members there are."""
    if name in FACETS:
        known, members = FACETS[name]
        return book.label(known), book.label(members)
    own = settings.ledger.fields[name].label
    return book.label(N_("cases that name: {field}"), field=own), book.label(
        N_("number of different: {field}"), field=own
    )


def _member(book: Book, id: str, field: str, name: str, known: Figure, place: int | None) -> Member:
    count = book.count(id, name, ((field, name),))
    return Member(
        name,
        count,
        book.share(f"{id}.share", book.label(SHARE, name=name), count, known),
        book.rank(f"{id}.rank", book.label(PLACE, name=name), place, count) if place else None,
        book.compare_count(count, Basis.QOQ),
        book.compare_count(count, Basis.YOY),
        None
        if any(name in group for group in book.ledger.doubted)
        else book.first_seen(count),  # 县民政局 may be 民政局, which is told every time
    )
