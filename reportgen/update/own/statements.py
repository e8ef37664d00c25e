"""What people wrote into passages and tables of ours, in another period: asked about, kept, or left out, as `Options` say.

Words of a person's inside a passage of ours are a statement where they make a clause, or most of one: those were written for the last
period. Single words that were put otherwise are none.
"""

import re
from collections.abc import Iterable, Sequence

from reportgen.compare.merging import Merge, Own, merge
from reportgen.compare.texts import Atom, Text
from reportgen.update.own.open_points import REVIEW_WORDS, Where, place_in_result
from reportgen.update.trunk.entries import Entry, What
from reportgen.update.trunk.trunk import Carry, CommentDraft, Trunk
from reportgen.word.editing.lines import Line, UneditableError
from reportgen.word.memory.memory import OpenPoint, text_digest
from reportgen.word.pages.page import NOTE

_CLAUSE = re.compile(r"[^，,；;。：:！？!?（）()\n]+[，,；;。：:！？!?）)]*")
_SENTENCE_END = re.compile(r"[。；！？\n]")
_LEAST = 4
"""So many letters of a person's in a clause say something."""
_TELLING = 10
"""So many say something even where the rest of the clause is ours."""
_QUOTED = 24

Piece = tuple[int, int]


def ask(  # where it stands, and what is said of it
    trunk: Trunk,
    line: Line,
    span: Piece,
    said: str,
    text: str,
    block: str = "",
    row: str = "",
    where: Where | None = None,
) -> None:
    """Marks what a person wrote for the last period: a comment, an entry, a point; one that is open still has its comment already."""
    digest = text_digest(text)
    known = next(
        (
            old
            for old in trunk.base.points
            if old.kind == "review" and old.text == digest and old.comment in trunk.comments_left
        ),
        None,
    )
    point = known or OpenPoint("review", block, row, comment=text_digest(said), text=digest)
    # each counts: two in one paragraph are two
    trunk.log.entries.append(Entry(What.REVIEW, block, row=row, **(where or {})))  # type: ignore[arg-type]
    trunk.drafts.append(CommentDraft(line, *span, said, point, new=known is None))


def review_words(trunk: Trunk, line: Line, before: int, merged: Merge, block: str, where: Where) -> None:
    """Clauses of a person's in a passage of ours; those beside a conflict are asked about already."""
    carry = trunk.options.paragraphs
    if not trunk.options.next_period:
        return
    text = line.text[before:]
    asked = [_sentence(text, place_in_result(merged, one.start)) for one in merged.conflicts]
    for start, end in own_clauses(text, own_in_result(merged)):
        if any(begin < end and start < close for begin, close in asked):
            continue
        told = {**where, "why": "update.own-words"}
        if carry == "keep":
            trunk.log.add(What.OWN, block, **told)
            continue
        said = review_said(trunk, text[start:end])
        ask(trunk, line, (start + before, end + before), said, text[start:end], block, where=told)


def review_said(trunk: Trunk, words: str) -> str:
    """What the comment says: it quotes the words, so that each comment is another."""
    return trunk.options.words(REVIEW_WORDS).format(words=quoted(words), period=trunk.base.period)


def quoted(words: str) -> str:
    """How words of a person's begin, for a comment."""
    shown = " ".join(words.split())
    return shown if len(shown) <= _QUOTED else shown[:_QUOTED] + "…"


def without_own(
    trunk: Trunk, line: Line, before: int, base: Text, edited: Text, *, carry: Carry, cell: bool = False
) -> tuple[Text, bool]:
    """The text without the clauses that a person added, taken out of the line, too, where they are not to be carried on.

    What a person wrote in the place of words of ours stays: there is nothing to be put there that both would say.
    """
    if not trunk.options.next_period or carry != "drop":
        return edited, False
    own = merge(base, edited, base).own
    pieces = own_in_cell(edited.text, own, base.text) if cell else own_clauses(edited.text, own)
    dropped = False
    for one in reversed(own):
        meant = one.added and any(start < one.end and one.start < end for start, end in pieces)
        if not meant or NOTE in edited.text[one.start : one.end]:
            continue
        try:
            line.replace(one.start + before, one.end + before, [])
        except UneditableError:
            continue
        edited, dropped = _cut(edited, one.start, one.end), True
    return edited, dropped


def own_clauses(text: str, own: Sequence[Own]) -> list[Piece]:
    """The clauses of which most is a person's; those in a row are one piece."""
    found: list[Piece] = []
    for match in _CLAUSE.finditer(text):
        letters = [at for at in range(match.start(), match.end()) if text[at].isalnum()]
        typed = sum(any(one.start <= at < one.end for one in own) for at in letters)
        if typed < _LEAST or (2 * typed < len(letters) and typed < _TELLING):
            continue
        if found and not any(char.isalnum() for char in text[found[-1][1] : match.start()]):
            found[-1] = found[-1][0], match.end()
        else:
            found.append(match.span())
    return found


def own_in_cell(text: str, own: Iterable[Own], printed: str) -> list[Piece]:
    """What a person filled into a cell: anything where it was printed empty, else words that say something."""
    least = _LEAST if printed.strip() else 1
    return [(one.start, one.end) for one in own if sum(map(str.isalnum, text[one.start : one.end])) >= least]


def own_in_result(merged: Merge) -> list[Own]:
    """The pieces of a person's where they stand after the merge."""
    return [Own(place_in_result(merged, one.start), place_in_result(merged, one.end), one.added) for one in merged.own]


def _sentence(text: str, at: int) -> Piece:
    """The sentence in which a place lies."""
    begin = max((one.end() for one in _SENTENCE_END.finditer(text, 0, at)), default=0)
    return begin, next((one.end() for one in _SENTENCE_END.finditer(text, at)), len(text))


def _cut(text: Text, start: int, end: int) -> Text:
    """A text without a piece of it."""
    atoms = []
    for one in text.atoms:
        if one.end <= start:
            atoms.append(one)
        elif one.start >= end:
            atoms.append(Atom(one.start - end + start, one.end - end + start, one.key, one.mark))
    return Text(text.text[:start] + text.text[end:], tuple(atoms))
