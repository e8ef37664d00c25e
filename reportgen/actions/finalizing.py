"""The clean copy of a report, to be handed over, on one screen."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import count
from pathlib import Path

from reportgen.actions.auditing import Audited
from reportgen.clean.people.masking import Masker
from reportgen.clean.people.names import NameColumn
from reportgen.files.locking import one_writer
from reportgen.files.pairs import (
    Fit,
    HandedOver,
    compare,
    digest,
    handed_over,
    is_sidecar,
    read_seal,
    sidecar_of,
    with_handed_over,
)
from reportgen.inputs import read_file
from reportgen.messages import N_, DocumentError, WriteError, _, issue
from reportgen.model.findings import Place as Passage
from reportgen.model.sources import Issue, Level, Source
from reportgen.sidecar import Opened, open_report
from reportgen.update.finalize import OpenChange, Removed, clean, leftovers, open_changes
from reportgen.word import Kind, Memory, active_content, open_package, place
from reportgen.word.blocks.placement import Placement
from reportgen.word.blocks.prefixes import without_number
from reportgen.word.editing.revisions import AUTHOR
from reportgen.word.memory.memory import OpenPoint, text_digest
from reportgen.word.packages.package import Package
from reportgen.word.packages.structure import structure_faults
from reportgen.word.pages.page import Page, Paragraph, Story
from reportgen.writing import make_folder, refusing, system_reason, write_beside, write_file

_WORDS = 20  # characters of a comment by which a person finds it
_SUFFIX = "-报送稿"
_OPEN: Mapping[str, str] = {
    "conflict": N_("a text changed by hand for which the new data say otherwise"),
    "override": N_("a figure typed by hand that differs from the one computed"),
    "stale": N_("a number typed by hand whose figure has changed since"),
    "gone": N_("a passage kept because it was edited, which the new report no longer has"),
    "unplaced": N_("something new that could not be put into a table as it was changed by hand"),
    "review": N_("a text of an earlier period that is to be looked at again"),
}
_STORIES: Mapping[Story, str] = {
    Story.BODY: N_("the text"),
    Story.HEADER: N_("a header"),
    Story.FOOTER: N_("a footer"),
    Story.FOOTNOTE: N_("the footnotes"),
    Story.ENDNOTE: N_("the endnotes"),
    Story.COMMENT: N_("the comments"),
}


@dataclass(frozen=True, slots=True)
class Finalized:
    """A clean copy that is not written yet: its bytes, what was taken out, whether it is of a report of ours.

    `issues` are warnings for what was overridden; `overrides` are the figures in it that a person typed.
    """

    document: bytes
    removed: Mapping[Removed, int]
    ours: bool
    issues: tuple[Issue, ...] = ()
    overrides: tuple[Mapping[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """By which the copy is known."""
        return digest(self.document)


@dataclass(frozen=True, slots=True)
class Handed:
    """A clean copy where it stands: its path, the sidecar that keeps its sha256 (None for none), and what went wrong with that.

    `found` says that the very same copy was there already.
    """

    path: Path
    sidecar: Path | None = None
    issues: tuple[Issue, ...] = ()
    found: bool = False


def finalize(
    document: bytes, name: str, audited: Audited, sidecar: bytes = b"", sent: Issue | None = None, anyway: bool = False
) -> Finalized:
    """The clean copy of a .docx called `name`, which was `audited`; `sent` says that it was handed over and changed since.

    Raises DocumentError with every reason for which it must not be handed over. `anyway` makes warnings of those that are for
    a person to judge, and accepts tracked changes; what a copy can never have keeps it back all the same.
    """
    report = open_report(document, name, sidecar)
    package = report.page.package
    reasons = [*([sent] if sent else []), *_reasons(report, name, audited)]
    faults: Sequence[Issue] = ()
    try:
        made = clean(open_package(document, name))
        copy = open_package(made.document, name)
        faults = active_content(copy, Kind.FINALIZED) or tuple(_faults(package, copy, made.document))
    except DocumentError as error:
        faults = error.issues
    if faults or (reasons and not anyway):
        raise DocumentError([*reasons, *faults])
    warnings = tuple(replace(one, level=Level.WARNING, hint="") for one in reasons)
    points = report.memory.points if report.memory else ()
    overrides = tuple(_override(one) for one in points if one.kind == "override")
    return Finalized(made.document, made.removed, report.memory is not None, warnings, overrides)


def _reasons(report: Opened, name: str, audited: Audited) -> Iterator[Issue]:
    """Why a report is not ready, in the order in which a person would settle it."""
    source = Source(name)
    for change in open_changes(report.page):
        yield issue("finalize.changes", source, where=_where_changed(change), count=change.count)
    if report.memory is not None:
        yield from _open_points(report, report.memory, source)
        if report.memory.draft:
            yield issue("finalize.draft", source)
    yield from _open_comments(report.page, source)
    for one in audited.findings:
        if one.level is Level.ERROR:
            yield issue(
                "finalize.audit", source, where=_where(one.place.paragraph, one.place.table), message=one.message
            )


def _open_comments(page: Page, source: Source) -> Iterator[Issue]:
    """People's comments that nobody has resolved; ours are points, or say nothing that must be settled."""
    left = [one for one in page.comments if one.author != AUTHOR and not one.resolved]
    holders = {piece.what: one for one in reversed([*page.paragraphs]) for piece in one.comments} if left else {}
    masker = Masker(NameColumn(frozenset(), frozenset())) if left else None
    for one in left:
        holder = holders.get(one.id)
        where = _where_held(holder) if holder else _(_STORIES[Story.BODY])
        words = " ".join(masker.mask(one.text).split()) if masker else ""
        yield issue("finalize.comment", source, where=where, text=words[:_WORDS] + ("…" if len(words) > _WORDS else ""))


def _where_held(holder: Paragraph) -> str:
    if holder.story is not Story.BODY:
        return _(_STORIES[holder.story])
    return _where(holder.place, holder.spot.table if holder.spot else None)


def _open_points(report: Opened, memory: Memory, source: Source) -> Iterator[Issue]:
    points = [one for one in memory.points if one.kind in _OPEN and not one.settled]
    placement = place(report.page, memory) if points else None
    left = {text_digest(one.text) for one in report.page.comments}
    for one in points:
        if one.kind != "override" and placement is not None and _is_settled(one, placement, left):
            continue
        where = _place_of(one, placement) if placement else Passage(None, None, "")
        yield issue("finalize.open", source, where=_where(where.paragraph, where.table), what=_(_OPEN[one.kind]))


def _is_settled(point: OpenPoint, placement: Placement, comments: set[str]) -> bool:
    """Whether a person has settled a point as its comment says: by deleting that, or by changing the text."""
    if not point.comment:
        return False
    if point.comment not in comments and not point.value:  # a number typed over a figure wants its reason
        return True
    if point.kind not in ("conflict", "stale") or point.row:
        return False
    text = placement.text(point.block)
    return bool(text) and point.text not in (text_digest(text), text_digest(without_number(text)))


def _place_of(point: OpenPoint, placement: Placement) -> Passage:
    """Where the paragraph or row of an open point stands now; nowhere where it is gone."""
    lines = placement.row_places.get((point.block, point.row), ()) if point.row else ()
    lines = lines or placement.places.get(point.block, ())
    for paragraph in (one for line in lines for one in placement.items[line].paragraphs):
        if paragraph.spot is not None:
            return Passage(None, paragraph.spot.table, "")
        if paragraph.place is not None:
            return Passage(paragraph.place, None, "")
    return Passage(None, None, "")


def _where_changed(change: OpenChange) -> str:
    return _where(change.paragraph, change.table) if change.story is Story.BODY else _(_STORIES[change.story])


def _where(paragraph: int | None, table: int | None) -> str:
    if table is not None:
        return _("table {number}").format(number=table)
    return _(_STORIES[Story.BODY]) if paragraph is None else _("paragraph {number}").format(number=paragraph)


def _faults(before: Package, copy: Package, document: bytes) -> Iterator[Issue]:
    """What proves that a copy is not clean, or not whole: read from the bytes that would be written."""
    for part, what in dict.fromkeys(leftovers(document)):
        yield issue("finalize.leftover", Source(copy.name, part), part=part, what=what)
    if not set(structure_faults(before)):
        for part, what in structure_faults(copy):
            yield issue("finalize.leftover", Source(copy.name, part), part=part, what=what)


def _override(point: OpenPoint) -> Mapping[str, str]:
    told = {name: asdict(point)[name] for name in ("block", "row", "figure", "value", "computed", "day")}
    return {name: value for name, value in told.items() if value}


def hand_over(report: Path, data: bytes, done: Finalized, out: Path | None = None, day: str = "") -> Handed:
    """Writes the copy, and keeps its sha256 in the sidecar of the report, whose bytes are `data`.

    Without `out` it is the first free `<name>-报送稿.docx` beside the report; the very same copy is not written twice. Raises
    WriteError: nothing is replaced (`finalize.exists`), or the file cannot be written.
    """
    target = report if out is None else out
    with refusing(target):
        make_folder(target.parent)
        with one_writer(target.parent):
            path, found = _written(report, done.document, out)
    return _recorded(report, data, HandedOver(path.name, done.sha256, day, done.overrides), Handed(path, found=found))


def _written(report: Path, document: bytes, out: Path | None) -> tuple[Path, bool]:
    """Where the copy stands, and whether it was there already."""
    names = [out] if out is not None else (_named(report, number) for number in count(1))
    for path in names:
        if _is_there(path, document):
            return path, True
        if write_beside(path, document, like=report):
            return path, False
    raise WriteError([issue("finalize.exists", Source(str(out)))])


def _named(report: Path, number: int) -> Path:
    stem = report.stem if report.stem.endswith(_SUFFIX) else report.stem + _SUFFIX
    return report.with_name(f"{stem}{number if number > 1 else ''}.docx")


def _is_there(path: Path, document: bytes) -> bool:
    try:
        return path.is_file() and not path.is_symlink() and read_file(path) == document
    except OSError:
        return False


def _recorded(report: Path, data: bytes, entry: HandedOver, handed: Handed) -> Handed:
    """Keeps a copy in the sidecar of its report, if that has one of its own; the same copy once."""
    path = sidecar_of(report)
    if not os.path.lexists(path):
        return handed
    try:
        with one_writer(path.parent):
            kept = _is_kept(path, data, entry)
    except (OSError, WriteError) as failure:
        reason = failure.issues[0].message if isinstance(failure, WriteError) else system_reason(failure)
        told = issue("finalize.not-recorded", Source(str(handed.path)), sidecar=path.name, reason=reason.rstrip("."))
        return replace(handed, issues=(told,))
    return replace(handed, sidecar=path) if kept else handed


def _is_kept(path: Path, report: bytes, entry: HandedOver) -> bool:
    """Keeps a copy in a sidecar; False, and nothing done, where it is not that of the report."""
    sidecar = read_file(path)
    if not is_sidecar(sidecar) or compare(report, read_seal(sidecar))[0] not in (Fit.FITS, Fit.FORM, Fit.EDITED):
        return False
    before = handed_over(sidecar)
    if not any((one.file, one.sha256) == (entry.file, entry.sha256) for one in before):
        write_file(path, with_handed_over(sidecar, (*before, entry)))
    return True
