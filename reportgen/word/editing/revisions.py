"""Tracked changes: what is put in and taken out is wrapped, so that who opens the document sees it, and can accept or reject it.

ECMA-376 part 1, 17.13.5. A change has an id that no other annotation of the part has, an author and a day.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.word.editing.elements import make
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element

AUTHOR = "reportgen"
"""The author of every change and comment that the program makes."""
_P, _R, _TR, _PPR, _RPR, _TRPR = (tag(f"w:{name}") for name in ("p", "r", "tr", "pPr", "rPr", "trPr"))
_STRUCK = {tag("w:t"): tag("w:delText"), tag("w:instrText"): tag("w:delInstrText")}
_SPACE = tag("xml:space")
_ID, _AUTHOR = tag("w:id"), tag("w:author")
_HOLDERS = (tag("w:ins"), tag("w:del"), tag("w:moveFrom"), tag("w:moveTo"))
_BEFORE_RPR = {tag(f"w:{name}") for name in ("sectPr", "pPrChange")}
_BEFORE_INS = {tag(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo")}


@dataclass(slots=True)
class Tracker:
    """Makes tracked changes; `day` is ISO, `next_id` the first id that is free in the part."""

    day: str
    next_id: int

    def change(self, kind: str, *children: Element) -> Element:
        """A `w:ins` or `w:del`."""
        self.next_id += 1
        return make(kind, *children, id=self.next_id - 1, author=AUTHOR, date=f"{self.day}T00:00:00Z")

    def inserted(self, runs: Iterable[Element]) -> Element:
        """Runs that were put in."""
        return self.change("ins", *runs)

    def strike(self, run: Element) -> None:
        """Takes a run out where it stands."""
        for one in run.iter(*_STRUCK):
            one.tag = _STRUCK[one.tag]
            one.set(_SPACE, "preserve")
        struck = self.change("del")
        run.addprevious(struck)
        struck.append(run)

    def move_block(self, element: Element, twin: Element) -> None:
        """Strikes a paragraph, table or row as it was, and makes its twin, which stands elsewhere, one that was put in as it is now."""
        _settle(element, keep="del", lose="ins")
        _settle(twin, keep="ins", lose="del")
        self.strike_block(element)
        self.insert_block(twin)

    def insert_cell(self, cell: Element) -> None:
        """A cell that stands in its place already is one that was put in."""
        self.insert_block(cell)
        _cell_properties(cell).append(self.change("cellIns"))

    def strike_cell(self, cell: Element) -> None:
        """Takes a cell out where it stands."""
        self.strike_block(cell)
        _cell_properties(cell).append(self.change("cellDel"))

    def insert_block(self, element: Element) -> None:
        """A paragraph or table that stands in its place already is one that was put in."""
        for row in element.iter(_TR):
            _row_properties(row).append(self.change("ins"))
        for paragraph in element.iter(_P):
            _mark(paragraph, self.change("ins"))
            for run in _runs(paragraph):
                holder = self.change("ins")
                run.addprevious(holder)
                holder.append(run)

    def strike_block(self, element: Element) -> None:
        """Takes a paragraph, row or table out where it stands."""
        for row in [element] if element.tag == _TR else element.iter(_TR):
            _row_properties(row).append(self.change("del"))
        for paragraph in element.iter(_P):
            _mark(paragraph, self.change("del"))
            for run in _runs(paragraph):
                self.strike(run)


def _settle(element: Element, *, keep: str, lose: str) -> None:
    """Accepts or rejects what the program has changed within an element so far."""
    for one in [
        one for one in element.iter(tag(f"w:{lose}")) if one.get(_AUTHOR) == AUTHOR and one.getparent() is not None
    ]:
        next(one.iterancestors()).remove(one)
    for one in [one for one in element.iter(tag(f"w:{keep}")) if one.get(_AUTHOR) == AUTHOR]:
        parent = next(one.iterancestors(), None)
        if parent is None or parent.tag in (_RPR, _TRPR):
            continue
        for child in list(one):
            one.addprevious(child)
        parent.remove(one)
    for old, new in _STRUCK.items() if keep == "del" else ():
        for one in [one for one in element.iter(new) if not _gone(next(one.iterancestors(_R)), element)]:
            one.tag = old


def _runs(paragraph: Element) -> list[Element]:
    """The runs of a paragraph that no tracked deletion holds, those in text boxes apart."""
    return [run for run in paragraph.iter(_R) if next(run.iterancestors(_P)) is paragraph and not _gone(run, paragraph)]


def _gone(run: Element, paragraph: Element) -> bool:
    for parent in run.iterancestors():
        if parent is paragraph:
            return False
        if parent.tag in (tag("w:del"), tag("w:moveFrom")):
            return True
    return False


def _row_properties(row: Element) -> Element:
    properties = row.find(_TRPR)
    if properties is None:
        properties = make("trPr")
        before = row.find(tag("w:tblPrEx"))
        row.insert(0 if before is None else 1, properties)
    return properties


def _cell_properties(cell: Element) -> Element:
    """The properties of a cell, at whose end its own change stands."""
    properties = cell.find(tag("w:tcPr"))
    if properties is None:
        properties = make("tcPr")
        cell.insert(0, properties)
    return properties


def _mark(paragraph: Element, change: Element) -> None:
    """Puts a change on the end of a paragraph, unless a person's stands there: `w:ins` and `w:del` come first in `w:rPr`."""
    properties = paragraph.find(_PPR)
    if properties is None:
        properties = make("pPr")
        paragraph.insert(0, properties)
    mark = properties.find(_RPR)
    if mark is None:
        mark = make("rPr")
        after = next((one for one in properties if one.tag in _BEFORE_RPR), None)
        if after is None:
            properties.append(mark)
        else:
            after.addprevious(mark)
    if mark.find(change.tag) is None:
        mark.insert(sum(one.tag in _BEFORE_INS for one in mark) if change.tag == tag("w:del") else 0, change)


def forget(element: Element) -> None:
    """Takes the notes of tracked changes out of the properties in an element: a copy of what was put in was not put in itself."""
    kinds = tuple(tag(f"w:{kind}") for kind in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"))
    for one in list(element.iter(*kinds)):
        parent = one.getparent()
        if parent is not None and parent.tag in (_RPR, _TRPR, tag("w:tcPr")):
            parent.remove(one)


def first_free_id(root: Element) -> int:
    """An id from which on no annotation of a part has one."""
    ids = (one.get(_ID, "") for one in root.iter() if isinstance(one.tag, str))
    return max((int(id) for id in ids if id.isascii() and id.isdecimal() and len(id) < 10), default=0) + 1


def apart(element: Element) -> Element:
    """Parts the tracked changes that hold an element behind it, and gives the outermost: what follows that stands in none of them."""
    while (parent := element.getparent()) is not None and parent.tag in _HOLDERS:
        later = list(element.itersiblings())
        if later:
            twin = make("ins")
            twin.tag = parent.tag
            for name, value in parent.attrib.items():
                twin.set(name, value)
            parent.addnext(twin)
            twin.extend(later)
        element = parent
    return element
