"""The measures of a page, indents by them, and where office and day stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportgen.model.reports.narratives import Signature
from reportgen.word.editing.characters import width
from reportgen.word.editing.elements import make
from reportgen.word.packages.xml import Element


@dataclass(frozen=True, slots=True)
class Layout:
    """The measures of a page: width of the text in twips, line height in twips, full-width characters in a line of the title.

    `signed` is where office and day stand (`form.signature.place`), `picture_first` whether a chart's caption stands below it;
    `character` and `cell_character` are the widths of a full-width character of the text and in a table, in twips.
    """

    width: int
    line: int
    title_capacity: float
    signed: str = "unsealed"
    picture_first: bool = True
    character: float = 316  # a line of 156 mm has 28
    cell_character: int = 240


def indent(layout: Layout, **characters: float) -> Element:
    """An indent in characters, and in twips for programs that do not know characters."""
    lengths: dict[str, int] = {}
    for side, count in characters.items():
        lengths |= {f"{side}Chars": round(count * 100), side: round(count * layout.character)}
    return make("ind", **lengths)


_SPARE = 2
"""Characters of the margin into which a date may run before it would be broken: with a font that stands in, digits are wider."""
_Placed = tuple[list[Element], list[Element]]


def _unsealed(layout: Layout, block: Signature) -> _Placed:
    """The date from two characters behind the office's first on (clause 7.3.5.2).

    It stands by its left: however wide a font has the digits, it begins where it should, and has the margin to end in.
    """
    longer = width(block.office) - width(block.date)
    room = 2.0 if longer >= 2 else 4 - longer
    begins = max(layout.width / layout.character - room - width(block.office), 0) + 2
    return [indent(layout, right=room)], [indent(layout, left=begins, right=-_SPARE), make("jc", val="left")]


def _sealed(layout: Layout, block: Signature) -> _Placed:
    """The date four characters from the edge, the office centred above it (clause 7.3.5.1), ending at the edge if it is too long."""
    longer = width(block.office) - width(block.date)
    office, day = (4 - longer / 2, 4.0) if longer <= 8 else (0.0, longer / 2)
    return [indent(layout, right=office)], [indent(layout, right=day)]


def _at_the_edge(layout: Layout, block: Signature) -> _Placed:  # noqa: ARG001 - one of `SIGNED`
    return [indent(layout, right=0)], [indent(layout, right=0)]


SIGNED: Mapping[str, Callable[[Layout, Signature], _Placed]] = {
    "unsealed": _unsealed,
    "sealed": _sealed,
    "right": _at_the_edge,
}
"""The properties of the paragraphs of office and date, by where the house has them."""
