"""Places in a list that is sorted from the largest: equals share one, and a list that is cut never parts them."""

from collections.abc import Sequence


def ranks(counts: Sequence[int]) -> list[int]:
    """The place of each count in a list sorted from the largest; equal counts share a place (并列), the next is skipped."""
    return [counts.index(count) + 1 for count in counts]


def leading(counts: Sequence[float], most: int) -> int:
    """How many of these, sorted from the largest, may be named without leaving out one that is equal to the last named.

    `most` of them; up to two more where equals run over the end; else those before the equals.
    """
    if len(counts) <= most or counts[most - 1] != counts[most]:
        return min(len(counts), most)
    last = counts[most - 1]
    end = sum(count >= last for count in counts)
    return end if end <= most + 2 else counts.index(last)
