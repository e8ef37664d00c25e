"""What a document must not hold: anything that runs, reaches out, or carries somebody else's file.

The lists are of what is allowed, so that what nobody thought of is refused.
"""

from collections.abc import Iterator

from lxml import etree

from reportgen.messages import N_, _, issue
from reportgen.model import Issue, Source
from reportgen.word.names import PACKAGE_RELATIONSHIP, RELATIONSHIP, tag
from reportgen.word.package import DOCUMENT_TYPE, Package, Relationship
from reportgen.word.reading import fields

FIELDS = frozenset({"PAGE", "NUMPAGES", "TOC", "SEQ", "REF", "DATE"})

_LINKS = {RELATIONSHIP + kind for kind in (
    "officeDocument", "extended-properties", "custom-properties", "styles", "settings", "webSettings", "fontTable", "theme",
    "numbering", "header", "footer", "footnotes", "endnotes", "image", "hyperlink", "customXml", "customXmlProps",
)} | {
    PACKAGE_RELATIONSHIP + "metadata/core-properties",
    PACKAGE_RELATIONSHIP + "metadata/thumbnail",
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}  # fmt: skip
_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff", "image/x-emf", "image/x-wmf"}
_ELEMENTS = {
    "altChunk": N_("a file to be merged in (altChunk)"),
    "subDoc": N_("a subdocument"),
    "object": N_("an embedded object"),
    "OLEObject": N_("an embedded object"),
    "control": N_("a control"),
    "movie": N_("a movie"),
    "attachedTemplate": N_("an attached template"),
    "mailMerge": N_("a mail merge source"),
    "frameset": N_("frames"),
    "ins": N_("a tracked change"),
    "del": N_("a tracked change"),
    "moveFrom": N_("a tracked change"),
    "moveTo": N_("a tracked change"),
    "commentReference": N_("a comment"),
    "docVars": N_("document variables"),
}


def active_content(package: Package) -> tuple[Issue, ...]:
    """An issue (`document.active`) for each thing in the package that a report or its Word template must not have."""
    found = dict.fromkeys(_found(package))
    return tuple(issue("document.active", Source(package.name, part), part=part, what=_(what)) for part, what in found)


def _found(package: Package) -> Iterator[tuple[str, str]]:
    """Every forbidden thing: the part it is in, and what it is."""
    if package.types[package.document] != DOCUMENT_TYPE:
        yield package.document, N_("macros, or it is a template file (.dotx)")
    for source, links in package.links.items():
        for link in links:
            yield from _link(package, source, link)
    targets = {
        package.target(source, link) for source, links in package.links.items() for link in links if not link.external
    }
    for part in package.parts:
        if part not in targets:
            yield part, N_("a file that nothing refers to")
        if part.endswith(".xml") and not part.startswith("customXml/"):
            yield from _part(package, part)


def _link(package: Package, source: str, link: Relationship) -> Iterator[tuple[str, str]]:
    """What is wrong with a relationship."""
    if link.external:
        if not (link.type == RELATIONSHIP + "hyperlink" and link.target.lower().startswith("https://")):
            yield source, N_("a link to another place than an https address")
    elif link.type not in _LINKS:
        yield package.target(source, link), N_("something that a report does not need")
    elif link.type == RELATIONSHIP + "image" and package.types.get(package.target(source, link)) not in _PICTURES:
        yield package.target(source, link), N_("a picture of an unknown kind")


def _part(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """What is wrong inside a part."""
    root = package.root(part)
    for element in root.iter():
        what = _ELEMENTS.get(etree.QName(element).localname)
        if what:
            yield part, what
    for field in fields(root):
        if (field.code.split() or [""])[0].upper() not in FIELDS:
            yield part, N_("a field other than a page number, date, caption number or reference")
    if any(element.get(tag("r:link")) for element in root.iter()):
        yield part, N_("a linked picture")
