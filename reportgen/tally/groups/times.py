"""How long cases took: medians and classes from a histogram of days, never from the rows again."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

import numpy as np

from reportgen.messages import N_
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Basis, Comparison, Figure, Kind, Query, Take, Unknown
from reportgen.model.reports.summaries import DayClass, HandlingTime
from reportgen.settings import FigureSettings, Settings
from reportgen.settings.models.figures.dimensions import GROUPINGS, KNOWN, parts_of
from reportgen.tally.counting.book import SHARE, Book
from reportgen.tally.counting.cube import Cube, Where, either
from reportgen.tally.counting.dimensions import day_cube
from reportgen.tally.counting.measures import MEASURES


@dataclass(frozen=True, slots=True)
class Days:
    """One declared median: its `cube` has the dimension `days` and those that it asks for."""

    code: str
    rule: FigureSettings
    cube: Cube

    @property
    def where(self) -> Where:
        """The cases of which it is the median."""
        return either(self.rule.of)


def medians(book: Book, settings: Settings) -> tuple[Days, ...]:
    """The declared medians."""
    declared = {code: one for code, one in settings.figures.items() if one.median}
    by = {name for one in declared.values() for name in chain.from_iterable(map(parts_of, one.by))}
    asked = {name for one in declared.values() for name in one.of} | by & {*GROUPINGS, *settings.ledger.fields}
    cube = day_cube(book.ledger.cases, sorted(asked), book.day, settings.ledger.origins) if declared else None
    return tuple(Days(code, one, cube) for code, one in declared.items() if cube is not None)


def tally_times(book: Book, days: Days, limits: list[int]) -> HandlingTime | None:
    """The handling times of the period; None where no case has both days. `limits` are the upper ends of its classes."""
    code, cube = days.code, days.cube
    rows = cube.rows(book.period, days.where)
    known_label = book.label(N_("cases with a known handling time"))
    known = book.cases(f"{code}.base", known_label, (*days.where, ("days", KNOWN)), rows)
    median = _enter_median(book, f"{code}.median", days.rule.label or code, cube, book.period, days.where)
    qoq, yoy = (_compare(book, days, median, basis) for basis in (Basis.QOQ, Basis.YOY))
    if not len(rows):
        return None
    numbers = book.ledger.cases["days"].to_numpy(dtype=np.int64, na_value=-1)[rows]
    longest = _longest(book, days, rows, numbers)
    return HandlingTime(known, median, longest, qoq, yoy, _classes(book, days, rows, numbers, known, limits))


def median_of(book: Book, days: Days, part: Figure) -> Figure:
    """The median of the cases that another figure counts: `category.attitude.days`."""
    if part.query is None:
        raise ValueError(part.id)
    label = book.label(N_("{name}: {figure}"), name=part.label, figure=days.rule.label)
    period = Period.recall(part.query.period)
    return _enter_median(book, f"{part.id}.{days.code}", label, days.cube, period, (*part.query.where, *days.where))


def _longest(book: Book, of: Days, rows: np.ndarray, days: np.ndarray) -> Figure:
    """The longest handling time; behind it stand the cases that took so long."""
    query = Query(str(book.period), (*of.where, ("days", KNOWN)), Take.LONGEST)
    label = book.label(N_("longest handling time"))
    longest = Figure(f"{of.code}.longest", label, Kind.DAYS, int(days.max()), MEASURES[book.language].days, None, query)
    return book.enter(longest, rows[days == days.max()])


def median(histogram: Mapping[int, int]) -> Decimal | None:
    """The median of a histogram of whole days: the middle one, or half of the two middle ones together; None if empty."""
    count = sum(histogram.values())
    if not count:
        return None
    return (Decimal(_at(histogram, (count - 1) // 2)) + _at(histogram, count // 2)) / 2


def _at(histogram: Mapping[int, int], place: int) -> int:
    """The day at a place, counted from 0, if all days stood in a row from the shortest to the longest."""
    for day in sorted(histogram):
        place -= histogram[day]
        if place < 0:
            return day
    raise IndexError(place)


def _histogram(cube: Cube, period: Period, where: Where = ()) -> dict[int, int]:
    return {int(day): count for day, count in cube.by(period, "days", where).items()}


def _enter_median(book: Book, id: str, label: str, cube: Cube, period: Period, where: Where = ()) -> Figure:
    unknown = book.unfair(period)
    value = None if unknown else median(_histogram(cube, period, where))
    if value is None and unknown is None:
        unknown = Unknown.NO_BASE
    query = Query(str(period), (*where, ("days", KNOWN)), Take.MEDIAN)
    figure = Figure(id, label, Kind.DAYS, value, MEASURES[book.language].days, None, query, unknown)
    return book.enter(figure, None if unknown else cube.rows(period, where))


def _compare(book: Book, days: Days, now: Figure, basis: Basis) -> Comparison | None:
    if basis not in days.rule.compare:
        return None
    id, label = book.then_names(basis, now.id, now.label)
    then = _enter_median(book, id, label, days.cube, book.earlier(basis), days.where)
    return book.compare_share(now, then, basis)


def _classes(
    book: Book, of: Days, rows: np.ndarray, days: np.ndarray, known: Figure, limits: list[int]
) -> tuple[DayClass, ...]:
    """The classes of handling time; `days` are those of the cases at `rows`."""
    firsts = [0, *(limit + 1 for limit in limits)]
    classes = []
    for number, (first, last) in enumerate(zip(firsts, [*limits, None], strict=True), start=1):
        inside = rows[(days >= first) & (days <= (days.max() if last is None else last))]
        classes.append(_day_class(book, of, number, (first, last), inside, known))
    return tuple(classes)


def _day_class(
    book: Book, of: Days, number: int, bounds: tuple[int, int | None], rows: np.ndarray, known: Figure
) -> DayClass:
    first, last = bounds
    text = (
        N_("handling time of {first}–{last} days") if last is not None else N_("handling time of {first} days and more")
    )
    label = book.label(text, first=first, last=last)
    where = (*of.where, ("days", f"{first}-{'' if last is None else last}"))
    count = book.cases(f"{of.code}.class.{number}", label, where, rows)
    return DayClass(first, last, count, book.share(f"{count.id}.share", book.label(SHARE, name=label), count, known))
