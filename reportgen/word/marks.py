"""The names of the hidden bookmarks that give the report its memory.

Word hides a bookmark whose name begins with an underscore and keeps it through edits and re-saves. A name has at most 40
characters, so ids are hashed; the custom XML part (`memory`) says which bookmark is which.
"""

from hashlib import sha256

from reportgen.model import Block, Table

PREFIX = "_rg"
TABLE = "t"


def block_mark(block: Block) -> str:
    """The bookmark round a block's text, without the number of a heading or caption.

    For a table it stands round the caption, and means the table that follows, too: one that reached over the table itself
    would not survive, LibreOffice splits some of them when it saves.
    """
    return _mark(TABLE if isinstance(block, Table) else "b", block.id)


def picture_mark(block: str) -> str:
    """The bookmark round a chart's picture."""
    return _mark("p", block)


def number_mark(block: str) -> str:
    """The bookmark round the label and number of a caption (`表1`), at which references point."""
    return _mark("n", block)


def figure_mark(block: str, figure: str, nth: int) -> str:
    """The bookmark round the run that prints a figure for the `nth` time (from 1) in a block."""
    return _mark("f", block, figure, str(nth))


def _mark(kind: str, *parts: str) -> str:
    return PREFIX + kind + sha256("\x1f".join(parts).encode()).hexdigest()[:24]
