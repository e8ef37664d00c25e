"""The memory of an earlier report, told as the new one would tell it: of an older program's headings, rows, references; rows of groups."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from reportgen.compare.similarity import similarity
from reportgen.model.reports.narratives import (
    Block,
    Chart,
    Heading,
    Labels,
    Paragraph,
    Phrase,
    Reference,
    Row,
    Span,
    Table,
)
from reportgen.word.blocks.prefixes import without_number
from reportgen.word.blocks.printed import labels_of, widest_group
from reportgen.word.memory.marks import Mark
from reportgen.word.memory.memory import Fixed, Memory, bare, completed, text_of_phrase

_LIKE = 0.6


def is_older(memory: Memory) -> bool:
    """Whether a memory is of the version that knew no report by name, and no rows by key."""
    return not memory.report


def as_today(base: Memory, new: Memory, labels: Labels) -> Memory:
    """The memory with the blocks, rows and paragraphs of the Word template named as those of the new report are, where they are the same."""
    twins = {block.id: block for block in new.blocks}
    numbers = _numbers(base, labels)
    blocks = tuple(_block(block, twins.get(block.id), numbers) for block in base.blocks)
    keys = {
        (old.id, before.key): after.key
        for old, now in zip(base.blocks, blocks, strict=True)
        if isinstance(old, Table) and isinstance(now, Table)
        for before, after in zip(old.rows, now.rows, strict=True)
    }
    fixed = _fixed(base.fixed, new.fixed)
    names = {old.id: now.id for old, now in zip(base.fixed, fixed, strict=False)}
    marks = {name: _mark(mark, keys, names) for name, mark in base.marks.items()}
    return completed(replace(base, blocks=blocks, fixed=fixed, digests={}), marks)


def with_rows_of(base: Memory, new: Memory) -> Memory:
    """The memory with the rows of its tables called as the new report calls the same ones.

    A row is known by its groups, too, and the columns of these are seen only where a group has several rows.
    """
    keys = {
        (id, before): now
        for id, table in base.tables.items()
        if id in new.tables
        for before, now in _same_rows(table, new.tables[id]).items()
    }
    if not keys:
        return base
    blocks = tuple(
        replace(one, rows=tuple(replace(row, key=keys.get((one.id, row.key), row.key)) for row in one.rows))
        if isinstance(one, Table)
        else one
        for one in base.blocks
    )
    ids = {f"{id}#{before}": f"{id}#{now}" for (id, before), now in keys.items()}
    return replace(
        base,
        blocks=blocks,
        marks={name: _mark(mark, keys, {}) for name, mark in base.marks.items()},
        digests={ids.get(id, id): digest for id, digest in base.digests.items()},
        points=tuple(replace(one, row=keys.get((one.block, one.row), one.row)) for one in base.points),
    )


def _same_rows(table: Table, twin: Table) -> dict[str, str]:
    """The rows that both tables have by what they are called, where one has groups over more columns: key by key."""
    width, width_now = widest_group(table), widest_group(twin)
    if width == width_now:
        return {}
    before, now = (labels_of(one, max(width, width_now)) for one in (table, twin))
    once = [Counter(one.values()) for one in (before, now)]
    keys = {label: key for key, label in now.items()}
    return {key: keys[label] for key, label in before.items() if all(one[label] == 1 for one in once)}


def _mark(mark: Mark, keys: Mapping[tuple[str, str], str], names: Mapping[str, str]) -> Mark:
    row = None if mark.row is None else keys.get((mark.block, mark.row), mark.row)
    return replace(mark, row=row, block=names.get(mark.block, mark.block))


def _numbers(base: Memory, labels: Labels) -> dict[str, str]:
    """The block at which each `图1` points."""
    found: dict[str, str] = {}
    for label, kind in ((labels.table, Table), (labels.chart, Chart)):
        ids = [block.id for block in base.blocks if isinstance(block, kind)]
        found |= {f"{label}{number}": id for number, id in enumerate(ids, start=1)}
    return found


def _block(block: Block, twin: Block | None, numbers: Mapping[str, str]) -> Block:
    if isinstance(block, Table) and isinstance(twin, Table):
        return _table(block, twin)
    if isinstance(block, Paragraph):
        content = _referring(block.content, numbers)
        if isinstance(twin, Heading):
            words = without_number(text_of_phrase(content))
            return Heading(block.id, twin.level, (Span(words),) if words != text_of_phrase(content) else content)
        style = twin.style if isinstance(twin, Paragraph) else block.style
        return Paragraph(block.id, content, style)
    return block


def _table(table: Table, twin: Table) -> Table:
    known = {_label(row.cells): row.key for row in twin.rows}
    rows = tuple(Row(known.get(_label(row.cells), f"older {row.key}"), row.cells) for row in table.rows)
    columns = twin.columns if len(twin.header) == len(table.header) else ()
    return replace(table, rows=rows, columns=columns, align=twin.align if columns else table.align)


def _label(cells: tuple[Phrase, ...]) -> str:
    texts = (bare(text_of_phrase(cell)) for cell in cells)
    return next((text for text in texts if text and not text.isdecimal()), "")


def _referring(phrase: Phrase, numbers: Mapping[str, str]) -> Phrase:
    """A phrase with its mentions of tables and charts told from its words."""
    if not numbers:
        return phrase
    pattern = re.compile("|".join(re.escape(one) + r"(?!\d)" for one in sorted(numbers, key=len, reverse=True)))
    whole = text_of_phrase(phrase)
    spans: list[Span | Reference] = []
    found = list(pattern.finditer(whole))
    pieces: list[tuple[int, int, Span]] = []
    at = 0
    for part in phrase:
        if isinstance(part, Reference):
            return phrase
        pieces.append((at, at + len(part.text), part))
        at += len(part.text)
    for start, end, part in pieces:
        begin = start
        for match in found:
            if match.end() <= begin or end <= match.start():
                continue
            if begin < match.start():
                spans.append(Span(whole[begin : match.start()], None, part.bold))
            if start <= match.start():
                spans.append(Reference(numbers[match[0]], match[0]))
            begin = match.end()
        if begin < end:
            spans.append(replace(part, text=whole[begin:end], figure=part.figure if begin == start else None))
    return tuple(spans)


def _fixed(old: tuple[Fixed, ...], new: tuple[Fixed, ...]) -> tuple[Fixed, ...]:
    """The paragraphs of the Word template under the names that they have now: those that say the same, then those that are alike."""
    left = list(new)
    found: dict[str, Fixed] = {}
    for least in (1.0, _LIKE):
        for one in old:
            if one.id in found:
                continue
            likest = max(left, key=lambda other: _alike(one, other), default=None)  # used at once
            if likest is not None and _alike(one, likest) >= least:
                text = likest.text if bare(likest.text) == bare(one.text) else one.text
                found[one.id] = replace(likest, text=text)
                left.remove(likest)
    return (*(found.get(one.id, one) for one in old), *left)  # what it did not remember it had printed all the same


def _alike(one: Fixed, other: Fixed) -> float:
    return similarity(bare(one.text), bare(other.text))
