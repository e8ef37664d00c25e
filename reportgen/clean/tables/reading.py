"""The blocks of a sheet -> their cases: rows without a day set aside, totals and group titles held against the rows."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.issue_log import NAMED, IssueLog, Sheet, join_words
from reportgen.clean.cells.values import Nulls, fold
from reportgen.clean.dates.cell_dates import CALENDAR_1904
from reportgen.clean.dates.column_dates import DateReader, DayColumn, no_days
from reportgen.clean.dates.date_formats import suggest_format
from reportgen.clean.header.columns import ColumnOf, Mapped, one_line
from reportgen.clean.rows.joining import join_continued
from reportgen.clean.rows.lines import read_lines, report_lines, wide_rows
from reportgen.clean.rows.rules import GROUP, HEADER, SIGNATURE, TOTAL
from reportgen.clean.rows.stated.counts import check_counts
from reportgen.clean.rows.table_rows import ColumnRoles, Days, TableRows, is_filled
from reportgen.clean.rows.widths import misfits
from reportgen.clean.tables.believed_cells import (
    empty_refused,
    fill_cells,
    number_columns,
    numbered_beforehand,
    with_whole_days,
)
from reportgen.clean.tables.blocks.block import Block
from reportgen.clean.tables.draft import Draft
from reportgen.clean.tables.nil_days import nil_days
from reportgen.clean.tables.table import Table
from reportgen.clean.tables.undated import report_undated
from reportgen.clean.words.vocabulary import STATUS, longest_first
from reportgen.model.periods import Period
from reportgen.model.sources import column_letters
from reportgen.settings.models import FieldName, LedgerSettings

_LONGEST_DAY = 30  # characters of a cell with a day and a word
_DONE = re.compile(
    r"(?<=[\d日号旬底末月])\s*[(（]?已?(?:办结|结案|办理完毕|办毕|完成|整改到位|整改完成|销号|答复|回复)[)）]?\s*$"
)
_DOUBTED, _DOUBTED_SHARE = 5, 0.5
"""So many days of a column, and more than this share, before the cases came in are no slips of the pen."""
_LONG_TEXTS: tuple[FieldName, ...] = ("subject", "text", "handling")
"""Fields of long texts: a row that holds nothing else may go on from the one above."""


@dataclass(frozen=True, slots=True)
class BlockReader:
    """Reads the blocks of a sheet whose columns are known; `year` finds that of the file."""

    settings: LedgerSettings
    nulls: Nulls
    period: Period | None
    log: IssueLog
    year: Callable[[], int | None]

    def read(self, sheet: Sheet, blocks: Sequence[tuple[Block, Mapped]]) -> list[Table]:
        """The tables of blocks that stand side by side: a footer of one is no case of the next, totals may be of all."""
        drafts: list[Draft] = []
        for block, mapped in blocks:
            beside = frozenset(row for draft in drafts for row in draft.lines.rows(TOTAL, SIGNATURE, HEADER, GROUP))
            drafts.append(self._draft(sheet, block, mapped, beside))
        check_counts([draft.listing() for draft in drafts], self.log)
        return [self._believe(draft) for draft in drafts]

    def _dates(self, sheet: Sheet, block: Block) -> DateReader:
        formats = tuple(self.settings.date_formats)
        year = (lambda: block.year) if block.year or self.period else self.year
        behind = CALENDAR_1904 if block.rows.counts_from_1904 else 0
        zone = ZoneInfo(self.settings.timezone)
        return DateReader(sheet, formats, self.nulls, self.period, self.log, year, block.month, zone, behind)

    def _draft(self, sheet: Sheet, block: Block, mapped: Mapped, beside: frozenset[int]) -> Draft:
        rows, header = block.rows, block.header
        first = (block.start, rows.first_column)
        own = empty_refused(sheet, block, mapped, self.log)
        columns = fill_cells(sheet, block, mapped, own, self.nulls, self.log)
        column = mapped["received"][0]
        received = self._dates(sheet, block).read(columns[column.index], first[1] + column.index)
        shown = with_whole_days(own, columns, column, received.known)
        own_day = received.known & own[column.index].where(is_filled)
        days = Days(received.known, own_day, numbered_beforehand(block, mapped, own, columns, own_day))
        roles = _roles(block, mapped)
        lines = read_lines(TableRows(shown, header, days, roles, wide_rows(rows.merges, header, first), beside))
        columns = join_continued(columns, roles.texts, lines)
        report_lines(lines, shown, sheet, first, self.log)
        astray = misfits(rows, own, lines, first)
        self._report_nameless(sheet, block, own, lines.cases & ~astray)
        hidden = np.zeros(len(days.known), np.bool_)
        hidden[[row - first[0] for row in rows.hidden_rows if 0 <= row - first[0] < len(hidden)]] = True
        return Draft(sheet, block, mapped, first, own, columns, received, lines, hidden, astray)

    def _believe(self, draft: Draft) -> Table:
        sheet, first, cases, known = draft.sheet, draft.first, draft.lines.cases, draft.received.known
        wanted = cases & ~self._skipped(draft) & ~draft.misfits
        self._report_misfits(draft)
        report_undated(draft, wanted & ~known, self.log)
        kept = np.flatnonzero(wanted & known)
        taken = draft.taken(kept)
        received = draft.received.take(kept)
        rows = kept + first[0]
        closed, due = (
            self._other_days(sheet, read_days, taken, mapped, first[1], received, rows)
            for read_days, mapped in (
                (self._dates(sheet, draft.block).read, draft.mapped.get("closed")),
                (self._dates(sheet, draft.block).read_due, draft.mapped.get("due")),
            )
        )
        read, mapped = int(cases.sum()), dict(draft.mapped)
        if closed.known.any() and self._is_doubtful(sheet, "closed", closed, mapped, first[1], received):
            del mapped["closed"]
            closed = no_days(len(rows))
        if due.known.any() and self._is_doubtful(sheet, "due", due, mapped, first[1], received):
            del mapped["due"]
            due = no_days(len(rows))
        return Table(
            sheet, rows, draft.block.header, taken, draft.block.rows.first_row, first[1], mapped, received, closed, due,
            read, read - len(kept), draft.continued(kept), nil_days(draft),
        )  # fmt: skip

    def _is_doubtful(
        self, sheet: Sheet, field: FieldName, days: DayColumn, mapped: Mapped, first_column: int, received: DayColumn
    ) -> bool:
        """Whether most days of a column lie before those on which the cases came in: then it holds something else."""
        both = days.exact & received.exact
        early = int((both & (days.days < received.days)).sum())
        if early < _DOUBTED or early <= _DOUBTED_SHARE * int(both.sum()):
            return False
        column = mapped[field][0]
        values = {"field": field, "header": one_line(column.header), "early": early, "count": int(both.sum())}
        self.log.report("ledger.column-before-received", sheet.source(None, first_column + column.index), **values)
        return True

    def _skipped(self, draft: Draft) -> Mask:
        """The hidden cases where the settings leave them out; hidden ones are reported in any case."""
        hidden = draft.hidden & draft.lines.cases
        skip = self.settings.hidden.rows == "skip"
        if hidden.any():
            places: list[tuple[int, int | None]] = [(int(row), None) for row in np.flatnonzero(hidden) + draft.first[0]]
            code = "ledger.hidden-rows-skipped" if skip else "ledger.hidden-rows"
            self.log.report_together(code, draft.sheet, places)
        return hidden & skip

    def _report_misfits(self, draft: Draft) -> None:
        """The records of a text file that have more or fewer cells than the others: of their cells none is believed."""
        rows = draft.block.rows
        by_cells: dict[int, list[tuple[int, int]]] = {}
        for row, line, cells in rows.misfits:
            if draft.is_misfit(row):
                by_cells.setdefault(cells, []).append((row, line))
        for cells, found in sorted(by_cells.items()):
            lines = join_words(str(line) for _, line in found[:NAMED]) + (" …" if len(found) > NAMED else "")
            values = {"count": len(found), "lines": lines, "found": cells, "width": rows.width}
            self.log.report_places("ledger.row-width", [draft.sheet.source(row) for row, _ in found], **values)

    def _report_nameless(self, sheet: Sheet, block: Block, columns: Sequence[Cells[object]], cases: Mask) -> None:
        """Reports columns that have no header and yet hold something in rows of cases."""
        left_out = block.rows.hidden_columns if self.settings.hidden.columns == "skip" else ()
        nameless = [
            column
            for column, (names, cells) in enumerate(
                zip(block.header.names, columns, strict=True), block.rows.first_column
            )
            if not names[0] and column not in left_out and (cases & cells.where(is_filled)).any()
        ]
        if nameless:
            letters = join_words(map(column_letters, nameless))
            self.log.report("ledger.columns-nameless", sheet.source(block.start - 1, nameless[0]), columns=letters)

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
        self._report_ignored(sheet, number, days, cells, rows)
        return days

    def _report_ignored(self, sheet: Sheet, number: int, days: DayColumn, cells: Cells[object], rows: Codes) -> None:
        """The days of a column other than that of receipt that are not used, and why."""
        self.log.report_cells("ledger.date-far-ignored", sheet, _places(rows[days.far], number))
        if days.unsure.any():
            self.log.report_together("ledger.date-unsure-ignored", sheet, _places(rows[days.unsure], number))
        unclear = days.bad & ~days.far & ~days.unsure
        pattern = suggest_format(cells.take(unclear).compact().values) if unclear.any() else ""
        if pattern:
            places = _places(rows[unclear], number)
            self.log.report_together("ledger.date-format-ignored", sheet, places, format=pattern)
        else:
            self.log.report_cells("ledger.date-ignored", sheet, _places(rows[unclear], number))


def _day_said(value: object, words: Mapping[str, str]) -> object:
    """The cell without a word behind its day (`7月9日已办结`); nothing where its word means that the case is still open."""
    if not isinstance(value, str) or len(value) > _LONGEST_DAY:
        return value
    return "" if words.get(fold(value)) == "open" else _DONE.sub("", value)


def _places(rows: Iterable[int], column: int) -> list[tuple[int, int | None]]:
    return [(int(row), column) for row in rows]


def _roles(block: Block, mapped: Mapped) -> ColumnRoles:
    texts = {column.index for field in _LONG_TEXTS for column in mapped.get(field, ())}
    return ColumnRoles(number_columns(block, mapped), frozenset(texts))
