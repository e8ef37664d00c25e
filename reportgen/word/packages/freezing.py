"""The finished file: the same parts always give the same bytes, and nothing tells who made it on which machine.

The core properties hold the title and one stamp; what programs leave behind (application properties, custom properties,
thumbnails) is taken out. python-docx writes the parts, with the hour of its clock on each; the archive is packed anew with fixed
times, order and attributes.
"""

import io
import zipfile
from datetime import UTC, datetime

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.package import Package

from reportgen.word.packages.package import zipped

CORE = "docProps/core.xml"
_LEFT_BEHIND = {
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
}
_LONGEST = 255  # characters of a core property


def freeze(document: Document, title: str, stamp: datetime) -> bytes:
    """The bytes of a document: `title` and `stamp` (as UTC where it has no zone) become its only properties."""
    package = document.part.package
    for key in [key for key, relation in package.rels.items() if relation.reltype in _LEFT_BEHIND]:
        del package.rels[key]
    _describe(document, package, title, stamp)
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def _describe(document: Document, package: Package, title: str, stamp: datetime) -> None:
    """New core properties: title, no author, created = modified = `stamp`."""
    part = CorePropertiesPart(PackURI("/" + CORE), CONTENT_TYPE.OPC_CORE_PROPERTIES, CT_CoreProperties.new(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    properties = document.core_properties
    properties.title = " ".join(title.split())[:_LONGEST]
    properties.author = ""
    properties.created = properties.modified = (stamp.astimezone(UTC) if stamp.tzinfo else stamp).replace(tzinfo=None)
