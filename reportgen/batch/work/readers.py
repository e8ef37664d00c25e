"""The reader of a worker: one child process that reads the ledgers of county after county, as long as their limits are the same.

A file that kills it is tried once more by a successor, alone; what a file may take is granted to each anew.
"""

from contextlib import ExitStack

from reportgen.read import Limits
from reportgen.read.parent.children import ReaderProcess


class Readers:
    """Keeps a reader open from one county to the next."""

    def __init__(self) -> None:
        """None is open yet."""
        self._open = ExitStack()
        self._limits: Limits | None = None
        self._reader: ReaderProcess | None = None

    def of(self, limits: Limits) -> ReaderProcess:
        """The reader under these limits; one under others is ended."""
        if self._reader is None or self._limits != limits:
            self.close()
            self._limits, self._reader = limits, self._open.enter_context(ReaderProcess(limits))
        return self._reader

    def close(self) -> None:
        """Ends the reader."""
        self._open.close()
        self._reader = None
