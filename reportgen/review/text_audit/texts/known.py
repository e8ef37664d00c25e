"""What is known of a text beforehand: which pieces of it print a figure, and which are names that hold digits.

Whoever has made a document, or has its memory, knows where its figures stand. A number there is what its figure says, and ends
where the figure ends: `窗口360件` is 60 cases of window 3. Of a text of which nothing is known every number is read by pattern.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportgen.word.pages.page import NOTE, Page, Paragraph

_TELLING = 3  # digits that are a name by themselves (12345, 110); fewer may be any number


@dataclass(frozen=True, slots=True)
class KnownPiece:
    """A piece of a text, from `start` to before `end`: a number of its own, or, with `name`, a name that holds digits.

    `figure` is the id of the figure that it prints as it should; "" where no figure answers for the number: a person declared it.
    """

    start: int
    end: int
    figure: str = ""
    name: bool = False

    def shifted(self, by: int) -> "KnownPiece":
        """The same piece where `by` characters more stand before it."""
        return KnownPiece(self.start + by, self.end + by, self.figure, self.name) if by else self


Known = Mapping[Paragraph, tuple[KnownPiece, ...]]
"""What is known of the paragraphs of a page, those left out of which nothing is."""


def with_names(known: Known, page: Page, names: Iterable[str]) -> Known:
    """What is known, and where the `names` that hold digits stand; a number that is a figure is no name."""
    pattern = _pattern(names)
    if pattern is None:
        return known
    found = dict(known)
    for paragraph in page.paragraphs:
        pieces = found.get(paragraph, ())
        named = [KnownPiece(one.start(), one.end(), name=True) for one in pattern.finditer(paragraph.text)]
        named = [one for one in named if not any(one.start < other.end and other.start < one.end for other in pieces)]
        if named:
            found[paragraph] = tuple(sorted((*pieces, *named), key=lambda one: one.start))
    return found


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the names that hold digits, the longest first."""
    told = {name for name in names if re.search(r"\d", name) and (not name.isdecimal() or len(name) >= _TELLING)}
    ordered = sorted(told, key=lambda name: (-len(name), name))
    spelled = (rf"(?<!\d){re.escape(name)}" if name[0].isdecimal() else re.escape(name) for name in ordered)
    return re.compile("|".join(spelled)) if told else None


def without_notes(text: str, pieces: Sequence[KnownPiece]) -> tuple[KnownPiece, ...]:
    """The pieces of a text from which the signs of notes are taken out."""
    if NOTE not in text:
        return tuple(pieces)
    return tuple(
        replace(one, start=one.start - text.count(NOTE, 0, one.start), end=one.end - text.count(NOTE, 0, one.end))
        for one in pieces
    )


def within(pieces: Sequence[KnownPiece], start: int, end: int) -> tuple[KnownPiece, ...]:
    """The pieces that lie in a stretch of a text, counted from its beginning."""
    return tuple(one.shifted(-start) for one in pieces if start <= one.start and one.end <= end)


def meeting(pieces: Sequence[KnownPiece], start: int, end: int) -> tuple[KnownPiece, ...]:
    """The pieces that share a character with a stretch of a text, counted from its beginning."""
    return tuple(one.shifted(-start) for one in pieces if one.start < end and start < one.end)


def printing(text: str, pieces: Sequence[KnownPiece]) -> bool:
    """Whether a text holds digits, and each of them prints a figure."""
    covered = {at for one in pieces if one.figure for at in range(one.start, one.end)}
    return bool(covered) and all(at in covered for at, char in enumerate(text) if char.isdecimal())


def naming(text: str, pieces: Sequence[KnownPiece]) -> bool:
    """Whether a text is nothing but a name."""
    return any(one.name and text[one.start : one.end] == text.strip() for one in pieces)


def edges(text: str, pieces: Sequence[KnownPiece]) -> Iterator[tuple[int, int, bool]]:
    """The stretches of a text within which a number is read: to the beginning of a figure on which digits run, to its end where they run on.

    Names are stretches of their own, which the third value says.
    """
    cuts = {0, len(text)}
    names = [one for one in pieces if one.name]
    for one in pieces:
        if one.name:
            cuts |= {one.start, one.end}
            continue
        cuts |= {at for at in (one.start, one.end) if 0 < at < len(text) and text[at - 1 : at + 1].isdecimal()}
    marks = sorted(cuts)
    for start, end in pairwise(marks):
        yield start, end, any(one.start <= start and end <= one.end for one in names)
