"""What was seen of a form: by key of `form:`, a value and where it stood."""

import json
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from reportgen.chinese.type_sizes import size_name
from reportgen.messages import _, issue
from reportgen.model.sources import Issue, Source
from reportgen.word.pages.page import Paragraph

T = TypeVar("T", bound=Hashable)
_PLAIN = re.compile(r"[A-Za-z0-9_.\u4e00-\u9fff][\w.\u4e00-\u9fff ]*")


@dataclass(frozen=True, slots=True)
class Seen:
    """A value as `form:` has it (text, number, truth), and where it was seen, in words."""

    value: str | int | bool
    where: str


@dataclass(slots=True)
class Observations:
    """All that was seen, by dotted key of `form:` (`fonts.h1.size`), and the keys of what was not found, each with the reason."""

    seen: dict[str, Seen] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, value: str | int | bool, where: str) -> None:
        """Takes note of a value."""
        self.seen[key] = Seen(value, where)

    def lack(self, key: str, why: str) -> None:
        """Takes note that a value was not found."""
        self.missing[key] = why


def yaml_value(value: str | int | bool) -> str:
    """A value as YAML has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) or _PLAIN.fullmatch(value):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def millimetres_text(millimetres: float) -> str:
    """A length as `form.margins` has it, to a tenth."""
    return f"{round(millimetres, 1):g}"


def size_text(points: float) -> str:
    """A size as `form.fonts` has it."""
    return size_name(points)


def most(values: Iterable[tuple[T, int]]) -> T:
    """The value with most weight; the first of several."""
    weights: Counter[T] = Counter()
    for value, weight in values:
        weights[value] += weight
    return weights.most_common(1)[0][0]


def where_seen(paragraphs: Iterable[Paragraph], all_of: int | None = None) -> str:
    """The place of the first paragraph, and how many there are."""
    found = list(paragraphs)
    places = [one.place for one in found if one.place]
    if not places:
        return _("in a table")
    if len(found) == 1 and (all_of or 1) == 1:
        return _("paragraph {place}").format(place=places[0])
    if all_of is not None and all_of > len(found):
        text = _("paragraph {place} and others, {count} of {all}")
        return text.format(place=places[0], count=len(found), all=all_of)
    return _("paragraph {place} and others, {count} in all").format(place=places[0], count=len(found))


def unusable(name: str, keys: Mapping[str, str]) -> Issue:
    """An issue about values that were seen and cannot be written as `form:`."""
    return issue("learn.unusable", Source(name), keys=", ".join(keys))
