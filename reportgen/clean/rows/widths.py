"""Records of a text file with fewer or more cells than the others: which of them have cells in wrong columns.

A record that ends early is right where a program leaves empty cells out, and wrong where a separator is missing or was typed
in full width. What its cells hold tells: they fit the columns in which they stand, or those that many columns further on.
"""

from collections.abc import Callable, Sequence

import numpy as np

from reportgen.clean.cells.cells import Cells, Mask
from reportgen.clean.dates.cell_dates import Sort, read_value
from reportgen.clean.rows.table_rows import Lines, row_values
from reportgen.model.ledgers import SheetRows

Fits = Callable[[object, int], bool]
"""Whether a value fits a column."""


def misfits(rows: SheetRows, columns: Sequence[Cells[object]], lines: Lines, first: tuple[int, int]) -> Mask:
    """The cases whose cells may stand in wrong columns; none where half of all have another width: then no width is usual.

    `columns` are the cells below the header, the first of which stands at `first`.
    """
    found = np.zeros(len(lines.cases), np.bool_)
    widths = {row - first[0]: cells for row, _, cells in rows.misfits if 0 <= row - first[0] < len(found)}
    odd = [row for row in widths if lines.cases[row]]
    if not odd or len(odd) * 2 >= np.count_nonzero(lines.cases):
        return found
    usual = lines.cases.copy()
    usual[odd] = False
    fits = _fitting(columns, usual)
    for row in odd:
        values = row_values(columns, row)[: widths[row] - first[1] + 1]
        found[row] = widths[row] > rows.width or _is_shifted(values, rows.width - widths[row], len(columns), fits)
    return found


def _fitting(columns: Sequence[Cells[object]], usual: Mask) -> Fits:
    """Values fit a column that has them in its usual rows, and days one that has days."""
    some = [cells.take(usual).compact() for cells in columns]
    known = [set(cells.values) - {""} for cells in some]
    dated = [any(map(_is_day, cells.values)) for cells in some]
    return lambda value, column: value in known[column] or (dated[column] and _is_day(value))


def _is_day(value: object) -> bool:
    return value != "" and read_value(value).sort in (Sort.DAY, Sort.OPEN)


def _is_shifted(values: Sequence[object], lacking: int, width: int, fits: Fits) -> bool:
    """Whether it is not sure that the cells of a record which lacks some at its end stand in their columns."""
    while values and values[-1] == "":
        values = values[:-1]
    if not values or not fits(values[-1], len(values) - 1):
        return True
    here = [fits(value, column) for column, value in enumerate(values)]
    there = [column + lacking < width and fits(value, column + lacking) for column, value in enumerate(values)]
    return any(sum(here[:place]) + sum(there[place:]) > sum(here) for place in range(len(values)))
