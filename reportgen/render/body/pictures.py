"""Charts as they came out -> inline drawings."""

import io
from collections.abc import Mapping

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.story import StoryPart
from lxml import etree

from reportgen.model.reports.pictures import Graphic, NativeChart, Picture
from reportgen.word.charts.plots import CHART_TYPE, WORKBOOK_TYPE
from reportgen.word.editing.elements import make
from reportgen.word.packages.names import NAMESPACES, RELATIONSHIP, tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.lengths import emu, millimetres_of_twips

_GRAPHIC = {"a": NAMESPACES["a"], "c": NAMESPACES["c"], "r": NAMESPACES["r"], "wp": NAMESPACES["wp"]}


def drawing(part: StoryPart, graphic: Graphic, number: int, room: int) -> Element:
    """A run with the picture or chart, which becomes a part that `part` refers to; wider than `room` (twips), it is made to fit.

    `number` is the drawing's id, unique in the document; its name tells nothing.
    """
    scale = min(1.0, millimetres_of_twips(room) / graphic.width_mm)
    size = emu(graphic.width_mm * scale), emu(graphic.height_mm * scale)
    inline = _picture(part, graphic, size) if isinstance(graphic, Picture) else _chart(part, graphic, size)
    for side in "TBLR":
        inline.set(f"dist{side}", "0")  # what is not said may be anything: LibreOffice leaves room of its own
    for named in inline.iter(tag("wp:docPr"), tag("pic:cNvPr")):
        named.set("id", str(number))
        named.set("name", f"{'图片' if isinstance(graphic, Picture) else '图形'} {number}")
    for words in inline.iter(tag("wp:docPr")):
        words.set("descr", graphic.alt)
    return make("r", make("drawing", inline))


def _picture(part: StoryPart, picture: Picture, size: tuple[int, int]) -> Element:
    inline: Element = part.new_pic_inline(io.BytesIO(picture.png), *size)
    return inline


def _chart(part: StoryPart, chart: NativeChart, size: tuple[int, int]) -> Element:
    """The frame of a chart, whose part refers to the workbook with what it plots."""
    package = part.package
    name = str(package.next_partname("/word/charts/chart%d.xml"))
    number = "".join(filter(str.isdigit, name))
    kept = Part(PackURI(name), CHART_TYPE, chart.xml, package)
    book = Part(PackURI(f"/word/embeddings/workbook{number}.xlsx"), WORKBOOK_TYPE, chart.workbook, package)
    kept.relate_to(book, RELATIONSHIP + "package")
    return frame(part.relate_to(kept, RELATIONSHIP + "chart"), size)


def frame(relation: str, size: tuple[int, int]) -> Element:
    """An inline drawing that shows the chart of a relationship; `size` is in EMU."""
    inline = etree.Element(tag("wp:inline"), nsmap=_GRAPHIC)
    _add(inline, "wp:extent", {"cx": str(size[0]), "cy": str(size[1])})
    _add(inline, "wp:docPr", {"id": "0", "name": ""})
    _add(inline, "wp:cNvGraphicFramePr", {})
    data = _add(_add(inline, "a:graphic", {}), "a:graphicData", {"uri": NAMESPACES["c"]})
    _add(data, "c:chart", {tag("r:id"): relation})
    return inline


def _add(parent: Element, name: str, attributes: Mapping[str, str]) -> Element:
    return etree.SubElement(parent, tag(name), dict(attributes))
