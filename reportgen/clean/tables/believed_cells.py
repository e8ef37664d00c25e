"""The cells of a table as they are believed: refused ones emptied, those filled that hold what another cell says."""

from collections.abc import Mapping, Sequence

import numpy as np

from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.issue_log import IssueLog, Sheet
from reportgen.clean.cells.values import Nulls
from reportgen.clean.dates.split_dates import join_parts
from reportgen.clean.header.columns import ColumnOf, Mapped, used_columns
from reportgen.clean.rows.filling import fill_dittos, fill_merges
from reportgen.clean.rows.lines import numbered_rows, speaking_rows
from reportgen.clean.rows.table_rows import is_filled
from reportgen.clean.tables.blocks.block import Block
from reportgen.clean.words.synonyms import SERIAL_HEADERS

_REFUSED: Mapping[str, str] = {
    "long-number": "ledger.long-number",
    "illegal-character": "ledger.illegal-character",
    "formula": "ledger.formula-without-value",
}


def empty_refused(sheet: Sheet, block: Block, mapped: Mapped, log: IssueLog) -> list[Cells[object]]:
    """The columns below the header, the cells that `read` could not believe emptied and reported."""
    rows, start = block.rows, block.header.bottom + 1
    columns = [Cells.below(column, start) for column in rows.columns]
    used = used_columns(mapped)
    cells: dict[tuple[str, str], list[tuple[int, int | None]]] = {}
    refused: dict[int, list[int]] = {}
    for row, column, text in rows.errors:
        index, line = column - rows.first_column, row - rows.first_row - start
        if 0 <= index < len(columns) and 0 <= line < len(columns[index].codes):
            refused.setdefault(index, []).append(line)
            code = _REFUSED.get(text, "ledger.cell-error") if index in used else "ledger.unused-cell-error"
            cells.setdefault((code, text), []).append((row, column))
    for (code, text), places in cells.items():
        log.report_cells(code, sheet, places, text=text)
    for index, lines in refused.items():
        columns[index] = _emptied(columns[index], lines)
    return columns


def fill_cells(
    sheet: Sheet, block: Block, mapped: Mapped, own: Sequence[Cells[object]], nulls: Nulls, log: IssueLog
) -> list[Cells[object]]:
    """The columns with each cell filled that holds what another one says: merged, "as above", or the part of a day."""
    merged = fill_merges(block.rows, block.header.bottom + 1, own)
    wanted = sorted(used_columns(mapped))
    columns, *places = fill_dittos(merged, wanted, number_columns(block, mapped), lambda: speaking_rows(own))
    for code, found in zip(("ledger.ditto", "ledger.ditto-empty"), places, strict=True):
        cells = [(block.start + row, block.rows.first_column + index) for row, index in sorted(found)]
        if cells:
            log.report_together(code, sheet, cells)
    for days in ("received", "closed", "due"):
        for column in mapped.get(days, ())[:1]:
            if column.parts:
                columns[column.index] = _whole_days(sheet, block, column, columns, nulls, log)
    return columns


def _whole_days(
    sheet: Sheet, block: Block, column: ColumnOf, columns: Sequence[Cells[object]], nulls: Nulls, log: IssueLog
) -> Cells[object]:
    """The days of a column of which year, month and day stand in columns of their own."""
    days, taken = join_parts(column.parts, [columns[index] for index in column.run], nulls)
    first = block.rows.first_column + column.run[0]
    if taken:
        cells = [(block.start + row, first + place) for row, place in sorted(taken)]
        log.report_together("ledger.date-part-taken", sheet, cells)
    return days


def number_columns(block: Block, mapped: Mapped) -> frozenset[int]:
    """The columns of case numbers and of line numbers."""
    serials = {index for index, names in enumerate(block.header.names) if not SERIAL_HEADERS.isdisjoint(names)}
    return frozenset(serials.union(column.index for column in mapped.get("id", ())))


def with_whole_days(
    own: Sequence[Cells[object]], columns: Sequence[Cells[object]], column: ColumnOf, known: Mask
) -> list[Cells[object]]:
    """The columns as they are, but for days in several columns: each known one stands in the last of them alone."""
    shown = list(own)
    if column.parts:
        written = known & np.logical_or.reduce([own[index].where(is_filled) for index in column.run])
        for index in column.run:
            shown[index] = _emptied(own[index], np.flatnonzero(known))
        whole, last = columns[column.index], shown[column.index]
        codes = np.where(written, whole.codes + len(last.values), last.codes)
        shown[column.index] = Cells((*last.values, *whole.values), codes)
    return shown


def numbered_beforehand(
    block: Block, mapped: Mapped, own: Sequence[Cells[object]], columns: Sequence[Cells[object]], own_day: Mask
) -> Mask:
    """The rows that hold nothing but a line number, and no cell that was emptied because it could not be believed.

    A day that is merged over them, and a year and month that were entered beforehand, make no case of them.
    """
    *parts, day = mapped["received"][0].run
    cells = list(columns)
    cells[day] = own[day]
    for index in parts:
        cells[index] = Cells.repeat("", len(own_day))
    numbered = numbered_rows(cells, number_columns(block, mapped), own_day)
    doubted = (row - block.start for row, _, _ in block.rows.errors)
    numbered[[line for line in doubted if 0 <= line < len(numbered)]] = False
    return numbered


def _emptied(cells: Cells[object], lines: Sequence[int] | Codes) -> Cells[object]:
    codes = cells.codes.copy()
    codes[np.asarray(lines, np.int64)] = len(cells.values)
    return Cells((*cells.values, ""), codes)
