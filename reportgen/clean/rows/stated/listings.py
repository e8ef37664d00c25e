"""A table as its totals and group titles see it: what its rows are, and how many cases stand above each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reportgen.clean.cells.cells import Cells, Mask
from reportgen.clean.cells.issue_log import Sheet
from reportgen.clean.rows.table_rows import Lines

Span = tuple[int, int]
"""Rows from the first to the one before the second, counted from 0 below the header."""
Place = tuple[int, int | None]
Wrong = tuple[Place, str, str]
"""A cell of the sheet, the number that it states, and the number that was found."""


@dataclass(frozen=True)
class Listing:
    """A table as totals see it: `columns` with merged cells not filled, `names` and `fields` of the columns by their index.

    `first` is the place of the first cell below the header, `visible` marks rows that are not hidden, `doubted` are columns
    of which a cell could not be believed.
    """

    sheet: Sheet
    first: tuple[int, int]
    names: Sequence[tuple[str, ...]]
    columns: Sequence[Cells[object]]
    fields: Mapping[int, str]
    lines: Lines
    visible: Mask
    doubted: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def counts(self) -> NDArray[np.float64]:
        """How many cases stand above each row."""
        return sums_above(self.lines.cases)

    @cached_property
    def visible_counts(self) -> NDArray[np.float64]:
        """How many cases that are not hidden stand above each row."""
        return sums_above(self.lines.cases & self.visible)


def sums_above(values: Mask | NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum of all values above each row, and of all."""
    return np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])


def between(sums: NDArray[np.float64], span: Span) -> float:
    """The sum of the values of these rows."""
    return float(sums[span[1]] - sums[span[0]])


def cases_in(listing: Listing, span: Span) -> int:
    """How many cases these rows hold."""
    return int(between(listing.counts, span))
