"""Pictures -> inline drawings."""

from lxml import etree

from reportgen.model import Picture
from reportgen.render.elements import make
from reportgen.word.lengths import emu, millimetres_of_twips
from reportgen.word.names import NAMESPACES, tag
from reportgen.word.package import Package
from reportgen.word.xml import Element

_NSMAP = {key: NAMESPACES[key] for key in ("wp", "a", "pic", "r")}


def drawing(package: Package, picture: Picture, number: int, room: int) -> Element:
    """A run with the picture, which becomes a part of the package; wider than `room` (twips), it is made to fit.

    `number` is the drawing's id, unique in the document.
    """
    part = next(
        name for index in range(number, number + 1000) if (name := f"word/media/chart{index}.png") not in package.parts
    )
    package.add(part, "image/png", picture.png)
    relation = package.relate(package.document, "image", part)
    scale = min(1.0, millimetres_of_twips(room) / picture.width_mm)
    size = {"cx": str(emu(picture.width_mm * scale)), "cy": str(emu(picture.height_mm * scale))}
    return make("r", make("drawing", _inline(relation, size, number, picture.alt)))


def _element(name: str, /, *children: Element, **attributes: str) -> Element:
    element = etree.Element(tag(name), attributes, nsmap=_NSMAP)
    element.extend(children)
    return element


def _inline(relation: str, size: dict[str, str], number: int, alt: str) -> Element:
    """`wp:inline` in the order of its schema; the picture's name tells nothing."""
    name = {"id": str(number), "name": f"图片 {number}"}
    return _element(
        "wp:inline",
        _element("wp:extent", **size),
        _element("wp:effectExtent", l="0", t="0", r="0", b="0"),
        _element("wp:docPr", **name, descr=alt),
        _element("wp:cNvGraphicFramePr", _element("a:graphicFrameLocks", noChangeAspect="1")),
        _element("a:graphic", _element("a:graphicData", _picture(relation, size, name), uri=NAMESPACES["pic"])),
        distT="0", distB="0", distL="0", distR="0",
    )  # fmt: skip


def _picture(relation: str, size: dict[str, str], name: dict[str, str]) -> Element:
    """`pic:pic`: the picture part, stretched over the whole frame."""
    blip = _element("a:blip")
    blip.set(tag("r:embed"), relation)
    frame = _element("a:xfrm", _element("a:off", x="0", y="0"), _element("a:ext", **size))
    return _element(
        "pic:pic",
        _element("pic:nvPicPr", _element("pic:cNvPr", **name), _element("pic:cNvPicPr")),
        _element("pic:blipFill", blip, _element("a:stretch", _element("a:fillRect"))),
        _element("pic:spPr", frame, _element("a:prstGeom", _element("a:avLst"), prst="rect")),
    )
