"""Pieces of paragraphs coloured where they stand: runs are cut at the ends of the pieces, their text stays the same."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from reportgen.word.elements import make, pieces
from reportgen.word.names import tag
from reportgen.word.page import Paragraph, Run
from reportgen.word.xml import Element

_R, _T, _RPR = tag("w:r"), tag("w:t"), tag("w:rPr")
_SPACE = tag("xml:space")
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
    """Colours the pieces in the trees to which their paragraphs belong."""
    by_paragraph: dict[int, list[Coloured]] = {}
    for one in found:
        by_paragraph.setdefault(id(one.paragraph), []).append(one)
    for some in by_paragraph.values():
        for run in some[0].paragraph.runs:
            if run.shown and run.text and run.element.tag == _R:
                _colour_run(run, list(_stretches(run, some)))


def _stretches(run: Run, found: Sequence[Coloured]) -> Iterator[tuple[str, Colour | None]]:
    """The text of a run in pieces of one colour."""
    colours = [
        next((one.colour for one in found if one.start <= at < one.end), None) for at in range(run.start, run.end)
    ]
    begin = 0
    for at in range(1, len(colours) + 1):
        if at == len(colours) or colours[at] is not colours[begin]:
            yield run.text[begin:at], colours[begin]
            begin = at


def _colour_run(run: Run, stretches: Sequence[tuple[str, Colour | None]]) -> None:
    """A run cut into its pieces; one that holds more than text is coloured whole, where any of it is to be."""
    wanted = [one for _, one in stretches if one is not None]
    if not wanted:
        return
    content = [child for child in run.element if child.tag != _RPR]
    if len(stretches) == 1 or [child.tag for child in content] != [_T]:
        paint(run.element, wanted[0])
        return
    content[0].set(_SPACE, "preserve")
    cut = [run.element, *(deepcopy(run.element) for _ in stretches[1:])]
    for before, after in pairwise(cut):
        before.addnext(after)
    for element, (text, one) in zip(cut, stretches, strict=True):
        for child in element.iterchildren(_T):
            child.text = text
        if one is not None:
            paint(element, one)


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
