"""Numbers of headings, given here and written as text (`docs/word/numbering.md` says why)."""

from collections.abc import Sequence

from reportgen.chinese.numbering import OFFICIAL, numbered

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """A number from 1 to 39 in Roman numerals: 14 -> XIV."""
    spelled = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        spelled += letters * times
    return spelled


def heading_number(counts: Sequence[int], style: str = "hanzi") -> str:
    """The number before a heading; `counts` are those of its level and of the levels above it.

    By level 一、 （一） 1. （1） (GB/T 9704-2012, clause 7.3.3), in "letters" I. A. 1. (1); any other style is a scheme of
    `chinese.numbering`.
    """
    if style == "letters":
        level, number = len(counts), counts[-1]
        letter = chr(ord("A") + number - 1) if number <= 26 else str(number)
        return {1: f"{roman(number)}. ", 2: f"{letter}. ", 3: f"{number}. ", 4: f"({number}) "}[level]
    return numbered(OFFICIAL if style == "hanzi" else style, counts)


class HeadingCounter:
    """Counts headings in order; a heading starts the levels below it anew."""

    def __init__(self, style: str = "hanzi") -> None:
        """Nothing is counted yet; `style` is that of `heading_number`."""
        self._style = style
        self._counts = [0, 0, 0, 0]

    def next(self, level: int) -> str:
        """The number of the next heading of a level (1 to 4)."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (4 - level)
        return heading_number(self._counts[:level], self._style)

    def restart(self) -> None:
        """Begins anew, as an attachment does."""
        self._counts = [0, 0, 0, 0]
