"""The finished file: the same parts always give the same bytes, and nothing tells who made it on which machine.

Zip times, order and attributes are fixed; the core properties hold the title and one stamp; what programs leave behind
(application properties, custom properties, thumbnails) is taken out.
"""

import io
import zipfile
from datetime import UTC, datetime

from lxml import etree

from reportgen.word.names import NAMESPACES, PACKAGE_RELATIONSHIP, RELATIONSHIP, tag
from reportgen.word.package import Package, Relationship, files_of, open_package
from reportgen.word.xml import serialize

CORE = "docProps/core.xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATIONSHIP = PACKAGE_RELATIONSHIP + "metadata/core-properties"
_LEFT_BEHIND = {
    _CORE_RELATIONSHIP,
    PACKAGE_RELATIONSHIP + "metadata/thumbnail",
    RELATIONSHIP + "extended-properties",
    RELATIONSHIP + "custom-properties",
}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say, and what Word itself writes


def freeze(document: bytes, title: str, stamp: datetime) -> bytes:
    """The document frozen: `title` and `stamp` (as UTC where it has no zone) are its only properties.

    Raises DocumentError where `document` is no Word document.
    """
    return pack(open_package(document), title, stamp)


def pack(package: Package, title: str, stamp: datetime) -> bytes:
    """The frozen bytes of a package; the package itself is not changed."""
    frozen = package.copy()
    for link in list(frozen.links.get("", ())):
        if link.type in _LEFT_BEHIND:
            frozen.remove(frozen.target("", link))
    frozen.links[""] = [link for link in frozen.links.get("", ()) if link.type not in _LEFT_BEHIND]
    frozen.add(CORE, _CORE_TYPE, _core_properties(title, stamp))
    frozen.links[""].append(Relationship("rIdCore", _CORE_RELATIONSHIP, CORE))
    return _zip(files_of(frozen))


def _core_properties(title: str, stamp: datetime) -> bytes:
    """The core properties: title, no author, created = modified = `stamp`."""
    moment = (stamp.astimezone(UTC) if stamp.tzinfo else stamp).strftime("%Y-%m-%dT%H:%M:%SZ")
    root = etree.Element(
        tag("cp:coreProperties"), nsmap={key: NAMESPACES[key] for key in ("cp", "dc", "dcterms", "xsi")}
    )
    etree.SubElement(root, tag("dc:title")).text = " ".join(title.split())
    etree.SubElement(root, tag("dc:creator")).text = ""
    for name in ("dcterms:created", "dcterms:modified"):
        etree.SubElement(root, tag(name), {tag("xsi:type"): "dcterms:W3CDTF"}).text = moment
    return serialize(root)


def _zip(files: dict[str, bytes]) -> bytes:
    """The files as an archive with fixed times and attributes; pictures, packed already, are stored."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            entry.compress_type = (
                zipfile.ZIP_STORED if name.endswith((".png", ".jpeg", ".jpg")) else zipfile.ZIP_DEFLATED
            )
            archive.writestr(entry, data)
    return stream.getvalue()
