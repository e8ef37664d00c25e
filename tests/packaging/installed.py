"""The program as it is installed: a wheel of this project in a folder of its own, started outside of the project.

All commands of a test are forks of one process that has loaded the program, so that it is loaded once (POSIX).
"""

import atexit
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Self

PROJECT = Path(__file__).resolve().parents[2]
_SERVER = """
import json, os, sys, tempfile
import reportgen
from reportgen import cli, pipeline
from reportgen.actions import auditing
print(json.dumps(reportgen.__file__), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            os.chdir(asked["folder"])
            sys.argv = ["reportgen", *asked["arguments"]]
            code = 1
            try:
                cli.main()
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else int(end.code is not None)
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said.seek(0)
        print(json.dumps([code, said.read().decode()]), flush=True)
"""


@cache
def installed() -> Path:
    """The folder into which the wheel of this project is installed, without anything that it depends on."""
    folder = Path(mkdtemp(prefix="reportgen-installed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheel = [*pip, "wheel", "--no-deps", "--no-index", "--no-build-isolation", "-w", str(folder), str(PROJECT)]
    subprocess.run(wheel, cwd=folder, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    target = [*pip, "install", "--no-deps", "--no-index", "--target", str(folder / "lib"), str(built)]
    subprocess.run(target, cwd=folder, check=True, capture_output=True)
    return folder / "lib"


class Program:
    """The installed program, waiting for commands."""

    def __init__(self, folder: Path, language: str = "zh") -> None:
        """`folder` is where it works: outside of the project."""
        self._folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("REPORTGEN_")}
        environment = {**kept, "PYTHONPATH": str(installed()), "REPORTGEN_LANG": language, "PYTHONUTF8": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVER],
            cwd=folder,
            env={**environment, "SOURCE_DATE_EPOCH": "1791763200"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.loaded_from = Path(self._answer())

    def _answer(self) -> object:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())

    def run(self, arguments: Sequence[str]) -> tuple[int, str]:
        """`reportgen ARGUMENTS`: its exit code, and all that it said."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"folder": str(self._folder), "arguments": list(arguments)}) + "\n")
        self._process.stdin.flush()
        code, said = self._answer()  # type: ignore[misc]  # a pair
        return code, said

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """It ends when nothing more is asked."""
        self._process.communicate()
