"""Which numbers of a report are figures still: those in paragraphs and rows that stand as they were written."""

from collections.abc import Iterator

from reportgen.review.report_audit.report.audited_report import AuditedReport, Line
from reportgen.review.text_audit.texts.known import Known, KnownPiece, with_names
from reportgen.word.memory.memory import bare
from reportgen.word.pages.page import Paragraph


def standing_figures(audited: AuditedReport) -> Known:
    """What is known of the paragraphs of a report, as for a report just made.

    Of a paragraph that a hand has changed, and of a table with a row that was changed, put in or taken out, nothing is known: all its
    numbers are read as those of any text. A value that a person declared is one for which no figure answers.
    """
    declared = {point.figure for point in audited.memory.points if point.declared}
    known: dict[Paragraph, tuple[KnownPiece, ...]] = {}
    changed = _changed_tables(audited)
    for line in audited.every:
        if line.table not in changed and _as_written(audited, line):
            known |= {paragraph: pieces for paragraph, pieces in _pieces(audited, line, declared) if pieces}
    return with_names(known, audited.page, {name for names in audited.names for name in names})


def _as_written(audited: AuditedReport, line: Line) -> bool:
    written = bare(audited.written(line))
    return bool(written) and written in bare(line.text)


def _changed_tables(audited: AuditedReport) -> set[int]:
    """The numbers of the tables in which a row is not as it was written, stands for the second time, is none of ours, or is missing."""
    placement = audited.placement
    incomplete = {table for table, _key in placement.missing_rows}
    return {
        line.table
        for line in audited.every
        if line.table is not None
        and (
            line.number not in placement.rows
            or placement.rows[line.number][0] in incomplete
            or not _as_written(audited, line)
        )
    }


def _pieces(
    audited: AuditedReport, line: Line, declared: set[str]
) -> Iterator[tuple[Paragraph, tuple[KnownPiece, ...]]]:
    """The figures of each paragraph of a line."""
    found = [
        KnownPiece(stretch.start, stretch.end, "" if figure in declared else figure)
        for stretch, figure in audited.figures(line)
    ]
    for paragraph, at in line.item.begins:
        end = at + len(paragraph.text)
        own = (one.shifted(-at) for one in found if at <= one.start and one.end <= end)
        yield paragraph, tuple(sorted(own, key=lambda one: one.start))
