"""Package -> page: each story walked through once, its paragraphs, tables and lists put together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache

from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package, open_package
from reportgen.word.packages.structure import text_parts
from reportgen.word.packages.xml import Element, XmlError, parse
from reportgen.word.pages.lengths import twips_in
from reportgen.word.pages.numbering import Lists, lists_of
from reportgen.word.pages.page import (
    Cell,
    Comment,
    Page,
    Paragraph,
    Revision,
    Row,
    Section,
    Story,
    Table,
)
from reportgen.word.pages.styles import Style, list_of, number_of, styles_of, switch
from reportgen.word.pages.walk import OpenCell, OpenRow, Pen, Walk, Where

_PPR, _RPR, _ID = tag("w:pPr"), tag("w:rPr"), tag("w:id")
_PARAGRAPH = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_SECTION = tag("w:sectPr")
_STORIES = (
    ("header", Story.HEADER),
    ("footer", Story.FOOTER),
    ("footnotes", Story.FOOTNOTE),
    ("endnotes", Story.ENDNOTE),
)
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def read_page(package: Package, roots: Mapping[str, Element] | None = None) -> Page:
    """The page in a package. Raises DocumentError where a part that is shown is damaged.

    `roots` are the parts as somebody has changed them since they were parsed (`Page.roots`).
    """
    styles, lists = styles_of(package), lists_of(package)
    if roots is None:
        roots = {part: package.root(part) for part in text_parts(package)}
    main = _walked(package, package.document, Story.BODY, _body(roots[package.document]), styles, lists)
    flow, tables = _flow(main)
    sections = tuple(_section(package, one) for one in roots[package.document].iter(_SECTION))
    around: list[Paragraph] = []
    for part, story, root in _printed_stories(package, roots, sections, main.notes):
        walk = _walked(package, part, story, root, styles, lists_of(package))
        around += (_made(walk, pen) for pen in walk.pens)
    comments = tuple(_comments(package, styles, lists))
    revisions = (
        *(Revision(one, pen.made) for pen in main.pens for one in pen.revisions),
        *(Revision(one, None) for one in main.row_revisions),
    )
    return Page(package, roots, styles, flow, tuple(around), tables, comments, revisions, sections)


@lru_cache(maxsize=1)
def page_of(document: bytes) -> Page:
    """The page in the bytes of a report just made, for those who look at it one after the other and change nothing in it.

    Raises DocumentError where they are no document.
    """
    return read_page(open_package(document, "report.docx"))


def _printed_stories(
    package: Package, roots: Mapping[str, Element], sections: Sequence[Section], notes: Collection[tuple[str, str]]
) -> Iterator[tuple[str, Story, Element]]:
    """The headers and footers that a section prints, and the notes to which the text refers: part, story, element."""
    kinds = {part: story for kind, story in _STORIES for part in package.linked(package.document, kind)}
    shown = {part for section in sections for kind, part in section.around if _prints(package, section, kind)}
    for part in [part for part in roots if part != package.document]:
        if kinds[part] in (Story.HEADER, Story.FOOTER):
            yield from [(part, kinds[part], roots[part])] if part in shown else []
            continue
        reference = tag(f"w:{kinds[part].value}Reference")
        for note in roots[part]:
            if note.get(tag("w:type")) not in _SEPARATORS and (reference, note.get(_ID, "")) in notes:
                yield part, kinds[part], note


def _prints(package: Package, section: Section, kind: str) -> bool:
    """Whether a section prints its header or footer of a kind: that of the first or of even pages only where it is told to."""
    if kind.endswith(" first"):
        return bool(switch(section.element.find(tag("w:titlePg"))))
    if kind.endswith(" even"):
        parts = package.linked(package.document, "settings")
        return any(switch(package.root(part).find(tag("w:evenAndOddHeaders"))) for part in parts)
    return True


def _section(package: Package, element: Element) -> Section:
    size, margins, grid = (element.find(tag(f"w:{name}")) for name in ("pgSz", "pgMar", "docGrid"))
    links = {link.id: package.target(package.document, link) for link in package.links.get(package.document, ())}
    around = tuple(
        (f"{kind} {one.get(tag('w:type'), 'default')}", links.get(one.get(tag("r:id"), ""), ""))
        for kind in ("header", "footer")
        for one in element.iter(tag(f"w:{kind}Reference"))
    )
    measured = {name: twips_in(value) or 0 for name, value in _attributes(margins).items()}
    sides = _attributes(size)
    width, height = (twips_in(sides.get(side, "0")) or 0 for side in ("w", "h"))
    return Section(element, width, height, measured, _attributes(grid), around)


def _attributes(element: Element | None) -> dict[str, str]:
    """The attributes of an element by their local names."""
    return (
        {} if element is None else {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}
    )


def read_paragraph(element: Element) -> Paragraph:
    """A paragraph that stands in no document yet."""
    walk = Walk(Package(""), "", Story.BODY, {}, Lists())
    walk.paragraph(element, None, Where())
    walk.finish()
    return _made(walk, walk.pens[0])


def _body(root: Element) -> Element:
    found = root.find(tag("w:body"))
    return root if found is None else found


def _walked(
    package: Package, part: str, story: Story, root: Element, styles: Mapping[str, Style], lists: Lists
) -> Walk:
    walk = Walk(package, part, story, styles, lists)
    walk.blocks(root, None, Where())
    walk.finish()
    return walk


def _comments(package: Package, styles: Mapping[str, Style], lists: Lists) -> Iterator[Comment]:
    resolved = _resolved(package)
    for part in package.linked(package.document, "comments"):
        for one in package.root(part).iter(tag("w:comment")):
            walk = _walked(package, part, Story.COMMENT, one, styles, lists)
            said = "\n".join("".join(pen.pieces) for pen in walk.pens)
            settled = any(paragraph.get(_PARAGRAPH) in resolved for paragraph in one.iter(tag("w:p")))
            yield Comment(one.get(_ID, ""), said, one.get(tag("w:author"), ""), settled)


def _resolved(package: Package) -> frozenset[str]:
    """The paragraphs, by their ids, of comments that are marked as resolved, replies to them too; one that is no XML says nothing."""
    done: dict[str, bool] = {}
    over: dict[str, str] = {}
    for link in package.links.get(package.document, ()):
        part = package.target(package.document, link)
        if link.type != _EXTENDED or link.external or part not in package.parts:
            continue
        with suppress(XmlError):
            for one in parse(package.parts[part]).iter(_W15 + "commentEx"):
                id = one.get(_W15 + "paraId", "")
                done[id] = one.get(_W15 + "done") in {"1", "true", "on"}
                over[id] = one.get(_W15 + "paraIdParent", "")
    return frozenset(id for id in done if id and (done[id] or done.get(over[id], False)))


def _flow(walk: Walk) -> tuple[tuple[Paragraph | Row, ...], tuple[Table, ...]]:
    """The body in reading order, its paragraphs numbered, and its tables."""
    flow: list[Paragraph | Row] = []
    rows: dict[int, list[Row]] = {number: [] for number in range(1, len(walk.tables) + 1)}
    place = 0
    for one in walk.flow:
        if isinstance(one, Pen):
            shown = bool("".join(one.pieces).strip())
            place += shown and not one.box
            flow.append(_made(walk, one, place if shown else None))
        else:
            row = _row(walk, one)
            rows[one.table].append(row)
            flow.append(row)
    for one in walk.inner:
        rows[one.table].append(_row(walk, one))
    tables = (Table(element, number, tuple(rows[number])) for number, element in enumerate(walk.tables, start=1))
    return tuple(flow), tuple(tables)


def _heads(row: Element) -> bool:
    return bool(switch(row.find(f"{tag('w:trPr')}/{tag('w:tblHeader')}")))


def _row(walk: Walk, row: OpenRow) -> Row:
    return Row(row.element, row.table, tuple(_cell(walk, cell) for cell in row.cells), _heads(row.element))


def _cell(walk: Walk, cell: OpenCell) -> Cell:
    paragraphs = tuple(pen.made or _made(walk, pen) for pen in cell.pens)
    return Cell(cell.element, cell.column, cell.span, paragraphs, cell.goes_on)


def _made(walk: Walk, pen: Pen, place: int | None = None) -> Paragraph:
    """The paragraph that was written."""
    element = pen.elements[-1]
    properties = element.find(_PPR)
    style = walk.style(properties, "w:pStyle")
    level = None if properties is None else number_of(properties.find(tag("w:outlineLvl")))
    text = "".join(pen.pieces)
    own, at = list_of(properties)
    number, depth = style.list if own is None else own, style.level if at is None else at
    pen.made = Paragraph(
        elements=tuple(pen.elements),
        part=walk.part,
        story=walk.story,
        text=text,
        style=style,
        heading=style.heading if level is None else level + 1 if level < 9 else None,
        number=walk.lists.next(number, depth) if number else "",
        listed=bool(number),
        place=place,
        spot=pen.spot,
        box=pen.box,
        contents=pen.contents or style.name.startswith("toc "),
        runs=tuple(pen.runs),
        marks=tuple(sorted(pen.marks, key=lambda one: one.start)),
        fields=tuple(pen.fields),
        comments=tuple(pen.comments),
        pictures=tuple(walk.picture(element, around, pen) for element, around in pen.pictures),
    )
    return pen.made
