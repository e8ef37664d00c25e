"""The parts of a clean copy: those that are printed and what they need, and of the properties the title alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from reportgen.word.cleaning.removed import Removed
from reportgen.word.cleaning.tree import remove
from reportgen.word.memory.memory import NAMESPACES as MEMORIES
from reportgen.word.packages.names import NAMESPACES, PACKAGE_RELATIONSHIP, RELATIONSHIP, tag
from reportgen.word.packages.package import Package, Relationship
from reportgen.word.packages.xml import Element, serialize
from reportgen.word.pages.styles import switch

CORE, _CORE_TYPE = "docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"
CORE_LINK = PACKAGE_RELATIONSHIP + "metadata/core-properties"
_OFFICE = "http://schemas.microsoft.com/office/"
LINKS: Mapping[str, Removed] = {
    RELATIONSHIP + "customXml": Removed.CUSTOM_XML,
    RELATIONSHIP + "comments": Removed.COMMENTS,
    RELATIONSHIP + "attachedTemplate": Removed.SETTINGS,
    RELATIONSHIP + "glossaryDocument": Removed.SETTINGS,
    RELATIONSHIP + "printerSettings": Removed.SETTINGS,
    RELATIONSHIP + "extended-properties": Removed.PROPERTIES,
    RELATIONSHIP + "custom-properties": Removed.PROPERTIES,
    CORE_LINK: Removed.PROPERTIES,
    PACKAGE_RELATIONSHIP + "metadata/thumbnail": Removed.PROPERTIES,
    _OFFICE + "2020/02/relationships/classificationlabels": Removed.PROPERTIES,
    _OFFICE + "2006/relationships/ui/userCustomization": Removed.SETTINGS,
    _OFFICE + "2007/relationships/stylesWithEffects": Removed.SETTINGS,
    _OFFICE + "2011/relationships/people": Removed.COMMENTS,
    _OFFICE + "2019/05/relationships/documenttasks": Removed.COMMENTS,
    **dict.fromkeys(
        (
            _OFFICE + "2011/relationships/commentsExtended",
            _OFFICE + "2016/09/relationships/commentsIds",
            _OFFICE + "2018/08/relationships/commentsExtensible",
        ),
        Removed.COMMENTS,
    ),
}
"""Relationships to what a clean copy does not have; the properties come back with the title alone."""
_NAMED = frozenset(RELATIONSHIP + kind for kind in ("image", "chart", "hyperlink", "header", "footer"))
_R = f"{{{NAMESPACES['r']}}}"
_NOTES = ("footnote", "endnote")
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def without_links(package: Package) -> tuple[Package, Counter[Removed]]:
    """The package without memory, custom XML, comments, properties and what else only accompanies the text; the title stays."""
    found: Counter[Removed] = Counter()
    memories = sum(etree.QName(root).namespace in MEMORIES for root in package.custom_xml())
    for known in package.links.values():
        found.update(LINKS[link.type] for link in known if link.type in LINKS)
    found[Removed.PROPERTIES] -= _is_bare(package)
    found[Removed.CUSTOM_XML] -= memories
    found[Removed.MEMORY] += memories
    links = {part: [link for link in links if link.type not in LINKS] for part, links in package.links.items()}
    title = _title(package)
    bare = reachable(replace(package, links=links))
    if not title:
        return bare, found
    core = Relationship(_free_id(links.get("", [])), CORE_LINK, CORE)
    return (
        replace(
            bare,
            parts={**bare.parts, CORE: _core(title)},
            types={**bare.types, CORE: _CORE_TYPE},
            links={**bare.links, "": [*bare.links.get("", ()), core]},
        ),
        found,
    )


def _title(package: Package) -> str:
    return next(((root.findtext(tag("dc:title")) or "").strip() for root in _cores(package)), "")


def _is_bare(package: Package) -> bool:
    """Whether the core properties are there and hold the title alone."""
    return any(all(one.tag == tag("dc:title") for one in root) for root in _cores(package))


def _cores(package: Package) -> Iterator[Element]:
    """The core properties of a package: one part, or none."""
    for link in package.links.get("", ()):
        if link.type == CORE_LINK and package.target("", link) in package.parts:
            yield package.root(package.target("", link))


def _core(title: str) -> bytes:
    names = {prefix: NAMESPACES[prefix] for prefix in ("cp", "dc", "dcterms", "xsi")}
    root = etree.Element(tag("cp:coreProperties"), nsmap=names)
    etree.SubElement(root, tag("dc:title")).text = title
    return serialize(root)


def _free_id(links: Iterable[Relationship]) -> str:
    known = {link.id for link in links}
    return next(id for number in range(1, len(known) + 2) if (id := f"rId{number}") not in known)


def reachable(package: Package) -> Package:
    """The package with the parts to which something leads; a file that nothing refers to is nobody's."""
    seen, waiting = set[str](), [""]
    while waiting:
        part = waiting.pop()
        if part in seen:
            continue
        seen.add(part)
        targets = [package.target(part, link) for link in package.links.get(part, ()) if not link.external]
        waiting += [target for target in targets if target in package.parts]
    return replace(
        package,
        parts={part: data for part, data in package.parts.items() if part in seen},
        types={part: kind for part, kind in package.types.items() if part in seen},
        links={part: links for part, links in package.links.items() if part in seen and links},
    )


def without_unused(package: Package, roots: Mapping[str, Element]) -> Package:
    """The package without pictures, links, headers and footers that no text names any more; `roots` are its XML parts."""
    links = {
        part: [link for link in links if link.type not in _NAMED or part not in roots or link.id in _used(roots[part])]
        for part, links in package.links.items()
    }
    return reachable(replace(package, links=links))


def _used(root: Element) -> set[str]:
    return {str(value) for one in root.iter() for name, value in one.attrib.items() if str(name).startswith(_R)}


def remove_unprinted(package: Package, roots: Mapping[str, Element]) -> int:
    """Takes out what no page prints: headers of first or even pages where there are none, notes to which nothing refers."""
    main = roots[package.document]
    first = any(switch(one.find(tag("w:titlePg"))) for one in main.iter(tag("w:sectPr")))
    settings = [roots[part] for part in package.linked(package.document, "settings")]
    even = any(switch(one.find(tag("w:evenAndOddHeaders"))) for one in settings)
    unprinted = {kind for kind, printed in (("first", first), ("even", even)) if not printed}
    gone = [
        one
        for one in main.iter(tag("w:headerReference"), tag("w:footerReference"))
        if one.get(tag("w:type")) in unprinted
    ]
    gone += list(_unreferred(package, roots))
    for one in gone:
        remove(one)
    return len(gone)


def _unreferred(package: Package, roots: Mapping[str, Element]) -> Iterator[Element]:
    """Notes to which no text refers; the lines that part notes from the text are none."""
    for kind in _NOTES:
        referred = {one.get(tag("w:id")) for root in roots.values() for one in root.iter(tag(f"w:{kind}Reference"))}
        for part in package.linked(package.document, f"{kind}s"):
            for note in roots[part].iter(tag(f"w:{kind}")):
                if note.get(tag("w:type")) not in _SEPARATORS and note.get(tag("w:id")) not in referred:
                    yield note
