"""What a finished file still holds of what a clean copy must not have: every file in it is looked at, archives in archives too.

It knows nothing of how the copy was made: it reads the bytes that are to be written, and is held against the list in its own words.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from reportgen.word.charts.workbooks import read_workbook
from reportgen.word.cleaning.steps.accepting import is_change
from reportgen.word.cleaning.steps.fields import OF_PROPERTIES, pieces
from reportgen.word.cleaning.steps.link_targets import NEW
from reportgen.word.cleaning.steps.naming import FILE, NAMED, SHAPE_ID
from reportgen.word.cleaning.steps.parts import CORE_LINK, LINKS
from reportgen.word.cleaning.steps.stripping import PictureError, stripped, told_in_svg
from reportgen.word.cleaning.steps.traces import WRAPPERS, is_trace, removed_as
from reportgen.word.cleaning.tree import START, local
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element, XmlError, parse
from reportgen.word.pages.styles import switch

_DEEPEST = 8
_OURS = re.compile(rb"urn:reportgen|_rg[a-z][0-9a-f]{24}")
_REMARK = re.compile(rb"<!--|<\?(?!xml )")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"\x1f\x8b")
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"


def leftovers(data: bytes, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Everything that must not be in an archive: the file in it (`outer!inner` for archives in archives), and what it is."""
    if depth > _DEEPEST:
        yield "", "archives in archives"
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.comment or any(entry.comment or entry.extra for entry in archive.infolist()):
            yield "", "remark on the archive"
        for name in archive.namelist():
            content = archive.read(name)
            yield from ((name, what) for what in _in_file(name, content))
            if zipfile.is_zipfile(io.BytesIO(content)):
                book = read_workbook(content)
                if depth or book is None or not book.bare or len(book.sheets) != 1:
                    yield name, "archive"
                yield from ((f"{name}!{inner}", what) for inner, what in leftovers(content, depth + 1))


def _in_file(name: str, content: bytes) -> Iterator[str]:
    if _OURS.search(content):
        yield "memory"
    if "/media/" in name and not FILE.fullmatch(posixpath.basename(name)):
        yield "file name"
    if content.startswith(_PICTURES) or content[40:44] == b" EMF":
        yield from _in_picture(content)
    elif content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        if _REMARK.search(content):
            yield "remark"
        try:
            root = parse(content)
        except XmlError:
            yield "damaged"
        else:
            yield from _in_xml(root)


def _in_picture(content: bytes) -> Iterator[str]:
    try:
        if stripped(content) != content:
            yield "data in a picture"
    except PictureError:
        yield "data in a picture"


def _in_xml(root: Element) -> Iterator[str]:
    if root.tag == tag("cp:coreProperties"):
        yield from (f"property {one.tag}" for one in root if one.tag != tag("dc:title"))
    if root.tag == tag("rel:Relationships"):
        yield from (f"link {one.get('Type')}" for one in root if one.get("Type") in LINKS.keys() - {CORE_LINK})
    if any(True for _told in told_in_svg(root)):
        yield "data in a picture"
    for field in pieces(root):
        if field.name in OF_PROPERTIES:
            yield f"field {field.name}"
    for element in root.iter():
        yield from _in_element(element)
        yield from (f"attribute {name}" for name in map(str, element.attrib) if is_trace(name))


def _in_element(element: Element) -> Iterator[str]:
    name, kind = local(element), str(element.tag).rpartition("}")[2]
    if removed_as(element) is not None or name in WRAPPERS or is_change(element):
        yield f"element {kind}"
    if name in ("vanish", "specVanish") and next(element.iterancestors(tag("w:lvl")), None) is None:
        yield "hidden text"
    if name == "hidden" and (row := element.getparent()) is not None and local(row) == "trPr" and switch(element):
        yield "hidden row"
    if element.tag == START and not NEW.fullmatch(element.get(tag("w:name"), "")):
        yield "bookmark"
    if kind in ("docPr", "cNvPr") and not NAMED.fullmatch(element.get("name", "")):
        yield "name of a picture"
    if str(element.tag).startswith(_VML):
        if any(element.get(_OFFICE + one) is not None for one in ("title", "href")):
            yield "title of a shape"
        if element.get("id") and not SHAPE_ID.fullmatch(element.get("id", "")):
            yield "name of a shape"
