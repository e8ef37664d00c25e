"""A merged tree against the models: plain values in, `Settings` or issues at the offending key or value out."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import TypeVar, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from reportgen.chinese.type_sizes import POINTS
from reportgen.messages import issue
from reportgen.model.sources import Issue
from reportgen.settings.checks import schema
from reportgen.settings.models import CODE_PATTERN, COLOUR_PATTERN, REGION_PATTERN, Model, Settings, form
from reportgen.settings.models.figures.facts import FACT_PATTERN, NUMBER_PATTERN
from reportgen.settings.suggestions import MAX_ISSUES, ask, did_you_mean, listed, shown
from reportgen.settings.tree.places import key_source, value_source
from reportgen.settings.tree.yaml_tree import Branch, Items, Leaf, Node

Keys = tuple[str | int, ...]

_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,15})")
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,15})?)(%?)")
_KEY_MARK = "[key]"  # how pydantic ends the location of a fault in a key
_CODES = {
    "missing": "settings.missing",
    "string_type": "settings.not-text",
    "int_type": "settings.not-number",
    "is_instance_of": "settings.not-decimal",
    "decimal_type": "settings.not-decimal",
    "bool_type": "settings.not-boolean",
    "list_type": "settings.not-list",
    "dict_type": "settings.not-mapping",
    "model_type": "settings.not-mapping",
    "string_too_short": "settings.empty-text",
    "string_too_long": "settings.too-long",
    "greater_than_equal": "settings.too-small",
    "less_than_equal": "settings.too-great",
    "literal_error": "settings.not-one-of",
}
_PATTERNS = {
    CODE_PATTERN: "settings.bad-code",
    REGION_PATTERN: "settings.bad-region-code",
    COLOUR_PATTERN: "settings.bad-colour",
    FACT_PATTERN: "fact.bad-name",
    NUMBER_PATTERN: "settings.not-decimal",
    form.LENGTH_PATTERN: "settings.bad-length",
    form.SIZE_PATTERN: "settings.bad-size",
    form.PITCH_PATTERN: "settings.bad-pitch",
    form.FONT_PATTERN: "settings.bad-font",
    form.PAPER_PATTERN: "settings.bad-paper",
    form.PAGE_NUMBER_PATTERN: "settings.bad-page-number",
}
_MEANT = {form.SIZE_PATTERN: tuple(POINTS), form.PAPER_PATTERN: ("A3", "A4", "B4", "B5", "16开")}
"""What may have been meant by a text that does not fit a pattern."""
Checked = TypeVar("Checked", bound=Model)


def validate(tree: Branch, *, complete: bool) -> tuple[Settings | None, list[Issue]]:
    """The settings, or None and what is wrong.

    Where a layer could not be read (`complete` is False), what is missing may stand there, so nothing is called missing.
    """
    issues = list(islice(_vain_removals(tree, tree, Settings, ()), MAX_ISSUES)) if complete else []
    settings, faults = validated(tree, Settings, complete=complete)
    return settings, issues + faults


def validated(tree: Branch, model: type[Checked], *, complete: bool) -> tuple[Checked | None, list[Issue]]:
    """A tree as what a model wants, or None and what is wrong with it; `complete` as in `validate`."""
    try:
        return model.model_validate(plain(tree, model), strict=True), []
    except ValidationError as failure:
        faults = failure.errors(include_url=False)
        said = [fault for fault in faults if complete or fault["type"] != "missing"]
        return None, [_fault(tree, model, fault) for fault in said[:MAX_ISSUES]]


def plain(node: Node, annotation: object) -> object:
    """The tree as dicts, lists and scalars.

    Text stays exactly as written wherever the models want text; only where they want a truth value or a whole number is a
    scalar without quotes read as one, in the one spelling that YAML 1.2 and everyone's eyes agree on; a number that may have
    a fraction is read as a percentage, too. A key in an item of a list that has no value is as if it were not there.
    """
    if isinstance(node, Branch):
        return {
            key: plain(entry.node, schema.below(annotation, key))
            for key, entry in node.entries.items()
            if not (isinstance(entry.node, Leaf) and entry.node.is_null)  # elsewhere `null` has removed its key already
        }
    if isinstance(node, Items):
        return [plain(item, schema.below(annotation, index)) for index, item in enumerate(node.items)]
    if node.plain and annotation is bool:
        return _TRUTH.get(node.text, node.text)
    if node.plain and annotation is int:
        return int(node.text) if _WHOLE.fullmatch(node.text) else node.text
    if node.plain and annotation is Decimal:
        return _decimal(node.text)
    return node.text


def _decimal(text: str) -> Decimal | str:
    """The number, that of a percentage divided by 100; the text where it is none."""
    found = _NUMBER.fullmatch(text)
    return text if found is None else Decimal(found[1]) / (100 if found[2] else 1)


def _fault(tree: Branch, model: type[Model], fault: ErrorDetails) -> Issue:
    keys: Keys = fault["loc"]
    if fault["type"] == "extra_forbidden":
        return _unknown_key(tree, keys, model)
    if keys[-1:] == (_KEY_MARK,):
        return _bad_key(tree, keys[:-1], model, fault)
    source = value_source(tree, keys)
    if fault["type"] == "missing":
        source = key_source(tree, keys)
    words = schema.words_of(schema.at(model, keys)) or _MEANT.get(fault.get("ctx", {}).get("pattern", ""), ())
    return issue(_code(fault), source, **_values(keys, fault, words))


def without_place(fault: ErrorDetails, above: Keys) -> Issue:
    """A fault in a value of one section that stands in no file; `above` are the keys of the section."""
    keys: Keys = (*above, *fault["loc"])
    if fault["type"] == "extra_forbidden":
        allowed = schema.keys_of(schema.at(Settings, keys[:-1]))
        suggestion = did_you_mean(str(keys[-1]), allowed)
        return issue("settings.unknown-key", key=dotted(keys), suggestion=suggestion, allowed=listed(allowed))
    return issue(_code(fault), None, **_values(keys, fault, schema.words_of(schema.at(Settings, keys))))


def _code(fault: ErrorDetails) -> str:
    if fault["type"] == "string_pattern_mismatch":
        return _PATTERNS.get(fault["ctx"]["pattern"], "settings.empty-text")
    return _CODES.get(fault["type"], "settings.bad-value")


def _values(keys: Keys, fault: ErrorDetails, words: tuple[str, ...]) -> dict[str, object]:
    """Everything that the messages of `_CODES` may ask for."""
    context = fault.get("ctx", {})
    limit = next((context[name] for name in ("max_length", "ge", "le") if name in context), "")
    found = fault["input"]
    return {
        "key": dotted(keys),
        "found": shown(found),
        "limit": limit,
        "suggestion": did_you_mean(shown(found), words),
        "allowed": listed(words),
    }


def _bad_key(tree: Branch, keys: Keys, model: type[Model], fault: ErrorDetails) -> Issue:
    """An issue about a key that is none of the possible ones, or no code."""
    if fault["type"] == "literal_error":
        return _unknown_key(tree, keys, model)
    return issue(_code(fault), key_source(tree, keys), **_values(keys, fault, ()))


def _unknown_key(tree: Branch, keys: Keys, model: type[Model] = Settings) -> Issue:
    allowed = schema.keys_of(schema.at(model, keys[:-1]))
    if model is Settings and len(keys) == 1:
        allowed = (*allowed, "extends")  # said of the file, not of the report
    word = str(keys[-1])
    suggestion = did_you_mean(word, allowed) or (_elsewhere(word) if model is Settings else "")
    source = key_source(tree, keys)
    return issue("settings.unknown-key", source, key=dotted(keys), suggestion=suggestion, allowed=listed(allowed))


def _elsewhere(word: str) -> str:
    """A question that names the one section which has a key of this name: it may stand a level too high or too low."""
    places = [
        f"{name}.{word}" for name in Settings.model_fields if word in schema.keys_of(schema.below(Settings, name))
    ]
    places += [word] if word in Settings.model_fields else []
    return ask(places[0]) if len(places) == 1 else ""


def _vain_removals(root: Branch, tree: Branch, annotation: object, above: Keys) -> Iterator[Issue]:
    """Issues about `null` at a key that is unknown, or that no layer below has."""
    for key, removal in tree.removed.items():
        if schema.is_model(annotation) and key not in schema.keys_of(annotation):
            yield _unknown_key(root, (*above, key))
        elif get_origin(annotation) is dict and not removal.found:
            suggestion = did_you_mean(key, tree.entries)
            yield issue("settings.nothing-to-remove", removal.source, key=dotted((*above, key)), suggestion=suggestion)
    for key, entry in tree.entries.items():
        if isinstance(entry.node, Branch):
            yield from _vain_removals(root, entry.node, schema.below(annotation, key), (*above, key))


def dotted(keys: Keys) -> str:
    """`taxonomy.categories.attitude.keywords[3]`, items counted from 1."""
    text = ""
    for key in keys:
        text += f"[{key + 1}]" if isinstance(key, int) else f".{key}"
    return text.removeprefix(".")
