"""What both READMEs show is what an installed copy does, in a folder outside of the project.

docs/customise.md is followed by `tests/journeys/test_customise_manual.py`, by an installed copy as well.
"""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.full import FULL
from tests.packaging.installed import PROJECT, Program, installed

pytestmark = pytest.mark.skipif(
    not hasattr(__import__("os"), "fork"), reason="each command would load the program anew"
)
_COMMAND = re.compile(r"^ {4}reportgen (.+?)(?: {4,}.*)?$", re.MULTILINE)
_READMES = ("README.md", "README.zh-CN.md")
_LONG = ("batch",)
"""Commands that take longer than all others together."""
_SETTLED = ("update",)
"""Those that end with 1 where something is left to a person."""


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """The installed program in an empty folder."""
    with Program(tmp_path) as started:
        assert installed() in started.loaded_from.parents
        yield started


def _commands(readme: str) -> list[str]:
    return _COMMAND.findall((PROJECT / readme).read_text("utf-8"))


def test_both_readmes_show_the_same_commands() -> None:
    """But for the names of files: what the one does, the other does."""
    english, chinese = ([line.split()[0] for line in _commands(name)] for name in _READMES)
    assert english == chinese


@pytest.mark.parametrize("readme", _READMES if FULL else _READMES[:1])
def test_the_commands_of_a_readme(tmp_path: Path, program: Program, readme: str) -> None:
    """All of them, one after the other, beside copies of the samples; the longest, and the other README, where all is tested."""
    for name in ("config", "samples", "templates"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copy(PROJECT / "samples/qinglan/热线与来信台账.xlsx", tmp_path / "台账.xlsx")
    commands = _commands(readme)
    assert {line.split()[0] for line in commands} >= {"new", "inspect", "build", "trace", "audit", "update", "diff"}
    code, said = program.run(["build", "config/qinglan.yaml", "--period", "2026Q2", "--out", "."])
    assert code == 0, said
    for line in commands:
        words = shlex.split(line)
        if words[0] in _LONG and not FULL:
            continue
        code, said = program.run(words)
        assert code in ((0, 1) if words[0] in _SETTLED else (0,)), f"{line}\n{said}"
        assert "Traceback" not in said, f"{line}\n{said}"
        if words[0] == "build":
            _reports_at_hand(tmp_path)


def _reports_at_hand(folder: Path) -> None:
    """The report that was built stands beside the earlier one, and under the name of one whose form is learnt."""
    for report in (folder / "out").glob("990121-2026Q3-*.docx"):
        for name in (report.name, "report.docx", "报告.docx"):
            shutil.copy(report, folder / name)
