"""A sample report -> `form:` in YAML, each value with a comment where it was seen, and what was not found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from reportgen.configuring.forms.observation import Observations, Seen, unusable, yaml_value
from reportgen.configuring.forms.samples import observe_sample
from reportgen.messages import _
from reportgen.model.sources import Issue
from reportgen.settings import Form
from reportgen.word import open_package, read_page

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Learned:
    """`form:` as a file has it, the form itself, how many values were seen and what was not, and what cannot be used."""

    text: str
    form: Form
    seen: int
    missing: Mapping[str, str]
    issues: tuple[Issue, ...] = ()


def learn(data: bytes, name: str) -> Learned:
    """The form of a sample report in `data`. Raises DocumentError where it is no Word document, or one that is built to harm."""
    seen = observe_sample(read_page(open_package(data, name)))
    faulty = _faulty(seen)
    for key in faulty:
        del seen.seen[key]
        seen.lack(key, _("what was seen cannot be written as a value"))
    form = Form.model_validate(_tree(seen.seen))
    text = (
        "\n".join([_("# Learned from a sample; look it over, and put it into the configuration."), *_lines(seen)])
        + "\n"
    )
    issues = (unusable(name, faulty),) if faulty else ()
    return Learned(text, form, len(seen.seen), seen.missing, issues)


def _faulty(seen: Observations) -> dict[str, str]:
    """The keys of values that `form:` does not take: a font whose name is no name, a page number with words in it."""
    try:
        Form.model_validate(_tree(seen.seen))
    except ValidationError as failure:
        return {".".join(map(str, fault["loc"])): fault["type"] for fault in failure.errors(include_url=False)}
    return {}


def _tree(seen: Mapping[str, Seen]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, one in seen.items():
        *above, last = key.split(".")
        place = made
        for each in above:
            place = place.setdefault(each, {})
        place[last] = one.value
    return made


def _lines(seen: Observations) -> Iterator[str]:
    yield "form:"
    yield from _section(Form, seen, "", 1)
    places = {key: why for key, why in seen.missing.items() if not any(one.startswith(key) for one in seen.seen)}
    if places:
        yield _("{indent}# Not found, and left as the Word page has it:").format(indent=_INDENT)
        yield from (f"{_INDENT}#   {key}: {why}" for key, why in places.items())


def _section(model: type[BaseModel], seen: Observations, above: str, depth: int) -> Iterator[str]:
    """The keys of a section in the order of the model; one without any is left out."""
    for name, field in model.model_fields.items():
        key, indent = f"{above}{name}", _INDENT * depth
        if key in seen.seen:
            one = seen.seen[key]
            yield f"{indent}{name}: {yaml_value(one.value)}  # {one.where}"
        elif isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            below = list(_section(field.annotation, seen, f"{key}.", depth + 1))
            if below:
                yield f"{indent}{name}:"
                yield from below
