"""How much work something is, in counts that a busy machine does not change: calls of functions, and bytes unpacked."""

import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from types import FrameType
from typing import Any


def calls(action: Callable[[], object]) -> int:
    """How many functions are called while it runs, those of libraries and of Python itself and in threads of its own included."""
    called = count()

    def note(_frame: FrameType, event: str, _function: object) -> None:
        if event in ("call", "c_call"):
            next(called)

    before = sys.getprofile()
    threading.setprofile(note)
    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(before)
        threading.setprofile(before)
    return next(called)


@contextmanager
def unpacking() -> Iterator[list[int]]:
    """The number of bytes that come out of each deflated stream meanwhile, one after the other."""
    start = zlib.decompressobj
    sizes: list[int] = []

    class Counting:
        def __init__(self, *given: Any) -> None:
            self._stream = start(*given)
            self._number = len(sizes)
            sizes.append(0)

        def __getattr__(self, name: str) -> object:
            return getattr(self._stream, name)

        def decompress(self, *given: Any) -> bytes:
            data = self._stream.decompress(*given)
            sizes[self._number] += len(data)
            return data

    zlib.decompressobj = Counting
    try:
        yield sizes
    finally:
        zlib.decompressobj = start
