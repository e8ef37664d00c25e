"""The audit of a finished document on one screen: what it says of itself, and whether the ledgers still say so."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from reportgen import pipeline
from reportgen.draw import draw
from reportgen.messages import DocumentError, issue
from reportgen.model import (
    AuditFinding,
    Checked,
    Ledger,
    Level,
    Narrative,
    Period,
    PeriodError,
    Picture,
    Place,
)
from reportgen.review.ours import audit_ours, reading_order, tables_after
from reportgen.review.ours.numbers import numbers
from reportgen.review.prose import audit_text
from reportgen.settings import Loaded
from reportgen.word import Memory, read_memory

_CORRECTED = re.compile(r"restated\.(?P<period>[^.]+)\.(?P<figure>.+)\.printed")
_WHOLE = Place(None, None, "")


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit found, in reading order, and how much it looked at.

    `ours` says that the document is a report of ours, with its memory; `recomputed` that the ledgers were read for it. `changed`
    are the ledgers that are not the files that the report was made from.
    """

    findings: tuple[AuditFinding, ...]
    checked: Checked
    ours: bool = False
    recomputed: bool = False
    draft: bool = False
    changed: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether something is wrong for certain."""
        return any(one.level is Level.ERROR for one in self.findings)


@dataclass(frozen=True, slots=True)
class _Today:
    """What ledgers and settings give today for the period of the report, and what changed about them."""

    narrative: Narrative | None = None
    pictures: Mapping[str, Picture] | None = None
    findings: tuple[AuditFinding, ...] = ()
    changed: tuple[str, ...] = field(default=())


def audit_document(
    document: bytes, name: str, loaded: Loaded | None = None, files: Sequence[Path] | None = None
) -> Audited:
    """What does not hold in a .docx called `name`: in its text, and, for a report of ours, against its memory.

    With settings a report of ours is computed anew from `files` (those of the settings where None is given), and held against
    that, too. A document that cannot be opened is a finding. Raises a ReportgenError where the ledgers give no report.
    """
    limit = {"length_limit": loaded.settings.report.length_limit} if loaded else {}
    findings, checked = audit_text(document, name, **limit)
    memory = _memory(document)
    before = tables_after(document, name)
    if memory is None:
        return Audited(reading_order(findings, before), checked)
    today = _today(memory, loaded, loaded.ledger_files if files is None else files) if loaded else _Today()
    ours = audit_ours(document, name, memory, today.narrative, today.pictures)
    told = reading_order((*today.findings, *ours, *_untold(findings, ours)), before)
    return Audited(told, checked, True, today.narrative is not None, memory.draft, today.changed)


def _memory(document: bytes) -> Memory | None:
    try:
        return read_memory(document)
    except DocumentError:
        return None


def _today(memory: Memory, loaded: Loaded, files: Sequence[Path]) -> _Today:
    """The report as it would be written today, on the day when it was signed."""
    try:
        period, day = Period.parse(memory.period), date.fromisoformat(memory.day)
    except (PeriodError, ValueError):
        return _Today(findings=(_finding("audit.memory-broken", memory.period),))
    ledger, _issues, seconds = pipeline.believe(files, loaded, period)
    told = pipeline.tell(ledger, loaded, period, day, pipeline.Clock(seconds), _corrected(memory))
    narrative = told[1]
    pictures = draw(narrative.charts, loaded.settings.charts)
    changed = tuple(_changed(memory, ledger))
    findings = [_finding("audit.ledger-changed", name) for name in changed]
    if loaded.digest != memory.settings_digest:
        findings.append(_finding("audit.settings-changed"))
    return _Today(narrative, pictures, tuple(findings), changed)


def _corrected(memory: Memory) -> pipeline.Printed:
    """What earlier reports had printed and this one corrects, by period and figure, so that it is corrected again."""
    found: dict[str, dict[str, int | Decimal]] = {}
    for figure, text in memory.figures.items():
        match = _CORRECTED.fullmatch(figure)
        printed = text.replace(",", "")
        if match and printed.isdecimal() and _is_period(match["period"]):
            found.setdefault(match["period"], {})[match["figure"]] = int(printed)
    return found


def _is_period(text: str) -> bool:
    try:
        Period.recall(text)
    except PeriodError:
        return False
    return True


def _changed(memory: Memory, ledger: Ledger) -> Iterator[str]:
    """The ledgers that are others than those remembered, that were added, or that are gone."""
    now = dict(zip(ledger.files, ledger.digests, strict=True))
    for name in dict.fromkeys((*memory.ledgers, *now)):
        if memory.ledgers.get(name) != now.get(name):
            yield name


def _finding(code: str, stated: str = "") -> AuditFinding:
    made = issue(code, None, stated=stated, expected="")
    return AuditFinding(code, made.level, made.message, _WHOLE, stated, "", made.hint)


def _untold(findings: Sequence[AuditFinding], ours: Sequence[AuditFinding]) -> Iterator[AuditFinding]:
    """What the text says against itself and was not said yet.

    A number that was changed makes its sentence or table wrong, and each sentence that is held against it.
    """
    errors = [one for one in ours if one.level is Level.ERROR]
    places = {one.place for one in errors}
    tables = {one.place.table for one in errors if one.place.table is not None}
    wrong = {number.value for one in errors for number in numbers(one.stated)}
    for one in findings:
        follows = any(number.value in wrong for number in numbers(one.message))
        if one.level is Level.INFO or not (follows or one.place in places or one.place.table in tables):
            yield one
