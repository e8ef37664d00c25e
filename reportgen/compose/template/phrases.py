"""What a parsed block prints: its leaves of text with the printed values in place, as a phrase."""

import re
from collections.abc import Iterable, Iterator

from markdown_it.tree import SyntaxTreeNode

from reportgen.compose.template.tokens import Printed, Tokens
from reportgen.model.reports.narratives import Attachment, Phrase, Reference, Span
from reportgen.model.reports.pictures import ChartSpec

_NO_SPACE = re.compile(r" +(?=[ ,.;:)])|(?<=\() +")  # where English has none
BREAK = "\n"
"""The leaf of a line break."""
Part = Span | Reference | ChartSpec | Attachment
"""What a leaf gives."""


def parts_of(node: SyntaxTreeNode, tokens: Tokens, skip: int = 0, between_lines: str = "") -> list[Part]:
    """What a block's inline content prints, the first `skip` characters of its text left out."""
    parts: list[Part] = []
    for leaf, bold in leaves(node, False):
        for piece in tokens.split(between_lines if leaf == BREAK else leaf[skip:]):
            parts += _pieces(piece, bold)
        skip = 0
    return parts


def leaves(node: SyntaxTreeNode, bold: bool) -> Iterator[tuple[str, bool]]:
    """The pieces of text below a node, a line break as `BREAK`."""
    if node.type == "text":
        yield node.content, bold
    if node.type == "softbreak":
        yield BREAK, bold
    for child in node.children:
        yield from leaves(child, bold or node.type == "strong")


def _pieces(piece: str | Printed, bold: bool) -> Iterator[Part]:
    if isinstance(piece, str):
        yield Span(piece, None, bold)
    elif isinstance(piece, tuple):
        yield from (
            Span(part.text, part.figure, bold or part.bold) if isinstance(part, Span) else part for part in piece
        )
    else:
        yield piece


def words_of(parts: Iterable[Part]) -> Phrase:
    """The printed words, neighbouring plain pieces joined."""
    found: list[Span | Reference] = []
    plain: list[Span] = []  # what stands together and is joined at once: a paragraph may have thousands of pieces
    for part in parts:
        if plain and not (isinstance(part, Span) and part.figure is None and part.bold == plain[0].bold):
            found += _joined(plain)
            plain = []
        if isinstance(part, Span) and part.figure is None:
            plain.append(part)
        elif isinstance(part, Reference) or (isinstance(part, Span) and part.text):
            found.append(part)
    return (*found, *_joined(plain))


def _joined(plain: list[Span]) -> list[Span | Reference]:
    text = "".join(part.text for part in plain)
    return [Span(text, None, plain[0].bold)] if text else []


def tidied(phrase: Phrase) -> Phrase:
    """The phrase without double spaces, spaces before marks, and spaces at its ends."""
    tidy = [
        Span(_NO_SPACE.sub("", part.text), None, part.bold) if isinstance(part, Span) and not part.figure else part
        for part in phrase
    ]
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        last = tidy[end] if tidy else None
        if isinstance(last, Span) and not last.figure:
            tidy[end] = Span(strip(last.text), None, last.bold)
    return tuple(part for part in tidy if part != Span(""))


def stripped(phrase: Phrase) -> Phrase:
    """The phrase without white space before it."""
    first = phrase[0] if phrase else None
    if not isinstance(first, Span) or first.figure:
        return phrase
    return words_of((Span(first.text.lstrip(), None, first.bold), *phrase[1:]))


def letters(phrase: Phrase) -> str:
    """The printed letters, references left out."""
    return "".join(part.text for part in phrase if isinstance(part, Span))


def first_text(node: SyntaxTreeNode) -> str:
    """The first piece of text below a node, "" where there is none."""
    return next((text for text, _ in leaves(node, False) if text), "")
