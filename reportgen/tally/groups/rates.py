"""Declared rates: of the whole, of each part, of an earlier period."""

from collections.abc import Mapping
from dataclasses import replace

from reportgen.messages import N_
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Basis, Comparison, Figure, Kind
from reportgen.model.reports.summaries import Rate
from reportgen.settings import FigureSettings, Settings
from reportgen.settings.models.figures.dimensions import KNOWN, canonical
from reportgen.tally.counting.book import Book
from reportgen.tally.counting.cube import Where, either, neither


def rates(settings: Settings) -> Mapping[str, FigureSettings]:
    """The declared rates by their code."""
    return {code: one for code, one in settings.figures.items() if one.rate}


def tally_rate(book: Book, code: str, rule: FigureSettings) -> Rate | None:
    """A rate, its base and its changes; None where no case of the period has an answer (its figure is then unknown)."""
    found = enter_rate(book, code, rule, f"rate.{code}", rule.label or code, book.period)
    qoq, yoy = (_compare(book, code, rule, found.figure, basis) for basis in (Basis.QOQ, Basis.YOY))
    return None if found.figure.value is None else replace(found, qoq=qoq, yoy=yoy)


def _compare(book: Book, code: str, rule: FigureSettings, now: Figure, basis: Basis) -> Comparison | None:
    if basis not in rule.compare:
        return None
    id, label = book.then_names(basis, now.id, now.label)
    then = enter_rate(book, code, rule, id, label, book.earlier(basis))
    return book.compare_share(now, then.figure, basis)


def rates_of(book: Book, declared: Mapping[str, FigureSettings], by: str, part: Figure) -> Mapping[str, Rate]:
    """The rates that are parted `by` a dimension, of the cases that `part` counts; that of a part without a base is unknown."""
    found = (enter_part(book, code, rule, part) for code, rule in declared.items() if by in map(canonical, rule.by))
    return {one.name: one for one in found}


def enter_part(book: Book, code: str, rule: FigureSettings, part: Figure) -> Rate:
    """The rate of the cases that another figure counts: `category.attitude.rate.closed`."""
    if part.query is None:
        raise ValueError(part.id)
    label = book.label(N_("{name}: {figure}"), name=part.label, figure=rule.label)
    period = Period.recall(part.query.period)
    return enter_rate(book, code, rule, f"{part.id}.rate.{code}", label, period, part.query.where)


def enter_rate(
    book: Book, code: str, rule: FigureSettings, id: str, label: str, period: Period, where: Where = ()
) -> Rate:
    """Enters the count, the base and the rate of one period.

    It is unknown where its comparison with the report's would not be fair, and where the ledgers say of no case of the base
    what the rate asks for.
    """
    where = (*where, *neither(rule.without))
    base = (*where, *either(rule.of))
    silent = not any(book.cube.count(period, (*base, (dimension, KNOWN))) for dimension in rule.rate)
    known = book.count_fairly(f"{id}.base", book.label(N_("{name}: base"), name=label), base, period)
    counted = (*where, *either({**rule.of, **rule.rate}))
    count = book.count_fairly(f"{id}.count", book.label(N_("{name}: count"), name=label), counted, period)
    return Rate(code, book.share(id, label, count, known, Kind.RATE, unsaid=silent), count, known)
