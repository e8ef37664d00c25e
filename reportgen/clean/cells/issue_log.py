"""What was found wrong on the way: issues collected, many of a kind in one sheet reported as one."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from reportgen.messages import N_, _, issue
from reportgen.model.sources import Addition, Issue, Source, column_letters

SINGLES = 20
"""So many of a kind in one sheet are reported one by one; more are reported in one issue."""
NAMED = 10
"""So many cells are named in an issue about many."""
MOST_PLACES = 1_048_576
"""So many cells an issue remembers: as many as a sheet has rows."""
_SEPARATOR = N_(", ")
_ASKING = frozenset(
    {
        "ledger.column-ambiguous",
        "ledger.column-suggested",
        "ledger.no-header.nearest",
        "ledger.no-date-column.suggested",
        "ledger.sheet-without-header.suggested",
        "ledger.sheet-without-date.suggested",
    }
)
"""Issues whose lines of the configuration say what the ledger lacks; those of others say what could be had instead."""
_COLUMN = re.compile(r'ledger: \{columns: \{(\w+): \[("(?:[^"\\]|\\.)*"|[^\]"]*)\]\}\}')


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which sheet is meant: its place in the ledger and its names for people.

    `numbers` are the rows in the sheet as people see it, where a county is given its own rows alone, counted from `first_row` on.
    """

    file: int
    index: int
    file_name: str
    name: str
    numbers: Sequence[int] = field(default=(), compare=False, repr=False)
    first_row: int = 1

    def row(self, row: int) -> int:
        """The row as people see it."""
        return self.numbers[row - self.first_row] if self.numbers else row

    def source(self, row: int | None = None, column: int | None = None) -> Source:
        """A cell, row or column of the sheet (1-based), or the sheet itself."""
        return Source(self.file_name, self.name, None if row is None else self.row(row), column)

    def name_cells(self, cells: Sequence[tuple[int, int | None]]) -> str:
        """The first of these (row, column) in words."""
        return name_cells([(self.row(row), column) for row, column in cells[: NAMED + 1]])


class IssueLog:
    """The issues so far, in the order in which they were found."""

    def __init__(self) -> None:
        """Without an issue yet."""
        self._issues: list[Issue] = []

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All of them."""
        return tuple(self._issues)

    def report(self, code: str, source: Source | None = None, **values: object) -> None:
        """Adds one issue."""
        asked = _columns(str(values["yaml"]), str(values.get("others", ""))) if code in _ASKING else ()
        self._issues.append(replace(issue(code, source, **values), additions=tuple(asked)))

    def report_places(self, code: str, places: Sequence[Source], **values: object) -> None:
        """Adds one issue about several places."""
        self.report_asking(code, places, (), **values)

    def report_asking(
        self, code: str, places: Sequence[Source], asked: Iterable[Addition], /, **values: object
    ) -> None:
        """Adds one issue about several places, with what the configuration would have to say to settle it."""
        found = issue(code, places[0], **values)
        self._issues.append(replace(found, places=tuple(places[:MOST_PLACES]), additions=tuple(asked)))

    def report_together(
        self, code: str, sheet: Sheet, cells: Sequence[tuple[int, int | None]], **values: object
    ) -> None:
        """Adds one issue about all these (row, column), with their `count` and the first of their names as `cells`."""
        places = [sheet.source(*cell) for cell in cells[:MOST_PLACES]]
        self.report_places(code, places, count=len(cells), cells=sheet.name_cells(cells), **values)

    def report_cells(self, code: str, sheet: Sheet, cells: Iterable[tuple[int, int | None]], **values: object) -> None:
        """Adds an issue of `code` for each (row, column), or one of `code.many` with their count and the first of them."""
        places = list(cells)
        if len(places) <= SINGLES:
            for row, column in places:
                self.report(code, sheet.source(row, column), **values)
            return
        self.report_together(f"{code}.many", sheet, places, **values)


def name_cells(places: Sequence[tuple[int, int | None]]) -> str:
    """The first cells in words: `C17, C21, C40 …`."""
    names = [f"{column_letters(column)}{row}" if column else str(row) for row, column in places[:NAMED]]
    return join_words(names) + (" …" if len(places) > NAMED else "")


def join_words(words: Iterable[str]) -> str:
    """The words as a list in the user's language."""
    return _(_SEPARATOR).join(words)


def _columns(yaml: str, others: str) -> list[Addition]:
    """The columns that such lines name: `ledger: {columns: {unit: [检查单位]}}`, with the `others` that might be meant."""
    return [
        Addition(
            ("ledger", "columns", field), (json.loads(header) if header.startswith('"') else header,), others=others
        )
        for field, header in _COLUMN.findall(yaml)
    ]
