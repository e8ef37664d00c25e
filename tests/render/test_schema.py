"""Word opens the report without repair: the order of elements is that of the schema (ECMA-376 part 1), and a validator agrees.

The sequences below are those of the schema types that a report uses; an element outside of them is a fault here too.
"""

import re
from pathlib import Path

import pytest
from lxml import etree

from reportgen.render import render
from tests.render import surgery
from tests.render.grouped import grouped
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP

SEQUENCES = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap
        overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
        textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern
        position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar
        tblLook tblCaption tblDescription""",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "trPr": "cantSplit tblHeader",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr*",
    "tr": "tblPrEx trPr tc*",
    "tc": "tcPr p*",
    "sectPr": """headerReference* footerReference* footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg
        textDirection bidi rtlGutter docGrid printerSettings""",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr
        rPr tblPr trPr tcPr tblStylePr*""",
    "settings": """zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop evenAndOddHeaders drawingGridVerticalSpacing characterSpacingControl
        compat themeFontLang decimalSymbol listSeparator""",
    "inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "pic": "nvPicPr blipFill spPr",
    "spPr": "xfrm prstGeom",
    "font": "altName panose1 charset family notTrueType pitch sig",
}
ORDERS = {
    parent: {name.rstrip("*"): (place, name.endswith("*")) for place, name in enumerate(names.split())}
    for parent, names in SEQUENCES.items()
}


@pytest.fixture(scope="module")
def report() -> bytes:
    """The sample report, with every kind of block."""
    return render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)


def faults(root: etree._Element) -> list[str]:
    """Children that stand out of order, stand twice, or do not belong."""
    found = []
    for element in root.iter():
        order = ORDERS.get(etree.QName(element).localname)
        if order is None:
            continue
        names = [etree.QName(child).localname for child in element]
        places = [order.get(name, (-1, False))[0] for name in names]
        once = [name for name in names if not order.get(name, (0, False))[1]]
        if -1 in places or places != sorted(places) or len(once) != len(set(once)):
            found.append(f"{etree.QName(element).localname}: {' '.join(names)}")
    return found


@pytest.mark.parametrize(
    "part",
    [
        "word/document.xml",
        "word/styles.xml",
        "word/settings.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/fontTable.xml",
    ],
)
def test_elements_stand_in_the_schema_s_order(part: str, report: bytes) -> None:
    """Each property once and in its place: Word repairs, or silently drops, what is not."""
    assert faults(etree.fromstring(surgery.parts_of(report)[part])) == []


def test_the_order_check_finds_a_fault(report: bytes) -> None:
    """A check that can fail: a style after the alignment, and a width that stands twice."""
    broken = surgery.edited(
        report,
        surgery.MAIN,
        ('<w:pStyle w:val="TableText"/><w:jc w:val="right"/>', '<w:jc w:val="right"/><w:pStyle w:val="TableText"/>'),
    )
    assert faults(etree.fromstring(surgery.parts_of(broken)[surgery.MAIN])) == ["pPr: jc pStyle"]


def test_every_part_has_a_content_type_and_is_referred_to(report: bytes) -> None:
    """Word refuses a package with a part of unknown type."""
    parts = surgery.parts_of(report)
    types = parts["[Content_Types].xml"].decode()
    overridden = set(re.findall(r'PartName="/([^"]+)"', types))
    by_extension = set(re.findall(r'Extension="([^"]+)"', types))
    assert overridden <= set(parts)
    assert {name.rpartition(".")[2] for name in parts if name not in overridden} - {"xml"} <= by_extension
    assert [name for name in parts if name.endswith(".xml") and name not in overridden] == [
        "[Content_Types].xml",
        "customXml/item1.xml",
    ]


def test_grouped_tables_and_pages_across_stand_in_the_schema_s_order() -> None:
    """Cells over several columns and rows, section breaks in paragraphs."""
    assert faults(etree.fromstring(surgery.parts_of(grouped())[surgery.MAIN])) == []


@pytest.mark.parametrize("made", ["the report", "the base template", "grouped tables"])
def test_the_validator_finds_nothing(made: str, report: bytes, tmp_path: Path) -> None:
    """openxml-audit, which ports the checks of Microsoft's Open XML SDK, finds no error for any Office since 2007."""
    validation = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    file = tmp_path / "a.docx"
    files = {"the report": report, "grouped tables": grouped(), "the base template": PAGE.read_bytes()}
    file.write_bytes(files[made])
    for version in ("OFFICE_2007", "OFFICE_2019", "MICROSOFT_365"):
        result = validation.OpenXmlValidator(getattr(validation.FileFormat, version)).validate(file)
        assert [error.description for error in result.errors] == []
