"""The audit of a finished document on one screen: what it says of itself, and whether the ledgers still say so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen.compare.numerals import numbers
from reportgen.draw import draw
from reportgen.job import Job, of_another_county
from reportgen.messages import DocumentError, issue
from reportgen.model.findings import AuditFinding, BlockChange, Checked, Place
from reportgen.model.reports.narratives import Narrative
from reportgen.model.reports.pictures import Graphic
from reportgen.model.sources import Level
from reportgen.pipeline import inputs, recompute
from reportgen.review.report_audit import (
    EXCHANGED,
    Examined,
    Inventory,
    Names,
    Origin,
    examine,
    names_in,
    pieces,
    reading_order,
    standing_figures,
    tables_after,
)
from reportgen.review.text_audit import LENGTH_LIMIT, audit_page
from reportgen.review.written.overriding import lowered, lowered_today, override_findings
from reportgen.settings import Loaded
from reportgen.sidecar import labels_of, open_report
from reportgen.update.overlay import overlaid
from reportgen.word import Memory
from reportgen.word.editing.colouring import Colour, Coloured
from reportgen.word.pages.page import Page

_WHOLE = Place(None, None, "")
_SETTLED = ("audit.changes-pending", "audit.comments-left")  # told whatever else is wrong in their place


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit found, in reading order, and how much it looked at.

    `ours` says that the document is a report of ours, with its memory; `recomputed` that the ledgers were read for it. `changed`
    are the ledgers that are not the files that the report was made from; `opened` that there was a document to look at.
    `inventory` tells of a report of ours what became of each of its parts.
    """

    findings: tuple[AuditFinding, ...]
    checked: Checked
    ours: bool = False
    recomputed: bool = False
    draft: bool = False
    changed: tuple[str, ...] = ()
    opened: bool = True
    inventory: Inventory | None = None

    @property
    def blocks(self) -> tuple[BlockChange, ...]:
        """What became of each part of a report of ours, in reading order."""
        return () if self.inventory is None else self.inventory.changes

    @property
    def failed(self) -> bool:
        """Whether something is wrong for certain."""
        return any(one.level is Level.ERROR for one in self.findings)


_COLOURS = {Origin.EDITED: Colour.YELLOW, Origin.OVERTYPED: Colour.RED, Origin.ADDED: Colour.BLUE}


def overlay(found: Audited) -> bytes | None:
    """A copy of an audited report in which the words are coloured by where they come from; None where it is none of ours.

    What was audited is spent by it: it is the last thing to be done.
    """
    if found.inventory is None:
        return None
    coloured = [Coloured(one.paragraph, one.start, one.end, _COLOURS[one.origin]) for one in pieces(found.inventory)]
    return overlaid(found.inventory.audited.page, coloured)


@dataclass(frozen=True, slots=True)
class _Today:
    """What ledgers and settings give today for the period of the report, what changed about them, and what figures are called."""

    narrative: Narrative | None = None
    pictures: Mapping[str, Graphic] | None = None
    findings: tuple[AuditFinding, ...] = ()
    changed: tuple[str, ...] = field(default=())
    names: Names = ()
    labels: Mapping[str, str] = field(default_factory=dict)


def audit_document(
    document: bytes,
    name: str,
    loaded: Loaded | None = None,
    files: Sequence[Path] | None = None,
    sidecar: bytes = b"",
) -> Audited:
    """What does not hold in a .docx called `name`: in its text, and, for a report of ours, against its memory.

    With settings a report of ours is computed anew from `files` (those of the settings where None is given), and held against
    that, too. `sidecar` is the trace that stands beside it, which remembers the report where the document has lost its memory.
    A document that cannot be opened is a finding. Raises a ReportgenError where the ledgers give no report.
    """
    try:
        report = open_report(document, name, sidecar)
    except DocumentError as error:
        faults = (AuditFinding(one.code, one.level, one.message, _WHOLE, hint=one.hint) for one in error.issues)
        return Audited(tuple(faults), Checked(0, 0, 0), opened=False)
    limit = loaded.settings.report.length_limit if loaded else LENGTH_LIMIT
    before = tables_after(report.page)
    memory = report.memory
    if memory is None:
        findings, checked = audit_page(report.page, limit)
        lost = [_finding("audit.memory-lost")] if report.marked else []
        return Audited(reading_order((*lost, *findings), before), checked)
    today = _today(memory, loaded, loaded.ledger_files if files is None else files) if loaded else _Today()
    beside = [_finding("audit.memory-beside")] if report.beside else []
    ours = examine(report.page, memory, today.narrative, today.pictures, today.names)
    known = standing_figures(ours.inventory.audited)
    findings, checked = audit_page(report.page, limit, known)
    ours = replace(ours, findings=lowered_today(ours.findings, memory))
    overrides = override_findings(memory, {**labels_of(sidecar), **today.labels})
    stated = _untold(lowered(findings, report.page, memory, limit, known), ours)
    told = reading_order((*beside, *today.findings, *overrides, *ours.findings, *stated), before)
    recomputed = today.narrative is not None
    return Audited(told, checked, True, recomputed, memory.draft, today.changed, inventory=ours.inventory)


def audit_made(page: Page, memory: Memory, narrative: Narrative) -> tuple[AuditFinding, ...]:
    """The errors in a report of ours that has just been made, against itself, its memory, and the `narrative` of today."""
    ours = examine(page, memory, narrative)
    known = standing_figures(ours.inventory.audited)
    ours = replace(ours, findings=lowered_today(ours.findings, memory))
    stated = _untold(lowered(audit_page(page, known=known)[0], page, memory, known=known), ours)
    told = reading_order((*ours.findings, *stated), tables_after(page))
    return tuple(one for one in told if one.level is Level.ERROR)


def _today(memory: Memory, loaded: Loaded, files: Sequence[Path]) -> _Today:
    """The report as it would be written today, on the day when it was signed."""
    if of_another_county(loaded, memory):
        return _Today(findings=(_finding("audit.other-county", memory.report.partition("/")[0]),))
    try:
        today = recompute(memory, Job(loaded, files))
    except DocumentError:
        return _Today(findings=(_finding("audit.memory-broken", f"{memory.period} {memory.day}".strip()),))
    pictures = draw(today.narrative.charts, loaded.settings.charts)
    changed = tuple(_changed(memory, inputs(today.ledger, today.summary)))
    findings = [_finding("audit.ledger-changed", name) for name in changed]
    if loaded.digest != memory.settings_digest:
        findings.append(_finding("audit.settings-changed"))
    told = today.narrative.templates
    findings += [
        _finding("audit.template-changed", name)
        for name in told
        if memory.templates.get(name, told[name]) != told[name]
    ]
    labels = {id: figure.label for id, figure in today.summary.figures.items()}
    return _Today(today.narrative, pictures, tuple(findings), changed, names_in(today.summary), labels)


def _changed(memory: Memory, now: Mapping[str, str]) -> Iterator[str]:
    """The ledgers and files of facts that are others than those remembered, that were added, or that are gone."""
    for name in dict.fromkeys((*memory.ledgers, *now)):
        if memory.ledgers.get(name) != now.get(name):
            yield name


def _finding(code: str, stated: str = "") -> AuditFinding:
    made = issue(code, None, stated=stated, expected="")
    return AuditFinding(code, made.level, made.message, _WHOLE, stated, "", made.hint)


def _untold(findings: Sequence[AuditFinding], examined: Examined) -> Iterator[AuditFinding]:
    """What the text says against itself and was not said yet.

    A number that was changed makes its sentence or table wrong, and each sentence that is held against it; a word that was
    exchanged those of its paragraph.
    """
    ours = examined.findings
    errors = [one for one in ours if one.level is Level.ERROR]
    places = {one.place for one in errors}
    exchanged = {one.place.paragraph for one in errors if one.code in EXCHANGED} - {None}
    tables = {one.place.table for one in errors if one.place.table is not None}
    wrong = {number.value for one in errors for number in numbers(one.stated)}
    renumbered = any(one.code == "audit.heading-number" for one in ours)
    doubled = {one.place.table for one in ours if one.code == "audit.row-copied"}
    for one in findings:
        if renumbered and one.code == "audit.sequence-broken":
            continue  # told heading by heading already
        if one.code == "audit.column-total" and one.place.table in doubled:
            continue  # the sums are right, the copied row is not
        follows = any(number.value in wrong for number in numbers(one.message))
        if (
            one.level is Level.INFO
            or one.code in _SETTLED
            or not (
                follows
                or one.place in places
                or one.place.table in tables
                or (one.level is Level.ERROR and one.place.paragraph in exchanged)
            )
        ):
            yield one
