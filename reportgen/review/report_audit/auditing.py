"""The audit of a report of ours: every check in turn."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.model.findings import AuditFinding, Place
from reportgen.model.reports.narratives import Narrative
from reportgen.model.reports.pictures import Graphic
from reportgen.model.sources import Level
from reportgen.review.report_audit.checks import charts, counting, exchanges, handwork, memory_checks, template, texts
from reportgen.review.report_audit.inventory import Inventory, notes, without_said_twice
from reportgen.review.report_audit.report.audited_report import AuditedReport
from reportgen.review.report_audit.report.vocabulary import Names
from reportgen.word.memory.memory import Memory
from reportgen.word.pages.page import Page, Paragraph

CHECKS: tuple[Callable[[AuditedReport], Iterator[AuditFinding]], ...] = (
    memory_checks.recollection,
    texts.blocks,
    texts.figures,
    exchanges.exchanged,
    template.fixed,
    template.title_property,
    *counting.CHECKS,
    *charts.CHECKS,
    *handwork.CHECKS,
)
_LEVELS = tuple(Level)


@dataclass(frozen=True)
class Examined:
    """What was found in a report of ours, in reading order, and the inventory of its parts."""

    findings: tuple[AuditFinding, ...]
    inventory: Inventory


def audit_ours(
    page: Page,
    memory: Memory,
    narrative: Narrative | None = None,
    pictures: Mapping[str, Graphic] | None = None,
    names: Names = (),
) -> tuple[AuditFinding, ...]:
    """Where a report of ours says other numbers than it was written with, or than the ledgers give today, and what hands did."""
    return examine(page, memory, narrative, pictures, names).findings


def examine(
    page: Page,
    memory: Memory,
    narrative: Narrative | None = None,
    pictures: Mapping[str, Graphic] | None = None,
    names: Names = (),
) -> Examined:
    """The audit of a report of ours, and what became of each of its parts.

    `memory` is its own; `narrative` and `pictures` (by chart id) are what ledgers and settings give today, `names` the names of
    their summary; None where they are not at hand: then the report is held against its memory, and its memory against itself.
    """
    audited = AuditedReport(page, memory, narrative, pictures, names)
    inventory = Inventory(audited)
    found = dict.fromkeys((*(one for check in CHECKS for one in check(audited)), *notes(inventory)))
    edited = {(one.place, one.stated) for one in found if one.code.startswith(("audit.figure-edited", "audit.digit"))}
    kept = [
        one for one in found if one.code != "audit.memory-differs" or (one.place, one.expected) not in edited
    ]  # a number that was changed on the page differs from the memory, too
    kept = without_said_twice(one for one in kept if not _is_part_of_another(one, kept))
    return Examined(reading_order(kept, tables_after(page)), inventory)


def _is_part_of_another(one: AuditFinding, findings: Sequence[AuditFinding]) -> bool:
    """Whether a number is that of a period which is told whole: 二 for 三 in 第二季度 for 第三季度."""
    return one.code in ("audit.digit-edited", "audit.number-removed") and any(
        other.code == "audit.period-edited"
        and (other.place.paragraph, other.place.table) == (one.place.paragraph, one.place.table)
        and one.stated in other.stated
        and one.expected in other.expected
        for other in findings
    )


def reading_order(findings: Sequence[AuditFinding], before_tables: Mapping[int, int]) -> tuple[AuditFinding, ...]:
    """Findings by their place, a table behind its paragraph before; the worst first in one place, the whole document last."""

    def position(one: AuditFinding) -> tuple[float, float, int]:
        place: Place = one.place
        if place.table is not None:
            return (before_tables.get(place.table, 0) + 0.5, place.table, _LEVELS.index(one.level))
        return (float("inf") if place.paragraph is None else place.paragraph, 0, _LEVELS.index(one.level))

    return tuple(sorted(findings, key=position))


def tables_after(page: Page) -> Mapping[int, int]:
    """For each table of a document the number of the paragraph before it, 0 for none."""
    last = 0
    found: dict[int, int] = {}
    for one in page.flow:
        if isinstance(one, Paragraph):
            last = one.place or last
        else:
            found.setdefault(one.table, last)
    return found
