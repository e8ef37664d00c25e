"""Tracked changes: which are open and where, and how they are accepted (ECMA-376 17.13.5).

What was inserted or moved here stays without its frame, what was struck out or moved away goes, former properties are dropped.
Where the end of a paragraph was struck out its text goes on in the next one, whose properties count.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.word.cleaning.tree import (
    PPR,
    RANGES,
    RPR,
    TC,
    TR,
    P,
    closed_cells,
    half_ranges,
    has_content,
    local,
    remove,
    remove_keeping,
    unwrap,
)
from reportgen.word.editing.elements import make
from reportgen.word.packages.names import tag
from reportgen.word.packages.structure import story_of
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import Page, Revision, Story

_GONE, _HERE = frozenset({"del", "moveFrom"}), frozenset({"ins", "moveTo"})
_CELLS = frozenset({"cellIns", "cellDel", "cellMerge"})
_FORMATS = frozenset(
    f"{kind}Change" for kind in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "numbering")
)
_RANGES = frozenset(
    f"{kind}Range{end}"
    for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
_KINDS = _GONE | _HERE | _CELLS | _FORMATS
_TCPR_BEFORE_MERGE = ("cnfStyle", "tcW", "gridSpan", "hMerge")
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


@dataclass(frozen=True, slots=True)
class OpenChange:
    """Tracked changes in one place: how many, and the paragraph of the body or the table (both None: `story` alone says where)."""

    count: int
    paragraph: int | None = None
    table: int | None = None
    story: Story = Story.BODY


def is_change(element: Element) -> bool:
    """Whether an element is a tracked change of any kind."""
    return local(element) in _KINDS


def open_changes(page: Page) -> tuple[OpenChange, ...]:
    """The tracked changes of a document, place by place, those of headers, footers, notes and styles last."""
    found = Counter(map(_place_of, page.revisions))
    body = [OpenChange(count, *place) for place, count in found.items()]
    rest = Counter(
        story_of(page.package, part)
        for part, root in page.roots.items()
        if part != page.package.document
        for element in root.iter()
        if is_change(element)
    )
    missed = sum(map(is_change, page.root.iter())) - len(page.revisions)  # of sections and tables themselves
    if missed > 0:
        body.append(OpenChange(missed))
    return (*body, *(OpenChange(count, story=Story(story)) for story, count in rest.items()))


def _place_of(one: Revision) -> tuple[int | None, int | None]:
    """The number of the paragraph, or that of the table, in which a change stands."""
    paragraph = one.paragraph
    return (None, None) if paragraph is None else (paragraph.place, paragraph.spot.table if paragraph.spot else None)


def accept(root: Element) -> int:
    """Accepts every tracked change of a part; says how many there were."""
    count = sum(map(is_change, root.iter()))
    for element in [one for one in root.iter() if local(one) in _FORMATS or local(one) in _RANGES]:
        remove(element)
    struck, ended = _of_content(root)
    for element in struck:
        remove_keeping(element, half_ranges(element))
    for element in ended:
        unwrap(element)
    _accept_rows(root)
    for paragraph in list(root.iter(P)):
        _accept_end(paragraph)
    for element in [one for one in root.iter() if local(one) in _GONE | _HERE | _CELLS]:
        remove(element)  # of numbers of lists, of signs of equations, and what else only carries the note of a change
    if count:
        closed_cells(root)
    return count


def _of_content(root: Element) -> tuple[list[Element], list[Element]]:
    """The frames round content that is gone, and round content that is here; those in properties are notes, no frames."""
    frames = [one for one in root.iter() if local(one) in _GONE | _HERE and not _is_note(one)]
    return [one for one in frames if local(one) in _GONE], [one for one in frames if local(one) in _HERE]


def _is_note(element: Element) -> bool:
    """Whether a change stands among properties: then it speaks of the paragraph's end, the row, the number."""
    parent = element.getparent()
    return parent is None or local(parent) in ("rPr", "trPr", "numPr", "pPr") or str(parent.tag) == f"{{{_MATH}}}ctrlPr"


def _accept_rows(root: Element) -> None:
    """Rows and cells: those struck out go, merged ones are merged."""
    for row in list(root.iter(TR)):
        if row.find(f"{tag('w:trPr')}/{tag('w:del')}") is not None:
            remove_keeping(row, half_ranges(row))
    for cell in list(root.iter(TC)):
        properties = cell.find(tag("w:tcPr"))
        if properties is None:
            continue
        if properties.find(tag("w:cellDel")) is not None:
            remove_keeping(cell, half_ranges(cell))
        elif (merge := properties.find(tag("w:cellMerge"))) is not None:
            _merge_cell(properties, merge.get(tag("w:vMerge"), ""))


def _merge_cell(properties: Element, how: str) -> None:
    """Writes the merging of a cell that was tracked into its properties, at its place in the order of the schema."""
    for before in properties.findall(tag("w:vMerge")):
        properties.remove(before)
    if how not in ("cont", "rest"):
        return
    made = make("vMerge", val="restart") if how == "rest" else make("vMerge")
    at = sum(local(one) in _TCPR_BEFORE_MERGE for one in properties)
    properties.insert(at, made)


def _accept_end(paragraph: Element) -> None:
    """The end of a paragraph: where it was struck out the text goes on in the next paragraph."""
    properties = paragraph.find(f"{PPR}/{RPR}")
    notes = [] if properties is None else [one for one in properties if local(one) in _GONE | _HERE]
    gone = any(local(one) in _GONE for one in notes)
    for one in notes:
        remove(one)
    if gone:
        _join(paragraph)


def _join(paragraph: Element) -> None:
    between = list(_ranges_behind(paragraph))
    last = between[-1] if between else paragraph
    following = last.getnext()
    content = [one for one in paragraph if one.tag != PPR]
    if following is not None and following.tag == P:
        at = int(following.find(PPR) is not None)
        following[at:at] = [*content, *between]
        if paragraph.find(f"{PPR}/{tag('w:sectPr')}") is None:
            remove(paragraph)  # one that ends a section stays, empty
    elif not has_content(paragraph):
        remove_keeping(paragraph, [one for one in content if one.tag in RANGES])


def _ranges_behind(paragraph: Element) -> Iterator[Element]:
    """The ends of bookmarks between a paragraph and what follows it."""
    following = paragraph.getnext()
    while following is not None and following.tag in RANGES:
        yield following
        following = following.getnext()
