"""Cells that hold what another cell says: merged ones, and marks for "as above" (同上, 〃)."""

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from reportgen.clean.cells.cells import Cells, Mask
from reportgen.clean.cells.values import fold
from reportgen.model.ledgers import SheetRows

_DITTO = re.compile(r"(?:同上|同前|同上行|如上)[。.]?|〃{1,3}|\"{1,3}|[“”〞]{1,3}|′{2,6}|'{2,4}")
_SIGNS = frozenset("同如〃\"＂“”〞″′'＇")  # one of these stands in each of them
_LONGEST = 8  # characters, spaces among them
Place = tuple[int, int]


def fill_merges(rows: SheetRows, start: int, own: Sequence[Cells[object]]) -> list[Cells[object]]:
    """The columns with a value that is merged over several rows held by each of them (in the leftmost column of the merge)."""
    columns = list(own)
    for top, left, bottom, _right in rows.merges:
        first, last, index = top - rows.first_row - start, bottom - rows.first_row - start, left - rows.first_column
        if 0 <= first < last and 0 <= index < len(columns) and first < len(columns[index].codes):
            if columns[index] is own[index]:
                columns[index] = Cells(own[index].values, own[index].codes.copy())
            columns[index].codes[first : last + 1] = columns[index].codes[first]
    return columns


def fill_dittos(
    columns: Sequence[Cells[object]], wanted: Iterable[int], numbers: Iterable[int], above: Callable[[], Mask]
) -> tuple[list[Cells[object]], list[Place], list[Place]]:
    """The columns with what stands above in place of marks for "as above" in the `wanted` ones.

    Also the places (row, column; counted from 0) that were filled, and those that were emptied: there is nothing above, or it
    is one of the `numbers`, and each case has a number of its own. `above` marks the rows that "as above" may mean.
    """
    changed = list(columns)
    filled: list[Place] = []
    emptied: list[Place] = []
    for index in wanted:
        cells = columns[index]
        marked = cells.where(_is_ditto, signs=_SIGNS, longest=_LONGEST)
        if not marked.any():
            continue
        rows = np.flatnonzero(marked)
        sources = np.flatnonzero(above() & ~marked)
        places = np.searchsorted(sources, rows) - 1
        empty = len(cells.values)
        codes = cells.codes.copy()
        codes[rows] = empty
        if index not in numbers and len(sources):
            codes[rows] = np.where(places >= 0, codes[sources[places]], empty)
        changed[index] = Cells((*cells.values, ""), codes)
        for row in rows.tolist():
            (filled if changed[index].values[codes[row]] != "" else emptied).append((row, index))
    return changed, filled, emptied


def _is_ditto(value: object) -> bool:
    return isinstance(value, str) and _DITTO.fullmatch(fold(value)) is not None
