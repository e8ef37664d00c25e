"""The year and the month that the titles of a table name, or the name of its sheet; the year of a whole file."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.chinese.periods import JANUARY, MONTHS
from reportgen.chinese.words.lists import one_of
from reportgen.clean.dates.cell_dates import Sort, read_value
from reportgen.clean.header.columns import HeaderMatcher
from reportgen.clean.header.headers import first_rows
from reportgen.clean.tables.blocks.block import Block
from reportgen.model.ledgers import SheetRows

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=\s*(?:年|[-—–~～至]\s*20\d\d\s*年))")
_MONTH = re.compile(
    rf"(?<![\d.])(1[0-2]|0?[1-9])月|(?<![一二三四五六七八九十])({one_of(MONTHS.keys() - {JANUARY})})月|(?<![^\W_年])({JANUARY})月"
)
"""元 before 月 may also be money: 万元月报."""
_SEVERAL_MONTHS = re.compile(r"[\d元一二三四五六七八九十月]\s*[-—–~～至到、]\s*[\d一二三四五六七八九十]{1,2}月")
_FILLED_IN = re.compile(r"年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|(?:日期|时间)[:：]")


def with_times(blocks: Iterable[Block], name: str) -> list[Block]:
    """The blocks of a sheet of this name, each with the year and the month that its titles name, or else the name of the sheet.

    A table below another one is of its year where no title of its own names another. No year is known where several are named.
    """
    found: list[Block] = []
    names = [] if _FILLED_IN.search(name) else [name]
    named = names
    for block in blocks:
        titles = titles_of(block)
        if any(map(_years, titles)):
            named = titles
        months = {month for text in titles for month in _months(text)}
        months = months or {month for text in names for month in _months(text)}
        years = {year for text in named for year in _years(text)}
        found.append(replace(block, year=_only(years), month=_only(months)))
    return found


def titles_of(block: Block) -> list[str]:
    """The texts above the header that may name the time of the table.

    A whole date up there is the day on which the ledger was filled in, and names no time of its cases.
    """
    above = (value for row in range(block.header.top) for value in block.rows.row(row))
    return [text for text in above if isinstance(text, str) and not _FILLED_IN.search(text)]


def year_of_file(name: str, sheets: Iterable[tuple[SheetRows, Sequence[Block]]], book: HeaderMatcher) -> int | None:
    """The year of a file with these sheets, where a table does not name it: that of the first source that names any, none where it names several."""
    file = _File(name, list(sheets), book)
    named = (set(source(file)) for source in _YEAR_SOURCES)
    return _only(next(filter(None, named), set()))


@dataclass(frozen=True, slots=True)
class _File:
    """A file by its name, its sheets with their tables, and the known headers."""

    name: str
    sheets: Sequence[tuple[SheetRows, Sequence[Block]]]
    book: HeaderMatcher


def _years_of_its_name(file: _File) -> Iterable[int]:
    """`2026年一季度台账.xlsx`."""
    return () if _FILLED_IN.search(file.name) else _years(file.name)


def _years_of_its_titles(file: _File) -> Iterable[int]:
    """Of the names and titles of its sheets; a cover may name it."""
    texts = [text for rows, _ in file.sheets for text in (rows.name, *_lone_texts(rows))]
    return {year for text in texts if not _FILLED_IN.search(text) for year in _years(text)}


def _years_of_its_days(file: _File) -> Iterable[int]:
    """Of the whole dates in its tables."""
    return {year for _, blocks in file.sheets for block in blocks for year in _dated_years(block, file.book)}


_YEAR_SOURCES: tuple[Callable[[_File], Iterable[int]], ...] = (
    _years_of_its_name,
    _years_of_its_titles,
    _years_of_its_days,
)
"""In the order in which they are asked."""


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
    return {int(month) if month.isdecimal() else MONTHS[month] for month in map("".join, _MONTH.findall(text))}


def _only(found: set[int]) -> int | None:
    return next(iter(found)) if len(found) == 1 else None
