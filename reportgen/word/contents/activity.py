"""What a document holds of what the table of `constructs` names: found by content type, relationship and element, never by a part's name."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reportgen.messages import _, issue
from reportgen.model import Issue, Source
from reportgen.word.contents.constructs import (
    CONSTRUCTS,
    ELEMENTS,
    FIELDS,
    HARMLESS_RELATIONS,
    INERT_FIELDS,
    PICTURES,
    RELATIONS,
    Kind,
    Verdict,
)
from reportgen.word.contents.fields import fields
from reportgen.word.memory.marks import PREFIX
from reportgen.word.memory.memory import NAMESPACES as MEMORIES
from reportgen.word.packages.names import RELATIONSHIP, tag
from reportgen.word.packages.package import DOCUMENT_TYPE, Package, Relationship, is_xml
from reportgen.word.packages.structure import text_parts
from reportgen.word.packages.xml import Element

_OFF = ("0", "false", "off")
_VML = "{urn:schemas-microsoft-com:vml"  # as in a tag, before its closing brace
_VANISH, _MARK, _NAME, _LINK = tag("w:vanish"), tag("w:bookmarkStart"), tag("w:name"), tag("r:link")


@dataclass(frozen=True, slots=True)
class Holding:
    """What a file holds: the construct's name in `CONSTRUCTS`, in the user's words, the part it is in, and how many times."""

    construct: str
    what: str
    part: str
    count: int


def active_content(package: Package, kind: Kind = Kind.GENERATED) -> tuple[Issue, ...]:
    """An issue for each thing in each part that a file of this kind must not have (`document.active`, `document.not-clean`).

    Raises DocumentError where a part cannot be read.
    """
    code = "document.not-clean" if kind is Kind.FINALIZED else "document.active"
    return tuple(
        issue(code, Source(package.name, one.part), part=one.part, what=one.what)
        for one in _holdings(package, kind, Verdict.REFUSED)
    )


def described_content(package: Package, kind: Kind) -> tuple[Holding, ...]:
    """What a file of this kind holds that its reader should know of, and may stay: part by part, with counts."""
    return tuple(_holdings(package, kind, Verdict.DESCRIBED))


def _holdings(package: Package, kind: Kind, verdict: Verdict) -> Iterator[Holding]:
    """Everything of one verdict, in order of its first appearance."""
    for (part, construct), count in Counter(_found(package)).items():
        row = CONSTRUCTS[construct]
        if row.verdicts[kind] is verdict:
            yield Holding(construct, _(row.what), part, count)


def _found(package: Package) -> Iterator[tuple[str, str]]:
    """Everything in the table that a package holds: the part it is in, and the construct."""
    if package.types[package.document] != DOCUMENT_TYPE:
        yield package.document, "macros"
    links = [(source, link) for source, links in package.links.items() for link in links]
    for source, link in links:
        yield from _of_link(package, source, link)
    inside = [(package.target(source, link), link.type) for source, link in links if not link.external]
    custom = {part for part, kind in inside if kind.startswith(RELATIONSHIP + "customXml")}
    targets = {part for part, _kind in inside}
    text = set(text_parts(package))
    for part in package.parts:
        if part not in targets:
            yield part, "stray"
        elif part not in custom and (part in text or is_xml(part, package.types[part])):
            yield from ((part, construct) for construct in _of_part(package.root(part)))
    yield from _of_custom_xml(package)


def _of_link(package: Package, source: str, link: Relationship) -> Iterator[tuple[str, str]]:
    """What a relationship brings in, by its type: a part's name says nothing."""
    if link.external:
        yield from ((source, construct) for construct in _of_address(link))
        return
    target = package.target(source, link)
    if link.type not in HARMLESS_RELATIONS:
        yield target, RELATIONS.get(link.type, "unknown")
    elif link.type == RELATIONSHIP + "image" and package.types.get(target) not in PICTURES:
        yield target, "picture"


def _of_address(link: Relationship) -> Iterator[str]:
    """What a relationship to the outside is."""
    if link.type == RELATIONSHIP + "attachedTemplate":
        yield "attached template"
    elif link.type != RELATIONSHIP + "hyperlink":
        yield "link"
    elif not link.target.lower().startswith("https://"):
        yield "hyperlink"


def _of_part(root: Element) -> Iterator[str]:
    """What stands inside a part."""
    for element in root.iter():
        namespace, _brace, name = element.tag.rpartition("}")
        if name in ELEMENTS:
            yield ELEMENTS[name]
        elif name == "OLEObject":
            yield _of_object(element)
        elif element.tag == _VANISH and _hides(element):
            yield "hidden text"
        elif element.tag == _MARK and element.get(_NAME, "").startswith(PREFIX):
            yield "mark"
        if element.get(_LINK) or (namespace == _VML and _is_address(element.get("src", ""))):
            yield "linked picture"
    for field in fields(root):
        word = (field.code.split() or [""])[0].upper()
        if word not in FIELDS:
            yield "field" if word in INERT_FIELDS or word.startswith("=") else "acting field"


def _of_object(element: Element) -> str:
    """An OLE object by what it does: it may be a link, or a file of any kind that a double click opens."""
    if element.get("Type", "").lower() == "link":
        return "linked object"
    return "packaged file" if element.get("ProgID", "").lower().startswith("package") else "object"


def _hides(vanish: Element) -> bool:
    """Whether `w:vanish` hides a run; in a style or at the end of a paragraph it hides no text by itself."""
    run = next(vanish.iterancestors(tag("w:r"), tag("w:p")), None)
    return run is not None and run.tag == tag("w:r") and vanish.get(tag("w:val")) not in _OFF


def _is_address(target: str) -> bool:
    """Whether the source of a VML picture is outside the file."""
    return "://" in target or target.startswith(("\\\\", "//"))


def _of_custom_xml(package: Package) -> Iterator[tuple[str, str]]:
    """Our memory, and the data of other programs; a part that is not well-formed is another program's."""
    ours = [etree.QName(root).namespace in MEMORIES for root in package.custom_xml()]
    parts = package.linked(package.document, "customXml")
    yield from [(package.document, "memory")] * sum(ours)
    yield from [(package.document, "custom XML")] * (len(parts) - sum(ours))
