"""Where something stands in a part, as a person finds it: the paragraph, or the cell of a table."""

from reportgen.messages import _
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element

_PARAGRAPH, _CELL, _ROW, _TABLE = (tag(name) for name in ("w:p", "w:tc", "w:tr", "w:tbl"))


def place_of(element: Element) -> str:
    """The place of an element in its part, in words; "" for one that stands in no paragraph, cell or table."""
    around = [element, *element.iterancestors()]
    cell = next((one for one in around if one.tag == _CELL), None)
    if cell is not None:
        return _of_cell(cell)
    paragraph = next((one for one in around if one.tag == _PARAGRAPH), None)
    root = around[-1]
    if paragraph is not None:
        outside = [one for one in root.iter(_PARAGRAPH) if next(one.iterancestors(_CELL), None) is None]
        return _("paragraph {number}").format(number=outside.index(paragraph) + 1)
    table = next((one for one in around if one.tag == _TABLE), None)
    return "" if table is None else _("table {table}").format(table=list(root.iter(_TABLE)).index(table) + 1)


def _of_cell(cell: Element) -> str:
    row, table = next(cell.iterancestors(_ROW)), next(cell.iterancestors(_TABLE))
    root = [cell, *cell.iterancestors()][-1]
    return _("table {table}, row {row}, cell {cell}").format(
        table=list(root.iter(_TABLE)).index(table) + 1,
        row=list(table.iter(_ROW)).index(row) + 1,
        cell=list(row.iter(_CELL)).index(cell) + 1,
    )
