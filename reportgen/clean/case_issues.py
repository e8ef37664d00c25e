"""What is reported about believed rows: duplicates, days out of order, several names in a cell, texts withheld."""

from collections.abc import Iterable, Sequence

import numpy as np

from reportgen.clean.cases.duplicates import PEOPLE, STATES, TELLING, DedupKeys, Duplicates
from reportgen.clean.cases.times import Times
from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.issue_log import MOST_PLACES, NAMED, IssueLog, join_words
from reportgen.clean.dates.column_dates import NOTHING, Days
from reportgen.clean.header.columns import one_line
from reportgen.clean.people.masking import LONGEST
from reportgen.clean.tables.gathering import Gathered
from reportgen.clean.tables.table import Table
from reportgen.messages import _
from reportgen.model.ledgers import JOINT
from reportgen.model.periods import Period
from reportgen.settings.models import DuplicateSettings, FieldName, LedgerSettings, Release

_LISTED = 20
_APART = np.timedelta64(2 * 366, "D")
_FEW_SHARE = 0.1
"""So many cases of all that lie so far behind the others have a slip of the pen in their year."""


def report_cells(found: Gathered, code: str, rows: Codes, field: FieldName, log: IssueLog, **values: object) -> None:
    """An issue for each cell of a field in these rows, or one a sheet where they are many."""
    for table, places in found.cells(rows, field).items():
        log.report_cells(code, found.tables[table].sheet, places, **values)


def report_nothing_to_categorise(tables: Sequence[Table], log: IssueLog) -> None:
    """Reports the tables that have no category, and no text to look for one."""
    for table in tables:
        if {"category", "subject", "text"}.isdisjoint(table.mapped):
            log.report("ledger.nothing-to-categorise", table.sheet.source(table.header_row))


def report_duplicates(like: DedupKeys, duplicates: Duplicates, own: Sequence[FieldName], log: IssueLog) -> None:
    """Which sheets repeat cases, the pairs of one number but different content, and what dropped rows say beside that.

    `own` are the fields of the county's own.
    """
    found = like.found
    for place in duplicates.restarting:
        table = found.tables[place]
        log.report("ledger.numbers-repeat", table.sheet.source(None, table.number(table.mapped["id"][0])))
    copied = _report_copies(found, duplicates, log)
    _report_later_states(like, duplicates, own, log)
    _report_other_cells(like, duplicates, log)
    for place, rows in found.cells(np.flatnonzero(duplicates.across), "id").items():
        log.report_together("ledger.duplicates-across", found.tables[place].sheet, rows)
    same = np.flatnonzero(duplicates.dropped & ~duplicates.differing & ~duplicates.across & ~copied)
    for place, rows in found.cells(same, "id").items():
        log.report_together("ledger.duplicates", found.tables[place].sheet, rows)
    differing = np.flatnonzero(duplicates.dropped & duplicates.differing & ~copied)
    for row in differing[:_LISTED].tolist():
        pair = np.array([row]), duplicates.first[[row]]
        headers = _headers(found, row, [field for field in TELLING if like.differ(field, *pair).any()])
        kept = found.place(int(duplicates.first[row]), "id")
        log.report("ledger.number-twice", found.place(row, "id"), kept=str(kept), headers=headers)
    if len(differing) > _LISTED:
        rest = differing[_LISTED:]
        log.report_places("ledger.numbers-twice", found.places(rest[:MOST_PLACES], "id"), count=len(rest))


def _headers(found: Gathered, row: int, fields: Iterable[FieldName]) -> str:
    """The headers of the columns of these fields in the table of a row."""
    mapped = found.tables[int(found.table[row])].mapped
    return join_words(f"“{one_line(mapped[field][0].header)}”" for field in fields if field in mapped)


def _report_later_states(like: DedupKeys, duplicates: Duplicates, own: Sequence[FieldName], log: IssueLog) -> None:
    """Reports what dropped rows say of the state of a case that the kept row does not say: the case may have gone on."""
    found, rows = like.found, np.flatnonzero(duplicates.dropped)
    cells: list[tuple[int, int, int]] = []
    for field in (*STATES, *own):
        for row in rows[like.differ(field, rows, duplicates.first[rows])].tolist():
            table = found.tables[int(found.table[row])]
            if field in table.mapped:
                cells.append((row, int(found.table[row]), table.mapped[field][0].index))
    _report_lost_cells("ledger.duplicate-goes-on", found, cells, log)


def _report_other_cells(like: DedupKeys, duplicates: Duplicates, log: IssueLog) -> None:
    """Reports what rows dropped for their number say of people, or in columns that are not used, that the kept row does not.

    Rows in one merged cell of a number are of one case, so that people may be others.
    """
    found = like.found
    rows = np.flatnonzero(
        duplicates.dropped & ~duplicates.across & ~duplicates.differing & found.texts["number"].filled()
    )
    rows = rows[found.table[rows] == found.table[duplicates.first[rows]]]
    cells = like.unused_differ(rows, duplicates.first[rows])
    alone = rows[~like.continued[rows]]
    for field in PEOPLE:
        for row in alone[like.differ(field, alone, duplicates.first[alone])].tolist():
            place = int(found.table[row])
            cells.append((row, place, found.tables[place].mapped[field][0].index))
    _report_lost_cells("ledger.duplicates-differ", found, cells, log)


def _report_lost_cells(code: str, found: Gathered, cells: Sequence[tuple[int, int, int]], log: IssueLog) -> None:
    """One issue a table about cells (row, table, column) of dropped rows, with the headers of their columns."""
    for place in dict.fromkeys(table for _row, table, _column in cells):
        table = found.tables[place]
        inside = sorted({(int(found.row[row]), index) for row, one, index in cells if one == place})
        columns = sorted({index for _, index in inside})
        headers = join_words(f"“{one_line(table.header.shown[index])}”" for index in columns)
        places: list[tuple[int, int | None]] = [(row, table.first_column + index) for row, index in inside]
        log.report_together(code, table.sheet, places, headers=headers)


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


def report_days(found: Gathered, times: Times, early: Mask, period: Period | None, log: IssueLog) -> None:
    """Days of closing before the case came in, cases far after the period, days known only to the month."""
    report_cells(found, "ledger.closed-before-received", np.flatnonzero(early), "closed", log)
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
    else:
        last = _last_together(found.received.days)
        report_cells(found, "ledger.date-far-apart", np.flatnonzero(found.received.days > last), "received", log)
        report_cells(found, "ledger.date-far-apart", np.flatnonzero(times.closed > last + _APART), "closed", log)


def _last_together(days: Days) -> np.datetime64:
    """The last day before a gap of years behind which no more than a few cases lie."""
    if not len(days):
        return NOTHING
    found, counts = np.unique(days, return_counts=True)
    behind = len(days) - np.cumsum(counts)
    gaps = np.flatnonzero((np.diff(found) > _APART) & (behind[:-1] <= _FEW_SHARE * len(days)))
    last: np.datetime64 = found[gaps[0] if len(gaps) else -1]
    return last


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
        sheet = found.tables[table].sheet
        first, cells = sheet.source(*places[0]), sheet.name_cells(places)
        log.report("ledger.date-after-period", first, count=len(inside), cells=cells)


def report_several(found: Gathered, field: FieldName, cells: Cells[str], log: IssueLog) -> None:
    """The cells that name several units, categories or kinds of handling, one issue a sheet."""
    several = np.flatnonzero(cells.where(lambda text: JOINT in text))
    for table, places in found.cells(several, field).items():
        log.report_together(f"ledger.several-{field}", found.tables[table].sheet, places)


def report_joined_units(found: Gathered, rows: Codes, log: IssueLog) -> None:
    """The rows of a case number that name further units of the case, one issue a sheet."""
    for table, places in found.cells(rows, "unit").items():
        log.report_together("ledger.units-joined", found.tables[table].sheet, places)


def report_withheld(
    found: Gathered,
    lost: Iterable[tuple[FieldName, Mask, Mask]],
    named: Mask,
    release: Sequence[Release],
    log: IssueLog,
) -> None:
    """Texts that are not printed because they may still name somebody, by field; of those the ones that are too long to be
    searched, and those that are printed all the same because the configuration releases their cases (`named`)."""
    freed = np.zeros(len(named), np.bool_)
    who = _(", ").join(dict.fromkeys(one.who for one in release))
    for field, mask, endless in lost:
        freed |= mask & named & ~endless
        kinds: tuple[tuple[str, Mask, dict[str, object]], ...] = (
            ("ledger.text-withheld", mask & ~endless & ~named, {}),
            ("ledger.text-too-long", endless, {"most": LONGEST}),
            ("ledger.text-released", mask & named & ~endless, {"who": who}),
        )
        for code, rows, more in kinds:
            for table, places in found.cells(np.flatnonzero(rows), field).items():
                log.report_together(code, found.tables[table].sheet, places, **more)
    numbers = {found.texts["id"].values[code] for code in found.texts["id"].codes[freed].tolist()}
    if idle := [one.id for one in release if one.id not in numbers]:
        log.report("ledger.release-idle", ids=_(", ").join(idle))
