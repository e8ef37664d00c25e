"""Which files are compared, and which counties should be among them."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from reportgen.inputs import read_file
from reportgen.messages import SettingsError, issue
from reportgen.model.sources import Source
from reportgen.rollup.reading import SIDECAR, is_code, is_rolled_up, read_sidecar, region
from reportgen.rollup.records import Roster
from reportgen.settings import Settings
from reportgen.word.editing.characters import illegal_character

MANIFEST = "manifest.json"


def find_sidecars(folder: Path, city: str) -> tuple[Path, ...]:
    """The sidecars in a folder, and the manifest of the batch that wrote them; not those of comparisons of the same city.

    Raises SettingsError where there is no such folder.
    """
    try:
        found = [path for path in sorted(folder.iterdir()) if path.name.endswith(SIDECAR) and path.is_file()]
    except (OSError, ValueError) as fault:
        raise SettingsError([issue("rollup.no-folder", Source(str(folder)))]) from fault
    manifest, own = folder / MANIFEST, region(city)
    counties = [path for path in found if not (path.name.startswith(own) and _is_own(path, own))]
    return (*counties, *([manifest] if manifest.is_file() else []))


def find_named(files: Iterable[Path], city: str) -> tuple[Path, ...]:
    """These files, with the sidecars in those that are folders. Raises SettingsError."""
    return tuple(path for one in files for path in (find_sidecars(one, city) if one.is_dir() else (one,)))


def find_again(files: Iterable[Path], city: str) -> tuple[Path, ...]:
    """The same of the folders in which these files lie: what has come since and what is gone. Raises SettingsError."""
    folders = dict.fromkeys(path.parent for path in files)
    return tuple(path for folder in folders for path in find_sidecars(folder, city))


def _is_own(path: Path, city: str) -> bool:
    said, memory = read_sidecar(path)
    return memory is not None and said.code == city and is_rolled_up(memory)


def read_roster(files: Iterable[Path], settings: Settings) -> Roster:
    """The counties that should report: those of the configuration, else those of the batch's manifest."""
    manifest = next((path for path in files if path.name == MANIFEST), None)
    entries = list(_entries(manifest)) if manifest else []
    listed = {region(code): name for code, name in settings.rollup.counties.items()}
    own = region(settings.county.code)
    names = listed or {code: name for code, name, _trunk in entries if code != own}
    return Roster(dict(sorted(names.items())), {code: trunk for code, _name, trunk in entries if trunk})


def _entries(manifest: Path) -> Iterator[tuple[str, str, str]]:
    """Code, name and trunk of each county of a manifest; nothing of one that is none."""
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        for one in json.loads(read_file(manifest))["counties"]:
            code, name = str(one.get("code")), str(one.get("name") or "")
            if is_code(code) and name and not illegal_character(name):
                yield region(code), name, str(one.get("trunk") or "")
