"""Whether charts make sense: those that a configuration declares, each fault at its place, and those that a template varies."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import ValidationError

from reportgen.messages import TemplateError, issue
from reportgen.model.sources import Issue, Level, Source
from reportgen.settings.checks.chart_rules import Asked, Fault, Figures, faults
from reportgen.settings.checks.validation import without_place
from reportgen.settings.models import ChartSettings, Settings
from reportgen.settings.models.figures.dimensions import TOTAL, canonical
from reportgen.settings.tree.places import entries_at, leaf_at, leaves_at, node_at, value_source
from reportgen.settings.tree.yaml_tree import Branch, Entry, Leaf


def charts(tree: Branch, files: Sequence[str]) -> Iterator[Issue]:
    """Everything that is wrong with the charts declared, at its place; `files` are those of the layers, base first.

    Where a later layer takes away a figure, or what it is parted by, the charts of an earlier one have nothing to show, which is
    no fault.
    """
    ranks = {file: number for number, file in enumerate(files)}
    declared = entries_at(tree, "figures")
    figures = _figures(tree, declared)
    for name, entry in entries_at(tree, "charts", "named").items():
        if not isinstance(entry.node, Branch):
            continue
        leaves = {key: leaf for key in ("kind", "what", "by") if (leaf := leaf_at(entry.node, key))}
        if not {"kind", "by"} <= leaves.keys():
            continue  # what is missing, the models say
        asked = _asked(name, entry.node, leaves)
        last = max((leaves["by"], *leaves.values()), key=lambda leaf: ranks.get(leaf.source.file, 0))
        rank = ranks.get(last.source.file, 0)
        for fault in faults(asked, figures):
            changed = _last_said(tree, declared, fault.figure)
            if changed is None or ranks.get(changed.file, 0) <= rank:
                yield issue(fault.code, _place(entry.node, fault, last), **fault.values)


def varied(name: str, chart: ChartSettings, given: Mapping[str, object], settings: Settings) -> ChartSettings:
    """A chart with what a template gives for some of its keys; raises TemplateError with all that is wrong with that."""
    written = {key: list(value) if isinstance(value, tuple) else value for key, value in given.items()}
    try:
        found = ChartSettings.model_validate({**chart.model_dump(exclude_unset=True), **written}, strict=True)
    except ValidationError as failure:
        keys = ("charts", "named", name)
        raise TemplateError([without_place(fault, keys) for fault in failure.errors(include_url=False)]) from None
    asked = Asked(name, found.kind, found.what, found.by, frozenset(given), len(found.colours))
    issues = [issue(fault.code, **fault.values) for fault in faults(asked, figures_of(settings))]
    if issues:  # what does nothing, too: a template is told at once, and has but to leave it out
        raise TemplateError(
            [one if one.level is Level.ERROR else issue("template.chart-idle", text=one.message) for one in issues]
        )
    return found


def figures_of(settings: Settings) -> Figures:
    """The declared figures as the rules ask for them."""
    kinds = {
        code: "median" if one.median else "rate" if one.rate else "count" for code, one in settings.figures.items()
    }
    parted = {code: frozenset(map(canonical, one.by)) for code, one in settings.figures.items()}
    return Figures(kinds, parted, frozenset(settings.ledger.fields))


def _figures(tree: Branch, declared: Mapping[str, Entry]) -> Figures:
    kinds = {
        code: next((kind for kind in ("median", "rate") if kind in entries_at(entry.node)), "count")
        for code, entry in declared.items()
    }
    parted = {
        code: frozenset(canonical(leaf.text) for leaf in leaves_at(entry.node, "by"))
        for code, entry in declared.items()
    }
    return Figures(kinds, parted, frozenset(entries_at(tree, "ledger", "fields")))


def _asked(name: str, chart: Branch, leaves: Mapping[str, Leaf]) -> Asked:
    what = leaves["what"].text if "what" in leaves else TOTAL
    colours = len(leaves_at(chart, "colours"))
    return Asked(name, leaves["kind"].text, what, leaves["by"].text, frozenset(chart.entries), colours)


def _last_said(tree: Branch, declared: Mapping[str, Entry], code: str) -> Source | None:
    """Where a figure got what it is parted by, or was declared or taken away; None where nobody says anything of it."""
    if code in declared:
        parted = leaves_at(declared[code].node, "by")
        return parted[0].source if parted else declared[code].key
    figures = node_at(tree, ("figures",))
    removed = figures.removed.get(code) if isinstance(figures, Branch) else None
    return removed.source if removed else None


def _place(chart: Branch, fault: Fault, last: Leaf) -> Source:
    """Where the value that a fault is about stands; of a figure that lacks something, what was said of the chart last (its `by`)."""
    if fault.code == "settings.chart-colours":
        return leaves_at(chart, "colours")[1].source
    if fault.code == "settings.chart-parted" or fault.key not in chart.entries:
        return last.source
    return value_source(chart, (fault.key,))
