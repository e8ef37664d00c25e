"""Which rows of a table are cases: not the blank ones, the totals, the signatures, the repeated headers, the group titles."""

from collections.abc import Callable, Collection, Iterable, Sequence

import numpy as np

from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.issue_log import NAMED, IssueLog, Sheet, join_words
from reportgen.clean.cells.values import as_text
from reportgen.clean.header.headers import Header, normalise
from reportgen.clean.rows.neighbours import mark_by_neighbours
from reportgen.clean.rows.row_words import (
    ALONE,
    LONG,
    LONGEST_NIL,
    NIL_SIGNS,
    is_line_number,
    is_nil,
    is_total_of,
    is_word,
)
from reportgen.clean.rows.rules import LOOKED_AT, NUMBERED, DoubtfulRow, kind_of
from reportgen.clean.rows.table_rows import FEW, FOOT, Lines, TableRows, filled_cells, row_values
from reportgen.clean.words.signatures import is_label, is_signed
from reportgen.clean.words.synonyms import SERIAL_HEADERS


def speaking_rows(columns: Sequence[Cells[object]]) -> Mask:
    """The rows that "as above" may mean: more than one cell is filled, and no total or example stands there."""
    height = len(columns[0].codes) if columns else 0
    return np.asarray((filled_cells(columns, height) > 1) & ~_words_alone(columns, height))


def read_lines(rows: TableRows) -> Lines:
    """What each row is.

    Only those without a day, with hardly a cell filled or with a word of a row that is no case, and those at the foot, are
    looked at one by one: a rule for rows that are filled as cases are needs its word in `row_words.ALONE`.
    """
    for row in _doubtful(rows).tolist():
        if kind := kind_of(_doubtful_row(rows, row)):
            rows.kinds[row] = kind
    mark_by_neighbours(rows)
    return Lines(rows.cases(), dict(sorted(rows.kinds.items())))


def _doubtful(rows: TableRows) -> Codes:
    """The rows that are looked at one by one."""
    columns, filled, known = rows.columns, rows.filled, rows.days.known
    few = (filled < rows.width) & (filled <= (3 if rows.width > 8 else 2))
    doubted = ~known | few | _words_alone(columns, rows.height) | _labelled_foot(columns, filled > 0)
    doubted |= _empty_words(columns, rows.height, filled)
    doubtful = np.flatnonzero((filled > 0) & ~rows.days.numbered & doubted)
    slight = (filled[doubtful] <= FEW) | np.isin(doubtful, list(rows.wide))
    return doubtful[slight | _holds_words(columns, doubtful, rows.header.words)]


def _doubtful_row(rows: TableRows, row: int) -> DoubtfulRow:
    cells = row_values(rows.columns, row)
    texts = [as_text(value) for value in cells if value != ""]
    serials = [index for index, names in enumerate(rows.header.names) if not SERIAL_HEADERS.isdisjoint(names)]
    heads = row in rows.wide or (len(texts) == 1 and any(is_word(cells[index]) for index in serials))
    days = rows.days
    return DoubtfulRow(texts, len(cells), bool(days.known[row]), bool(days.own[row]), heads, rows.header.words)


def _holds_words(columns: Sequence[Cells[object]], rows: Codes, words: frozenset[str]) -> Mask:
    """In which of these rows a cell is a word of the header, of a total or of a signature."""
    return _holding(columns, rows, lambda value: _is_telling(value, words))


def _labelled_foot(columns: Sequence[Cells[object]], cases: Mask) -> Mask:
    """The last rows that are not blank and have a label in one of their cells."""
    last = np.flatnonzero(cases)[-FOOT:]
    found = np.zeros(len(cases), np.bool_)
    found[last] = _holding(columns, last, lambda value: isinstance(value, str) and is_label(value))
    return found


def _holding(columns: Sequence[Cells[object]], rows: Codes, wanted: Callable[[object], bool]) -> Mask:
    """In which of these rows a cell is wanted; each value is looked at once."""
    found = np.zeros(len(rows), np.bool_)
    for cells in columns:
        codes, inverse = np.unique(cells.codes[rows], return_inverse=True)
        found |= np.array([wanted(cells.values[code]) for code in codes.tolist()], np.bool_)[inverse]
    return found


def _is_telling(value: object, words: frozenset[str]) -> bool:
    if not isinstance(value, str) or not value:
        return False
    if len(value) <= LONG and normalise(value) in words:
        return True
    return (
        any(word.holds(value) for word in ALONE)
        or is_total_of(value)
        or is_signed(value)
        or is_label(value)
        or is_nil(value)
    )


def report_lines(
    lines: Lines, columns: Sequence[Cells[object]], sheet: Sheet, first: tuple[int, int], log: IssueLog
) -> None:
    """Reports every row that is no case at its first filled cell; `first` is the place of the first cell in the sheet."""
    found: dict[str, list[tuple[int, int | None]]] = {}
    for row, kind in lines.others.items():
        place = next(index for index, value in enumerate(row_values(columns, row)) if value != "")
        found.setdefault(kind, []).append((first[0] + row, first[1] + place))
    if numbered := found.pop(NUMBERED, []):
        rows = _ranges([sheet.row(row) for row, _ in numbered])
        log.report(NUMBERED, sheet.source(*numbered[0]), count=len(numbered), rows=rows)
    for kind, places in found.items():
        log.report_cells(kind, sheet, places)


def _ranges(rows: Sequence[int]) -> str:
    """Rows in ascending order in words: `4–200, 203`."""
    starts = [row for row, before in zip(rows, [-1, *rows], strict=False) if row != before + 1]
    ends = [row for row, after in zip(rows, [*rows[1:], -1], strict=True) if row + 1 != after]
    named = [str(first) if first == last else f"{first}–{last}" for first, last in zip(starts, ends, strict=True)]
    return join_words(named[:NAMED]) + (" …" if len(named) > NAMED else "")


def numbered_rows(columns: Sequence[Cells[object]], serials: Collection[int], known: Mask) -> Mask:
    """The rows without a day that hold nothing but a line number in one of these columns: forms are numbered beforehand."""
    found = np.zeros(len(known), np.bool_)
    lone = np.flatnonzero(~known)
    if len(lone):
        lone = lone[filled_cells([cells.take(lone) for cells in columns], len(lone)) == 1]
        found[lone] = _holding([columns[index] for index in serials], lone, is_line_number)
    return found


def wide_rows(merges: Iterable[tuple[int, int, int, int]], header: Header, first: tuple[int, int]) -> frozenset[int]:
    """The rows, counted from the first below the header, of which one merged cell spans at least half the columns."""
    named = [index + first[1] for index, names in enumerate(header.names) if names[0]]
    least = max(3, (len(named) + 1) // 2)
    return frozenset(
        top - first[0]
        for top, left, bottom, right in merges
        if top == bottom and right - left + 1 >= least and named and named[0] <= right and left <= named[-1]
    )


def _empty_words(columns: Sequence[Cells[object]], height: int, filled: Codes) -> Mask:
    """The rows in which all cells but two, a number and a day, are words or marks for nothing."""
    marked = [cells.where(is_nil, signs=NIL_SIGNS, longest=LONGEST_NIL) for cells in columns]
    found = np.sum([mask for mask in marked if mask.any()] or [np.zeros(height, np.bool_)], axis=0)
    return np.asarray((found > 0) & (filled <= found + 2))


def _words_alone(columns: Sequence[Cells[object]], height: int) -> Mask:
    """The rows with a word among their first cells that makes them none of the cases."""
    found = np.zeros(height, np.bool_)
    for cells in columns[:LOOKED_AT]:
        for word in ALONE:
            found |= cells.where(word.holds, signs=word.signs, longest=word.longest)
    return found
