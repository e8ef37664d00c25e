"""A column of believed values, every distinct value once: what is worked out is worked out once a value."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from reportgen.clean.cells.charsets import LongTexts, keep_charset, known_texts, leave_out, pick, texts_with
from reportgen.model.ledgers import Column
from reportgen.model.texts import PackedTexts

_FEW = 4
"""So many values are taken out one by one: often nothing but the header of a column is unused."""
Codes = NDArray[np.signedinteger[Any]]
Mask = NDArray[np.bool_]
V = TypeVar("V")
W = TypeVar("W")


@dataclass(frozen=True, slots=True)
class Cells(Generic[V]):
    """Row i holds `values[codes[i]]`; where they are `compact` it is known that some row holds each value."""

    values: Sequence[V]
    codes: Codes
    is_compact: bool = False

    @classmethod
    def below(cls, column: Column, start: int) -> "Cells[object]":
        """The cells of a column of a sheet from this row on (counted from 0)."""
        codes = np.frombuffer(memoryview(column.codes).toreadonly(), np.intc)[
            start:
        ]  # narrow ones are quicker to work on
        return Cells(known_texts(column.values), codes).compact()

    @classmethod
    def repeat(cls, value: V, height: int) -> "Cells[V]":
        """The same value in every row; there is one code in memory, whatever the height."""
        return cls([value], np.broadcast_to(np.int32(0), height))

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.codes)

    def map(self, change: Callable[[V], W]) -> "Cells[W]":
        """The cells with every distinct value changed."""
        return self.become([change(value) for value in self.values])

    def become(self, values: Sequence[W]) -> "Cells[W]":
        """The cells with other values, one for each that they have."""
        return Cells(values, self.codes, self.is_compact)

    def take(self, rows: "Codes | Mask") -> "Cells[V]":
        """The cells of these rows, in this order."""
        if are_all(rows, len(self.codes)):
            return self
        return Cells(self.values, self.codes[rows])

    def without(self, rows: Mask, instead: V) -> "Cells[V]":
        """The cells with another value in these rows, and no value that no row holds."""
        kept = np.flatnonzero(~rows)
        some = self.take(kept).compact()
        if some.height == self.height:
            return some
        codes = np.full(self.height, len(some.values), np.int64)
        codes[kept] = some.codes
        return Cells(keep_charset(self.values, [*some.values, instead]), codes, is_compact=True)

    def counts(self) -> Codes:
        """How many rows hold each distinct value (0 for one that none of these rows holds)."""
        return np.bincount(self.codes, minlength=len(self.values)).astype(np.int64, copy=False)

    def where(
        self, test: Callable[[V], bool], signs: Collection[str] | None = None, longest: int | None = None
    ) -> Mask:
        """Which rows hold a value that passes the test.

        Where nothing but texts can pass, `signs` are characters of which each of them has one ("" stands for the empty text),
        and `longest` is the most characters that one has: what is known of a whole column then spares a look at each text.
        """
        if signs is None:
            return np.fromiter(map(test, self.values), np.bool_, len(self.values))[self.codes]
        places = [place for place, text in texts_with(self.values, signs, longest) if test(text)]
        if not places:
            return np.zeros(self.height, np.bool_)
        found = np.zeros(len(self.values), np.bool_)
        found[places] = True
        return found[self.codes]

    def filled(self) -> Mask:
        """Which rows hold more than the empty text."""
        if isinstance(self.values, LongTexts) and "\n" not in self.values.charset.firsts:
            return np.ones(self.height, np.bool_)
        return self.where(bool)

    @property
    def all_differ(self) -> bool:
        """Whether it is sure that no two rows hold the same value: packed texts are different ones."""
        return isinstance(self.values, PackedTexts) and self.is_compact and len(self.values) == self.height

    def compact(self) -> "Cells[V]":
        """The cells without the values that no row holds."""
        if self.is_compact:
            return self
        used = np.zeros(len(self.values), np.bool_)
        used[self.codes] = True
        count = len(self.values) - int(np.count_nonzero(used))
        if count > _FEW:
            place = np.cumsum(used) - 1
            chosen = pick(self.values, np.flatnonzero(used).tolist())
            return Cells(keep_charset(self.values, chosen), place[self.codes], is_compact=True)
        codes = self.codes
        unused = np.flatnonzero(~used).tolist() if count else []
        for index in reversed(unused):
            codes = codes - (codes > index)
        return Cells(leave_out(self.values, unused), codes, is_compact=True)

    def pick(self, places: Iterable[int]) -> list[V]:
        """The distinct values in these places, in their order."""
        return pick(self.values, places)

    def rows(self) -> list[V]:
        """The value of each row."""
        return self.pick(self.codes.tolist())


def are_all(rows: Codes | Mask, height: int) -> bool:
    """Whether these are all rows of so many in their order: then nothing need be copied."""
    if rows.dtype == np.bool_:
        return bool(rows.all())
    return len(rows) == height and (height == 0 or bool(rows[0] == 0 and (rows[1:] > rows[:-1]).all()))


def join_cells(parts: Iterable[Cells[V]]) -> Cells[V]:
    """The cells of all parts, one below the other."""
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    values: list[V] = []
    codes = []
    for part in parts:
        codes.append(part.codes + len(values))
        values.extend(part.values)
    return Cells(values, np.concatenate(codes) if codes else np.zeros(0, np.int64))
