"""Pictures -> inline drawings."""

import io

from docx.parts.story import StoryPart

from reportgen.model import Picture
from reportgen.word.editing.elements import make
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.lengths import emu, millimetres_of_twips


def drawing(part: StoryPart, picture: Picture, number: int, room: int) -> Element:
    """A run with the picture, which becomes a part that `part` refers to; wider than `room` (twips), it is made to fit.

    `number` is the drawing's id, unique in the document; the picture's name tells nothing.
    """
    scale = min(1.0, millimetres_of_twips(room) / picture.width_mm)
    width, height = emu(picture.width_mm * scale), emu(picture.height_mm * scale)
    inline = part.new_pic_inline(io.BytesIO(picture.png), width, height)
    for side in "TBLR":
        inline.set(f"dist{side}", "0")  # what is not said may be anything: LibreOffice leaves room of its own
    inline.docPr.set("descr", picture.alt)
    for named in inline.iter(tag("wp:docPr"), tag("pic:cNvPr")):
        named.set("id", str(number))
        named.set("name", f"图片 {number}")
    return make("r", make("drawing", inline))
