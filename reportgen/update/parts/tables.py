"""Tables of ours -> with what is new: row by row and column by column, each by its key; what people put into them stays."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial

from reportgen.compare.alignment import moved
from reportgen.compare.merging import Merge, merge
from reportgen.compare.numerals import numbers
from reportgen.compare.texts import Atom, Text
from reportgen.model.reports.narratives import HEADER_ROWS, Table
from reportgen.update.own.commented import told_comments
from reportgen.update.own.open_points import BETWEEN, draft_comments, gone, unplaced
from reportgen.update.own.pending import as_written, tell_pending, with_pending
from reportgen.update.own.statements import without_own
from reportgen.update.parts.columns import Columns, Placed, figures_told, fill_cell, is_edited
from reportgen.update.parts.filled import Cell as Filled
from reportgen.update.parts.filled import review_table
from reportgen.update.parts.grouped import is_reshaped, join_cells, replaced
from reportgen.update.parts.paragraphs import beginning, is_as_printed, moved_figure, parts_of, place_marks, shape
from reportgen.update.parts.running import count_anew, is_counted
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.rich import EMPTY, FIGURE, Rich, standing
from reportgen.update.trunk.transplant import Transplant
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.blocks.placement import Item
from reportgen.word.blocks.printed import Key, label_of
from reportgen.word.editing.lines import Line, UneditableError, drop
from reportgen.word.editing.revisions import forget
from reportgen.word.editing.shading import fills_of, shade
from reportgen.word.memory.memory import text_digest
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import Cell, Row, Stretch

_P, _TC, _PPR, _R, _RPR = tag("w:p"), tag("w:tc"), tag("w:pPr"), tag("w:r"), tag("w:rPr")


def update_tables(trunk: Trunk, transplant: Transplant) -> None:
    """Brings every table of ours that both reports have to what is new."""
    copies = [(place, key) for place, key in trunk.placement.copies.items() if not isinstance(key, str)]
    rows: dict[str, list[Placed]] = {}
    for place, (table, key) in sorted(trunk.placement.rows.items()):
        item = trunk.placement.items[place]
        if isinstance(item.what, Row):
            rows.setdefault(table, []).append(Placed(key, place, item, item.what))
    for table, placed in rows.items():
        base, new = trunk.base.tables.get(table), trunk.new.tables.get(table)
        if base is None or new is None or (is_reshaped(base, new) and replaced(trunk, transplant, base, placed)):
            continue
        _TableUpdate(trunk, base, new, placed).run()
    for place, copied in copies:
        _refresh_copy(trunk, place, copied)


def _refresh_copy(trunk: Trunk, place: int, key: Key) -> None:
    """The figures of a row that a person copied say what they say now; those of a copy with other figures are quoted history."""
    item, figures = trunk.placement.items[place], trunk.placement.figures.get(place, ())
    whole = standing(item.text, figures, (), {})
    if not isinstance(item.what, Row) or not whole.atoms:
        return
    where = {"row": key[1], "table": item.what.table}
    if any(not is_as_printed(trunk, atom, whole) for atom in whole.atoms):
        trunk.log.add(What.QUOTED, key[0], **where)
        return
    for cell, (start, end) in zip(item.what.cells, item.cells, strict=True):
        inside = [one for one in figures if start <= one.start and one.end <= end]
        if not inside:
            continue
        line = trunk.line(cell.paragraphs)
        edited = as_written(trunk, standing(line.text, inside, (), {}, start), cell.paragraphs)
        tell_pending(trunk, line, edited, {"table": item.what.table})
        merged = merge(Text(""), edited, Text(""), partial(_moved, trunk, edited))
        try:
            for change in reversed(merged.changes):
                line.replace(change.start, change.end, parts_of(change, EMPTY))
        except UneditableError:
            trunk.log.add(What.UNPLACED, key[0], why="update.cell", **where)
            continue
        for one in merged.refreshed:
            figure = one.key.removeprefix(FIGURE)
            trunk.log.add(What.REFRESHED, key[0], figure=figure, before=one.before, now=one.now, **where)


def _moved(trunk: Trunk, edited: Text, atom: Atom) -> str | None:
    return moved_figure(trunk, atom, edited)


@dataclass(slots=True)
class _TableUpdate:
    trunk: Trunk
    base: Table
    new: Table
    placed: list[Placed]
    filled: list[Filled] = field(default_factory=list)
    inserted: dict[str, Element] = field(default_factory=dict)  # rows that are new, by their keys
    counted: bool = False  # the first column is a running number, of people's rows, too
    texts: dict[str, list[str]] = field(
        default_factory=dict
    )  # what the cells of each row of ours say, the first one left out

    fills: Mapping[tuple[str, int], str] = field(init=False)  # the greys of the new table

    def __post_init__(self) -> None:
        """Measures all cells once."""
        self.fills = fills_of(self.new)

    def run(self) -> None:
        """Cells, then rows that are new or gone, then the order; running numbers at last."""
        keys = {id(one.row): one.key for one in self.placed}
        table = next(one for one in self.trunk.page.tables if one.number == self.placed[0].row.table)
        rows = [keys.get(id(row)) for row in table.rows]
        self.counted = self.trunk.options.sure and is_counted(self.base, self.new, table.rows, rows)
        columns = Columns(self.trunk, self.base, self.new, self.placed)
        columns.change()
        for one in self.placed:
            self._cells(one, columns)
        if self.trunk.options.sure:
            self._shade(columns)
            self._reorder()
            self._insert()
            self._remove()
            self._join(table.element)
        review_table(self.trunk, self.base, columns, self.filled)
        if self.counted:
            rows_now = {one.key: one.row.element for one in self.placed}
            for key, number in count_anew(self.trunk, self.base, self.new, table, rows_now).items():
                self.trunk.texts_after[self.base.id, key] = text_digest("".join([number, *self.texts[key]]))
        self._lose()

    def _join(self, table: Element) -> None:
        """The cells over groups of rows; where changes are tracked, those of new rows alone: rejected, all is as it was."""
        if any(row.joined for one in (self.base, self.new) for row in one.rows):
            rows = {**{one.key: one.row.element for one in self.placed}, **self.inserted}
            join_cells(table, self.base, self.new, rows, [*self.inserted] if self.trunk.options.tracked else None)

    # --- cells --------------------------------------------------------------------------------------------------------

    def _cells(self, one: Placed, columns: Columns) -> None:
        """Merges each cell of a row; cells that are a person's, or merged, have only their figures refreshed."""
        trunk = self.trunk
        before = trunk.base_texts.cells(self.base.id, one.key)
        now = trunk.new_texts.cells(self.new.id, one.key)
        trunk.texts_before[self.base.id, one.key] = text_digest(one.item.text)
        edited = False
        done = []
        if not trunk.options.sure and label_of(one.item.text) != label_of("\t".join(cell.text.text for cell in now)):
            trunk.log.add(What.UNSURE, self.base.id, row=one.key, table=one.row.table)
            return
        for at, (cell, (start, end)) in enumerate(zip(one.row.cells, one.item.cells, strict=True)):
            column = one.columns[at]
            if self.counted and not at and one.key not in HEADER_ROWS:
                continue  # its number is given in the end
            if cell.element.getparent() is None or cell.element in columns.struck:
                continue
            twin = columns.twin(one, column)
            texts = (before[column], now[twin]) if column is not None and twin is not None and before and now else None
            result = self._cell(one, cell, start, end, texts)
            if result is not None:
                done.append(result)
                if texts is not None and column is not None:
                    self.filled.append(Filled(one, column, *result[:2], before[column].text.text))
                own = column is None and bool(one.item.text[start:end].strip())
                edited |= own or (texts is not None and result[1].edited)
        self.texts[one.key] = [line.text for line, _, _ in done]
        counted = one.row.cells[0].text if self.counted and one.key not in HEADER_ROWS else ""
        trunk.texts_after[self.base.id, one.key] = text_digest("".join([counted, *self.texts[one.key]]))
        trunk.says[self.base.id, one.key] = "".join([counted, *self.texts[one.key]])
        for line, merged, new in done:
            told_comments(
                trunk, line, 0, merged, self.base.id, {"table": one.row.table, "text": label_of(one.item.text)}
            )
            where = {"table": one.row.table, "text": beginning(one.item.text.partition("\t")[0] if one.key else "")}
            for figure in merged.refreshed:
                key = figure.key.removeprefix(FIGURE)
                trunk.log.add(
                    What.REFRESHED, self.base.id, row=one.key, figure=key, before=figure.before, now=figure.now, **where
                )
            if now:
                draft_comments(trunk, line, 0, merged, new, self.base.id, where, one.key)
        if edited:
            trunk.log.add(What.KEPT, self.base.id, row=one.key, table=one.row.table)

    def _cell(
        self, one: Placed, cell: Cell, start: int, end: int, texts: tuple[Rich, Rich] | None
    ) -> tuple[Line, Merge, str] | None:
        trunk = self.trunk
        if not cell.paragraphs:
            return None
        line = trunk.line(cell.paragraphs)
        known = figures_told(trunk, one) if texts is None else trunk.placement.figures.get(one.place, ())
        inside = [f for f in known if start <= f.start and f.end <= end]
        fields = [Stretch(f.start, f.end, f.what) for f in one.item.fields if start <= f.start and f.end <= end]
        edited = as_written(trunk, standing(line.text, inside, fields, trunk.targets, start), cell.paragraphs)
        base, new = texts if texts is not None else (EMPTY, EMPTY)
        if texts is not None and not trunk.options.sure:
            base = Rich(edited) if shape(edited) == shape(new.text) else new

        def fresh(atom: Atom) -> str | None:
            return moved_figure(trunk, atom, edited)

        edited, dropped = without_own(trunk, line, 0, base.text, edited, carry=trunk.options.tables, cell=True)
        if dropped:
            where = {"table": one.row.table, "text": label_of(one.item.text)}
            trunk.log.add(What.REMOVED, self.base.id, row=one.key, why="update.own-dropped", **where)

        sides = (base.text, new.text) if texts is not None else (Text(""), Text(""))
        merged = merge(sides[0], edited, sides[1], fresh, typed_over=trunk.options.keeps_typed)
        merged = with_pending(trunk, merged, edited)
        try:
            for change in reversed(merged.changes):
                line.replace(change.start, change.end, parts_of(change, new), base.is_bold(change.old))
        except UneditableError:
            unplaced(trunk, line, self.base.id, {"table": one.row.table}, "update.cell", new.text.text, one.key)
        wanted = [(a.mark, a.start, a.end) for a in merged.atoms if a.mark in trunk.new.marks]
        if texts is None:
            wanted = [(trunk.renamed.get(a.mark, a.mark), a.start, a.end) for a in merged.atoms]
        place_marks(trunk, line, [_item_of(cell, line)], wanted, changed=bool(merged.changes))
        return line, merged, new.text.text

    def _shade(self, columns: Columns) -> None:
        """The greys of a table that is shaded by its values, as they are now."""
        for one in self.placed if self.fills else ():
            for cell, column in zip(one.row.cells, one.columns, strict=True):
                twin = None if column is None else columns.twins.get(column)
                if twin is not None and (one.key, twin) in self.fills:
                    shade(cell.element, self.fills[one.key, twin])

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _remove(self) -> None:
        """Rows that the new table no longer has: out, unless a person put something into them."""
        now = {key for key, _cells in self.new.printed}
        for one in [one for one in self.placed if one.key not in now]:
            where = {"table": one.row.table, "text": beginning(label_of(one.item.text))}
            own = any(paragraph.comments or paragraph.pictures for paragraph in one.item.paragraphs)
            if own or any(self._is_touched(one, at) for at in range(len(one.row.cells))):
                labels = [
                    cell for cell in one.item.paragraphs if not cell.text.strip().isdecimal() and cell.text.strip()
                ]
                paragraphs = labels[:1] or one.item.paragraphs[:1]
                numbered = bool(numbers(one.item.text.partition("\t")[2]))
                gone(self.trunk, self.trunk.line(paragraphs), self.base.id, where, one.key, numbered=numbered)
                continue
            self.trunk.log.add(What.REMOVED, self.base.id, row=one.key, **where)
            self._take_out(one.row.element)
            self.placed.remove(one)

    def _is_touched(self, one: Placed, at: int) -> bool:
        """Whether a cell says what a person put there; a running number is nobody's."""
        if self.counted and not at:
            return False
        start, end = one.item.cells[at]
        return bool(one.item.text[start:end].strip()) and is_edited(self.trunk, self.base, one, at)

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
        apart = (*HEADER_ROWS, *order[-1:]) if self.new.total else HEADER_ROWS
        form = next((one for one in self.placed if one.key not in apart), None)
        for at, key in enumerate(order):
            if key in standing_rows or key in known or self._was_deleted(key):
                continue
            before = next((standing_rows[k] for k in reversed(["", *order[:at]]) if k in standing_rows), None)
            after = next((standing_rows[k] for k in order[at:] if k in standing_rows), None)
            if form is None or (before is None and after is None):
                first = self.placed[0]
                cells = self.trunk.new_texts.cells(self.new.id, key)
                now = self.trunk.options.words(BETWEEN).join(one.text.text for one in cells)
                line = self.trunk.line(first.row.cells[0].paragraphs)
                unplaced(self.trunk, line, self.base.id, {"table": first.row.table}, "update.row", now, key)
                self.trunk.lost.add(f"{self.base.id}#{key}")
                continue
            row = self._new_row(form, key)
            if before is not None:
                before.addnext(row)
            elif after is not None:
                after.addprevious(row)
            standing_rows[key] = self.inserted[key] = row
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
        cells = self.trunk.new_texts.cells(self.new.id, key)
        row = deepcopy(form.row.element)
        for heads in row.findall(f"{tag('w:trPr')}/{tag('w:tblHeader')}"):
            drop(heads)
        # those in content controls, too
        inside = [one for one in row.iter(_TC) if next(one.iterancestors(tag("w:tr"))) is row]
        struck = [one for one in inside if one.find(f"{tag('w:tcPr')}/{tag('w:cellDel')}") is not None]
        forget(row)
        for element, new in zip(inside, form.now, strict=False):
            fill_cell(self.trunk, element, cells[new] if new is not None and new < len(cells) else EMPTY)
            if self.new.shaded and new is not None:
                shade(element, self.fills.get((key, new), ""))
        tracker = self.trunk.tracker(self.trunk.page.package.document)
        if tracker is not None:
            for one in struck:  # its column goes
                tracker.strike_cell(one)
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
        number = self.placed[0].row.table if self.placed else None  # none where all its rows went with their column
        keys = {one.key for one in self.placed}
        now = {key for key, _cells in self.new.printed}
        for key, _cells in self.base.printed:
            known = key in now
            if known and key not in keys:
                if not self.trunk.options.sure:
                    self.trunk.log.add(What.UNPLACED, self.base.id, row=key, why="update.not-found")
                elif any(cell.text.text for cell in self.trunk.base_texts.cells(self.base.id, key)):
                    self.trunk.log.add(What.DELETED, self.base.id, row=key, table=number)
                self.trunk.lost.add(f"{self.base.id}#{key}")


def _item_of(cell: Cell, line: Line) -> Item:
    """A cell as a line of its own, with its bookmarks where they stood."""
    marks: list[Stretch] = []
    at = 0
    for paragraph in cell.paragraphs:
        marks += (Stretch(one.start + at, one.end + at, one.what) for one in paragraph.marks)
        at += len(paragraph.text) + 1
    return Item(cell.paragraphs[0], line.text, tuple(marks), ())


def strip_bookmarks(element: Element) -> None:
    """Takes every bookmark out of a piece of XML."""
    for one in list(element.iter(tag("w:bookmarkStart"), tag("w:bookmarkEnd"))):
        drop(one)
