"""What reading one file may cost, and how a process is held to it."""

import sys
from dataclasses import dataclass
from mmap import mmap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.settings.models import LedgerSettings

if sys.platform != "win32":
    import resource

OUT_OF_MEMORY = 3
"""The exit code of a child that ran out of memory and could still say so."""

NOT_STARTED = 4
"""The exit code of a child that does not find what it needs to read with."""

MOST_BYTES = 200 * 1024 * 1024
"""What a file may unpack to, in all."""

RATIO_FROM = 100 * 1024
MOST_RATIO = 100
"""What is unpacked may be so many times as large as it is packed, from so many bytes on."""

_ROOM = 192 << 20
"""Bytes of address space that numpy and pyarrow take."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: megabytes of memory, and seconds, both of CPU and by the clock.

    The memory is bounded where the system knows such a bound (Linux), the time by the clock everywhere.
    """

    memory_mb: int = 1024
    seconds: int = 30

    @classmethod
    def of(cls, ledger: "LedgerSettings") -> "Limits":
        """Those of the settings."""
        return cls(ledger.memory_mb, ledger.seconds)


def bound_memory(megabytes: int) -> None:
    """Bounds the address space of this process, where the system lets itself be asked to."""
    if sys.platform == "win32":
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    except (ValueError, OSError):  # macOS knows the limit and refuses it
        return


def demand_room() -> None:
    """Raises ImportError where numpy and pyarrow would not find the room that they take: without it they end the process."""
    try:
        mmap(-1, _ROOM).close()
    except (OSError, MemoryError):
        raise ImportError from None


def grant_time(seconds: int) -> None:
    """Lets this process use so many more seconds of CPU time."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
