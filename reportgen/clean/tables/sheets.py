"""Which sheets of a file hold tables of cases; what is said of those that hold none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from reportgen.chinese.surnames import ANY, COMPOUND
from reportgen.clean.cells.issue_log import IssueLog, Sheet, join_words
from reportgen.clean.cells.values import Nulls
from reportgen.clean.header.columns import HeaderMatcher, Mapped, map_columns, one_line, used_columns
from reportgen.clean.header.headers import Header
from reportgen.clean.tables.blocks import Block, find_blocks, with_times, year_of_file
from reportgen.clean.tables.other_sheets import (
    Looks,
    counts_cases,
    counts_words,
    holds_days,
    is_form,
    looks_like,
    nearest_header,
)
from reportgen.clean.tables.table import BlockReader, Table, received_yaml
from reportgen.clean.words.synonyms import AMBIGUOUS, PERSONAL
from reportgen.messages import _, field_word
from reportgen.model import Period, SheetRows
from reportgen.model.sources import column_letters
from reportgen.settings.models import LedgerSettings

_LOOKS = {
    Looks.COUNTS: "ledger.sheet-is-summary",
    Looks.FORM: "ledger.sheet-is-form",
    Looks.CODES: "ledger.sheet-is-codes",
    Looks.NOTES: "ledger.sheet-is-notes",
}
_SHOWN = 12  # columns of what is nearest to a header
_ENDINGS = "期间号型别类级分况式果位门址数率额度量容注见项题述时因称"  # of headers, hardly of names


@dataclass(frozen=True, slots=True)
class _LeftOut:
    """A block, or a whole sheet (`header` None) that is no table of cases; `part` where the sheet has another that is."""

    sheet: Sheet
    rows: SheetRows
    header: Header | None
    looks: Looks | None
    part: bool

    @property
    def row(self) -> int | None:
        """The last row of the header."""
        return self.rows.first_row + self.header.bottom if self.header else None


@dataclass(frozen=True, slots=True)
class TableReader:
    """Finds and reads the tables of each sheet."""

    book: HeaderMatcher
    settings: LedgerSettings
    nulls: Nulls
    period: Period | None
    findings: IssueLog

    def read_file(self, sheets: Sequence[tuple[Sheet, SheetRows]]) -> list[Table]:
        """The tables of one file; an error where it has none, an issue for each other sheet or part that is none."""
        tables: list[Table] = []
        left: list[_LeftOut] = []
        wanted = self._wanted(sheets)
        blocks = [with_times(find_blocks(rows, self.book), sheet.name) for sheet, rows in wanted]
        name = wanted[0][0].file_name if wanted else ""
        year = cache(lambda: year_of_file(name, zip((rows for _, rows in wanted), blocks, strict=True), self.book))
        for (sheet, rows), parts in zip(wanted, blocks, strict=True):
            found, others = self._read_sheet(sheet, rows, parts, year)
            tables += found
            left += others
        if left and not tables:
            worst = max(left, key=self._nearness)
            self._refuse(worst)
            left.remove(worst)
        for one in left:
            self._say_left_out(one)
        return tables

    def _wanted(self, sheets: Sequence[tuple[Sheet, SheetRows]]) -> list[tuple[Sheet, SheetRows]]:
        """The sheets that hold anything, without the hidden ones where those are left out."""
        wanted = []
        for sheet, rows in sheets:
            if rows.height and rows.hidden and self.settings.hidden.sheets == "skip":
                self.findings.say("ledger.hidden-sheet-skipped", sheet.source(), count=rows.height)
            elif rows.height:
                wanted.append((sheet, rows))
        return wanted

    def _read_sheet(
        self, sheet: Sheet, rows: SheetRows, blocks: Sequence[Block], year: Callable[[], int | None]
    ) -> tuple[list[Table], list[_LeftOut]]:
        blocks = [self._without_hidden(sheet, block) for block in blocks]
        if not blocks:
            return [], [_LeftOut(sheet, rows, None, looks_like(rows, self.book), False)]
        judged = [(block, *self._judge(sheet, block)) for block in blocks]
        ledgers = [(block, mapped) for block, mapped, looks in judged if "received" in mapped and looks is None]
        reader = BlockReader(self.settings, self.nulls, self.period, self.findings, year)
        tables = [
            table
            for _start, beside in groupby(ledgers, key=lambda ledger: ledger[0].start)
            for table in reader.read(sheet, list(beside))
        ]
        if tables:
            self._say_hidden(sheet, rows, tables)
        part = len(blocks) > 1
        left = [
            _LeftOut(sheet, block.rows, block.header, looks, part)
            for block, mapped, looks in judged
            if "received" not in mapped or looks
        ]
        return tables, left

    def _judge(self, sheet: Sheet, block: Block) -> tuple[Mapped, Looks | None]:
        """The columns of a block, or what it looks like where it lists no cases."""
        days = "received" in block.header.fields(self.book.field_of).values()
        small = not days and counts_words(block.header, self.book.field_of)
        if small or counts_cases(block.rows, block.header, self.book):
            return {}, Looks.COUNTS
        if is_form(block.rows, block.header, self.book):
            return {}, Looks.FORM
        return map_columns(sheet, block.rows, block.header, self.book, self.findings), None

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
            self.findings.say("ledger.hidden-columns-skipped", place, count=len(lost), headers=headers)
        return replace(block, header=header.without(lost))

    def _say_hidden(self, sheet: Sheet, rows: SheetRows, tables: Iterable[Table]) -> None:
        if rows.hidden:
            self.findings.say("ledger.hidden-sheet", sheet.source())
        used = {table.first_column + index for table in tables for index in used_columns(table.mapped)}
        if hidden := sorted(used & rows.hidden_columns):
            letters = join_words(map(column_letters, hidden))
            self.findings.say(
                "ledger.hidden-columns", sheet.source(None, hidden[0]), count=len(hidden), columns=letters
            )

    def _nearness(self, left: _LeftOut) -> tuple[int, int]:
        """How near a block or sheet comes to a ledger."""
        if left.header is not None:
            return 2 - (left.looks is not None), len(left.header.fields(self.book.field_of))
        nearest = nearest_header(left.rows, self.book)
        return 0, len({*nearest.fields, *nearest.days}) if nearest else 0

    def _refuse(self, left: _LeftOut) -> None:
        """An error: the file has no ledger, with what comes nearest to one."""
        if left.header is not None and left.looks is None:
            self._say_dateless(left, left.header, "ledger.no-date-column")
            return
        if left.header is not None and left.looks is Looks.COUNTS:
            self.findings.say("ledger.only-counts", left.sheet.source(left.row), columns=_columns(left.header))
            return
        looks = _((left.looks or Looks.OTHER).value)
        nearest = nearest_header(left.rows, self.book) if left.looks is not Looks.FORM else None
        if nearest is None:
            self.findings.say("ledger.no-header", left.sheet.source(left.row), looks=looks)
            return
        header = nearest.header
        columns = [
            f"“{one_line(header.shown[index])}” ({field_word(field)})"
            if (field := nearest.fields.get(index))
            else f"“{_fit_to_show(one_line(header.shown[index]))}”"
            for index, names in enumerate(header.names)
            if names[0]
        ]
        row = left.rows.first_row + header.bottom
        day = one_line(header.shown[nearest.days[0]]) if nearest.days else "…"
        self.findings.say(
            "ledger.no-header.nearest",
            left.sheet.source(row),
            looks=looks,
            row=row,
            columns=join_words(columns[:_SHOWN]) + (" …" if len(columns) > _SHOWN else ""),
            yaml=received_yaml(day),
        )

    def _say_left_out(self, left: _LeftOut) -> None:
        place = left.sheet.source(left.row)
        if left.part:
            code = "ledger.part-is-summary" if left.looks is Looks.COUNTS else "ledger.part-left-out"
            self.findings.say(code, place, columns=_columns(left.header))
        elif left.looks is Looks.COUNTS and left.header:
            self.findings.say("ledger.counts-not-cases", place, columns=_columns(left.header))
        elif left.looks in _LOOKS:
            self.findings.say(_LOOKS[left.looks], place)
        elif left.header:
            self._say_dateless(left, left.header, "ledger.sheet-without-date")
        else:
            self._say_headerless(left)

    def _say_headerless(self, left: _LeftOut) -> None:
        nearest = nearest_header(left.rows, self.book)
        if nearest and nearest.days:
            header = nearest.header
            columns = [one_line(header.shown[index]) for index in nearest.days]
            place = left.sheet.source(left.rows.first_row + header.bottom)
            self.findings.say("ledger.sheet-without-header.suggested", place, columns=join_words(columns), yaml=received_yaml(columns[0]))  # fmt: skip
        else:
            self.findings.say("ledger.sheet-without-header", left.sheet.source())

    def _say_dateless(self, left: _LeftOut, header: Header, code: str) -> None:
        place = left.sheet.source(left.row)
        used = header.fields(self.book.field_of)
        columns = [one_line(header.shown[index]) for index in range(len(header.shown)) if header.names[index][0] and index not in used and holds_days(left.rows, header, index)]  # fmt: skip
        if columns:
            self.findings.say(f"{code}.suggested", place, columns=join_words(columns), yaml=received_yaml(columns[0]))
        else:
            self.findings.say(code, place)


def _columns(header: Header | None) -> str:
    return join_words(f"“{one_line(shown)}”" for shown in header.shown if shown) if header else ""


def _fit_to_show(header: str) -> str:
    """What may be a header, but may be the cell of a case as well: "…" where it may be a person's name."""
    named = (len(header) in (2, 3) and header[0] in ANY) or (len(header) in (3, 4) and header[:2] in COMPOUND)
    return "…" if named and header not in AMBIGUOUS and header[-1] not in _ENDINGS else header
