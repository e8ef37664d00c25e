"""What each occurrence of a figure should say, and which blocks would read otherwise, if the report were made now."""

from collections.abc import Sequence

from reportgen.model import Attachment, Chart, Narrative, Occurrence
from reportgen.review.evidence import gather, printed_figures
from reportgen.word.marks import figure_mark
from reportgen.word.memory import Memory

_SIGNS = "+-−－±"


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


def reworded_blocks(document: bytes, narrative: Narrative, memory: Memory) -> tuple[str, ...]:
    """The ids of the blocks that were written otherwise than they would be now, or would not be written at all.

    What was edited by hand does not count: the text that the report remembers is compared. Raises DocumentError where the
    document cannot be opened.
    """
    evidence = gather(document, narrative, {})
    now = {
        block.id: _unbroken(evidence.expected(block)) if isinstance(block, Attachment) else evidence.expected(block)
        for block in narrative.blocks
    }
    titles = {block.id for block in narrative.blocks if isinstance(block, Attachment)}
    then = {id: _unbroken(text) if id in titles else text for id, text in memory.blocks.items()}
    return tuple(id for id in dict.fromkeys((*then, *now)) if then.get(id) != now.get(id))


def _unbroken(text: str) -> str:
    """A title in one line, however it was broken."""
    return text.replace("\n", "")
