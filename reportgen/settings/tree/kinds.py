"""The kinds of report of one configuration: `reports:` maps the name of each to what it overrides, a layer on top of all others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reportgen.messages import issue
from reportgen.model.sources import Issue, Source
from reportgen.settings.tree.layers import EXTENDS, Layer, merge, read_parents
from reportgen.settings.tree.yaml_tree import Branch, Entry

REPORTS = "reports"


class Kind(NamedTuple):
    """One kind: its name, its own keys, and the layers that it extends, base first; `complete` as of `Layers`."""

    name: str
    own: Branch
    layers: tuple[Layer, ...] = ()
    issues: tuple[Issue, ...] = ()
    complete: bool = True

    @classmethod
    def none(cls, issues: tuple[Issue, ...] = ()) -> "Kind":
        """What a report is that overrides nothing; `issues` are those of `reports` itself."""
        return cls("", Branch({}, Source("")), issues=issues)


def parted(tree: Branch) -> tuple[Branch, Mapping[str, Entry], tuple[Issue, ...]]:
    """A merged tree without its kinds; the kinds by name, and what is wrong with the form of `reports`."""
    entries = dict(tree.entries)
    reports = entries.pop(REPORTS, None)
    rest = Branch(entries, tree.source, {key: one for key, one in tree.removed.items() if key != REPORTS})
    if reports is None:
        return rest, {}, ()
    if not isinstance(reports.node, Branch):
        return rest, {}, (issue("settings.not-mapping", reports.key, key=REPORTS),)
    return rest, reports.node.entries, ()


def kind_of(name: str, entry: Entry, layers: Sequence[Layer]) -> Kind:
    """A kind with all that it extends; `layers` are those of the configuration."""
    if not isinstance(entry.node, Branch):
        fault = issue("settings.not-mapping", entry.key, key=f"{REPORTS}.{name}")
        return Kind(name, Branch({}, entry.key), (), (fault,), complete=False)
    entries = dict(entry.node.entries)
    extends = entries.pop(EXTENDS, None)
    faults = list(_nested(name, entries))
    entries.pop(REPORTS, None)
    own = Branch(entries, entry.node.source, entry.node.removed)
    file = extends.key.file if extends else entry.key.file
    parents = read_parents(next(layer for layer in layers if layer.name == file), extends)
    for layer in parents.layers:
        faults += _nested(name, layer.tree.entries)
    return Kind(name, own, parents.layers, (*parents.issues, *faults), parents.complete)


def on_top(tree: Branch, kind: Kind) -> Branch:
    """The tree of a configuration with what a kind overrides."""
    for layer in kind.layers:
        tree = merge(tree, layer.tree)
    return merge(tree, kind.own)


def _nested(name: str, entries: Mapping[str, Entry]) -> Iterator[Issue]:
    if REPORTS in entries:
        yield issue("settings.nested-reports", entries[REPORTS].key, kind=name)
