"""Blocks -> paragraphs and tables of Word: one function for each kind of block, found in `WRITERS`."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from docx.parts.story import StoryPart

from reportgen.model.reports.narratives import (
    Attachment,
    AttachmentLine,
    Chart,
    Heading,
    Labels,
    Paragraph,
    Phrase,
    Reference,
    Signature,
    Span,
    Table,
)
from reportgen.model.reports.pictures import Graphic
from reportgen.render.body.layouts import SIGNED, Layout, indent
from reportgen.render.body.pictures import drawing
from reportgen.render.body.tables import table_element
from reportgen.render.body.titles import balanced
from reportgen.word.editing.characters import HANGING, width
from reportgen.word.editing.elements import Bookmarks, field_runs, make, paragraph, run
from reportgen.word.memory.marks import Names
from reportgen.word.memory.memory import Fixed
from reportgen.word.packages.xml import Element
from reportgen.word.pages.headings import HeadingCounter

SPACE = "\u3000"
_STYLES = {"body": "公文正文", "list": "公文正文", "note": "注释"}


@dataclass(slots=True)
class Draft:
    """A report being written: what its blocks need, and what they leave behind."""

    styles: Mapping[str, str]
    layout: Layout
    part: StoryPart
    pictures: Mapping[str, Graphic]
    labels: Mapping[str, tuple[str, int]]
    attachments: int
    names: Names
    bookmarks: Bookmarks
    next_drawing: int
    headings: HeadingCounter = field(default_factory=HeadingCounter)
    words: Labels = field(default_factory=Labels)
    printed: Counter[tuple[str, str]] = field(default_factory=Counter)
    attachment: int = 0
    fixed: list[Fixed] = field(default_factory=list)

    def paragraph(self, style: str, content: Iterable[Element], *properties: Element) -> Element:
        """A paragraph in the style of this name."""
        return paragraph(self.styles[style], content, *properties)

    def phrase(self, block: str, content: Phrase) -> list[Element]:
        """The runs of a phrase; each figure stands in a bookmark of its own."""
        return [element for part in content for element in self._part(block, part)]

    def _part(self, block: str, part: Span | Reference) -> list[Element]:
        if isinstance(part, Reference):
            label, number = self.labels[part.target]
            return field_runs(f"REF {self.names.number(part.target)} \\h", f"{label}{number}")
        if part.figure is None:
            return [run(part.text, part.bold)]
        self.printed[block, part.figure] += 1
        name = self.names.figure(block, part.figure, self.printed[block, part.figure])
        return self.bookmarks.around(name, [run(part.text, part.bold)])

    def marked(self, id: str, content: Iterable[Element]) -> list[Element]:
        """What a paragraph of ours says, in the bookmark of its id."""
        return self.bookmarks.around(self.names.block(id), content)

    def number(self, block: str) -> list[Element]:
        """The label and number before a caption (`表1`), a SEQ field as Word's own captions have it."""
        label, number = self.labels[block]
        content = [run(label), *field_runs(f"SEQ {label} \\* ARABIC", str(number))]
        return [*self.bookmarks.around(self.names.number(block), content), run(SPACE)]


def numbered(blocks: Iterable[object], words: Labels) -> dict[str, tuple[str, int]]:
    """The label and number of every table and chart, by block id, counted in order."""
    counts: Counter[str] = Counter()
    labels: dict[str, tuple[str, int]] = {}
    for block in blocks:
        if isinstance(block, Table | Chart):
            label = words.table if isinstance(block, Table) else words.chart
            counts[label] += 1
            labels[block.id] = (label, counts[label])
    return labels


def _heading(draft: Draft, block: Heading) -> list[Element]:
    number = run(draft.headings.next(block.level))
    return [
        draft.paragraph(
            f"heading {block.level}", [number, *draft.marked(block.id, draft.phrase(block.id, block.content))]
        )
    ]


def _paragraph(draft: Draft, block: Paragraph) -> list[Element]:
    """The words in the bookmark of the block, a last mark that may hang behind it.

    Where such a mark hangs at the end of a line, LibreOffice gives a bookmark that ends behind it a line of its own, a blank one.
    """
    words, hanging = _parted(block.content)
    marked = draft.marked(block.id, draft.phrase(block.id, words))
    return [draft.paragraph(_STYLES[block.style], [*marked, *draft.phrase(block.id, hanging)])]


def _parted(content: Phrase) -> tuple[Phrase, Phrase]:
    """A phrase and its last mark, where that is one which may hang and is not all there is."""
    last = content[-1] if content else None
    if not isinstance(last, Span) or last.figure is not None or not last.text.endswith(HANGING):
        return content, ()
    rest = (replace(last, text=last.text[:-1]),) if len(last.text) > 1 else ()
    words = (*content[:-1], *rest)
    return (words, (replace(last, text=last.text[-1]),)) if words else (content, ())


def _table(draft: Draft, block: Table) -> list[Element]:
    """Caption above, table below; the block's bookmark stands round the caption's words."""
    caption = [*draft.number(block.id), *draft.marked(block.id, draft.phrase(block.id, block.caption))]
    return [
        draft.paragraph("表题", caption),
        table_element(
            block,
            draft.styles,
            draft.layout.width,
            lambda cell: draft.phrase(block.id, cell),
            draft.layout.cell_character,
        ),
    ]


def _chart(draft: Draft, block: Chart) -> list[Element]:
    """Picture above, caption below, kept together by the style of the picture's paragraph; or the other way round."""
    picture = drawing(draft.part, draft.pictures[block.spec.id], draft.next_drawing, draft.layout.width)
    draft.next_drawing += 1
    shown = draft.bookmarks.around(draft.names.picture(block.id), [picture])
    caption = [*draft.number(block.id), *draft.marked(block.id, draft.phrase(block.id, block.caption))]
    if draft.layout.picture_first:
        return [draft.paragraph("图片", shown), draft.paragraph("图题", caption)]
    return [draft.paragraph("图题", caption, make("keepNext")), draft.paragraph("图片", shown, make("keepNext", val=0))]


def _attachment_line(draft: Draft, block: AttachmentLine) -> list[Element]:
    """`附件：1. …` two characters in, one line below the text; names that run on begin under the first name (clause 7.3.4)."""
    several = len(block.titles) > 1
    heads = [f"{number}. " if several else "" for number in range(1, len(block.titles) + 1)]
    paragraphs = []
    for index, (head, (id, phrase)) in enumerate(zip(heads, block.lines, strict=True)):
        before = draft.words.attachments if index == 0 else ""
        left = 2 + width(draft.words.attachments + head)
        room = indent(draft.layout, left=left, hanging=width(before + head))
        space = [make("spacing", before=draft.layout.line)] if index == 0 else []
        content = [run(before + head), *draft.marked(id, draft.phrase(block.id, phrase))]
        paragraphs.append(draft.paragraph("附件说明", content, *space, room))
    return paragraphs


def _signature(draft: Draft, block: Signature) -> list[Element]:
    """Office and date at the right, where the house has them."""
    office, day = (draft.marked(id, draft.phrase(block.id, phrase)) for id, phrase in block.lines)
    of_office, of_day = SIGNED[draft.layout.signed](draft.layout, block)
    return [draft.paragraph("署名", office, *of_office), draft.paragraph("成文日期", day, *of_day)]


def _attachment(draft: Draft, block: Attachment) -> list[Element]:
    """附件1 on a new page, the title centred on its third line (clause 7.3.4); a single attachment has no number."""
    draft.attachment += 1
    draft.headings.restart()
    word = draft.words.attachment
    label = f"{word}{draft.attachment}" if draft.attachments > 1 else word.strip()
    title = run("\n".join(balanced(block.title, draft.layout.title_capacity)))
    blank = make("spacing", before=draft.layout.line)
    number = Fixed(f"{block.id}/number", label)
    draft.fixed.append(number)
    return [
        draft.paragraph("附件编号", draft.marked(number.id, [run(label)])),
        draft.paragraph("Title", draft.marked(block.id, [title]), blank),
    ]


WRITERS: Mapping[type, Callable[[Draft, Any], list[Element]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Table: _table,
    Chart: _chart,
    AttachmentLine: _attachment_line,
    Signature: _signature,
    Attachment: _attachment,
}


def write_block(draft: Draft, block: object) -> list[Element]:
    """The paragraphs and tables of one block."""
    return WRITERS[type(block)](draft, block)
