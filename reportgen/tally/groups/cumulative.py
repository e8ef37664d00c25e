"""What the year has added up to by the end of the report's period (1—9月), beside the figures of the period itself."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from reportgen.messages import N_
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Basis, Figure
from reportgen.model.reports.summaries import Category, Cumulated, Cumulative
from reportgen.settings import FigureSettings
from reportgen.tally.counting.book import SHARE, Book
from reportgen.tally.groups.rates import enter_rate

_ID = "cumulative"
_HOLIDAYS = timedelta(days=10)  # a month may end in so many days without a case
_CUMULATED = N_("{name}, cumulated")


def cumulate(
    book: Book, total: Figure, categories: Sequence[Category], rates: Mapping[str, FigureSettings]
) -> Cumulative | None:
    """The cumulated figures of a second or later quarter or half-year, or of a year that is not over; None where the ledgers do
    not cover the year so far.

    It is compared with the same months of last year, where that is fair. `rates` are those that are declared.
    """
    whole = _year_so_far(book)
    if whole is None or book.coverage.covered(whole):
        return None
    count = book.count(f"{_ID}.total", book.label(_CUMULATED, name=total.label), (), whole)
    return Cumulative(
        whole,
        count,
        book.compare_count(count, Basis.YOY, whole.year_ago),
        tuple(part for one in categories if (part := _category(book, one, count, whole)).count.value),
        {code: one for code, rule in rates.items() if (one := _rate(book, code, rule, whole)).value is not None},
    )


def _year_so_far(book: Book) -> Period | None:
    """From January to the end of a later quarter or half-year; of a year that is not over to the last month that is."""
    period, until = book.period, book.coverage.until
    if period.kind in ("Q", "H"):
        return period.to_date if period.index > 1 else None
    if period.kind != "Y" or until is None:
        return None
    last = until.month if until >= Period(until.year, "M", until.month).end - _HOLIDAYS else until.month - 1
    return Period.of_months(period.year, 1, last) if last else None


def _category(book: Book, category: Category, total: Figure, whole: Period) -> Cumulated:
    id, label = f"{_ID}.category.{category.code}", book.label(_CUMULATED, name=category.name)
    count = book.count(id, label, (("category", category.code),), whole)
    return Cumulated(
        category.code, category.name, count, book.share(f"{id}.share", book.label(SHARE, name=label), count, total)
    )


def _rate(book: Book, code: str, rule: FigureSettings, whole: Period) -> Figure:
    label = book.label(_CUMULATED, name=rule.label or code)
    return enter_rate(book, code, rule, f"{_ID}.rate.{code}", label, whole).figure
