"""The program as a person starts it, in a process of its own: arguments in, what it says and its exit code out.

The process is a fork of this one where the system has such, so that nothing is imported anew for each of hundreds of starts; else it
is started by its name. `tests/journeys/test_samples.py` and `test_kept.py` start it by its name everywhere.
"""

import os
import subprocess
import sys
import tempfile
import traceback
import warnings
from pathlib import Path
from typing import IO, NoReturn

from reportgen import cli, pipeline  # noqa: F401 - what every command needs is loaded before the first fork
from reportgen.messages import speak


def run(folder: Path, *arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    """`reportgen ARGUMENTS` in this folder."""
    environment = {
        **os.environ,
        "REPORTGEN_LANG": language,
        "PYTHONUTF8": "1",
        "REPORTGEN_TRACEBACK": os.environ.get("REPORTGEN_TRACEBACK", "1"),
    }
    if not hasattr(os, "fork"):
        command = [sys.executable, "-m", "reportgen", *arguments]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # the threads here hold no lock
            child = os.fork()
        if child == 0:
            _become(folder, list(arguments), environment, (out, err))
        _, status = os.waitpid(child, 0)
        said = [_text(stream) for stream in (out, err)]
    return subprocess.CompletedProcess(arguments, os.waitstatus_to_exitcode(status), *said)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode()


def _become(
    folder: Path, arguments: list[str], environment: dict[str, str], said: tuple[IO[bytes], IO[bytes]]
) -> NoReturn:
    """Turns this fork into the program."""
    code = 1
    try:
        for number, stream in enumerate(said, start=1):
            os.dup2(stream.fileno(), number)
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
        os.chdir(folder)
        os.environ.update(environment)
        sys.argv = ["reportgen", *arguments]
        speak(environment["REPORTGEN_LANG"])
        warnings.resetwarnings()
        warnings.simplefilter("ignore", DeprecationWarning)
        cli.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # this fork ends below, whatever happens: it must not go on with the tests; the test sees code 1 and the traceback
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
