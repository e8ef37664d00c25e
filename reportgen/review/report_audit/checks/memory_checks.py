"""The memory against itself: what it refers to is in it, and it says whether the report is a draft."""

from collections.abc import Iterator

from reportgen.model.findings import AuditFinding
from reportgen.model.reports.narratives import Span, phrases_of
from reportgen.review.report_audit.report.audited_report import AuditedReport
from reportgen.review.report_audit.report.findings import WHOLE, finding
from reportgen.word.memory.memory import text_digest, visible_texts


def recollection(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Figures and digests are those of the blocks; said once, for one that is not."""
    memory = audited.memory
    if memory.draft:
        yield finding("audit.draft", WHOLE)
    printed = (
        part.figure
        for block in memory.blocks
        for phrase in phrases_of(block)
        for part in phrase
        if isinstance(part, Span)
    )
    missing = [figure for figure in printed if figure is not None and figure not in memory.figures]
    missing += [
        mark.block for mark in memory.marks.values() if mark.kind != "figure" and mark.block not in _ids(audited)
    ]
    texts = dict(visible_texts(memory.blocks, memory.fixed))
    kept = {id: text for id, text in texts.items() if text.strip()}  # of what a person deleted only the digest is there
    missing += [id for id, text in kept.items() if memory.digests.get(id, "") != text_digest(text)]
    if missing:
        yield finding("audit.memory-broken", WHOLE, missing[0])


def _ids(audited: AuditedReport) -> set[str]:
    return {*audited.memory.texts, *(one.id for one in audited.memory.fixed)}
