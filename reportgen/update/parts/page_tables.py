"""The tables of the Word page itself, of which tags have printed rows and cells: taken anew as a whole, unless hands changed them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportgen.update.own.open_points import unplaced
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.transplant import Transplant
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.blocks.placement import Item, Placement
from reportgen.word.memory.memory import bare
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import Row

_TBL = tag("w:tbl")


@dataclass(slots=True)
class _Table:
    """A table in the text of a page: its lines, and the paragraphs of the Word page in its cells."""

    number: int
    element: Element
    lines: list[Item] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # of each line what was printed there

    @property
    def said(self) -> list[str]:
        """What its lines say."""
        return [bare(one.text) for one in self.lines]


def update_page_tables(trunk: Trunk, transplant: Transplant) -> None:
    """Gives each such table the rows that it has now; of one that hands have changed, joined or parted, says that its figures are the old ones."""
    printing = {id for texts in (trunk.base_texts, trunk.new_texts) for id, phrase in texts.spoken.items() if phrase}
    tables = [one for one in _tables(trunk.placement) if printing & {*one.ids}]
    fresh = list(_tables(trunk.fresh_placement)) if tables else []
    for table in tables:
        twin = max(fresh, key=lambda one: len({*one.ids} & {*table.ids}), default=None)
        if twin is None or not {*twin.ids} & {*table.ids} or twin.said == table.said:
            continue
        others = {id for one in fresh if one is not twin for id in one.ids}  # of a table that was joined to this one
        apart = not others & {*table.ids} and sum(bool({*twin.ids} & {*one.ids}) for one in tables) == 1
        if not trunk.options.sure or trunk.options.tracked or not apart or not _is_as_printed(trunk, table):
            line = trunk.line(table.lines[0].paragraphs[:1])
            now = "; ".join(" ".join(one.text.split()) for one in twin.lines)
            unplaced(trunk, line, table.ids[0], {"table": table.number}, "update.page-table", now)
            continue
        (made,) = transplant.copy([twin.element])
        for one in list(table.element):
            table.element.remove(one)
        table.element.extend(list(made))
        trunk.log.add(What.REFRESHED, table.ids[0], table=table.number)


def _tables(placement: Placement) -> Iterator[_Table]:
    """The tables in whose cells paragraphs of the Word page stand."""
    texts = {one.id: one.text for one in placement.memory.fixed}
    found: dict[int, _Table] = {}
    for place, item in enumerate(placement.items):
        element = next(item.what.element.iterancestors(_TBL), None) if isinstance(item.what, Row) else None
        if element is None or not isinstance(item.what, Row):  # no row, or one that was taken out of a table of ours
            continue
        table = found.setdefault(item.what.table, _Table(item.what.table, element))
        ids = [id for id in placement.owners.get(place, ()) if id in texts]
        table.lines.append(item)
        table.ids += ids
        table.texts.append("".join(texts[id] for id in ids))
    yield from (one for one in found.values() if one.ids)


def _is_as_printed(trunk: Trunk, table: _Table) -> bool:
    """Whether every row stands there as it was printed, none is gone, and nobody has tied a comment to one."""
    order = [one.id for one in trunk.base.fixed]
    places = sorted(order.index(id) for id in table.ids)
    around = order[max(places[0] - 1, 0) : places[-1] + 2]
    gone = {*trunk.placement.missing} & {*around}
    noted = any(paragraph.comments for line in table.lines for paragraph in line.paragraphs)
    return not gone and not noted and table.said == [bare(text) for text in table.texts]
