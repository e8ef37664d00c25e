"""The store -> what a reader would have said of the county's own rows."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from reportgen.batch.parts.partitioning import columns_key
from reportgen.batch.parts.store import HEAD, Row, Store, unpacked
from reportgen.clean.county_rows import Cut, Region, column_of, columns_of, part_digest, rebased, region_of
from reportgen.model.ledgers import SheetRows
from reportgen.read.parent.finding import expanded
from reportgen.read.protocol.answers import Answer
from reportgen.read.protocol.refusals import PendingIssue
from reportgen.settings import Loaded


def load_parts(path: Path, loaded: Loaded) -> dict[Path, Answer]:
    """For each shared ledger, by its resolved path, what a reader would say of it had it the county's rows alone.

    Its digest is that of these rows. A file that was not read for this run is left out.
    """
    region, columns = region_of(loaded.settings), columns_key(columns_of(loaded.settings.ledger))
    store = _opened(path)
    found: dict[Path, Answer] = {}
    for one in loaded.shared_files:
        for file in expanded(one):
            told = store.answer(file.resolve())
            if told:
                found[file.resolve()] = _own(store, *told, columns, region)
    return found


@lru_cache(maxsize=1)
def _opened(path: Path) -> Store:
    """The store of the run, open as long as the process works for it."""
    return Store.opened(path)


def _own(store: Store, file: int, answer: Answer, columns: str, region: Region) -> Answer:
    if answer.refusal:
        return answer
    notes = list(answer.notes)
    sheets: list[SheetRows] = []
    empty = True
    for place, sheet in enumerate(answer.sheets):
        cut = store.cut(file, place, columns)
        if cut is None:
            notes.append(PendingIssue("ledger.shared-sheet-left-out", sheet.name))
            continue
        rows = _rows(store, file, place, cut, region)
        empty &= not rows
        sheets.append(_sheet(store, file, place, sheet, cut, rows))
    if not sheets:
        return replace(answer, sheets=(), refusal=PendingIssue("ledger.shared-no-region"))
    if empty:
        notes.append(PendingIssue("ledger.shared-no-rows", values=(("region", region.name),)))
    return replace(answer, sheets=tuple(sheets), notes=tuple(notes), sha256=part_digest(sheets))


def _rows(store: Store, file: int, place: int, cut: Cut, region: Region) -> list[Row]:
    """The county's rows, in the order of the sheet."""
    said = store.said(file, place, cut.column, region)
    return sorted(row for one in said for row in store.rows(file, place, cut.column, one, cut.head))


def _sheet(store: Store, file: int, place: int, sheet: SheetRows, cut: Cut, rows: list[Row]) -> SheetRows:
    above = [row for row in store.rows(file, place, HEAD, "") if row[0] < cut.head]
    width = store.width(file, place)
    cells = [unpacked(data, width) for _row, data in (*above, *rows)]
    columns = tuple(column_of(values) for values in zip(*cells, strict=True)) if cells else ()
    return rebased(sheet, columns, [sheet.first_row + row for row, _data in (*above, *rows)])
