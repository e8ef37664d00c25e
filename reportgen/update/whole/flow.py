"""The order of a report -> what is gone is taken out, what is new is put where it belongs, what people moved stays where it is.

A unit is what belongs together: the lines of a paragraph of ours, a caption with its table or picture, and the paragraphs that people
wrote behind it. New passages go behind the unit that they follow in the new report, before a heading that a person put there.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from reportgen.compare.alignment import moved
from reportgen.compare.numerals import numbers
from reportgen.model.reports.narratives import Block, Chart, Heading, Signature, Table
from reportgen.update.own.open_points import gone
from reportgen.update.parts.charts import picture_paragraphs
from reportgen.update.parts.paragraphs import Written, beginning
from reportgen.update.parts.tables import strip_bookmarks
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.transplant import Transplant
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.blocks.placement import Placement
from reportgen.word.editing.lines import drop
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import Paragraph, Row, Story

_PPR, _SECTION = tag("w:pPr"), tag("w:sectPr")
_TBL = tag("w:tbl")
_NOTES = ("footnote", "endnote")


@dataclass(slots=True)
class Unit:
    """What belongs together: its id (None: before anything of ours), its elements, and the person's behind it."""

    id: str | None
    elements: list[Element] = field(default_factory=list)
    own: list[tuple[Element, bool]] = field(default_factory=list)  # with whether it is a heading

    @property
    def last(self) -> Element:
        """Behind which element a new passage goes: before a heading of a person's own."""
        element = self.elements[-1]
        for one, heads in self.own:
            if heads:
                break
            element = one
        return element

    @property
    def every(self) -> list[Element]:
        """All elements."""
        return [*self.elements, *(one for one, _ in self.own)]


@dataclass(slots=True)
class Flow:
    """The units of the edited document, read before anything in it is changed."""

    trunk: Trunk
    transplant: Transplant
    units: dict[str, Unit] = field(default_factory=dict)
    first: Unit = field(default_factory=lambda: Unit(None))
    written: list[Written] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Reads them."""
        self._read()

    def run(self, written: list[Written]) -> None:
        """Takes out, moves and puts in; `written` are the paragraphs as they were merged."""
        self.written = written
        order = list(self.trunk.fresh_paragraphs)
        if self.trunk.options.sure:
            self._remove()
            self._reorder(order)
            self._insert(order)
        self._lose(order)

    # --- what stands where --------------------------------------------------------------------------------------------

    def _read(self) -> None:
        """The units of the edited document, in reading order."""
        trunk, placement = self.trunk, self.trunk.placement
        pictures = {id(one): chart for chart, one in picture_paragraphs(trunk).items()}
        tables = {row.table: table for row, table in _tables(placement)}
        waiting: list[Element] = []  # pictures that stand before their captions
        unit = self.first
        seen: set[int] = set()
        for place, item in enumerate(placement.items[: len(trunk.page.flow)]):
            if isinstance(item.what, Row):
                table = _table_of(item.what.element)
                if id(table) not in seen:
                    seen.add(id(table))
                    unit = self._read_table(table, tables.get(item.what.table), unit)
                continue
            if item.what.box or item.what.contents:
                continue
            elements = [_outer(one) for one in item.what.elements]
            if id(item.what) in pictures and place not in placement.owners:
                above = self.units.get(pictures[id(item.what)])  # where captions stand above
                (waiting if above is None else above.elements).extend(elements)
                continue
            unit = self._read_paragraph(place, item.what, elements, waiting, unit)
            waiting = []
        unit.own += ((one, False) for one in waiting)

    def _read_table(self, table: Element, id: str | None, unit: Unit) -> Unit:
        """A table of ours belongs to its caption, which may be gone; another is a person's."""
        if id is None:
            unit.own.append((table, False))
            return unit
        self.units.setdefault(id, Unit(id)).elements.append(table)
        return self.units[id]

    def _read_paragraph(
        self, place: int, what: Paragraph, elements: list[Element], waiting: list[Element], unit: Unit
    ) -> Unit:
        ids = self.trunk.placement.owners.get(place, ())
        if ids and ids[0] not in self.units:
            new = Unit(ids[0], [*waiting, *elements])
            for id in ids:
                self.units.setdefault(id, new)
            return new
        unit.own += ((one, False) for one in waiting)
        if ids:
            self.units[ids[0]].elements += elements
            return self.units[ids[0]]
        unit.own += ((one, what.heading is not None) for one in elements)
        return unit

    # --- what is gone -------------------------------------------------------------------------------------------------

    def _remove(self) -> None:
        trunk = self.trunk
        known = set(trunk.new_texts.ids)
        going = [
            one for one in self.written if not any(id in known or _is_letterhead(trunk, id) for id in one.group.ids)
        ]
        staying = {id for one in going if self._is_touched(one) for id in one.group.ids}
        above = _headings_above(trunk, staying)
        for one in going:
            ids = one.group.ids
            item = trunk.placement.items[one.group.places[0]]
            where = {"place": item.paragraphs[0].place, "text": beginning(_printed(trunk, ids[0]))}
            if staying & set(ids):
                bare = ids[0] not in above and self._heads_nothing(ids[0])
                said = one.line.text[one.before :]
                gone(trunk, one.line, ids[0], where, numbered=bool(numbers(said)), bare=bare)
                continue
            if ids[0] in above:  # what stays is to be read under it
                trunk.log.add(What.KEPT, ids[0], **where)
                continue
            trunk.log.add(What.REMOVED, ids[0], **where)
            unit = self.units.get(ids[0])
            for element in unit.elements if unit is not None else []:
                self._take_out(element)
            if unit is not None:
                self._orphans(unit)
                for id in ids:
                    self.units.pop(id, None)

    def _heads_nothing(self, id: str) -> bool:
        """Whether a passage is a heading, and a person wrote nothing under it."""
        heading = any(one.id == id for one in self.trunk.base.blocks if isinstance(one, Heading))
        return heading and not (id in self.units and any(not heads for _, heads in self.units[id].own))

    def _is_touched(self, one: Written) -> bool:
        """Whether a person changed a passage, or tied something to it."""
        table = one.group.ids[0]
        edited = one.merge.edited or (table in self.trunk.base.tables and self._table_is_edited(table))
        return edited or _holds_own(one)

    def _orphans(self, unit: Unit) -> None:
        """What a person wrote behind a passage that is gone belongs to the one before."""
        before = self.first
        for other in dict.fromkeys(map(id, self.units.values())):
            found = next(one for one in self.units.values() if id(one) == other)
            if found is unit:
                break
            before = found
        before.own += unit.own

    def _table_is_edited(self, table: str) -> bool:
        placement = self.trunk.placement
        rows = [key for key in placement.row_places if key[0] == table]
        return any(
            "".join(placement.items[place].text.split()) != "".join(placement.row_texts[key].split())
            for key in rows
            for place in placement.row_places[key]
        )

    def _take_out(self, element: Element) -> None:
        """Takes a paragraph or table out; a paragraph that ends a section stays, empty."""
        tracker = self.trunk.tracker(self.trunk.page.package.document)
        if tracker is not None:
            tracker.strike_block(element)
            strip_bookmarks(element)
            return
        if element.find(f"{_PPR}/{_SECTION}") is not None:
            for child in [one for one in element if one.tag != _PPR]:
                element.remove(child)
            return
        _save_bookmarks(element)
        drop(element)

    # --- the order ----------------------------------------------------------------------------------------------------

    def _reorder(self, order: list[str]) -> None:
        """Passages that the new report has in another order, but for those that people moved."""
        present = {id for id in order if id in self.units}
        before = [id for id in _written_order(self.trunk) if id in present]
        wanted = [id for id in order if id in set(before)]
        if before == wanted:
            return
        by_hand = set(self.trunk.placement.moved)
        moving = set(moved(before, wanted)) - by_hand
        done: set[int] = set()
        last: Unit | None = None
        for id_ in wanted:
            unit = self.units[id_]
            if id_ in moving and last is not None and id(unit) not in done and unit is not last:
                self._move(unit, last)
            done.add(id(unit))
            if id_ not in by_hand:
                last = unit
        if moving:
            self.trunk.log.add(What.NOTICE, why="update.moved")

    def _move(self, unit: Unit, last: Unit) -> None:
        goal = last.every[-1]
        tracker = self.trunk.tracker(self.trunk.page.package.document)
        elements = unit.every
        if tracker is not None:
            twins = [deepcopy(one) for one in elements]
            for element, twin in zip(elements, twins, strict=True):
                tracker.move_block(element, twin)
                self.transplant.number(twin)
                strip_bookmarks(element)
            own = dict(zip(map(id, elements), twins, strict=True))
            unit.elements = [own[id(one)] for one in unit.elements]
            unit.own = [(own[id(one)], heads) for one, heads in unit.own]
            elements = twins
        for element in elements:
            goal.addnext(element)
            goal = element

    # --- what is new --------------------------------------------------------------------------------------------------

    def _insert(self, order: list[str]) -> None:
        trunk = self.trunk
        sections = section_of(trunk.new.blocks)
        fresh = fresh_units(trunk)
        for at, id_ in enumerate(order):
            if id_ in self.units or self._is_known(id_) or not _is_block(trunk, id_):
                continue
            text = beginning(trunk.new_texts.rich(id_).text.text)  # type: ignore[union-attr]  # an id of the new report
            if any(self._is_section_deleted(heading, sections) for heading in _above(id_, sections)):
                trunk.log.add(What.UNPLACED, id_, text=text, why="update.section-deleted")
                trunk.lost.add(id_)
                continue
            elements = self.transplant.copy(fresh.get(id_, ()))  # none for a header's, which comes with its part
            if not elements:
                continue
            self._put(elements, order, at)
            self.units[id_] = Unit(id_, elements)
            trunk.log.add(What.INSERTED, id_, text=text)

    def _put(self, elements: list[Element], order: list[str], at: int) -> None:
        """Puts new elements behind the unit that they follow, else before the one that they precede."""
        by_hand = set(self.trunk.placement.moved)
        sections = section_of(self.trunk.new.blocks)
        before = next((id for id in reversed(order[:at]) if id in self.units), None)
        after = next((id for id in order[at + 1 :] if id in self.units), None)
        elsewhere = before in by_hand and sections.get(before or "") != sections.get(order[at])
        tracker = self.trunk.tracker(self.trunk.page.package.document)
        if before is not None and not (elsewhere and after is not None and after not in by_hand):
            goal = self.units[before].last
            for element in elements:
                goal.addnext(element)
                goal = element
        elif after is not None:
            for element in elements:
                self.units[after].elements[0].addprevious(element)
        else:
            self._append(elements)
        for element in elements:
            if tracker is not None:
                tracker.insert_block(element)

    def _append(self, elements: list[Element]) -> None:
        """Nothing of ours is left: at the end of the body."""
        body = next(self.trunk.page.root.iter(tag("w:body")))
        end = body.find(_SECTION)
        for element in elements:
            if end is not None:
                end.addprevious(element)
            else:
                body.append(element)

    def _is_section_deleted(self, heading: str, sections: dict[str, str]) -> bool:
        """Whether a person deleted a heading and all that stood under it: what is new in such a section stays out, too."""
        if heading in self.units or not self._is_known(heading):
            return False
        last = {id for block in self.trunk.new.blocks if isinstance(block, Signature) for id, _ in block.lines}
        return not any(id in self.units and heading in _above(id, sections) for id in sections if id not in last)

    def _is_known(self, id: str) -> bool:
        """Whether the report had a passage already: where it is gone, a person deleted it."""
        return id in self.trunk.base.digests

    def _lose(self, order: list[str]) -> None:
        """What a person deleted stays deleted; so it is remembered."""
        known = set(self.trunk.new_texts.ids)
        for id in self.trunk.placement.missing:
            if id not in known:
                continue
            if not self.trunk.options.sure:
                self.trunk.log.add(What.UNPLACED, id, text=beginning(_printed(self.trunk, id)), why="update.not-found")
            elif id not in self.trunk.lost and _printed(self.trunk, id).strip():
                self.trunk.log.add(What.DELETED, id, text=beginning(_printed(self.trunk, id)))
            self.trunk.lost.add(id)
        for id in order:
            if self._is_known(id) and id not in self.units and id in known:
                self.trunk.lost.add(id)


def _is_block(trunk: Trunk, id: str) -> bool:
    """Whether a paragraph is one of the report's blocks, and none of the Word template's (the number of an attachment comes with it)."""
    if id in trunk.new_texts.phrases or id == "page/draft" or trunk.new_texts.spoken.get(id):
        return True  # what tags of the template print of figures comes and goes with them
    return trunk.options.page == "new" and not id.endswith("/number")


def _is_letterhead(trunk: Trunk, id: str) -> bool:
    """Whether a paragraph is the Word template's: who changed the template has the old one until he asks for the new."""
    if trunk.options.page == "new":
        return trunk.placement.items[trunk.placement.places[id][0]].paragraphs[0].story is not Story.BODY
    return (
        id in trunk.base_texts.fixed
        and not trunk.base_texts.spoken.get(id)
        and id != "page/draft"
        and not id.endswith("/number")
    )


def _holds_own(one: Written) -> bool:
    """Whether something of a person's is tied to a paragraph: a comment, a note, a picture."""
    return any(
        paragraph.comments
        or paragraph.pictures
        or any(run.element.find(tag(f"w:{kind}Reference")) is not None for run in paragraph.runs for kind in _NOTES)
        for paragraph in one.line.paragraphs
    )


def _printed(trunk: Trunk, id: str) -> str:
    rich = trunk.base_texts.rich(id)
    return "" if rich is None else rich.text.text


def _save_bookmarks(element: Element) -> None:
    """Keeps the ends of bookmarks whose other end stands elsewhere: they go to the next element."""
    starts = {one.get(tag("w:id")): one for one in element.iter(tag("w:bookmarkStart"))}
    ends = {one.get(tag("w:id")): one for one in element.iter(tag("w:bookmarkEnd"))}
    for number in starts.keys() ^ ends.keys():
        one = starts.get(number)
        if one is None:
            one = ends[number]
        element.addnext(one)


def _outer(element: Element) -> Element:
    """The element by which a paragraph is moved: itself, or that of a text box's paragraph the one to which the box is tied."""
    boxes = list(element.iterancestors(tag("w:p")))
    return boxes[-1] if boxes else element


def _table_of(row: Element) -> Element:
    return next(row.iterancestors(_TBL))


def _tables(placement: Placement) -> Iterator[tuple[Row, str]]:
    """Which table of ours each table of the page is: that of most of its rows."""
    counts: dict[int, dict[str, int]] = {}
    rows: dict[int, Row] = {}
    for place, (table, _key) in placement.rows.items():
        what = placement.items[place].what
        if isinstance(what, Row):
            counts.setdefault(what.table, {}).setdefault(table, 0)
            counts[what.table][table] += 1
            rows.setdefault(what.table, what)
    for number, found in counts.items():
        yield rows[number], max(found, key=lambda table: found[table])


def _written_order(trunk: Trunk) -> list[str]:
    """The report's blocks in the order in which they were written, the number of an attachment before its title."""
    ids = [id for block in trunk.base.blocks for id, _ in block.lines]
    return [one for id in ids for one in (f"{id}/number", id) if one in trunk.base_texts.ids]


def _headings_above(trunk: Trunk, ids: set[str]) -> set[str]:
    """The headings under which some paragraphs of the printed report stand, and those above them."""
    sections = section_of(trunk.base.blocks)
    return {heading for id in ids for heading in _above(id, sections)}


def _above(id: str, sections: dict[str, str]) -> list[str]:
    """The headings under which a paragraph stands, the nearest first."""
    found = []
    heading = sections.get(id)
    while heading is not None:
        found.append(heading)
        heading = sections.get(heading)
    return found


def section_of(blocks: Iterable[Block]) -> dict[str, str]:
    """The heading under which each paragraph of a report stands, by id; a heading's is the one above it."""
    found: dict[str, str] = {}
    open_headings: list[Heading] = []
    for block in blocks:
        if isinstance(block, Heading):
            open_headings = [one for one in open_headings if one.level < block.level]
        for id, _phrase in block.lines:
            if open_headings:
                found[id] = open_headings[-1].id
        if isinstance(block, Heading):
            open_headings.append(block)
    return found


def _marks(element: Element, name: str) -> bool:
    """Whether a bookmark of this name begins in an element."""
    return any(one.get(tag("w:name")) == name for one in element.iter(tag("w:bookmarkStart")))


def fresh_units(trunk: Trunk) -> dict[str, list[Element]]:
    """The elements of each paragraph of ours in the fresh document: with its table, picture, or the number of an attachment."""
    kinds = {block.id: block for block in trunk.new.blocks}
    found: dict[str, list[Element]] = {}
    for id, paragraph in trunk.fresh_paragraphs.items():
        element = paragraph.element
        block = kinds.get(id)
        found[id] = [element]
        if isinstance(block, Table):
            after = element.getnext()
            if after is not None and after.tag == _TBL:
                found[id].append(after)
        if isinstance(block, Chart):
            before, after = element.getprevious(), element.getnext()
            if after is not None and _marks(after, trunk.new.names.picture(id)):  # the house has captions above
                found[id].append(after)
            elif before is not None:
                found[id].insert(0, before)
        number = f"{id}/number"
        if number in trunk.new_texts.fixed:
            before = element.getprevious()
            if before is not None:
                found[id].insert(0, before)
    return found
