"""Makes `page.docx`, the letterhead of 栖浦市, out of the page of the base template, once; from then on it is edited in Word.

usage: python templates/qipu/make_page.py [page.docx]

A red head with the name of the office and a red line below it; the name no longer stands under the title.
"""

import sys
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
RED = RGBColor(0xC0, 0x00, 0x00)


def head(before: Paragraph, text: str, size: float, *, line: bool = False) -> None:
    """A red, centred line of the letterhead, with a red rule below it where asked for."""
    paragraph = before.insert_paragraph_before()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(size), RED
    run.font.name = "方正小标宋简体"
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "方正小标宋简体")
    if line:
        borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for key, value in (("val", "single"), ("sz", "18"), ("space", "4"), ("color", "C00000")):
            bottom.set(qn(f"w:{key}"), value)
        borders.append(bottom)
        paragraph._element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def main(arguments: list[str]) -> None:
    """Writes the page."""
    document = Document(str(HERE.parent / "base" / "page.docx"))
    title, office, *_rest = document.paragraphs
    head(title, "{{ office }}", 26)
    head(title, "{{ county }}　{{ period }}", 16, line=True)
    office._element.getparent().remove(office._element)
    document.save(arguments[0] if arguments else str(HERE / "page.docx"))


if __name__ == "__main__":
    main(sys.argv[1:])
