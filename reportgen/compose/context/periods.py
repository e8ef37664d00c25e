"""How a report speaks of its period."""

from dataclasses import dataclass
from datetime import date, timedelta

from reportgen.compose.language.language import Language
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Basis
from reportgen.model.reports.summaries import Summary


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """How the report speaks of its period; of one that is not over, `days` and `so_far` reach to the last day known."""

    label: str  # 2026年第三季度
    days: str  # 7月1日至9月30日
    until: str  # 截至8月15日, "" where the period is over
    months: str  # 7—9月
    so_far: str  # 1—9月, 1月1日至8月15日
    so_far_name: str  # 前三季度
    this: str  # 本季度
    word: str  # 季度
    previous: str  # 上季度
    year_ago: str  # 上年同期
    on_previous: str  # 环比
    on_year_ago: str  # 同比
    next: str  # 2026年第四季度
    trend: str  # 八
    deadline: str  # 2026年12月底前
    judged: str  # 截至10月12日: when open cases were asked whether they are past their limit


_TIME_TO_ACT = timedelta(days=60)  # from the signature on


def deadline(period: Period, signed: date) -> date:
    """The end of the first quarter that lies behind the period and leaves time to act."""
    quarter = Period.containing(max(signed, period.end) + timedelta(days=1), "Q")
    return quarter.end if quarter.end >= signed + _TIME_TO_ACT else quarter.next.end


def period_words(summary: Summary, language: Language, signed: date) -> PeriodWords:
    """The words for the report's period; `signed` is the day of signature."""
    period, until = summary.period, summary.until
    year = summary.cumulative.period if summary.cumulative else period.to_date
    partly = until is not None and year.end > until
    return PeriodWords(
        label=language.label(period),
        days=language.days(period.start, until or period.end),
        until=language.until(until) if until else "",
        months=language.months(period),
        so_far=language.days(year.start, until) if partly and until else language.so_far(year),
        so_far_name=language.days(year.start, until) if partly and until else language.so_far_name(year),
        this=language.this,
        word=language.word,
        previous=language.then(Basis.QOQ),
        year_ago=language.then(Basis.YOY),
        on_previous=language.relative(Basis.QOQ),
        on_year_ago=language.relative(Basis.YOY),
        next=language.label(period.next),
        trend=language.counted(known_periods(summary)),
        deadline=language.by_end_of(deadline(period, signed)),
        judged=language.until(summary.judged_on) if summary.judged_on else "",
    )


def known_periods(summary: Summary) -> int:
    """How many periods of the trend the ledgers cover."""
    return len([1 for _, figure in summary.trend if figure.value is not None])
