"""A report and those that were updated from it: which of them people have changed, and where the next one goes.

`报告.docx` is updated to `报告-更新.docx`, that to `报告-更新2.docx`. Each place may be taken by a draft. A file that is byte for byte the
one that its sidecar names may be made anew; what people changed may only be updated.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reportgen.files.pairs import Fit, compare, read_seal, sidecar_of
from reportgen.inputs import read_file
from reportgen.messages import N_, texts

UPDATED, DRAFTED = N_("-updated"), N_("-draft")
_OURS = (Fit.FITS, Fit.UNFINISHED)


@dataclass(frozen=True, slots=True)
class Chain:
    """The names of the files that are there, oldest first, and the last of them that people changed; "" for none."""

    names: tuple[str, ...]
    edited: str = ""
    level: int = 0

    @property
    def trunk(self) -> str:
        """The file on which people go on: the last."""
        return self.names[-1] if self.names else ""


def stem_at(stem: str, level: int, language: str, *, draft: bool) -> str:
    """The name without ending of the report (level 0) or of its update (from 1 on)."""
    words = texts(language)
    number = str(level) if level > 1 else ""
    updated = f"{words(UPDATED)}{number}" if level else ""
    return f"{stem}{updated}{words(DRAFTED) if draft else ''}"


def names_of(stem: str, language: str, there: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """The files of a chain among these names, each with its level, a draft before what is none."""
    words = texts(language)
    mark, drafted = re.escape(words(UPDATED)), re.escape(words(DRAFTED))
    form = re.compile(
        rf"{re.escape(stem)}(?P<updated>{mark}(?P<number>[2-9]|[1-9][0-9]+)?)?(?P<draft>{drafted})?\.docx"
    )
    found = []
    for name in there:
        if name.startswith(stem) and (match := form.fullmatch(name)):
            level = int(match["number"] or 1) if match["updated"] else 0
            found.append((level, match["draft"] is None, name))
    return tuple((level, name) for level, _whole, name in sorted(found))


def chain_of(folder: Path, stem: str, language: str) -> Chain:
    """The chain of a report in a folder, its files looked at; links are none of it: nothing is written through them."""
    files = (path for path in folder.glob(f"{_plain(stem)}*.docx") if path.is_file() and not path.is_symlink())
    there = names_of(stem, language, (path.name for path in files))
    edited, level = "", 0
    for place, name in there:
        if is_edited(folder / name):
            edited, level = name, place
    return Chain(tuple(name for _level, name in there), edited, level + 1 if edited else 0)


def _plain(stem: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", stem)


def is_edited(document: Path) -> bool:
    """Whether a file is not, byte for byte, the one that its sidecar names; one that cannot be read counts as changed."""
    try:
        data = read_file(document)
        sidecar = read_file(sidecar_of(document))
    except OSError:
        return True
    return compare(data, read_seal(sidecar))[0] not in _OURS
