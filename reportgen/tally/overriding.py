"""The overrides of the configuration put in the place of what was computed; nothing that depends on them is changed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from reportgen.messages import N_, _, issue
from reportgen.model.periods import Period
from reportgen.model.reports.figures import CLAIMS, Comparison, Figure, Kind, Override
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue, Source
from reportgen.settings import Loaded, OverrideSettings
from reportgen.settings.suggestions import did_you_mean

_WHOLE = (Kind.COUNT, Kind.DIFFERENCE, *CLAIMS)
_FRACTIONS = (Kind.SHARE, Kind.RATE, Kind.CHANGE, Kind.POINTS)
_LIMITS: Mapping[Kind, tuple[int | None, int | None]] = {
    Kind.COUNT: (0, None),
    Kind.SHARE: (0, 1),
    Kind.RATE: (0, 1),
    Kind.CHANGE: (-1, None),
    Kind.POINTS: (-1, 1),
    Kind.RANK: (1, None),
    Kind.FIRST: (2, None),
}
_WANTED = {
    Kind.COUNT: N_("It is a count: write a whole number that is not below 0."),
    Kind.DIFFERENCE: N_("It is a difference of counts: write a whole number, below 0 for a decrease."),
    Kind.RANK: N_("It is a place: write a whole number from 1 on."),
    Kind.STREAK: N_("It is a number of periods in a row: write a whole number, below 0 where it fell."),
    Kind.FIRST: N_("It is a number of periods: write a whole number from 2 on."),
    Kind.CHANGE: N_("It is a rate of change: write 0.083 or 8.3%, below 0 for a decrease."),
    Kind.POINTS: N_("It is a difference of shares: write 0.028 or 2.8%, below 0 for a decrease."),
    Kind.DAYS: N_("It is a number of days: write 7 or 7.5."),
}
_FRACTION = N_("It is a part of a whole: write 0.365 or 36.5%, from 0 to 1.")


def override(summary: Summary, loaded: Loaded) -> tuple[Summary, tuple[Issue, ...]]:
    """The summary with the values that the configuration declares for its period.

    Each such figure remembers what was computed (`Figure.override`); so does the point of the trend that is the very same count.
    An id that the report does not have, or a value that cannot be, is an error.
    """
    issues: list[Issue] = []
    counting: dict[str, OverrideSettings] = {}
    for number, one in enumerate(loaded.settings.overrides, start=1):
        found = list(_faults(one, summary, loaded, f"overrides[{number}]"))
        issues += found
        if not any(fault.code in _NOT_USED for fault in found):
            counting[one.figure] = one
    made: dict[str, Figure] = {}
    for one in counting.values():
        made |= _overridden(one, summary, counting)
    return (_put(summary, made) if made else summary), tuple(issues)


_NOT_USED = (
    "override.other-period",
    "override.unknown-figure",
    "override.printed-before",
    "override.of-county",
    "override.of-fact",
    "override.bad-value",
    "override.needless",
)


def _faults(one: OverrideSettings, summary: Summary, loaded: Loaded, key: str) -> Iterator[Issue]:
    source, figure = loaded.origins.get(f"{key}.figure"), summary.figures.get(one.figure)
    declared = one.period or loaded.settings.report.period
    if declared is not None and Period.parse(declared) != summary.period:
        values = {"figure": one.figure, "declared": declared, "period": summary.period}
        yield issue("override.other-period", source, **values)
        return
    if figure is None:
        suggestion = did_you_mean(one.figure, summary.figures)
        yield issue("override.unknown-figure", source, figure=one.figure, period=summary.period, suggestion=suggestion)
    elif figure.fact is not None:
        yield issue("override.of-fact", source, label=figure.label, place=figure.fact.place or "")
    elif figure.reported is not None:
        yield issue("override.of-county", source, label=figure.label, file=figure.reported.file)
    elif figure.query is None and not figure.operands:
        yield issue("override.printed-before", source, label=figure.label)
    else:
        yield from _value_faults(one, figure, loaded, key, source)
        if one.period is None:
            yield issue("override.no-period", source, label=figure.label, period=summary.period)


def _value_faults(
    one: OverrideSettings, figure: Figure, loaded: Loaded, key: str, source: Source | None
) -> Iterator[Issue]:
    low, high = _LIMITS.get(figure.kind, (None if figure.operands else 0, None))
    if (
        (figure.kind in _WHOLE and one.value != one.value.to_integral_value())
        or (low is not None and one.value < low)
        or (high is not None and one.value > high)
    ):
        wanted = _(_WANTED.get(figure.kind, _FRACTION))
        place = loaded.origins.get(f"{key}.value", source)
        yield issue("override.bad-value", place, label=figure.label, value=f"{one.value.normalize():f}", wanted=wanted)
    elif figure.value is not None and _printed_alike(one.value, figure, loaded.settings.report.decimals):
        yield issue("override.needless", source, label=figure.label)


def _printed_alike(value: Decimal, figure: Figure, decimals: int) -> bool:
    """Whether a value is what was computed, as far as a report prints it."""
    places = decimals + 2 if figure.kind in _FRACTIONS else 1
    one, other = (
        Decimal(each).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) for each in (value, figure.value or 0)
    )
    return one == other


def _overridden(one: OverrideSettings, summary: Summary, declared: Collection[str]) -> dict[str, Figure]:
    """The figure with the declared value, and the point of the trend that is the same count, unless it is `declared` itself."""
    figure = summary.figures[one.figure]
    whole = figure.kind not in _FRACTIONS and one.value == one.value.to_integral_value()
    value = int(one.value) if whole else one.value
    points = [
        point
        for _period, point in summary.trend
        if figure.query is not None and point.query == figure.query and point.id not in declared and not figure.operands
    ]
    return {
        each.id: replace(
            each, value=value, unknown=None, override=Override(one.figure, each.value, one.reason, one.who)
        )
        for each in (figure, *points)
    }


def _put(summary: Summary, made: Mapping[str, Figure]) -> Summary:
    """The summary with these figures wherever it speaks of them."""
    parts = {one.name: _with(getattr(summary, one.name), made) for one in fields(summary) if one.name != "rows"}
    return replace(summary, **parts)


def _with(value: Any, made: Mapping[str, Figure]) -> Any:
    """A part of a summary with the figures in it exchanged."""
    if isinstance(value, Figure):
        return made.get(value.id, value)
    if isinstance(value, tuple):
        return tuple(_with(one, made) for one in value)
    if isinstance(value, Mapping):
        return {key: _with(one, made) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type) and not isinstance(value, Period):
        now = replace(value, **{one.name: _with(getattr(value, one.name), made) for one in fields(value) if one.init})
        return _comparison(value, now) if isinstance(value, Comparison) and isinstance(now, Comparison) else now
    return value


def _comparison(before: Comparison, now: Comparison) -> Comparison:
    """A row of rises is none any more where a person says that it was a fall."""
    return now if _way(before.difference) == _way(now.difference) else replace(now, streak=None)


def _way(difference: Figure) -> int:
    value = difference.value or 0
    return (value > 0) - (value < 0)
