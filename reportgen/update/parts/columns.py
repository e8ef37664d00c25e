"""The columns of a table of ours: which each cell is, and those that came or went."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property

from reportgen.compare.texts import same
from reportgen.model.reports.narratives import HEADER_ROW, OVER_ROW, Phrase, Table
from reportgen.update.own.open_points import BETWEEN, unplaced
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.rich import EMPTY, Rich
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.blocks.placement import Item, Standing
from reportgen.word.editing.elements import make
from reportgen.word.editing.lines import Line, drop
from reportgen.word.editing.revisions import forget
from reportgen.word.memory.marks import original_name
from reportgen.word.memory.memory import bare, text_of_phrase
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import Row
from reportgen.word.pages.reader import read_paragraph

_P, _TC, _PPR, _R, _RPR = (tag(f"w:{name}") for name in ("p", "tc", "pPr", "r", "rPr"))
_GRID = f"{tag('w:tblGrid')}/{tag('w:gridCol')}"
_WIDTH = f"{tag('w:tcPr')}/{tag('w:tcW')}"
_W, _JC, _VALUE = tag("w:w"), tag("w:jc"), tag("w:val")
_BEHIND_JC = tuple(tag(f"w:{name}") for name in ("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"))  # fmt: skip


@dataclass(slots=True)
class Placed:
    """A row of ours where it stands.

    `columns` are the columns that the cells were printed in, `now` those of the new table that the cells are, as they stand when
    columns have come and gone; None for a person's.
    """

    key: str
    place: int
    item: Item
    row: Row
    columns: tuple[int | None, ...] = ()
    now: list[int | None] = field(default_factory=list)


@dataclass
class Columns:
    """The columns of one table, of which the rows of ours are `placed`."""

    trunk: Trunk
    base: Table
    new: Table
    placed: Sequence[Placed]
    struck: list[Element] = field(default_factory=list)  # cells that are gone, where that is tracked
    dropped: list[int] = field(default_factory=list)  # columns of a person's that were taken out

    def __post_init__(self) -> None:
        """Tells which column each cell is."""
        for one in self.placed:
            one.columns = self._columns(one)
            one.now = [None if column is None else self.twins.get(column) for column in one.columns]

    # --- which is which -----------------------------------------------------------------------------------------------

    @cached_property
    def twins(self) -> dict[int, int]:
        """The column of the new table that each one of the old is: by their keys, by their heads, or as they stand."""
        if same_heads(self.base, self.new):  # a column without a number in one of them has another key there
            return {at: at for at in range(len(self.base.header))}
        keys = self.base.columns
        if keys and self.new.columns and len(set(keys)) == len(keys):
            return {at: self.new.columns.index(key) for at, key in enumerate(keys) if key in self.new.columns}
        old, now = _heads(self.base.header), _heads(self.new.header)
        if len(old) == len(now) or len(set(now)) < len(now):
            return {at: at for at in range(min(len(old), len(now)))}
        return {at: now.index(text) for at, text in enumerate(old) if text in now}

    @cached_property
    def head(self) -> Placed | None:
        """The header, if it is there."""
        return next((one for one in self.placed if one.key == HEADER_ROW), None)

    @cached_property
    def own(self) -> list[int]:
        """The columns of a person's, as the cells of the header stand: no cell there is one of ours, and one says something."""
        if self.head is None:
            return []
        width = len(self.head.row.cells)
        rows = [one for one in self.placed if len(one.row.cells) == width]
        return [
            at
            for at in range(width)
            if all(one.columns[at] is None for one in rows) and any(one.row.cells[at].text.strip() for one in rows)
        ]

    def _columns(self, one: Placed) -> tuple[int | None, ...]:
        """Which column of ours each cell of a row is: by its figures, by the heads, or as they stand."""
        cells, width = one.row.cells, len(self.base.header)
        if one.key == OVER_ROW:  # its cells stand over several columns: each is as it stands, or none is known
            spans, now = ([over.span for over in table.over] for table in (self.base, self.new))
            return tuple(range(len(cells)) if spans == now == [cell.span for cell in cells] else [None] * len(cells))
        by_mark = self._by_marks(one)
        heads = self._by_heads(self.head) if self.head is not None else None
        if heads is not None and len(heads) == len(cells):
            return tuple(by_mark.get(at, heads[at]) for at in range(len(cells)))
        if len(cells) == width:
            return tuple(by_mark.get(at, at if at in self.by_place else None) for at in range(width))
        return tuple(by_mark.get(at) for at in range(len(cells)))

    @cached_property
    def by_place(self) -> set[int]:
        """The columns that stand where they stood, as far as figures tell; those that have none do."""
        lines = [self.trunk.base_texts.lines.get((self.base.id, row.key)) for row in self.base.rows]
        printed = {line.text[: one.start].count("\t") for line in lines if line is not None for one in line.figures}
        found = [self._by_marks(one) for one in self.placed if len(one.row.cells) == len(self.base.header)]
        return set(range(len(self.base.header))) - {
            at for at in printed if not any(marked.get(at) == at for marked in found)
        }

    def _by_marks(self, one: Placed) -> dict[int, int]:
        """The column of each cell that holds figures of ours: by their bookmarks, or by what was printed there."""
        line = self.trunk.base_texts.lines.get((self.base.id, one.key))
        if line is None:
            return {}
        columns = {figure.mark: line.text[: figure.start].count("\t") for figure in line.figures}
        spans = list(enumerate(one.item.cells))
        found = {}
        for figure in figures_told(self.trunk, one):
            at = next((at for at, (start, end) in spans if start <= figure.start and figure.end <= end), None)
            if at is not None and figure.mark in columns:
                found[at] = columns[figure.mark]
        return found

    def _by_heads(self, head: Placed) -> tuple[int | None, ...] | None:
        """As the cells of the header stand, or by their words where columns were added, deleted or moved."""
        said = [bare(head.item.text[start:end]) for start, end in head.item.cells]
        ours = _heads(self.base.header)
        if len(said) == len(ours) and sum(a == b for a, b in zip(said, ours, strict=True)) >= len(ours) - 1:
            return tuple(range(len(ours)))
        if len(set(ours)) < len(ours):
            return tuple(range(len(ours))) if len(said) == len(ours) else None
        return tuple(ours.index(one) if one in ours else None for one in said)

    def twin(self, one: Placed, column: int | None) -> int | None:
        """The column of the new table that a cell's is; of the row above the header, its cell there."""
        return column if one.key == OVER_ROW or column is None else self.twins.get(column)

    # --- what came and went -------------------------------------------------------------------------------------------

    def change(self) -> None:
        """Takes out the columns that the new table no longer has, unless a person wrote there, and puts in those that are new.

        A person's own go, too, where they are not to be carried into another period.
        """
        added = [at for at in range(len(self.new.header)) if at not in self.twins.values()]
        away = [at for at in range(len(self.base.header)) if at not in self.twins]
        dropping = self.own if self.trunk.options.next_period and self.trunk.options.tables == "drop" else []
        if not (added or away or dropping) or not self.trunk.options.sure or not self.placed:
            return
        number = self.placed[0].row.table
        table = next(one for one in self.trunk.page.tables if one.number == number)
        width = 0 if self.head is None else len(self.head.row.cells)
        regular = all(len(row.cells) == width and all(cell.span == 1 for cell in row.cells) for row in table.rows)
        if self.head is None or not regular:
            line = self.trunk.line(self.placed[0].row.cells[0].paragraphs)
            heads = ("".join(part.text for part in self.new.header[at]) for at in added)
            now = self.trunk.options.words(BETWEEN).join(heads)
            if now:
                unplaced(self.trunk, line, self.base.id, {"table": number}, "update.columns", now)
            else:
                self.trunk.log.add(What.UNPLACED, self.base.id, table=number, why="update.columns")
            return
        if added or away:
            self.trunk.log.add(What.NOTICE, self.base.id, table=number, why="update.columns-changed")
        rows = [(row, [cell.element for cell in row.cells]) for row in table.rows]
        grid = list(table.element.iterfind(_GRID))
        whole = sum(_width(one) for one in grid)
        going = [at for at, column in enumerate(self.head.columns) if column in away or at in dropping]
        for at in reversed(going):
            if at in dropping:
                self.dropped.append(at)
                self._take_out(at, rows, grid)
            elif not self._is_written_in(at, table.rows):
                self._take_out(at, rows, grid)
        for column in added:
            self._put_in(column, rows, grid)
        self._fit(rows, grid, whole)

    def _is_written_in(self, at: int, rows: Sequence[Row]) -> bool:
        """Whether a person wrote anything into a column, in a row of ours or of the person's own."""
        ours = [one.row for one in self.placed]
        own = (row for row in rows if not any(row is one for one in ours))
        return any(row.cells[at].text.strip() for row in own) or any(
            is_edited(self.trunk, self.base, one, at) for one in self.placed
        )

    def _take_out(self, at: int, rows: Sequence[tuple[Row, list[Element]]], grid: list[Element]) -> None:
        tracker = self.trunk.tracker(self.trunk.page.package.document)
        if tracker is not None:
            for _row, cells in rows:
                tracker.strike_cell(cells[at])
                self.struck.append(cells[at])
            return
        for _row, cells in rows:
            drop(cells.pop(at))
        if at < len(grid):
            drop(grid.pop(at))
        for one in self.placed:
            del one.now[at]

    def _put_in(self, column: int, rows: Sequence[tuple[Row, list[Element]]], grid: list[Element]) -> None:
        """A cell in each row, behind that of the column before, in the form of the cell beside it."""
        assert self.head is not None  # noqa: S101  # `change` has seen to it
        now = self.head.now
        before = next((now.index(back) for back in range(column - 1, -1, -1) if back in now), -1)
        keys = {id(one.row): one for one in self.placed}
        tracker = self.trunk.tracker(self.trunk.page.package.document)
        for row, cells in rows:
            beside = cells[max(before, 0)]
            twin = deepcopy(beside)
            forget(twin)
            if before < 0:
                beside.addprevious(twin)
            else:
                beside.addnext(twin)
            cells.insert(before + 1, twin)
            placed = keys.get(id(row))
            texts = self.trunk.new_texts.cells(self.new.id, placed.key) if placed is not None else ()
            fill_cell(self.trunk, twin, texts[column] if texts else EMPTY)
            if placed is not self.head:
                _align(twin, self.new.align[column])
            if tracker is not None:
                tracker.insert_cell(twin)
        if grid:
            twin = deepcopy(grid[max(before, 0)])
            grid[max(before, 0)].addnext(twin)
            grid.insert(before + 1, twin)
        for one in self.placed:
            one.now.insert(before + 1, column)

    def _fit(self, rows: Sequence[tuple[Row, list[Element]]], grid: Sequence[Element], whole: int) -> None:
        """The columns as wide as in the new table, those of a person as they were, the table as wide as it was."""
        if self.head is None or len(grid) != len(self.head.now):
            return
        fresh = self._fresh_widths()
        widths = [_width(grid[at]) if new is None else fresh.get(new, 0) for at, new in enumerate(self.head.now)]
        if not whole or not all(widths):
            return
        scaled = [width * whole // sum(widths) for width in widths]
        scaled[0] += whole - sum(scaled)
        for one, width in zip(grid, scaled, strict=True):
            one.set(_W, str(width))
        for _row, cells in rows:
            for cell, width in zip(cells, scaled, strict=True):
                for one in cell.iterfind(_WIDTH):
                    one.set(_W, str(width))

    def _fresh_widths(self) -> dict[int, int]:
        """How wide the columns are in the fresh document."""
        paragraph = self.trunk.fresh_paragraphs.get(self.new.id)
        table = None if paragraph is None else paragraph.element.getnext()
        return {} if table is None else {at: _width(one) for at, one in enumerate(table.iterfind(_GRID))}


def is_edited(trunk: Trunk, base: Table, one: Placed, at: int) -> bool:
    """Whether a cell does not say what was printed there."""
    column = one.columns[at]
    cells = trunk.base_texts.cells(base.id, one.key)
    start, end = one.item.cells[at]
    return column is None or column >= len(cells) or not same(one.item.text[start:end], cells[column].text.text)


def same_heads(base: Table, new: Table) -> bool:
    """Whether the same words head the columns of both, each column's its own."""
    heads = _heads(base.heads)
    return heads == _heads(new.heads) and len(set(heads)) == len(heads)


def _heads(header: Sequence[Phrase]) -> list[str]:
    return [bare(text_of_phrase(cell)) for cell in header]


def _width(column: Element) -> int:
    text = column.get(_W, "0")
    return int(text) if text.isdecimal() else 0


def _align(cell: Element, how: str) -> None:
    """Aligns a new cell as its column is."""
    for properties in cell.iterfind(f"{_P}/{_PPR}"):
        for one in properties.findall(_JC):
            properties.remove(one)
        after = next((one for one in properties if one.tag in _BEHIND_JC), None)
        aligned = make("jc", val=how)
        if after is None:
            properties.append(aligned)
        else:
            after.addprevious(aligned)


def figures_told(trunk: Trunk, one: Placed) -> list[Standing]:
    """The figures of a row by their bookmarks, or by what was printed: a number where one of ours stood may be another's."""
    names = {original_name(mark.what) or mark.what for mark in one.item.marks}
    printed = trunk.base_texts.figures
    return [
        figure
        for figure in trunk.placement.figures.get(one.place, ())
        if figure.mark in names or same(one.item.text[figure.start : figure.end], printed.get(figure.mark, ""))
    ]


def fill_cell(trunk: Trunk, cell: Element, rich: Rich) -> None:
    """A cell with other words in the form of its first paragraph and run, and the bookmarks of its figures."""
    paragraphs = list(cell.iterchildren(_P)) or [make("p")]
    first = paragraphs[0]
    for other in [one for one in cell if one.tag in (_P, tag("w:tbl"), tag("w:sdt")) and one is not first]:
        cell.remove(other)
    if first.getparent() is None:
        cell.append(first)
    form = next((run.find(_RPR) for run in first.iter(_R) if run.find(_RPR) is not None), None)
    for child in [one for one in first if one.tag != _PPR]:
        first.remove(child)
    if rich.text.text:
        run = make("r", *([deepcopy(form)] if form is not None else []), make("t"))
        first.append(run)
        run[-1].text = "#"
        line = Line((read_paragraph(first),))
        line.replace(0, 1, rich.cut(0, len(rich.text.text)))
        for atom in rich.text.atoms:
            if atom.mark:
                trunk.mark(line, atom.mark, atom.start, atom.end)
