"""What of a summary may be told at a disclosure level (people are masked long before, at every level)."""

from collections.abc import Collection
from dataclasses import replace

from reportgen.model.reports.summaries import Facet, Summary, TypicalCase
from reportgen.settings import Report
from reportgen.word.memory.told_cases import stems_of, without_stems


def disclosed(summary: Summary, report: Report) -> Summary:
    """The summary without what the level keeps back.

    `internal` and `report` tell everything that is here, `report` with days coarsened (see context.beginning). Where units are
    not named, and always at `public`, rankings of units go, and typical cases too: their texts name units and places.
    """
    if report.disclosure != "public" and report.name_units:
        return _without_idle_stems(summary)
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


def _without_idle_stems(summary: Summary) -> Summary:
    """孙某 for 孙某乙 where the report tells of no other 孙: the ledgers may name several, the reader meets one."""
    cases = [one.case for one in summary.categories if one.case]
    stems = stems_of(text for case in cases for text in (case.subject, case.text, case.handling))
    needed = {name for name, found in stems.items() if len(found) > 1}
    if len(needed) == len(stems):
        return summary
    return replace(
        summary,
        categories=tuple(replace(one, case=one.case and _retold(one.case, needed)) for one in summary.categories),
    )


def _retold(case: TypicalCase, needed: Collection[str]) -> TypicalCase:
    subject, text, handling = (without_stems(one, needed) for one in (case.subject, case.text, case.handling))
    return replace(case, subject=subject, text=text, handling=handling)
