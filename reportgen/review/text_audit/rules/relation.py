"""A relation that a text states between its numbers: what it is called, how it is checked, and an example of each kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.model import AuditFinding
from reportgen.review.text_audit.reading.story import Paragraph


@dataclass(frozen=True)
class Relation:
    """A check of one paragraph: the `code` of what it finds, a text in which it holds, and one (`wrong`) in which it does not.

    A check yields an error only where the text contradicts itself however it is read, else a warning.
    """

    code: str
    check: Callable[[Paragraph], Iterator[AuditFinding]]
    right: str
    wrong: str
