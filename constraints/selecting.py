"""Takes from dev.txt what running needs (run.txt), reading Parquet files (parquet.txt) and building the package (build.txt).

Run it in an environment with everything of dev.txt, after dev.txt was resolved anew. Given the name of a file that uv resolved for the extra `dask`
(docs/decisions/dask.md), it writes dask.txt instead: what that has beside run.txt.
"""

import re
import sys
import tomllib
from collections.abc import Collection, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
_SAID = {
    "run": "What reportgen needs to run",
    "parquet": "What reading Parquet files needs beside run.txt",
    "build": "What building and installing the package from its source needs beside run.txt",
}


def pins(name: str) -> dict[str, list[str]]:
    """The pins of a file with their hashes, as they are written, by package; several where they differ by platform."""
    return pins_of(HERE / f"{name}.txt")


def pins_of(path: Path) -> dict[str, list[str]]:
    """The same of any file."""
    found: dict[str, list[str]] = {}
    for block in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip("\n")):
        if not block.startswith("#"):
            found.setdefault(canonicalize_name(re.split("[=[ ]", block)[0]), []).append(block)
    return found


def wanted() -> dict[str, list[str]]:
    """The packages that belong into each file, from the metadata of what is installed."""
    content = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    project, known = content["project"], pins("dev")
    run = _closure(project["dependencies"], known)
    rest = {
        "parquet": _closure(project["optional-dependencies"]["parquet"], known),
        "build": _closure(content["build-system"]["requires"], known),
    }
    return {"run": run, **{name: [one for one in found if one not in run] for name, found in rest.items()}}


def _closure(requirements: Sequence[str], known: Collection[str]) -> list[str]:
    """What these requirements need, on any platform, as far as it is pinned; KeyError where one of them is not."""
    found: set[str] = set()
    asked = [Requirement(one) for one in requirements]
    while asked:
        name = canonicalize_name(asked.pop().name)
        if name not in found:
            found.add(name)
            asked += [one for one in _required(name) if canonicalize_name(one.name) in known]
    if missing := found - set(known):
        raise KeyError(*missing)
    return sorted(found)


def _required(name: str) -> Iterator[Requirement]:
    """What a package requires without its extras; nothing where it is of another platform and not installed here."""
    try:
        told = requires(name) or []
    except PackageNotFoundError:
        return
    yield from (one for one in map(Requirement, told) if not (one.marker and "extra" in str(one.marker)))


def texts() -> dict[str, str]:
    """The content of each file."""
    known = pins("dev")
    return {
        name: f"# {_SAID[name]}: the versions and hashes of dev.txt. Made by constraints/selecting.py.\n"
        + "\n".join(block for one in packages for block in known[one])
        + "\n"
        for name, packages in wanted().items()
    }


def dask_text(resolved: Path) -> str:
    """The content of dask.txt."""
    run = pins("run")
    found = [block for name, blocks in sorted(pins_of(resolved).items()) if name not in run for block in blocks]
    return (
        f"# What batch --engine dask needs beside run.txt. Made by constraints/selecting.py.\n{chr(10).join(found)}\n"
    )


if __name__ == "__main__":
    for name, text in ({"dask": dask_text(Path(sys.argv[1]))} if sys.argv[1:] else texts()).items():
        (HERE / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
