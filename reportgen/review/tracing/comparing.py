"""What each occurrence of a figure should say, and which blocks would read otherwise, if the report were made now."""

import re
from collections.abc import Collection, Sequence

from reportgen.model import Attachment, Chart, Narrative, Occurrence
from reportgen.review.evidence import gather, printed_figures
from reportgen.word.marks import figure_mark
from reportgen.word.memory import Memory

_SIGNS = "+-−－±"
_MOST_SHOWN = 16
_NUMBERS = re.compile(r"[+\-−－±]?[0-9][0-9.,]*%?")


def expected_texts(narrative: Narrative, occurrences: Sequence[Occurrence]) -> tuple[str | None, ...]:
    """The text that each occurrence should have; None for a figure that the narrative does not know.

    Where the same place is written again, it is what stands there; elsewhere a figure may have any of its forms, without sign.
    """
    marked, charted = _marked(narrative), _charted(narrative)
    return tuple(
        marked[one.mark]
        if one.mark in marked
        else charted.get((one.block, one.figure))
        if not one.mark and (one.block, one.figure) in charted
        else _form(narrative, one)
        for one in occurrences
    )


def _marked(narrative: Narrative) -> dict[str, str]:
    """The printed text by bookmark."""
    return {
        figure_mark(block.id, figure, nth): span.text
        for block in narrative.blocks
        for span, figure, nth in printed_figures(block)
    }


def _charted(narrative: Narrative) -> dict[tuple[str, str], str]:
    """The texts at the values of charts, by block and figure."""
    return {
        (block.id, point.figure): point.text
        for block in narrative.blocks
        if isinstance(block, Chart)
        for series in block.spec.series
        for point in series.points
    }


def _form(narrative: Narrative, one: Occurrence) -> str | None:
    """The occurrence's own text where it is a form of the figure, else the figure's text."""
    texts = [known[one.figure] for known in (narrative.texts, narrative.short_texts) if one.figure in known]
    if one.printed.lstrip(_SIGNS) in [text.lstrip(_SIGNS) for text in texts]:
        return one.printed
    return texts[0] if texts else None


def reworded_blocks(
    document: bytes, narrative: Narrative, memory: Memory, told: Collection[str] = ()
) -> dict[str, str]:
    """The blocks that were written otherwise than they would be now, or are in only one of the two, with how they begin.

    Of blocks in `told` it is known that their figures differ; only their words are compared: a rise that is now a fall, another
    unit in the first row. What was edited by hand does not count: the text that the report remembers is compared. Raises
    DocumentError where the document cannot be opened.
    """
    evidence = gather(document, narrative, {})
    titles = {block.id for block in narrative.blocks if isinstance(block, Attachment)}
    now = {block.id: _unbroken(block.id, evidence.expected(block), titles) for block in narrative.blocks}
    then = {id: _unbroken(id, text, titles) for id, text in memory.blocks.items()}
    texts = {id: (then.get(id), now.get(id)) for id in (*then, *now)}
    return {
        id: _beginning(before or after or "")
        for id, (before, after) in texts.items()
        if before != after and not (id in told and _words(before) == _words(after))
    }


def _words(text: str | None) -> str | None:
    """The text without its numbers; None where there is none."""
    return None if text is None else _NUMBERS.sub("", text)


def _unbroken(block: str, text: str, titles: Collection[str]) -> str:
    """The text; a title in one line, however it was broken."""
    return text.replace("\n", "") if block in titles else text


def _beginning(text: str) -> str:
    first = text.split("\n", 1)[0]
    return first if len(first) <= _MOST_SHOWN else first[:_MOST_SHOWN] + "…"
