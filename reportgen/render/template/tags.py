"""The tags of a Word template (`{{ title }}`, `{%p if office %}`): what they may be, and what they turn into.

docxtpl knows how Word splits a tag over runs; it is used for that alone (`DocxTemplate.patch_xml`). The tags are run by an
environment of our own: sandboxed, immutable, without loader, globals, attributes or calls, over plain strings, and only after
their syntax tree was found to hold nothing but what `_NODES` lists. A printed value becomes a private token; the tokens become
text after the XML has been parsed, so that no value is ever markup, nor a tag again.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jinja2
from docxtpl import DocxTemplate
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.word.packages.xml import Element, XmlError, parse

BODY = "\x00body"  # what `{{ body }}` prints; no field can hold a NUL
LONGEST = 20_000_000  # characters that a part may grow to

_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.If, nodes.For,
)  # fmt: skip
_FILTERS = ("upper", "lower", "trim", "default")
_TESTS = ("defined", "undefined")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LEFT_OVER = re.compile(r"\{\{|\{%|\{#|%\}|#\}|\}\}")
_STATEMENT = re.compile(r"\{%(?:(?:p|tr|r)(?=\s))?\s*(if|elif|else|endif|for|endfor)\b([^{}]*)%\}", re.DOTALL)
_EXPRESSION = re.compile(r"\{\{(?!(?:p|tr|tc|r)\s)(?!-)(.*?)(?<!-)\}\}", re.DOTALL)
_AROUND = {
    "if": "{{% if {} %}}{{% endif %}}",
    "elif": "{{% if true %}}{{% elif {} %}}{{% endif %}}",
    "for": "{{% for {} %}}{{% endfor %}}",
}
_TOKEN = re.compile("\ue000rg([0-9a-f]*)\ue001")
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

    def __init__(self, code: str) -> None:
        """Keeps the code."""
        self.code = code
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
    return value if isinstance(value, jinja2.Undefined) else f"\ue000rg{str(value).encode().hex()}\ue001"


_ENVIRONMENT = _Environment()
_PATCHER = DocxTemplate(None)


def tags_in(string: str) -> list[str]:
    """The tags in the text of one paragraph; raises TagError where one has no end or no beginning, or a token is forged."""
    if has_token(string):
        raise TagError("page.tag-not-allowed")
    if _LEFT_OVER.search(_TAG.sub("", string)):
        raise TagError("page.tag-unclosed")
    return _TAG.findall(string)


def looks_tagged(string: str) -> bool:
    """Whether the text holds anything like a tag."""
    return bool(_LEFT_OVER.search(string)) or has_token(string)


def is_body(tag_text: str) -> bool:
    """Whether this is the tag where the report's blocks go."""
    return bool(_BODY_TAG.fullmatch(tag_text))


def check_tag(tag_text: str) -> set[str]:
    """The names that a tag uses; raises TagError where it is not well-formed or not allowed."""
    source = _alone(tag_text.translate(_QUOTES))
    try:
        tree = _ENVIRONMENT.parse(source)
    except FAULTS as error:
        raise TagError("page.tag-syntax") from error
    return _check_tree(tree)


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
        if not isinstance(node, _NODES):
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
    """A text part of the Word template, ready to be filled in."""

    def __init__(self, source: str) -> None:
        """Compiles the part's XML; raises TagError, or one of FAULTS, where its tags do not fit together."""
        patched = _PATCHER.patch_xml(source)
        _check_tree(_ENVIRONMENT.parse(patched))
        self._template = _ENVIRONMENT.from_string(patched)

    def fill(self, fields: Mapping[str, str]) -> Element:
        """The part's XML with every tag run; printed values are tokens still. Raises TagError, or one of FAULTS."""
        pieces, size = [], 0
        for piece in self._template.generate(fields):
            pieces.append(piece)
            size += len(piece)
            if size > LONGEST:
                raise TagError("page.too-long")
        return parse("".join(pieces).encode())


def has_token(string: str) -> bool:
    """Whether the text holds a private token."""
    return "\ue000rg" in string


def untoken(string: str) -> str:
    """The text with its tokens turned into the values that they stand for."""
    return plain_tokens(string, lambda value: value)


def plain_tokens(string: str, word: Callable[[str], str]) -> str:
    """The text with each token turned into a word for the value that it stands for."""
    return _TOKEN.sub(lambda found: word(bytes.fromhex(found[1]).decode()), string)


def token_of(value: str) -> str:
    """The token that a value is printed as."""
    return str(_as_token(value))
