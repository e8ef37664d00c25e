"""What a reader gets who accepts or rejects every tracked change of ours: an oracle that knows nothing of how they were made.

Written by the rules of ECMA-376 part 1, 17.13.5, on plain XML: it shares no code with what makes changes or settles them.
"""

from lxml import etree

from reportgen.word.packages.package import open_package
from reportgen.word.pages.page import Page
from reportgen.word.pages.reader import read_page

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def accepted(data: bytes) -> Page:
    """The page with every change accepted."""
    return _decided(data, stays="ins", goes="del")


def rejected(data: bytes) -> Page:
    """The page with every change rejected."""
    return _decided(data, stays="del", goes="ins")


def lines(page: Page) -> list[str]:
    """What the body says, line by line: paragraphs that hold something, and rows with their cells parted by `|`."""
    found = []
    for one in page.flow:
        if hasattr(one, "cells"):
            cells = ("/".join(line.text for line in cell.paragraphs if line.text.strip()) for cell in one.cells)
            found.append("|".join(cells))
        elif one.text.strip() and not one.contents and not one.box:
            found.append(one.text)
    return [line.replace("\u2060", "") for line in found]


def _decided(data: bytes, stays: str, goes: str) -> Page:
    package = open_package(data)
    page = read_page(package)
    for root in page.roots.values():
        _decide(root, f"{_W}{stays}", f"{_W}{goes}")
    return read_page(package, page.roots)


def _decide(root: etree._Element, stays: str, goes: str) -> None:
    for row in list(root.iter(f"{_W}tr")):
        if row.find(f"{_W}trPr/{goes}") is not None:
            row.getparent().remove(row)
    for change in list(root.iter(goes)):
        if change.getparent() is not None and change.getparent().tag not in (f"{_W}rPr", f"{_W}trPr"):
            change.getparent().remove(change)
    for change in list(root.iter(stays)):
        if change.getparent().tag in (f"{_W}rPr", f"{_W}trPr"):
            change.getparent().remove(change)
            continue
        for child in list(change):
            change.addprevious(child)
        change.getparent().remove(change)
    for old, new in (("delText", "t"), ("delInstrText", "instrText")):
        for one in root.iter(f"{_W}{old}"):
            one.tag = _W + new
    for paragraph in list(root.iter(f"{_W}p")):
        if paragraph.find(f"{_W}pPr/{_W}rPr/{goes}") is not None:
            _without_its_end(paragraph)


def _without_its_end(paragraph: etree._Element) -> None:
    """A paragraph without its end: what is left of it goes to the next one."""
    left = [child for child in paragraph if child.tag != f"{_W}pPr"]
    following = paragraph.getnext()
    if any(child.tag == f"{_W}r" for child in left) and following is not None and following.tag == f"{_W}p":
        at = 1 if following.find(f"{_W}pPr") is not None else 0
        for child in reversed(left):
            following.insert(at, child)
    elif any("".join(child.itertext()).strip() for child in left):
        raise AssertionError("a paragraph that goes leaves words behind")
    paragraph.getparent().remove(paragraph)
