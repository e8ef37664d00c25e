"""A configuration file and all that it extends -> validated settings that know where each value was written."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Literal

from reportgen.messages import SettingsError, issue
from reportgen.model.periods import Period
from reportgen.model.sources import Issue, Level, Source
from reportgen.settings import folders
from reportgen.settings.checks.agreement import disagreements
from reportgen.settings.checks.charts import charts
from reportgen.settings.checks.validation import validate
from reportgen.settings.models import CaseSettings, Notes, RollupSettings, Settings
from reportgen.settings.models.charts import NAMED
from reportgen.settings.suggestions import MAX_ISSUES, did_you_mean, listed
from reportgen.settings.tree.kinds import Kind, kind_of, on_top, parted
from reportgen.settings.tree.layers import Layer, Layers, merged, read_layers, type_changes
from reportgen.settings.tree.places import key_source, origins
from reportgen.settings.tree.yaml_tree import Branch, Entry

_EVERY = {"month": "M", "quarter": "Q", "half-year": "H", "year": "Y"}


def reported(every: str | None, asked: Period) -> Period | None:
    """The period of a report that is due so often (`report.every`) where this one is asked for; None where none ends with it."""
    return asked if every is None else asked.closed(_EVERY[every])


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings of one report and where they came from.

    `path` is the configuration as given, `layers` are all files that were read, base first and `path` last. `origins` maps
    each dotted key that is written somewhere (`report.title`, `taxonomy.categories.attitude.name`; a list is one key, but for those of `ITEMS`) to
    the place of the key that set it (`overrides[1].figure` in an item with keys, counted from 1). `ledger_files` is `ledger.files`, each path read from the folder of the file that set
    the list, those of `ledger.shared` behind them, which are `shared_files`, too; whether they exist is not looked at. `digest` is the sha256 of the merged settings, defaults included.
    `kind` is the name under which `reports` has it, "" for a configuration without kinds; `kinds` are the names that were left aside (`load_settings`),
    `kind_layers` the files that the kind itself extends, base first.
    """

    settings: Settings
    path: Path
    layers: tuple[Path, ...]
    origins: Mapping[str, Source]
    ledger_files: tuple[Path, ...]
    digest: str
    issues: tuple[Issue, ...] = ()
    shared_files: tuple[Path, ...] = ()
    kind: str = ""
    kinds: tuple[str, ...] = ()
    kind_layers: tuple[Path, ...] = ()

    @property
    def period(self) -> Period:
        """The period of the settings; raises SettingsError where they name none, PeriodError where it is no period."""
        if self.settings.report.period is None:
            raise SettingsError([issue("settings.no-period")])
        return Period.parse(self.settings.report.period)

    def reported(self, asked: Period) -> Period | None:
        """The period on which this kind of report reports where this one is asked for; None where none ends with it (`report.every`)."""
        return reported(self.settings.report.every, asked)


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports of one configuration by the names of their kinds, "" where it has no `reports`: the sound ones, and what is wrong with the others."""

    sound: Mapping[str, Loaded]
    refused: Mapping[str, tuple[Issue, ...]] = field(default_factory=dict)
    place: Source | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all."""
        return (*self.sound, *self.refused)

    @property
    def first(self) -> Loaded:
        """The first sound one. Raises SettingsError, with what is wrong with all, where there is none."""
        for loaded in self.sound.values():
            return loaded
        raise SettingsError(list(dict.fromkeys(one for issues in self.refused.values() for one in issues)))

    def chosen(self, kind: str | None) -> "Reports":
        """The one report of this kind alone; all where none is named. Raises SettingsError where there is no such kind."""
        if kind is None:
            return self
        if kind not in self.names or not kind:
            known = [name for name in self.names if name]
            values = {"kind": kind, "suggestion": did_you_mean(kind, known), "known": listed(known)}
            raise SettingsError([issue("settings.no-such-report", self.place, **values)])
        return replace(
            self,
            sound={name: one for name, one in self.sound.items() if name == kind},
            refused={name: one for name, one in self.refused.items() if name == kind},
        )


def load_settings(path: Path, content: bytes | None = None) -> Loaded:
    """Reads a configuration with everything that it `extends`, without its kinds of report; `content` is what it would hold, where it is not written yet.

    Raises SettingsError with all issues of all files at once, those of the configuration itself first.
    """
    found = read_layers(path, content)
    tree, kinds, faults = parted(merged(found.layers))
    return replace(_loaded(path, found, tree, Kind.none(faults)), kinds=tuple(kinds))


def load_reports(path: Path, content: bytes | None = None, kind: str | None = None) -> Reports:
    """Reads a configuration with everything that it `extends`: all its kinds of report, or this one alone, or the one report where it has no `reports`; `content` as in `load_settings`.

    Raises SettingsError where nothing can be made of it: without kinds as `load_settings`, with kinds where its files cannot be read.
    """
    found = read_layers(path, content)
    tree, kinds, faults = parted(merged(found.layers))
    if not kinds or faults:
        return Reports({"": _loaded(path, found, tree, Kind.none(faults))}, place=Source(str(path)))
    if not found.complete:
        raise SettingsError(_ordered(found.issues, found.layers))
    sound: dict[str, Loaded] = {}
    refused: dict[str, tuple[Issue, ...]] = {}
    for name, entry in kinds.items():
        if kind is not None and name != kind:
            continue
        its = kind_of(name, entry, found.layers)
        try:
            sound[name] = _distinct(_loaded(path, found, on_top(tree, its), its), entry, sound)
        except SettingsError as fault:
            refused[name] = tuple(fault.issues)
    return Reports(sound, refused, Source(str(path)))


def trees_of(path: Path, kind: str = "") -> tuple[Branch, ...]:
    """What each file says of a configuration, base first; of a kind of report (`Reports.chosen` knows which there are) what that says as well, last."""
    layers = read_layers(path).layers
    entry = parted(merged(layers))[1].get(kind)
    own = Kind.none() if entry is None else kind_of(kind, entry, layers)
    return (*(layer.tree for layer in (*layers, *own.layers)), own.own)


def _distinct(loaded: Loaded, entry: Entry, others: Mapping[str, Loaded]) -> Loaded:
    """The report, if no other one of the configuration would be written to its file. Raises SettingsError."""
    report = loaded.settings.report
    for other in others.values():
        if (other.settings.report.name, other.settings.report.every) == (report.name, report.every):
            raise SettingsError([issue("settings.reports-same-name", entry.key, name=report.name, other=other.kind)])
    return loaded


def _loaded(path: Path, found: Layers, tree: Branch, kind: Kind) -> Loaded:
    layers, complete = (*found.layers, *kind.layers), found.complete and kind.complete
    settings, issues = validate(tree, complete=complete)
    faulty = {(one.source.file, one.source.row) for one in issues if one.source}
    changed = [
        one for one in type_changes(layers, kind.own) if one.source and (one.source.file, one.source.row) not in faulty
    ]
    issues = [
        *found.issues,
        *kind.issues,
        *changed,
        *issues,
        *islice(disagreements(tree, complete=complete), MAX_ISSUES),
    ]
    issues += islice(charts(tree, [layer.name for layer in layers]), MAX_ISSUES) if complete else ()
    if settings is None or any(issue.level is Level.ERROR for issue in issues):
        raise SettingsError(_ordered(issues, layers))
    own, shared = (_ledger_files(settings, tree, layers, key) for key in ("files", "shared"))
    return Loaded(
        _with_fonts(settings, tree, layers),
        path,
        tuple(layer.path for layer in found.layers),
        dict(origins(tree)),
        (*own, *shared),
        _digest(settings),
        tuple(_ordered(issues, layers)),
        shared,
        kind.name,
        kind_layers=tuple(layer.path for layer in kind.layers),
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


def _with_fonts(settings: Settings, tree: Branch, layers: Sequence[Layer]) -> Settings:
    """The settings with the font files of charts where they are: beside the layer that names them, unless it says the whole path."""
    charts = settings.charts

    def placed(key: str, name: str) -> str:
        layer = key_source(tree, ("charts", key)).file
        return str(next(one.path.parent for one in layers if one.name == layer) / name)

    font = placed("font", charts.font) if charts.font else charts.font
    further = [placed("fallback_fonts", name) for name in charts.fallback_fonts]
    return settings.model_copy(update={"charts": charts.model_copy(update={"font": font, "fallback_fonts": further})})


# What keys that the program has learned since the first reports were made say where they say nothing new: the digest of that.
_FIRST = {
    "overrides": "",
    "facts": "",
    "form": "",
    "figures": "d8d75289c347479384ad92314d20fb638c95a5e5c1e94942731f70af1d99992a",  # the figures that were always computed, before they could be declared
}


_NEWER = {
    "ledger": ("fields", "most_unmapped", "shared", "regions", "origins"),
    "report": ("sections", "every"),
    "wording": ("brought", "mixed", "inspected"),
    "charts": ("format", "formats", "fallback_fonts"),
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
