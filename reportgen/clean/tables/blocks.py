"""The tables of one sheet: one below the other and side by side, each with a header of its own and cut out as a sheet.

A cut-out keeps its place: its first row and column are those of the sheet, so every cell is still named as people see it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from reportgen.chinese.numerals import to_hanzi
from reportgen.clean.cells.cells import Mask
from reportgen.clean.dates.cell_dates import Sort, read_value
from reportgen.clean.header.columns import HeaderMatcher
from reportgen.clean.header.headers import (
    Header,
    best_header,
    find_header,
    finished,
    first_rows,
    headers_at,
    normalise,
    without_remark,
)
from reportgen.clean.rows.row_words import is_total
from reportgen.clean.tables.other_sheets import counts_words, names_count
from reportgen.clean.words.signatures import is_signed
from reportgen.clean.words.synonyms import SERIAL_HEADERS
from reportgen.model import Column, SheetRows

_DATELIKE = re.compile(r"\d\D*\d\D*\d|\d[月日号./-]|[〇○零一二三四五六七八九十][年月日号]")
_NUMBERED = re.compile(r"\d{4}")  # what holds a number is no header
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=\s*(?:年|[-—–~～至]\s*20\d\d\s*年))")
_MONTHS = tuple(map(to_hanzi, range(1, 13)))
_MONTH = re.compile(r"(?<![\d.])(1[0-2]|0?[1-9])月|(?<![一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])月")
_SEVERAL_MONTHS = re.compile(r"[\d一二三四五六七八九十月]\s*[-—–~～至到、]\s*[\d一二三四五六七八九十]{1,2}月")
_FILLED_IN = re.compile(r"年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|(?:日期|时间)[:：]")
_LONGEST = 20  # characters of a header
_TITLES = 5  # rows above a header that are looked at for its title


@dataclass(frozen=True, slots=True)
class Block:
    """One table: its rows and columns cut out of the sheet, and its header in them.

    Blocks that begin in the same row stand side by side. `year` and `month` are those that its titles name.
    """

    rows: SheetRows
    header: Header
    year: int | None = None
    month: int | None = None

    @property
    def start(self) -> int:
        """The first row below the header, 1-based in the sheet."""
        return self.rows.first_row + self.header.bottom + 1

    @property
    def titles(self) -> list[str]:
        """The texts above the header that may name the time of the table.

        A whole date up there is the day on which the ledger was filled in, and tells nothing of it.
        """
        above = (value for row in range(self.header.top) for value in self.rows.row(row))
        return [text for text in above if isinstance(text, str) and not _FILLED_IN.search(text)]


def with_times(blocks: Iterable[Block], name: str) -> list[Block]:
    """The blocks of a sheet of this name, each with the year and the month that its titles name, or else the name of the sheet.

    A table below another one is of its year where no title of its own says another. No year is known where several are named.
    """
    found: list[Block] = []
    names = [] if _FILLED_IN.search(name) else [name]
    named = names
    for block in blocks:
        titles = block.titles
        if any(map(_years, titles)):
            named = titles
        months = {month for text in titles for month in _months(text)}
        months = months or {month for text in names for month in _months(text)}
        years = {year for text in named for year in _years(text)}
        found.append(replace(block, year=_only(years), month=_only(months)))
    return found


def year_of_file(name: str, sheets: Iterable[tuple[SheetRows, Sequence[Block]]], book: HeaderMatcher) -> int | None:
    """The year of a file with these sheets, where a table does not tell it.

    The name of the file says it (`2026年一季度台账.xlsx`), or else the names and titles of its sheets (a cover may), or the whole
    dates of its tables; none is known where several are said.
    """
    sheets = list(sheets)
    if said := _years(name) if not _FILLED_IN.search(name) else set():
        return _only(said)
    texts = [text for rows, _ in sheets for text in (rows.name, *_lone_texts(rows))]
    if said := {year for text in texts if not _FILLED_IN.search(text) for year in _years(text)}:
        return _only(said)
    return _only({year for _, blocks in sheets for block in blocks for year in _dated_years(block, book)})


def _dated_years(block: Block, book: HeaderMatcher) -> Iterator[int]:
    """The years of the whole dates on which the cases of a table came in."""
    for index, field in block.header.fields(book.field_of).items():
        if field == "received":
            readings = map(read_value, block.rows.columns[index].values)
            yield from (reading.day.year for reading in readings if reading.day and reading.sort is Sort.DAY)


def _lone_texts(sheet: SheetRows) -> Iterator[str]:
    """The texts that stand alone in one of the first rows of a sheet."""
    for index in first_rows(sheet):
        filled = [value for value in sheet.row(index) if value != ""]
        if len(filled) == 1 and isinstance(filled[0], str):
            yield filled[0]


def _years(text: str) -> set[int]:
    return set(map(int, _YEAR.findall(text)))


def _months(text: str) -> set[int]:
    """The months that a title names, none where it names a stretch of them."""
    if _SEVERAL_MONTHS.search(text):
        return set()
    return {
        int(month) if month.isdecimal() else _MONTHS.index(month) + 1 for month in map("".join, _MONTH.findall(text))
    }


def _only(found: set[int]) -> int | None:
    return next(iter(found)) if len(found) == 1 else None


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
    return [block for rows, found in _stretches(sheet, header, book) for block in _side_by_side(rows, found, book)]


def cut_out(sheet: SheetRows, top: int, bottom: int, left: int = 0, right: int | None = None) -> SheetRows:
    """These rows and columns of a sheet, counted from 0 (`bottom` and `right` are the first ones no more of it)."""
    columns = sheet.columns[left:right]
    if top > 0 or bottom < sheet.height:
        columns = tuple(Column(column.values, column.codes[top:bottom]) for column in columns)
    return replace(
        sheet,
        columns=columns,
        height=bottom - top,
        first_row=sheet.first_row + top,
        first_column=sheet.first_column + left,
    )


def _has_days(sheet: SheetRows, book: HeaderMatcher) -> bool:
    """Whether a header stands in these rows and a day below it: a table of its own, not a note above another."""
    header = find_header(sheet, book.field_of, book.enough)
    if header is None:
        return False
    days = [sheet.columns[index] for index, field in header.fields(book.field_of).items() if field == "received"]
    cells = [column.values[code] for column in days for code in column.codes[header.bottom + 1 :]]
    return any(read_value(value).sort not in (Sort.BAD, Sort.EMPTY) for value in cells)


def _stretches(sheet: SheetRows, header: Header, book: HeaderMatcher) -> Iterator[tuple[SheetRows, Header]]:
    """The sheet cut where a further table with another header begins, each part with its header."""
    cuts = [(0, header)]
    for found in _later_headers(sheet, header, book):
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
    for left, right in pairwise(_repeats(header)):
        pairs = zip(later.names[left:right], header.names[left:right], strict=True)
        same = [names[-1] == known[-1] for names, known in pairs if names[0]]
        if len(same) > 1 and all(same):
            return True
    return False


def _later_headers(sheet: SheetRows, header: Header, book: HeaderMatcher) -> Iterator[Header]:
    """Headers below the first: rows of words, two of them known and most of them names, that stand where a day should be."""
    bottom = header.bottom
    for index in np.flatnonzero(_wordy(sheet, header, book)).tolist():
        if index <= bottom or not _is_header_row(sheet, index, book):
            continue
        best = best_header(sheet, [index], book.field_of, bool) or next(headers_at(sheet, index, book.field_of), None)
        if best is not None:
            bottom = best.bottom
            yield best


def _wordy(sheet: SheetRows, header: Header, book: HeaderMatcher) -> Mask:
    """Rows below the header without anything like a day in its date columns, but with two words that may be headers."""
    wordy = np.ones(sheet.height, np.bool_)
    wordy[: header.bottom + 1] = False
    for index, field in header.fields(book.field_of).items():
        if field == "received":
            column = sheet.columns[index]
            wordy &= ~np.array([_is_datelike(value) for value in column.values], np.bool_)[np.asarray(column.codes)]
    places = np.flatnonzero(wordy)
    words = np.zeros(len(places), np.int64)
    for column in sheet.columns:
        codes, inverse = np.unique(np.asarray(column.codes)[places], return_inverse=True)
        known = [_is_header_word(column.values[code], book) for code in codes.tolist()]
        words += np.array(known, np.int64)[inverse]
    wordy[places[words < 2]] = False
    return wordy


def _is_datelike(value: object) -> bool:
    return not isinstance(value, str) or _DATELIKE.search(value) is not None


def _is_header_word(value: object, book: HeaderMatcher) -> bool:
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST or _NUMBERED.search(value):
        return False
    name = normalise(value)
    return book.field_of((name,)) is not None or names_count(name)


def _is_header_row(sheet: SheetRows, index: int, book: HeaderMatcher) -> bool:
    """Whether a row is words throughout and more than half of them known names, or names what the numbers below it count.

    Two known names are enough where the row begins with 序号: no case has that for its number.
    Names that are signed with a colon stand in a footer that is not filled in yet: `填报人：`, `审核人：`.
    """
    row = sheet.row(index)
    filled = [value for value in row if value != ""]
    words = [value for value in filled if isinstance(value, str) and len(value) <= _LONGEST]
    if len(words) < len(filled) or is_signed(words[0]):
        return False
    known = sum(_is_header_word(value, book) for value in words)
    fields = {book.field_of((normalise(value),)) for value in words} - {None}
    if len(fields) >= 2 and (known * 2 > len(filled) or normalise(words[0]) in SERIAL_HEADERS):
        return True
    below = sheet.row(index + 1) if index + 1 < sheet.height else ()
    counted = [under for value, under in zip(row, below, strict=False) if names_count(normalise(value))]
    return known * 2 >= len(filled) and any(
        isinstance(under, (int, float)) or str(under).isdecimal() for under in counted
    )


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


def _side_by_side(rows: SheetRows, header: Header, book: HeaderMatcher) -> list[Block]:
    """The table; its blocks where the header begins anew to the right; a summary or a list beside it as another block."""
    gaps = _gaps(rows, header)
    for edges in (_repeats(header), gaps):
        parts = [header.slice(left, right) for left, right in pairwise(edges)]
        if len(parts) > 1 and all(_is_ledger(part, book) for part in parts) and _alike(parts, book):
            return _cut_at(rows, header, edges)
    beside = [left for left, right in pairwise(gaps) if left and _stands_alone(header, left, right, book)]
    return _cut_at(rows, header, [0, *beside, len(header.names)])


def _cut_at(rows: SheetRows, header: Header, edges: Sequence[int]) -> list[Block]:
    return [
        Block(cut_out(rows, 0, rows.height, left, right), header.slice(left, right)) for left, right in pairwise(edges)
    ]


def _stands_alone(header: Header, left: int, right: int, book: HeaderMatcher) -> bool:
    """Whether columns behind an empty one are no part of the ledger: a small summary, or a list with its own line numbers."""
    part = header.slice(left, right)
    if "received" in part.fields(book.field_of).values():
        return False
    names = [without_remark(names[-1]) for names in part.names if names[0]]
    before = {without_remark(names[-1]) for names in header.names[:left]}
    return counts_words(part, book.field_of) or (len(names) > 1 and names[0] in SERIAL_HEADERS & before)


def _repeats(header: Header) -> list[int]:
    """The columns at which the first header stands again, with the edges of the table."""
    names = [names[-1] for names in header.names]
    first = next((name for name in names if name), "")
    starts = [index for index, name in enumerate(names) if name == first]
    return [0, *starts[1:], len(names)]


def _gaps(rows: SheetRows, header: Header) -> list[int]:
    """The columns after those that hold nothing at all, with the edges of the table."""
    blank = [
        not names[0] and all(column.values[code] == "" for code in set(column.codes[header.top :]))
        for names, column in zip(header.names, rows.columns, strict=True)
    ]
    starts = [index for index in range(1, len(blank)) if blank[index - 1] and not blank[index]]
    return [0, *starts, len(blank)]


def _is_ledger(header: Header, book: HeaderMatcher) -> bool:
    fields = set(header.fields(book.field_of).values())
    return "received" in fields and book.enough(fields)


def _alike(parts: Sequence[Header], book: HeaderMatcher) -> bool:
    """Whether parts of a header are headers of their own, not groups such as 受理(时间、方式) and 办理(时间、方式).

    They are where each begins with a line number, or where all have the same names and, below groups of different names,
    three fields or more.
    """
    named = [[names for names in part.names if names[0]] for part in parts]
    if all(without_remark(names[0][-1]) in SERIAL_HEADERS for names in named):
        return True
    fields = [list(part.fields(book.field_of).values()) for part in parts]
    if all(names == named[0] for names in named):
        return True
    same = all([name[-1] for name in names] == [name[-1] for name in named[0]] for names in named)
    return same and all(found == fields[0] and len(found) > 2 for found in fields)
