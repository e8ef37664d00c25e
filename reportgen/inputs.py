"""Files that are read whole: those alone that are files. A pipe would be waited for, a device never ends."""

import errno
import os
import stat
from pathlib import Path

MOST_BYTES = 512 << 20
"""What a document, a sidecar or a template may have; a ledger is bounded by its reader."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class NoFileError(OSError):
    """Something of this name is there, and is no file: a folder, a pipe, a device."""


def check_file(path: Path) -> None:
    """Raises NoFileError where the path leads to what is no file, another OSError where it leads to nothing, ValueError for no name."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise NoFileError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def read_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file, at most so many.

    Raises NoFileError, an OSError of number EFBIG where there are more, or another OSError; a name that no file can have is
    one of number ENOENT.
    """
    try:
        check_file(path)
        number = os.open(path, _FLAGS)  # without waiting: it may have become a pipe since
    except ValueError:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path)) from None
    with open(number, "rb") as file:  # noqa: PTH123 - a file that is open already
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise NoFileError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data
