"""Names that a ledger spells in several ways (units, channels, regions): one spelling for each."""

from collections import Counter
from collections.abc import Mapping, Sequence

from reportgen.clean.cells.cells import Cells
from reportgen.clean.cells.split_names import NameSplitter
from reportgen.clean.cells.values import fold
from reportgen.model.ledgers import JOINT

WHOLE = NameSplitter(())


def unify(cells: Cells[str], vocabulary: Mapping[str, Sequence[str]], parting: NameSplitter = WHOLE) -> Cells[str]:
    """Each name as the vocabulary wants it, others in the spelling that most rows have (of equals the first by code point).

    Several names that `parting` finds in a cell are joined with JOINT, each once.
    """
    known = {fold(word): name for name, words in vocabulary.items() for word in (name, *words)}
    alone = {fold(value) for value in cells.values if not parting.parts(value)}
    parts = [parting.names(value, known, alone) for value in cells.values]
    spelling = known | _usual(parts, cells.counts().tolist(), known)
    return Cells([JOINT.join(dict.fromkeys(spelling[fold(part)] for part in found)) for found in parts], cells.codes)


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
