"""Whether figures are declared that nobody prints or asks for, and printed that are not declared."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from reportgen.messages import _, issue
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue, Source
from reportgen.settings import FigureSettings, Loaded
from reportgen.settings.expression import Condition
from reportgen.settings.models.figures.dimensions import TOTAL
from reportgen.settings.suggestions import did_you_mean, shown

BY_CODE = ("rates", "times", "counts")  # names of templates under which declared figures stand by their code
CHARTED = "charted"  # and under which it stands whether a declared chart is worth its place


def undeclared_figures(
    loaded: Loaded, name: str, asked: Iterable[tuple[str, Mapping[str, int]]]
) -> Mapping[str, Issue]:
    """An issue for each code that templates ask of one of `BY_CODE`, or of `CHARTED`, and no configuration declares.

    `asked` are the templates' files, each with the codes and their lines.
    """
    found: dict[str, Issue] = {}
    charted = name == CHARTED
    declared: Collection[str] = loaded.settings.charts.named if charted else loaded.settings.figures
    kind, what = ("template.undeclared-chart", "chart") if charted else ("template.undeclared-figure", "figure")
    for file, codes in asked:
        for code, line in codes.items():
            if code not in declared and code not in found:
                values = {"name": f"{name}.{code}", what: code, "suggestion": did_you_mean(code, declared)}
                found[code] = issue(kind, Source(file, None, line), **values)
    return found


def missing_facts(summary: Summary, asked: Iterable[tuple[str, Mapping[str, int]]]) -> Iterator[Issue]:
    """An issue for each fact that is printed and that nobody states for the period, at each file's first line that does so."""
    facts, period = summary.facts, summary.period
    for file, names in asked:
        for name, line in names.items():
            place = Source(file, None, line)
            if name in facts.stated:
                continue
            if name in facts.elsewhere:
                values = {"name": name, "period": period, "stated": facts.elsewhere[name]}
                yield issue("template.fact-of-another-period", place, **values)
            else:
                suggestion = did_you_mean(name, [*facts.stated, *facts.elsewhere])
                yield issue("template.missing-fact", place, name=name, period=period, suggestion=suggestion)


def fact_issues(summary: Summary, said: Mapping[str, str], mentioned: Collection[str]) -> Iterator[Issue]:
    """What a person stated, with its source, as it is printed; and what nobody prints. `said` are the texts of the figures."""
    stated = summary.facts.stated
    used = [one for name, one in stated.items() if name in mentioned]
    if used:
        texts = [f"{one.name} {said.get(one.figure) or shown(one.text)}" for one in used]
        known = [_("{told} ({who})").format(told=text, who=one.source) for text, one in zip(texts, used, strict=True)]
        yield issue("fact.used", used[0].place, facts=_("; ").join(known))
    idle = [one for name, one in stated.items() if name not in mentioned]
    if idle:
        yield issue("fact.unused", idle[0].place, names=_(", ").join(one.name for one in idle), first=idle[0].name)


def unused_figures(loaded: Loaded, mentioned: Collection[str], conditions: Collection[Condition]) -> Iterator[Issue]:
    """A hint for each figure whose code is in no template, text or condition.

    What the most general of several layers declares is there for all who extend it, and no oversight of theirs.
    """
    asked = {str(argument) for one in conditions for call in one.calls for argument in call.arguments}
    base = str(loaded.layers[0]) if len(loaded.layers) > 1 else ""
    for code, figure in loaded.settings.figures.items():
        source = loaded.origins.get(f"figures.{code}.label")
        used = code == TOTAL or code in mentioned or code in asked or (source and source.file == base)
        if not used:
            yield issue(
                "figures.unused", source, label=figure.label or code, figure=code, example=_example(code, figure)
            )


def _example(code: str, figure: FigureSettings) -> str:
    """How a template prints the figure."""
    if figure.rate:
        return f"rates.{code}.figure"
    return f"times.{code}.median" if figure.median else f"counts.{code}.count"
