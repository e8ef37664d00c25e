"""The report's memory: the narrative as it was printed, and how it was made, in one custom XML part of the document.

It holds the blocks with every figure as printed there, the paragraphs of the Word template, what the charts show, and digests;
nothing that is not on the page but names and digests of what the report was made from, and, where a person declared a value, the
computed one with the reason and the name. The same stands in the sidecar, since
a document that was saved as .doc or .odt and back has lost the part. How it is spelled is `memory_xml`'s affair.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from hashlib import sha256

from reportgen.model.reports.narratives import Block, Chart, Phrase, Table
from reportgen.word.memory.marks import Mark, Names, marks_of

NAMESPACES = ("urn:reportgen:memory:2", "urn:reportgen:memory:1")
"""The namespaces of the part, that of today first."""
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))  # characters without width


@dataclass(frozen=True, slots=True)
class Fixed:
    """A paragraph of the Word template, filled in, without the results of fields that Word works out anew (the page number).

    `story` is where it stands, a `page.Story`; `content` is the text with its figures, () where it prints none.
    """

    id: str
    text: str
    story: str = "body"
    content: Phrase = ()


@dataclass(frozen=True, slots=True)
class Plotted:
    """One value of a chart: its series and label, the id of its figure, and the text that stands at it."""

    series: str
    label: str
    figure: str
    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as it was drawn: by what it is known (`Graphic.digest`), the words for the blind, and every value.

    `form` is the sha256 of its part where Word draws it, "" for a picture.
    """

    picture: str
    alt: str
    points: tuple[Plotted, ...]
    form: str = ""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that an update left to the person: what was open when it ended.

    `kind` is "conflict" (text of a person's where the new data say otherwise), "override" (a figure that was overtyped), "stale"
    (a number that a person typed, equal to a figure that has changed since), "gone" (a block that the new report no longer has,
    kept because it was edited) or "review" (a person's text of an earlier period). `block` is the id of the paragraph, or of the
    table, then with the `row`; `figure` is that of an override or a stale number. `comment` is the digest of the comment that says so, `text`
    that of what stood there, by which both are known again. An override has its `value` as typed, the text `computed`, and the
    `day` (ISO) when it was first seen. One that the configuration declares has no `block`, since it counts wherever the figure is printed;
    its `reason` and `who` are those declared: it is settled where both are there.
    """

    kind: str
    block: str
    row: str = ""
    figure: str = ""
    comment: str = ""
    text: str = ""
    value: str = ""
    computed: str = ""
    day: str = ""
    reason: str = ""
    who: str = ""

    @property
    def declared(self) -> bool:
        """Whether it is an override that the configuration declares."""
        return self.kind == "override" and not self.block

    @property
    def settled(self) -> bool:
        """Whether it is an override that says why and who answers for it."""
        return self.kind == "override" and bool(self.reason.strip() and self.who.strip())


@dataclass(frozen=True)
class Memory:
    """What a report remembers of its making.

    The maker gives `period` (`2026Q3`), `settings_digest`, `version` (of the program), `report` (the identity of the series of
    reports: county and kind), `day` (ISO, that of signature where the settings name none), `ledgers` and `templates` (name ->
    sha256 of the file), and whether it is a `draft`: one that was written although its audit found errors. The renderer adds
    `blocks` as printed, references with their numbers; `fixed`, the template's own paragraphs; `figures` (id -> the text of each
    printed figure where it stands alone); `pictures` (id of a chart's block -> digest of what it shows, the sha256 of a picture); `forms` (the same of charts that Word draws -> sha256 of their part); `marks` (bookmark name ->
    what it is); and `digests` (id -> digest of its visible text) of every paragraph, of those too whose text was dropped from
    the memory because a person deleted them (a row's id there is `table#key`). An update adds `points`, what it left open;
    the maker too, for each override of the configuration. `told` are the digests of the cases that an earlier report told and
    this one therefore passed over where it could.
    """

    period: str
    settings_digest: str
    version: str
    report: str = ""
    day: str = ""
    ledgers: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    draft: bool = False
    blocks: tuple[Block, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    points: tuple[OpenPoint, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def names(self) -> Names:
        """How the bookmarks of this report are called."""
        return Names(f"{self.report}\x1f{self.period}")

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The text of each paragraph of ours as printed, by id; of a table its caption."""
        return {id: text_of_phrase(phrase) for block in self.blocks for id, phrase in block.lines}

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """The tables by id."""
        return {block.id: block for block in self.blocks if isinstance(block, Table)}

    @cached_property
    def charts(self) -> Mapping[str, Drawn]:
        """What each chart shows, by the id of its block."""
        return {block.id: _drawn(block, self.pictures, self.forms) for block in self.blocks if isinstance(block, Chart)}


def _drawn(block: Chart, pictures: Mapping[str, str], forms: Mapping[str, str]) -> Drawn:
    points = tuple(
        Plotted(series.name, point.label, point.figure, point.text)
        for series in block.spec.series
        for point in series.points
    )
    return Drawn(pictures.get(block.id, ""), block.spec.alt, points, forms.get(block.id, ""))


def completed(memory: Memory, marks: Mapping[str, Mark] | None = None) -> Memory:
    """The memory with what follows from its blocks: the marks (unless given), and the digests of texts that have none yet."""
    known = (
        marks_of(memory.names, memory.blocks, [(one.id, one.content) for one in memory.fixed])
        if marks is None
        else marks
    )
    digests = {id: text_digest(text) for id, text in visible_texts(memory.blocks, memory.fixed)}
    return replace(memory, marks=known, digests={**digests, **memory.digests})


def visible_texts(blocks: Iterable[Block], fixed: Iterable[Fixed] = ()) -> Iterable[tuple[str, str]]:
    """The visible text of each paragraph and table by id: a table's is its caption and its cells."""
    yield from ((one.id, one.text) for one in fixed)
    for block in blocks:
        for id, phrase in block.lines:
            cells = "".join(f"\n{text_of_phrase(cell)}" for cell in block.cells) if isinstance(block, Table) else ""
            yield id, text_of_phrase(phrase) + cells


def text_of_phrase(phrase: Phrase) -> str:
    """A phrase as printed."""
    return "".join(part.text for part in phrase)


def row_text(cells: Iterable[Phrase]) -> str:
    """The cells of a row, parted by tabs."""
    return "\t".join(map(text_of_phrase, cells))


def text_digest(text: str) -> str:
    """The digest of a visible text; blanks, line breaks and the width of digits and letters make no difference."""
    return sha256(bare(text).encode()).hexdigest()[:16]


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """A text without blanks, in compatible forms (NFKC): what is the same to a reader is the same here."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_UNSEEN).split())
