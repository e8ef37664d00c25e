"""How long cases took: medians and classes from a histogram of days, never from the rows again."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from reportgen.messages import N_
from reportgen.model import Basis, Comparison, DayClass, Figure, HandlingTime, Kind, Period, Query, Take, Unknown
from reportgen.settings import Settings
from reportgen.tally.counting.book import SHARE, Book
from reportgen.tally.counting.cube import Cube, Where
from reportgen.tally.counting.measures import MEASURES


@dataclass(frozen=True, slots=True)
class Times:
    """Handling times of the whole report and the median of each category (by its code)."""

    overall: HandlingTime | None
    by_category: Mapping[str, Figure]


def tally_times(book: Book, cube: Cube, settings: Settings) -> Times:
    """The handling times of the period; `cube` has the dimensions `category` and `days` of the cases that have both days."""
    rows = cube.rows(book.period)
    known = book.cases("days.base", book.label(N_("cases with a known handling time")), (("days", "*"),), rows)
    median = _enter_median(book, "days.median", book.label(N_("median handling time")), cube, book.period)
    qoq, yoy = (_compare(book, cube, median, basis) for basis in (Basis.QOQ, Basis.YOY))
    by_category = {
        code: _enter_median(
            book,
            f"category.{code}.days",
            book.label(N_("{name}: median handling time"), name=one.name),
            cube,
            book.period,
            (("category", code),),
        )
        for code, one in settings.taxonomy.categories.items()
    }
    if not len(rows):
        return Times(None, by_category)
    days = book.ledger.cases["days"].to_numpy(dtype=np.int64, na_value=-1)[rows]
    longest = _longest(book, rows, days)
    classes = _classes(book, rows, days, known, settings.report.day_limits)
    return Times(HandlingTime(known, median, longest, qoq, yoy, classes), by_category)


def _longest(book: Book, rows: np.ndarray, days: np.ndarray) -> Figure:
    """The longest handling time; behind it stand the cases that took so long."""
    query = Query(str(book.period), (("days", "*"),), Take.LONGEST)
    label = book.label(N_("longest handling time"))
    longest = Figure("days.longest", label, Kind.DAYS, int(days.max()), MEASURES[book.language].days, None, query)
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
    query = Query(str(period), (*where, ("days", "*")), Take.MEDIAN)
    figure = Figure(id, label, Kind.DAYS, value, MEASURES[book.language].days, None, query, unknown)
    return book.enter(figure, None if unknown else cube.rows(period, where))


def _compare(book: Book, cube: Cube, now: Figure, basis: Basis) -> Comparison:
    id, label = book.then_names(basis, now.id, now.label)
    return book.compare_share(now, _enter_median(book, id, label, cube, book.earlier(basis)), basis)


def _classes(book: Book, rows: np.ndarray, days: np.ndarray, known: Figure, limits: list[int]) -> tuple[DayClass, ...]:
    """The classes of handling time; `days` are those of the cases at `rows`."""
    firsts = [0, *(limit + 1 for limit in limits)]
    classes = []
    for number, (first, last) in enumerate(zip(firsts, [*limits, None], strict=True), start=1):
        inside = rows[(days >= first) & (days <= (days.max() if last is None else last))]
        classes.append(_day_class(book, number, (first, last), inside, known))
    return tuple(classes)


def _day_class(book: Book, number: int, bounds: tuple[int, int | None], rows: np.ndarray, known: Figure) -> DayClass:
    first, last = bounds
    text = (
        N_("handling time of {first}–{last} days") if last is not None else N_("handling time of {first} days and more")
    )
    label = book.label(text, first=first, last=last)
    where = (("days", f"{first}-{'' if last is None else last}"),)
    count = book.cases(f"days.class.{number}", label, where, rows)
    return DayClass(first, last, count, book.share(f"{count.id}.share", book.label(SHARE, name=label), count, known))
