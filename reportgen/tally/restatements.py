"""What earlier reports printed of their periods, held against what the ledgers say of these periods now."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportgen.messages import N_, _, issue
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Figure, Kind
from reportgen.model.reports.summaries import Category, Restatement
from reportgen.model.sources import Issue
from reportgen.tally.counting.book import Book
from reportgen.tally.counting.cube import Where

Printed = Mapping[str, Mapping[str, int | Decimal]]
"""The values that earlier reports printed, by their period (`2026Q2`), then by the id of the figure there (`total`)."""


def restate(
    book: Book, total: Figure, categories: tuple[Category, ...], printed: Printed
) -> tuple[tuple[Restatement, ...], tuple[Issue, ...]]:
    """The totals and counts by category of earlier periods that are no longer what was printed, oldest period first.

    Figures of the report's own period, and of periods that these ledgers do not cover, are not held against each other; nor are
    rates, which move as cases are closed, or rankings, whose ids are places. Raises PeriodError where a key is no period.
    """
    counted: list[tuple[str, str, Where]] = [("total", total.label, ())]
    counted += [(one.count.id, one.name, (("category", one.code),)) for one in categories]
    found, periods = [], []
    for period in sorted((Period.recall(one) for one in printed), key=lambda one: (one.end, one.months)):
        if period != book.period and period.end <= book.period.end and not book.coverage.covered(period):
            differing = list(_differing(book, period, counted, printed[str(period)]))
            found += differing
            periods += [str(period)] * bool(differing)
    if not found:
        return (), ()
    return tuple(found), (issue("figures.restated", count=len(found), periods=_(", ").join(periods)),)


def _differing(
    book: Book, period: Period, counted: list[tuple[str, str, Where]], printed: Mapping[str, int | Decimal]
) -> Iterator[Restatement]:
    for id, label, where in counted:
        if id in printed and book.cube.count(period, where) != printed[id]:
            names = {"name": label, "period": period}
            now = book.count(f"restated.{period}.{id}", book.label(N_("{name} ({period})"), **names), where, period)
            label_before = book.label(N_("{name} ({period}), as reported before"), **names)
            before = Figure(f"{now.id}.printed", label_before, Kind.COUNT, int(printed[id]), now.unit)
            yield Restatement(label, period, book.enter(before), now)
