"""Tables whose columns or rows are grouped: cells over several rows follow the rows that come and go; other columns make another table."""

from collections.abc import Mapping, Sequence

from reportgen.compare.texts import same
from reportgen.model.reports.narratives import HEADER_ROW, OVER_ROW, Table
from reportgen.update.parts.columns import Placed, same_heads
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.transplant import Transplant
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.blocks.printed import merged_cells, widest_group
from reportgen.word.editing.elements import make
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element

_TBL, _TR, _TC, _TCPR, _MERGED, _VALUE, _T = (
    tag(f"w:{name}") for name in ("tbl", "tr", "tc", "tcPr", "vMerge", "val", "t")
)
_BEFORE_MERGED = tuple(tag(f"w:{name}") for name in ("cnfStyle", "tcW", "gridSpan", "hMerge"))


def is_reshaped(base: Table, new: Table) -> bool:
    """Whether the columns of a table with grouped columns are others, or grouped otherwise."""
    spans, spans_now = ([one.span for one in table.over] for table in (base, new))
    others = base.columns != new.columns and not same_heads(base, new)
    return bool(spans or spans_now) and (spans != spans_now or others)


def replaced(trunk: Trunk, transplant: Transplant, base: Table, placed: Sequence[Placed]) -> bool:
    """Puts the new table in the place of one with other columns, if a person has left it as it was printed; gives whether it did."""
    fresh = trunk.fresh_paragraphs.get(base.id)
    table = None if fresh is None else fresh.element.getnext()
    number = placed[0].row.table
    edited = next(one for one in trunk.page.tables if one.number == number)
    if table is None or table.tag != _TBL or trunk.options.tracked or not trunk.options.sure:
        return False
    if len(edited.rows) != len(placed) or not all(_is_as_printed(trunk, base, one) for one in placed):
        return False
    edited.element[:] = list(transplant.copy([table])[0])
    trunk.log.add(What.NOTICE, base.id, table=number, why="update.columns-changed")
    return True


def _is_as_printed(trunk: Trunk, base: Table, one: Placed) -> bool:
    """Whether a row says what was printed, in cells as they were, and nothing of a person's is tied to it."""
    shape = [(cell.span, cell.goes_on) for cell in one.row.cells]
    printed = [(cell.span, cell.goes_on) for cell in merged_cells(base, one.key)]
    own = any(paragraph.comments or paragraph.pictures for paragraph in one.item.paragraphs)
    return shape == printed and not own and same(one.item.text, trunk.base_texts.lines[base.id, one.key].text)


def join_cells(
    table: Element, base: Table, new: Table, rows: Mapping[str, Element], only: Sequence[str] | None = None
) -> None:
    """Merges the cells of groups as the new table has them; one that says something never goes on with another, and so hides nothing.

    `rows` are those of ours by their keys; `only` some are done where changes are tracked. Cells in columns where neither
    table has groups are merged by people alone, and stay so.
    """
    width = max(widest_group(base), widest_group(new))
    joined = {
        id(rows[row.key]): row.joined for row in new.rows if row.key in rows and (only is None or row.key in only)
    }
    above: list[Element] = []
    heads = {id(rows[key]) for key in (OVER_ROW, HEADER_ROW) if key in rows}
    for row in table.iter(_TR):
        if next(row.iterancestors(_TBL)) is not table or id(row) in heads:
            continue
        cells = [one for one in row.iter(_TC) if next(one.iterancestors(_TR)) is row]
        if id(row) in joined and len(cells) > width:
            for at in range(width):
                goes_on = at < joined[id(row)] and at < len(above) and not _says(cells[at])
                _merge(cells[at], "continue" if goes_on else "")
                if goes_on and _merged(above[at]) is None:
                    _merge(above[at], "restart")
        above = cells


def _says(cell: Element) -> bool:
    return any((one.text or "").strip() for one in cell.iter(_T))


def _merged(cell: Element) -> Element | None:
    found: Element | None = cell.find(f"{_TCPR}/{_MERGED}")
    return found


def _merge(cell: Element, how: str) -> None:
    """Merges a cell with those below ("restart"), with the one above ("continue") or with none."""
    properties = cell.find(_TCPR)
    if properties is None:
        properties = make("tcPr")
        cell.insert(0, properties)
    for one in properties.findall(_MERGED):
        properties.remove(one)
    if how:
        at = sum(one.tag in _BEFORE_MERGED for one in properties)
        properties.insert(at, make("vMerge", val=how))
