"""Which rows are cases that stand in the ledgers already: by their number, or cell for cell where they have none.

Two rows are the same case when they have the same number in the same sheet, or the same number and the same content
in any two sheets; and whatever is the same as the same is the same. A row without a number is the same as another
whose every cell is equal. Ledgers with different content under equal numbers are numbered each for itself. Rows of two
sheets are the same, too, where all fields of `ledger.duplicates.across` are equal, or where one sheet is a copy of the other.
Of the same case the first row is kept: that of the file named first, of the first sheet in it, and there the uppermost.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.clean.cases.dedup_keys import Keys, fold_apart, fold_keys, keys_of_all, mix, repeated
from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.values import as_text
from reportgen.clean.header.columns import used_columns
from reportgen.clean.tables.gathering import Gathered
from reportgen.clean.tables.table import Table
from reportgen.clean.words.synonyms import SERIAL_HEADERS
from reportgen.settings.models import FieldName

_SHARED_NUMBER = 10
_SHARED_SHARE = 0.1
"""A column of numbers of which so many rows, and this share, are repeated with other content does not identify cases."""
_MOST = 0.5
"""Nor does one of which more than this share is repeated with another cell anywhere that tells cases apart."""
TELLING: tuple[FieldName, ...] = ("received", "subject", "text", "category", "channel", "region")
"""Fields that tell cases apart."""
STATES: tuple[FieldName, ...] = ("status", "closed", "due", "handling", "verified", "satisfaction")
"""Fields that become others as a case goes on."""
PEOPLE: tuple[FieldName, ...] = ("complainant", "phone", "id_number", "address", "person", "position")
"""Fields of which one case may name several: people, as it may name several units."""
_BARE: frozenset[FieldName] = frozenset({"phone", "id_number"})
"""Fields of numbers, compared without the signs between the digits."""
_COPIED_SHARE = 0.9
_COPIED_ROWS = 3
"""A sheet of which so many rows, and this share, stand in earlier sheets is a copy of those."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A sheet of so many `rows` that repeats earlier ones: a place among the tables for it and for each of those."""

    table: int
    originals: tuple[int, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Which rows are dropped, `first` the row kept instead of each (itself where it is kept).

    `differing` marks dropped rows whose content is not that of the row kept; `across` those dropped for the fields of the
    configuration alone; `restarting` has the numbers of the sheets (by their place among the tables) whose case numbers do
    not identify their cases; `copies` the sheets that repeat others.
    """

    dropped: Mask
    first: Codes
    differing: Mask
    across: Mask
    restarting: tuple[int, ...]
    copies: tuple[Copy, ...]


class DedupKeys:
    """The keys of all rows by field: equal where the folded texts are, 0 where there is none. Each is worked out once."""

    def __init__(self, found: Gathered) -> None:
        """Of these rows."""
        self.found = found
        self._keys: dict[str, Keys] = {}
        self._content: Keys | None = None

    def keys(self, field: FieldName) -> Keys:
        """The key of a field in each row; the case number only where it identifies a case."""
        if field not in self._keys:
            self._keys[field] = self._work_out(field)
        return self._keys[field]

    def _work_out(self, field: FieldName) -> Keys:
        days = {"received": self.found.received, "closed": self.found.closed, "due": self.found.due}
        if field in days:
            return np.where(days[field].known, days[field].days.view(np.int64) + (1 << 40), 0).astype(np.uint64)
        cells = self.found.texts["number" if field == "id" else field]
        values: Sequence[str] = cells.values
        if field in _BARE:
            values = ["".join(filter(str.isalnum, value)) for value in values]
        return keys_of_all(values)[cells.codes]

    def differ(self, field: FieldName, rows: Codes, firsts: Codes) -> Mask:
        """Which of these rows say something in a field that those beside them do not."""
        if not len(rows):
            return np.zeros(0, np.bool_)
        keys = self._said(field) if field in PEOPLE else self.keys(field)
        return np.asarray((keys[rows] != 0) & (keys[rows] != keys[firsts]))

    def _said(self, field: FieldName) -> Keys:
        """The key of the cell of a field in each row, as it is written."""
        name = f"said {field}"
        if name not in self._keys:
            parts = [
                _cell_keys(table.columns[table.mapped[field][0].index])
                if field in table.mapped
                else np.zeros(len(table.rows), np.uint64)
                for table in self.found.tables
            ]
            places = [
                np.searchsorted(table.rows, self.found.row[self.found.table == place])
                for place, table in enumerate(self.found.tables)
            ]
            self._keys[name] = np.concatenate([part[rows] for part, rows in zip(parts, places, strict=True)])
        return self._keys[name]

    def unused_differ(self, rows: Codes, firsts: Codes) -> list[tuple[int, int, int]]:
        """(row, table, column) of the cells of no field that are filled and other than in the row beside, both of one table."""
        found = []
        for place in np.unique(self.found.table[rows]).tolist():
            table = self.found.tables[place]
            inside = (self.found.table[rows] == place) & (self.found.table[firsts] == place)
            own, first = (np.searchsorted(table.rows, self.found.row[some[inside]]) for some in (rows, firsts))
            used = used_columns(table.mapped)
            for index, names in enumerate(table.header.names):
                if index in used or not names[0] or not SERIAL_HEADERS.isdisjoint(names):
                    continue
                keys = _cell_keys(table.columns[index].take(np.concatenate([own, first])))
                differ = (keys[: len(own)] != 0) & (keys[: len(own)] != keys[len(own) :])
                found += [(row, place, index) for row in rows[inside][differ].tolist()]
        return sorted(found)

    @property
    def continued(self) -> Mask:
        """Which rows have their number from a merged cell that begins above them."""
        if not any(table.continued.any() for table in self.found.tables):
            return np.zeros(len(self.found.table), np.bool_)
        parts = [
            table.continued[np.searchsorted(table.rows, self.found.row[self.found.table == place])]
            for place, table in enumerate(self.found.tables)
        ]
        return np.concatenate(parts)

    def repeated(self, field: FieldName, rows: Codes) -> Codes:
        """Those of these rows, by place among them, whose key another of them has, too."""
        cells = self.found.texts.get("number" if field == "id" else field)
        if field in self._keys or field in _BARE or cells is None or not fold_apart(cells.values):
            return repeated(self.keys(field)[rows])
        if cells.all_differ:
            return np.zeros(0, np.int64)
        codes, empty = cells.codes[rows], ~cells.filled()[rows]
        twice = np.bincount(codes, minlength=1)[codes] > 1
        return np.flatnonzero(twice | (empty & (np.count_nonzero(empty) > 1)))  # there may be several empty values

    def content(self) -> Keys:
        """What a case is about: its day and its text, or its unit and category where it has no text."""
        if self._content is None:
            self._content = self._work_out_content()
        return self._content

    def _work_out_content(self) -> Keys:
        subject, text = self.keys("subject"), self.keys("text")
        told = (subject != 0) | (text != 0)
        unit, category = (np.where(told, np.uint64(0), self.keys(field)) for field in ("unit", "category"))
        return mix(self.keys("received"), subject, text, unit, category)

    def lines(self, rows: Codes, serial: bool = True, without: Sequence[FieldName] = ()) -> Keys:
        """A key of every cell of these rows, under headers of the same name, but for those of some fields.

        Without `serial` a line number does not count.
        """
        keys = np.zeros(len(rows), np.uint64)
        for place in np.unique(self.found.table[rows]).tolist():
            inside = self.found.table[rows] == place
            table = self.found.tables[place]
            keys[inside] = _line_keys(table, np.searchsorted(table.rows, self.found.row[rows[inside]]), serial, without)
        return keys


def _line_keys(table: Table, rows: Codes, serial: bool, without: Sequence[FieldName] = ()) -> Keys:
    left_out = {column.index for column in table.mapped.get("id", ()) if column.serial and not serial}
    left_out |= {column.index for field in without for column in table.mapped.get(field, ())}
    if without:
        left_out |= {index for index, names in enumerate(table.header.names) if not SERIAL_HEADERS.isdisjoint(names)}
    total = np.zeros(len(rows), np.uint64)
    for index, (names, column) in enumerate(zip(table.header.names, table.columns, strict=True)):
        if index in left_out:
            continue
        keys = _cell_keys(column.take(rows))
        name = np.full(len(keys), hash(names[0]), np.int64).view(np.uint64)
        total += np.where(keys == 0, np.uint64(0), mix(keys, name))
    return total


def _cell_keys(cells: Cells[object]) -> Keys:
    """A key of each cell, 0 where it is empty."""
    cells = cells.compact()
    return fold_keys([as_text(value) for value in cells.values])[cells.codes]


def find_duplicates(like: DedupKeys, across: Sequence[FieldName]) -> Duplicates:
    """The duplicates among all rows; `across` are the fields in which equal rows of different sheets are one case."""
    found = like.found
    numbered = found.texts["number"].filled()
    first = np.arange(len(found.table))
    rows = _suspects(like, numbered)  # nothing else needs to be compared
    if not len(rows) and not across:
        nothing = np.zeros(len(first), np.bool_)
        return Duplicates(nothing, first, nothing, nothing, (), ())
    content = like.content()[rows]
    restarting = _restarting(like, numbered, rows)
    by_number = numbered[rows] & ~np.isin(found.table[rows], restarting)
    first[rows] = rows[_same(like, rows, by_number, content)]
    sheets = _sheet_of(found.tables)[found.table]
    _follow_copies(like, first, sheets, numbered)
    before = first != np.arange(len(first))
    if across:
        _follow_fields(like, across, first, sheets)
    dropped = first != np.arange(len(first))
    different = np.zeros(len(first), np.bool_)
    again = rows[first[rows] != rows]
    for field in TELLING:
        different[again] |= like.differ(field, again, first[again])
    return Duplicates(
        dropped, first, before & different, dropped & ~before, restarting, _copies(found, first, before, sheets)
    )


def _suspects(like: DedupKeys, numbered: Mask) -> Codes:
    """The rows that may be the same as another: their number stands twice, or they have none and their content does."""
    number = np.flatnonzero(numbered)
    rows = number[like.repeated("id", number)] if len(number) else number
    if numbered.all():
        return rows
    bare = np.flatnonzero(~numbered)
    return np.sort(np.concatenate([rows, bare[repeated(like.content()[bare])]]))


def _same(like: DedupKeys, rows: Codes, by_number: Mask, content: Keys) -> Codes:
    """For each of the rows the first that it is the same as, by place among them."""
    numbers, tables = like.keys("id")[rows], like.found.table[rows].astype(np.uint64)
    in_sheet, anywhere = mix(numbers, tables), mix(numbers, content)
    if not by_number.all():
        whole = np.zeros(len(rows), np.uint64)
        whole[~by_number] = like.lines(rows[~by_number])
        in_sheet, anywhere = np.where(by_number, in_sheet, whole), np.where(by_number, anywhere, whole)
    return _smallest_of_same(in_sheet, anywhere)


def _restarting(like: DedupKeys, numbered: Mask, rows: Codes) -> tuple[int, ...]:
    """The tables whose numbers repeat with other content; `rows` are those of repeated numbers.

    Content is what tells cases apart: the fields that do, or, where most of a table is repeated, any cell but those in which
    one case may name several or that change as it goes on; rows in one merged cell of a number then are one case.
    """
    found, table = [], like.found.table
    told = [like.keys("category"), *(like.keys(field) for field in ("received", "subject", "text"))]
    numbers, core, head = like.keys("id"), mix(*told), ~like.continued
    for place in np.unique(table[rows]).tolist():
        inside = rows[(table[rows] == place) & numbered[rows]]
        alone = int(np.count_nonzero(numbered & (table == place)) - len(inside))
        cases, again = _repeats(numbers[inside], core[inside])
        if again >= max(_SHARED_NUMBER, _SHARED_SHARE * (cases + alone)):
            found.append(place)
        elif len(inside) - len(np.unique(numbers[inside])) > _MOST * (len(inside) + alone):
            inside = inside[head[inside]]
            _, again = _repeats(numbers[inside], like.lines(inside, without=("id", "unit", *STATES, *PEOPLE)))
            if again > max(_SHARED_NUMBER - 1, _MOST * (len(inside) + alone)):
                found.append(place)
    return tuple(found)


def _repeats(numbers: Keys, content: Keys) -> tuple[int, int]:
    """How many pairs of number and content there are, and how many more than numbers."""
    cases = len(np.unique(mix(numbers, content)))
    return cases, cases - len(np.unique(numbers))


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


def _sheet_of(tables: Sequence[Table]) -> Codes:
    """The place of each table's sheet among all sheets: tables that stand side by side share it."""
    places: dict[tuple[int, int], int] = {}
    for table in tables:
        places.setdefault((table.sheet.file, table.sheet.index), len(places))
    return np.array([places[table.sheet.file, table.sheet.index] for table in tables], np.int64)


def _earliest(keys: Keys) -> Codes:
    """For each key the place where it stands first."""
    _, places, labels = np.unique(keys, return_index=True, return_inverse=True)
    return np.asarray(places[labels])


def _follow_fields(like: DedupKeys, fields: Sequence[FieldName], first: Codes, sheets: Codes) -> None:
    """Drops rows that are equal in all fields to a row of an earlier sheet; an empty cell is equal to none."""
    kept = first == np.arange(len(first))
    for field in fields:
        kept &= like.keys(field) != 0
    rows = np.flatnonzero(kept)
    keys = mix(*(like.keys(field)[rows] for field in fields))
    _drop_later(rows, keys, first, sheets)


def _drop_later(rows: Codes, keys: Keys, first: Codes, sheets: Codes) -> None:
    """Of rows with equal keys those of the first sheet stay, the others are the same as the first of them."""
    original = rows[_earliest(keys)]
    later = sheets[rows] > sheets[original]
    first[rows[later]] = original[later]
    first[:] = first[first]  # what was the same as a row that is dropped now


def _follow_copies(like: DedupKeys, first: Codes, sheets: Codes, numbered: Mask) -> None:
    """Drops the rows of sheets that are copies but for their line numbers, which go on or begin anew in another sheet."""
    bare = np.flatnonzero((first == np.arange(len(first))) & ~numbered)
    if not len(bare) or sheets[bare[0]] == sheets[bare[-1]]:
        return
    rows = bare[repeated(like.content()[bare])]
    original = sheets[rows[_earliest(like.content()[rows])]]
    heights = np.bincount(sheets)
    again = np.bincount(sheets[rows[sheets[rows] > original]], minlength=len(heights))
    again += np.bincount(sheets[sheets != sheets[first]], minlength=len(heights))
    copied = (again >= _COPIED_ROWS) & (again >= _COPIED_SHARE * heights)
    if not copied.any():
        return
    keys = like.lines(rows, serial=False)
    alike = rows[_earliest(keys)]
    later = copied[sheets[rows]] & (sheets[rows] > sheets[alike])
    first[rows[later]] = alike[later]
    first[:] = first[first]


def _copies(found: Gathered, first: Codes, dropped: Mask, sheets: Codes) -> tuple[Copy, ...]:
    """The sheets of which nearly all rows were dropped for rows of earlier sheets."""
    again = np.flatnonzero(dropped & (sheets != sheets[first]))
    counts, heights = np.bincount(sheets[again], minlength=1), np.bincount(sheets, minlength=1)
    copied = []
    for sheet in np.flatnonzero(counts).tolist():
        if counts[sheet] >= max(_COPIED_ROWS, _COPIED_SHARE * heights[sheet]):
            rows = again[sheets[again] == sheet]
            originals = np.unique(sheets[first[rows]], return_index=True)[1]
            copied.append(
                Copy(
                    int(found.table[rows[0]]),
                    tuple(found.table[first[rows[originals]]].tolist()),
                    int(heights[sheet]),
                )
            )
    return tuple(copied)
