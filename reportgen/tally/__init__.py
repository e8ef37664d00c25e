"""Ledger -> Summary: every figure once, from one pass over the cases, and the cases that the report tells."""

from types import MappingProxyType

import numpy as np
import pandas as pd

from reportgen.messages import issue
from reportgen.model import Basis, Category, Figure, Issue, Ledger, Period, RowCount, Summary
from reportgen.settings import Settings
from reportgen.tally.book import Book
from reportgen.tally.categories import tally_categories
from reportgen.tally.coverage import Coverage
from reportgen.tally.cube import Cube
from reportgen.tally.cumulative import cumulate
from reportgen.tally.facets import FACETS, RATES, leading, tally_facet, tally_rate
from reportgen.tally.restatements import Printed, restate
from reportgen.tally.times import tally_times

__all__ = ["tally"]

_TOP = 3  # how many categories the lead names, and what is equal to the third


_NOTHING_PRINTED: Printed = MappingProxyType({})


def tally(
    ledger: Ledger, settings: Settings, period: Period, previous: Printed = _NOTHING_PRINTED
) -> tuple[Summary, tuple[Issue, ...]]:
    """All figures of the report of one period.

    `previous` holds what earlier reports printed, by their period and the id of the figure. An empty period is an error-level
    issue; its summary then holds zeros and must not be printed. Whether the period is over is told by the days of the cases
    (see `coverage`), not by the clock: the same ledgers give the same report on any day.
    """
    cases, report = ledger.cases, settings.report
    cube = _case_cube(cases)
    coverage = Coverage(cube, ledger, period, report.comparisons, report.small_base)
    book = Book(
        cube,
        coverage,
        ledger,
        period,
        settings.wording.case,
        settings.charts.trend_periods,
        measures=_measures(settings),
    )
    total = book.count("total", settings.wording.of)
    qoq, yoy = book.compare_count(total, Basis.QOQ), book.compare_count(total, Basis.YOY)
    times = tally_times(book, _day_cube(cases), settings)
    categories = tally_categories(book, settings, total, times.by_category)
    named = tuple(one for one in categories if one.count.value and not one.catch_all)
    top = named[: leading([int(one.count.value or 0) for one in named], _TOP)]
    top_count = _top_count(book, top)
    used = int(total.value or 0)
    repeats = book.count("repeats", "重复件", (("repeat", "yes"),))
    restatements, restated = restate(book, total, categories, previous)
    summary = Summary(
        period=period,
        figures=book.figures,
        total=total,
        qoq=qoq,
        yoy=yoy,
        categories=categories,
        top=top,
        top_count=top_count,
        top_share=top_count and book.share("top.share", "前列类别合计占比", top_count, total),
        facets={name: facet for name in FACETS if (facet := tally_facet(book, name, total, settings.charts.minimum))},
        rates={name: rate for name in RATES if (rate := tally_rate(book, name))},
        days=times.overall,
        trend=_trend(book),
        months=_months(book),
        from_keyword=book.count("categorised.keyword", "按关键词归类", (("category_from", "keyword"),)),
        from_default=book.count("categorised.default", "归入其他", (("category_from", "default"),)),
        multi_label=book.cube.has_joined(period, "category"),
        repeats=repeats,
        repeats_share=book.share("repeats.share", "重复件占比", repeats, total),
        until=coverage.until,
        cumulative=cumulate(book, total, categories),
        restatements=restatements,
        counts=_counts(ledger.counts, used),
        files=ledger.files,
        fields=ledger.fields,
        rows=book.row_sets(),
    )
    return summary, (*coverage.issues(), *restated) if used else (_empty_period(cases, period),)


def _measures(settings: Settings) -> dict[tuple[str, str], str]:
    """The measure words that differ from that of a case, by field and member."""
    categories = {("category", code): one.measure for code, one in settings.taxonomy.categories.items() if one.measure}
    return categories | {(name, member): word for name in FACETS for member, word in settings.wording.measure.items()}


def _case_cube(cases: pd.DataFrame) -> Cube:
    plain = (
        "category",
        "category_from",
        "precision",
        "aspects",
        "unit",
        "channel",
        "handling",
        "region",
        "verified",
        "satisfaction",
    )
    timely, repeat = cases["on_time"], np.where(cases["repeat"], "yes", "")
    on_time = np.select([timely.isna(), timely.fillna(False).astype(bool)], ["", "yes"], "no")
    return Cube(
        cases,
        {**{name: cases[name] for name in plain}, "on_time": on_time, "repeat": repeat, "is_closed": _is_closed(cases)},
    )


def _is_closed(cases: pd.DataFrame) -> np.ndarray:
    """Closed as the status says it; where it says nothing or only 超期, a closing day tells."""
    status, day = cases["status"], cases["closed"].notna()
    told = [status == "closed", status == "open", day, status == "overdue"]
    return np.select(told, ["yes", "no", "yes", "no"], "")


def _day_cube(cases: pd.DataFrame) -> Cube:
    has_days = cases["days"].notna().to_numpy()
    known = cases[has_days]
    return Cube(known, {"category": known["category"], "days": known["days"].astype(int)}, np.flatnonzero(has_days))


def _counts(counts: RowCount, used: int) -> RowCount:
    """The rows of the period's report: believed cases of other periods are outside it."""
    return RowCount(counts.read, used, counts.rejected, counts.duplicates, counts.used - used)


def _top_count(book: Book, top: tuple[Category, ...]) -> Figure | None:
    """How many cases carry one of the leading categories; a case that carries two counts once."""
    codes = [one.code for one in top]
    return book.count_any("top", "、".join(one.name for one in top), "category", codes) if len(top) > 1 else None


def _trend(book: Book) -> tuple[tuple[Period, Figure], ...]:
    """The total of the last periods, back to the first that does not count the same as the report's."""
    label, back = book.figures["total"].label, book.period.back(book.trend)
    reach = next((steps for steps, one in enumerate(reversed(back)) if book.coverage.same_scope(one)), len(back))
    return tuple(
        (period, book.count(f"trend.{period}", f"{period}{label}", (), period)) for period in back[len(back) - reach :]
    )


def _months(book: Book) -> tuple[tuple[Period, Figure], ...]:
    """The months of the period that have come and that the ledgers cover.

    None where it is a month itself, or where a case's day is known to the period alone.
    """
    first, last = book.period.start, book.coverage.until or book.period.end
    months = [Period(first.year, "M", month) for month in range(first.month, last.month + 1)]
    if book.period.months == 1 or book.cube.count(book.period, (("precision", "period"),)):
        return ()
    label = book.figures["total"].label
    figures = [(month, book.count(f"month.{month}", f"{month}{label}", (), month)) for month in months]
    return tuple((month, figure) for month, figure in figures if figure.value is not None)


def _empty_period(cases: pd.DataFrame, period: Period) -> Issue:
    if cases.empty:
        return issue("period.no-cases", period=str(period))
    first, last = (
        str(Period.containing(day.date(), period.kind)) for day in (cases["received"].min(), cases["received"].max())
    )
    return issue("period.empty", period=str(period), first=first, last=last)
