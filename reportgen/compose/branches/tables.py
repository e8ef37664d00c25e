"""Choices of captions and tables: the columns that a table has, and what its last row adds up to."""

from reportgen.compose.branches.choice import Choice, choice, otherwise
from reportgen.compose.branches.scene import Scene, standing
from reportgen.compose.context.lists import adds_up
from reportgen.settings.models.figures.dimensions import STANDING


def _sums(scene: Scene) -> bool:
    return scene.units is not None and adds_up(scene.units)


def _all_known(scene: Scene) -> bool:
    return scene.units is not None and scene.units.known.value == scene.summary.total.value


def _cleared_units(scene: Scene) -> bool:
    """Whether the chart of units leaves anything out; a unit of which nothing was found true has no bar in any."""
    members = scene.units.members if scene.units else ()
    chart = scene.settings.charts.named.get("units")
    part = chart is not None and chart.what == STANDING
    return any(one.count.value != one.standing.value and (part or not one.standing.value) for one in members)


def _more_units(scene: Scene, shown: int) -> bool:
    return scene.units is not None and len(standing(scene.units.members)) > shown


_WITH_PREVIOUS = ("columns_previous", "cells_previous", "units_previous", "unit_previous", "blank_previous")
_WITH_YEAR_AGO = ("columns_year_ago", "cells_year_ago", "units_year_ago", "unit_year_ago", "blank_year_ago")
_WITH_UPHELD = ("units_upheld", "unit_upheld", "sum_upheld", "blank_upheld")

CHOICES: tuple[Choice, ...] = (
    choice("caption_moved", known=lambda s, _: s.previous or s.year_ago),
    choice("caption_units", first=_more_units, all=otherwise),
    choice("caption_cleared", some=lambda s, _: _cleared_units(s)),
    *(choice(name, known=lambda s, _: s.previous) for name in _WITH_PREVIOUS),
    *(choice(name, known=lambda s, _: s.year_ago) for name in _WITH_YEAR_AGO),
    *(choice(name, known=lambda s, _: s.verdicts and "upheld" in s.summary.counted) for name in _WITH_UPHELD),
    choice("sum", overlapping=lambda s, _: s.summary.multi_label, parts=otherwise),
    choice("units_sum", all=lambda s, _: _sums(s) and _all_known(s), known=lambda s, _: _sums(s)),
)  # fmt: skip
