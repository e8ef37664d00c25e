"""Paths, folders and patterns -> the files meant, each with a name for people."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.inputs import readable
from reportgen.messages import issue
from reportgen.model.sources import Issue, Source

_OURS = {".yaml", ".yml", ".json", ".md"}
"""What stands beside ledgers and is ours: configurations, facts of the period, sidecars."""
_LOCKS = ("~$", ".")  # what Excel, WPS and LibreOffice lay beside a file that is open


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `name` tells it from all others. One that was not `named` was found in a folder or by a pattern."""

    path: Path
    name: str
    named: bool = True


def find_ledgers(paths: Sequence[Path]) -> tuple[list[Found], list[Issue]]:
    """The files that are meant, in the order given, those of a folder or pattern in order of name; each once."""
    files: dict[Path, Path] = {}
    twice: set[Path] = set()
    itself: set[Path] = set()
    issues = []
    for path in paths:
        found, fault = _found(path)
        if fault:
            issues.append(issue(fault, Source(str(path))))
            continue
        itself.update(file.resolve() for file in found if file == path)
        if not found:
            issues.append(issue("read.no-ledgers" if path.is_dir() else "read.not-found", Source(str(path))))
        for file in found:
            if files.setdefault(file.resolve(), file) is not file:
                twice.add(file.resolve())
    named = dict(zip(files, _names([file.absolute() for file in files.values()]), strict=True))
    issues += [issue("read.given-twice", Source(name)) for path, name in named.items() if path in twice]
    return [Found(files[path], name, path in itself) for path, name in named.items()], issues


def expanded(path: Path) -> tuple[Path, ...]:
    """The files that a path, folder or pattern means; none where it means none."""
    return tuple(_found(path)[0])


def _found(path: Path) -> tuple[list[Path], str]:
    """The files that are meant, or the code of what keeps them from being found."""
    try:
        found = list(_expand(path))
        return found, "" if all(map(Path.is_file, found)) else "read.no-file"
    except (OSError, ValueError):  # no name of a file, no pattern, a folder that may not be looked into
        return [], "read.cannot-find"


def _expand(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(filter(_is_ledger, path.iterdir()))
    elif path.exists():
        yield path
    elif any(sign in str(path) for sign in "*?["):
        pattern = path.relative_to(path.anchor)
        yield from sorted(file for file in Path(path.anchor).glob(str(pattern)) if _is_ledger(file))


def _is_ledger(file: Path) -> bool:
    return file.is_file() and not file.name.startswith(_LOCKS) and file.suffix.lower() not in _OURS


def _names(files: Sequence[Path]) -> list[str]:
    """The name of each file, with as many of its folders before it as tell it from the others."""
    depths = [1] * len(files)
    while True:
        names = [readable("/".join(file.parts[-depth:])) for file, depth in zip(files, depths, strict=True)]
        shared = Counter(names)
        if max(shared.values(), default=0) < 2:
            return names
        depths = [depth + (shared[name] > 1) for depth, name in zip(depths, names, strict=True)]
