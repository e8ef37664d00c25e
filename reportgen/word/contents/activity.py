"""What a document holds of what the table of `constructs` names: found by content type, relationship and element, never by a part's name."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from lxml import etree

from reportgen.messages import _, issue
from reportgen.model.sources import Issue, Source
from reportgen.word.cleaning.steps.hiding import hidden_in
from reportgen.word.cleaning.steps.link_targets import needless_bookmarks
from reportgen.word.cleaning.steps.naming import tells_in_name
from reportgen.word.cleaning.steps.stripping import PictureError, stripped, told_in_svg
from reportgen.word.cleaning.steps.traces import is_trace
from reportgen.word.contents.charts import construct_of_chart
from reportgen.word.contents.constructs import CONSTRUCTS, Kind, Verdict
from reportgen.word.contents.fields import fields
from reportgen.word.contents.pictures import MOST_PIXELS, kind_of, pixels_of
from reportgen.word.contents.places import place_of
from reportgen.word.contents.signs import (
    CORE_LINK,
    CUSTOM_XML,
    HARMLESS_RELATIONS,
    PICTURES,
    RELATIONS,
    construct_of,
    construct_of_address,
    construct_of_field,
    linked_from,
)
from reportgen.word.memory.memory import NAMESPACES as MEMORIES
from reportgen.word.packages.names import NAMESPACES, RELATIONSHIP, tag
from reportgen.word.packages.package import DOCUMENT_TYPE, Package, Relationship, is_xml
from reportgen.word.packages.structure import text_parts
from reportgen.word.packages.xml import Element, XmlError, parse
from reportgen.word.pages.page import field_name
from reportgen.word.pages.styles import styles_of

_R = f"{{{NAMESPACES['r']}}}"
_TOLD = frozenset(tag(name) for name in ("dc:title", "dcterms:created", "dcterms:modified"))
_PLACES = 5  # of one kind in one part that are named


@dataclass(frozen=True, slots=True)
class Holding:
    """What a file holds: the construct's name in `CONSTRUCTS`, in the user's words, the part it is in, and how many times.

    `places` are paragraphs and cells in words, the first few; of something else than an element they are those that name it.
    """

    construct: str
    what: str
    part: str
    count: int
    places: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Part and places, as a person reads them."""
        if not self.places:
            return self.part
        return _("{part}, {places}").format(part=self.part, places=_("; ").join(self.places))


@dataclass(frozen=True, slots=True)
class _Found:
    """One thing: the part that holds it, its construct, where it stands or is named, and what more can be said of it."""

    part: str
    construct: str
    element: Element | None = None
    detail: str = ""


def active_content(package: Package, kind: Kind = Kind.GENERATED) -> tuple[Issue, ...]:
    """An issue for each thing in each part that a file of this kind must not have (`document.active`, `document.not-clean`).

    Raises DocumentError where a part cannot be read.
    """
    code = "document.not-clean" if kind is Kind.FINALIZED else "document.active"
    return tuple(
        issue(
            code,
            Source(package.name, one.part),
            part=one.part,
            where=one.where,
            what=one.what,
            advice=_(CONSTRUCTS[one.construct].advice),
        )
        for one in _holdings(package, kind, Verdict.REFUSED)
    )


def described_content(package: Package, kind: Kind) -> tuple[Holding, ...]:
    """What a file of this kind holds that its reader should know of, and may stay: part by part, with counts."""
    return tuple(_holdings(package, kind, Verdict.DESCRIBED))


def cleaned_content(package: Package, kind: Kind = Kind.TEMPLATE) -> tuple[Holding, ...]:
    """What a file of this kind holds that is taken out of it: part by part, with counts."""
    return tuple(_holdings(package, kind, Verdict.CLEANED))


def construct_of_link(package: Package, source: str, link: Relationship) -> str:
    """What a relationship of a part brings in, by its type and the content type of its target; "" for what belongs to a page."""
    if link.external and link.type != RELATIONSHIP + "attachedTemplate":
        return construct_of_address(link.target) if link.type == RELATIONSHIP + "hyperlink" else "link"
    target = package.target(source, link)
    charted = construct_of_chart(package, source, link)
    if charted is not None:
        return charted
    if link.type == CORE_LINK:
        return "properties" if target in package.parts and _tells(package.parts[target]) else ""
    if link.type == CUSTOM_XML:
        return ""  # counted by what they are
    if link.type not in HARMLESS_RELATIONS:
        return RELATIONS.get(link.type, "unknown")
    types = HARMLESS_RELATIONS[link.type]
    return "mismatch" if types and package.types.get(target, "") not in types else ""


def _holdings(package: Package, kind: Kind, verdict: Verdict) -> Iterator[Holding]:
    """Everything of one verdict, in order of its first appearance."""
    groups: dict[tuple[str, str, str], list[_Found]] = {}
    for one in _found(package):
        if CONSTRUCTS[one.construct].verdicts[kind] is verdict:
            groups.setdefault((one.part, one.construct, one.detail), []).append(one)
    for (part, construct, detail), found in groups.items():
        what = _(CONSTRUCTS[construct].what)
        said = _("{what} ({detail})").format(what=what, detail=detail) if detail else what
        places = (place_of(one.element) for one in found[:_PLACES] if one.element is not None)
        yield Holding(construct, said, part, len(found), tuple(dict.fromkeys(filter(None, places))))


def _found(package: Package) -> Iterator[_Found]:
    """Everything in the table that a package holds."""
    if package.types[package.document] != DOCUMENT_TYPE:
        yield _Found(package.document, "macros")
    links = [(source, link) for source, links in package.links.items() for link in links]
    inside = {package.target(source, link): link.type for source, link in links if not link.external}
    text = set(text_parts(package))
    roots = dict(_roots(package, links, text))
    yield from _of_links(package, links, roots)
    yield from (_Found(part, "stray") for part in package.parts if part not in inside)
    for part, root in roots.items():
        yield from _of_part(part, root)
    styles = styles_of(package)
    yield from (
        _Found(part, "hidden text", one) for part in text & roots.keys() for one in hidden_in(roots[part], styles)
    )
    yield from _of_bookmarks({part: roots[part] for part in text_parts(package) if part in roots})
    for part in dict.fromkeys(part for part, kind in inside.items() if kind == RELATIONSHIP + "image"):
        yield from _of_picture(package, part)
    yield from _of_custom_xml(package)


def _roots(package: Package, links: list[tuple[str, Relationship]], text: set[str]) -> Iterator[tuple[str, Element]]:
    """Every part that is XML and no custom XML; one that no page needs may be as broken as its maker left it."""
    inside = [(package.target(source, link), source, link) for source, link in links if not link.external]
    custom = {part for part, _source, link in inside if link.type.startswith(CUSTOM_XML)}
    needed = {part for part, source, link in inside if not construct_of_link(package, source, link)}
    for part in dict.fromkeys(part for part, _source, _link in inside if part in package.parts and part not in custom):
        if part in needed and (part in text or is_xml(part, package.types[part])):
            yield part, package.root(part)
        elif is_xml(part, package.types[part]):
            with suppress(XmlError):
                yield part, parse(package.parts[part])


def _of_links(
    package: Package, links: list[tuple[str, Relationship]], roots: Mapping[str, Element]
) -> Iterator[_Found]:
    """What relationships bring in, with the elements that name them."""
    for source, link in links:
        construct = construct_of_link(package, source, link)
        if construct:
            part = source if link.external else package.target(source, link)
            detail = link.type.rpartition("/")[2] if construct in ("unknown", "mismatch", "link") else ""
            yield _Found(part, construct, _user(roots[source], link.id) if source in roots else None, detail)


def _user(root: Element, id: str) -> Element | None:
    """The first element that names a relationship of its part."""
    return next(
        (one for one in root.iter() for name, value in one.attrib.items() if value == id and str(name).startswith(_R)),
        None,
    )


def _of_part(part: str, root: Element) -> Iterator[_Found]:
    """What stands inside a part."""
    for element in root.iter():
        if construct := construct_of(element):
            yield _Found(part, construct, element)
        if element.attrib and (construct := linked_from(element)):
            yield _Found(part, construct, element)
        if tells_in_name(element):
            yield _Found(part, "picture name", element)
        for name in element.attrib:
            if is_trace(str(name)):
                yield _Found(part, "traces", element)
    yield from (_Found(part, "picture data", element) for element, _name in told_in_svg(root))
    for field in fields(root):
        construct = construct_of_field(field.code)
        if construct:
            yield _Found(part, construct, field.element, field_name(field.code.replace("\0", "")))


def _of_bookmarks(roots: Mapping[str, Element]) -> Iterator[_Found]:
    """Bookmarks of people and editors at which nothing points; ours are found as elements."""
    needless = needless_bookmarks(roots.values())
    for part, root in roots.items():
        yield from (
            _Found(part, "bookmark", one)
            for one in root.iter(tag("w:bookmarkStart"))
            if one in needless and construct_of(one) != "mark"
        )


def _of_picture(package: Package, part: str) -> Iterator[_Found]:
    """What a picture is by its bytes, whatever it is called."""
    if part not in package.parts:
        return
    data, named = package.parts[part], package.types[part]
    kind = kind_of(data)
    pixels = pixels_of(data)
    try:
        bare = stripped(data) == data
    except PictureError:
        bare, pixels = True, -1
    if kind not in PICTURES or named not in PICTURES or pixels < 0:
        yield _Found(part, "picture")
    elif pixels > MOST_PIXELS:
        yield _Found(part, "picture size")
    elif kind != named:
        yield _Found(part, "picture type")
    if not bare:
        yield _Found(part, "picture data")


def _tells(properties: bytes) -> bool:
    """Whether core properties say more than a title and when."""
    try:
        root = parse(properties)
    except XmlError:
        return True
    return root.tag != tag("cp:coreProperties") or any((one.text or "").strip() for one in root if one.tag not in _TOLD)


def _of_custom_xml(package: Package) -> Iterator[_Found]:
    """Our memory, and the data of other programs; a part that is not well-formed is another program's."""
    ours = [etree.QName(root).namespace in MEMORIES for root in package.custom_xml()]
    parts = package.linked(package.document, "customXml")
    yield from [_Found(package.document, "memory")] * sum(ours)
    yield from [_Found(package.document, "custom XML")] * (len(parts) - sum(ours))
