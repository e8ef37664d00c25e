"""Makes `page.docx`, the Word side of the base template, once; from then on it is a file that people edit in Word.

usage: python templates/base/make_page.py [page.docx]

Form after GB/T 9704-2012: A4, margins 37/35/28/26 mm (text area 156 x 225 mm), 22 lines of 28 characters, title 2号 小标宋,
body 3号 仿宋, levels 黑体, 楷体, 仿宋, page number 4号 宋体 outside, 7 mm under the text area. The fonts are licensed: they are named
here, never shipped; the font table names what stands in for one that is missing.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from reportgen.word import Package, pack
from reportgen.word.packages.names import NAMESPACES
from reportgen.word.packages.package import DOCUMENT_TYPE
from reportgen.word.pages.lengths import twips

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
DECLARED = f'xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

SONG, HEI, KAI, FANGSONG, TITLE = "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312", "方正小标宋简体"
SIZE = {"二号": 44, "三号": 32, "四号": 28, "小四": 24, "五号": 21}  # half-points
LINE = 579  # 28.95 pt in twips: 22 lines fill 225 mm
TIGHTER = -6  # -0.3 pt a character in twips: 28 characters of 16 pt fit into 156 mm with room for a full stop
# name: (stands in for it, PANOSE, family, pitch)
FONTS = {
    SONG: ("SimSun", "02010600030101010101", "auto", "variable"),
    HEI: ("SimHei", "02010609060101010101", "modern", "fixed"),
    KAI: ("楷体", "02010609030101010101", "modern", "fixed"),
    FANGSONG: ("仿宋", "02010609030101010101", "modern", "fixed"),
    TITLE: ("华文中宋", "02010601030101010101", "auto", "variable"),
}


def font(name: str, size: str | None = None) -> str:
    """Run properties: one font for all scripts, and the size by its Chinese name; only 3号 text is set tighter."""
    points = f'<w:spacing w:val="0"/><w:sz w:val="{SIZE[size]}"/><w:szCs w:val="{SIZE[size]}"/>' if size else ""
    return f'<w:rPr><w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}"/>{points}</w:rPr>'


def exact(line: int, before: int = 0, after: int = 0) -> str:
    """Exact line spacing with space before and after, in twips."""
    around = (f' w:before="{before}"' if before else "") + (f' w:after="{after}"' if after else "")
    return f'<w:spacing{around} w:line="{line}" w:lineRule="exact"/>'


TWO_CHARACTERS = '<w:ind w:firstLineChars="200" w:firstLine="632"/>'


def style(
    name: str,
    key: str,
    paragraph: str = "",
    run: str = "",
    *,
    follows: str = "Normal",
    then: str = "",
    builtin: bool = False,
) -> str:
    """A paragraph style; `paragraph` and `run` are its properties, `then` the style of the next paragraph."""
    custom = "" if builtin else ' w:customStyle="1"'
    following = f'<w:next w:val="{then}"/>' if then else ""
    properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="{follows}"/>'
        f"{following}<w:qFormat/>{properties}{run}</w:style>"
    )


def heading(level: int, name: str) -> str:
    """A heading style; its outline level makes Word's navigation pane work."""
    paragraph = f'<w:keepNext/><w:keepLines/>{TWO_CHARACTERS}<w:outlineLvl w:val="{level - 1}"/>'
    return style(f"heading {level}", f"Heading{level}", paragraph, font(name), then="Body", builtin=True)


def paragraph_styles() -> str:
    """Every paragraph style that the renderer asks for by name, and what the page itself uses."""
    centred = '<w:jc w:val="center"/>'
    natural = '<w:spacing w:line="240" w:lineRule="auto"/>'
    return "".join(
        [
            style(
                "Title",
                "Title",
                exact(680, after=LINE) + centred + '<w:outlineLvl w:val="9"/>',
                font(TITLE, "二号"),
                then="Body",
                builtin=True,
            ),
            style("标题下署名", "TitleOffice", exact(LINE, after=LINE) + centred, font(KAI), then="Body"),
            style("公文正文", "Body", TWO_CHARACTERS),
            heading(1, HEI),
            heading(2, KAI),
            heading(3, FANGSONG),
            heading(4, FANGSONG),
            style(
                "表题",
                "TableCaption",
                f"<w:keepNext/><w:keepLines/>{exact(480, before=120)}{centred}",
                font(HEI, "小四"),
                then="TableText",
            ),
            style(
                "图题",
                "FigureCaption",
                f"<w:keepLines/>{exact(480, after=120)}{centred}",
                font(HEI, "小四"),
                then="Body",
            ),
            style(
                "图片",
                "Figure",
                f'<w:keepNext/><w:spacing w:before="120" w:line="240" w:lineRule="auto"/>{centred}',
                then="FigureCaption",
            ),
            style("表格文字", "TableText", f'{natural}<w:jc w:val="left"/>', font(FANGSONG, "小四")),
            style("表头文字", "TableHead", f"<w:keepNext/>{centred}", font(HEI, "小四"), follows="TableText"),
            style(
                "注释",
                "Note",
                f'{exact(400, before=60, after=120)}<w:ind w:firstLineChars="200" w:firstLine="412"/>',
                font(FANGSONG, "五号"),
                then="Body",
            ),
            style("附件说明", "AttachmentLine", '<w:ind w:firstLineChars="200" w:firstLine="632"/>'),
            style("附件编号", "AttachmentNumber", "<w:keepNext/><w:pageBreakBefore/>", font(HEI), then="Title"),
            style(
                "署名",
                "Office",
                f'<w:keepNext/><w:keepLines/><w:spacing w:before="{LINE}"/><w:jc w:val="right"/>',
                then="Day",
            ),
            style("成文日期", "Day", '<w:keepLines/><w:jc w:val="right"/>'),
            style("header", "Header", f'{natural}<w:jc w:val="center"/>', font(SONG, "五号"), builtin=True),
            style("footer", "Footer", f"{exact(320)}", font(SONG, "四号"), builtin=True),
        ]
    )


def table_style() -> str:
    """Thin lines all round, and a little room at the left and right of a cell."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    room = '<w:left w:w="85" w:type="dxa"/>', '<w:right w:w="85" w:type="dxa"/>'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="公文表格"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f'<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar><w:top w:w="28" w:type="dxa"/>{room[0]}<w:bottom w:w="28" w:type="dxa"/>{room[1]}'
        "</w:tblCellMar></w:tblPr></w:style>"
    )


def styles() -> str:
    """The styles part."""
    normal = (
        '<w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f'{exact(LINE)}<w:jc w:val="both"/></w:pPr><w:rPr><w:spacing w:val="{TIGHTER}"/></w:rPr>'
    )
    return (
        f"{HEAD}<w:styles {DECLARED}><w:docDefaults><w:rPrDefault>"
        f'<w:rPr><w:rFonts w:ascii="{FANGSONG}" w:eastAsia="{FANGSONG}" w:hAnsi="{FANGSONG}" w:cs="Times New Roman"/>'
        f'<w:sz w:val="{SIZE["三号"]}"/><w:szCs w:val="{SIZE["三号"]}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>{normal}</w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        f"<w:unhideWhenUsed/></w:style>{table_style()}{paragraph_styles()}</w:styles>"
    )


def settings() -> str:
    """The settings part: odd and even pages differ, East Asian typography as in Chinese Word, no compatibility mode."""
    return (
        f'{HEAD}<w:settings {DECLARED}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="156"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>'
        "<w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table() -> str:
    """The font table: what stands in for a font that is missing."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:panose1 w:val="{panose}"/><w:charset w:val="86"/><w:family w:val="{family}"/>'
        f'<w:pitch w:val="{pitch}"/></w:font>'
        for name, (instead, panose, family, pitch) in FONTS.items()
    )
    return f"{HEAD}<w:fonts {DECLARED}>{fonts}</w:fonts>"


def theme() -> str:
    """The plainest theme that is valid: Word asks for one, no style here refers to it."""
    colours = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "44546A",
        "lt2": "E7E6E6",
        "hlink": "0563C1",
        "folHlink": "954F72",
    }
    accents = ("4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")
    order = ["dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink"]
    colours |= {f"accent{number}": colour for number, colour in enumerate(accents, start=1)}
    fonts = f'<a:latin typeface="{SONG}"/><a:ea typeface="{SONG}"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="{NAMESPACES["a"]}" name="公文"><a:themeElements><a:clrScheme name="公文">'
        + "".join(f'<a:{name}><a:srgbClr val="{colours[name]}"/></a:{name}>' for name in order)
        + f'</a:clrScheme><a:fontScheme name="公文"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="公文"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def footer(side: str) -> str:
    """A footer with `— 1 —` on the outside (`side`), one character in."""
    dash = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    field = "".join(
        f"<w:r>{content}</w:r>"
        for content in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return (
        f'{HEAD}<w:ftr {DECLARED}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r>{dash}<w:t xml:space="preserve">— </w:t></w:r>{field}<w:r>{dash}<w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


def document(odd: str, even: str) -> str:
    """The main part: title, office, the place of the report's blocks, and the page set-up."""
    lines = (("Title", "title"), ("TitleOffice", "office"), ("Body", "body"))
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{key}"/></w:pPr><w:r><w:t>{{{{ {name} }}}}</w:t></w:r></w:p>'
        for key, name in lines
    )
    # the number's dash stands in the middle of its 16 pt line, 7 mm under the text area: 35 - 7 - 2.8 mm from the edge
    margins = {"top": 37, "right": 26, "bottom": 35, "left": 28, "header": 15, "footer": 25.2, "gutter": 0}
    sides = " ".join(f'w:{side}="{twips(length)}"' for side, length in margins.items())
    return (
        f'{HEAD}<w:document {DECLARED}><w:body>{paragraphs}<w:sectPr><w:footerReference w:type="even" r:id="{even}"/>'
        f'<w:footerReference w:type="default" r:id="{odd}"/><w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/><w:pgMar {sides}/><w:cols w:space="425"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr></w:body></w:document>'
    )


def page() -> Package:
    """The whole template as a package."""
    made = Package("page.docx")
    main = "word/document.xml"
    made.relate("", "officeDocument", main)
    for kind, name, text in (
        ("styles", "styles", styles()),
        ("settings", "settings", settings()),
        ("fontTable", "fontTable", font_table()),
    ):
        made.add(f"word/{name}.xml", f"{WORD}{kind}+xml", text.encode())
        made.relate(main, kind, f"word/{name}.xml")
    made.add("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", theme().encode())
    made.relate(main, "theme", "word/theme/theme1.xml")
    ids = []
    for number, side in enumerate(("right", "left"), start=1):
        made.add(f"word/footer{number}.xml", f"{WORD}footer+xml", footer(side).encode())
        ids.append(made.relate(main, "footer", f"word/footer{number}.xml"))
    made.add(main, DOCUMENT_TYPE, document(*ids).encode())
    return made


if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("page.docx")
    file.write_bytes(pack(page(), "", datetime(2026, 1, 1, tzinfo=UTC)))
    print(file)
