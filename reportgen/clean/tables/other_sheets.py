"""Sheets that hold no cases: tables of counts, forms, lists of codes, covers and notes; and what looks most like a header."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from reportgen.chinese.lists import one_of
from reportgen.chinese.measures import CASES, PERSONS
from reportgen.chinese.nothing import NULLS
from reportgen.chinese.totals import TABLES
from reportgen.clean.cells.values import as_text, fold
from reportgen.clean.dates.cell_dates import Sort, read_value
from reportgen.clean.header.columns import HeaderMatcher
from reportgen.clean.header.headers import FieldOf, Header, first_rows, headers_at, normalise, run_of, without_remark
from reportgen.clean.rows.row_words import is_total
from reportgen.clean.words.signatures import is_signed
from reportgen.clean.words.synonyms import SERIAL_HEADERS
from reportgen.messages import N_
from reportgen.model import SheetRows

_COUNTING = re.compile(
    r".*(?:(?<!附)件数|件次|宗数|起数|条数|人次|数量|总数|总量|占比|比例|比重|百分比|同比|环比|增减)(?:\(%\)|%)?"
)
_NUMBER = re.compile(rf"[-+]?\d[\d,]*(?:\.\d+)?(?:%|{one_of(CASES, PERSONS, '个次')})?")
_SUMMED_UP = re.compile(one_of(TABLES))
_FORM = re.compile(r"(?:审批|呈批|登记|申请|反馈|交办|承办|处理|办理|签收|转办|告知)(?:表|单|书|笺)$")
_ONE = frozenset({"1", "1件", "1起", "1宗", "1.0"})
_LABELS: frozenset[str] = frozenset({"received", "unit", "category", "region", "channel"})
_REMARKS = frozenset({"备注", "说明", "备考"})
_SAMPLE = 300  # rows that are looked at
_MOSTLY = 0.9
_NUMBERS = 0.8
"""So much of a table of counts is numbers, beside the first column."""
_COUNTED = 0.3
"""So much where a header says that its column counts."""
_FORM_HEIGHT = 60
_SHORT = 12  # a label, a code or the name of one has at most so many characters on average
_NEAREST = 12  # rows that are looked at for the nearest header
_HOLDS = 0.8
_LOOKED = 50
_LONGEST = 20


class Looks(Enum):
    """What a sheet that is no ledger looks like; the value is how it is said."""

    COUNTS = N_("it counts cases and does not list them")
    FORM = N_("it is a form: names of fields with one value each")
    CODES = N_("it is a list of codes or names without a day")
    NOTES = N_("it is a cover or holds notes only")
    OTHER = N_("no row of it holds two known column names")


def names_count(name: str) -> bool:
    """Whether a normalised header says that its column counts: `件数`, `占比(%)`."""
    return _COUNTING.fullmatch(without_remark(name) or name) is not None


def counts_words(header: Header, field_of: FieldOf) -> bool:
    """Whether a header is that of a small summary: a name or two of what is counted, the other columns count."""
    if not _LABELS.issuperset(header.fields(field_of).values()):
        return False
    names = [names[-1] for names in header.names if names[0]]
    counting = sum(map(names_count, names))
    return 0 < counting < len(names) <= counting + 2


def counts_cases(rows: SheetRows, header: Header, book: HeaderMatcher) -> bool:
    """Whether the rows below a header stand for several cases each: `月份、单位、件数`.

    So they do where a column counts, its numbers are not all 1, and no column tells a case by itself (a number, a name, a
    text); also where several columns hold whole numbers alone and the sheet calls itself a summary.
    """
    fields = header.fields(book.field_of)
    parts = {part for index, run in enumerate(header.parts) for part in run_of(index, run)[:-1]}
    named = [index for index, names in enumerate(header.names) if names[0] and index not in parts]
    columns = [_Sample.of(rows, header, index) for index in named]
    columns = [column for column in columns if column.filled and column.name not in _REMARKS]
    if any(column.tells(fields.get(column.index)) for column in columns):
        return False
    numbers = [column for column in columns if column.numeric and not column.labels(fields.get(column.index))]
    counting = [column for column in numbers if names_count(column.name)]
    if counting:
        return not all(value in _ONE for column in counting for value in column.filled)
    summed_up = any(_SUMMED_UP.search(as_text(value)) for value in (rows.name, *_cells_above(rows, header)))
    return len(numbers) > 1 and summed_up


def is_form(rows: SheetRows, header: Header, book: HeaderMatcher) -> bool:
    """Whether what was taken for a header is the first line of a form: below it stand names of fields, and no day.

    What stands in the footer, from the first signature on, makes no form of a ledger: `填报人、联系电话、填报日期`.
    """
    if rows.height - header.bottom > _FORM_HEIGHT:
        return False
    fields = header.fields(book.field_of)
    days = [_Sample.of(rows, header, index) for index, field in fields.items() if field == "received"]
    if any(column.days or any(map(_is_number, column.filled)) for column in days):
        return False
    below = [rows.row(index) for index in range(header.bottom + 1, rows.height)]
    return _has_labels([*takewhile(_is_no_footer, below)], book.field_of, set(header.words), 3)


def _is_no_footer(row: Sequence[object]) -> bool:
    first = next((value for value in row if value != ""), "")
    return not (isinstance(first, str) and is_signed(f"{first}："))


def looks_like(rows: SheetRows, book: HeaderMatcher) -> Looks:
    """What a sheet without a known header looks like."""
    lines = [line for index in first_rows(rows) if (line := [value for value in rows.row(index) if value != ""])]
    titles = [normalise(line[0]) for line in lines[:3] if len(line) == 1]
    if rows.height <= _FORM_HEIGHT and (any(map(_FORM.search, titles)) or _has_labels(lines, book.field_of, set(), 4)):
        return Looks.FORM
    if max(map(len, lines), default=0) <= 2 and sum(len(line) == 1 for line in lines) * 2 >= len(lines):
        return Looks.NOTES
    if _counts(lines):
        return Looks.COUNTS
    return Looks.CODES if _lists_codes(lines) else Looks.OTHER


def _has_labels(lines: Sequence[Sequence[object]], field_of: FieldOf, known: set[str], least: int) -> bool:
    """Whether so many names of fields stand in two rows or more, each once, beside what they name."""
    found: list[list[str]] = []
    for line in lines:
        texts = [value.strip() for value in line if isinstance(value, str) and value.strip()]
        names = [
            normalise(text)
            for text in texts
            if len(text) <= _SHORT and (text[-1] in ":：" or field_of((normalise(text),)))
        ]
        found.append([name for name in names if name not in known])
    labels = [name for names in found for name in names]
    rows = [len(names) for names in found if names]
    return (
        len(labels) >= least and len(set(labels)) == len(labels) and len(rows) > 1 and max(rows) * 2 <= len(labels) + 1
    )


def _counts(lines: Sequence[Sequence[object]]) -> bool:
    """Whether hardly anything but numbers stands beside the first cell of each row, or a row says that it counts."""
    body = [value for line in lines[1:] for value in line[1:]]
    numeric = sum(map(_is_number, body))
    if not numeric or any(map(_is_day, body)):
        return False
    counting = any(names_count(normalise(value)) for line in lines[:_NEAREST] for value in line)
    return numeric >= (_COUNTED if counting else _NUMBERS) * len(body)


def _lists_codes(lines: Sequence[Sequence[object]]) -> bool:
    """Whether short texts stand in two or more columns, some of them again and again, and no day."""
    texts = [as_text(value) for line in lines[1:] for value in line]
    wide = sum(len(line) > 1 for line in lines) >= _MOSTLY * len(lines)
    if len(lines) < 5 or not wide or any(_is_day(value) for line in lines[1:] for value in line):
        return False
    return sum(map(len, texts)) <= _SHORT * len(texts) and len(set(texts)) <= _HOLDS * len(texts)


def _cells_above(rows: SheetRows, header: Header) -> list[object]:
    return [value for index in range(header.top) for value in rows.row(index) if value != ""]


@dataclass(frozen=True, slots=True)
class _Sample:
    """The first filled cells below the header of a column, without those of totals, as folded texts."""

    index: int
    name: str
    filled: list[str]
    days: bool

    @classmethod
    def of(cls, rows: SheetRows, header: Header, index: int) -> "_Sample":
        """The sample of a column."""
        column = rows.columns[index]
        codes = column.codes[header.bottom + 1 : header.bottom + 1 + _SAMPLE]
        values = [column.values[code] for code in codes]
        texts = [fold(as_text(value)) for value in values if not is_total(value)]
        filled = [text for text in texts if text not in NULLS]
        return cls(index, header.names[index][-1], filled, any(map(_is_day, dict.fromkeys(values))))

    @property
    def numeric(self) -> bool:
        """Whether its cells are numbers, nearly all of them."""
        return sum(map(_is_number, self.filled)) >= _MOSTLY * len(self.filled)

    def labels(self, field: str | None) -> bool:
        """Whether the column says what is counted."""
        return field in _LABELS or without_remark(self.name) in SERIAL_HEADERS

    def tells(self, field: str | None) -> bool:
        """Whether the column tells one case from another: a known field that is no label, or a long text."""
        if self.labels(field) or self.numeric:
            return field == "id" and not self.labels(field)
        return field is not None or sum(map(len, self.filled)) > _SHORT * len(self.filled)


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        return _NUMBER.fullmatch(value) is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_day(value: object) -> bool:
    if isinstance(value, (int, float)):
        return False
    return read_value(value).sort not in (Sort.BAD, Sort.EMPTY)


@dataclass(frozen=True, slots=True)
class Nearest:
    """What comes nearest to a header: the field of each column whose name is known, and the columns that hold days."""

    header: Header
    fields: Mapping[int, str]
    days: tuple[int, ...]


def nearest_header(rows: SheetRows, book: HeaderMatcher) -> Nearest | None:
    """The row with most known names and columns of days below it; None where no row has either."""
    best: tuple[int, Nearest] | None = None
    for index in first_rows(rows)[:_NEAREST]:
        for header in headers_at(rows, index, book.field_of):
            named = [column for column, names in enumerate(header.names) if names[0]]
            if len(named) < 2 or not all(_may_be_name(header.shown[column]) for column in named):
                continue
            known = header.fields(book.field_of)
            days = [column for column in named if holds_days(rows, header, column)]
            rank = len({*known, *days})
            if rank and (best is None or rank > best[0]):
                best = rank, Nearest(header, known, tuple(days))
    return best[1] if best else None


def _may_be_name(text: str) -> bool:
    """Whether a text may be the name of a column, not the cell of a case."""
    return len(text) <= _LONGEST and sum(map(str.isdigit, text)) < 3


def holds_days(rows: SheetRows, header: Header, index: int) -> bool:
    """Whether most cells of a column are days, or it ends a run of their parts: it may be the date column, not recognised."""
    if header.parts[index]:
        return True
    column = rows.columns[index]
    values = [column.values[code] for code in column.codes[header.bottom + 1 : header.bottom + 1 + _LOOKED]]
    filled = [value for value in values if value != ""]
    days = sum(read_value(value).sort in (Sort.DAY, Sort.OPEN, Sort.ROUGH) for value in filled)
    return len(filled) > 0 and days >= _HOLDS * len(filled)
