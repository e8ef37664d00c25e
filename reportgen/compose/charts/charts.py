"""The charts that a template may ask for: by name, whether they are worth their place, varied by what it gives."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from reportgen.compose.charts.shown import Material
from reportgen.compose.charts.specs import Chart, chart_of, shows_something
from reportgen.compose.language.language import Language
from reportgen.messages import TemplateError, _, issue
from reportgen.model.reports.pictures import ChartSpec
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue
from reportgen.settings import ChartSettings, Loaded
from reportgen.settings.checks.charts import varied
from reportgen.settings.suggestions import did_you_mean


class Charts:
    """The declared charts of one report; `issues` grow with the charts that templates ask for."""

    def __init__(self, summary: Summary, language: Language, loaded: Loaded) -> None:
        """Makes nothing yet."""
        self._loaded = loaded
        self._material = Material(summary, language, loaded.settings)
        self.issues: list[Issue] = []

    @property
    def _named(self) -> Mapping[str, ChartSettings]:
        return self._loaded.settings.charts.named

    @cached_property
    def _made(self) -> Mapping[str, Chart]:
        return {name: chart_of(name, one, self._material) for name, one in self._named.items()}

    @property
    def worth(self) -> dict[str, bool]:
        """Whether each chart is worth its place, by name."""
        return {name: one.spec is not None and shows_something(one.spec) for name, one in self._made.items()}

    @property
    def shown_units(self) -> int:
        """How many units the chart of that name shows."""
        units = self._made["units"].spec if "units" in self._made else None
        return len(units.series[0].points) if units else 0

    def chart(self, name: str, **given: object) -> ChartSpec:
        """The chart of a name, with other values of its keys where they are given; raises TemplateError where there is none."""
        if name not in self._named:
            known, suggestion = _(", ").join(self._named), did_you_mean(str(name), self._named)
            raise TemplateError([issue("template.unknown-chart", name=name, known=known, suggestion=suggestion)])
        found, id = self._made[name], name
        if given:
            id = f"{name}({', '.join(f'{key}={given[key]}' for key in sorted(given))})"
            settings = self._loaded.settings
            found = chart_of(id, varied(name, self._named[name], given, settings), self._material)
        if found.spec is None:
            raise TemplateError([issue("template.chart-without-data", name=name)])
        self.issues += (one for one in found.issues if one not in self.issues)
        return found.spec

    def figures(self, mentioned: Collection[str]) -> frozenset[str]:
        """The codes of the figures that the charts show which templates mention."""
        return frozenset(one.what for name, one in self._named.items() if name in mentioned)

    def unused(self, mentioned: Collection[str]) -> Iterator[Issue]:
        """A hint for each chart that no template mentions; what the most general layer declares is there for all who extend it."""
        layers, origins = self._loaded.layers, self._loaded.origins
        base = str(layers[0]) if len(layers) > 1 else ""
        for name in self._named:
            place = origins.get(f"charts.named.{name}.kind")
            if place is not None and place.file != base and name not in mentioned:
                yield issue("charts.unused", place, name=name)
