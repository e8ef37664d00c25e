"""What is found in a template's source before it runs: what the sandbox refuses, names that do not exist, figures that were typed."""

import difflib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.filters import FILTERS as BUILT_IN

from reportgen.compose.template.source.chain import included_name
from reportgen.compose.template.source.faults import syntax_issue, unknown_name
from reportgen.compose.template.source.reading import (
    LINE,
    PHRASE,
    SUPER,
    children,
    is_phrase,
    is_super,
    of_grammar,
    of_kind,
    parsed,
)
from reportgen.compose.template.source.typed import near_tags, typed_figures
from reportgen.messages import issue
from reportgen.model.sources import Issue, Level, Source
from reportgen.settings.suggestions import ask, shown

TOKENS = "tokens"  # the context's name for the Tokens of this rendering
FUNCTIONS = "functions"  # and for the functions that may be called in it
FILTERS = "filters"  # and for our filters
BUDGET = "budget"  # and for what the rendering may cost
ORDER = "order"  # and for what is printed at the place of each outer block
PRINTS = "prints"  # the function that says whether the report has a block of a name; texts of the configuration know no template
LITERAL = "literal"  # the function that prints a text as it stands
_RESERVED = (TOKENS, FUNCTIONS, FILTERS, BUDGET, ORDER)
_PRINTING = (LITERAL, "attachment")  # functions that print their argument
PICTURE = "picture"  # the function that gives a picture of a file
_KEYED = "chart"  # the function that is given values by name
_NODES = {
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Block, nodes.Extends, nodes.If, nodes.For, nodes.Assign,
    nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Filter, nodes.Test, nodes.Call, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.List, nodes.Tuple, nodes.Keyword, nodes.Neg,
    nodes.Add, nodes.Sub, nodes.Include,
}  # fmt: skip
_CHOOSING = ("selectattr", "rejectattr")  # filters whose texts are compared with
_DEEPEST_LOOPS = 3
_OF_PHRASES = 2  # arguments: the name, and what is spoken of
_NUMBERS = (nodes.Add, nodes.Sub, nodes.Neg)


@dataclass(frozen=True)
class Known:
    """What a template may name; `typed` says what becomes of figures that are typed in it: an error, a warning, or nothing (None). In a text without any tag they are a warning at most."""

    functions: frozenset[str]
    names: frozenset[str]
    typed: Level | None = field(default=Level.ERROR)


def checked(env: Environment, source: str, name: str, known: Known) -> tuple[Issue, ...]:
    """Everything in a template's source that the sandbox refuses, top-level names that do not exist, and what was typed for figures."""
    return () if _is_faultless(env, source, name, known) else tuple(_faults(env, source, name, known))


@of_grammar(1024)
def _is_faultless(env: Environment, source: str, name: str, known: Known) -> bool:
    """Remembered of each source; its faults are not, they are worded in the language of who asks."""
    return not any(True for _ in _faults(env, source, name, known))


def _faults(env: Environment, source: str, name: str, known: Known) -> Iterator[Issue]:
    try:
        tree = parsed(env, source, name)
    except TemplateSyntaxError as fault:
        yield syntax_issue(fault, name)
        return
    yield from _refused(tree, name, known, env)
    yield from _undeclared(tree, name, known.names)
    if known.typed is not None:
        by_hand = known.typed is not Level.ERROR or not _is_template(tree)
        yield from _typed(tree, name, "template.stated-by-hand" if by_hand else "template.typed-figure")


def _is_template(tree: nodes.Template) -> bool:
    """Whether a text has a tag at all: one without is somebody's own prose, who answers for what it says."""
    return any(not isinstance(one, nodes.Output) or len(one.nodes) > 1 for one in tree.body) or any(
        not isinstance(one, nodes.TemplateData) for output in of_kind(tree, nodes.Output) for one in output.nodes
    )


# ---- what is closed


def _refused(tree: nodes.Template, name: str, known: Known, env: Environment) -> Iterator[Issue]:
    printed = {id(_in_line(one)) for output in of_kind(tree, nodes.Output) for one in output.nodes}
    for node, depth in _walk(tree):
        source = Source(name, None, node.lineno)
        if (is_super(node) or is_phrase(node)) and id(node) not in printed:  # it holds what was printed already
            yield issue("template.refused", source, what=f"{SUPER}()" if is_super(node) else f"{PHRASE}(…)")
            continue
        if isinstance(node, nodes.Filter) and node.name not in env.filters and node.name not in BUILT_IN:
            near = difflib.get_close_matches(node.name, list(env.filters), n=1)
            yield issue("template.unknown-filter", source, name=node.name, suggestion=ask(near[0]) if near else "")
        elif what := _refusal(node, depth, known.functions, env):
            yield issue("template.refused", source, what=what)
        elif isinstance(node, nodes.Add | nodes.Sub) and any(_is_text(side) for side in (node.left, node.right)):
            yield issue("template.joined", source)


def _in_line(node: nodes.Node) -> nodes.Node:
    """What is printed, without the filter that ends its line."""
    return node.node if isinstance(node, nodes.Filter) and node.name == LINE and node.node else node


def _walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    """Every node in the order of the text, with the number of loops around it."""
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        inner = depth + isinstance(node, nodes.For)
        waiting += [(child, inner) for child in reversed(children(node))]


def _is_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def _refusal(node: nodes.Node, depth: int, functions: Collection[str], env: Environment) -> str:
    """What is refused of a node, "" for nothing."""
    if type(node) not in _NODES:
        return type(node).__name__
    rule = _REFUSALS.get(type(node))
    return rule(node, depth, functions, env) if rule else ""


def _loop(node: nodes.For, depth: int, *_known: object) -> str:
    return f"for × {depth + 1}" if depth >= _DEEPEST_LOOPS or node.recursive else ""


def _call(node: nodes.Call, _depth: int, functions: Collection[str], _env: Environment) -> str:
    if not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
        return "call"
    name = node.node.name
    if node.kwargs and name != _KEYED:
        return "call"
    if name == SUPER and node.args:
        return f"{SUPER}(…)"
    if name == PHRASE and not (0 < len(node.args) <= _OF_PHRASES and _is_text(node.args[0])):
        return f"{PHRASE}(…)"
    if name == LITERAL and not (len(node.args) == 1 and _is_text(node.args[0])):
        return f"{LITERAL}(…)"
    return "" if name in functions else f"{name}(…)"


def _include(node: nodes.Include, _depth: int, functions: Collection[str], _env: Environment) -> str:
    """A file of templates may include another, named by a text; a text of the configuration may not."""
    plain = SUPER in functions and included_name(node) is not None
    return "" if plain and node.with_context and not node.ignore_missing else "include"


_REFUSALS: dict[type[nodes.Node], Callable[..., str]] = {
    nodes.For: _loop,
    nodes.Call: _call,
    nodes.Include: _include,
    nodes.Filter: lambda node, _depth, _functions, env: "" if node.name in env.filters else f"|{node.name}",
    nodes.Test: lambda node, _depth, _functions, env: "" if node.name in env.tests else f"is {node.name}",
    nodes.Extends: lambda node, *_known: "" if _is_text(node.template) else "extends",
    nodes.Getattr: lambda node, *_known: node.attr if node.attr.startswith("_") else "",
    nodes.Name: lambda node, *_known: node.name if node.name.startswith("_") or node.name in _RESERVED else "",
}
"""What is refused of each kind of node, given its depth in loops, the functions that there are, and the sandbox."""


def _undeclared(tree: nodes.Template, name: str, names: Collection[str]) -> Iterator[Issue]:
    assigned = {one.name for one in of_kind(tree, nodes.Name) if one.ctx != "load"} | {"loop"}
    for node in of_kind(tree, nodes.Name):
        if node.ctx == "load" and node.name not in assigned and node.name not in names:
            near = difflib.get_close_matches(node.name, sorted({*names, *assigned}), n=1)
            yield unknown_name(Source(name, None, node.lineno), node.name, near[0] if near else "")


# ---- what was typed


def _typed(tree: nodes.Template, name: str, code: str) -> Iterator[Issue]:
    for output in of_kind(tree, nodes.Output):
        for place, node in enumerate(output.nodes):
            if isinstance(node, nodes.TemplateData):
                around = {"after": place > 0, "before": place + 1 < len(output.nodes)}
                yield from _in_text(node.data, partial(Source, name, None), node.lineno, code, **around)
            else:
                yield from _in_expression(node, Source(name, None, node.lineno), code)
    for assigned in of_kind(tree, nodes.Assign):
        yield from _in_expression(assigned.node, Source(name, None, assigned.lineno), code, printed=False)


def _in_text(text: str, place: Callable[[int], Source], line: int, code: str, **around: bool) -> Iterator[Issue]:
    for kind, found in (("template.near-tag", near_tags(text)), (code, typed_figures(text, **around))):
        for one in found:
            yield issue(kind, place(line + text.count("\n", 0, one.at)), text=one.shown)


def _in_expression(node: nodes.Node, source: Source, code: str, *, printed: bool = True) -> Iterator[Issue]:
    """Numbers that are printed, and texts with figures in them wherever they may come to be printed."""
    if isinstance(node, nodes.CondExpr):
        for side in (node.expr1, node.expr2):
            if side is not None:
                yield from _in_expression(side, source, code, printed=printed)
    elif printed and (
        isinstance(node, _NUMBERS) or (isinstance(node, nodes.Const) and not isinstance(node.value, str))
    ):
        yield issue("template.reckoned", source)
    else:
        yield from (issue(code, source, text=shown(text)) for text in _texts(node) if _has_figure(text))


def _has_figure(text: str) -> bool:
    return any(True for _one in typed_figures(text))


def _texts(node: nodes.Node) -> Iterator[str]:
    """The texts below a node but those that are only compared with, looked up or named."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.Call) and not (isinstance(node.node, nodes.Name) and node.node.name in _PRINTING[1:]):
        return
    elif isinstance(node, nodes.Getitem) or (isinstance(node, nodes.Filter) and node.name in _CHOOSING and node.node):
        yield from _texts(node.node)  # type: ignore[arg-type] # a filter of an expression stands behind one
    elif not isinstance(node, nodes.Compare | nodes.Test):
        for child in node.iter_child_nodes():
            yield from _texts(child)


def literals(env: Environment, source: str, name: str) -> Iterator[Issue]:
    """Each text that a template declares to be no figure and that reads like one."""
    if LITERAL not in source:
        return
    for call in of_kind(parsed(env, source, name), nodes.Call):
        (text, *_more) = [*call.args, nodes.Const("")]
        declared = isinstance(call.node, nodes.Name) and call.node.name == LITERAL
        if declared and isinstance(text, nodes.Const) and _has_figure(str(text.value)):
            yield issue("template.literal", Source(name, None, call.lineno), text=shown(str(text.value)))
