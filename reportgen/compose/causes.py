"""Which causes the figures of this period bear out, and what is recommended for them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.compose.context.conditions import condition_functions, condition_names
from reportgen.messages import _, issue
from reportgen.model.reports.narratives import Phrase
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue
from reportgen.settings import Loaded, Settings
from reportgen.settings.expression import evaluate, parse_condition, strength

Snippet = Callable[[str, str], Phrase]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What should be done, by whom and by when."""

    code: str
    title: Phrase
    action: Phrase
    owner: Phrase
    deadline: Phrase


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause whose evidence holds; `evidence` is empty where the taxonomy gives none."""

    code: str
    title: Phrase
    text: Phrase
    evidence: Phrase
    recommendations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Borne:
    """The causes that the figures bear out, the strongest first, what is recommended for them, and what was left out."""

    causes: tuple[Cause, ...]
    recommendations: tuple[Recommendation, ...]
    issues: tuple[Issue, ...]


def holding_causes(summary: Summary, loaded: Loaded, snippet: Snippet) -> Borne:
    """The causes whose `when` holds, by the strength of their evidence, and their recommendations that act on something, each once.

    Of more than `report.most_causes` the weakest are left out, those marked `always` never; the rest is an issue.
    """
    settings = loaded.settings
    taxonomy, most = settings.taxonomy, settings.report.most_causes
    functions, names = condition_functions(summary, settings.report.small_base), condition_names(settings)
    conditions = {code: parse_condition(one.when, names) for code, one in taxonomy.causes.items()}
    held = [code for code, condition in conditions.items() if evaluate(condition, functions)]
    ranked = sorted(held, key=lambda code: -strength(conditions[code], functions))
    kept = set(sorted(ranked, key=lambda code: not taxonomy.causes[code].always)[:most])
    told = [code for code in ranked if code in kept or taxonomy.causes[code].always]
    left = [taxonomy.causes[code].title for code in ranked if code not in told]
    wanted = dict.fromkeys(name for code in told for name in taxonomy.causes[code].recommendations)
    acting = [
        code
        for code in wanted
        if (when := taxonomy.recommendations[code].when) is None or evaluate(parse_condition(when, names), functions)
    ]
    source = loaded.origins.get("report.most_causes")
    issues = (
        (issue("report.causes-left-out", source, count=len(left), titles=_(", ").join(left), most=most),)
        if left
        else ()
    )
    causes = tuple(_cause(code, settings, snippet) for code in told)
    return Borne(causes, tuple(_recommendation(code, settings, snippet) for code in acting), issues)


def without_causes(summary: Summary, loaded: Loaded) -> Iterator[Issue]:
    """The county's own categories with enough cases to be spoken of that no cause asks about, since all causes are of those whom it extends."""
    settings = loaded.settings
    if not settings.taxonomy.causes:
        return
    asked = " ".join(one.when for one in settings.taxonomy.causes.values())
    theirs = {_layer(loaded, f"taxonomy.causes.{code}.title") for code in settings.taxonomy.causes}
    lacking = [
        one
        for one in summary.categories
        if not one.catch_all
        and int(one.standing.value or 0) >= max(1, settings.report.small_base)
        and not re.search(rf"['\"]{re.escape(one.code)}['\"]", asked)
        and _layer(loaded, f"taxonomy.categories.{one.code}.name") not in theirs
    ]
    if lacking:
        place = loaded.origins.get(f"taxonomy.categories.{lacking[0].code}.name")
        shown = _(", ").join(f"{one.name} {one.standing.value}" for one in lacking)
        yield issue("causes.none-for", place, names=shown, category=lacking[0].code, base=settings.report.small_base)


def _layer(loaded: Loaded, key: str) -> str:
    source = loaded.origins.get(key)
    return source.file if source else ""


def _cause(code: str, settings: Settings, snippet: Snippet) -> Cause:
    one, key = settings.taxonomy.causes[code], f"taxonomy.causes.{code}"
    evidence = snippet(f"{key}.evidence", one.evidence) if one.evidence else ()
    return Cause(
        code, snippet(f"{key}.title", one.title), snippet(f"{key}.text", one.text), evidence, tuple(one.recommendations)
    )


def _recommendation(code: str, settings: Settings, snippet: Snippet) -> Recommendation:
    one, key = settings.taxonomy.recommendations[code], f"taxonomy.recommendations.{code}"
    texts = ((name, getattr(one, name)) for name in ("title", "action", "owner", "deadline"))
    return Recommendation(code, *(snippet(f"{key}.{name}", text) for name, text in texts))
