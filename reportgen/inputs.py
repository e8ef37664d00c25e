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


def readable(name: str) -> str:
    """The name of a file as people read it: bytes that are no UTF-8 are mostly GBK, as archives from Windows leave them."""
    try:
        data = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # surrogates that stand for no bytes: Windows lets a name have them
        return name.encode("utf-8", "backslashreplace").decode()
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "backslashreplace")


def is_readable(path: Path) -> bool:
    """Whether a file is there, and is one."""
    try:
        check_file(path)
    except (OSError, ValueError):
        return False
    return True


def is_there(path: Path) -> bool:
    """Whether something of this name is there, be it a link that leads nowhere; not where no file can have the name."""
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def are_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, which need not be there yet."""
    try:
        return os.path.realpath(one) == os.path.realpath(other) or one.samefile(other)
    except (OSError, ValueError):
        return False
