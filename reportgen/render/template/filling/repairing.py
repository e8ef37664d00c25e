"""What tests and loops of a page leave behind that Word would not open: cells without a paragraph, tables without rows, other columns."""

from collections import Counter
from itertools import count

from reportgen.word.editing.elements import make
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element

_P, _TBL, _TR, _TC, _GRID, _COLUMN = (tag(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "tblGrid", "gridCol"))
_SPAN, _WIDTH, _VALUE = f"{tag('w:tcPr')}/{tag('w:gridSpan')}", tag("w:w"), tag("w:val")
_HOLDERS = frozenset(map(tag, ("w:tc", "w:txbxContent", "w:hdr", "w:ftr")))
_FIRST_FREE = 1_000_000  # ids of drawings that no page has


def repaired(root: Element) -> Element:
    """The part with a paragraph wherever Word wants one, with tables that have rows and as many columns as their cells take."""
    for table in list(root.iter(_TBL)):
        rows = table.findall(_TR)
        parent = table.getparent()
        if not any(True for _ in table.iter(_TR)) and parent is not None:
            parent.remove(table)
        elif rows:
            _widen(table, max(map(_columns, rows)))
    for row in list(root.iter(_TR)):
        if not any(True for _ in row.iter(_TC)):
            row.append(make("tc"))
    for holder in root.iter():
        if holder.tag in _HOLDERS and (len(holder) == 0 or holder[-1].tag == _TBL or holder.find(_P) is None):
            holder.append(make("p"))
    _number_drawings(root)
    return root


def _columns(row: Element) -> int:
    return sum(_spanned(cell) for cell in row.findall(_TC))


def _spanned(cell: Element) -> int:
    span = cell.find(_SPAN)
    value = "" if span is None else span.get(_VALUE, "")
    return int(value) if value.isdigit() else 1


def _widen(table: Element, columns: int) -> None:
    """Shares the width of a table among its columns, where a loop has made more or fewer of them."""
    grid = table.find(_GRID)
    widths = [] if grid is None else [one.get(_WIDTH, "") for one in grid.findall(_COLUMN)]
    if grid is None or len(widths) == columns or not all(one.isdigit() for one in widths):
        return
    if any(_columns(row) != columns for row in table.findall(_TR)):
        return  # rows of different shape: the grid is the page's own affair
    each = sum(map(int, widths)) // columns
    for one in grid.findall(_COLUMN):
        grid.remove(one)
    grid.extend(make("gridCol", w=each) for _ in range(columns))
    for row in table.findall(_TR):
        for cell in row.findall(_TC):
            width = cell.find(f"{tag('w:tcPr')}/{tag('w:tcW')}")
            if width is not None and width.get(tag("w:type")) == "dxa":
                width.set(_WIDTH, str(each * _spanned(cell)))


def _number_drawings(root: Element) -> None:
    """Gives drawings that a loop has repeated ids of their own."""
    seen: Counter[str] = Counter()
    numbers = count(_FIRST_FREE)
    for shown in root.iter(tag("wp:docPr")):
        id = shown.get("id", "")
        seen[id] += 1
        if seen[id] > 1:
            shown.set("id", str(next(numbers)))
