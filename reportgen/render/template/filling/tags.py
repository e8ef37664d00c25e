"""The tags of a Word template (`{{ title }}`, `{%p if office %}`): what they may be, and what they turn into.

How they are written is docxtpl's affair, what they may ask ours. Plain tags ask for a field of the report and are run here, by an
environment of our own: sandboxed, immutable, without loader, globals, attributes or calls, over plain strings, and only after
their syntax tree was found to hold nothing but what `_PLAIN` lists. Full tags ask for figures: what they may be made of is looked at here
(`_FULL`), they are run by the sandbox of narrative templates. A printed value becomes a private token; the tokens become
text after the XML has been parsed, so that no value is ever markup, nor a tag again.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.render.template.filling.tokens import has_token, token_of
from reportgen.word.packages.xml import XmlError

MOST = 2_000_000  # characters that a part may grow to, the XML between its tags not counted
COMMENT, EXPRESSION = "{#", "{{"  # how such tags begin

_PLAIN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.If, nodes.For,
)  # fmt: skip
_FULL = (
    *_PLAIN, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Call, nodes.Keyword, nodes.List, nodes.Tuple, nodes.Neg,
)  # fmt: skip
_FILTERS = ("upper", "lower", "trim", "default")
_TESTS = ("defined", "undefined")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LEFT_OVER = re.compile(r"\{\{|\{%|\{#|%\}|#\}|\}\}")
_STATEMENT = re.compile(r"\{%(?:(?:p|tr|tc|r)(?=\s))?\s*(if|elif|else|endif|for|endfor)\b([^{}]*)(?<!-)%\}", re.DOTALL)
_LEVEL = re.compile(r"\{[%#](p|tr|tc|r)\s")
_EXPRESSION = re.compile(r"\{\{(?!(?:p|tr|tc|r)\s)(?!-)(.*?)(?<!-)\}\}", re.DOTALL)
_AROUND = {
    "if": "{{% if {} %}}{{% endif %}}",
    "elif": "{{% if true %}}{{% elif {} %}}{{% endif %}}",
    "for": "{{% for {} %}}{{% endfor %}}",
}
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_BODY_TAG = re.compile(r"\{\{\s*body\s*\}\}")
FAULTS = (
    jinja2.TemplateError,
    XmlError,
    RecursionError,
    SyntaxError,
    ValueError,
    TypeError,
    ArithmeticError,
    MemoryError,
)


class TagError(ValueError):
    """A tag that may not be; `code` is the issue's."""

    def __init__(self, code: str, place: str = "", tag_text: str = "") -> None:
        """Keeps the code, and where known the place in its part, in words, and the tag as written."""
        self.code, self.place, self.tag_text = code, place, tag_text
        super().__init__(code)


class _Environment(ImmutableSandboxedEnvironment):
    """Knows a few filters, and refuses every attribute and every call."""

    def __init__(self) -> None:
        super().__init__(
            autoescape=True, undefined=jinja2.StrictUndefined, finalize=_as_token, keep_trailing_newline=True
        )
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.tests = {name: self.tests[name] for name in _TESTS}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - the signature is jinja's
        return False

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002 - the signature is jinja's
        return False


def _as_token(value: object) -> object:
    """The private token of a printed value."""
    return value if isinstance(value, jinja2.Undefined) else token_of(str(value))


_ENVIRONMENT = _Environment()


def tags_in(string: str) -> list[str]:
    """The tags in the text of one paragraph; raises TagError where one has no end or no beginning, or a token is forged."""
    if has_token(string):
        raise TagError("page.tag-not-allowed")
    if _LEFT_OVER.search(_TAG.sub("", string)):
        raise TagError("page.tag-unclosed")
    return _TAG.findall(string)


def tags_at(string: str) -> list[tuple[int, int, str]]:
    """The tags in a text with where each begins and ends."""
    return [(found.start(), found.end(), found[0]) for found in _TAG.finditer(string)]


def level_of(tag_text: str) -> str:
    """What a tag takes the place of: `p`, `tr`, `tc`, `r`; "" where it stands within a text."""
    found = _LEVEL.match(tag_text)
    return found[1] if found else ""


def word_of(tag_text: str) -> str:
    """`if`, `for`, `endif` …; "" for a tag that prints something."""
    found = _STATEMENT.fullmatch(tag_text)
    return found[1] if found else ""


def shown(tag_text: str) -> str:
    """A tag for a message: `{%tr for … %}`, `{{ … }}`."""
    word, level = word_of(tag_text), level_of(tag_text)
    return f"{{%{level} {word} … %}}" if word else "{{ … }}"


def source_of(tag_text: str) -> str:
    """A tag as the sandbox takes it: what it asks stands on a line of its own."""
    words = " ".join(tag_text.translate(_QUOTES).split())
    found = _STATEMENT.fullmatch(words)
    return f"{{%\n{found[1]}{found[2]}%}}" if found else f"{{{{\n{words[2:-2].strip()} }}}}"


def looks_tagged(string: str) -> bool:
    """Whether the text holds anything like a tag."""
    return bool(_LEFT_OVER.search(string)) or has_token(string)


def is_body(tag_text: str) -> bool:
    """Whether this is the tag where the report's blocks go."""
    return bool(_BODY_TAG.fullmatch(tag_text))


def check_tag(tag_text: str) -> set[str] | None:
    """The names that a plain tag uses, None for a full tag; raises TagError where it is not well-formed or not allowed."""
    source = _alone(tag_text.translate(_QUOTES))
    try:
        tree = _ENVIRONMENT.parse(source)
    except FAULTS as error:
        raise TagError("page.tag-syntax") from error
    try:
        return _check_tree(tree)
    except TagError:
        _check_full(tree)
        return None


def _check_full(tree: nodes.Template) -> None:
    """Raises TagError where a tree holds what not even full tags may; the sandbox that runs it looks at names and filters."""
    for node in _walk(tree, 0):
        if not isinstance(node, _FULL):
            raise TagError("page.tag-not-allowed")
        called = isinstance(node, nodes.Call) and (
            not isinstance(node.node, nodes.Name) or node.dyn_args is not None or node.dyn_kwargs is not None
        )
        named = getattr(node, "name", None) or getattr(node, "attr", None) or ""
        hidden = isinstance(node, nodes.Name | nodes.Getattr) and str(named).startswith("_")
        if called or hidden or (isinstance(node, nodes.For) and node.recursive):
            raise TagError("page.tag-not-allowed")
        if isinstance(node, nodes.Getitem) and not _is_place(node.arg):
            raise TagError("page.tag-not-allowed")


def _is_place(node: nodes.Expr) -> bool:
    """Whether what stands in brackets is a place or a stretch of a list, or a plain key."""
    if isinstance(node, nodes.Slice):
        return True
    value = node.value if isinstance(node, nodes.Const) else None
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, str) and not value.startswith("_")
    )


def _alone(tag_text: str) -> str:
    """A tag as a template of its own."""
    if tag_text.startswith("{#"):
        return ""
    if tag_text.startswith("{{"):
        if not _EXPRESSION.fullmatch(tag_text):
            raise TagError("page.tag-not-allowed")
        return tag_text
    statement = _STATEMENT.fullmatch(tag_text)
    if not statement:
        raise TagError("page.tag-not-allowed")
    return _AROUND.get(statement[1], "").format(statement[2])


def _check_tree(tree: nodes.Template) -> set[str]:
    """The names that a template uses; raises TagError where its tree holds what is not allowed."""
    for node in _walk(tree, 0):
        if not isinstance(node, _PLAIN):
            raise TagError("page.tag-not-allowed")
        if isinstance(node, nodes.Filter | nodes.Test) and node.name not in (*_FILTERS, *_TESTS):
            raise TagError("page.tag-not-allowed")
        if isinstance(node, nodes.For) and not _plain_loop(node):
            raise TagError("page.tag-not-allowed")
    names = {node.name for node in tree.find_all(nodes.Name)}
    if any(name.startswith("_") for name in names):
        raise TagError("page.tag-not-allowed")
    return names - {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"} - {"loop"}


def _walk(node: nodes.Node, depth: int) -> Iterator[nodes.Node]:
    """The node and all below it; trees too deep to be written by hand are refused."""
    if depth > 50:
        raise TagError("page.tag-not-allowed")
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child, depth + 1)


def _plain_loop(node: nodes.For) -> bool:
    """Whether a loop goes over a name and holds no other loop: it ends after as many turns as the value has characters."""
    return isinstance(node.iter, nodes.Name) and not node.recursive and not any(True for _ in _loops_in(node))


def _loops_in(node: nodes.For) -> Iterator[nodes.For]:
    for child in (*node.body, *node.else_):
        if isinstance(child, nodes.For):
            yield child
        yield from child.find_all(nodes.For)


class Part:
    """A text part of the Word template with plain tags, ready to be filled in."""

    def __init__(self, source: str) -> None:
        """Compiles the part's text for the sandbox; raises TagError, or one of FAULTS, where its tags do not fit together."""
        _check_tree(_ENVIRONMENT.parse(source))
        self._template = _ENVIRONMENT.from_string(source)

    def fill(self, fields: Mapping[str, str]) -> str:
        """The text with every tag run; printed values are tokens still. Raises TagError, or one of FAULTS."""
        pieces, size = [], 0
        for piece in self._template.generate(fields):
            pieces.append(piece)
            size += len(piece)
            if size > MOST:
                raise TagError("page.too-long")
        return "".join(pieces)
