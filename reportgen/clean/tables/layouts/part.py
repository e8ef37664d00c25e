"""A sheet, or a table of one, as the rules of layouts see it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.chinese.words.lists import one_of
from reportgen.chinese.words.measures import CASES, PERSONS
from reportgen.chinese.words.nothing import NULLS
from reportgen.clean.cells.values import as_text, fold
from reportgen.clean.dates.cell_dates import NO_DAY, read_value
from reportgen.clean.header.columns import HeaderMatcher, Mapped
from reportgen.clean.header.counting import LABELS
from reportgen.clean.header.headers import Header, first_rows, normalise, run_of, without_note
from reportgen.clean.rows.row_words import is_total
from reportgen.clean.words.synonyms import SERIAL_HEADERS
from reportgen.model.ledgers import SheetRows

SHORT = 12
"""A label, a code or the name of one has at most so many characters on average."""
_NUMBER = re.compile(rf"[-+]?\d[\d,]*(?:\.\d+)?(?:%|{one_of(CASES, PERSONS, '个次')})?")
_SAMPLE = 300  # rows that are looked at
_MOSTLY = 0.9


@dataclass(frozen=True)
class Part:
    """The rows of a sheet or of one of its tables, and its header where it has one; `mapped` once its columns are known."""

    rows: SheetRows
    header: Header | None
    book: HeaderMatcher
    mapped: Mapped | None = None

    @cached_property
    def fields(self) -> Mapping[int, str]:
        """The field of each column that has a known name."""
        return self.header.fields(self.book.field_of) if self.header else {}

    @cached_property
    def lines(self) -> Sequence[Sequence[object]]:
        """The filled cells of the first rows."""
        rows = (self.rows.row(index) for index in first_rows(self.rows))
        return [line for row in rows if (line := [value for value in row if value != ""])]

    @cached_property
    def titles(self) -> Sequence[str]:
        """What stands alone in one of the first three rows."""
        return [normalise(line[0]) for line in self.lines[:3] if len(line) == 1]

    @property
    def above(self) -> Sequence[object]:
        """The filled cells above the header."""
        top = self.header.top if self.header else 0
        return [value for index in range(top) for value in self.rows.row(index) if value != ""]

    @property
    def below(self) -> Sequence[Sequence[object]]:
        """The rows below the header."""
        start = self.header.bottom + 1 if self.header else 0
        return [self.rows.row(index) for index in range(start, self.rows.height)]

    @cached_property
    def columns(self) -> Sequence["ColumnSample"]:
        """The columns with a header that hold anything; of several with the parts of a day the last."""
        if not self.header:
            return []
        names = self.header.names
        parts = {part for index, run in enumerate(self.header.parts) for part in run_of(index, run)[:-1]}
        named = [index for index, found in enumerate(names) if found[0] and index not in parts]
        found = [ColumnSample.of(self.rows, self.header, index, self.fields.get(index)) for index in named]
        return [column for column in found if column.filled]


@dataclass(frozen=True, slots=True)
class ColumnSample:
    """The first filled cells below the header of a column, without those of totals, as folded texts."""

    name: str
    field: str | None
    filled: Sequence[str]
    values: Sequence[object]  # as they stand, each once

    @classmethod
    def of(cls, rows: SheetRows, header: Header, index: int, field: str | None) -> "ColumnSample":
        """The sample of a column that serves this field."""
        column = rows.columns[index]
        codes = column.codes[header.bottom + 1 : header.bottom + 1 + _SAMPLE]
        values = {code: column.values[code] for code in dict.fromkeys(codes)}
        texts = {code: fold(as_text(value)) for code, value in values.items() if not is_total(value)}
        filled = [text for code in codes if (text := texts.get(code)) is not None and text not in NULLS]
        return cls(header.names[index][-1], field, filled, tuple(values.values()))

    @property
    def has_days(self) -> bool:
        """Whether a cell names a day."""
        return any(map(is_day, self.values))

    @property
    def is_numeric(self) -> bool:
        """Whether its cells are numbers, nearly all of them."""
        return sum(map(is_number, self.filled)) >= _MOSTLY * len(self.filled)

    @property
    def labels(self) -> bool:
        """Whether the column names what is counted."""
        return self.field in LABELS or without_note(self.name) in SERIAL_HEADERS

    @property
    def distinguishes_cases(self) -> bool:
        """Whether the column distinguishes one case from another: a known field that is no label, or a long text."""
        if self.labels or self.is_numeric:
            return self.field == "id" and not self.labels
        return self.field is not None or sum(map(len, self.filled)) > SHORT * len(self.filled)


def is_number(value: object) -> bool:
    """Whether a cell is a number, or the text of one with its measure word."""
    if isinstance(value, str):
        return _NUMBER.fullmatch(value) is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_day(value: object) -> bool:
    """Whether a cell names a day; a bare number does not."""
    if isinstance(value, (int, float)):
        return False
    return read_value(value).sort not in NO_DAY
