"""How long cases took: medians and classes from a histogram of days, never from the rows again."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportgen.model import Basis, Comparison, DayClass, Figure, HandlingTime, Kind, Period, Query, Unknown
from reportgen.settings import Settings
from reportgen.tally.book import Book
from reportgen.tally.cube import Cube, Where

_DAYS = "天"


@dataclass(frozen=True, slots=True)
class Times:
    """Handling times of the whole report and the median of each category (by its code)."""

    overall: HandlingTime | None
    by_category: Mapping[str, Figure]


def tally_times(book: Book, cube: Cube, settings: Settings) -> Times:
    """The handling times of the period; `cube` has the dimensions `category` and `days` of the cases that have both days."""
    histogram = _histogram(cube, book.period)
    known = book.number(
        "days.base", "可计算办理时长", sum(histogram.values()), book.unit, Query(str(book.period), (("days", "*"),))
    )
    median = _enter_median(book, "days.median", "办理时长中位数", cube, book.period)
    qoq, yoy = (_compare(book, cube, median, basis) for basis in (Basis.QOQ, Basis.YOY))
    by_category = {
        code: _enter_median(
            book, f"category.{code}.days", f"{one.name}办理时长中位数", cube, book.period, (("category", code),)
        )
        for code, one in settings.taxonomy.categories.items()
    }
    if not histogram:
        return Times(None, by_category)
    longest = book.enter(
        Figure(
            "days.longest",
            "最长办理时长",
            Kind.DAYS,
            max(histogram),
            _DAYS,
            None,
            Query(str(book.period), (("days", "*"),)),
        )
    )
    classes = _classes(book, histogram, known, settings.report.day_limits)
    return Times(HandlingTime(known, median, longest, qoq, yoy, classes), by_category)


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
    unknown = None if book.covers(period) else Unknown.NO_DATA
    value = None if unknown else median(_histogram(cube, period, where))
    if value is None and unknown is None:
        unknown = Unknown.NO_BASE
    return book.enter(Figure(id, label, Kind.DAYS, value, _DAYS, None, Query(str(period), where), unknown))


def _compare(book: Book, cube: Cube, now: Figure, basis: Basis) -> Comparison:
    id, label = book.then_names(basis, now.id, now.label)
    return book.compare_share(now, _enter_median(book, id, label, cube, book.earlier(basis)), basis)


def _classes(book: Book, histogram: Mapping[int, int], known: Figure, limits: list[int]) -> tuple[DayClass, ...]:
    firsts = [0, *(limit + 1 for limit in limits)]
    return tuple(
        _day_class(book, histogram, known, number, first, last)
        for number, (first, last) in enumerate(zip(firsts, [*limits, None], strict=True), start=1)
    )


def _day_class(
    book: Book, histogram: Mapping[int, int], known: Figure, number: int, first: int, last: int | None
) -> DayClass:
    label = f"{first}—{last}{_DAYS}" if last is not None else f"{first}{_DAYS}及以上"
    value = sum(count for day, count in histogram.items() if day >= first and (last is None or day <= last))
    query = Query(str(book.period), (("days", f"{first}-{'' if last is None else last}"),))
    count = book.number(f"days.class.{number}", f"办理时长{label}", value, book.unit, query)
    return DayClass(first, last, count, book.share(f"days.class.{number}.share", f"办理时长{label}占比", count, known))
