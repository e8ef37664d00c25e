"""How much of two texts is the same."""

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher


def similarity(one: Sequence[Hashable], other: Sequence[Hashable], least: float = 0.0) -> float:
    """From 0 to 1, of characters or of tokens; 0 where it is certainly below `least`, which costs little to find out."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if one == other:
        return 1.0
    if least and (matcher.real_quick_ratio() < least or matcher.quick_ratio() < least):
        return 0.0
    return matcher.ratio()
