"""What a template may name: frozen records and plain values only, never a table of rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.chinese.numerals import to_hanzi
from reportgen.compose.language.case_words import beginning, handled, told
from reportgen.compose.language.language import NOTHING, Item, Language
from reportgen.compose.language.numerals import differing
from reportgen.compose.language.partitions import Partition, partitions
from reportgen.model import (
    Aspect,
    Basis,
    Category,
    Comparison,
    Facet,
    Figure,
    Member,
    Period,
    Phrase,
    Rate,
    Restatement,
    Span,
    Summary,
    Unknown,
)
from reportgen.settings import Settings
from reportgen.settings.expression import RATES

_CLASSIFYING = {"category", "subject", "text"}  # fields that can tell the category of a case


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


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure word of a case and what a column of such counts is headed."""

    word: str  # 件
    count: str  # 件数


@dataclass(frozen=True, slots=True)
class Rising:
    """A category whose count has risen for `periods` periods in a row, `streak` in words."""

    name: str
    streak: str
    periods: int


def period_words(summary: Summary, language: Language) -> PeriodWords:
    """The words for the report's period."""
    period, until = summary.period, summary.until
    return PeriodWords(
        label=language.label(period),
        days=language.days(period.start, until or period.end),
        until=language.until(until) if until else "",
        months=language.months(period),
        so_far=language.days(period.to_date.start, until) if until else language.so_far(period),
        so_far_name=language.so_far_name(period),
        this=language.this,
        word=language.word,
        previous=language.then(Basis.QOQ),
        year_ago=language.then(Basis.YOY),
        on_previous=language.relative(Basis.QOQ),
        on_year_ago=language.relative(Basis.YOY),
        next=language.label(_next(period)),
        trend=language.counted(_known_periods(summary)),
    )


def _known_periods(summary: Summary) -> int:
    return len([1 for _, figure in summary.trend if figure.value is not None])


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
        "measure": Measure(settings.wording.case, language.counting),
        "total": summary.total,
        "qoq": summary.qoq,
        "yoy": summary.yoy,
        "cumulative": summary.cumulative,
        "restatements": summary.restatements,
        "withheld": _withheld(summary, language) if settings.report.footnote_withheld else (),
        "categories": tuple(one for one in summary.categories if one.count.value),
        "listed": tuple(one for one in summary.categories if not one.catch_all or _ever(one)),
        "present": tuple(one for one in named if one.count.value),
        "absent": tuple(one for one in named if not one.count.value),
        "other": other[0] if other else None,
        "classified": bool(_CLASSIFYING & summary.fields),
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
            {"label": language.label(period), "count": figure}
            for period, figure in summary.trend
            if figure.value is not None
        ),
        "months": tuple(
            {"label": language.label(period), "name": language.month(period), "count": figure}
            for period, figure in summary.months
        ),
        "rising": tuple(
            Rising(one.name, language.counted(one.qoq.streak), one.qoq.streak)
            for one in named
            if one.qoq.streak > 1 and _rises(one.qoq)
        ),
        "by_keyword": summary.from_keyword,
        "by_default": summary.from_default,
        "multi_label": summary.multi_label,
        "repeats": summary.repeats,
        "repeats_share": summary.repeats_share,
        "small_base": settings.report.small_base,
        "minimum": settings.charts.minimum,
    }


def _withheld(summary: Summary, language: Language) -> tuple[str, ...]:
    """Why the report does not compare with periods that the ledgers reach, a sentence each."""
    comparisons = (summary.qoq,) if summary.period.kind == "Y" else (summary.qoq, summary.yoy)
    withheld = [one for one in comparisons if one.withheld]
    if withheld and all(one.withheld == Unknown.UNFINISHED for one in withheld):
        return (language.unfinished(),)
    return tuple(language.withheld(one, one.withheld) for one in withheld)


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


def filters(language: Language, summary: Summary, settings: Settings) -> dict[str, Callable[..., object]]:
    """The filters of templates: each turns a figure, comparison, list or case into words."""
    return {
        **_figure_filters(language),
        **_list_filters(language),
        **_case_filters(language, settings),
        "rounding": _rounding(partitions(summary), language, settings),
        "percent_over": lambda share, percent: share.value is not None and share.value * 100 >= percent,
        "concentrated": concentrated,
        "adds_up": lambda facet: _sum(facet) == facet.known.computed,
        "overlaps": lambda facet: _sum(facet) > int(facet.known.computed or 0),
        "known": language.covered,
        "hanzi": to_hanzi,
        "quantity": language.counted,
        "first_seen": lambda _: language.first_seen(_known_periods(summary)),
        "month_only": lambda label: label[label.index("年") + 1 :],
    }


def _figure_filters(language: Language) -> dict[str, Callable[..., object]]:
    """What a figure or comparison reads like."""
    return {
        "number": language.bare,
        "magnitude": language.magnitude,
        "of_base": language.of_base,
        "of_counted_base": lambda share: language.of_base(share, with_count=True),
        "compared": language.compared,
        "compared_full": language.compared_full,
        "moved": language.moved,
        "change": language.change_cell,
        "difference": lambda comparison: language.bare(comparison.difference),
        "restated": lambda one: _restated(one, language),
        "previous": lambda comparison: language.bare(comparison.then),
        "streak": lambda comparison: _streak(comparison, language),
    }


def _list_filters(language: Language) -> dict[str, Callable[..., object]]:
    """What categories, units and aspects read like in a list, and where they stand."""
    return {
        "join": lambda items: language.join([_item(one) for one in items]),
        "some": lambda items, most, what: language.some([_item(one) for one in items], most, what),
        "streaks": lambda rising, after="": _streaks(rising, after, language),
        "place": lambda member, members: place(member, members, language),
        "ties": lambda members: ties(members, language),
        "tied": lambda members: tuple(one for one in members if one.count.value == members[0].count.value),
        "row": lambda member: language.row_name(member.name, member.count),
        "days_label": lambda one: language.class_of_days(one.first, one.last),
    }


def _case_filters(language: Language, settings: Settings) -> dict[str, Callable[..., object]]:
    """How a typical case is told."""
    categories = settings.taxonomy.categories
    return {
        "beginning": lambda case: (Span(beginning(case, settings, language)),),
        "told": lambda text: (Span(told(text)),),
        "handled": lambda case: (Span(handled(case, settings, language)),),
        "tells": lambda case, word: word in case.handling,
        "also": lambda case: language.join([categories[code].name for code in case.also if code in categories]),
    }


def _restated(one: Restatement, language: Language) -> Phrase:
    """2026年第二季度受理总数原报118件，现更正为122件."""
    return language.restated(one.label, one.period, language.said(one.printed), one.now)


Listed = Category | Member | Aspect | str


def _item(one: Listed) -> Item:
    if isinstance(one, str):
        return one
    return one.phrase if isinstance(one, Aspect) else one.name


def _sum(facet: Facet) -> int:
    return sum(int(one.count.computed or 0) for one in facet.members)


def _streak(comparison: Comparison, language: Language) -> str:
    """已连续三个季度上升, nothing where it has not moved one way for two periods."""
    if comparison.streak < 2 or not comparison.difference.value:
        return ""
    return language.streak(comparison.streak, _rises(comparison))


def _streaks(rising: Sequence[Rising], after: str, language: Language) -> str:
    by_length: dict[int, list[str]] = {}
    for one in rising:
        by_length.setdefault(one.periods, []).append(one.name)
    return language.streaks(by_length, after)


def _rounding(parts: Mapping[str, Partition], language: Language, settings: Settings) -> Callable[[Sequence[str]], str]:
    """Says of the partitions named whose printed shares miss 100 %, or were made to add up; "" where there is nothing to say."""

    def say(names: Sequence[str]) -> str:
        if settings.report.rounding == "none":
            return ""
        named = {
            name: parts[name]
            for name in names
            if name in parts
            and not any(one.override for one in parts[name].shares)  # it is not rounding that they miss it by
        }
        if settings.report.rounding == "footnote":
            sums = {name: _printed_sum(one, language) for name, one in named.items()}
            return language.rounding({name: text for name, text in sums.items() if text}, ())
        return language.rounding({}, [name for name, one in named.items() if _adjusted(one, language)])

    return say


def _printed_sum(partition: Partition, language: Language) -> str:
    """The sum of the printed shares, where it is not 100 %."""
    texts = [language.number(share) for share in partition.shares]
    if NOTHING in texts:
        return ""
    total = sum((Decimal(text.rstrip("%")) for text in texts), Decimal(0))
    return "" if total == 100 else f"{total}%"


def _adjusted(partition: Partition, language: Language) -> bool:
    plain = {share.id: Decimal(share.value or 0) for share in partition.shares if share.id in language.adjusted}
    mine = {id: language.adjusted[id] for id in plain}
    return bool(differing(mine, plain, language.decimals))


def place(member: Category | Member, members: Sequence[Category | Member], language: Language) -> str:
    """Where one stands among others: 居首位, 居第二位, 与甲并列第二位."""
    rank = _rank(member)
    return language.place(rank, [one.name for one in members if _rank(one) == rank and one.name != member.name])


def _rank(member: Category | Member) -> int:
    """The place, 0 for the catch-all, which has none."""
    return int(member.rank.value or 0) if member.rank else 0


def ties(members: Sequence[Category | Member], language: Language) -> Phrase:
    """Which of those named share a place: 乙和丙并列第二位; nothing where none do, or all."""
    places: dict[int, list[str]] = {}
    for one in members:
        places.setdefault(_rank(one), []).append(one.name)
    shared = [language.tie(rank, names) for rank, names in places.items() if len(names) > 1]
    return (Span(language.comma.join(shared)),) if shared else ()


def concentrated(facet: Facet) -> bool:
    """Whether the first member has at least twice what each would have if all had the same."""
    first, all_of_them = int(facet.members[0].count.value or 0), int(facet.known.value or 0)
    return int(facet.distinct.value or 0) > 1 and first * int(facet.distinct.value or 0) >= 2 * all_of_them
