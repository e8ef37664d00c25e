"""Names for the sheets of the copy: what a spreadsheet program takes, each once."""

import re
from collections.abc import Iterable

_LONGEST = 31
_REFUSED = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def name_sheets(taken: str, sheets: Iterable[tuple[str, str]]) -> list[str]:
    """A name for each (file, sheet); `taken` is the name of a sheet that is there already.

    Where there are several files, the file stands before the sheet, cut as far as the 31 characters ask for.
    """
    pairs = list(sheets)
    several = len({file for file, _ in pairs}) > 1
    used = {taken.casefold()}
    names = []
    for file, sheet in pairs:
        name = _free(_prefixed(_tidy(_stem(file)), _tidy(sheet)) if several else _cut(_tidy(sheet), _LONGEST), used)
        used.add(name.casefold())
        names.append(name)
    return names


def _stem(file: str) -> str:
    """The name of a file without its folders and its last ending."""
    return file.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _tidy(name: str) -> str:
    """Without what no sheet name may hold; "History" is a name that Excel keeps for itself."""
    tidy = _REFUSED.sub("_", name).strip().strip("'") or "_"
    return f"{tidy}_" if tidy.casefold() == "history" else tidy


def _prefixed(file: str, sheet: str) -> str:
    sheet = _cut(sheet, _LONGEST - 6)
    return f"{_cut(file, _LONGEST - 1 - _units(sheet))} {sheet}"


def _free(name: str, used: set[str]) -> str:
    number, free = 1, name
    while free.casefold() in used:
        number += 1
        free = f"{_cut(name, _LONGEST - len(f' ({number})'))} ({number})"
    return free


def _units(text: str) -> int:
    """The length as Excel counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, most: int) -> str:
    while _units(text) > most:
        text = text[:-1]
    return text.rstrip(" '")
