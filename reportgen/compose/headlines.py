"""The most important figures as short lines, for a screen: said as the report says them."""

from collections.abc import Iterator

from reportgen.compose.language.language import Language, plain_text
from reportgen.model.reports.figures import Comparison, Figure
from reportgen.model.reports.summaries import Summary

_RATES = ("closed", "satisfied")


def headlines(summary: Summary, language: Language) -> tuple[str, ...]:
    """The total and its changes, rates and handling time, and the leading categories, a line each."""
    return tuple(_lines(summary, language))


def _lines(summary: Summary, language: Language) -> Iterator[str]:
    yield _line(summary.total, language, summary.qoq, summary.yoy)
    for name in _RATES:
        rate = summary.rates.get(name)
        if rate and not language.on_small_base(rate.figure):
            yield _line(rate.figure, language, *filter(None, [rate.qoq]))
    if summary.days and summary.days.median.value is not None:
        yield _line(summary.days.median, language)
    for one in summary.top:
        yield _line(one.count, language, one.qoq)


def _line(figure: Figure, language: Language, *comparisons: Comparison) -> str:
    """受理总数 137件，比上季度增加15件，环比增长12.3%."""
    known = [plain_text(language.compared(one)) for one in comparisons if language.covered(one)]
    return language.comma.join([language.headline(figure), *known])
