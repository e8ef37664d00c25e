"""Rows that go on from the row above: a long text was typed into several rows of its column."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.clean.cells.cells import Cells, Codes
from reportgen.clean.cells.values import as_text
from reportgen.clean.rows.lines import Days, Lines, filled_cells, is_filled
from reportgen.clean.rows.rules import CONTINUED


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """Which columns of a table hold numbers of cases or lines, which long texts, and which the day."""

    numbers: frozenset[int]
    texts: frozenset[int]
    day: int


def join_continued(
    own: Sequence[Cells[object]], columns: list[Cells[object]], roles: ColumnRoles, days: Days, lines: Lines
) -> Lines:
    """Joins to the row above the texts of rows that hold nothing else, in `columns`; the lines without those rows as cases.

    Only where the table numbers its rows is a row without number and day no case of its own. `own` has the cells as they are.
    """
    rows = _continued(own, roles, days, lines)
    if not len(rows):
        return lines
    heads = rows - 1
    while (chained := np.isin(heads, rows)).any():
        heads = heads - chained
    for index in sorted(roles.texts):
        columns[index] = _joined(columns[index], rows, heads)
    cases = lines.cases.copy()
    cases[rows] = False
    return Lines(cases, dict(sorted({**lines.others, **dict.fromkeys(rows.tolist(), CONTINUED)}.items())))


def _continued(own: Sequence[Cells[object]], roles: ColumnRoles, days: Days, lines: Lines) -> Codes:
    """The rows without number and day whose only cells are texts, right below a case or another of them."""
    lone = np.flatnonzero(lines.cases & ~days.known)
    lone = lone[lone > 0]
    if not len(lone) or not roles.numbers:
        return lone[:0]
    taken = [cells.take(lone) for cells in own]
    texts = filled_cells([taken[index] for index in sorted(roles.texts)], len(lone))
    only = (texts > 0) & (texts == filled_cells(taken, len(lone)))
    found: list[int] = []
    for row in lone[only].tolist():
        above = row - 1
        numbered = any(is_filled(own[index].values[own[index].codes[above]]) for index in roles.numbers)
        if (found and found[-1] == above) or (lines.cases[above] and days.known[above] and numbered):
            found.append(row)
    return np.array(found, np.int64)


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
