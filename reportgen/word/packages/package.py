"""The package of a Word document: parts, their content types and their relationships (ECMA-376 part 2).

A package that comes from outside is checked against `LIMITS` from its directory, before a byte is unpacked, and again while
it is unpacked, since sizes written in a directory may lie. No part may declare a document type; parsed is what is needed: a
part that nobody asks for may be as broken as its maker left it.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from lxml import etree

from reportgen.messages import DocumentError, issue
from reportgen.model.sources import Source
from reportgen.word.packages import strict
from reportgen.word.packages.formats import is_encrypted, no_word_part, not_a_document
from reportgen.word.packages.names import NAMESPACES, RELATIONSHIP, tag, unprefixed
from reportgen.word.packages.xml import Element, XmlError, declares_type, parse, serialize

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
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say, and what Word itself writes
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, OverflowError,
    IndexError,  # an entry without a name, before Python 3.12
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from a part (or the package) to another part or, if `external`, to the outside."""

    id: str
    type: str
    target: str
    external: bool = False


@dataclass(slots=True)
class Package:
    """The parts of a document by name (`word/document.xml`), with content types; `links` are by source part, "" for the package.

    `strict` says that the file was a Strict Open XML document; its parts have the names of the usual kind here.
    """

    name: str
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[Relationship]] = field(default_factory=dict)
    strict: bool = False

    def replaced(self, parts: Mapping[str, bytes]) -> "Package":
        """The package with other bytes in these parts; this one stays as it is."""
        return replace(self, parts={**self.parts, **parts})

    def root(self, part: str) -> Element:
        """The root element of a part, parsed anew; raises DocumentError."""
        try:
            return parse(self.parts[part])
        except XmlError as error:
            raise refused(self.name, "document.strict" if self.strict else "document.broken-part", part=part) from error

    def custom_xml(self) -> Iterator[Element]:
        """The roots of the main part's custom XML parts; one that is not well-formed is somebody else's, and passed over."""
        for part in self.linked(self.document, "customXml"):
            with suppress(XmlError):
                yield parse(self.parts[part])

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


def refused(name: str, code: str, **values: object) -> DocumentError:
    """The exception that refuses a document, its issue naming the part if there is one."""
    part = values.get("part")
    return DocumentError([issue(code, Source(name, str(part) if part else None), **values)])


def open_package(data: bytes, name: str = "") -> Package:
    """The package in `data`, a .docx file called `name`.

    Raises DocumentError where it is no Word document (saying what it is instead), has a password, is built to harm (`LIMITS`,
    names that leave the folder, the same name twice, overlapping entries), declares a document type in any part, or has a main
    part that is not well-formed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive, name)
            parts = {
                entry.filename: _unpack(archive, entry, name) for entry in archive.infolist() if not entry.is_dir()
            }
    except _BROKEN as error:
        raise not_a_document(name, data) from error
    return _package(name, parts)


def _check_directory(archive: zipfile.ZipFile, name: str) -> None:
    """Refuses the archive if its directory breaks a limit."""
    entries = archive.infolist()
    if len(entries) > LIMITS.entries or sum(entry.file_size for entry in entries) > LIMITS.total:
        raise refused(name, "document.too-large")
    if any(map(is_encrypted, entries)):
        raise refused(name, "document.password")
    for entry in entries:
        if entry.file_size > LIMITS.small and entry.file_size > LIMITS.ratio * entry.compress_size:
            raise refused(name, "document.too-large")
    names = [entry.filename.casefold() for entry in entries]
    unusual = any(entry.compress_type not in _METHODS for entry in entries)
    if unusual or len(set(names)) < len(names) or any(map(_leaves, names)) or _overlap(entries):
        raise refused(name, "document.unsafe-zip")


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
    """The package made of unpacked files: content types and relationships understood, the main part there and well-formed."""
    types = _content_types(_parsed(name, CONTENT_TYPES, files), files) if CONTENT_TYPES in files else {}
    for part, data in files.items():
        if is_xml(part, types.get(part, "")) and declares_type(data):
            raise refused(name, "document.broken-part", part=part)
    package = Package(name, strict=strict.is_strict(files.get("_rels/.rels", b"")))
    if package.strict:
        files = {part: strict.transitional(data) if is_xml(part, types[part]) else data for part, data in files.items()}
    for part, data in files.items():
        if part.endswith(".rels"):
            package.links[_source_of(part)] = list(_relationships(_parsed(name, part, files)))
        elif part != CONTENT_TYPES:
            package.parts[part] = data
            package.types[part] = types.get(part, "")
    _check_main(package)
    return package


def _check_main(package: Package) -> None:
    """Refuses a package that is not Word's, and one whose main part is not the document that it says it is."""
    main = package.linked("", "officeDocument")[:1]
    other = no_word_part(package.name, package.types[main[0]] if main else "", package.parts)
    if other:
        raise other
    if package.root(package.document).tag != tag("w:document"):
        raise refused(package.name, "document.strict" if package.strict else "document.not-docx", part=main[0])


def is_xml(part: str, kind: str) -> bool:
    """Whether a part is XML, by its name or its content type: Word goes by the latter."""
    return part.endswith((".xml", ".rels")) or kind.endswith(("+xml", "/xml"))


def _parsed(name: str, part: str, files: dict[str, bytes]) -> Element:
    """The root of one of the files; one that is not well-formed is refused by name."""
    try:
        return parse(files[part])
    except XmlError as error:
        raise refused(name, "document.broken-part", part=part) from error


def _source_of(part: str) -> str:
    """The part whose relationships are in `part`: `word/_rels/document.xml.rels` -> `word/document.xml`."""
    folder, file = posixpath.split(part)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _relationships(root: Element) -> Iterator[Relationship]:
    """The relationships of a .rels part."""
    for link in root.iter(tag("rel:Relationship")):
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
    """Every file of the archive: content types, relationships and parts."""
    files = {CONTENT_TYPES: _content_types_part(package.types)} | package.parts
    for part, links in package.links.items():
        if links:
            folder, file = posixpath.split(part)
            files[posixpath.join(folder, "_rels", file + ".rels")] = _relationships_part(links)
    return files


def zipped(files: Mapping[str, bytes], pack: bool = True) -> bytes:
    """The files as an archive that is the same on every machine: content types first, then by name, fixed times and attributes.

    Pictures, packed already, are stored; without `pack` everything is.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(files, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            if pack and not name.endswith((".png", ".jpeg", ".jpg")):
                entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return stream.getvalue()


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
