"""What each occurrence of a figure should say, and which blocks would read otherwise, if the report were made now."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from reportgen.model.reports.narratives import Attachment, Block, Chart, Narrative, Table
from reportgen.model.reports.traces import Occurrence
from reportgen.review.expected import caption_numbers, phrase_text, printed_figures
from reportgen.word.memory.memory import Memory

_SIGNS = "+-−－±"
_MOST_SHOWN = 16
_NUMBERS = re.compile(r"[+\-−－±]?[0-9][0-9.,]*%?")
_Printing = tuple[str, str, int]  # a block, a figure, and for the how many-th time it is printed there


def expected_texts(narrative: Narrative, memory: Memory, occurrences: Sequence[Occurrence]) -> tuple[str | None, ...]:
    """The text that each occurrence should have; None for a figure that the narrative does not know.

    Where the same place is written again, it is what stands there; elsewhere a figure may have any of its forms, without sign.
    """
    printings, printed, charted = _printings(memory), _printed(narrative), _charted(narrative)
    return tuple(
        printed[printings[one.mark]]
        if printings.get(one.mark) in printed
        else charted.get((one.block, one.figure))
        if not one.mark and (one.block, one.figure) in charted
        else _form(narrative, one)
        for one in occurrences
    )


def _printings(memory: Memory) -> dict[str, _Printing]:
    """What each bookmark of a figure prints; the memory has them in printed order."""
    counts: Counter[tuple[str, str]] = Counter()
    found = {}
    for name, mark in memory.marks.items():
        if mark.figure is not None:
            counts[mark.block, mark.figure] += 1
            found[name] = (mark.block, mark.figure, counts[mark.block, mark.figure])
    return found


def _printed(narrative: Narrative) -> dict[_Printing | None, str]:
    return {
        (block.id, figure, nth): span.text for block in narrative.blocks for span, figure, nth in printed_figures(block)
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


def reworded_blocks(narrative: Narrative, memory: Memory, told: Collection[str] = ()) -> dict[str, str]:
    """The blocks that were written otherwise than they would be now, or are in only one of the two, with how they begin.

    Of blocks in `told` it is known that their figures differ; only their words are compared: a rise that is now a fall, another
    unit in the first row. What was edited by hand does not count: the text that the report remembers is compared.
    """
    numbers = caption_numbers(narrative)
    then = {block.id: _text(block, {}) for block in memory.blocks}
    now = {block.id: _text(block, numbers) for block in narrative.blocks}
    texts = {id: (then.get(id), now.get(id)) for id in (*then, *now)}
    return {
        id: _beginning(before or after or "")
        for id, (before, after) in texts.items()
        if before != after and not (id in told and _words(before) == _words(after))
    }


def _text(block: Block, numbers: Mapping[str, str]) -> str:
    """What a block says, paragraph by paragraph, row by row; a title in one line, however it was broken."""
    lines = [phrase_text(phrase, numbers) for _id, phrase in block.lines]
    if isinstance(block, Table):
        lines += ["\t".join(phrase_text(cell, numbers) for cell in cells) for _key, cells in block.printed]
    text = "\n".join(lines)
    return text.replace("\n", "") if isinstance(block, Attachment) else text


def _words(text: str | None) -> str | None:
    """The text without its numbers; None where there is none."""
    return None if text is None else _NUMBERS.sub("", text)


def _beginning(text: str) -> str:
    first = text.split("\n", 1)[0]
    return first if len(first) <= _MOST_SHOWN else first[:_MOST_SHOWN] + "…"
