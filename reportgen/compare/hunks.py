"""Where two sequences of tokens differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reportgen.compare.texts import REFERENCE, Token

_ISLAND = 2
"""Equal characters between two changes that are too few to be the same words."""


@dataclass(slots=True)
class Hunk:
    """Tokens `low` to before `high` of the printed text became `first` to before `last` of another."""

    low: int
    high: int
    first: int
    last: int
    atom: bool = False


def hunks(old: Sequence[Token], new: Sequence[Token], *, clauses: bool = False) -> tuple[list[Hunk], dict[int, int]]:
    """Where two sequences differ, and which of the first's tokens are which of the second's.

    With `clauses` all words that differ in a clause are one change: who takes half of them says neither.
    """
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new], autojunk=False)
    found: list[Hunk] = []
    pairs: dict[int, int] = {}
    for kind, low, high, first, last in matcher.get_opcodes():
        if kind != "equal":
            found.append(Hunk(low, high, first, last))
            continue
        for step in range(high - low):
            pairs[low + step] = first + step
            if old[low + step].value != new[first + step].value and not old[low + step].key.startswith(
                f"\x00{REFERENCE}"
            ):
                found.append(Hunk(low + step, low + step + 1, first + step, first + step + 1, atom=True))
    return _glued(found, old, clauses=clauses), pairs


def _glued(hunks: Sequence[Hunk], old: Sequence[Token], *, clauses: bool) -> list[Hunk]:
    """Changes with next to nothing between them are one."""
    found: list[Hunk] = []
    for hunk in hunks:
        before = found[-1] if found else None
        if before is not None and _belongs(before, hunk, old, clauses=clauses):
            found[-1] = Hunk(before.low, hunk.high, before.first, hunk.last)
        else:
            found.append(hunk)
    return found


def _belongs(before: Hunk, hunk: Hunk, old: Sequence[Token], *, clauses: bool) -> bool:
    gap = old[before.high : hunk.low]
    if not gap:
        return True
    if before.atom and hunk.atom:
        return False
    if any(one.atom or one.value in "，。；、：\n" for one in gap):
        return False
    return len(gap) <= _ISLAND or (clauses and not before.atom and not hunk.atom)


def overlap(one: Hunk, other: Hunk) -> bool:
    """Whether two changes touch the same printed tokens; what was put in beside a change does not."""
    if one.low == one.high:
        return other.low < one.low < other.high
    if other.low == other.high:
        return one.low < other.low < one.high
    return one.low < other.high and other.low < one.high
