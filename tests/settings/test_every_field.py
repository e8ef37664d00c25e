"""Every setting is described in the schema, asked for by the program, and given in a test; and those that no other test changes are changed here."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from reportgen.model.reports.narratives import Paragraph
from reportgen.settings import CauseSettings, Settings, Taxonomy
from tests.cases import sample_settings
from tests.compose.reports import cases, narrative, said

_PROJECT = Path(__file__).resolve().parents[2]


def _fields(
    model: type[BaseModel], above: tuple[str, ...], seen: set[type[BaseModel]]
) -> Iterator[tuple[str, FieldInfo]]:
    seen.add(model)
    for name, field in model.model_fields.items():
        yield ".".join((*above, name)), field
        for below in _models(field.annotation):
            if below not in seen:
                yield from _fields(below, (*above, name), seen)


def _models(kind: Any) -> list[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    return [found for one in get_args(kind) for found in _models(one)]


@cache
def _text(folder: str) -> str:
    files = (path for path in (_PROJECT / folder).rglob("*") if path.suffix in (".py", ".yaml", ".tsv"))
    return "\n".join(path.read_text("utf-8") for path in files if "settings/models" not in path.as_posix())


_FIELDS = dict(_fields(Settings, (), set()))


@pytest.mark.parametrize("key", list(_FIELDS))
def test_a_setting_is_described_asked_for_and_given(key: str) -> None:
    """A word that stands in the models alone does nothing; one that no test gives a value may do anything."""
    name = key.rpartition(".")[2]
    assert _FIELDS[key].description
    assert re.search(rf"\.{name}\b|[\"']{name}[\"']", _text("reportgen")), "nothing asks for it"
    given = rf"\b{_FIELDS[key].alias or name}[\"']?\s*[:=]|\.{name}\b"
    assert re.search(given, _text("tests")), "no test gives it"


def _causes(**of_second: object) -> list[str]:
    """Two causes, of which one is told: which."""
    cause = {"when": "count('attitude') > 1", "evidence": "依据是{{ total }}。"}
    causes = {
        code: CauseSettings.model_validate({**cause, "title": f"{code}原因", "text": "一句。", **more})
        for code, more in (("first", {}), ("second", of_second))
    }
    settings = sample_settings(most_causes=1)
    taxonomy = Taxonomy(categories=settings.taxonomy.categories, causes=causes)
    told = narrative(cases({"attitude": 30}), settings=settings.model_copy(update={"taxonomy": taxonomy}))
    return [block.id for block in told.blocks if isinstance(block, Paragraph) and block.id.startswith("causes/")]


def test_a_cause_that_is_always_told_is_never_cut() -> None:
    """`always`: it is told, whatever is cut."""
    assert not any("second" in id for id in _causes())
    assert any("second" in id for id in _causes(always=True))


def test_a_case_is_introduced_as_its_channel_is() -> None:
    """`wording.found_by`, and `wording.found` for other channels."""
    given = [one.__class__(**{**vars(one), "channel": "暗访"}) for one in cases({"attitude": 3}, unit="甲局")]
    plain = sample_settings()
    named = plain.wording.model_copy(update={"found_by": {"暗访": "暗访组现场看到"}})
    texts = [
        " ".join(said(narrative(given, settings=plain.model_copy(update={"wording": wording}))).values())
        for wording in (plain.wording, named)
    ]
    assert ["暗访组现场看到" in one for one in texts] == [False, True]
    assert ["有群众反映" in one for one in texts] == [True, False]
