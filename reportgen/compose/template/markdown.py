"""Markdown with tokens -> blocks.

Of Markdown there are headings (#), paragraphs, **bold** and tables; the rest is plain text. Every block begins with its
name in brackets, `[#problems/attitude/summary]`, or with name and style, `[#method .note]`. A line `表：…` names the table
after it; a paragraph that begins with a chart is the chart, the rest of it the caption. A line break in a paragraph is nothing
in Chinese and a space in English.
"""

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from reportgen.chinese.totals import TOTAL
from reportgen.compose.template.keys import column_keys, keyed_rows
from reportgen.compose.template.tokens import Printed, Tokens
from reportgen.messages import TemplateError, issue
from reportgen.model import (
    Attachment,
    Block,
    Chart,
    ChartSpec,
    Heading,
    Issue,
    Paragraph,
    Phrase,
    Reference,
    Source,
    Span,
    Table,
)

_LABEL = re.compile(r"\s*\[#([^\]\s]*)(?:\s+\.([a-z]+))?\]\s*")
_LABELLED_LINE = re.compile(r"^(?=\s*\[#)", re.MULTILINE)
_ID = re.compile(r"[\w.-]+(?:/[\w.-]+)*")
_STYLES = ("body", "note", "list")
_CAPTIONS = ("表：", "Table: ")
_TOTALS = (TOTAL, "Total")
_NO_SPACE = re.compile(r" +(?=[ ,.;:)])|(?<=\() +")  # where English has none
_OFF = ("code", "fence", "blockquote", "hr", "list", "reference", "html_block", "lheading")
_OFF_INLINE = ("backticks", "link", "image", "autolink", "html_inline", "entity")


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable([*_OFF, *_OFF_INLINE])


def parse_blocks(text: str, tokens: Tokens, template: str, between_lines: str = "") -> tuple[Block, ...]:
    """The blocks of a rendered template; raises TemplateError with all that is wrong with their names.

    `between_lines` is what a line break in a paragraph stands for.
    """
    reader = _Reader(tokens, Source(template), between_lines)
    apart = _LABELLED_LINE.sub("\n", text)  # a name begins a block, with or without an empty line before it
    blocks = tuple(reader.blocks(SyntaxTreeNode(_MARKDOWN.parse(apart)).children))
    issues = [*reader.issues, *_repeated(blocks, reader.source), *_dangling(blocks, reader.source)]
    if not blocks and not issues:
        issues = [issue("template.empty", reader.source)]
    if issues:
        raise TemplateError(issues)
    return blocks


def parse_inline(text: str, tokens: Tokens) -> Phrase:
    """A rendered snippet of one line as a phrase; only **bold** is markup in it."""
    parts: list[_Part] = []
    for node in SyntaxTreeNode(_MARKDOWN.parseInline(text.strip())).children:
        parts += _parts(node, tokens)
    return _words(parts)


class _Reader:
    """Reads the blocks of one template, collecting what is wrong."""

    def __init__(self, tokens: Tokens, source: Source, between_lines: str) -> None:
        self.tokens, self.source, self.between_lines = tokens, source, between_lines
        self.issues: list[Issue] = []

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
        if node.type == "heading":
            yield Heading(id, int(node.tag[1]), self._words(parts))
        elif isinstance(first, ChartSpec):
            yield Chart(id, _stripped(self._words(parts[1:])), first)
        elif isinstance(first, Attachment):
            yield Attachment(id, first.title)
        elif _words(parts):
            yield Paragraph(id, self._words(parts), style)

    def _words(self, parts: list["_Part"]) -> Phrase:
        """The printed words, without the spaces that the lines of an English template leave over."""
        words = _words(parts)
        return _tidy(words) if self.between_lines else words

    def _table(self, caption: SyntaxTreeNode | None, node: SyntaxTreeNode) -> Iterator[Block]:
        header, *rows = [
            tuple(_words(_parts(cell, self.tokens)) for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        label, parts = self._labelled(caption) if caption else (None, [])
        words = self._words(parts)
        if not words or not isinstance(words[0], Span) or not words[0].text.startswith(_CAPTIONS):
            self.issues.append(issue("template.table-without-caption", self.source, text=_letters(header[0])[:20]))
            return
        if label is None:
            return
        name = next(one for one in _CAPTIONS if words[0].text.startswith(one))
        title = (Span(words[0].text.removeprefix(name), None, words[0].bold), *words[1:])
        align = tuple(_alignment(cell) for cell in node.children[0].children[0].children)
        total = bool(rows) and _letters(rows[-1][0]) in _TOTALS
        words = tuple(part for part in title if part != Span(""))
        yield Table(label[0], words, header, keyed_rows(rows), align, total, column_keys(header, rows))

    def _labelled(self, node: SyntaxTreeNode) -> tuple[tuple[str, str] | None, list["_Part"]]:
        """Name and style of a block, None if it has no usable name, and what stands after it."""
        text = _first_text(node)
        found = _LABEL.match(text)
        if not found:
            self.issues.append(issue("template.unnamed-block", self.source, text=_shown(node, self.tokens)))
            return None, []
        id, style = self.tokens.plain(found[1]), found[2] or "body"
        if not _ID.fullmatch(id) or style not in _STYLES:
            self.issues.append(issue("template.bad-block-name", self.source, name=f"{id} {found[2] or ''}".strip()))
            return None, []
        return (id, style), _parts(node, self.tokens, skip=found.end(), between_lines=self.between_lines)


_BREAK = "\n"
_Part = Span | Reference | ChartSpec | Attachment


def _parts(node: SyntaxTreeNode, tokens: Tokens, skip: int = 0, between_lines: str = "") -> list[_Part]:
    """What a block's inline content prints, the first `skip` characters of its text left out."""
    parts: list[_Part] = []
    for leaf, bold in _leaves(node, False):
        for piece in tokens.split(between_lines if leaf == _BREAK else leaf[skip:]):
            parts += _pieces(piece, bold)
        skip = 0
    return parts


def _leaves(node: SyntaxTreeNode, bold: bool) -> Iterator[tuple[str, bool]]:
    """The pieces of text below a node, a line break as `_BREAK`."""
    if node.type == "text":
        yield node.content, bold
    if node.type == "softbreak":
        yield _BREAK, bold
    for child in node.children:
        yield from _leaves(child, bold or node.type == "strong")


def _pieces(piece: str | Printed, bold: bool) -> Iterator[_Part]:
    if isinstance(piece, str):
        yield Span(piece, None, bold)
    elif isinstance(piece, tuple):
        yield from (
            Span(part.text, part.figure, bold or part.bold) if isinstance(part, Span) else part for part in piece
        )
    else:
        yield piece


def _words(parts: Iterable[_Part]) -> Phrase:
    """The printed words, neighbouring plain pieces joined."""
    words: list[Span | Reference] = []
    for part in parts:
        last = words[-1] if words else None
        if (
            isinstance(part, Span)
            and isinstance(last, Span)
            and not part.figure
            and not last.figure
            and part.bold == last.bold
        ):
            words[-1] = Span(last.text + part.text, None, last.bold)
        elif isinstance(part, Reference) or (isinstance(part, Span) and part.text):
            words.append(part)
    return tuple(words)


def _tidy(phrase: Phrase) -> Phrase:
    """The phrase without double spaces, spaces before marks, and spaces at its ends."""
    tidy = [
        Span(_NO_SPACE.sub("", part.text), None, part.bold) if isinstance(part, Span) and not part.figure else part
        for part in phrase
    ]
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        last = tidy[end] if tidy else None
        if isinstance(last, Span) and not last.figure:
            tidy[end] = Span(strip(last.text), None, last.bold)
    return tuple(part for part in tidy if part != Span(""))


def _stripped(phrase: Phrase) -> Phrase:
    """The phrase without white space before it."""
    first = phrase[0] if phrase else None
    if not isinstance(first, Span) or first.figure:
        return phrase
    return _words((Span(first.text.lstrip(), None, first.bold), *phrase[1:]))


def _letters(phrase: Phrase) -> str:
    return "".join(part.text for part in phrase if isinstance(part, Span))


def _first_text(node: SyntaxTreeNode) -> str:
    return next((text for text, _ in _leaves(node, False) if text), "")


def _shown(node: SyntaxTreeNode, tokens: Tokens) -> str:
    """The template's own words of a block, for a message; printed values are left out."""
    text = "".join(text for text, _ in _leaves(node, False) if text != _BREAK)
    return tokens.pattern.sub("…", text)[:24]


def _alignment(cell: SyntaxTreeNode) -> str:
    style = str(cell.attrs.get("style", ""))
    return style.removeprefix("text-align:") or "left"


def _repeated(blocks: Iterable[Block], source: Source) -> Iterator[Issue]:
    ids = [block.id for block in blocks]
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        yield issue("template.repeated-block", source, name=id)


def _dangling(blocks: tuple[Block, ...], source: Source) -> Iterator[Issue]:
    """References to tables and charts that are not there."""
    numbered = {block.id for block in blocks if isinstance(block, Table | Chart)}
    for block in blocks:
        for part in getattr(block, "content", ()):
            if isinstance(part, Reference) and part.target not in numbered:
                yield issue("template.unknown-reference", source, name=part.target)
