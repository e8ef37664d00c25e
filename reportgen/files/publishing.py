"""A report and its sidecar take their place in a folder; nothing of a person's is overwritten, no pair is mixed in silence.

A file is replaced only if its bytes are those that the sidecar beside it names. The sidecar goes first, naming the new document
and the one that it replaces; then the document; then the sidecar once more, without what is replaced. A run that is cut off
leaves the old pair, the new one, or a new sidecar beside a document that is known to be unedited, which the next run replaces.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from reportgen.files.locking import one_writer
from reportgen.files.opened import open_issue
from reportgen.files.pairs import (
    Fit,
    compare,
    digest,
    fit_issue,
    handed_over,
    is_sidecar,
    read_seal,
    replacing,
    sealed,
    sidecar_of,
    with_handed_over,
)
from reportgen.interruption import uncut
from reportgen.messages import WriteError, issue
from reportgen.model.sources import Issue, Source
from reportgen.writing import (
    confirm,
    make_folder,
    names_beside,
    refusing,
    remove_orphans,
    replaced,
    sync_folder,
    temporaries,
)

Why = Literal["edited", "form", "foreign", "unknown", "open"]
_WHY: dict[Fit, Why] = {Fit.EDITED: "edited", Fit.FORM: "form", Fit.FOREIGN: "foreign"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that stayed as it was: its text or only its form was changed, it is no report of ours, nothing proves what it
    is, or a program has it open. `edited` are the beginnings of the blocks that were changed, as they were written."""

    path: Path
    why: Why
    edited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """Where the report and its sidecar are; the file that kept them from their name; what is to be said of the pair found there."""

    document: Path
    trace: Path
    kept: Kept | None = None
    issues: tuple[Issue, ...] = ()


def publish(folder: Path, stem: str, document: bytes, trace: bytes) -> Published:
    """Writes `<stem>.docx` and `<stem>.trace.json`, or, where a file of that name stays, the first free of `<stem>.new.docx`,
    `<stem>.new2.docx`, …; what is there already with the same bytes is left alone.

    Raises WriteError: the files cannot be written, or another run is writing into the folder (`write.locked`).
    """
    target = folder / f"{stem}.docx"
    with refusing(target):
        make_folder(folder)
        with one_writer(folder):
            remove_orphans(folder)
            with uncut():
                return _publish(target, document, trace)


def kept_issue(published: Published, kept: Kept) -> Issue:
    """What is to be said of a file that stayed as it was: why, where the new one is, and what to do."""
    return issue(f"write.kept-{kept.why}", Source(str(kept.path)), new=published.document.name)


@dataclass(frozen=True, slots=True)
class _Place:
    """What was seen in the place of a report at one look, on which all that follows rests; None where nothing could be read."""

    document: Path
    taken: bool
    there: bytes | None
    beside: bytes | None

    @classmethod
    def seen(cls, document: Path) -> "_Place":
        """The place as it is now."""
        return cls(document, os.path.lexists(document), _bytes(document), _bytes(sidecar_of(document)))

    @property
    def fit(self) -> tuple[Fit, tuple[str, ...]]:
        """How the file stands to its sidecar; a sidecar alone that is in the way is none of ours."""
        if self.there is None:
            return Fit.UNKNOWN if self.taken else Fit.FOREIGN, ()
        return compare(self.there, None if self.beside is None else read_seal(self.beside))

    def is_free(self, new: bytes) -> bool:
        """Whether a report may take this place: nothing is there, or ours as we wrote it, or the very same.

        Links and folders count as free: they are refused when it comes to writing.
        """
        sidecar = sidecar_of(self.document)
        if _is_odd(self.document) or _is_odd(sidecar):
            return True
        if os.path.lexists(sidecar) and (self.beside is None or not is_sidecar(self.beside)):
            return False
        if not self.taken or self.there == new:
            return True
        return self.there is not None and self.fit[0] in (Fit.FITS, Fit.UNFINISHED)


def _publish(target: Path, document: bytes, trace: bytes) -> Published:
    first = _Place.seen(target)
    places = chain([first], map(_Place.seen, names_beside(target)))
    tried = list(_until_put((place for place in places if place.is_free(document)), target, document, trace))
    written = tried[-1].document
    fit, edited = first.fit
    kept = None
    if written != target and tried[0] is first:
        kept = Kept(target, "open")
    elif written != target:
        kept = Kept(target if first.taken else sidecar_of(target), _WHY.get(fit, "unknown"), edited)
    found = fit_issue(target, fit) if fit in (Fit.OTHER_RUN, Fit.UNFINISHED) else None
    over = kept is None and first.there not in (None, document)
    told = (found, open_issue(target) if over else None)
    return Published(written, sidecar_of(written), kept, tuple(one for one in told if one))


def _until_put(free: Iterator[_Place], target: Path, document: bytes, trace: bytes) -> Iterator[_Place]:
    """Tries one free place after the other, until no other program holds what is there."""
    for place in free:
        yield place
        if _is_put(place, target, document, trace):
            return


def _is_odd(path: Path) -> bool:
    return os.path.lexists(path) and not stat.S_ISREG(os.lstat(path).st_mode)


def _bytes(path: Path) -> bytes | None:
    """What is in a file; None where there is none, or it cannot be read."""
    try:
        return None if _is_odd(path) else path.read_bytes()
    except OSError:
        return None


def _is_put(place: _Place, target: Path, document: bytes, trace: bytes) -> bool:
    """Puts the pair in a free place; False where another program holds one of the files that are there."""
    path, sidecar = place.document, sidecar_of(place.document)
    final = sealed(trace, path.name, document)
    if place.beside is not None:  # what was handed over stays known, whatever is built anew
        final = with_handed_over(final, handed_over(place.beside))
    if place.there == document:
        return place.beside == final or _is_written(sidecar, final)
    steps = [(sidecar, final), (path, document)]
    if place.there is not None:
        steps = [(sidecar, replacing(final, digest(place.there))), (path, document), (sidecar, final)]
    with temporaries(steps, like=target) as (naming, new, *last):
        if not (_took_place(naming, sidecar) and _followed(new, place)):
            return False
        confirm(path)
        for temp in last:
            with suppress(WriteError):  # the pair is whole already, and the next run has nothing to replace
                _took_place(temp, sidecar)
    return True


def _is_written(sidecar: Path, data: bytes) -> bool:
    """Writes a sidecar alone, beside a document that is as it should be."""
    with temporaries([(sidecar, data)]) as (temp,):
        done = _took_place(temp, sidecar)
    confirm(sidecar)
    return done


def _took_place(temp: Path, path: Path) -> bool:
    """Whether the file is in its place; False where another program holds the old one; raises WriteError."""
    with refusing(path):
        done = replaced(temp, path)
        if not done and not os.path.lexists(path):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return done


def _followed(new: Path, place: _Place) -> bool:
    """Whether the document has followed its sidecar; else the sidecar is again what it was.

    It does not where another file is there than at the look: a word processor asks for no lock.
    """
    path = place.document
    try:
        with refusing(path):
            sync_folder(path.parent)  # so that a power cut leaves no document of which the sidecar does not know
        done = _bytes(path) == place.there and _took_place(new, path)
    except WriteError:
        _put_back(place)
        raise
    if not done:
        _put_back(place)
    return done


def _put_back(place: _Place) -> None:
    """Puts the old sidecar back; where it cannot, the new one names the document that it was to replace."""
    sidecar = sidecar_of(place.document)
    with suppress(WriteError, OSError):
        if place.beside is None:
            sidecar.unlink()
            return
        with temporaries([(sidecar, place.beside)]) as (temp,):
            replaced(temp, sidecar)
