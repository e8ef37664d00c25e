"""Which rows of a table are cases: not the blank ones, the totals, the signatures, the header said again, the group titles."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.chinese.nothing import NOTHING
from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.charsets import charset_of, short_texts
from reportgen.clean.cells.issue_log import NAMED, IssueLog, Sheet, join_words
from reportgen.clean.cells.values import are_texts, as_text
from reportgen.clean.header.headers import Header, normalise
from reportgen.clean.rows.row_words import (
    LONG,
    DoubtfulRow,
    is_line_number,
    is_nil,
    is_total,
    is_total_of,
    is_word,
    may_hold_totals,
    row_values,
)
from reportgen.clean.rows.rules import (
    FEW,
    FOOT,
    LOOKED_AT,
    NUMBERED,
    kind_of,
    sign_off,
    title_repeated_headers,
)
from reportgen.clean.words.signatures import is_label, is_signed
from reportgen.clean.words.synonyms import SERIAL_HEADERS


@dataclass(frozen=True, slots=True)
class Lines:
    """What the rows below a header are: `cases` marks the cases, `others` has the issue code of each row that is told apart."""

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


def filled_cells(columns: Sequence[Cells[object]], height: int) -> Codes:
    """How many cells of each row are not empty."""
    filled = np.zeros(height, np.int64)
    for cells in columns:
        blank = _blank(cells.values)
        filled += ~blank[cells.codes] if blank.any() else 1
    return filled


def speaking_rows(columns: Sequence[Cells[object]]) -> Mask:
    """The rows that "as above" may speak of: more than one cell is filled, and no total stands there."""
    height = len(columns[0].codes) if columns else 0
    return np.asarray((filled_cells(columns, height) > 1) & ~_total_words(columns, height))


def _blank(values: Sequence[object]) -> Mask:
    """Which values are empty or spaces."""
    charset = charset_of(values)
    if charset and not any(map(str.isspace, charset.characters)):
        if "\n" not in charset.firsts:
            return np.zeros(len(values), np.bool_)
        return np.fromiter(map("".__eq__, values), np.bool_, len(values))
    if are_texts(values):
        lengths = np.fromiter(map(len, values), np.int64, len(values))
        spaces: Mask = np.fromiter(map(str.isspace, values), np.bool_, len(values))
        return np.asarray(spaces | (lengths == 0))
    return np.array([isinstance(value, str) and (not value or value.isspace()) for value in values], np.bool_)


def read_lines(
    columns: Sequence[Cells[object]], header: Header, days: Days, wide: frozenset[int], beside: frozenset[int]
) -> Lines:
    """What each row is; `columns` have the cells below the header as they are, merged ones filled only where they begin.

    `wide` are rows of which a merged cell spans the better part; `beside` are rows that hold something else than a case in
    the table next to this one: what has no day and hardly a cell there is no case here either. Only rows without a day, with
    hardly a cell filled or with the word of a total, and those at the foot, are looked at one by one.
    """
    height = len(days.known)
    filled = filled_cells(columns, height)
    cases = filled > 0
    width = sum(1 for shown in header.shown if shown)
    few = (filled < width) & (filled <= (3 if width > 8 else 2))
    doubted = ~days.known | few | _total_words(columns, height) | _labelled_foot(columns, cases)
    doubted |= _empty_words(columns, height, filled)
    doubtful = np.flatnonzero(cases & ~days.numbered & doubted)
    roles = (filled[doubtful] <= FEW) | np.isin(doubtful, list(wide)) | _says_so(columns, doubtful, header.words)
    others: dict[int, str] = {}
    serials = [index for index, names in enumerate(header.names) if not SERIAL_HEADERS.isdisjoint(names)]
    for row in doubtful[roles].tolist():
        cells = row_values(columns, row)
        texts = [as_text(value) for value in cells if value != ""]
        heads = row in wide or (len(texts) == 1 and any(is_word(cells[index]) for index in serials))
        doubt = DoubtfulRow(texts, len(columns), bool(days.known[row]), bool(days.own[row]), heads, header.words)
        if kind := kind_of(doubt):
            others[row] = kind
    sign_off(columns, filled, days.known, days.own, others)
    title_repeated_headers(columns, filled, days.known, header, others)
    others.update(dict.fromkeys(np.flatnonzero(days.numbered & cases).tolist(), NUMBERED))
    cases[[row for row in beside if row < height and not days.known[row] and filled[row] * 2 <= width]] = False
    cases[list(others)] = False
    return Lines(cases, dict(sorted(others.items())))


def _says_so(columns: Sequence[Cells[object]], rows: Codes, words: frozenset[str]) -> Mask:
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
    return is_total(value) or is_total_of(value) or is_signed(value) or is_label(value) or is_nil(value)


def say_lines(
    lines: Lines, columns: Sequence[Cells[object]], sheet: Sheet, first: tuple[int, int], findings: IssueLog
) -> None:
    """Tells every row that is no case at its first filled cell; `first` is the place of the first cell in the sheet."""
    told: dict[str, list[tuple[int, int | None]]] = {}
    for row, kind in lines.others.items():
        place = next(index for index, value in enumerate(row_values(columns, row)) if value != "")
        told.setdefault(kind, []).append((first[0] + row, first[1] + place))
    if numbered := told.pop(NUMBERED, []):
        rows = _ranges([row for row, _ in numbered])
        findings.say(NUMBERED, sheet.source(*numbered[0]), count=len(numbered), rows=rows)
    for kind, places in told.items():
        findings.say_cells(kind, sheet, places)


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


def is_filled(value: object) -> bool:
    """Whether a cell holds anything."""
    return value != ""


def _empty_words(columns: Sequence[Cells[object]], height: int, filled: Codes) -> Mask:
    """The rows in which all cells but two, a number and a day, are a mark of one character for nothing."""
    marked = []
    for cells in columns:
        charset = charset_of(cells.values)
        if charset is None or charset.characters & NOTHING:
            places = [place for place, text in short_texts(cells.values, 1) if text in NOTHING]
            marked += [(cells, places)] if places else []
    if len(marked) < 2:
        return np.zeros(height, np.bool_)
    found = np.zeros(height, np.int16)
    for cells, places in marked:
        found += np.isin(cells.codes, places)
    return np.asarray((found > 1) & (filled <= found + 2))


def _total_words(columns: Sequence[Cells[object]], height: int) -> Mask:
    found = np.zeros(height, np.bool_)
    for cells in columns[:LOOKED_AT]:
        if may_hold_totals(cells.values):
            found |= cells.where(is_total)
    return found
