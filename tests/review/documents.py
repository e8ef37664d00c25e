"""Documents made of a few lines: `@t` the title, `@1`–`@3` headings, `| a | b |` a row of a table, else a paragraph.

`docx` writes them as the smallest .docx there is; `document` puts any XML into its body.
"""

import io
import zipfile
from itertools import groupby
from xml.sax.saxutils import escape

from reportgen.word.packages.names import NAMESPACES

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'{_HEAD}<Types xmlns="{NAMESPACES["ct"]}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/></Types>'
)
_OFFICE = NAMESPACES["r"]
_LINK = '<Relationship Id="rId1" Type="{}" Target="{}"/>'
_RELS = f'{_HEAD}<Relationships xmlns="{NAMESPACES["rel"]}">{{}}</Relationships>'
_W = f'xmlns:w="{NAMESPACES["w"]}"'
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
    for id_, name in {"T": "Title", "H1": "heading 1", "H2": "heading 2", "H3": "heading 3", "C1": "toc 1"}.items()
) + '<w:style w:type="character" w:styleId="X"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style>'  # fmt: skip
_MARKS = {"@t ": "T", "@1 ": "H1", "@2 ": "H2", "@3 ": "H3"}


def document(body: str, attributes: str = "", styles: str = _STYLES) -> bytes:
    """A .docx with this XML in its body; styles T, H1–H3, C1 (contents) and X (hidden characters) are there."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS.format(_LINK.format(_OFFICE + "/officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _RELS.format(_LINK.format(_OFFICE + "/styles", "styles.xml")),
        "word/document.xml": f"{_HEAD}<w:document {_W} {attributes}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"{_HEAD}<w:styles {_W}>{styles}</w:styles>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def paragraph(text: str, style: str = "", inside: str = "") -> str:
    """A paragraph of one run; `inside` are further properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}{inside}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(*rows: str) -> str:
    """A table of rows `| a | b |`."""
    return f"<w:tbl>{''.join(map(_row, rows))}</w:tbl>"


def _row(line: str) -> str:
    cells = (cell.strip() for cell in line.strip().strip("|").split("|"))
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


def docx(text: str) -> bytes:
    """The document that the lines of `text` write."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return document(
        "".join(_block(is_row, list(group)) for is_row, group in groupby(lines, lambda line: line[0] == "|"))
    )


def _block(is_row: bool, lines: list[str]) -> str:
    if is_row:
        return table(*lines)
    return "".join(paragraph(line[3:] if line[:3] in _MARKS else line, _MARKS.get(line[:3], "")) for line in lines)
