"""How much room texts take in a spreadsheet: columns and comments fit what they hold."""

from collections.abc import Iterable
from itertools import islice
from math import ceil
from unicodedata import east_asian_width

_NARROWEST, _WIDEST = 6, 48
_SAMPLE = 400
_COMMENT_WIDTH, _COMMENT_LINE, _COMMENT_COLUMNS = 300, 18, 40
"""A comment in pixels, and how many half-width characters stand in one of its lines."""
_LOWEST, _HIGHEST = 50, 420


def text_width(text: str) -> int:
    """How wide a text is in half-width characters: 2 for a Chinese character, 1 for a digit or Latin letter."""
    return len(text) + sum(1 for character in text if not character.isascii() and east_asian_width(character) in "WFA")


def column_width(values: Iterable[object]) -> float:
    """The width of a column that holds these values: that of its widest line, within bounds."""
    lines = (line for value in islice(values, _SAMPLE) for line in str(value)[: 2 * _WIDEST].split("\n"))
    return min(_WIDEST, max(_NARROWEST, max(map(text_width, lines), default=0) + 2))


def comment_size(text: str) -> tuple[int, int]:
    """Width and height of a comment, in pixels."""
    lines = sum(max(1, ceil(text_width(line) / _COMMENT_COLUMNS)) for line in text.split("\n"))
    return _COMMENT_WIDTH, min(_HIGHEST, max(_LOWEST, lines * _COMMENT_LINE + 16))
