"""Files, folders, patterns and lists -> the configurations of counties that are meant."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.inputs import read_file
from reportgen.messages import SettingsError, issue
from reportgen.model.sources import Issue, Source
from reportgen.settings.lists import LISTING, read_list

_SUFFIXES = (".yaml", ".yml")
_COUNTY = re.compile(rb"""^[{\s]{0,8}["']?county["']?\s*:""", re.MULTILINE)
_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Listed:
    """The configurations in the order given, each once; `skipped` are files of folders and patterns that name no county: layers of others."""

    configs: tuple[Path, ...]
    skipped: tuple[Path, ...]


def list_counties(given: Sequence[Path]) -> Listed:
    """The configurations that are meant.

    A folder gives its files and those of the folders in it; a file that lists counties gives those. Raises SettingsError where something that
    was named is not there, or is a list and faulty.
    """
    found: dict[Path, Path] = {}
    skipped: dict[Path, Path] = {}
    issues: list[Issue] = []
    for path in given:
        try:
            for config in _meant(path):
                where = found if config == path or names_county(config) else skipped
                where.setdefault(config.resolve(), config)
        except SettingsError as fault:
            issues += fault.issues
        except (OSError, ValueError):
            issues.append(issue("batch.not-found", Source(str(path))))
    if not found and not issues:
        issues.append(issue("batch.no-county", Source(str(given[0]))))
    if issues:
        raise SettingsError(issues)
    return Listed(tuple(found.values()), tuple(skipped.values()))


def _meant(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(_configs(path.glob("*")))
        yield from sorted(_configs(path.glob("*/*")))
    elif path.is_file():
        yield from _listed(path)
    elif any(sign in str(path) for sign in "*?["):
        yield from sorted(_configs(Path(path.anchor).glob(str(path.relative_to(path.anchor)))))
    else:
        raise FileNotFoundError(path)


def _configs(paths: Iterator[Path]) -> Iterator[Path]:
    return (path for path in paths if path.suffix.lower() in _SUFFIXES and path.is_file())


def _listed(path: Path) -> Iterator[Path]:
    """The file itself, or the configurations that it lists."""
    if not _holds(path, LISTING):
        yield path
        return
    for one in read_list(path):
        yield from _meant(one) if one.is_dir() or not one.is_file() else (one,)


def names_county(path: Path) -> bool:
    """Whether a file is the configuration of a county, and no layer that others extend; one that cannot be read counts as one."""
    return _holds(path, _COUNTY)


def _holds(path: Path, wanted: re.Pattern[bytes]) -> bool:
    try:
        return wanted.search(read_file(path, _MOST_BYTES)) is not None
    except OSError:
        return wanted is _COUNTY
