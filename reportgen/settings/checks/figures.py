"""Whether declared figures make sense: each is of one kind, asks for what there is, and is parted by what the total is parted by."""

from collections.abc import Collection, Iterator, Mapping

from reportgen.messages import issue
from reportgen.model.sources import Issue
from reportgen.settings.models.figures.dimensions import (
    DIMENSIONS,
    GROUPINGS,
    KNOWN,
    MONTH,
    RESERVED,
    TOTAL,
    canonical,
    is_grouping,
    parts_of,
)
from reportgen.settings.suggestions import did_you_mean, listed, shown
from reportgen.settings.tree.places import entries_at, leaves_at
from reportgen.settings.tree.yaml_tree import Branch, Entry, Leaf

_KINDS = ("count", "rate", "median")
_ONLY_BY = ("label", *_KINDS, "of", "without", "compare")
_ALWAYS = "category"  # what the total is parted by without being told


def figures(tree: Branch) -> Iterator[Issue]:
    """Everything that is wrong with the figures declared, at its place."""
    declared = entries_at(tree, "figures")
    categories = entries_at(tree, "taxonomy", "categories")
    own = entries_at(tree, "ledger", "fields")
    total = declared.get(TOTAL)
    parted = {canonical(leaf.text) for leaf in leaves_at(total.node, "by")} if total else set()
    for code, entry in declared.items():
        if not isinstance(entry.node, Branch):
            continue
        yield from _of_total(entry) if code == TOTAL else _declaration(code, entry, categories)
        yield from _filters(code, entry.node, {**dict.fromkeys(own, ()), **DIMENSIONS, "category": tuple(categories)})
        yield from _parts(code, entry.node, parted | {_ALWAYS}, frozenset(own))


def _of_total(entry: Entry) -> Iterator[Issue]:
    for key in _ONLY_BY:
        found = entries_at(entry.node).get(key)
        if found is not None:
            yield issue("settings.figure-total", found.key, key=key)


def _declaration(code: str, entry: Entry, categories: Collection[str]) -> Iterator[Issue]:
    keys = entries_at(entry.node)
    if code in categories or (code in RESERVED and "rate" not in keys):  # the id of a rate begins with `rate`
        yield issue("settings.figure-reserved", entry.key, found=code)
    kinds = [kind for kind in _KINDS if kind in keys] or ["count"] * ("without" in keys)
    if len(kinds) != 1:
        yield issue("settings.figure-kind", entry.key, found=code, kinds=listed(kinds or _KINDS))
    if "label" not in keys:
        yield issue("settings.figure-label", entry.key, found=code)


def _filters(code: str, figure: Branch, dimensions: Mapping[str, tuple[str, ...]]) -> Iterator[Issue]:
    for key in ("count", "rate", "of", "without"):
        for dimension, entry in entries_at(figure, key).items():
            leaves = leaves_at(entry.node)
            if dimension not in dimensions:
                values = {"found": shown(dimension), "suggestion": did_you_mean(dimension, dimensions)}
                yield issue("settings.figure-dimension", entry.key, **values, allowed=listed(dimensions))
                continue
            yield from _members(leaves, dimensions[dimension])
            yield from _outside(code, key, dimension, leaves, figure)


def _members(leaves: Collection[Leaf], known: Collection[str]) -> Iterator[Issue]:
    for leaf in leaves:
        if known and leaf.text not in (*known, KNOWN, ""):
            values = {"found": shown(leaf.text), "suggestion": did_you_mean(leaf.text, known)}
            yield issue("settings.figure-member", leaf.source, **values, allowed=listed((*known, KNOWN)))


def _outside(code: str, key: str, dimension: str, leaves: Collection[Leaf], figure: Branch) -> Iterator[Issue]:
    """What counts for a rate or share and is not of its base: it could pass 100 %."""
    base = entries_at(figure, "of").get(dimension)
    if key in ("of", "without") or base is None:
        return
    of = {leaf.text for leaf in leaves_at(base.node)}
    for leaf in leaves:
        if KNOWN not in of and leaf.text not in of:
            yield issue(
                "settings.figure-outside", leaf.source, found=shown(leaf.text), key=f"figures.{code}.of.{dimension}"
            )


def _parts(code: str, figure: Branch, parted: Collection[str], own: frozenset[str]) -> Iterator[Issue]:
    for leaf in leaves_at(figure, "by"):
        if not _is_known(leaf.text, code, own):
            known = (*GROUPINGS, *own, MONTH)
            values = {"found": shown(leaf.text), "suggestion": did_you_mean(leaf.text, known)}
            yield issue("settings.figure-by", leaf.source, **values, allowed=listed(known))
        elif code != TOTAL and canonical(leaf.text) not in parted:
            yield issue("settings.figure-by-total", leaf.source, found=shown(leaf.text))


def _is_known(by: str, code: str, own: frozenset[str]) -> bool:
    return is_grouping(by, own) or (code == TOTAL and parts_of(by) == ("category", "aspect"))
