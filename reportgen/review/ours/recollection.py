"""The memory against itself: what it refers to is in it, and it says whether the report is a draft."""

from collections.abc import Iterator

from reportgen.model import AuditFinding
from reportgen.review.ours.case import Case
from reportgen.review.ours.findings import WHOLE, finding


def recollection(case: Case) -> Iterator[AuditFinding]:
    """Bookmarks and charts are of blocks and figures that the memory knows; said once, for one that is not."""
    memory = case.memory
    if memory.draft:
        yield finding("audit.draft", WHOLE)
    missing = [mark.block for mark in memory.marks.values() if mark.block not in memory.blocks]
    missing += [mark.figure for mark in memory.marks.values() if mark.figure and mark.figure not in memory.figures]
    missing += [block for block in memory.charts if block not in memory.blocks]
    marked = {mark.block for mark in memory.marks.values()}
    missing += [block for block in memory.blocks if block not in marked]
    if missing:
        yield finding("audit.memory-broken", WHOLE, missing[0])
