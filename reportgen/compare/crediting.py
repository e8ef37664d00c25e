"""Figures of a text that a person put in another order by typing -> each credited to the words before it again.

Who types 乙（20件）、甲（45件） over 甲（45件）、乙（20件） leaves the bookmarks where they were: the mark of the first figure
stands at the second's number. The words and the number together tell which figure it is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.compare.texts import Atom, Text


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an atom stands: behind which label, as the how manieth."""

    label: str
    nth: int


def credited(base: Text, edited: Text) -> Text:
    """The edited text, its figures known by the words before them where that is told by the printed numbers, too.

    Only where the figures are exchanged among themselves: each has one place before and behind. Else the text as it is.
    """
    labels = [_label(base, one) for one in base.atoms]
    named = {label for label, many in Counter(labels).items() if label and many == 1}
    home = {place: atom for atom, place in _placed(labels, base.atoms, named)}
    found: list[Atom] = []
    for atom, place in _placed([_named(_label(edited, one), named) for one in edited.atoms], edited.atoms, named):
        owner = home.get(place) if place.label else None
        if owner is None or owner.key == atom.key or base.of(owner) != edited.of(atom):
            found.append(atom)
        else:
            found.append(replace(atom, key=owner.key, mark=owner.mark))
    if found == list(edited.atoms) or Counter(one.key for one in found) != Counter(one.key for one in edited.atoms):
        return edited
    return Text(edited.text, tuple(found))


def _label(text: Text, atom: Atom) -> str:
    """The words before an atom, back to the last sign or number."""
    begin = max((one.end for one in text.atoms if one.end <= atom.start), default=0)
    pieces = re.split(r"[\W\d_]+", text.text[begin : atom.start].rstrip("（(“ "))
    return pieces[-1]


def _named(label: str, named: set[str]) -> str:
    """The printed label that a label ends with or is the end of (主要在甲 is 甲); itself where there is not just one."""
    if label in named or not label:
        return label
    found = [one for one in named if label.endswith(one) or one.endswith(label)]
    return found[0] if len(found) == 1 else label


def _placed(labels: Sequence[str], atoms: Sequence[Atom], named: set[str]) -> list[tuple[Atom, _Place]]:
    """Atoms with their places: what has no label of its own follows the last that has one."""
    found = []
    label, nth = "", 0
    for one, atom in zip(labels, atoms, strict=True):
        label, nth = (one, 0) if one in named else (label, nth + 1)
        found.append((atom, _Place(label, nth)))
    return found
