"""The only place where narrative templates run: names, filters and records of ours, and nothing else.

A template can be edited by anybody, so it is treated as hostile: an allow-list of syntax, of filters and of attributes;
no globals, no method calls, no import, no string arithmetic.
"""

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from reportgen.messages import TemplateError, issue
from reportgen.model import Issue, Source

TOKENS = "tokens"  # the context's name for the Tokens of this rendering
FUNCTIONS = "functions"  # and for the functions that may be called in it
FILTERS = "filters"  # and for our filters
_NODES = {
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Block, nodes.Extends, nodes.If, nodes.For, nodes.Assign,
    nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Filter, nodes.Test, nodes.Call, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.List, nodes.Tuple, nodes.Keyword, nodes.Neg,
    nodes.Add, nodes.Sub,
}  # fmt: skip
_TESTS = {"defined", "none", "eq", "ne", "lt", "le", "gt", "ge", "in", "odd", "even"}
_FILTERS = {"first", "last", "length", "list", "reverse", "selectattr", "rejectattr"}
_LOOP = {"first", "last", "index", "index0", "length", "revindex"}
_DEEPEST_LOOPS = 3


class UnknownNameError(UndefinedError):
    """A template used a `name` that does not exist; `near` is the nearest that does, "" if none is near."""

    def __init__(self, name: str, near: str) -> None:
        """Both are names as written in templates."""
        super().__init__(name)
        self.name, self.near = name, near


class _Unknown(StrictUndefined):
    """A name that does not exist: any use of it is an UnknownNameError."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:  # noqa: ARG002 - Jinja2 gives it
        near = difflib.get_close_matches(str(name), sorted(_members(obj)), n=1)
        super().__init__(hint, obj, name, lambda _: UnknownNameError(str(name), near[0] if near else ""))  # type: ignore[arg-type] # Jinja2 only calls it


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2 with everything closed that narrative text does not need."""

    def __init__(self, folders: tuple[Path, ...], filters: tuple[str, ...]) -> None:
        """`folders` are searched for templates in order; `filters` are looked up in the context of each rendering."""
        super().__init__(
            loader=FileSystemLoader(folders),
            undefined=_Unknown,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
        )
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS} | {name: _filter(name) for name in filters}
        self.tests = {name: self.tests[name] for name in _TESTS}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a record, a key of a mapping, a fact about a loop; nothing else has attributes."""
        return self._member(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """As getattr, and places of lists."""
        if isinstance(obj, tuple | list) and isinstance(argument, int | slice):
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(obj=obj, name=str(argument))
        return self._member(obj, str(argument))

    def _member(self, obj: Any, name: str) -> Any:
        if isinstance(obj, Undefined):
            return getattr(obj, name)  # raises, naming the first unknown name of the chain
        if isinstance(obj, Mapping) and name in obj:
            return obj[name]
        if name in _members(obj) and not isinstance(obj, Mapping):
            return getattr(obj, name)
        return self.undefined(obj=obj, name=name)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - the names Jinja2 uses
        """Calls one of the functions in the context, never a method."""
        if __obj in __context[FUNCTIONS]:
            return __context.call(__obj, *args, **kwargs)
        raise SecurityError("call")

    def source(self, name: str) -> str:
        """The text of a template; raises TemplateNotFound."""
        if self.loader is None:
            raise TemplateNotFound(name)
        return self.loader.get_source(self, name)[0]

    def parent(self, name: str, source: str) -> str | None:
        """The template that this one extends; None where there is none, or the source cannot be parsed."""
        return _parent(self, name, source)

    def mentioned(self, source: str, name: str | None = None) -> frozenset[str]:
        """Every name, attribute and text constant in a source, none where it cannot be parsed: `closed` of `rates.closed`."""
        return _mentioned(self, source, name)

    def asked_of(self, source: str, mapping: str, name: str | None = None) -> Mapping[str, int]:
        """What a source asks of a mapping by name, `closed` of `rates.closed`, each with the line where it does so first."""
        return _asked_of(self, source, mapping, name)

    def checked(self, source: str, name: str, functions: frozenset[str], names: frozenset[str]) -> tuple[Issue, ...]:
        """Everything in a template's source that the sandbox refuses, and top-level names that do not exist."""
        known = (self, source, name, functions, names)
        return () if _is_faultless(*known) else tuple(_faults(*known))

    def snippet(self, source: str) -> Template:
        """A text of the configuration as a template, compiled once."""
        return _snippet(self, source)


def _filter(name: str) -> Callable[..., object]:
    @pass_context
    def look_up(context: Context, *args: object) -> object:
        return context[FILTERS][name](*args)

    return look_up


@lru_cache(maxsize=16)
def sandbox(folders: tuple[Path, ...], filters: tuple[str, ...]) -> Sandbox:
    """One sandbox for each set of folders: templates are compiled once, and again only when their file has changed."""
    return Sandbox(folders, filters)


@lru_cache(maxsize=1024)
def _snippet(env: Sandbox, source: str) -> Template:
    return env.from_string(source)


@lru_cache(maxsize=1024)
def parsed(env: Environment, source: str, name: str | None = None) -> nodes.Template:
    """The tree of a source, which nobody may change; raises TemplateSyntaxError. Reading a long template costs as much as rendering it."""
    return env.parse(source, name)


@lru_cache(maxsize=64)
def _parent(env: Sandbox, name: str, source: str) -> str | None:
    try:
        extends = parsed(env, source, name).find(nodes.Extends)
    except TemplateSyntaxError:
        return None
    return str(extends.template.value) if extends and isinstance(extends.template, nodes.Const) else None


@lru_cache(maxsize=256)
def _asked_of(env: Sandbox, source: str, mapping: str, name: str | None) -> Mapping[str, int]:
    try:
        tree = parsed(env, source, name)
    except TemplateSyntaxError:  # said where the text is used
        return {}
    found: dict[str, int] = {}
    for one in tree.find_all(nodes.Getattr):
        if isinstance(one.node, nodes.Name) and one.node.name == mapping:
            found.setdefault(one.attr, one.lineno)
    return found


@lru_cache(maxsize=1024)
def _mentioned(env: Sandbox, source: str, name: str | None) -> frozenset[str]:
    try:
        tree = parsed(env, source, name)
    except TemplateSyntaxError:  # said where the text is used
        return frozenset()
    constants = (one.value for one in tree.find_all(nodes.Const) if isinstance(one.value, str))
    names = (one.name for one in tree.find_all(nodes.Name))
    return frozenset((*(one.attr for one in tree.find_all(nodes.Getattr)), *names, *constants))


@lru_cache(maxsize=1024)
def _is_faultless(env: Sandbox, source: str, name: str, functions: frozenset[str], names: frozenset[str]) -> bool:
    """Remembered of each source; its faults are not, they are worded in the language of who asks."""
    return not any(True for _ in _faults(env, source, name, functions, names))


def _faults(env: Sandbox, source: str, name: str, functions: frozenset[str], names: frozenset[str]) -> Iterator[Issue]:
    try:
        tree = parsed(env, source, name)
    except TemplateSyntaxError as fault:
        yield _syntax_issue(fault, name)
    else:
        yield from _refused(tree, name, functions, env)
        yield from _undeclared(tree, name, names)


def _members(obj: object) -> AbstractSet[str]:
    if isinstance(obj, Mapping):
        return {key for key in obj if isinstance(key, str) and not key.startswith("_")}
    if isinstance(obj, LoopContext):
        return _LOOP
    return _fields_of(type(obj)) if is_dataclass(obj) and not isinstance(obj, type) else set()


@lru_cache(maxsize=256)
def _fields_of(kind: type) -> frozenset[str]:
    """The fields and properties of a record."""
    properties = {name for one in kind.__mro__ for name, value in vars(one).items() if isinstance(value, property)}
    return frozenset({one.name for one in fields(kind)} | {name for name in properties if not name.startswith("_")})


@pass_context
def _finalize(context: Context, value: object) -> str:
    """Every printed value becomes a token."""
    if isinstance(value, Undefined):
        str(value)  # raises, naming what is unknown
    return str(context[TOKENS].keep(value))


def _refused(tree: nodes.Template, name: str, functions: Collection[str], env: Sandbox) -> Iterator[Issue]:
    for node, depth in _walk(tree, 0):
        what = _refusal(node, depth, functions, env)
        if what:
            yield issue("template.refused", Source(name, None, node.lineno), what=what)


def _walk(node: nodes.Node, depth: int) -> Iterator[tuple[nodes.Node, int]]:
    yield node, depth
    inner = depth + isinstance(node, nodes.For)
    for child in node.iter_child_nodes():
        yield from _walk(child, inner)


def _refusal(node: nodes.Node, depth: int, functions: Collection[str], env: Sandbox) -> str:
    if type(node) not in _NODES:
        return type(node).__name__
    if isinstance(node, nodes.For) and (depth >= _DEEPEST_LOOPS or node.recursive):
        return f"for × {depth + 1}"
    if isinstance(node, nodes.Call):
        plain = isinstance(node.node, nodes.Name) and node.node.name in functions
        return "" if plain and not node.dyn_args and not node.dyn_kwargs else "call"
    if isinstance(node, nodes.Filter):
        return "" if node.name in env.filters else f"|{node.name}"
    if isinstance(node, nodes.Test):
        return "" if node.name in env.tests else f"is {node.name}"
    if isinstance(node, nodes.Extends):
        return "" if isinstance(node.template, nodes.Const) else "extends"
    if isinstance(node, nodes.Getattr):
        return node.attr if node.attr.startswith("_") else ""
    if isinstance(node, nodes.Name):
        return node.name if node.name.startswith("_") or node.name in (TOKENS, FUNCTIONS, FILTERS) else ""
    return ""


def _undeclared(tree: nodes.Template, name: str, names: Collection[str]) -> Iterator[Issue]:
    assigned = {one.name for one in tree.find_all(nodes.Name) if one.ctx != "load"} | {"loop"}
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name not in assigned and node.name not in names:
            near = difflib.get_close_matches(node.name, sorted(names), n=1)
            yield unknown_name(Source(name, None, node.lineno), node.name, near[0] if near else "")


def unknown_name(source: Source, name: str, near: str) -> Issue:
    """The issue of a misspelt name, with the nearest that exists."""
    code = "template.unknown-name-near" if near else "template.unknown-name"
    return issue(code, source, name=name, near=near)


def _syntax_issue(fault: TemplateSyntaxError, name: str) -> Issue:
    return issue("template.syntax", Source(fault.name or name, None, fault.lineno), what=fault.message or "")


def translate(fault: Exception, source: Source, folders: Collection[Path] = ()) -> TemplateError:
    """What went wrong while a template ran, as a refused action that points at the template's line.

    `source` is used where the fault itself names no line of a template file in `folders`.
    """
    place = _line(fault, folders) or source
    if isinstance(fault, TemplateError):
        return TemplateError([one if one.source else replace(one, source=place) for one in fault.issues])
    if isinstance(fault, TemplateSyntaxError):
        return TemplateError([_syntax_issue(fault, source.file)])
    if isinstance(fault, TemplateNotFound):
        return TemplateError([issue("template.not-found", place, name=str(fault))])
    if isinstance(fault, UnknownNameError):
        return TemplateError([unknown_name(place, fault.name, fault.near)])
    return TemplateError([issue("template.cannot-print", place, what=str(fault)[:80] or type(fault).__name__)])


def _line(fault: Exception, folders: Collection[Path]) -> Source | None:
    """The innermost template line in the fault's traceback, where Jinja2 shows template lines as frames."""
    found = None
    trace = fault.__traceback__
    while trace:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            path = Path(trace.tb_frame.f_code.co_filename)
            names = [path.relative_to(folder).as_posix() for folder in folders if path.is_relative_to(folder)]
            found = Source(names[0], None, trace.tb_lineno) if names else found
        trace = trace.tb_next
    return found
