"""Whether tests try all that there is (`make test-full`) or a part of it that is quick (`make test`)."""

import os
from collections.abc import Sequence
from typing import TypeVar

_One = TypeVar("_One")

FULL = bool(os.environ.get("REPORTGEN_FULL"))


def some(every: Sequence[_One], each: int = 3) -> Sequence[_One]:
    """In full all of them, else each third or so, beginning with the first."""
    return every if FULL else every[::each]
