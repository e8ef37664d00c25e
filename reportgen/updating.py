"""A report that people edited, made anew from today's ledgers, on one screen."""

from dataclasses import dataclass, replace
from typing import cast

from reportgen.job import Job, of_another_county, recall, remembered
from reportgen.messages import DocumentError, issue, texts
from reportgen.model import Source
from reportgen.pipeline import Report, build
from reportgen.sidecar import open_report
from reportgen.update.document import Updated, update_document
from reportgen.update.trunk import Options
from reportgen.word import Memory, open_package
from reportgen.word.memory_xml import memory_in
from reportgen.word.reader import read_page


@dataclass(frozen=True, slots=True)
class Update:
    """An updated report; `report` is the one generated now, `beside` says that the memory was that of the sidecar."""

    updated: Updated
    report: Report
    sure: bool
    beside: bool


def update(document: bytes, name: str, job: Job, options: Options, sidecar: bytes = b"") -> Update:
    """The edited report `document`, called `name`, with what ledgers and settings give now.

    Of a report of the same period the day of signature is the one that it remembers, unless `job` has one; the same holds for
    what it corrects of earlier reports. Raises DocumentError where the document is none, or was made by another county's configuration, and any
    ReportgenError of a build.
    """
    opened = open_report(document, name, sidecar)
    memory = opened.memory
    if memory is not None and of_another_county(job.settings, memory):
        raise DocumentError([issue("update.other-county", Source(name), stated=memory.report.partition("/")[0])])
    job, options = _continued(job, options, memory)
    report = build(job, force=True)
    package = open_package(report.document)
    fresh, new = read_page(package), cast(Memory, memory_in(package))
    words = texts(job.settings.settings.report.language)
    options = replace(options, words=words, sure=memory is not None)
    updated = update_document(document, opened.page, memory or new, fresh, new, options, report.narrative.labels)
    return Update(updated, report, memory is not None, opened.beside)


def _continued(job: Job, options: Options, memory: Memory | None) -> tuple[Job, Options]:
    """The job that goes on from a report: its own period once more, or the next."""
    if memory is None:
        return job, options
    period, _day = remembered(memory)
    if job.period in (None, period):
        return recall(job, memory), options
    return job, replace(options, next_period=True)
