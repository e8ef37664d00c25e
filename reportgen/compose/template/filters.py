"""The filters of the sandbox: each is paid for, and what goes wrong in one is said in words of the template's author."""

from collections.abc import Callable, Iterable, Mapping

from jinja2 import pass_context
from jinja2.runtime import Context

from reportgen.compose.template.source.checks import BUDGET, FILTERS
from reportgen.compose.template.source.faults import guarded
from reportgen.compose.template.source.reading import LINE
from reportgen.compose.template.tokens import Captured, Said

CHOOSING = ("selectattr", "rejectattr")
"""Filters of Jinja2 that are kept."""


def by_name(name: str) -> Callable[..., object]:
    """A filter of ours, looked up in the context of each rendering."""

    @pass_context
    def look_up(context: Context, *args: object) -> object:
        context[BUDGET].call(args)
        return guarded("template.filter-misused", name, context[FILTERS][name], args)

    return look_up


PLAIN: Mapping[str, Callable[..., object]] = {
    "first": lambda items: items[0],
    "last": lambda items: items[-1],
    "length": lambda items: Said(len(items)),
    "list": tuple,
    "reverse": lambda items: tuple(reversed(items)),
    LINE: lambda said: Captured(f"{said}\n") if said else said,
}
"""Filters of Jinja2 that have no need of it."""


def plain(name: str) -> Callable[..., object]:
    """A filter of PLAIN."""

    @pass_context
    def look_up(context: Context, *args: object) -> object:
        context[BUDGET].call(args)
        return guarded("template.filter-misused", name, PLAIN[name], args)

    return look_up


def choosing(name: str, work: Callable[..., Iterable[object]]) -> Callable[..., object]:
    """A filter of Jinja2 that looks members up, and gives them all at once, so that what goes wrong does so in its place."""

    @pass_context
    def look_up(context: Context, *args: object) -> object:
        context[BUDGET].call(args)
        return guarded("template.filter-misused", name, lambda *given: tuple(work(context, *given)), args)

    return look_up
