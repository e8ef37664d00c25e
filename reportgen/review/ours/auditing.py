"""The audit of a report of ours: every check in turn."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from reportgen.model import AuditFinding, Level, Narrative, Picture, Place
from reportgen.review.ours import charts, counting, handwork, recollection, template, texts
from reportgen.review.ours.case import Case
from reportgen.word.memory import Memory
from reportgen.word.page import Page, Paragraph

CHECKS: tuple[Callable[[Case], Iterator[AuditFinding]], ...] = (
    recollection.recollection,
    texts.blocks,
    texts.figures,
    template.fixed,
    *counting.CHECKS,
    *charts.CHECKS,
    *handwork.CHECKS,
)
_LEVELS = tuple(Level)


def audit_ours(
    page: Page,
    memory: Memory,
    narrative: Narrative | None = None,
    pictures: Mapping[str, Picture] | None = None,
) -> tuple[AuditFinding, ...]:
    """Where a report of ours says other numbers than it was written with, or than the ledgers give today, and what hands did.

    `memory` is its own; `narrative` and `pictures` (by chart id) are what ledgers and settings give today, None where they are
    not at hand: then the report is held against its memory, and its memory against itself. Findings are in reading order.
    """
    case = Case(page, memory, narrative, pictures)
    found = dict.fromkeys(one for check in CHECKS for one in check(case))
    edited = {(one.place, one.stated) for one in found if one.code.startswith(("audit.figure-edited", "audit.digit"))}
    kept = [
        one for one in found if one.code != "audit.memory-differs" or (one.place, one.expected) not in edited
    ]  # a number that was changed on the page differs from the memory, too
    told = {one.place.paragraph for one in kept if one.code != handwork.REWORDED}
    kept = [one for one in kept if one.code != handwork.REWORDED or one.place.paragraph not in told]
    return reading_order(kept, tables_after(page))


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
