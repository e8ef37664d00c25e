"""Rows that go on from the row above: a long text was typed into several rows of its column."""

from collections.abc import Iterable

import numpy as np

from reportgen.clean.cells.cells import Cells, Codes
from reportgen.clean.cells.values import as_text
from reportgen.clean.rows.rules import CONTINUED
from reportgen.clean.rows.table_rows import Lines


def join_continued(columns: list[Cells[object]], texts: Iterable[int], lines: Lines) -> list[Cells[object]]:
    """The columns with the `texts` of rows that go on from the row above put behind what stands there."""
    rows = np.array(lines.rows(CONTINUED), np.int64)
    if not len(rows):
        return columns
    heads = rows - 1
    while (chained := np.isin(heads, rows)).any():
        heads = heads - chained
    wanted = set(texts)
    return [_joined(cells, rows, heads) if index in wanted else cells for index, cells in enumerate(columns)]


def _joined(cells: Cells[object], rows: Codes, heads: Codes) -> Cells[object]:
    """The texts of rows put behind those of their heads."""
    parts: dict[int, list[str]] = {}
    for row, head in zip(rows.tolist(), heads.tolist(), strict=True):
        if text := as_text(cells.values[cells.codes[row]]).strip():
            parts.setdefault(head, [as_text(cells.values[cells.codes[head]])]).append(text)
    if not parts:
        return cells
    codes = cells.codes.copy()
    codes[list(parts)] = np.arange(len(parts)) + len(cells.values)
    return Cells([*cells.values, *("\n".join(texts).strip() for texts in parts.values())], codes)
