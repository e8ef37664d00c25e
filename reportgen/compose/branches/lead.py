"""Choices of the lead: the total and what it is compared with, sources, the leading categories, handling, the notes on method."""

from collections.abc import Callable
from typing import Any

from reportgen.compose.branches.choice import Choice, choice, otherwise
from reportgen.compose.branches.scene import Scene, value
from reportgen.compose.context.judgement import share_beyond
from reportgen.compose.context.lists import ties
from reportgen.compose.language.language import Brought
from reportgen.model.reports.summaries import Category

_RATES = ("closed", "on_time", "verified", "satisfied")  # in the order in which they are told


def found(scene: Scene, _one: Any) -> bool:
    """Whether an inspection found all cases."""
    return scene.brought is Brought.NONE


def mixed(scene: Scene, _one: Any) -> bool:
    """Whether people brought some of the cases at most, and not all others were found by an inspection."""
    return scene.brought is Brought.SOME


def all_brought(scene: Scene, _one: Any) -> bool:
    """Whether people brought all cases."""
    return scene.brought is Brought.ALL


def _same_so_far(scene: Scene) -> bool:
    year = scene.summary.cumulative
    return year is not None and year.total.value == scene.summary.total.value


def _year_compared(scene: Scene) -> bool:
    year = scene.summary.cumulative
    return year is not None and scene.known(year.yoy)


def _several_channels(scene: Scene) -> bool:
    return bool(scene.channels and len(scene.channels.members) > 1)


def _channels_known(scene: Scene) -> int:
    return value(scene.channels.known) if scene.channels else 0


def _one_channel(scene: Scene) -> bool:
    one = bool(scene.channels and scene.channels.members)
    return one and _channels_known(scene) == scene.total and scene.brought is Brought.ALL


def _all_equal(scene: Scene) -> bool:
    first = scene.present[:1]
    return len(scene.present) > 1 and all(one.count.value == first[0].count.value for one in scene.present)


def _other_between(scene: Scene) -> bool:
    """Whether there are more cases in the catch-all than in the last of those named, so that the places would be wrong without a word of it."""
    named = scene.summary.top or scene.present
    return scene.other is not None and bool(named) and value(scene.other.count) > value(named[-1].count)


def _concentrated(scene: Scene) -> bool:
    top = scene.summary.top
    return len(scene.present) > len(top) and (share_beyond(scene.present, top) or 0) >= 2


def _moved(scene: Scene, one: Category) -> bool:
    return scene.known(one.qoq) and bool(one.qoq.difference.value) and bool(scene.summary.qoq.then.value)


def _forms_overlap(one: Category) -> bool:
    """Whether its cases show several forms each, so that the numbers of the forms come to more than the cases."""
    return sum(value(each.count) for each in one.aspects) > value(one.count)


def _rate(code: str) -> Choice:
    """None of its cases, all, or some; nothing where too few are known."""

    def all_of_them(scene: Scene, _one: Any) -> bool:
        rate = scene.rate(code)
        if rate is None:
            return False
        return rate.count.value == (scene.summary.total if code == "closed" else rate.known).value

    return choice(
        code,
        none=lambda s, _: (rate := s.rate(code)) is not None and rate.count.value == 0,
        all=all_of_them,
        some=lambda s, _: s.rate(code) is not None,
    )


def _then(code: str) -> Choice:
    """Whether a rate is the first that is told, or follows on others."""
    before = _RATES[: _RATES.index(code)]
    return choice(
        f"then_{code}",
        next=lambda s, _: s.rate(code) is not None and any(s.rate(one) is not None for one in before),
        first=lambda s, _: s.rate(code) is not None,
    )


def _sources() -> dict[str, Callable[[Scene, Any], bool]]:
    """Of which of the three sources the cases are: what people brought, what an inspection found, what superiors assigned; nothing of people's or findings alone."""

    def has(*codes: str) -> Callable[[Scene, Any], bool]:
        return lambda scene, _one: all(scene.counted(code) for code in codes)

    return {
        "every": has("brought", "inspected", "assigned"),
        "brought_and_found": has("brought", "inspected"),
        "brought_and_assigned": has("brought", "assigned"),
        "found_and_assigned": has("inspected", "assigned"),
        "assigned": has("assigned"),
    }


CHOICES: tuple[Choice, ...] = (
    choice("purpose", mixed=mixed, one_kind=otherwise),
    choice(
        "total",
        one=lambda s, _: s.total == 1,
        so_far=lambda s, _: s.summary.until is not None,
        whole=otherwise,
    ),
    choice("counted", brought=all_brought, problems=otherwise),
    choice("sources", **_sources()),
    choice("origin", **_sources()),
    choice(
        "compared",
        both=lambda s, _: s.previous and s.year_ago,
        no_year_ago=lambda s, _: s.previous and not s.once and not s.summary.yoy.withheld,
        previous=lambda s, _: s.previous,
        no_previous=lambda s, _: s.year_ago and not s.once and not s.summary.qoq.withheld,
        year_ago=lambda s, _: s.year_ago,
        withheld=lambda s, _: bool(s.summary.qoq.withheld and s.summary.yoy.withheld),
        previous_withheld=lambda s, _: bool(s.summary.qoq.withheld),
        nothing=otherwise,
    ),
    choice("until", unfinished=lambda s, _: s.summary.until is not None),
    choice(
        "so_far",
        same=lambda s, _: _same_so_far(s) and _year_compared(s),
        compared=lambda s, _: _year_compared(s) and not _same_so_far(s),
        alone=lambda s, _: s.summary.cumulative is not None and not _same_so_far(s),
    ),
    choice("nil", brought=all_brought, found=found, several=otherwise),
    choice(
        "nil_compared",
        equal=lambda s, _: s.previous and s.year_ago and s.summary.qoq.then.value == s.summary.yoy.then.value,
        both=lambda s, _: s.previous and s.year_ago,
        previous=lambda s, _: s.previous,
        year_ago=lambda s, _: s.year_ago,
        nothing=otherwise,
    ),
    choice(
        "nil_so_far",
        none_compared=lambda s, _: _same_so_far(s) and _year_compared(s),
        none=lambda s, _: _same_so_far(s),
        compared=lambda s, _: _year_compared(s),
        alone=lambda s, _: s.summary.cumulative is not None,
    ),
    choice("trend", charted=lambda s, _: s.chart("trend") and s.prints("chart/trend")),
    choice("by_month", enough=lambda s, _: len(s.summary.months) > 1 and not s.few),
    choice(
        "channels",
        of_all=lambda s, _: _several_channels(s) and _channels_known(s) == s.total,
        of_known=lambda s, _: _several_channels(s),
        one_case=lambda s, _: _one_channel(s) and s.total == 1,
        one=lambda s, _: _one_channel(s),
    ),
    choice("each_channel", few=lambda s, _: _channels_known(s) < s.small_base, enough=otherwise),
    choice("channels_seen", charted=lambda s, _: s.chart("channels") and s.prints("chart/channels") and _channels_known(s) >= s.small_base),
    choice("top", tied=lambda s, _: _all_equal(s), ranked=otherwise),
    choice("top_begins", concentrated=lambda s, _: _concentrated(s), evenly=otherwise),
    choice("top_other", between=lambda s, _: _other_between(s)),
    choice("top_places", many=lambda s, _: len(s.summary.top) > 3, few=otherwise),
    choice("top_each", moved=_moved, alone=otherwise),
    choice("top_ties", some=lambda s, _: bool(ties(s.summary.top, s.language))),
    choice(
        "top_together",
        overlapping=lambda s, _: s.summary.multi_label,
        parts=lambda s, _: len(s.present) > len(s.summary.top),
    ),
    choice("rising", some=lambda s, _: bool(s.rising)),
    choice("handling", found=found, brought=otherwise),
    *(_rate(code) for code in _RATES),
    *(_then(code) for code in _RATES[1:]),
    choice("rate_compared", known=lambda s, one: s.known(one.qoq)),
    choice("days", found=lambda s, _: s.summary.days is not None and found(s, None), brought=lambda s, _: s.summary.days is not None),
    choice("method_figures", shared=lambda s, _: s.shares(), counted=otherwise),
    choice(
        "method_compared",
        both=lambda s, _: s.previous and s.year_ago and not s.once,
        previous=lambda s, _: s.previous,
        year_ago=lambda s, _: s.year_ago and not s.once,
    ),
    choice("method_few", compared=lambda s, _: s.previous or s.year_ago),
    choice(
        "method_on_time",
        usual=lambda s, _: s.rate("on_time") is not None and s.settings.ledger.on_time_days is not None,
        stated=lambda s, _: s.rate("on_time") is not None,
    ),
    choice("method_keywords", some=lambda s, _: bool(value(s.summary.from_keyword))),
    choice("method_unplaced", some=lambda s, _: bool(value(s.summary.from_default)) and s.classified),
    choice("method_alike", some=lambda s, _: bool(s.several_units and s.units and s.units.alike)),
    choice("method_alike_more", left=lambda s, _: bool(s.units and len(s.units.alike) > 3)),
    choice("method_unprintable", some=lambda s, _: s.summary.withheld is not None),
    choice("method_overlapping", categories=lambda s, _: s.summary.multi_label),
    choice("method_aspects", overlapping=lambda s, _: s.prints("problems/overview") and any(map(_forms_overlap, s.problems))),
    choice("method_repeats", some=lambda s, _: bool(s.counted("repeats"))),
    choice("method_satisfied", told=lambda s, _: s.rate("satisfied") is not None),
    choice(
        "method_upheld",
        judged=lambda s, _: s.verdicts and (s.prints("causes") or s.prints("recommendations")),
        known=lambda s, _: s.verdicts,
    ),
)  # fmt: skip
