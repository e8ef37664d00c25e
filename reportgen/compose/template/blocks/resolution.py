"""What the files of a report come to: each block with the files that have it, and what of it is printed."""

import re
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateSyntaxError, nodes

from reportgen.compose.template.source.chain import NIL, Chain, included_name
from reportgen.compose.template.source.reading import children, is_super, of_grammar, parsed, phrase_name, surveyed

_LABEL = re.compile(r"\[#([\w./-]+)")


@dataclass(frozen=True)
class Definition:
    """A block as one file has it."""

    file: str
    node: nodes.Block


@of_grammar(8)
def definitions(env: Environment, chain: Chain) -> dict[str, list[Definition]]:
    """Each block with the files that have it, the one that is printed first."""
    found: dict[str, list[Definition]] = {}
    for name, source in dict.fromkeys([*chain.along(chain.line), *chain.files]):
        for node in surveyed(env, source, name).blocks:
            found.setdefault(node.name, []).append(Definition(name, node))
    return found


@dataclass
class Reached:
    """What a report may print: `blocks` of templates, each with its section, and the `names` of paragraphs, tables and charts; `nil` are those of a period without a case."""

    blocks: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    nil: set[str] = field(default_factory=set)


@of_grammar(8)
def reached(env: Environment, chain: Chain) -> Reached:
    """What the sections of a report come to; conditions are taken to hold."""
    known = definitions(env, chain)
    sources = dict(chain.files)
    found = Reached()
    seen: set[tuple[str, int]] = set()

    def go_through(node: nodes.Node, section: str, block: tuple[str, int] | None) -> None:
        for child in children(node):
            if isinstance(child, nodes.Block):
                go_into(child.name, 0, section)
                continue
            if isinstance(child, nodes.TemplateData):
                (found.nil if section == NIL else found.names).update(_LABEL.findall(child.data))
            elif isinstance(child, nodes.Include) and (name := included_name(child)) in sources and name is not None:
                go_through(parsed(env, sources[name], name), section, None)
            elif block and is_super(child):
                go_into(block[0], block[1] + 1, section)
            elif asked := phrase_name(child):
                for phrase in chain.choices.get(asked, (asked,)):
                    go_into(phrase, 0, section)
            go_through(child, section, block)

    def go_into(name: str, depth: int, section: str) -> None:
        if (name, depth) in seen or depth >= len(known.get(name, ())):
            return
        seen.add((name, depth))
        found.blocks.setdefault(name, section)
        go_through(known[name][depth].node, section, (name, depth))

    for section in chain.order:
        if section in chain.own:
            go_through(parsed(env, chain.own[section][1], chain.own[section][0]), section, None)
        else:
            go_into(section, 0, section)
    go_into(NIL, 0, NIL)
    if not chain.own and not chain.reordered:  # as the template has it, with what stands beside its blocks
        go_through(parsed(env, chain.line[-1][1], chain.line[-1][0]), "", None)
    return found


@of_grammar(8)
def given(env: Environment, chain: Chain) -> frozenset[str]:
    """The names that the files of a report set, or go through lists with: what they include knows them."""
    try:
        return frozenset().union(*(surveyed(env, source, name).given for name, source in chain.files))
    except TemplateSyntaxError:  # said where the source is checked
        return frozenset()
