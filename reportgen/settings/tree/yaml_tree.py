"""One YAML file as a tree whose every key and value knows its line and column.

The tree is built from the parser's events and not from its objects: nothing is resolved, so `010203`, `12:30`, `no` and
`2026-10-12` stay as they are written, anchors and tags are seen before they act, and reading stops at the first value
too many.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import yaml

from reportgen.messages import N_, _, issue, texts
from reportgen.model.sources import Issue, Source
from reportgen.writing import system_reason

GUESSED = N_("please check")
"""The mark, a comment, of a line that was guessed from ledgers: who has looked at the line takes it away."""
_MOST_ROWS = 12
MAX_BYTES = 1 << 20
MAX_DEPTH = 20
MAX_NODES = 20_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# What XML or YAML may not hold, and U+0085, U+2028 and U+2029, which are line breaks to YAML 1.1 alone.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_DIRECTIVE = re.compile("^%", re.MULTILINE)
_FULL_WIDTH_COLON = re.compile(r"[ ]*(- +)*[\w.-]+：")


class Leaf(NamedTuple):
    """A scalar exactly as written; `plain` says that it stands without quotes, `start` where its first character is.

    `start` has no column where the text is not written as it is read (folded lines, escapes).
    """

    text: str
    plain: bool
    source: Source
    start: Source

    @property
    def is_null(self) -> bool:
        """Whether nothing is written here, or `null` or `~` without quotes."""
        return self.plain and self.text in _NULLS


class Items(NamedTuple):
    """A list."""

    items: tuple["Node", ...]
    source: Source


class Removal(NamedTuple):
    """A key that was taken away by `null`; `found` says that there was something to take away."""

    source: Source
    found: bool


class Entry(NamedTuple):
    """The value of a key, and where the key stands."""

    key: Source
    node: "Node"


_NONE: Mapping[str, Removal] = MappingProxyType({})


class Branch(NamedTuple):
    """A mapping in the order in which it was written."""

    entries: Mapping[str, Entry]
    source: Source
    removed: Mapping[str, Removal] = _NONE


Node = Leaf | Items | Branch


class Reading(NamedTuple):
    """What one file gave; `complete` is False where a part of it could not be understood and is not in the tree."""

    tree: Branch
    issues: tuple[Issue, ...] = ()
    complete: bool = True


def read_tree(path: Path, name: str, content: bytes | None = None) -> Reading:
    """Reads a YAML file that issues call `name`, or what it would hold; every fault is an issue, nothing is raised."""
    try:
        text = _read_text(path, name) if content is None else _decoded(content, name)
    except _FileRefusedError as refused:
        return Reading(Branch({}, Source(name, row=1, column=1)), (refused.issue,), False)
    return _faultless(text, name) or _built(text, name)


@lru_cache(maxsize=16)
def _faultless(text: str, name: str) -> Reading | None:
    """What a text without faults gives: the layers that thousands of counties extend are read once.

    None where there are faults, which are not remembered: they are worded in the language of who asks.
    """
    reading = _built(text, name)
    return reading if reading.complete and not reading.issues else None


def _built(text: str, name: str) -> Reading:
    builder = _Builder(text, name)
    tree = builder.build()
    nothing = Branch({}, Source(name, row=1, column=1))
    issues = (*builder.issues, *_guesses(text, name))
    return Reading(tree or nothing, issues, builder.complete and tree is not None)


def _guesses(text: str, name: str) -> Iterator[Issue]:
    """That lines of a file were guessed from ledgers and nobody has taken their mark away yet."""
    marks = [GUESSED, texts("zh")(GUESSED)]
    marked = re.compile(rf"\S\s+#\s*(?:{'|'.join(map(re.escape, marks))})")
    rows = [row for row, line in enumerate(text.splitlines(), start=1) if marked.search(line)]
    if rows:
        shown = _(", ").join(map(str, rows[:_MOST_ROWS])) + (" …" if len(rows) > _MOST_ROWS else "")
        yield issue("settings.guesses", Source(name, row=rows[0]), count=len(rows), rows=shown, mark=_(GUESSED))


class _FileRefusedError(Exception):
    """Reading the file ends here."""

    def __init__(self, found: Issue) -> None:
        self.issue = found
        super().__init__(found.message)


def _read_text(path: Path, name: str) -> str:
    whole = Source(name)
    try:
        if not path.is_file():  # a pipe would be waited for, a device never ends
            raise _FileRefusedError(issue("settings.no-file", whole))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as failure:
        raise _FileRefusedError(issue("settings.unreadable", whole, reason=system_reason(failure))) from None
    if len(data) > MAX_BYTES:
        raise _FileRefusedError(issue("settings.too-large", whole, limit=MAX_BYTES))
    return _decoded(data, name)


def _decoded(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise _FileRefusedError(
            issue("settings.not-utf8", Source(name, row=data.count(b"\n", 0, failure.start) + 1))
        ) from None
    if found := _UNPRINTABLE.search(text):
        raise _FileRefusedError(
            issue("settings.bad-character", _place(text, found.start(), name), number=f"{ord(found[0]):04X}")
        )
    if found := _DIRECTIVE.search(text):
        raise _FileRefusedError(issue("settings.directive", _place(text, found.start(), name)))
    return text


def _place(text: str, index: int, name: str) -> Source:
    """The line and column of a character."""
    return Source(name, row=text.count("\n", 0, index) + 1, column=index - text.rfind("\n", 0, index))


class _Builder:
    """Builds the tree of one text; `issues` and `complete` are filled on the way."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.issues: list[Issue] = []
        self.complete = True
        self._nodes = 0
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)

    def build(self) -> Branch | None:
        """The tree, or None where the text holds no mapping that can be read to its end."""
        try:
            return self._document()
        except _FileRefusedError as refused:
            self.issues.append(refused.issue)
        except yaml.YAMLError as failure:
            self.issues.append(self._syntax(failure))
        return None

    def _document(self) -> Branch | None:
        next(self._events)  # the stream begins
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return Branch({}, Source(self.name, row=1, column=1))
        root = self._node(next(self._events), 1)
        next(self._events)  # the document ends
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._add("settings.several-documents", self._source(after))
            self.complete = False
        return self._checked_root(root)

    def _checked_root(self, root: Node | None) -> Branch | None:
        if isinstance(root, Branch):
            return root
        if isinstance(root, Leaf) and root.is_null:
            return Branch({}, root.source)
        if root is not None:
            self._add(self._missing_colon(root) or "settings.not-mapping", root.source, key=self.name)
        return None

    def _missing_colon(self, root: Node) -> str | None:
        wide = isinstance(root, Leaf) and _FULL_WIDTH_COLON.match(root.text)
        return "settings.full-width-colon" if wide else None

    def _node(self, event: yaml.Event, depth: int) -> Node | None:
        """The value that begins with this event; None where it is an alias."""
        self._count(event, depth)
        source = self._source(event)
        if isinstance(event, yaml.AliasEvent):
            self._drop("settings.anchor", source)
            return None
        self._refuse_marks(event, source)
        if isinstance(event, yaml.ScalarEvent):
            return self._leaf(event, source)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(source, depth)
        return self._branch(source, depth)

    def _count(self, event: yaml.Event, depth: int) -> None:
        self._nodes += 1
        if depth > MAX_DEPTH:
            raise _FileRefusedError(issue("settings.too-deep", self._source(event), limit=MAX_DEPTH))
        if self._nodes > MAX_NODES:
            raise _FileRefusedError(issue("settings.too-many", self._source(event), limit=MAX_NODES))

    def _refuse_marks(self, event: yaml.Event, source: Source) -> None:
        if getattr(event, "anchor", None) is not None:
            self._add("settings.anchor", source)
        if getattr(event, "tag", None) is not None:
            self._add("settings.tag", source)

    def _leaf(self, event: yaml.ScalarEvent, source: Source) -> Leaf:
        found = _UNPRINTABLE.search(event.value)  # an escape such as "\x01"
        if found:
            self._add("settings.bad-character", source, number=f"{ord(found[0]):04X}")
        return Leaf(event.value, not event.style, source, self._start(event))

    def _start(self, event: yaml.ScalarEvent) -> Source:
        begin, end = _position(event.start_mark), _position(event.end_mark)
        around = end[1] - begin[1] - len(event.value)  # two for quotes; more where something is escaped
        if begin[0] != end[0] or around not in (0, 2):
            return Source(self.name, row=begin[0])
        return Source(self.name, row=begin[0], column=begin[1] + around // 2)

    def _items(self, source: Source, depth: int) -> Items:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            node = self._node(event, depth + 1)
            if isinstance(node, Leaf) and node.is_null:
                self._drop("settings.null-item", node.source)
            elif node is not None:
                items.append(node)
        return Items(tuple(items), source)

    def _branch(self, source: Source, depth: int) -> Branch:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            node = self._node(next(self._events), depth + 1)
            if node is not None and (text := self._key(key, self._source(event), entries)) is not None:
                entries[text] = Entry(self._source(event), node)
        return Branch(entries, source)

    def _key(self, key: Node | None, source: Source, entries: Mapping[str, Entry]) -> str | None:
        """The text of a key that may be used, else None."""
        if key is None:
            return None
        if not isinstance(key, Leaf) or key.is_null:
            self._drop("settings.key-not-text", source)
        elif key.plain and key.text == "<<":
            self._drop("settings.merge-key", source)
        elif key.text in entries:
            self._add("settings.duplicate-key", source, key=key.text, line=entries[key.text].key.row)
        else:
            return key.text
        return None

    def _add(self, code: str, source: Source, **values: object) -> None:
        self.issues.append(issue(code, source, **values))

    def _drop(self, code: str, source: Source, **values: object) -> None:
        self._add(code, source, **values)
        self.complete = False

    def _source(self, event: yaml.Event) -> Source:
        row, column = _position(event.start_mark)
        return Source(self.name, row=row, column=column)

    def _syntax(self, failure: yaml.YAMLError) -> Issue:
        """The parser's complaint in our words, where it stumbled or, for what is not closed, where that was opened."""
        if not isinstance(failure, yaml.MarkedYAMLError):
            return issue("settings.syntax", Source(self.name))
        row, column = _position(failure.problem_mark)
        code = self._complaint(row, column, f"{failure.context or ''} {failure.problem or ''}")
        if code == "settings.unclosed" and failure.context_mark is not None:
            row, column = _position(failure.context_mark)
        return issue(code, Source(self.name, row=row, column=column))

    def _complaint(self, row: int, column: int, words: str) -> str:
        lines = ["", *self.text.splitlines(), ""]
        if "\t" in lines[row][:column]:
            return "settings.tab"
        if any(_FULL_WIDTH_COLON.match(line) for line in lines[row - 1 : row + 1]):
            return "settings.full-width-colon"
        if any(sign in words for sign in ("quoted", "flow", "end of stream")):
            return "settings.unclosed"
        return "settings.syntax"


def _position(mark: "yaml.Mark | yaml._yaml.Mark | None") -> tuple[int, int]:
    """Line and column, counted from 1."""
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
