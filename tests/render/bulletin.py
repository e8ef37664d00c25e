"""A Word page as an office makes it: its own styles, tags and loops in text, tables, header, footer and a text box, split over runs as Word does."""

import io

import docx
from docx.oxml import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from tests.render.surgery import NS

VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
NEW = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
DRAWN = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
BOX = (
    f'<w:r {NS} {NEW} {VML} {DRAWN}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
    'simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph">'
    '<wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="2600000" cy="500000"/><wp:wrapTopAndBottom/><wp:docPr id="7" name="box"/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
    '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2600000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>'
    '<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect style="width:200pt;height:40pt">'
    "<v:textbox><w:txbxContent>{text}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def split(paragraph: Paragraph, text: str, every: int = 3) -> None:
    """Adds a text in runs of a few characters, as Word leaves one that was typed and corrected; the first is bold."""
    for at in range(0, len(text), every):
        run = paragraph.add_run(text[at : at + every])
        run.bold = at == 0


def bulletin(*, body: bool = False) -> bytes:
    """The page; with `{{ body }}` on demand."""
    page = docx.Document()
    page.styles["Normal"].font.size = Pt(12)
    page.add_heading("{{ title }}", 0)
    split(page.add_paragraph(), "本期共收到{{ total }}，{{ qoq | compared }}。")
    page.add_paragraph("{%p if rates.closed %}")
    page.add_paragraph(
        "办结率为{{ rates.closed.figure }}，{% if categories | length > 1 %}涉及多类问题{% else %}只有一类问题{% endif %}。"
    )
    page.add_paragraph("{%p else %}")
    page.add_paragraph("尚无办结情况。")
    page.add_paragraph("{%p endif %}")
    page.add_paragraph("{%p for c in categories[:3] %}")
    page.add_paragraph("{{ c.name }}：{{ c.count }}，{{ c.share | of_base }}；")
    page.add_paragraph("{%p endfor %}")
    table = page.add_table(4, 3)
    table.style = "Table Grid"
    lines = (
        ("类别", "件数", "占比"),
        ("{%tr for c in categories %}", "", ""),
        ("{{ c.name }}", "{{ c.count | number }}", "{{ c.share }}"),
        ("{%tr endfor %}", "", ""),
    )
    for row, words in zip(table.rows, lines, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            split(cell.paragraphs[0], word, 5) if word else None
    months = page.add_table(2, 4)
    months.style = "Table Grid"
    for row, words in zip(
        months.rows,
        (
            ("月份", "{%tc for m in months %}", "{{ m.name }}", "{%tc endfor %}"),
            ("件数", "{%tc for m in months %}", "{{ m.count | number }}", "{%tc endfor %}"),
        ),
        strict=True,
    ):
        for cell, word in zip(row.cells, words, strict=True):
            cell.paragraphs[0].add_run(word)
    boxed = page.add_paragraph()
    box = "<w:p><w:r><w:t>居首位的是{{ categories[0].name }}，{{ categories[0].count }}。</w:t></w:r></w:p>"
    boxed._p.append(parse_xml(BOX.replace("{text}", box)))
    if body:
        page.add_paragraph("{{ body }}")
    section = page.sections[0]
    section.header.paragraphs[0].add_run("{{ county }} {{ period }} 受理{{ total }}")
    section.footer.paragraphs[0].add_run("{{ office.name }} {{ date }}")
    data = io.BytesIO()
    page.save(data)
    return data.getvalue()
