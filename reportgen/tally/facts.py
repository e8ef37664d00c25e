"""Facts of the period among the figures of a report: entered like all others, with the mark that a person stated them."""

from dataclasses import replace

from reportgen.model.reports.figures import Fact, Facts, Figure, Kind
from reportgen.model.reports.summaries import Summary


def state(summary: Summary, facts: Facts) -> Summary:
    """The summary with the facts; those that are numbers are figures of it, `fact.检查轮次`."""
    stated = {one.figure: _figure(one) for one in facts.stated.values() if one.value is not None}
    return replace(summary, figures={**summary.figures, **stated}, facts=facts)


def _figure(fact: Fact) -> Figure:
    return Figure(fact.figure, fact.name, Kind.STATED, fact.value, fact.unit, fact=fact)
