"""How much of two texts is the same."""

from collections.abc import Hashable
from difflib import SequenceMatcher
from functools import lru_cache


@lru_cache(maxsize=4096)
def similarity(one: str | tuple[Hashable, ...], other: str | tuple[Hashable, ...], least: float = 0.0) -> float:
    """From 0 to 1, of characters or of tokens; 0 where it is certainly below `least`, which costs little to find out."""
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if least and (matcher.real_quick_ratio() < least or matcher.quick_ratio() < least):
        return 0.0
    return matcher.ratio()
