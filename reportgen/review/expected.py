"""What the second look goes by: the file opened anew, and what the narrative says should be in it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from reportgen.model.reports.narratives import Block, Chart, Narrative, Phrase, Reference, Span, Table, phrases_of
from reportgen.model.reports.pictures import Graphic
from reportgen.model.reports.summaries import Summary
from reportgen.word.editing.characters import HANGING
from reportgen.word.memory.marks import Names
from reportgen.word.memory.memory import Memory
from reportgen.word.memory.memory_xml import memory_in
from reportgen.word.packages.package import Package
from reportgen.word.pages.page import Page, Stretch, field_name, marked_texts
from reportgen.word.pages.reader import page_of


@dataclass(frozen=True)
class Evidence:
    """The document and what it should hold.

    `memory` is the document's own, None where it has none; `numbers` the expected label and number (`表1`) of each table and chart;
    `summary` what the narrative tells of, None where nobody gave it; `remainders` that shares were made to add up to 100.
    """

    page: Page
    memory: Memory | None
    narrative: Narrative
    pictures: Mapping[str, Graphic]
    numbers: Mapping[str, str]
    summary: Summary | None = None
    remainders: bool = False

    @property
    def package(self) -> Package:
        """The package of the document."""
        return self.page.package

    @property
    def names(self) -> Names:
        """How the bookmarks of this report are called."""
        return Names("") if self.memory is None else self.memory.names

    @cached_property
    def marks(self) -> Mapping[str, list[str]]:
        """What stands in each bookmark, in document order; in that of a block with the last mark that hangs behind it."""
        texts = marked_texts(self.page)
        known = {} if self.memory is None else self.memory.marks
        for paragraph in self.page.body:
            for one in paragraph.marks:
                block = one.what in known and known[one.what].kind == "block"
                if block and len(texts[one.what]) == 1 and paragraph.text[one.end :] in HANGING:
                    texts[one.what] = [texts[one.what][0] + paragraph.text[one.end :]]
        return texts

    @cached_property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The code and the result of every field of the body, in order."""
        return tuple(
            (one.what, paragraph.text[one.start : one.end])
            for paragraph in self.page.body
            for one in sorted(paragraph.fields, key=_start)
            if field_name(one.what)
        )

    def text(self, phrase: Phrase) -> str:
        """A phrase as it should read."""
        return phrase_text(phrase, self.numbers)


def _start(stretch: Stretch) -> int:
    return stretch.start


def phrase_text(phrase: Phrase, numbers: Mapping[str, str]) -> str:
    """A phrase as it should read; `numbers` are those of tables and charts, where references do not say what they print."""
    return "".join(
        part.text if isinstance(part, Span) else part.text or numbers.get(part.target, "") for part in phrase
    )


def gather(
    document: bytes,
    narrative: Narrative,
    pictures: Mapping[str, Graphic],
    summary: Summary | None = None,
    *,
    remainders: bool = False,
) -> Evidence:
    """Opens the document anew. Raises DocumentError where it cannot be opened."""
    page, numbers = page_of(document), caption_numbers(narrative)
    return Evidence(page, memory_in(page.package), narrative, pictures, numbers, summary, remainders)


def caption_numbers(narrative: Narrative) -> dict[str, str]:
    """The label and number (`表1`) of each table and chart by block: counted from 1, each for itself.

    Counted here once more: a second look that asked the renderer would find its mistakes right.
    """
    counts: Counter[str] = Counter()
    numbers = {}
    for block in narrative.blocks:
        if isinstance(block, Table | Chart):
            label = narrative.labels.table if isinstance(block, Table) else narrative.labels.chart
            counts[label] += 1
            numbers[block.id] = f"{label}{counts[label]}"
    return numbers


def printed_figures(block: Block) -> Iterator[tuple[Span, str, int]]:
    """The spans of a block that print a figure, with the figure's id and for the how many-th time it is printed there."""
    counts: Counter[str] = Counter()
    for phrase in phrases_of(block):
        for part in phrase:
            if isinstance(part, Span) and part.figure is not None:
                counts[part.figure] += 1
                yield part, part.figure, counts[part.figure]


def references(narrative: Narrative) -> list[str]:
    """The references of the narrative in order, by target."""
    return [
        part.target
        for block in narrative.blocks
        for phrase in phrases_of(block)
        for part in phrase
        if isinstance(part, Reference)
    ]
