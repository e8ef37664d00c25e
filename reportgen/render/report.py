"""The whole report: the Word template filled in, the blocks in their place, the memory written, the file frozen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from reportgen.messages import TemplateError, issue
from reportgen.model import (
    Attachment,
    AttachmentLine,
    Block,
    Chart,
    Narrative,
    Paragraph,
    Picture,
    Signature,
    Source,
    Table,
)
from reportgen.render.blocks import Draft, Layout, numbered, write_block
from reportgen.render.contents import check_contents
from reportgen.render.elements import Bookmarks, make, pieces, run
from reportgen.render.numbering import HeadingCounter
from reportgen.render.page import Page, load_page
from reportgen.render.tags import BODY, has_token, token_of, untoken
from reportgen.render.titles import balanced
from reportgen.word.characters import needs_hint
from reportgen.word.fixed import fixed_texts
from reportgen.word.freezing import pack
from reportgen.word.marks import block_mark
from reportgen.word.memory import Drawn, Memory, Plotted, write_memory
from reportgen.word.names import tag
from reportgen.word.package import Package
from reportgen.word.reading import marked_texts, text_of
from reportgen.word.xml import Element, serialize

_PAGE = {
    "pgSz": {"w": 11906},
    "pgMar": {"left": 1587, "right": 1474},
    "docGrid": {"linePitch": 579},
}  # twips, where the template is silent


def render(narrative: Narrative, pictures: Mapping[str, Picture], page: Path, memory: Memory, stamp: datetime) -> bytes:
    """The .docx file of a narrative.

    `pictures` are by chart id; `page` is the Word template; `memory` says how the report was made, its blocks, figures and
    marks are filled in here; `stamp` becomes the time of creation. Same arguments, same bytes.

    Raises TemplateError where the template is not fit, DocumentError where the narrative cannot be printed as it stands
    (a character that no document can hold, a missing picture, a reference to nothing, a row of another length).
    """
    check_contents(narrative, pictures)
    template = load_page(page)
    package = template.package.copy()
    roots = template.fill({**narrative.fields, "title": narrative.title, "body": BODY})
    document = roots[package.document]
    place = _body_place(document, template)
    draft = _draft(narrative, pictures, template, package, _layout(place, template))
    for root in roots.values():
        _print_fields(root, place, template, draft.layout.title_capacity)
    _insert(place, _written(draft, narrative.blocks))
    if memory.draft:
        _warn(document, narrative.labels.draft)
    for part, root in roots.items():
        package.parts[part] = serialize(root)
    write_memory(package, _remembered(memory, narrative, draft, roots, document))
    return pack(package, narrative.title, stamp)


def _body_place(document: Element, template: Page) -> Element:
    """The paragraph where the blocks go; it is gone where an `{% if %}` of the template left it out."""
    found = [paragraph for paragraph in document.iter(tag("w:p")) if text_of(paragraph).strip() == token_of(BODY)]
    if len(found) != 1:
        name, part = template.package.name, template.package.document
        raise TemplateError([issue("page.body-missing", Source(name, part), where=part)])
    return found[0]


def _layout(place: Element, template: Page) -> Layout:
    """The measures of the section in which the blocks go."""
    section = next((found for later in place.itersiblings() for found in later.iter(tag("w:sectPr"))), None)
    sizes = {
        key: _size(section, element, key, default) for element, keys in _PAGE.items() for key, default in keys.items()
    }
    width = max(sizes["w"] - sizes["left"] - sizes["right"], 1440)  # an inch at least, whatever the template says
    return Layout(width, sizes["linePitch"], width / 20 / template.title_points)


def _size(section: Element | None, element: str, key: str, default: int) -> int:
    found = None if section is None else section.find(tag("w:" + element))
    length = "" if found is None else found.get(tag("w:" + key), "")
    return int(length) if length.isdecimal() else default


def _draft(
    narrative: Narrative, pictures: Mapping[str, Picture], template: Page, package: Package, layout: Layout
) -> Draft:
    return Draft(
        styles=template.styles,
        layout=layout,
        package=package,
        pictures=pictures,
        labels=numbered(narrative.blocks, narrative.labels),
        attachments=sum(isinstance(block, Attachment) for block in narrative.blocks),
        bookmarks=Bookmarks(template.next_bookmark),
        next_drawing=template.next_drawing,
        headings=HeadingCounter(narrative.labels.headings),
        words=narrative.labels,
    )


def _print_fields(root: Element, place: Element, template: Page, capacity: float) -> None:
    """Turns the tokens of printed fields into text; a title that fills more than a line is broken by meaning."""
    for piece in [piece for piece in root.iter(tag("w:t")) if has_token(piece.text or "")]:
        paragraph = next(piece.iterancestors(tag("w:p")))
        if paragraph is place:
            continue
        string = untoken(piece.text or "")
        style = paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")
        if style is not None and style.get(tag("w:val")) == template.styles["Title"]:
            string = "\n".join(balanced(string, capacity))
        _print(piece, string)


def _print(piece: Element, string: str) -> None:
    """Puts the text in the place of a `w:t` of the template, keeping the run's own properties."""
    run = next(piece.iterancestors())
    for new in pieces(string):
        piece.addprevious(new)
    run.remove(piece)
    if needs_hint(string):
        _hint(run)


def _hint(run: Element) -> None:
    """Gives a run the East Asian hint."""
    properties = run.find(tag("w:rPr"))
    if properties is None:
        properties = make("rPr")
        run.insert(0, properties)
    fonts = properties.find(tag("w:rFonts"))
    if fonts is None:
        fonts = make("rFonts")
        properties.insert(1 if properties.find(tag("w:rStyle")) is not None else 0, fonts)
    fonts.set(tag("w:hint"), "eastAsia")


def _written(draft: Draft, blocks: tuple[Block, ...]) -> list[Element]:
    """All blocks; what follows a table stands a little below it, and the signature never stands alone on a page."""
    elements: list[Element] = []
    before: Block | None = None
    for block in blocks:
        written = write_block(draft, block)
        if (
            isinstance(before, Table)
            and not isinstance(block, Table | Attachment | AttachmentLine)
            and not _is_note(block)
        ):
            written[0][0].insert(1, make("spacing", before=draft.layout.line // 4))
        if isinstance(block, AttachmentLine | Signature) and isinstance(before, Paragraph | AttachmentLine):
            _keep_with_next(elements[-1])
        elements += written
        before = block
    return elements


def _keep_with_next(element: Element) -> None:
    """Keeps a paragraph on the page of what follows it: w:keepNext stands right behind w:pStyle."""
    properties = element.find(tag("w:pPr"))
    if properties is not None and properties.find(tag("w:keepNext")) is None:
        properties.insert(1, make("keepNext"))


def _is_note(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style == "note"


def _insert(place: Element, elements: list[Element]) -> None:
    """Puts the blocks in the place of the `{{ body }}` paragraph; Word wants a paragraph after a table."""
    after = place.getnext()
    for element in elements:
        place.addprevious(element)
    if (not elements or elements[-1].tag == tag("w:tbl")) and (after is None or after.tag != tag("w:p")):
        lowest = make("spacing", before=0, after=0, line=20, lineRule="exact")  # so low that it fits below any table
        place.addprevious(make("p", make("pPr", lowest)))
    next(place.iterancestors()).remove(place)


def _warn(document: Element, words: str) -> None:
    """Puts a line on top of the first page that says what the report is not fit for."""
    line = run(words, bold=True)
    line[0].append(make("color", val="C00000"))
    body = next(document.iter(tag("w:body")))
    body.insert(0, make("p", make("pPr", make("jc", val="center")), line))


def _remembered(
    memory: Memory, narrative: Narrative, draft: Draft, roots: Mapping[str, Element], document: Element
) -> Memory:
    """The memory with what was written: the texts as they stand in the document, the figures and charts that it shows."""
    texts = marked_texts(document)
    marks = draft.bookmarks.marks
    figures = {mark.figure: texts[name][0] for name, mark in marks.items() if mark.figure is not None}
    return replace(
        memory,
        blocks={block.id: texts[block_mark(block)][0] for block in narrative.blocks},
        figures={figure: narrative.texts.get(figure, text) for figure, text in figures.items()},
        marks=dict(marks),
        charts={block.id: _drawn(block, draft.pictures) for block in narrative.blocks if isinstance(block, Chart)},
        fixed=tuple(text for root in roots.values() for text in fixed_texts(root) if text),
    )


def _drawn(block: Chart, pictures: Mapping[str, Picture]) -> Drawn:
    picture = pictures[block.spec.id]
    points = tuple(
        Plotted(series.name, point.label, point.figure, point.text)
        for series in block.spec.series
        for point in series.points
    )
    return Drawn(sha256(picture.png).hexdigest(), picture.alt, points)
