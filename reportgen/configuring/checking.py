"""All that can be known of a configuration without a ledger: its files, its templates in every branch, its page."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from reportgen import pipeline
from reportgen.actions.building import IDLE, reported
from reportgen.clean import clean
from reportgen.configuring.invented import INVENTIONS, Invention, invented_rows
from reportgen.draw import without_glyph
from reportgen.job import Job
from reportgen.messages import ChartError, ReportgenError, SettingsError, issue
from reportgen.model.periods import Period
from reportgen.model.sources import Issue, Level
from reportgen.settings import Charts, Loaded, load_reports, template_folders
from reportgen.settings.facts import files_of_facts

_QUARTER = "Q"
_OF_TEXTS = ("template.", "page.", "figures.unused", "fact.")
"""Codes of warnings and hints that hold for any ledger."""


def check(paths: Sequence[Path], today: date) -> Mapping[Path, tuple[Issue, ...]]:
    """What is wrong or doubtful in configurations and their templates, errors first.

    The report is made of invented ledgers, so that both sides of its templates' branches are tried; what is wrong with an
    invented ledger itself is not told. Counties that differ in names and ledgers alone are tried once.
    """
    tried: dict[str, list[Issue]] = {}
    return {path: _checked(path, today, tried) for path in paths}


def _checked(path: Path, today: date, tried: dict[str, list[Issue]]) -> tuple[Issue, ...]:
    """The issues of all reports of a configuration; what is declared and not printed where none of them prints it."""
    try:
        reports = load_reports(path)
        each = [_found(loaded, today, tried) for loaded in reports.sound.values()]
    except SettingsError as fault:
        return tuple(fault.issues)
    idle = set.intersection(*({one for one in found if one.code in IDLE} for found in each)) if each else set()
    refused = [one for found in reports.refused.values() for one in found]
    said = [one for found in each for one in found if one.code not in IDLE or one in idle]
    order = list(Level)
    return tuple(sorted(dict.fromkeys([*refused, *said]), key=lambda one: order.index(one.level)))


def _found(loaded: Loaded, today: date, tried: dict[str, list[Issue]]) -> tuple[Issue, ...]:
    """The issues of one report; raises SettingsError where its settings name no period that is one."""
    asked = loaded.period if loaded.settings.report.period else Period.containing(today, _QUARTER).previous
    period = reported(loaded, asked) or asked
    key = _what_is_tried(loaded, period)
    if key not in tried:
        tried[key] = [found for one in INVENTIONS for found in _tried(one, loaded, period, paged=one is INVENTIONS[0])]
    return (*loaded.issues, *_idle_recommendations(loaded), *_unprintable_names(loaded), *tried[key])


def _what_is_tried(loaded: Loaded, period: Period) -> str:
    """What decides how a report of an invented ledger comes out: settings but for names and ledgers, period, templates, facts."""
    content = loaded.settings.model_dump(mode="json", exclude={"county", "office", "overrides", "ledger"})
    folders = [str(folder.resolve()) for folder in template_folders(loaded)]
    facts = [str(path.resolve()) for path in files_of_facts(loaded.ledger_files)]
    return json.dumps([content, sorted(loaded.settings.ledger.fields), str(period), folders, facts], sort_keys=True)


def _tried(one: Invention, loaded: Loaded, period: Period, *, paged: bool) -> list[Issue]:
    """What a report of an invented ledger finds in the configuration and the templates; `paged` on its Word page, too."""
    job = Job(loaded, (), period)
    try:
        ledger, _found = clean(invented_rows(one, loaded.settings, period), loaded.settings, period)
        summary, narrative, issues = pipeline.compute(job, ledger)
        if paged:
            issues = pipeline.produce(job, ledger, summary, narrative, issues, audited=False).issues
    except ReportgenError as fault:
        issues = fault.issues
    return list(_about(issues, loaded))


def _unprintable_names(loaded: Loaded) -> Iterator[Issue]:
    """Names of the configuration that charts may print and no font of theirs has: rare characters of places and offices."""
    settings = loaded.settings
    if not _draws_pictures(settings.charts):
        return
    names = {f"taxonomy.categories.{code}.name": one.name for code, one in settings.taxonomy.categories.items()}
    for field, words in settings.ledger.vocabulary.model_dump().items():
        names |= {f"ledger.vocabulary.{field}.{name}": name for name in words}
    try:
        lacking = without_glyph(names.values(), settings.charts)
    except ChartError as fault:
        yield from fault.issues
        return
    for key, name in names.items():
        if name in lacking:
            place = next(
                (one for each, one in loaded.origins.items() if each == key or each.startswith(f"{key}.")), None
            )
            point = f"U+{ord(lacking[name]):04X}"
            yield issue("chart.name-unprintable", place, character=lacking[name], point=point)


def _draws_pictures(charts: Charts) -> bool:
    """Whether any chart is a picture: one of shaded cells always is, the others where nothing makes them Word's own."""
    formats = {charts.format, *charts.formats.model_dump(exclude_none=True).values()}
    return "picture" in formats or any(one.kind == "heat" for one in charts.named.values())


def _about(issues: Sequence[Issue], loaded: Loaded) -> Iterator[Issue]:
    """The issues that stand in a file of the configuration or a template."""
    folders = [folder.resolve() for folder in template_folders(loaded)]
    page = Path(loaded.settings.template.page).name
    layers = {source.file for source in loaded.origins.values()} | {str(loaded.path), page}
    for one in issues:
        file = one.source.file if one.source else ""
        if one.level is not Level.ERROR and not one.code.startswith(_OF_TEXTS):
            continue
        if file in layers or any((folder / file).is_file() for folder in folders if file):
            yield one


def _idle_recommendations(loaded: Loaded) -> Iterator[Issue]:
    """Recommendations that no cause leads to."""
    for code in loaded.settings.taxonomy.idle_recommendations:
        begins = f"taxonomy.recommendations.{code}."
        place = next((source for key, source in loaded.origins.items() if key.startswith(begins)), None)
        yield issue("settings.recommendation-idle", place, recommendation=code)
