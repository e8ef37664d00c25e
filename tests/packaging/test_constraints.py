"""What is installed is pinned: with hashes, from nowhere in particular, the same for users as for developers, without known weaknesses."""

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

_ROOT = Path(__file__).parents[2]
_FILES = ("build", "dask", "dev", "parquet", "pip", "run")


def _script(name: str) -> ModuleType:
    """A script of the folder of constraints."""
    spec = importlib.util.spec_from_file_location(name, _ROOT / "constraints" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def advisories() -> ModuleType:
    return _script("advisories")


def test_the_files_of_users_are_those_of_developers() -> None:
    """run.txt, parquet.txt and build.txt are what `constraints/selecting.py` takes from dev.txt."""
    for name, text in _script("selecting").texts().items():
        assert (_ROOT / "constraints" / f"{name}.txt").read_text(encoding="utf-8") == text, (
            f"run constraints/selecting.py: {name}"
        )


@pytest.mark.parametrize("name", _FILES)
def test_every_pin_has_hashes_and_no_host(name: str) -> None:
    """So a mirror may serve them, and can change nothing."""
    text = (_ROOT / "constraints" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?:-index-url|-extra-index-url|-find-links|-trusted-host|i|f)\b", text, re.MULTILINE)
    blocks = [block for block in re.split(r"\n(?=\S)", text.strip("\n")) if not block.startswith("#")]
    assert blocks
    for block in blocks:
        assert re.match(r"[\w.-]+==\S+", block) and "--hash=sha256:" in block, block.split("\n")[0]


def test_running_needs_no_pyarrow() -> None:
    """It is an extra, in a file of its own."""
    assert "pyarrow" not in _script("selecting").pins("run")
    assert set(_script("selecting").pins("parquet")) == {"pyarrow"}


def test_dask_comes_beside_what_runs() -> None:
    """Nothing of run.txt twice, what developers have in their versions, the roots of the extra."""
    selecting = _script("selecting")
    found, run, dev = (selecting.pins(name) for name in ("dask", "run", "dev"))
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {Requirement(one).name for one in project["optional-dependencies"]["dask"]} <= set(found)
    assert not set(found) & set(run)
    assert {name: found[name][0].split(" ")[0] for name in set(found) & set(dev)} == {
        name: dev[name][0].split(" ")[0] for name in set(found) & set(dev)
    }


def test_the_floors_of_what_reads_foreign_files() -> None:
    """Versions before these have weaknesses that matter here."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    floors = {one.name: one.specifier for one in map(Requirement, project["dependencies"])}
    for name, below in {"jinja2": "3.1.5", "lxml": "4.9.4"}.items():
        assert not floors[name].contains(below), name


def test_no_pin_has_a_weakness_that_nobody_has_explained(advisories: ModuleType) -> None:
    """Every pin of every file, and the Python that runs this."""
    found = list(advisories.affected(advisories.pinned(), advisories.advisories()))
    assert [one for one in found if not one.decision] == []


def test_every_explanation_is_needed(advisories: ModuleType) -> None:
    """An explanation of a package that is no longer pinned so is taken out; those of Python depend on who runs this."""
    explained = {one["id"] for one in advisories.advisories() if "decision" in one and one["package"] != "python"}
    assert explained <= {one.id for one in advisories.affected(advisories.pinned(), advisories.advisories())}


def test_a_weak_pin_is_found(advisories: ModuleType) -> None:
    """Else the list would prove nothing: for every entry, the version just at its end is free and one before is not."""
    for one in advisories.advisories():
        first_free = next(part.version for part in SpecifierSet(one["affected"]) if part.operator == "<")
        named = {"x.txt": [(one["package"], first_free)]}
        assert not list(advisories.affected(named, [one])), one["id"]
        named = {"x.txt": [(one["package"], _just_before(first_free))]}
        assert [found.id for found in advisories.affected(named, [{**one, "decision": ""}])] == [one["id"]]


def _just_before(version: str) -> str:
    """A version before this one and after all others that people give."""
    numbers = [int(part) for part in version.split(".")]
    last = max(place for place, number in enumerate(numbers) if number)
    return ".".join(map(str, [*numbers[:last], numbers[last] - 1, 999]))


def test_every_advisory_is_of_something_that_is_here(advisories: ModuleType) -> None:
    """And has all its words."""
    names = {name for named in advisories.pinned().values() for name, _version in named}
    for one in advisories.advisories():
        assert {"id", "package", "affected", "what"} <= set(one) <= {"id", "package", "affected", "what", "decision"}
        assert one["package"] in names, one["id"]
