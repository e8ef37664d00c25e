"""What is left to the person, from one update to the next: comments are written, renewed, and taken out when they are settled."""

from dataclasses import replace

from reportgen.compare.similarity import similarity
from reportgen.compare.texts import Text, tokens
from reportgen.update.own.open_points import CONFLICT, sentences
from reportgen.update.parts.paragraphs import beginning
from reportgen.update.trunk.entries import Entry, What
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.blocks.printed import label_of
from reportgen.word.editing.comments import remove_anchors
from reportgen.word.memory.memory import OpenPoint, text_digest
from reportgen.word.pages.page import Row

_ALIKE = 0.5
"""A sentence that shares so much with another is that sentence with other numbers or words."""


def write_comments(trunk: Trunk) -> list[OpenPoint]:
    """Ties the comments of all remarks to the text, and gives the points that stay open; a comment that is superseded goes."""
    points: list[OpenPoint] = []
    renewed = {subject(one.point) for one in trunk.drafts if one.point and one.new}
    said = {one.point.comment for one in trunk.drafts if one.point}
    lapsed = {what[1:] for what in renewed if what[0] == "conflict" and what[3]}
    for old in trunk.base.points:
        again = subject(old) in renewed and (old.kind == "stale" or (old.kind == "conflict" and bool(old.value)))
        if (again or (old.kind == "override" and subject(old)[1:] in lapsed)) and old.comment not in said:
            _uncomment(trunk, old.comment)
    for one in trunk.drafts:
        if one.point is not None:
            points.append(one.point)
        if one.new and not (one.point is not None and one.point.comment in trunk.comments_left):
            number = trunk.comments.add(one.said, trunk.options.day)
            one.line.comment(number, one.start, one.end)
    trunk.drafts.clear()
    return points


def subject(point: OpenPoint) -> tuple[str, str, str, str]:
    """What a point is about, the same in every update; in one paragraph several texts of a person's may be asked about."""
    text = point.text if point.kind == "review" else ""
    return point.kind, point.block, point.row, point.figure or text


def still_open(trunk: Trunk, points: list[OpenPoint]) -> list[OpenPoint]:
    """The points of earlier updates that are open still: nobody has deleted the comment or changed the text.

    `points` are those of this update. A comment that quotes what the new report no longer says is written anew, or taken out where
    the text says it, or another comment does.
    """
    told = set(map(subject, points))
    said = {one.comment for one in points}
    found: list[OpenPoint] = []
    for old in trunk.base.points:
        of_text = old.kind == "conflict" and not old.value
        if old.comment not in trunk.comments_left or old.comment in said or (not of_text and subject(old) in told):
            continue
        if old.value:  # the number is no longer another than the one computed, or not there
            _uncomment(trunk, old.comment)
            continue
        kept: OpenPoint | None = old
        if old.kind in ("conflict", "stale") and old.block:
            if trunk.texts_before.get((old.block, old.row)) != old.text:
                continue
            kept = replace(old, text=trunk.texts_after[old.block, old.row])
        if of_text and kept is not None:
            kept = _renewed(trunk, kept, points)
        if kept is None:
            continue
        found.append(kept)
        said_as = {"figure": old.figure, "now": kept.computed, "why": "update.still-open", **_where(trunk, old)}
        entry = Entry(What(old.kind), old.block, old.row, **said_as)  # type: ignore[arg-type]  # fields of Entry
        if entry not in trunk.log.entries or old.kind == "review":  # of which each counts
            trunk.log.entries.append(entry)
    return found


def _renewed(trunk: Trunk, old: OpenPoint, points: list[OpenPoint]) -> OpenPoint | None:
    """A conflict whose comment quotes the report as it would read now; None where nothing is left of it."""
    new = _text(trunk, old)
    if not old.computed or old.computed in new:
        return old
    now = _twins(old.computed, new)
    told = "".join(one.computed for one in points if subject(one) == subject(old))
    says = trunk.says.get((old.block, old.row), "")
    if not now or all(_is_in(one, told) or _is_in(one, says) for one in sentences(now)):
        _uncomment(trunk, old.comment)
        return None
    said = trunk.options.words(CONFLICT).format(now=now)
    for number, text in trunk.comments.own().items():
        if text_digest(text) == old.comment:
            trunk.comments.reword(number, said, trunk.options.day)
    return replace(old, comment=text_digest(said), computed=now)


def _text(trunk: Trunk, point: OpenPoint) -> str:
    """What the new report prints as the paragraph or row of a point."""
    if point.row:
        return "".join(one.text.text for one in trunk.new_texts.cells(point.block, point.row))
    rich = trunk.new_texts.rich(point.block)
    return "" if rich is None else rich.text.text


def _twins(quoted: str, new: str) -> str:
    """The sentences of the new text that stand for those quoted."""
    found = []
    for sentence in sentences(quoted):
        likest = max(sentences(new), key=lambda one: similarity(sentence, one), default="")
        if likest and similarity(sentence, likest) >= _ALIKE and likest not in found:
            found.append(likest)
    return "".join(found)


def _is_in(sentence: str, text: str) -> bool:
    """Whether a sentence stands in a text, be it with words of a person's between its own."""
    likest = max(sentences(text), key=lambda one: similarity(sentence, one), default="")
    rest = iter([one.value for one in tokens(Text(likest))])  # a number is one token: 5 does not stand in 15
    return all(one.value in rest for one in tokens(Text(sentence)) if one.value != " ")


def _uncomment(trunk: Trunk, digest: str) -> None:
    for number, said in trunk.comments.own().items():
        if text_digest(said) == digest:
            trunk.comments.drop(number)
            for root in trunk.page.roots.values():
                remove_anchors(root, number)


def _where(trunk: Trunk, point: OpenPoint) -> dict[str, object]:
    """Where a point is: the number of the paragraph and how it begins, that of the table and of which row; of a person's own text the number."""
    items, text = trunk.placement.items, trunk.base_texts.rich(point.block)
    rows = [at for key, places in trunk.placement.row_places.items() if key[0] == point.block for at in places]
    table = next((what.table for at in rows if isinstance(what := items[at].what, Row)), None)
    if table is not None and (point.row or point.kind == "review"):
        place = trunk.placement.row_places.get((point.block, point.row), ())
        return {"table": table, "text": label_of(items[place[0]].text) if place and point.row else ""}
    places = trunk.placement.places.get(point.block, ())
    found = [one.place for at in places for one in items[at].paragraphs if one.place is not None]
    if found:
        return {"place": found[0], **({"text": beginning(text.text.text)} if text is not None else {})}
    return _where_commented(trunk, point)


def _where_commented(trunk: Trunk, point: OpenPoint) -> dict[str, object]:
    """Where the comment of a point stands that is about a person's own text, or a passage that the report no longer has."""
    own = {number for number, said in trunk.comments.own().items() if text_digest(said) == point.comment}
    tied = [one for one in trunk.page.body if any(piece.what in own for piece in one.comments)]
    if not tied:
        return {}
    # of several that are told the same, the one that says this
    one = next((one for one in tied if text_digest(one.text) == point.text), tied[0])
    return {"place": one.place} if one.spot is None else {"table": one.spot.table}
