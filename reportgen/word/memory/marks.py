"""The names of the hidden bookmarks that give the report its memory.

Word hides a bookmark whose name begins with an underscore and keeps it through edits and re-saves. A name has at most 40
characters, so ids are hashed, together with the identity of the report: a paragraph that was pasted from another quarter's
report brings names that this one does not know. The memory says which bookmark is which.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from reportgen.model.reports.narratives import Block, Chart, Phrase, Span, Table

PREFIX = "_rg"
_COPY = re.compile(r"(?P<name>_rg[a-z][0-9a-f]{24})(?:_Copy(?:_\d+)?)+")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a bookmark stands round: the text of a paragraph of ours, a picture, the number of a caption, or a figure.

    `block` is the id of the paragraph (`Block.lines`), for a figure that of the block in which it is printed; `row` is the key
    of the row of a table in which a figure is printed, None outside of rows.
    """

    kind: Literal["block", "picture", "number", "figure"]
    block: str
    figure: str | None = None
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the bookmarks of one report; `report` is its identity with its period."""

    report: str

    def block(self, id: str) -> str:
        """Round the text of a paragraph, without the number of a heading or caption; round a table's caption for the table."""
        return self._name("b", id)

    def picture(self, block: str) -> str:
        """Round a chart's picture."""
        return self._name("p", block)

    def number(self, block: str) -> str:
        """Round the label and number of a caption (`表1`), at which references point."""
        return self._name("n", block)

    def figure(self, block: str, figure: str, nth: int) -> str:
        """Round the run that prints a figure for the `nth` time (from 1) in a block."""
        return self._name("f", block, figure, str(nth))

    def _name(self, kind: str, *parts: str) -> str:
        return PREFIX + kind + sha256("\x1f".join((self.report, *parts)).encode()).hexdigest()[:24]


def marks_of(names: Names, blocks: Iterable[Block], others: Iterable[tuple[str, Phrase]] = ()) -> dict[str, Mark]:
    """What each bookmark of a report is, by name, in the order of the blocks; `others` are the template's paragraphs, those with figures with what they say."""
    found: dict[str, Mark] = {}
    for id, phrase in others:
        found[names.block(id)] = Mark("block", id)
        found |= _figures(names, id, phrase, Counter(), None)
    for block in blocks:
        found |= _marks(names, block)
    return found


def _marks(names: Names, block: Block) -> Iterator[tuple[str, Mark]]:
    if isinstance(block, Chart):
        yield names.picture(block.id), Mark("picture", block.id)
    if isinstance(block, Chart | Table):
        yield names.number(block.id), Mark("number", block.id)
    printed: Counter[str] = Counter()
    for id, phrase in block.lines:
        yield names.block(id), Mark("block", id)
        yield from _figures(names, block.id, phrase, printed, None)
    if isinstance(block, Table):
        for key, cells in block.printed:
            for cell in cells:
                yield from _figures(names, block.id, cell, printed, key)


def _figures(
    names: Names, block: str, phrase: Phrase, printed: Counter[str], row: str | None
) -> Iterator[tuple[str, Mark]]:
    for part in phrase:
        if isinstance(part, Span) and part.figure is not None:
            printed[part.figure] += 1
            yield names.figure(block, part.figure, printed[part.figure]), Mark("figure", block, part.figure, row)


def original_name(name: str) -> str | None:
    """The name of which a bookmark is a copy (LibreOffice writes `…_Copy_1`, of a copy `…_Copy_1_Copy`); None where it is none, or none of ours."""
    match = _COPY.fullmatch(name)
    return match["name"] if match else None
