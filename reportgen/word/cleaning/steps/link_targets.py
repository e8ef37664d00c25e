"""Bookmarks: those at which a field or link points get a name that says nothing, all others go.

A field whose bookmark is gone prints an error instead of a number, so its code is rewritten together with the bookmark. A name of
ours that no bookmark bears any more is renamed in the code as well: it prints what it printed before.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, pairwise

from reportgen.word.cleaning.steps.fields import Piece, pieces
from reportgen.word.cleaning.tree import END, START, remove
from reportgen.word.editing.elements import make
from reportgen.word.memory.marks import PREFIX
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element

NEW = re.compile(r"_Ref[0-9]{9}")
_ID, _NAME, _ANCHOR = tag("w:id"), tag("w:name"), tag("w:anchor")
_LINK = tag("w:hyperlink")
_FIRST = frozenset({"REF", "PAGEREF", "NOTEREF", "GOTOBUTTON", "SET", "ASK"})
_SWITCHES = {"HYPERLINK": r"\l", "TOC": r"\b", "INDEX": r"\b", "TOA": r"\b", "RD": r"\b"}
_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"]+')
_IDENTIFIER = re.compile(r"[^\W\d]\w*")


def needless_bookmarks(roots: Iterable[Element]) -> set[Element]:
    """The beginnings of bookmarks at which nothing points, or that have the name of an earlier one."""
    parts = list(roots)
    _fields, _links, asked = _pointing(parts)
    starts = [one for root in parts for one in root.iter(START)]
    return set(starts) - set(_first_of_each(starts, asked).values())


def tidy_bookmarks(roots: Iterable[Element]) -> int:
    """Renames the bookmarks of a document that are needed, with all that points at them, and removes the others; says how many."""
    parts = list(roots)
    fields, links, asked = _pointing(parts)
    starts = _first_of_each([one for root in parts for one in root.iter(START)], asked)
    names = _new_names(starts, asked)
    kept = _with_ends(parts, list(starts.values()))
    needed = {one for pair in kept for one in pair}
    others = [one for root in parts for one in root.iter(START, END) if one not in needed]
    for one in others:
        remove(one)
    for number, (start, end) in enumerate(kept):
        start.set(_ID, str(number))
        end.set(_ID, str(number))
        start.set(_NAME, names[start.get(_NAME, "").casefold()])
    for field, spelled in fields:
        for name, first, last in reversed(spelled):
            if name.casefold() in names:
                field.replace(first, last, names[name.casefold()])
    for link in links:
        link.set(_ANCHOR, names.get(link.get(_ANCHOR, "").casefold(), link.get(_ANCHOR, "")))
    return sum(one.tag == START for one in others)


def _pointing(
    parts: list[Element],
) -> tuple[list[tuple[Piece, list[tuple[str, int, int]]]], list[Element], set[str]]:
    """Fields with the names in their codes, links to places in the text, and all names that they ask for."""
    fields = [(one, list(_names_in(one.code))) for root in parts for one in pieces(root)]
    links = [one for root in parts for one in root.iter(_LINK) if one.get(_ANCHOR) and not one.get(tag("r:id"))]
    asked = {name.casefold() for _field, names in fields for name, _start, _end in names}
    return fields, links, asked | {link.get(_ANCHOR, "").casefold() for link in links}


def _names_in(code: str) -> Iterator[tuple[str, int, int]]:
    """The names of bookmarks in the code of a field, each with where it stands in the code, in order."""
    words = list(_WORD.finditer(code))
    if not words:
        return
    kind = words[0][0].upper()
    if kind in _FIRST:
        yield from _plain(words[1:2])
    elif kind == "HYPERLINK" and len(words) > 1 and not words[1][0].startswith("\\"):
        return  # it leads to another file, and so does the name in it
    elif kind in _SWITCHES:
        yield from _plain(word for before, word in pairwise(words) if before[0].lower() == _SWITCHES[kind])
    elif kind == "SEQ":
        yield from _plain(word for word in words[2:3] if not word[0].startswith("\\"))
    elif kind.startswith("=") or kind in ("IF", "COMPARE"):
        for word in words:
            if not word[0].startswith(('"', "\\")):
                yield from (
                    (one[0], word.start() + one.start(), word.start() + one.end())
                    for one in _IDENTIFIER.finditer(word[0])
                )


def _plain(words: Iterable[re.Match[str]]) -> Iterator[tuple[str, int, int]]:
    """Words as names, without the quotes round them."""
    for word in words:
        quoted = word[0].startswith('"') and len(word[0]) > 1
        yield word[0].strip('"'), word.start() + quoted, word.end() - quoted


def _first_of_each(starts: list[Element], asked: set[str]) -> Mapping[str, Element]:
    """The bookmark that keeps each name that is asked for: of several the first."""
    found: dict[str, Element] = {}
    for start in starts:
        name = start.get(_NAME, "").casefold()
        if name in asked:
            found.setdefault(name, start)
    return found


def _new_names(starts: Mapping[str, Element], asked: set[str]) -> dict[str, str]:
    """New names, in the order of the bookmarks; then for names of ours that are asked for in vain."""
    lost = sorted(name for name in asked if name.startswith(PREFIX) and name not in starts)
    vain = asked - starts.keys() - set(lost)  # they must stay in vain
    free = (name for number in count(1) if (name := f"_Ref{number:09}").casefold() not in vain)
    return {name: next(free) for name in (*starts, *lost)}


def _with_ends(parts: list[Element], starts: list[Element]) -> list[tuple[Element, Element]]:
    """Bookmarks with their ends; one that has none ends, as for Word, in the paragraph in which it began."""
    asked, ends = set(starts), dict[Element, Element]()
    for root in parts:
        opened: dict[str | None, Element] = {}
        for one in root.iter(START, END):
            if one.tag == START and one in asked:
                opened[one.get(_ID)] = one
            elif one.tag == END and one.get(_ID) in opened:
                ends[opened.pop(one.get(_ID))] = one
    return [(start, ends[start] if start in ends else _ended(start)) for start in starts]


def _ended(start: Element) -> Element:
    made = make("bookmarkEnd")
    parent = start.getparent()
    (start if parent is None else parent).append(made)
    return made
