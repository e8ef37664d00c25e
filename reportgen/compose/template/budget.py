"""How much one report may cost: steps and characters, counted while its templates run. Nothing is measured in seconds.

A list that a template goes through costs a step for each of its items, whatever is done with them; a filter or function costs
`CALL`, and a step for each item of the lists that it is given. So whatever a template does, it ends after as many steps.
"""

from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass
from typing import Any

from reportgen.messages import TemplateError, issue

STEPS = 2_000_000
"""A county's report of a quarter takes 3,000, one that lists 3,000 units 200,000."""
CALL = 10
CHARACTERS = 2_000_000
"""Of the text that is printed; a report of 200 pages has 200,000, a table of 3,000 units 700,000."""
LINE = 20
"""A line costs as much as so many characters: a row of a table, or a paragraph, is made of each."""


@dataclass
class Budget:
    """What is left for the templates of one report."""

    steps: int = STEPS
    characters: int = CHARACTERS

    def go_through(self, items: Any) -> tuple[Any, ...]:
        """The items of a loop, paid for."""
        found = items if isinstance(items, tuple) else tuple(items)
        self.spend(len(found))
        return found

    def call(self, arguments: Iterable[object]) -> None:
        """Pays for a filter or function."""
        self.spend(
            CALL + sum(len(one) for one in arguments if isinstance(one, Sized) and not isinstance(one, str | Mapping))
        )

    def spend(self, steps: int) -> None:
        """Takes steps off; raises TemplateError where none is left."""
        self.steps -= steps
        if self.steps < 0:
            raise TemplateError([issue("template.too-many-steps", most=STEPS)])

    def write(self, text: str) -> None:
        """Takes the characters of a text off; raises TemplateError where none is left."""
        self.characters -= len(text) + LINE * text.count("\n")
        if self.characters < 0:
            raise TemplateError([issue("template.too-much-text", most=CHARACTERS)])
