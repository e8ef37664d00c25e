"""What hands did to a report without touching its numbers: parts moved, copied, split and joined, marks lost, changes left open."""

from collections.abc import Callable, Iterator

from reportgen.compare.numerals import differences
from reportgen.model.findings import AuditFinding
from reportgen.model.reports.narratives import HEADER_ROW
from reportgen.review.report_audit.report.audited_report import AuditedReport
from reportgen.review.report_audit.report.findings import WHOLE, finding
from reportgen.review.report_audit.report.units import has_merged_cells
from reportgen.word.memory.marks import original_name
from reportgen.word.memory.memory import bare


def moved(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Paragraphs and rows that stand elsewhere in the order than they were written."""
    places, rows = audited.placement.places, audited.placement.row_places
    for line in (audited.every[places[id][0]] for id in audited.placement.moved):
        yield finding("audit.block-moved", line.place())
    for line in (audited.every[rows[key][0]] for key in audited.placement.moved_rows):
        yield finding("audit.row-moved", line.place())


def copied(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Lines that are copies of ours, which stands elsewhere, and the numbers that they print otherwise."""
    for place, key in audited.copies.items():
        line = audited.every[place]
        yield finding("audit.block-copied" if isinstance(key, str) else "audit.row-copied", line.place())
        for one in differences(audited.written(line), line.text):
            if one.before is not None and one.now is not None:
                yield finding("audit.copy-differs", line.place(one.at), one.now.text, one.before.text)


def parted(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Paragraphs that were split in two, joined to one, and cells that were merged."""
    for id, places in audited.placement.places.items():
        if len(places) > 1 and id in audited.memory.texts:
            yield finding("audit.block-split", audited.every[places[0]].place())
    for place in audited.placement.owners:
        if place in audited.placement.joined:
            yield finding("audit.blocks-joined", audited.every[place].place())
    merged = [
        line for line in audited.lines if line.number in audited.placement.rows and has_merged_cells(audited, line)
    ]
    for line in {line.table: line for line in reversed(merged)}.values():
        yield finding("audit.cells-merged", line.place())


def columns(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Columns that were moved, added or deleted, once for each table; heads that changed places."""
    for number in audited.columns:
        yield finding("audit.columns-changed", next(line for line in audited.lines if line.table == number).place())
    for place, (table, key) in audited.placement.rows.items():
        line = audited.every[place]
        if key == HEADER_ROW and line.table not in audited.columns:
            heads = (_bare_cells(line.text), _bare_cells(audited.rows[table, key]))
            if heads[0] != heads[1] and sorted(heads[0]) == sorted(heads[1]):
                yield finding("audit.label-exchanged", line.place(), *("、".join(one) for one in heads))


def _bare_cells(text: str) -> list[str]:
    return [bare(cell) for cell in text.split("\t")]


def marks_lost(audited: AuditedReport) -> Iterator[AuditFinding]:
    """A word processor took the bookmarks of the body away: said once, since all is then known by its text alone."""
    marks = {original_name(one.what) or one.what for line in audited.lines for one in line.marks}
    ours = {name for name, mark in audited.memory.marks.items() if mark.block in audited.memory.texts}
    if ours and not ours & marks:
        yield finding("audit.marks-lost", WHOLE)


def strange(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Paragraphs that were pasted from another report of ours."""
    for place in sorted(audited.placement.strange):
        if place not in audited.placement.owners and place not in audited.placement.rows:
            yield finding("audit.from-another-report", audited.every[place].place())


def hidden(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Numbers in hidden text: a reader does not see them, a search does."""
    for line in audited.every:
        texts = [run.text for one in line.item.paragraphs for run in one.runs if run.hidden and _has_digit(run.text)]
        if texts:
            yield finding("audit.hidden-number", line.place(), "、".join(texts))


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def dropped(audited: AuditedReport) -> Iterator[AuditFinding]:
    """What a person deleted lives on in the memory until an update or the clean copy drops it."""
    count = sum(1 for id in audited.placement.missing if audited.memory.texts.get(id, "").strip())
    if count:
        yield finding("audit.deleted-kept", WHOLE, count=count)


CHECKS: tuple[Callable[[AuditedReport], Iterator[AuditFinding]], ...] = (
    moved,
    copied,
    parted,
    columns,
    marks_lost,
    strange,
    hidden,
    dropped,
)
