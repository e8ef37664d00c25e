"""The rates of counties: of each, of all together, who stands where, who has moved, who misses the standard."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from reportgen.messages import issue
from reportgen.model.reports.figures import Basis, Figure, Kind
from reportgen.model.reports.ranking import leading
from reportgen.model.reports.rollups import RolledMember, RolledRate
from reportgen.model.reports.summaries import Rate
from reportgen.model.sources import Issue, Source
from reportgen.rollup.book import Book
from reportgen.rollup.records import Sidecar
from reportgen.settings import FigureSettings, Settings
from reportgen.tally.counting.cube import either, neither

NAMED = 3  # counties at each end of a list
_LEAST_POINTS, _LEAST_CASES = Decimal("0.01"), 3  # a rate that moves by less says nothing


@dataclass(frozen=True, slots=True)
class Taken:
    """A county whose report is taken: its name, its sidecar, its total."""

    name: str
    sidecar: Sidecar
    count: Figure


@dataclass(frozen=True, slots=True)
class RateOf:
    """A rate by county, by the codes of the counties that tell it; `standard` is what is asked for, if anything is."""

    code: str
    rule: FigureSettings
    of: Mapping[str, Rate]
    silent: Sequence[Taken]
    standard: Decimal | None


def rate_by_county(
    book: Book, code: str, counties: Sequence[Taken], settings: Settings
) -> tuple[RateOf, tuple[Issue, ...]]:
    """A declared rate of each county, and an issue for each county that does not tell it, or means another by it."""
    rule, issues, silent = settings.figures[code], list[Issue](), list[Taken]()
    found: dict[str, Rate] = {}
    for one in counties:
        if fault := _fault(one, code, rule):
            silent.append(one)
            issues.append(issue(fault, Source(one.sidecar.file), county=one.name, rate=rule.label or code))
        else:
            found[one.sidecar.code] = _rate(book, one, code, rule)
    return RateOf(code, rule, found, silent, settings.rollup.standards.get(code)), tuple(issues)


def _fault(one: Taken, code: str, rule: FigureSettings) -> str:
    """Why a county has no part in a rate."""
    sidecar, id = one.sidecar, f"rate.{code}"
    count, base = sidecar.value(f"{id}.count"), sidecar.value(f"{id}.base")
    if type(count) is not int or type(base) is not int or sidecar.value(id) is None:
        return "rollup.no-rate"
    if not 0 <= count <= base:
        return "rollup.rate-impossible"
    wanted = _queries(rule)
    said = tuple(sidecar.figures[f"{id}.{end}"].where for end in ("count", "base"))
    if None not in said and said != wanted:
        return "rollup.other-rate"
    if (
        not sidecar.figures[id].changed
        and abs(Decimal(count) / Decimal(base) - Decimal(sidecar.value(id) or 0)) > Decimal(10) ** -12
    ):
        typed = any(sidecar.figures[f"{id}.{end}"].changed for end in ("count", "base"))
        return "" if typed else "rollup.rate-impossible"
    return ""


def _queries(rule: FigureSettings) -> tuple[dict[str, str], dict[str, str]]:
    """What count and base of a rate ask of a case."""
    without = neither(rule.without)
    return dict((*without, *either({**rule.of, **rule.rate}))), dict((*without, *either(rule.of)))


def _rate(book: Book, one: Taken, code: str, rule: FigureSettings) -> Rate:
    now = _of_period(book, one, f"rate.{code}")
    id = f"rate.{code}.previous"
    known = all(type(one.sidecar.value(f"{id}.{end}")) is int for end in ("count", "base"))
    if not known or not one.sidecar.value(f"{id}.base") or one.sidecar.value(id) is None:
        return Rate(rule.label or code, *now)
    then = _of_period(book, one, id)
    return Rate(rule.label or code, *now, book.compare_rates(Basis.QOQ, now[0], then[0]))


def _of_period(book: Book, one: Taken, id: str) -> tuple[Figure, Figure, Figure]:
    """Rate, count and base: worked out from what the county counted, but for a rate that a person declared or typed."""
    sidecar = one.sidecar
    count, base = (book.reported(one.name, sidecar, f"{id}.{end}") for end in ("count", "base"))
    if sidecar.figures[id].changed:
        return book.reported(one.name, sidecar, id, Kind.RATE, base.id), count, base
    label = book.of_county(one.name, sidecar.figures[id].label)
    return book.fraction(f"county.{sidecar.code}.{id}", label, count, base), count, base


def roll_rate(book: Book, rate: RateOf, counties: Sequence[Taken], settings: Settings) -> RolledRate:
    """A rate over all counties that tell it, and who stands where."""
    minimum, places = settings.rollup.minimum, settings.report.decimals + 2
    rounded = _rounder(places)
    told = [(one, rate.of[one.sidecar.code]) for one in counties if one.sidecar.code in rate.of]
    enough = [pair for pair in told if int(pair[1].known.value or 0) >= minimum]
    ordered = sorted(enough, key=lambda pair: (-rounded(pair[1].figure), pair[0].sidecar.code))
    placed: list[RolledMember] = []
    for _value, group in groupby(ordered, key=lambda pair: rounded(pair[1].figure)):
        place = len(placed) + 1
        placed += [_member(one, each, book.rank(each.figure, place)) for one, each in group]
    standard = rate.standard
    moved = [one for one in placed if one.rate.qoq and _then_base(book, one) >= minimum]
    return RolledRate(
        rate.code,
        rate.rule.label or rate.code,
        _whole(book, rate, [each for _one, each in told]),
        tuple(placed),
        *_ends(placed, lambda one: rounded(one.rate.figure)),
        tuple(_member(one, each) for one, each in told if int(each.known.value or 0) < minimum),
        tuple(one.name for one in rate.silent),
        "" if standard is None else f"{(standard * 100).normalize():f}%",
        () if standard is None else tuple(one for one in placed if rounded(one.rate.figure) < standard),
        _moved(moved, rounded, places, 1),
        _moved(moved, rounded, places, -1),
        len({rounded(one.rate.figure) for one in placed}) == 1,
    )


def _rounder(places: int) -> Callable[[Figure], Decimal]:
    """What a figure is as it is printed: what reads the same is the same."""
    return lambda figure: Decimal(figure.value or 0).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _member(one: Taken, rate: Rate, rank: Figure | None = None) -> RolledMember:
    return RolledMember(one.name, one.count, rate, rank)


def _then_base(book: Book, one: RolledMember) -> int:
    then = one.rate.qoq.then if one.rate.qoq else None
    return int(book.figures[then.base].value or 0) if then and then.base else 0


def _ends(
    members: Sequence[RolledMember], worth: Callable[[RolledMember], Decimal]
) -> tuple[tuple[RolledMember, ...], tuple[RolledMember, ...]]:
    """The first and the last of a list; none where it is short, or where ties make the two meet."""
    best = leading([float(worth(one)) for one in members], NAMED)
    least = leading([-float(worth(one)) for one in reversed(members)], NAMED)
    if len(members) <= 2 * NAMED or not best or not least or best + least > len(members):
        return (), ()
    return tuple(members[:best]), tuple(members[-least:])


def _moved(
    members: Sequence[RolledMember], rounded: Callable[[Figure], Decimal], places: int, way: int
) -> tuple[RolledMember, ...]:
    """Those that have risen (`way` 1) or fallen (-1) most; none where a few cases make the difference."""

    def worth(one: RolledMember) -> int:
        points = Decimal(one.rate.qoq.difference.value or 0) if one.rate.qoq else Decimal(0)
        told = abs(points) >= _LEAST_POINTS and abs(points) * int(one.rate.known.value or 0) >= _LEAST_CASES
        return int(rounded(one.rate.qoq.difference) * 10**places) * way if one.rate.qoq and told else 0

    found = sorted((one for one in members if worth(one) > 0), key=lambda one: -worth(one))
    return tuple(found[: leading([worth(one) for one in found], NAMED)])


def _whole(book: Book, rate: RateOf, rates: Sequence[Rate]) -> Rate:
    """The rate over all counties: of the sums, not the mean of the rates; compared where every county is."""
    name = rate.rule.label or rate.code
    now = _sums(book, f"rate.{rate.code}", name, [(one.count, one.known) for one in rates])
    then = [_then(book, one) for one in rates]
    if not then or None in then:
        return Rate(name, *now)
    label = book.then_label(Basis.QOQ, name)
    earlier = _sums(book, f"rate.{rate.code}.previous", label, [one for one in then if one])
    return Rate(name, *now, book.compare_rates(Basis.QOQ, now[0], earlier[0]))


def _then(book: Book, one: Rate) -> tuple[Figure, Figure] | None:
    if one.qoq is None:
        return None
    id = one.qoq.then.id
    return book.figures[f"{id}.count"], book.figures[f"{id}.base"]


def _sums(book: Book, id: str, name: str, pairs: Sequence[tuple[Figure, Figure]]) -> tuple[Figure, Figure, Figure]:
    unit = pairs[0][1].unit if pairs else ""
    base_name, count_name = book.base_label(name), book.count_label(name)
    count = book.sum(f"{id}.count", count_name, [one for one, _base in pairs], unit)
    base = book.sum(f"{id}.base", base_name, [one for _count, one in pairs], unit)
    return book.fraction(id, name, count, base), count, base
