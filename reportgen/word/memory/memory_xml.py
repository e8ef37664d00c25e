"""How the memory is spelled as XML, and put into a document and found in it again.

`urn:reportgen:memory:2` holds the blocks one by one; `urn:reportgen:memory:1`, of which only `memory_before` knows, held flat texts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from itertools import count

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from reportgen.model.reports.narratives import (
    Attachment,
    AttachmentLine,
    Block,
    Chart,
    Heading,
    Over,
    Paragraph,
    Phrase,
    Reference,
    Row,
    Signature,
    Span,
    Table,
)
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Point, Series
from reportgen.word.editing.comments import link as relate
from reportgen.word.memory import memory_before
from reportgen.word.memory.memory import NAMESPACES as MEMORIES
from reportgen.word.memory.memory import Fixed, Memory, OpenPoint, completed
from reportgen.word.packages.names import NAMESPACES, tag, unprefixed
from reportgen.word.packages.package import Package, open_package
from reportgen.word.packages.xml import Element, XmlError, parse, serialize

NAMESPACE = MEMORIES[0]
_ITEM_ID = "{6B1D2C44-8E5B-4C0F-9A57-3F2E71D0A9C6}"


def write_memory(document: Document, memory: Memory) -> None:
    """Puts the memory into a document, as its only custom XML part: what custom XML the Word template had is left out."""
    main, package = document.part, document.part.package
    for links in [package.rels, *(part.rels for part in package.iter_parts())]:
        for key in [key for key, link in links.items() if link.reltype == RELATIONSHIP_TYPE.CUSTOM_XML]:
            del links[key]
    name, properties_name = (package.next_partname(f"/customXml/{kind}%d.xml") for kind in ("item", "itemProps"))
    part = Part(name, CONTENT_TYPE.XML, memory_bytes(memory), package)
    properties = Part(properties_name, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _properties_bytes(), package)
    part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    main.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def put_memory(package: Package, memory: Memory) -> bool:
    """Puts the memory into the package of an edited document, in the place of the one there; gives whether that was another."""
    for part in package.linked(package.document, "customXml"):
        found = parse_memory(package.parts[part])
        if found is not None:
            if found == memory and NAMESPACE.encode() in package.parts[part]:
                return False
            package.parts[part] = memory_bytes(memory)
            return True
    taken = {name.casefold() for name in package.parts}
    number = next(number for number in count(1) if f"customxml/item{number}.xml" not in taken)
    part, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    package.parts |= {part: memory_bytes(memory), properties: _properties_bytes()}
    package.types |= {part: CONTENT_TYPE.XML, properties: CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES}
    relate(package, part, "customXmlProps", properties)
    relate(package, package.document, "customXml", part)
    return True


def read_memory(document: bytes) -> Memory | None:
    """The memory of a .docx file, wherever a word processor has moved it; None if it has none.

    Raises DocumentError where `document` is no Word document.
    """
    return memory_in(open_package(document))


def stored_memory(package: Package) -> str:
    """The memory in a package as it is spelled there; "" if it has none."""
    parts = (package.parts[part] for part in package.linked(package.document, "customXml"))
    return next((part.decode() for part in parts if parse_memory(part) is not None), "")


def memory_in(package: Package) -> Memory | None:
    """The memory in a package; None if it has none. Custom XML of others, damaged or not, is passed over."""
    return next((found for root in package.custom_xml() if (found := _memory_of(root)) is not None), None)


def parse_memory(data: bytes) -> Memory | None:
    """The memory in its XML, of this version or the one before; None where it is something else."""
    try:
        return _memory_of(parse(data))
    except XmlError:
        return None


def _memory_of(root: Element) -> Memory | None:
    return _memory(root) if root.tag == _name("report") else memory_before.memory_of(root)


def _properties_bytes() -> bytes:
    """The properties of the part: its identity, and the schema it follows."""
    root = etree.Element(tag("ds:datastoreItem"), {tag("ds:itemID"): _ITEM_ID}, nsmap={"ds": NAMESPACES["ds"]})
    schemas = etree.SubElement(root, tag("ds:schemaRefs"))
    etree.SubElement(schemas, tag("ds:schemaRef"), {tag("ds:uri"): NAMESPACE})
    return serialize(root)


def memory_bytes(memory: Memory) -> bytes:
    """The memory as XML."""
    made = {"period": memory.period, "digest": memory.settings_digest, "version": memory.version, "id": memory.report}
    made |= {"day": memory.day} if memory.day else {}
    made |= {"draft": "true"} if memory.draft else {}
    root = etree.Element(_name("report"), made, nsmap=unprefixed(NAMESPACE))
    for kind, files in (("ledger", memory.ledgers), ("template", memory.templates)):
        for name, digest in files.items():
            _add(root, kind, name=name, sha256=digest)
    for one in memory.fixed:
        _write_phrase(_add(root, "fixed", "" if one.content else one.text, id=one.id, story=one.story), one.content)
    for block in memory.blocks:
        _write_block(root, block, memory)
    for figure, text in memory.figures.items():
        _add(root, "figure", text, id=figure)
    for id, digest in memory.digests.items():
        _add(root, "digest", id=id, sha256=digest)
    for point in memory.points:
        _add(root, "point", **{name: value for name, value in asdict(point).items() if value})
    for digest in memory.told:
        _add(root, "told", sha256=digest)
    return serialize(root)


def _add(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    element = etree.SubElement(parent, _name(name), attributes)
    element.text = text or None
    return element


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _write_block(root: Element, block: Block, memory: Memory) -> None:
    match block:
        case Heading():
            _write_phrase(_add(root, "heading", id=block.id, level=str(block.level)), block.content)
        case Paragraph():
            _write_phrase(_add(root, "paragraph", id=block.id, style=block.style), block.content)
        case Table():
            _write_table(root, block)
        case Chart():
            _write_chart(root, block, memory.pictures.get(block.id, ""), memory.forms.get(block.id, ""))
        case AttachmentLine():
            element = _add(root, "attachments", id=block.id)
            for title in block.titles:
                _add(element, "title", title)
        case Signature():
            _add(root, "signature", id=block.id, office=block.office, date=block.date)
        case Attachment():
            across = {"landscape": "true"} if block.landscape else {}
            _add(root, "attachment", block.title, id=block.id, **across)


def _write_phrase(parent: Element, phrase: Phrase) -> None:
    """Plain text is `s`, a figure `f`, a reference `r`."""
    for part in phrase:
        if isinstance(part, Reference):
            _add(parent, "r", part.text, to=part.target)
        else:
            bold = {"bold": "true"} if part.bold else {}
            figure = {} if part.figure is None else {"id": part.figure}
            _add(parent, "s" if part.figure is None else "f", part.text, **figure, **bold)


def _write_table(root: Element, table: Table) -> None:
    shaded = {"shaded": "true"} if table.shaded else {}
    total = "true" if table.total else "false"
    element = _add(root, "table", id=table.id, align=" ".join(table.align), total=total, **shaded)
    _write_phrase(_add(element, "caption"), table.caption)
    for key in table.columns:
        _add(element, "column", key=key)
    for over in table.over:
        _write_phrase(_add(element, "over", span=str(over.span)), over.content)
    _write_cells(_add(element, "header"), table.header)
    for row in table.rows:
        joined = {"joined": str(row.joined)} if row.joined else {}
        _write_cells(_add(element, "row", key=row.key, **joined), row.cells)


def _write_cells(row: Element, cells: Iterable[Phrase]) -> None:
    for cell in cells:
        _write_phrase(_add(row, "c"), cell)


def _write_chart(root: Element, chart: Chart, picture: str, form: str) -> None:
    spec = chart.spec
    what = {"chart": spec.id, "kind": str(spec.kind), "unit": spec.unit, "alt": spec.alt, "picture": picture}
    what |= {"form": form} if form else {}
    element = _add(root, "chart", id=chart.id, **what)
    _write_phrase(_add(element, "caption"), chart.caption)
    for series in spec.series:
        drawn = _add(element, "series", name=series.name)
        for point in series.points:
            _add(drawn, "point", point.text, label=point.label, figure=point.figure, mark=point.mark)


def _memory(root: Element) -> Memory:
    blocks = tuple(block for element in root if (block := _block(element)) is not None)
    memory = Memory(
        period=root.get("period", ""),
        settings_digest=root.get("digest", ""),
        version=root.get("version", ""),
        report=root.get("id", ""),
        day=root.get("day", ""),
        ledgers=_files(root, "ledger"),
        templates=_files(root, "template"),
        draft=root.get("draft") == "true",
        blocks=blocks,
        fixed=tuple(_fixed(one) for one in root.iter(_name("fixed"))),
        figures={one.get("id", ""): one.text or "" for one in root.iterchildren(_name("figure"))},
        pictures={one.get("id", ""): one.get("picture", "") for one in root.iter(_name("chart"))},
        forms={one.get("id", ""): form for one in root.iter(_name("chart")) if (form := one.get("form", ""))},
        digests={one.get("id", ""): one.get("sha256", "") for one in root.iter(_name("digest"))},
        points=tuple(
            OpenPoint(**{field.name: one.get(field.name, "") for field in fields(OpenPoint)})
            for one in root.iterchildren(_name("point"))
        ),
        told=tuple(one.get("sha256", "") for one in root.iterchildren(_name("told"))),
    )
    return completed(memory)


def _fixed(element: Element) -> Fixed:
    """A paragraph of the Word template; where it prints figures, its text is that of its pieces."""
    content = _phrase(element)
    text = "".join(part.text for part in content) if content else element.text or ""
    return Fixed(element.get("id", ""), text, element.get("story", ""), content)


def _files(root: Element, kind: str) -> dict[str, str]:
    return {one.get("name", ""): one.get("sha256", "") for one in root.iter(_name(kind))}


def _block(element: Element) -> Block | None:
    """A block in its XML; None for what is none, or of a kind that nobody knows."""
    id = element.get("id", "")
    match etree.QName(element).localname:
        case "heading":
            return Heading(id, _level(element.get("level", "")), _phrase(element))
        case "paragraph":
            return Paragraph(id, _phrase(element), element.get("style", ""))
        case "table":
            return _table(element)
        case "chart":
            return Chart(id, _child(element, "caption"), _spec(element))
        case "attachments":
            return AttachmentLine(id, tuple(one.text or "" for one in element.iter(_name("title"))))
        case "signature":
            return Signature(id, element.get("office", ""), element.get("date", ""))
        case "attachment":
            return Attachment(id, element.text or "", element.get("landscape") == "true")
    return None


def _level(text: str) -> int:
    return int(text) if text in ("1", "2", "3", "4") else 1


def _phrase(parent: Element) -> Phrase:
    return tuple(_parts(parent))


def _parts(parent: Element) -> Iterator[Span | Reference]:
    for element in parent:
        kind, text = etree.QName(element).localname, element.text or ""
        if kind == "r":
            yield Reference(element.get("to", ""), text)
        elif kind in ("s", "f"):
            yield Span(text, element.get("id") if kind == "f" else None, element.get("bold") == "true")


def _child(parent: Element, name: str) -> Phrase:
    found = parent.find(_name(name))
    return () if found is None else _phrase(found)


def _table(element: Element) -> Table:
    header = element.find(_name("header"))
    rows = tuple(
        Row(row.get("key", ""), _cells(row), _count(row, "joined", 0)) for row in element.iterchildren(_name("row"))
    )
    over = tuple(Over(_phrase(one), _count(one, "span", 1)) for one in element.iterchildren(_name("over")))
    return Table(
        element.get("id", ""),
        _child(element, "caption"),
        () if header is None else _cells(header),
        rows,
        tuple(element.get("align", "").split()),
        element.get("total") == "true",
        tuple(one.get("key", "") for one in element.iterchildren(_name("column"))),
        over,
        element.get("shaded") == "true",
    )


def _count(element: Element, name: str, otherwise: int) -> int:
    text = element.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else otherwise


def _cells(row: Element) -> tuple[Phrase, ...]:
    return tuple(map(_phrase, row.iterchildren(_name("c"))))


def _spec(element: Element) -> ChartSpec:
    """What a chart showed; the values themselves are not kept, only how they were printed."""
    kinds: Iterable[ChartKind] = ChartKind
    word = element.get("kind", "")  # a later version may know kinds that this one does not: the word stays as it is
    kind = next((one for one in kinds if one.value == word), word)
    series = tuple(
        Series(
            one.get("name", ""),
            tuple(
                Point(point.get("label", ""), None, point.text or "", point.get("figure", ""), point.get("mark", ""))
                for point in one.iterchildren(_name("point"))
            ),
        )
        for one in element.iterchildren(_name("series"))
    )
    return ChartSpec(element.get("chart", ""), kind, series, element.get("unit", ""), element.get("alt", ""))
