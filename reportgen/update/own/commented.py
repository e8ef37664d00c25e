"""Comments of people's whose words were replaced by others of the new data: they stay where they are, and it is said on what they were made."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from reportgen.compare.merging import Merge
from reportgen.messages import N_
from reportgen.update.own.open_points import Where, place_in_result
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.trunk import CommentDraft, Trunk
from reportgen.word.editing.lines import Line

REPLACED = N_(
    "The comment of {author} was made on “{words}”. The new data have put another text here: please see whether the comment still applies."
)
_SAME = 0.5
"""So much of the words is still there: the comment is at home."""
_QUOTED = 40


def told_comments(trunk: Trunk, line: Line, before: int, merged: Merge, block: str, where: Where) -> None:
    """Says of each comment of a person's on a line whether its words are others now; numbers alone do not count."""
    if not merged.changes or (trunk.options.next_period and trunk.options.comments == "drop"):
        return
    old = "\n".join(one.text for one in line.paragraphs)[before:]
    grown = sum(
        place_in_result(merged, one.end) - place_in_result(merged, one.start) - one.end + one.start
        for one in merged.changes
    )
    if len(old) + grown != len(line.text) - before:
        return  # what a person wrote was left out before: then nothing stands where it stood
    for author, start, end in _foreign(trunk, line, before):
        if not _is_replaced(line, before, merged, old, start, end):
            continue
        words = " ".join(old[start:end].split())
        words = words if len(words) <= _QUOTED else words[:_QUOTED] + "…"
        said = trunk.options.words(REPLACED).format(author=author, words=words)
        met = [one for one in merged.changes if one.start < end and start < one.end]
        first = before + place_in_result(merged, min(one.start for one in met))
        last = before + place_in_result(merged, max(one.end for one in met))
        trunk.log.add(What.NOTICE, block, why="update.comment-replaced", **where)
        trunk.drafts.append(CommentDraft(line, min(first, len(line.text)), min(last, len(line.text)), said))


def _foreign(trunk: Trunk, line: Line, before: int) -> Iterator[tuple[str, int, int]]:
    """The comments of people on a line: who made them, and on which piece of it as it was."""
    people = set(trunk.comments.foreign())
    authors = {one.id: one.author for one in trunk.page.comments}
    at = -before
    for paragraph in line.paragraphs:
        for one in paragraph.comments:
            if one.what in people:
                yield authors.get(one.what, ""), max(one.start + at, 0), max(one.end + at, 0)
        at += len(paragraph.text) + 1


def _is_replaced(line: Line, before: int, merged: Merge, old: str, start: int, end: int) -> bool:
    """Whether less than half of the letters of a piece are still there; of a change those that both texts have count."""
    letters = [at for at in range(start, end) if old[at].isalpha()]
    if not letters:
        return False
    still = {at for at in letters if not any(one.start <= at < one.end for one in merged.changes)}
    for change in merged.changes:
        first, last = place_in_result(merged, change.start), place_in_result(merged, change.end)
        now = line.text[before + first : before + last]
        matcher = SequenceMatcher(None, old[change.start : change.end], now, autojunk=False)
        for block in matcher.get_matching_blocks():
            if block.size > 1:
                still |= {
                    at for at in range(change.start + block.a, change.start + block.a + block.size) if at in letters
                }
    return len(still & set(letters)) < _SAME * len(letters)
