"""A document as readable text, for golden files: what a reader sees, and the form in which he sees it.

One line for a paragraph (`[style] text`), a row, a picture; fields stand in braces with their result (`{PAGE: 1}`). The same
document gives the same text on every machine.
"""

from collections.abc import Iterator

from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package, open_package
from reportgen.word.pages.lengths import millimetres_of_emu, millimetres_of_twips, twips_in
from reportgen.word.pages.page import Page, Paragraph, Row, Section, Shown, field_name
from reportgen.word.pages.reader import read_page

_SIDES = ("top", "bottom", "left", "right", "header", "footer")


def stringify(document: bytes) -> str:
    """The text of a .docx file. Raises DocumentError where it is none."""
    page = read_page(open_package(document))
    lines = [f"title: {_title(page.package)}"]
    for section in page.sections:
        lines += _section(page, section)
    return "\n".join([*lines, "", *_content(page), ""])


def _title(package: Package) -> str:
    """The title in the core properties."""
    part = "docProps/core.xml"
    return (package.root(part).findtext(tag("dc:title")) or "") if part in package.parts else ""


def _section(page: Page, section: Section) -> Iterator[str]:
    """Page size, margins, grid, and the headers and footers of a section."""
    if section.width and section.margins:
        sides = " ".join(f"{side} {millimetres_of_twips(section.margins.get(side, 0))}" for side in _SIDES)
        size = f"{millimetres_of_twips(section.width)} x {millimetres_of_twips(section.height)}"
        yield f"page: {size} mm, {sides}"
    if section.grid:
        yield "grid: " + " ".join(f"{name}={value}" for name, value in sorted(section.grid.items()))
    for kind, part in section.around:
        yield from (f"{kind}: {line}" for one in page.around if one.part == part for line in _paragraph(one))


def _content(page: Page) -> Iterator[str]:
    """The lines of the body: a table begins with the widths of its columns."""
    tables = {table.number: table for table in page.tables}
    for one in page.flow:
        if isinstance(one, Paragraph):
            yield from _paragraph(one)
            continue
        if one.table in tables:
            grid = tables.pop(one.table).element.find(tag("w:tblGrid"))
            columns = [] if grid is None else [twips_in(column.get(tag("w:w"), "0")) or 0 for column in grid]
            widths = [str(millimetres_of_twips(column)) for column in columns]
            yield f"table, columns {' '.join(widths)} mm"
        yield _row(one)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    """A paragraph, and the pictures in it."""
    name = paragraph.style.shown_name or "Normal"
    shown = "".join(f" {{{field_name(one.what)}: {paragraph.text[one.start : one.end]}}}" for one in paragraph.fields)
    text = f"{paragraph.number}{paragraph.text}".replace("\n", " ⏎ ")
    if text or shown or not paragraph.pictures:
        yield f"[{name}] {text}{shown}".rstrip()
    for picture in paragraph.pictures:
        yield f"[{name}] {_picture(picture)}"


def _picture(picture: Shown) -> str:
    """The size of a picture and its words for the blind."""
    size = picture.element.find(tag("wp:extent"))
    width, height = ("0", "0") if size is None else (size.get("cx", "0"), size.get("cy", "0"))
    return f"picture {millimetres_of_emu(int(width))} x {millimetres_of_emu(int(height))} mm: {picture.alt}"


def _row(row: Row) -> str:
    """The cells of a row; one that repeats on each page is marked `=`."""
    cells = (
        " ⏎ ".join(line.partition("] ")[2] for paragraph in cell.paragraphs for line in _paragraph(paragraph))
        for cell in row.cells
    )
    return f"  {'=' if row.heads else '|'} " + " | ".join(cells)
