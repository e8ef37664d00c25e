"""Pieces of paragraphs coloured where they stand: runs are cut at the ends of the pieces, their text stays the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from reportgen.word.editing.elements import make, pieces
from reportgen.word.editing.lines import Line
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import Paragraph

_RPR = tag("w:rPr")
_BEFORE_COLOUR = tuple(
    tag(f"w:{name}")
    for name in (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
        "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
    )
)  # fmt: skip
_BEFORE_HIGHLIGHT = (
    *_BEFORE_COLOUR,
    *(tag(f"w:{n}") for n in ("color", "spacing", "w", "kern", "position", "sz", "szCs")),
)
_BEFORE_SHADE = (*_BEFORE_HIGHLIGHT, *(tag(f"w:{n}") for n in ("highlight", "u", "effect", "bdr")))


class Colour(Enum):
    """How a piece is shown."""

    YELLOW = "yellow"
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Coloured:
    """A piece of a paragraph, from `start` to before `end` of its text, and its colour; of pieces that overlap the first counts."""

    paragraph: Paragraph
    start: int
    end: int
    colour: Colour


def colour(found: Iterable[Coloured]) -> None:
    """Colours the pieces in the trees to which their paragraphs belong; what cannot be parted from what is round it stays as it is."""
    by_paragraph: dict[int, list[Coloured]] = {}
    for one in found:
        by_paragraph.setdefault(id(one.paragraph), []).append(one)
    for some in by_paragraph.values():
        line = Line((some[0].paragraph,))
        for start, end, wanted in _stretches(line.text, some):
            if line.can_change(start, end):
                for run in line.cut(start, end):
                    paint(run, wanted)


def _stretches(text: str, found: Sequence[Coloured]) -> Iterator[tuple[int, int, Colour]]:
    """The pieces of a text of one colour."""
    colours = [next((one.colour for one in found if one.start <= at < one.end), None) for at in range(len(text))]
    begin = 0
    for at in range(1, len(colours) + 1):
        if at == len(colours) or colours[at] is not colours[begin]:
            wanted = colours[begin]
            if wanted is not None:
                yield begin, at, wanted
            begin = at


def paint(run: Element, one: Colour) -> None:
    """Gives a run its colour; what it had of that kind is replaced."""
    properties = run.find(_RPR)
    if properties is None:
        properties = make("rPr")
        run.insert(0, properties)
    for name in ("highlight", "shd"):
        for old in properties.findall(tag(f"w:{name}")):
            properties.remove(old)
    if one is Colour.BLUE:
        _put(properties, make("shd", val="clear", color="auto", fill="DDEBF7"), _BEFORE_SHADE)
        return
    if one is Colour.RED:
        for old in properties.findall(tag("w:color")):
            properties.remove(old)
        _put(properties, make("color", val="FFFFFF"), _BEFORE_COLOUR)
    _put(properties, make("highlight", val=one.value), _BEFORE_HIGHLIGHT)


def _put(properties: Element, element: Element, before: Sequence[str]) -> None:
    """Puts a property behind those that the schema wants before it."""
    properties.insert(sum(child.tag in before for child in properties), element)


def legend(texts: Iterable[tuple[str, Colour | None]]) -> Element:
    """A paragraph of pieces of text in their colours."""
    paragraph = make("p")
    for text, one in texts:
        run = make("r")
        run.extend(pieces(text))
        if one is not None:
            paint(run, one)
        paragraph.append(run)
    return paragraph
