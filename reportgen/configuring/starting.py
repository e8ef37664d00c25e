"""A county's working folder, ready to build: its configuration, a place for ledgers, what editors and people need to know."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportgen.actions.inspection import inspect
from reportgen.compose.template.source.chain import own_file
from reportgen.configuring.schema import schema_text
from reportgen.inputs import is_there, read_file
from reportgen.messages import N_, SettingsError, _, issue
from reportgen.model.inspections import Inspection
from reportgen.model.periods import Period
from reportgen.model.sources import Addition, Source
from reportgen.settings import Settings, builtin_folder, load_settings
from reportgen.settings.additions import NO_CODE, beginning, marked
from reportgen.settings.facts import FILES
from reportgen.settings.neutral import neutral_settings
from reportgen.settings.tree.layers import BUILTIN
from reportgen.settings.tree.yaml_tree import GUESSED
from reportgen.writing import make_folder, refusing, write_new

CONFIG, SCHEMA, PAGE = "county.yaml", "reportgen.schema.json", "page.docx"
LEDGERS, READ_ME, SECTION = N_("ledgers"), N_("READ ME.txt"), N_("work")
_MOST_LOOKS = 4  # each look at the ledgers may find more, now that more is understood
_COMMENTS = {
    "extends": N_(
        "What is not written here is as in the configuration that this one extends; reportgen explain shows it all."
    ),
    "county": N_("The county; its administrative code has six digits."),
    "office": N_("Who signs the report."),
    "ledger": N_("The ledgers: what lies in the folder {folder} is read."),
    "taxonomy": N_("Problem categories: what the ledgers call them."),
    "template": N_("The page: open page.docx in Word to change fonts, letterhead and margins."),
}
_SECTIONS = N_(
    "The sections of the report in their order. {file} is one of your own: write it, and take the signs # away here.\n"
    "report:\n"
    "  sections: [lead, {section}, problems, causes, recommendations, annexes]\n"
)
_ROLES = N_("Who is told to act: what these offices are called here; take the sign # away before what you change.")
_EXAMPLE = N_(
    "{{# A section of your own: take this line and the last one away and write. Names in double braces are figures: docs/templates.md.\n"
    "\n"
    "# What was done\n"
    "\n"
    "**Visits.** In {{{{ period.label }}}} {{{{ total }}}} were handled one by one.\n"
    "\n"
    "1. First.\n"
    "2. Second.\n"
    "#}}\n"
)
_FACTS = N_(
    "# What no ledger gives and the report prints: a name, the value, its unit and its source (docs/facts.md).\n"
    "# Take the signs # away and fill in; a template prints {{{{ facts.visits }}}}.\n"
    "# period: {period}\n"
    "# source: minutes of the visits\n"
    "# facts:\n"
    "#   visits: {{value: 12, unit: visits}}\n"
    "facts: {{}}\n"
)
_FEW = 10  # a quarter with less than a tenth of the cases of the fullest one
_READ_ME = N_(
    "Put the ledgers of the period into the folder {folder}, and take out what is not to be counted.\n"
    "Look at them:     reportgen inspect --config {config}\n"
    "Make a report:    reportgen build {config} --period {period} --out out\n"
    "Where a value comes from:  reportgen explain {config}\n"
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a person says of a county on a `day`: `parent` is the configuration to extend, None for the built-in one; `ledgers` are copied."""

    folder: Path
    name: str
    office: str
    day: date
    code: str = NO_CODE
    parent: Path | None = None
    ledgers: Sequence[Path] = ()
    page: bool = False


@dataclass(frozen=True, slots=True)
class Started:
    """What was written, and what the ledgers told: `guesses` are the lines of the configuration that want a look, `period` is what to report on first."""

    config: Path
    files: tuple[Path, ...]
    period: str
    guesses: int = 0
    found: Inspection | None = None


def start(begun: Beginning) -> Started:
    """Writes the folder. Nothing that is there is replaced.

    Raises SettingsError where the folder has a configuration already, or the parent is faulty; ReportgenError where a file
    cannot be written.
    """
    folder = begun.folder
    config = folder / CONFIG
    if is_there(config):
        raise SettingsError([issue("start.there", Source(str(config)))])
    ledgers = folder / _(LEDGERS)
    section, facts = folder / own_file(_(SECTION)), ledgers / FILES.replace("*", "")
    written = [config, ledgers, section, facts, folder / SCHEMA, folder / _(READ_ME)]
    with refusing(folder):
        make_folder(folder)
        make_folder(ledgers)
        make_folder(section.parent)
        write_new(section, _(_EXAMPLE).format().encode())
        for one in begun.ledgers:
            write_new(ledgers / one.name, read_file(one), 0o600)
            written.append(ledgers / one.name)
        if begun.page:
            write_new(folder / PAGE, (builtin_folder() / "templates" / "base" / PAGE).read_bytes())
            written.append(folder / PAGE)
        write_new(folder / SCHEMA, schema_text().encode())
        guesses, found = _learned(begun, config)
        period = _first_period(begun.day, found)
        write_new(facts, _(_FACTS).format(period=period).encode())
        read_me = _(_READ_ME).format(folder=_(LEDGERS), config=CONFIG, period=period)
        write_new(folder / _(READ_ME), read_me.encode())
    return Started(config, tuple(written), period, guesses, found)


def _first_period(day: date, found: Inspection | None) -> str:
    """The latest quarter of the ledgers, but for one of few cases, which may be a mistyped day; without ledgers the one that ended before the day."""
    counts: Counter[str] = Counter()
    for sheet in found.sheets if found else ():
        counts.update(sheet.by_quarter)
    many = [quarter for quarter, count in counts.items() if count * _FEW >= max(counts.values())]
    return max(many, default=str(Period.containing(day, "Q").previous))


def _learned(begun: Beginning, config: Path) -> tuple[int, Inspection | None]:
    """Writes into the configuration what the ledgers ask for, looked at again until nothing new is found.

    Gives the number of guesses, and what the last look found.
    """
    text, guesses = _text(begun, (), neutral_settings())
    _replace(config, text)
    first = load_settings(config)
    text, guesses = _text(begun, (), first.settings)
    _replace(config, text)
    additions: list[Addition] = []
    found: Inspection | None = None
    for _look in range(_MOST_LOOKS if begun.ledgers else 0):
        try:
            loaded = load_settings(config)
        except SettingsError as refused:  # what rests on categories that were taken out
            asked = dict.fromkeys(each for one in refused.issues for each in one.additions)
            if not asked:
                raise
        else:
            found = inspect(loaded.ledger_files, loaded)
            asked = dict.fromkeys(each for one in found.issues for each in one.additions)
            if begun.parent is None and additions:
                asked |= dict.fromkeys((*_foreign(found, first.settings), *_idle(loaded.settings, first.settings)))
        new = [one for one in asked if one not in additions]
        if not new:
            break
        additions += new
        text, guesses = _text(begun, additions, first.settings)
        _replace(config, text)
    return guesses, found


def _foreign(found: Inspection, inherited: Settings) -> Iterator[Addition]:
    """The inherited categories, to be taken out, where the ledgers file their cases under others and under none of these."""
    cases = dict(found.categories)
    known = {code: one.name for code, one in inherited.taxonomy.categories.items() if not one.catch_all}
    own = {*cases} - {one.name for one in inherited.taxonomy.categories.values()}
    if any(cases[name] for name in own) and not any(cases.get(name) for name in known.values()):
        yield from (Addition(("taxonomy", "categories", code), removed=True) for code in known)


def _idle(settings: Settings, inherited: Settings) -> Iterator[Addition]:
    """The recommendations, to be taken out, that lost the causes which led to them."""
    lost = {*settings.taxonomy.idle_recommendations} - {*inherited.taxonomy.idle_recommendations}
    yield from (Addition(("taxonomy", "recommendations", code), removed=True) for code in sorted(lost))


def _replace(path: Path, text: str) -> None:
    """The file of this folder that is being made, written anew."""
    path.unlink(missing_ok=True)
    write_new(path, text.encode())


def _text(begun: Beginning, additions: Sequence[Addition], settings: Settings) -> tuple[str, int]:
    """The configuration with a comment before each section and a mark behind each guess, and how many guesses there are."""
    parent = BUILTIN if begun.parent is None else Path(os.path.relpath(begun.parent, begun.folder)).as_posix()
    page = PAGE if begun.page else ""
    plain, whole = (
        beginning([_(LEDGERS)], begun.name, begun.office, each, settings, code=begun.code, extends=parent, page=page)
        for each in ((), additions)
    )
    lines, guesses = marked(plain, whole, _(GUESSED))
    lines = [_with_others(line, additions) for line in lines]
    first = f"# yaml-language-server: $schema={SCHEMA}"
    said = _(_SECTIONS).format(file=own_file(_(SECTION)), section=_(SECTION))
    sections = [f"# {line}" for line in said.splitlines()]
    roles = ["", f"# {_(_ROLES)}", "# roles:", *(f"#   {role}: {name}" for role, name in settings.roles.items())]
    return "\n".join([first, *_commented(lines), "", *sections, *roles]) + "\n", guesses


def _with_others(line: str, additions: Sequence[Addition]) -> str:
    """A line that was guessed, with what else might be meant."""
    for one in additions:
        if one.others and line.strip().startswith(f"{one.keys[-1]}: [") and one.words[0] in line:
            return line + _("; it may also be: {others}").format(others=one.others)
    return line


def _commented(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        comment = _COMMENTS.get(line.partition(":")[0]) if not line.startswith(" ") else None
        if comment:
            yield ""
            yield "# " + _(comment).format(folder=_(LEDGERS))
        yield line
