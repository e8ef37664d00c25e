"""What the year has added up to by the end of the report's period (1—9月), beside the figures of the period itself."""

from collections.abc import Mapping, Sequence

from reportgen.messages import N_
from reportgen.model import Basis, Category, Cumulated, Cumulative, Figure, Period
from reportgen.settings import FigureSettings
from reportgen.tally.counting.book import SHARE, Book
from reportgen.tally.groups.rates import enter_rate

_ID = "cumulative"
_CUMULATED = N_("{name}, cumulated")


def cumulate(
    book: Book, total: Figure, categories: Sequence[Category], rates: Mapping[str, FigureSettings]
) -> Cumulative | None:
    """The cumulated figures of a second or later quarter or half-year; None where the ledgers do not cover the year so far.

    It is compared with the same months of last year, where that is fair. `rates` are those that are declared.
    """
    period, whole = book.period, book.period.to_date
    if period.kind not in ("Q", "H") or period.index == 1 or book.coverage.covered(whole):
        return None
    count = book.count(f"{_ID}.total", book.label(_CUMULATED, name=total.label), (), whole)
    return Cumulative(
        whole,
        count,
        book.compare_count(count, Basis.YOY, whole.year_ago),
        tuple(part for one in categories if (part := _category(book, one, count, whole)).count.value),
        {code: one for code, rule in rates.items() if (one := _rate(book, code, rule, whole)).value is not None},
    )


def _category(book: Book, category: Category, total: Figure, whole: Period) -> Cumulated:
    id, label = f"{_ID}.category.{category.code}", book.label(_CUMULATED, name=category.name)
    count = book.count(id, label, (("category", category.code),), whole)
    return Cumulated(
        category.code, category.name, count, book.share(f"{id}.share", book.label(SHARE, name=label), count, total)
    )


def _rate(book: Book, code: str, rule: FigureSettings, whole: Period) -> Figure:
    label = book.label(_CUMULATED, name=rule.label or code)
    return enter_rate(book, code, rule, f"{_ID}.rate.{code}", label, whole).figure
