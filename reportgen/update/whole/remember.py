"""The memory of an updated report: what the program would say now, without what people deleted, and what is open."""

from collections.abc import Iterable
from dataclasses import replace

from reportgen.model.reports.narratives import (
    HEADER_ROW,
    OVER_ROW,
    Attachment,
    AttachmentLine,
    Block,
    Chart,
    Heading,
    Paragraph,
    Phrase,
    Reference,
    Signature,
    Span,
    Table,
)
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.memory.memory import Memory, OpenPoint, completed, text_digest, visible_texts


def remembered(trunk: Trunk, points: Iterable[OpenPoint]) -> Memory:
    """The memory of the new report; of what a person deleted only digests stay."""
    new, base = trunk.new, trunk.base
    digests = {**new.digests}
    for id in trunk.lost:
        digests[id] = base.digests.get(id) or digests.get(id, "") or "-"
    blocks = tuple(_without(block, trunk.lost) for block in new.blocks)
    tables = {block.id for block in blocks if isinstance(block, Table)}
    digests |= {id: text_digest(text) for id, text in visible_texts(blocks) if id in tables and text.strip()}
    return completed(
        replace(
            new,
            blocks=blocks,
            fixed=tuple(replace(one, text="", content=()) if one.id in trunk.lost else one for one in new.fixed),
            pictures={id: "" if id in trunk.undrawn else digest for id, digest in new.pictures.items()},
            digests=digests,
            points=tuple(points),
        ),
        new.marks,
    )


def _without(block: Block, lost: set[str]) -> Block:
    """A block without the text of the paragraphs and rows that a person deleted; what it was made of stays, so that nothing moves up."""
    match block:
        case Heading() | Paragraph():
            return replace(block, content=_bare(block.content)) if block.id in lost else block
        case Chart():
            return replace(block, caption=_bare(block.caption)) if block.id in lost else block
        case Table():
            return _table_without(block, lost)
        case AttachmentLine():
            titles = ("" if id in lost else title for (id, _), title in zip(block.lines, block.titles, strict=True))
            return replace(block, titles=tuple(titles))
        case Signature():
            office, date = (id in lost for id, _ in block.lines)
            return replace(block, office="" if office else block.office, date="" if date else block.date)
        case Attachment():
            return replace(block, title="") if block.id in lost else block


def _table_without(table: Table, lost: set[str]) -> Table:
    rows = (
        replace(row, cells=tuple(map(_bare, row.cells))) if f"{table.id}#{row.key}" in lost else row
        for row in table.rows
    )
    header = tuple(map(_bare, table.header)) if f"{table.id}#{HEADER_ROW}" in lost else table.header
    over = table.over
    if f"{table.id}#{OVER_ROW}" in lost:
        over = tuple(replace(one, content=_bare(one.content)) for one in over)
    caption = _bare(table.caption) if table.id in lost else table.caption
    return replace(table, caption=caption, header=header, rows=tuple(rows), over=over)


def _bare(phrase: Phrase) -> Phrase:
    return tuple(_emptied(part) for part in phrase)


def _emptied(part: Span | Reference) -> Span | Reference:
    return replace(part, text="")
