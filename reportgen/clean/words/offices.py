"""Spellings that are likely one office: 河东街道办 and 河东街道办事处, 县医保局 and 县医疗保障局."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from reportgen.chinese.words.places import (
    FILLINGS,
    NEIGHBOURHOOD_ENDS,
    SHORT_NAMES,
    STREET_ENDS,
    TOWNSHIP_ENDS,
    VILLAGE_ENDS,
)
from reportgen.clean.cells.values import fold

_SHORTEST = 2
_ENDS = (
    ("社区", NEIGHBOURHOOD_ENDS),
    ("街道", STREET_ENDS),
    ("村", tuple(f"村{end}" for end in VILLAGE_ENDS)),
    *((town, tuple(f"{town}{end}" for end in TOWNSHIP_ENDS)) for town in "镇乡"),
)
"""What stands for all of these ends; longer ends first."""


def alike(names: Mapping[str, int], county: str, apart: Collection[str] = ()) -> list[tuple[str, ...]]:
    """Groups of names that are likely one office each, the most frequent spelling (of equals the longest) first.

    `names` are counted; `county` is the name of the county, which its offices may have or lack; names in `apart` are known to
    be what they say and are grouped only with others. Words that offices have or lack (服务, 管理) make no other office of it
    unless each of two names has one that the other lacks.
    """
    keyed: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for name in names:
        key, fillings = _key(name, county)
        if key:
            keyed[key].append((name, fillings))
    known = {fold(name) for name in apart}
    groups = [_nested(members) for members in keyed.values()]
    ordered = [
        tuple(sorted(group, key=lambda name: (fold(name) not in known, -names[name], -len(name), name)))
        for group in groups
        if len(group) > 1 and sum(fold(name) in known for name in group) < len(group)
    ]
    return sorted(ordered, key=lambda group: (-sum(names[name] for name in group), group))


def _nested(members: Sequence[tuple[str, frozenset[str]]]) -> list[str]:
    """The names of which each has all the fillings of the next; none where two have what the other lacks."""
    ranked = sorted(members, key=lambda member: len(member[1]))
    fits = all(less[1] <= more[1] for less, more in pairwise(ranked))
    return [name for name, _ in ranked] if fits else []


def _key(name: str, county: str) -> tuple[str, frozenset[str]]:
    """What is compared of a name, and the words that it may lack; "" where too little is left of it."""
    key = fold(name)
    for long, short in SHORT_NAMES:
        key = key.replace(long, short)
    key = _with_end(_without_county(key, fold(county)))
    fillings = frozenset(word for word in FILLINGS if word in key[1:])
    for word in fillings:
        key = key[:1] + key[1:].replace(word, "")
    return (key, fillings) if len(key) >= _SHORTEST else ("", frozenset())


def _without_county(name: str, county: str) -> str:
    """The name without the county's, or the one character that stands for it: 青岚县民政局, 县民政局, 民政局."""
    for start in (county, county[-1:]):
        rest = name.removeprefix(start)
        if len(rest) >= _SHORTEST:
            name = rest
    return name


def _with_end(key: str) -> str:
    for end, spellings in _ENDS:
        for spelling in spellings:
            stem = key.removesuffix(spelling)
            if stem != key and stem:
                return stem + end
    return key
