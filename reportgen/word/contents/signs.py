"""By what each construct of `constructs` is known: relationships, content types, elements, attributes, fields, addresses.

The lists are of what is known to be harmless, so that what nobody thought of is refused. A part's name says nothing.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from reportgen.word.cleaning.removed import Removed
from reportgen.word.cleaning.steps.traces import WRAPPERS, removed_by_name
from reportgen.word.cleaning.tree import local_name
from reportgen.word.memory.marks import PREFIX
from reportgen.word.packages.names import PACKAGE_RELATIONSHIP, RELATIONSHIP, tag
from reportgen.word.packages.xml import Element

_MICROSOFT = "http://schemas.microsoft.com/office/"
_OFFICE, _PACKAGE = "application/vnd.openxmlformats-officedocument.", "application/vnd.openxmlformats-package."
_WORD = _OFFICE + "wordprocessingml."
PICTURES = {"image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff", "image/x-emf", "image/x-wmf"}
_XML = frozenset({"application/xml", "text/xml"})

HARMLESS_RELATIONS: Mapping[str, frozenset[str]] = {
    RELATIONSHIP + "officeDocument": frozenset(),  # one with macros has a construct of its own
    RELATIONSHIP + "theme": frozenset({_OFFICE + "theme+xml"}),
    RELATIONSHIP + "image": frozenset(),  # its bytes say what it is
    RELATIONSHIP + "hyperlink": frozenset(),
    RELATIONSHIP + "customXmlProps": frozenset({_OFFICE + "customXmlProperties+xml"}) | _XML,
    **{
        RELATIONSHIP + kind: frozenset({f"{_WORD}{kind}+xml"})
        for kind in (*("styles", "settings", "webSettings", "fontTable", "numbering"), *("header", "footer", "footnotes", "endnotes"))
    },
}  # fmt: skip
"""Relationships of what a page is made of, with the content types that their targets may have; none: no type is asked for."""

RELATIONS = {RELATIONSHIP + kind: construct for kind, construct in {
    "aFChunk": "chunk", "subDocument": "subdocument", "frame": "frames", "control": "control", "mailMergeSource": "mail merge",
    "mailMergeHeaderSource": "mail merge", "oleObject": "object", "package": "object", "chart": "chart", "chartUserShapes": "chart",
    "themeOverride": "chart", "diagramData": "chart", "diagramLayout": "chart", "diagramQuickStyle": "chart", "diagramColors": "chart",
    "video": "media", "audio": "media", "font": "font", "comments": "comment part", "glossaryDocument": "building blocks",
    "printerSettings": "printer", "attachedTemplate": "attached template",
    "extended-properties": "properties", "custom-properties": "properties",
}.items()} | {_MICROSOFT + kind: construct for kind, construct in {
    "2006/relationships/vbaProject": "program", "2006/relationships/wordVbaData": "program",
    "2006/relationships/keyMapCustomizations": "program", "2006/relationships/attachedToolbars": "program",
    "2006/relationships/ui/extensibility": "program", "2007/relationships/ui/extensibility": "program",
    "2006/relationships/ui/userCustomization": "program",
    "2011/relationships/webextensiontaskpanes": "program", "2011/relationships/webextension": "program",
    "2006/relationships/activeXControlBinary": "control", "2006/relationships/recipientData": "mail merge",
    "2007/relationships/diagramDrawing": "chart", "2011/relationships/chartStyle": "chart",
    "2011/relationships/chartColorStyle": "chart", "2007/relationships/media": "media",
    "2011/relationships/commentsExtended": "comment part", "2016/09/relationships/commentsIds": "comment part",
    "2018/08/relationships/commentsExtensible": "comment part", "2019/05/relationships/documenttasks": "comment part",
    "2011/relationships/people": "people", "2007/relationships/stylesWithEffects": "traces",
    "2020/02/relationships/classificationlabels": "properties",
}.items()} | {
    PACKAGE_RELATIONSHIP + "digital-signature/origin": "signature",
    PACKAGE_RELATIONSHIP + "metadata/thumbnail": "properties",
}  # fmt: skip
"""Relationships of everything else; one in neither list is of an unknown kind. Core properties are judged by what they say."""
CORE_LINK, CUSTOM_XML = PACKAGE_RELATIONSHIP + "metadata/core-properties", RELATIONSHIP + "customXml"

FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "PAGEREF", "SEQ", "REF", "DATE"})
"""What the renderer writes, and what a page may print besides: page numbers, a table of contents."""
INERT_FIELDS = frozenset({
    "=", "ADDIN", "ADVANCE", "AUTHOR", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BARCODE", "BIBLIOGRAPHY",
    "BIDIOUTLINE", "CITATION", "COMMENTS", "COMPARE", "CREATEDATE", "DISPLAYBARCODE", "DOCPROPERTY", "DOCVARIABLE",
    "EDITTIME", "EMBED", "EQ", "FILENAME", "FILESIZE", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "GOTOBUTTON",
    "HYPERLINK", "IF", "INDEX", "INFO", "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "MERGEFIELD", "NOTEREF", "NUMCHARS",
    "NUMWORDS", "PRINTDATE", "QUOTE", "REVNUM", "SAVEDATE", "SECTION", "SET", "SHAPE",
    "STYLEREF", "SUBJECT", "SYMBOL", "TA", "TC", "TEMPLATE", "TIME", "TITLE", "TOA", "USERADDRESS", "USERINITIALS",
    "USERNAME", "XE",
})  # fmt: skip
_WEB = re.compile(r"(?:http|mailto|ftp|tel):|www\.", re.IGNORECASE)
_WITH_WORD = frozenset({"\\l", "\\o", "\\s", "\\t"})  # switches of HYPERLINK that a word belongs to
_WORDS = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


def construct_of_address(address: str) -> str:
    """What a hyperlink with this address is; "" for one that may stay: https, or a place in the file itself."""
    if address.lower().startswith("https://"):
        return ""
    return "hyperlink" if _WEB.match(address) or address.startswith("#") else "file link"


def construct_of_field(code: str) -> str:
    """What a field with this code is, by its first word; "" for one that may stay."""
    words = [quoted or plain for quoted, plain in _WORDS.findall(code)]
    name = words[0].upper() if words else ""
    if name == "HYPERLINK" and "\0" not in code:
        return _of_hyperlink(words[1:])
    if name in FIELDS:
        return ""
    return "field" if name in INERT_FIELDS or name.startswith("=") else "acting field"


def _of_hyperlink(words: Sequence[str]) -> str:
    """What a HYPERLINK field is, by all that stands in it where an address may stand; one with `\\l` alone leads to a bookmark."""
    places, inside, before = list[str](), False, ""
    for word in words:
        if not word.startswith("\\") and before not in _WITH_WORD:
            places.append(word)
        before = word.lower()
        inside = inside or before == "\\l"
    if not places:
        return "" if inside else "file link"
    return max((construct_of_address(one) for one in places), key=("", "hyperlink", "file link").index)


def _of_object(element: Element) -> str:
    """An OLE object by what it does: it may be a link, or a file of any kind that a double click opens."""
    if element.get("Type", "").lower() == "link":
        return "linked object"
    return "packaged file" if element.get("ProgID", "").lower().startswith("package") else "object"


def _of_protection(element: Element) -> str:
    """WPS says in every file that nothing is protected."""
    named = element.tag == tag("w:writeProtection") or element.get(tag("w:enforcement")) in ("1", "true", "on")
    return "protection" if named else ""


def _of_mark(element: Element) -> str:
    return "mark" if element.get(tag("w:name"), "").startswith(PREFIX) else ""


ELEMENTS: Mapping[str, str | Callable[[Element], str]] = {
    "altChunk": "chunk",
    "subDoc": "subdocument",
    "control": "control",
    "frameset": "frames",
    "mailMerge": "mail merge",
    "objectEmbed": "object",
    "objectLink": "linked object",
    "OLEObject": _of_object,
    "movie": "media",
    "webVideoPr": "web video",
    "attachedTemplate": "attached template",
    "docVars": "variables",
    "permStart": "permission",
    "permEnd": "",  # it has no name, and goes with its beginning
    "documentProtection": _of_protection,
    "writeProtection": _of_protection,
    "bookmarkStart": _of_mark,
    "commentReference": "comment",
    "footnoteReference": "note",
    "endnoteReference": "note",
    **dict.fromkeys(("embedRegular", "embedBold", "embedItalic", "embedBoldItalic", "embedTrueTypeFonts"), "font"),
    **dict.fromkeys(("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"), "tracked change"),
    **dict.fromkeys(
        (
            *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange"),
            *("tblGridChange", "numberingChange", "moveFromRangeStart", "moveToRangeStart"),
            *("customXmlInsRangeStart", "customXmlDelRangeStart", "customXmlMoveFromRangeStart"),
            "customXmlMoveToRangeStart",
        ),
        "format change",
    ),
}
"""Elements by their names without a namespace."""
_TRACES = {Removed.CUSTOM_XML: "ties", Removed.PERMISSIONS: "permission"}
_VML, _VML_LINK = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}href"
_STRICT = "{http://purl.oclc.org/ooxml/"


def construct_of(element: Element) -> str:
    """What an element is by its name; "" for nothing."""
    found = _named(str(element.tag))
    return found if isinstance(found, str) else found(element)


@lru_cache(maxsize=4096)  # a document has tens of thousands of elements, and of names a hundred
def _named(whole: str) -> str | Callable[[Element], str]:
    """What a name says of an element, or what looks at the element itself."""
    name = whole.rpartition("}")[2]
    if name in ELEMENTS:
        return ELEMENTS[name]
    if whole.startswith(_STRICT):
        return "unknown"  # a name of Strict Open XML in a file that is none
    kind = removed_by_name(whole)
    if kind is None:
        return "ties" if local_name(whole) in WRAPPERS else ""
    return _TRACES.get(kind, "traces")


def linked_from(element: Element) -> str:
    """What an element fetches or opens by an address of its own, without a relationship; "" for nothing."""
    if element.get(tag("r:link")):
        return "linked picture"
    if not str(element.tag).startswith(_VML):
        return ""
    if element.get("src", "").strip() and not element.get("src", "").startswith("#"):
        return "linked picture"
    address = element.get("href") or element.get(_VML_LINK)
    return construct_of_address(address.strip()) if address and address.strip() else ""
