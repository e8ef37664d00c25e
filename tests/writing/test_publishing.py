"""A report takes its place beside its sidecar; what is not as it was written stays, and the new report goes beside it."""

import errno
import json
import os
import stat
import time
from pathlib import Path

import pytest

from reportgen.files.opened import open_issue
from reportgen.files.pairs import Fit, digest, replacing, sealed, sidecar_of
from reportgen.files.publishing import publish
from reportgen.messages import WriteError
from reportgen.writing import PREFIX
from tests.writing.reports import NAMES, STEM, fit, names, pair_issue, publish_run, report, run_of, trace

STEPS = ("open", "write", "fsync", "chmod", "replace", "close", "lstat", "unlink")


def _state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """What is in a folder: bytes and time of every file."""
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


@pytest.fixture
def document(tmp_path):
    """The report of a first run, with its sidecar."""
    return publish_run(tmp_path, 1).document


def test_a_first_run(tmp_path):
    """Missing folders are created; there are a report and its sidecar, which names it by digest, and nothing else."""
    published = publish_run(tmp_path / "out" / "县", 1)
    assert published.kept is None
    assert published.issues == ()
    assert names(tmp_path / "out" / "县") == NAMES
    named = json.loads(published.trace.read_bytes())["document"]
    assert (named["name"], named["sha256"]) == (NAMES[0], digest(report(1)))
    assert fit(published.document) is Fit.FITS


def test_the_next_run_replaces_both(document):
    """An unedited report gives way; both files have the bytes that they would have in an empty folder."""
    published = publish_run(document.parent, 2)
    assert published.kept is None
    fresh = publish_run(document.parent / "fresh", 2)
    assert published.document.read_bytes() == fresh.document.read_bytes()
    assert published.trace.read_bytes() == fresh.trace.read_bytes()


def test_the_same_run_again_writes_nothing(document):
    """Where both files are there already, they are not touched."""
    before = _state(document.parent)
    published = publish_run(document.parent, 1)
    assert published.kept is None
    assert _state(document.parent) == before


def _gone(sidecar: Path) -> None:
    sidecar.unlink()


def _unreadable(sidecar: Path) -> None:
    sidecar.write_bytes(b"\xff{ 3")


def _old(sidecar: Path) -> None:
    sidecar.write_bytes(trace(1))


def _foreign(sidecar: Path) -> None:
    sidecar.write_bytes(b'{"reports": 3}')


def _odd(sidecar: Path) -> None:
    sidecar.write_bytes(b'{"reportgen": 1, "figures": {}, "document": [], "blocks": 4}')


@pytest.mark.parametrize("spoilt", [_gone, _unreadable, _old, _foreign, _odd], ids=lambda spoilt: spoilt.__name__)
def test_a_report_whose_sidecar_proves_nothing_stays(document, spoilt):
    """Report and sidecar stay as they are, the new ones are beside them; the next run replaces those."""
    spoilt(sidecar_of(document))
    before = _state(document.parent)
    for run in (2, 3):
        published = publish_run(document.parent, run)
        assert (published.kept.path, published.kept.why) == (document, "unknown")
        assert published.document.name == f"{STEM}.new.docx"
        assert published.trace.name == f"{STEM}.new.trace.json"
        assert (published.document.read_bytes(), run_of(published.trace)) == (report(run), run)
        assert fit(published.document) is Fit.FITS
        state = _state(document.parent)
        assert {name: state[name] for name in before} == before
        assert len(state) == len(before) + 2


@pytest.mark.parametrize("spoilt", [_gone, _old], ids=lambda spoilt: spoilt.__name__)
def test_the_very_same_report_needs_its_sidecar_only(document, spoilt):
    """A report of the same bytes cannot lose anything: it is left alone, and gets the sidecar that names it."""
    before = _state(document.parent)
    spoilt(sidecar_of(document))
    assert publish_run(document.parent, 1).kept is None
    after = _state(document.parent)
    assert after[document.name] == before[document.name]
    assert after[sidecar_of(document).name][0] == before[sidecar_of(document).name][0]


def test_a_file_that_is_no_report_stays(document):
    """A file of the name that is no Word document is kept as foreign, also an empty one."""
    for content in (b"", b"notes", report(9)):
        document.write_bytes(content)
        published = publish_run(document.parent, 2)
        assert (published.kept.path, published.kept.why) == (document, "foreign")
        assert document.read_bytes() == content


def test_a_file_with_the_name_of_the_sidecar_stays(tmp_path):
    """Where only a foreign .trace.json is there, it is kept, and the report gets another name."""
    foreign = tmp_path / NAMES[1]
    foreign.write_bytes(b"a person's")
    published = publish_run(tmp_path, 1)
    assert (published.kept.path, published.kept.why) == (foreign, "foreign")
    assert published.document.name == f"{STEM}.new.docx"
    assert foreign.read_bytes() == b"a person's"


def test_a_report_that_was_deleted_is_written_again(document):
    """The sidecar alone keeps nobody from writing."""
    document.unlink()
    assert publish_run(document.parent, 2).kept is None
    assert names(document.parent) == NAMES


def test_names_that_a_person_has_taken_are_passed_over(document):
    """`.new.docx` of a person's, or one of ours that was edited, stays as well: the next name is taken."""
    document.write_bytes(b"edited")
    taken = document.with_name(f"{STEM}.new.docx")
    taken.write_bytes(b"a person's")
    second = publish_run(document.parent, 2).document
    assert second.name == f"{STEM}.new2.docx"
    second.write_bytes(b"edited too")
    third = publish_run(document.parent, 3)
    assert third.document.name == f"{STEM}.new3.docx"
    assert third.trace.name == f"{STEM}.new3.trace.json"
    assert {document.read_bytes(), taken.read_bytes(), second.read_bytes()} == {b"edited", b"a person's", b"edited too"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", ["link", "dangling link", "folder", "pipe"])
def test_what_is_no_file_is_refused(tmp_path, name, place):
    """A link, folder or pipe in the place of report or sidecar is refused, and nothing is written."""
    (tmp_path / "file").write_bytes(b"old")
    odd = tmp_path / name
    if place == "folder":
        odd.mkdir()
    elif place == "pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to(tmp_path / ("file" if place == "link" else "none"))
    with pytest.raises(WriteError) as refusal:
        publish_run(tmp_path, 1)
    (told,) = refusal.value.issues
    assert told.code == ("write.link" if "link" in place else "write.failed")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert names(tmp_path) == sorted([name, "file"])


def test_a_folder_that_takes_no_files(tmp_path):
    """A folder that is read-only, or no folder, is refused with the path of the report and the reason, also for the superuser."""
    (tmp_path / "file").write_bytes(b"")
    for folder in (Path("/proc/self"), tmp_path / "file"):
        with pytest.raises(WriteError) as refusal:
            publish_run(folder, 1)
        (told,) = refusal.value.issues
        assert (told.code, told.source.file) == ("write.failed", str(folder / NAMES[0]))


def test_a_folder_without_the_right_to_write(document, monkeypatch):
    """Where the lock cannot be written nothing else is, and permission is what is missing."""
    real = os.open

    def refuse(path, flags, *mode):
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "denied")
        return real(path, flags, *mode)

    before = _state(document.parent)
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(WriteError, match="permission is missing") as refusal:
        publish_run(document.parent, 2)
    assert refusal.value.issues[0].source.file == str(document)
    monkeypatch.undo()
    assert _state(document.parent) == before


def test_permissions_are_kept(document):
    """A report that others could not read stays so, and so is the one that is kept beside it."""
    document.chmod(0o600)
    assert stat.S_IMODE(publish_run(document.parent, 2).document.stat().st_mode) == 0o600
    document.write_bytes(b"edited")
    assert stat.S_IMODE(publish_run(document.parent, 3).document.stat().st_mode) == 0o600


def test_the_order_of_the_steps(document, monkeypatch):
    """All contents lie on the disk before anything is replaced; the document follows the sidecar that names both, when that is safe."""
    steps = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)

        def call(*given, name=name, real=real):
            steps.append(name if name == "fsync" else Path(given[1]).suffix)
            return real(*given)

        monkeypatch.setattr(os, name, call)
    publish_run(document.parent, 2)
    lock = ["fsync"]
    assert steps == lock + ["fsync"] * 3 + [".json", "fsync", ".docx", "fsync", ".json"]


@pytest.mark.parametrize("first", [True, False], ids=["first write", "replacing"])
@pytest.mark.parametrize("name", STEPS)
def test_every_step_may_fail(tmp_path, monkeypatch, name, first):
    """Whichever call fails, there is the old pair or the new one, the failure is told, and nothing is left behind."""
    for turn in range(1, 40):
        folder = tmp_path / str(turn)
        folder.mkdir()
        if not first:
            publish_run(folder, 1)
        old = {path.name: path.read_bytes() for path in folder.iterdir()}
        told, kept, calls, real = (), None, [0], getattr(os, name)

        def call(*given, calls=calls, real=real, turn=turn, **named):
            calls[0] += 1
            if calls[0] == turn:
                raise OSError(errno.EIO, "broken")
            return real(*given, **named)

        with monkeypatch.context() as patch:
            patch.setattr(os, name, call)
            try:
                kept = publish_run(folder, 2).kept
            except WriteError as refusal:
                told = refusal.issues
        if calls[0] < turn:
            break
        now = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(PREFIX)}
        if told and told[0].code == "write.failed":
            assert now == old, (name, turn)
        elif kept:  # what cannot be looked at is not replaced
            assert now.items() > old.items()
        else:
            assert now[NAMES[0]] == report(2)
            assert fit(folder / NAMES[0]) is Fit.FITS
        assert publish_run(folder, 3).kept is None
        left = [one for one in names(folder) if one.startswith(PREFIX)]
        assert left == [] or name == "unlink"  # what cannot be removed stays until this process is over
        assert fit(folder / NAMES[0]) is Fit.FITS
    assert turn > (0 if name == "chmod" and first else 1)  # a new file has no permissions to keep


class _Held:
    """`os.replace` as it is where other programs hold some files open."""

    def __init__(self, *held):
        self.held, self.real = held, os.replace

    def __call__(self, temp, path):
        if Path(path).name in self.held and Path(path).exists():
            raise PermissionError(errno.EACCES, "held")
        self.real(temp, path)


@pytest.mark.parametrize("held", NAMES)
def test_a_report_that_is_open_stays(document, monkeypatch, held):
    """Where report or sidecar is held by another program, both stay as they are and fit; the new pair is beside them."""
    before = {path.name: path.read_bytes() for path in document.parent.iterdir()}
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(os, "replace", _Held(held))
    published = publish_run(document.parent, 2)
    assert (published.kept.path, published.kept.why) == (document, "open")
    assert published.document.name == f"{STEM}.new.docx"
    assert fit(document) is fit(published.document) is Fit.FITS
    now = {path.name: path.read_bytes() for path in document.parent.iterdir()}
    assert {name: now[name] for name in before} == before


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("first", [True, False], ids=["first write", "replacing"])
def test_a_report_that_is_saved_at_that_moment_stays(tmp_path, monkeypatch, step, first):
    """A word processor asks for no lock: what it saves between our look and the last step is not overwritten."""
    document = tmp_path / NAMES[0]
    if not first:
        publish_run(tmp_path, 1)
    before = _state(tmp_path)
    real, calls = getattr(os, step), [0]

    def save_first(*given):
        calls[0] += 1
        if calls[0] == (2 if step == "fsync" else 1):  # the lock is forced first, before the look
            document.write_bytes(b"edited")
        return real(*given)

    monkeypatch.setattr(os, step, save_first)
    published = publish_run(tmp_path, 2)
    assert published.kept.path == document
    assert published.document.name == f"{STEM}.new.docx"
    assert document.read_bytes() == b"edited"
    sidecars = [state.get(NAMES[1], (None, 0))[0] for state in (before, _state(tmp_path))]
    assert sidecars[0] == sidecars[1]


def test_a_new_one_that_is_open_too(document, monkeypatch):
    """Where the report beside it is open as well, the next name is taken."""
    document.write_bytes(b"edited")
    publish_run(document.parent, 2)
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(os, "replace", _Held(f"{STEM}.new.docx"))
    published = publish_run(document.parent, 3)
    assert published.document.name == f"{STEM}.new2.docx"
    assert published.kept.why == "foreign"


def test_a_run_that_was_cut_off_is_said_and_made_good(document):
    """A sidecar that names the report as what it replaces: the pair is said to be unfinished, and both are written anew."""
    sidecar_of(document).write_bytes(replacing(sealed(trace(2), document.name, report(2)), digest(report(1))))
    assert pair_issue(document).code == "pair.unfinished"
    published = publish_run(document.parent, 3)
    assert published.kept is None
    assert [one.code for one in published.issues] == ["pair.unfinished"]
    assert fit(document) is Fit.FITS


def test_two_stems_of_one_folder_do_not_meet(document):
    """The report of another county in the folder is none of our business."""
    before = _state(document.parent)
    publish(document.parent, "990102-2026Q3-调研报告", report(5), trace(5))
    after = _state(document.parent)
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("stem", ["二季度定稿", "二季度定稿二次", STEM])
def test_a_file_that_is_open_is_known_by_what_lies_beside_it(tmp_path, stem):
    """LibreOffice and WPS lay a file of the whole name there, Word one that has lost as many characters as `~$` takes."""
    document = tmp_path / f"{stem}.docx"
    dropped = max(0, min(2, len(stem) - 6))
    assert open_issue(document) is None
    (tmp_path / f"~$另一份{stem}.docx").touch()
    assert open_issue(document) is None
    for owner in (f".~lock.{document.name}#", f"~${document.name}", f"~${document.name[dropped:]}"):
        (tmp_path / owner).write_text("张三", encoding="utf-8")
        found = open_issue(document)
        assert found is not None
        assert owner in found.hint
        assert "张三" not in found.message + found.hint
        (tmp_path / owner).unlink()


def test_an_open_report_that_is_replaced_is_told(document):
    """Whoever has it open would save the old one over it; where nothing is written over there is nothing to tell."""
    (document.parent / f".~lock.{document.name}#").touch()
    assert publish_run(document.parent, 1).issues == ()
    assert [one.code for one in publish_run(document.parent, 2).issues] == ["document.open"]
