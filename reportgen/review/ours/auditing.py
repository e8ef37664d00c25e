"""The audit of a report of ours: every check in turn."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from reportgen.messages import DocumentError
from reportgen.model import AuditFinding, Level, Narrative, Picture, Place
from reportgen.review.ours import charts, counting, template, texts
from reportgen.review.ours.case import Case, texts_today
from reportgen.review.ours.page import read_page
from reportgen.review.ours.recollection import recollection
from reportgen.word.memory import Memory
from reportgen.word.package import open_package

CHECKS: tuple[Callable[[Case], Iterator[AuditFinding]], ...] = (
    recollection,
    texts.blocks,
    texts.figures,
    template.fixed,
    *counting.CHECKS,
    *charts.CHECKS,
)
_LEVELS = tuple(Level)


def audit_ours(
    document: bytes,
    name: str,
    memory: Memory,
    narrative: Narrative | None = None,
    pictures: Mapping[str, Picture] | None = None,
) -> tuple[AuditFinding, ...]:
    """Where a report of ours says other numbers than it was written with, or than the ledgers give today.

    `document` is the finished .docx called `name`, `memory` its own; `narrative` and `pictures` (by chart id) are what ledgers
    and settings give today, None where they are not at hand: then the report is held against its memory, and its memory
    against itself. Findings are in reading order. A document that cannot be opened has none: the audit of its text says so.
    """
    try:
        page = read_page(open_package(document, name))
    except DocumentError:
        return ()
    today = texts_today(page, narrative) if narrative else None
    case = Case(page, memory, narrative, pictures, today)
    found = dict.fromkeys(one for check in CHECKS for one in check(case))
    edited = {(one.place, one.stated) for one in found if one.code.startswith(("audit.figure-edited", "audit.digit"))}
    kept = [
        one for one in found if one.code != "audit.memory-differs" or (one.place, one.expected) not in edited
    ]  # a number that was changed on the page differs from the memory, too
    return reading_order(kept, page.before_tables())


def reading_order(findings: Sequence[AuditFinding], before_tables: Mapping[int, int]) -> tuple[AuditFinding, ...]:
    """Findings by their place, a table behind its paragraph before; the worst first in one place, the whole document last."""

    def position(one: AuditFinding) -> tuple[float, float, int]:
        place: Place = one.place
        if place.table is not None:
            return (before_tables.get(place.table, 0) + 0.5, place.table, _LEVELS.index(one.level))
        return (float("inf") if place.paragraph is None else place.paragraph, 0, _LEVELS.index(one.level))

    return tuple(sorted(findings, key=position))


def tables_after(document: bytes, name: str) -> Mapping[int, int]:
    """For each table of a document the number of the paragraph before it, 0 for none; empty where it cannot be opened."""
    try:
        return read_page(open_package(document, name)).before_tables()
    except DocumentError:
        return {}
