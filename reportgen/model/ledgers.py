"""What the files say (`Rows`) and what we believe of it (`Ledger`)."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from reportgen.model.sources import Source

if TYPE_CHECKING:
    import pandas as pd

JOINT = "\x1f"
"""Parts the members of a cell of `Ledger.cases` that holds several: no character of a document, so none of a name."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet, every distinct value once: row i holds `values[codes[i]]`.

    Ledgers repeat themselves, so what is worked out for a value is worked out once, and a column is small to hand over
    from the child process that read it. `values` are plain: str, int, float, bool, datetime.date, datetime.datetime,
    datetime.time, datetime.timedelta, or "" for an empty cell; a datetime with a time zone is a moment. Values of different type are never folded into one
    (1, 1.0 and True stay three). Of a long column of different texts they are `PackedTexts`.
    """

    values: Sequence[object]
    codes: "array[int]"


@dataclass(frozen=True, slots=True)
class SheetRows:
    """One sheet, column by column, `height` rows each.

    `first_row` and `first_column` (1-based) say where the first cell of the first column stands in the sheet. `merges` are
    (first row, first column, last row, last column), `errors` are (row, column, mark) of cells that cannot be believed, all
    1-based in the sheet; `hidden_rows` and `hidden_columns` likewise. The mark is the error that the cell shows (`#DIV/0!`),
    "formula" (its result was never saved), "long-number" (a number of 16 digits or more: the last are lost) or
    "illegal-character" (one that no XML document may hold); the value is kept where there is one.

    `counts_from_1904` says that numbers which stand for days count from 1904-01-01, as in workbooks of old Macs. `misfits` are
    (row, line of the file, cells) of the records of a text file that have more or fewer cells than the others, `width` how many
    those have.

    Of a ledger that counties share one county is given its own rows: `numbers` are then their rows in the sheet, one for each row here, in
    ascending order; all other rows that are told here (`hidden_rows`, `merges`, `errors`, `misfits`) count these rows alone, from `first_row` on.
    """

    name: str
    columns: tuple[Column, ...]
    height: int
    first_row: int = 1
    first_column: int = 1
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    errors: tuple[tuple[int, int, str], ...] = ()
    counts_from_1904: bool = False
    misfits: tuple[tuple[int, int, int], ...] = ()
    width: int = 0
    numbers: "array[int] | None" = None

    def row(self, index: int) -> tuple[object, ...]:
        """The values of one row, `index` counted from 0 at `first_row`."""
        return tuple(column.values[column.codes[index]] for column in self.columns)


@dataclass(frozen=True, slots=True)
class FileRows:
    """One file as read: `file` is its name for people, `sha256` the hash of its bytes.

    One that was not `named` was found in a folder: it may be something else than a ledger.
    """

    file: str
    sha256: str
    sheets: tuple[SheetRows, ...]
    named: bool = True


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that was read, in the order in which the files were given."""

    files: tuple[FileRows, ...]


@dataclass(frozen=True, slots=True)
class RowCount:
    """What became of every data row: read = used + rejected + duplicates + outside_period, exactly.

    Totals, group titles, signatures, repeated headers and rows with a line number alone are no data rows: they are told in
    issues and not read.
    """

    read: int = 0
    used: int = 0
    rejected: int = 0
    duplicates: int = 0
    outside_period: int = 0


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column of a ledger as people know it: its header, and its 1-based number in the sheet."""

    header: str
    column: int


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """One table of cases and how it was understood.

    `file` and `sheet` are indexes as in `Ledger`; `header_row` is the last row of the header, 1-based in the sheet. `columns` has the columns that serve
    each field, the leading one first; `unmapped` those that serve none. `counts` are of this table's rows alone. `orders` tells by field how year, month
    and day follow each other (`m-d-y`, `d-m-y`, `y-m-d`), where that had to be found out from the column.
    """

    file: int
    sheet: int
    header_row: int
    columns: Mapping[str, tuple[LedgerColumn, ...]]
    unmapped: tuple[LedgerColumn, ...]
    counts: RowCount
    orders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The believed cases of all files.

    `cases` has one row a case, ordered by (file, sheet, row), a RangeIndex, and these columns, always all of them:

    | column | dtype | meaning |
    |---|---|---|
    | file, sheet | int | index into `files`, and into `sheets[file]` |
    | row | int | 1-based row in the sheet |
    | id | str | the case's own number as text, "" if it has none |
    | received | datetime64 | day the case came in (midnight) |
    | precision | str | how much of `received` is known: "day", "month" or "period" (no month: its middle stands for it) |
    | repeat | bool | the case tells again what an earlier one told (重复件) |
    | category | str | category code; several are joined with JOINT |
    | category_from | str | "ledger" (its own column), "keyword" (found in the text) or "default" (the catch-all) |
    | aspects | str | codes of the category's aspects found in the text, joined with JOINT; "" outside the period unless a declared figure asks for them |
    | unit, channel, handling, region | str | canonical name, "" if not known; several units, and several kinds of handling, are joined with JOINT |
    | status | str | "closed", "open", "overdue" or "" |
    | verified | str | "yes", "partly", "no", "unclear" (a verdict: cannot be established) or "" |
    | satisfaction | str | "satisfied", "basically", "dissatisfied" or "" |
    | closed | datetime64 | day the case was closed, NaT if not known |
    | due | datetime64 | last day in time, NaT if not known |
    | days | Int64 | closed - received, NA if not known |
    | on_time | boolean | whether a closed case was so in time, NA if not known |
    | a code of `ledger.fields` | str | what the county's own field says, "" if it says nothing |
    | subject, text, handling_text | str | masked, fit to print; "" where nothing may be printed, and outside the period |

    `tables` are the tables of cases that were found, in the order of (file, sheet); `fields` are the fields that at least one sheet has; `counts` knows no period, so `used` there counts all believed
    cases and `outside_period` is 0. `named` tells what the category columns say of the believed cases, to the letter but masked, and how often: most
    frequent first, at most 100. `digests` are the sha256 of the files' bytes, in the order of `files`. `withheld` are the positions in `cases` of those
    of which a text may not be printed. `doubted` are groups of units that may be spellings of one. `nil` has a day for each row that says there was nothing
    to report (零报告), None where none is known.
    """

    cases: "pd.DataFrame"
    files: tuple[str, ...]
    sheets: tuple[tuple[str, ...], ...]
    fields: frozenset[str]
    counts: RowCount
    tables: tuple[LedgerTable, ...] = ()
    named: tuple[tuple[str, int], ...] = ()
    digests: tuple[str, ...] = ()
    withheld: tuple[int, ...] = ()
    doubted: tuple[tuple[str, ...], ...] = ()
    nil: tuple[date | None, ...] = ()

    def source(self, file: int, sheet: int, row: int) -> Source:
        """The row as a place that a person can find."""
        return Source(self.files[file], self.sheets[file][sheet], row)
