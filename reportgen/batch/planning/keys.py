"""What a report is made of, as digests: a county whose key is that of its last report need not be built.

Every file is hashed anew in each run, once: neither time stamps nor sizes are believed.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reportgen import __version__
from reportgen.batch.manifest import place
from reportgen.batch.records import Looked
from reportgen.compose.template.source.chain import FOLDER, own_sections
from reportgen.draw.fonts import installed_font
from reportgen.messages import TemplateError
from reportgen.model.periods import Period
from reportgen.read.parent.finding import find_ledgers
from reportgen.settings.facts import files_of_facts
from reportgen.settings.folders import find_below, lookup_folders

_LIBRARIES = (
    "jinja2", "lxml", "markdown-it-py", "matplotlib", "numpy", "pandas", "pillow", "pyarrow", "pydantic", "python-calamine",
    "python-docx", "pyyaml", "xlsxwriter", "zhplot",
)  # fmt: skip
_NO_PICTURES = (".md", ".docx")
_BLOCK = 1 << 20
_STAMP = tuple[int, int, int, int]


class Digests:
    """The sha256 of files, each read once in a run; "" for one that is not there or cannot be read."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._known: dict[str, tuple[str, _STAMP | None]] = {}
        self._sections: dict[tuple[Path, ...], tuple[str, ...]] = {}

    def __getitem__(self, path: Path) -> str:
        """The digest of a file."""
        name = os.path.abspath(path)  # noqa: PTH100 - links stay as they are
        if name not in self._known:
            stamp = _stamp(name)
            self._known[name] = (_digest(name), stamp)
        return self._known[name][0]

    def still(self, path: Path) -> bool:
        """Whether a file is as it was when it was read: for what others read after us."""
        name = os.path.abspath(path)  # noqa: PTH100 - as above
        return name in self._known and self._known[name][1] == _stamp(name)

    def sections(self, folders: tuple[Path, ...]) -> tuple[str, ...]:
        """The names of own sections that lie in these folders."""
        if folders not in self._sections:
            self._sections[folders] = own_sections(folders)
        return self._sections[folders]


def _stamp(name: str) -> _STAMP | None:
    try:
        found = os.stat(name)  # noqa: PTH116 - a path is made of it three thousand times
    except (OSError, ValueError):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _digest(name: str) -> str:
    found = hashlib.sha256()
    try:
        with open(name, "rb") as file:  # noqa: PTH123 - as above
            while block := file.read(_BLOCK):
                found.update(block)
    except (OSError, ValueError):
        return ""
    return found.hexdigest()


def files_of(looked: Looked, out: Path) -> Iterator[tuple[str, Path]]:
    """The files that a report is made of, but for its templates and the ledgers that it shares, each with what it is called.

    Ledgers are called by their path from the folder `out`, which stands in the sidecar, too; where the program lies counts for nothing.
    """
    for number, layer in enumerate(looked.layers):
        yield layer_name(number, layer), layer
    for found in find_ledgers(looked.ledgers)[0]:
        yield place(found.path, out), found.path
    for facts in files_of_facts((*looked.ledgers, *looked.shared)):
        yield place(facts, out), facts
    for number, font in enumerate((*map(Path, looked.fonts), installed_font())):
        if font:
            yield f"font {number} {font.name}", font


def layer_name(number: int, path: Path) -> str:
    """What the file of a configuration is called, counted from its base."""
    return f"layer {number} {path.name}"


def inputs_of(looked: Looked, templates: Iterable[str], digests: Digests, out: Path) -> dict[str, str]:
    """Everything that a report is made of with its digest.

    Templates are looked for anew: one that has come to stand before another counts as a change, as does an own section of a county.
    Pictures are looked for among the sections first, under whatever name one was found.
    """
    found = {name: digests[path] for name, path in files_of(looked, out)}
    folders = lookup_folders(looked.layers)
    for name in sorted({*templates, *looked.templates}):
        found[f"template {name}"] = _template(name, folders, digests)
        before = f"{FOLDER}/{name}"
        if not name.endswith(_NO_PICTURES) and (digest := _template(before, folders, digests)):
            found[f"template {before}"] = digest
    found["sections"] = ", ".join(digests.sections(folders))
    return found


def _template(name: str, folders: tuple[Path, ...], digests: Digests) -> str:
    try:
        return digests[find_below(name, folders, None)]
    except TemplateError:
        return ""


def key_of(looked: Looked, inputs: Mapping[str, str], parts: Mapping[str, str], period: Period, day: date) -> str:
    """The key of a report: of all that it is made of, the rows of shared ledgers, the program, the period, the day of signature."""
    content = [program(), str(period), looked.day or day.isoformat(), sorted(inputs.items()), sorted(parts.items())]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def program() -> str:
    """The digest of this program: its own files, the interpreter, the libraries that make a report."""
    found = hashlib.sha256(f"{__version__} {sys.version}".encode())
    root = Path(__file__).parents[2]
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".txt", ".mo") and path.is_file():
            found.update(f"{path.relative_to(root).as_posix()} {_digest(str(path))}\n".encode())
    for library in _LIBRARIES:
        found.update(f"{library} {_version(library)}\n".encode())
    return found.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
