"""Tables of ours -> with what is new: row by row and column by column, each by its key; what people put into them stays."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from reportgen.compare.alignment import moved
from reportgen.compare.merging import Atom, Merge, Text, merge, same
from reportgen.model import Table
from reportgen.update.entries import What
from reportgen.update.paragraphs import beginning, moved_figure, parts_of, place_marks
from reportgen.update.remarks import gone, remarks_of
from reportgen.update.rich import EMPTY, FIGURE, Rich, standing
from reportgen.update.trunk import Trunk
from reportgen.word.editing import Line, UneditableError, drop
from reportgen.word.elements import make
from reportgen.word.memory import HEADER_ROW, bare, text_digest
from reportgen.word.names import tag
from reportgen.word.page import Cell, Row, Stretch
from reportgen.word.placement import Item
from reportgen.word.reader import read_paragraph
from reportgen.word.xml import Element

_P, _TC, _PPR, _R, _RPR = tag("w:p"), tag("w:tc"), tag("w:pPr"), tag("w:r"), tag("w:rPr")


@dataclass(slots=True)
class Placed:
    """A row of ours where it stands: its line, and for each cell the column of ours, None for a person's."""

    key: str
    place: int
    item: Item
    row: Row
    columns: tuple[int | None, ...]


def update_tables(trunk: Trunk) -> None:
    """Brings every table of ours that both reports have to what is new."""
    rows: dict[str, list[Placed]] = {}
    for place, (table, key) in sorted(trunk.placement.rows.items()):
        item = trunk.placement.items[place]
        if isinstance(item.what, Row):
            rows.setdefault(table, []).append(Placed(key, place, item, item.what, ()))
    for table, placed in rows.items():
        base, new = trunk.base.tables.get(table), trunk.new.tables.get(table)
        if base is not None and new is not None:
            _TableUpdate(trunk, base, new, placed).run()


@dataclass(slots=True)
class _TableUpdate:
    trunk: Trunk
    base: Table
    new: Table
    placed: list[Placed]

    def run(self) -> None:
        """Cells, then rows that are new or gone, then the order."""
        for one in self.placed:
            one.columns = self._columns(one)
        twin = self._twins()
        self._columns_of_new(twin)
        for one in self.placed:
            self._cells(one, twin)
        if self.trunk.options.sure:
            self._reorder()
            self._insert()
            self._remove()
        self._lose()

    # --- columns ------------------------------------------------------------------------------------------------------

    def _columns(self, one: Placed) -> tuple[int | None, ...]:
        """Which column of ours each cell of a row is."""
        cells, width = one.row.cells, len(self.base.header)
        by_mark = self._by_marks(one)
        head = next((other for other in self.placed if other.key == HEADER_ROW), None)
        heads = self._heads(head) if head is not None else None
        if heads is not None and len(heads) == len(cells):
            return tuple(by_mark.get(at, heads[at]) for at in range(len(cells)))
        if len(cells) == width:
            return tuple(range(width))
        return tuple(by_mark.get(at) for at in range(len(cells)))

    def _by_marks(self, one: Placed) -> dict[int, int]:
        """The column of each cell that holds figures of ours."""
        line = self.trunk.base_texts.lines.get((self.base.id, one.key))
        if line is None:
            return {}
        columns = {figure.mark: line.text[: figure.start].count("\t") for figure in line.figures}
        found = {}
        for standing_ in self.trunk.placement.figures.get(one.place, ()):
            at = next(
                (n for n, (s, e) in enumerate(one.item.cells) if s <= standing_.start and standing_.end <= e), None
            )
            if at is not None and standing_.mark in columns:
                found[at] = columns[standing_.mark]
        return found

    def _heads(self, head: Placed) -> tuple[int | None, ...] | None:
        """Which column of ours each cell of the header is: as they stood, or by their words where columns were added, deleted or moved."""
        said = [bare(head.item.text[start:end]) for start, end in head.item.cells]
        ours = [bare("".join(part.text for part in cell)) for cell in self.base.header]
        if len(said) == len(ours) and sum(a == b for a, b in zip(said, ours, strict=True)) >= len(ours) - 1:
            return tuple(range(len(ours)))
        if len(set(ours)) < len(ours):
            return tuple(range(len(ours))) if len(said) == len(ours) else None
        return tuple(ours.index(one) if one in ours else None for one in said)

    def _twins(self) -> dict[int, int]:
        """The column of the new table that each one of the old is."""
        if self.base.columns and self.new.columns and len(set(self.base.columns)) == len(self.base.columns):
            return {
                at: self.new.columns.index(key) for at, key in enumerate(self.base.columns) if key in self.new.columns
            }
        old = [bare("".join(part.text for part in cell)) for cell in self.base.header]
        now = [bare("".join(part.text for part in cell)) for cell in self.new.header]
        if len(old) == len(now) or len(set(now)) < len(now):
            return {at: at for at in range(min(len(old), len(now)))}
        return {at: now.index(text) for at, text in enumerate(old) if text in now}

    def _columns_of_new(self, twin: Mapping[int, int]) -> None:
        """Columns that came or went: a cell in each row that has as many as the header."""
        added = [at for at in range(len(self.new.header)) if at not in twin.values()]
        away = [at for at in range(len(self.base.header)) if at not in twin]
        if not (added or away) or not self.trunk.options.sure:
            return
        trunk = self.trunk
        head = next((one for one in self.placed if one.key == HEADER_ROW), None)
        regular = [one for one in self.placed if head is not None and len(one.row.cells) == len(head.row.cells)]
        if head is None or not regular or any(cell.span > 1 for one in regular for cell in one.row.cells):
            trunk.log.add(What.UNPLACED, self.base.id, table=self.placed[0].row.table, why="update.columns")
            return
        trunk.log.add(What.NOTICE, self.base.id, table=self.placed[0].row.table, why="update.columns-changed")
        table = next(one for one in trunk.page.tables if one.number == self.placed[0].row.table)
        grid = list(table.element.iterfind(f"{tag('w:tblGrid')}/{tag('w:gridCol')}"))
        every = [row for row in table.rows if len(row.cells) == len(head.row.cells)]
        gone_at = [at for at, column in enumerate(head.columns) if column in away]
        for at in reversed(gone_at):
            if any(self._is_edited_cell(one, at) for one in regular):
                continue  # what people wrote there stays
            for row in every:
                drop(row.cells[at].element)
            if at < len(grid):
                drop(grid[at])
        self._add_columns(head, added, twin, every, grid)

    def _is_edited_cell(self, one: Placed, at: int) -> bool:
        column = one.columns[at]
        cells = self.trunk.base_texts.cells(self.base.id, one.key)
        start, end = one.item.cells[at]
        return column is None or column >= len(cells) or not same(one.item.text[start:end], cells[column].text.text)

    def _add_columns(
        self, head: Placed, added: Sequence[int], twin: Mapping[int, int], every: Sequence[Row], grid: Sequence[Element]
    ) -> None:
        """A cell for each new column, behind that of the column before, in the form of the cell beside it."""
        keys = {id(one.row): one.key for one in self.placed}
        now = [None if column is None else twin.get(column) for column in head.columns]
        for column in added:
            before = next((at for back in range(column - 1, -1, -1) for at, c in enumerate(now) if c == back), None)
            at = len(now) - 1 if before is None else before
            for row in every:
                cell = row.cells[min(at, len(row.cells) - 1)].element
                twin_cell = deepcopy(cell)
                cell.addnext(twin_cell)
                cells = self.trunk.new_texts.cells(self.new.id, keys.get(id(row), "\0"))
                fill_cell(self.trunk, twin_cell, cells[column] if cells else EMPTY)
            if at < len(grid):
                grid[at].addnext(deepcopy(grid[at]))

    # --- cells --------------------------------------------------------------------------------------------------------

    def _cells(self, one: Placed, twin: Mapping[int, int]) -> None:
        """Merges each cell of a row; cells that are a person's, or merged, have only their figures refreshed."""
        trunk = self.trunk
        before = trunk.base_texts.cells(self.base.id, one.key)
        now = trunk.new_texts.cells(self.new.id, one.key)
        trunk.texts_before[self.base.id, one.key] = text_digest(one.item.text)
        edited = False
        done = []
        for at, (cell, (start, end)) in enumerate(zip(one.row.cells, one.item.cells, strict=True)):
            column = one.columns[at]
            texts: tuple[Rich, Rich] | None = None
            if (
                column is not None
                and column < len(before)
                and now
                and column in twin
                and cell.element.getparent() is not None
            ):
                texts = before[column], now[twin[column]]
            result = self._cell(one, cell, start, end, texts)
            if result is not None:
                done.append(result)
                own = column is None and bool(one.item.text[start:end].strip())
                edited |= own or (texts is not None and result[1].edited)
        trunk.texts_after[self.base.id, one.key] = text_digest("".join(line.text for line, _, _ in done))
        for line, merged, new in done:
            where = {"table": one.row.table, "text": beginning(one.item.text.partition("\t")[0] if one.key else "")}
            for figure in merged.refreshed:
                key = figure.key.removeprefix(FIGURE)
                trunk.log.add(
                    What.REFRESHED, self.base.id, row=one.key, figure=key, before=figure.before, now=figure.now, **where
                )
            if now:
                remarks_of(trunk, line, 0, merged, new, self.base.id, where, one.key)
        if edited:
            trunk.log.add(What.KEPT, self.base.id, row=one.key, table=one.row.table)

    def _cell(
        self, one: Placed, cell: Cell, start: int, end: int, texts: tuple[Rich, Rich] | None
    ) -> tuple[Line, Merge, str] | None:
        trunk = self.trunk
        if not cell.paragraphs:
            return None
        line = trunk.line(cell.paragraphs)
        inside = [f for f in trunk.placement.figures.get(one.place, ()) if start <= f.start and f.end <= end]
        fields = [Stretch(f.start, f.end, f.what) for f in one.item.fields if start <= f.start and f.end <= end]
        edited = standing(line.text, inside, fields, trunk.targets, start)
        base, new = texts if texts is not None else (EMPTY, EMPTY)
        if texts is not None and not trunk.options.sure:
            base = Rich(edited)

        def fresh(atom: Atom) -> str | None:
            return moved_figure(trunk, atom, edited)

        sides = (base.text, new.text) if texts is not None else (Text(""), Text(""))
        merged = merge(sides[0], edited, sides[1], fresh, typed_over=trunk.options.keeps_typed)
        try:
            for change in reversed(merged.changes):
                line.replace(change.start, change.end, parts_of(change, new), base.is_bold(change.old))
        except UneditableError:
            trunk.log.add(What.UNPLACED, self.base.id, row=one.key, table=one.row.table, why="update.cell")
        wanted = [(a.mark, a.start, a.end) for a in merged.atoms if a.mark in trunk.new.marks]
        if texts is None:
            wanted = [(trunk.renamed.get(a.mark, a.mark), a.start, a.end) for a in merged.atoms]
        place_marks(trunk, line, [_item_of(cell, line)], wanted, changed=bool(merged.changes))
        return line, merged, new.text.text

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _remove(self) -> None:
        """Rows that the new table no longer has: out, unless a person put something into them."""
        now = {HEADER_ROW, *(row.key for row in self.new.rows)}
        for one in [one for one in self.placed if one.key not in now]:
            where = {"table": one.row.table, "text": beginning(one.item.text.partition("\t")[0])}
            own = any(paragraph.comments or paragraph.pictures for paragraph in one.item.paragraphs)
            if own or any(self._is_touched(one, at) for at in range(len(one.row.cells))):
                paragraphs = one.item.paragraphs[:1]
                gone(self.trunk, self.trunk.line(paragraphs), self.base.id, where, one.key)
                continue
            self.trunk.log.add(What.REMOVED, self.base.id, row=one.key, **where)
            self._take_out(one.row.element)
            self.placed.remove(one)

    def _is_touched(self, one: Placed, at: int) -> bool:
        """Whether a cell says what a person put there."""
        start, end = one.item.cells[at]
        return bool(one.item.text[start:end].strip()) and self._is_edited_cell(one, at)

    def _take_out(self, row: Element) -> None:
        tracker = self.trunk.tracker(self.trunk.page.package.document)
        if tracker is None:
            drop(row)
        else:
            tracker.strike_block(row)

    def _insert(self) -> None:
        """Rows that are new, behind the one that they follow in the new table."""
        known = {row.key for row in self.base.rows}
        order = [row.key for row in self.new.rows]
        standing_rows = {one.key: one.row.element for one in self.placed}
        form = next((one for one in self.placed if one.key not in ("", order[-1] if self.new.total else "\0")), None)
        for at, key in enumerate(order):
            if key in standing_rows or key in known or self._was_deleted(key):
                continue
            before = next((standing_rows[k] for k in reversed(["", *order[:at]]) if k in standing_rows), None)
            after = next((standing_rows[k] for k in order[at:] if k in standing_rows), None)
            if form is None or (before is None and after is None):
                self.trunk.log.add(
                    What.UNPLACED, self.base.id, row=key, table=self.placed[0].row.table, why="update.row"
                )
                continue
            row = self._new_row(form, key)
            if before is not None:
                before.addnext(row)
            elif after is not None:
                after.addprevious(row)
            standing_rows[key] = row
            tracker = self.trunk.tracker(self.trunk.page.package.document)
            if tracker is not None:
                tracker.insert_block(row)
            cells = self.trunk.new_texts.cells(self.new.id, key)
            text = beginning(cells[0].text.text) if cells else ""
            self.trunk.log.add(What.INSERTED, self.base.id, row=key, table=form.row.table, text=text)

    def _was_deleted(self, key: str) -> bool:
        return f"{self.base.id}#{key}" in self.trunk.base.digests

    def _new_row(self, form: Placed, key: str) -> Element:
        """A row in the form of another: our cells filled, those of a person's columns empty."""
        twin = self._twins()
        cells = self.trunk.new_texts.cells(self.new.id, key)
        row = deepcopy(form.row.element)
        for properties in row.iterfind(tag("w:trPr")):
            for change in [c for c in properties if c.tag in (tag("w:ins"), tag("w:del"), tag("w:tblHeader"))]:
                properties.remove(change)
        for element, column in zip(list(row.iter(_TC)), form.columns, strict=False):
            new = twin.get(column) if column is not None else None
            fill_cell(self.trunk, element, cells[new] if new is not None and new < len(cells) else EMPTY)
        return row

    def _reorder(self) -> None:
        """The order of the new table, unless people have sorted the rows themselves."""
        order = ["", *(row.key for row in self.new.rows)]
        before = ["", *(row.key for row in self.base.rows)]
        now = [one.key for one in self.placed if one.key in order]
        kept = [key for key in before if key in now]
        if now != kept:
            return
        wanted = [key for key in order if key in now]
        if wanted == now:
            return
        by_key = {one.key: one for one in self.placed}
        moving = set(moved(now, wanted))
        tracker = self.trunk.tracker(self.trunk.page.package.document)
        for at, key in enumerate(wanted):
            if key not in moving:
                continue
            row = by_key[key].row.element
            goal = by_key[wanted[at - 1]].row.element if at else None
            if tracker is not None:
                twin = deepcopy(row)
                tracker.move_block(row, twin)
                strip_bookmarks(row)
                by_key[key].row = Row(twin, by_key[key].row.table, ())
                row = twin
            if goal is not None:
                goal.addnext(row)
            else:
                by_key[wanted[1]].row.element.addprevious(row)
        self.trunk.log.add(What.NOTICE, self.base.id, table=self.placed[0].row.table, why="update.rows-sorted")

    def _lose(self) -> None:
        """Rows that a person deleted stay deleted; so they are remembered."""
        keys = {one.key for one in self.placed}
        for key in ("", *(row.key for row in self.base.rows)):
            known = key in {"", *(row.key for row in self.new.rows)}
            if known and key not in keys:
                if not self.trunk.options.sure:
                    self.trunk.log.add(What.UNPLACED, self.base.id, row=key, why="update.not-found")
                elif any(cell.text.text for cell in self.trunk.base_texts.cells(self.base.id, key)):
                    self.trunk.log.add(What.DELETED, self.base.id, row=key, table=self.placed[0].row.table)
                self.trunk.lost.add(f"{self.base.id}#{key}")


def _item_of(cell: Cell, line: Line) -> Item:
    """A cell as a line of its own, with its bookmarks where they stood."""
    marks: list[Stretch] = []
    at = 0
    for paragraph in cell.paragraphs:
        marks += (Stretch(one.start + at, one.end + at, one.what) for one in paragraph.marks)
        at += len(paragraph.text) + 1
    return Item(cell.paragraphs[0], line.text, tuple(marks), ())


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


def strip_bookmarks(element: Element) -> None:
    """Takes every bookmark out of a piece of XML."""
    for one in list(element.iter(tag("w:bookmarkStart"), tag("w:bookmarkEnd"))):
        drop(one)
