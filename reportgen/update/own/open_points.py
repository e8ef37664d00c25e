"""What an update leaves to the person: each as a comment in Word, an entry on the screen, and a point that is remembered."""

import re
from collections.abc import Container, Mapping
from dataclasses import replace

from reportgen.compare.merging import Conflict, Differing, Merge
from reportgen.compare.numerals import numbers
from reportgen.messages import N_
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.rich import FIGURE
from reportgen.update.trunk.trunk import CommentDraft, Trunk
from reportgen.word.editing.lines import Line
from reportgen.word.memory.memory import OpenPoint, text_digest

CONFLICT = N_(
    "By the new data this would read: “{now}”. The text was changed by hand and stays as it is. Once it is changed, or this comment deleted, it is settled."
)
CONFLICT_GONE = N_(
    "By the new data this passage would no longer stand here. The text was changed by hand and stays as it is. Once it is changed, or this comment deleted, it is settled."
)
OVERRIDE = N_("{value} was typed by hand; computed from the ledgers it is {computed}.")
LAPSED = N_(
    "{value} was typed by hand; {before} was computed before, now it is {now}. The number typed by hand no longer holds: please decide."
)
STALE = N_("{value} was typed by hand and equals a figure of the earlier report, which is {now} now: please check.")
STALE_GONE = N_(
    "{value} was typed by hand and equals a figure of the earlier report, which the new one does not have: please check."
)
WORDED = N_(
    "Words were put into this clause by hand, and its number was {before} and is {now} now: please check whether they still hold."
)
ROUNDED = N_("This number is {now} now; please check the words that round it.")
GONE = N_("The new report no longer has this passage. It was changed by hand and stays: please decide.")
GONE_NUMBERS = N_(
    "The new report no longer has this passage. It was changed by hand and stays; its numbers are those of the earlier data: please decide."
)
GONE_HEADING = N_(
    "The new report has neither this heading nor what stood under it. The heading was changed by hand and stays, over nothing: please decide."
)
BETWEEN = N_(", ")
"""Between the cells of a row that is quoted."""
UNPLACED = N_(
    "The new data have this, which could not be put in here: {now}. Once it is put in by hand, delete this comment."
)
REVIEW = N_("This was written by hand for {period}: please check whether it still holds.")
REVIEW_WORDS = N_("“{words}” was written by hand for {period}: please check whether it still holds.")
REVIEW_ROWS = N_(
    "This row (“{words}”; {count} in all) was written by hand for {period}: please check whether it still holds."
)
REVIEW_COLUMN = N_("The column “{words}” was written by hand for {period}: please check whether it still holds.")
REVIEW_CELLS = N_(
    "“{words}” ({count} cells of this column in all) was filled in by hand for {period}: please check whether it still holds."
)
REVIEW_TABLE = N_("This table was made by hand for {period}: please check whether it still holds.")
UNREFERENCED = N_("The table or chart that is mentioned here was deleted: please reword the sentence.")
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？]?")

Where = Mapping[str, object]


def draft_comments(
    trunk: Trunk, line: Line, before: int, merged: Merge, new: str, block: str, where: Where, row: str = ""
) -> None:
    """What a merge leaves open: conflicts, figures typed over, stale numbers, rounded figures."""
    text = trunk.texts_after.get((block, row), "")
    left = is_left(trunk, block, row, trunk.comments_left)
    overtyped = {
        (one.start, one.end): one for one in merged.overtyped if not (left and _is_ours(trunk, one, block, row))
    }
    told: set[str] = set()
    said_now: set[str] = set()
    for conflict in merged.conflicts:
        one = overtyped.pop((conflict.start, conflict.end), None)
        start, end = place_in_result(merged, conflict.start) + before, place_in_result(merged, conflict.end) + before
        for place in [at for at, other in overtyped.items() if not other.now and _is_within(at, conflict)]:
            del overtyped[place]  # nothing is computed there now: the conflict says so
        if one is not None:
            _override(trunk, line, (start, end), one, block, where, row)
            continue
        now = _sentences(new, conflict)
        said_now |= {number.text for number in numbers(now)}
        said = trunk.options.words(CONFLICT).format(now=now) if now else trunk.options.words(CONFLICT_GONE)
        trunk.log.add(What.CONFLICT, block, row=row, now=now, **where)
        if said not in told:
            told.add(said)
            point = OpenPoint("conflict", block, row, comment=text_digest(said), text=text, computed=now)
            trunk.drafts.append(CommentDraft(line, start, end, said, point))
    for one in overtyped.values():
        span = place_in_result(merged, one.start) + before, place_in_result(merged, one.end) + before
        _override(trunk, line, span, one, block, where, row)
    for one in merged.stale:
        if one.now and one.now in said_now:
            continue  # one number, one comment: the conflict says what it would be
        span = place_in_result(merged, one.start) + before, place_in_result(merged, one.end) + before
        _stale(trunk, line, span, one, block, where, row)
    for one in merged.worded:
        said = trunk.options.words(WORDED).format(before=one.before, now=one.now)
        span = place_in_result(merged, one.start) + before, place_in_result(merged, one.start) + len(one.now) + before
        trunk.log.add(What.NOTICE, block, row=row, figure=one.key.removeprefix(FIGURE), why="update.worded", **where)
        trunk.drafts.append(CommentDraft(line, *span, said))
    for rounded in merged.rounded:
        said = trunk.options.words(ROUNDED).format(now=rounded.now)
        span = rounded.at + before, rounded.at + len(rounded.now) + before
        trunk.log.add(
            What.NOTICE, block, row=row, figure=rounded.key.removeprefix(FIGURE), why="update.rounded", **where
        )
        trunk.drafts.append(CommentDraft(line, *span, said))


def is_left(trunk: Trunk, block: str, row: str, comments: Container[str] | None = None) -> bool:
    """Whether an earlier update left a conflict there, its comment one of `comments`: what it left as it stood was typed by nobody."""
    return any(
        old.kind == "conflict"
        and (old.block, old.row, old.figure) == (block, row, "")
        and (comments is None or old.comment in comments)
        and old.text == trunk.texts_before.get((block, row))
        for old in trunk.base.points
    )


def _is_ours(trunk: Trunk, one: Differing, block: str, row: str) -> bool:
    """Whether no earlier update has told that a person typed over a figure."""
    key = block, row, one.key.removeprefix(FIGURE)
    return not any((old.block, old.row, old.figure) == key for old in trunk.base.points if old.value)


def _is_within(piece: tuple[int, int], conflict: Conflict) -> bool:
    return conflict.start <= piece[0] and piece[1] <= conflict.end


def _override(
    trunk: Trunk, line: Line, span: tuple[int, int], one: Differing, block: str, where: Where, row: str
) -> None:
    """A figure that a person typed over: what is computed is said in a comment, once, and again when it has changed."""
    figure = one.key.removeprefix(FIGURE)
    typed = line.text[slice(*span)]
    kept = trunk.options.next_period and trunk.options.overrides == "keep"
    lapsed = bool(one.now) and one.now != one.before and not kept
    if lapsed:
        said = trunk.options.words(LAPSED).format(value=typed, before=one.before, now=one.now)
    else:
        said = trunk.options.words(OVERRIDE).format(value=typed, computed=one.now or one.before)
    kind, computed = "conflict" if lapsed else "override", one.now or one.before
    text = trunk.texts_after.get((block, row), "")
    point = OpenPoint(kind, block, row, figure, text_digest(said), text, typed, computed, trunk.options.day)
    known = next((old for old in trunk.base.points if _is_same(old, point)), None)
    if known is not None and (known.kind != "conflict" or known.comment in trunk.comments_left):
        point = replace(known, text=text)
    what = What.CONFLICT if point.kind == "conflict" else What.OVERRIDE
    why = "update.lapsed" if point.kind == "conflict" else ""
    trunk.log.add(what, block, row=row, figure=figure, before=typed, now=computed, why=why, **where)
    settled = not lapsed and known is None and is_left(trunk, block, row)  # by deleting the comment
    trunk.drafts.append(CommentDraft(line, *span, said, point, new=known is None and not settled))


def _is_same(old: OpenPoint, new: OpenPoint) -> bool:
    """Whether a figure typed over is one that was told before: the same number, and nothing new computed."""
    return (old.block, old.row, old.figure, old.value, old.computed) == (
        new.block,
        new.row,
        new.figure,
        new.value,
        new.computed,
    )


def _stale(trunk: Trunk, line: Line, span: tuple[int, int], one: Differing, block: str, where: Where, row: str) -> None:
    figure, typed = one.key.removeprefix(FIGURE), line.text[slice(*span)]
    said = trunk.options.words(STALE if one.now else STALE_GONE).format(value=typed, now=one.now)
    trunk.log.add(What.STALE, block, row=row, figure=figure, before=typed, now=one.now, **where)
    point = OpenPoint("stale", block, row, figure, text_digest(said), trunk.texts_after.get((block, row), ""))
    trunk.drafts.append(CommentDraft(line, *span, said, point))


def gone(
    trunk: Trunk, line: Line, block: str, where: Where, row: str = "", *, numbered: bool = False, bare: bool = False
) -> None:
    """A passage that the new report no longer has, kept because a person changed it.

    `numbered` says that it has numbers, which are the old ones; `bare` that it is a heading over nothing.
    """
    said = trunk.options.words(GONE_HEADING if bare else GONE_NUMBERS if numbered else GONE)
    trunk.log.add(What.GONE, block, row=row, **where)
    point = OpenPoint("gone", block, row, comment=text_digest(said), text=text_digest(line.text))
    trunk.drafts.append(CommentDraft(line, 0, len(line.text), said, point))


def unplaced(trunk: Trunk, line: Line, block: str, where: Where, why: str, now: str, row: str = "") -> None:
    """Something new for which there is no place in a table as people changed it: a comment there says what it is."""
    said = trunk.options.words(UNPLACED).format(now=now)
    trunk.log.add(What.UNPLACED, block, row=row, now=now, why=why, **where)
    point = OpenPoint("unplaced", block, row, comment=text_digest(said), computed=now)
    trunk.drafts.append(CommentDraft(line, 0, len(line.text), said, point))


def place_in_result(merged: Merge, at: int) -> int:
    """Where a place of the edited text is in the result."""
    moved = at
    for one in merged.changes:
        if one.end <= at and (one.start < at or one.start == one.end):
            length = len(one.text) if one.text is not None else one.new_end - one.new_start
            moved += length - (one.end - one.start)
    return moved


def _sentences(new: str, conflict: Conflict) -> str:
    """The sentences of the new text in which a conflict lies."""
    found = [
        match[0].strip()
        for match in _SENTENCE.finditer(new)
        if match[0].strip() and match.start() <= conflict.new_end and conflict.new_start < match.end()
    ]
    return "".join(found)


def sentences(text: str) -> list[str]:
    """The sentences of a text, parted where 。；！？ stand."""
    return [match[0].strip() for match in _SENTENCE.finditer(text) if match[0].strip()]
