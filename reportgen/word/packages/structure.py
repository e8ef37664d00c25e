"""What Word would repair: ids that are not unique, bookmarks with one end, relationships that lead nowhere."""

from collections import Counter
from collections.abc import Iterator

from reportgen.word.packages.names import NAMESPACES, tag
from reportgen.word.packages.package import Package
from reportgen.word.packages.xml import Element

_NOTES = ("header", "footer", "footnotes", "endnotes")
_LONGEST_NAME = 40
_RELATION = f"{{{NAMESPACES['r']}}}"


def text_parts(package: Package) -> list[str]:
    """The parts whose text is printed: the main one first, then its headers, footers and notes."""
    return [package.document, *(part for kind in _NOTES for part in package.linked(package.document, kind))]


def story_of(package: Package, part: str) -> str:
    """In which story (`page.Story`) the text of a part is printed."""
    kinds = ("header", "footer", "footnotes", "endnotes")
    found = next((kind for kind in kinds if part in package.linked(package.document, kind)), "body")
    return found.removesuffix("s")


def structure_faults(package: Package) -> Iterator[tuple[str, str]]:
    """Every fault: the part it is in, and the attribute or target that is wrong."""
    for part, links in package.links.items():
        for link in links:
            if not link.external and package.target(part, link) not in package.parts:
                yield part, link.target
    for part in text_parts(package):
        root = package.root(part)
        known = {link.id for link in package.links.get(part, ())}
        for what in (*_bookmark_faults(root), *_drawing_faults(root), *sorted(_relations(root) - known)):
            yield part, what


def _bookmark_faults(root: Element) -> Iterator[str]:
    starts = [(start.get(tag("w:id"), ""), start.get(tag("w:name"), "")) for start in root.iter(tag("w:bookmarkStart"))]
    ends = Counter(end.get(tag("w:id"), "") for end in root.iter(tag("w:bookmarkEnd")))
    if Counter(number for number, _ in starts) != ends or set(ends.values()) - {1}:
        yield "w:bookmarkStart w:id"
    if len({name.casefold() for _, name in starts}) < len(starts) or any(
        not 0 < len(name) <= _LONGEST_NAME for _, name in starts
    ):
        yield "w:bookmarkStart w:name"


def _drawing_faults(root: Element) -> Iterator[str]:
    ids = [shown.get("id") for shown in root.iter(tag("wp:docPr"))]
    if len(set(ids)) < len(ids):
        yield "wp:docPr id"


def _relations(root: Element) -> set[str]:
    """The ids of relationships that a part uses."""
    return {
        str(value)
        for element in root.iter()
        for name, value in element.attrib.items()
        if str(name).startswith(_RELATION)
    }
