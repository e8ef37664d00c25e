"""The only place where narrative templates run: names, filters and records of ours, and nothing else.

A template can be edited by anybody, so it is treated as hostile: an allow-list of syntax, of filters and of attributes (`checks`);
no globals, no method calls, no import, no arithmetic but to compare; every loop, filter and text is paid for (`budget`).
"""

import difflib
from collections.abc import Generator, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path
from types import CodeType
from typing import Any, cast

from jinja2 import Environment, StrictUndefined, Template, TemplateNotFound, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from reportgen.compose.template.engine.compiling import Codes, Compiler, Loader
from reportgen.compose.template.engine.phrases import Phrases
from reportgen.compose.template.filters import CHOOSING, PLAIN, by_name, choosing, plain
from reportgen.compose.template.source.chain import Chain, read_chain
from reportgen.compose.template.source.checks import BUDGET, FUNCTIONS, ORDER, PICTURE, TOKENS
from reportgen.compose.template.source.faults import MisuseError, UnknownNameError, guarded, kind_of, translate
from reportgen.compose.template.source.own import named
from reportgen.compose.template.source.reading import of_grammar, parsed
from reportgen.compose.template.tokens import Said, captured
from reportgen.messages import TemplateError, _, issue
from reportgen.model.sources import Source
from reportgen.settings import Loaded
from reportgen.settings.folders import find_below

_TESTS = {"defined", "none", "eq", "ne", "lt", "le", "gt", "ge", "in", "odd", "even"}
_LOOP = {"first", "last", "index", "index0", "length", "revindex"}


class _Unknown(StrictUndefined):
    """A name that does not exist: any use of it is an UnknownNameError."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:  # noqa: ARG002 - Jinja2 gives it
        near = difflib.get_close_matches(str(name), sorted(_members(obj)), n=1)
        fault: Exception = UnknownNameError(str(name), near[0] if near else "")
        if obj is None:
            fault = MisuseError("template.nothing-there", name=name)
        super().__init__(hint, obj, name, lambda _hint: fault)  # type: ignore[arg-type] # Jinja2 only calls it


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2 with everything closed that narrative text does not need."""

    code_generator_class = Compiler
    intercepted_binops = frozenset(("+", "-"))
    intercepted_unops = frozenset("-")

    def __init__(self, folders: tuple[Path, ...], filters: tuple[str, ...]) -> None:
        """`folders` are searched for templates in order; `filters` are looked up in the context of each rendering."""
        self.folders = folders
        self.grammar: Sandbox = sandbox((), filters) if folders else self
        super().__init__(
            loader=Loader(folders),
            undefined=_Unknown,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            keep_trailing_newline=True,  # what is included ends where its last line does
            bytecode_cache=_codes(filters),
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
        """Calls one of the functions in the context, or gives the parent's text of a block; never a method; values by name are the function's to judge."""
        if type(__obj) is BlockReference and not args:
            __context[BUDGET].call(args)
            return captured(__obj._stack[__obj._depth](__obj._context), __context[BUDGET])
        if isinstance(__obj, Phrases):
            __context[BUDGET].call(args)
            return __obj.said(__context, *args)
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

    def included(self, context: Context, name: str, local: Mapping[str, Any]) -> Iterator[str]:
        """What another file prints here; its blocks are those of the report, `local` are the names of loops around it."""
        template = self.get_template(name)
        context[BUDGET].call(())
        for block, print_it in template.blocks.items():
            known = context.blocks.setdefault(block, [])
            if print_it not in known:
                known.append(print_it)
        inner = template.new_context(context.get_all(), True, {**local, ORDER: None})
        inner.blocks = context.blocks
        yield from template.root_render_func(inner)

    def sections(self, context: Context, block: str) -> Iterator[str]:
        """What is printed at the place of an outer block: itself, or the sections that the report has there."""
        placed: Mapping[str, Sequence[tuple[str, str]]] | None = context.get(ORDER)
        if placed is None or placed[block] == ((block, ""),):
            yield from context.blocks[block][0](context)
            return
        for name, file in placed[block]:
            if file:
                said = captured(self.included(context, file, {}), context[BUDGET])
                yield "\n\n" + named(said, name, partial(self._shown, context, file))
            else:
                yield from context.blocks[name][0](context)
            yield "\n\n"

    def _shown(self, context: Context, file: str, name: str, words: str, alone: bool, line: str) -> str:
        """What stands for a picture of an own section, if it is `alone` on its `line`, where a fault is told."""
        try:
            if not alone:
                raise TemplateError([issue("template.block-inside")])
            if not words.strip():
                raise TemplateError([issue("template.picture-without-words")])
            return str(context[TOKENS].keep(context[PICTURE](context[TOKENS].pattern.sub("…", name))))
        except TemplateError as fault:
            lines = self.read(file, Source(file)).split("\n")
            sought = (
                line.strip(),
                f"![{words}]({name})",
                f"({name})",
            )  # a line that prints values is not there as it is
            found = (at for one in sought for at, written in enumerate(lines, start=1) if one in written)
            raise TemplateError(
                [replace(one, source=Source(file, None, next(found, None))) for one in fault.issues]
            ) from None

    def read(self, name: str, place: Source) -> str:
        """The text of a template, which `place` names; raises TemplateError where it is not there, or leads out of its folder."""
        try:
            if self.loader is None:
                raise TemplateNotFound(name)
            text = self.loader.get_source(self, name)[0]
        except TemplateNotFound as fault:
            raise translate(fault, place) from fault
        except Exception as fault:
            raise translate(fault, Source(name)) from fault
        find_below(name, self.folders, place)
        return text

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


def chain_of(env: Sandbox, name: str, loaded: Loaded, choices: Mapping[str, tuple[str, ...]]) -> Chain:
    """The templates of a report, its sections as the configuration has them; `choices` as in `read_chain`. Raises TemplateError."""
    asked = loaded.settings.report.sections
    where = loaded.origins.get("report.sections", Source(str(loaded.path)))
    places = [loaded.origins.get(f"report.sections[{number}]", where) for number in range(1, len(asked) + 1)]
    return read_chain(env, name, list(zip(asked, places, strict=True)), env.read, env.folders, choices)


@lru_cache(maxsize=16)
def _codes(_filters: tuple[str, ...]) -> Codes:
    """What is compiled with the same filters, wherever it was found."""
    return Codes()


@lru_cache(maxsize=1024)
def _snippet(env: Sandbox, source: str) -> Template:
    return env.template_class.from_code(env, _code(env, source), env.make_globals(None))


@of_grammar(1024)
def _code(env: Environment, source: str) -> CodeType:
    return env.compile(source)


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
