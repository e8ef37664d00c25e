"""What a document may hold, by the kind of file that it is: one table, which tests and `docs/word/contents.md` loop over.

What runs or reaches out is refused everywhere. What a person puts in while working on a report (comments, tracked changes, a
chart of his own) is described there, and refused where it would be copied into every report or sent. The lists are of what is
known to be harmless, so that what nobody thought of is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reportgen.messages import N_
from reportgen.word.packages.names import PACKAGE_RELATIONSHIP, RELATIONSHIP


class Kind(StrEnum):
    """What a file is to us: the Word side of a template, a report just made, one that people worked on, a copy to be sent."""

    TEMPLATE = "template"
    GENERATED = "generated"
    EDITED = "edited"
    FINALIZED = "finalized"


class Verdict(StrEnum):
    """What becomes of a construct: nothing is said, it is listed, or the file is refused."""

    ALLOWED = "-"
    DESCRIBED = "d"
    REFUSED = "R"


@dataclass(frozen=True, slots=True)
class Construct:
    """Something that a document may hold, in words, and what becomes of it in each kind of file."""

    what: str
    verdicts: Mapping[Kind, Verdict]


def _row(what: str, verdicts: str) -> Construct:
    """A row of the table; `verdicts` in the order of `Kind`: template, generated, edited, finalized."""
    return Construct(what, dict(zip(Kind, map(Verdict, verdicts), strict=True)))


CONSTRUCTS: Mapping[str, Construct] = {
    "macros": _row(N_("macros, or it is a template file (.dotx)"), "RRRR"),
    "program": _row(N_("a macro, an add-in or menus of its own"), "RRRR"),
    "control": _row(N_("a control"), "RRRR"),
    "chunk": _row(N_("a file to be merged in (altChunk)"), "RRRR"),
    "subdocument": _row(N_("a subdocument"), "RRRR"),
    "frames": _row(N_("frames"), "RRRR"),
    "mail merge": _row(N_("a mail merge source"), "RRRR"),
    "linked object": _row(N_("an object linked to another file"), "RRRR"),
    "packaged file": _row(N_("a packaged file, which may be a program"), "RRRR"),
    "linked picture": _row(N_("a linked picture"), "RRRR"),
    "web video": _row(N_("a video from the web"), "RRRR"),
    "link": _row(N_("a link to another place than an https address"), "RRRR"),
    "acting field": _row(N_("a field that fetches, runs or asks for something, or that is not known"), "RRRR"),
    "hyperlink": _row(N_("a hyperlink to another place than an https address"), "RRdR"),
    "field": _row(N_("a field other than a page number, date, caption number or reference"), "RRdd"),
    "chart": _row(N_("a chart or diagram with its data"), "RRdd"),
    "object": _row(N_("an embedded object"), "RRdR"),
    "media": _row(N_("a movie or a sound"), "RRdR"),
    "picture": _row(N_("a picture of an unknown kind"), "RRdd"),
    "font": _row(N_("an embedded font"), "RRdd"),
    "comment": _row(N_("a comment"), "RRdR"),
    "comment part": _row(N_("a part in which comments are kept"), "RRdR"),
    "tracked change": _row(N_("a tracked change"), "RRdR"),
    "format change": _row(N_("a tracked change of format"), "--dR"),
    "people": _row(N_("the names of those who worked on it"), "RRdR"),
    "variables": _row(N_("document variables"), "RRdR"),
    "attached template": _row(N_("an attached template"), "RRdR"),
    "building blocks": _row(N_("building blocks (AutoText)"), "RRdR"),
    "permission": _row(N_("a permission to edit, with a name"), "--dR"),
    "hidden text": _row(N_("hidden text"), "--dR"),
    "printer": _row(N_("the settings of a printer"), "RRdR"),
    "signature": _row(N_("a digital signature"), "RRdR"),
    "unknown": _row(N_("something that a report does not need"), "RRdR"),
    "stray": _row(N_("a file that nothing refers to"), "RRdR"),
    "note": _row(N_("a footnote or endnote"), "--d-"),
    "custom XML": _row(N_("data of another program (custom XML)"), "--dd"),
    "memory": _row(N_("the memory of the report"), "---R"),
    "mark": _row(N_("a hidden bookmark of the report"), "---R"),
}

FIELDS = frozenset({"PAGE", "NUMPAGES", "TOC", "SEQ", "REF", "DATE"})
INERT_FIELDS = frozenset({
    "=", "ADDIN", "ADVANCE", "AUTHOR", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BARCODE", "BIBLIOGRAPHY",
    "BIDIOUTLINE", "CITATION", "COMMENTS", "COMPARE", "CREATEDATE", "DISPLAYBARCODE", "DOCPROPERTY", "DOCVARIABLE",
    "EDITTIME", "EMBED", "EQ", "FILENAME", "FILESIZE", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "GOTOBUTTON",
    "HYPERLINK", "IF", "INDEX", "INFO", "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "MERGEFIELD", "NOTEREF", "NUMCHARS",
    "NUMWORDS", "PAGEREF", "PRINTDATE", "QUOTE", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SET", "SHAPE",
    "STYLEREF", "SUBJECT", "SYMBOL", "TA", "TC", "TEMPLATE", "TIME", "TITLE", "TOA", "USERADDRESS", "USERINITIALS",
    "USERNAME", "XE",
})  # fmt: skip

_MICROSOFT = "http://schemas.microsoft.com/office/"
HARMLESS_RELATIONS = {RELATIONSHIP + kind for kind in (
    "officeDocument", "extended-properties", "custom-properties", "styles", "settings", "webSettings", "fontTable", "theme",
    "numbering", "header", "footer", "footnotes", "endnotes", "image", "hyperlink", "customXml", "customXmlProps",
)} | {
    PACKAGE_RELATIONSHIP + "metadata/core-properties",
    PACKAGE_RELATIONSHIP + "metadata/thumbnail",
    _MICROSOFT + "2007/relationships/stylesWithEffects",
}  # fmt: skip
RELATIONS = {RELATIONSHIP + kind: construct for kind, construct in {
    "aFChunk": "chunk", "subDocument": "subdocument", "frame": "frames", "control": "control", "mailMergeSource": "mail merge",
    "mailMergeHeaderSource": "mail merge", "oleObject": "object", "package": "object", "chart": "chart", "chartUserShapes": "chart",
    "themeOverride": "chart", "diagramData": "chart", "diagramLayout": "chart", "diagramQuickStyle": "chart", "diagramColors": "chart",
    "video": "media", "audio": "media", "font": "font", "comments": "comment part", "glossaryDocument": "building blocks",
    "printerSettings": "printer",
}.items()} | {_MICROSOFT + kind: construct for kind, construct in {
    "2006/relationships/vbaProject": "program", "2006/relationships/wordVbaData": "program",
    "2006/relationships/keyMapCustomizations": "program", "2006/relationships/attachedToolbars": "program",
    "2006/relationships/ui/extensibility": "program", "2007/relationships/ui/extensibility": "program",
    "2011/relationships/webextensiontaskpanes": "program", "2011/relationships/webextension": "program",
    "2006/relationships/activeXControlBinary": "control", "2006/relationships/recipientData": "mail merge",
    "2007/relationships/diagramDrawing": "chart", "2011/relationships/chartStyle": "chart",
    "2011/relationships/chartColorStyle": "chart", "2007/relationships/media": "media",
    "2011/relationships/commentsExtended": "comment part", "2016/09/relationships/commentsIds": "comment part",
    "2018/08/relationships/commentsExtensible": "comment part", "2011/relationships/people": "people",
}.items()} | {PACKAGE_RELATIONSHIP + "digital-signature/origin": "signature"}  # fmt: skip
PICTURES = {"image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff", "image/x-emf", "image/x-wmf"}
ELEMENTS = {
    "altChunk": "chunk",
    "subDoc": "subdocument",
    "control": "control",
    "frameset": "frames",
    "mailMerge": "mail merge",
    "objectEmbed": "object",
    "objectLink": "linked object",
    "movie": "media",
    "webVideoPr": "web video",
    "attachedTemplate": "attached template",
    "docVars": "variables",
    "permStart": "permission",
    "commentReference": "comment",
    "footnoteReference": "note",
    "endnoteReference": "note",
    **dict.fromkeys(("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"), "tracked change"),
    **dict.fromkeys(
        (
            *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange"),
            *("tblGridChange", "numberingChange"),
        ),
        "format change",
    ),
}
