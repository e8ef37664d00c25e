"""Holds every pin, and this Python, against advisories.yaml; ends with 1 where an affected version stands unexplained."""

import platform
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)

Advisories = Sequence[Mapping[str, str]]


class Affected(NamedTuple):
    """A pin that an advisory speaks of; `decision` is "" where nobody has said why it may stay."""

    file: str
    pin: str
    id: str
    what: str
    decision: str


def advisories() -> Advisories:
    """The list."""
    found: Advisories = yaml.safe_load((HERE / "advisories.yaml").read_text(encoding="utf-8"))
    return found


def pinned() -> dict[str, list[tuple[str, str]]]:
    """The name and version of every pin, by file, and of this Python."""
    files = {
        path.name: [
            (canonicalize_name(name), version) for name, version in _PIN.findall(path.read_text(encoding="utf-8"))
        ]
        for path in sorted(HERE.glob("*.txt"))
    }
    return {**files, "this Python": [("python", platform.python_version())]}


def affected(pins: Mapping[str, Sequence[tuple[str, str]]], known: Advisories) -> Iterator[Affected]:
    """The pins of which an advisory speaks."""
    for file, named in pins.items():
        for name, version in named:
            for one in known:
                if one["package"] == name and SpecifierSet(one["affected"]).contains(version, prereleases=True):
                    yield Affected(file, f"{name} {version}", one["id"], one["what"], one.get("decision", ""))


def main() -> int:
    """Prints what is affected; the exit code."""
    pins, known = pinned(), advisories()
    found = list(affected(pins, known))
    for one in found:
        print(f"{one.file}: {one.pin} has {one.id} ({one.what}): {one.decision or 'NOT EXPLAINED'}")
    open_ = [one for one in found if not one.decision]
    print(
        f"{sum(map(len, pins.values()))} versions, {len(known)} advisories, {len(found)} affected, {len(open_)} not explained"
    )
    return 1 if open_ else 0


if __name__ == "__main__":
    sys.exit(main())
