"""What is reported about believed rows: unknown categories, duplicates, days out of order, words not understood, texts withheld."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np

from reportgen.clean.cases.duplicates import PEOPLE, STATES, TELLING, DedupKeys, Duplicates
from reportgen.clean.cases.times import Times
from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.issue_log import MOST_PLACES, NAMED, IssueLog, join_words, name_cells
from reportgen.clean.cells.split_names import NameSplitter
from reportgen.clean.dates.column_dates import NOTHING, Days
from reportgen.clean.header.columns import one_line
from reportgen.clean.people.masking import Masker
from reportgen.clean.tables.gathering import Gathered
from reportgen.clean.tables.table import Table
from reportgen.clean.words.categories import DEFAULT, KEYWORD, Categories, Names
from reportgen.clean.words.vocabulary import Words
from reportgen.messages import field_word
from reportgen.model import JOINT, Period
from reportgen.settings.models import DuplicateSettings, FieldName, Settings

_LISTED = 20
_SHOWN = 20
"""So many characters of a value are shown."""
_WORDS = 5
_FEW = 3
_MOST_NAMES = 100
_APART = np.timedelta64(2 * 366, "D")
_FEW_SHARE = 0.1
"""So many cases of all that lie so far behind the others have a slip of the pen in their year."""


def show(value: str, masker: Masker) -> str:
    """A value fit for a message: masked, short, "…" where it may be personal all the same."""
    masked = masker.mask_all([value])
    text = masked.texts[0] or "…"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def report_cells(found: Gathered, code: str, rows: Codes, field: FieldName, log: IssueLog, **values: object) -> None:
    """An issue for each cell of a field in these rows, or one a sheet where they are many."""
    for table, places in found.cells(rows, field).items():
        log.report_cells(code, found.tables[table].sheet, places, **values)


def report_categories(
    found: Gathered, categories: Categories, rejected: Mask, settings: Settings, masker: Masker, log: IssueLog
) -> None:
    """Each unknown name of a category once, with how often and the nearest known one; then the rows left out for it.

    A taxonomy of nothing but a catch-all knows no name and judges none.
    """
    if all(category.catch_all for category in settings.taxonomy.categories.values()):
        return
    names = Names(settings.taxonomy)
    counted, holding = _count_strange(categories.strange)
    catch_all = settings.taxonomy.categories[names.catch_all].name if names.catch_all else ""
    for part, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_LISTED]:
        near = names.nearest(part)
        rows = np.flatnonzero(np.isin(categories.strange.codes, holding[part]))
        shown = _name_rows(found, rows[: NAMED + 1])  # one more: it is seen that the list goes on
        values = {"value": show(part, masker), "count": count, "cells": shown}
        code = "ledger.category-unknown.near" if near else "ledger.category-unknown"
        log.report_places(code, found.places(rows[:MOST_PLACES], "category"), near=near, **values)
    if len(counted) > _LISTED:
        rest = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[_LISTED:]
        rows = np.flatnonzero(np.isin(categories.strange.codes, [code for part, _ in rest for code in holding[part]]))
        counts = {"values": len(rest), "count": sum(count for _, count in rest)}
        log.report_places("ledger.categories-unknown", found.places(rows[:MOST_PLACES], "category"), **counts)
    report_cells(found, "ledger.category-rejected", np.flatnonzero(rejected), "category", log)
    _report_origins(categories.origin.take(~rejected), catch_all, log)


def count_names(cells: Cells[str], parting: NameSplitter, masker: Masker) -> tuple[tuple[str, int], ...]:
    """The values of the cells, fit for a message, and how often they stand there: most frequent first, at most 100.

    A cell of several names counts for each where every one of them is a whole cell elsewhere.
    """
    counted: Counter[str] = Counter()
    whole = set(cells.values)
    for value, count in zip(cells.values, cells.counts().tolist(), strict=True):
        parts = dict.fromkeys(parting.names(value, ()) if parting.parts(value) else ())
        for name in parts if parts and whole.issuperset(parts) else (value,):
            counted[name] += count
    named = [item for item in sorted(counted.items(), key=lambda item: (-item[1], item[0])) if all(item)]
    return tuple((show(value, masker), count) for value, count in named[:_MOST_NAMES])


def _name_rows(found: Gathered, rows: Codes) -> str:
    """The category cells of these rows, with their sheets where they stand in several."""
    by_table = found.cells(rows, "category")
    if len(by_table) == 1:
        return name_cells(next(iter(by_table.values())))
    places = [str(found.place(row, "category")) for row in rows.tolist()]
    return join_words(places[:_FEW]) + (" …" if len(places) > _FEW else "")


def _report_origins(origin: Cells[str], catch_all: str, log: IssueLog) -> None:
    for code, kind in (("ledger.category-by-keyword", KEYWORD), ("ledger.category-by-default", DEFAULT)):
        if count := int(origin.where(kind.__eq__).sum()):
            log.report(code, count=count, rows=origin.height, catch_all=catch_all)


def _count_strange(strange: Cells[tuple[str, ...]]) -> tuple[Counter[str], Mapping[str, list[int]]]:
    """How many rows hold each unknown name, and the places of the values that hold it."""
    counted: Counter[str] = Counter()
    holding: dict[str, list[int]] = defaultdict(list)
    for place, (parts, count) in enumerate(zip(strange.values, strange.counts().tolist(), strict=True)):
        for part in parts if count else ():
            counted[part] += count
            holding[part].append(place)
    return counted, holding


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
    for place in dict.fromkeys(table for _, table, _ in cells):
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


def _report_after(found: Gathered, rows: Codes, log: IssueLog) -> None:
    """Reports of each sheet how many cases came in after the period; nothing is wrong with their cells."""
    tables = found.table[rows]
    for table in dict.fromkeys(tables.tolist()):
        inside = rows[tables == table]
        (places,) = found.cells(inside[: NAMED + 1], "received").values()
        first = found.tables[table].sheet.source(*places[0])
        log.report("ledger.date-after-period", first, count=len(inside), cells=name_cells(places))


def report_several(found: Gathered, field: FieldName, cells: Cells[str], log: IssueLog) -> None:
    """The cells that name several units, categories or kinds of handling, one issue a sheet."""
    several = np.flatnonzero(cells.where(lambda text: JOINT in text))
    for table, places in found.cells(several, field).items():
        log.report_together(f"ledger.several-{field}", found.tables[table].sheet, places)


def report_joined_units(found: Gathered, rows: Codes, log: IssueLog) -> None:
    """The rows of a case number that name further units of the case, one issue a sheet."""
    for table, places in found.cells(rows, "unit").items():
        log.report_together("ledger.units-joined", found.tables[table].sheet, places)


def report_unknown_words(
    found: Gathered,
    field: Literal["status", "verified", "satisfaction"],
    words: Words,
    masker: Masker,
    log: IssueLog,
) -> None:
    """Words of a field that no vocabulary knows, most frequent first."""
    texts = found.texts[field]
    unknown = np.flatnonzero(texts.where(lambda text: not words.understands(text)))
    counted = Counter(texts.take(unknown).rows())
    if not counted:
        return
    most = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_WORDS]
    shown = join_words(f"“{show(word, masker)}”" for word, _ in most)
    places = found.places(unknown[:MOST_PLACES], field)
    log.report_places(
        "ledger.words-unknown", places, field=field, word=field_word(field), count=len(unknown), words=shown
    )


def report_withheld(found: Gathered, withheld: Iterable[tuple[FieldName, Mask]], log: IssueLog) -> None:
    """Texts that are not printed because they may still hold the number of a person."""
    for field, mask in withheld:
        for table, places in found.cells(np.flatnonzero(mask), field).items():
            log.report_together("ledger.text-withheld", found.tables[table].sheet, places)
