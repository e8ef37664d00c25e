"""Which cases a report told, as its memory has them printed: known again by their text, wherever in a paragraph that stands."""

import re

from reportgen.model import Paragraph
from reportgen.word.memory.memory import Memory, text_digest, text_of_phrase

CASE = "case"
"""How the name of a block ends that tells a case: `problems/attitude/case`."""
_WORDS = re.compile(r"\w+")
_AROUND = re.compile(r"^\W+|\W+$")
_MOST = 200  # pieces of one paragraph, from mark to mark; a case's telling has some twenty


def case_digest(text: str) -> str:
    """What a case is known by: the digest of its text, masked, without the marks at its ends."""
    return text_digest(_AROUND.sub("", text))


def told_cases(memory: Memory) -> frozenset[str]:
    """The digests of all that may be the text of a case that a report told.

    A sentence goes on before and behind it, so every piece of the paragraph from mark to mark is taken; no other than a case's
    whole text (or its subject) is asked for, and that is one of them.
    """
    return frozenset(
        case_digest(text[start:end])
        for block in memory.blocks
        if isinstance(block, Paragraph) and block.id.rpartition("/")[2] == CASE
        for text in (text_of_phrase(block.content),)
        for start, end in _pieces(text)
    )


def _pieces(text: str) -> list[tuple[int, int]]:
    words = [match.span() for match in _WORDS.finditer(text)][:_MOST]
    return [(start, end) for number, (start, _) in enumerate(words) for _, end in words[number:]]
