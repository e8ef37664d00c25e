"""What people put into tables in another period: rows, columns, cells and tables of their own, treated as `Options.tables` says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportgen.compare.merging import Merge
from reportgen.model.reports.narratives import HEADER_ROWS, Table
from reportgen.update.own.open_points import REVIEW_CELLS, REVIEW_COLUMN, REVIEW_ROWS, REVIEW_TABLE, Where
from reportgen.update.own.statements import ask, own_in_cell, own_in_result, quoted
from reportgen.update.parts.columns import Columns, Placed
from reportgen.update.trunk.entries import Entry, What
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.blocks.printed import label_of
from reportgen.word.editing.lines import Line, drop
from reportgen.word.pages.page import Row


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of ours after its merge: its row, its column, its line, what the merge gave, what was printed there."""

    row: Placed
    column: int
    line: Line
    merge: Merge
    printed: str


def review_table(trunk: Trunk, base: Table, columns: Columns, cells: Sequence[Cell]) -> None:
    """What people put into a table of ours."""
    if not trunk.options.next_period or not columns.placed:
        return
    number = columns.placed[0].row.table
    _review_rows(trunk, base.id, number)
    for at in columns.own:
        _review_column(trunk, base.id, columns, at)
    for column in range(len(base.header)):
        _review_cells(trunk, base.id, [one for one in cells if one.column == column])


def review_own_tables(trunk: Trunk, ours: Iterable[int]) -> None:
    """Whole tables of people's own; one of the Word template is none."""
    known, placement = set(ours), trunk.placement
    for table in trunk.page.tables:
        rows = [place for place, item in enumerate(placement.items) if any(item.what is row for row in table.rows)]
        if table.number in known or not rows or any(place in placement.owners for place in rows):
            continue
        if trunk.options.tables == "drop":
            trunk.log.add(What.REMOVED, table=table.number, why="update.own-dropped")
            tracker = trunk.tracker(trunk.page.package.document)
            if tracker is None:
                drop(table.element)
            else:
                tracker.strike_block(table.element)
            continue
        if trunk.options.tables == "keep":
            trunk.log.add(What.OWN, table=table.number, why="update.own-table")
        else:
            text = "\n".join(placement.items[place].text for place in rows)
            _ask(trunk, table.rows, REVIEW_TABLE, text, "", {"table": table.number, "why": "update.own-table"})


def _review_rows(trunk: Trunk, table: str, number: int) -> None:
    """Rows of people's own; those in a row are asked about once."""
    placement = trunk.placement
    together: list[list[int]] = []
    for place, item in enumerate(placement.items):
        what = item.what
        if not isinstance(what, Row) or what.table != number or not item.text.strip():
            continue
        if place in placement.rows or place in placement.copies or place in placement.owners:
            continue
        if together and together[-1][-1] == place - 1:
            together[-1].append(place)
        else:
            together.append([place])
    for places in together:
        rows = [what for place in places if isinstance(what := placement.items[place].what, Row)]
        where = {"table": number, "why": "update.own-rows"}
        if trunk.options.tables == "drop":
            for row in rows:
                # each counts
                trunk.log.entries.append(Entry(What.REMOVED, table, table=number, why="update.own-dropped"))
                tracker = trunk.tracker(trunk.page.package.document)
                if tracker is None:
                    drop(row.element)
                else:
                    tracker.strike_block(row.element)
        elif trunk.options.tables == "keep":
            trunk.log.add(What.OWN, table, **where)
        else:
            text = "\n".join(placement.items[one].text for one in places)
            _ask(trunk, rows, REVIEW_ROWS, text, table, where)


def _review_column(trunk: Trunk, table: str, columns: Columns, at: int) -> None:
    where: dict[str, object] = {"table": columns.placed[0].row.table}
    told = {**where, "why": "update.own-column"}
    if at in columns.dropped:
        trunk.log.add(What.REMOVED, table, why="update.own-dropped", **where)
    elif trunk.options.tables == "keep":
        trunk.log.add(What.OWN, table, **told)
    else:
        cells = [one.row.cells[at] for one in columns.placed]
        first = next(one for one in cells if one.text.strip())
        said = trunk.options.words(REVIEW_COLUMN).format(words=quoted(first.text), period=trunk.base.period)
        line = trunk.line(first.paragraphs)
        text = "\n".join(one.text for one in cells)
        ask(trunk, line, (0, len(line.text)), said, text, table, where=told)


def _review_cells(trunk: Trunk, table: str, cells: Sequence[Cell]) -> None:
    """Cells of a column that people filled in: asked about once, at the first."""
    filled: list[tuple[Cell, tuple[int, int]]] = []
    for one in cells:
        pieces = own_in_cell(one.line.text, own_in_result(one.merge), one.printed)
        if pieces and one.row.key not in HEADER_ROWS and not one.merge.conflicts:
            filled.append((one, (pieces[0][0], pieces[-1][1])))
    if not filled:
        return
    first, span = filled[0]
    row, text = first.row.key, "\n".join(one.line.text for one, _ in filled)
    where = {"table": first.row.row.table, "text": label_of(first.row.item.text), "why": "update.own-cells"}
    if trunk.options.tables == "keep":
        trunk.log.add(What.OWN, table, row=row, **where)
        return
    words = first.line.text[slice(*span)]
    said = trunk.options.words(REVIEW_CELLS).format(words=quoted(words), count=len(filled), period=trunk.base.period)
    ask(trunk, first.line, span, said, text, table, row, where)


def _ask(trunk: Trunk, rows: Sequence[Row], message: str, text: str, block: str, where: Where) -> None:
    """Asks about rows, at the first cell of theirs that holds words, else anything."""
    cells = [cell for row in rows for cell in row.cells if cell.text.strip()]
    if not cells:
        return
    cell = next((one for one in cells if not one.text.strip().isdecimal()), cells[0])
    line = trunk.line(cell.paragraphs)
    said = trunk.options.words(message).format(words=quoted(cell.text), count=len(rows), period=trunk.base.period)
    ask(trunk, line, (0, len(line.text)), said, text, block, where=where)
