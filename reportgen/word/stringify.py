"""A document as readable text, for golden files: what a reader sees, and the form in which he sees it.

One line for a paragraph (`[style] text`), a row, a picture; fields stand in braces with their result (`{PAGE: 1}`). The same
document gives the same text on every machine.
"""

from collections.abc import Iterator

from reportgen.word.lengths import millimetres_of_emu, millimetres_of_twips
from reportgen.word.names import tag
from reportgen.word.package import Package, open_package
from reportgen.word.reading import fields, text_of
from reportgen.word.xml import Element

_SIDES = ("top", "bottom", "left", "right", "header", "footer")


def stringify(document: bytes) -> str:
    """The text of a .docx file. Raises DocumentError where it is none."""
    package = open_package(document)
    root = package.root(package.document)
    styles = _style_names(package)
    lines = [f"title: {_title(package)}"]
    for section in root.iter(tag("w:sectPr")):
        lines += _section(package, section, styles)
    body = root.find(tag("w:body"))
    return "\n".join([*lines, "", *_content(root if body is None else body, styles), ""])


def _style_names(package: Package) -> dict[str, str]:
    """The names of styles by id."""
    found = {}
    for part in package.linked(package.document, "styles"):
        for style in package.root(part).iter(tag("w:style")):
            name = style.find(tag("w:name"))
            found[style.get(tag("w:styleId"), "")] = "" if name is None else name.get(tag("w:val"), "")
    return found


def _title(package: Package) -> str:
    """The title in the core properties."""
    part = "docProps/core.xml"
    return (package.root(part).findtext(tag("dc:title")) or "") if part in package.parts else ""


def _section(package: Package, section: Element, styles: dict[str, str]) -> Iterator[str]:
    """Page size, margins, grid, and the headers and footers of a section."""
    size, margins, grid = (section.find(tag(f"w:{name}")) for name in ("pgSz", "pgMar", "docGrid"))
    if size is not None and margins is not None:
        sides = " ".join(f"{side} {_millimetres(margins, side)}" for side in _SIDES)
        yield f"page: {_millimetres(size, 'w')} x {_millimetres(size, 'h')} mm, {sides}"
    if grid is not None:
        yield "grid: " + " ".join(
            f"{name.rpartition('}')[2]}={value}" for name, value in sorted(_attributes(grid).items())
        )
    parts = {link.id: package.target(package.document, link) for link in package.links.get(package.document, ())}
    for kind in ("header", "footer"):
        for reference in section.iter(tag(f"w:{kind}Reference")):
            content = package.root(parts[reference.get(tag("r:id"), "")])
            yield from (f"{kind} {reference.get(tag('w:type'))}: {line}" for line in _content(content, styles))


def _attributes(element: Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _millimetres(element: Element, attribute: str) -> float:
    return millimetres_of_twips(int(element.get(tag(f"w:{attribute}"), "0")))


def _content(parent: Element, styles: dict[str, str]) -> Iterator[str]:
    """The lines of what stands in a body, header, footer or cell."""
    for element in parent:
        if element.tag == tag("w:p"):
            yield from _paragraph(element, styles)
        elif element.tag == tag("w:tbl"):
            yield from _table(element, styles)


def _paragraph(paragraph: Element, styles: dict[str, str]) -> Iterator[str]:
    """A paragraph, and the pictures in it."""
    style = paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")
    name = styles.get("" if style is None else style.get(tag("w:val"), ""), "Normal")
    shown = "".join(f" {{{(field.code.split() or [''])[0]}: {field.result}}}" for field in fields(paragraph))
    text = text_of(paragraph).replace("\n", " ⏎ ")
    pictures = list(paragraph.iter(tag("wp:inline"), tag("wp:anchor")))
    if text or shown or not pictures:
        yield f"[{name}] {text}{shown}".rstrip()
    for picture in pictures:
        yield f"[{name}] {_picture(picture)}"


def _picture(picture: Element) -> str:
    """The size of a picture and its words for the blind."""
    size, words = picture.find(tag("wp:extent")), picture.find(tag("wp:docPr"))
    width, height = ("0", "0") if size is None else (size.get("cx", "0"), size.get("cy", "0"))
    alt = "" if words is None else words.get("descr", "")
    return f"picture {millimetres_of_emu(int(width))} x {millimetres_of_emu(int(height))} mm: {alt}"


def _table(table: Element, styles: dict[str, str]) -> Iterator[str]:
    """The widths of a table's columns, then a line for each row; a row that repeats on each page is marked `=`."""
    widths = " ".join(str(_millimetres(column, "w")) for column in table.iter(tag("w:gridCol")))
    yield f"table, columns {widths} mm"
    for row in table.findall(tag("w:tr")):
        cells = [
            " ⏎ ".join(line.partition("] ")[2] for line in _content(cell, styles)) for cell in row.findall(tag("w:tc"))
        ]
        repeats = row.find(f"{tag('w:trPr')}/{tag('w:tblHeader')}") is not None
        yield f"  {'=' if repeats else '|'} " + " | ".join(cells)
