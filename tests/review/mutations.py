"""One digit of a finished report changed, anywhere; and reports saved anew in the manner of word processors."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from tests.render import surgery

MEMORY = "customXml/item1.xml"
_MEMORY_NAME = "{urn:reportgen:memory:2}"
_R = tag("w:r")
_T = tag("w:t")


@dataclass(frozen=True)
class Position:
    """A digit of a part: the how many-th element that holds it, the attribute ("" for its text), and its place there."""

    part: str
    element: int
    attribute: str
    at: int
    kind: str


def positions(document: bytes) -> list[Position]:
    """Every digit that a reader sees or the charts' memory holds, but for page numbers.

    Kinds are the styles of paragraphs, `table` and `blind` (the words for the blind) of the document; of the memory the points
    and words of its charts, its figures, the pieces of its blocks and its fixed texts.
    """
    parts = surgery.parts_of(document)
    return [
        *_shown(parts[surgery.MAIN]),
        *_remembered(parts[MEMORY]),
    ]


def _shown(data: bytes) -> Iterator[Position]:
    for number, element in enumerate(etree.fromstring(data).iter()):
        if element.tag == _T:
            yield from _digits(surgery.MAIN, number, "", element.text, _kind(element))
        elif element.tag == tag("wp:docPr"):
            yield from _digits(surgery.MAIN, number, "descr", element.get("descr"), "blind")


def _kind(element: Element) -> str:
    if next(element.iterancestors(tag("w:tbl")), None) is not None:
        return "table"
    style = next(element.iterancestors(tag("w:p"))).find(f"{tag('w:pPr')}/{tag('w:pStyle')}")
    return "" if style is None else style.get(tag("w:val"), "")


def _remembered(data: bytes) -> Iterator[Position]:
    for number, element in enumerate(etree.fromstring(data).iter()):
        kind = str(element.tag).removeprefix(_MEMORY_NAME)
        if kind in ("point", "figure", "fixed", "s", "f", "r", "title", "attachment"):
            yield from _digits(MEMORY, number, "", element.text, f"memory {kind}")
        if kind == "signature":
            yield from _digits(MEMORY, number, "date", element.get("date"), "memory date")
        if kind == "point":
            yield from _digits(MEMORY, number, "label", element.get("label"), "memory point")
        if kind == "chart":
            yield from _digits(MEMORY, number, "alt", element.get("alt"), "memory alt")


def _digits(part: str, element: int, attribute: str, text: str | None, kind: str) -> Iterator[Position]:
    for match in re.finditer("[0-9]", text or ""):
        yield Position(part, element, attribute, match.start(), kind)


def with_digit(document: bytes, position: Position, chance: random.Random) -> bytes:
    """The document with another digit at a position."""
    parts = surgery.parts_of(document)
    root = etree.fromstring(parts[position.part])
    element = next(one for number, one in enumerate(root.iter()) if number == position.element)
    text = (element.get(position.attribute) if position.attribute else element.text) or ""
    other = chance.choice([digit for digit in "0123456789" if digit != text[position.at]])
    changed = text[: position.at] + other + text[position.at + 1 :]
    if position.attribute:
        element.set(position.attribute, changed)
    else:
        element.text = changed
    parts[position.part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return surgery.zipped(parts)


def _saved(document: bytes, change: Callable[[Element], None]) -> bytes:
    parts = surgery.parts_of(document)
    root = etree.fromstring(parts[surgery.MAIN])
    change(root)
    parts[surgery.MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return surgery.zipped(parts)


def split_runs(document: bytes) -> bytes:
    """Every run cut into runs of one or two characters, with revision ids and proofing marks between, as Word leaves them."""
    return _saved(document, _split)


def _split(root: Element) -> None:
    for run in list(root.iter(_R)):
        run.set(tag("w:rsidR"), "00A1B2C3")
        texts = run.findall(_T)
        if len(texts) != 1 or len(texts[0].text or "") < 2 or [one for one in run if one.tag not in (_T, tag("w:rPr"))]:
            continue
        text = texts[0].text or ""
        pieces = [text[at : at + 2] for at in range(0, len(text), 2)]
        texts[0].text = pieces[0]
        texts[0].set(tag("xml:space"), "preserve")
        last = run
        for piece in pieces[1:]:
            copy = etree.fromstring(etree.tostring(run))
            copy.findall(_T)[0].text = piece
            mark = etree.Element(tag("w:proofErr"), {tag("w:type"): "spellStart"})
            last.addnext(mark)
            mark.addnext(copy)
            last = copy


def merged_runs(document: bytes) -> bytes:
    """Bookmarks of figures moved outward over the character that follows, runs of a paragraph merged between bookmarks."""
    return _saved(document, _merge)


def _merge(root: Element) -> None:
    for number, end in enumerate(list(root.iter(tag("w:bookmarkEnd")))):
        following = end.getnext()
        text = following.find(_T) if following is not None and following.tag == _R else None
        if text is not None and len(text.text or "") > 1 and number % 2:
            moved = etree.fromstring(etree.tostring(following))
            moved.find(_T).text = (text.text or "")[:1]
            text.text = (text.text or "")[1:]
            end.addprevious(moved)
    for run in list(root.iter(_R)):
        before = run.getprevious()
        if before is not None and before.tag == _R and _plain(before) and _plain(run):
            before.find(_T).text = (before.find(_T).text or "") + (run.find(_T).text or "")
            before.find(_T).set(tag("xml:space"), "preserve")
            before.getparent().remove(run)


def _plain(run: Element) -> bool:
    properties = run.find(tag("w:rPr"))
    bold = properties is not None and properties.find(tag("w:b")) is not None
    return not bold and [one.tag for one in run if one.tag != tag("w:rPr")] == [_T]


def renumbered(document: bytes) -> bytes:
    """Bookmarks with new ids; those of headings and captions begin before their numbers; those of blocks end in the next paragraph."""
    return _saved(document, _renumber)


def _renumber(root: Element) -> None:
    for element in root.iter(tag("w:bookmarkStart"), tag("w:bookmarkEnd")):
        element.set(tag("w:id"), str(9000 - int(element.get(tag("w:id"), "0"))))
    starts = {one.get(tag("w:id")): one for one in root.iter(tag("w:bookmarkStart"))}
    for number, end in enumerate(list(root.iter(tag("w:bookmarkEnd")))):
        start = starts[end.get(tag("w:id"))]
        paragraph = end.getparent()
        if not start.get(tag("w:name"), "").startswith("_rgb") or paragraph is None or paragraph.tag != tag("w:p"):
            continue
        after = paragraph.getnext()
        if number % 3 == 0 and after is not None and after.tag == tag("w:p") and start.getparent() is paragraph:
            after.insert(1 if after.find(tag("w:pPr")) is not None else 0, end)
        elif number % 3 == 1 and start.getparent() is paragraph:
            paragraph.insert(1, start)


SAVED = {"as it is": lambda document: document, "split": split_runs, "merged": merged_runs, "renumbered": renumbered}
