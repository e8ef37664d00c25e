"""The chain of configurations that extend one another, and how it becomes one tree."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.messages import issue
from reportgen.model import Issue
from reportgen.settings import folders
from reportgen.settings.suggestions import did_you_mean, instead, shown
from reportgen.settings.tree.yaml_tree import Branch, Entry, Leaf, Node, Reading, Removal, read_tree

BUILTIN = "reportgen:base"


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
    layers: list[Layer] = []
    issues: list[Issue] = []
    complete = True
    following: tuple[Path, str] | None = (path, str(path))
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
        tree = _merge(tree, layer.tree)
    return tree


def type_changes(layers: Sequence[Layer]) -> Iterator[Issue]:
    """Keys where a layer has a value of another sort than what it extends: a mapping for a text, a text for a list."""
    tree = Branch({}, layers[0].tree.source)
    for layer in layers:
        yield from _changed_types(tree, layer.tree, "")
        tree = _merge(tree, layer.tree)


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
    parent = entries.pop("extends", None)
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
    return text == BUILTIN or not (":" in text or not text.strip() or Path(text).is_absolute())


def _located(layer: Layer, text: str) -> tuple[Path, str]:
    if text == BUILTIN:
        return folders.builtin_folder() / "config" / "base.yaml", BUILTIN
    return layer.path.parent / text, os.path.normpath(layer.path.parent / text)


def _exists(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _missing(written: Leaf, path: Path, name: str) -> Issue:
    beside = {other.name for other in path.parent.glob("*.yaml")} if path.parent.is_dir() else set()
    suggestion = instead(BUILTIN) if path.stem == "base" else did_you_mean(path.name, beside)
    return issue(
        "settings.extends-missing", written.source, name=shown(written.text), looked=name, suggestion=suggestion
    )


def _merge(parent: Branch, child: Branch) -> Branch:
    entries = dict(parent.entries)
    removed = dict(parent.removed)
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
    return _merge(above, child)
