"""A configuration file and all that it extends -> validated settings that know where each value was written."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from reportgen.messages import SettingsError, issue
from reportgen.model import Issue, Level, Period, Source
from reportgen.settings import folders
from reportgen.settings.checks.agreement import disagreements
from reportgen.settings.checks.charts import charts
from reportgen.settings.checks.validation import validate
from reportgen.settings.models import CaseSettings, Notes, RollupSettings, Settings
from reportgen.settings.models.charts import NAMED
from reportgen.settings.suggestions import MAX_ISSUES
from reportgen.settings.tree.layers import Layer, merged, read_layers, type_changes
from reportgen.settings.tree.places import key_source, origins
from reportgen.settings.tree.yaml_tree import Branch


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings of one report and where they came from.

    `path` is the configuration as given, `layers` are all files that were read, base first and `path` last. `origins` maps
    each dotted key that is written somewhere (`report.title`, `taxonomy.categories.attitude.name`; a list is one key, but for those of `ITEMS`) to
    the place of the key that set it (`overrides[1].figure` in an item with keys, counted from 1). `ledger_files` is `ledger.files`, each path read from the folder of the file that set
    the list, those of `ledger.shared` behind them, which are `shared_files`, too; whether they exist is not looked at. `digest` is the sha256 of the merged settings, defaults included.
    """

    settings: Settings
    path: Path
    layers: tuple[Path, ...]
    origins: Mapping[str, Source]
    ledger_files: tuple[Path, ...]
    digest: str
    issues: tuple[Issue, ...] = ()
    shared_files: tuple[Path, ...] = ()

    @property
    def period(self) -> Period:
        """The period of the settings; raises SettingsError where they name none, PeriodError where it is no period."""
        if self.settings.report.period is None:
            raise SettingsError([issue("settings.no-period")])
        return Period.parse(self.settings.report.period)


def load_settings(path: Path, content: bytes | None = None) -> Loaded:
    """Reads a configuration with everything that it `extends`; `content` is what it would hold, where it is not written yet.

    Raises SettingsError with all issues of all files at once, those of the configuration itself first.
    """
    found = read_layers(path, content)
    tree = merged(found.layers)
    settings, issues = validate(tree, complete=found.complete)
    faulty = {(one.source.file, one.source.row) for one in issues if one.source}
    changed = [
        one for one in type_changes(found.layers) if one.source and (one.source.file, one.source.row) not in faulty
    ]
    issues = [*found.issues, *changed, *issues, *islice(disagreements(tree, complete=found.complete), MAX_ISSUES)]
    issues += islice(charts(tree, [layer.name for layer in found.layers]), MAX_ISSUES) if found.complete else ()
    if settings is None or any(issue.level is Level.ERROR for issue in issues):
        raise SettingsError(_ordered(issues, found.layers))
    own, shared = (_ledger_files(settings, tree, found.layers, key) for key in ("files", "shared"))
    return Loaded(
        settings,
        path,
        tuple(layer.path for layer in found.layers),
        dict(origins(tree)),
        (*own, *shared),
        _digest(settings),
        tuple(_ordered(issues, found.layers)),
        shared,
    )


def template_folders(loaded: Loaded) -> tuple[Path, ...]:
    """The folders in which templates are looked for, in this order; those that exist."""
    return folders.lookup_folders(loaded.layers)


def find_template(name: str, loaded: Loaded) -> Path:
    """The template file of this name (`base/report.md`), looked for in `template_folders`.

    Raises TemplateError where there is none, saying where it was looked for, or where it would lie outside the folders.
    """
    settings = loaded.settings.template
    key = next((key for key in ("report", "page") if getattr(settings, key) == name), "")
    return folders.find_below(name, template_folders(loaded), loaded.origins.get(f"template.{key}"))


def _ordered(issues: Iterable[Issue], layers: Sequence[Layer]) -> list[Issue]:
    """By file, the configuration itself first, then by line; each once."""
    rank = {layer.name: len(layers) - index for index, layer in enumerate(layers)}

    def place(found: Issue) -> tuple[int, int, int]:
        source = found.source or Source("")
        return rank.get(source.file, 0), source.row or 0, source.column or 0

    return sorted(dict.fromkeys(issues), key=place)


def _ledger_files(
    settings: Settings, tree: Branch, layers: Sequence[Layer], key: Literal["files", "shared"]
) -> tuple[Path, ...]:
    name = key_source(tree, ("ledger", key)).file
    folder = next(layer.path.parent for layer in layers if layer.name == name)
    return tuple(folder / file for file in getattr(settings.ledger, key))


# What keys that the program has learned since the first reports were made say where they say nothing new: the digest of that.
_FIRST = {
    "overrides": "",
    "facts": "",
    "form": "",
    "figures": "d8d75289c347479384ad92314d20fb638c95a5e5c1e94942731f70af1d99992a",  # the figures that were always computed, before they could be declared
}


_NEWER = {
    "ledger": ("fields", "most_unmapped", "shared", "regions"),
    "report": ("sections",),
    "wording": ("brought", "mixed", "inspected"),
    "charts": ("format", "formats"),
}
"""Keys of sections that the program has learned since: they count where they say something."""


def _digest(settings: Settings) -> str:
    # Keys are not sorted: the order of categories is the order in which the report tells them. A key of `_FIRST` counts where it
    # says something new: else each of the first reports would be told that its settings have changed.
    content = settings.model_dump(mode="json")
    content["figures"] = {code: one.model_dump(exclude_defaults=True) for code, one in settings.figures.items()}
    content["form"] = settings.form.model_dump(exclude_defaults=True) if settings.form else None
    for key, nothing in (("notes", Notes()), ("cases", CaseSettings()), ("rollup", RollupSettings())):
        if getattr(settings, key) == nothing:
            del content[key]
    for section, keys in _NEWER.items():
        model = getattr(settings, section)
        for key in keys:
            if getattr(model, key) == type(model).model_fields[key].get_default(call_default_factory=True):
                del content[section][key]
    named = {name: one.model_dump(exclude_defaults=True) for name, one in settings.charts.named.items()}
    content["charts"]["named"] = named
    if named == NAMED:  # the charts that there always were, before they could be declared
        del content["charts"]["named"]
    for key, first in _FIRST.items():
        if not content[key] or _sha256(content[key]) == first:
            del content[key]
    return _sha256(content)


def _sha256(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
