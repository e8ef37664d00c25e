"""What a build says of figures whose value a person declared: each with both values, and what depends on it and stays as it is."""

from collections.abc import Sequence

from reportgen.compose.language.language import NOTHING, Language
from reportgen.messages import N_, _, issue
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Figure, Kind, Query, Take
from reportgen.model.reports.narratives import Block, printed_figures
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue, Source
from reportgen.settings import Loaded

_KNOWN = "*"


def override_issues(summary: Summary, loaded: Loaded, language: Language, blocks: Sequence[Block]) -> tuple[Issue, ...]:
    """Every override that counts, with both values and the reason; who answers for it stands in the configuration."""
    overridden = summary.overridden
    if not overridden:
        return ()
    printed = printed_figures(blocks)
    said = language.said_texts()
    computed = {
        id: text + ("" if text == NOTHING else language.unit(overridden[id]))
        for id, text in language.computed_texts().items()
    }
    issues: list[Issue] = []
    for id, figure in overridden.items():
        declared = figure.override.figure if figure.override else ""
        source = _source(loaded, declared)
        if declared != id:
            if id in printed:
                issues.append(issue("override.also", source, label=figure.label, value=said[id], computed=computed[id]))
            continue
        issues.append(_used(figure, said[id], computed[id], source))
        if figure.kind is not Kind.RANK and not printed & {
            other.id for other in overridden.values() if other.override == figure.override
        }:
            issues.append(issue("override.not-printed", source, label=figure.label, figure=id))
        names = [f"{one.label} {said[one.id]}" for one in dependents(summary, figure)]
        if names:
            issues.append(
                issue("override.dependents", source, label=figure.label, count=len(names), names=_(", ").join(names))
            )
    return tuple(issues)


def _source(loaded: Loaded, figure: str) -> Source | None:
    """Where the override of a figure is declared: the one that counts for this report is the last that could."""
    places = [
        loaded.origins.get(f"overrides[{number}].figure")
        for number, one in enumerate(loaded.settings.overrides, start=1)
        if one.figure == figure
    ]
    return places[-1] if places else None


def _used(figure: Figure, value: str, computed: str, source: Source | None) -> Issue:
    made = figure.override
    values = {"label": figure.label, "value": value, "computed": computed}
    if made is None or made.settled:
        return issue("override.used", source, **values, reason=" ".join(made.reason.split()) if made else "")
    lacking = [key for key, text in (("reason", made.reason), ("who", made.who)) if not text.strip()]
    return issue("override.unresolved", source, **values, lacking=_(N_(", ")).join(lacking))


def dependents(summary: Summary, figure: Figure) -> tuple[Figure, ...]:
    """The figures that were worked out from this one, or count its cases among others, as far as they are known and computed."""
    reached = {figure.id}
    for _step in range(len(summary.figures)):
        more = {one.id for one in summary.figures.values() if reached & {*one.operands}} - reached
        if not more:
            break
        reached |= more
    return tuple(
        one
        for one in summary.figures.values()
        if one.value is not None
        and one.override is None
        and one.id != figure.id
        and (one.id in reached or _among(figure, one))
    )


def _among(figure: Figure, other: Figure) -> bool:
    """Whether the cases that a figure counts are, by its query, among those that the other counts."""
    part, whole = figure.query, other.query
    counts = Kind.COUNT in {figure.kind} & {other.kind} and not figure.operands and not other.operands
    return (
        counts
        and part is not None
        and whole is not None
        and (part.take, whole.take) == (Take.CASES, Take.CASES)
        and _within(part, whole)
    )


def _within(part: Query, whole: Query) -> bool:
    if (
        "|" in part.period + whole.period
    ):  # the earlier periods of a first appearance are part of no count that is declared
        return False
    inner, outer = Period.recall(part.period), Period.recall(whole.period)
    return (
        outer.start <= inner.start
        and inner.end <= outer.end
        and all(any(_implies(one, wanted) for one in part.where) for wanted in whole.where)
    )


def _implies(one: tuple[str, str], wanted: tuple[str, str]) -> bool:
    """Whether who fulfils a pair of a query fulfils the other."""
    (field, value), (other, values) = one, wanted
    return field == other and (values == _KNOWN or {*value.split("|")} <= {*values.split("|")})
