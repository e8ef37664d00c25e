"""Which lines of the edited document are which paragraphs of ours: one each, several where people split or joined them."""

from dataclasses import dataclass

from reportgen.update.trunk.trunk import Trunk
from reportgen.word.pages.page import Paragraph


@dataclass(slots=True)
class Group:
    """Paragraphs of ours and the lines in which they stand: one each, several where people split or joined them."""

    ids: list[str]
    places: list[int]


def groups_of(trunk: Trunk) -> list[Group]:
    """The paragraphs of ours that stand somewhere, with their lines, in reading order; what stands in a cell of a table is left out."""
    found: dict[int, Group] = {}
    of_id: dict[str, Group] = {}
    items = trunk.placement.items
    for place, ids in sorted(trunk.placement.owners.items()):
        if not isinstance(items[place].what, Paragraph):
            continue
        group = next((of_id[id] for id in ids if id in of_id), None) or Group([], [])
        group.places.append(place)
        group.ids += (id for id in ids if id not in group.ids)
        for id in ids:
            other = of_id.get(id)
            if other is not None and other is not group:
                group.ids += (one for one in other.ids if one not in group.ids)
                group.places += (one for one in other.places if one not in group.places)
                found = {place: one for place, one in found.items() if one is not other}
            of_id.update(dict.fromkeys(group.ids, group))
        group.places.sort()
        found[group.places[0]] = group
    unique: list[Group] = []
    for group in found.values():
        if group not in unique:
            unique.append(group)
    return unique
