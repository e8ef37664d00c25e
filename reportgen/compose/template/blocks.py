"""What a template that extends another says and nobody prints: blocks that the parent does not have, text outside of blocks."""

import difflib
from collections.abc import Iterator, Sequence

from jinja2 import Environment, TemplateSyntaxError, nodes

from reportgen.compose.template.sandbox import parsed
from reportgen.messages import issue
from reportgen.model import Issue, Source
from reportgen.settings.suggestions import ask, listed, shown


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


def _printed(node: nodes.Node) -> str:
    """What a node outside of blocks would print, "" where it is nothing."""
    if isinstance(node, nodes.Output):
        said = "".join(one.data if isinstance(one, nodes.TemplateData) else "…" for one in node.nodes)
        return said.strip()
    return "…" if isinstance(node, nodes.If | nodes.For) else ""
