"""The package of a Word document: parts, their content types and their relationships (ECMA-376 part 2).

A package that comes from outside is checked against `LIMITS` from its directory, before a byte is unpacked, and again while
it is unpacked, since sizes written in a directory may lie.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reportgen.messages import DocumentError, issue
from reportgen.model import Source
from reportgen.word.names import NAMESPACES, RELATIONSHIP, tag, unprefixed
from reportgen.word.xml import Element, XmlError, parse, serialize

CONTENT_TYPES = "[Content_Types].xml"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may hold: entries, bytes in all, and times its packed size (above `small` bytes)."""

    entries: int = 1_000
    total: int = 200_000_000
    ratio: int = 100
    small: int = 100 * 1024


LIMITS = Limits()
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from a part (or the package) to another part or, if `external`, to the outside."""

    id: str
    type: str
    target: str
    external: bool = False


@dataclass(slots=True)
class Package:
    """The parts of a document by name (`word/document.xml`), with content types; `links` are by source part, "" for the package."""

    name: str
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[Relationship]] = field(default_factory=dict)

    def copy(self) -> "Package":
        """A copy that can be changed without changing this one; the parts' bytes are shared."""
        links = {part: list(links) for part, links in self.links.items()}
        return Package(self.name, dict(self.parts), dict(self.types), links)

    def root(self, part: str) -> Element:
        """The root element of a part, parsed anew; raises DocumentError."""
        try:
            return parse(self.parts[part])
        except XmlError as error:
            raise refused(self.name, "document.broken-part", part=part) from error

    def target(self, part: str, link: Relationship) -> str:
        """The name of the part that an internal relationship of `part` leads to."""
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), link.target)).lstrip("/")

    def linked(self, part: str, kind: str) -> list[str]:
        """The parts to which `part` is related in the way `kind` (`header`, `image`…) and that exist, in order."""
        targets = [
            self.target(part, link)
            for link in self.links.get(part, ())
            if link.type == RELATIONSHIP + kind and not link.external
        ]
        return [target for target in targets if target in self.parts]

    @property
    def document(self) -> str:
        """The name of the main part."""
        return self.linked("", "officeDocument")[0]

    def add(self, name: str, content_type: str, data: bytes) -> None:
        """Adds a part or replaces it."""
        self.parts[name] = data
        self.types[name] = content_type

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relates `part` to another part (`target` is its name) and returns the relationship's id."""
        links = self.links.setdefault(part, [])
        taken = {link.id for link in links}
        number = next(number for number in range(len(links) + 1, 2 * len(links) + 2) if f"rId{number}" not in taken)
        relative = posixpath.relpath(target, posixpath.dirname(part) or ".")
        links.append(Relationship(f"rId{number}", RELATIONSHIP + kind, relative))
        return f"rId{number}"

    def remove(self, name: str) -> None:
        """Takes a part out, with its relationships and those that lead to it."""
        self.parts.pop(name, None)
        self.types.pop(name, None)
        self.links.pop(name, None)
        for part, links in self.links.items():
            links[:] = [link for link in links if link.external or self.target(part, link) != name]


def refused(name: str, code: str, **values: object) -> DocumentError:
    """The exception that refuses a document, its issue naming the part if there is one."""
    part = values.get("part")
    return DocumentError([issue(code, Source(name, str(part) if part else None), **values)])


def open_package(data: bytes, name: str = "") -> Package:
    """The package in `data`, a .docx file called `name`.

    Raises DocumentError where it is no Word document, is built to harm (`LIMITS`, names that leave the folder, the same name
    twice, overlapping entries, encryption), or has a part that is not well-formed or declares a document type.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive, name)
            parts = {
                entry.filename: _unpack(archive, entry, name) for entry in archive.infolist() if not entry.is_dir()
            }
    except _BROKEN as error:
        raise refused(name, "document.not-docx") from error
    return _package(name, parts)


def _check_directory(archive: zipfile.ZipFile, name: str) -> None:
    """Refuses the archive if its directory breaks a limit."""
    entries = archive.infolist()
    if len(entries) > LIMITS.entries or sum(entry.file_size for entry in entries) > LIMITS.total:
        raise refused(name, "document.too-large")
    for entry in entries:
        if entry.file_size > LIMITS.small and entry.file_size > LIMITS.ratio * entry.compress_size:
            raise refused(name, "document.too-large")
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) < len(names) or any(map(_leaves, names)) or any(map(_unusual, entries)) or _overlap(entries):
        raise refused(name, "document.unsafe-zip")


def _unusual(entry: zipfile.ZipInfo) -> bool:
    """Whether the entry is encrypted, or packed as no word processor packs."""
    return bool(entry.flag_bits & 1) or entry.compress_type not in _METHODS


def _leaves(name: str) -> bool:
    """Whether the name could lead out of the folder."""
    return name.startswith("/") or "\\" in name or ":" in name or "\x00" in name or ".." in name.split("/")


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two entries share bytes (CVE-2024-0450)."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    ends = (entry.header_offset + 30 + len(entry.filename.encode()) + entry.compress_size for entry in ordered)
    return any(end > entry.header_offset for end, entry in zip(ends, ordered[1:], strict=False))


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """One entry's bytes, never more than its directory promised."""
    with archive.open(entry) as stream:
        data = stream.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise refused(name, "document.unsafe-zip")
    return data


def _package(name: str, files: dict[str, bytes]) -> Package:
    """The package made of unpacked files: content types and relationships understood."""
    if CONTENT_TYPES not in files:
        raise refused(name, "document.not-docx")
    for part, data in files.items():
        _check_xml(name, part, data)
    package = Package(name)
    for part, data in files.items():
        if part.endswith(".rels"):
            package.links[_source_of(part)] = list(_relationships(data))
        elif part != CONTENT_TYPES:
            package.parts[part] = data
    package.types = _content_types(parse(files[CONTENT_TYPES]), package.parts)
    if not package.linked("", "officeDocument"):
        raise refused(name, "document.not-docx")
    return package


def _check_xml(name: str, part: str, data: bytes) -> None:
    """Refuses an XML part that is not well-formed or declares a document type."""
    if not part.endswith((".xml", ".rels")):
        return
    try:
        parse(data)
    except XmlError as error:
        raise refused(name, "document.broken-part", part=part) from error


def _source_of(part: str) -> str:
    """The part whose relationships are in `part`: `word/_rels/document.xml.rels` -> `word/document.xml`."""
    folder, file = posixpath.split(part)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _relationships(data: bytes) -> Iterator[Relationship]:
    """The relationships of a .rels part."""
    for link in parse(data).iter(tag("rel:Relationship")):
        yield Relationship(
            link.get("Id", ""), link.get("Type", ""), link.get("Target", ""), link.get("TargetMode") == "External"
        )


def _content_types(root: Element, parts: dict[str, bytes]) -> dict[str, str]:
    """The content type of every part, overrides before the defaults of extensions."""
    defaults = {item.get("Extension", "").lower(): item.get("ContentType", "") for item in root.iter(tag("ct:Default"))}
    overrides = {
        item.get("PartName", "").lstrip("/"): item.get("ContentType", "") for item in root.iter(tag("ct:Override"))
    }
    return {part: overrides.get(part) or defaults.get(part.rpartition(".")[2].lower(), "") for part in parts}


def files_of(package: Package) -> dict[str, bytes]:
    """Every file of the archive: content types, relationships and parts, in a fixed order."""
    files = {CONTENT_TYPES: _content_types_part(package.types)}
    for part, links in sorted(package.links.items()):
        if links:
            folder, file = posixpath.split(part)
            files[posixpath.join(folder, "_rels", file + ".rels")] = _relationships_part(links)
    return files | dict(sorted(package.parts.items()))


def _content_types_part(types: dict[str, str]) -> bytes:
    """`[Content_Types].xml`, with an override for each part but pictures."""
    root = etree.Element(tag("ct:Types"), nsmap=unprefixed(NAMESPACES["ct"]))
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults |= {part.rpartition(".")[2]: kind for part, kind in sorted(types.items()) if kind.startswith("image/")}
    for extension, kind in defaults.items():
        etree.SubElement(root, tag("ct:Default"), {"Extension": extension, "ContentType": kind})
    for part, kind in sorted(types.items()):
        if defaults.get(part.rpartition(".")[2]) != kind:
            etree.SubElement(root, tag("ct:Override"), {"PartName": "/" + part, "ContentType": kind})
    return serialize(root)


def _relationships_part(links: list[Relationship]) -> bytes:
    """A .rels part."""
    root = etree.Element(tag("rel:Relationships"), nsmap=unprefixed(NAMESPACES["rel"]))
    for link in links:
        mode = {"TargetMode": "External"} if link.external else {}
        etree.SubElement(
            root, tag("rel:Relationship"), {"Id": link.id, "Type": link.type, "Target": link.target, **mode}
        )
    return serialize(root)
