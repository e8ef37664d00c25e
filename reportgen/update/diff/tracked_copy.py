"""The new report with tracked changes against the old one: accepted they give the new text, rejected the old one.

Paragraphs, tables and rows of ours are known by their ids and keys, people's own by their words. What stands elsewhere in the order is
struck out there and put in here. Compared are the body with its tables, and the paragraphs of the Word template in headers and footers;
tables of contents, text boxes and notes are left as they are in the new report.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeVar

from reportgen.compare.similarity import similarity
from reportgen.messages import N_
from reportgen.update.diff.differences import Pair, other_pictures
from reportgen.update.parts.charts import picture_paragraphs
from reportgen.update.parts.tables import strip_bookmarks
from reportgen.update.trunk.transplant import Transplant
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.blocks.placement import Placement
from reportgen.word.editing.comparing import copied_paragraph, copied_row, copied_table, show_rewording
from reportgen.word.editing.elements import make
from reportgen.word.editing.lines import Line
from reportgen.word.editing.revisions import Tracker
from reportgen.word.memory.memory import bare
from reportgen.word.packages.names import tag
from reportgen.word.packages.package import files_of, zipped
from reportgen.word.packages.xml import Element, serialize
from reportgen.word.pages.page import Cell, Page, Paragraph, Row, Story, Table

PICTURE = N_("The picture differs from that of the earlier report.")
_LIKE = 0.6
"""How much of two texts of people's own is the same where one was made from the other."""

Key = tuple[str, ...]
_One = TypeVar("_One")


@dataclass(slots=True)
class _Entry:
    """A paragraph, or a table with its rows: what it is, and what it says."""

    key: Key
    what: Paragraph | Table
    text: str
    rows: list[tuple[int, Row]] = field(default_factory=list)


def tracked_copy(pair: Pair) -> bytes:
    """A copy of the new report with tracked changes against the old one; both have no changes of other authors any more."""
    return _Copy(pair.trunk, pair).made()


@dataclass(slots=True)
class _Copy:
    trunk: Trunk
    pair: Pair
    transplant: Transplant = field(init=False)
    tracker: Tracker = field(init=False)

    def __post_init__(self) -> None:
        self.transplant = Transplant(self.trunk)
        self.tracker = self._tracker(self.trunk.page.package.document)

    def made(self) -> bytes:
        page = self.trunk.page
        pictures = other_pictures(self.pair)
        anchors = {id: self._caption(id) for id in pictures}
        new = list(_entries(self.trunk.placement, page, picture_paragraphs(self.trunk)))
        old = list(_entries(self.trunk.fresh_placement, self.trunk.fresh, picture_paragraphs(self.pair.back)))
        self._blocks(old, new)
        self._around()
        for id in pictures:
            self._comment(anchors[id])
        for part, root in page.roots.items():
            page.package.parts[part] = serialize(root)
        self.trunk.comments.save()
        return zipped(files_of(page.package))

    def _tracker(self, part: str) -> Tracker:
        found = self.trunk.tracker(part)
        if found is None:
            raise ValueError("a tracked copy is made with tracked changes")
        return found

    def _put_in(self, element: Element) -> None:
        """A paragraph, row or table that only the new report has."""
        self.tracker.insert_block(element)
        self._apart(element)

    def _take_out(self, element: Element) -> None:
        """A paragraph, row or table that only the old report has."""
        self.tracker.strike_block(element)
        self._apart(element)

    def _apart(self, element: Element) -> None:
        """Changes of whole paragraphs are of another hour than those of words.

        LibreOffice takes changes of one author and about one time that end and begin paragraphs for one, and joins the two paragraphs.
        """
        for one in element.iter(tag("w:ins"), tag("w:del")):
            one.set(tag("w:date"), f"{self.trunk.options.day}T12:00:00Z")

    # --- the body -----------------------------------------------------------------------------------------------------

    def _blocks(self, old: Sequence[_Entry], new: Sequence[_Entry]) -> None:
        before: Element | None = None
        for gone, here in _matched(
            [(one.key, one) for one in old], [(one.key, one) for one in new], lambda one: one.text
        ):
            if gone is not None and here is not None:
                self._pair(gone, here)
            elif here is not None:
                self._put_in(_element(here.what))
            elif gone is not None:
                before = self._strike(self._copied(gone), before, new)
                continue
            if here is not None:
                before = _element(here.what)

    def _copied(self, entry: _Entry) -> Element:
        """What only the old report has, in the styles of the new one."""
        package = self.trunk.fresh.package
        if isinstance(entry.what, Table):
            twin = copied_table(entry.what, [row for _, row in entry.rows], package)
        else:
            twin = copied_paragraph(entry.what, package)
        return self._fitted(twin)

    def _fitted(self, element: Element) -> Element:
        twin = self.transplant.copy([element])[0]
        strip_bookmarks(twin)
        return twin

    def _strike(self, element: Element, before: Element | None, new: Sequence[_Entry]) -> Element:
        """Puts what is gone behind what it followed, struck out; at the beginning before the first that is there."""
        if before is not None:
            before.addnext(element)
        elif new:
            _element(new[0].what).addprevious(element)
        else:
            next(self.trunk.page.root.iter(tag("w:body"))).insert(0, element)
        self._take_out(element)
        return element

    def _pair(self, gone: _Entry, here: _Entry) -> None:
        if isinstance(gone.what, Table) and isinstance(here.what, Table):
            self._table(gone, here)
        elif isinstance(gone.what, Paragraph) and isinstance(here.what, Paragraph):
            self._paragraph(gone.what, here.what)

    def _paragraph(self, gone: Paragraph, here: Paragraph) -> None:
        """Words struck out and put in; where that would do harm the whole paragraph is."""
        if gone.text == here.text or show_rewording(Line((here,)), gone.text, self.tracker):
            return
        twin = self._fitted(copied_paragraph(gone, self.trunk.fresh.package))
        here.element.addprevious(twin)
        self._take_out(twin)
        self._put_in(here.element)

    # --- tables -------------------------------------------------------------------------------------------------------

    def _table(self, gone: _Entry, here: _Entry) -> None:
        """Rows by their keys; those with other cells are struck out and put in whole."""
        placements = self.trunk.fresh_placement, self.trunk.placement
        old, new = (_row_keys(*both) for both in zip(placements, (gone.rows, here.rows), strict=True))
        before: Element | None = None
        for old_row, new_row in _matched(old, new, _row_text):
            if old_row is not None and new_row is not None and _spans(old_row) == _spans(new_row):
                for cells in zip(old_row.cells, new_row.cells, strict=True):
                    self._cell(*cells)
            else:
                if old_row is not None:
                    twin = self._fitted(copied_row(old_row, self.trunk.fresh.package))
                    if before is not None:
                        before.addnext(twin)
                    else:
                        new[0][1].element.addprevious(twin)
                    self._take_out(twin)
                    before = twin
                if new_row is not None:
                    self._put_in(new_row.element)
            if new_row is not None:
                before = new_row.element

    def _cell(self, gone: Cell, here: Cell) -> None:
        """The paragraphs of a cell; its last one stays, since the end of a cell cannot be struck out."""
        if not gone.paragraphs or not here.paragraphs or here.goes_on:
            return
        old, new = (
            [(("own", "paragraph", bare(one.text)), one) for one in cell.paragraphs[:-1]] for cell in (gone, here)
        )
        waiting: list[Paragraph] = []
        for old_one, new_one in _matched(old, new, _paragraph_text):
            if new_one is None:
                waiting += [old_one] if old_one is not None else []
                continue
            self._strike_before(waiting, new_one)
            if old_one is None:
                self._put_in(new_one.element)
            else:
                self._paragraph(old_one, new_one)
        self._strike_before(waiting, here.paragraphs[-1])
        self._paragraph(gone.paragraphs[-1], here.paragraphs[-1])

    def _strike_before(self, waiting: list[Paragraph], here: Paragraph) -> None:
        for one in waiting:
            twin = self._fitted(copied_paragraph(one, self.trunk.fresh.package))
            here.element.addprevious(twin)
            self._take_out(twin)
        waiting.clear()

    # --- round the body, and pictures ---------------------------------------------------------------------------------

    def _around(self) -> None:
        """The paragraphs of the Word template in headers and footers, but for what Word works out anew."""
        old, new = self.trunk.fresh_placement, self.trunk.placement
        for id, places in new.places.items():
            if len(places) != 1 or len(old.places.get(id, ())) != 1:
                continue
            here, gone = new.items[places[0]].what, old.items[old.places[id][0]].what
            if not isinstance(here, Paragraph) or not isinstance(gone, Paragraph):
                continue
            if Story.BODY not in (here.story, gone.story) and here.lasting != gone.lasting:
                show_rewording(Line((here,)), gone.text, self._tracker(here.part))

    def _caption(self, id: str) -> Paragraph | None:
        """Where it is said that a picture differs: at its caption, else where it stands."""
        places = self.trunk.placement.places.get(id, ())
        found = [self.trunk.placement.items[place].what for place in places]
        captions = [one for one in found if isinstance(one, Paragraph)]
        return captions[0] if captions else picture_paragraphs(self.trunk).get(id)

    def _comment(self, where: Paragraph | None) -> None:
        if where is None:
            return
        number = self.trunk.comments.add(self.trunk.options.words(PICTURE), self.trunk.options.day)
        paragraph = where.element
        properties = paragraph.find(tag("w:pPr"))
        at = 0 if properties is None else paragraph.index(properties) + 1
        paragraph.insert(at, make("commentRangeStart", id=number))
        paragraph.append(make("commentRangeEnd", id=number))
        paragraph.append(make("r", make("commentReference", id=number)))


# --- what is compared with what ---------------------------------------------------------------------------------------


def _entries(placement: Placement, page: Page, pictures: Mapping[str, Paragraph]) -> Iterator[_Entry]:
    """The paragraphs and tables of the body in reading order; what Word makes itself and text boxes are left out."""
    charts = {id(paragraph): chart for chart, paragraph in pictures.items()}
    tables = _tables(placement)
    told: Counter[Key] = Counter()
    table: _Entry | None = None
    for place, item in enumerate(placement.items[: len(page.flow)]):
        what = item.what
        if isinstance(what, Row):
            if table is None or not isinstance(table.what, Table) or table.what.number != what.table:
                if table is not None:
                    yield table
                table = _table_entry(page.tables[what.table - 1], tables.get(what.table), told)
            table.rows.append((place, what))
            continue
        if what.box or what.contents:
            continue
        if table is not None:
            yield table
            table = None
        ids = placement.owners.get(place, ())
        key: Key = ("own", "paragraph", bare(what.text))
        if ids:
            key = _numbered(("text", ids[0]), told)
        elif id(what) in charts:
            key = _numbered(("picture", charts[id(what)]), told)
        yield _Entry(key, what, what.text)
    if table is not None:
        yield table


def _tables(placement: Placement) -> dict[int, str]:
    """Which table of ours each table is: that of most of its rows."""
    votes: dict[int, Counter[str]] = {}
    for place, (id_, _) in placement.rows.items():
        what = placement.items[place].what
        if isinstance(what, Row):
            votes.setdefault(what.table, Counter())[id_] += 1
    return {number: counted.most_common(1)[0][0] for number, counted in votes.items()}


def _table_entry(table: Table, id: str | None, told: Counter[Key]) -> _Entry:
    text = "\n".join("\t".join(cell.text for cell in row.cells) for row in table.rows)
    key = ("own", "table", bare(text)) if id is None else _numbered(("table", id), told)
    return _Entry(key, table, text)


def _numbered(key: Key, told: Counter[Key]) -> Key:
    """A key that no other has: what stands in several pieces is told apart by their order."""
    told[key] += 1
    return (*key, str(told[key]))


def _row_keys(placement: Placement, rows: Sequence[tuple[int, Row]]) -> list[tuple[Key, Row]]:
    told: Counter[Key] = Counter()
    return [
        (_numbered(("row", *placement.rows[place]), told), row)
        if place in placement.rows
        else (("own", "row", bare(_row_text(row))), row)
        for place, row in rows
    ]


def _paragraph_text(paragraph: Paragraph) -> str:
    return paragraph.text


def _row_text(row: Row) -> str:
    return "\t".join(cell.text for cell in row.cells)


def _spans(row: Row) -> list[tuple[int, int, bool]]:
    return [(cell.column, cell.span, cell.goes_on) for cell in row.cells]


def _matched(
    old: Sequence[tuple[Key, _One]], new: Sequence[tuple[Key, _One]], said: Callable[[_One], str]
) -> Iterator[tuple[_One | None, _One | None]]:
    """What is in both, in one of two sequences: in the order of the new one, what is gone before what came in its place."""
    matcher = SequenceMatcher(None, [key for key, _ in old], [key for key, _ in new], autojunk=False)
    for kind, low, high, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield from ((a, b) for (_, a), (_, b) in zip(old[low:high], new[first:last], strict=True))
        else:
            yield from _unequal(old[low:high], new[first:last], said)


def _unequal(
    old: Sequence[tuple[Key, _One]], new: Sequence[tuple[Key, _One]], said: Callable[[_One], str]
) -> Iterator[tuple[_One | None, _One | None]]:
    """People's own that are like each other are one, reworded; all else is gone, or new."""
    at = 0
    waiting: list[_One] = []
    for key, here in new:
        twin = next((n for n in range(at, len(old)) if _is_like(old[n], (key, here), said)), None)
        if twin is None:
            waiting.append(here)
            continue
        yield from ((gone, None) for _, gone in old[at:twin])
        yield from ((None, one) for one in waiting)
        yield old[twin][1], here
        at, waiting = twin + 1, []
    yield from ((gone, None) for _, gone in old[at:])
    yield from ((None, one) for one in waiting)


def _is_like(gone: tuple[Key, _One], here: tuple[Key, _One], said: Callable[[_One], str]) -> bool:
    if gone[0][0] != "own" or here[0][:2] != gone[0][:2]:
        return False
    return similarity(said(gone[1]), said(here[1]), _LIKE) >= _LIKE


def _element(what: Paragraph | Table) -> Element:
    return what.element
