"""Where each entry of an update is, and what it is about, as a reader sees it: a place for every one, rows by their first cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportgen.messages import N_
from reportgen.model.reports.narratives import HEADER_ROWS
from reportgen.update.trunk.entries import Entry, What
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.blocks.printed import label_of
from reportgen.word.pages.page import Row, Story

_HEADER = N_("the header row")


def located(trunk: Trunk, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries with places: of what stands in the edited document its own, of what does not the paragraph behind which it would."""
    tables, paragraphs = _tables(trunk), _paragraphs(trunk)
    around = _around(trunk)
    orders = (trunk.new_texts.ids, trunk.base_texts.ids)
    found = []
    for entry in entries:
        one = _named(trunk, entry)
        if one.place is None and one.table is None:
            if one.block in around:
                one = replace(one, around=True)
            elif one.block in tables and (one.row or one.block not in paragraphs):
                one = replace(one, table=tables[one.block])
            elif one.block in paragraphs:
                one = replace(one, place=paragraphs[one.block])
            elif one.block:
                one = replace(one, behind=_behind(one.block, orders, paragraphs))
        found.append(one)
    return tuple(found)


def _named(trunk: Trunk, entry: Entry) -> Entry:
    """An entry about a row with the row's label as it was printed, else as it would be."""
    if entry.row and (entry.block in trunk.base.tables or entry.block in trunk.new.tables):
        for texts in (trunk.base_texts, trunk.new_texts):
            cells = [cell.text.text for cell in texts.cells(entry.block, entry.row)]
            label = label_of("\t".join(cells)) or next((text for text in cells if text.strip()), "")
            if label:
                return replace(entry, text=label)
    whole_row = entry.what in (What.KEPT, What.DELETED) and entry.table is not None and not entry.why
    if whole_row and entry.row in HEADER_ROWS and entry.block and not entry.text:
        return replace(entry, text=trunk.options.words(_HEADER))
    return entry


def _tables(trunk: Trunk) -> Mapping[str, int]:
    """The number of each table of ours in the edited document."""
    found: dict[str, int] = {}
    for place, (table, _key) in sorted(trunk.placement.rows.items()):
        what = trunk.placement.items[place].what
        if isinstance(what, Row):
            found.setdefault(table, what.table)
    return found


def _paragraphs(trunk: Trunk) -> Mapping[str, int]:
    """The number of the paragraph in which each text of ours stands there."""
    items = trunk.placement.items
    found: dict[str, int] = {}
    for id, places in trunk.placement.places.items():
        place = next((one.place for at in places for one in items[at].paragraphs if one.place is not None), None)
        if place is not None:
            found[id] = place
    return found


def _around(trunk: Trunk) -> frozenset[str]:
    """What the Word template has in headers and footers."""
    fixed = (*trunk.base.fixed, *trunk.new.fixed)
    return frozenset(one.id for one in fixed if one.story in (Story.HEADER, Story.FOOTER))


def _behind(block: str, orders: Sequence[Sequence[str]], paragraphs: Mapping[str, int]) -> int | None:
    """The paragraph behind which something stands in the new report, or stood in the printed one; 0 at the beginning, None where it is in neither."""
    for order in orders:
        if block in order:
            before = order[: order.index(block)]
            return next((paragraphs[id] for id in reversed(before) if id in paragraphs), 0)
    return None
