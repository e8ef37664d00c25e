"""The report's memory: one custom XML part that says what each hidden bookmark is, and what the program wrote there.

It holds ids, the texts as printed, what the charts show, and how the report was made; nothing that is not on the page but
names and digests of the ledgers, the digest of the settings and the version of the program.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from reportgen.word.names import NAMESPACES, tag, unprefixed
from reportgen.word.package import Package, open_package
from reportgen.word.xml import Element, serialize

NAMESPACE = "urn:reportgen:memory:1"
_ITEM_ID = "{6B1D2C44-8E5B-4C0F-9A57-3F2E71D0A9C6}"
_PART = "customXml/item1.xml"
_PROPERTIES = "customXml/itemProps1.xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a bookmark stands round: the text, picture or number of a block, or a figure (its id) printed in a block."""

    kind: Literal["block", "picture", "number", "figure"]
    block: str
    figure: str | None = None


@dataclass(frozen=True, slots=True)
class Plotted:
    """One value of a chart: its series and label, the id of its figure, and the text that stands at it."""

    series: str
    label: str
    figure: str
    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as it was drawn: the sha256 of the picture's bytes, the words for the blind, and every value."""

    picture: str
    alt: str
    points: tuple[Plotted, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What a report remembers of its making.

    The maker gives `period` (`2026Q3`), `settings_digest`, `version` (of the program), `day` (ISO, that of signature where the
    settings name none), `ledgers` (name -> sha256 of the file) and whether it is a `draft`: one that was written although its audit found errors. The renderer adds `blocks`
    (id -> text as written, in order), `figures` (id -> printed text), `marks` (bookmark name -> what it is), `charts`
    (block id -> what was drawn) and `fixed`: the paragraphs that belong to no block, of the Word template itself.
    """

    period: str
    settings_digest: str
    version: str
    day: str = ""
    ledgers: Mapping[str, str] = field(default_factory=dict)
    draft: bool = False
    blocks: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    charts: Mapping[str, Drawn] = field(default_factory=dict)
    fixed: tuple[str, ...] = ()


def write_memory(package: Package, memory: Memory) -> None:
    """Puts the memory into a package, as its only custom XML part."""
    for part in [part for part in package.parts if part.startswith("customXml/")]:
        package.remove(part)
    package.add(_PART, "application/xml", serialize(_element(memory)))
    package.add(_PROPERTIES, _PROPERTIES_TYPE, serialize(_properties()))
    package.relate(_PART, "customXmlProps", _PROPERTIES)
    package.relate(package.document, "customXml", _PART)


def _element(memory: Memory) -> Element:
    """The memory as XML."""
    made = {"period": memory.period, "digest": memory.settings_digest, "version": memory.version}
    if memory.day:
        made["day"] = memory.day
    if memory.draft:
        made["draft"] = "true"
    root = etree.Element(_name("report"), made, nsmap=unprefixed(NAMESPACE))
    for ledger, digest in memory.ledgers.items():
        etree.SubElement(root, _name("ledger"), {"name": ledger, "sha256": digest})
    for block, text in memory.blocks.items():
        etree.SubElement(root, _name("block"), {"id": block}).text = text
    for figure, text in memory.figures.items():
        etree.SubElement(root, _name("figure"), {"id": figure}).text = text
    for name, mark in memory.marks.items():
        printed = {"figure": mark.figure} if mark.figure is not None else {}
        etree.SubElement(root, _name("mark"), {"name": name, "kind": mark.kind, "block": mark.block, **printed})
    for block, drawn in memory.charts.items():
        root.append(_chart(block, drawn))
    for text in memory.fixed:
        etree.SubElement(root, _name("fixed")).text = text
    return root


def _chart(block: str, drawn: Drawn) -> Element:
    chart = etree.Element(_name("chart"), {"block": block, "picture": drawn.picture, "alt": drawn.alt})
    for one in drawn.points:
        place = {"series": one.series, "label": one.label, "figure": one.figure}
        etree.SubElement(chart, _name("point"), place).text = one.text
    return chart


def _properties() -> Element:
    """The item's properties: its identity, and the schema it follows."""
    root = etree.Element(tag("ds:datastoreItem"), {tag("ds:itemID"): _ITEM_ID}, nsmap={"ds": NAMESPACES["ds"]})
    schemas = etree.SubElement(root, tag("ds:schemaRefs"))
    etree.SubElement(schemas, tag("ds:schemaRef"), {tag("ds:uri"): NAMESPACE})
    return root


def read_memory(document: bytes) -> Memory | None:
    """The memory of a .docx file, wherever a word processor has moved it; None if it has none.

    Raises DocumentError where `document` is no Word document.
    """
    package = open_package(document)
    for part in package.linked(package.document, "customXml"):
        root = package.root(part)
        if root.tag == _name("report"):
            return _memory(root)
    return None


def _memory(root: Element) -> Memory:
    """The memory in its XML."""
    return Memory(
        root.get("period", ""),
        root.get("digest", ""),
        root.get("version", ""),
        root.get("day", ""),
        {ledger.get("name", ""): ledger.get("sha256", "") for ledger in root.iter(_name("ledger"))},
        root.get("draft") == "true",
        {block.get("id", ""): block.text or "" for block in root.iter(_name("block"))},
        {figure.get("id", ""): figure.text or "" for figure in root.iter(_name("figure"))},
        {mark.get("name", ""): _mark(mark) for mark in root.iter(_name("mark"))},
        {chart.get("block", ""): _drawn(chart) for chart in root.iter(_name("chart"))},
        tuple(fixed.text or "" for fixed in root.iter(_name("fixed"))),
    )


def _drawn(chart: Element) -> Drawn:
    """A chart in its XML."""
    points = tuple(
        Plotted(one.get("series", ""), one.get("label", ""), one.get("figure", ""), one.text or "")
        for one in chart.iter(_name("point"))
    )
    return Drawn(chart.get("picture", ""), chart.get("alt", ""), points)


def _mark(mark: Element) -> Mark:
    """What a bookmark is; a kind that nobody knows is the figure's or the block's text."""
    figure = mark.get("figure")
    if figure is not None:
        return Mark("figure", mark.get("block", ""), figure)
    kind = mark.get("kind")
    return Mark("picture" if kind == "picture" else "number" if kind == "number" else "block", mark.get("block", ""))


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"
