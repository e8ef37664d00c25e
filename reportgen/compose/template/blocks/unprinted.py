"""What a template that extends another says and nobody prints: blocks that the parent does not have, text outside of blocks.

And what ends where it should not: a block that fills lines of its own and ends behind text takes the next line with it.
"""

import difflib
import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from reportgen.compose.template.blocks.resolution import definitions, reached
from reportgen.compose.template.source.chain import Chain
from reportgen.compose.template.source.reading import SUPER, children, is_super, parsed, surveyed
from reportgen.messages import issue
from reportgen.model.sources import Issue, Source
from reportgen.settings.suggestions import ask, listed, shown

_BLOCK = re.compile(r"(?P<before>.*?)\{%[-+]?\s*(?:block\s+(?P<name>\w+)|endblock)\b")
_TAGS = re.compile(r"\{%.*?%\}|\{#.*?#\}")


def lost_texts(env: Environment, chain: Chain) -> Iterator[Issue]:
    """An issue for each of them. A block inside a block that is printed is printed there, whatever its name."""
    try:
        trees = {name: parsed(env, text, name) for name, text in chain.files}
    except TemplateSyntaxError:  # said where the template is used
        return
    printed = reached(env, chain).blocks
    for place, (name, _text) in enumerate(chain.line[:-1]):
        above = [*chain.phrases.get(name, ()), *chain.along(chain.line[place + 1 :])]
        known = dict.fromkeys(block.name for file, text in above for block in surveyed(env, text, file).blocks)
        for node in trees[name].body:
            source = Source(name, None, node.lineno)
            if isinstance(node, nodes.Block) and node.name not in known:
                near = difflib.get_close_matches(node.name, list(known), n=1)
                values = {"name": node.name, "known": listed(known), "suggestion": ask(near[0]) if near else ""}
                yield issue("template.unknown-block", source, **values)
            elif isinstance(node, nodes.Block) and node.name not in printed:
                yield issue("template.block-not-printed", source, name=node.name)
            elif text := printed_by(node):
                yield issue("template.outside-blocks", source, text=shown(text))
    for file, _text in chain.own.values():
        if not any(printed_by(node) or isinstance(node, nodes.Block | nodes.Include) for node in trees[file].body):
            yield issue("template.section-empty", Source(file))
    yield from _without_parent(env, chain)
    if chain.outer and chain.reordered:
        yield from _between_sections(*chain.line[-1], trees[chain.line[-1][0]])


def _between_sections(name: str, _text: str, tree: nodes.Template) -> Iterator[Issue]:
    """Text beside the outer blocks of a template whose sections are put in another order: nobody knows where it would go."""
    for node in tree.body:
        if text := printed_by(node):
            yield issue("template.outside-sections", Source(name, None, node.lineno), text=shown(text))


def _without_parent(env: Environment, chain: Chain) -> Iterator[Issue]:
    """Each `super()` where there is no text of a parent."""
    known = definitions(env, chain)
    for name, source in chain.files:
        if SUPER not in source:
            continue
        for block, call in _supers(parsed(env, source, name), ""):
            files = [one.file for one in known.get(block, ())]
            if not block or files[-1] == name:
                yield issue("template.no-parent", Source(name, None, call.lineno))


def _supers(node: nodes.Node, block: str) -> Iterator[tuple[str, nodes.Node]]:
    """Each `super()` with the block that it stands in, "" outside of blocks."""
    for child in children(node):
        if is_super(child):
            yield block, child
        yield from _supers(child, child.name if isinstance(child, nodes.Block) else block)


def swallowed_lines(chain: Sequence[tuple[str, str]], inline: Collection[str] = ()) -> Iterator[Issue]:
    """An issue for each `{% endblock %}` behind text, of a block that begins a line where it is first defined and is none of `inline`.

    The line break behind a tag is none in the report, so the heading or paragraph after it would stand in the same line.
    """
    marks = [(name, list(_marks(text))) for name, text in chain]
    lines = {
        mark.block: not mark.behind for _, found in marks for mark in found if not mark.ends
    }  # that of the first template counts
    for name, found in marks:
        for mark in found:
            if mark.ends and mark.behind and lines.get(mark.block) and mark.block not in inline:
                yield issue("template.block-ends-late", Source(name, None, mark.line), name=mark.block)


class _Mark(NamedTuple):
    """Where a block begins or ends: its name, the line, and whether text stands before it there."""

    block: str
    ends: bool
    line: int
    behind: bool


def _marks(text: str) -> Iterator[_Mark]:
    opened: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        at = 0
        while found := _BLOCK.match(line, at):
            behind = bool(_TAGS.sub("", line[: found.end("before")]).strip())
            ends = found["name"] is None
            if not ends:
                opened.append(found["name"])
            if opened:
                yield _Mark(opened.pop() if ends else opened[-1], ends, number, behind)
            at = found.end()


def printed_by(node: nodes.Node) -> str:
    """What a node outside of blocks would print, "" where it is nothing."""
    if isinstance(node, nodes.Output):
        said = "".join(one.data if isinstance(one, nodes.TemplateData) else "…" for one in node.nodes)
        return said.strip()
    return "…" if isinstance(node, nodes.If | nodes.For) else ""
