"""What a configuration would have to say, as YAML to paste: issues ask for words in lists, these are the lists with the words.

A list replaces that of the configurations below, so what stands in it already is written out with what is added.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from reportgen.model.sources import Addition
from reportgen.settings.models import Settings
from reportgen.settings.tree.layers import BUILTIN, read_layers
from reportgen.settings.tree.yaml_tree import Branch, Items, Node

NO_CODE = "000000"
"""Stands for the administrative code of a county until it is filled in."""


class _Plain(str):
    """A text that was written without quotes."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes what `_Plain` marks as it was written."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Anchors are not used in configurations."""
        return True


def _as_written(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    tag = dumper.resolve(yaml.ScalarNode, str(text), (True, False))  # type: ignore[no-untyped-call] # the stubs lack it
    return dumper.represent_scalar(tag, str(text))


_Dumper.add_representer(_Plain, _as_written)


def line_of(additions: Iterable[Addition], settings: Settings) -> str:
    """The additions on one line: `ledger: {vocabulary: {unit: {县医院: [人民医院]}}}`; "" where there are none."""
    tree = _tree({}, additions, settings)
    found = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=True, width=1 << 30)
    return str(found).strip().removeprefix("{").removesuffix("}") if tree else ""


def lines_of(additions: Iterable[Addition], settings: Settings, written: Branch | None = None) -> str:
    """The additions as lines; with `written`, the tree of a configuration's own file, its sections that are added to are whole."""
    additions = tuple(additions)
    own = plain_tree(written) if written else {}
    touched = {one.keys[0] for one in additions}
    tree = _tree({key: value for key, value in own.items() if key in touched}, additions, settings)
    return _dumped(tree)


def pasted(additions: Iterable[Addition], settings: Settings, path: Path) -> str:
    """The lines that go into the configuration at `path`: sections that it has already are written out whole, with what is added."""
    return lines_of(additions, settings, read_layers(path).layers[-1].tree)


def extending(additions: Iterable[Addition], settings: Settings, parent: str) -> str:
    """A configuration of the additions alone that extends the one of this path."""
    return _dumped(_tree({"extends": parent}, additions, settings)) + "\n"


def beginning(
    files: Sequence[str],
    county: str,
    office: str,
    additions: Iterable[Addition],
    settings: Settings,
    *,
    code: str = NO_CODE,
    extends: str = BUILTIN,
    page: str = "",
) -> str:
    """A county's first configuration: `county`, `office` and `code` stand for what a person has to fill in where he has not said it."""
    begun: dict[str, Any] = {
        "extends": extends,
        "county": {"name": county, "code": code},
        "office": {"name": office},
        "ledger": {"files": list(files)},
    }
    if page:
        begun["template"] = {"page": page}
    return _dumped(_tree(begun, additions, settings)) + "\n"


def marked(plain: str, whole: str, mark: str) -> tuple[list[str], int]:
    """The lines of a configuration, those that another has not and that say something with a comment behind them; and how many such there are."""
    known, lines, count = {*plain.splitlines()}, list[str](), 0
    for line in whole.splitlines():
        said = line not in known and not line.rstrip().endswith(":")
        count += said
        lines.append(f"{line}  # {mark}" if said else line)
    return lines, count


def plain_tree(node: Node) -> Any:
    """A tree as plain values that are written again as they were: what had no quotes gets none."""
    if isinstance(node, Branch):
        return {key: plain_tree(entry.node) for key, entry in node.entries.items()}
    if isinstance(node, Items):
        return [plain_tree(item) for item in node.items]
    return _Plain(node.text) if node.plain else node.text


def _dumped(tree: Mapping[str, Any]) -> str:
    if not tree:
        return ""
    return str(
        yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1 << 30)
    ).rstrip()


def _tree(begun: dict[str, Any], additions: Iterable[Addition], settings: Settings) -> dict[str, Any]:
    for one in additions:
        branch = begun
        for key in one.keys[:-1]:
            if not isinstance(branch.get(key), dict):
                branch[key] = {}
            branch = branch[key]
        last = one.keys[-1]
        if one.text or one.removed:
            branch[last] = one.text or None
            continue
        before = branch[last] if last in branch else _words_at(settings, one.keys)
        branch[last] = list(dict.fromkeys([*before, *one.words]))
    return begun


def _words_at(settings: Settings, keys: Sequence[str]) -> Sequence[str]:
    """The list that the settings have at these keys."""
    found: object = settings
    for key in keys:
        if isinstance(found, BaseModel):
            found = getattr(found, key, None)
        elif isinstance(found, Mapping):
            found = found.get(key)
    return found if isinstance(found, list) else []
