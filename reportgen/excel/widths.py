"""How much room texts take in a spreadsheet: columns and comments fit what they hold."""

from math import ceil
from unicodedata import east_asian_width

from reportgen.model.ledgers import Column

_NARROWEST, _WIDEST = 6, 48
_SAMPLE = 400
"""So many rows are looked at."""
_NEARLY_ALL = 0.97
_COMMENT_WIDTH, _COMMENT_LINE, _COMMENT_COLUMNS = 300, 18, 40
"""A comment in pixels, and how many half-width characters stand in one of its lines."""
_LOWEST, _HIGHEST = 50, 420
LINE_POINTS = 16
"""The height of a line in a cell, in points."""


def text_width(text: str) -> int:
    """How wide a text is in half-width characters: 2 for a Chinese character, 1 for a digit or Latin letter."""
    return len(text) + sum(1 for character in text if not character.isascii() and east_asian_width(character) in "WFA")


def column_width(column: Column, start: int) -> float:
    """The width of a column: that of nearly all its cells from row `start` (from 0) on, and of the header there, within bounds.

    The few widest cells do not count: rows of totals and signatures run over the columns to their right.
    """
    widths = {code: _value_width(column.values[code]) for code in {*column.codes[start : start + _SAMPLE]}}
    each = sorted(widths[code] for code in column.codes[start : start + _SAMPLE])
    if not each:
        return _NARROWEST
    widest = max(each[int(_NEARLY_ALL * (len(each) - 1))], widths[column.codes[start]])
    return min(_WIDEST, max(_NARROWEST, widest + 2))


def _value_width(value: object) -> int:
    return max(map(text_width, str(value)[: 2 * _WIDEST].split("\n")))


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a cell of this width."""
    return sum(max(1, ceil(text_width(line) / width)) for line in text.split("\n"))


def comment_size(text: str) -> tuple[int, int]:
    """Width and height of a comment, in pixels."""
    height = lines_of(text, _COMMENT_COLUMNS) * _COMMENT_LINE + 16
    return _COMMENT_WIDTH, min(_HIGHEST, max(_LOWEST, height))
