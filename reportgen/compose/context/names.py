"""The names of a template and the functions that give it a figure: see docs/templates.md."""

import difflib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from reportgen.compose.context.judgement import cleared, goes_on_rising, has_verdicts, problems, to_rectify
from reportgen.compose.context.periods import period_words
from reportgen.compose.language.language import Brought, Language
from reportgen.compose.template.source.faults import UnknownNameError
from reportgen.compose.template.tokens import Said
from reportgen.model.reports.figures import Figure, Unknown
from reportgen.model.reports.summaries import Category, Rate, Summary
from reportgen.settings import Settings

_Named = TypeVar("_Named")
_SHARE = ".share"
CLASSIFYING = {"category", "subject", "text"}  # fields that can tell the category of a case


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure word of a case and what a column of such counts is headed."""

    word: str  # 件
    count: str  # 件数


@dataclass(frozen=True, slots=True)
class Words:
    """What cases are called and how they came to the office; and what those are called that people brought."""

    matter: str  # 反映, or 问题 where an inspection found some
    took: str  # 受理, 登记, 检查发现
    took_so_far: str  # the same of what the ledgers hold of all periods
    brought: str  # 反映
    received: str  # 受理


@dataclass(frozen=True, slots=True)
class Rising:
    """A category whose count has risen for some periods in a row: the figure `streak` says for how many."""

    name: str
    streak: Figure


def values(summary: Summary, settings: Settings, language: Language, signed: date) -> dict[str, object]:
    """The names of a template: see docs/templates.md; `signed` is the day of signature."""
    named = [one for one in summary.categories if not one.catch_all]
    other = [one for one in summary.categories if one.catch_all and one.count.value]
    facets, repeats = summary.facets, summary.counted.get("repeats")
    return {
        "county": {"name": settings.county.name, "code": settings.county.code},
        "office": {"name": settings.office.name},
        "roles": dict(settings.roles),
        "period": period_words(summary, language, signed),
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
        "problems": problems(summary.categories),
        "cleared": cleared(summary.categories),
        "standing": summary.standing,
        "verdicts": has_verdicts(summary),
        "to_rectify": to_rectify(facets.get("unit"), has_verdicts(summary)),
        "words": _words(summary, language, settings),
        "other": other[0] if other else None,
        "classified": bool(CLASSIFYING & summary.fields),
        "top": summary.top,
        "top_count": summary.top_count,
        "top_share": summary.top_share,
        "units": facets.get("unit"),
        "channels": facets.get("channel"),
        "handling": facets.get("handling"),
        "regions": facets.get("region"),
        "fields": {code: facets.get(code) for code in settings.ledger.fields},
        "rates": {
            name: enough(summary.rates.get(name), settings.report.small_base) for name in _declared_rates(settings)
        },
        "counts": summary.counted,
        "days": summary.days,
        "times": summary.times,
        "facts": {name: summary.figures.get(fact.figure, fact.text) for name, fact in summary.facts.stated.items()},
        "trend": tuple(
            {"label": language.label(period), "count": figure}
            for period, figure in summary.trend
            if figure.value is not None
        ),
        "months": tuple(
            {
                "label": language.label(one.period),
                "name": language.month(one.period),
                "count": one.count,
                "rates": one.rates,
            }
            for one in summary.months
        ),
        "rising": tuple(
            Rising(one.name, one.qoq.streak)
            for one in named
            if one.qoq.streak and goes_on_rising(one.qoq, one.yoy, settings.report.small_base)
        ),
        "by_keyword": summary.from_keyword,
        "by_default": summary.from_default,
        "unprintable": summary.withheld,
        "multi_label": summary.multi_label,
        "repeats": repeats.count if repeats else None,
        "repeats_share": repeats.share if repeats else None,
        "rollup": summary.rollup,
        "ranked_from": Said(settings.rollup.minimum),
        "small_base": Said(settings.report.small_base),
        "minimum": Said(settings.charts.minimum),
        "on_time_days": None if settings.ledger.on_time_days is None else Said(settings.ledger.on_time_days),
    }


def _withheld(summary: Summary, language: Language) -> tuple[str, ...]:
    """Why the report does not compare with periods that the ledgers reach, a sentence each."""
    comparisons = (summary.qoq,) if summary.period.compared_once else (summary.qoq, summary.yoy)
    withheld = [one for one in comparisons if one.withheld]
    so_far = summary.cumulative.yoy.difference.value if summary.cumulative else None
    if summary.period.kind == "Y" and so_far is not None:  # what has come of the year is compared
        withheld = [one for one in withheld if one.withheld != Unknown.UNFINISHED]
    if withheld and all(one.withheld == Unknown.UNFINISHED for one in withheld):
        return (language.unfinished(),)
    return tuple(language.withheld(one, one.withheld) for one in withheld)


def _words(summary: Summary, language: Language, settings: Settings) -> Words:
    """As the configuration has them, or the language of the report."""
    wording = settings.wording
    given = {Brought.ALL: wording.brought, Brought.SOME: wording.mixed, Brought.NONE: wording.inspected}

    def of(brought: Brought) -> tuple[str, str]:
        usual = language.words_of(brought)
        return given[brought].matter or usual.matter, given[brought].took or usual.took

    return Words(*of(brought_of(summary)), of(ever_brought(summary))[1], *of(Brought.ALL))


def brought_of(summary: Summary) -> Brought:
    """How many of the cases people brought."""
    if not summary.total.value:
        return ever_brought(summary)
    found, assigned = (counted_of(summary, code) for code in ("inspected", "assigned"))
    if not found and not assigned:
        return Brought.ALL
    return Brought.NONE if found == summary.total.value else Brought.SOME


def ever_brought(summary: Summary) -> Brought:
    """How many of the cases of all periods people brought."""
    if summary.origins <= {"people"}:
        return Brought.ALL
    return Brought.NONE if summary.origins == {"found"} else Brought.SOME


def counted_of(summary: Summary, code: str) -> int:
    """A declared count, 0 where none is declared."""
    found = summary.counted.get(code)
    return int(found.count.value or 0) if found else 0


def _declared_rates(settings: Settings) -> tuple[str, ...]:
    return tuple(code for code, one in settings.figures.items() if one.rate)


def enough(rate: Rate | None, small_base: int) -> Rate | None:
    """The rate, if enough cases stand behind it to say it in percent."""
    return rate if rate and int(rate.known.value or 0) >= small_base else None


def _ever(category: Category) -> bool:
    """Whether the category has a case now or in one of the periods it is compared with."""
    return any(figure.value for figure in (category.count, category.qoq.then, category.yoy.then))


def figure_functions(summary: Summary) -> dict[str, Callable[..., object]]:
    """Functions that give a template the figure of a category, aspect or declared count by its code, or any by its id."""
    figures, categories = summary.figures, {one.code: one for one in summary.categories}

    def counted(code: str, ending: str = "") -> Figure:
        known = (*categories, *summary.counted, "total")
        return _named(figures, f"{id_of(code, figures)}{ending}", code, known)

    def aspect(code: str, name: str, ending: str = "") -> Figure:
        _named(categories, code, code, categories)
        start = f"category.{code}.aspect."
        known = [id.removeprefix(start) for id in figures if id.startswith(start) and not id.endswith(_SHARE)]
        return _named(figures, f"{start}{name}{ending}", name, known)

    return {
        "count": counted,
        "share": lambda code: counted(code, _SHARE),
        "aspect": aspect,
        "aspect_share": lambda code, name: aspect(code, name, _SHARE),
        "category": lambda code: _named(categories, code, code, categories),
        "figure": lambda id: _named(figures, id, id, figures),
    }


def _named(found: Mapping[str, _Named], key: str, name: str, known: Collection[str]) -> _Named:
    """What is found under a key; raises UnknownNameError with the nearest of the `known` names."""
    if key in found:
        return found[key]
    near = difflib.get_close_matches(str(name), list(known), n=1)
    raise UnknownNameError(str(name), near[0] if near else "")


def id_of(code: str, figures: Mapping[str, Figure]) -> str:
    """The id of what is counted under a code: a category, or a declared count (`total` is one)."""
    return f"category.{code}" if f"category.{code}" in figures else code
