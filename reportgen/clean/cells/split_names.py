"""Several names in one cell: parted by the marks of the configuration, never inside brackets.

The numbers of a list (`一、`, `（一）`, `1、`, `1.`, `①`) before the names are no part of them: `一、甲局、二、乙局` names two.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence

from reportgen.chinese.numerals import COUNTING, ORDINAL, from_hanzi
from reportgen.clean.cells.values import Nulls, fold, tidy

LINE_BREAK = "\n"
_NEVER = re.compile(r"(?!)")
_ITEM = re.compile(
    rf"[(（]({ORDINAL}|[0-9０-９]{{1,2}})[)）][、.．]?"
    rf"|({ORDINAL})[、.．]"
    r"|([0-9０-９]{1,2})[、.．)）](?![0-9０-９])"
    r"|([①-⑳])[、.．]?"
)
_NUMERAL = re.compile(f"[0-9０-９{COUNTING}]")
_LONGEST_LIST = 10  # that is numbered in hanzi
_SPACED = re.compile(r"\s*$")


class NameSplitter:
    """Parts cells at the marks of one field of `ledger.separators`; without marks a cell holds one name."""

    def __init__(self, marks: Sequence[str], nulls: Nulls | frozenset[str] = frozenset()) -> None:
        """With the marks as the configuration writes them, and what is no name but stands for nothing."""
        self._nulls = nulls
        self._mark = marks[0] if marks else ""
        self._in_lines = _pattern(mark for mark in marks if mark != LINE_BREAK)
        self._pattern = _pattern(marks)

    def names(self, text: str, known: Container[str], alone: Container[str] = frozenset()) -> list[str]:
        """The names in a cell, in its order.

        `known` are folded names: a cell that is one of them is not parted. `alone` are folded names too: a cell that is one
        of these but for a line break is that name, broken by a narrow column.
        """
        if not self._pattern.search(text) and not _ITEM.search(text):
            return [tidy(text)] if text else []
        folded = fold(text)
        if folded in known or (LINE_BREAK in text and folded in alone):
            return [tidy(text)]
        return self._named(self._pattern.split(self._unlisted(text)))

    def within_lines(self, text: str) -> list[str]:
        """The names in a cell whose line breaks part nothing."""
        return self._named(self._in_lines.split(self._unlisted(text)))

    def parts(self, text: str) -> bool:
        """Whether a mark stands in the cell."""
        return self._pattern.search(text) is not None

    def _unlisted(self, text: str) -> str:
        """The cell with a mark in place of each number of a list; a cell that is never parted stays as it is.

        Numbers that go 1, 2 … from the beginning of the cell are a list wherever they stand; another one only where a part
        begins, and not before a further numeral: `一、二中队` are two squads.
        """
        found = list(_ITEM.finditer(text)) if self._mark else []
        if not found:
            return text
        counting = len(found) > 1 and found[0].start() == 0 and [*map(_number, found)] == [*range(1, len(found) + 1)]
        pieces, end = [], 0
        for item in found:
            if counting or self._begins(text, item):
                pieces += [text[end : item.start()], self._mark]
                end = item.end()
        return "".join([*pieces, text[end:]]).removeprefix(self._mark)

    def _begins(self, text: str, item: re.Match[str]) -> bool:
        """Whether a number stands where a part begins, and a name behind it."""
        before = _SPACED.sub("", text[: item.start()])
        first = not before or any(mark.end() == len(before) for mark in self._pattern.finditer(before))
        return first and _NUMERAL.match(text, item.end()) is None

    def _named(self, parts: Iterable[str]) -> list[str]:
        names = (tidy(part).strip() for part in parts)
        return [name for name in names if name and name not in self._nulls]


def _number(item: re.Match[str]) -> int:
    """The number of an item of a list; 0 for a numeral in hanzi beyond ten."""
    numeral = unicodedata.normalize("NFKC", next(filter(None, item.groups())))
    value = from_hanzi(numeral) or 0
    return value if numeral.isdecimal() or value <= _LONGEST_LIST else 0


def _pattern(marks: Iterable[str]) -> re.Pattern[str]:
    """Any of the marks that is not followed by a closing bracket without its opening one."""
    known = sorted(set(marks), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, known))})(?![^(（]*[)）])") if known else _NEVER
