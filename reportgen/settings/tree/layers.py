"""The chain of configurations that extend one another, and how it becomes one tree."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.messages import issue
from reportgen.model.sources import Issue
from reportgen.settings import folders
from reportgen.settings.suggestions import did_you_mean, instead, shown
from reportgen.settings.tree.yaml_tree import Branch, Entry, Leaf, Node, Reading, Removal, read_tree

BUILTIN = "reportgen:base"
EXTENDS = "extends"
KIND_FILE = "kind.yaml"
_KIND = re.compile(r"reportgen:(?P<name>[a-z][a-z_-]*)")
"""What comes with the program: the base, or a kind of report (`templates/bulletin/kind.yaml`)."""


class Layer(NamedTuple):
    """One configuration file; `name` is what issues and origins call it."""

    path: Path
    name: str
    tree: Branch


class Layers(NamedTuple):
    """The layers, base first; `complete` is False where one of them or a part of one could not be read."""

    layers: tuple[Layer, ...]
    issues: tuple[Issue, ...]
    complete: bool


def read_layers(path: Path, content: bytes | None = None) -> Layers:
    """Reads a configuration, or what it would hold, and all that it extends; every fault is an issue."""
    return _read_on((path, str(path)), [], content)


def read_parents(layer: Layer, extends: Entry | None) -> Layers:
    """Reads what a part of a layer `extends`, and all that this extends, without the layer itself; every fault is an issue."""
    first, faults = _parent(layer, extends, [layer])
    found = _read_on(first, [layer])
    return Layers(found.layers[:-1], (*faults, *found.issues), found.complete and not faults)


def _read_on(following: tuple[Path, str] | None, layers: list[Layer], content: bytes | None = None) -> Layers:
    """Reads from one layer, called by its path and name, on to the last; `layers` are those read before."""
    issues: list[Issue] = []
    complete = True
    while following is not None:
        layer, reading, parent = _read_layer(*following, None if layers else content)
        layers.append(layer)
        issues.extend(reading.issues)
        following, faults = _parent(layer, parent, layers)
        issues.extend(faults)
        complete = complete and reading.complete and not faults
    return Layers(tuple(reversed(layers)), tuple(issues), complete)


def merged(layers: Sequence[Layer]) -> Branch:
    """The layers as one tree: mappings merge by key, lists are replaced whole, `null` removes."""
    tree = Branch({}, layers[0].tree.source)
    for layer in layers:
        tree = merge(tree, layer.tree)
    return tree


def type_changes(layers: Sequence[Layer], last: Branch) -> Iterator[Issue]:
    """Keys where a layer, or what comes `last`, has a value of another sort than what it extends: a mapping for a text, a text for a list."""
    tree = Branch({}, layers[0].tree.source)
    for each in (*(layer.tree for layer in layers), last):
        yield from _changed_types(tree, each, "")
        tree = merge(tree, each)


def _changed_types(parent: Branch, child: Branch, above: str) -> Iterator[Issue]:
    for key, entry in child.entries.items():
        before = parent.entries.get(key)
        null = isinstance(entry.node, Leaf) and entry.node.is_null
        if before is None or null:
            continue
        if isinstance(entry.node, Branch) and isinstance(before.node, Branch):
            yield from _changed_types(before.node, entry.node, f"{above}{key}.")
        elif type(entry.node) is not type(before.node):
            where = {"key": f"{above}{key}", "place": before.key}
            yield issue("settings.type-change", entry.key, **where)


def _read_layer(path: Path, name: str, content: bytes | None) -> tuple[Layer, Reading, Entry | None]:
    reading = read_tree(path, name, content)
    entries = dict(reading.tree.entries)
    parent = entries.pop(EXTENDS, None)
    return Layer(path, name, Branch(entries, reading.tree.source)), reading, parent


def _parent(layer: Layer, extends: Entry | None, read: Sequence[Layer]) -> tuple[tuple[Path, str] | None, list[Issue]]:
    """The path and name of the layer that this one extends, or None, and what is wrong with it."""
    if extends is None:
        return None, []
    written = extends.node
    if not isinstance(written, Leaf) or written.is_null or not _is_form(written.text):
        return None, [issue("settings.extends-form", written.source)]
    path, name = _located(layer, written.text)
    if not _exists(path):
        return None, [_missing(written, path, name)]
    if path.resolve() in [other.path.resolve() for other in read]:
        chain = " → ".join([other.name for other in read] + [name])
        return None, [issue("settings.extends-cycle", written.source, chain=chain)]
    return (path, name), []


def _is_form(text: str) -> bool:
    return bool(_KIND.fullmatch(text)) or not (":" in text or not text.strip() or Path(text).is_absolute())


def _located(layer: Layer, text: str) -> tuple[Path, str]:
    if text == BUILTIN:
        return folders.builtin_folder() / "config" / "base.yaml", BUILTIN
    if found := _KIND.fullmatch(text):
        return kind_file(found["name"]), text
    return layer.path.parent / text, os.path.normpath(layer.path.parent / text)


def kind_file(name: str) -> Path:
    """What a kind of report that comes with the program has to say of settings, whether there is such a kind or not."""
    return folders.builtin_folder() / "templates" / name / KIND_FILE


def built_in_kinds() -> tuple[str, ...]:
    """The names of the kinds of report that come with the program."""
    return tuple(sorted(path.parent.name for path in (folders.builtin_folder() / "templates").glob(f"*/{KIND_FILE}")))


def _exists(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _missing(written: Leaf, path: Path, name: str) -> Issue:
    if _KIND.fullmatch(written.text):
        suggestion = did_you_mean(written.text, {BUILTIN, *(f"reportgen:{kind}" for kind in built_in_kinds())})
        looked = str(path)
    else:
        beside = {other.name for other in path.parent.glob("*.yaml")} if path.parent.is_dir() else set()
        suggestion = instead(BUILTIN) if path.stem == "base" else did_you_mean(path.name, beside)
        looked = name
    return issue(
        "settings.extends-missing", written.source, name=shown(written.text), looked=looked, suggestion=suggestion
    )


def merge(parent: Branch, child: Branch) -> Branch:
    """One tree on top of another; what `null` took away in the upper one is taken away below it, too."""
    entries = dict(parent.entries)
    removed = dict(parent.removed)
    for key, removal in child.removed.items():
        found = entries.pop(key, None) is not None or removal.found or (key in removed and removed[key].found)
        removed[key] = Removal(removal.source, found)
    for key, entry in child.entries.items():
        if isinstance(entry.node, Leaf) and entry.node.is_null:
            removed_above = key in removed and removed[key].found
            removed[key] = Removal(entry.key, entries.pop(key, None) is not None or removed_above)
        else:
            removed.pop(key, None)
            entries[key] = Entry(entry.key, _merge_node(entries.get(key), entry.node))
    return Branch(entries, child.source, removed)


def _merge_node(parent: Entry | None, child: Node) -> Node:
    if not isinstance(child, Branch):
        return child
    above = parent.node if parent and isinstance(parent.node, Branch) else Branch({}, child.source)
    return merge(above, child)
