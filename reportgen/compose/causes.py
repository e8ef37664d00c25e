"""Which causes the figures of this period bear out, and what is recommended for them."""

from collections.abc import Callable
from dataclasses import dataclass

from reportgen.compose.context.conditions import condition_functions, condition_names
from reportgen.model import Phrase, Summary
from reportgen.settings import Settings
from reportgen.settings.expression import evaluate, parse_condition

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


def holding_causes(
    summary: Summary, settings: Settings, snippet: Snippet
) -> tuple[tuple[Cause, ...], tuple[Recommendation, ...]]:
    """The causes whose `when` holds, in the order of the taxonomy, and their recommendations, each once."""
    taxonomy, functions, names = settings.taxonomy, condition_functions(summary), condition_names(settings)
    held = [code for code, one in taxonomy.causes.items() if evaluate(parse_condition(one.when, names), functions)][
        : settings.report.most_causes
    ]
    wanted = dict.fromkeys(name for code in held for name in taxonomy.causes[code].recommendations)
    return tuple(_cause(code, settings, snippet) for code in held), tuple(
        _recommendation(code, settings, snippet) for code in wanted
    )


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
