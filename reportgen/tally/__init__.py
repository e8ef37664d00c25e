"""Ledger -> Summary: every figure once, from one pass over the cases, and the cases that the report tells."""

from collections.abc import Collection
from datetime import date
from types import MappingProxyType

import numpy as np

from reportgen.messages import N_, issue
from reportgen.model.ledgers import Ledger, RowCount
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Basis, Figure
from reportgen.model.reports.ranking import leading
from reportgen.model.reports.summaries import Category, Month, Summary
from reportgen.model.sources import Issue
from reportgen.settings import Settings
from reportgen.settings.models.figures.dimensions import MONTH, ORIGIN
from reportgen.tally.counting.book import SHARE, Book
from reportgen.tally.counting.coverage import Coverage
from reportgen.tally.counting.cube import either
from reportgen.tally.counting.dimensions import case_cube, cut_off
from reportgen.tally.facts import state
from reportgen.tally.groups.breakdowns import Breakdowns
from reportgen.tally.groups.cases import Candidates
from reportgen.tally.groups.categories import tally_categories
from reportgen.tally.groups.counts import by_of_total, tally_counts
from reportgen.tally.groups.cumulative import cumulate
from reportgen.tally.groups.facets import FACETS, facets_of, tally_facet
from reportgen.tally.groups.rates import tally_rate
from reportgen.tally.groups.times import tally_times
from reportgen.tally.overriding import override
from reportgen.tally.restatements import Printed, restate
from reportgen.tally.signature import signature_issues

__all__ = ["override", "signature_issues", "state", "tally"]

_IN_PERIOD = N_("{name}, {period}")
_TOP = 3  # how many categories the lead names, and what is equal to the third


_NOTHING_PRINTED: Printed = MappingProxyType({})


def tally(
    ledger: Ledger,
    settings: Settings,
    period: Period,
    previous: Printed = _NOTHING_PRINTED,
    language: str | None = None,
    told: Collection[str] = (),
    signed: date | None = None,
) -> tuple[Summary, tuple[Issue, ...]]:
    """All figures of the report of one period.

    `previous` holds what earlier reports printed, by their period and the id of the figure; `language` ("zh" or "en") is what
    the figures are named in, without it that of the report; `told` are digests of cases that
    an earlier report told; `signed` is the day of signature, without it the end of the period: open cases are judged on the
    last day before it that the ledgers know (see `cut_off`). A period without a case that the ledgers do not reach is an error-level issue; its summary
    then holds zeros and must not be printed. Whether the period is over is told by the days of the cases (see `coverage`), not by the
    clock: the same ledgers give the same report on any day after its end; one signed before that is not over.
    """
    book = _open_book(ledger, settings, period, language or settings.report.language, signed or period.end)
    summary, restated = _summary(book, settings, previous, told)
    if not summary.counts.used and not book.coverage.reached:
        return summary, (_empty_period(ledger, period),)
    if not summary.counts.used:
        return summary, (issue("period.nil", period=str(period)), *restated)
    return summary, (*book.coverage.issues(), *restated)


def _open_book(ledger: Ledger, settings: Settings, period: Period, language: str, signed: date) -> Book:
    day, report = cut_off(ledger.cases, signed), settings.report
    cube = case_cube(ledger.cases, settings.ledger.fields, day, settings.ledger.origins)
    coverage = Coverage(cube, ledger, period, report.comparisons, report.small_base, signed)
    case, trend = settings.wording.case, settings.charts.trend_periods
    return Book(language, cube, coverage, ledger, period, case, trend, day, measures=_measures(settings))


def _summary(
    book: Book, settings: Settings, previous: Printed, told: Collection[str]
) -> tuple[Summary, tuple[Issue, ...]]:
    """Every figure entered, and what earlier reports printed otherwise; the order is that of the file beside the report."""
    ledger = book.ledger
    total = book.count("total", settings.wording.of)
    qoq, yoy = book.compare_count(total, Basis.QOQ), book.compare_count(total, Basis.YOY)
    breakdowns = Breakdowns(book, settings)
    times = {days.code: tally_times(book, days, settings.report.day_limits) for days in breakdowns.medians}
    tellable = Candidates(ledger.cases, book.rows(total), told)
    categories = tuple(map(breakdowns.category, tally_categories(book, settings, total, tellable)))
    named = tuple(one for one in categories if one.count.value and not one.catch_all)
    top = named[: leading([int(one.count.value or 0) for one in named], _TOP)]
    top_count = _top_count(book, top)
    counted = tally_counts(book, settings, total)
    restatements, restated = restate(book, total, categories, previous)
    summary = Summary(
        period=book.period,
        figures=book.figures,
        total=total,
        qoq=qoq,
        yoy=yoy,
        categories=categories,
        top=top,
        top_count=top_count,
        top_share=top_count and _top_share(book, top_count, total),
        facets={
            name: breakdowns.facet(facet)
            for name in facets_of(settings)
            if (facet := tally_facet(book, settings, name, total))
        },
        rates={code: rate for code, rule in breakdowns.rates.items() if (rate := tally_rate(book, code, rule))},
        times={code: one for code, one in times.items() if one},
        trend=_trend(book),
        months=tuple(map(breakdowns.month, _months(book))) if MONTH in by_of_total(settings) else (),
        from_keyword=_from(book, "keyword", N_("category told by keyword")),
        withheld=_withheld(book, total),
        from_default=_from(book, "default", N_("category not told")),
        multi_label=book.cube.has_joined(book.period, "category"),
        counted=counted,
        until=book.coverage.until,
        judged_on=book.day,
        cumulative=cumulate(book, total, categories, breakdowns.rates),
        restatements=restatements,
        counts=_counts(ledger.counts, int(total.value or 0)),
        files=ledger.files,
        fields=ledger.fields,
        rows=book.row_sets(),
        told=tellable.told_before,
        origins=frozenset(map(str, book.cube.values[ORIGIN])),
    )
    return summary, restated


def _from(book: Book, origin: str, label: str) -> Figure:
    """How many cases have their category from another place than its column."""
    return book.count(f"categorised.{origin}", book.label(label), (("category_from", origin),))


def _withheld(book: Book, total: Figure) -> Figure | None:
    """How many of the report's cases have a text that may not be printed."""
    rows = np.intersect1d(np.array(book.ledger.withheld, np.intp), book.rows(total))
    return book.cases("withheld", book.label(N_("text not printable")), (), rows) if len(rows) else None


def _measures(settings: Settings) -> dict[tuple[str, str], str]:
    """The measure words that differ from that of a case, by field and member."""
    categories = {("category", code): one.measure for code, one in settings.taxonomy.categories.items() if one.measure}
    return categories | {(name, member): word for name in FACETS for member, word in settings.wording.measure.items()}


def _counts(counts: RowCount, used: int) -> RowCount:
    """The rows of the period's report: believed cases of other periods are outside it."""
    return RowCount(counts.read, used, counts.rejected, counts.duplicates, counts.used - used)


def _top_count(book: Book, top: tuple[Category, ...]) -> Figure | None:
    """How many cases carry one of the leading categories; a case that carries two counts once."""
    if len(top) < 2:
        return None
    codes = {"category": [one.code for one in top]}
    return book.count_fairly("top", book.listed(one.name for one in top), either(codes))


def _top_share(book: Book, top_count: Figure, total: Figure) -> Figure:
    label = book.label(SHARE, name=book.label(N_("leading categories together")))
    return book.share("top.share", label, top_count, total)


def _trend(book: Book) -> tuple[tuple[Period, Figure], ...]:
    """The total of the last periods, back to the first that does not count the same as the report's."""
    label, back = book.figures["total"].label, book.period.back(book.trend)
    reach = next((steps for steps, one in enumerate(reversed(back)) if book.coverage.same_scope(one)), len(back))
    return tuple(
        (period, book.count(f"trend.{period}", book.label(_IN_PERIOD, name=label, period=period), (), period))
        for period in back[len(back) - reach :]
    )


def _months(book: Book) -> tuple[Month, ...]:
    """The months of the period that have come and that the ledgers cover.

    None where it is a month itself, or where a case's day is known to the period alone.
    """
    first, last = book.period.start, book.coverage.until or book.period.end
    months = [Period(first.year, "M", month) for month in range(first.month, last.month + 1)]
    if book.period.months == 1 or book.cube.count(book.period, (("precision", "period"),)):
        return ()
    label = book.figures["total"].label
    figures = [
        (month, book.count(f"month.{month}", book.label(_IN_PERIOD, name=label, period=month), (), month))
        for month in months
    ]
    return tuple(Month(month, figure) for month, figure in figures if figure.value is not None)


def _empty_period(ledger: Ledger, period: Period) -> Issue:
    cases = ledger.cases
    if cases.empty:
        return issue("period.no-cases", period=str(period))
    first, last = (
        str(Period.containing(day.date(), period.kind)) for day in (cases["received"].min(), cases["received"].max())
    )
    return issue("period.empty", period=str(period), first=first, last=last)
