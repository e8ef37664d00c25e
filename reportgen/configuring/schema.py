"""The JSON Schema of a configuration file, for editors: every key with its description, nothing required.

A file is one layer of several, so what is missing may stand in another; `null` at any key takes away what a layer below has.
"""

import json
from collections.abc import Mapping
from typing import Any

from reportgen.messages import N_, _
from reportgen.settings import Settings

_DIALECT = "http://json-schema.org/draft-07/schema#"
_EXTENDS = N_("The configuration that this one extends: reportgen:base or a file beside it")
_REPORTS = N_(
    "Kinds of report, by name: each overrides what it writes, and may extend one that comes with the program (reportgen:bulletin); one run makes them all (docs/kinds.md)"
)
_LEFT_OUT = ("required", "title", "default", "description")
"""What pydantic says of whole configurations, names of classes, values of the program; descriptions stand at the keys."""
_SCALARS = ("string", "number", "boolean")
"""What an editor takes a text without quotes for; it is read as it is written."""


def schema() -> dict[str, Any]:
    """The schema, descriptions in the reader's language."""
    made: dict[str, Any] = _partial(Settings.model_json_schema(mode="validation"))
    kind = {"type": "object", "additionalProperties": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}
    properties = {
        "extends": {"type": "string", "description": _(_EXTENDS)},
        "reports": {"description": _(_REPORTS), "anyOf": [kind, {"type": "null"}]},
        **made["properties"],
    }
    return {"$schema": _DIALECT, "title": "reportgen", **made, "properties": properties}


def schema_text() -> str:
    """The schema as a file has it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _partial(node: Any) -> Any:
    """A part of a schema as a layer has it."""
    if isinstance(node, list):
        return [_partial(one) for one in node]
    if not isinstance(node, Mapping):
        return node
    made = {key: _partial(value) for key, value in node.items() if key not in _LEFT_OUT}
    for key in ("properties", "patternProperties"):
        if key in node:
            made[key] = {name: _or_null(value) for name, value in node[key].items()}
    if "patternProperties" in node:
        made["additionalProperties"] = False
    if "$defs" in node:
        made["$defs"] = {name: _partial(value) for name, value in node["$defs"].items()}
    if isinstance(node.get("additionalProperties"), Mapping):
        made["additionalProperties"] = _or_null(node["additionalProperties"])
    if made.get("type") == "string":
        made["type"] = list(_SCALARS)
    if "const" in made or "enum" in made:
        made.pop("type", None)
    return made


def _or_null(node: Mapping[str, Any]) -> dict[str, Any]:
    """What may stand at a key: a value, or `null`."""
    text = node.get("description")
    described = {"description": _(text)} if text else {}
    return {**described, "anyOf": [_partial(node), {"type": "null"}]}
