"""Hyperlinks of a Word page that reports must not have: their text stays, the link goes."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from reportgen.word.cleaning.steps.fields import make_text_of
from reportgen.word.cleaning.tree import remove, unwrap
from reportgen.word.contents.signs import construct_of_field
from reportgen.word.packages.names import NAMESPACES, tag
from reportgen.word.packages.package import Package, Relationship
from reportgen.word.packages.xml import Element

_HYPERLINK, _ANCHOR = tag("w:hyperlink"), tag("w:anchor")
_R = f"{{{NAMESPACES['r']}}}"
_VML = "{urn:schemas-microsoft-com:vml}"
_ADDRESSES = ("href", "{urn:schemas-microsoft-com:office:office}href")


def unlink(package: Package, roots: Mapping[str, Element], goes: Callable[[str, Relationship], bool]) -> Package:
    """The package without the relationships that go; links in the text that used them are made text, in `roots` too."""
    gone = {
        part: {link.id for link in links if goes(part, link)} for part, links in package.links.items() if part in roots
    }
    for part, ids in gone.items():
        for element in [one for one in roots[part].iter() if _named(one) & ids]:
            _release(element)
    links = {part: [link for link in links if not goes(part, link)] for part, links in package.links.items()}
    return replace(package, links=links)


def unlink_fields(root: Element) -> None:
    """Makes text of HYPERLINK fields of the same kind, and takes addresses from shapes."""
    make_text_of(root, lambda one: construct_of_field(one.code) == "hyperlink")
    for shape in root.iter():
        if str(shape.tag).startswith(_VML):
            for name in [name for name in _ADDRESSES if name in shape.attrib]:
                del shape.attrib[name]


def _named(element: Element) -> set[str]:
    return {str(value) for name, value in element.attrib.items() if str(name).startswith(_R)}


def _release(element: Element) -> None:
    """A link round text goes and leaves the text, or what leads to a place in the file itself; others go whole."""
    if element.tag != _HYPERLINK:
        remove(element)
    elif element.get(_ANCHOR):
        del element.attrib[tag("r:id")]
    else:
        unwrap(element)
