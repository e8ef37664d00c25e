"""A table that is shaded by its values: the higher a number, the darker its cell; the number stays readable, in black-and-white print, too."""

import re
from collections.abc import Mapping
from decimal import Decimal

from reportgen.model.reports.narratives import Phrase, Span, Table
from reportgen.word.editing.elements import make
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element

_GREYS = ("", "F2F2F2", "D9D9D9", "BFBFBF", "A6A6A6")
"""White to the darkest grey on which black is read well (contrast 8.6 : 1), in steps that a printer keeps apart."""
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_TCPR, _SHADE, _FILL = tag("w:tcPr"), tag("w:shd"), tag("w:fill")
_BEHIND = tuple(tag(f"w:{name}") for name in ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark"))


def fills_of(table: Table) -> Mapping[tuple[str, int], str]:
    """The grey of each cell that prints a figure, by the key of its row and its column counted from 0; nothing of a table that is not to be shaded.

    All cells are measured by the highest one; the sum of those above is none of them.
    """
    if not table.shaded:
        return {}
    rows = table.rows[:-1] if table.total else table.rows
    found = {
        (row.key, column): value
        for row in rows
        for column, cell in enumerate(row.cells)
        if (value := _value(cell)) is not None
    }
    highest = max(found.values(), default=Decimal(0))
    if highest <= 0 or len(set(found.values())) == 1:
        return dict.fromkeys(found, "")
    steps = len(_GREYS)
    return {place: _GREYS[max(0, min(int(value * steps / highest), steps - 1))] for place, value in found.items()}


def _value(cell: Phrase) -> Decimal | None:
    """The number that a cell prints as a figure, the first one of several: 5 of 5（12）."""
    text = next((part.text for part in cell if isinstance(part, Span) and part.figure), "")
    found = _NUMBER.match(text)
    return Decimal(found[0].replace(",", "")) if found else None


def shade(cell: Element, fill: str) -> None:
    """Gives a cell its grey, "" for none; one that a person coloured stays as it is."""
    properties = cell.find(_TCPR)
    if properties is None:
        properties = make("tcPr")
        cell.insert(0, properties)
    old = properties.find(_SHADE)
    if old is not None:
        if old.get(_FILL, "auto").upper() not in (*_GREYS, "AUTO"):
            return
        properties.remove(old)
    if fill:
        behind = next((one for one in properties if one.tag in _BEHIND), None)
        made = make("shd", val="clear", color="auto", fill=fill)
        properties.append(made) if behind is None else behind.addprevious(made)
