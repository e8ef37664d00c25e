"""Which sheets of a file hold tables of cases; those that hold none are left out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from reportgen.clean.cells.issue_log import IssueLog, Sheet, join_words
from reportgen.clean.cells.values import Nulls
from reportgen.clean.header.columns import HeaderMatcher, map_columns, one_line, used_columns
from reportgen.clean.tables.blocks.block import Block
from reportgen.clean.tables.blocks.finding import find_blocks
from reportgen.clean.tables.blocks.title_times import with_times, year_of_file
from reportgen.clean.tables.layouts.layouts import NO_DATE, Layout, layout_of
from reportgen.clean.tables.layouts.left_out import LeftOut, report_left_out, report_no_ledger
from reportgen.clean.tables.layouts.part import Part
from reportgen.clean.tables.reading import BlockReader
from reportgen.clean.tables.table import Table
from reportgen.clean.words.synonyms import PERSONAL
from reportgen.model.ledgers import SheetRows
from reportgen.model.periods import Period
from reportgen.model.sources import column_letters
from reportgen.settings.models import LedgerSettings


@dataclass(frozen=True, slots=True)
class TableReader:
    """Finds and reads the tables of each sheet."""

    book: HeaderMatcher
    settings: LedgerSettings
    nulls: Nulls
    period: Period | None
    log: IssueLog

    def read_file(self, sheets: Sequence[tuple[Sheet, SheetRows]], named: bool = True) -> list[Table]:
        """The tables of one file; an error where it has none, an issue for each other sheet or part that is none.

        A file that nobody `named` and that is nothing like a ledger is no error: it lies in the folder for another reason.
        """
        tables: list[Table] = []
        left: list[LeftOut] = []
        wanted = self._wanted(sheets)
        blocks = [with_times(find_blocks(rows, self.book), sheet.name) for sheet, rows in wanted]
        name = wanted[0][0].file_name if wanted else ""
        year = cache(lambda: year_of_file(name, zip((rows for _, rows in wanted), blocks, strict=True), self.book))
        for (sheet, rows), parts in zip(wanted, blocks, strict=True):
            found, others = self._read_sheet(sheet, rows, parts, year)
            tables += found
            left += others
        if left and not tables:
            nearest = max(left, key=lambda one: one.nearness)
            if named or nearest.resembles_ledger:
                report_no_ledger(nearest, self.log)
                left.remove(nearest)
        for one in left:
            report_left_out(one, self.log)
        return tables

    def _wanted(self, sheets: Sequence[tuple[Sheet, SheetRows]]) -> list[tuple[Sheet, SheetRows]]:
        """The sheets that hold anything, without the hidden ones where those are left out."""
        wanted = []
        for sheet, rows in sheets:
            if rows.height and rows.hidden and self.settings.hidden.sheets == "skip":
                self.log.report("ledger.hidden-sheet-skipped", sheet.source(), count=rows.height)
            elif rows.height:
                wanted.append((sheet, rows))
        return wanted

    def _read_sheet(
        self, sheet: Sheet, rows: SheetRows, blocks: Sequence[Block], year: Callable[[], int | None]
    ) -> tuple[list[Table], list[LeftOut]]:
        blocks = [self._without_hidden(sheet, block) for block in blocks]
        parts = [Part(block.rows, block.header, self.book) for block in blocks] or [Part(rows, None, self.book)]
        judged = [self._judge(sheet, part) for part in parts]
        ledgers = [
            (block, part.mapped)
            for block, (part, layout) in zip(blocks, judged, strict=False)
            if part.mapped and not layout
        ]
        reader = BlockReader(self.settings, self.nulls, self.period, self.log, year)
        tables = [
            table
            for _start, beside in groupby(ledgers, key=lambda ledger: ledger[0].start)
            for table in reader.read(sheet, list(beside))
        ]
        if tables:
            self._report_hidden(sheet, rows, tables)
        return tables, [LeftOut(sheet, part, layout, len(parts) > 1) for part, layout in judged if layout]

    def _judge(self, sheet: Sheet, part: Part) -> tuple[Part, Layout | None]:
        """The part with its columns, and what it is where it lists no cases."""
        layout = layout_of(part)
        if layout or part.header is None:
            return part, layout
        mapped = replace(part, mapped=map_columns(sheet, part.rows, part.header, self.book, self.log))
        return mapped, NO_DATE if NO_DATE.holds(mapped) else None

    def _without_hidden(self, sheet: Sheet, block: Block) -> Block:
        """The block without its hidden columns where those are left out; what names people is kept to mask them."""
        if self.settings.hidden.columns == "use":
            return block
        header, first = block.header, block.rows.first_column
        fields = header.fields(self.book.field_of)
        hidden = [column - first for column in sorted(block.rows.hidden_columns)]
        lost = [index for index in hidden if 0 <= index < len(header.names) and fields.get(index) not in PERSONAL and header.names[index][0]]  # fmt: skip
        if lost:
            headers = join_words(f"“{one_line(header.shown[index])}”" for index in lost)
            place = sheet.source(block.start - 1, first + lost[0])
            self.log.report("ledger.hidden-columns-skipped", place, count=len(lost), headers=headers)
        return replace(block, header=header.without(lost))

    def _report_hidden(self, sheet: Sheet, rows: SheetRows, tables: Iterable[Table]) -> None:
        if rows.hidden:
            self.log.report("ledger.hidden-sheet", sheet.source())
        used = {table.first_column + index for table in tables for index in used_columns(table.mapped)}
        if hidden := sorted(used & rows.hidden_columns):
            letters = join_words(map(column_letters, hidden))
            self.log.report("ledger.hidden-columns", sheet.source(None, hidden[0]), count=len(hidden), columns=letters)
