"""The schema for editors: every layer that the program loads is valid, every key is described, mistakes are marked."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
import yaml
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.configuring.schema import schema
from reportgen.messages.language import speaking
from reportgen.settings.models import Settings

PROJECT = Path(__file__).resolve().parents[2]
LAYERS = [*sorted((PROJECT / "config").glob("**/*.yaml")), *sorted((PROJECT / "samples").glob("*/config.yaml"))]


@pytest.fixture(scope="module")
def valid() -> Any:
    """A validator of the schema."""
    return fastjsonschema.compile(schema())


@pytest.mark.parametrize("layer", LAYERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_layer_is_valid(layer: Path, valid: Any) -> None:
    """As an editor reads it, with days and numbers for what the program reads as text."""
    valid(json.loads(json.dumps(yaml.safe_load(layer.read_text("utf-8")), default=str)))


@pytest.mark.parametrize(
    "layer",
    [
        "report: {titel: x}",
        "report: {disclosure: secret}",
        "ledger: {files: x.xlsx}",
        "charts: {top: many}",
        "taxonomy: {categories: {a: {nmae: x}}}",
        "figures: {Closed: {label: x}}",
        "chart: {}",
    ],
)
def test_a_mistake_is_marked(layer: str, valid: Any) -> None:
    """A key or a value that the program refuses."""
    with pytest.raises(fastjsonschema.JsonSchemaException):
        valid(yaml.safe_load(layer))


@pytest.mark.parametrize(
    "layer", ["{}", "charts: {top: null}", "taxonomy: {causes: {ethics: null}}", "county: {code: 990121}"]
)
def test_a_layer_may_be_partial(layer: str, valid: Any) -> None:
    """Nothing is required, `null` removes, and a text without quotes is one."""
    valid(yaml.safe_load(layer))


def _keys(node: Any, defs: Any, above: str = "") -> Iterator[tuple[str, str]]:
    """Each key of the schema with its description."""
    for one in node.get("anyOf", [node]):
        if one.get("$ref") == "#":  # a kind of report is a layer, too
            continue
        each = defs[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        for name, below in each.get("properties", {}).items():
            yield f"{above}{name}", below.get("description", "")
            yield from _keys(below, defs, f"{above}{name}.")
        for below in [*each.get("patternProperties", {}).values(), each.get("items"), each.get("additionalProperties")]:
            if isinstance(below, dict):
                yield from _keys(below, defs, f"{above}*.")


def test_every_key_is_described_in_chinese() -> None:
    """No setting without a sentence, and none that is still English."""
    with speaking("zh"):
        made = schema()
    found = dict(_keys(made, made["$defs"]))
    assert {"report.title", "taxonomy.categories.*.aspects.*.phrase", "figures.*.rate", "extends"} <= found.keys()
    assert set(Settings.model_fields) <= found.keys()
    assert [key for key, text in found.items() if not any("\u4e00" <= char <= "\u9fff" for char in text)] == []


def test_the_command_writes_it(tmp_path: Path) -> None:
    """Into a file, saying how a configuration names it; or on the screen."""
    path = tmp_path / "reportgen.schema.json"
    result = CliRunner().invoke(app, ["schema", "--out", str(path)])
    assert result.exit_code == 0
    assert f"$schema={path}" in result.output
    assert json.loads(path.read_text("utf-8")) == json.loads(CliRunner().invoke(app, ["schema"]).output)
