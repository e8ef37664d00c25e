"""Names that a ledger spells in several ways (units, channels, regions): one spelling for each."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from reportgen.clean.cells import Cells
from reportgen.clean.values import fold
from reportgen.model import JOINT

_SEPARATORS = "、；;/／,，|"
_OUTSIDE_BRACKETS = re.compile(rf"[{re.escape(_SEPARATORS)}](?![^(（]*[)）])")


def unify(cells: Cells[str], vocabulary: Mapping[str, Sequence[str]], several: bool = False) -> Cells[str]:
    """Each name as the vocabulary wants it, others in the spelling that most rows have (of equals the first by code point).

    With `several`, a cell may hold several names, parted by 、；/ and joined with JOINT then, each once.
    """
    parts = [split_names(value) if several else ([value] if value else []) for value in cells.values]
    known = {fold(word): name for name, words in vocabulary.items() for word in (name, *words)}
    spelling = known | _usual(parts, cells.counts().tolist(), known)
    return Cells([JOINT.join(dict.fromkeys(spelling[fold(part)] for part in found)) for found in parts], cells.codes)


def split_names(text: str) -> list[str]:
    """The names in a cell; separators inside brackets do not part them."""
    if not any(mark in text for mark in _SEPARATORS):
        return [text] if text else []
    return [part for piece in _OUTSIDE_BRACKETS.split(text) if (part := piece.strip())]


def _usual(parts: Sequence[Sequence[str]], counts: Sequence[int], known: Mapping[str, str]) -> dict[str, str]:
    seen: Counter[str] = Counter()
    for names, count in zip(parts, counts, strict=True):
        for name in names:
            seen[name] += count
    usual: dict[str, str] = {}
    for name, _ in sorted(seen.items(), key=lambda item: (-item[1], item[0])):
        if fold(name) not in known:
            usual.setdefault(fold(name), name)
    return usual
