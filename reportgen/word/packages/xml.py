"""Reading and writing the XML of a part, without entities, document types or the network."""

from lxml import etree

Element = etree._Element

_DECLARED = tuple(
    word.encode(code)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
)


class XmlError(ValueError):
    """The part is not well-formed, or declares a document type."""


def declares_type(data: bytes) -> bool:
    """Whether a part declares a document type or an entity, which ECMA-376 part 2 (M1.18) forbids; told without parsing."""
    return any(word in data for word in _DECLARED)


def parse(data: bytes) -> Element:
    """The root element of a part; comments and processing instructions are left out.

    Raises XmlError: a document type is refused before anything is parsed, in an unusual encoding after that.
    """
    if declares_type(data):
        raise XmlError("document type")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise XmlError("not well-formed") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise XmlError("document type")  # spelled in an encoding that was not looked for
    return root


def serialize(root: Element) -> bytes:
    """The bytes of a part, UTF-8 with the declaration that Word writes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
