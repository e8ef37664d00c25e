"""Nothing is half written: every file of ours is old or new, never a mixture, also after a power cut.

A file is written beside its target under a name of our own, forced to the disk, put in the target's place in one step, and
the folder is forced to the disk too. What a killed run left behind is removed by the next one.
"""

import errno
import os
import re
import socket
import stat
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from zlib import crc32

from reportgen.inputs import read_file
from reportgen.interruption import uncut
from reportgen.messages import N_, WriteError, _, issue
from reportgen.model.sources import Source

PREFIX = ".~reportgen-"
MAX_NAME_BYTES = 120

PAUSES = (0.05, 0.1, 0.15, 0.2, 0.25, 0.25)  # seconds, one in all: a scanner or an indexer lets go of a file sooner
_A_DAY = 24 * 60 * 60
_HOST = f"{crc32(socket.gethostname().encode()):08x}"
RUN = os.urandom(4).hex()
_numbers = count()
_OURS = re.compile(re.escape(PREFIX) + r"(?P<host>[0-9a-f]{8})-(?P<pid>[0-9]{1,9})-(?P<run>[0-9a-f]{8})-[0-9]+")
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # not Cn and Co: there lie the rarest characters of names
_RESERVED = re.compile(r"CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³]", re.IGNORECASE)
_BINARY = getattr(os, "O_BINARY", 0)  # Windows alone changes line ends otherwise
_NO_SYNC = (
    errno.EINVAL,
    errno.ENOTSUP,
    errno.EACCES,
    errno.EPERM,
)  # folders that cannot be forced: network drives, not readable
_NO_LINKS = (
    errno.EPERM,
    errno.ENOTSUP,
    errno.EACCES,
    errno.ENOSYS,
    errno.EINVAL,
    errno.EMLINK,
)  # drives without a second name for a file

_REASONS: Mapping[int, str] = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk quota is used up"),
    errno.EFBIG: N_("the file is larger than is allowed here"),
    errno.EACCES: N_("permission is missing"),
    errno.EPERM: N_("permission is missing"),
    errno.EROFS: N_("the folder is read-only"),
    errno.ENOENT: N_("the folder does not exist and cannot be created"),
    errno.ENOTDIR: N_("a part of its path is a file, not a folder"),
    errno.EEXIST: N_("a part of its path is a file, not a folder"),
    errno.EISDIR: N_("something of this name is there that is not a file"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
    errno.EIO: N_("the disk reports an error"),
    errno.EBUSY: N_("another program holds it"),
    errno.ETXTBSY: N_("another program holds it"),
    errno.ELOOP: N_("its links lead in a circle"),
    errno.ETIMEDOUT: N_("the drive does not answer"),
    errno.ESTALE: N_("the drive does not answer"),
    errno.EHOSTDOWN: N_("the drive does not answer"),
    errno.EHOSTUNREACH: N_("the drive does not answer"),
    errno.ENOMEM: N_("there is not enough memory"),
}


def write_file(path: Path, data: bytes, private: bool = False) -> None:
    """Writes one file whole, folders created where they are missing; an existing file keeps its permissions.

    A `private` file can be read by its owner alone, whatever stood there before.

    A file that cannot be replaced because another program holds it is tried again for about a second; then the new one is
    kept beside it under the first name of `names_beside` that nobody has.

    Raises WriteError with the path and the reason: nothing is changed (`write.failed`, `write.link`), the new file is kept
    beside the old one (`write.kept-beside`), or it is written but the disk did not confirm it (`write.not-confirmed`).
    """
    with temporaries([(path, data)]) as (temp,):
        if private:
            os.chmod(temp, 0o600)  # noqa: PTH101 - see write_new
        with uncut(), refusing(path):
            if not replaced(temp, path):
                _keep_beside(temp, path)
        confirm(path)


def write_beside(path: Path, data: bytes, like: Path) -> bool:
    """Writes a file whole under a name that nobody has, with the permissions of `like`; False, and nothing done, where it is taken.

    Raises WriteError as `write_file` does.
    """
    if os.path.lexists(path):
        return False
    with temporaries([(path, data)], like=like) as (temp,), refusing(path):
        try:
            os.link(temp, path)  # unlike a renaming it fails where another program was faster
        except FileExistsError:
            return False
        except OSError as failure:
            if failure.errno not in _NO_LINKS or os.path.lexists(path):
                raise
            replaced(temp, path)
    confirm(path)
    return True


def names_beside(path: Path) -> Iterator[Path]:
    """Where a new file may be kept beside one that stays: `<stem>.new<suffix>`, `<stem>.new2<suffix>`, …, without end."""
    yield path.with_name(f"{path.stem}.new{path.suffix}")
    for number in count(2):
        yield path.with_name(f"{path.stem}.new{number}{path.suffix}")


@contextmanager
def temporaries(contents: Sequence[tuple[Path, bytes]], like: Path | None = None) -> Iterator[list[Path]]:
    """Files beside their targets with the new contents, in this order, all of them forced to the disk; what is left of them goes.

    A full disk is met here, while every old file is as it was. A target that does not exist yet gets the permissions of `like`.
    Raises WriteError (`write.failed`, `write.link`).
    """
    for folder in dict.fromkeys(path.parent for path, _data in contents):
        remove_orphans(folder)
    temps: list[Path] = []
    try:
        for path, data in contents:
            with refusing(path):
                _prepare(path)
                temps.append(path.with_name(f"{PREFIX}{_HOST}-{os.getpid()}-{RUN}-{next(_numbers)}"))
                mode = _mode(path)
                write_new(temps[-1], data, _mode(like) if mode is None and like else mode)
        yield temps
    finally:
        for temp in temps:
            with suppress(OSError):
                temp.unlink(missing_ok=True)


def file_digest(path: Path) -> str:
    """The sha256 of a file's bytes in hexadecimal digits; "" where it cannot be read."""
    try:
        return sha256(read_file(path)).hexdigest()
    except OSError:
        return ""


def safe_name(text: str) -> str:
    """A part of a file name that people can read and every system takes; `safe_name(safe_name(x)) == safe_name(x)`.

    Chinese is kept; signs that separate paths or that Windows refuses become `_`; characters that cannot be seen (control
    and direction marks) go; dots and spaces at the ends go; a reserved name such as CON gets a `_` in front. Normal form
    C, at most 120 bytes of UTF-8; `_` where nothing is left.
    """
    seen = "".join(
        character for character in text if unicodedata.category(character) not in _UNSEEN or character.isspace()
    )
    named = re.sub(r'[\\/:*?"<>|]', "_", unicodedata.normalize("NFC", " ".join(seen.split())))
    named = named.strip(". ")
    if _RESERVED.fullmatch(named.split(".")[0].rstrip()):
        named = f"_{named}"
    return named.encode()[:MAX_NAME_BYTES].decode(errors="ignore").rstrip(". ") or "_"


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turns the system's complaints about this path into a WriteError."""
    try:
        yield
    except (OSError, ValueError) as failure:  # ValueError: a name with NUL or a lone surrogate
        raise WriteError([issue("write.failed", Source(str(path)), reason=system_reason(failure))]) from failure


def system_reason(failure: OSError | ValueError) -> str:
    """Why the system refused, in the user's language; by its number where the reason is no usual one."""
    number = getattr(failure, "errno", None)
    if number is None:
        return _("no file can have this name")
    return _(_REASONS[number]) if number in _REASONS else _("the system reports error {number}").format(number=number)


def _prepare(path: Path) -> None:
    """Creates the folder, and refuses a target that is a link, no file, or marked as read-only."""
    make_folder(path.parent)
    with suppress(FileNotFoundError):
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            raise WriteError([issue("write.link", Source(str(path)))])
        if not stat.S_ISREG(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not mode & 0o222:  # replacing it would be possible: its folder is asked, not the file
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def make_folder(folder: Path) -> None:
    """Creates a folder and those above it, each forced to the disk."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def _mode(path: Path) -> int | None:
    """The permissions of the file that is replaced; None where there is none yet."""
    try:
        return os.lstat(path).st_mode & 0o777
    except FileNotFoundError:
        return None


def write_new(path: Path, data: bytes, mode: int | None = None) -> None:
    """Writes a file that must not exist and forces it to the disk, whole or not at all.

    Nobody sees more of it than `mode` allows; without one the system's rule holds. Raises OSError.
    """
    with uncut():
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666 if mode is None else 0o600)
        try:
            _fill(file, path, data, mode)
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise


def _fill(file: int, path: Path, data: bytes, mode: int | None) -> None:
    try:
        if mode is not None:
            os.chmod(path, mode)  # noqa: PTH101 - by os, as all else here, so that a test can let any step fail
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        os.fsync(file)
    finally:
        os.close(file)


def replaced(temp: Path, path: Path) -> bool:
    """Puts a file in the place of another and says whether that could be done: not where another program holds the old one.

    It is tried for about a second. Raises OSError where the reason is another one.
    """
    for pause in (*PAUSES, None):
        try:
            os.replace(temp, path)  # noqa: PTH105 - see write_new
        except PermissionError:
            if pause is not None:
                time.sleep(pause)
        else:
            return True
    return False


def _keep_beside(temp: Path, path: Path) -> None:
    """Keeps the new file beside the one that could not be replaced; raises WriteError."""
    beside = next(name for name in names_beside(path) if not os.path.lexists(name))
    os.replace(temp, beside)  # noqa: PTH105 - see write_new
    raise WriteError([issue("write.kept-beside", Source(str(path)), beside=beside.name)])


def confirm(path: Path) -> None:
    """Forces the folder of a file to the disk: only then a new name outlives a power cut; raises WriteError."""
    try:
        sync_folder(path.parent)
    except OSError as failure:
        raise WriteError([issue("write.not-confirmed", Source(str(path)), reason=system_reason(failure))]) from failure


def sync_folder(folder: Path) -> None:
    """Forces the names in a folder to the disk, where the system can do that; raises OSError."""
    if os.name == "nt":  # Windows opens no folders; it keeps names in its own journal
        return
    try:
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as failure:
        if failure.errno not in _NO_SYNC:
            raise


def remove_orphans(folder: Path) -> None:
    """Removes what killed runs left in a folder; what cannot be removed stays, it harms nobody."""
    with suppress(OSError, ValueError):
        for path in folder.iterdir():
            if path.name.startswith(PREFIX) and _is_orphan(path):
                with suppress(OSError):
                    path.unlink()


def _is_orphan(path: Path) -> bool:
    """Whether the run that wrote a file is over: its process is gone, or, on a shared drive, the file is a day old."""
    found = _OURS.fullmatch(path.name)
    if found is None:
        return False
    if found["host"] == _HOST and os.name != "nt":  # on Windows, asking for a process by signal ends it
        pid = int(found["pid"])
        return found["run"] != RUN if pid == os.getpid() else not lives(pid)
    return time.time() - path.lstat().st_mtime > _A_DAY


def lives(pid: int) -> bool:
    """Whether a process of this machine is running; not for Windows, where asking by signal ends it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's process
        return True
    return True
