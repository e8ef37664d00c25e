"""Rankings (units, channels, kinds of handling, regions) and rates."""

from dataclasses import dataclass

import numpy as np

from reportgen.messages import N_
from reportgen.model import Basis, Comparison, Facet, Figure, Kind, Member, Period, Rate
from reportgen.tally.counting.book import PLACE, SHARE, Book

FACETS = {
    "unit": (N_("cases that name the unit"), N_("number of different units")),
    "channel": (N_("cases that name the channel"), N_("number of different channels")),
    "handling": (N_("cases that tell the kind of handling"), N_("number of different kinds of handling")),
    "region": (N_("cases that name the region"), N_("number of different regions")),
}
"""By dimension: what the cases where it is known are called, and how many members there are."""
_BY_NAME = ("channel", "handling")  # their members are named in the id; units and regions by their place


@dataclass(frozen=True, slots=True)
class _RateRule:
    """Members that count for a rate (`yes`) and against it (`no`); both are its base, the rows where the answer is known."""

    label: str
    dimension: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


RATES = {
    "closed": _RateRule(N_("closing rate"), "is_closed", ("yes",), ("no",)),
    "on_time": _RateRule(N_("rate of closing in time"), "on_time", ("yes",), ("no",)),
    "satisfied": _RateRule(N_("satisfaction rate"), "satisfaction", ("satisfied", "basically"), ("dissatisfied",)),
    "verified": _RateRule(N_("rate of cases found true"), "verified", ("yes", "partly"), ("no",)),
}


def ranks(counts: list[int]) -> list[int]:
    """The place of each count in a list sorted from the largest; equal counts share a place (并列), the next is skipped."""
    return [counts.index(count) + 1 for count in counts]


def leading(counts: list[int], most: int) -> int:
    """How many of these, sorted from the largest, may be named without leaving out one that is equal to the last named.

    `most` of them; up to two more where equals run over the end; else those before the equals.
    """
    if len(counts) <= most or counts[most - 1] != counts[most]:
        return min(len(counts), most)
    last = counts[most - 1]
    end = sum(count >= last for count in counts)
    return end if end <= most + 2 else counts.index(last)


def tally_facet(book: Book, name: str, total: Figure, minimum: int) -> Facet | None:
    """The ranking of one dimension, None where there is no member to rank.

    Shares are of the cases where the dimension is known; that base is `total` itself where all are. Units and regions
    with fewer than `minimum` cases are counted but not ranked; channels and kinds of handling are parts of a whole.
    """
    found = book.cube.by(book.period, name)
    unknown = found.pop("", 0)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ranked = [(member, count) for member, count in ordered if name in _BY_NAME or count >= minimum]
    if not ranked:
        return None
    (known_label, members_label), known, rows = FACETS[name], total, book.rows(total)
    if unknown:
        rows = np.setdiff1d(rows, book.cube.rows(book.period, ((name, ""),)), assume_unique=True)
        known = book.cases(f"{name}.known", book.label(known_label), ((name, "*"),), rows)
    distinct = book.members(f"{name}.distinct", book.label(members_label), name, len(found), rows)
    places = ranks([count for _, count in ranked])
    members = tuple(
        _member(book, f"{name}.{member if name in _BY_NAME else number}", name, member, known, place)
        for number, ((member, _), place) in enumerate(zip(ranked, places, strict=True), start=1)
    )
    return Facet(name, known, distinct, members)


def _member(book: Book, id: str, field: str, name: str, known: Figure, place: int) -> Member:
    count = book.count(id, name, ((field, name),))
    return Member(
        name,
        count,
        book.share(f"{id}.share", book.label(SHARE, name=name), count, known),
        book.rank(f"{id}.rank", book.label(PLACE, name=name), place, count),
        book.compare_count(count, Basis.QOQ),
        book.compare_count(count, Basis.YOY),
        book.first_seen(count),
    )


def tally_rate(book: Book, name: str) -> Rate | None:
    """A rate, its base and its changes; None where no case of the period has an answer (its figure is then unknown)."""
    label = book.label(RATES[name].label)
    count, known, now = rate_of(book, name, f"rate.{name}", label, book.period)
    qoq, yoy = (_compare_rate(book, name, now, basis) for basis in (Basis.QOQ, Basis.YOY))
    return None if now.value is None else Rate(name, now, count, known, qoq, yoy)


def _compare_rate(book: Book, name: str, now: Figure, basis: Basis) -> Comparison:
    id, label = book.then_names(basis, now.id, now.label)
    _, _, then = rate_of(book, name, id, label, book.earlier(basis))
    return book.compare_share(now, then, basis)


def rate_of(book: Book, name: str, id: str, label: str, period: Period) -> tuple[Figure, Figure, Figure]:
    """Enters the count, the base and the rate of one period; unknown where its comparison with the report's would not be fair."""
    rule = RATES[name]
    known = book.count_any(
        f"{id}.base", book.label(N_("{name}: base"), name=label), rule.dimension, rule.yes + rule.no, period
    )
    count = book.count_any(f"{id}.count", book.label(N_("{name}: count"), name=label), rule.dimension, rule.yes, period)
    return count, known, book.share(id, label, count, known, Kind.RATE)
