"""The tables of one sheet: one below the other and side by side, each with a header of its own."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from reportgen.clean.dates.cell_dates import NO_DAY, Sort, read_value
from reportgen.clean.header.columns import HeaderMatcher
from reportgen.clean.header.headers import Header, find_header, finished
from reportgen.clean.rows.row_words import is_total
from reportgen.clean.tables.blocks.block import Block, cut_out
from reportgen.clean.tables.blocks.header_rows import later_headers
from reportgen.clean.tables.blocks.side_by_side import side_by_side, starts_of_header
from reportgen.clean.words.signatures import is_signed
from reportgen.model.ledgers import SheetRows

_TITLES = 5  # rows above a header that are looked at for its title


def find_blocks(sheet: SheetRows, book: HeaderMatcher) -> list[Block]:
    """The tables of a sheet in reading order; none where it has no header.

    A sheet whose best header has no column for the day is not searched for further tables: it is one block.
    """
    header = find_header(sheet, book.field_of, book.enough)
    if header is None:
        return []
    if "received" not in header.fields(book.field_of).values():
        return [Block(sheet, header)]
    top = _title_above(sheet, header.top)
    above = cut_out(sheet, 0, top)
    if _has_days(above, book):
        return [*find_blocks(above, book), *find_blocks(cut_out(sheet, top, sheet.height), book)]
    return [block for rows, found in _stretches(sheet, header, book) for block in side_by_side(rows, found, book)]


def _has_days(sheet: SheetRows, book: HeaderMatcher) -> bool:
    """Whether a header stands in these rows and a day below it: a table of its own, not a note above another."""
    header = find_header(sheet, book.field_of, book.enough)
    if header is None:
        return False
    days = [sheet.columns[index] for index, field in header.fields(book.field_of).items() if field == "received"]
    cells = [column.values[code] for column in days for code in column.codes[header.bottom + 1 :]]
    return any(read_value(value).sort not in NO_DAY for value in cells)


def _stretches(sheet: SheetRows, header: Header, book: HeaderMatcher) -> Iterator[tuple[SheetRows, Header]]:
    """The sheet cut where a further table with another header begins, each part with its header."""
    cuts = [(0, header)]
    for found in later_headers(sheet, header, book):
        if not _repeats_header(found, cuts[-1][1], book):
            cuts.append((_title_above(sheet, found.top), found))
    for place, (top, found) in enumerate(cuts):
        bottom = cuts[place + 1][0] if place + 1 < len(cuts) else sheet.height
        part = cut_out(sheet, top, bottom)
        moved = replace(found, top=found.top - top, bottom=found.bottom - top)
        yield part, finished(part, moved) if top else moved


def _repeats_header(later: Header, header: Header, book: HeaderMatcher) -> bool:
    """Whether a header repeats that of the table, or its lowest level, or that of one of the blocks side by side.

    It does where its known names mean the same fields in the same columns, or where all its names in a block are the block's.
    """
    fields = later.fields(book.field_of)
    if fields and fields.items() <= header.fields(book.field_of).items():
        return True
    for left, right in pairwise(starts_of_header(header)):
        pairs = zip(later.names[left:right], header.names[left:right], strict=True)
        same = [names[-1] == known[-1] for names, known in pairs if names[0]]
        if len(same) > 1 and all(same):
            return True
    return False


def _title_above(sheet: SheetRows, index: int) -> int:
    """The first of the rows just above a header that are its title: a lone text each, blank rows between."""
    top = index
    for above in range(index - 1, max(0, index - _TITLES) - 1, -1):
        filled = [value for value in sheet.row(above) if value != ""]
        if len(filled) > 1 or not all(map(_is_title, filled)):
            break
        top = above if filled else top
    return top


def _is_title(value: object) -> bool:
    return (
        isinstance(value, str) and read_value(value).sort is Sort.BAD and not is_total(value) and not is_signed(value)
    )
