"""How tables that count cases differ from those that list them."""

import re
from collections.abc import Sequence

from reportgen.chinese.words.lists import one_of
from reportgen.chinese.words.totals import TABLES
from reportgen.clean.cells.values import as_text
from reportgen.clean.header.counting import counts_words, names_count
from reportgen.clean.header.headers import normalise
from reportgen.clean.tables.layouts.part import ColumnSample, Part, is_day, is_number

_SUMMED_UP = re.compile(one_of(TABLES))
_ONE = frozenset({"1", "1件", "1起", "1宗", "1.0"})
_REMARKS = frozenset({"备注", "说明", "备考"})
_NUMBERS = 0.8
"""So much of a table of counts is numbers, beside the first column."""
_COUNTED = 0.3
"""So much where a header is a counting word (件数)."""
_COUNTING_ROWS = 12  # that are looked at for words that count


def is_small_summary(part: Part) -> bool:
    """A header of a name or two of what is counted, and of nothing else but counts, without a day."""
    return (
        part.header is not None
        and "received" not in part.fields.values()
        and counts_words(part.header, part.book.field_of)
    )


def counts_cases(part: Part) -> bool:
    """Rows stand for several cases each: a column counts, and not all its numbers are 1."""
    counting = [column for column in _numbers(part) if names_count(column.name)]
    return any(value not in _ONE for column in counting for value in column.filled)


def sums_up(part: Part) -> bool:
    """Several columns hold whole numbers alone, none of them counts by its name, and the sheet calls itself a summary."""
    numbers = _numbers(part)
    if len(numbers) < 2 or any(names_count(column.name) for column in numbers):
        return False
    return any(_SUMMED_UP.search(as_text(value)) for value in (part.rows.name, *part.above))


def _numbers(part: Part) -> list[ColumnSample]:
    """The columns of numbers where no column distinguishes one case from another."""
    columns = [column for column in part.columns if column.name not in _REMARKS]
    if any(column.distinguishes_cases for column in columns):
        return []
    return [column for column in columns if column.is_numeric and not column.labels]


def is_of_numbers(part: Part) -> bool:
    """Without a header; hardly anything but numbers stands beside the first cell of each row."""
    return part.header is None and _share_of_numbers(part.lines) >= _NUMBERS


def has_counting_words(part: Part) -> bool:
    """Without a header; a counting word (件数) stands in one of the first rows, and many cells are numbers."""
    words = (normalise(value) for line in part.lines[:_COUNTING_ROWS] for value in line)
    return part.header is None and _share_of_numbers(part.lines) >= _COUNTED and any(map(names_count, words))


def _share_of_numbers(lines: Sequence[Sequence[object]]) -> float:
    """How much of the cells beside the first of each row is numbers; 0 where a day stands among them."""
    body = [value for line in lines[1:] for value in line[1:]]
    return 0 if not body or any(map(is_day, body)) else sum(map(is_number, body)) / len(body)
