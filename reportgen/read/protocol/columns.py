"""Rows of plain values -> dictionary-encoded columns, with the cells that cannot be believed marked."""

import math
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count, islice, zip_longest

from reportgen.model.ledgers import Column, SheetRows
from reportgen.read.protocol.surveys import ERRORS

LONG_NUMBER = "long-number"
"""Marks a number of 16 digits or more: a spreadsheet keeps 15, the rest is lost."""

ILLEGAL_CHARACTER = "illegal-character"
"""Marks a text with a character that no XML document may hold."""

FORMULA = "formula"
"""Marks a formula whose result was never saved."""

NOT_A_NUMBER = "#NUM!"

Marks = dict[int, str]
TextOf = Callable[[str], str]

_CHUNK = 128  # rows at a time: what they hold is still in the processor's cache when it is encoded
_MOST = 10**15
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SCIENTIFIC = re.compile(r"\s*[+-]?\d(?:\.\d+)?[eE]\+(?:1[5-9]|[2-9]\d|\d{3,})\s*", re.ASCII)
_NUMBERS = (int, float)
_TRUTHS = {True: ("truth", True), False: ("truth", False)}


class Columns:
    """Collects the rows of one sheet, column by column, every distinct value once."""

    def __init__(self) -> None:
        """Without a row yet."""
        self.height = 0
        self._codes: list[array[int]] = []
        self._known: list[defaultdict[object, int]] = []

    def add(self, rows: Iterable[Sequence[object]]) -> None:
        """Takes in rows of any widths; short ones are filled with empty cells."""
        rows = iter(rows)
        while chunk := list(islice(rows, _CHUNK)):
            self._add_chunk(chunk)

    def _add_chunk(self, chunk: list[Sequence[object]]) -> None:
        columns: Iterator[tuple[object, ...]] = zip_longest(*chunk, fillvalue="")
        if bool in set(map(type, chain.from_iterable(chunk))):
            columns = (tuple(map(_keep_truth, column)) for column in columns)
        width = 0
        for width, column in enumerate(columns, 1):
            if width > len(self._codes):
                self._widen()
            self._codes[width - 1].extend(map(self._known[width - 1].__getitem__, column))
        self.height += len(chunk)
        for codes, known in zip(self._codes[width:], self._known[width:], strict=True):
            codes.extend([known[""]] * len(chunk))

    def _widen(self) -> None:
        known: defaultdict[object, int] = defaultdict(count().__next__)
        self._known.append(known)
        self._codes.append(array("i", [known[""]]) * self.height if self.height else array("i"))

    def sheet(self, name: str, first_row: int = 1, first_column: int = 1, text_of: TextOf | None = None) -> SheetRows:
        """The collected rows as a sheet of which they begin at this row and column (1-based), empty edges taken away.

        `text_of` puts a text right that the file spells in an escape of its own.
        """
        first_row += self._trim()
        columns, errors = self.believed(first_row, first_column, text_of)
        return SheetRows(name, columns, self.height, first_row, first_column, errors=tuple(sorted(errors)))

    def believed(
        self, first_row: int, first_column: int = 1, text_of: TextOf | None = None
    ) -> tuple[tuple[Column, ...], list[tuple[int, int, str]]]:
        """The collected rows as they are, column by column, and (row, column, mark) of cells that cannot be believed."""
        columns, errors = [], []
        for number, (codes, known) in enumerate(zip(self._codes, self._known, strict=True), first_column):
            values, marks = believe(list(known), text_of)
            if marks:
                errors += [(row, number, marks[code]) for row, code in enumerate(codes, first_row) if code in marks]
            columns.append(Column(tuple(values), codes))
        return tuple(columns), errors

    def spans(self) -> list[tuple[int, int] | None]:
        """Of each column the first filled row, and the one after the last, counted from 0; None where it is empty."""
        empties = [known.get("", -1) for known in self._known]
        return [_filled(codes, empty) for codes, empty in zip(self._codes, empties, strict=True)]

    def _trim(self) -> int:
        """Takes away the empty rows and columns at the end and the empty rows at the start; returns how many those were."""
        spans = self.spans()
        filled = [span for span in spans if span]
        first, last = min((span[0] for span in filled), default=0), max((span[1] for span in filled), default=0)
        width = max((number for number, span in enumerate(spans, 1) if span), default=0)
        self._codes = [codes[first:last] for codes in self._codes[:width]]
        self._known = self._known[:width]
        self.height = last - first
        return first


def _keep_truth(value: object) -> object:
    """True and False under a key of their own: as keys they would be the same as 1 and 0."""
    return _TRUTHS[value] if value is True or value is False else value


def _filled(codes: "array[int]", empty: int) -> tuple[int, int] | None:
    """The first filled row, and the one after the last."""
    last = len(codes)
    while last and codes[last - 1] == empty:
        last -= 1
    return (next(row for row, code in enumerate(codes) if code != empty), last) if last else None


def believe(values: list[object], text_of: TextOf | None = None) -> tuple[list[object], Marks]:
    """Distinct values as the model wants them, and which of them, counted from 0, are marked."""
    texts = "".join(value for value in values if type(value) is str)
    if text_of and "_x" in texts:
        values = [text_of(value) if type(value) is str else value for value in values]
        texts = "".join(value for value in values if type(value) is str)
    suspicious = _ILLEGAL.search(texts) or any(sign in texts for sign in ("#", "E+", "e+"))
    marks = mark_texts(values) if suspicious else {}
    types = set(map(type, values))
    if types & {int, float}:
        marks.update(_mark_numbers(values))
    if types & {float, tuple}:
        values = [_plain(value) for value in values]
    return values, marks


def mark_texts(values: Sequence[object]) -> Marks:
    """The numbers of those texts among the values, counted from 0, that are marked, each with its mark.

    Errors saved as text, numbers saved in scientific notation with their digits lost, illegal characters.
    """
    texts = [(code, value) for code, value in enumerate(values) if type(value) is str]
    marks = {code: text for code, text in texts if text in ERRORS}
    marks |= {code: LONG_NUMBER for code, text in texts if _SCIENTIFIC.fullmatch(text)}
    return marks | {code: ILLEGAL_CHARACTER for code, text in texts if _ILLEGAL.search(text)}


def _mark_numbers(values: list[object]) -> Marks:
    """Numbers too long to be exact, and what is no number."""
    if all(-_MOST < value < _MOST for value in values if type(value) in _NUMBERS):  # type: ignore[operator] # numbers they are
        return {}
    numbers = [(code, value) for code, value in enumerate(values) if isinstance(value, int | float)]
    marks = {code: LONG_NUMBER for code, number in numbers if abs(number) >= _MOST}
    return marks | {code: NOT_A_NUMBER for code, number in numbers if not math.isfinite(number)}


def _plain(value: object) -> object:
    """A whole number as int, a truth value out of its key."""
    if type(value) is float:
        return int(value) if value.is_integer() and abs(value) < _MOST else value
    return value[1] if type(value) is tuple else value
