"""What a chart can show: rules on one declared chart and the figures that there are, whoever asks, a file or a template."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from reportgen.settings.models.figures.dimensions import (
    CLASS,
    GROUPINGS,
    MONTH,
    PERIOD,
    STANDING,
    TOTAL,
    canonical,
    is_grouping,
    parts_of,
)
from reportgen.settings.suggestions import ask, did_you_mean, listed, shown

ONE, CROSS = "one", "cross"
_BY: Mapping[str, tuple[str, ...]] = {
    "bar": (ONE, MONTH, CLASS),
    "horizontal": (ONE, MONTH, CLASS),
    "line": (PERIOD, MONTH),
    "stacked": (ONE, CLASS, CROSS),
    "grouped": (ONE, CROSS),
    "heat": (CROSS,),
}
"""By kind what it can show: one dimension, one inside another, time, classes of days."""
_EXAMPLES = {ONE: "unit", CROSS: "unit × category", MONTH: MONTH, PERIOD: PERIOD, CLASS: CLASS}
_PARTIAL = {"category × unit": "unit × category"}
"""Of a category only the units with most cases are entered: what looks whole would not be."""
_ONE_COLOUR = ("bar", "horizontal", "line", "heat")


class Asked(NamedTuple):
    """A chart as it is asked for, defaults filled in; `written` are the keys that somebody wrote, `colours` how many there are."""

    name: str
    kind: str
    what: str
    by: str
    written: frozenset[str]
    colours: int = 0

    @property
    def shape(self) -> str:
        """What its `by` is: one dimension, one inside another, or the word for time or classes."""
        return shape_of(self.by)


class Figures(NamedTuple):
    """The declared figures by code: what each is (count, rate, median) and is parted by; `own` are the county's own fields."""

    kinds: Mapping[str, str]
    parted: Mapping[str, frozenset[str]]
    own: frozenset[str]


class Fault(NamedTuple):
    """What is wrong with a chart: the code of the issue, the key it is about, its values, and the figure that lacks something."""

    code: str
    key: str
    values: Mapping[str, Any]
    figure: str = ""


class _Idle(NamedTuple):
    """A key, and in which charts it does nothing."""

    key: str
    idle: Callable[[Asked], bool]


_IDLE = (
    _Idle("compare", lambda chart: chart.kind != "grouped" or chart.shape != ONE),
    _Idle("top", lambda chart: chart.shape not in (ONE, CROSS) or (chart.kind == "stacked" and chart.shape == ONE)),
    _Idle("order", lambda chart: chart.shape not in (ONE, CROSS)),
    _Idle("labels", lambda chart: chart.kind == "heat"),
    _Idle("grey", lambda chart: chart.colours > 0),
)


def shape_of(by: str) -> str:
    """What a `by` is: ONE dimension, one inside another (CROSS), or the word for time or classes."""
    parts = parts_of(by)
    return parts[0] if parts[0] in (MONTH, PERIOD, CLASS) else (CROSS if len(parts) == 2 else ONE)


def faults(chart: Asked, figures: Figures) -> Iterator[Fault]:
    """Everything that is wrong with a chart; of a figure or dimension that is not there nothing more is said."""
    known = (TOTAL, STANDING, *(code for code in figures.kinds if code not in (TOTAL, STANDING)))
    dimensions = (*GROUPINGS, *sorted(figures.own), MONTH, PERIOD, CLASS)
    if chart.what not in known:
        values = {"found": shown(chart.what), "suggestion": did_you_mean(chart.what, known)}
        yield Fault("settings.chart-figure", "what", {**values, "allowed": listed(known)}, chart.what)
    elif not _is_known(chart.by, figures.own):
        better = _PARTIAL.get(canonical(chart.by))
        values = {"found": shown(chart.by), "suggestion": ask(better) if better else did_you_mean(chart.by, dimensions)}
        yield Fault("settings.chart-by", "by", {**values, "allowed": listed(dimensions)})
    elif chart.kind in _BY:  # which kinds there are, the models say
        yield from _misfits(chart, figures)
        yield from _not_parted(chart, figures)
        yield from _without_effect(chart)


def _is_known(by: str, own: frozenset[str]) -> bool:
    return by in (PERIOD, CLASS) or (is_grouping(by, own) and canonical(by) not in _PARTIAL)


def _misfits(chart: Asked, figures: Figures) -> Iterator[Fault]:
    """A kind that cannot show this figure by that."""
    shapes, found = _BY[chart.kind], shown(chart.by)
    sort = figures.kinds.get(chart.what, "count")
    if chart.shape not in shapes:
        kinds = listed([kind for kind, its in _BY.items() if chart.shape in its])
        values = {"kind": chart.kind, "found": found, "kinds": kinds}
        yield Fault("settings.chart-kind", "kind", {**values, "allowed": listed([_EXAMPLES[one] for one in shapes])})
    elif (chart.shape == CLASS and sort != "median") or (chart.shape == PERIOD and chart.what != TOTAL):
        yield Fault("settings.chart-time", "by", {"found": found})
    elif chart.kind == "stacked" and chart.shape != CLASS and sort != "count":
        yield Fault("settings.chart-parts", "kind", {"found": shown(chart.what)})
    elif chart.kind == "grouped" and chart.shape == ONE and chart.what != TOTAL:
        yield Fault("settings.chart-compared", "what", {"found": shown(chart.what)})


def _not_parted(chart: Asked, figures: Figures) -> Iterator[Fault]:
    """What the figure is not parted by; `standing` is all cases where it is not."""
    by = canonical(chart.by)
    if by in (PERIOD, CLASS):
        return
    for code in dict.fromkeys((TOTAL, chart.what)):
        always = code == STANDING or (code == TOTAL and by == "category")
        if not always and by not in figures.parted.get(code, ()):
            yield Fault("settings.chart-parted", "by", {"found": shown(by), "key": f"figures.{code}.by"}, code)
            return


def _without_effect(chart: Asked) -> Iterator[Fault]:
    for one in _IDLE:
        if one.key in chart.written and one.idle(chart):
            yield Fault("settings.chart-idle", one.key, {"key": one.key, "name": chart.name})
    if chart.kind in _ONE_COLOUR and chart.colours > 1:
        yield Fault("settings.chart-colours", "colours", {"kind": chart.kind})
