"""A disk that takes so many bytes and no more, for every command that writes: what was there stays, and the path is named."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.program import run_with_room
from tests.journeys.small import office_at

pytest.importorskip("resource", reason="limits of file size are a thing of POSIX")

_ROOT = Path(__file__).parents[2]
_PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
del sys.argv[1]
from reportgen.__main__ import main
main()
"""
_COMMANDS = {
    "build": (["build", "county.yaml", "--out", "."], "990121-2026Q3-"),
    "inspect --out": (["inspect", "台账.csv", "--out", "copy.xlsx"], "copy.xlsx"),
    "inspect --yaml": (["inspect", "台账.csv", "--yaml", "new.yaml"], "new.yaml"),
    "trace": (["trace", "report.docx", "--config", "county.yaml", "--xlsx", "list.xlsx"], "list.xlsx"),
    "audit": (["audit", "report.docx", "--overlay", "overlay.docx"], "overlay.docx"),
    "update": (["update", "report.docx", "--config", "county.yaml"], "report"),
    "finalize": (["finalize", "report.docx", "--config", "county.yaml", "--anyway"], "report"),
    "diff": (["diff", "report.docx", "report.docx", "--docx", "changes.docx"], "changes.docx"),
    "schema": (["schema", "--out", "schema.json"], "schema.json"),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county's folder with a report."""
    return office_at(tmp_path_factory.mktemp("office"))


def _seen(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def _started(folder: Path, room: int, words: list[str]) -> tuple[int, str]:
    """The program started by its name; its exit code, and all that it says."""
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "REPORTGEN_LANG": "zh", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", _PROGRAM, str(room), *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode()


@pytest.mark.parametrize("room", [0, 100])
@pytest.mark.parametrize("command", _COMMANDS)
def test_a_full_disk(office: Path, command: str, room: int) -> None:
    """Nothing is replaced, nothing is left over; exit code 1 and the file that found no room. `build` is started by its name."""
    words, named = _COMMANDS[command]
    before = _seen(office)
    code, said = (
        _started(office, room, words) if command == "build" else run_with_room(office, room, *words, language="zh")
    )
    assert code == 1, said
    assert named in said
    assert "文件超过了此处允许的大小" in said, said
    assert "Traceback" not in said
    assert _seen(office) == before
