"""What of a summary may be told at a disclosure level (people are masked long before, at every level)."""

from dataclasses import replace

from reportgen.model import Facet, Summary
from reportgen.settings import Report


def disclosed(summary: Summary, report: Report) -> Summary:
    """The summary without what the level keeps back.

    `internal` and `report` tell everything that is here, `report` with days coarsened (see context.beginning). Where units are
    not named, and always at `public`, rankings of units go, and typical cases too: their texts name units and places.
    """
    if report.disclosure != "public" and report.name_units:
        return summary
    facets = {name: _without_units(facet) for name, facet in summary.facets.items() if name != "unit"}
    categories = tuple(replace(one, units=(), case=None) for one in summary.categories)
    codes = {one.code for one in summary.top}
    top = tuple(one for one in categories if one.code in codes)
    return replace(summary, facets=facets, categories=categories, top=top)


def _without_units(facet: Facet) -> Facet:
    """The dimension, its members not parted by unit: `channel × unit` names them, too."""
    members = (
        replace(one, parts={name: parts for name, parts in one.parts.items() if name != "unit"})
        for one in facet.members
    )
    return replace(facet, members=tuple(members))
