"""A table of cases as it is believed: refused cells emptied, merged ones filled, rows without a date set aside."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.chinese.places import PLACE_ENDS
from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.charsets import known_texts
from reportgen.clean.cells.issue_log import IssueLog, Sheet, join_words
from reportgen.clean.cells.values import Nulls, as_texts, fold, tidy_all
from reportgen.clean.dates.column_dates import DateReader, DayColumn, no_days
from reportgen.clean.dates.split_dates import join_parts
from reportgen.clean.header.columns import ColumnOf, Mapped, one_line, used_columns, yaml_line
from reportgen.clean.header.headers import Header
from reportgen.clean.rows.continuing import ColumnRoles, join_continued
from reportgen.clean.rows.counts import check_counts
from reportgen.clean.rows.filling import fill_dittos, fill_merges
from reportgen.clean.rows.lines import (
    Days,
    Lines,
    filled_cells,
    is_filled,
    numbered_rows,
    read_lines,
    say_lines,
    speaking_rows,
    wide_rows,
)
from reportgen.clean.rows.listings import Listing
from reportgen.clean.rows.rules import GROUP, HEADER, SIGNATURE, TOTAL
from reportgen.clean.tables.blocks import Block
from reportgen.clean.tables.other_sheets import holds_days
from reportgen.clean.words.synonyms import SERIAL_HEADERS
from reportgen.clean.words.vocabulary import STATUS, longest_first
from reportgen.model import Column, LedgerColumn, LedgerTable, Period, RowCount, SheetRows
from reportgen.model.sources import column_letters
from reportgen.settings.models import FieldName, LedgerSettings

_REFUSED = {
    "long-number": "ledger.long-number",
    "illegal-character": "ledger.illegal-character",
    "formula": "ledger.formula-without-value",
}
_PEOPLE: tuple[FieldName, ...] = ("complainant", "person")
_LONGEST_DAY = 30  # characters of a cell with a day and a word
_DONE = re.compile(
    r"(?<=[\d日号旬底末月])\s*[(（]?已?(?:办结|结案|办理完毕|办毕|完成|整改到位|整改完成|销号|答复|回复)[)）]?\s*$"
)
_TOLD: tuple[FieldName, ...] = ("subject", "text", "handling")
"""Fields of long texts: a row that holds nothing else may go on from the one above."""


@dataclass(frozen=True, slots=True)
class Table:
    """The dated cases of one table; a sheet may have several.

    `rows` are their rows in the sheet (1-based); `columns` has every column of the table, `mapped` which of them serve a
    field; `first_row` and `first_column` say where the first cell of the table stands in the sheet; `read` and `rejected` count data rows.
    """

    sheet: Sheet
    rows: Codes
    header: Header
    columns: tuple[Cells[object], ...]
    first_row: int
    first_column: int
    mapped: Mapped
    received: DayColumn
    closed: DayColumn
    due: DayColumn
    read: int
    rejected: int

    @property
    def header_row(self) -> int:
        """The last row of the header, 1-based in the sheet."""
        return self.first_row + self.header.bottom

    def number(self, column: ColumnOf) -> int:
        """The 1-based number of a mapped column in the sheet."""
        return self.first_column + column.index

    def texts(self, column: ColumnOf, nulls: Nulls) -> Cells[str]:
        """A column as tidy texts, "" where there is nothing."""
        cells = self.columns[column.index].compact()
        return cells.become(nulls.clear_all(tidy_all(as_texts(cells.values))))

    def field(self, field: FieldName, nulls: Nulls) -> Cells[str]:
        """The texts of a field's best column, "" throughout where the sheet has none."""
        columns = self.mapped.get(field)
        return self.texts(columns[0], nulls) if columns else Cells.repeat("", len(self.rows))


def outline(table: Table, counts: RowCount) -> LedgerTable:
    """How the table was understood: its header, the columns of each field and those of none."""
    used = used_columns(table.mapped)
    unmapped = [index for index, shown in enumerate(table.header.shown) if shown and index not in used]
    columns: dict[str, tuple[LedgerColumn, ...]] = {
        field: tuple(LedgerColumn(column.header, table.number(column)) for column in found)
        for field, found in table.mapped.items()
    }
    rest = tuple(LedgerColumn(one_line(table.header.shown[index]), table.first_column + index) for index in unmapped)
    days = {"received": table.received, "closed": table.closed, "due": table.due}
    orders = {field: column.order for field, column in days.items() if column.order}
    return LedgerTable(table.sheet.file, table.sheet.index, table.header_row, columns, rest, counts, orders)


def received_yaml(header: str) -> str:
    """The line of the configuration that names the date column."""
    return yaml_line("received", header)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A table on the way: `own` has its cells as they are, `columns` those with merged cells filled; `first` is the first cell."""

    sheet: Sheet
    block: Block
    mapped: Mapped
    first: tuple[int, int]
    own: list[Cells[object]]
    columns: list[Cells[object]]
    received: DayColumn
    lines: Lines
    hidden: Mask

    @property
    def received_column(self) -> int:
        """The number of the date column in the sheet."""
        return self.first[1] + self.mapped["received"][0].index

    def listing(self) -> Listing:
        """What the totals are held against."""
        fields = {column.index: field for field, found in self.mapped.items() for column in found}
        doubted = frozenset(column - self.first[1] for _, column, _ in self.block.rows.errors)
        return Listing(
            self.sheet, self.first, self.block.header.names, self.own, fields, self.lines, ~self.hidden, doubted
        )


@dataclass(frozen=True, slots=True)
class BlockReader:
    """Reads the blocks of a sheet whose columns are known; `year` finds that of the file."""

    settings: LedgerSettings
    nulls: Nulls
    period: Period | None
    findings: IssueLog
    year: Callable[[], int | None]

    def read(self, sheet: Sheet, blocks: Sequence[tuple[Block, Mapped]]) -> list[Table]:
        """The tables of blocks that stand side by side: a footer of one is no case of the next, totals may be of all."""
        drafts: list[_Draft] = []
        for block, mapped in blocks:
            beside = frozenset(row for draft in drafts for row in draft.lines.rows(TOTAL, SIGNATURE, HEADER, GROUP))
            drafts.append(self._draft(sheet, block, mapped, beside))
        check_counts([draft.listing() for draft in drafts], self.findings)
        return [self._believe(draft) for draft in drafts]

    def _dates(self, sheet: Sheet, block: Block) -> DateReader:
        formats = tuple(self.settings.date_formats)
        year = (lambda: block.year) if block.year or self.period else self.year
        return DateReader(sheet, formats, self.nulls, self.period, self.findings, year, block.month)

    def _draft(self, sheet: Sheet, block: Block, mapped: Mapped, beside: frozenset[int]) -> _Draft:
        rows, header = block.rows, block.header
        first = (block.start, rows.first_column)
        own = self._refuse(sheet, rows, header.bottom + 1, mapped)
        columns = self._fill(sheet, block, mapped, own)
        column = mapped["received"][0]
        received = self._dates(sheet, block).read(columns[column.index], first[1] + column.index)
        shown = _with_whole_days(own, columns, column, received.known)
        own_day = received.known & own[column.index].where(is_filled)
        days = Days(received.known, own_day, _numbered(block, mapped, own, columns, own_day))
        lines = read_lines(shown, header, days, wide_rows(rows.merges, header, first), beside)
        lines = join_continued(shown, columns, _telling(block, mapped), days, lines)
        say_lines(lines, shown, sheet, first, self.findings)
        self._say_nameless(sheet, block, own, lines)
        hidden = np.zeros(len(days.known), np.bool_)
        hidden[[row - first[0] for row in rows.hidden_rows if 0 <= row - first[0] < len(hidden)]] = True
        return _Draft(sheet, block, mapped, first, own, columns, received, lines, hidden)

    def _fill(self, sheet: Sheet, block: Block, mapped: Mapped, own: Sequence[Cells[object]]) -> list[Cells[object]]:
        """The columns with each cell filled that holds what another one says."""
        merged = fill_merges(block.rows, block.header.bottom + 1, own)
        wanted = sorted(used_columns(mapped))
        columns, *places = fill_dittos(merged, wanted, _numbers(block, mapped), lambda: speaking_rows(own))
        for code, found in zip(("ledger.ditto", "ledger.ditto-empty"), places, strict=True):
            cells = [(block.start + row, block.rows.first_column + index) for row, index in sorted(found)]
            if cells:
                self.findings.say_together(code, sheet, cells)
        for days in ("received", "closed", "due"):
            for column in mapped.get(days, ())[:1]:
                if column.parts:
                    columns[column.index] = self._whole_days(sheet, block, column, columns)
        return columns

    def _whole_days(
        self, sheet: Sheet, block: Block, column: ColumnOf, columns: Sequence[Cells[object]]
    ) -> Cells[object]:
        """The days of a column of which year, month and day stand in columns of their own."""
        days, taken = join_parts(column.parts, [columns[index] for index in column.run], self.nulls)
        first = block.rows.first_column + column.run[0]
        if taken:
            cells = [(block.start + row, first + place) for row, place in sorted(taken)]
            self.findings.say_together("ledger.date-part-taken", sheet, cells)
        return days

    def _believe(self, draft: _Draft) -> Table:
        sheet, first, cases, known = draft.sheet, draft.first, draft.lines.cases, draft.received.known
        wanted = cases & ~self._skipped(draft)
        self._say_undated(draft, wanted & ~known)
        kept = np.flatnonzero(wanted & known)
        taken = _taken(draft, kept)
        received = draft.received.take(kept)
        rows = kept + first[0]
        closed, due = (
            self._other_days(sheet, read_days, taken, mapped, first[1], received, rows)
            for read_days, mapped in (
                (self._dates(sheet, draft.block).read, draft.mapped.get("closed")),
                (self._dates(sheet, draft.block).read_due, draft.mapped.get("due")),
            )
        )
        read = int(cases.sum())
        return Table(
            sheet, rows, draft.block.header, taken, draft.block.rows.first_row, first[1], dict(draft.mapped), received, closed, due,
            read, read - len(kept),
        )  # fmt: skip

    def _skipped(self, draft: _Draft) -> Mask:
        """The hidden cases where the settings leave them out; hidden cases are told in any case."""
        hidden = draft.hidden & draft.lines.cases
        skip = self.settings.hidden.rows == "skip"
        if hidden.any():
            places: list[tuple[int, int | None]] = [(int(row), None) for row in np.flatnonzero(hidden) + draft.first[0]]
            code = "ledger.hidden-rows-skipped" if skip else "ledger.hidden-rows"
            self.findings.say_together(code, draft.sheet, places)
        return hidden & skip

    def _refuse(self, sheet: Sheet, rows: SheetRows, start: int, mapped: Mapped) -> list[Cells[object]]:
        """The columns below the header, the cells that `read` could not believe emptied and told."""
        columns = [_below(column, start) for column in rows.columns]
        used = used_columns(mapped)
        told: dict[tuple[str, str], list[tuple[int, int | None]]] = {}
        refused: dict[int, list[int]] = {}
        for row, column, text in rows.errors:
            index, line = column - rows.first_column, row - rows.first_row - start
            if 0 <= index < len(columns) and 0 <= line < len(columns[index].codes):
                refused.setdefault(index, []).append(line)
                code = _REFUSED.get(text, "ledger.cell-error") if index in used else "ledger.unused-cell-error"
                told.setdefault((code, text), []).append((row, column))
        for (code, text), places in told.items():
            self.findings.say_cells(code, sheet, places, text=text)
        for index, lines in refused.items():
            columns[index] = _emptied(columns[index], lines)
        return columns

    def _say_nameless(self, sheet: Sheet, block: Block, columns: Sequence[Cells[object]], lines: Lines) -> None:
        """Tells columns that have no header and yet hold something in rows of cases."""
        left_out = block.rows.hidden_columns if self.settings.hidden.columns == "skip" else ()
        nameless = [
            column
            for column, (names, cells) in enumerate(
                zip(block.header.names, columns, strict=True), block.rows.first_column
            )
            if not names[0] and column not in left_out and (lines.cases & cells.where(is_filled)).any()
        ]
        if nameless:
            letters = join_words(map(column_letters, nameless))
            self.findings.say("ledger.columns-nameless", sheet.source(block.start - 1, nameless[0]), columns=letters)

    def _say_undated(self, draft: _Draft, undated: Mask) -> None:
        """Tells the cases without a usable day; in one where the whole column is empty."""
        bad, column = draft.received.bad, draft.received_column
        empty = not (draft.received.known | bad)[draft.lines.cases].any()
        if empty and undated.sum() > 1:
            self._say_no_day(draft, _places(np.flatnonzero(undated) + draft.first[0], column))
            return
        yearless = undated & draft.received.yearless
        if yearless.any():
            places = _places(np.flatnonzero(yearless) + draft.first[0], column)
            self.findings.say_together("ledger.year-nowhere", draft.sheet, places)
        monthless = undated & bad & self._monthless(draft)
        if monthless.any():
            places = _places(np.flatnonzero(monthless) + draft.first[0], column)
            self.findings.say_together("ledger.month-nowhere", draft.sheet, places)
        for code, mask in (
            ("ledger.date-unusable", undated & bad & ~yearless & ~monthless),
            ("ledger.date-missing", undated & ~bad),
        ):
            self.findings.say_cells(code, draft.sheet, _places(np.flatnonzero(mask) + draft.first[0], column))

    @staticmethod
    def _monthless(draft: _Draft) -> Mask:
        """The rows of which the month stands in a column of its own, and that is blank."""
        received = draft.mapped["received"][0]
        if "月日" not in received.parts:
            return np.zeros(len(draft.lines.cases), np.bool_)
        return ~draft.columns[received.index - 1].where(is_filled)

    def _say_no_day(self, draft: _Draft, cells: Sequence[tuple[int, int | None]]) -> None:
        header = draft.block.header
        shown = one_line(draft.mapped["received"][0].header)
        days = [
            one_line(text)
            for index, text in enumerate(header.shown)
            if text and holds_days(draft.block.rows, header, index)
        ]
        if days:
            values = {
                "header": shown,
                "columns": join_words(f"“{day}”" for day in days),
                "yaml": received_yaml(days[0]),
            }
            self.findings.say_together("ledger.date-column-empty.suggested", draft.sheet, cells, **values)
        else:
            self.findings.say_together("ledger.date-column-empty", draft.sheet, cells, header=shown)

    def _other_days(
        self, sheet: Sheet, read: Callable[[Cells[object], int, DayColumn], DayColumn], columns: Sequence[Cells[object]],
        mapped: tuple[ColumnOf, ...] | None, first_column: int, received: DayColumn, rows: Codes,
    ) -> DayColumn:  # fmt: skip
        if not mapped:
            return no_days(len(rows))
        number = first_column + mapped[0].index
        words = longest_first(STATUS, self.settings.vocabulary.status).exact
        cells = columns[mapped[0].index].map(lambda value: _day_said(value, words))
        days = read(cells, number, received)
        self.findings.say_cells("ledger.date-ignored", sheet, _places(rows[days.bad], number))
        return days


def _day_said(value: object, words: Mapping[str, str]) -> object:
    """The cell without a word behind its day (`7月9日已办结`); nothing where it says instead that the case is still open."""
    if not isinstance(value, str) or len(value) > _LONGEST_DAY:
        return value
    return "" if words.get(fold(value)) == "open" else _DONE.sub("", value)


def _below(column: Column, start: int) -> Cells[object]:
    """The cells of a column from this row on (counted from 0)."""
    codes = np.frombuffer(memoryview(column.codes).toreadonly(), np.intc)[start:]  # narrow ones are quicker to work on
    return Cells(known_texts(column.values), codes).compact()


def _taken(draft: _Draft, kept: Codes) -> tuple[Cells[object], ...]:
    """The columns of the dated cases; those of people know the values of all cases, and no group title's."""
    indices = {column.index for field in _PEOPLE for column in draft.mapped.get(field, ())}
    used = used_columns(draft.mapped)
    lone = filled_cells(draft.own, len(draft.lines.cases)) == 1 if indices else draft.lines.cases
    taken = []
    for index, cells in enumerate(draft.columns):
        if index in indices:
            told = draft.lines.cases & ~(lone & cells.where(_is_place))
            told[kept] = True
            rows = np.flatnonzero(told)
            taken.append(cells.take(rows).compact().take(np.searchsorted(rows, kept)))
        else:
            some = cells.take(kept)
            taken.append(some.compact() if index in used else some)
    return tuple(taken)


def _is_place(value: object) -> bool:
    """城关镇 alone in a row is a title above cases."""
    return isinstance(value, str) and value.strip().endswith(PLACE_ENDS)


def _places(rows: Iterable[int], column: int) -> list[tuple[int, int | None]]:
    return [(int(row), column) for row in rows]


def _numbers(block: Block, mapped: Mapped) -> frozenset[int]:
    """The columns of case numbers and of line numbers."""
    serials = {index for index, names in enumerate(block.header.names) if not SERIAL_HEADERS.isdisjoint(names)}
    return frozenset(serials.union(column.index for column in mapped.get("id", ())))


def _telling(block: Block, mapped: Mapped) -> ColumnRoles:
    told = {column.index for field in _TOLD for column in mapped.get(field, ())}
    return ColumnRoles(_numbers(block, mapped), frozenset(told), mapped["received"][0].index)


def _with_whole_days(
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


def _numbered(
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
    numbered = numbered_rows(cells, _numbers(block, mapped), own_day)
    doubted = (row - block.start for row, _, _ in block.rows.errors)
    numbered[[line for line in doubted if 0 <= line < len(numbered)]] = False
    return numbered


def _emptied(cells: Cells[object], lines: Sequence[int] | Codes) -> Cells[object]:
    codes = cells.codes.copy()
    codes[np.asarray(lines, np.int64)] = len(cells.values)
    return Cells((*cells.values, ""), codes)
