"""A child finds what its parent has found: in a target folder, beside an app, with an interpreter that is not the app itself."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from reportgen.model.sources import Level
from reportgen.read import read_ledgers
from reportgen.read.parent import interpreter
from tests.read.making import save

_ROOT = Path(__file__).parents[2]
_READ = """
import sys
{before}
from pathlib import Path
from reportgen.read import read_ledgers
rows, issues = read_ledgers([Path(sys.argv[1])])
print([file.file for file in rows.files], [one.code for one in issues])
"""


def _target(folder: Path) -> Path:
    """A folder with everything that a program needs, as `pip install --target` fills it, here with links."""
    folder.mkdir()
    (folder / "reportgen").symlink_to(_ROOT / "reportgen")
    for path in Path(sysconfig.get_paths()["platlib"]).iterdir():
        if not path.name.startswith(("_editable", "reportgen")) and path.suffix != ".pth":
            (folder / path.name).symlink_to(path)
    return folder


def _reads(tmp_path: Path, *flags: str, before: str = "", **environment: str) -> str:
    (ledger,) = save(tmp_path, {"台账.csv": "编号,日期\n1,2026-07-01\n".encode()})
    usual = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [sys.executable, *flags, "-c", _READ.format(before=before), str(ledger)],
        cwd=tmp_path,
        env={**usual, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    ).stdout.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
class TestTarget:
    """The package in a folder of its own, with no site-packages at all."""

    def test_by_pythonpath(self, tmp_path: Path) -> None:
        """`pip install --target DIR`, run with PYTHONPATH."""
        folder = _target(tmp_path / "libs")
        assert _reads(tmp_path, "-S", PYTHONPATH=str(folder)) == "['台账.csv'] []"

    def test_by_an_app_that_puts_it_on_its_path(self, tmp_path: Path) -> None:
        """The folder is not the first on the path, nor that of a script; the interpreter is called as the app is."""
        folder = _target(tmp_path / "libs")
        before = f"sys.path.append({str(folder)!r}); sys.executable = '/opt/app/Survey'"
        assert _reads(tmp_path, "-S", before=before) == "['台账.csv'] []"

    def test_modules_of_the_clerks_folder_are_not_run(self, tmp_path: Path) -> None:
        """A file beside the ledgers that is called as a module of the library is not imported by the child."""
        folder = _target(tmp_path / "libs")
        for name in ("gzip", "hashlib", "python_calamine"):
            (tmp_path / f"{name}.py").write_text("raise SystemExit(9)")
        assert _reads(tmp_path, "-S", "-P", PYTHONPATH=str(folder)) == "['台账.csv'] []"


def test_the_interpreter_is_looked_for_where_the_app_is_not_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app that embeds Python calls itself `sys.executable`."""
    usual = Path(interpreter.interpreter())
    monkeypatch.setattr(sys, "executable", "/opt/app/Survey")
    monkeypatch.setattr(sys, "_base_executable", "")
    found = Path(interpreter.interpreter())
    assert found.name.startswith("python")
    assert found.resolve() == usual.resolve()


def test_where_there_is_no_interpreter_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback, and no word against the ledger."""
    for name in ("executable", "_base_executable"):
        monkeypatch.setattr(sys, name, "")
    for name in ("exec_prefix", "base_exec_prefix"):
        monkeypatch.setattr(sys, name, str(tmp_path))
    _, issues = read_ledgers(save(tmp_path, {"a.csv": b"a,b\n"}))
    assert [(one.code, one.level) for one in issues] == [("read.no-reader", Level.ERROR)]


def test_a_child_that_lacks_its_library_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The installation is at fault, not the file."""
    monkeypatch.setattr(interpreter, "_NEEDED", ())
    monkeypatch.setattr(interpreter, "import_path", lambda: [str(_ROOT)])
    _, issues = read_ledgers(save(tmp_path, {"a.csv": b"a,b\n"}))
    assert [one.code for one in issues] == ["read.no-reader"]


def test_a_program_in_one_file_is_its_own_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packed by a freezer there is no interpreter beside it: the program itself reads, and answers as a child does."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    command = interpreter.command(512, 7)
    assert command == [sys.executable, "--read-ledgers", "512", "7"]
    done = subprocess.run(
        [sys.executable, "-m", "reportgen", *command[1:]], cwd=_ROOT, input=b"", capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
