"""Which rows are cases that stand in the ledgers already: by their number, or cell for cell where they have none.

Two rows are the same case when they have the same number in the same sheet, or the same number and the same content
in any two sheets; and whatever is the same as the same is the same. A row without a number is the same as another
whose every cell is equal. Ledgers with different content under equal numbers are numbered each for itself. Of the same
case the first row is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.clean.cells import Cells, Codes, Mask
from reportgen.clean.tables import Table
from reportgen.clean.values import as_text, fold

Keys = NDArray[np.uint64]
_SHARED_NUMBER = 10
_SHARED_SHARE = 0.1
"""A column of numbers of which so many rows, and this share, are repeated with other content does not identify cases."""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Which rows are dropped, `first` the row kept instead of each (itself where it is kept).

    `differing` marks dropped rows whose content is not that of the row kept; `restarting` has the numbers of the sheets (by their place
    among the tables) whose case numbers do not identify their cases.
    """

    dropped: Mask
    first: Codes
    differing: Mask
    restarting: tuple[int, ...]


def keys_of(cells: Cells[str]) -> Keys:
    """A number for each row that is equal where the text is; 0 for an empty text. Equal only within one run of the program."""
    values = np.array([hash(value) if value else 0 for value in cells.values], np.int64)
    return values.view(np.uint64)[cells.codes]


def mix(*columns: Keys) -> Keys:
    """One key for several columns: equal where all of them are."""
    mixed = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        mixed = (mixed ^ column) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def line_keys(table: Table) -> Keys:
    """A key for each row of a table that is equal where all its cells are, under headers of the same name."""
    total = np.zeros(len(table.rows), np.uint64)
    for names, cells in zip(table.header.names, table.columns, strict=True):
        texts = [(names[0], fold(as_text(value))) for value in cells.values]
        keys = np.array([hash(pair) if pair[1] else 0 for pair in texts], np.int64).view(np.uint64)
        total += keys[cells.codes]
    return total


def find_duplicates(table: Codes, numbers: Cells[str], content: Keys, lines: Callable[[], Keys]) -> Duplicates:
    """The duplicates among all rows.

    `table` is the place of each row's table, `numbers` the case numbers ("" where there is none that identifies the case),
    `content` the key of what the case is about, `lines` gives the key of the whole row, asked only where a row needs it.
    """
    numbered = numbers.where(bool)
    number_keys = keys_of(numbers)
    restarting = _restarting(table, numbered, number_keys, content)
    numbered &= ~np.isin(table, restarting)
    in_sheet, anywhere = mix(number_keys, table.astype(np.uint64)), mix(number_keys, content)
    if not numbered.all():
        whole = lines()
        in_sheet, anywhere = np.where(numbered, in_sheet, whole), np.where(numbered, anywhere, whole)
    first = _smallest_of_same(in_sheet, anywhere)
    dropped = first != np.arange(len(first))
    return Duplicates(dropped, first, dropped & (content != content[first]), restarting)


def _restarting(table: Codes, numbered: Mask, numbers: Keys, content: Keys) -> tuple[int, ...]:
    found = []
    for place in np.unique(table).tolist():
        rows = numbered & (table == place)
        cases = len(np.unique(mix(numbers[rows], content[rows])))
        repeated = cases - len(np.unique(numbers[rows]))
        if repeated >= max(_SHARED_NUMBER, _SHARED_SHARE * cases):
            found.append(place)
    return tuple(found)


def _smallest_of_same(*keys: Keys) -> Codes:
    """The first row that each row is the same as, through any of the keys."""
    labels = [np.unique(key, return_inverse=True)[1] for key in keys]
    first = np.arange(len(keys[0]))
    while True:
        before = first
        for label in labels:
            first = _spread_smallest(first, label)
        if np.array_equal(first, before):
            return first


def _spread_smallest(first: Codes, label: Codes) -> Codes:
    smallest = np.full(int(np.max(label, initial=-1)) + 1, len(first))
    np.minimum.at(smallest, label, first)
    return np.asarray(smallest[label])
