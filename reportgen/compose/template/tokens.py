"""Printed values kept apart from template text, so that no value can become markup or code."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from reportgen.compose.template.budget import Budget
from reportgen.compose.template.source.faults import MisuseError, kind_of
from reportgen.messages import TemplateError, issue
from reportgen.model.reports.figures import Figure
from reportgen.model.reports.narratives import Attachment, Phrase, Reference, Span
from reportgen.model.reports.pictures import ChartSpec

Printed = Phrase | ChartSpec | Attachment
MOST = 50_000  # printed values in one report; a template that prints more loops without end


class Said(int):
    """A whole number that a template may print although it is no figure: a place in a loop, how long a list is, a limit of the settings.

    What is reckoned with it is a plain number again, and may not.
    """

    __slots__ = ()


class Captured(str):
    """What a template has printed already, with its tokens: it is printed once more as it stands."""

    __slots__ = ()


def captured(pieces: Iterable[str], budget: Budget) -> Captured:
    """What is printed, kept; paid for as it grows."""
    kept = []
    for piece in pieces:
        budget.write(piece)
        kept.append(piece)
    return Captured("".join(kept))


@dataclass
class Tokens:
    """The values printed while a template is rendered, each behind a token that markdown takes for a letter.

    `nonce` differs from report to report, so that no text from a ledger can imitate a token.
    """

    nonce: str
    say_figure: Callable[[Figure], Phrase]
    budget: Budget = field(default_factory=Budget)
    values: list[Printed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pattern = re.compile(f"\ue000{self.nonce}:([0-9]+)\ue001")

    def keep(self, value: object) -> str:
        """The token of a printed value; what was printed already stays as it is."""
        if isinstance(value, Captured) or (isinstance(value, str) and self.pattern.search(value)):
            return value
        if len(self.values) >= MOST:
            raise TemplateError([issue("template.too-long", most=MOST)])
        printed = self._printed(value)
        self.values.append(printed)
        self.budget.write(_letters(printed))
        return f"\ue000{self.nonce}:{len(self.values) - 1}\ue001"

    def _printed(self, value: object) -> Printed:
        """The printed form; raises MisuseError for what cannot be printed: a record, a list, nothing, a number that is no figure."""
        if isinstance(value, Figure):
            return self.say_figure(value)
        if isinstance(value, ChartSpec | Attachment):
            return value
        if isinstance(value, tuple) and all(isinstance(part, Span | Reference) for part in value):
            return value
        if isinstance(value, Said | str):
            return (Span(str(value)),)
        reckoned = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        raise (
            MisuseError("template.reckoned") if reckoned else MisuseError("template.cannot-print", what=kind_of(value))
        )

    def split(self, text: str) -> Iterator[str | Printed]:
        """Template text and printed values in order."""
        for position, part in enumerate(self.pattern.split(text)):
            if position % 2:
                yield self.values[int(part)]
            elif part:
                yield part

    def plain(self, text: str) -> str:
        """The text with the letters of the printed values in place."""
        return "".join(part if isinstance(part, str) else _letters(part) for part in self.split(text))


def _letters(value: Printed) -> str:
    if not isinstance(value, tuple):
        return ""
    return "".join(part.text for part in value if isinstance(part, Span))
