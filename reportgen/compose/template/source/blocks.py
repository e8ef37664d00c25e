"""What a template that extends another says and nobody prints: blocks that the parent does not have, text outside of blocks.

And what ends where it should not: a block that fills lines of its own and ends behind text takes the next line with it.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from reportgen.compose.template.source.reading import parsed
from reportgen.messages import issue
from reportgen.model import Issue, Source
from reportgen.settings.suggestions import ask, listed, shown

_BLOCK = re.compile(r"(?P<before>.*?)\{%[-+]?\s*(?:block\s+(?P<name>\w+)|endblock)\b")
_TAGS = re.compile(r"\{%.*?%\}|\{#.*?#\}")


def lost_texts(env: Environment, chain: Sequence[tuple[str, str]]) -> Iterator[Issue]:
    """An issue for each of them; `chain` has the template and those that it extends, each with its source.

    A block inside a block that is printed is printed there, whatever its name.
    """
    try:
        trees = [(name, parsed(env, text, name)) for name, text in chain]
    except TemplateSyntaxError:  # said where the template is used
        return
    for place, (name, tree) in enumerate(trees[:-1]):
        known = dict.fromkeys(block.name for _, above in trees[place + 1 :] for block in above.find_all(nodes.Block))
        for node in tree.body:
            source = Source(name, None, node.lineno)
            if isinstance(node, nodes.Block) and node.name not in known:
                near = difflib.get_close_matches(node.name, list(known), n=1)
                values = {"name": node.name, "known": listed(known), "suggestion": ask(near[0]) if near else ""}
                yield issue("template.unknown-block", source, **values)
            elif text := _printed(node):
                yield issue("template.outside-blocks", source, text=shown(text))


def swallowed_lines(chain: Sequence[tuple[str, str]]) -> Iterator[Issue]:
    """An issue for each `{% endblock %}` behind text, of a block that begins a line where it is first defined.

    The line break behind a tag is none in the report, so the heading or paragraph after it would stand in the same line.
    """
    marks = [(name, list(_marks(text))) for name, text in chain]
    lines = {
        mark.block: not mark.behind for _, found in marks for mark in found if not mark.ends
    }  # that of the first template counts
    for name, found in marks:
        for mark in found:
            if mark.ends and mark.behind and lines.get(mark.block):
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


def _printed(node: nodes.Node) -> str:
    """What a node outside of blocks would print, "" where it is nothing."""
    if isinstance(node, nodes.Output):
        said = "".join(one.data if isinstance(one, nodes.TemplateData) else "…" for one in node.nodes)
        return said.strip()
    return "…" if isinstance(node, nodes.If | nodes.For) else ""
