"""Small steps on the XML of a part that the modules of this room share."""

from collections.abc import Iterable

from reportgen.word.editing.elements import make
from reportgen.word.packages.names import NAMESPACES, tag
from reportgen.word.packages.xml import Element

P, R, PPR, RPR, TC, TR, TBL = (tag(f"w:{name}") for name in ("p", "r", "pPr", "rPr", "tc", "tr", "tbl"))
START, END = tag("w:bookmarkStart"), tag("w:bookmarkEnd")
RANGES = frozenset({START, END})
_W = f"{{{NAMESPACES['w']}}}"


def local(element: Element) -> str:
    """The name of an element of Word without its namespace; "" for one of another namespace."""
    return local_name(str(element.tag))


def local_name(whole: str) -> str:
    """The same of a whole name, `{namespace}name`."""
    return whole.removeprefix(_W) if whole.startswith(_W) else ""


def remove(element: Element) -> None:
    """Takes an element out; one that stands nowhere already is left alone."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Puts what is in an element in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def remove_keeping(element: Element, kept: Iterable[Element]) -> None:
    """Takes an element out, and leaves some of those inside it in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(kept)


def half_ranges(element: Element) -> list[Element]:
    """The ends of bookmarks in an element whose other ends stand outside of it."""
    ends = [one for one in element.iter(START, END) if one is not element]
    numbers = [one.get(tag("w:id")) for one in ends]
    return [one for one, number in zip(ends, numbers, strict=True) if numbers.count(number) == 1]


def is_empty_run(run: Element) -> bool:
    """Whether a run holds nothing but its properties."""
    return all(child.tag == RPR for child in run)


def has_content(paragraph: Element) -> bool:
    """Whether a paragraph holds a run or anything else that could be seen; bookmarks alone are nothing."""
    return any(
        one.tag == R or not str(one.tag).startswith(_W)
        for one in paragraph.iter()
        if one is not paragraph and not _is_property(one, paragraph)
    )


def _is_property(element: Element, paragraph: Element) -> bool:
    """Whether an element belongs to the properties of a paragraph."""
    properties = paragraph.find(PPR)
    return properties is not None and (element is properties or properties in element.iterancestors())


def closed_cells(root: Element) -> None:
    """Sees to it that every cell ends with a paragraph, as Word wants it, and that no table is without rows, no row without cells."""
    for row in [row for row in root.iter(TR) if row.find(f".//{TC}") is None]:
        remove(row)
    for table in [table for table in root.iter(TBL) if table.find(f".//{TR}") is None]:
        remove(table)
    for cell in root.iter(TC, tag("w:txbxContent"), tag("w:footnote"), tag("w:endnote")):
        last = cell[-1] if len(cell) else None
        closed = last is not None and (last.tag == P or last.find(f".//{P}") is not None)
        if not closed and (cell.tag == TC or cell.find(f".//{P}") is None):
            cell.append(make("p"))
