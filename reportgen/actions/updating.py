"""A report that people edited, made anew from today's ledgers, on one screen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import cast

from reportgen import __version__
from reportgen.actions.auditing import audit_made
from reportgen.files.pairs import sidecar_of
from reportgen.files.publishing import Published, publish
from reportgen.job import Job, of_another_county, recall, remembered, stem_of
from reportgen.messages import N_, DocumentError, issue, texts
from reportgen.model.findings import AuditFinding
from reportgen.model.reports.figures import Figure
from reportgen.model.sources import Source
from reportgen.pipeline import Reading, Report, build, build_rollup, with_origin
from reportgen.render import render
from reportgen.rollup.reading import compared, is_rolled_up
from reportgen.rollup.roster import find_named
from reportgen.settings.folders import builtin_folder
from reportgen.sidecar import labels_of, open_report, with_overrides
from reportgen.update.document import update_document
from reportgen.update.note import note_of
from reportgen.update.trunk.entries import OPEN, Entry
from reportgen.update.trunk.trunk import Options
from reportgen.word import Memory, open_package
from reportgen.word.memory.memory_xml import memory_in
from reportgen.word.memory.told_cases import told_cases
from reportgen.word.packages.package import files_of, zipped
from reportgen.word.pages.reader import read_page
from reportgen.writing import refusing, write_new

_UPDATED = N_("-updated")


@dataclass(frozen=True, slots=True)
class Update:
    """An updated report: its bytes and memory, what was done and left, and what does not hold in it.

    `report` is the one generated now from the same ledgers; `known` says that the edited document remembered its making, `beside` that its
    sidecar did so for it, `next_period` that it was of another period; `labels_before` are what its figures were called, by
    the sidecar that stood beside it.
    """

    document: bytes
    memory: Memory
    entries: tuple[Entry, ...]
    findings: tuple[AuditFinding, ...]
    report: Report
    known: bool
    beside: bool
    next_period: bool = False
    labels_before: Mapping[str, str] = field(default_factory=dict)

    @property
    def open(self) -> tuple[Entry, ...]:
        """What is left to the person."""
        return tuple(one for one in self.entries if one.what in OPEN)


def update(
    document: bytes,
    name: str,
    job: Job,
    options: Options,
    sidecar: bytes = b"",
    reading: Reading | None = None,
    *,
    draft: bool = False,
) -> Update:
    """The edited report `document`, called `name`, with what ledgers and settings give now; nothing is written.

    Of a comparison of counties the files of the job are their sidecars, or the folders of these. `reading` is the reading of the ledgers where it has begun already; `draft` goes on where a build would refuse the ledgers, and marks what comes of it.

    Of a report of the same period the day of signature is the one that it remembers, unless `job` has one; the same holds for
    what it corrects of earlier reports. `sidecar` is the trace beside it, which remembers the report where the document does not. Raises
    DocumentError where the document is none, or was made by another county's configuration, and any ReportgenError of a build.
    """
    opened = open_report(document, name, sidecar)
    memory = opened.memory
    if memory is not None and of_another_county(job.settings, memory):
        raise DocumentError([issue("update.other-county", Source(name), stated=memory.report.partition("/")[0])])
    job, options = _continued(job, options, memory)
    if memory is not None and is_rolled_up(memory):
        job = replace(job, files=find_named(job.files, job.settings.settings.county.code))
        if not compared(job.files):
            raise DocumentError([issue("update.comparison", Source(name))])
        report = build_rollup(job, draft=draft, audited=False)
    else:
        report = build(job, reading, draft=draft, audited=False)
    package = open_package(report.document)
    fresh, new = read_page(package), cast(Memory, memory_in(package))  # just written
    words = texts(job.settings.settings.report.language)
    options = replace(options, words=words, sure=memory is not None)
    updated = update_document(document, opened.page, memory or new, fresh, new, options, report.narrative.labels)
    findings = audit_made(read_page(open_package(updated.document)), updated.memory, report.narrative)
    entries = updated.entries
    known, another = memory is not None, options.next_period
    earlier = labels_of(sidecar)
    return Update(updated.document, updated.memory, entries, findings, report, known, opened.beside, another, earlier)


def _continued(job: Job, options: Options, memory: Memory | None) -> tuple[Job, Options]:
    """The job that goes on from a report: its own period once more, or the next, then the cases that it told are not told again."""
    today = date.fromisoformat(options.day)
    if memory is None:
        return replace(job, day=job.day or today), options
    period, _day = remembered(memory)
    if job.period in (None, period):
        return recall(job, memory), options
    told = job.told | told_cases(memory)
    return replace(job, day=job.day or today, told=told), replace(options, next_period=True)


def write_update(updated: Update, edited: Path, out: Path | None = None) -> Published:
    """Writes the updated report and its sidecar: to `out`, or beside the edited one under the first free name.

    That is `<name>-更新.docx`; of another period `<name>` as a build would call it, and then `<name>-更新.docx`. Raises WriteError.
    """
    place = out or next(free for free in _names(updated, edited) if not free.exists())
    trace = with_overrides(with_origin(updated.report, place.parent), updated.memory)
    return publish(place.parent, place.stem, updated.document, trace)


def _names(updated: Update, edited: Path) -> Iterator[Path]:
    """Where an updated report may stand; never where a sidecar stands already."""
    job = updated.report.job
    settings = job.settings.settings
    words = texts(settings.report.language)
    drafted = words(N_("-draft"))
    ending = drafted if updated.memory.draft else ""
    stem, first = edited.stem.removesuffix(drafted), 1
    if updated.next_period:
        stem, first = stem_of(settings, job.reported, draft=False), 0
    for number in count(first):
        marked = words(_UPDATED) if number else ""
        path = edited.with_name(f"{stem}{marked}{ending}{number if number > 1 else ''}.docx")
        if not sidecar_of(path).exists():
            yield path


def _called(updated: Update, figure: Figure) -> str:
    """What a figure is called; where it told of another before, as the unit in the first place may be another one now, both."""
    before = updated.labels_before.get(figure.id, figure.label)
    return figure.label if before == figure.label else f"{before} → {figure.label}"


def write_note(updated: Update, document: Path) -> Path:
    """Writes what an update did as a document of its own beside the updated one: `<name>-修改说明.docx`, or the first free name.

    It stands on the built-in page: a note for the files is no document of the office and has no letterhead. Raises WriteError.
    """
    job, narrative = updated.report.job, updated.report.narrative
    settings = job.settings.settings
    words = texts(settings.report.language)
    labels = {id: _called(updated, figure) for id, figure in updated.report.summary.figures.items()}
    note = note_of(updated.entries, narrative.title, labels, job.signed.isoformat(), words, narrative.fields)
    page = builtin_folder() / "templates" / "base" / "page.docx"
    stamp = datetime(job.signed.year, job.signed.month, job.signed.day, tzinfo=UTC)
    data = render(
        note, {}, page, Memory(str(job.reported), job.settings.digest, __version__), stamp, form=settings.form
    )
    package = open_package(data)
    for links in package.links.values():  # a note is no report: it remembers nothing
        links[:] = [link for link in links if not link.type.endswith(("/customXml", "/customXmlProps"))]
    for part in [part for part in package.parts if part.startswith("customXml/")]:
        del package.parts[part], package.types[part]
        package.links.pop(part, None)
    ending = words(N_("-note-of-changes"))
    names = (document.with_name(f"{document.stem}{ending}{number or ''}.docx") for number in count())
    place = next(name for name in names if not name.exists())
    with refusing(place):
        write_new(place, zipped(files_of(package)))
    return place
