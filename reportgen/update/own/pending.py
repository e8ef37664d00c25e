"""Figures inside what a person inserted with tracked changes, not accepted yet: the person's text, which is never altered, only told."""

from collections.abc import Sequence
from dataclasses import replace

from reportgen.compare.merging import Differing, Merge
from reportgen.compare.texts import Atom, Text, same
from reportgen.update.own.open_points import STALE, STALE_GONE, Where
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.rich import FIGURE
from reportgen.update.trunk.trunk import CommentDraft, Trunk
from reportgen.word.editing.lines import Line
from reportgen.word.editing.revisions import AUTHOR
from reportgen.word.packages.names import tag
from reportgen.word.pages.page import Change, Paragraph

PENDING = "p:"
"""How the key of such a figure begins: it is no figure of the printed text."""
_INS, _AUTHOR = tag("w:ins"), tag("w:author")


def as_written(trunk: Trunk, text: Text, paragraphs: Sequence[Paragraph], before: int = 0) -> Text:
    """The text of some paragraphs, without its first `before` characters, with figures that wait to be accepted as a person's.

    A number that a person typed over a figure is known for one already and stays a figure.
    """
    spans = _pending(paragraphs, before)
    if not spans:
        return text
    atoms = (
        replace(one, key=PENDING + one.key)
        if one.key.startswith(FIGURE)
        and any(start <= one.start and one.end <= end for start, end in spans)
        and same(_printed(trunk, one), text.of(one))
        else one
        for one in text.atoms
    )
    return Text(text.text, tuple(atoms))


def with_pending(trunk: Trunk, merged: Merge, edited: Text) -> Merge:
    """The merge with figures that wait, and say something else now, as numbers out of date; those in a conflict are told there."""
    found = [
        one
        for one in _outdated(trunk, edited)
        if not any(other.start < one.end and one.start < other.end for other in merged.conflicts)
        and not any(other.start < one.end and one.start < other.end for other in merged.changes)
    ]
    return replace(merged, stale=(*merged.stale, *found)) if found else merged


def tell_pending(trunk: Trunk, line: Line, edited: Text, where: Where) -> None:
    """The same in a copy of ours."""
    for one in _outdated(trunk, edited):
        value, figure = edited.text[one.start : one.end], one.key.removeprefix(FIGURE)
        said = trunk.options.words(STALE if one.now else STALE_GONE).format(value=value, now=one.now)
        trunk.log.add(What.NOTICE, "", figure=figure, before=value, now=one.now, why="update.repeated", **where)
        trunk.drafts.append(CommentDraft(line, one.start, one.end, said))


def _outdated(trunk: Trunk, edited: Text) -> list[Differing]:
    found = []
    for one in edited.atoms:
        if not one.key.startswith(PENDING):
            continue
        figure = replace(one, key=one.key.removeprefix(PENDING))
        now = trunk.fresh_figure(figure) or ""
        if not same(now, edited.of(one)):
            found.append(Differing(one.start, one.end, figure.key, edited.of(one), now))
    return found


def _printed(trunk: Trunk, atom: Atom) -> str:
    was = trunk.was_printed(atom) if atom.mark else None
    return trunk.base.figures.get(atom.key.removeprefix(FIGURE), "") if was is None else was


def _pending(paragraphs: Sequence[Paragraph], before: int) -> list[tuple[int, int]]:
    """The pieces of a text that people inserted, those side by side as one."""
    found: list[tuple[int, int]] = []
    at = -before
    for paragraph in paragraphs:
        for run in paragraph.runs:
            holder = next(run.element.iterancestors(_INS), None) if run.change is Change.INSERTED else None
            if holder is None or holder.get(_AUTHOR) == AUTHOR or run.start == run.end:
                continue
            if found and found[-1][1] == run.start + at:
                found[-1] = found[-1][0], run.end + at
            else:
                found.append((run.start + at, run.end + at))
        at += len(paragraph.text) + 1
    return found
