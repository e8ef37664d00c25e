"""What kinds of handling a case got: by the configuration's words, else as the ledger says it where it says it in few words."""

from collections.abc import Mapping, Sequence

from reportgen.clean.cells.cells import Cells
from reportgen.clean.cells.values import is_chinese
from reportgen.clean.words.vocabulary import first_listed
from reportgen.model.ledgers import JOINT

FEW_KINDS = 12
SHORT_KIND = 10
"""A column of at most so many distinct values of at most so many characters holds kinds, not stories."""


def kinds_of(cells: Cells[str], vocabulary: Mapping[str, Sequence[str]]) -> Cells[str]:
    """The kinds of handling of each row joined with JOINT, in the order of the vocabulary; "" where none is told."""
    words = first_listed(vocabulary)
    counts = cells.counts().tolist()
    values = {text for text, count in zip(cells.values, counts, strict=True) if text and count}
    few = len(values) <= FEW_KINDS and all(len(text) <= SHORT_KIND for text in values)
    return cells.map(lambda text: JOINT.join(words.meanings(text)) or (_bare(text) if few else ""))


def _bare(text: str) -> str:
    """The value without a closing full stop."""
    return text.rstrip("。.") if text and is_chinese(text[0]) else text
