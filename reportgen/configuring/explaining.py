"""Where each value of a configuration comes from: the file and line that set it, and what that overrode."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel

from reportgen.messages import SettingsError, issue
from reportgen.model.sources import Source
from reportgen.settings import Loaded, load_reports, load_settings, trees_of
from reportgen.settings.suggestions import did_you_mean
from reportgen.settings.tree.places import node_at
from reportgen.settings.tree.yaml_tree import Branch, Items, Leaf, Node

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A value as one file of the chain has it; `value` is None where the key is removed there (`null`)."""

    value: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Explained:
    """One value of a configuration.

    `key` is dotted (`report.decimals`), `value` its text as YAML would have it in one line, None where the configuration
    removes what it extends. `source` is the file and line that decides it, None where no file does and the program's own
    value holds. `overrode` is what the files that it extends say, nearest first.
    """

    key: str
    value: str | None
    source: Source | None
    overrode: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A key that two configurations answer in two ways; a side is None where it has no such key."""

    key: str
    one: Explained | None
    other: Explained | None


def loaded_as(path: Path, kind: str = "") -> Loaded:
    """A configuration, or one of its kinds of report. Raises SettingsError where it is faulty, or has no such kind."""
    return load_reports(path).chosen(kind).first if kind else load_settings(path)


def explain(path: Path, asked: Sequence[str] = (), kind: str = "") -> tuple[Explained, ...]:
    """Every value of a configuration, or those at and below the dotted keys that are `asked` for, in the order of the sections.

    Of a `kind` of report its values: what it says stands on top. Raises SettingsError where the configuration is faulty, or a key
    or kind is asked for that it does not have.
    """
    settings = loaded_as(path, kind).settings
    trees = trees_of(path, kind)
    values = dict(_flat(settings))
    values |= {keys: None for keys in _removed(trees) if keys not in values}
    found = tuple(_explained(keys, value, trees) for keys, value in values.items())
    return found if not asked else _chosen(found, asked, path)


def differences(one: Path, other: Path, asked: Sequence[str] = (), kind: str = "") -> tuple[Difference, ...]:
    """The keys that two configurations, or their reports of a kind, answer in two ways. Raises SettingsError where one of them is faulty."""
    here, there = ({each.key: each for each in explain(path, kind=kind)} for path in (one, other))
    keys = [*here, *(key for key in there if key not in here)]
    differing = [key for key in keys if _value(here.get(key)) != _value(there.get(key))]
    wanted = [key for key in differing if not asked or any(_below(key, each) for each in asked)]
    return tuple(Difference(key, here.get(key), there.get(key)) for key in wanted)


def _value(one: Explained | None) -> str | None:
    return one.value if one else None


def _chosen(found: Sequence[Explained], asked: Sequence[str], path: Path) -> tuple[Explained, ...]:
    """What is at or below the keys. Raises SettingsError that names what is like a key that is not there."""
    missing = [key for key in asked if not any(_below(one.key, key) for one in found)]
    if missing:
        known = {one.key for one in found} | {one.key.rpartition(".")[0] for one in found} - {""}
        raise SettingsError(
            [
                issue("settings.no-such-key", Source(str(path)), key=key, suggestion=did_you_mean(key, sorted(known)))
                for key in missing
            ]
        )
    return tuple(one for one in found if any(_below(one.key, key) for key in asked))


def _below(key: str, above: str) -> bool:
    return key == above or key.startswith(f"{above}.")


def _explained(keys: Keys, value: object, trees: Sequence[Branch]) -> Explained:
    written = [found for tree in trees if (found := _written(tree, keys)) is not None]
    text = None if value is None else as_text(value)
    source = written[-1].source if written else None
    return Explained(".".join(keys), text, source, tuple(reversed(written[:-1])))


def _written(tree: Branch, keys: Keys) -> Written | None:
    """What one file says at a key; None where it says nothing."""
    above = node_at(tree, keys[:-1])
    if not isinstance(above, Branch) or keys[-1] not in above.entries:
        return None
    entry = above.entries[keys[-1]]
    if isinstance(entry.node, Leaf) and entry.node.is_null:
        return Written(None, entry.key)
    return Written(as_text(_plain(entry.node)), entry.key)


def _removed(trees: Sequence[Branch]) -> Iterator[Keys]:
    for tree in trees:
        yield from _nulls(tree, ())


def _nulls(tree: Branch, above: Keys) -> Iterator[Keys]:
    for key, entry in tree.entries.items():
        if isinstance(entry.node, Leaf) and entry.node.is_null:
            yield (*above, key)
        elif isinstance(entry.node, Branch):
            yield from _nulls(entry.node, (*above, key))


def _plain(node: Node) -> object:
    if isinstance(node, Branch):
        return {key: _plain(entry.node) for key, entry in node.entries.items()}
    if isinstance(node, Items):
        return [_plain(item) for item in node.items]
    return node.text


def _flat(value: object, above: Keys = ()) -> Iterator[tuple[Keys, object]]:
    """Each value that is no section, with its keys; what nobody set and the program leaves open (None) is not told."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _flat(getattr(value, name), (*above, name))
    elif isinstance(value, Mapping) and value:
        for key, each in value.items():
            yield from _flat(each, (*above, str(key)))
    elif value is not None:
        yield above, value


def as_text(value: object) -> str:
    """A value in one line, as YAML would have it: 15, [甲, 乙], {态度: [冷淡]}."""
    if isinstance(value, BaseModel):
        return as_text(value.model_dump(exclude_defaults=True))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {as_text(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(as_text, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, Decimal)):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if text == "" or text != text.strip() or "\n" in text else text
