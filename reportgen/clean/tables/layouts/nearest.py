"""What comes nearest to a header where none is known, and columns of days whose header is not known."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.clean.cells.values import width_of
from reportgen.clean.dates.cell_dates import Sort, read_value
from reportgen.clean.header.columns import HeaderMatcher
from reportgen.clean.header.headers import Header, first_rows, headers_at
from reportgen.model.ledgers import SheetRows

_NEAREST = 12  # rows that are looked at
_HOLDS = 0.8
_LOOKED = 50
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Nearest:
    """What comes nearest to a header: the field of each column whose name is known, and the columns that hold days."""

    header: Header
    fields: Mapping[int, str]
    days: tuple[int, ...]


def nearest_header(rows: SheetRows, book: HeaderMatcher) -> Nearest | None:
    """The row with most known names and columns of days below it, else the first that may be one of names; None where none may."""
    best: tuple[int, Nearest] | None = None
    for index in first_rows(rows)[:_NEAREST]:
        for header in headers_at(rows, index, book.field_of):
            named = [column for column, names in enumerate(header.names) if names[0]]
            if len(named) < 2 or not all(_may_be_name(header.shown[column]) for column in named):
                continue
            known = header.fields(book.field_of)
            days = [column for column in named if holds_days(rows, header, column)]
            rank = len({*known, *days})
            if best is None or rank > best[0]:
                best = rank, Nearest(header, known, tuple(days))
    return best[1] if best else None


def _may_be_name(text: str) -> bool:
    """Whether a text may be the name of a column, not the cell of a case."""
    return width_of(text) <= _LONGEST and sum(map(str.isdigit, text)) < 3


def holds_days(rows: SheetRows, header: Header, index: int) -> bool:
    """Whether most cells of a column are days, or it ends a run of their parts: it may be the date column, not recognised."""
    if header.parts[index]:
        return True
    column = rows.columns[index]
    values = [column.values[code] for code in column.codes[header.bottom + 1 : header.bottom + 1 + _LOOKED]]
    filled = [value for value in values if value != ""]
    days = sum(read_value(value).sort in (Sort.DAY, Sort.OPEN, Sort.ROUGH) for value in filled)
    return len(filled) > 0 and days >= _HOLDS * len(filled)
