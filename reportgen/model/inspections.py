"""What a health check of ledgers found (数据体检)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reportgen.model.ledgers import LedgerTable, RowCount, Rows
from reportgen.model.periods import Period
from reportgen.model.sources import Issue, Level, Source


@dataclass(frozen=True, slots=True)
class CheckedSheet:
    """One sheet: `file` and `sheet` are indexes into `Inspection.rows`.

    `tables` are the tables of cases found in it, none where it is no ledger. `counts` are the sums over them; used = the sum
    of `by_quarter`, outside_period = the sum of `other_quarters`, both by quarters such as `2026Q3`, in order. `first` and
    `last` are the days of its earliest and its latest believed case.
    """

    file: int
    sheet: int
    tables: tuple[LedgerTable, ...]
    counts: RowCount
    by_quarter: Mapping[str, int]
    other_quarters: Mapping[str, int]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Finding:
    """All issues of one kind: `cells` is how many places they name together, at least one for each issue."""

    level: Level
    issues: tuple[Issue, ...]
    cells: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """The health of some ledgers.

    `rows` are the files as they were read, `sheets` all their sheets in order, `unread` what keeps other files from being read.
    `counts` are the sums over all sheets. `categories` are those of the used cases with their number, most frequent first; `renamed` are
    the words of category columns that are counted as a category of another name: the words, the names, in how many believed cases of all periods.
    `shown` are the names of each file and of its sheets as they are told to people: they give nobody away.
    `findings` has all issues, worst first: errors, warnings, notes, of a level those of most cells.
    """

    rows: Rows
    sheets: tuple[CheckedSheet, ...]
    unread: tuple[Issue, ...]
    counts: RowCount
    categories: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]
    period: Period | None = None
    renamed: tuple[tuple[str, tuple[str, ...], int], ...] = ()
    shown: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All issues, worst first."""
        return tuple(issue for finding in self.findings for issue in finding.issues)

    def name(self, sheet: CheckedSheet) -> Source:
        """The sheet as a place that a person can find."""
        file = self.rows.files[sheet.file]
        shown, sheets = self.shown[sheet.file] if self.shown else ("", ())
        return Source(file.file, file.sheets[sheet.sheet].name, shown=(shown, sheets[sheet.sheet] if sheets else ""))


def places_of(issue: Issue) -> tuple[Source, ...]:
    """Everywhere that an issue points to."""
    return issue.places or ((issue.source,) if issue.source else ())
