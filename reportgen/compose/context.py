"""What a template may name: frozen records and plain values only, never a table of rows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportgen.compose.charts import days_label
from reportgen.compose.language import Language, hanzi, period_label, quantity, ten_days
from reportgen.model import Basis, Category, Comparison, Facet, Figure, Period, Rate, Span, Summary, TypicalCase
from reportgen.settings import Settings
from reportgen.settings.expression import RATES


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """How the report speaks of its period."""

    label: str  # 2026年第三季度
    days: str  # 7月1日至9月30日
    this: str  # 本季度
    word: str  # 季度
    previous: str  # 上季度
    year_ago: str  # 上年同期
    next: str  # 2026年第四季度
    trend: str  # 八


@dataclass(frozen=True, slots=True)
class Rising:
    """A category whose count has risen for `streak` periods in a row (in Chinese characters)."""

    name: str
    streak: str


def period_words(summary: Summary, language: Language) -> PeriodWords:
    """The words for the report's period."""
    period = summary.period
    following = Period.containing(period.end.replace(day=28), period.kind)
    while following == period:
        following = _next(period)
    return PeriodWords(
        label=period_label(period),
        days=f"{period.start.month}月{period.start.day}日至{period.end.month}月{period.end.day}日",
        this=language.this,
        word=language.word,
        previous=language.then(Basis.QOQ),
        year_ago=language.then(Basis.YOY),
        next=period_label(following),
        trend=quantity(len([1 for _, figure in summary.trend if figure.value is not None])),
    )


def _next(period: Period) -> Period:
    if period.index < 12 // period.months:
        return Period(period.year, period.kind, period.index + 1)
    return Period(period.year + 1, period.kind, 1)


def values(summary: Summary, settings: Settings, language: Language) -> dict[str, object]:
    """The names of a template: see docs/templates.md."""
    named = [one for one in summary.categories if not one.catch_all]
    other = [one for one in summary.categories if one.catch_all and one.count.value]
    facets = summary.facets
    return {
        "county": {"name": settings.county.name, "code": settings.county.code},
        "office": {"name": settings.office.name},
        "period": period_words(summary, language),
        "total": summary.total,
        "qoq": summary.qoq,
        "yoy": summary.yoy,
        "categories": tuple(one for one in summary.categories if one.count.value),
        "listed": tuple(one for one in summary.categories if not one.catch_all or _ever(one)),
        "present": tuple(one for one in named if one.count.value),
        "absent": tuple(one for one in named if not one.count.value),
        "other": other[0] if other else None,
        "top": summary.top,
        "top_count": summary.top_count,
        "top_share": summary.top_share,
        "units": facets.get("unit"),
        "channels": facets.get("channel"),
        "handling": facets.get("handling"),
        "regions": facets.get("region"),
        "rates": {name: _enough(summary.rates.get(name), settings.report.small_base) for name in RATES},
        "days": summary.days,
        "trend": tuple(
            {"label": period_label(period), "count": figure}
            for period, figure in summary.trend
            if figure.value is not None
        ),
        "months": tuple({"label": period_label(period), "count": figure} for period, figure in summary.months),
        "rising": tuple(
            Rising(one.name, quantity(one.qoq.streak)) for one in named if one.qoq.streak > 1 and _rises(one.qoq)
        ),
        "by_keyword": summary.from_keyword,
        "by_default": summary.from_default,
        "multi_label": summary.multi_label,
        "repeats": summary.repeats,
        "repeats_share": summary.repeats_share,
        "small_base": settings.report.small_base,
    }


_INTRODUCTION = re.compile(
    "[^，。：；]{0,12}(反映|来电|来信|来访|留言|转办|转来|转交|交办|暗访|检查|发现|抽查|巡查)[^，。：；]{0,4}[，：]"
    "|有?(群众|市民|网民|村民|居民|企业|商户|老人|家长)(来电|来信|来访|投诉)?反映"
)


def _enough(rate: Rate | None, small_base: int) -> Rate | None:
    """The rate, if enough cases stand behind it to say it in percent."""
    return rate if rate and int(rate.known.value or 0) >= small_base else None


def _ever(category: Category) -> bool:
    """Whether the category has a case now or in one of the periods it is compared with."""
    return any(figure.value for figure in (category.count, category.qoq.then, category.yoy.then))


def _rises(comparison: Comparison) -> bool:
    return comparison.difference.value is not None and comparison.difference.value > 0


def condition_functions(summary: Summary) -> Mapping[str, Callable[..., Decimal | int | None]]:
    """What a cause's `when:` may ask: each answers with a value, or None where it is not known."""
    figures, units = summary.figures, summary.facets.get("unit")
    streaks = {one.code: one.qoq for one in summary.categories} | {"total": summary.qoq}

    def value(id: str) -> Decimal | int | None:
        return figures[id].value if id in figures else None

    def streak(code: str) -> int:
        return streaks[code].streak if _rises(streaks[code]) else 0

    def unit_share(place: int) -> Decimal | int | None:
        members = units.members if units else ()
        return members[place - 1].share.value if 0 < place <= len(members) else None

    def of(code: str) -> str:
        return "total" if code == "total" else f"category.{code}"

    return {
        "count": lambda code: value(of(code)),
        "share": lambda code: value(f"{of(code)}.share"),
        "change": lambda code: value(f"{of(code)}.qoq"),
        "yoy": lambda code: value(f"{of(code)}.yoy"),
        "streak": streak,
        "rate": lambda name: value(f"rate.{name}"),
        "days": lambda name: value(f"days.{name}"),
        "aspect": lambda code, aspect: value(f"category.{code}.aspect.{aspect}.share"),
        "unit_share": unit_share,
    }


def figure_functions(summary: Summary) -> dict[str, Callable[..., Figure]]:
    """Functions that give a template the figure of a category or aspect by its code."""
    figures = summary.figures
    return {
        "count": lambda code: figures[f"category.{code}"],
        "share": lambda code: figures[f"category.{code}.share"],
        "aspect": lambda code, aspect: figures[f"category.{code}.aspect.{aspect}"],
    }


def filters(language: Language, settings: Settings) -> dict[str, Callable[..., object]]:
    """The filters of templates: each turns a figure, comparison or case into words."""
    return {
        "number": language.bare,
        "magnitude": language.magnitude,
        "of_base": language.of_base,
        "of_counted_base": lambda share: language.of_base(share, with_count=True),
        "compared": language.compared,
        "compared_full": language.compared_full,
        "moved": language.moved,
        "month_only": lambda label: label[label.index("年") + 1 :],
        "tells": lambda case, word: word in case.handling,
        "adds_up": lambda facet: sum(int(one.count.value or 0) for one in facet.members) == facet.known.value,
        "change": language.change_cell,
        "difference": lambda comparison: language.bare(comparison.difference),
        "previous": lambda comparison: language.bare(comparison.then),
        "hanzi": hanzi,
        "quantity": quantity,
        "days_label": lambda one: days_label(one.first, one.last),
        "place": place,
        "beginning": lambda case: (Span(beginning(case, settings)),),
        "told": lambda text: (Span(text.rstrip("。；;，, 　.？?！!")),),
        "percent_over": lambda share, percent: share.value is not None and share.value * 100 >= percent,
        "concentrated": concentrated,
        "tied": lambda members: tuple(one for one in members if one.count.value == members[0].count.value),
        "known": language.covered,
    }


def place(member: Category, members: tuple[Category, ...]) -> str:
    """Where a category stands among others: 居首位, 居第二位, 与甲并列第二位."""
    rank = int(member.rank.value or 0)
    ties = [one.name for one in members if one.rank.value == rank and one.name != member.name]
    spelled = f"第{hanzi(rank)}位"
    if ties:
        return f"与{'、'.join(ties)}并列{spelled}"
    return "居首位" if rank == 1 else f"居{spelled}"


def concentrated(facet: Facet) -> bool:
    """Whether the first member has at least twice what each would have if all had the same."""
    first, all_of_them = int(facet.members[0].count.value or 0), int(facet.known.value or 0)
    return int(facet.distinct.value or 0) > 1 and first * int(facet.distinct.value or 0) >= 2 * all_of_them


def beginning(case: TypicalCase, settings: Settings) -> str:
    """How the telling of a case begins: when it was, to the day in an internal report, else to ten days, and how it came to light.

    The second is left to the text where the ledger's words begin with it (来访群众反映，…).
    """
    exact = settings.report.disclosure == "internal"
    if case.precision == "month":
        when = f"{case.received.month}月"
    else:
        when = f"{case.received.month}月{case.received.day}日" if exact else ten_days(case.received)
    if _INTRODUCTION.match(case.text):
        return when
    found = settings.wording.found_by.get(case.channel, settings.wording.found)
    return f"{when}，{found}"
