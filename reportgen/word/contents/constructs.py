"""What a document may hold, by the kind of file that it is: one table, which tests and `docs/word/contents.md` loop over.

What runs or reaches out is refused everywhere. What a person puts in while working on a report (comments, tracked changes, a
chart of his own) is described there, and refused where it would be sent. A Word page comes out of an editor that leaves names
and noise in it: that is cleaned out and said, and refused is what acts, or what a person has to decide.
By what each is known stands in `signs`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reportgen.messages import N_


class Kind(StrEnum):
    """What a file is to us: the Word side of a template, a report just made, one that people worked on, a copy to be sent."""

    TEMPLATE = "template"
    GENERATED = "generated"
    EDITED = "edited"
    FINALIZED = "finalized"


class Verdict(StrEnum):
    """What becomes of a construct: nothing is said, it is listed, it is taken out and said, or the file is refused."""

    ALLOWED = "-"
    DESCRIBED = "d"
    CLEANED = "c"
    REFUSED = "R"


@dataclass(frozen=True, slots=True)
class Construct:
    """Something that a document may hold, in words, what becomes of it in each kind of file, and what a person does about it.

    `advice` says how Word gets rid of it; of what is cleaned it says what was lost, and is empty for what nobody misses.
    """

    what: str
    verdicts: Mapping[Kind, Verdict]
    advice: str = ""


def _row(what: str, verdicts: str, advice: str = "") -> Construct:
    """A row of the table; `verdicts` in the order of `Kind`: template, generated, edited, finalized."""
    return Construct(what, dict(zip(Kind, map(Verdict, verdicts), strict=True)), advice)


_AS_DOCX = N_("Save the file in Word as a Word document (*.docx); macros are left out on the way")
_DELETE = N_("Select it in Word and delete it")
_PICTURE = N_("Delete it in Word and insert the picture itself: Insert, Pictures, without Link to File")
_BREAK = N_("In Word: File, Info, Edit Links to Files, Break Link")
_TEXT = N_("Select it in Word and press Ctrl+Shift+F9, which makes text of it, or delete it")
_AS_PICTURE = N_("Cut it in Word and insert it again as a picture: Paste Special, Picture")
_SAVE_PICTURE = N_("Save the picture anew as PNG or JPEG with a picture program and insert that file")
_DECIDE = N_("In Word: Review, Accept or Reject all changes")
_ANEW = N_("Copy the content into a new document in Word and save that")
_NO_MERGE = N_("In Word: Mailings, Start Mail Merge, Normal Word Document")

CONSTRUCTS: Mapping[str, Construct] = {
    "macros": _row(N_("macros, or it is a template file (.dotx)"), "RRRR", _AS_DOCX),
    "program": _row(N_("a macro, an add-in or menus of its own"), "RRRR", _AS_DOCX),
    "control": _row(N_("a control"), "RRRR", N_("In Word: Developer, Design Mode; select it and delete it")),
    "chunk": _row(N_("a file to be merged in (altChunk)"), "RRRR", N_("Open the file in Word and save it: Word merges it in")),
    "subdocument": _row(N_("a subdocument"), "RRRR", N_("In Word: View, Outline, Show Document, Unlink")),
    "frames": _row(N_("frames"), "RRRR", _ANEW),
    "mail merge": _row(N_("a mail merge source"), "RRRR", _NO_MERGE),
    "linked object": _row(N_("an object linked to another file"), "RRRR", _BREAK),
    "packaged file": _row(N_("a packaged file, which may be a program"), "RRRR", _DELETE),
    "linked picture": _row(N_("a linked picture"), "RRRR", _PICTURE),
    "web video": _row(N_("a video from the web"), "RRRR", _DELETE),
    "link": _row(N_("a link to another place than an https address"), "RRRR", _BREAK),
    "acting field": _row(N_("a field that fetches, runs or asks for something, or that is not known"), "RRRR", _TEXT),
    "file link": _row(N_("a hyperlink to a file"), "RRdR", N_("In Word: right-click it, Remove Hyperlink")),
    "hyperlink": _row(N_("a hyperlink to another place than an https address"), "cRdR", N_("Its text stays; to keep the link, give it an https address")),
    "field": _row(N_("a field other than a page number, date, caption number or reference"), "RRdd", _TEXT),
    "chart": _row(N_("a chart or diagram with its data"), "RRdd", _AS_PICTURE),
    "plotted chart": _row(N_("a chart whose workbook holds what it plots and nothing else"), "R---", _AS_PICTURE),
    "chart workbook": _row(N_("a workbook behind a chart that holds more than the chart plots, or something else"), "RRdR", _AS_PICTURE),
    "object": _row(N_("an embedded object"), "RRdR", _AS_PICTURE),
    "media": _row(N_("a movie or a sound"), "RRdR", _DELETE),
    "picture": _row(N_("a picture of an unknown kind, or a damaged one"), "RRdd", _SAVE_PICTURE),
    "picture size": _row(N_("a picture of more pixels than any page prints"), "RRdd", _SAVE_PICTURE),
    "picture type": _row(N_("a picture that is called another kind than it is"), "cR--"),
    "picture data": _row(N_("data inside a picture: camera, place, software"), "cR--"),
    "picture name": _row(N_("the name of a picture or shape"), "c---"),
    "font": _row(N_("an embedded font"), "cRdd", N_("Where the font is not installed another is shown in its place")),
    "comment": _row(N_("a comment"), "cRdR", N_("What a comment says is in no report; settle it in the page")),
    "comment part": _row(N_("a part in which comments are kept"), "cRdR"),
    "tracked change": _row(N_("a tracked change"), "RRdR", _DECIDE),
    "format change": _row(N_("a tracked change of format"), "cRdR", N_("It was accepted; to reject it, do so in Word (Review) and save")),
    "people": _row(N_("the names of those who worked on it"), "cRdR"),
    "variables": _row(N_("document variables"), "cRdR"),
    "attached template": _row(N_("an attached template"), "cRdR"),
    "building blocks": _row(N_("building blocks (AutoText)"), "cRdR"),
    "permission": _row(N_("a permission to edit, with a name"), "cRdR"),
    "protection": _row(N_("a protection against editing"), "cRd-", N_("Reports are not protected; protect a finished one in Word")),
    "hidden text": _row(N_("hidden text"), "cRdR", N_("It is in no report; to print it, take away Font, Hidden in Word")),
    "properties": _row(N_("document properties: author, unit, software, preview"), "cR--"),
    "traces": _row(N_("marks of editing: numbers of saves and paragraphs, spelling"), "cR--"),
    "ties": _row(N_("ties of text to data of other programs"), "cR--"),
    "printer": _row(N_("the settings of a printer"), "cRdR"),
    "signature": _row(N_("a digital signature"), "cRdR", N_("A signature does not hold for reports; sign the finished one")),
    "mismatch": _row(N_("a part that is not what it is linked as"), "RRdR", _ANEW),
    "unknown": _row(N_("something that a report does not need"), "RRdR", _ANEW),
    "stray": _row(N_("a file that nothing refers to"), "cRdR"),
    "note": _row(N_("a footnote or endnote"), "--d-"),
    "custom XML": _row(N_("data of another program (custom XML)"), "cRdd"),
    "memory": _row(N_("the memory of the report"), "c--R"),
    "mark": _row(N_("a hidden bookmark of the report"), "c--R"),
    "bookmark": _row(N_("a bookmark to which nothing refers"), "c---"),
}  # fmt: skip
