"""What the report says, block by block, before it is anything of Word's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.model.reports.pictures import ChartSpec
from reportgen.model.sources import Source


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; `figure` is the id of the figure that it prints."""

    text: str
    figure: str | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of a numbered table or chart (`图1`); the renderer prints its number. `target` is the block's id.

    `text` is what was printed, "" where nothing was printed yet.
    """

    target: str
    text: str = ""


Phrase = tuple[Span | Reference, ...]
Lines = tuple[tuple[str, Phrase], ...]  # the paragraphs of a block outside tables: the id of each, and what it says


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading without its number; level 1 is printed 一、, 2 （一）, 3 1., 4 （1）."""

    id: str
    level: int
    content: Phrase

    @property
    def lines(self) -> Lines:
        """Its one paragraph."""
        return ((self.id, self.content),)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `style` is "body", "note" (smaller, under a table or chart) or "list" (as body)."""

    id: str
    content: Phrase
    style: str = "body"

    @property
    def lines(self) -> Lines:
        """Its one paragraph."""
        return ((self.id, self.content),)


HEADER_ROW = ""
"""The key of the row of a table that heads its columns."""
OVER_ROW = "^"
"""The key of the row above it, in a table whose columns are grouped."""
HEADER_ROWS = (OVER_ROW, HEADER_ROW)
"""The keys of the rows that repeat on each page, from the top."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, and the key by which it is known from report to report (`category.attitude`).

    Its first `joined` cells are empty: they go on with those of the row above, as one cell over all rows of a group.
    """

    key: str
    cells: tuple[Phrase, ...]
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Over:
    """A cell above the header: what it says, and how many columns it stands over."""

    content: Phrase
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption (without 表1) above; `align` has "left", "center" or "right" for each column.

    Every row has as many cells as the header; `total` says that the last row is the sum of those above. `columns` are the
    keys by which the columns are known from report to report (`.share`), () where nobody gave any. `over` groups columns: cells
    of a row above the header; where such a cell heads one column alone, it reaches down and the column's own head is empty. `shaded` says
    that the cells of its figures are the darker the higher their numbers are.
    """

    id: str
    caption: Phrase
    header: tuple[Phrase, ...]
    rows: tuple[Row, ...]
    align: tuple[str, ...]
    total: bool = False
    columns: tuple[str, ...] = ()
    over: tuple[Over, ...] = ()
    shaded: bool = False

    @property
    def lines(self) -> Lines:
        """Its caption."""
        return ((self.id, self.caption),)

    @property
    def printed(self) -> Iterator[tuple[str, tuple[Phrase, ...]]]:
        """Every row as it is printed, by its key, those of the header first."""
        if self.over:
            yield OVER_ROW, tuple(one.content for one in self.over)
        yield HEADER_ROW, self.header
        for row in self.rows:
            yield row.key, row.cells

    @property
    def cells(self) -> Iterator[Phrase]:
        """Every cell in reading order, those of the header first."""
        for _key, cells in self.printed:
            yield from cells

    @property
    def heads(self) -> tuple[Phrase, ...]:
        """What heads each column, from the top down: 受理 and 本期 of a column 本期 below 受理."""
        above = [one.content for one in self.over for _ in range(one.span)] or [()] * len(self.header)
        return tuple((*over, *head) for over, head in zip(above, self.header, strict=True))


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its caption (without 图1) below."""

    id: str
    caption: Phrase
    spec: ChartSpec

    @property
    def lines(self) -> Lines:
        """Its caption."""
        return ((self.id, self.caption),)


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """The `附件：` line after the body, with the titles of the attachments (GB/T 9704-2012 clause 7.3.4)."""

    id: str
    titles: tuple[str, ...]

    @property
    def lines(self) -> Lines:
        """A paragraph for each attachment."""
        return tuple((f"{self.id}/{number}", (Span(title),)) for number, title in enumerate(self.titles, start=1))


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and when, after the body (GB/T 9704-2012 clause 7.3.5); `date` is already in words."""

    id: str
    office: str
    date: str

    @property
    def lines(self) -> Lines:
        """The paragraphs of the office and of the day."""
        return ((f"{self.id}/office", (Span(self.office),)), (f"{self.id}/date", (Span(self.date),)))


@dataclass(frozen=True, slots=True)
class Attachment:
    """Begins an attachment on a new page: 附件1 at the top left, its title centred on the third line; its pages may lie across."""

    id: str
    title: str
    landscape: bool = False

    @property
    def lines(self) -> Lines:
        """The paragraph of its title."""
        return ((self.id, (Span(self.title),)),)


Block = Heading | Paragraph | Table | Chart | AttachmentLine | Signature | Attachment


def phrases_of(block: Block) -> Iterator[Phrase]:
    """Every phrase that a block prints, in reading order."""
    yield from (phrase for _id, phrase in block.lines)
    if isinstance(block, Table):
        yield from block.cells


def printed_figures(blocks: Iterable[Block]) -> set[str]:
    """The ids of the figures that blocks print as numbers, charts too; a place in a ranking is told in words."""
    found: set[str] = set()
    for block in blocks:
        spans = (part for phrase in phrases_of(block) for part in phrase if isinstance(part, Span))
        found.update(span.figure for span in spans if span.figure is not None)
        if isinstance(block, Chart):
            found.update(point.figure for series in block.spec.series for point in series.points)
    return found


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that the renderer puts before numbers; `headings` is how headings are counted.

    "hanzi" counts 一、（一）1.（1） as GB/T 9704-2012 has it, "letters" I. A. 1. (1).
    `draft` stands on top of a report that was written although its audit found errors.
    """

    table: str = "表"
    chart: str = "图"
    attachment: str = "附件"
    attachments: str = "附件："
    headings: str = "hanzi"
    draft: str = "草稿：核验未通过，不得报送"


@dataclass(frozen=True, slots=True)
class Narrative:
    """The whole report: its title, the blocks in order, and how every figure is printed when it stands alone.

    `texts` maps the id of each figure to the one text in which it appears (`34.6%`, `312`); the renderer, the charts and
    the audit all compare with it. `short_texts` holds the other form of the counts that sentences shorten (`12.3万`); `said`
    is the text of each figure in full with its measure word, `headlines` the most important of them for a screen. `fields` are the plain texts for the tags of the Word template (`title`, `office`, `date`,
    `period`, `county`); `templates` the sha256 of each template file that it was told by. `computed` is what each figure would
    read that prints a person's value, were it not for that.
    """

    title: str
    blocks: tuple[Block, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    short_texts: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    headlines: tuple[str, ...] = ()
    labels: Labels = Labels()
    templates: Mapping[str, str] = field(default_factory=dict)
    computed: Mapping[str, str] = field(default_factory=dict)

    @property
    def charts(self) -> tuple[ChartSpec, ...]:
        """The charts that the narrative wants drawn, in order."""
        return tuple(block.spec for block in self.blocks if isinstance(block, Chart))


BODY = "\x00body"
"""What `{{ body }}` of a Word page prints; no value can hold a NUL."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A part of the Word page with tags, ready for the sandbox: the first tag stands on line 2, each other one line below; `places` are theirs, in words.

    `part` is its name in the package.
    """

    part: str
    text: str
    places: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A Word page with its tags run: the text of each part by name, in it a private token for each printed value.

    `pattern` finds in a token the number of its value in `values`; `asked` are all names that its tags mention.
    """

    parts: Mapping[str, str]
    pattern: str
    values: tuple[Phrase, ...]
    asked: frozenset[str] = frozenset()
