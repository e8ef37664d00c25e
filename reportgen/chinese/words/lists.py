"""Lists of words in files beside this module: `[name]` begins a list, words stand apart from each other, `#` begins a remark."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_NAME = re.compile(r"\[([^\[\]]+)\]")
_REMARK = re.compile(r"(?:^|\s)#.*")


@cache
def word_lists(topic: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of `<topic>.txt` by name, their words in the order of the file; raises ValueError where it holds what `parse` refuses."""
    return parse(files(__package__).joinpath(f"{topic}.txt").read_text(encoding="utf-8").splitlines())


def parse(lines: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The lists in such lines; raises ValueError for a word before the first list, and for a list or a word of it that is there twice."""
    lists: dict[
        str, dict[str, None]
    ] = {}  # of a dictionary, the keys alone: a word is found at once and keeps its place
    words: dict[str, None] | None = None
    for number, line in enumerate(lines, 1):
        if name := _NAME.fullmatch(line.strip()):
            if name[1] in lists:
                raise ValueError(f"line {number}: {name[1]}")
            words = lists[name[1]] = {}
            continue
        for word in _REMARK.sub("", line).split():
            if words is None or word in words:
                raise ValueError(f"line {number}: {word}")
            words[word] = None
    return MappingProxyType({name: tuple(found) for name, found in lists.items()})


def one_of(*lists: Iterable[str]) -> str:
    """The pattern of any of these words, the longest first, so that 件次 is not read as 件: `件次|人次|[件起人]`."""
    words = dict.fromkeys(word for words in lists for word in words)
    longer = sorted((word for word in words if len(word) > 1), key=lambda word: -len(word))
    single = "".join(re.escape(word) for word in words if len(word) == 1)
    return "|".join((*map(re.escape, longer), *((f"[{single}]",) if single else ())))
