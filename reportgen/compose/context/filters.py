"""The filters of templates: each turns a figure, comparison, list or case into words."""

from collections.abc import Callable

from reportgen.chinese.numerals import to_hanzi
from reportgen.compose.context.judgement import concentrated, moves_on, share_beyond
from reportgen.compose.context.lists import (
    adds_up,
    by_count,
    changes,
    item,
    overlaps,
    place,
    streak,
    streaks,
    ties,
    upheld,
)
from reportgen.compose.context.rounding import rounding
from reportgen.compose.language.case_words import beginning, handled, origin_of, told
from reportgen.compose.language.language import Language
from reportgen.compose.language.partitions import partitions
from reportgen.compose.template.source.faults import MisuseError
from reportgen.compose.template.tokens import Said
from reportgen.model.reports.narratives import Phrase, Span
from reportgen.model.reports.summaries import Restatement, Summary
from reportgen.settings import Settings


def filters(language: Language, summary: Summary, settings: Settings) -> dict[str, Callable[..., object]]:
    """The filters of templates: each turns a figure, comparison, list or case into words."""
    return {
        **_figure_filters(language),
        **_list_filters(language),
        **_case_filters(language, settings),
        "upheld": lambda part, verdicts: upheld(part, language) if verdicts else (),
        "changes": lambda category: changes(category, (summary.qoq, summary.yoy), language),
        "together": language.changes,
        "rises": lambda one: moves_on(one, settings.report.small_base),
        "rounding": rounding(partitions(summary), language, settings),
        "percent_over": lambda share, percent: share.value is not None and share.value * 100 >= percent,
        "concentrated": concentrated,
        "adds_up": adds_up,
        "overlaps": overlaps,
        "known": lambda comparison: comparison is not None and language.covered(comparison),
        "hanzi": lambda number: to_hanzi(_said(number)),
        "quantity": lambda number: language.counted(_said(number)),
        "beyond": lambda top, categories: (share_beyond(categories, top) or 0) >= 2,
        "first_seen": lambda one: language.first_occurs(one.first_seen) if one.first_seen else (),
        "month_only": lambda label: label[label.index("年") + 1 :],
    }


def _said(number: object) -> int:
    """A number that may be printed: hanzi are no way round that."""
    if isinstance(number, Said):
        return number
    raise MisuseError("template.reckoned")


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
        "streak": lambda comparison: streak(comparison, language),
        "label": lambda figure: (Span(figure.label),),
    }


def _list_filters(language: Language) -> dict[str, Callable[..., object]]:
    """What categories, units and aspects read like in a list, and where they stand."""
    return {
        "join": lambda items: language.join([item(one) for one in items]),
        "some": lambda items, most, what: language.some([item(one) for one in items], most, what),
        "streaks": lambda rising, after="": streaks(rising, after, language),
        "place": lambda member, members: place(member, members, language),
        "ties": lambda members: ties(members, language),
        "tied": lambda members: tuple(one for one in members if one.count.value == members[0].count.value),
        "by_count": lambda aspects: by_count(aspects, language),
        "standing": lambda members: tuple(one for one in members if one.standing.value),
        "refuted": lambda members: tuple(one for one in members if one.count.value and not one.standing.value),
        "apart": lambda name: (Span(language.apart(name)),),
        "row": lambda member: language.row_name(member.name, member.count),
        "days_label": lambda one: language.class_of_days(one.first, one.last),
    }


def _case_filters(language: Language, settings: Settings) -> dict[str, Callable[..., object]]:
    """How a typical case is told."""
    categories = settings.taxonomy.categories
    return {
        "beginning": lambda case: (Span(beginning(case, settings, language)),),
        "told": lambda text: (Span(told(text, settings, language)),),
        "handled": lambda case: (Span(handled(case, settings, language)),),
        "tells": lambda case, word: word in case.handling,
        "inspected": lambda case: origin_of(case, settings) == "found",
        "also": lambda case: language.join([categories[code].name for code in case.also if code in categories]),
    }


def _restated(one: Restatement, language: Language) -> Phrase:
    """2026年第二季度受理总数原报118件，现更正为122件."""
    return language.restated(one.label, one.period, language.said(one.printed), one.now)
