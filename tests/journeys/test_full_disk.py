"""A disk that takes so many bytes and no more, for every command that writes: what was there stays, and the path is named."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("room", [0, 100])
@pytest.mark.parametrize("command", _COMMANDS)
def test_a_full_disk(office: Path, command: str, room: int) -> None:
    """Nothing is replaced, nothing is left over; exit code 1 and the file that found no room."""
    words, named = _COMMANDS[command]
    before = _seen(office)
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "REPORTGEN_LANG": "zh", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(room), *words],
        cwd=office,
        env=environment,
        capture_output=True,
        check=False,
    )
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 1, said
    assert named in said
    assert "文件超过了此处允许的大小" in said, said
    assert "Traceback" not in said
    assert _seen(office) == before
