"""A relation that a text states between its numbers: what it is called, how it is checked, and an example of each kind."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.reading.paragraphs import Paragraph


@dataclass(frozen=True)
class Relation:
    """A check of one paragraph: the `code` of what it finds, a text in which it holds, and one (`wrong`) in which it does not.

    `words` is a pattern without which a paragraph is passed over, `more` further examples like the first two.
    A check yields an error only where the text contradicts itself however it is read, else a warning.
    """

    code: str
    check: Callable[[Paragraph], Iterator[AuditFinding]]
    right: str
    wrong: str
    words: str = ""
    more: tuple[tuple[str, str], ...] = ()

    @property
    def examples(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a text in which it holds and one in which it does not: one for each way in which it is said."""
        return ((self.right, self.wrong), *self.more)

    @cached_property
    def trigger(self) -> re.Pattern[str] | None:
        """What a paragraph has to contain to be looked at."""
        return re.compile(self.words) if self.words else None

    def asks(self, printed: str) -> bool:
        """Whether a paragraph with these words is looked at."""
        return self.trigger is None or self.trigger.search(printed) is not None
