"""Where something that a report prints is written: the file and line of a template, or of one that it extends."""

import re
from collections.abc import Sequence

from reportgen.model.sources import Source

_SHORTEST = 2  # characters by which a line is known


def place_of(chain: Sequence[tuple[str, str]], pieces: Sequence[str]) -> Source:
    """The first line that has one of the pieces, the longest tried first; the file alone where none has.

    `chain` has the template and those that it extends, each with its source.
    """
    parts = (part.strip() for piece in pieces for part in re.split(r"[\n\ue000-\uf8ff]", piece))
    for wanted in sorted({part for part in parts if part}, key=len, reverse=True):
        short = len(wanted) < _SHORTEST  # stands in many lines, but begins few
        pattern = re.compile((r"(?m:^)[|#\s]*" if short else "") + re.escape(wanted))
        for name, text in chain:
            found = pattern.search(text)
            if found:
                return Source(name, None, 1 + text.count("\n", 0, found.end()))
    return Source(chain[0][0])
