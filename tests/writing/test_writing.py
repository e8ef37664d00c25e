"""Every file is old or new: faults at each step, and what is said of them."""

import errno
import os
import stat
import time
from pathlib import Path

import pytest

from reportgen import writing
from reportgen.messages import WriteError
from reportgen.writing import PREFIX, write_file

STEPS = ("open", "write", "fsync", "chmod", "replace", "close", "lstat")


def _left_behind(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(PREFIX)]


def _issue(refusal):
    (found,) = refusal.value.issues
    return found


@pytest.fixture
def report(tmp_path):
    """A report that was written before."""
    path = tmp_path / "990101-2026Q3-调研报告.docx"
    path.write_bytes(b"old")
    return path


def test_a_new_file_and_its_folders(tmp_path):
    """Missing folders are created, and nothing but the file is left."""
    path = tmp_path / "out/2026/甲县.docx"
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert [one.name for one in path.parent.iterdir()] == ["甲县.docx"]


def test_an_old_file_is_replaced(report):
    """The old content gives way to the new one, also where that is shorter or empty."""
    for data in (b"new", b"", b"x" * 3_000_000):
        write_file(report, data)
        assert report.read_bytes() == data


def test_permissions_are_kept(report):
    """A report that others could not read stays so; a new one follows the rule of the system."""
    report.chmod(0o640)
    write_file(report, b"new")
    assert stat.S_IMODE(report.stat().st_mode) == 0o640
    before = os.umask(0o027)
    try:
        write_file(report.with_name("other.docx"), b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE(report.with_name("other.docx").stat().st_mode) == 0o640


def test_nobody_reads_a_private_report_while_it_is_written(report, monkeypatch):
    """The temporary file is never more open than the file that it will replace."""
    report.chmod(0o600)
    modes = []
    real = os.write

    def write(file, data):
        modes.append(stat.S_IMODE(os.fstat(file).st_mode))
        return real(file, data)

    monkeypatch.setattr(os, "write", write)
    write_file(report, b"new")
    assert modes == [0o600]


def test_partial_writes_are_continued(report, monkeypatch):
    """The system may take fewer bytes than it is given."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, bytes(data[:7])))
    write_file(report, bytes(range(256)))
    assert report.read_bytes() == bytes(range(256))


def test_the_content_lies_on_the_disk_before_the_file_is_replaced(report, monkeypatch):
    """The new content is forced to the disk, then it takes its place, then the folder is forced too."""
    steps = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *given, name=name, real=real: (steps.append(name), real(*given))[1])
    write_file(report, b"report")
    assert steps == ["fsync", "replace", "fsync"]


@pytest.mark.parametrize("target", ["file", "nothing", "folder"])
def test_links_are_not_followed(report, target):
    """A target that is a symbolic link is refused, and what it points at stays as it was."""
    link = report.with_name("link.docx")
    link.symlink_to({"file": report, "nothing": report.with_name("none"), "folder": report.parent}[target])
    with pytest.raises(WriteError) as refusal:
        write_file(link, b"new")
    assert _issue(refusal).code == "write.link"
    assert report.read_bytes() == b"old"
    assert link.is_symlink()
    assert not report.with_name("none").exists()


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("file/report.docx", "a part of its path is a file, not a folder"),
        ("file/more/report.docx", "a part of its path is a file, not a folder"),
        ("folder", "something of this name is there that is not a file"),
        ("pipe", "something of this name is there that is not a file"),
        ("x" * 300, "the name is too long"),
        ("new/" + "x" * 300 + "/report.docx", "the name is too long"),
        ("a\0b", "no file can have this name"),
        ("a\udfffb", "no file can have this name"),
        ("protected", "permission is missing"),
    ],
)
def test_impossible_places(tmp_path, place, reason):
    """Where nothing can be written, path and reason are named and nothing is left behind."""
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "protected").write_bytes(b"old")
    (tmp_path / "protected").chmod(0o444)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(WriteError) as refusal:
        write_file(tmp_path / place, b"new")
    found = _issue(refusal)
    assert (found.code, found.source.file) == ("write.failed", str(tmp_path / place))
    assert reason in found.message
    assert (tmp_path / "file").read_bytes() == (tmp_path / "protected").read_bytes() == b"old"
    assert _left_behind(tmp_path) == []


def test_a_folder_that_takes_no_files():
    """A folder of the system that cannot be written to is refused, also for the superuser."""
    with pytest.raises(WriteError) as refusal:
        write_file(Path("/proc/self/report.docx"), b"new")
    assert _issue(refusal).code == "write.failed"


def _failing(monkeypatch, name, turn, number):
    """From its `turn`-th call on, the system call fails once; says afterwards whether it came to that."""
    real, calls = getattr(os, name), [0]

    def call(*given, **named):
        calls[0] += 1
        if calls[0] == turn:
            raise OSError(number, os.strerror(number))
        return real(*given, **named)

    monkeypatch.setattr(os, name, call)
    return lambda: calls[0] >= turn


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EMFILE, errno.EROFS, errno.EDQUOT])
def test_every_step_may_fail(report, monkeypatch, name, number):
    """Whichever call fails, the file is old or new, the failure is told, and nothing is left behind."""
    for turn in range(1, 30):
        report.write_bytes(b"old")
        told = ()
        with monkeypatch.context() as patch:
            failed = _failing(patch, name, turn, number)
            try:
                write_file(report, b"new report")
            except WriteError as refusal:
                told = refusal.issues
            if not failed():
                break
        assert told or name == "lstat", (name, turn)
        assert report.read_bytes() in (
            (b"old",) if told and told[0].code == "write.failed" else (b"old", b"new report")
        )
        assert _left_behind(report.parent) == []
    assert turn > 1


def test_a_full_disk_changes_nothing(report):
    """Where the content finds no room, the file is not replaced: the limit of file size plays the full disk."""
    resource = pytest.importorskip("resource", reason="limits of file size are a thing of POSIX")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in (0, 1, 50_000, 99_999):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
        try:
            with pytest.raises(WriteError) as refusal:
                write_file(report, b"x" * 100_000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert "larger than is allowed" in _issue(refusal).message
        assert report.read_bytes() == b"old"
        assert _left_behind(report.parent) == []


class _Held:
    """`os.replace` as it is where other programs hold some files open; `tries` counts the refusals."""

    def __init__(self, held, until=10**9):
        self.held, self.until, self.tries, self.real = held, until, 0, os.replace

    def __call__(self, temp, path):
        if Path(path) in self.held and self.tries < self.until:
            self.tries += 1
            raise PermissionError(errno.EACCES, "held")
        self.real(temp, path)


@pytest.fixture
def pauses(monkeypatch):
    """The pauses that were made, without waiting."""
    made = []
    monkeypatch.setattr(time, "sleep", made.append)
    return made


@pytest.mark.parametrize("until", range(1, 7))
def test_a_file_that_is_let_go_is_replaced(report, monkeypatch, pauses, until):
    """A file that is held for less than a second is replaced as soon as it is free."""
    monkeypatch.setattr(os, "replace", _Held({report}, until))
    write_file(report, b"new")
    assert report.read_bytes() == b"new"
    assert len(pauses) == until


def test_a_file_that_stays_open_is_kept_beside(report, monkeypatch, pauses):
    """Where the old file is open in Word, it stays whole, the new one is beside it, and the message says so."""
    monkeypatch.setattr(os, "replace", _Held({report}))
    with pytest.raises(WriteError) as refusal:
        write_file(report, b"new")
    found = _issue(refusal)
    assert (found.code, found.source.file) == ("write.kept-beside", str(report))
    assert "990101-2026Q3-调研报告.new.docx" in found.message
    assert report.read_bytes() == b"old"
    assert report.with_name("990101-2026Q3-调研报告.new.docx").read_bytes() == b"new"
    assert sum(pauses) == pytest.approx(1)
    assert _left_behind(report.parent) == []


def test_what_is_kept_beside_takes_the_place_of_nothing(report, monkeypatch, pauses):
    """A file that is called like the one to be kept stays, whoever wrote it: the next name is taken."""
    taken = [report.with_name(f"{report.stem}.{word}.docx") for word in ("new", "new2")]
    for path in taken:
        path.write_bytes(b"a person's")
    monkeypatch.setattr(os, "replace", _Held({report}))
    with pytest.raises(WriteError) as refusal:
        write_file(report, b"new")
    assert f"{report.stem}.new3.docx" in _issue(refusal).message
    assert report.with_name(f"{report.stem}.new3.docx").read_bytes() == b"new"
    assert {path.read_bytes() for path in taken} == {b"a person's"}


def test_where_not_even_that_works(report, monkeypatch, pauses):
    """Where the new file cannot be kept beside the old one either, the failure is told and nothing is left behind."""
    monkeypatch.setattr(os, "replace", _Held({report, report.with_name(f"{report.stem}.new.docx")}))
    with pytest.raises(WriteError) as refusal:
        write_file(report, b"new")
    assert _issue(refusal).code == "write.failed"
    assert report.read_bytes() == b"old"
    assert _left_behind(report.parent) == []


def test_a_folder_that_cannot_be_forced_is_no_fault(report, monkeypatch):
    """Network drives know no forcing of folders; the file is there all the same."""
    real = os.fsync

    def fsync(file):
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(errno.EINVAL, "no such thing")
        real(file)

    monkeypatch.setattr(os, "fsync", fsync)
    write_file(report, b"new")
    assert report.read_bytes() == b"new"


def test_a_disk_that_does_not_confirm_is_told(report, monkeypatch):
    """If the folder cannot be forced to a failing disk, the file is new and the doubt is told."""
    real = os.fsync

    def fsync(file):
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(errno.EIO, "broken")
        real(file)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(WriteError) as refusal:
        write_file(report, b"new")
    assert _issue(refusal).code == "write.not-confirmed"
    assert report.read_bytes() == b"new"


def _orphan(folder: Path, host: str, pid: int, run: str, age: float = 0) -> Path:
    path = folder / f"{PREFIX}{host}-{pid}-{run}-0"
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age,) * 2)
    return path


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # the child ends at once
def test_only_what_is_over_is_removed(report, dead_pid):
    """Leftovers of runs that are over are removed; files of a run that lives, of other machines and of others are not."""
    ours, other, run = writing._HOST, "00000000", "ffffffff"
    gone = [
        _orphan(report.parent, ours, dead_pid, run),
        _orphan(report.parent, ours, os.getpid(), run),  # our number, but an earlier process had it
        _orphan(report.parent, other, 1, run, age=25 * 3600),
    ]
    kept = [
        _orphan(report.parent, ours, os.getppid(), run),
        _orphan(report.parent, ours, os.getpid(), writing.RUN),
        _orphan(report.parent, other, dead_pid, run, age=3600),
        report.with_name(PREFIX + "notes"),
        report.with_name("~$报告.docx"),
    ]
    for path in kept:
        path.touch()
    os.utime(kept[2], (time.time() - 3600,) * 2)
    write_file(report, b"new")
    assert [path.name for path in gone if path.exists()] == []
    assert [path.name for path in kept if not path.exists()] == []


@pytest.fixture
def dead_pid():
    """The number of a process that is over."""
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return pid
