"""Sentences by their names: which is said is chosen by the figures, its words are those of the most specific `phrases.md`."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from jinja2.runtime import Context, Undefined

from reportgen.compose.template.source.checks import BUDGET
from reportgen.compose.template.source.faults import guarded
from reportgen.compose.template.source.reading import PHRASE
from reportgen.compose.template.tokens import Captured, captured

ONE = "one"
"""What a sentence calls the thing that it speaks of."""
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")  # a sentence is part of a paragraph
Printing = Callable[[Context], Iterator[str]]
"""Prints a block, as Jinja2 compiles it."""


class Phrases:
    """The function `phrase(…)` of the templates of one report.

    `stacks` has what prints each phrase, the most specific first, the rest for `super()`; `choose` gives the phrase to be said for a
    name and the thing that is spoken of, "" for none. `spoken` grows with the names of those that are said.
    """

    def __init__(self, stacks: Mapping[str, list[Printing]], choose: Callable[[str, object], str]) -> None:
        """Keeps them."""
        self._stacks, self._choose = stacks, choose
        self.spoken: set[str] = set()

    def said(self, context: Context, name: str, *of: object) -> Captured:
        """A sentence without the line breaks around it, "" where the figures call for none; it speaks of the thing given, or of that of the sentence around it."""
        one = of[0] if of else context.parent.get(ONE)
        if isinstance(one, Undefined):
            str(one)  # raises, naming what is unknown
        chosen = str(guarded("template.function-misused", PHRASE, partial(self._choose, name), (one,)))
        if not chosen:
            return Captured()
        self.spoken.add(chosen)
        stack, inner = self._stacks[chosen], context
        if of:
            inner = type(context)(context.environment, {**context.parent, ONE: one}, context.name, {})
            inner.blocks = context.blocks
        inner.blocks[chosen] = stack
        return Captured(_BLANK.sub("\n", captured(stack[0](inner), context[BUDGET]).strip("\n")))
