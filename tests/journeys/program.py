"""The program as a person starts it, in a process of its own: arguments in, what it says and its exit code out.

The process is a fork of this one where the system has such, so that nothing is imported anew for each of hundreds of starts: all
modules are loaded before the first. Else it is started by its name. `tests/journeys/test_samples.py` and `test_kept.py` start it by its name everywhere.
"""

import os
import pkgutil
import subprocess
import sys
import tempfile
import traceback
import warnings
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, NoReturn

import reportgen
from reportgen import cli, pipeline
from reportgen.actions.auditing import audit_document
from reportgen.messages import speak
from reportgen.settings import load_settings


def run(folder: Path, *arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    """`reportgen ARGUMENTS` in this folder."""
    environment = _environment(language)
    if not hasattr(os, "fork"):
        command = [sys.executable, "-m", "reportgen", *arguments]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    _load_all()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # the threads here hold no lock
            child = os.fork()
        if child == 0:
            _become(folder, list(arguments), environment, (out, err))
        _, status = os.waitpid(child, 0)
        said = [_text(stream) for stream in (out, err)]
    return subprocess.CompletedProcess(arguments, os.waitstatus_to_exitcode(status), *said)


def run_with_room(folder: Path, room: int, *arguments: str, language: str = "en") -> tuple[int, str]:
    """The same where no file may have more than so many bytes (POSIX): the exit code, and all that was said."""
    import resource  # noqa: PLC0415 - is not everywhere

    _load_all()
    reading, writing = os.pipe()  # has no size
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        child = os.fork()
    with os.fdopen(reading, encoding="utf-8") as said, os.fdopen(writing, "wb") as saying:
        if child == 0:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            _become(folder, list(arguments), _environment(language), (saying, saying))
        saying.close()
        text = said.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text


def _environment(language: str) -> dict[str, str]:
    return {
        **os.environ,
        "REPORTGEN_LANG": language,
        "PYTHONUTF8": "1",
        "REPORTGEN_TRACEBACK": os.environ.get("REPORTGEN_TRACEBACK", "1"),
    }


@cache
def _load_all() -> None:
    """Loads all modules, and makes a report by way of trial: patterns, fonts and models that are made when they are first asked for."""
    from tests.journeys.small import CONFIG, ledger  # noqa: PLC0415 - knows this module

    for module in pkgutil.walk_packages(reportgen.__path__, "reportgen."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    with suppress(Exception), tempfile.TemporaryDirectory() as folder:  # what breaks here breaks where it is asked for
        Path(folder, "county.yaml").write_text(CONFIG, encoding="utf-8")
        Path(folder, "台账.csv").write_bytes(ledger())
        loaded = load_settings(Path(folder, "county.yaml"))
        made = pipeline.build(pipeline.Job(loaded, loaded.ledger_files))
        audit_document(made.document, "report.docx", loaded)


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
