"""The only place where narrative templates run: names, filters and records of ours, and nothing else.

A template can be edited by anybody, so it is treated as hostile: an allow-list of syntax, of filters and of attributes (`checks`);
no globals, no method calls, no import, no arithmetic but to compare; every loop, filter and text is paid for (`budget`).
"""

import difflib
from collections.abc import Generator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, cast

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateNotFound, nodes, pass_context
from jinja2.compiler import CodeGenerator
from jinja2.environment import Environment
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from reportgen.compose.template.filters import CHOOSING, PLAIN, by_name, choosing, plain
from reportgen.compose.template.source.checks import BUDGET, FUNCTIONS, TOKENS
from reportgen.compose.template.source.faults import MisuseError, UnknownNameError, guarded, kind_of
from reportgen.compose.template.source.reading import LONGEST, UnreadableError, parsed
from reportgen.compose.template.tokens import Said
from reportgen.messages import TemplateError, _

_TESTS = {"defined", "none", "eq", "ne", "lt", "le", "gt", "ge", "in", "odd", "even"}
_LOOP = {"first", "last", "index", "index0", "length", "revindex"}
_BYTES = 4  # of a character, at most


class _Unknown(StrictUndefined):
    """A name that does not exist: any use of it is an UnknownNameError."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:  # noqa: ARG002 - Jinja2 gives it
        near = difflib.get_close_matches(str(name), sorted(_members(obj)), n=1)
        fault: Exception = UnknownNameError(str(name), near[0] if near else "")
        if obj is None:
            fault = MisuseError("template.nothing-there", name=name)
        super().__init__(hint, obj, name, lambda _hint: fault)  # type: ignore[arg-type] # Jinja2 only calls it


class _Loader(FileSystemLoader):
    """Reads templates, those that are too long not at all."""

    def get_source(self, environment: Environment, template: str) -> Any:
        """As the loader of Jinja2; raises UnreadableError."""
        for folder in self.searchpath:
            path = Path(folder) / template
            if path.is_file() and path.stat().st_size > LONGEST * _BYTES:
                raise UnreadableError("template.source-too-long", LONGEST, 1, template)
        return super().get_source(environment, template)


class _Generator(CodeGenerator):
    """Sends what every loop goes over through `Sandbox.go_through`, and every list that is written through `Sandbox.flat`."""

    gone_over: nodes.Node | None = None

    def visit_For(self, node: nodes.For, frame: Any) -> None:  # noqa: N802 - the name Jinja2 uses
        self.gone_over = node.iter
        super().visit_For(node, frame)

    def visit_List(self, node: nodes.List, frame: Any) -> None:  # noqa: N802 - the name Jinja2 uses
        self.write("environment.flat(")
        super().visit_List(node, frame)
        self.write(")")

    def visit_Tuple(self, node: nodes.Tuple, frame: Any) -> None:  # noqa: N802 - the name Jinja2 uses
        loads = node.ctx == "load"
        self.write("environment.flat(" if loads else "")
        super().visit_Tuple(node, frame)
        self.write(")" if loads else "")

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        if node is not self.gone_over:
            return super().visit(node, *args, **kwargs)
        self.gone_over = None
        self.write("environment.go_through(context, ")
        super().visit(node, *args, **kwargs)
        self.write(")")
        return None


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2 with everything closed that narrative text does not need."""

    code_generator_class = _Generator
    intercepted_binops = frozenset(("+", "-"))
    intercepted_unops = frozenset("-")

    def __init__(self, folders: tuple[Path, ...], filters: tuple[str, ...]) -> None:
        """`folders` are searched for templates in order; `filters` are looked up in the context of each rendering."""
        super().__init__(
            loader=_Loader(folders),
            undefined=_Unknown,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            optimized=False,  # an optimizer writes into the trees that `parsed` keeps
        )
        self.globals.clear()
        ours = {name: by_name(name) for name in filters}
        chosen = {name: choosing(name, self.filters[name]) for name in CHOOSING}
        self.filters = {name: plain(name) for name in PLAIN} | chosen | ours
        self.tests = {name: self.tests[name] for name in _TESTS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:  # noqa: ARG002 - the signature is Jinja2's
        return parsed(self, source, name)

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
        if not isinstance(argument, str):
            raise MisuseError("template.no-list")
        return self._member(obj, argument)

    def _member(self, obj: Any, name: str) -> Any:
        if isinstance(obj, Undefined):
            return getattr(obj, name)  # raises, naming the first unknown name of the chain
        if isinstance(obj, Mapping) and name in obj:
            return obj[name]
        if name in _members(obj) and not isinstance(obj, Mapping):
            value = getattr(obj, name)
            return Said(value) if isinstance(obj, LoopContext) and type(value) is int else value
        return self.undefined(obj=obj, name=name)

    def call(__self, __context: Context, __obj: Any, *args: Any, **scope: Any) -> Any:  # noqa: N805 - the names Jinja2 uses
        """Calls one of the functions in the context, never a method; values by name are the function's to judge."""
        named = __context[FUNCTIONS]
        if __obj not in named:
            raise SecurityError("call")
        given = {name: value for name, value in scope.items() if not name.startswith("_")}  # the others are Jinja2's
        __context[BUDGET].call((*args, *given.values()))
        if not all(isinstance(one, str) for one in args):
            kinds = _(", ").join(map(kind_of, args))
            raise MisuseError("template.function-misused", name=named[__obj], given=kinds)
        return guarded("template.function-misused", named[__obj], partial(__obj, **given), args)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 - the signature is Jinja2's
        """A sum or difference of numbers, which can be compared and not be printed."""
        first, second = _number(left), _number(right)
        return first + second if operator == "+" else first - second

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:  # noqa: ARG002 - the signature is Jinja2's
        """A number below zero."""
        return -_number(arg)

    def go_through(self, context: Context, items: Any) -> tuple[Any, ...]:
        """What a loop goes over, counted."""
        return context[BUDGET].go_through(items)  # type: ignore[no-any-return] # the context holds anything

    def flat(self, items: Any) -> tuple[Any, ...]:
        """A list that a template writes; one of lists would double without end."""
        if any(isinstance(one, list | tuple) for one in items):
            raise MisuseError("template.nested-list")
        return tuple(items)

    def source(self, name: str) -> str:
        """The text of a template; raises TemplateNotFound."""
        if self.loader is None:
            raise TemplateNotFound(name)
        return self.loader.get_source(self, name)[0]

    def snippet(self, source: str) -> Template:
        """A text of the configuration as a template, compiled once."""
        return _snippet(self, source)

    def written(self, template: Template, context: Mapping[str, Any]) -> str:
        """What a template prints in a context; raises TemplateError where it is more than its budget has left."""
        pieces = []
        run = cast("Generator[str]", template.generate(context))
        for piece in run:
            try:
                context[BUDGET].write(piece)
            except TemplateError as fault:
                run.throw(fault)  # raised once more where the template stands, so that its line is known
            pieces.append(piece)
        return "".join(pieces)


def _number(value: Any) -> int | Decimal:
    if isinstance(value, Undefined):
        str(value)  # raises, naming what is unknown
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise MisuseError("template.joined")
    return Decimal(str(value)) if isinstance(value, float) else value


@lru_cache(maxsize=16)
def sandbox(folders: tuple[Path, ...], filters: tuple[str, ...]) -> Sandbox:
    """One sandbox for each set of folders: templates are compiled once, and again only when their file has changed."""
    return Sandbox(folders, filters)


@lru_cache(maxsize=1024)
def _snippet(env: Sandbox, source: str) -> Template:
    return env.from_string(source)


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
