"""The whole report: the Word template filled in, the blocks in their place, the memory written, the file frozen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from docx.document import Document

from reportgen.messages import TemplateError, issue
from reportgen.model.reports.narratives import (
    BODY,
    Attachment,
    AttachmentLine,
    Block,
    Chart,
    Filled,
    Heading,
    Narrative,
    Paragraph,
    Phrase,
    Reference,
    Signature,
    Span,
    Table,
)
from reportgen.model.reports.pictures import Graphic, NativeChart
from reportgen.model.sources import Source
from reportgen.render.body.blocks import Draft, numbered, write_block
from reportgen.render.body.layouts import Layout
from reportgen.render.body.titles import balanced
from reportgen.render.contents import check_contents
from reportgen.render.template.filling.printing import Printer
from reportgen.render.template.filling.tokens import PLAIN, Values, values_of
from reportgen.render.template.fixed import Own, mark_paragraphs, own_paragraphs
from reportgen.render.template.page import Page, load_page
from reportgen.settings import Form
from reportgen.word.editing.across import across_of, lay_across
from reportgen.word.editing.elements import Bookmarks, make, run
from reportgen.word.memory.marks import Names
from reportgen.word.memory.memory import Fixed, Memory, completed
from reportgen.word.memory.memory_xml import write_memory
from reportgen.word.packages.freezing import freeze
from reportgen.word.packages.names import tag
from reportgen.word.packages.opening import open_document
from reportgen.word.packages.structure import text_parts
from reportgen.word.packages.xml import Element, serialize
from reportgen.word.pages.headings import HeadingCounter
from reportgen.word.pages.lengths import twips_in

_PAGE = {
    "pgSz": {"w": 11906},
    "pgMar": {"left": 1587, "right": 1474},
    "docGrid": {"linePitch": 579},
}  # twips, where the template is silent
_TIGHTER = 4  # twips that text in full lines gives up a character


def render(
    narrative: Narrative,
    pictures: Mapping[str, Graphic],
    page: Path,
    memory: Memory,
    stamp: datetime,
    filled: Filled | None = None,
    form: Form | None = None,
) -> bytes:
    """The .docx file of a narrative.

    `pictures` are by chart id; `page` is the Word template, `form` what the house prescribes of it; `memory` says how the report was made, its blocks, figures and
    marks are filled in here; `stamp` becomes the time of creation; `filled` are the parts of the page that it asks to be run (`Page.asks`). Same
    arguments, same bytes. A page without a place for the blocks prints its own words alone: the narrative then has none.

    Raises TemplateError where the template is not fit, DocumentError where the narrative cannot be printed as it stands
    (a character that no document can hold, a missing picture, a reference to nothing, a row of another length).
    """
    template = load_page(page, form)
    narrative = narrative if template.body else replace(narrative, blocks=())
    check_contents(narrative, pictures, filled)
    main = template.package.document
    roots = template.fill({**narrative.fields, "title": narrative.title, "body": BODY}, filled)
    values = PLAIN if filled is None else values_of(filled)
    roots |= {part: template.package.root(part) for part in text_parts(template.package) if part not in roots}
    place = _body_place(roots[main], template, values)
    layout = _layout(place, template, form or Form())
    own = own_paragraphs(roots, values, {**narrative.fields, "title": narrative.title}, place)
    bookmarks = Bookmarks(template.next_bookmark)
    ids = {one.paragraph: one.id for one in own}
    title = partial(_in_lines, capacity=layout.title_capacity)
    printer = Printer(values, template.styles.get("Title"), title, ids, bookmarks, memory.names)
    for root in roots.values():
        printer.print(root, place)
    if memory.draft:
        own.insert(0, _warn(roots[main], main, narrative.labels.draft))
    fixed = list(mark_paragraphs(template.package, own, bookmarks, memory.names, printer.figures))
    document = _opened(template, roots)
    draft = _draft(narrative, pictures, template, document, layout, memory.names, bookmarks)
    if place is not None:
        _insert(place, _laid_out(draft, narrative.blocks, place))
    write_memory(document, _remembered(memory, narrative, draft, fixed))
    return freeze(document, narrative.title, stamp)


def _in_lines(title: str, capacity: float) -> str:
    """A title that fills more than a line, broken by meaning."""
    return "\n".join(balanced(title, capacity))


def _opened(template: Page, roots: Mapping[str, Element]) -> Document:
    """The document of the template with its tags run; the body of the main root goes into it as it is, for blocks to be added."""
    main = template.package.document
    others = {part: serialize(root) for part, root in roots.items() if part != main}
    document = open_document(template.package.replaced(others))
    body = next(roots[main].iter(tag("w:body")))
    document.element.replace(document.element.body, body)
    return document


def _body_place(document: Element, template: Page, values: Values) -> Element | None:
    """The paragraph where the blocks go, None where the page has none; it is gone where an `{% if %}` of the template left it out."""
    found = [paragraph for paragraph in document.iter(tag("w:p")) if values.is_body(_text(paragraph))]
    if len(found) != template.body:
        name, part = template.package.name, template.package.document
        raise TemplateError([issue("page.body-missing", Source(name, part), where=part)])
    return found[0] if found else None


def _text(paragraph: Element) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter(tag("w:t")))


def _section(place: Element | None) -> Element | None:
    """The section in which the blocks go."""
    later = () if place is None else place.itersiblings()
    return next((found for one in later for found in one.iter(tag("w:sectPr"))), None)


def _measures(section: Element | None) -> tuple[int, int]:
    """The width of the text in twips, and the height of a line."""
    sizes = {
        key: _size(section, element, key, default) for element, keys in _PAGE.items() for key, default in keys.items()
    }
    # an inch at least, whatever the template says
    return max(sizes["w"] - sizes["left"] - sizes["right"], 1440), sizes["linePitch"]


def _layout(place: Element | None, template: Page, form: Form) -> Layout:
    """The measures of the section in which the blocks go, the usual ones where there is no place for them; and where the house wants captions and signature."""
    width, line = _measures(_section(place))
    spare = 1 if form.fonts.title.model_fields_set else 0  # digits of other fonts are wider, of bold ones above all
    layout = Layout(width, line, width / 20 / template.title_points - spare)
    table = form.fonts.table.points
    return replace(
        layout,
        signed=_places_of(form),
        picture_first=form.captions.chart != "above",
        character=_character(form, width) or layout.character,
        cell_character=round(table * 20) if table else layout.cell_character,
    )


def _character(form: Form, width: int) -> float | None:
    """How wide a character of the text is in twips, where the house says it."""
    if form.characters is not None:
        return width / form.characters
    points = form.fonts.signature.points or form.fonts.body.points
    return None if points is None else round(points * 20) - _TIGHTER


def _places_of(form: Form) -> str:
    """Where office and day stand; those of a report that has them under its title stand nowhere else."""
    return form.signature.place if form.signature.place in ("sealed", "right") else "unsealed"


def _size(section: Element | None, element: str, key: str, default: int) -> int:
    found = None if section is None else section.find(tag("w:" + element))
    length = None if found is None else twips_in(found.get(tag("w:" + key), ""))
    return default if length is None else max(length, 0)


def _draft(
    narrative: Narrative,
    pictures: Mapping[str, Graphic],
    template: Page,
    document: Document,
    layout: Layout,
    names: Names,
    bookmarks: Bookmarks,
) -> Draft:
    return Draft(
        styles=template.styles,
        layout=layout,
        part=document.part,
        pictures=pictures,
        labels=numbered(narrative.blocks, narrative.labels),
        attachments=sum(isinstance(block, Attachment) for block in narrative.blocks),
        names=names,
        bookmarks=bookmarks,
        next_drawing=template.next_drawing,
        headings=HeadingCounter(narrative.labels.headings),
        words=narrative.labels,
    )


def _laid_out(draft: Draft, blocks: tuple[Block, ...], place: Element) -> list[Element]:
    """All blocks; the pages of attachments that lie across have sections of their own."""
    section = _section(place)
    if section is None or not any(isinstance(block, Attachment) and block.landscape for block in blocks):
        return _written(draft, blocks)
    upright = draft.layout
    across = replace(upright, width=_measures(across_of(section))[0])
    across = replace(across, title_capacity=upright.title_capacity * across.width / upright.width)
    parts: list[tuple[list[Element], bool]] = []
    for some, lies in _by_lie(blocks):
        draft.layout = across if lies else upright
        parts.append((_written(draft, some), lies))
    followed = any(one is not section for one in place.itersiblings())
    return lay_across(parts, section, followed=followed)


def _by_lie(blocks: tuple[Block, ...]) -> Iterator[tuple[tuple[Block, ...], bool]]:
    """The blocks in runs of those whose pages lie one way; each with whether that is across."""
    lies = False
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Attachment) and block.landscape != lies:
            if found:
                yield tuple(found), lies
            lies, found = block.landscape, []
        found.append(block)
    yield tuple(found), lies


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
        if isinstance(block, AttachmentLine):
            for line in written:
                _keep_with_next(line)
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


def _warn(document: Element, part: str, words: str) -> Own:
    """Puts a line on top of the first page that says what the report is not fit for."""
    line = run(words, bold=True)
    line[0].append(make("color", val="C00000"))
    body = next(document.iter(tag("w:body")))
    body.insert(0, make("p", make("pPr", make("jc", val="center")), line))
    return Own(part, body[0], "page/draft")


def _remembered(memory: Memory, narrative: Narrative, draft: Draft, fixed: Iterable[Fixed]) -> Memory:
    """The memory with what was written: the narrative with the numbers of its references, the figures and charts that it shows."""
    blocks = tuple(_with_numbers(block, draft.labels) for block in narrative.blocks)
    fixed = tuple(fixed)
    own = (part.figure for one in fixed for part in one.content if isinstance(part, Span) and part.figure)
    printed = dict.fromkeys((*(figure for _block, figure in draft.printed), *own))
    return completed(
        replace(
            memory,
            blocks=blocks,
            fixed=(*fixed, *draft.fixed),
            figures={figure: narrative.texts[figure] for figure in printed if figure in narrative.texts},
            pictures={block.id: draft.pictures[block.spec.id].digest for block in blocks if isinstance(block, Chart)},
            forms={
                block.id: one.form
                for block in blocks
                if isinstance(block, Chart) and isinstance(one := draft.pictures[block.spec.id], NativeChart)
            },
        )
    )


def _with_numbers(block: Block, labels: Mapping[str, tuple[str, int]]) -> Block:
    """A block whose references say what they print."""

    def numbered(phrase: Phrase) -> Phrase:
        return tuple(
            replace(part, text="{}{}".format(*labels[part.target])) if isinstance(part, Reference) else part
            for part in phrase
        )

    if isinstance(block, Heading | Paragraph):
        return replace(block, content=numbered(block.content))
    if isinstance(block, Chart):
        return replace(block, caption=numbered(block.caption))
    if isinstance(block, Table):
        rows = tuple(replace(row, cells=tuple(map(numbered, row.cells))) for row in block.rows)
        over = tuple(replace(one, content=numbered(one.content)) for one in block.over)
        header = tuple(map(numbered, block.header))
        return replace(block, caption=numbered(block.caption), header=header, rows=rows, over=over)
    return block
