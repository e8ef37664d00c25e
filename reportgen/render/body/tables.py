"""Tables: column widths from what stands in the columns, a header row that repeats, rows that do not break."""

import math
import re
from collections.abc import Callable, Mapping, Sequence

from reportgen.model import Phrase, Span, Table
from reportgen.word.editing.characters import width
from reportgen.word.editing.elements import make, paragraph
from reportgen.word.editing.shading import fills_of, shade
from reportgen.word.packages.xml import Element

_CHARACTER = 240  # twips of a full-width 小四 (12 pt) character
_ROOM = 360  # twips at the sides of a cell, and for digits of fonts that are wider than half a character
_NUMBER = re.compile(r"-?[\d.,]+%?")
_WIDE = {"%": 0.95, ".": 0.32, ",": 0.32, "-": 0.36}  # full-width characters
_KEPT = 12  # a table of so many lines or fewer is kept on one page


def table_element(
    table: Table, styles: Mapping[str, str], room: int, runs: Callable[[Phrase], list[Element]], character: int
) -> Element:
    """`w:tbl` over the whole width `room` (twips); `runs` writes the content of a cell, `character` is the width of one in twips.

    Widths are given twice, in the grid (WPS obeys it) and in each cell (Word does).
    """
    widths = column_widths(table, room, character)
    properties = make(
        "tblPr",
        make("tblStyle", val=styles["公文表格"]),
        make("tblW", w=sum(widths), type="dxa"),
        make("jc", val="center"),
        make("tblLayout", type="fixed"),
        make("tblLook", val="0620"),
    )
    header = _row(
        [_cell(size, styles["表头文字"], runs(cell)) for size, cell in zip(widths, table.header, strict=True)],
        header=True,
    )
    rows, fills = [], fills_of(table)
    lines = sum(_lines(row.cells, widths, character) for row in table.rows)
    for number, row in enumerate(table.rows, start=1):
        keep = number < len(table.rows) and (
            lines <= _KEPT or number == len(table.rows) - 1
        )  # the total is never alone
        cells = zip(widths, table.align, row.cells, strict=True)
        made = [_cell(size, styles["表格文字"], runs(cell), align, keep) for size, align, cell in cells]
        for column, cell in enumerate(made):
            if fill := fills.get((row.key, column)):
                shade(cell, fill)
        rows.append(_row(made))
    return make("tbl", properties, make("tblGrid", *(make("gridCol", w=size) for size in widths)), header, *rows)


def _lines(row: Sequence[Phrase], widths: Sequence[int], character: int) -> int:
    """How many lines a row takes: those of its fullest cell."""
    return max(
        math.ceil(character * width(_plain(cell)) / (size - _ROOM)) if size > _ROOM else 1
        for cell, size in zip(row, widths, strict=True)
    )


def _row(cells: Sequence[Element], header: bool = False) -> Element:
    return make("tr", make("trPr", make("cantSplit"), *([make("tblHeader")] if header else [])), *cells)


def _cell(size: int, style: str, content: list[Element], align: str = "", keep: bool = False) -> Element:
    properties = [*([make("keepNext")] if keep else []), *([make("jc", val=align)] if align else [])]
    return make(
        "tc",
        make("tcPr", make("tcW", w=size, type="dxa"), make("vAlign", val="center")),
        paragraph(style, content, *properties),
    )


def column_widths(table: Table, room: int, character: int = _CHARACTER) -> list[int]:
    """The widths of the columns in twips, `room` in all; `character` is that of a full-width character.

    Each column gets what its longest cell needs. What is left over is shared in that proportion; if it is not enough, headers
    stand in two lines, and if that is not enough either, the columns that need most share what the others leave, by the square
    root of their needs, and their text wraps. Numbers do not: where it is narrow they have room in any font.
    """
    needs = _needs(table, 1, character)
    if sum(needs) > room:
        needs = _needs(table, 2, character)
    shares = needs if sum(needs) <= room else _squeezed(_needs(table, 2, character, _widest), room)
    scaled = [int(share * room / sum(shares)) for share in shares]
    return [scaled[0] + room - sum(scaled), *scaled[1:]]


def _widest(text: str) -> float:
    """How wide the text prints in full-width characters; a number as wide as in fonts with wide digits, so that its % stays with it."""
    return sum(_WIDE.get(char, 0.64) for char in text) if _NUMBER.fullmatch(text) else width(text)


def _needs(table: Table, lines: int, character: int, measure: Callable[[str], float] = width) -> list[float]:
    """What each column needs where its header may take so many lines."""
    columns = zip(table.header, *(row.cells for row in table.rows), strict=True)
    return [
        max(
            _ROOM
            + character
            * max(
                width(_plain(head)) if lines == 1 else math.ceil(width(_plain(head)) / lines),
                *(measure(_plain(cell)) for cell in cells),
                0,
            ),
            2 * character,
        )
        for head, *cells in columns
    ]


def _squeezed(needs: Sequence[float], room: float) -> list[float]:
    """Widths that fit into `room`: columns whose need is below their part get it whole, the others wrap."""
    wrapped = set(range(len(needs)))
    while True:
        left = room - sum(need for index, need in enumerate(needs) if index not in wrapped)
        roots = sum(needs[index] ** 0.5 for index in wrapped)
        parts = {index: left * needs[index] ** 0.5 / roots for index in wrapped}
        whole = {index for index in wrapped if needs[index] <= parts[index]}
        if not whole:
            return [parts.get(index, need) for index, need in enumerate(needs)]
        wrapped -= whole


def _plain(cell: Phrase) -> str:
    return "".join(part.text if isinstance(part, Span) else "图00" for part in cell)
