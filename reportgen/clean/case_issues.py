"""What is reported about believed rows: duplicates, days out of order, several names in a cell, texts withheld."""

from collections.abc import Iterable, Sequence

import numpy as np

from reportgen.clean.cases.duplicates import Duplicates
from reportgen.clean.cases.times import Times
from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.issue_log import MOST_PLACES, NAMED, IssueLog, join_words, name_cells
from reportgen.clean.cells.values import fold
from reportgen.clean.tables.gathering import Gathered
from reportgen.clean.tables.table import Table
from reportgen.model import JOINT, Period
from reportgen.settings.models import DuplicateSettings, FieldName, LedgerSettings

_LISTED = 20


def report_cells(found: Gathered, code: str, rows: Codes, field: FieldName, log: IssueLog, **values: object) -> None:
    """An issue for each cell of a field in these rows, or one a sheet where they are many."""
    for table, places in found.cells(rows, field).items():
        log.report_cells(code, found.tables[table].sheet, places, **values)


def report_nothing_to_categorise(tables: Sequence[Table], log: IssueLog) -> None:
    """Reports the tables that have no category, and no text to look for one."""
    for table in tables:
        if {"category", "subject", "text"}.isdisjoint(table.mapped):
            log.report("ledger.nothing-to-categorise", table.sheet.source(table.header_row))


def report_duplicates(found: Gathered, duplicates: Duplicates, log: IssueLog) -> None:
    """Which sheets repeat cases, and the pairs of one number but different content."""
    for place in duplicates.restarting:
        table = found.tables[place]
        log.report("ledger.numbers-repeat", table.sheet.source(None, table.number(table.mapped["id"][0])))
    copied = _report_copies(found, duplicates, log)
    _report_later_states(found, duplicates, log)
    for place, rows in found.cells(np.flatnonzero(duplicates.across), "id").items():
        log.report_together("ledger.duplicates-across", found.tables[place].sheet, rows)
    same = np.flatnonzero(duplicates.dropped & ~duplicates.differing & ~duplicates.across & ~copied)
    for place, rows in found.cells(same, "id").items():
        log.report_together("ledger.duplicates", found.tables[place].sheet, rows)
    differing = np.flatnonzero(duplicates.dropped & duplicates.differing & ~copied)
    for row in differing[:_LISTED].tolist():
        kept = found.place(int(duplicates.first[row]), "id")
        log.report("ledger.number-twice", found.place(row, "id"), kept=str(kept))
    if len(differing) > _LISTED:
        rest = differing[_LISTED:]
        log.report_places("ledger.numbers-twice", found.places(rest[:MOST_PLACES], "id"), count=len(rest))


def _report_later_states(found: Gathered, duplicates: Duplicates, log: IssueLog) -> None:
    """Reports the dropped rows that have a state or a day of closing which the kept row has not: the case may have gone on."""
    rows = np.flatnonzero(duplicates.dropped)
    first = duplicates.first[rows]
    days, status = found.closed.days, found.texts["status"]
    later = ~np.isnat(days[rows]) & (days[rows] != days[first])
    states = [fold(status.values[code]) for code in np.concatenate([status.codes[rows], status.codes[first]]).tolist()]
    later |= np.array([own not in ("", kept) for own, kept in zip(states, states[len(rows) :], strict=False)], np.bool_)
    for place, cells in found.cells(rows[later], "status").items():
        log.report_together("ledger.duplicate-goes-on", found.tables[place].sheet, cells)


def _report_copies(found: Gathered, duplicates: Duplicates, log: IssueLog) -> Mask:
    """Each sheet that repeats others in one issue with the cells that it lost to them; these rows need no further issue."""
    sheets = [table.sheet for table in found.tables]
    order = {sheet: place for place, sheet in enumerate(dict.fromkeys(sheets))}
    sheet_of = np.array([order[sheet] for sheet in sheets], np.int64)[found.table]
    same = duplicates.dropped & ~duplicates.across & ~duplicates.differing
    elsewhere = same & (sheet_of != sheet_of[duplicates.first])
    reported = np.zeros(len(sheet_of), np.bool_)
    for copy in duplicates.copies:
        others = join_words(str(sheets[place].source()) for place in copy.originals)
        lost = elsewhere & (sheet_of == order[sheets[copy.table]])
        if not lost.any():  # all differ from the row kept: each is reported for itself
            continue
        places = found.places(np.flatnonzero(lost)[:MOST_PLACES], "id")
        log.report_places("ledger.sheet-copied", places, others=others, count=int(lost.sum()), rows=copy.rows)
        reported |= lost
    return reported


def report_repeats(found: Gathered, rows: Codes, settings: DuplicateSettings, log: IssueLog) -> None:
    """Reports the repeated cases, one issue a sheet; the configuration decides whether they are counted."""
    code = "ledger.repeats" if settings.repeats == "count" else "ledger.repeats-dropped"
    fields = join_words(field for field in settings.keys if field in found.fields)
    for table, places in found.cells(rows, "text").items():
        log.report_together(code, found.tables[table].sheet, places, fields=fields, days=settings.days)


def report_days(found: Gathered, times: Times, period: Period | None, log: IssueLog) -> None:
    """Days of closing before the case came in, cases far after the period, days known only to the month."""
    report_cells(found, "ledger.closed-before-received", np.flatnonzero(times.early), "closed", log)
    rows = {
        "ledger.date-without-day": ~found.received.exact & ~found.received.long,
        "ledger.date-without-month": found.received.long,
    }
    for code, mask in rows.items():
        for table, places in found.cells(np.flatnonzero(mask), "received").items():
            log.report_together(code, found.tables[table].sheet, places)
    if period:
        limit = np.datetime64(period.end.replace(day=28, year=period.end.year + 1), "D")
        report_cells(found, "ledger.date-far-ahead", np.flatnonzero(found.received.days > limit), "received", log)
        report_cells(found, "ledger.date-far-ahead", np.flatnonzero(times.closed > limit), "closed", log)
        late = found.received.days > np.datetime64(period.end, "D")
        _report_after(found, np.flatnonzero(late & ~(found.received.days > limit)), log)


def report_limit(cases: Gathered, times: Times, settings: LedgerSettings, log: IssueLog) -> None:
    """Reports that the number of days which a case may take is asked of none: each has a day of its own, or none is known to be closed."""
    if settings.on_time_days is not None and len(times.timed) and not (times.timed & ~cases.due.exact).any():
        log.report("settings.on-time-days-idle" if times.timed.any() else "settings.on-time-days-untimed")


def _report_after(found: Gathered, rows: Codes, log: IssueLog) -> None:
    """Reports of each sheet how many cases came in after the period; nothing is wrong with their cells."""
    tables = found.table[rows]
    for table in dict.fromkeys(tables.tolist()):
        inside = rows[tables == table]
        (places,) = found.cells(inside[: NAMED + 1], "received").values()
        first = found.tables[table].sheet.source(*places[0])
        log.report("ledger.date-after-period", first, count=len(inside), cells=name_cells(places))


def report_several(found: Gathered, field: FieldName, cells: Cells[str], log: IssueLog) -> None:
    """The cells that name several units or categories, one issue a sheet."""
    several = np.flatnonzero(cells.where(lambda text: JOINT in text))
    for table, places in found.cells(several, field).items():
        log.report_together(f"ledger.several-{field}", found.tables[table].sheet, places)


def report_withheld(found: Gathered, withheld: Iterable[tuple[FieldName, Mask]], log: IssueLog) -> None:
    """Texts that are not printed because they may still hold the number of a person."""
    for field, mask in withheld:
        for table, places in found.cells(np.flatnonzero(mask), field).items():
            log.report_together("ledger.text-withheld", found.tables[table].sheet, places)
