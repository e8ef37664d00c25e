"""What a county says of one category, cause or unit (`notes:`): read once, printed where the report tells of it, and told where it does not."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.messages import issue
from reportgen.model.reports.narratives import Phrase
from reportgen.model.reports.summaries import Category, Summary
from reportgen.model.sources import Issue
from reportgen.settings import Loaded
from reportgen.settings.suggestions import did_you_mean

Snippet = Callable[[str, str], Phrase]


@dataclass
class Notes:
    """The notes of a configuration by kind (`categories`, `causes`, `units`) and key, and those that were printed."""

    loaded: Loaded
    texts: dict[tuple[str, str], Phrase] = field(default_factory=dict)
    printed: set[tuple[str, str]] = field(default_factory=set)

    def read(self, snippet: Snippet) -> None:
        """Reads every note, printed or not: what is wrong in one is wrong in any period. Raises TemplateError."""
        for kind, notes in self._written().items():
            for key, text in notes.items():
                self.texts[kind, key] = snippet(f"notes.{kind}.{key}", text)

    def of(self, one: object) -> Phrase:
        """The note of a category, cause or unit, () where there is none; a template prints it."""
        found: list[Phrase] = []
        for at in self._names(one):
            if at in self.texts:
                self.printed.add(at)
                found.append(self.texts[at])
        return tuple(part for phrase in found for part in phrase)

    def _names(self, one: object) -> tuple[tuple[str, str], ...]:
        """Under which kinds and keys a note of it may stand: its code, and its name as the configuration has it."""
        if isinstance(one, Category):
            return ("categories", one.code), ("categories", one.name)
        code, causes = getattr(one, "code", ""), self.loaded.settings.taxonomy.causes
        if code in causes:
            return ("causes", code), ("causes", causes[code].title)
        return (("units", getattr(one, "name", "")),)

    def _written(self) -> Mapping[str, Mapping[str, str]]:
        notes = self.loaded.settings.notes
        return {"categories": notes.categories, "causes": notes.causes, "units": notes.units}

    def unprinted(self, summary: Summary) -> Iterator[Issue]:
        """An issue for each note that the report does not print, with what may have been meant."""
        taxonomy, units = self.loaded.settings.taxonomy, summary.facets.get("unit")
        known = {
            "categories": [*taxonomy.categories, *(one.name for one in taxonomy.categories.values())],
            "causes": [*taxonomy.causes, *(one.title for one in taxonomy.causes.values())],
            "units": [one.name for one in units.members] if units else [],
        }
        for kind, key in self.texts:
            if (kind, key) not in self.printed:
                suggestion = "" if key in known[kind] else did_you_mean(key, known[kind])
                place = self.loaded.origins.get(f"notes.{kind}.{key}")
                yield issue("notes.not-printed", place, name=key, suggestion=suggestion)
