"""Markdown with tokens -> blocks.

Of Markdown there are headings (#), paragraphs, **bold** and tables; the rest is plain text. Bold begins and ends where the stars are,
whatever signs stand beside them: CommonMark has none between a full stop and a hanzi. Every block begins with its
name in brackets, `[#problems/attitude/summary]`, or with name and style, `[#method .note]`. A line `表：…` names the table
after it (`grids`: heads in two rows, cells over several rows); a paragraph that begins with a chart is the chart, the rest of it the
caption; one that begins an attachment may be named `[#annex/units .landscape]`. A line break in a paragraph is nothing in Chinese
and a space in English.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from reportgen.chinese.words.totals import TOTAL
from reportgen.compose.template.bold import bold
from reportgen.compose.template.grids import Written, grid_of
from reportgen.compose.template.keys import column_keys, keyed_rows
from reportgen.compose.template.phrases import (
    BREAK,
    Part,
    first_text,
    leaves,
    letters,
    parts_of,
    stripped,
    tidied,
    words_of,
)
from reportgen.compose.template.source.places import place_of
from reportgen.compose.template.tokens import Tokens
from reportgen.messages import TemplateError, issue
from reportgen.model.reports.narratives import (
    Attachment,
    Block,
    Chart,
    Heading,
    Paragraph,
    Phrase,
    Reference,
    Span,
    Table,
)
from reportgen.model.reports.pictures import OWN_PICTURE, ChartSpec
from reportgen.model.sources import Issue, Source

_LABEL = re.compile(r"\s*\[#([^\]\s]*)(?:\s+\.([a-z]+))?\]\s*")
_LABELLED_LINE = re.compile(r"^(?=[^\S\n]*\[#)", re.MULTILINE)
_LABEL_INSIDE = re.compile(r"(?:#{1,4} *)?\[#[^\[\]\s]*(?:\s\.[a-z]+)?\]")
_ID = re.compile(r"[\w.-]+(?:/[\w.-]+)*")
_STYLES = ("body", "note", "list")
_SHADED = "shaded"  # of a table: its cells by their values
_LANDSCAPE = "landscape"  # of an attachment
_CAPTIONS = ("表：", "Table: ")
_TOTALS = (TOTAL, "Total")
_OFF = ("code", "fence", "blockquote", "hr", "list", "reference", "html_block", "lheading")
_OFF_INLINE = ("backticks", "link", "image", "autolink", "html_inline", "entity", "emphasis")


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable([*_OFF, *_OFF_INLINE])
_MARKDOWN.inline.ruler.before("emphasis", "bold", bold)


def parse_blocks(
    text: str, tokens: Tokens, chain: Sequence[tuple[str, str]], between_lines: str = ""
) -> tuple[Block, ...]:
    """The blocks of a rendered template; raises TemplateError with all that is wrong with their names.

    `chain` has the template and those that it extends, each with its source, in which the place of a fault is looked for;
    `between_lines` is what a line break in a paragraph stands for.
    """
    reader = _Reader(tokens, chain, between_lines)
    apart = _LABELLED_LINE.sub("\n", text)  # a name begins a block, with or without an empty line before it
    blocks = tuple(reader.blocks(SyntaxTreeNode(_MARKDOWN.parse(apart)).children))
    issues = [*reader.issues, *_repeated(blocks, reader.place), *_dangling(blocks, reader.place)]
    if not blocks and not issues:
        issues = [issue("template.empty", Source(chain[0][0]))]
    if issues:
        raise TemplateError(issues)
    return blocks


def parse_inline(text: str, tokens: Tokens) -> Phrase:
    """A rendered snippet of one line as a phrase; only **bold** is markup in it."""
    parts: list[Part] = []
    for node in SyntaxTreeNode(_MARKDOWN.parseInline(text.strip())).children:
        parts += parts_of(node, tokens)
    return words_of(parts)


class _Reader:
    """Reads the blocks of one template, collecting what is wrong."""

    def __init__(self, tokens: Tokens, chain: Sequence[tuple[str, str]], between_lines: str) -> None:
        self.tokens, self.chain, self.between_lines = tokens, chain, between_lines
        self.issues: list[Issue] = []

    def place(self, *pieces: str) -> Source:
        """Where one of these pieces is written."""
        return place_of(self.chain, [part for piece in pieces for part in self.tokens.pattern.split(piece)[::2]])

    def _add(self, code: str, node: SyntaxTreeNode, **values: object) -> None:
        self.issues.append(issue(code, self.place(_own_words(node)), **values))

    def blocks(self, nodes: list[SyntaxTreeNode]) -> Iterator[Block]:
        caption: SyntaxTreeNode | None = None
        for node, following in zip(nodes, [*nodes[1:], None], strict=True):
            if node.type == "table":
                yield from self._table(caption, node)
            elif following is not None and following.type == "table":
                caption = node
            else:
                yield from self._plain(node)

    def _plain(self, node: SyntaxTreeNode) -> Iterator[Block]:
        label, parts = self._labelled(node)
        if label is None:
            return
        id, style = label
        first = parts[0] if parts else None
        if _holds_block(parts if node.type == "heading" else parts[1:]):
            self._add("template.block-inside", node)
        if style == _LANDSCAPE and not isinstance(first, Attachment):
            self._add("template.bad-block-name", node, name=f"{id} .{style}")
        elif node.type == "heading":
            yield Heading(id, int(node.tag[1]), self._words(parts))
        elif isinstance(first, ChartSpec):
            caption = stripped(self._words(parts[1:]))
            if first.kind == OWN_PICTURE:  # its caption tells a blind reader what it shows
                if not letters(caption).strip():
                    self._add("template.picture-without-words", node)
                first = replace(first, id=f"{first.id} {id}", alt=letters(caption))
            yield Chart(id, caption, first)
        elif isinstance(first, Attachment):
            yield Attachment(id, first.title, landscape=style == _LANDSCAPE)
        elif words_of(parts):
            yield Paragraph(id, self._words(parts), style)

    def _words(self, parts: list[Part]) -> Phrase:
        """The printed words, without the spaces that the lines of an English template leave over."""
        words = words_of(parts)
        return tidied(words) if self.between_lines else words

    def _table(self, caption: SyntaxTreeNode | None, node: SyntaxTreeNode) -> Iterator[Block]:
        rows = [row.children for part in node.children for row in part.children]
        lines = [tuple(self._cell(cell) for cell in row) for row in rows]
        grid, wrong = grid_of(lines)
        wrong += [
            ("template.block-inside", line)
            for row, line in zip(rows, lines, strict=True)
            if any(_holds_block(parts_of(cell, self.tokens)) for cell in row)
        ]
        label, parts = self._labelled(caption, (*_STYLES, _SHADED)) if caption else (None, [])
        if caption and _holds_block(parts):
            self._add("template.block-inside", caption)
        words = self._words(parts)
        if not words or not isinstance(words[0], Span) or not words[0].text.startswith(_CAPTIONS):
            said = lines[0][0].text[:20]
            self.issues.append(issue("template.table-without-caption", self.place(said), text=said))
            return
        if label is None:
            return
        name = next(one for one in _CAPTIONS if words[0].text.startswith(one))
        title = (Span(words[0].text.removeprefix(name), None, words[0].bold), *words[1:])
        for code, line in wrong:
            place = self.place("|".join(f" {cell.source} " for cell in line), *(cell.source for cell in line))
            self.issues.append(issue(code, place, text=" | ".join(cell.text or cell.source for cell in line)[:40]))
        align = tuple(_alignment(cell) for cell in node.children[0].children[0].children)
        total = len(lines) > 1 and lines[-1][0].text in _TOTALS
        words = tuple(part for part in title if part != Span(""))
        table = Table(label[0], words, grid.header, keyed_rows(grid.rows), align, total, over=grid.over)
        keys = column_keys(table.heads, [row.cells for row in table.rows])
        yield replace(table, columns=keys, shaded=label[1] == _SHADED)

    def _cell(self, cell: SyntaxTreeNode) -> Written:
        return Written(words_of(parts_of(cell, self.tokens)), _own_words(cell))

    def _labelled(
        self, node: SyntaxTreeNode, styles: tuple[str, ...] = (*_STYLES, _LANDSCAPE)
    ) -> tuple[tuple[str, str] | None, list[Part]]:
        """Name and style of a block, None if it has no usable name, and what stands after it."""
        text = first_text(node)
        found = _LABEL.match(text)
        if not found:
            self._add("template.unnamed-block", node, text=_shown(node, self.tokens))
            return None, []
        id, style = self.tokens.plain(found[1]), found[2] or "body"
        if not _ID.fullmatch(id) or style not in styles:
            self._add("template.bad-block-name", node, name=f"{id} {found[2] or ''}".strip())
            return None, []
        inside = _LABEL_INSIDE.search(_own_words(node)[found.end() :])
        if inside:
            self.issues.append(issue("template.name-inside", self.place(inside[0]), name=self.tokens.plain(inside[0])))
        return (id, style), parts_of(node, self.tokens, skip=found.end(), between_lines=self.between_lines)


def _holds_block(parts: Iterable[Part]) -> bool:
    """Whether something is among them that is a block of its own and would not be printed here."""
    return any(isinstance(part, ChartSpec | Attachment) for part in parts)


def _own_words(node: SyntaxTreeNode) -> str:
    """The text below a node, printed values as their tokens."""
    return "".join(text for text, _ in leaves(node, False))


def _shown(node: SyntaxTreeNode, tokens: Tokens) -> str:
    """The template's own words of a block, for a message; printed values are left out."""
    return tokens.pattern.sub("…", _own_words(node).replace(BREAK, ""))[:24]


def _alignment(cell: SyntaxTreeNode) -> str:
    style = str(cell.attrs.get("style", ""))
    return style.removeprefix("text-align:") or "left"


def _repeated(blocks: Iterable[Block], place: Callable[..., Source]) -> Iterator[Issue]:
    counts = Counter(block.id for block in blocks)
    for id in sorted(id for id, count in counts.items() if count > 1):
        yield issue("template.repeated-block", place(f"[#{id}]", f"[#{id.rpartition('/')[0]}/"), name=id)


def _dangling(blocks: tuple[Block, ...], place: Callable[..., Source]) -> Iterator[Issue]:
    """References to tables and charts that are not there."""
    numbered = {block.id for block in blocks if isinstance(block, Table | Chart)}
    for block in blocks:
        for part in getattr(block, "content", ()):
            if isinstance(part, Reference) and part.target not in numbered:
                yield issue("template.unknown-reference", place(f"ref('{part.target}')", part.target), name=part.target)
