"""Word templates and reports changed under the knife: parts edited, added and related as only a hostile or broken file has them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from xml.sax.saxutils import escape

from reportgen.word.packages.names import NAMESPACES, RELATIONSHIP

W = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NS = f'xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}"'
MAIN = "word/document.xml"


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG picture."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\x80"))
    + chunk(b"IEND", b"")
)
"""A picture of one grey pixel."""


def parts_of(document: bytes) -> dict[str, bytes]:
    """The files of a .docx by name."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """A .docx made of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def edited(document: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """The document with texts of one part replaced, each of them once; every text must be there."""
    parts = parts_of(document)
    content = parts[part].decode()
    for old, new in changes:
        assert old in content, old
        content = content.replace(old, new, 1)
    return zipped({**parts, part: content.encode()})


def with_part(
    document: bytes, part: str, content_type: str, content: str | bytes, kind: str, source: str = MAIN
) -> bytes:
    """The document with one more part, related to `source` as `kind` (a whole type, or the end of Word's own)."""
    parts = parts_of(document)
    types = parts["[Content_Types].xml"].decode()
    if content_type:
        types = types.replace("</Types>", f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>')
    parts["[Content_Types].xml"] = types.encode()
    parts[part] = content.encode() if isinstance(content, str) else content
    return _related(parts, source, f'Target="/{part}"', kind)


def with_link(document: bytes, kind: str, target: str, source: str = MAIN) -> bytes:
    """The document with one more relationship to the outside."""
    return _related(parts_of(document), source, f'Target="{target}" TargetMode="External"', kind)


def _related(parts: dict[str, bytes], source: str, target: str, kind: str) -> bytes:
    folder, _, file = source.rpartition("/")
    name = f"{folder}/_rels/{file}.rels".lstrip("/")
    empty = f'<Relationships xmlns="{NAMESPACES["rel"]}"></Relationships>'.encode()
    count = parts.get(name, empty).count(b'Id="rIdX') or ""
    relation = f'<Relationship Id="rIdX{count}" Type="{kind if kind.startswith("http") else RELATIONSHIP + kind}" {target}/></Relationships>'
    parts[name] = parts.get(name, empty).replace(b"</Relationships>", relation.encode())
    return zipped(parts)


def paragraph(text: str) -> str:
    """A paragraph of the template's own."""
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def cell(text: str) -> str:
    """A table of one cell."""
    grid = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>'
    return f'<w:tbl>{grid}<w:tr><w:tc><w:tcPr><w:tcW w:w="5000" w:type="dxa"/></w:tcPr>{paragraph(text)}</w:tc></w:tr></w:tbl>'


def before_body(document: bytes, xml: str) -> bytes:
    """The document with `xml` at the beginning of its text."""
    return edited(document, MAIN, ("<w:body>", f"<w:body>{xml}"))


def _in_header(document: bytes, text: str) -> bytes:
    made = with_part(document, "word/header1.xml", W + "header+xml", f"<w:hdr {NS}>{paragraph(text)}</w:hdr>", "header")
    return edited(made, MAIN, ("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rIdX"/>'))


def _in_footnote(document: bytes, text: str) -> bytes:
    note = f'<w:footnotes {NS}><w:footnote w:id="2">{paragraph(text)}</w:footnote></w:footnotes>'
    return with_part(document, "word/footnotes.xml", W + "footnotes+xml", note, "footnotes")


def box(text: str) -> str:
    """A paragraph with a text box."""
    shape = f'<v:rect xmlns:v="{NAMESPACES["v"]}"><v:textbox><w:txbxContent>{paragraph(text)}</w:txbxContent></v:textbox></v:rect>'
    return f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"


PLACES: dict[str, Callable[[bytes, str], bytes]] = {
    "body": lambda document, text: before_body(document, paragraph(text)),
    "table": lambda document, text: before_body(document, cell(text)),
    "header": _in_header,
    "text box": lambda document, text: before_body(document, box(text)),
    "footer": lambda document, text: edited(document, "word/footer1.xml", ("</w:ftr>", paragraph(text) + "</w:ftr>")),
    "footnote": _in_footnote,
    "properties": lambda document, text: edited(
        document, "docProps/core.xml", ("<dc:title></dc:title>", f"<dc:title>{escape(text)}</dc:title>")
    ),
}
