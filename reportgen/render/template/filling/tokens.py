"""Private tokens: what stands in the text of a page for a printed value until its XML has been parsed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.model.reports.narratives import BODY, Filled, Phrase, Span

_OWN = re.compile("\ue000rg([0-9a-f]*)\ue001")
_LIKE = re.compile("\ue000(?:rg|[0-9a-f]{12}:)")
"""How the tokens of plain tags, and those of the sandbox, begin."""


@dataclass(frozen=True, slots=True)
class Values:
    """What the tokens of a page stand for; `full` says that its tags were run by the sandbox, with all figures at hand."""

    pattern: re.Pattern[str]
    phrase: Callable[[str], Phrase]
    full: bool = False

    def split(self, string: str) -> Iterator[str | Phrase]:
        """The text of the page and the printed values in order."""
        for position, piece in enumerate(self.pattern.split(string)):
            if position % 2:
                yield self.phrase(piece)
            elif piece:
                yield piece

    def spans(self, string: str) -> list[Span]:
        """The text with its printed values as spans, in order."""
        pieces = ((Span(piece),) if isinstance(piece, str) else piece for piece in self.split(string))
        return [part for piece in pieces for part in piece if isinstance(part, Span)]

    def worded(self, string: str, word: Callable[[Phrase], str]) -> str:
        """The text with each token turned into a word for the value that it stands for."""
        return "".join(piece if isinstance(piece, str) else word(piece) for piece in self.split(string))

    def is_body(self, string: str) -> bool:
        """Whether this is what `{{ body }}` prints, and nothing else."""
        return "\ue000" in string and self.spans(string.strip()) == [Span(BODY)]


PLAIN = Values(_OWN, lambda piece: (Span(bytes.fromhex(piece).decode()),))
"""The tokens of plain tags hold what they stand for."""


def values_of(filled: Filled) -> Values:
    """The tokens of the sandbox are numbers."""
    return Values(re.compile(filled.pattern), lambda piece: filled.values[int(piece)], full=True)


def text_of(phrase: Phrase) -> str:
    """A printed value as text."""
    return "".join(part.text for part in phrase)


def token_of(value: str) -> str:
    """The token of a plain value."""
    return f"\ue000rg{value.encode().hex()}\ue001"


def has_token(string: str) -> bool:
    """Whether a text holds what looks like a token."""
    return bool(_LIKE.search(string))
