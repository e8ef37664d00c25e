"""The header of a sheet: found below titles and notes, by the names in it that we know; one level or two."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from reportgen.clean.values import as_text
from reportgen.model import SheetRows

SEARCHED = 15
"""The header stands among the first so many rows that are not blank."""
_SPACES = re.compile(r"[\s\u200b\ufeff*]+")
_REMARK = re.compile(r"\([^()]*\)")
_EDGES = ":.,;、。"

Row = tuple[object, ...]


def normalise(header: object) -> str:
    """The header as it is compared: NFKC, no spaces, line breaks or asterisks, no closing colon, Latin letters small."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", as_text(header))).strip(_EDGES).casefold()


def without_remark(name: str) -> str:
    """A normalised header without its remarks in brackets: `受理日期(年月日)` is `受理日期`."""
    return _REMARK.sub("", name).strip(_EDGES)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and how each column may be called.

    `top` and `bottom` count from 0 at the sheet's first row; `shown` has the header of each column as people know it,
    `names` all its normalised names, the most telling first.
    """

    top: int
    bottom: int
    shown: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]


def find_header(
    sheet: SheetRows, field_of: Callable[[Sequence[str]], str | None], enough: Callable[[set[str]], bool]
) -> Header | None:
    """The row, or pair of rows, with most known names, provided they are `enough`; None where no row is a header.

    `field_of` tells the field that any of a column's names stands for. Of equals the single row wins, then the upper one.
    """
    best: tuple[int, int, Header] | None = None
    for index in _first_rows(sheet):
        for header in _headers_at(sheet, index):
            fields = {field for names in header.names if (field := field_of(names))}
            rank = (len(fields), header.top - header.bottom)
            if enough(fields) and (best is None or rank > best[:2]):
                best = (*rank, header)
    return best[2] if best else None


def _first_rows(sheet: SheetRows) -> list[int]:
    found: list[int] = []
    for index in range(min(sheet.height, 200)):
        if len(found) == SEARCHED:
            break
        if any(value != "" for value in sheet.row(index)):
            found.append(index)
    return found


def _headers_at(sheet: SheetRows, index: int) -> list[Header]:
    upper = sheet.row(index)
    headers = [_single(index, upper)]
    if index + 1 < sheet.height:
        lower = sheet.row(index + 1)
        groups = _groups(sheet, index, upper, lower)
        if groups is not None:
            headers.append(_double(index, groups, lower))
    return headers


def _single(index: int, row: Row) -> Header:
    return Header(
        index, index, tuple(as_text(value).strip() for value in row), tuple((normalise(value),) for value in row)
    )


def _double(index: int, groups: Sequence[str], lower: Row) -> Header:
    shown, names = [], []
    for above, value in zip(groups, lower, strict=True):
        upper, under = normalise(above), normalise(value)
        shown.append(as_text(value).strip() or above.strip())
        names.append(tuple(dict.fromkeys(name for name in (upper + under, under or upper) if name)) or ("",))
    return Header(index, index + 1, tuple(shown), tuple(names))


def _groups(sheet: SheetRows, index: int, upper: Row, lower: Row) -> list[str] | None:
    """The upper header of each column where `lower` is a second level of it; None where it is something else.

    A second level stands only under headers that span several columns (or is a remark in brackets), and holds words.
    """
    texts = [as_text(value) for value in upper]
    merged = _merged_columns(sheet, index)
    spans = [
        column in merged or not text or texts[column + 1 : column + 2] == [""] for column, text in enumerate(texts)
    ]
    for column, value in enumerate(lower):
        if value == "" or normalise(value).startswith("("):
            continue
        if not spans[column] or isinstance(value, (int, float, date, time, timedelta)):
            return None
    if not any(value != "" and texts[column : column + 1] for column, value in enumerate(lower)):
        return None
    return _carry(texts, lower)


def _merged_columns(sheet: SheetRows, index: int) -> frozenset[int]:
    """Columns whose cell in this row is part of a merge over several columns."""
    row = sheet.first_row + index
    found: set[int] = set()
    for top, left, bottom, right in sheet.merges:
        if top <= row <= bottom and right > left:
            found.update(range(left - sheet.first_column, right - sheet.first_column + 1))
    return frozenset(found)


def _carry(texts: Sequence[str], lower: Row) -> list[str]:
    """The upper headers, each carried to the right over the columns that only the lower level names."""
    carried, last = [], ""
    for text, under in zip(texts, lower, strict=True):
        last = text or (last if under != "" else "")
        carried.append(last)
    return carried
