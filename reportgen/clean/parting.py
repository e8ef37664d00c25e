"""Several names in one cell: parted by the marks of the configuration, never inside brackets."""

import re
from collections.abc import Container, Iterable, Sequence

from reportgen.clean.values import Nulls, fold, tidy

LINE_BREAK = "\n"
_NEVER = re.compile(r"(?!)")


class Parting:
    """Parts cells at the marks of one field of `ledger.separators`; without marks a cell holds one name."""

    def __init__(self, marks: Sequence[str], nulls: Nulls | frozenset[str] = frozenset()) -> None:
        """With the marks as the configuration writes them, and what is no name but stands for nothing."""
        self._nulls = nulls
        self._in_lines = _pattern(mark for mark in marks if mark != LINE_BREAK)
        self._pattern = _pattern(marks)

    def names(self, text: str, known: Container[str], alone: Container[str] = frozenset()) -> list[str]:
        """The names in a cell, in its order.

        `known` are folded names: a cell that is one of them is not parted. `alone` are folded names too: a cell that is one
        of these but for a line break is that name, broken by a narrow column.
        """
        if not self._pattern.search(text):
            return [tidy(text)] if text else []
        folded = fold(text)
        if folded in known or (LINE_BREAK in text and folded in alone):
            return [tidy(text)]
        return self._named(self._pattern.split(text))

    def within_lines(self, text: str) -> list[str]:
        """The names in a cell whose line breaks part nothing."""
        return self._named(self._in_lines.split(text))

    def parts(self, text: str) -> bool:
        """Whether a mark stands in the cell."""
        return self._pattern.search(text) is not None

    def _named(self, parts: Iterable[str]) -> list[str]:
        names = (tidy(part).strip() for part in parts)
        return [name for name in names if name and name not in self._nulls]


def _pattern(marks: Iterable[str]) -> re.Pattern[str]:
    """Any of the marks that is not followed by a closing bracket without its opening one."""
    known = sorted(set(marks), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, known))})(?![^(（]*[)）])") if known else _NEVER
