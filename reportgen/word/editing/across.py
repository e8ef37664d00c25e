"""Pages that lie across: the section of the text parted where an attachment lies across, and again where it ends.

The first part keeps what the Word template says of headers, footers and page numbers; the later ones go on with it, so that a
letterhead stands once and the pages are counted through.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy

from reportgen.word.editing.elements import make
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.lengths import twips_in

_ONCE = tuple(tag(f"w:{name}") for name in ("headerReference", "footerReference", "titlePg"))
_SIZE, _MARGINS, _NUMBERS, _KIND = (tag(f"w:{name}") for name in ("pgSz", "pgMar", "pgNumType", "type"))
_WIDTH, _HEIGHT, _TURNED, _START, _VALUE = (tag(f"w:{name}") for name in ("w", "h", "orient", "start", "val"))
_TURNS = {"top": "left", "bottom": "right", "left": "bottom", "right": "top"}
"""Of a page that lies across, which margin of the upright page each one is: its top lies at the binding."""
_BESIDE = 400  # twips between the text and what stands in the margin


def lay_across(parts: Sequence[tuple[list[Element], bool]], section: Element, *, followed: bool) -> list[Element]:
    """The elements of all parts, with section breaks between those that lie across and those that do not; `section` ends the last.

    `followed` says that something of the template's stands behind them, upright.
    """
    behind: Sequence[tuple[list[Element], bool]] = [([], False)] if followed and parts[-1][1] else []
    first, later = deepcopy(section), _going_on(section)
    found: list[Element] = []
    end: Element | None = None
    for elements, across in (*parts, *behind):
        if end is not None:
            found.append(_break(end))
        upright = first if end is None else later
        end = across_of(upright) if across else deepcopy(upright)
        found += elements
    if end is not None:
        section[:] = list(end)
    return found


def across_of(section: Element) -> Element:
    """A section whose pages lie across, of one whose pages are upright."""
    return _turned(section, _TURNS, "landscape")


def upright_of(section: Element) -> Element:
    """A section whose pages are upright, of one whose pages may lie across."""
    size = section.find(_SIZE)
    width, height = ((0 if size is None else twips_in(size.get(name, "")) or 0) for name in (_WIDTH, _HEIGHT))
    lies = width > height
    return (
        _turned(section, {before: side for side, before in _TURNS.items()}, "portrait") if lies else deepcopy(section)
    )


def _turned(section: Element, turns: Mapping[str, str], way: str) -> Element:
    turned = deepcopy(section)
    size, margins = turned.find(_SIZE), turned.find(_MARGINS)
    if size is not None:
        width, height = size.get(_WIDTH, ""), size.get(_HEIGHT, "")
        size.attrib.update({_WIDTH: height, _HEIGHT: width, _TURNED: way})
    if margins is not None:
        sides = {side: margins.get(tag(f"w:{before}")) for side, before in turns.items()}
        margins.attrib.update({tag(f"w:{side}"): length for side, length in sides.items() if length is not None})
        for side, text in (("header", "top"), ("footer", "bottom")):
            _keep_beside(margins, side, text)
    return turned


def _keep_beside(margins: Element, side: str, text: str) -> None:
    """What stands in a margin stays in it, though it is narrower now."""
    distance, room = (twips_in(margins.get(tag(f"w:{name}"), "")) for name in (side, text))
    if distance is not None and room is not None and distance > room - _BESIDE:
        margins.set(tag(f"w:{side}"), str(max(room - _BESIDE, 0)))


def _going_on(section: Element) -> Element:
    """A section that goes on with the headers, footers and page numbers of the one before, on a new page."""
    found = deepcopy(section)
    for child in list(found):
        if child.tag in (*_ONCE, _KIND):
            found.remove(child)
        elif child.tag == _NUMBERS and _START in child.attrib:
            del child.attrib[_START]
    return found


def _break(section: Element) -> Element:
    """A paragraph that ends a section, so low that it fits below anything."""
    lowest = make("spacing", before=0, after=0, line=20, lineRule="exact")
    return make("p", make("pPr", lowest, section))
