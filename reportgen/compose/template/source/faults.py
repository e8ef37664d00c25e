"""What went wrong in a template, in words of its author: never in those of Python or Jinja2."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from reportgen.compose.template.source.reading import UnreadableError
from reportgen.messages import N_, TemplateError, _, issue
from reportgen.model.reports.figures import Comparison, Figure
from reportgen.model.sources import Issue, Source
from reportgen.settings.suggestions import did_you_mean, shown


class UnknownNameError(UndefinedError):
    """A template used a `name` that does not exist; `near` is the nearest that does, "" if none is near."""

    def __init__(self, name: str, near: str) -> None:
        """Both are names as written in templates."""
        super().__init__(name)
        self.name, self.near = name, near


class MisuseError(Exception):
    """Something used for what it is not there for; `code` is the issue's, `values` its."""

    def __init__(self, code: str, **values: object) -> None:
        """Keeps them."""
        super().__init__(code)
        self.code, self.values = code, values


_OUR_OWN = (TemplateError, UndefinedError, MisuseError)
_KINDS: tuple[tuple[Callable[[Any], bool], str], ...] = (
    (lambda value: value is None, N_("nothing")),
    (lambda value: isinstance(value, Figure), N_("a figure")),
    (lambda value: isinstance(value, Comparison), N_("a comparison")),
    (lambda value: isinstance(value, bool), N_("yes or no")),
    (lambda value: isinstance(value, int | float | Decimal), N_("a number")),
    (lambda value: isinstance(value, str), N_("a text")),
    (lambda value: isinstance(value, tuple | list), N_("a list")),
    (lambda value: isinstance(value, Mapping) or is_dataclass(value), N_("something with several parts")),
    (lambda _value: True, N_("something else")),
)


def kind_of(value: object) -> str:
    """What a value is, in words."""
    return _(next(word for is_it, word in _KINDS if is_it(value)))


_TOO_MUCH = (RecursionError, MemoryError, OverflowError)


def guarded(code: str, name: str, work: Callable[..., object], arguments: tuple[object, ...]) -> object:
    """What a filter or function gives; whatever goes wrong in it is a MisuseError that says what it was given."""
    try:
        return work(*arguments)
    except _OUR_OWN:
        raise
    except _TOO_MUCH:  # wherever it is that there is no more room
        raise
    except Exception as fault:
        raise MisuseError(code, name=name, given=_(", ").join(map(kind_of, arguments)) or kind_of(None)) from fault


def unknown_name(source: Source, name: str, near: str) -> Issue:
    """The issue of a misspelt name, with the nearest that exists."""
    code = "template.unknown-name-near" if near else "template.unknown-name"
    return issue(code, source, name=name, near=near)


class _Said(NamedTuple):
    """What Jinja2 says of a source that it cannot read, and what we do; `example` is a source of which it says so."""

    pattern: str
    words: str
    example: str


SYNTAX: tuple[_Said, ...] = (
    _Said(r"Encountered unknown tag '(?P<tag>\w+)'\.", N_("there is no tag `{tag}`"), "{% iff total %}{% endif %}"),
    _Said(r"Unexpected end of template", N_("something is opened and never closed"), "{% if total %}x"),
    _Said(r"unexpected end of template", N_("something is opened and never closed"), "{{ total"),
    _Said(r"unexpected char (?P<tag>.+) at \d+", N_("the sign {tag} cannot stand here"), "{{ total § }}"),
    _Said(r"unexpected '(?P<tag>[^']+)'(?:, expected '(?P<want>[^']+)')?", N_("the sign `{tag}` cannot stand here"), "{{ (total] }}"),
    _Said(r"Missing end of comment tag", N_("a remark {{#  #}} is never closed"), "{# x"),
    _Said(r"block '(?P<tag>[^']+)' defined twice", N_("the block `{tag}` stands there twice"), "{% block a %}{% endblock %}{% block a %}{% endblock %}"),
    _Said(r"expected token '[^']*', got '(?P<tag>[^']+)'", N_("`{tag}` cannot stand here"), "{{ total total }}"),
    _Said(r"No (?:filter|test) named '(?P<tag>[^']+)'", N_("there is nothing called `{tag}`"), "{{ total is ready }}"),
    _Said(r"Expected an expression, got 'end of (?:print|statement) .*'", N_("the braces hold nothing"), "{{ }}"),
)  # fmt: skip
_TAGS = ("if", "elif", "else", "endif", "for", "endfor", "set", "block", "endblock", "extends")


def syntax_issue(fault: TemplateSyntaxError, name: str) -> Issue:
    """The issue of a source that cannot be read."""
    source = Source(fault.name or name, None, fault.lineno)
    if isinstance(fault, UnreadableError):
        return issue(fault.code, source, most=fault.most)
    for one in SYNTAX:
        found = re.match(one.pattern, fault.message or "")
        if found:
            tag = shown(found.groupdict().get("tag", ""))
            suggestion = did_you_mean(tag, _TAGS) if "unknown tag" in one.pattern else ""
            return issue("template.syntax", source, what=_(one.words).format(tag=tag), suggestion=suggestion)
    return issue("template.syntax", source, what=_(N_("this line")), suggestion="")


_STOPPED: tuple[tuple[type[Exception], str, str], ...] = (
    (UnicodeDecodeError, "", "template.not-utf8"),
    (TypeError, "not supported between", "template.cannot-compare"),
    (TypeError, "not iterable", "template.no-list"),
    (TypeError, "has no len", "template.no-list"),
)
"""Errors that are raised in a template's own lines: their kind, a part of their words, and the issue."""


def translate(fault: Exception, source: Source, folders: Collection[Path] = ()) -> TemplateError:
    """What went wrong while a template ran, as a refused action that points at the template's line.

    `source` is used where the fault itself names no line of a template file in `folders`.
    """
    place = _line(fault, folders) or source
    if isinstance(fault, TemplateError):
        return TemplateError([_placed(one, place) for one in fault.issues])
    return TemplateError([_issue(fault, place, source)])


def _issue(fault: Exception, place: Source, source: Source) -> Issue:
    if isinstance(fault, TemplateSyntaxError):
        return syntax_issue(fault, source.file)
    if isinstance(fault, TemplateNotFound):
        return issue("template.not-found", place, name=fault.name or "")
    if isinstance(fault, UnknownNameError):
        return unknown_name(place, fault.name, fault.near)
    if isinstance(fault, MisuseError):
        return issue(fault.code, place, **fault.values)
    if isinstance(fault, _TOO_MUCH):
        return issue("template.too-large", place)
    code = next((code for kind, part, code in _STOPPED if isinstance(fault, kind) and part in str(fault)), "")
    return issue(code or "template.cannot-do", place)


def _placed(one: Issue, place: Source) -> Issue:
    return one if one.source else replace(one, source=place)


def _line(fault: Exception, folders: Iterable[Path]) -> Source | None:
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
