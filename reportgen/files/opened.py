"""Whether a document is open in a word processor: each lays a small file beside it for as long as it is."""

import os
from collections.abc import Iterator
from pathlib import Path

from reportgen.messages import issue
from reportgen.model.sources import Issue, Source

_WHOLE = 6  # characters of a stem up to which Word keeps the whole name


def open_issue(document: Path) -> Issue | None:
    """What is to be said of a document that seems to be open (`document.open`); None where no owner file lies beside it.

    The owner file names a person, so it is not read: its own name is enough.
    """
    found = next((name for name in _owner_files(document) if os.path.lexists(document.with_name(name))), None)
    return None if found is None else issue("document.open", Source(str(document)), lock=found)


def _owner_files(document: Path) -> Iterator[str]:
    """The names of the files by which LibreOffice, WPS and Word say that they have it open.

    Word puts `~$` in the place of the first characters of a name: of two, or of one where the stem has seven; to a shorter
    one it is added.
    """
    name, length = document.name, len(document.stem)
    yield f".~lock.{name}#"
    yield f"~${name}"
    if length > _WHOLE:
        yield f"~${name[min(2, length - _WHOLE) :]}"
