"""Tables: column widths from what stands in the columns, header rows that repeat, groups in one cell, rows that do not break."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise

from reportgen.model.reports.narratives import Over, Phrase, Span, Table
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
    heads = styles["表头文字"]
    reach = _reaching(table)
    over = [
        _cell(sum(widths[at : at + one.span]), heads, runs(one.content), span=one.span, merge=reach[at])
        for at, one in _begins(table)
    ]
    header = [
        _cell(size, heads, runs(cell), merge="continue" if reach[at] else "")
        for at, (size, cell) in enumerate(zip(widths, table.header, strict=True))
    ]
    rows, fills = [], fills_of(table)
    kept = _kept(table, [_lines(row.cells, widths, character) for row in table.rows])
    for row, below, keep in zip(table.rows, [*table.rows[1:], None], kept, strict=True):
        goes_on = below.joined if below is not None else 0
        cells = enumerate(zip(widths, table.align, row.cells, strict=True))
        made = [
            _cell(size, styles["表格文字"], runs(cell), align, keep, merge=_merge(at, row.joined, goes_on))
            for at, (size, align, cell) in cells
        ]
        for column, cell in enumerate(made):
            if fill := fills.get((row.key, column)):
                shade(cell, fill)
        rows.append(_row(made))
    grid = make("tblGrid", *(make("gridCol", w=size) for size in widths))
    return make("tbl", properties, grid, *([_row(over, True)] if over else []), _row(header, True), *rows)


def _begins(table: Table) -> list[tuple[int, Over]]:
    """The cells above the header, each with the column where it begins."""
    begins = accumulate((one.span for one in table.over), initial=0)
    return list(zip(begins, table.over, strict=False))


def _reaching(table: Table) -> dict[int, str]:
    """How the columns are merged whose head stands in the row above and reaches down."""
    found = dict.fromkeys(range(len(table.header)), "")
    return found | {at: "restart" for at, one in _begins(table) if one.span == 1 and not table.header[at]}


def _merge(at: int, joined: int, below: int) -> str:
    """How a cell is merged with those above and below it: "continue", "restart" or not at all."""
    return "continue" if at < joined else "restart" if at < below else ""


def _kept(table: Table, lines: Sequence[int]) -> list[bool]:
    """Which rows stay on the page of the next: those of a small table, of a small group, and the last before the total."""
    last = len(table.rows) - 1
    begins = [at for at, row in enumerate(table.rows) if not row.joined]
    small = {
        at
        for start, end in pairwise([*begins, last + 1])
        if sum(lines[start:end]) <= _KEPT
        for at in range(start, end - 1)
    }
    whole = sum(lines) <= _KEPT
    return [at < last and (whole or at in small or at == last - 1) for at in range(len(table.rows))]


def _lines(row: Sequence[Phrase], widths: Sequence[int], character: int) -> int:
    """How many lines a row takes: those of its fullest cell."""
    return max(
        math.ceil(character * width(_plain(cell)) / (size - _ROOM)) if size > _ROOM else 1
        for cell, size in zip(row, widths, strict=True)
    )


def _row(cells: Sequence[Element], header: bool = False) -> Element:
    return make("tr", make("trPr", make("cantSplit"), *([make("tblHeader")] if header else [])), *cells)


def _cell(
    size: int,
    style: str,
    content: list[Element],
    align: str = "",
    keep: bool = False,
    *,
    span: int = 1,
    merge: str = "",
) -> Element:
    properties = [*([make("keepNext")] if keep else []), *([make("jc", val=align)] if align else [])]
    spread = [make("gridSpan", val=span)] if span > 1 else []
    merged = [make("vMerge", val=merge)] if merge else []
    return make(
        "tc",
        make("tcPr", make("tcW", w=size, type="dxa"), *spread, *merged, make("vAlign", val="center")),
        paragraph(style, content, *properties),
    )


def column_widths(table: Table, room: int, character: int = _CHARACTER) -> list[int]:
    """The widths of the columns in twips, `room` in all; `character` is that of a full-width character.

    Each column gets what its longest cell needs. What is left over is shared in that proportion; if it is not enough, headers
    stand in two lines where they must, and if that is not enough either, the columns that need most share what the others leave, by the square
    root of their needs, and their text wraps. Numbers do not: where it is narrow they have room in any font.
    """
    needs = _needs(table, 1, character)
    if sum(needs) > room:
        needs = _widened(_needs(table, 2, character), needs, room)
    shares = needs if sum(needs) <= room else _squeezed(_needs(table, 2, character, _widest), room)
    scaled = [int(share * room / sum(shares)) for share in shares]
    return [scaled[0] + room - sum(scaled), *scaled[1:]]


def _widened(needs: Sequence[float], whole: Sequence[float], room: int) -> list[float]:
    """The needs of heads in two lines, those that lack least for one line first given that, as far as the room goes."""
    widths, left = list(needs), room - sum(needs)
    for at in sorted(range(len(widths)), key=lambda at: whole[at] - needs[at]):
        lacking = whole[at] - needs[at]
        if 0 < lacking <= left:
            widths[at], left = whole[at], left - lacking
    return widths


def _widest(text: str) -> float:
    """How wide the text prints in full-width characters; a number as wide as in fonts with wide digits, so that its % stays with it."""
    return sum(_WIDE.get(char, 0.64) for char in text) if _NUMBER.fullmatch(text) else width(text)


def _needs(table: Table, lines: int, character: int, measure: Callable[[str], float] = width) -> list[float]:
    """What each column needs where a head may take so many lines; those below one head as much as it needs together."""
    own = [() if one.span > 1 else one.content for one in table.over for _ in range(one.span)] or [()] * len(
        table.header
    )
    heads = ((*over, *head) for over, head in zip(own, table.header, strict=True))
    columns = zip(heads, *(row.cells for row in table.rows), strict=True)
    needs = [
        max(
            _ROOM + character * max(_head_width(head, lines), *(measure(_plain(cell)) for cell in cells), 0),
            2 * character,
        )
        for head, *cells in columns
    ]
    for at, over in _begins(table):
        below, wanted = sum(needs[at : at + over.span]), _ROOM + character * _head_width(over.content, lines)
        for column in range(at, at + over.span if over.span > 1 else at):
            needs[column] *= max(wanted / below, 1)
    return needs


def _head_width(head: Phrase, lines: int) -> float:
    return width(_plain(head)) if lines == 1 else math.ceil(width(_plain(head)) / lines)


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
