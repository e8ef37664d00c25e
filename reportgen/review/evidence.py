"""What the second look goes by: the file opened anew, and what the narrative says should be in it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.model import (
    Attachment,
    AttachmentLine,
    Block,
    Chart,
    Heading,
    Narrative,
    Paragraph,
    Phrase,
    Picture,
    Reference,
    Signature,
    Span,
    Table,
)
from reportgen.word.names import tag
from reportgen.word.package import Package, open_package
from reportgen.word.reading import marked_texts
from reportgen.word.structure import text_parts
from reportgen.word.xml import Element


@dataclass(frozen=True, slots=True)
class Evidence:
    """The document and what it should hold.

    `roots` are the text parts by name, the main one first; `marks` the texts of each bookmark of the main part, in order;
    `numbers` the expected label and number (`表1`) of each table and chart.
    """

    document: bytes
    package: Package
    roots: Mapping[str, Element]
    marks: Mapping[str, list[str]]
    narrative: Narrative
    pictures: Mapping[str, Picture]
    numbers: Mapping[str, str]

    @property
    def root(self) -> Element:
        """The main part."""
        return self.roots[self.package.document]

    def text(self, phrase: Phrase) -> str:
        """A phrase as it should read."""
        return "".join(part.text if isinstance(part, Span) else self.numbers.get(part.target, "") for part in phrase)

    def expected(self, block: Block) -> str:
        """A block as its bookmark should read: cells parted by tabs, rows and paragraphs by line feeds."""
        match block:
            case Heading() | Paragraph():
                return self.text(block.content)
            case Table():
                rows = ("\t".join(map(self.text, row)) for row in (block.header, *block.rows))
                return "\n".join((self.text(block.caption), *rows))
            case Chart():
                return self.text(block.caption)
            case AttachmentLine():
                heads = (f"{number}. " if number > 1 else "" for number in range(1, len(block.titles) + 1))
                return "\n".join(head + title for head, title in zip(heads, block.titles, strict=True))
            case Signature():
                return f"{block.office}\n{block.date}"
            case Attachment():
                return block.title


def gather(document: bytes, narrative: Narrative, pictures: Mapping[str, Picture]) -> Evidence:
    """Opens the document anew. Raises DocumentError where it cannot be opened."""
    package = open_package(document, "report.docx")
    roots = {part: package.root(part) for part in text_parts(package)}
    return Evidence(
        document, package, roots, marked_texts(roots[package.document]), narrative, pictures, caption_numbers(narrative)
    )


def caption_numbers(narrative: Narrative) -> dict[str, str]:
    """The label and number (`表1`) of each table and chart by block: counted from 1, each for itself."""
    counts: Counter[str] = Counter()
    numbers = {}
    for block in narrative.blocks:
        if isinstance(block, Table | Chart):
            label = narrative.labels.table if isinstance(block, Table) else narrative.labels.chart
            counts[label] += 1
            numbers[block.id] = f"{label}{counts[label]}"
    return numbers


def phrases(block: Block) -> Iterator[Phrase]:
    """The phrases of a block in the order in which they are printed."""
    match block:
        case Heading() | Paragraph():
            yield block.content
        case Chart():
            yield block.caption
        case Table():
            yield block.caption
            yield from block.header
            for row in block.rows:
                yield from row


def printed_figures(block: Block) -> Iterator[tuple[Span, str, int]]:
    """The spans of a block that print a figure, with the figure's id and for the how many-th time it is printed there."""
    counts: Counter[str] = Counter()
    for phrase in phrases(block):
        for part in phrase:
            if isinstance(part, Span) and part.figure is not None:
                counts[part.figure] += 1
                yield part, part.figure, counts[part.figure]


def references(narrative: Narrative) -> list[str]:
    """The references of the narrative in order, by target."""
    return [
        part.target
        for block in narrative.blocks
        for phrase in phrases(block)
        for part in phrase
        if isinstance(part, Reference)
    ]


def marked_element(root: Element, name: str) -> Element | None:
    """The first element inside a bookmark."""
    start = next((start for start in root.iter(tag("w:bookmarkStart")) if start.get(tag("w:name")) == name), None)
    return None if start is None else start.getnext()
