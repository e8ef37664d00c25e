"""A source read once into its tree, and what the tree names; what is too long or too deep to be read is refused before anything walks it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from itertools import pairwise
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser

if TYPE_CHECKING:
    from jinja2 import Environment

_Node = TypeVar("_Node", bound=nodes.Node)
_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")
_Reader = Callable[Concatenate["Environment", _Given], _Read]

SUPER = "super"
"""What prints the text of a block that is overridden."""
PHRASE = "phrase"
"""What prints a sentence of `phrases.md` by its name."""
LINE = "line"
"""The filter that ends what stands alone in a line where it prints something."""
LONGEST = 200_000
"""Characters of one template; the longest of ours has 19,000."""
DEEPEST = 60
"""Levels of brackets, conditions and loops inside each other, in the tree; ours have 14."""
_NUMBER = 4000
"""Digits of one number: beyond, Python refuses to read it."""


class UnreadableError(TemplateSyntaxError):
    """A source beyond the limits; `code` is the issue's, `most` the limit."""

    def __init__(self, code: str, most: int, line: int, name: str | None) -> None:
        """Keeps them."""
        super().__init__(code, line, name)
        self.code, self.most = code, most


def of_grammar(most: int) -> Callable[[_Reader[_Given, _Read]], _Reader[_Given, _Read]]:
    """Remembers what sources come to, so many of them.

    That depends on the `grammar` of an environment, its syntax and its filters, and not on the folders in which it looks for templates: each county
    has a folder of its own, and nearly all print the same templates.
    """

    def remembering(read: _Reader[_Given, _Read]) -> _Reader[_Given, _Read]:
        remembered = cast("Callable[..., _Read]", lru_cache(maxsize=most)(read))

        @wraps(read)
        def asked(env: "Environment", *given: _Given.args, **named: _Given.kwargs) -> _Read:
            return remembered(getattr(env, "grammar", env), *given, **named)

        return cast("_Reader[_Given, _Read]", asked)

    return remembering


@of_grammar(1024)
def parsed(env: "Environment", source: str, name: str | None = None) -> nodes.Template:
    """The tree of a source, which nobody may change; raises TemplateSyntaxError. Reading a long template costs as much as rendering it."""
    if len(source) > LONGEST:
        raise UnreadableError("template.source-too-long", LONGEST, 1 + source.count("\n", 0, LONGEST), name)
    try:
        tree = Parser(env, source, name).parse()
    except RecursionError:
        raise _too_deep(env, source, name) from None
    except ValueError:  # a number of thousands of digits
        raise UnreadableError("template.number-too-long", _NUMBER, _long_number(env, source), name) from None
    deep = _deep_line(tree)
    if deep:
        raise UnreadableError("template.too-deep", DEEPEST, deep, name)
    for output in tree.find_all(nodes.Output):
        _close_up(output)
    return tree


@dataclass(frozen=True)
class Survey:
    """What other files, or the program, have to know of a source: found in one walk through its tree.

    `given` are the names that it sets, or goes through lists with; `calls` those of `phrase(…)`.
    """

    blocks: tuple[nodes.Block, ...]
    includes: tuple[nodes.Include, ...]
    calls: tuple[nodes.Call, ...]
    given: frozenset[str]


@of_grammar(1024)
def surveyed(env: "Environment", source: str, name: str | None = None) -> Survey:
    """What a source has of each, in its order; raises TemplateSyntaxError."""
    tree = parsed(env, source, name)
    calls = tuple(one for one in of_kind(tree, nodes.Call) if phrase_name(one))
    given = frozenset(one.name for one in of_kind(tree, nodes.Name) if one.ctx != "load")
    return Survey(of_kind(tree, nodes.Block), of_kind(tree, nodes.Include), calls, given)


def of_kind(tree: nodes.Template, kind: type[_Node]) -> tuple[_Node, ...]:
    """The nodes of this kind anywhere in a tree, in the order of its text; a tree is walked once, however often it is asked."""
    return tuple(one for one in _walked(tree) if isinstance(one, kind))


@lru_cache(maxsize=1024)
def _walked(tree: nodes.Template) -> tuple[nodes.Node, ...]:
    found: list[nodes.Node] = []
    waiting = children(tree)[::-1]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += reversed(children(node))
    return tuple(found)


def children(node: nodes.Node) -> list[nodes.Node]:
    """The nodes immediately below one, in the order of its text: as `iter_child_nodes` of Jinja2, in a third of the time."""
    found: list[nodes.Node] = []
    for name in node.fields:
        value = getattr(node, name, None)
        if isinstance(value, nodes.Node):
            found.append(value)
        elif isinstance(value, list):
            found += (one for one in value if isinstance(one, nodes.Node))
    return found


def _close_up(output: nodes.Output) -> None:
    """A line that holds `{{ super() }}` or `{{ phrase('…') }}` alone is as long as what that prints, as one with a statement is: nothing, where it prints nothing."""
    begins = True  # whether a line begins here
    for place, (node, after) in enumerate(zip(output.nodes, [*output.nodes[1:], None], strict=True)):
        if isinstance(node, nodes.TemplateData):
            begins = node.data.rstrip(" ").endswith("\n") or (begins and not node.data.strip(" "))
            continue
        alone = begins and isinstance(after, nodes.TemplateData) and after.data.startswith("\n")
        begins = False
        if not alone or not isinstance(after, nodes.TemplateData) or not (is_super(node) or is_phrase(node)):
            continue
        after.data, after.lineno, begins = after.data[1:], after.lineno + 1, True
        if is_phrase(node):
            output.nodes[place] = _line_of(node)


def _line_of(node: nodes.Expr) -> nodes.Filter:
    """What ends its line where it prints something."""
    return nodes.Filter(node, LINE, [], [], None, None, lineno=node.lineno, environment=node.environment)


def is_super(node: nodes.Node) -> bool:
    """Whether it is `super()`."""
    return _calls(node, SUPER)


def is_phrase(node: nodes.Node) -> bool:
    """Whether it is `phrase(…)`."""
    return _calls(node, PHRASE)


def _calls(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == name


def phrase_name(node: nodes.Node) -> str:
    """The phrase, or choice of phrases, that a node asks for; "" where it asks for none."""
    if not is_phrase(node) or not isinstance(node, nodes.Call) or not node.args:
        return ""
    name = node.args[0]
    return name.value if isinstance(name, nodes.Const) and isinstance(name.value, str) else ""


def _deep_line(tree: nodes.Template) -> int:
    """The line where a tree goes too deep, 0 where it nowhere does; without recursion, since that is what it guards."""
    level: list[nodes.Node] = [tree]
    for _depth in range(DEEPEST):
        level = [child for node in level for child in children(node)]
        if not level:
            return 0
    return level[0].lineno


def _too_deep(env: "Environment", source: str, name: str | None) -> UnreadableError:
    """Names the line where brackets and statements, counted as they are opened and closed, first are too many."""
    depth, deepest = 0, (0, 1)
    for (line, kind, value), (_line, following, word) in pairwise(_tokens(env, source)):
        if (kind == "operator" and value in "([{") or (kind == "block_begin" and word in ("if", "for", "block")):
            depth += 1
        elif (kind == "operator" and value in ")]}") or (following == "name" and word in ("endif", "endfor")):
            depth -= 1
        deepest = max(deepest, (min(depth, DEEPEST), -line))
    return UnreadableError("template.too-deep", DEEPEST, abs(deepest[1]), name)


def _long_number(env: "Environment", source: str) -> int:
    return next((line for line, kind, value in _tokens(env, source) if kind == "integer" and len(value) > _NUMBER), 1)


def _tokens(env: "Environment", source: str) -> Iterator[tuple[int, str, str]]:
    """The tokens that are no blanks, as they are written."""
    try:
        yield from (one for one in env.lexer.tokeniter(source, None) if one[1] != "whitespace")
    except TemplateSyntaxError:  # read so far, which is where the fault is
        return


@of_grammar(64)
def parent_of(env: "Environment", name: str, source: str) -> str | None:
    """The template that this one extends; None where there is none, or the source cannot be parsed."""
    try:
        extends = parsed(env, source, name).find(nodes.Extends)
    except TemplateSyntaxError:
        return None
    named = extends.template if extends else None
    return named.value if isinstance(named, nodes.Const) and isinstance(named.value, str) else None


@of_grammar(256)
def asked_of(env: "Environment", source: str, mapping: str, name: str | None) -> Mapping[str, int]:
    """What a source asks of a mapping by name, `closed` of `rates.closed`, each with the line where it does so first."""
    try:
        tree = parsed(env, source, name)
    except TemplateSyntaxError:  # said where the text is used
        return {}
    found: dict[str, int] = {}
    for one in of_kind(tree, nodes.Getattr):
        if isinstance(one.node, nodes.Name) and one.node.name == mapping:
            found.setdefault(one.attr, one.lineno)
    return found


@of_grammar(256)
def tested_of(env: "Environment", source: str, mapping: str, name: str | None) -> frozenset[str]:
    """What a source asks of a mapping with `is defined`: it knows what to do where that is not there."""
    if mapping not in source:
        return frozenset()
    tests = (one for one in of_kind(parsed(env, source, name), nodes.Test) if one.name == "defined")
    asked = (one.node for one in tests if isinstance(one.node, nodes.Getattr))
    return frozenset(one.attr for one in asked if isinstance(one.node, nodes.Name) and one.node.name == mapping)


@of_grammar(1024)
def mentioned(env: "Environment", source: str, name: str | None) -> frozenset[str]:
    """Every name, attribute and text constant in a source, none where it cannot be parsed: `closed` of `rates.closed`."""
    try:
        tree = parsed(env, source, name)
    except TemplateSyntaxError:  # said where the text is used
        return frozenset()
    constants = (one.value for one in of_kind(tree, nodes.Const) if isinstance(one.value, str))
    names = (one.name for one in of_kind(tree, nodes.Name))
    return frozenset((*(one.attr for one in of_kind(tree, nodes.Getattr)), *names, *constants))
