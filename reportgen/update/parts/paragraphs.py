"""Paragraphs of ours -> with what is new: each text merged with what people made of it, and written where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.compare.merging import Change, Conflict, Merge, merge
from reportgen.compare.texts import Atom, Text, same
from reportgen.model.reports.narratives import AttachmentLine, Chart, Heading, Table
from reportgen.update.own.commented import told_comments
from reportgen.update.own.open_points import draft_comments, is_left
from reportgen.update.own.pending import as_written, tell_pending, with_pending
from reportgen.update.own.statements import review_words, without_own
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.groups import Group, groups_of
from reportgen.update.trunk.rich import EMPTY, FIGURE, Rich, joined, standing
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.blocks.placement import Item, Standing
from reportgen.word.blocks.prefixes import number_before
from reportgen.word.editing.lines import Line, Part, UneditableError
from reportgen.word.memory.marks import original_name
from reportgen.word.memory.memory import text_digest
from reportgen.word.pages.page import Paragraph, Stretch

_LEAST_KNOWN = 4
"""So many figures of a block are a block; all of them another's: somebody pasted another report's text over ours."""
_NEARLY_ALL = 0.8
_SHOWN = 24


@dataclass(slots=True)
class Written:
    """A group after its merge: its line, how much of the line's beginning is a number, and what the merge gave."""

    group: Group
    line: Line
    before: int
    merge: Merge


def update_paragraphs(trunk: Trunk) -> list[Written]:
    """Merges and writes every group, refreshes figures that stand in other texts; gives what was done."""
    done = [_update(trunk, group) for group in groups_of(trunk)]
    owned = {place for one in done for place in one.group.places}
    for place, item in enumerate(trunk.placement.items):
        if place in owned or not isinstance(item.what, Paragraph) or item.what.contents:
            continue
        figures = trunk.placement.figures.get(place, ())
        if figures or place in trunk.placement.copies:
            _refresh_elsewhere(trunk, place, figures)
    return done


def _update(trunk: Trunk, group: Group) -> Written:
    items = [trunk.placement.items[place] for place in group.places]
    paragraphs = tuple(paragraph for item in items for paragraph in item.paragraphs)
    line = trunk.line(paragraphs)
    edited = _standing(trunk, group, line.text)
    base = joined(_base(trunk, id, edited) for id in group.ids)
    before = _number(trunk, group, line.text, base.text.text)
    edited = as_written(trunk, _shifted(edited, before), paragraphs, before)
    known = [rich for id in group.ids if (rich := trunk.new_texts.rich(id)) is not None]
    new = joined(known) if known else base  # what is gone is taken out whole, or stays whole
    base = _believed(trunk, base, edited, new)
    for id in group.ids:
        trunk.texts_before[id, ""] = text_digest(line.text[before:])
    edited, dropped = without_own(trunk, line, before, base.text, edited, carry=trunk.options.paragraphs)
    merged = merge(
        base.text,
        edited,
        new.text,
        lambda atom: moved_figure(trunk, atom, edited),
        typed_over=trunk.options.keeps_typed,
    )
    merged = with_pending(trunk, merged, edited)
    waiting = any(is_left(trunk, id, "") for id in group.ids)  # its old figures are the program's own
    if not trunk.options.sure and base is new:  # whose words those are nobody knows
        merged = Merge(edited.text, edited.atoms, edited=True)
    pasted = not waiting and _is_pasted(merged, base.text)
    if pasted:
        merged = Merge(edited.text, edited.atoms, edited=True)
    written = Written(group, line, before, _write(line, merged, base, new, before))
    for id in group.ids:
        trunk.says[id, ""] = line.text[before:]
        trunk.texts_after[id, ""] = text_digest(line.text[before:])
    _mark(trunk, written, items)
    told_comments(
        trunk, line, before, merged, group.ids[0], {"place": _place(trunk, group), "text": beginning(base.text.text)}
    )
    _tell(trunk, written, base.text, pasted=pasted, dropped=dropped)
    return written


def _base(trunk: Trunk, id: str, edited: Text) -> Rich:
    """What was printed as a paragraph; of one whose text was dropped because a person had deleted it, what stands there now."""
    rich = trunk.base_texts.rich(id) or EMPTY
    if rich.text.text or id not in trunk.base.digests or not edited.text.strip():
        return rich
    if trunk.base.digests[id] == text_digest(edited.text):
        return Rich(edited)
    return trunk.new_texts.rich(id) or rich


def _believed(trunk: Trunk, base: Rich, edited: Text, new: Rich) -> Rich:
    """What is taken for the printed text where nobody remembers it: what stands there, if it is the new text but for its numbers."""
    if trunk.options.sure:
        return base
    return Rich(edited) if shape(edited) == shape(new.text) else new


def shape(text: Text) -> str:
    """A text with all its figures alike."""
    pieces, at = [], 0
    for atom in text.atoms:
        pieces += [text.text[at : atom.start], "#"]
        at = atom.end
    return "".join("".join([*pieces, text.text[at:]]).split())


def _standing(trunk: Trunk, group: Group, text: str) -> Text:
    """The text of a group as it stands, its figures and references told."""
    figures: list[Standing] = []
    fields: list[Stretch] = []
    at = 0
    for place in group.places:
        item = trunk.placement.items[place]
        for one in trunk.placement.figures.get(place, ()):
            figures.append(Standing(one.figure, one.block, one.mark, one.start + at, one.end + at, one.copied))
        figures += _copied(trunk, item, at, figures)
        fields += (Stretch(one.start + at, one.end + at, one.what) for one in item.fields)
        at += len(item.text) + 1
    return standing(text, figures, fields, trunk.targets)


def _copied(trunk: Trunk, item: Item, at: int, known: Sequence[Standing]) -> list[Standing]:
    """The figures of a clause that was copied into a line: whole numerals that say what is printed where they came from."""
    found = []
    for one in item.marks:
        mark = trunk.base.marks.get(original_name(one.what) or "")
        text = item.text[one.start : one.end]
        taken = any(one.start + at < other.end and other.start < one.end + at for other in known)
        if mark is None or mark.figure is None or taken or not same(trunk.base.figures.get(mark.figure, ""), text):
            continue
        if not _digits_meet(item.text, one.start) and not _digits_meet(item.text, one.end):
            found.append(Standing(mark.figure, mark.block, "", one.start + at, one.end + at, copied=True))
    return found


def _digits_meet(text: str, at: int) -> bool:
    return text[max(at - 1, 0) : at].isdigit() and text[at : at + 1].isdigit()


def _number(trunk: Trunk, group: Group, text: str, base: str) -> int:
    """How much of a line's beginning is the number or label of a heading or caption."""
    block = next((one for one in trunk.base.blocks if any(id == group.ids[0] for id, _ in one.lines)), None)
    if not isinstance(block, Heading | Table | Chart | AttachmentLine):
        return 0
    length = number_before(text)
    if not length or same(text[: len(base)], base):
        return 0
    return length


def _shifted(text: Text, by: int) -> Text:
    """A text without its beginning."""
    if not by:
        return text
    atoms = (Atom(one.start - by, one.end - by, one.key, one.mark) for one in text.atoms if one.start >= by)
    return Text(text.text[by:], tuple(atoms))


def moved_figure(trunk: Trunk, atom: Atom, edited: Text) -> str | None:
    """What a figure that was moved here says now, unless a person typed over it."""
    was = trunk.was_printed(atom) if atom.mark else trunk.base.figures.get(atom.key.removeprefix(FIGURE))
    return trunk.fresh_figure(atom) if was is not None and same(was, edited.of(atom)) else None


def _is_pasted(merged: Merge, base: Text) -> bool:
    """Whether nearly all figures of a text are others: another report's text stands there, of which is asked once."""
    figures = [atom for atom in base.atoms if atom.key.startswith(FIGURE)]
    return len(figures) >= _LEAST_KNOWN and len(merged.overtyped) >= _NEARLY_ALL * len(figures)


def _write(line: Line, merged: Merge, base: Rich, new: Rich, before: int) -> Merge:
    """Writes what a merge changes, from the end to the beginning; what cannot be written is a conflict."""
    refused: list[Change] = []
    for change in reversed(merged.changes):
        try:
            line.replace(change.start + before, change.end + before, parts_of(change, new), base.is_bold(change.old))
        except UneditableError:
            refused.append(change)
    if not refused:
        return merged
    conflicts = [*merged.conflicts]
    conflicts += (Conflict(one.start, one.end, one.new_start, one.new_end) for one in refused)
    taken = [change for change in merged.changes if change not in refused]
    return replace(
        merged, text=line.text[before:], atoms=(), changes=tuple(taken), conflicts=tuple(conflicts), refreshed=()
    )


def parts_of(change: Change, new: Rich) -> list[Part]:
    """What is written for a change."""
    return [Part(change.text)] if change.text is not None else new.cut(change.new_start, change.new_end)


# --- bookmarks ------------------------------------------------------------------------------------------------------------


def _mark(trunk: Trunk, written: Written, items: Sequence[Item]) -> None:
    """Bookmarks where the figures of a group stand now, and round the whole where its own is lost."""
    line, before, merged = written.line, written.before, written.merge
    wanted = [(one.mark, one.start + before, one.end + before) for one in merged.atoms if one.mark in trunk.new.marks]
    place_marks(trunk, line, items, wanted, changed=bool(merged.changes))
    present = {original_name(one.what) or one.what for item in items for one in item.marks if one.start < one.end}
    _mark_number(trunk, written, present)
    for id in written.group.ids:
        old, new = trunk.block_marks.get(id, ""), trunk.new.names.block(id)
        if new in trunk.new.marks and not present & {old, new} and line.text.strip():
            trunk.bookmarks.remove((old, new))
            trunk.mark(line, new, before, len(line.text.partition("\n")[0]))
            break


def _mark_number(trunk: Trunk, written: Written, present: set[str]) -> None:
    """A bookmark round the number of a caption, at which mentions point, where it is lost."""
    id = written.group.ids[0]
    name = trunk.new.names.number(id)
    number = written.line.text[: written.before].rstrip()
    old = {known for known, mark in trunk.base.marks.items() if mark.kind == "number" and mark.block == id}
    if name in trunk.new.marks and number and not present & {name, *old}:
        trunk.bookmarks.remove((name, *old))
        trunk.mark(written.line, name, 0, len(number))


def place_marks(
    trunk: Trunk, line: Line, items: Sequence[Item], wanted: Sequence[tuple[str, int, int]], *, changed: bool
) -> None:
    """Puts the bookmarks of figures where they belong, unless they all stand there: (name, start, end) in the line."""
    found: list[tuple[str, int, int]] = []
    at = 0
    for item in items:
        found += ((one.what, one.start + at, one.end + at) for one in item.marks if _is_figure(trunk, one.what))
        at += len(item.text) + 1
    if not changed and sorted(found) == sorted(wanted):
        trunk.marked |= {name for name, _, _ in wanted}
        return
    left = [one for one in wanted if one[0] not in trunk.marked]
    trunk.bookmarks.remove({name for name, _, _ in (*found, *left)} - trunk.marked)
    for name, start, end in left:
        trunk.mark(line, name, start, end)


def _is_figure(trunk: Trunk, name: str) -> bool:
    mark = trunk.base.marks.get(name) or trunk.new.marks.get(name)
    return mark is not None and mark.kind == "figure"


# --- what is told ---------------------------------------------------------------------------------------------------------


def _tell(trunk: Trunk, written: Written, base: Text, *, pasted: bool, dropped: bool) -> None:
    """What became of a group, and what is left to the person."""
    group, merged = written.group, written.merge
    where = {"place": _place(trunk, group), "text": beginning(base.text)}
    block = group.ids[0]
    if trunk.placement.items[group.places[0]].paragraphs[0].part != trunk.page.package.document:
        where["place"] = None
    if dropped:
        trunk.log.add(What.REMOVED, block, why="update.own-dropped", **where)
    for figure in merged.refreshed:
        trunk.log.add(
            What.REFRESHED, block, figure=figure.key.removeprefix(FIGURE), before=figure.before, now=figure.now, **where
        )
    if merged.changes and not merged.refreshed:
        trunk.log.add(What.REFRESHED, block, **where)
    living = len(group.places) == 1 and same(written.line.paragraphs[0].lasting[written.before :], base.text)
    if merged.edited and not merged.conflicts and not living:
        trunk.log.add(What.KEPT, block, **where)
    if pasted:
        trunk.log.add(What.UNSURE, block, why="update.pasted", **where)
    elif all(id in trunk.new_texts.phrases or id in trunk.new_texts.fixed for id in group.ids):
        draft_comments(trunk, written.line, written.before, merged, _new_text(trunk, group), block, where)
        if block in trunk.base_texts.phrases:  # what is changed in the letterhead states nothing
            review_words(trunk, written.line, written.before, merged, block, where)


def _new_text(trunk: Trunk, group: Group) -> str:
    return "".join(rich.text.text for id in group.ids if (rich := trunk.new_texts.rich(id)) is not None)


def _place(trunk: Trunk, group: Group) -> int | None:
    found = trunk.placement.items[group.places[0]].paragraphs
    return next((one.place for one in found if one.place is not None), None)


def beginning(text: str) -> str:
    """How a text of ours begins, for a screen."""
    line = text.strip().partition("\n")[0]
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


# --- elsewhere ------------------------------------------------------------------------------------------------------------


def _refresh_elsewhere(trunk: Trunk, place: int, figures: Sequence[Standing]) -> None:
    """Figures in a text of a person's own, or in a copy of ours, say what they say now; a copy with other figures is quoted history."""
    item = trunk.placement.items[place]
    edited = as_written(trunk, standing(item.text, figures, (), {}), item.paragraphs)
    copy = trunk.placement.copies.get(place)
    where = {"place": item.paragraphs[0].place, "text": ""}
    if copy is not None and any(not is_as_printed(trunk, atom, edited) for atom in edited.atoms):
        trunk.log.add(What.QUOTED, copy if isinstance(copy, str) else copy[0], **where)
        return
    line = trunk.line(item.paragraphs)
    merged = merge(Text(""), edited, Text(""), lambda atom: moved_figure(trunk, atom, edited))
    if merged.changes:
        _write(line, merged, EMPTY, EMPTY, 0)
        for one in merged.refreshed:
            figure = one.key.removeprefix(FIGURE)
            trunk.log.add(What.REFRESHED, "", figure=figure, before=one.before, now=one.now, **where)
    if copy is not None:
        tell_pending(trunk, line, edited, where)
    if copy is None:
        renamed = [(trunk.renamed.get(one.mark, one.mark), one.start, one.end) for one in merged.atoms]
        place_marks(trunk, line, [item], renamed, changed=bool(merged.changes))


def is_as_printed(trunk: Trunk, atom: Atom, edited: Text) -> bool:
    """Whether a figure says what was printed at its bookmark."""
    was = trunk.was_printed(atom)
    return was is not None and same(was, edited.of(atom))
