"""What the models want at a key: asked when text becomes values, and when a message lists what is possible."""

import types
import typing
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Literal, get_args, get_origin

from pydantic import BaseModel


def wanted(annotation: object) -> object:
    """The annotation without `Annotated`, `Optional` and the like: a model, `list[...]`, `dict[...]`, `Literal[...]` or a type."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (typing.Union, types.UnionType):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation


def is_model(annotation: object) -> typing.TypeGuard[type[BaseModel]]:
    """Whether the annotation is a section with fixed keys."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def below(annotation: object, key: str | int) -> object:
    """What is wanted at a key of this; None where nothing is."""
    if is_model(annotation):
        return _of_section(annotation, str(key))
    if get_origin(annotation) in (dict, list):
        return wanted(get_args(annotation)[-1])
    return None


@lru_cache(maxsize=2048)
def _of_section(model: type[BaseModel], key: str) -> object:
    found = model.model_fields.get(key)
    return wanted(found.annotation) if found else None


def at(annotation: object, keys: Sequence[str | int]) -> object:
    """What is wanted at these keys; None where nothing is."""
    for key in keys:
        annotation = below(annotation, key)
    return annotation


def keys_of(annotation: object) -> tuple[str, ...]:
    """The keys that are possible in a section; empty where any are."""
    if is_model(annotation):
        return tuple(annotation.model_fields)
    return words_of(wanted(get_args(annotation)[0])) if get_origin(annotation) is dict else ()


def words_of(annotation: object) -> tuple[str, ...]:
    """The words that are possible as a value; empty where any are."""
    return get_args(annotation) if get_origin(annotation) is Literal else ()
