"""The part of a chart that XlsxWriter made for a workbook -> one for a Word document.

XlsxWriter leaves out what Excel 2007 takes for granted; since 2010 the schema says the opposite of several of these, and LibreOffice
and WPS go by that. So every choice is spelled out here: `SAID` is the list. The rest is what a document asks for: the fonts, Chinese
ones among them, and the workbook behind the chart.
"""

from lxml import etree

from reportgen.word.packages.names import NAMESPACES, tag
from reportgen.word.packages.xml import Element, parse, serialize

WORKBOOK_ID = "rId1"
"""The relationship of the chart's part to its workbook."""
LATIN, EAST_ASIAN = "Times New Roman", "宋体"
_SIZE = "900"

_LABELS = "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator"
ORDERS = {
    "chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotFmts protection chart spPr txPr externalData printSettings userShapes extLst",
    "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs extLst",
    "title": "tx layout overlay spPr txPr extLst",
    "legend": "legendPos legendEntry layout overlay spPr txPr extLst",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
    "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId extLst",
    "barChart/ser": "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape extLst",
    "lineChart/ser": "idx order tx spPr marker dPt dLbls trendline errBars cat val smooth extLst",
    "barChart/dPt": "idx invertIfNegative marker bubble3D explosion spPr pictureOptions extLst",
    "lineChart/dPt": "idx invertIfNegative marker bubble3D explosion spPr pictureOptions extLst",
    "dLbls": f"dLbl delete {_LABELS} showLeaderLines leaderLines extLst",
    "dLbl": f"idx delete layout tx {_LABELS} extLst",
    "catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset noMultiLvlLbl extLst",
    "valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits extLst",
}
"""The order of elements by the schema (ECMA-376 part 1, 21.2), by parent, and where that differs, by what is round that."""

SAID = (
    ("chartSpace", "date1904", "0"),
    ("chartSpace", "roundedCorners", "0"),
    ("chart", "autoTitleDeleted", "1"),
    ("chart", "dispBlanksAs", "gap"),
    ("title", "overlay", "0"),
    ("legend", "overlay", "0"),
    ("barChart", "varyColors", "0"),
    ("lineChart", "varyColors", "0"),
    ("barChart/ser", "invertIfNegative", "0"),
    ("lineChart/ser", "smooth", "0"),
    ("lineChart/dPt", "bubble3D", "0"),
    *(
        ("dLbls", name, "0")
        for name in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    ),
    ("catAx", "delete", "0"),
    ("valAx", "delete", "0"),
    ("catAx", "majorTickMark", "none"),
    ("catAx", "minorTickMark", "none"),
    ("valAx", "majorTickMark", "none"),
    ("valAx", "minorTickMark", "none"),
    ("catAx", "noMultiLvlLbl", "0"),
)
"""What a chart of ours says outright: the parent, the element, and its value where nothing else is said."""


def completed(part: bytes, unfinished: tuple[int, ...] = ()) -> bytes:
    """The part for a document; `unfinished` are the series whose last period is not over: the line to it is dashed."""
    root = parse(part)
    for parent, name, value in SAID:
        for element in root.iter(tag(f"c:{parent.rpartition('/')[2]}")):
            if _is(element, parent) and element.find(tag(f"c:{name}")) is None:
                place(element, _element(f"c:{name}", val=value))
    for lang in root.iter(tag("c:lang")):
        lang.set("val", "zh-CN")
    for one in list(root.iter(tag("c:printSettings"))):
        root.remove(one)
    for number in unfinished:
        _dash(list(root.iter(tag("c:ser")))[number])
    _set_fonts(root)
    external = _element("c:externalData")
    external.set(tag("r:id"), WORKBOOK_ID)
    external.append(_element("c:autoUpdate", val="0"))
    place(root, external)
    etree.cleanup_namespaces(root)
    return serialize(root)


def place(parent: Element, child: Element) -> None:
    """Puts a child where the schema has it."""
    order = _order(parent)
    known = {tag(f"c:{name}"): at for at, name in enumerate(order)}
    after = [at for at, one in enumerate(parent) if known.get(str(one.tag), -1) <= known[str(child.tag)]]
    parent.insert(after[-1] + 1 if after else 0, child)


def _order(parent: Element) -> list[str]:
    name = _local(parent)
    group = next((_local(one) for one in parent.iterancestors() if _local(one).endswith("Chart")), "")
    return (ORDERS.get(f"{group}/{name}") or ORDERS[name]).split()


def _is(element: Element, name: str) -> bool:
    """Whether an element is what a name of `ORDERS` means."""
    around = name.rpartition("/")[0]
    return not around or any(_local(one) == around for one in element.iterancestors())


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _element(name: str, **attributes: str) -> Element:
    return etree.Element(tag(name), attributes, nsmap={key: NAMESPACES[key] for key in ("c", "a", "r")})


def _dash(series: Element) -> None:
    """Dashes the line to the last point of a series, as far as that has one of its own look or gets one."""
    count = series.find(f"{tag('c:val')}/{tag('c:numRef')}/{tag('c:numCache')}/{tag('c:ptCount')}")
    line = series.find(f"{tag('c:spPr')}/{tag('a:ln')}")
    if count is None or line is None:
        return
    last = str(int(count.get("val", "1")) - 1)
    point = next((one for one in series.iter(tag("c:dPt")) if one.find(tag("c:idx")).get("val") == last), None)  # type: ignore[union-attr]
    if point is None:
        point = _element("c:dPt")
        point.append(_element("c:idx", val=last))
        point.append(_element("c:bubble3D", val="0"))
        place(series, point)
    shape = _element("c:spPr")
    dashed = parse(etree.tostring(line))
    for one in list(dashed.iter(tag("a:prstDash"))):
        dashed.remove(one)
    fill = dashed.find(tag("a:solidFill"))
    dashed.insert(0 if fill is None else dashed.index(fill) + 1, _element("a:prstDash", val="sysDash"))
    shape.append(dashed)
    place(point, shape)


def _set_fonts(root: Element) -> None:
    """One font for all texts, with one for Chinese; each piece that has a form of its own says it, too."""
    body = _element("c:txPr")
    body.extend((_element("a:bodyPr"), _element("a:lstStyle")))
    paragraph = etree.SubElement(body, tag("a:p"))
    etree.SubElement(etree.SubElement(paragraph, tag("a:pPr")), tag("a:defRPr"), {"sz": _SIZE})
    etree.SubElement(paragraph, tag("a:endParaRPr"), {"lang": "zh-CN"})
    place(root, body)
    for one in root.iter(tag("a:defRPr"), tag("a:rPr"), tag("a:endParaRPr")):
        if one.tag != tag("a:defRPr"):
            one.set("lang", "zh-CN")
        if one.tag == tag("a:endParaRPr"):
            continue
        for kind, face in (("latin", LATIN), ("ea", EAST_ASIAN)):
            known = one.find(tag(f"a:{kind}"))
            if known is None:
                known = etree.SubElement(one, tag(f"a:{kind}"))
            known.set("typeface", face)
