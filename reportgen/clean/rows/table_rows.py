"""The rows below a header, as the rules see them."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.values import as_text
from reportgen.clean.header.headers import Header

FEW = 2
"""Cells of a group title, and of a day that signs the sheet."""
FOOT = 10
"""So many rows at the foot of a table are looked at for signatures, even where they have a day."""
_BLANKS = frozenset({"", *filter(str.isspace, map(chr, range(1 << 16)))})


@dataclass(frozen=True, slots=True)
class Lines:
    """What the rows below a header are: `cases` marks the cases, `others` has the issue code of each row that is reported apart."""

    cases: Mask
    others: Mapping[int, str]

    def rows(self, *kinds: str) -> list[int]:
        """The rows of these kinds, in order."""
        return [row for row, kind in self.others.items() if kind in kinds]


@dataclass(frozen=True, slots=True)
class Days:
    """Which rows have a usable day, and which have it in a cell of their own: a merged cell may reach below its cases.

    `numbered` marks rows that hold nothing but a line number.
    """

    known: Mask
    own: Mask
    numbered: Mask


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """Which columns of a table hold numbers of cases or lines, and which long texts."""

    numbers: frozenset[int]
    texts: frozenset[int]


@dataclass(frozen=True)
class TableRows:
    """`columns` have the cells below the header as they are, merged ones filled only where they begin.

    `wide` are rows of which a merged cell spans the better part; `beside` are rows that hold something else than a case in
    the table next to this one. `kinds` has the issue code of each row that was found to be no case so far.
    """

    columns: Sequence[Cells[object]]
    header: Header
    days: Days
    roles: ColumnRoles
    wide: frozenset[int]
    beside: frozenset[int]
    kinds: dict[int, str] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.days.known)

    @cached_property
    def width(self) -> int:
        """How many columns have a header."""
        return sum(1 for shown in self.header.shown if shown)

    @cached_property
    def filled(self) -> Codes:
        """How many cells of each row are not empty."""
        return filled_cells(self.columns, self.height)

    @cached_property
    def last(self) -> int:
        """The last row with a day that does not stand alone in it; -1 where there is none."""
        alone = (self.filled == 1) & self.days.own
        return int(np.max(np.flatnonzero(self.days.known & ~alone), initial=-1))

    @cached_property
    def foot(self) -> list[int]:
        """The rows below the last one with a day, those with hardly a cell."""
        filled = self.filled[self.last + 1 :]
        found: list[int] = (np.flatnonzero((filled > 0) & (filled <= FEW)) + self.last + 1).tolist()
        return found

    @cached_property
    def _written(self) -> list[int]:
        rows: list[int] = np.flatnonzero(self.filled).tolist()
        return rows

    def above(self, row: int) -> int:
        """The nearest row above that is not blank; -1 where there is none."""
        place = bisect_left(self._written, row)
        return self._written[place - 1] if place else -1

    def below(self, row: int) -> int:
        """The nearest row below that is not blank; the row behind the last one where there is none."""
        place = bisect_right(self._written, row)
        return self._written[place] if place < len(self._written) else self.height

    def is_lone(self, row: int) -> bool:
        """Whether there is such a row and a single cell of it is filled."""
        return 0 <= row < self.height and self.filled[row] == 1

    def only(self, row: int) -> object:
        """The one value of a row that has but one."""
        return next(value for value in row_values(self.columns, row) if as_text(value).strip())

    def cases(self) -> Mask:
        """Rows that hold anything and were not found to be something else; next to something else hardly a cell is no case."""
        cases = self.filled > 0
        cases[[row for row in self.beside if row < self.height and self._is_slight(row)]] = False
        cases[list(self.kinds)] = False
        return cases

    def _is_slight(self, row: int) -> bool:
        return not self.days.known[row] and bool(self.filled[row] * 2 <= self.width)


def filled_cells(columns: Sequence[Cells[object]], height: int) -> Codes:
    """How many cells of each row are not empty."""
    filled = np.zeros(height, np.int64)
    for cells in columns:
        filled += ~cells.where(_is_blank, signs=_BLANKS)
    return filled


def _is_blank(value: object) -> bool:
    return isinstance(value, str) and (not value or value.isspace())


def is_filled(value: object) -> bool:
    """Whether a cell holds anything."""
    return value != ""


def row_values(columns: Sequence[Cells[object]], row: int) -> list[object]:
    """The values of one row."""
    return [cells.values[cells.codes[row]] for cells in columns]
