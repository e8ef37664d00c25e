"""Rows below the first header that are a header as well."""

import re
from collections.abc import Iterator

import numpy as np

from reportgen.clean.cells.cells import Mask
from reportgen.clean.header.columns import HeaderMatcher
from reportgen.clean.header.counting import names_count
from reportgen.clean.header.headers import Header, best_header, headers_at, normalise
from reportgen.clean.words.signatures import is_signed
from reportgen.clean.words.synonyms import SERIAL_HEADERS
from reportgen.model.ledgers import SheetRows

_DATELIKE = re.compile(r"\d\D*\d\D*\d|\d[月日号./-]|[〇○零一二三四五六七八九十][年月日号]")
_NUMBERED = re.compile(r"\d{4}")  # what holds a number is no header
_LONGEST = 20  # characters of a header


def later_headers(sheet: SheetRows, header: Header, book: HeaderMatcher) -> Iterator[Header]:
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
