"""Finds values in a merged tree, and where they stand."""

from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.sources import Source
from reportgen.settings.tree.yaml_tree import Branch, Entry, Items, Leaf, Node, Removal

ITEMS = ("report.sections",)
"""Lists whose texts are names of something, each with a place of its own."""


def value_source(tree: Branch, keys: Sequence[str | int]) -> Source:
    """Where the value at these keys stands, or the nearest thing above it that is there."""
    place = tree.source
    node: Node | None = tree
    for key in keys:
        node = _below(node, key)
        if node is None:
            break
        place = node.source
    return place


def key_source(tree: Branch, keys: Sequence[str | int]) -> Source:
    """Where the last of these keys is written or was removed, or the item of a list; where it is neither, the key above it."""
    if not keys:
        return tree.source
    above, key = node_at(tree, keys[:-1]), keys[-1]
    if isinstance(above, Branch):
        if key in above.entries:
            return above.entries[str(key)].key
        if key in above.removed:
            return above.removed[str(key)].source
    if isinstance(above, Items) and isinstance(key, int) and key < len(above.items):
        return above.items[key].source
    return key_source(tree, keys[:-1])


def node_at(tree: Branch, keys: Sequence[str | int]) -> Node | None:
    """The value at these keys, or None."""
    node: Node | None = tree
    for key in keys:
        node = _below(node, key)
    return node


def leaf_at(tree: Branch, *keys: str) -> Leaf | None:
    """The text at these keys, or None."""
    node = node_at(tree, keys)
    return node if isinstance(node, Leaf) else None


def entries_at(tree: Node | None, *keys: str) -> Mapping[str, Entry]:
    """The keys and values of the mapping at these keys; empty where there is none."""
    node = node_at(tree, keys) if isinstance(tree, Branch) else None
    return node.entries if isinstance(node, Branch) else {}


def removed_at(tree: Node | None, *keys: str) -> Mapping[str, Removal]:
    """The keys that `null` took away from the mapping at these keys, if it had them."""
    node = node_at(tree, keys) if isinstance(tree, Branch) else None
    return {key: one for key, one in node.removed.items() if one.found} if isinstance(node, Branch) else {}


def leaves_at(tree: Node | None, *keys: str) -> tuple[Leaf, ...]:
    """The texts of the list at these keys; empty where there is none."""
    node: Node | None = tree
    for key in keys:
        node = _below(node, key)
    return tuple(item for item in node.items if isinstance(item, Leaf)) if isinstance(node, Items) else ()


def origins(tree: Branch, above: str = "") -> Iterator[tuple[str, Source]]:
    """Each dotted key that holds a text or a list, and where that key is written; of items with keys these too, counted from 1, and each text of the lists of `ITEMS`."""
    for key, entry in tree.entries.items():
        if isinstance(entry.node, Branch) and entry.node.entries:
            yield from origins(entry.node, f"{above}{key}.")
            continue
        yield f"{above}{key}", entry.key
        if isinstance(entry.node, Items):
            for number, item in enumerate(entry.node.items, start=1):
                if isinstance(item, Branch):
                    yield from origins(item, f"{above}{key}[{number}].")
                elif f"{above}{key}" in ITEMS:
                    yield f"{above}{key}[{number}]", item.source


def _below(node: Node | None, key: str | int) -> Node | None:
    if isinstance(node, Branch) and key in node.entries:
        return node.entries[str(key)].node
    if isinstance(node, Items) and isinstance(key, int) and key < len(node.items):
        return node.items[key]
    return None
