"""Facts of the period, from the configuration and from files beside the ledgers: what holds for a report, and what is wrong with the rest."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from reportgen.messages import N_, _, issue
from reportgen.model.periods import Period, PeriodError
from reportgen.model.reports.figures import Fact, Facts
from reportgen.model.sources import Issue, Level, Source
from reportgen.settings.checks.validation import validated
from reportgen.settings.loading import Loaded
from reportgen.settings.models.figures.facts import FactSettings, FactsFile
from reportgen.settings.tree.places import key_source
from reportgen.settings.tree.yaml_tree import read_tree

FILES = "本期情况*.yaml"
"""What such a file is called: 本期情况.yaml, or one for each period, 本期情况-2026Q3.yaml."""
_MOST_FILES = 50


class _Stated(NamedTuple):
    """A fact as it is written, and what holds for it where it says nothing."""

    name: str
    fact: FactSettings
    place: Source
    period: str | None
    source: str = ""
    who: str = ""


def read_facts(loaded: Loaded, ledgers: Sequence[Path], period: Period) -> tuple[Facts, tuple[Issue, ...]]:
    """The facts of a report on a period, with the digests of the files that state some.

    A fact of another period is none of this report: who prints it is told so. One that lacks its source or period, or is stated
    twice for the period, is an error.
    """
    issues: list[Issue] = []
    stated = list(_of_configuration(loaded))
    digests: dict[str, str] = {}
    for path in files_of_facts(ledgers):
        name = path.name if path.name not in digests else f"{path.parent.name}/{path.name}"
        found, faults = _of_file(path, loaded.settings.report.period)
        stated += found
        issues += faults
        digests[name] = hashlib.sha256(_bytes(path)).hexdigest()
    here: dict[str, Fact] = {}
    elsewhere: dict[str, str] = {}
    for one in stated:
        faults = list(_faults(one))
        issues += faults
        if any(fault.level is Level.ERROR for fault in faults):
            continue
        fact = _fact(one)
        if fact.period != str(period):
            elsewhere[fact.name] = fact.period
        elif fact.name in here:
            issues.append(issue("fact.twice", one.place, name=fact.name, place=here[fact.name].place))
        else:
            here[fact.name] = fact
    return Facts(here, {name: where for name, where in elsewhere.items() if name not in here}, digests), tuple(issues)


def files_of_facts(ledgers: Iterable[Path]) -> Iterator[Path]:
    """The files of facts beside ledgers, by folder and name."""
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in ledgers)
    for folder in folders:
        yield from sorted(path for path in folder.glob(FILES) if path.is_file())[:_MOST_FILES]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # said where it is read
        return b""


def _of_configuration(loaded: Loaded) -> Iterator[_Stated]:
    settings = loaded.settings
    for name, fact in settings.facts.items():
        keys = (f"facts.{name}.{key}" for key in ("value", "text", "source", "unit", "period", "who"))
        place = next((loaded.origins[key] for key in keys if key in loaded.origins), Source(str(loaded.path)))
        yield _Stated(name, fact, place, settings.report.period)


def _of_file(path: Path, period: str | None) -> tuple[list[_Stated], list[Issue]]:
    """What a file states; `period` is that of the configuration, for a file that names none."""
    reading = read_tree(path, str(path))
    found, faults = validated(reading.tree, FactsFile, complete=reading.complete)
    if found is None:
        return [], [*reading.issues, *faults]
    stated = [
        _Stated(name, fact, key_source(reading.tree, ("facts", name)), found.period or period, found.source, found.who)
        for name, fact in found.facts.items()
    ]
    return stated, [*reading.issues, *faults]


def _faults(one: _Stated) -> Iterator[Issue]:
    fact = one.fact
    if (fact.value is None) == (fact.text is None):
        yield issue("fact.value-or-text", one.place, name=one.name)
    wanted = ((N_("source"), fact.source or one.source), (N_("period"), fact.period or one.period))
    lacking = [_(word) for word, text in wanted if not (text or "").strip()]
    if lacking:
        yield issue("fact.lacking", one.place, name=one.name, lacking=_(", ").join(lacking))
    elif _period(one) is None:
        yield issue("fact.bad-period", one.place, name=one.name, period=fact.period or one.period)


def _period(one: _Stated) -> Period | None:
    try:
        return Period.parse(one.fact.period or one.period or "")
    except PeriodError:
        return None


def _fact(one: _Stated) -> Fact:
    fact, written = one.fact, one.fact.value or ""
    number = Decimal(written.rstrip("%") or 0) / (100 if written.endswith("%") else 1)
    whole = number == number.to_integral_value() and not written.endswith("%")
    value = None if fact.value is None else int(number) if whole else number
    source, who = fact.source or one.source, fact.who or one.who
    return Fact(
        one.name, str(_period(one)), source.strip(), value, written, fact.unit, fact.text or "", who.strip(), one.place
    )
