"""How a child process is started, wherever this package lies: in an environment, a target folder, beside an app, inside one."""

import importlib.util
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from reportgen.read.protocol.limits import NOT_STARTED

_START = f"""
import json, sys
sys.path += json.loads(sys.argv[1])
try:
    from reportgen.read.worker import serve
except ImportError:
    sys.exit({NOT_STARTED})
serve(int(sys.argv[2]), int(sys.argv[3]))
"""
_PLAIN = ("-s", "-P", "-S", "-X", "utf8")  # nothing of the user's, of this folder or of site-packages comes before ours
_NEEDED = ("python_calamine", "numpy", "pyarrow")
"""What a child imports beside `reportgen`; pyarrow where it is there."""


def command(memory_mb: int, seconds: int) -> list[str]:
    """The command line of a child that reads ledgers; raises OSError where there is no interpreter to run it."""
    limits = [str(memory_mb), str(seconds)]
    if getattr(sys, "frozen", False):  # one file that is the interpreter, too: `__main__` knows this word
        return [sys.executable, "--read-ledgers", *limits]
    return [interpreter(), *_PLAIN, "-c", _START, json.dumps(import_path()), *limits]


def environment() -> dict[str, str]:
    """The variables of a child: none that lead Python to modules of somebody else's."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON") or name == "PYTHONHOME"}


def interpreter() -> str:
    """The interpreter that runs this, or, inside an app that only holds one, the one that stands in its folders.

    Raises FileNotFoundError where there is none.
    """
    for path in _candidates():
        if _is_python(path) and path.is_file():
            return str(path)
    raise FileNotFoundError(sys.executable)


def _candidates() -> Iterable[Path]:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for name in (sys.executable, getattr(sys, "_base_executable", "")):
        if name:
            yield Path(name)
    for folder in dict.fromkeys((sys.exec_prefix, sys.base_exec_prefix)):
        yield from (Path(folder, "bin", name) for name in (version, "python3", "python"))
        yield from (Path(folder, name) for name in ("python.exe", "pythonw.exe"))


def _is_python(path: Path) -> bool:
    return path.name.lower().startswith(("python", "pypy"))


def import_path() -> list[str]:
    """The folders from which a child imports: those where this process finds what a child needs, in the order of `sys.path`.

    So it finds the very same. They stand behind the standard library: a file of the same name in them comes second.
    """
    found = [Path(__file__).parents[3], *filter(None, map(_folder_of, _NEEDED))]
    folders = {str(folder): None for folder in found}
    ordered = [os.path.abspath(entry) for entry in sys.path]  # noqa: PTH100 - links stay as they are: so modules are named
    return sorted(folders, key=lambda folder: ordered.index(folder) if folder in ordered else len(ordered))


def _folder_of(module: str) -> Path | None:
    """The folder in which a package lies; None where it is not there."""
    try:
        spec = importlib.util.find_spec(module)
    except (ImportError, ValueError):
        return None
    places = list(spec.submodule_search_locations or ()) if spec else []
    origin = places[0] if places else spec.origin if spec else None
    return Path(os.path.abspath(origin)).parent if origin else None  # noqa: PTH100 - see above
